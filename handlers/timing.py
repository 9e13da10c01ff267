"""When it happened: what the words say, and how a citizen corrects that."""

from datetime import UTC, datetime, timedelta

from aiogram.utils.formatting import Text, as_list

from domain.periods import LOCAL
from domain.tip import ChosenTime, Draft
from handlers import drafts, texts
from handlers.callbacks import Back, PickTime
from handlers.choices import Choice, numbered, offer
from handlers.states import Reporting
from handlers.talk import Talk
from locales import gettext as _
from storage.outbox import Call
from triage.suggest import Suggestion

JUST_NOW = timedelta(minutes=20)
"""What goes on, or is just over, began within this."""

LONGEST_ANSWER = 10
"""Words of the longest answer that is taken for a time alone; what is longer tells a story."""

QUOTED_LETTERS = 60
"""So much of an answer is read back where no time was found in it."""

_DAY = timedelta(days=1)


def occurred(draft: Draft, found: Suggestion) -> tuple[datetime, datetime] | None:
    """Return from when until when it happened, in UTC; None where neither words nor citizen say."""
    if draft.time is not None:
        start, end = draft.time.start, draft.time.end
        return (start, end) if start is not None and end is not None else None
    return (found.occurred_at.start, found.occurred_at.end) if found.occurred_at is not None else None


def shown(draft: Draft, found: Suggestion) -> str:
    """Return the time as it is read back; empty where the words say none."""
    span = occurred(draft, found)
    if span is not None:
        return texts.span(*span)
    return _("not sure") if draft.time is not None else ""


def picked(choice: PickTime, now: datetime) -> ChosenTime:
    """Return the time that was picked; nothing lies in the future."""
    midnight = now.astimezone(LOCAL).replace(hour=0, minute=0, second=0, microsecond=0)
    match choice.at:
        case "now":
            return ChosenTime(now - JUST_NOW, now)
        case "today":
            return ChosenTime(midnight.astimezone(UTC), now)
        case "yesterday":
            return ChosenTime((midnight - _DAY).astimezone(UTC), midnight.astimezone(UTC))
        case "unknown":
            return ChosenTime(None, None)


def told(talk: Talk, words: str) -> ChosenTime | None:
    """Return the time that an answer says, None where it says none."""
    found = talk.suggest(words, sent_at=talk.now).occurred_at
    return ChosenTime(found.start, found.end) if found is not None else None


def is_story(words: str) -> bool:
    """Whether words without a time go on telling what happens instead of answering when."""
    return len(words.split()) > LONGEST_ANSWER


async def ask(talk: Talk, draft: Draft, *, unread: str = "") -> list[Call]:
    """Ask when it happened; `unread` is an answer in which no time was found."""
    await talk.state.set_state(Reporting.naming_time)
    choices = [
        Choice(_("Just now, it is going on"), PickTime(at="now")),
        Choice(_("Today"), PickTime(at="today")),
        Choice(_("Yesterday"), PickTime(at="yesterday")),
        Choice(_("I do not know"), PickTime(at="unknown")),
        Choice(_("Back"), Back()),
    ]
    lines: list[Text | str] = []
    if unread:
        words = " ".join(unread.split())[:QUOTED_LETTERS]
        lines.append(_("No time was found in “{words}”.").format(words=words))
    lines.append(_("When did it happen? Choose, or type it, for example: 9:30 pm yesterday, this morning, 3/4."))
    keyboard = await offer(talk.state, choices, columns=2)
    return [talk.show(drafts.card_name(draft), as_list(*lines, "", *numbered(choices)), keyboard)]
