"""An officer assesses a tip and records what came of it: incident, class, value, outcomes, and the end."""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from aiogram.types import Message
from aiogram.utils.formatting import Text, as_list

from domain.access import Officer, acting
from domain.codes import spaced
from domain.lifecycle import NEXT, ForbiddenTransitionError, Status, transition
from domain.outcomes import (
    CHOICES,
    NEEDS_REASON,
    RULES,
    Attribute,
    InvalidOutcomeError,
    LegalClass,
    OutcomeEntry,
    OutcomeType,
    UnitOfCount,
    Value,
    ValueReason,
)
from domain.tip import Category, Urgency
from handlers import cards, terms, texts
from handlers.actions import ASSESSABLE, AT_WORK, CORRECTABLE
from handlers.callbacks import AddOutcome, Assess, Classify, Correct, JoinIncident, JoinSibling, OpenTip, Settle
from handlers.cards import VIEW
from handlers.choices import Choice, Chosen, offer
from handlers.notices import Notice, NoticeKind, tell_reporter
from handlers.queue import way_back
from handlers.staff import Awaited, ask_words, on_command, staff_router, tip_of
from handlers.states import Handling
from handlers.talk import Talk
from locales import gettext as _
from locales import ngettext
from reports import labels
from storage import incidents, proposals, tips
from storage.incidents import Incident
from storage.outbox import Call
from storage.tips import EventKind, StatementKind, Tip, TipNotFoundError

router = staff_router("outcome")
pressed = Chosen(router)

RECENT = timedelta(days=7)
"""Incidents so young are offered; a tip about an older one opens its own."""

OPEN_NEW = -1
"""Stands for an incident that is to be opened."""


async def _assessable(talk: Talk, officer: Officer, tip_id: int) -> Tip:
    tip = await tip_of(talk, officer, tip_id)
    if tip.status not in ASSESSABLE:
        raise ForbiddenTransitionError(tip.status, Status.CLASSIFIED)
    return tip


async def _ask(talk: Talk, tip: Tip, question: Text | str, choices: list[Choice], *, columns: int = 1) -> list[Call]:
    """Offer choices about a tip, and the way back to it."""
    back = Choice(_("Back to the tip"), OpenTip(tip=tip.id))
    keyboard = await offer(talk.state, [*choices, back], columns=columns)
    return [talk.show(VIEW, as_list(Text(spaced(tip.code)), question), keyboard)]


async def _ask_reason(talk: Talk, tip: Tip, question: str, choice: Classify | Assess | Settle) -> list[Call]:
    await ask_words(talk, Handling.giving_reason, choice)
    return [talk.show(VIEW, as_list(Text(spaced(tip.code)), question), way_back(tip))]


async def _keep_reason(talk: Talk, officer: Officer, tip: Tip, about: str, reason: str) -> None:
    note = f"{about}: {reason}"
    by = acting(officer)
    await tips.add_statement(talk.session, talk.vault, tip, StatementKind.NOTE, note, by=by, at=talk.now)


def _no_reason(talk: Talk) -> list[Call]:
    return [talk.say(_("Please type the reason in words."))]


# Incidents.


@on_command(router, "gop", lambda tip: JoinIncident(tip=tip))
@pressed.on(JoinIncident)
async def join_incident(talk: Talk, choice: JoinIncident, officer: Officer) -> list[Call]:
    """Put a tip to an incident, an earlier one or a new one; several tips about one fire are one incident."""
    tip = await _assessable(talk, officer, choice.tip)
    if choice.incident == 0:
        return await _ask_incident(talk, officer, tip)
    if choice.incident == OPEN_NEW:
        incident = await incidents.open_incident(talk.session, officer, tip, now=talk.now)
    else:
        incident = await incidents.for_officer(talk.session, officer, choice.incident)
        await incidents.link(talk.session, officer, incident.id, tip, now=talk.now)
    return await _joined(talk, officer, tip, incident)


@pressed.on(JoinSibling)
async def join_sibling(talk: Talk, choice: JoinSibling, officer: Officer) -> list[Call]:
    """Put two tips that tell of one event to one incident: the other's, this one's, or a new one."""
    tip, sibling = await _assessable(talk, officer, choice.tip), await _assessable(talk, officer, choice.sibling)
    if tip.id == sibling.id:
        raise TipNotFoundError
    incident = await incidents.unite(talk.session, officer, sibling, tip, now=talk.now)
    return await _joined(talk, officer, tip, incident)


