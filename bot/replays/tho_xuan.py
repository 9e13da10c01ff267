"""Huyện Thọ Xuân, Thanh Hóa, in May 2025: what associations keep up; of tips its report says nothing."""

from dataclasses import replace
from datetime import date

from bot.replays.communes import of_district
from bot.replays.entries import Doing, Kind, Registered, Registers, done, registered
from bot.replays.replay import Replay
from domain.activities import ActivityType, Topic
from domain.outcomes import UnitOfCount
from domain.periods import Period
from domain.structures import AreaKind, Measure, Milestone, StructureType
from domain.tip import SourceGroup

PROVINCE = "38"
MONTHS = Period(date(2025, 1, 1), date(2025, 5, 31))
CAMERAS = "Camera với an ninh trật tự"

FRONT, VETERANS, WOMEN, YOUTH = "MTTQ huyện", "Hội Cựu chiến binh huyện", "Hội LHPN huyện", "Huyện đoàn Thọ Xuân"

_COUNTED_ON = date(2025, 5, 15)
_SINCE = date(2022, 3, 1)
_OTHERS = SourceGroup.ORGANISATION


def replay() -> Replay:
    """Return the months."""
    communes = of_district("huyện Thọ Xuân", PROVINCE)
    structures = [entry for kind in _kinds() for entry in registered(kind, communes, counted_on=_COUNTED_ON)]
    return Replay(
        PROVINCE,
        entries=Registers(
            activities=tuple(entry for doing in _DOINGS for entry in done(doing, communes, MONTHS)),
            structures=tuple(map(_replicated, structures)),
        ),
        closed_on=date(2025, 6, 1),
        seed=39,
    )


_DOINGS = (
    Doing(ActivityType.REINTEGRATION, 294, UnitOfCount.PERSON, _OTHERS),
    Doing(ActivityType.YOUTH_HELPED, 216, UnitOfCount.PERSON, _OTHERS),
    Doing(ActivityType.TRAINING, 14, UnitOfCount.LESSON, _OTHERS, Topic.TRAFFIC),
    Doing(ActivityType.TRAINING, 11, UnitOfCount.LESSON, _OTHERS, Topic.FIRE),
    Doing(ActivityType.TRAINING, 12, UnitOfCount.LESSON, _OTHERS, Topic.ONLINE_FRAUD),
)

_MODELS = (
    (FRONT, "Khu dân cư sáng, xanh, sạch, đẹp, an toàn", 28),
    (FRONT, "Khu dân cư tự quản về bảo vệ môi trường", 1),
    (FRONT, "", 2),
    (WOMEN, "5 không, 3 sạch", 1),
    (WOMEN, "5 có, 3 sạch", 13),
    (WOMEN, "Làng quê an toàn cho phụ nữ và trẻ em", 11),
    (YOUTH, "Tuổi trẻ phòng chống tội phạm", 6),
    (YOUTH, "Khu dân cư không có thanh, thiếu niên mắc tệ nạn xã hội", 30),
    (YOUTH, "Tuyến đường thanh niên tự quản về an ninh trật tự", 21),
    (YOUTH, "Cổng trường an toàn giao thông - xanh, sạch, đẹp", 77),
)


def _kinds() -> list[Kind]:
    model, club, cameras = StructureType.MODEL, StructureType.CLUB, StructureType.CAMERA_SYSTEM
    return [
        Kind(StructureType.MEDIATION_TEAM, _SINCE, owner=FRONT, counts={Measure.COUNT: 274}),
        *(Kind(model, _SINCE, name, owner, counts={Measure.COUNT: count}) for owner, name, count in _MODELS),
        Kind(model, _SINCE, "Tổ 3 trên 1", VETERANS, counts={Measure.COUNT: 213, Measure.MEMBERS: 639}),
        Kind(club, _SINCE, "Gia đình phát triển bền vững nuôi dạy con tốt", WOMEN, counts={Measure.COUNT: 3}),
        Kind(club, _SINCE, "Thắp sáng niềm tin", YOUTH, counts={Measure.COUNT: 4}),
        Kind(
            cameras,
            _SINCE,
            CAMERAS,
            "UBND cấp xã",
            area=AreaKind.COMMUNE,
            counts={Measure.COUNT: 30, Measure.CAMERAS: 780, Measure.COVERED: 30, Measure.AREAS: 30},
        ),
    ]


def _replicated(one: Registered) -> Registered:
    """Return a structure of the Fatherland Front with the day on which it was copied elsewhere."""
    if one.entry.type is not StructureType.MODEL or one.entry.owner != FRONT:
        return one
    return replace(one, milestones=((Milestone.REPLICATED, 1, date(2025, 3, 26)),))
