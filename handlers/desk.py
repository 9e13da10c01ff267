"""Where a tip belongs: the desk sends it on, a unit passes it on, or it goes to an authority outside."""

from dataclasses import dataclass

from aiogram.types import Message
from aiogram.utils.formatting import as_list

from domain.access import COUNTRY, Officer, acting
from domain.codes import spaced
from domain.lifecycle import NEXT, ForbiddenTransitionError, Status, transition
from domain.place import ChosenPlace, PlaceSource
from domain.routing import route
from domain.tip import Category
from handlers import cards, texts
from handlers.callbacks import Move, MoveOutside, OpenTip
from handlers.cards import VIEW
from handlers.choices import Choice, forget, offer, on_choice
from handlers.notices import Notice, NoticeKind, tell_reporter
from handlers.queue import way_back
from handlers.quoting import displayed, shortened
from handlers.staff import Awaited, ask_words, on_command, rest, staff_router, tip_of
from handlers.states import Handling
from handlers.talk import Talk
from locales import gettext as _
from places import resolve
from places.gazetteer import Commune
from storage import people, tips, units
from storage.outbox import Call
from storage.tips import StatementKind, Tip

router = staff_router("desk")

OFFERED = 6
"""Communes to choose among; more would not be read."""

MAX_NAME = 200
"""Letters in the name of an authority."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who gets a tip that is passed on.

    Attributes:
        unit_code: Whose queue or desk.
        is_desk: Whether it is a desk, because nobody takes tips for the commune or none was named.
        place: The commune that this settles, None where it stays open.
        name: As people read it.
    """

    unit_code: str
    is_desk: bool
    place: str | None
    name: str


@on_command(router, "chuyen", lambda tip: Move(tip=tip))
@on_choice(router, Move)
async def move(talk: Talk, choice: Move, officer: Officer) -> list[Call]:
    """Pass a tip on: first to whom, then why. From the desk the place is reason enough."""
    tip = await _movable(talk, officer, choice.tip)
    if not choice.to:
        return await _ask_where(talk, officer, tip)
    receiver = await _receiver(talk, tip, choice.to)
    if receiver is None:
        return await _ask_where(talk, officer, tip)
    if receiver.unit_code == tip.unit_code:
        return [talk.say(_stays_here(talk, tip, choice.to, receiver))]
    if tip.status is Status.AT_DESK:
        return await _pass_on(talk, officer, tip, receiver)
    await ask_words(talk, Handling.giving_reason, choice)
    asked = _("Tip {code} goes to {unit}. Type the reason; {unit} reads it:").format(
        code=spaced(tip.code), unit=receiver.name
    )
    return [talk.show(VIEW, asked, way_back(tip))]


async def _movable(talk: Talk, officer: Officer, tip_id: int) -> Tip:
    tip = await tip_of(talk, officer, tip_id)
    if Status.QUEUED not in NEXT[tip.status] or tip.status is Status.RECORDED:
        raise ForbiddenTransitionError(tip.status, Status.QUEUED)
    return tip


def _stays_here(talk: Talk, tip: Tip, to: str, receiver: Receiver) -> str:
    if tip.category is Category.OFFICER:
        return _("A tip about police officers stays with the province. If it is not one, correct its category first.")
    if receiver.is_desk and to != receiver.unit_code:
        return _(
            "Nobody takes tips for {place} here yet, so the tip stays on your desk. "
            "You can keep it and acknowledge it yourself, or hand it over to another authority."
        ).format(place=talk.gazetteer.label(to))
    return _("The tip is with your unit already. Type another name.")


