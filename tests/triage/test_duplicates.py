"""Whether two reports tell of one event: what speaks for it, what against, what is kept, and what is remembered."""

import tracemalloc
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.duplicate_reports import Half, Source, figures, reports
from domain import reading
from domain.place import Position
from triage import when
from triage.bare_words import LONGEST_WORD, bare
from triage.categories import ranked
from triage.duplicates import (
    MOST_SUGGESTED,
    POINTS,
    SUGGEST_FROM,
    Clue,
    Comparison,
    Known,
    Likeness,
    Report,
    likeliest,
    words_in_common,
)
from triage.kept_reports import pack, unpack
from triage.matching import spell_out
from triage.recent_reports import LATEST, WORDS, RecentReports
from triage.sketches import BESIDE_HASH, MOST_FEATURES, WEIGHT_BITS, Kind, Sketch, draw

KEY = b"a key of the tests only"
AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
HERE = Position(16.5042, 107.633)

BURNING = "Cháy kho mút xốp gần chợ Nọ, khói đen bốc cao"
IN_FLAMES = "Kho mút xốp chợ Nọ đang bốc cháy dữ dội"


def report(
    text: str,
    *,
    minutes: float = 0,
    position: Position | None = HERE,
    category: str | None = None,
    key: bytes = KEY,
) -> Report:
    """Return a report that was sent so many minutes after `AT`, of the category that its words suggest."""
    read = reading.read(text)
    sent_at = AT + timedelta(minutes=minutes)
    told = when.occurred(read, sent_at=sent_at)
    suggested = {one.category.value: one.confidence for one in ranked(read, spell_out(read))}
    known = Known({category: 1.0} if category else suggested, (told.start, told.end) if told else None)
    return Report(draw(read, key).sketch, sent_at, position, known)


def moved(metres: float, *, accuracy_m: float | None = None) -> Position:
    """Return the position so many metres north of `HERE`."""
    return Position(HERE.lat + metres / 111_195, HERE.lon, accuracy_m)


def likeness(one: Report, other: Report) -> Likeness | None:
    """Return the likeness where the other one would be shown, else None."""
    found = likeliest([(0, Comparison(one).likeness(other))])
    return found[0][1] if found else None


# Two reports.


@pytest.mark.parametrize(
    "text",
    [
        IN_FLAMES,
        "kho mut xop cho No dang boc chay du doi",
        IN_FLAMES.lower(),
        "kho muts xoops chowj Nọ đag boocs cháy",
        "Hỏa hoạn lớn ở kho mút, bà con chợ Nọ đang chạy đồ ra",
    ],
)
def test_one_fire_in_other_words_and_spellings_is_found(text: str) -> None:
    found = likeness(report(text, minutes=10, position=moved(120)), report(BURNING))
    assert found is not None
    assert found.score > 0.8
    assert found.distance_m == pytest.approx(120, abs=1)
    assert (found.gap, found.category) == (timedelta(minutes=10), "fire")


@pytest.mark.parametrize(
    "text",
    [
        "Gần chợ Nọ có nhóm thanh niên đánh bạc ăn tiền",
        "Chợ Nọ xe tải đậu chắn hết lối đi",
        "trước chợ Nọ vừa bị giật điện thoại",
    ],
)
def test_another_event_in_the_same_street_is_not(text: str) -> None:
    assert likeness(report(text, minutes=10, position=moved(60)), report(BURNING)) is None


def test_the_same_kind_of_event_elsewhere_is_not() -> None:
    assert likeness(report("Cháy quán phở ở cầu Bến Ván", minutes=10, position=moved(6000)), report(BURNING)) is None


def test_the_same_place_and_kind_two_days_later_is_not() -> None:
    racing = "Thanh niên đua xe, nẹt pô trước cổng trường Tam Giang"
    again = "Trước cổng trường Tam Giang tối nay lại có đua xe, nẹt pô"
    assert likeness(report(again, minutes=48 * 60), report(racing)) is None
    assert likeness(report(again, minutes=20), report(racing)) is not None


def test_what_is_told_as_of_a_time_when_the_other_had_long_been_sent_is_not() -> None:
    first = report("kho mút xốp chợ Nọ cháy khói đen")
    week = 7 * 24 * 60
    assert likeness(report("hôm qua kho mút xốp chợ Nọ cháy khói đen", minutes=week), first) is None
    assert likeness(report("tối 20/11 kho mút xốp chợ Nọ cháy khói đen", minutes=week), first) is not None


def test_without_positions_the_names_of_places_decide() -> None:
    here = report("Tai nạn xe tải với xe máy ở ngã tư Bàu Hút, có người bị thương", position=None)
    same = report("ngã tư Bàu Hút xe tải tông xe máy", minutes=15, position=None)
    other = report("ngã tư Cây Gáo xe tải tông xe máy", minutes=15, position=None)
    assert likeness(same, here) is not None
    assert likeness(other, here) is None


