"""What citizens read of places: the question where it was, and the place that was read with its reason."""

import math

from aiogram.utils.formatting import Text, as_list

from domain.place import Candidate, ChosenPlace, Placement, PlaceSource, Position, ReasonKind
from handlers.choices import Choice, numbered
from handlers.placing import Read
from handlers.quoting import shortened
from locales import gettext as _
from locales import ngettext
from places.gazetteer import Gazetteer
from reports.numbers import number

IMPRECISE_FROM_M = 200.0
"""Metres of a position's accuracy from which it is said how imprecise the phone is."""

QUOTED_LETTERS = 60
"""So much of somebody's words for a place is read back to them."""


def question(gazetteer: Gazetteer, read: Read, choices: list[Choice]) -> Text:
    """Return the question where it was, with the choices as numbered lines: a messenger may show no buttons."""
    asked = " ".join(filter(None, [*_remarks(gazetteer, read), _asked(gazetteer, read)]))
    if not read.placement.candidates:
        return as_list(asked, *numbered(choices))
    if read.placement.reason.kind is ReasonKind.SAME_NAME:
        how = _("Press one or type its number. If yours is not there, type its province or its old district.")
    else:
        how = _("Press one or type its number. If yours is not there, type the first letters of its name.")
    return as_list(asked, as_list(*numbered(choices)), how, sep="\n\n")


def _remarks(gazetteer: Gazetteer, read: Read) -> list[str]:
    """Return what has to be said first: what was not found, a position that is of no use, what stands there now."""
    remarks = []
    if read.unknown and read.within:
        said = _("In {name} there is no place called “{words}”.")
        remarks.append(said.format(name=read.within, words=_shortened(read.unknown)))
    elif read.unknown:
        remarks.append(_("No commune was found for “{words}”.").format(words=_shortened(read.unknown)))
    if read.pointed is not None:
        remarks.append(_of_position(read.pointed))
    if read.before is not None and read.before.code is not None:
        remarks.append(_("So far it says {place}.").format(place=gazetteer.label(read.before.code)))
    return remarks


def _shortened(words: str) -> str:
    """Return somebody's words for a place as they are quoted: in one line, though they may be from two messages."""
    return shortened(" ".join(words.split()), QUOTED_LETTERS)


def is_supposing(read: Read) -> bool:
    """Whether the question supposes one commune, so that it can be answered with yes."""
    candidates = read.placement.candidates
    is_near = read.placement.reason.kind in {ReasonKind.NEAREST, ReasonKind.INSIDE}
    return len(candidates) == 1 or (is_near and bool(candidates))


def _of_position(pointed: Placement) -> str:
    """Return what is wrong with a position, empty where nothing is."""
    match pointed.reason.kind:
        case ReasonKind.OUTSIDE:
            return _("The position you sent is not in Viet Nam.")
        case ReasonKind.IMPOSSIBLE if pointed.candidates:
            return _("The two numbers of the position seem to be exchanged.")
        case ReasonKind.IMPOSSIBLE:
            return useless_position()
        case _:
            return ""


def useless_position() -> str:
    """Say that a position cannot have been measured."""
    return _("The position you sent cannot be used; the phone may not have found itself yet.")


def _asked(gazetteer: Gazetteer, read: Read) -> str:
    """Return the question itself, in the words that fit what was read."""
    placement = read.placement
    names = [gazetteer.label(one.code) for one in placement.candidates]
    reason = placement.reason
    if not names:
        return _without_candidates(placement)
    match reason.kind:
        case ReasonKind.DISAGREE:
            return _("What you wrote and the position you sent are different places. Where did it happen?")
        case ReasonKind.SPLIT:
            return _("{name} was divided among several communes in 2025. In which of them is it?").format(
                name=_begun(reason.name)
            )
        case ReasonKind.SAME_NAME:
            return _("Several places are called “{words}”. Which one is it?").format(words=_shortened(reason.words))
        case ReasonKind.ONLY_DISTRICT:
            return _("{name} became several communes in 2025. In which of them is it?").format(name=_begun(reason.name))
        case ReasonKind.NEAR_BORDER:
            return _near_border(names) + _imprecise(read.position)
        case ReasonKind.NEAREST | ReasonKind.INSIDE:
            return _("Are you near {place}? Choose where it happened:").format(place=names[0]) + _imprecise(
                read.position
            )
        case _ if len(names) == 1 and reason.words:
            return _("Is “{words}” {place}?").format(words=_shortened(reason.words), place=names[0])
        case _ if reason.words:
            return _("Which of these places is “{words}”?").format(words=_shortened(reason.words))
        case _:
            return _("In which commune is it?")


