"""Where a tip belongs: the desk sends it on, a unit passes it on, or it goes to an authority outside."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.types import Message
from aiogram.utils.formatting import as_list

from domain.access import COUNTRY, Officer, acting
from domain.codes import spaced
from domain.lifecycle import NEXT, ForbiddenTransitionError, Status, transition
from domain.place import Candidate, ChosenPlace, Decision, PlaceSource, Reason, ReasonKind
from domain.rerouting import MoveCause
from domain.routing import Route, send_on
from domain.tip import Category
from handlers import cards, texts
from handlers.callbacks import Move, MoveOutside, OpenTip
from handlers.cards import VIEW
from handlers.choices import Choice, Chosen, forget, numbered, offer
from handlers.notices import Notice, NoticeKind, tell_reporter
from handlers.placing import FROM_POSITION, pointed_at
from handlers.queue import way_back
from handlers.quoting import displayed, shortened
from handlers.staff import Awaited, ask_words, on_command, rest, staff_router, tip_of
from handlers.states import Handling
from handlers.talk import Talk
from locales import gettext as _
from places import resolve, search
from storage import people, tips, units
from storage.outbox import Call
from storage.tips import StatementKind, Tip

router = staff_router("desk")
pressed = Chosen(router)

OFFERED = 6
"""Communes to choose among; more would not be read."""

MAX_NAME = 200
"""Letters in the name of an authority."""


ACTS_FOR_ITSELF = frozenset({MoveCause.WRONG_PLACE, MoveCause.OTHER_UNIT})
"""Causes that an officer can name."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who gets a tip that is passed on.

    Attributes:
        route: Whose queue, or whose desk, because nobody takes tips for the commune or none was named.
        place: The commune that was named, None where it stays open.
        name: The receiving unit as people read it.
    """

    route: Route
    place: str | None
    name: str


@on_command(router, "chuyen", lambda tip: Move(tip=tip))
@pressed.on(Move)
async def move(talk: Talk, choice: Move, officer: Officer) -> list[Call]:
    """Pass a tip on: first to whom, then why. From the desk the place is reason enough."""
    tip = await _movable(talk, officer, choice.tip)
    receiver = await _receiver(talk, tip, choice.to) if choice.to else None
    if receiver is None:
        return await _ask_where(talk, officer, tip)
    if receiver.route.unit_code == tip.unit_code:
        return await _stay(talk, officer, tip, choice.to, receiver)
    if tip.status is Status.AT_DESK:
        return await _pass_on(talk, officer, tip, receiver, MoveCause.SETTLED)
    match choice.cause:
        case MoveCause.WRONG_PLACE:
            return await _pass_on(talk, officer, tip, receiver, MoveCause.WRONG_PLACE)
        case MoveCause.OTHER_UNIT:
            await ask_words(talk, Handling.giving_reason, choice)
            asked = _("Type why {unit} deals with tip {code}; {unit} reads it:")
            return [talk.show(VIEW, asked.format(code=spaced(tip.code), unit=receiver.name), way_back(tip))]
        case _:
            return await _ask_why(talk, tip, choice, receiver)


async def _movable(talk: Talk, officer: Officer, tip_id: int) -> Tip:
    tip = await tip_of(talk, officer, tip_id)
    if Status.QUEUED not in NEXT[tip.status] or tip.status is Status.RECORDED:
        raise ForbiddenTransitionError(tip.status, Status.QUEUED)
    return tip


async def _stay(talk: Talk, officer: Officer, tip: Tip, to: str, receiver: Receiver) -> list[Call]:
    """Say why a tip stays where it is; a desk that names the commune has at least settled that."""
    if tip.category is Category.OFFICER:
        return [
            talk.say(
                _("A tip about police officers stays with the province. If it is not one, correct its category first.")
            )
        ]
    if not receiver.route.is_desk or to == receiver.route.unit_code:
        return [talk.say(_("The tip is with your unit already. Type another name."))]
    if receiver.place is not None and receiver.place != tip.place_code:
        tip = await tips.settle_place(talk.session, talk.vault, tip, receiver.place, by=acting(officer), at=talk.now)
    said = _(
        "Nobody takes tips for {place} here yet, so the tip stays on your desk. "
        "You can keep it and acknowledge it yourself, or hand it over to another authority."
    ).format(place=talk.gazetteer.label(to))
    return [*await cards.refresh_all(talk, tip), talk.say(said)]


async def _receiver(talk: Talk, tip: Tip, to: str) -> Receiver | None:
    """Return who gets a tip that is sent to a commune, a province or the country; None for a code of nothing.

    It is a person who sends it there, so it gets there however much waits.
    """
    place = _chosen(talk, to)
    if place is None:
        return None
    codes = [code for code in (place.code, place.province_code, COUNTRY) if code]
    way = send_on(place=place, category=tip.category, queues=await people.queues(talk.session, codes))
    unit = await units.on_day(talk.session, way.unit_code, texts.local_day(talk.now))
    name = texts.police(unit)
    if way.is_desk and unit.level != "country":
        name = _("the coordination desk of {unit}").format(unit=name)
    return Receiver(way, place.code, name)


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


# To whom.


async def _ask_where(talk: Talk, officer: Officer, tip: Tip) -> list[Call]:
    """Ask for the name of a commune; what the words and the position say is offered at once."""
    found = [one for one in await _suggested(talk, officer, tip) if one.code != tip.unit_code]
    asked = _("Where does tip {code} belong? Type the first letters of the commune (old names will do), or choose:")
    return [await _offered(talk, tip, found, asked.format(code=spaced(tip.code)))]


async def _suggested(talk: Talk, officer: Officer, tip: Tip) -> list[Candidate]:
    """Return the communes that a tip may belong to: the one that is noted, then what words and position say."""
    said = "\n".join(
        one.text for one in await tips.statements(talk.session, talk.vault, tip) if one.kind in cards.FROM_CITIZEN
    )
    read = resolve.from_text(talk.gazetteer, said, province_hint=province_of(talk, officer.unit_code))
    position = await tips.position(talk.session, talk.vault, tip)
    pointed = pointed_at(talk, position).candidates if position is not None else ()
    noted = tip.place_code if tip.place_code and talk.gazetteer.knows(tip.place_code) else None
    found = {noted: Candidate(noted, 1.0, Reason(ReasonKind.NAMED))} if noted else {}
    for one in (*read.candidates, *pointed):
        found.setdefault(one.code, one)
    return list(found.values())[:OFFERED]


async def _offered(talk: Talk, tip: Tip, found: Sequence[Candidate], asked: str) -> Call:
    queues = await people.queues_among(talk.session, [one.code for one in found])
    choices = [
        Choice(
            talk.gazetteer.label(one.code),
            Move(tip=tip.id, to=one.code),
            note=_note(one, has_queue=one.code in queues),
        )
        for one in found
    ]
    province = province_of(talk, tip.unit_code)
    if province is not None and province != tip.unit_code:
        desk = _("Coordination desk of {place}").format(place=talk.gazetteer.label(province))
        choices.append(Choice(desk, Move(tip=tip.id, to=province)))
    choices.append(Choice(_("Back to the tip"), OpenTip(tip=tip.id)))
    await ask_words(talk, Handling.naming_commune, Move(tip=tip.id))
    return talk.show(VIEW, as_list(asked, *numbered(choices)), await offer(talk.state, choices))


def _note(one: Candidate, *, has_queue: bool) -> str:
    """Return what tells a commune from the others: how it was found, and whether it takes tips."""
    notes = []
    if one.reason.kind in FROM_POSITION:
        notes.append(_("by the position"))
    elif one.reason.kind is ReasonKind.OLD_NAME:
        notes.append(_("{name} of before").format(name=one.reason.name))
    if not has_queue:
        notes.append(_("no queue yet: goes to the desk"))
    return ", ".join(notes)


@router.message(Awaited(Handling.naming_commune, Move))
async def take_name(_message: Message, talk: Talk, choice: Move, officer: Officer, words: str) -> list[Call]:
    """Offer the communes that typed letters may mean, those of the officer's own province first."""
    tip = await _movable(talk, officer, choice.tip)
    found = [one for one in _meant(talk, officer, words) if one.code != tip.unit_code][:OFFERED]
    if not found:
        unknown = _("No commune was found for “{words}”. Type it with its old district or its province.")
        return [talk.say(unknown.format(words=shortened(displayed(words), MAX_NAME)))]
    return [await _offered(talk, tip, found, _("Which one is it? Choose, or type another name:"))]


