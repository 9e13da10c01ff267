"""Thừa Thiên Huế in ten years: eight from before the system, with their document, and two that were recorded in it."""

from datetime import date
from decimal import Decimal

from bot.replays.communes import of_district, of_province
from bot.replays.entries import Doing, Kind, Registered, Registers, done, registered
from bot.replays.happenings import Lot, result
from bot.replays.replay import Replay
from domain.activities import ActivityType
from domain.backfills import Backfill
from domain.figure_keys import ActivityKey, FigureKey, TipKey, outcome_key
from domain.outcomes import Attribute, IncidentKind, OutcomeType, UnitOfCount, Value
from domain.periods import Period
from domain.structures import Measure, StructureType
from domain.tip import Category, SourceGroup

PROVINCE = "46"
MY_THUONG = "19930"
"""Xã Phú Mỹ, until 1 July 2025."""

TEN_YEARS = Period(date(2013, 7, 1), date(2023, 6, 30))
BEFORE = Period(date(2013, 7, 1), date(2021, 6, 30))
LAST = Period(date(2021, 7, 1), date(2022, 6, 30))
NOW = Period(date(2022, 7, 1), date(2023, 6, 30))
DOCUMENT = "Báo cáo tổng kết chương trình phối hợp giai đoạn 2013 - 2021"

_COUNTED_ON = date(2023, 6, 15)
_PEOPLE = SourceGroup.PEOPLE
_WANTED = (OutcomeType.WANTED_PERSON, UnitOfCount.PERSON)
_OFFENCES = (OutcomeType.OFFENCE_HANDLED, UnitOfCount.OFFENCE)


def replay() -> Replay:
    """Return the ten years."""
    communes = of_province(PROVINCE)
    held = Doing(ActivityType.PROPAGANDA, 750, UnitOfCount.SESSION, SourceGroup.ORGANISATION)
    return Replay(
        PROVINCE,
        lots=(*_told(communes), *_at_phu_my()),
        entries=Registers(
            activities=tuple(done(held, communes, NOW)),
            structures=(*_guards(), *_of_the_province(communes), *_of_phu_my()),
            backfills=tuple((PROVINCE, _backfill(key, quantity)) for key, quantity in _totals()),
        ),
        closed_on=date(2023, 8, 3),
        seed=46,
    )


def city() -> tuple[str, ...]:
    """Return the communes that took the place of those of the old city of Huế."""
    return tuple(sorted({*of_district("quận Thuận Hóa", PROVINCE), *of_district("quận Phú Xuân", PROVINCE)}))


def _told(communes: tuple[str, ...]) -> list[Lot]:
    """Return the tips of the last year but those of Phú Mỹ: 1.312, all of them valuable."""
    outcomes = (
        (600, Category.THEFT, result(*_OFFENCES, offence_kind="criminal")),
        (400, Category.ORDER, result(OutcomeType.WARNED, UnitOfCount.PERSON, 4)),
        (6, Category.WANTED, result(*_WANTED, means="arrested", person_kind="warrant")),
        (4, Category.WANTED, result(*_WANTED, means="persuaded", person_kind="warrant")),
        (3, Category.WANTED, result(*_WANTED, means="arrested", person_kind="fugitive")),
        (2, Category.WANTED, result(*_WANTED, means="persuaded", person_kind="fugitive")),
    )
    led = [
        Lot(times, NOW, communes, _PEOPLE, (Value.VALUABLE,), (entry,), category=category)
        for times, category, entry in outcomes
    ]
    return [*led, Lot(297, NOW, communes, _PEOPLE, (Value.VALUABLE,), category=Category.DRUGS)]


def _at_phu_my() -> list[Lot]:
    """Return the traffic offences of Phú Mỹ: with the cameras they fell from 24 to 9."""
    fined = result(*_OFFENCES, offence_kind="administrative")
    return [
        Lot(
            times,
            period,
            (MY_THUONG,),
            _PEOPLE,
            (Value.VALUABLE,),
            (fined,),
            IncidentKind.ADMINISTRATIVE,
            Category.TRAFFIC,
        )
        for times, period in ((24, LAST), (9, NOW))
    ]


def _totals() -> list[tuple[FigureKey, int]]:
    """Return what the document says of the years before, to be added to what was recorded."""
    means, kind, offence = Attribute.MEANS, Attribute.PERSON_KIND, Attribute.OFFENCE_KIND
    return [
        (TipKey(_PEOPLE, Value.VALUABLE), 121_000),
        (outcome_key(*_OFFENCES, {offence: "criminal"}, source_group=_PEOPLE), 3_400),
        (outcome_key(*_OFFENCES, {offence: "administrative"}, source_group=_PEOPLE), 1_600),
        (outcome_key(*_WANTED, {means: "arrested", kind: "warrant"}, source_group=_PEOPLE), 174),
        (outcome_key(*_WANTED, {means: "persuaded", kind: "warrant"}, source_group=_PEOPLE), 86),
        (outcome_key(*_WANTED, {means: "arrested", kind: "fugitive"}, source_group=_PEOPLE), 67),
        (outcome_key(*_WANTED, {means: "persuaded", kind: "fugitive"}, source_group=_PEOPLE), 62),
        (outcome_key(OutcomeType.WARNED, UnitOfCount.PERSON, source_group=_PEOPLE), 34_317),
        (outcome_key(OutcomeType.PUBLIC_REVIEW, UnitOfCount.PERSON, source_group=_PEOPLE), 2_400),
        (ActivityKey(ActivityType.PROPAGANDA, UnitOfCount.SESSION, SourceGroup.ORGANISATION), 32_950),
    ]


def _backfill(key: FigureKey, quantity: int) -> Backfill:
    return Backfill(key, Decimal(quantity), BEFORE.start, BEFORE.end, DOCUMENT)


def _guards() -> list[Registered]:
    """Return the neighbourhood guards of the city; on 1 July 2024 they became part of the grassroots force."""
    counts = {Measure.COUNT: 29, Measure.MEMBERS: 1_064}
    kind = Kind(StructureType.NEIGHBOURHOOD_GUARD, date(2013, 7, 1), counts=counts)
    return registered(kind, city(), counted_on=_COUNTED_ON)


def _of_the_province(communes: tuple[str, ...]) -> list[Registered]:
    kinds = {
        StructureType.MODEL: 94,
        StructureType.EXEMPLAR: 12,
        StructureType.FIRE_SAFETY_GROUP: 543,
        StructureType.PUBLIC_FIRE_POINT: 653,
    }
    return [
        entry
        for of, count in kinds.items()
        for entry in registered(
            Kind(
                of,
                date(2020, 1, 1),
                counts={Measure.COUNT: count},
                # The report says "hơn 543": some were not counted.
                is_at_least=of is StructureType.FIRE_SAFETY_GROUP,
            ),
            communes,
            counted_on=_COUNTED_ON,
        )
    ]


def _of_phu_my() -> list[Registered]:
    kinds = (
        Kind(StructureType.MODEL, date(2021, 6, 15), "Dòng họ 3 kỷ cương", counts={Measure.HOUSEHOLDS: 320}),
        Kind(
            StructureType.CAMERA_SYSTEM,
            date(2022, 1, 10),
            "Camera an ninh",
            counts={Measure.CAMERAS: 28, Measure.POINTS: 24},
        ),
    )
    return [entry for kind in kinds for entry in registered(kind, (MY_THUONG,), counted_on=_COUNTED_ON)]
