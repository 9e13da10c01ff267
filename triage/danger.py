"""What threatens people, and which of the country's numbers help against it, the most fitting first."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from domain.tip import Category


class Danger(StrEnum):
    """What threatens people."""

    FIRE = "fire"
    ARSON = "arson"
    GAS = "gas"
    EXPLOSIVE = "explosive"
    ATTACK = "attack"
    CRY_FOR_HELP = "cry_for_help"
    INJURY = "injury"
    CRASH = "crash"
    DROWNING = "drowning"
    SUICIDE = "suicide"
    TRAPPED = "trapped"
    DISASTER = "disaster"
    POISONING = "poisoning"
    KIDNAPPING = "kidnapping"
    ABUSE = "abuse"
    BREAK_IN = "break_in"
    UNCLEAR = "unclear"


class Line(StrEnum):
    """A number that anybody can call free of charge, at any hour."""

    CHILDREN = "111"
    DISASTER = "112"
    POLICE = "113"
    FIRE_BRIGADE = "114"
    AMBULANCE = "115"


LINES: Mapping[Danger, tuple[Line, ...]] = {
    Danger.FIRE: (Line.FIRE_BRIGADE, Line.AMBULANCE),
    Danger.ARSON: (Line.POLICE, Line.FIRE_BRIGADE),
    Danger.GAS: (Line.FIRE_BRIGADE, Line.AMBULANCE),
    Danger.EXPLOSIVE: (Line.POLICE, Line.FIRE_BRIGADE),
    Danger.ATTACK: (Line.POLICE, Line.AMBULANCE),
    Danger.CRY_FOR_HELP: (Line.POLICE,),
    Danger.INJURY: (Line.AMBULANCE, Line.POLICE),
    Danger.CRASH: (Line.AMBULANCE, Line.POLICE),
    Danger.DROWNING: (Line.FIRE_BRIGADE, Line.AMBULANCE),
    Danger.SUICIDE: (Line.FIRE_BRIGADE, Line.AMBULANCE, Line.CHILDREN, Line.POLICE),
    Danger.TRAPPED: (Line.FIRE_BRIGADE, Line.AMBULANCE),
    Danger.DISASTER: (Line.DISASTER, Line.FIRE_BRIGADE),
    Danger.POISONING: (Line.AMBULANCE,),
    Danger.KIDNAPPING: (Line.POLICE,),
    Danger.ABUSE: (Line.POLICE, Line.CHILDREN, Line.AMBULANCE),
    Danger.BREAK_IN: (Line.POLICE,),
    Danger.UNCLEAR: (Line.POLICE,),
}
"""Whom to call, the first to come first. 114 fights fires and rescues people from water, heights and rubble (Luật Phòng
cháy, chữa cháy và cứu nạn, cứu hộ 2024); 112 is search and rescue in disasters; 111 is for children (Luật Trẻ em 2016,
Điều 51)."""

GRAVEST = (
    Danger.FIRE, Danger.TRAPPED, Danger.DROWNING, Danger.GAS, Danger.POISONING, Danger.SUICIDE, Danger.EXPLOSIVE,
    Danger.ARSON, Danger.ATTACK, Danger.KIDNAPPING, Danger.INJURY, Danger.CRASH, Danger.DISASTER, Danger.ABUSE,
    Danger.BREAK_IN, Danger.CRY_FOR_HELP, Danger.UNCLEAR,
)  # fmt: skip
"""The dangers in the order in which they decide whom to call first: where a house burns, the fire brigade comes before
the police although somebody cries for help."""


def lines(dangers: Collection[Danger], *, about: Category) -> tuple[Line, ...]:
    """Return the numbers to call, the most fitting first, each once; none where nothing is to be feared.

    Args:
        dangers: What threatens.
        about: What the tip is about: abuse calls for help even where the words name no danger.
    """
    feared = [danger for danger in GRAVEST if danger in dangers]
    if about is Category.ABUSE and Danger.ABUSE not in feared:
        feared.append(Danger.ABUSE)
    return tuple(dict.fromkeys(line for danger in feared for line in LINES[danger]))