def test_a_vague_position_says_no_more_than_none_and_a_doubtful_one_may_be_nearer() -> None:
    clues = Comparison(report(BURNING)).clues(report(IN_FLAMES, position=moved(700)))
    assert Clue.WALK in clues
    doubtful = Comparison(report(BURNING)).clues(report(IN_FLAMES, position=moved(700, accuracy_m=300)))
    assert Clue.NEAR in doubtful
    vague = Comparison(report(BURNING)).clues(report(IN_FLAMES, position=moved(700, accuracy_m=5000)))
    assert not {Clue.NEAR, Clue.WALK, Clue.APART, Clue.FAR} & set(vague)
    found = Comparison(report(BURNING)).likeness(report(IN_FLAMES, position=moved(700, accuracy_m=5000)))
    assert found is not None
    assert found.distance_m is None


def test_what_is_told_the_next_morning_may_be_what_was_sent_last_night() -> None:
    last_night = report("Đánh nhau bằng dao ở quán nhậu Bảy Lúa", minutes=0)
    told = report("Tối qua lúc 19h quán nhậu Bảy Lúa có đánh nhau, một người bị chém", minutes=13 * 60)
    untold = report("Quán nhậu Bảy Lúa có đánh nhau, một người bị chém", minutes=13 * 60)
    near, far = Comparison(told).likeness(last_night), Comparison(untold).likeness(last_night)
    assert near is not None
    assert near.gap == timedelta(hours=1)
    assert far is None


def test_a_category_that_was_chosen_weighs_more_than_a_guess() -> None:
    vague = "Chợ Nọ đông người lắm, công an xuống ngay"
    fire, order = (report(vague, minutes=10, category=category) for category in ("fire", "order"))
    assert sum_of(fire, report(BURNING, category="fire")) > sum_of(order, report(BURNING, category="fire")) + 1


def sum_of(one: Report, other: Report) -> float:
    """Return the points of two reports, however few."""
    return sum(POINTS[clue] * amount for clue, amount in Comparison(one).clues(other).items())


TEXTS = st.sampled_from(
    [BURNING, IN_FLAMES, "", "???", "cháy", "Tối qua đánh nhau ở quán Bảy Lúa", "lại đua xe ở cầu Ván"]
)
POSITIONS = st.none() | st.builds(
    Position,
    st.floats(16, 16.6),
    st.floats(107, 107.7),
    st.none() | st.floats(0, 3000),
)
REPORTS = st.builds(report, TEXTS, minutes=st.floats(0, 20_000), position=POSITIONS)


@given(one=REPORTS, other=REPORTS)
def test_it_does_not_matter_which_of_two_is_compared_with_which(one: Report, other: Report) -> None:
    there, back = Comparison(one).clues(other), Comparison(other).clues(one)
    assert {clue: amount for clue, amount in there.items() if amount} == pytest.approx(
        {clue: amount for clue, amount in back.items() if amount}
    )


@given(one=REPORTS, other=REPORTS)
def test_a_likeness_is_the_sum_of_its_clues_and_what_has_none_is_never_shown(one: Report, other: Report) -> None:
    total, found = sum_of(one, other), Comparison(one).likeness(other)
    if found is None:
        assert total < SUGGEST_FROM
    else:
        assert found.points == pytest.approx(total)
        assert 0 < found.score < 1


# What is shown.


def shown(*points: float) -> Sequence[int]:
    """Return which of the reports with these points are shown, in their order."""
    found = ((name, Likeness(each, None, timedelta(), None, ())) for name, each in enumerate(points))
    return [name for name, _ in likeliest(found)]


def test_the_likeliest_comes_first_and_what_is_clearly_less_likely_is_left_out() -> None:
    assert shown(2.1, 3.0, -5.0, 1.9) == [1, 0]
    assert len(shown(*[1.0] * 20)) == MOST_SUGGESTED


def test_words_in_common_are_the_citizens_own_and_a_comma_parts_them() -> None:
    text = reading.read("KHO MÚT XỐP, chợ Nọ cháy rồi")
    drawn = draw(text, KEY)
    found = Comparison(report(BURNING)).likeness(Report(drawn.sketch, AT, HERE, Known({"fire": 1.0})))
    assert found is not None
    assert "KHO MÚT XỐP" in words_in_common(text, drawn, found)
    hidden = reading.read("chợ Nọ")
    assert "KHO" not in " ".join(words_in_common(hidden, draw(hidden, KEY), found))


def test_of_a_word_without_end_only_the_beginning_is_compared() -> None:
    long = "9" * 5_000
    assert report(f"kho {long}").sketch == report(f"kho {long}1").sketch
    assert len(bare(long)) == len(bare("x" * 5_000)) == LONGEST_WORD


# What is kept.


