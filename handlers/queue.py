"""A unit's queue: what waits, opening a tip, acknowledging it, and what officers write about it."""

from aiogram import F
from aiogram.filters import Command, CommandObject, StateFilter
from aiogram.types import Message
from aiogram.utils.formatting import Bold, Text

from domain.access import Officer, acting
from domain.codes import spaced
from domain.lifecycle import WAITING, ForbiddenTransitionError, Status, transition
from handlers import cards, terms, texts
from handlers.actions import AT_WORK
from handlers.callbacks import Acknowledge, OpenTip, ReadOn, ShowFiles, ShowQueue, Write
from handlers.calls import Button, Keyboard, inline
from handlers.cards import VIEW
from handlers.choices import Choice, Chosen, offer
from handlers.notices import Notice, NoticeKind, tell_reporter
from handlers.receipt import received
from handlers.staff import Awaited, ask_words, named_code, on_command, rest, staff_router, tip_of, usage
from handlers.states import Handling
from handlers.talk import Talk
from locales import gettext as _
from locales import ngettext
from reports import labels
from reports.numbers import duration
from storage import audit, evidence, people, tips
from storage.outbox import Call
from storage.tips import StatementKind, Tip

router = staff_router("queue")
pressed = Chosen(router)

LISTED = 15
"""Tips in one list: as many buttons as a phone shows without losing the overview."""

MAX_WORDS = 3000
"""UTF-16 units of a question or reply, so that it fits into one message with what stands around it."""

REPLY_IN = AT_WORK | {Status.RESOLVED, Status.INFORMED}
"""Statuses in which the reporter may be written to."""


# What waits.


@router.message(Command("hangcho", ignore_mention=True))
async def list_queue(_message: Message, talk: Talk, officer: Officer) -> list[Call]:
    """List the open tips of the officer's queue, most urgent and oldest first."""
    return await show_queue(talk, officer)


@pressed.on(ShowQueue)
async def show_queue(talk: Talk, officer: Officer) -> list[Call]:
    """List the open tips of the officer's queue, most urgent and oldest first."""
    await rest(talk)
    found = await tips.in_queue(talk.session, talk.vault, officer, limit=LISTED)
    if not found:
        return [talk.say(_("The queue is empty. New tips arrive here by themselves."))]
    count = await tips.count_open(talk.session, officer)
    heading = ngettext("{n} open tip, the most urgent first:", "{n} open tips, the most urgent first:", count)
    return [await _listed(talk, found, heading.format(n=count))]


@router.message(Command("quahan", ignore_mention=True))
async def list_late(_message: Message, talk: Talk, officer: Officer) -> list[Call]:
    """List the tips of the queue that should have been acknowledged by now."""
    await rest(talk)
    late_ids = await audit.late_tips(talk.session, officer, now=talk.now)
    waiting = {tip.id: tip for tip in await tips.waiting_in(talk.session, talk.vault, [officer.unit_code])}
    late = [waiting[tip_id] for tip_id in late_ids if tip_id in waiting]
    if not late:
        return [talk.say(_("Nothing is overdue. The queue: /hangcho"))]
    heading = ngettext("{n} tip is overdue:", "{n} tips are overdue:", len(late)).format(n=len(late))
    return [await _listed(talk, late[:LISTED], heading)]


async def _listed(talk: Talk, found: list[Tip], heading: str) -> Call:
    keyboard = await offer(talk.state, [Choice(_row(talk, tip), OpenTip(tip=tip.id)) for tip in found])
    return talk.say(Text(Bold(heading), "\n", _("Press one, or type its number.")), keyboard)


def _row(talk: Talk, tip: Tip) -> str:
    """Return a tip in one line of a list: how urgent, what, how long it waits, how it stands."""
    age = duration(talk.now - received(tip))
    parts = [terms.urgency(tip.urgency), labels.category(tip.category), age, terms.status(tip.status), spaced(tip.code)]
    return " · ".join(filter(None, parts))


# Opening and acknowledging.