def _meant(talk: Talk, officer: Officer, words: str) -> list[Candidate]:
    """Return the communes that typed words may mean: the one that they name in full, then what begins so."""
    own = province_of(talk, officer.unit_code)
    read = resolve.from_text(talk.gazetteer, words, province_hint=own)
    named = read.candidates if read.decision is Decision.ROUTE else ()
    found = {one.code: one for one in named}
    for one in search.find(talk.gazetteer, words, province_code=own, limit=OFFERED + 1):
        kind = ReasonKind.OLD_NAME if one.is_old else ReasonKind.NAMED
        found.setdefault(one.commune.code, Candidate(one.commune.code, 0.0, Reason(kind, words, one.name)))
    return list(found.values())


# Why.


async def _ask_why(talk: Talk, tip: Tip, choice: Move, receiver: Receiver) -> list[Call]:
    """Ask why a tip is passed on: only a wrong place counts as a mistake of whoever named it."""
    if receiver.place is None:
        elsewhere = _("It did not happen here")
    else:
        elsewhere = _("It happened in {place}, not here").format(place=talk.gazetteer.label(receiver.place))
    choices = [
        Choice(elsewhere, Move(tip=tip.id, to=choice.to, cause=MoveCause.WRONG_PLACE)),
        Choice(
            _("The place is right, but another unit deals with it"),
            Move(tip=tip.id, to=choice.to, cause=MoveCause.OTHER_UNIT),
        ),
        Choice(_("Back to the tip"), OpenTip(tip=tip.id)),
    ]
    await ask_words(talk, Handling.giving_reason, choice)
    asked = _("Tip {code} goes to {unit}. Why? If it did not happen here you can also type how you know:")
    said = as_list(asked.format(code=spaced(tip.code), unit=receiver.name), *numbered(choices))
    return [talk.show(VIEW, said, await offer(talk.state, choices))]