async def _receiver(talk: Talk, tip: Tip, to: str) -> Receiver | None:
    """Return who gets a tip that is sent to a commune, a province or the country; None for a code of nothing."""
    place = _chosen(talk, to)
    if place is None:
        return None
    codes = [code for code in (place.code, place.province_code, COUNTRY) if code]
    queues = await people.queues_among(talk.session, codes)
    way = route(place=place, category=tip.category, has_queue=queues.__contains__)
    unit = await units.on_day(talk.session, way.unit_code, texts.local_day(talk.now))
    name = texts.police(unit)
    if way.is_desk and unit.level != "country":
        name = _("the coordination desk of {unit}").format(unit=name)
    return Receiver(way.unit_code, way.is_desk, place.code, name)


def _chosen(talk: Talk, to: str) -> ChosenPlace | None:
    if to == COUNTRY:
        return ChosenPlace(None, None, PlaceSource.COORDINATOR)
    if to in {province.code for province in talk.gazetteer.provinces}:
        return ChosenPlace(None, to, PlaceSource.COORDINATOR)
    if not talk.gazetteer.knows(to):
        return None
    commune = talk.gazetteer.commune(to)
    return ChosenPlace(commune.code, commune.province_code, PlaceSource.COORDINATOR)


def province_of(talk: Talk, unit_code: str) -> str | None:
    """Return the province that a unit is or belongs to, None for the country."""
    place = _chosen(talk, unit_code)
    return place.province_code if place else None


async def _ask_where(talk: Talk, officer: Officer, tip: Tip) -> list[Call]:
    """Ask for the name of a commune; what the words and the position say is offered at once."""
    found = [one for one in await _suggested(talk, officer, tip) if one.code != tip.unit_code]
    asked = _("Where does tip {code} belong? Type the name of the commune (old names will do), or choose:")
    return [await _offered(talk, tip, found, asked.format(code=spaced(tip.code)))]


async def _suggested(talk: Talk, officer: Officer, tip: Tip) -> list[Commune]:
    if tip.place_code is not None and tip.place_code != tip.unit_code and talk.gazetteer.knows(tip.place_code):
        return [talk.gazetteer.commune(tip.place_code)]
    said = "\n".join(
        one.text for one in await tips.statements(talk.session, talk.vault, tip) if one.kind in cards.FROM_CITIZEN
    )
    read = resolve.from_text(talk.gazetteer, said, province_hint=province_of(talk, officer.unit_code))
    position = await tips.position(talk.session, talk.vault, tip)
    if position is not None:
        read = resolve.both(read, resolve.from_position(talk.gazetteer, position))
    return [talk.gazetteer.commune(one.code) for one in read.candidates[:OFFERED]]


async def _offered(talk: Talk, tip: Tip, found: list[Commune], asked: str) -> Call:
    queues = await people.queues_among(talk.session, [one.code for one in found])
    choices = [Choice(_label(talk, one, has_queue=one.code in queues), Move(tip=tip.id, to=one.code)) for one in found]
    province = province_of(talk, tip.unit_code)
    if province is not None and province != tip.unit_code:
        desk = _("Coordination desk of {place}").format(place=talk.gazetteer.label(province))
        choices.append(Choice(desk, Move(tip=tip.id, to=province)))
    choices.append(Choice(_("Back to the tip"), OpenTip(tip=tip.id)))
    await ask_words(talk, Handling.naming_commune, Move(tip=tip.id))
    return talk.show(VIEW, asked, await offer(talk.state, choices))


def _label(talk: Talk, commune: Commune, *, has_queue: bool) -> str:
    name = talk.gazetteer.label(commune.code)
    return name if has_queue else _("{place} (no queue yet: goes to the desk)").format(place=name)


@router.message(Awaited(Handling.naming_commune, Move))
async def take_name(_message: Message, talk: Talk, choice: Move, officer: Officer, words: str) -> list[Call]:
    """Offer the communes that a typed name may mean, those of the officer's own province first."""
    tip = await _movable(talk, officer, choice.tip)
    own = province_of(talk, officer.unit_code)
    near = talk.gazetteer.search(words, province_code=own, limit=OFFERED) if own else []
    far = talk.gazetteer.search(words, limit=OFFERED)
    found = list({one.code: one for one in [*near, *far] if one.code != tip.unit_code}.values())[:OFFERED]
    if not found:
        unknown = _("No commune was found for “{words}”. Type it with its old district or its province.")
        return [talk.say(unknown.format(words=shortened(displayed(words), MAX_NAME)))]
    return [await _offered(talk, tip, found, _("Which one is it? Choose, or type another name:"))]


