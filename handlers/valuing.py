"""What a tip was worth: an officer judges it, the unit's commander confirms that."""

from dataclasses import replace

from aiogram.filters import Command, CommandObject
from aiogram.types import Message
from aiogram.utils.formatting import Bold, Text

from domain.access import Officer, Role, acting
from domain.codes import spaced
from domain.outcomes import NEEDS_REASON, OutcomeType, Value, ValueReason, usual_reason
from handlers import cards, terms
from handlers.assessing import ask, ask_reason, assessable, no_reason
from handlers.callbacks import Assess, ConfirmValue, OpenTip
from handlers.choices import Choice, Chosen, offer
from handlers.staff import Awaited, named_code, on_command, rest, staff_router, tip_of, usage
from handlers.states import Handling
from handlers.talk import Talk
from locales import gettext as _
from locales import ngettext
from reports import labels
from storage import incidents, tips
from storage.outbox import Call
from storage.tips import EventKind, Tip

router = staff_router("valuing")
pressed = Chosen(router)

LISTED = 15
"""Values that wait for the commander in one list: as many buttons as a phone shows without losing the overview."""


@on_command(router, "giatri", lambda tip: Assess(tip=tip))
@pressed.on(Assess)
async def assess(talk: Talk, choice: Assess, officer: Officer) -> list[Call]:
    """Judge what a tip was worth, with reasons; to change a judgement takes a reason in words as well."""
    tip = await assessable(talk, officer, choice.tip)
    reasons = _reasons(choice.reasons)
    match choice.value:
        case None | Value.UNASSESSED:
            return await _ask_value(talk, tip)
        case Value.VALUABLE if not (choice.done and reasons):
            return await _ask_why_valuable(talk, tip, choice)
        case Value.VALUABLE if await _is_judged_so(talk, tip, reasons):
            return await _judged(talk, officer, tip, Value.VALUABLE, reasons)
        case value if value in NEEDS_REASON or tip.value is not Value.UNASSESSED:
            return await ask_reason(talk, tip, _why(tip, value), choice)
        case value:
            return await _set_value(talk, officer, tip, value, reasons)


async def _ask_value(talk: Talk, tip: Tip) -> list[Call]:
    """Ask what a tip was worth; valuable for the reason that is most usual is one press."""
    came = [one.entry.type for one in await incidents.outcomes_of(talk.session, tip)]
    reason = usual_reason(tip.urgency, has_outcome=any(one is not OutcomeType.NOTHING_FOUND for one in came))
    choices = [Choice(labels.value(one), Assess(tip=tip.id, value=one)) for one in Value if one is not Value.UNASSESSED]
    usual = Assess(tip=tip.id, value=Value.VALUABLE, reasons=_mask(reason), done=True)
    named = _("{value}: {reason}").format(value=labels.value(Value.VALUABLE), reason=terms.value_reason(reason))
    choices.insert(1, Choice(named, usual))
    return await ask(talk, tip, _("What was it worth?"), choices)


def _why(tip: Tip, value: Value) -> str:
    if tip.value is Value.UNASSESSED:
        return _("Why “{value}”? Type the reason:").format(value=labels.value(value))
    return _("It was judged “{before}”. Why “{value}” now? Type the reason:").format(
        before=labels.value(tip.value), value=labels.value(value)
    )


def _mask(reason: ValueReason) -> int:
    return 1 << list(ValueReason).index(reason)


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
    (shown,) = await ask(talk, tip, asked, choices)
    # Ticking changes the list where it stands; only the first question comes as a new message.
    return [replace(shown, method="editMessageText") if chosen else shown]


async def _set_value(
    talk: Talk, officer: Officer, tip: Tip, value: Value, reasons: frozenset[ValueReason], why: str = ""
) -> list[Call]:
    tip = await tips.assess(
        talk.session, talk.vault, tip, value, reasons=reasons, why=why, by=acting(officer), at=talk.now
    )
    return await _judged(talk, officer, tip, value, reasons)


