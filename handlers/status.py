"""What became of my tip; answers to questions, more of the same, an objection, withdrawal."""

from dataclasses import replace
from typing import Any

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter, Command
from aiogram.types import Message
from aiogram.utils.formatting import Bold, Text, as_list

from domain.access import Actor, Role
from domain.codes import spaced
from domain.lifecycle import Status, transition
from handlers import cards, drafts, texts
from handlers.additions import add, addition, looks_new, warning
from handlers.callbacks import MyTip, NewTip, Object, Supplement, SupplementDone, Withdraw
from handlers.choices import Choice, Chosen, forget, offer
from handlers.drafts import Notes
from handlers.parts import Parts, parts_of
from handlers.states import Reporting
from handlers.talk import Talk
from locales import gettext as _
from reports import labels
from storage import tips, units
from storage.outbox import Call
from storage.tips import StatementKind, Tip

router = Router(name="status")
router.message.filter(F.chat.type == ChatType.PRIVATE, ~F.from_user.is_bot)
pressed = Chosen(router)

HAS_RESULT = frozenset({Status.RESOLVED, Status.INFORMED, Status.CLOSED})
"""Statuses whose result the reporter may object to."""


class Adding(BaseFilter):
    """Lets messages through that belong to a sent tip, and hands on its notes; not what tells of something new."""

    async def __call__(self, message: Message, talk: Talk) -> bool | dict[str, Any]:
        """Return the notes, False where the talk is about something else or has gone quiet."""
        state = await talk.state.get_state()
        if state not in {Reporting.supplementing.state, Reporting.objecting.state}:
            return False
        notes = await drafts.read(talk.state)
        if not drafts.is_adding(notes, talk.now):
            return False
        is_new = state == Reporting.supplementing.state and looks_new(talk, message.text or message.caption or "")
        return False if is_new else {"notes": notes}


class Questioned(BaseFilter):
    """Lets messages through while an officer waits for an answer and nothing else is being written."""

    async def __call__(self, message: Message, talk: Talk) -> bool | dict[str, Any]:
        """Return the tip that was asked about last, False where there is none or the words tell of something new."""
        notes = await drafts.read(talk.state)
        is_busy = notes.draft is not None or await talk.state.get_state() == Reporting.drafting.state
        if is_busy or talk.officer is not None:
            return False
        tip = await tips.last_questioned(talk.session, talk.vault, talk.contact.id)
        if tip is None or looks_new(talk, message.text or message.caption or ""):
            return False
        return {"tip": tip, "notes": notes}


@router.message(F.text, Command("tin", ignore_mention=True))
async def list_tips(_message: Message, talk: Talk) -> list[Call]:
    """List my tips and how they stand."""
    mine = await tips.of_reporter(talk.session, talk.vault, talk.contact.id)
    if not mine:
        return [talk.say(_("You have not sent a tip from here yet. To report, just write what is happening."))]
    choices = [Choice(f"{spaced(tip.code)} · {texts.status(tip.status)}", MyTip(tip=tip.id)) for tip in mine]
    return [talk.say(_("Your tips, newest first:"), await offer(talk.state, choices))]


@pressed.on(MyTip)
async def show(talk: Talk, choice: MyTip) -> list[Call]:
    """Show one of my tips."""
    tip = await tips.for_reporter(talk.session, talk.vault, talk.contact.id, choice.tip)
    choices = [Choice(_("Add something"), Supplement(tip=tip.id))]
    if tip.status in HAS_RESULT and not tip.has_objection:
        choices.append(Choice(_("The result is wrong"), Object(tip=tip.id)))
    choices.append(Choice(_("Withdraw"), Withdraw(tip=tip.id)))
    return [talk.say(await _details(talk, tip), await offer(talk.state, choices))]


async def _details(talk: Talk, tip: Tip) -> Text:
    unit = await units.on_day(talk.session, tip.unit_code, texts.local_day(talk.now))
    lines: list[Text | str] = [
        Bold(_("Tip {code}").format(code=spaced(tip.code))),
        _("Sent at {time}, about: {category}").format(
            time=texts.clock(tip.received_at), category=labels.category(tip.category)
        ),
        _("With: {unit}").format(unit=texts.police(unit)),
        _("State: {status}").format(status=texts.status(tip.status)),
    ]
    said = await tips.statements(talk.session, talk.vault, tip)
    lines += [
        Text(
            Bold(_("The police ask:") if one.kind is StatementKind.QUESTION else _("The police answer:")), " ", one.text
        )
        for one in said
        if one.kind in {StatementKind.QUESTION, StatementKind.REPLY}
    ]
    return as_list(*lines)


@pressed.on(Supplement)
async def begin_supplement(talk: Talk, choice: Supplement) -> list[Call]:
    """Take what follows as belonging to a sent tip."""
    tip = await tips.for_reporter(talk.session, talk.vault, talk.contact.id, choice.tip)
    await _turn_to(talk, tip, Reporting.supplementing.state)
    keyboard = await offer(talk.state, [Choice(_("Done"), SupplementDone())])
    return [talk.say(_("Send what you want to add: words, photos, your position. Then press Done."), keyboard)]


async def _turn_to(talk: Talk, tip: Tip, state: str | None) -> None:
    """Let the next messages belong to a tip."""
    notes = await drafts.read(talk.state)
    await drafts.write(talk.state, replace(notes, tip_id=tip.id, since=talk.now))
    await talk.state.set_state(state)


