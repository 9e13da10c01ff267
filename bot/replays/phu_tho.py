"""Phú Thọ in 2025: 3.814 tips by the grassroots force, 1.634 incidents, and what the province's movement stands on."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.replays.communes import of_province
from bot.replays.entries import Doing, Kind, Registered, Registers, done, registered
from bot.replays.happenings import Lot, result, spread
from bot.replays.replay import Replay
from domain.activities import ActivityType, Topic
from domain.outcomes import Contribution, IncidentKind, OutcomeEntry, OutcomeType, UnitOfCount, Value
from domain.periods import Period
from domain.structures import AreaKind, Measure, Milestone, Standard, StandardEntry, StructureEntry, StructureType
from domain.tip import Category, SourceGroup

PROVINCE = "25"
CHI_DAM = "07999"
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))

_COUNTED_ON = date(2025, 12, 15)
_FORCE, _PEOPLE = SourceGroup.GRASSROOTS_FORCE, SourceGroup.PEOPLE

_NAMED = (
    "Camera an ninh",
    "Giúp đỡ người chấp hành xong án phạt tù tái hòa nhập cộng đồng góp phần xây dựng nông thôn mới",
    "Tổ dân cư tự quản về ANTT",
    "Mỗi người dân là một tuyên truyền viên về xuất, nhập cảnh",
    "Phối hợp quản lý thanh, thiếu niên có nguy cơ vi phạm pháp luật",
    "Bản Mông bình yên",
    "Trường học an toàn không có ma túy và bạo lực học đường",
    "Chính xứ Đồng Danh nói không với vi phạm pháp luật",
    "Kênh thông tin tuyên truyền phòng, chống tội phạm trên không gian mạng",
    "Khu Công nghiệp an toàn về ANTT",
    "Nâng cao nhận thức và quản lý rác thải bền vững",
)
"""Those of the 38 kinds of model that the report names."""

_KINDS, _POINTS, _PLACES_OF_A_KIND = 38, 33_104, 4
_EXAMINED = 117


def replay() -> Replay:
    """Return the year."""
    communes = of_province(PROVINCE)
    return Replay(
        PROVINCE,
        lots=(*_helped(communes), *_told(communes), *_by_the_people(communes)),
        entries=Registers(
            activities=tuple(entry for doing in _DOINGS for entry in done(doing, communes, YEAR)),
            structures=(*_forces(communes), *_models(communes), _cameras()),
            standards=tuple((PROVINCE, entry) for entry in _STANDARDS),
        ),
        closed_on=date(2026, 1, 1),
        seed=25,
    )


def _helped(communes: tuple[str, ...]) -> list[Lot]:
    """Return the 1.634 incidents that the force helped with: one tip, two tips about the same, or help without a tip.

    With 584 of them the force helped on the spot; a unit enters such help by fours.
    """
    help_given = result(
        OutcomeType.INCIDENT_RESOLVED, UnitOfCount.INCIDENT, 1, Contribution.SUPPORTED, involvement="assisted"
    )
    by_fours = result(OutcomeType.INCIDENT_RESOLVED, UnitOfCount.INCIDENT, 4, Contribution.NONE, involvement="assisted")
    one, two = (Value.VALUABLE,), (Value.VALUABLE, Value.KNOWN)
    security = IncidentKind.SECURITY
    return [
        Lot(520, YEAR, communes, _FORCE, one, (help_given,), security, Category.ORDER),
        Lot(380, YEAR, communes, _FORCE, one, (help_given,), IncidentKind.ADMINISTRATIVE, Category.TRAFFIC),
        Lot(150, YEAR, communes, _FORCE, two, (help_given,), security, Category.THEFT),
        Lot(146, YEAR, communes, _FORCE, (), (by_fours,)),
        Lot(36, YEAR, communes, _FORCE, (), (_rescue(),)),
    ]


def _rescue() -> OutcomeEntry:
    return result(OutcomeType.HAZARD_REMOVED, UnitOfCount.OFFENCE, 1, Contribution.NONE)


def _told(communes: tuple[str, ...]) -> list[Lot]:
    """Return the force's other tips: with the 1.200 that led to an incident they are 3.814."""
    return [
        Lot(700, YEAR, communes, _FORCE, (Value.VALUABLE,), category=Category.DRUGS),
        Lot(900, YEAR, communes, _FORCE, (Value.KNOWN,), category=Category.ORDER),
        Lot(414, YEAR, communes, _FORCE, (Value.WORTHLESS,), category=Category.OTHER),
        Lot(600, YEAR, communes, _FORCE, (Value.UNASSESSED,), category=Category.TRAFFIC),
    ]


