"""The ledger of outcomes: what came of tips, results without one, what was recorded, and corrections."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeVar

from aiogram.filters import Command
from aiogram.types import Message
from aiogram.utils.formatting import Text, as_list

from domain.access import Officer, acting
from domain.outcomes import (
    CHOICES,
    RULES,
    Attribute,
    Contribution,
    InvalidOutcomeError,
    OutcomeEntry,
    OutcomeType,
    UnitOfCount,
    check_outcome,
    resolves,
    usual_contribution,
)
from domain.periods import LOCAL
from domain.tip import SourceGroup
from handlers import cards, joining, terms, texts
from handlers.assessing import ask, assessable, heading
from handlers.callbacks import (
    AddOutcome,
    AddResult,
    OpenTip,
)
from handlers.calls import Button, inline
from handlers.cards import VIEW
from handlers.choices import Choice, Chosen, remember
from handlers.corrections import opened
from handlers.quantities import FIRST_DAY, quantity_in
from handlers.quoting import shortened
from handlers.register_forms import read_day
from handlers.sources import MODELS_SHOWN, NAME_SIZE, NO_MODEL, models_like
from handlers.staff import Awaited, ask_words, on_command, staff_router, tip_of
from handlers.states import Handling
from handlers.talk import Talk
from locales import gettext as _
from reports import labels
from reports.numbers import day as day_in_words
from storage import incidents, ledger
from storage.outbox import Call
from storage.tips import Tip

router = staff_router("ledger")
pressed = Chosen(router)

ASK_DAY = -1
"""Stands for a day that is still to be typed."""

Asked = AddOutcome | AddResult
"""An outcome that is being recorded, for a tip or without one."""

_Asked = TypeVar("_Asked", AddOutcome, AddResult)


# One question after the other.


@on_command(router, "ketqua", lambda tip: AddOutcome(tip=tip))
@pressed.on(AddOutcome)
async def add_outcome(talk: Talk, choice: AddOutcome, officer: Officer) -> list[Call]:
    """Ask for the next part of an outcome, and record it when nothing is missing."""
    tip = await assessable(talk, officer, choice.tip)
    asked = await _ask_next(talk, choice, tip)
    if asked is not None:
        return asked
    if choice.type is not None and not RULES[choice.type].needs_quantity:
        return await _record(talk, officer, tip, _entry(choice, Decimal(1)), _day_of(talk, choice))
    return await _ask_quantity(talk, choice, tip)


@router.message(Command("ghiketqua", ignore_mention=True))
async def begin_result(_message: Message, talk: Talk, officer: Officer) -> list[Call]:
    """Record a result of the unit that came of no tip, or of none that was sent here."""
    return await add_result(talk, AddResult(), officer)


@pressed.on(AddResult)
async def add_result(talk: Talk, choice: AddResult, officer: Officer) -> list[Call]:
    """Ask for the next part of a result without a tip, who helped to it last, then for the number."""
    if choice.type is OutcomeType.NOTHING_FOUND:
        # What could not be verified is a tip.
        raise InvalidOutcomeError("type")
    asked = await _ask_next(talk, choice, None)
    if asked is not None:
        return asked
    if not choice.group:
        choices = [
            Choice(labels.source_group(one), choice.model_copy(update={"group": place}))
            for place, one in enumerate(SourceGroup, start=1)
        ]
        return await ask(talk, None, _("Who helped to it?"), choices)
    if _group(choice) is SourceGroup.MODEL and choice.model != NO_MODEL and not await _model_of(talk, officer, choice):
        # None was chosen yet, or one that has ended since.
        return await _ask_model(talk, officer, choice)
    return await _ask_quantity(talk, choice, None)


def _group(choice: AddResult) -> SourceGroup:
    return list(SourceGroup)[choice.group - 1]


async def _ask_model(talk: Talk, officer: Officer, choice: AddResult, words: str = "") -> list[Call]:
    await ask_words(talk, Handling.giving_reason, choice)
    found = await models_like(talk, officer, words)
    choices = [
        Choice(shortened(one.name, NAME_SIZE), choice.model_copy(update={"model": one.id}))
        for one in found[:MODELS_SHOWN]
    ]
    choices.append(Choice(_("None that is registered"), choice.model_copy(update={"model": NO_MODEL})))
    return await ask(talk, None, _("From which model? Choose one, or type a part of its name:"), choices)


@router.message(Awaited(Handling.giving_reason, AddResult))
async def find_model(_message: Message, talk: Talk, choice: AddResult, officer: Officer, words: str) -> list[Call]:
    """Offer the models whose names hold what was typed."""
    return await _ask_model(talk, officer, choice, words)


async def _ask_next(talk: Talk, choice: Asked, tip: Tip | None) -> list[Call] | None:
    """Return the question for type, attributes or unit of count, None where they are there."""
    if choice.type is None:
        types = [one for one in OutcomeType if tip or one is not OutcomeType.NOTHING_FOUND]
        choices = [Choice(labels.outcome(one), choice.model_copy(update={"type": one})) for one in types]
        return await ask(talk, tip, _("What came of it?") if tip else _("What was the result?"), choices)
    attributes = attributes_of(choice)
    missing = [one for one in RULES[choice.type].attributes if one not in attributes]
    if missing:
        return await ask(talk, tip, terms.attribute(missing[0]), _attribute_choices(choice, missing[0]))
    units = units_for(choice.type, attributes)
    if _unit(choice, units) is None:
        choices = [Choice(labels.unit_of_count(one), choice.model_copy(update={"unit": one.value})) for one in units]
        return await ask(talk, tip, _("What is counted?"), choices)
    return None


def _attribute_choices(choice: Asked, attribute: Attribute) -> list[Choice]:
    return [
        Choice(
            labels.attribute_value(one),
            choice.model_copy(update={"attributes": ".".join(filter(None, [choice.attributes, one]))}),
        )
        for one in CHOICES[attribute]
    ]


def attributes_of(choice: Asked) -> dict[Attribute, str]:
    """Return the attributes chosen so far. Raises InvalidOutcomeError for what does not belong there."""
    given = choice.attributes.split(".") if choice.attributes else []
    wanted = RULES[choice.type].attributes if choice.type else ()
    if len(given) > len(wanted):
        raise InvalidOutcomeError("attribute")
    attributes = dict(zip(wanted, given, strict=False))
    if any(value not in CHOICES[name] for name, value in attributes.items()):
        raise InvalidOutcomeError("attribute")
    return attributes


_UNITS_OF_ITEM: dict[str, tuple[UnitOfCount, ...]] = {
    "homemade_gun": (UnitOfCount.GUN,),
    "hunting_gun": (UnitOfCount.GUN,),
    "military_gun": (UnitOfCount.GUN,),
    "crude_weapon": (UnitOfCount.ITEM,),
    "ammunition": (UnitOfCount.ROUND, UnitOfCount.KILOGRAM),
    "grenade": (UnitOfCount.PIECE,),
    "explosive": (UnitOfCount.KILOGRAM, UnitOfCount.PIECE),
    "support_tool": (UnitOfCount.ITEM,),
    "fireworks": (UnitOfCount.KILOGRAM, UnitOfCount.PIECE),
}
"""In which units the kinds of weapons are counted: nobody has to be asked how guns are."""


def units_for(of: OutcomeType, attributes: dict[Attribute, str]) -> tuple[UnitOfCount, ...]:
    """Return the units of count to choose among for an outcome with these attributes."""
    kind = attributes.get(Attribute.ITEM_KIND)
    return _UNITS_OF_ITEM[kind] if kind else RULES[of].units


def _unit(choice: Asked, units: tuple[UnitOfCount, ...]) -> UnitOfCount | None:
    """Return the unit of count that is settled, None where it has to be chosen."""
    if not choice.unit:
        return units[0] if len(units) == 1 else None
    named = [one for one in units if one.value == choice.unit]
    if not named:
        raise InvalidOutcomeError("unit")
    return named[0]


# The number, and beside it what is usual unless somebody says otherwise.


async def _ask_quantity(talk: Talk, choice: Asked, tip: Tip | None) -> list[Call]:
    """Ask for the number; how much came from tips, and the day, are as usual, and one press away."""
    if choice.type is None:
        raise InvalidOutcomeError("type")
    attributes = attributes_of(choice)
    unit = _unit(choice, units_for(choice.type, attributes))
    if unit is None:
        raise InvalidOutcomeError("unit")
    await ask_words(talk, Handling.giving_quantity, choice.model_copy(update={"unit": unit.value}))
    if choice.on == ASK_DAY:
        asked: Text | str = _("On which day? Type it, for example 20/11/2026:")
        return await _ask_beside(talk, tip, asked, [Choice(_("Today"), choice.model_copy(update={"on": 0}))])
    asked = as_list(
        _("{outcome}: how many {unit}? Type the number.").format(
            outcome=labels.outcome(choice.type), unit=labels.unit_of_count(unit)
        ),
        _("Counted as {contribution}, on {day}.").format(
            contribution=terms.contribution(_contribution(choice)), day=day_in_words(_day_of(talk, choice))
        ),
    )
    return await _ask_beside(talk, tip, asked, _adjustments(choice))


async def _ask_beside(talk: Talk, tip: Tip | None, question: Text | str, choices: list[Choice]) -> list[Call]:
    """Ask for something to be typed and offer choices beside it: their words can be typed, numbers are the answer."""
    if tip is not None:
        choices = [*choices, Choice(_("Back to the tip"), OpenTip(tip=tip.id))]
    await remember(talk.state, [replace(one, is_grave=True) for one in choices])
    keyboard = inline([[Button(one.label, one.data.pack())] for one in choices])
    return [talk.show(VIEW, as_list(heading(tip), question), keyboard)]


def _adjustments(choice: Asked) -> list[Choice]:
    """Return what may be said otherwise before the number is typed."""
    usual = _contribution(choice)
    others = [
        Choice(terms.contribution(one), choice.model_copy(update={"contribution": place}))
        for place, one in enumerate(Contribution, start=1)
        if one is not usual
    ]
    return [*others, Choice(_("Another day"), choice.model_copy(update={"on": ASK_DAY}))]


def _contribution(choice: Asked) -> Contribution:
    if choice.contribution:
        return list(Contribution)[choice.contribution - 1]
    return usual_contribution(attributes_of(choice), has_tip=isinstance(choice, AddOutcome))


def _day_of(talk: Talk, choice: Asked) -> date:
    """Return the local day on which an outcome is counted; a forged one that is to come is today."""
    today = texts.local_day(talk.now)
    return min(FIRST_DAY + timedelta(days=choice.on - 1), today) if choice.on > 0 else today


def _entry(choice: Asked, quantity: Decimal) -> OutcomeEntry:
    """Return what was chosen and typed. Raises InvalidOutcomeError where it does not fit together."""
    if choice.type is None:
        raise InvalidOutcomeError("type")
    attributes = attributes_of(choice)
    unit = _unit(choice, units_for(choice.type, attributes))
    if unit is None:
        raise InvalidOutcomeError("unit")
    entry = OutcomeEntry(choice.type, quantity, unit, attributes, _contribution(choice))
    check_outcome(entry)
    return entry


@router.message(Awaited(Handling.giving_quantity, AddOutcome))
async def take_quantity(_message: Message, talk: Talk, choice: AddOutcome, officer: Officer, words: str) -> list[Call]:
    """Record the outcome with the number that was typed; one that does not fit is asked for again."""
    tip = await assessable(talk, officer, choice.tip)
    if choice.on == ASK_DAY:
        return await _take_day(talk, choice, tip, words)
    return await _record(talk, officer, tip, _entry(choice, quantity_in(words)), _day_of(talk, choice))


@router.message(Awaited(Handling.giving_quantity, AddResult))
async def take_result(_message: Message, talk: Talk, choice: AddResult, officer: Officer, words: str) -> list[Call]:
    """Record the result with the number that was typed."""
    if choice.on == ASK_DAY:
        return await _take_day(talk, choice, None, words)
    model_id = await _model_of(talk, officer, choice)
    entry, on = _entry(choice, quantity_in(words)), _day_of(talk, choice)
    by = acting(officer)
    outcome_id = await ledger.record_result(
        talk.session, entry, _group(choice), by=by, on=on, now=talk.now, model_id=model_id
    )
    return await opened(talk, officer, outcome_id, news=_("Recorded: {outcome}").format(outcome=terms.outcome(entry)))


async def _model_of(talk: Talk, officer: Officer, choice: AddResult) -> int | None:
    """Return the registered model that was chosen, None where none was: only the unit's own are there."""
    if _group(choice) is not SourceGroup.MODEL:
        return None
    return choice.model if choice.model in {one.id for one in await models_like(talk, officer)} else None


