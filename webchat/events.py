"""Live events for the people's side: kept for a while, so that a page that was away can catch up."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from webchat.store import EVENTS, Transaction

TRIMMED_EVERY = 64


class EventKind(StrEnum):
    """What has happened; the bodies are described in `webchat.people`."""

    MESSAGE = "message"
    EDITED = "edited"
    DELETED = "deleted"
    CHAT = "chat"
    ACTION = "action"
    ANSWER = "answer"
    COMMANDS = "commands"


@dataclass(frozen=True, slots=True)
class Event:
    """One event; `body` is JSON."""

    id: int
    kind: EventKind
    body: str


def announce(
    t: Transaction,
    kind: EventKind,
    body: Mapping[str, object],
    *,
    message_id: int | None = None,
    kept: int,
) -> None:
    """Keep an event, drop those older than the newest `kept`, and wake the pages.

    `body` holds `bot` and `person`; `person` is 0 where it concerns all of them.
    """
    t.execute(
        "INSERT INTO events (bot_id, person_id, message_id, kind, body) VALUES (?, ?, ?, ?, ?)",
        int(str(body["bot"])),
        int(str(body["person"])),
        message_id,
        kind,
        json.dumps(body, ensure_ascii=False),
    )
    newest = newest_id(t)
    if newest % TRIMMED_EVERY == 0:
        t.execute("DELETE FROM events WHERE event_id <= ?", newest - kept)
    t.topics.add(EVENTS)


def forget_message(t: Transaction, *, bot_id: int, message_id: int) -> None:
    """Remove what events still say about a message that is deleted."""
    t.execute("DELETE FROM events WHERE bot_id = ? AND message_id = ?", bot_id, message_id)


def newest_id(t: Transaction) -> int:
    """Return the id of the newest event, 0 where there has been none."""
    row = t.row("SELECT seq FROM sqlite_sequence WHERE name = 'events'")
    return int(row["seq"]) if row else 0


def after(t: Transaction, event_id: int, *, person_id: int | None) -> list[Event]:
    """Return the events after one, oldest first, of one person or of all."""
    rows = t.rows(
        "SELECT event_id, kind, body FROM events"
        " WHERE event_id > ? AND (? IS NULL OR person_id IN (?, 0)) ORDER BY event_id LIMIT 500",
        event_id,
        person_id,
        person_id,
    )
    return [Event(row["event_id"], EventKind(row["kind"]), row["body"]) for row in rows]


def can_resume(t: Transaction, event_id: int, *, kept: int) -> bool:
    """Say whether everything after this event is still there."""
    return newest_id(t) - kept <= event_id <= newest_id(t)
