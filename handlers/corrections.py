"""What was recorded in the ledger: lists, entries with how they came to stand so, and corrections with a reason."""

from aiogram.filters import Command
from aiogram.types import Message
from aiogram.utils.formatting import Bold, Text, as_list

from domain.access import Officer
from domain.outcomes import RULES, OutcomeEntry, check_outcome
from handlers import terms, texts
from handlers.assessing import ask, no_reason
from handlers.callbacks import CorrectOutcome, ListOutcomes, MoveOutcome, OpenOutcome, TakeBack
from handlers.cards import VIEW
from handlers.choices import Choice, Chosen
from handlers.quantities import quantity_in
from handlers.quoting import displayed, shortened
from handlers.staff import Awaited, ask_words, rest, staff_router, tip_of
from handlers.states import Handling
from handlers.talk import Talk
from locales import gettext as _
from reports import labels
from reports.numbers import day as day_in_words
from reports.numbers import number
from storage import incidents, ledger, people, sources
from storage.incidents import RecordedOutcome
from storage.ledger import Kept, OutcomeNotFoundError
from storage.outbox import Call

router = staff_router("corrections")
pressed = Chosen(router)

LISTED = 12
"""Entries in one list: as many buttons as a phone shows without losing the overview."""

REASON_SIZE = 300
"""UTF-16 units of the reason for a correction that are shown."""


@router.message(Command("soketqua", ignore_mention=True))
async def list_ledger(_message: Message, talk: Talk, officer: Officer) -> list[Call]:
    """List what stands in the ledger of the officer's unit, what was recorded last first."""
    return await list_outcomes(talk, ListOutcomes(), officer)


@pressed.on(ListOutcomes)
async def list_outcomes(talk: Talk, choice: ListOutcomes, officer: Officer) -> list[Call]:
    """List what was recorded for a tip or by the unit, each entry to be opened."""
    await rest(talk)
    tip = await tip_of(talk, officer, choice.tip) if choice.tip else None
    if tip is not None:
        found = (await incidents.outcomes_of(talk.session, tip))[::-1][:LISTED]
    else:
        found = await ledger.newest(talk.session, officer, before=choice.before or None, limit=LISTED)
    if not found:
        return await ask(talk, tip, _("Nothing is recorded. A result without a tip: /ghiketqua"), [])
    choices = [Choice(_row(one), OpenOutcome(outcome=one.id, tip=choice.tip)) for one in found]
    if tip is None and len(found) == LISTED:
        choices.append(Choice(_("Earlier ones"), ListOutcomes(before=found[-1].id)))
    heading = _("What was recorded, the newest first. Open an entry to correct it:")
    return await ask(talk, tip, Bold(heading), choices)


def _row(one: RecordedOutcome) -> str:
    return f"{day_in_words(one.on)} · {terms.outcome(one.entry)}"


@pressed.on(OpenOutcome)
async def open_outcome(talk: Talk, choice: OpenOutcome, officer: Officer) -> list[Call]:
    """Show an entry with what it corrects, and what can be done about it."""
    try:
        return await opened(talk, officer, choice.outcome, tip_id=choice.tip)
    except OutcomeNotFoundError:
        return _not_found(talk)


def _not_found(talk: Talk) -> list[Call]:
    return [talk.say(_("There is no such entry in your unit's ledger. The ledger: /soketqua"))]


async def opened(talk: Talk, officer: Officer, outcome_id: int, *, tip_id: int = 0, news: str = "") -> list[Call]:
    """Show an entry of the officer's unit, with how it came to stand so. Raises OutcomeNotFoundError."""
    await rest(talk)
    tip = await tip_of(talk, officer, tip_id) if tip_id else None
    chain = await ledger.corrections(talk.session, talk.vault, officer, outcome_id)
    shown = chain[-1]
    does_stand = await ledger.does_stand(talk.session, outcome_id)
    lines: list[Text | str] = [Bold(news), ""] if news else []
    lines += await _described(talk, shown.outcome)
    for one in chain:
        lines.append(await _step(talk, one))
    if not does_stand:
        lines.append(Bold(_("It does not count any more.")))
    choices = await _possible(talk, shown.outcome, tip_id) if does_stand else []
    choices.append(Choice(_("What was recorded"), ListOutcomes(tip=tip_id)))
    return await ask(talk, tip, as_list(*lines), choices)


async def _described(talk: Talk, one: RecordedOutcome) -> list[Text | str]:
    source = _("Day: {day} · source: {source} · {contribution}")
    lines: list[Text | str] = [
        Bold(_("No. {id} · {outcome}").format(id=one.id, outcome=terms.outcome(one.entry))),
        source.format(
            day=day_in_words(one.on),
            source=labels.source_group(one.source_group),
            contribution=terms.contribution(one.entry.contribution),
        ),
    ]
    if one.model_id is not None:
        names = await sources.names(talk.session, [one.model_id])
        lines += [_("Model: {name}").format(name=name) for name in names.values()]
    if one.incident_id is not None:
        lines.append(_("Incident no. {id}").format(id=one.incident_id))
    return lines


async def _step(talk: Talk, one: Kept) -> str:
    """Return who recorded or corrected an entry, when and why."""
    outcome = one.outcome
    name = ""
    if outcome.officer_id is not None:
        name = await people.officer_name(talk.session, talk.vault, outcome.officer_id)
    if one.is_void:
        said = _("{time} · comrade {name}: taken back")
    elif outcome.corrects_id is not None:
        said = _("{time} · comrade {name}: corrected to {n}")
    else:
        said = _("{time} · comrade {name}: recorded {n}")
    told = said.format(time=texts.clock(outcome.recorded_at), name=name, n=number(outcome.entry.quantity))
    return f"{told} – {shortened(displayed(one.why), REASON_SIZE)}" if one.why else told