@given(one=REPORTS)
def test_a_report_is_unpacked_as_it_was_packed(one: Report) -> None:
    kept = unpack(pack(one), sent_at=one.sent_at)
    assert (kept.sketch, kept.position, kept.sent_at) == (one.sketch, one.position, one.sent_at)
    assert kept.meaning.categories == pytest.approx(one.meaning.categories, abs=0.001)


def test_nothing_but_a_report_is_unpacked() -> None:
    for broken in (b"", b"{}", b"no json\n", pack(report(BURNING))[:-1]):
        with pytest.raises(ValueError, match=r"."):
            unpack(broken, sent_at=AT)


def test_what_is_kept_holds_no_words_and_without_the_key_says_nothing_of_them() -> None:
    kept = pack(report(BURNING))
    assert not any(word.encode() in kept for word in ("mút", "mut", "xốp", "xop", "chợ"))
    own, other = report(BURNING).sketch.features, report(BURNING, key=b"another key").sketch.features
    assert not set(own) & set(other)


# What is remembered.


def test_no_more_is_remembered_than_was_asked_for() -> None:
    recent = RecentReports(kept=50)
    for number in range(200):
        recent.remember(number, report(BURNING, minutes=number))
    assert len(recent) == 50
    assert {name for name, _ in recent.duplicates(report(IN_FLAMES, minutes=200))} <= set(range(150, 200))


def test_what_is_older_than_a_week_is_forgotten_but_one_wrong_date_does_not_empty_the_memory() -> None:
    recent = RecentReports()
    for number in range(20):
        recent.remember(number, report(BURNING, minutes=number))
    recent.remember("wrong", report(BURNING, minutes=10**6))
    assert len(recent) == 19
    assert recent.duplicates(report(IN_FLAMES, minutes=21))
    for number in range(20):
        recent.remember(f"later {number}", report("mất chó ở ấp Rạch Sỏi", minutes=20_000 + number))
    assert len(recent) == 20


def test_a_wrong_date_in_the_midst_is_forgotten_in_its_turn() -> None:
    recent = RecentReports(kept=5)
    for number, minutes in enumerate([0, 1, 2, 10**6, 3, 4, 5, 6, 7]):
        recent.duplicates(report(IN_FLAMES, minutes=minutes))
        recent.remember(number, report(BURNING, minutes=minutes))
    assert {name for name, _ in recent.duplicates(report(IN_FLAMES, minutes=8))} == {4, 5, 6, 7, 8}


def test_a_duplicate_is_found_among_thousands_in_the_same_hours() -> None:
    recent = RecentReports()
    recent.remember("the fire", report(BURNING, position=None))
    for number in range(1500):
        recent.remember(number, report("Xe tải đậu chắn hết lối đi trong hẻm 12", minutes=number / 20, position=None))
    found = recent.duplicates(report(IN_FLAMES, minutes=80, position=None))
    assert [name for name, _ in found] == ["the fire"]


def test_a_report_is_found_by_its_rarest_words_however_long_it_is() -> None:
    rng = Random(7)  # noqa: S311 - made-up words, not a secret
    long = " ".join("".join(rng.choices("bcdghklmnpqtvx", k=7)) for _ in range(300))
    recent = RecentReports()
    recent.remember("the fire", report(f"{long}. {BURNING}", position=None))
    for number in range(LATEST + 1):
        recent.remember(number, report("Xe tải đậu chắn hết lối đi trong hẻm 12", minutes=number, position=None))
    again = report(f"{IN_FLAMES}. {long}", minutes=30, position=None)
    assert len(again.sketch.features) > 2 * WORDS
    assert [name for name, _ in recent.duplicates(again)] == ["the fire"]


def test_long_reports_take_little_more_memory_than_short_ones() -> None:
    def kept(size: int) -> int:
        rng = Random(size)  # noqa: S311 - the same
        tracemalloc.start()
        try:
            recent = RecentReports()
            for number in range(200):
                features = tuple(
                    rng.getrandbits(32 - BESIDE_HASH) << BESIDE_HASH | Kind.WORD << WEIGHT_BITS | 9 for _ in range(size)
                )
                recent.remember(number, Report(Sketch.of(features), AT, None, Known({}, None)))
            return tracemalloc.get_traced_memory()[0]
        finally:
            tracemalloc.stop()

    features_alone = 40 * (MOST_FEATURES - WORDS) * 200
    assert kept(MOST_FEATURES) < 1.1 * kept(WORDS) + features_alone


@pytest.mark.parametrize(("source", "least", "most"), [(Source.GIVEN, 0.95, 0.06), (Source.SUGGESTED, 0.88, 0.08)])
def test_the_half_of_the_scenes_that_nobody_looked_at_is_judged_well(source: Source, least: float, most: float) -> None:
    of = reports(Half.HELD_OUT, "original", source)
    recent = RecentReports()
    said = []
    for number, (_, one) in enumerate(of):
        said.append([int(name) for name, _ in recent.duplicates(one)])
        recent.remember(number, one)
    found = figures(of, said)
    assert found.found >= least
    assert found.false_alarms <= most