@router.message(Awaited(Handling.giving_reason, Move))
async def take_reason(_message: Message, talk: Talk, choice: Move, officer: Officer, words: str) -> list[Call]:
    """Pass the tip on with the reason; words without a cause say why it did not happen here."""
    tip = await _movable(talk, officer, choice.tip)
    receiver = await _receiver(talk, tip, choice.to)
    if not words or receiver is None:
        return [talk.say(_("Please type the reason in words."))]
    if receiver.route.unit_code == tip.unit_code:
        return await _stay(talk, officer, tip, choice.to, receiver)
    cause = choice.cause if choice.cause in ACTS_FOR_ITSELF else MoveCause.WRONG_PLACE
    return await _pass_on(talk, officer, tip, receiver, cause, words)


async def _pass_on(
    talk: Talk, officer: Officer, tip: Tip, receiver: Receiver, cause: MoveCause, words: str = ""
) -> list[Call]:
    before, by = tip.unit_code, acting(officer)
    if tip.status is not Status.AT_DESK:
        why = words or _("it did not happen here")
        note = _("Passed on to {unit}: {reason}").format(unit=receiver.name, reason=why)
        await tips.add_statement(talk.session, talk.vault, tip, StatementKind.NOTE, note, by=by, at=talk.now)
    step = transition(tip.status, Status.AT_DESK if receiver.route.is_desk else Status.QUEUED, at=talk.now)
    place = None if cause is MoveCause.OTHER_UNIT else receiver.place
    tip = await tips.transfer(
        talk.session, talk.vault, tip, step, tips.Move(receiver.route, place=place, cause=cause), by=by
    )
    await rest(talk)
    await forget(talk.state)
    said = [_("Tip {code} is now with {unit}.").format(code=spaced(tip.code), unit=receiver.name)]
    if receiver.route.is_desk and receiver.place is not None:
        name = talk.gazetteer.label(receiver.place)
        said.append(_("Nobody takes tips for {place} here yet; the desk sees to it.").format(place=name))
    return [
        *await cards.announce(talk, tip),
        *await cards.moved_on(talk, tip, from_unit=before, to=receiver.name),
        *await tell_reporter(talk, tip, Notice(NoticeKind.PASSED_ON, to=receiver.name)),
        talk.show(VIEW, as_list(*said, _("The queue: /hangcho"))),
    ]


@pressed.on(MoveOutside)
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