async def _joined(talk: Talk, officer: Officer, tip: Tip, incident: Incident) -> list[Call]:
    """Show the tip with the incident that it belongs to now."""
    count = len(await incidents.tips_of(talk.session, incident.id))
    news = ngettext(
        "The tip belongs to incident no. {id} ({n} tip).", "The tip belongs to incident no. {id} ({n} tips).", count
    )
    return await cards.opened(talk, tip, officer, news=news.format(id=incident.id, n=count))


async def _ask_incident(talk: Talk, officer: Officer, tip: Tip) -> list[Call]:
    own = set(await incidents.of_tip(talk.session, tip))
    recent = await incidents.recent(talk.session, officer, since=talk.now - RECENT)
    choices = [Choice(_incident(one), JoinIncident(tip=tip.id, incident=one.id)) for one in recent if one.id not in own]
    if not own:
        choices.append(Choice(_("Open a new incident"), JoinIncident(tip=tip.id, incident=OPEN_NEW)))
    return await _ask(talk, tip, _("To which incident does it belong? Those of the last 7 days:"), choices)


def _incident(one: Incident) -> str:
    count = ngettext("{n} tip", "{n} tips", one.tips).format(n=one.tips)
    return _("No. {id} · {category} · {day} · {tips}").format(
        id=one.id, category=labels.category(one.category), day=texts.clock(one.opened_at), tips=count
    )


# Class.


@on_command(router, "phanloai", lambda tip: Classify(tip=tip))
@pressed.on(Classify)
async def classify(talk: Talk, choice: Classify, officer: Officer) -> list[Call]:
    """Set the legal class. "Deliberately false" accuses somebody, so it takes a reason and a second officer."""
    tip = await _assessable(talk, officer, choice.tip)
    match choice.legal_class:
        case None | LegalClass.UNCLASSIFIED:
            choices = [
                Choice(terms.legal_class(one), Classify(tip=tip.id, legal_class=one))
                for one in LegalClass
                if one is not LegalClass.UNCLASSIFIED
            ]
            asked = _("It is about: {category}. If that is wrong, go back and correct it first. What is it in law?")
            return await _ask(talk, tip, asked.format(category=labels.category(tip.category)), choices)
        case LegalClass.FALSE_REPORT if tip.legal_class is not LegalClass.FALSE_REPORT:
            return await _accuse(talk, choice, officer, tip)
        case legal_class:
            return await _set_class(talk, officer, tip, legal_class)


async def _set_class(talk: Talk, officer: Officer, tip: Tip, legal_class: LegalClass) -> list[Call]:
    news = _("Class: {legal_class}").format(legal_class=terms.legal_class(legal_class))
    if tip.legal_class is legal_class and tip.status not in AT_WORK - {Status.CLASSIFIED}:
        return await cards.opened(talk, tip, officer, news=news)
    if Status.CLASSIFIED in NEXT[tip.status]:
        step = transition(tip.status, Status.CLASSIFIED, at=talk.now)
        tip = await tips.step(talk.session, talk.vault, tip, step, by=acting(officer))
    tip = await tips.classify(talk.session, talk.vault, tip, legal_class, by=acting(officer), at=talk.now)
    return [*await cards.refresh_all(talk, tip), *await cards.opened(talk, tip, officer, news=news)]


async def _accuse(talk: Talk, choice: Classify, officer: Officer, tip: Tip) -> list[Call]:
    proposal = await proposals.pending(talk.session, tip)
    if proposal is None:
        asked = _("Why is it deliberately false? Type the reason; another officer of the unit has to confirm it:")
        return await _ask_reason(talk, tip, asked, choice)
    if proposal.officer_id == officer.id:
        return await cards.opened(talk, tip, officer, news=_("You proposed it; another officer has to confirm it."))
    return await _set_class(talk, officer, tip, proposal.legal_class)