async def _judged(talk: Talk, officer: Officer, tip: Tip, value: Value, reasons: frozenset[ValueReason]) -> list[Call]:
    news = _("Value: {value}").format(value=terms.judgement(value, reasons))
    return await cards.opened(talk, tip, officer, news=news)


async def _is_judged_so(talk: Talk, tip: Tip, reasons: frozenset[ValueReason]) -> bool:
    """Whether a tip is judged valuable for these reasons already: a button that is pressed twice is one judgement."""
    if tip.value is not Value.VALUABLE:
        return False
    judged = [event for event in await tips.history(talk.session, tip) if event.kind is EventKind.VALUE]
    return bool(judged) and set(judged[-1].details.get("reasons", ())) == set(reasons)


@router.message(Awaited(Handling.giving_reason, Assess))
async def take_value_reason(_message: Message, talk: Talk, choice: Assess, officer: Officer, words: str) -> list[Call]:
    """Keep a judgement that is not favourable, or takes the place of another one, with its reason."""
    tip = await assessable(talk, officer, choice.tip)
    if not words:
        return no_reason(talk)
    if choice.value is None or choice.value is Value.UNASSESSED:
        return await cards.opened(talk, tip, officer)
    why = f"{labels.value(choice.value)}: {words}"
    reasons = _reasons(choice.reasons) if choice.value is Value.VALUABLE else frozenset()
    return await _set_value(talk, officer, tip, choice.value, reasons, why)


# The commander.


@router.message(Command("xacnhan", ignore_mention=True))
async def confirm_or_list(_message: Message, talk: Talk, officer: Officer, command: CommandObject) -> list[Call]:
    """Confirm the value of the tip that is named, or list what waits for the commander."""
    if officer.role is not Role.COMMANDER:
        return _not_commander(talk)
    if not command.args:
        return await _list_unconfirmed(talk, officer)
    named = named_code(command.args)
    if named is None:
        return [talk.say(usage("xacnhan"))]
    tip = await tips.by_code(talk.session, talk.vault, officer, named[0])
    return await confirm(talk, ConfirmValue(tip=tip.id), officer)


def _not_commander(talk: Talk) -> list[Call]:
    return [talk.say(_("The value of a tip is confirmed by the commander of the unit."))]


async def _list_unconfirmed(talk: Talk, officer: Officer) -> list[Call]:
    await rest(talk)
    found = await tips.unconfirmed(talk.session, talk.vault, officer, limit=LISTED)
    if not found:
        return [talk.say(_("No value waits for your confirmation."))]
    count = await tips.count_unconfirmed(talk.session, officer)
    heading = ngettext(
        "{n} value waits for you, the newest first:", "{n} values wait for you, the newest first:", count
    )
    keyboard = await offer(talk.state, [Choice(_row(tip), OpenTip(tip=tip.id)) for tip in found])
    return [talk.say(Text(Bold(heading.format(n=count)), "\n", _("Press one, or type its number.")), keyboard)]


def _row(tip: Tip) -> str:
    return " · ".join([labels.value(tip.value), labels.category(tip.category), spaced(tip.code)])


@pressed.on(ConfirmValue)
async def confirm(talk: Talk, choice: ConfirmValue, officer: Officer) -> list[Call]:
    """Note that the commander stands by a value: the one that they saw, not one that it was changed to since."""
    tip = await tip_of(talk, officer, choice.tip)
    if not tips.confirms_values(officer, tip):
        return _not_commander(talk)
    if tip.value is Value.UNASSESSED:
        return await cards.opened(talk, tip, officer, news=_("Nobody has judged its value yet."))
    if choice.value not in {None, tip.value}:
        news = _("The value was changed meanwhile. Please look again: {value}").format(value=labels.value(tip.value))
        return await cards.opened(talk, tip, officer, news=news)
    tip = await tips.confirm_value(talk.session, talk.vault, officer, tip, at=talk.now)
    news = _("Confirmed: {value}").format(value=labels.value(tip.value))
    return await cards.opened(talk, tip, officer, news=news)
