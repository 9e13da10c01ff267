"""The texts that places are measured with."""

from dataclasses import replace
from functools import lru_cache

from benchmarks import place_words as words
from benchmarks.place_recipes import NO_PLACE, UNDECIDABLE, VARIANTS
from benchmarks.place_texts import Row, rows
from benchmarks.place_units import Naming, Said, Split, country, half_of, has_confused_tone
from places import gazetteer
from places.names import Kind, key


@lru_cache(maxsize=2)
def texts(split: str) -> list[Row]:
    return rows(split, per_variant=3, seed=5)


def of_variant(*variants: str) -> list[Row]:
    return [row for row in texts("tune") if row["variant"] in variants]


def test_the_same_seed_gives_the_same_texts_and_another_one_others() -> None:
    assert rows("tune", per_variant=3, seed=5) == texts("tune")
    assert [row["text"] for row in rows("tune", per_variant=3, seed=6)] != [row["text"] for row in texts("tune")]


def test_every_variant_has_texts() -> None:
    assert {row["variant"] for row in texts("tune")} == set(VARIANTS)


def test_the_answers_are_communes_of_today() -> None:
    names = gazetteer.load()
    for row in texts("tune"):
        assert all(names.commune(code).code == code for code in row["gold"])
        assert "primary" not in row or row["primary"] in row["gold"]


def test_no_commune_is_looked_at_and_held_out() -> None:
    for split in Split:
        assert {half_of(row["primary"]) for row in texts(split) if "primary" in row} == {split}


def test_texts_without_a_place_have_no_answer() -> None:
    assert all(row["gold"] == [] and row["abstain_expected"] for row in of_variant(*NO_PLACE))


def test_a_district_or_province_alone_names_no_commune() -> None:
    for row in of_variant("district_only", "prov_only"):
        text = row["text"].lower().replace("thị xã", "").replace("thi xa", "")
        assert row["abstain_expected"]
        assert not any(f"{kind} " in text for kind in ("xã", "xa", "phường", "phuong", "thị trấn", "thi tran"))


def test_only_undecidable_variants_expect_no_answer() -> None:
    silent = {row["variant"] for row in texts("tune") if row["abstain_expected"]}
    assert silent == {*UNDECIDABLE, *NO_PLACE}


def test_a_common_name_is_ambiguous_until_its_district_is_said() -> None:
    known = country()
    unit = next(unit for unit in known.units[Naming.OLD] if unit.name == "Tân Thành" and unit.district)
    alone = Said("tanthanh", unit.kind, "tânthành", district="", provinces=frozenset(), means_old=True)
    whole = replace(alone, district=key(unit.district_name), provinces=frozenset({key(unit.province)}))
    assert known.is_ambiguous(alone, unit)
    assert not known.is_ambiguous(whole, unit)


def test_a_misspelt_name_is_nobody_elses() -> None:
    known = country()
    unit = next(unit for unit in known.units[Naming.CURRENT] if unit.name == "Ba Tơ")
    assert known.is_taken("Ba Tô", unit)
    assert not known.is_taken("Ba Tơơ", unit)


def test_former_names_are_written_with_their_tone_marks() -> None:
    older = country().units[Naming.OLDER]
    assert any(has_confused_tone(unit) for unit in older)
    assert {unit.kind for unit in older} <= {Kind.WARD, Kind.RURAL, Kind.TOWN}


def test_there_are_many_ways_to_say_where_it_is() -> None:
    landmarks = {*words.NEUTRAL, *words.NAMED, *words.HAMLETS, *words.NAMESAKES, *words.OWN_NAME}
    assert len(landmarks) > 150
    assert all("{place}" in frame for frame in (*words.FRAMES, *words.TRAPS, *words.TWO_PLACES))