@router.message(Awaited(Handling.giving_reason, Classify))
async def propose(_message: Message, talk: Talk, choice: Classify, officer: Officer, words: str) -> list[Call]:
    """Propose the class that accuses, and tell the colleagues who may confirm it."""
    tip = await _assessable(talk, officer, choice.tip)
    if not words:
        return _no_reason(talk)
    await _keep_reason(talk, officer, tip, terms.legal_class(LegalClass.FALSE_REPORT), words)
    await proposals.propose(talk.session, tip, LegalClass.FALSE_REPORT, by=officer, at=talk.now)
    return [
        *await cards.told_of_proposal(talk, tip, officer),
        *await cards.opened(talk, tip, officer, news=_("Proposed. Another officer has to confirm it.")),
    ]


# What triage suggested.


@on_command(router, "sua", lambda tip: Correct(tip=tip))
@pressed.on(Correct)
async def correct(talk: Talk, choice: Correct, officer: Officer) -> list[Call]:
    """Set category or urgency as a person sees them; the suggestion stays beside them for the audit."""
    tip = await tip_of(talk, officer, choice.tip)
    if tip.status not in CORRECTABLE:
        raise ForbiddenTransitionError(tip.status, Status.CLASSIFIED)
    category, urgency = choice.category or tip.category, choice.urgency or tip.urgency
    if choice.category is None and choice.urgency is None:
        levels = [Choice(labels.urgency(one), Correct(tip=tip.id, urgency=one)) for one in Urgency]
        kinds = [Choice(labels.category(one), Correct(tip=tip.id, category=one)) for one in Category]
        return await _ask(talk, tip, _("Choose the right urgency or the right category:"), levels + kinds, columns=2)
    if (category, urgency) != (tip.category, tip.urgency):
        by = acting(officer)
        tip = await tips.recategorise(
            talk.session, talk.vault, tip, category=category, urgency=urgency, by=by, at=talk.now
        )
    news = _("Corrected: {category}, {urgency}").format(
        category=labels.category(category), urgency=labels.urgency(urgency)
    )
    return [*await cards.refresh_all(talk, tip), *await cards.opened(talk, tip, officer, news=news)]


# Value.


@on_command(router, "giatri", lambda tip: Assess(tip=tip))
@pressed.on(Assess)
async def assess(talk: Talk, choice: Assess, officer: Officer) -> list[Call]:
    """Judge what a tip was worth, with reasons; the judgement before stays in the history."""
    tip = await _assessable(talk, officer, choice.tip)
    match choice.value:
        case None | Value.UNASSESSED:
            choices = [
                Choice(labels.value(one), Assess(tip=tip.id, value=one)) for one in Value if one is not Value.UNASSESSED
            ]
            return await _ask(talk, tip, _("What was it worth?"), choices)
        case Value.VALUABLE if not (choice.done and _reasons(choice.reasons)):
            return await _ask_why_valuable(talk, tip, choice)
        case Value.VALUABLE:
            return await _set_value(talk, officer, tip, Value.VALUABLE, _reasons(choice.reasons))
        case value:
            asked = _("Why “{value}”? Type the reason:").format(value=labels.value(value))
            return await _ask_reason(talk, tip, asked, choice)


def _reasons(mask: int) -> frozenset[ValueReason]:
    return frozenset(reason for bit, reason in enumerate(ValueReason) if mask >> bit & 1)


async def _ask_why_valuable(talk: Talk, tip: Tip, choice: Assess) -> list[Call]:
    chosen = _reasons(choice.reasons)
    choices = [
        Choice(
            f"{'☑' if reason in chosen else '☐'} {terms.value_reason(reason)}",
            Assess(tip=tip.id, value=Value.VALUABLE, reasons=choice.reasons ^ (1 << bit)),
        )
        for bit, reason in enumerate(ValueReason)
    ]
    if chosen:
        done = Assess(tip=tip.id, value=Value.VALUABLE, reasons=choice.reasons, done=True)
        choices.append(Choice(_("Done"), done))
    asked = _("Why is it valuable? Choose one or more reasons, then Done:")
    (shown,) = await _ask(talk, tip, asked, choices)
    # Ticking changes the list where it stands; only the first question comes as a new message.
    return [replace(shown, method="editMessageText") if chosen else shown]


