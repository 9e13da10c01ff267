"""Enrolment: links for members of the grassroots force or of a model, whose tips are counted apart from the people's.

A commander makes a link with /ghidanh and sees how many have enrolled, never who. Whoever opens it is told what it
means before anything changes, and can leave with /roi.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter, Command, CommandObject
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Bold, Code, Text, as_list

from domain.access import Officer
from domain.reading import plain
from domain.structures import StructureType
from handlers import texts
from handlers.choices import Choice, Chosen, forget, offer
from handlers.quoting import displayed, shortened
from handlers.register_choices import EndLink, Enrol, Leave, MakeLink, ShowEnrolment, StayAsIs
from handlers.register_forms import Entering
from handlers.registers import called
from handlers.staff import Awaited, ask_words, rest, staff_router
from handlers.start_links import send_link
from handlers.talk import Talk
from locales import gettext as _
from locales import ngettext, pgettext
from places import search
from reports.numbers import day, number
from storage import enrolments, registers, sources, units
from storage.enrolments import ENROLS, LIFETIMES, MOST_LINKS, Link, LinkNotFoundError, LinkState, Member
from storage.outbox import Call
from storage.registers import RegisteredStructure
from storage.units import Unit, UnitNotFoundError

router = staff_router("enrolment", ENROLS)
pressed = Chosen(router)

VIEW = "enrolment"
"""The name of the message that shows a unit's links."""

MODELS_SHOWN = 10
"""Registered models in one list; of more, a part of the name is typed."""

UNITS_SHOWN = 8
"""Units that typed letters may mean."""

NAME_SIZE = 60
"""UTF-16 units of a name that a button shows."""


# What a unit has.


@router.message(Command("ghidanh", ignore_mention=True))
async def show_by_command(_message: Message, talk: Talk, officer: Officer, command: CommandObject) -> list[Call]:
    """Show the links of the officer's unit, or of the unit below it whose code or name was typed."""
    if command.args:
        return await _find_unit(talk, officer, command.args)
    return await _show(talk, officer, officer.unit_code)


@pressed.on(ShowEnrolment)
async def show(talk: Talk, choice: ShowEnrolment, officer: Officer) -> list[Call]:
    """Show a unit's members as a number, and its links."""
    if not choice.unit:
        return await _ask_unit(talk)
    return await _show(talk, officer, choice.unit)


async def _ask_unit(talk: Talk) -> list[Call]:
    await ask_words(talk, Entering.naming, ShowEnrolment())
    return [talk.show(VIEW, _("Which unit? Type its name or its code:"))]


@router.message(Awaited(Entering.naming, ShowEnrolment))
async def take_name(_message: Message, talk: Talk, choice: ShowEnrolment, officer: Officer, words: str) -> list[Call]:
    """Offer the units, or the models of a unit, that typed letters may mean."""
    if choice.unit:
        return await _show(talk, officer, choice.unit, words=words)
    return await _find_unit(talk, officer, words)


async def _find_unit(talk: Talk, officer: Officer, words: str) -> list[Call]:
    """Show the unit that was typed, or offer those that it may be among the ones that the officer supervises."""
    codes = [words.strip()[:8], *(one.commune.code for one in search.find(talk.gazetteer, words, limit=UNITS_SHOWN))]
    found = [unit for unit in [await _unit(talk, officer, code) for code in dict.fromkeys(codes)] if unit is not None]
    if len(found) == 1:
        return await _show(talk, officer, found[0].code)
    if not found:
        unknown = _("No unit below yours was found for “{words}”. Type its name or its code.")
        await ask_words(talk, Entering.naming, ShowEnrolment())
        return [talk.show(VIEW, unknown.format(words=shortened(displayed(words), NAME_SIZE)))]
    await ask_words(talk, Entering.naming, ShowEnrolment())
    choices = [Choice(unit.full_name, ShowEnrolment(unit=unit.code)) for unit in found]
    asked = _("Which one is it? Choose, or type another name:")
    return [talk.show(VIEW, asked, await offer(talk.state, choices))]


async def _unit(talk: Talk, officer: Officer, unit_code: str) -> Unit | None:
    """Return a unit for which the officer makes links, None where there is none for them."""
    try:
        return await enrolments.unit_of(talk.session, officer, unit_code, now=talk.now)
    except UnitNotFoundError:
        return None


