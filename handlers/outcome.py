"""An officer assesses a tip: class, what triage suggested, and the end. Beside it stand value, incidents and ledger."""

from aiogram.types import Message

from domain.access import Officer, acting
from domain.lifecycle import NEXT, ForbiddenTransitionError, Status, transition
from domain.outcomes import LegalClass
from domain.tip import Category, Urgency
from handlers import cards, corrections, history, joining, ledger, sources, terms, uniting, valuing
from handlers.actions import AT_WORK, CORRECTABLE
from handlers.assessing import ask, ask_reason, assessable, keep_reason, no_reason
from handlers.callbacks import Classify, Correct, Settle
from handlers.choices import Choice, Chosen
from handlers.notices import Notice, NoticeKind, tell_reporter
from handlers.staff import Awaited, on_command, staff_router, tip_of
from handlers.states import Handling
from handlers.talk import Talk
from locales import gettext as _
from reports import labels
from storage import proposals, tips
from storage.outbox import Call
from storage.tips import Tip

router = staff_router("outcome")
router.include_routers(
    valuing.router, uniting.router, joining.router, ledger.router, corrections.router, sources.router, history.router
)
pressed = Chosen(router)

# Class.


@on_command(router, "phanloai", lambda tip: Classify(tip=tip))
@pressed.on(Classify)
async def classify(talk: Talk, choice: Classify, officer: Officer) -> list[Call]:
    """Set the legal class. "Deliberately false" accuses somebody, so it takes a reason and a second officer."""
    tip = await assessable(talk, officer, choice.tip)
    match choice.legal_class:
        case None | LegalClass.UNCLASSIFIED:
            choices = [
                Choice(terms.legal_class(one), Classify(tip=tip.id, legal_class=one))
                for one in LegalClass
                if one is not LegalClass.UNCLASSIFIED
            ]
            asked = _("It is about: {category}. If that is wrong, go back and correct it first. What is it in law?")
            return await ask(talk, tip, asked.format(category=labels.category(tip.category)), choices)
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
    kinds = await joining.other_kinds(talk, officer, tip)
    return [*await cards.refresh_all(talk, tip), *await cards.opened(talk, tip, officer, news=news, more=kinds)]


async def _accuse(talk: Talk, choice: Classify, officer: Officer, tip: Tip) -> list[Call]:
    proposal = await proposals.pending(talk.session, tip)
    if proposal is None:
        asked = _("Why is it deliberately false? Type the reason; another officer of the unit has to confirm it:")
        return await ask_reason(talk, tip, asked, choice)
    if proposal.officer_id == officer.id:
        return await cards.opened(talk, tip, officer, news=_("You proposed it; another officer has to confirm it."))
    return await _set_class(talk, officer, tip, proposal.legal_class)


@router.message(Awaited(Handling.giving_reason, Classify))
async def propose(_message: Message, talk: Talk, choice: Classify, officer: Officer, words: str) -> list[Call]:
    """Propose the class that accuses, and tell the colleagues who may confirm it."""
    tip = await assessable(talk, officer, choice.tip)
    if not words:
        return no_reason(talk)
    await keep_reason(talk, officer, tip, terms.legal_class(LegalClass.FALSE_REPORT), words)
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
        return await ask(talk, tip, _("Choose the right urgency or the right category:"), levels + kinds, columns=2)
    if (category, urgency) != (tip.category, tip.urgency):
        by = acting(officer)
        tip = await tips.recategorise(
            talk.session, talk.vault, tip, category=category, urgency=urgency, by=by, at=talk.now
        )
    news = _("Corrected: {category}, {urgency}").format(
        category=labels.category(category), urgency=labels.urgency(urgency)
    )
    return [*await cards.refresh_all(talk, tip), *await cards.opened(talk, tip, officer, news=news)]


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
        return await ask_reason(talk, tip, asked, choice)
    return await _settle(talk, officer, tip, status)


@router.message(Awaited(Handling.giving_reason, Settle))
async def take_settle_reason(_message: Message, talk: Talk, choice: Settle, officer: Officer, words: str) -> list[Call]:
    """Take the tip further with the reason."""
    tip = await tip_of(talk, officer, choice.tip)
    status = Status(choice.status)
    transition(tip.status, status, at=talk.now)
    if not words:
        return no_reason(talk)
    await keep_reason(talk, officer, tip, terms.status(status), words)
    return await _settle(talk, officer, tip, status)


_NOTICES = {Status.RESOLVED: NoticeKind.RESOLVED, Status.CLOSED: NoticeKind.CLOSED}


async def _settle(talk: Talk, officer: Officer, tip: Tip, status: Status) -> list[Call]:
    step = transition(tip.status, status, at=talk.now)
    tip = await tips.step(talk.session, talk.vault, tip, step, by=acting(officer))
    told = await tell_reporter(talk, tip, Notice(_NOTICES[status])) if status in _NOTICES else []
    if status is Status.RESOLVED:
        told += await joining.resolved_with(talk, officer, tip)
    return [
        *await cards.refresh_all(talk, tip),
        *told,
        *await cards.opened(talk, tip, officer, news=terms.status(status)),
    ]