@router.message(Awaited(Handling.giving_reason, Move))
async def take_reason(_message: Message, talk: Talk, choice: Move, officer: Officer, words: str) -> list[Call]:
    """Pass the tip on with the reason."""
    tip = await _movable(talk, officer, choice.tip)
    receiver = await _receiver(talk, tip, choice.to)
    if not words or receiver is None:
        return [talk.say(_("Please type the reason in words."))]
    if receiver.unit_code == tip.unit_code:
        return [talk.say(_stays_here(talk, tip, choice.to, receiver))]
    note = _("Passed on to {unit}: {reason}").format(unit=receiver.name, reason=words)
    by = acting(officer)
    await tips.add_statement(talk.session, talk.vault, tip, StatementKind.NOTE, note, by=by, at=talk.now)
    return await _pass_on(talk, officer, tip, receiver)


async def _pass_on(talk: Talk, officer: Officer, tip: Tip, receiver: Receiver) -> list[Call]:
    before = tip.unit_code
    step = transition(tip.status, Status.AT_DESK if receiver.is_desk else Status.QUEUED, at=talk.now)
    tip = await tips.transfer(
        talk.session,
        talk.vault,
        tip,
        step,
        to_unit=receiver.unit_code,
        place=receiver.place,
        by=acting(officer),
    )
    await rest(talk)
    await forget(talk.state)
    said = [_("Tip {code} is now with {unit}.").format(code=spaced(tip.code), unit=receiver.name)]
    if receiver.is_desk and receiver.place is not None:
        place = talk.gazetteer.label(receiver.place)
        said.append(_("Nobody takes tips for {place} here yet; the desk sees to it.").format(place=place))
    return [
        *await cards.announce(talk, tip),
        *await cards.moved_on(talk, tip, from_unit=before, to=receiver.name),
        *await tell_reporter(talk, tip, Notice(NoticeKind.PASSED_ON, to=receiver.name)),
        talk.show(VIEW, as_list(*said, _("The queue: /hangcho"))),
    ]


@on_choice(router, MoveOutside)
async def move_outside(talk: Talk, choice: MoveOutside, officer: Officer) -> list[Call]:
    """Ask to which authority a tip is handed over."""
    tip = await tip_of(talk, officer, choice.tip)
    transition(tip.status, Status.TRANSFERRED, at=talk.now)
    await ask_words(talk, Handling.naming_authority, choice)
    asked = _("To which authority is tip {code} handed over? Type its name; the reporter is told:")
    return [talk.show(VIEW, asked.format(code=spaced(tip.code)), way_back(tip))]


@router.message(Awaited(Handling.naming_authority, MoveOutside))
async def take_authority(
    _message: Message, talk: Talk, choice: MoveOutside, officer: Officer, words: str
) -> list[Call]:
    """Note that a tip was handed over, and to whom."""
    name = " ".join(displayed(words).split())
    if not name or len(name) > MAX_NAME:
        return [talk.say(_("Please type only the name of the authority."))]
    tip = await tip_of(talk, officer, choice.tip)
    step = transition(tip.status, Status.TRANSFERRED, at=talk.now)
    tip = await tips.hand_over(talk.session, talk.vault, tip, step, authority=name, by=acting(officer))
    news = _("Handed over to {authority}.").format(authority=name)
    return [
        *await cards.refresh_all(talk, tip),
        *await tell_reporter(talk, tip, Notice(NoticeKind.PASSED_ON, to=name)),
        *await cards.opened(talk, tip, officer, news=news),
    ]