@dataclass(frozen=True, slots=True)
class _Enrolled:
    """A unit's links and models, as its commander sees them."""

    unit: Unit
    links: Sequence[Link]
    models: Sequence[RegisteredStructure]

    def name(self, structure_id: int | None) -> str:
        """Return as what members by a link are counted: the force, or the model by its name."""
        named = next((one.name for one in self.models if one.id == structure_id), "")
        return _group(structure_id, named)


async def _enrolled(talk: Talk, officer: Officer, unit: Unit) -> _Enrolled:
    links = await enrolments.open_links(talk.session, officer, unit.code, now=talk.now)
    today = texts.local_day(talk.now)
    models = await registers.structures_of(talk.session, [unit.code], today, type=StructureType.MODEL)
    return _Enrolled(unit, links, models)


def _no_unit(talk: Talk) -> list[Call]:
    return [talk.say(_("There is no such unit below yours. Type /ghidanh and its name or code."))]


async def _show(talk: Talk, officer: Officer, unit_code: str, *, words: str = "", news: str = "") -> list[Call]:
    unit = await _unit(talk, officer, unit_code)
    if unit is None:
        return _no_unit(talk)
    there = await _enrolled(talk, officer, unit)
    members = await enrolments.count_members(talk.session, officer, unit.code, now=talk.now)
    lines: list[Text | str] = [Bold(news), ""] if news else []
    lines += [Bold(_("Enrolment · {unit}").format(unit=unit.full_name)), _total(sum(members.values()))]
    lines += [f"– {there.name(of)}: {number(count)}" for of, count in _largest_first(members.items())]
    lines.append(
        _("Who enrolled is not shown to anybody. Links that hold:") if there.links else _("No link holds now.")
    )
    lines += [_line(there, link) for link in there.links]
    like = [one for one in there.models if plain(words) in plain(one.name)]
    if words and not like:
        lines.append(_("No model was found for “{words}”.").format(words=shortened(displayed(words), NAME_SIZE)))
    await rest(talk)
    if len(there.models) > MODELS_SHOWN:
        lines.append(_("For another model, type a part of its name."))
        await ask_words(talk, Entering.naming, ShowEnrolment(unit=unit.code))
    keyboard = await offer(talk.state, await _ways(talk, officer, there, like[:MODELS_SHOWN]))
    return [talk.show(VIEW, as_list(*lines), keyboard)]


def _largest_first(members: Iterable[tuple[int | None, int]]) -> list[tuple[int | None, int]]:
    return sorted(members, key=lambda pair: (-pair[1], pair[0] or 0))[:MODELS_SHOWN]


def _total(count: int) -> str:
    return ngettext("{n} member has enrolled.", "{n} members have enrolled.", count).format(n=number(count))


def _line(there: _Enrolled, link: Link) -> str:
    used = ngettext("used {n} time", "used {n} times", link.used).format(n=number(link.used))
    return _("– no. {id}: {group}, until {time}, {used}").format(
        id=link.id, group=there.name(link.structure_id), time=texts.clock(link.expires_at), used=used
    )


async def _ways(talk: Talk, officer: Officer, there: _Enrolled, models: Sequence[RegisteredStructure]) -> list[Choice]:
    after = await enrolments.newest_id(talk.session, there.unit.code)
    choices = [Choice(_("Link for the grassroots force"), MakeLink(unit=there.unit.code, after=after))]
    choices += [
        Choice(
            _("Link for the model {name}").format(name=shortened(called(one), NAME_SIZE)),
            MakeLink(unit=there.unit.code, structure=one.id, after=after),
        )
        for one in models
    ]
    choices += [Choice(_("End link no. {id}").format(id=link.id), EndLink(link=link.id)) for link in there.links]
    if there.unit.level != "commune" or there.unit.code != officer.unit_code:
        choices.append(Choice(_("Another unit"), ShowEnrolment()))
    return choices


# Making and ending links.


@pressed.on(MakeLink)
async def make_link(talk: Talk, choice: MakeLink, officer: Officer) -> list[Call]:
    """Ask for how long a link shall hold, then make it; pressed twice it is made once."""
    unit = await _unit(talk, officer, choice.unit)
    if unit is None:
        return _no_unit(talk)
    there = await _enrolled(talk, officer, unit)
    if choice.structure and choice.structure not in {one.id for one in there.models}:
        return await _show(talk, officer, unit.code, news=_("This model has ended."))
    if choice.days not in LIFETIMES:
        return await _ask_days(talk, there, choice)
    if await enrolments.newest_id(talk.session, unit.code) != choice.after:
        return await _show(talk, officer, unit.code, news=_("A link was made meanwhile; it is not made twice."))
    if len(there.links) >= MOST_LINKS:
        news = _("{n} links hold already. End one that is not needed first.").format(n=number(MOST_LINKS))
        return await _show(talk, officer, unit.code, news=news)
    return await _made(talk, officer, there, choice)