async def _take_day(talk: Talk, choice: _Asked, tip: Tip | None, words: str) -> list[Call]:
    """Take the day that was typed, and ask for the number again."""
    on = read_past_day(words, today=texts.local_day(talk.now))
    if on is None:
        return [talk.say(_("Please type a day that has been, such as 20/11/2026."))]
    return await _ask_quantity(talk, choice.model_copy(update={"on": (on - FIRST_DAY).days + 1}), tip)


def read_past_day(words: str, *, today: date) -> date | None:
    """Return a day as it is typed, None where it is none, is to come, or lies before `FIRST_DAY`."""
    on = read_day(words, today=today)
    return on if on is not None and on >= FIRST_DAY else None


async def _record(talk: Talk, officer: Officer, tip: Tip, entry: OutcomeEntry, on: date) -> list[Call]:
    recorded = [one.entry for one in await incidents.outcomes_of(talk.session, tip)]
    # Typed numbers are awaited once; a button that ends the entry by itself may be pressed twice.
    is_again = not RULES[entry.type].needs_quantity and entry in recorded
    told: list[Call] = []
    if not is_again:
        await incidents.record_outcome(talk.session, tip, entry, by=acting(officer), on=on, now=talk.now)
        told = await _resolved_by(talk, officer, tip, entry, on)
        tip = await tip_of(talk, officer, tip.id)
    news = _("Recorded: {outcome}").format(outcome=terms.outcome(entry))
    return [*told, *await cards.opened(talk, tip, officer, news=news)]


async def _resolved_by(talk: Talk, officer: Officer, tip: Tip, entry: OutcomeEntry, on: date) -> list[Call]:
    """Resolve the tip's incident, where an entry says that it is and there is no doubt which one is meant."""
    own = await incidents.known(talk.session, await incidents.of_tip(talk.session, tip)) if resolves(entry) else []
    ours = [one for one in own if one.unit_code == officer.unit_code]
    if len(ours) != 1:
        return []
    is_today = on == texts.local_day(talk.now)
    at = talk.now if is_today else datetime.combine(on, time(12), LOCAL)
    return await joining.resolved(talk, officer, ours[0].id, at=at)