async def _possible(talk: Talk, one: RecordedOutcome, tip_id: int) -> list[Choice]:
    choices = []
    if RULES[one.entry.type].needs_quantity:
        choices.append(Choice(_("Correct the number"), CorrectOutcome(outcome=one.id, tip=tip_id)))
    choices.append(Choice(_("Take it back"), TakeBack(outcome=one.id, tip=tip_id)))
    if tip_id:
        own = await incidents.known(talk.session, [*await _incidents_of(talk, one)])
        choices += [
            Choice(
                _("It came of incident no. {id}").format(id=incident.id),
                MoveOutcome(outcome=one.id, tip=tip_id, incident=incident.id),
            )
            for incident in own
            if incident.id != one.incident_id and incident.unit_code == one.unit_code
        ]
    return choices


async def _incidents_of(talk: Talk, one: RecordedOutcome) -> list[int]:
    """Return the incidents that the tips of an entry speak of."""
    return await incidents.of_tips(talk.session, await ledger.tips_of(talk.session, one.id))


# Corrections.


@pressed.on(MoveOutcome)
async def move_outcome(talk: Talk, choice: MoveOutcome, officer: Officer) -> list[Call]:
    """Say of which incident an entry came."""
    try:
        await ledger.move(talk.session, officer, choice.outcome, choice.incident, now=talk.now)
        return await opened(talk, officer, choice.outcome, tip_id=choice.tip)
    except OutcomeNotFoundError:
        return _not_found(talk)


@pressed.on(CorrectOutcome)
async def correct_outcome(talk: Talk, choice: CorrectOutcome, officer: Officer) -> list[Call]:
    """Ask for the right number of an entry that stands."""
    one = await _standing(talk, officer, choice.outcome)
    if one is None:
        return await open_outcome(talk, OpenOutcome(outcome=choice.outcome, tip=choice.tip), officer)
    await ask_words(talk, Handling.giving_quantity, CorrectOutcome(outcome=one.id, tip=choice.tip))
    asked = _("Recorded is: {outcome}. What is the right number? Type it:").format(outcome=terms.outcome(one.entry))
    return [talk.show(VIEW, asked)]


async def _standing(talk: Talk, officer: Officer, outcome_id: int) -> RecordedOutcome | None:
    """Return an entry of the officer's unit that counts, None where there is none."""
    try:
        one = await ledger.for_officer(talk.session, officer, outcome_id)
    except OutcomeNotFoundError:
        return None
    return one if await ledger.does_stand(talk.session, outcome_id) else None


@router.message(Awaited(Handling.giving_quantity, CorrectOutcome))
async def take_right_number(
    _message: Message, talk: Talk, choice: CorrectOutcome, officer: Officer, words: str
) -> list[Call]:
    """Take the right number, and ask for the reason."""
    one = await _standing(talk, officer, choice.outcome)
    if one is None:
        return await open_outcome(talk, OpenOutcome(outcome=choice.outcome, tip=choice.tip), officer)
    quantity = quantity_in(words)
    check_outcome(OutcomeEntry(one.entry.type, quantity, one.entry.unit, one.entry.attributes))
    await ask_words(talk, Handling.giving_reason, choice.model_copy(update={"quantity": str(quantity)}))
    return [
        talk.show(
            VIEW,
            _("{n} instead of {old}. Why? Type the reason:").format(n=number(quantity), old=number(one.entry.quantity)),
        )
    ]


@router.message(Awaited(Handling.giving_reason, CorrectOutcome))
async def take_correction(
    _message: Message, talk: Talk, choice: CorrectOutcome, officer: Officer, words: str
) -> list[Call]:
    """Put an entry with the right number in place of the old one; the reason is sealed."""
    if not words:
        return no_reason(talk)
    try:
        quantity = quantity_in(choice.quantity.replace(".", ","))
        made = await ledger.correct(
            talk.session, talk.vault, officer, choice.outcome, quantity, why=words, now=talk.now
        )
        return await _corrected(talk, officer, choice.outcome, made, choice.tip)
    except OutcomeNotFoundError:
        return _not_found(talk)


@pressed.on(TakeBack)
async def take_back(talk: Talk, choice: TakeBack, officer: Officer) -> list[Call]:
    """Ask why an entry that stands is taken back."""
    one = await _standing(talk, officer, choice.outcome)
    if one is None:
        return await open_outcome(talk, OpenOutcome(outcome=choice.outcome, tip=choice.tip), officer)
    await ask_words(talk, Handling.giving_reason, choice)
    asked = _("Take back: {outcome}. Why? Type the reason:").format(outcome=terms.outcome(one.entry))
    return [talk.show(VIEW, asked)]


@router.message(Awaited(Handling.giving_reason, TakeBack))
async def take_back_reason(_message: Message, talk: Talk, choice: TakeBack, officer: Officer, words: str) -> list[Call]:
    """Take an entry back; the reason is sealed."""
    if not words:
        return no_reason(talk)
    try:
        made = await ledger.take_back(talk.session, talk.vault, officer, choice.outcome, why=words, now=talk.now)
        return await _corrected(talk, officer, choice.outcome, made, choice.tip)
    except OutcomeNotFoundError:
        return _not_found(talk)


async def _corrected(talk: Talk, officer: Officer, old_id: int, made: int | None, tip_id: int) -> list[Call]:
    if made is None:
        news = _("Somebody has corrected it already.")
        return await opened(talk, officer, old_id, tip_id=tip_id, news=news)
    return await opened(talk, officer, made, tip_id=tip_id, news=_("Corrected."))
