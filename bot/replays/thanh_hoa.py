"""Thanh Hóa until 2021: four years with their document, and one that was recorded tip by tip."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.replays.communes import of_province
from bot.replays.entries import Kind, Registered, Registers, registered
from bot.replays.happenings import Lot, result
from bot.replays.replay import Replay
from domain.backfills import Backfill
from domain.figure_keys import FigureKey, TipKey, outcome_key
from domain.outcomes import Attribute, IncidentKind, OutcomeType, UnitOfCount, Value
from domain.periods import Period
from domain.structures import AreaKind, Measure, Milestone, StructureType
from domain.tip import Category, SourceGroup

PROVINCE = "38"
YEARS = Period(date(2017, 1, 1), date(2021, 12, 31))
BEFORE = Period(date(2017, 1, 1), date(2020, 12, 31))
YEAR = Period(date(2021, 1, 1), date(2021, 12, 31))
DOCUMENT = "Báo cáo phong trào toàn dân bảo vệ ANTQ giai đoạn 2017 - 2020"

CAMERAS = "Camera với ANTT"
FAMILIES = "Dòng họ tự quản về ANTT"

_COUNTED_ON = date(2021, 12, 10)
_PEOPLE = SourceGroup.PEOPLE


def replay() -> Replay:
    """Return the five years."""
    return Replay(
        PROVINCE,
        lots=tuple(_told(of_province(PROVINCE))),
        entries=Registers(
            structures=tuple(_structures()),
            backfills=tuple((PROVINCE, _backfill(key, quantity)) for key, quantity in _totals()),
        ),
        closed_on=date(2022, 1, 1),
        seed=38,
    )


def _told(communes: tuple[str, ...]) -> list[Lot]:
    """Return the tips of 2021: 463 valuable ones and 201 others."""
    solved = result(OutcomeType.CASE_SOLVED, UnitOfCount.CASE)
    settled = result(OutcomeType.DISPUTE_SETTLED, UnitOfCount.INCIDENT, settlement="settled")
    caught = result(OutcomeType.WANTED_PERSON, UnitOfCount.PERSON, means="arrested", person_kind="warrant")
    valuable = (Value.VALUABLE,)
    return [
        Lot(42, YEAR, communes, _PEOPLE, valuable, (solved,), IncidentKind.CRIMINAL_CASE, Category.THEFT),
        Lot(40, YEAR, communes, _PEOPLE, valuable, (settled,), IncidentKind.DISPUTE, Category.DISPUTE),
        Lot(8, YEAR, communes, _PEOPLE, valuable, (caught,), category=Category.WANTED),
        Lot(373, YEAR, communes, _PEOPLE, valuable, category=Category.DRUGS),
        Lot(120, YEAR, communes, _PEOPLE, (Value.KNOWN,), category=Category.ORDER),
        Lot(81, YEAR, communes, _PEOPLE, (Value.WORTHLESS,), category=Category.OTHER),
    ]


def _totals() -> list[tuple[FigureKey, int]]:
    """Return what the document says of the years before; its valuable tips are among its tips."""
    wanted = {Attribute.MEANS: "arrested", Attribute.PERSON_KIND: "warrant"}
    settled = {Attribute.SETTLEMENT: "settled"}
    return [
        (TipKey(_PEOPLE), 26_100),
        (TipKey(_PEOPLE, Value.VALUABLE), 25_000),
        (outcome_key(OutcomeType.CASE_SOLVED, UnitOfCount.CASE, source_group=_PEOPLE), 270),
        (outcome_key(OutcomeType.WANTED_PERSON, UnitOfCount.PERSON, wanted, source_group=_PEOPLE), 40),
        (outcome_key(OutcomeType.DISPUTE_SETTLED, UnitOfCount.INCIDENT, settled, source_group=_PEOPLE), 600),
    ]


def _backfill(key: FigureKey, quantity: int) -> Backfill:
    return Backfill(key, Decimal(quantity), BEFORE.start, BEFORE.end, DOCUMENT)


def _structures() -> list[Registered]:
    """Return the province's 986 models, one of them by name, and where cameras are being set up."""
    coverage = {Measure.COVERED: 19, Measure.AREAS: 27}
    since, area = date(2019, 1, 1), AreaKind.DISTRICT
    kinds = (
        Kind(StructureType.MODEL, since, counts={Measure.COUNT: 985}),
        Kind(StructureType.MODEL, since, FAMILIES, area=area, counts=coverage),
        Kind(StructureType.CAMERA_SYSTEM, since, CAMERAS, area=area, counts=coverage),
    )
    models, *others = (one for kind in kinds for one in registered(kind, (PROVINCE,), counted_on=_COUNTED_ON))
    replicated = tuple(
        (Milestone.REPLICATED, count, on) for count, on in ((30, date(2021, 6, 30)), (38, date(2021, 12, 1)))
    )
    return [replace(models, milestones=replicated), *others]