@pressed.on(SupplementDone)
async def end_supplement(talk: Talk) -> list[Call]:
    """Take what follows as something new again."""
    notes = await drafts.read(talk.state)
    await talk.state.set_state(None)
    await forget(talk.state)
    await drafts.write(talk.state, replace(notes, tip_id=None, since=None))
    return [talk.say(_("Thank you. What you write next begins a new tip; your sent tips: /tin"))]


@pressed.on(Object)
async def begin_objection(talk: Talk, choice: Object) -> list[Call]:
    """Ask what is wrong with the result; that can be said once."""
    tip = await tips.for_reporter(talk.session, talk.vault, talk.contact.id, choice.tip)
    if tip.has_objection or tip.status not in HAS_RESULT:
        return [talk.say(_("You can object once, after there is a result. To add something: /tin"))]
    await _turn_to(talk, tip, Reporting.objecting.state)
    return [talk.say(_("What is wrong with the result? Say it in one message; the tip is then opened again."))]


@pressed.on(Withdraw)
async def withdraw(talk: Talk, choice: Withdraw) -> list[Call]:
    """Cut the link between the reporter and the tip, after asking once more."""
    tip = await tips.for_reporter(talk.session, talk.vault, talk.contact.id, choice.tip)
    if not choice.sure:
        grave = Choice(_("Withdraw"), Withdraw(tip=tip.id, sure=True), is_grave=True)
        choices = [Choice(_("No, keep it"), MyTip(tip=tip.id)), grave]
        return [talk.say(_withdrawal_means(tip), await offer(talk.state, choices))]
    tip = await tips.withdraw(talk.session, talk.vault, tip, at=talk.now)
    told = await cards.refresh_all(talk, tip)
    notes = await drafts.read(talk.state)
    await forget(talk.state)
    if drafts.is_adding(notes, talk.now):
        await talk.state.set_state(None)
    last = None if notes.last is None or notes.last.tip_id == tip.id else notes.last
    await drafts.write(talk.state, replace(notes, last=last, tip_id=None, since=None))
    return [
        talk.say(_("Withdrawn. Nobody can connect tip {code} with you any more.").format(code=spaced(tip.code))),
        *told,
    ]


def _withdrawal_means(tip: Tip) -> str:
    if tip.status is Status.AT_DESK:
        return _("Withdraw this tip? Its words are erased; that it was there is kept as a number.")
    return _(
        "Withdraw this tip? The police have it already and must keep it, but the link to you is cut for good: "
        "you will hear nothing more, and nobody can ask you."
    )


@router.message(F.text, Command("xong", ignore_mention=True))
async def done(_message: Message, talk: Talk) -> list[Call]:
    """End a supplement by typing."""
    return await end_supplement(talk)


@pressed.on(NewTip)
async def begin_new(talk: Talk) -> list[Call]:
    """Take what follows as a new tip although a question is open."""
    notes = await drafts.read(talk.state)
    await talk.state.set_state(Reporting.drafting)
    await forget(talk.state)
    await drafts.write(talk.state, replace(notes, tip_id=None, since=None))
    return [talk.say(texts.ask_what())]


@router.message(Adding(), ~F.text.startswith("/"))
async def take_addition(message: Message, talk: Talk, notes: Notes) -> list[Call]:
    """Add a message to a sent tip; an objection opens it again."""
    tip = await tips.for_reporter(talk.session, talk.vault, talk.contact.id, notes.tip_id or 0)
    if await talk.state.get_state() == Reporting.objecting.state:
        return await _object(talk, tip, parts_of(message))
    said = _("Added to tip {code}.").format(code=spaced(tip.code))
    return await _added(talk, tip, parts_of(message), said, [Choice(_("Done"), SupplementDone())])


@router.message(Questioned(), ~F.text.startswith("/"))
async def answer(message: Message, talk: Talk, tip: Tip) -> list[Call]:
    """Take a message as the answer to the officer's question."""
    said = _("Your answer went to the police with tip {code}. You can add more.").format(code=spaced(tip.code))
    choices = [Choice(_("Done"), SupplementDone()), Choice(_("Begin a new tip"), NewTip())]
    return await _added(talk, tip, parts_of(message), said, choices)


async def _added(talk: Talk, tip: Tip, parts: Parts, said: str, choices: list[Choice]) -> list[Call]:
    """Add a message to a tip, say so, and let what follows belong to it, too."""
    if parts.is_too_large and not parts.text:
        return [talk.say(_("This cannot be added. Write it in words, or send a photo of less than 20 MB."))]
    if parts.is_empty:
        return [talk.say(_("This cannot be added. Write it in words, or send a photo of less than 20 MB."))]
    told = await add(talk, tip, await addition(talk, parts))
    await _turn_to(talk, tip, Reporting.supplementing.state)
    shown = talk.show("more", said, await offer(talk.state, choices))
    return [*warning(talk, parts.text), shown, *told]


async def _object(talk: Talk, tip: Tip, parts: Parts) -> list[Call]:
    if parts.is_empty or parts.is_too_large:
        return [talk.say(_("Please say in words what is wrong with the result."))]
    step = transition(tip.status, Status.REOPENED, at=talk.now)
    tip = await tips.step(talk.session, talk.vault, tip, step, by=Actor(Role.CITIZEN, tip.unit_code))
    told = await add(talk, tip, await addition(talk, parts), kind=StatementKind.OBJECTION)
    notes = await drafts.read(talk.state)
    await talk.state.set_state(None)
    await drafts.write(talk.state, replace(notes, tip_id=None, since=None))
    said = _("Noted. Tip {code} is opened again; the police will look at it once more.").format(code=spaced(tip.code))
    return [*warning(talk, parts.text), talk.say(said), *told]