async def _ask_days(talk: Talk, there: _Enrolled, choice: MakeLink) -> list[Call]:
    await rest(talk)
    choices = [
        Choice(ngettext("{n} day", "{n} days", days).format(n=days), choice.model_copy(update={"days": days}))
        for days in LIFETIMES
    ]
    choices.append(Choice(_("Back"), ShowEnrolment(unit=choice.unit)))
    asked = _("How long shall the link hold? It can be ended at any time.")
    heading = Bold(f"{there.name(choice.structure or None)} · {there.unit.full_name}")
    return [talk.show(VIEW, as_list(heading, asked), await offer(talk.state, choices))]


async def _made(talk: Talk, officer: Officer, there: _Enrolled, choice: MakeLink) -> list[Call]:
    token = enrolments.new_link_token()
    link = await enrolments.make_link(
        talk.session,
        talk.vault,
        officer,
        token=token,
        unit_code=there.unit.code,
        structure_id=choice.structure or None,
        days=choice.days,
        now=talk.now,
    )
    group = there.name(link.structure_id)
    told = _(
        "Link no. {id} for {group} of {unit} holds until {time} and can be used by many. Pass it on to members alone: "
        "whoever has it can enrol. It is shown this once. Who cannot open it types to this bot:"
    ).format(id=link.id, group=group, unit=_within(there.unit), time=texts.clock(link.expires_at))
    caption = _("Enrolment of {group}, {unit}. Point the phone's camera at it, or open:").format(
        group=group, unit=_within(there.unit)
    )
    return [
        talk.say(as_list(told, Code(f"/start {token}"))),
        send_link(talk.contact.id, token, caption),
        *await _show(talk, officer, there.unit.code),
    ]


@pressed.on(EndLink)
async def end_link(talk: Talk, choice: EndLink, officer: Officer) -> list[Call]:
    """End a link; who enrolled by it stays."""
    try:
        link = await enrolments.end_link(talk.session, officer, choice.link, now=talk.now)
    except LinkNotFoundError:
        return [talk.say(_("There is no such link. Type /ghidanh for those there are."))]
    news = _("Link no. {id} has ended: nobody enrols by it any more, and who did stays.").format(id=link.id)
    return await _show(talk, officer, link.unit_code, news=news)


# Whoever opens a link.


class _ForMembers(BaseFilter):
    """Lets through what a member may say here, with one look; all else goes on to where tips are taken."""

    async def __call__(self, event: Message | CallbackQuery, pressed: str | None = None) -> bool:
        """Whether it is one of these choices, or the command to leave."""
        if pressed is not None:
            return pressed.partition(":")[0] in _MEMBERS_CHOICES
        return isinstance(event, Message) and (event.text or "")[:4].casefold() == "/roi"


_MEMBERS_CHOICES = frozenset(kind.__prefix__ for kind in (Enrol, StayAsIs, Leave))

members = Router(name="members")
members.message.filter(F.chat.type == ChatType.PRIVATE, _ForMembers())
members.callback_query.filter(_ForMembers())
chosen = Chosen(members)


async def open_link(talk: Talk, token: str) -> list[Call]:
    """Say what a link means before anything changes; `/start` leads here where its word is a link's token."""
    link = await enrolments.find_link(talk.session, talk.vault, token)
    refused = await _refused(talk, link)
    if refused or link is None:
        return refused
    group = await _counted_as(talk, link)
    before = await enrolments.member(talk.session, talk.contact.id)
    if before is not None and _is_same(before, link):
        return [talk.say(_("You are enrolled already: your tips are counted as those of {group}.").format(group=group))]
    told = _(
        "If you agree, your tips are counted from now on as those of {group}; the unit learns only how many have "
        "enrolled, and no officer ever sees who sent a tip."
    ).format(group=group)
    lines = [told]
    if before is not None:
        lines.append(_("Until now they are counted as those of {group}.").format(group=await _counted_as(talk, before)))
    choices = [Choice(_("I agree"), Enrol(token=token), is_supposed=True), Choice(_("No, leave it"), StayAsIs())]
    return [talk.say(as_list(*lines), await offer(talk.state, choices))]