async def _set_value(
    talk: Talk, officer: Officer, tip: Tip, value: Value, reasons: frozenset[ValueReason] = frozenset()
) -> list[Call]:
    if not await _is_judged_so(talk, tip, value, reasons):
        by = acting(officer)
        tip = await tips.assess(talk.session, talk.vault, tip, value, reasons=reasons, by=by, at=talk.now)
    names = ", ".join(terms.value_reason(one) for one in ValueReason if one in reasons)
    said = f"{labels.value(value)} ({names})" if names else labels.value(value)
    return await cards.opened(talk, tip, officer, news=_("Value: {value}").format(value=said))


async def _is_judged_so(talk: Talk, tip: Tip, value: Value, reasons: frozenset[ValueReason]) -> bool:
    """Whether the last judgement is the same already: a button that is pressed twice is one judgement."""
    judged = [event for event in await tips.history(talk.session, tip) if event.kind is EventKind.VALUE]
    return (
        bool(judged)
        and value is Value.VALUABLE
        and judged[-1].after == value
        and (set(judged[-1].details.get("reasons", ())) == set(reasons))
    )


@router.message(Awaited(Handling.giving_reason, Assess))
async def take_value_reason(_message: Message, talk: Talk, choice: Assess, officer: Officer, words: str) -> list[Call]:
    """Keep a judgement that is not favourable, with its reason."""
    tip = await _assessable(talk, officer, choice.tip)
    if not words:
        return _no_reason(talk)
    if choice.value not in NEEDS_REASON:
        return await cards.opened(talk, tip, officer)
    await _keep_reason(talk, officer, tip, labels.value(choice.value), words)
    return await _set_value(talk, officer, tip, choice.value)


# Outcomes.


@on_command(router, "ketqua", lambda tip: AddOutcome(tip=tip))
@pressed.on(AddOutcome)
async def add_outcome(talk: Talk, choice: AddOutcome, officer: Officer) -> list[Call]:
    """Ask for the next part of an outcome, and record it when nothing is missing."""
    tip = await _assessable(talk, officer, choice.tip)
    if choice.type is None:
        choices = [Choice(labels.outcome(one), AddOutcome(tip=tip.id, type=one)) for one in OutcomeType]
        return await _ask(talk, tip, _("What came of it?"), choices)
    attributes = attributes_of(choice)
    missing = [one for one in RULES[choice.type].attributes if one not in attributes]
    if missing:
        return await _ask(talk, tip, terms.attribute(missing[0]), _attribute_choices(choice, missing[0]))
    units = units_for(choice.type, attributes)
    unit = _unit(choice, units)
    if unit is None:
        choices = [Choice(labels.unit_of_count(one), choice.model_copy(update={"unit": one.value})) for one in units]
        return await _ask(talk, tip, _("What is counted?"), choices)
    if not RULES[choice.type].needs_quantity:
        return await _record(talk, officer, tip, OutcomeEntry(choice.type, Decimal(1), unit, attributes))
    return await _ask_quantity(talk, tip, choice, unit)


def _attribute_choices(choice: AddOutcome, attribute: Attribute) -> list[Choice]:
    return [
        Choice(
            labels.attribute_value(one),
            choice.model_copy(update={"attributes": ".".join(filter(None, [choice.attributes, one]))}),
        )
        for one in CHOICES[attribute]
    ]


def attributes_of(choice: AddOutcome) -> dict[Attribute, str]:
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


def _unit(choice: AddOutcome, units: tuple[UnitOfCount, ...]) -> UnitOfCount | None:
    """Return the unit of count that is settled, None where it has to be chosen."""
    if not choice.unit:
        return units[0] if len(units) == 1 else None
    named = [one for one in units if one.value == choice.unit]
    if not named:
        raise InvalidOutcomeError("unit")
    return named[0]


async def _ask_quantity(talk: Talk, tip: Tip, choice: AddOutcome, unit: UnitOfCount) -> list[Call]:
    await ask_words(talk, Handling.giving_quantity, choice.model_copy(update={"unit": unit.value}))
    asked = _("{outcome}: how many {unit}? Type the number.").format(
        outcome=labels.outcome(choice.type or OutcomeType.NOTHING_FOUND), unit=labels.unit_of_count(unit)
    )
    return [talk.show(VIEW, as_list(Text(spaced(tip.code)), asked), way_back(tip))]