def _by_the_people(communes: tuple[str, ...]) -> list[Lot]:
    """Return what the people helped to: 12 wanted persons arrested and 7 persuaded, and 272 files of three kinds."""
    wanted = (OutcomeType.WANTED_PERSON, UnitOfCount.PERSON)
    filed = (OutcomeType.MEASURE_FILED, UnitOfCount.FILE)
    outcomes = (
        (12, Category.WANTED, result(*wanted, means="arrested", person_kind="warrant")),
        (7, Category.WANTED, result(*wanted, means="persuaded", person_kind="warrant")),
        (60, Category.ORDER, result(*filed, 3, measure="commune_education")),
        (40, Category.DRUGS, result(*filed, 2, measure="compulsory_rehabilitation")),
        (12, Category.VIOLENCE, result(*filed, 1, measure="reform_school")),
    )
    return [
        Lot(times, YEAR, communes, _PEOPLE, (Value.VALUABLE,), (entry,), category=category)
        for times, category, entry in outcomes
    ]


_DOINGS = (
    Doing(ActivityType.PROPAGANDA, 1_872, UnitOfCount.TURN, _FORCE, Topic.LAW),
    Doing(ActivityType.PATROL, 4_885, UnitOfCount.TURN, _FORCE),
    Doing(ActivityType.TRAFFIC_GUIDANCE, 8_478, UnitOfCount.TURN, _FORCE),
    Doing(ActivityType.SENTENCE_SERVED_HERE, 3_240, UnitOfCount.INSTANCE, _FORCE),
)


def _forces(communes: tuple[str, ...]) -> list[Registered]:
    everybody = dict.fromkeys((Measure.MEMBERS, Measure.EQUIPPED, Measure.PAID), 15_428)
    teams = Kind(StructureType.SECURITY_TEAM, date(2024, 7, 1), counts={Measure.COUNT: 5_049, **everybody})
    exemplars = Kind(StructureType.EXEMPLAR, date(2023, 1, 1), counts={Measure.COUNT: 75})
    return [entry for kind in (teams, exemplars) for entry in registered(kind, communes, counted_on=_COUNTED_ON)]


def _models(communes: tuple[str, ...]) -> list[Registered]:
    """Return the models: each kind in four communes, the first 117 of them recognised in the year."""
    names = [*_NAMED, *(f"Tự quản số {number}" for number in range(len(_NAMED) + 1, _KINDS + 1))]
    found: list[Registered] = []
    for number, (name, points) in enumerate(zip(names, spread(_POINTS, _KINDS), strict=True)):
        first = number * _PLACES_OF_A_KIND % (len(communes) - _PLACES_OF_A_KIND)
        kind = Kind(StructureType.MODEL, date(2022, 11, 18), name, counts={Measure.POINTS: points})
        found += registered(kind, communes[first : first + _PLACES_OF_A_KIND], counted_on=_COUNTED_ON)
    examined = ((Milestone.RECOGNISED, 1, date(2025, 10, 20)),)
    return [replace(one, milestones=examined) if number < _EXAMINED else one for number, one in enumerate(found)]


def _cameras() -> Registered:
    counts = ((Measure.CAMERAS, Decimal(66)),)
    entry = StructureEntry(
        StructureType.CAMERA_SYSTEM, date(2023, 5, 1), "Camera an ninh", counts=counts, counted_on=_COUNTED_ON
    )
    return Registered(CHI_DAM, entry)


def _standard(standard: Standard, area: AreaKind, met: int, assessed: int | None) -> StandardEntry:
    known = None if assessed is None else Decimal(assessed)
    return StandardEntry(standard, area, Decimal(met), known, _COUNTED_ON)


_STANDARDS = (
    _standard(Standard.SECURITY, AreaKind.RESIDENTIAL_AREA, 4_560, 4_801),
    _standard(Standard.SECURITY, AreaKind.COMMUNE, 128, 148),
    _standard(Standard.SECURITY, AreaKind.AGENCY, 1_250, 1_250),
    _standard(Standard.SECURITY, AreaKind.SCHOOL, 1_984, 2_000),
    _standard(Standard.NEW_COUNTRYSIDE, AreaKind.COMMUNE, 84, 133),
    _standard(Standard.MODEL_COUNTRYSIDE, AreaKind.RESIDENTIAL_AREA, 525, None),
)