async def _refused(talk: Talk, link: Link | None) -> list[Call]:
    """Return what to say where a link cannot be used; nothing where it can."""
    if link is None:
        return [talk.say(_("This link is not known here. Ask whoever gave it to you for a new one."))]
    if talk.officer is not None:
        group = await _counted_as(talk, link)
        told = _("This link is for members of {group}. Police staff do not enrol; pass it on to the members.")
        return [talk.say(told.format(group=group))]
    match link.state(talk.now):
        case LinkState.EXPIRED:
            told = _("This link has expired ({time}). Ask the unit for a new one; you can send tips all the same.")
            return [talk.say(told.format(time=texts.clock(link.expires_at)))]
        case LinkState.ENDED:
            return [talk.say(_("The unit has ended this link. Ask it for a new one; you can send tips all the same."))]
        case LinkState.OPEN:
            return []


async def _counted_as(talk: Talk, of: Link | Member) -> str:
    """Return as whose a member's tips are counted: "lực lượng …, phường Mỹ Thượng"."""
    name = ""
    if of.structure_id is not None:
        name = (await sources.names(talk.session, [of.structure_id])).get(of.structure_id, "")
    unit = (await units.named(talk.session, [of.unit_code], texts.local_day(talk.now))).get(of.unit_code)
    group = _group(of.structure_id, name)
    return _("{group} of {unit}").format(group=group, unit=_within(unit)) if unit else group


def _within(unit: Unit) -> str:
    """Return a unit's name within a sentence: "phường Mỹ Thượng"."""
    return unit.full_name if unit.level == "country" else f"{unit.kind} {unit.name}"


def _group(structure_id: int | None, name: str) -> str:
    """Return the force, or a model by its name, within a sentence."""
    if structure_id is None:
        return pgettext("member", "the grassroots security force")
    if not name:
        return pgettext("member", "a model of the unit")
    return pgettext("member", "the model “{name}”").format(name=displayed(name))


def _is_same(before: Member, link: Link) -> bool:
    kept = (before.unit_code, before.source_group, before.structure_id)
    return kept == (link.unit_code, link.source_group, link.structure_id)


@chosen.on(Enrol)
async def agree(talk: Talk, choice: Enrol) -> list[Call]:
    """Enrol whoever agreed; a link that ended meanwhile is refused, and pressed twice it is done once."""
    link = await enrolments.find_link(talk.session, talk.vault, choice.token)
    refused = await _refused(talk, link)
    if refused or link is None:
        return refused
    before = await enrolments.member(talk.session, talk.contact.id)
    if before is not None and _is_same(before, link):
        return await open_link(talk, choice.token)
    await forget(talk.state)
    now_is = await enrolments.enrol(talk.session, talk.contact.id, link, now=talk.now)
    told = _(
        "You are enrolled. From now on your tips are counted as those of {group}. To report, just write what is "
        "happening. To see as what you are counted, or to leave, type /roi."
    )
    return [talk.say(told.format(group=await _counted_as(talk, now_is)))]


@chosen.on(StayAsIs)
async def stay_as_is(talk: Talk) -> list[Call]:
    """Change nothing."""
    await forget(talk.state)
    return [talk.say(_("Nothing was changed."))]


@members.message(Command("roi", ignore_mention=True))
async def ask_to_leave(_message: Message, talk: Talk) -> list[Call]:
    """Say as what somebody's tips are counted, and offer to leave."""
    now_is = await enrolments.member(talk.session, talk.contact.id)
    if now_is is None:
        return [talk.say(_nowhere(talk))]
    told = _("Your tips are counted as those of {group}, since {day}. If you leave, those sent before stay so counted.")
    choices = [Choice(_("Leave"), Leave()), Choice(_("Stay"), StayAsIs())]
    said = told.format(group=await _counted_as(talk, now_is), day=day(now_is.since))
    return [talk.say(said, await offer(talk.state, choices))]


@chosen.on(Leave)
async def leave(talk: Talk) -> list[Call]:
    """Count somebody's tips as the people's again; twice is once."""
    await forget(talk.state)
    if await enrolments.leave(talk.session, talk.contact.id):
        return [talk.say(_("You have left. From now on your tips are counted as those of the people."))]
    return [talk.say(_nowhere(talk))]


def _nowhere(talk: Talk) -> str:
    """Return as what the tips of somebody are counted who is enrolled nowhere."""
    if talk.officer is not None:
        return _(
            "Police staff are not enrolled: what you report yourself is counted as from another source, neither the "
            "people's nor a force's."
        )
    return _("You are enrolled nowhere: your tips are counted as those of the people.")