@router.message(Awaited(Handling.giving_quantity, AddOutcome))
async def take_quantity(_message: Message, talk: Talk, choice: AddOutcome, officer: Officer, words: str) -> list[Call]:
    """Record the outcome with the number that was typed; one that does not fit is asked for again."""
    tip = await _assessable(talk, officer, choice.tip)
    quantity = read_quantity(words)
    if quantity is None or choice.type is None:
        raise InvalidOutcomeError("quantity")
    entry = OutcomeEntry(choice.type, quantity, UnitOfCount(choice.unit), attributes_of(choice))
    return await _record(talk, officer, tip, entry)


_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{1,13})(?:,(\d{1,3}))?", re.ASCII)
_POINTED = re.compile(r"(\d{1,13})\.(\d{1,2})", re.ASCII)
_UNIT_BEHIND = re.compile(r"\s*[^\W\d_][^\d]{0,20}$")


def read_quantity(text: str) -> Decimal | None:
    """Return a number as it is typed in Viet Nam, None where it is none; a unit behind it is let pass.

    >>> [read_quantity(text) for text in ("2", "2,5", "1.500", "2 khẩu", "2.5", "hai", "-1")]
    [Decimal('2'), Decimal('2.5'), Decimal('1500'), Decimal('2'), Decimal('2.5'), None, None]
    """
    number = _UNIT_BEHIND.sub("", text.strip())
    if found := _NUMBER.fullmatch(number):
        return Decimal(found[1].replace(".", "") + (f".{found[2]}" if found[2] else ""))
    if found := _POINTED.fullmatch(number):
        return Decimal(f"{found[1]}.{found[2]}")
    return None


async def _record(talk: Talk, officer: Officer, tip: Tip, entry: OutcomeEntry) -> list[Call]:
    recorded = [one.entry for one in await incidents.outcomes_of(talk.session, tip)]
    # Typed numbers are awaited once; a button that ends the entry by itself may be pressed twice.
    is_again = not RULES[entry.type].needs_quantity and entry in recorded
    if not is_again:
        on = texts.local_day(talk.now)
        await incidents.record_outcome(talk.session, tip, entry, by=acting(officer), on=on, now=talk.now)
    news = _("Recorded: {outcome}").format(outcome=terms.outcome(entry))
    return await cards.opened(talk, tip, officer, news=news)


# The steps of processing.


@on_command(router, "dong", lambda tip: Settle(tip=tip, status="closed"))
@on_command(router, "giaiquyet", lambda tip: Settle(tip=tip, status="resolved"))
@pressed.on(Settle)
async def settle(talk: Talk, choice: Settle, officer: Officer) -> list[Call]:
    """Take a tip further. To suspend it, or to close it without a result, takes a reason."""
    tip = await tip_of(talk, officer, choice.tip)
    status = Status(choice.status)
    if tip.status is status:
        return await cards.opened(talk, tip, officer, news=terms.status(status))
    transition(tip.status, status, at=talk.now)
    if status is Status.SUSPENDED or (status is Status.CLOSED and tip.status in AT_WORK):
        asked = _("Why “{status}”? Type the reason:").format(status=terms.status(status))
        return await _ask_reason(talk, tip, asked, choice)
    return await _settle(talk, officer, tip, status)


@router.message(Awaited(Handling.giving_reason, Settle))
async def take_settle_reason(_message: Message, talk: Talk, choice: Settle, officer: Officer, words: str) -> list[Call]:
    """Take the tip further with the reason."""
    tip = await tip_of(talk, officer, choice.tip)
    status = Status(choice.status)
    transition(tip.status, status, at=talk.now)
    if not words:
        return _no_reason(talk)
    await _keep_reason(talk, officer, tip, terms.status(status), words)
    return await _settle(talk, officer, tip, status)


_NOTICES = {Status.RESOLVED: NoticeKind.RESOLVED, Status.CLOSED: NoticeKind.CLOSED}


async def _settle(talk: Talk, officer: Officer, tip: Tip, status: Status) -> list[Call]:
    step = transition(tip.status, status, at=talk.now)
    tip = await tips.step(talk.session, talk.vault, tip, step, by=acting(officer))
    told = await tell_reporter(talk, tip, Notice(_NOTICES[status])) if status in _NOTICES else []
    return [
        *await cards.refresh_all(talk, tip),
        *told,
        *await cards.opened(talk, tip, officer, news=terms.status(status)),
    ]
