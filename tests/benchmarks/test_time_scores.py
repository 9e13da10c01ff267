"""The definitions that answers about times are measured with."""

import json
from datetime import datetime, timedelta

import pytest

from benchmarks.time_scores import Case, Grain, Kind, Label, case, is_right
from benchmarks.times import OURS, SPELLINGS, own_sets
from triage.when import LOCAL

SENT = datetime(2026, 10, 14, 17, tzinfo=LOCAL)
NINE = datetime(2026, 10, 13, 9, tzinfo=LOCAL)


def asked(kind: Kind, grain: Grain | None = None, *, hours: float = 0) -> Case:
    is_resolvable = kind is Kind.RESOLVABLE
    earliest, latest = (NINE, NINE + timedelta(hours=hours)) if is_resolvable else (None, None)
    return Case("hôm qua", SENT, Label(kind, earliest, latest, grain), "")


@pytest.mark.parametrize(("minutes", "right"), [(0, True), (30, True), (-30, True), (31, False)])
def test_a_minute_is_right_within_half_an_hour(minutes: int, right: bool) -> None:  # noqa: FBT001 - a parameter
    assert is_right(asked(Kind.RESOLVABLE, Grain.MINUTE), NINE + timedelta(minutes=minutes)) is right


def test_a_part_of_the_day_is_right_within_its_bounds_only() -> None:
    part = asked(Kind.RESOLVABLE, Grain.PART, hours=2)
    assert is_right(part, NINE + timedelta(hours=2))
    assert not is_right(part, NINE + timedelta(hours=2, minutes=1))


def test_a_day_is_right_at_any_hour_of_it_here() -> None:
    day = asked(Kind.RESOLVABLE, Grain.DAY, hours=1)
    assert is_right(day, NINE.replace(hour=23))
    assert not is_right(day, NINE + timedelta(days=1))


def test_a_time_that_is_not_read_is_wrong() -> None:
    assert not is_right(asked(Kind.RESOLVABLE, Grain.DAY), None)


@pytest.mark.parametrize("kind", [Kind.NONE, Kind.RECURRING])
def test_where_there_is_none_shortly_before_sending_is_as_good(kind: Kind) -> None:
    assert is_right(asked(kind), None)
    assert is_right(asked(kind), SENT - timedelta(hours=2))
    assert not is_right(asked(kind), SENT - timedelta(hours=3))
    assert not is_right(asked(kind), SENT + timedelta(hours=1))


def test_what_goes_on_is_within_half_an_hour() -> None:
    assert is_right(asked(Kind.NOW), SENT)
    assert not is_right(asked(Kind.NOW), SENT - timedelta(hours=1))


def test_what_cannot_be_told_does_not_count() -> None:
    assert not asked(Kind.UNRESOLVABLE).counts


def test_our_sentences_are_labelled_once_each() -> None:
    rows = [json.loads(line) for line in OURS.read_text(encoding="utf-8").splitlines()]
    found = [case(row, row["text"]) for row in rows]
    assert len({one.text for one in found}) == len(found) >= 350
    for one in found:
        label = one.label
        is_resolvable = label.kind is Kind.RESOLVABLE
        assert (label.earliest is not None and label.latest is not None and label.grain is not None) is is_resolvable
        assert not is_resolvable or (label.earliest or SENT) <= (label.latest or SENT)


def test_a_sentence_is_in_the_same_half_in_every_spelling() -> None:
    halves = own_sets()
    sizes = {name: {len(found) for found in spelt.values()} for name, spelt in halves.items()}
    assert all(len(size) == 1 for size in sizes.values())
    assert all(set(spelt) == set(SPELLINGS) for spelt in halves.values())
    assert abs(sum(sizes["written, seen"]) - sum(sizes["written, held out"])) < 60


def test_a_row_is_read_with_its_bounds() -> None:
    row = {
        "sent_at": SENT.isoformat(),
        "form": "dates",
        "time": {"kind": "resolvable", "from": NINE.isoformat(), "to": NINE.isoformat(), "grain": "minute"},
    }
    assert case(row, "9h hôm qua") == Case(
        "9h hôm qua", SENT, Label(Kind.RESOLVABLE, NINE, NINE, Grain.MINUTE), "dates"
    )