def _without_candidates(placement: Placement) -> str:
    if placement.reason.kind is ReasonKind.ONLY_PROVINCE:
        return _("In which commune of {name} is it? Type its name (old names will do), or share your position.").format(
            name=placement.reason.name
        )
    return _("Where is it? Write the name of the commune and province (old names will do), or share your position.")


def _near_border(names: list[str]) -> str:
    match names:
        case [first, second]:
            return _("The position is right at the border of {first} and {second}. On which side is it?").format(
                first=first, second=second
            )
        case _:
            return _("The position is right at the border of several communes. In which one is it?")


def _imprecise(position: Position | None) -> str:
    """Return how imprecise a phone is, where it is so much that it matters."""
    accuracy = position.accuracy_m if position is not None else None
    if accuracy is None or not IMPRECISE_FROM_M <= accuracy < math.inf:
        return ""
    metres = round(accuracy / 100) * 100
    said = ngettext(
        "The phone knows its position only within about {n} metre.",
        "The phone knows its position only within about {n} metres.",
        metres,
    )
    return " " + said.format(n=number(metres))


def _begun(name: str) -> str:
    return name[:1].upper() + name[1:]


def ask_name(gazetteer: Gazetteer, now: ChosenPlace | None) -> str:
    """Ask for the name of a commune, or its first letters."""
    asked = _(
        "Type the first letters of the commune, with its province or old district if you like (old names will do), "
        "or press the button below to share your position; the officers will see it."
    )
    if now is None or now.code is None:
        return asked
    return _("So far it says {place}.").format(place=gazetteer.label(now.code)) + " " + asked


def note(read: Read, candidate: Candidate, name: str) -> str:
    """Return what tells a candidate from the others, beyond its name of today: where it comes from, or its old name."""
    if read.placement.reason.kind is ReasonKind.DISAGREE:
        is_said = any(one.code == candidate.code for one in read.said.candidates)
        return _("by what you wrote") if is_said else _("by the position")
    if candidate.reason.kind is ReasonKind.OLD_NAME and _is_renamed(candidate.reason.name, name):
        return _("{name} of before").format(name=candidate.reason.name)
    return ""


def _is_renamed(old: str, name: str) -> bool:
    """Whether a unit had another name than today's; both as "xã Phú Mỹ, …", and only what is behind may differ."""
    return old.partition(",")[0].casefold() != name.partition(",")[0].casefold()


def shown(gazetteer: Gazetteer, place: ChosenPlace, read: Read) -> str:
    """Return a draft's place as it is read back, with the reason where the machine has read it."""
    if place.code is None:
        return _("not sure; the province will find out")
    name = gazetteer.label(place.code)
    reasons = [one.reason for one in read.placement.candidates if one.code == place.code]
    if not reasons or place.source not in {PlaceSource.TEXT, PlaceSource.POSITION}:
        return name
    reason = reasons[0]
    match reason.kind:
        case ReasonKind.OLD_NAME | ReasonKind.SPLIT if _is_renamed(reason.name, name):
            return _("{old} of before → {place}").format(old=reason.name, place=name)
        case _ if read.placement.reason.kind is ReasonKind.AGREE:
            return _("{place} (what you wrote and the position agree)").format(place=name)
        case ReasonKind.INSIDE | ReasonKind.NEAREST | ReasonKind.NEAR_BORDER:
            return _("{place} (by the position you sent)").format(place=name)
        case _ if reason.words:
            return _("{place} (read from “{words}”)").format(place=name, words=_shortened(reason.words))
        case _:
            return name