@on_command(router, "xem", lambda tip: OpenTip(tip=tip))
@pressed.on(OpenTip)
async def open_tip(talk: Talk, choice: OpenTip, officer: Officer) -> list[Call]:
    """Show a tip; the first time somebody of the unit does, that is noted."""
    tip = await tip_of(talk, officer, choice.tip)
    if tip.status is not Status.QUEUED:
        return await cards.opened(talk, tip, officer)
    step = transition(tip.status, Status.SEEN, at=talk.now)
    tip = await tips.step(talk.session, talk.vault, tip, step, by=acting(officer))
    return [*await cards.refresh_all(talk, tip), *await cards.opened(talk, tip, officer)]


@on_command(router, "nhan", lambda tip: Acknowledge(tip=tip))
@pressed.on(Acknowledge)
async def acknowledge(talk: Talk, choice: Acknowledge, officer: Officer) -> list[Call]:
    """Note that a person has taken the tip on: the clock stops, colleagues see it, the reporter is told."""
    tip = await tip_of(talk, officer, choice.tip)
    if tip.status not in WAITING:
        return await cards.opened(talk, tip, officer, news=await _who_was_first(talk, officer, tip))
    if tip.status is Status.AT_DESK:
        # A desk that keeps a tip is its unit from now on.
        tip = await _step(talk, officer, tip, Status.QUEUED)
    tip = await _step(talk, officer, tip, Status.ACKNOWLEDGED)
    news = _("You have acknowledged tip {code}.").format(code=spaced(tip.code))
    return [
        *await cards.refresh_all(talk, tip),
        *await tell_reporter(talk, tip, Notice(NoticeKind.ACKNOWLEDGED)),
        *await cards.opened(talk, tip, officer, news=news),
    ]


async def _step(talk: Talk, officer: Officer, tip: Tip, status: Status) -> Tip:
    step = transition(tip.status, status, at=talk.now)
    return await tips.step(talk.session, talk.vault, tip, step, by=acting(officer))


async def _who_was_first(talk: Talk, officer: Officer, tip: Tip) -> str:
    found = await tips.acknowledged_by(talk.session, tip)
    officer_id, at = found or (None, talk.now)
    if officer_id is None:
        raise ForbiddenTransitionError(tip.status, Status.ACKNOWLEDGED)
    if officer_id == officer.id:
        return _("You acknowledged this tip at {time}.").format(time=texts.clock(at))
    name = await people.officer_name(talk.session, talk.vault, officer_id)
    return _("Comrade {name} acknowledged it first, at {time}.").format(name=name, time=texts.clock(at))


# What came with it.


@pressed.on(ShowFiles)
async def show_files(talk: Talk, choice: ShowFiles, officer: Officer) -> list[Call]:
    """Show the clean copies of a tip's pictures; files without one are named."""
    tip = await tip_of(talk, officer, choice.tip)
    files = await evidence.of_tip(talk.session, tip)
    shown = [one for one in files if one.is_viewable]
    calls = [
        Call(
            to=talk.contact.id,
            method="sendPhoto",
            payload={"caption": f"{spaced(tip.code)} · {number}/{len(shown)}"},
            tip_id=tip.id,
            evidence_id=one.id,
        )
        for number, one in enumerate(shown, start=1)
    ]
    others = len(files) - len(shown)
    if others:
        said = ngettext(
            "{n} file cannot be shown here, or has not arrived yet.",
            "{n} files cannot be shown here, or have not arrived yet.",
            others,
        )
        calls.append(talk.say(said.format(n=others)))
    return calls or [talk.say(_("No file came with this tip."))]


@pressed.on(ReadOn)
async def read_on(talk: Talk, choice: ReadOn, officer: Officer) -> list[Call]:
    """Show the next page of everything that was written."""
    tip = await tip_of(talk, officer, choice.tip)
    page = await cards.page(talk, tip, choice.page)
    return [page or talk.say(_("That was all."))]


# What officers write.


@pressed.on(Write)
async def begin_writing(talk: Talk, choice: Write, officer: Officer) -> list[Call]:
    """Take the officer's next words as a question, a note or a reply."""
    tip = await tip_of(talk, officer, choice.tip)
    if refusal := await _refusal(talk, tip, StatementKind(choice.kind)):
        return [talk.say(refusal)]
    await ask_words(talk, Handling.writing, choice)
    wanted = {
        "question": _("Type the question to the reporter of tip {code}, in one message:"),
        "note": _("Type the internal note on tip {code}; the reporter does not see it:"),
        "reply": _("Type the reply to the reporter of tip {code}; they read it as you write it:"),
    }[choice.kind]
    return [talk.show(VIEW, wanted.format(code=spaced(tip.code)), way_back(tip))]


