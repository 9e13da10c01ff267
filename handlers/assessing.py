"""What the questions about a tip that a unit works on have in common."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.utils.formatting import Text, as_list

from domain.access import Officer, acting
from domain.codes import spaced
from domain.lifecycle import ForbiddenTransitionError, Status
from handlers.actions import ASSESSABLE
from handlers.callbacks import OpenTip
from handlers.cards import VIEW
from handlers.choices import Choice, offer
from handlers.queue import way_back
from handlers.staff import ask_words, tip_of
from handlers.states import Handling
from handlers.talk import Talk
from locales import gettext as _
from storage import tips
from storage.outbox import Call
from storage.tips import StatementKind, Tip


async def assessable(talk: Talk, officer: Officer, tip_id: int) -> Tip:
    """Return a tip of the officer's queue that can be judged now. Raises TipNotFoundError, ForbiddenTransitionError."""
    tip = await tip_of(talk, officer, tip_id)
    if tip.status not in ASSESSABLE:
        raise ForbiddenTransitionError(tip.status, Status.CLASSIFIED)
    return tip


async def ask(
    talk: Talk, tip: Tip | None, question: Text | str, choices: Sequence[Choice], *, columns: int = 1
) -> list[Call]:
    """Offer choices about a tip, and the way back to it; or about a result of the unit, which has none."""
    back = [Choice(_("Back to the tip"), OpenTip(tip=tip.id))] if tip else []
    keyboard = await offer(talk.state, [*choices, *back], columns=columns)
    return [talk.show(VIEW, as_list(heading(tip), question), keyboard)]


def heading(tip: Tip | None) -> Text:
    """Return what a question is about: the tip's code, in a line of its own."""
    return Text(spaced(tip.code)) if tip else Text(_("Result of the unit, without a tip"))


async def ask_reason(talk: Talk, tip: Tip, question: str, choice: CallbackData) -> list[Call]:
    """Ask for the reason without which a choice about a tip is not taken."""
    await ask_words(talk, Handling.giving_reason, choice)
    return [talk.show(VIEW, as_list(Text(spaced(tip.code)), question), way_back(tip))]


async def keep_reason(talk: Talk, officer: Officer, tip: Tip, about: str, reason: str) -> None:
    """Keep a typed reason as an internal note, with what it is the reason for."""
    note = f"{about}: {reason}"
    by = acting(officer)
    await tips.add_statement(talk.session, talk.vault, tip, StatementKind.NOTE, note, by=by, at=talk.now)


def no_reason(talk: Talk) -> list[Call]:
    """Return what to say to an answer without words."""
    return [talk.say(_("Please type the reason in words."))]
