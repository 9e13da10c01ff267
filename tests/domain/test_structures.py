"""Structures and standards that hold together."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.structures import (
    MAX_NAME,
    MAX_OWNER,
    WHOLE_OF,
    AreaKind,
    InvalidStructureError,
    Measure,
    Standard,
    StandardEntry,
    StructureEntry,
    StructureType,
    check_standard,
    check_structure,
)

BEGAN, DAY = date(2012, 3, 1), date(2025, 12, 31)
TEAMS = StructureEntry(
    StructureType.SECURITY_TEAM,
    BEGAN,
    "Tổ bảo vệ ANTT",
    "UBND xã",
    counts=((Measure.COUNT, Decimal(5_049)), (Measure.MEMBERS, Decimal(15_428)), (Measure.EQUIPPED, Decimal(15_428))),
    counted_on=DAY,
)
SCHOOLS = StandardEntry(Standard.SECURITY, AreaKind.SCHOOL, Decimal(496), Decimal(500), DAY)


def counted(**counts: int | str) -> StructureEntry:
    return replace(TEAMS, counts=tuple((Measure(name), Decimal(number)) for name, number in counts.items()))


@pytest.mark.parametrize(
    "entry",
    [
        TEAMS,
        replace(TEAMS, counts=(), counted_on=None),
        replace(TEAMS, ended_on=DAY),
        replace(TEAMS, counts=(), ended_on=BEGAN),
        counted(covered=12, areas=12),
        counted(members=0),
        counted(equipped=5),
    ],
)
def test_a_structure_that_holds_together_is_taken(entry: StructureEntry) -> None:
    check_structure(entry)


@pytest.mark.parametrize(
    ("entry", "part"),
    [
        (replace(TEAMS, name="x" * (MAX_NAME + 1)), "name"),
        (replace(TEAMS, name="=HYPERLINK()"), "name"),
        (replace(TEAMS, owner="x" * (MAX_OWNER + 1)), "owner"),
        (replace(TEAMS, owner="+84"), "owner"),
        (replace(TEAMS, ended_on=date(2012, 2, 29)), "dates"),
        (replace(TEAMS, counted_on=None), "dates"),
        (replace(TEAMS, counted_on=date(2012, 2, 29)), "dates"),
        (replace(TEAMS, ended_on=date(2025, 12, 30)), "dates"),
        (counted(members="1.5"), "counts"),
        (counted(members=-1), "counts"),
        (counted(members="Infinity"), "counts"),
        (counted(covered=13, areas=12), "counts"),
        (counted(members=3, paid=4), "counts"),
        (replace(TEAMS, counts=((Measure.POINTS, Decimal(1)), (Measure.POINTS, Decimal(1)))), "counts"),
    ],
)
def test_a_structure_that_does_not_says_what_is_wrong(entry: StructureEntry, part: str) -> None:
    with pytest.raises(InvalidStructureError) as caught:
        check_structure(entry)
    assert caught.value.part == part


def test_a_whole_is_no_part_itself() -> None:
    assert not set(WHOLE_OF) & set(WHOLE_OF.values())


@pytest.mark.parametrize("entry", [SCHOOLS, replace(SCHOOLS, assessed=None), replace(SCHOOLS, met=Decimal(500))])
def test_a_standard_that_holds_together_is_taken(entry: StandardEntry) -> None:
    check_standard(entry)


@pytest.mark.parametrize(
    "entry",
    [
        replace(SCHOOLS, met=Decimal(501)),
        replace(SCHOOLS, met=Decimal("94.98")),
        replace(SCHOOLS, assessed=Decimal(-1)),
    ],
)
def test_no_more_meet_a_standard_than_were_assessed(entry: StandardEntry) -> None:
    with pytest.raises(InvalidStructureError):
        check_standard(entry)