def way_back(tip: Tip) -> Keyboard:
    """Return the button that leads back to the tip without doing anything."""
    return inline([[Button(_("Back to the tip"), OpenTip(tip=tip.id).pack())]])


async def _refusal(talk: Talk, tip: Tip, kind: StatementKind) -> str | None:
    """Return why the reporter cannot be written to. Raises ForbiddenTransitionError where the tip has moved on."""
    if kind is StatementKind.NOTE:
        return None
    if kind is StatementKind.QUESTION and tip.status is not Status.NEEDS_INFO:
        transition(tip.status, Status.NEEDS_INFO, at=talk.now)
    if tip.status not in REPLY_IN:
        raise ForbiddenTransitionError(tip.status, Status.INFORMED)
    if await tips.reporter_of(talk.session, tip.id) is None:
        return _("The reporter has withdrawn; nobody can write to them any more.")
    return None


@router.message(Awaited(Handling.writing, Write))
async def take_words(_message: Message, talk: Talk, choice: Write, officer: Officer, words: str) -> list[Call]:
    """Keep what the officer typed."""
    tip = await tip_of(talk, officer, choice.tip)
    return await written(talk, officer, tip, StatementKind(choice.kind), words)


@router.message(Command("hoi", "ghichu", "phanhoi", ignore_mention=True))
async def write_by_command(_message: Message, talk: Talk, officer: Officer, command: CommandObject) -> list[Call]:
    """Keep the words after a command and a code, or ask for them."""
    named = named_code(command.args)
    if named is None:
        return [talk.say(usage(command.command))]
    code, words = named
    tip = await tips.by_code(talk.session, talk.vault, officer, code)
    choice = Write(tip=tip.id, kind=_KINDS[command.command.casefold()])
    if not words:
        return await begin_writing(talk=talk, choice=choice, officer=officer)
    return await written(talk, officer, tip, StatementKind(choice.kind), words)


_KINDS = {"hoi": "question", "ghichu": "note", "phanhoi": "reply"}


async def written(talk: Talk, officer: Officer, tip: Tip, kind: StatementKind, words: str) -> list[Call]:
    """Keep words about a tip; a question waits for its answer, a reply to a result ends what the unit owes."""
    if not words or len(words.encode("utf-16-le")) > 2 * MAX_WORDS:
        return [talk.say(_("Please type it as one message of up to 3,000 letters."))]
    if refusal := await _refusal(talk, tip, kind):
        return [talk.say(refusal)]
    await tips.add_statement(talk.session, talk.vault, tip, kind, words, by=acting(officer), at=talk.now)
    match kind:
        case StatementKind.QUESTION:
            if tip.status is not Status.NEEDS_INFO:
                tip = await _step(talk, officer, tip, Status.NEEDS_INFO)
            return await _sent(talk, officer, tip, Notice(NoticeKind.QUESTION, words), _("The question was sent."))
        case StatementKind.REPLY:
            if tip.status is Status.RESOLVED:
                tip = await _step(talk, officer, tip, Status.INFORMED)
            return await _sent(talk, officer, tip, Notice(NoticeKind.REPLY, words), _("The reply was sent."))
        case _:
            return await cards.opened(talk, tip, officer, news=_("The note was kept."))


async def _sent(talk: Talk, officer: Officer, tip: Tip, notice: Notice, news: str) -> list[Call]:
    return [
        *await cards.refresh_all(talk, tip),
        *await tell_reporter(talk, tip, notice),
        *await cards.opened(talk, tip, officer, news=news),
    ]


@router.message(StateFilter(Handling), ~F.text)
async def want_words(_message: Message, talk: Talk) -> list[Call]:
    """Say that this step takes words alone."""
    return [talk.say(_("Please type it in words. To leave this step: /hangcho"))]
