"""Huyện Thuận Châu, Sơn La, in 2022: weapons handed in, and the groups of a district in the mountains."""

from dataclasses import replace
from datetime import date

from bot.replays.communes import of_district
from bot.replays.entries import Doing, Kind, Registered, Registers, done, registered
from bot.replays.happenings import Lot, result
from bot.replays.replay import Replay
from domain.activities import ActivityType, Topic
from domain.outcomes import Contribution, OutcomeType, UnitOfCount, Value
from domain.periods import Period
from domain.structures import AreaKind, Measure, Milestone, StructureType
from domain.tip import Category, SourceGroup

PROVINCE = "14"
CHIENG_PHA = "03724"
"""Xã Bình Thuận, of which xã Chiềng Pha is a part since 1 July 2025."""

PEACEFUL = "Xã bình yên"
YEAR = Period(date(2022, 1, 1), date(2022, 12, 31))

_COUNTED_ON = date(2022, 12, 10)
_PEOPLE, _POLICE = SourceGroup.PEOPLE, SourceGroup.OTHER


def replay() -> Replay:
    """Return the year."""
    communes = of_district("huyện Thuận Châu", PROVINCE)
    return Replay(
        PROVINCE,
        lots=tuple(_told(communes)),
        entries=Registers(
            activities=tuple(entry for doing in _DOINGS for entry in done(doing, communes, YEAR)),
            structures=tuple(_structures(communes)),
        ),
        closed_on=date(2023, 1, 1),
        seed=14,
    )


def _told(communes: tuple[str, ...]) -> list[Lot]:
    """Return 30 tips about a gun each, 100 guns that came in without a tip, and some other tips."""
    guns = (OutcomeType.WEAPON_RECOVERED, UnitOfCount.GUN)
    one = result(*guns, item_kind="homemade_gun", recovery="campaign")
    five = result(*guns, 5, Contribution.NONE, item_kind="homemade_gun", recovery="campaign")
    return [
        Lot(30, YEAR, communes, _PEOPLE, (Value.VALUABLE,), (one,), category=Category.WEAPONS),
        Lot(20, YEAR, communes, _PEOPLE, (), (five,)),
        Lot(25, YEAR, communes, _PEOPLE, (Value.KNOWN,), category=Category.ORDER),
        Lot(12, YEAR, communes, _PEOPLE, (Value.UNASSESSED,), category=Category.DRUGS),
    ]


_DOINGS = (
    Doing(ActivityType.PROPAGANDA, 168, UnitOfCount.MEETING, _POLICE, Topic.LAW, second=18_940),
    Doing(ActivityType.PROPAGANDA, 24, UnitOfCount.SESSION, _POLICE, Topic.PAVEMENTS),
    Doing(ActivityType.COMMITMENT, 75, UnitOfCount.BUSINESS, _POLICE),
    Doing(ActivityType.REINTEGRATION, 411, UnitOfCount.PERSON, _POLICE),
    Doing(ActivityType.PATROL, 96, UnitOfCount.TURN, SourceGroup.GRASSROOTS_FORCE),
)


def _structures(communes: tuple[str, ...]) -> list[Registered]:
    since = date(2020, 1, 1)
    groups = {
        StructureType.PEOPLES_SECURITY_TEAM: 391,
        StructureType.MEDIATION_TEAM: 391,
        StructureType.FIRE_TEAM: 391,
        StructureType.SELF_MANAGED_GROUP: 2_769,
        StructureType.MODEL: 11,
    }
    found = [
        entry
        for of, count in groups.items()
        for entry in registered(Kind(of, since, counts={Measure.COUNT: count}), communes, counted_on=_COUNTED_ON)
    ]
    hamlets = {Measure.COVERED: 12, Measure.AREAS: 12}
    peaceful = Kind(StructureType.MODEL, since, PEACEFUL, area=AreaKind.HAMLET, counts=hamlets)
    [model] = registered(peaceful, (CHIENG_PHA,), counted_on=_COUNTED_ON)
    return [*found, replace(model, milestones=((Milestone.REPLICATED, 1, date(2022, 8, 15)),))]
