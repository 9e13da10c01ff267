"""A citizen's draft between two messages: kept with the talk, typed at the edge."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from aiogram.fsm.context import FSMContext
from pydantic import TypeAdapter

from domain.tip import Draft

RECENT = timedelta(minutes=30)
"""So long after sending a tip, something new may still belong to it."""


@dataclass(frozen=True, slots=True)
class LastTip:
    """The tip that this contact sent last.

    Attributes:
        tip_id: The tip.
        at: When it was sent, in UTC.
        album: The album whose parts may still be arriving, if any.
        message_ids: The messages whose words it holds, so that a correction finds its way.
    """

    tip_id: int
    at: datetime
    album: str | None = None
    message_ids: tuple[int, ...] = ()

    def is_recent(self, now: datetime) -> bool:
        """Whether something new may still belong to it."""
        return now - self.at < RECENT


@dataclass(frozen=True, slots=True)
class Notes:
    """What is remembered of a talk beside aiogram's state.

    Attributes:
        draft: What is being written, None where nothing is.
        last: The tip that was sent last, None where none was.
        tip_id: The tip that the next message belongs to, while one is being supplemented or objected to.
        since: When that began, in UTC.
        is_greeted: Whether the first words were said.
        asked: How often the draft's place was asked for without its being settled.
    """

    draft: Draft | None = None
    last: LastTip | None = None
    tip_id: int | None = None
    since: datetime | None = None
    is_greeted: bool = False
    asked: int = 0


_NOTES = TypeAdapter(Notes)
_FIELDS = frozenset(field.name for field in fields(Notes))

WRITING = "draft"
"""The field of `Notes`, and so the key of a talk's data, that is there while a tip is being written."""

STAYS_OPEN = timedelta(minutes=30)
"""So long after the last part, what follows belongs to the same sent tip; later it begins a new one."""


def is_adding(notes: Notes, now: datetime) -> bool:
    """Whether what is sent now belongs to a tip that was sent before."""
    return notes.tip_id is not None and notes.since is not None and now - notes.since < STAYS_OPEN


async def read(state: FSMContext) -> Notes:
    """Return what is remembered."""
    return _NOTES.validate_python(await state.get_data())


async def write(state: FSMContext, notes: Notes) -> None:
    """Remember this, beside what others keep with the talk, such as the choices that were offered last."""
    others = {name: value for name, value in (await state.get_data()).items() if name not in _FIELDS}
    own: dict[str, Any] = _NOTES.dump_python(notes, mode="json", exclude_defaults=True)
    await state.set_data(others | own)


def begun(notes: Notes, now: datetime) -> Draft:
    """Return a new draft.

    No two of one person begin in the same millisecond, even where both are handled in one transaction: the message that
    shows a draft is named by its number, and so is the receipt that takes its place.
    """
    return Draft(started_at=now if notes.last is None else max(now, notes.last.at + timedelta(milliseconds=1)))


def number(draft: Draft) -> int:
    """Return the number of a draft among those of one person: when it was begun, in milliseconds since 1970."""
    return int(draft.started_at.timestamp() * 1000)


def card_name(draft: Draft) -> str:
    """Return the name of the message that shows a draft."""
    return f"draft:{number(draft)}"
