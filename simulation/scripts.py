"""What each citizen is going to do: what they send, in which order, and how it ends."""

from dataclasses import dataclass
from enum import StrEnum
from random import Random

from simulation.grammar import Grammar, Place


@dataclass(frozen=True, slots=True)
class Words:
    """A message of words."""

    text: str


@dataclass(frozen=True, slots=True)
class Photos:
    """One photo, or an album of several, with words below the first; empty for none."""

    count: int
    caption: str


@dataclass(frozen=True, slots=True)
class Point:
    """A shared position, in degrees."""

    lat: float
    lon: float


Part = Words | Photos | Point


class Ending(StrEnum):
    """How a conversation ends."""

    SENT = "sent"
    DROPPED = "dropped"
    NONSENSE = "nonsense"


class Sending(StrEnum):
    """How a citizen says that it is all."""

    PRESSED = "pressed"
    PRESSED_TWICE = "pressed_twice"
    TYPED = "typed"


class Afterwards(StrEnum):
    """What a citizen does once they have their code."""

    NOTHING = "nothing"
    LOOKS = "looks"
    ADDS = "adds"
    WITHDRAWS = "withdraws"


@dataclass(frozen=True, slots=True)
class Script:
    """One conversation.

    Attributes:
        parts: What is sent, one message or album each.
        place: Where it happens, for the question where it is.
        ending: How it ends.
        is_hasty: Whether parts follow each other without waiting for answers.
        away_before: The part before which the citizen wanders off for a while; None where they stay.
        away_share: For how long, as a share of the longest time that anybody stays away.
        sending: How they send.
        afterwards: What they do then.
    """

    parts: tuple[Part, ...]
    place: Place
    ending: Ending
    is_hasty: bool
    away_before: int | None
    away_share: float
    sending: Sending
    afterwards: Afterwards


STRAYS_EACH = 8
"""One conversation more for so many tips leads to none: nonsense, or a draft that is dropped."""

_LARGEST_ALBUM = 5
_NEARBY_DEGREES = 0.004


def scripts(grammar: Grammar, chance: Random, *, tips: int) -> list[Script]:
    """Return the conversations that lead to so many tips, among others that lead to none, in the order they begin."""
    made = [_script(grammar, chance, Ending.SENT) for _ in range(tips)]
    for _ in range(tips // STRAYS_EACH):
        stray = _script(grammar, chance, chance.choice((Ending.DROPPED, Ending.NONSENSE)))
        made.insert(chance.randrange(len(made) + 1), stray)
    return made


def _script(grammar: Grammar, chance: Random, ending: Ending) -> Script:
    place = grammar.place()
    is_hasty = chance.random() < 0.3  # noqa: PLR2004 - shares of people are what they are here
    parts = (
        _nonsense(grammar, chance) if ending is Ending.NONSENSE else _parts(grammar, chance, place, is_hasty=is_hasty)
    )
    is_away = len(parts) > 1 and chance.random() < 0.15  # noqa: PLR2004 - as above
    return Script(
        parts=parts,
        place=place,
        ending=ending,
        is_hasty=is_hasty,
        away_before=chance.randrange(1, len(parts)) if is_away else None,
        away_share=chance.random(),
        sending=chance.choices(list(Sending), weights=(70, 8, 22))[0],
        afterwards=chance.choices(list(Afterwards), weights=(66, 14, 12, 8))[0],
    )


def _nonsense(grammar: Grammar, chance: Random) -> tuple[Part, ...]:
    return tuple(Words(grammar.nonsense()) for _ in range(chance.randint(1, 3)))


def _parts(grammar: Grammar, chance: Random, place: Place, *, is_hasty: bool) -> tuple[Part, ...]:
    """Return what is sent; who is hasty names the place at once, for nobody waits to be asked."""
    hand = grammar.hand()
    names_place = is_hasty or chance.random() < 0.8  # noqa: PLR2004 - as above
    parts: list[Part] = [Words(grammar.report(place if names_place else None, hand))]
    details = chance.choices((0, 1, 2), weights=(55, 30, 15))[0]
    parts += [Words(grammar.detail(hand)) for _ in range(details)]
    if chance.random() < 0.35:  # noqa: PLR2004 - as above
        count = chance.choices(range(1, _LARGEST_ALBUM + 1), weights=(60, 15, 12, 8, 5))[0]
        caption = grammar.detail(hand) if chance.random() < 0.3 else ""  # noqa: PLR2004 - as above
        parts.insert(len(parts) if is_hasty else chance.randrange(len(parts) + 1), Photos(count, caption))
    if chance.random() < 0.2:  # noqa: PLR2004 - as above
        parts.append(Point(_near(place.lat, chance), _near(place.lon, chance)))
    return tuple(parts)


def _near(degrees: float, chance: Random) -> float:
    return round(degrees + chance.uniform(-_NEARBY_DEGREES, _NEARBY_DEGREES), 6)
