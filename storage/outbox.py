"""Calls waiting for the sender. They are kept in the transaction that decided on them, and sent afterwards."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from enum import IntEnum

from pydantic import JsonValue
from sqlalchemy import bindparam, func, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage import models
from storage.models import Card, Contact
from storage.people import Address, open_address
from storage.vault import Vault

_CARDS = Card.metadata.tables[Card.__tablename__]
_FIND_CARDS = select(Card.contact_id, Card.name, Card.id).where(
    tuple_(Card.contact_id, Card.name).in_(bindparam("places", expanding=True))
)


class Priority(IntEnum):
    """Which chat is served first when several wait; within one chat the order of the calls is kept."""

    URGENT = 0
    REPLY = 1
    NOTICE = 2
    DIGEST = 3


@dataclass(frozen=True, slots=True)
class Call:
    """A Bot API call to be made.

    Attributes:
        to: The contact; the sender opens the address, so that handlers never see a chat id.
        method: The Bot API's method, such as "sendMessage".
        payload: Its parameters without the chat.
        priority: Whom to serve first.
        card: The name of a message that is kept up to date. With editMessageText the newest one is edited, or sent
            where there is none yet; with sendMessage a new one takes the place of the old. Only the newest waiting
            call of a card is sent.
        tip_id: The tip that it speaks of, to staff: whether they may still see it is checked again when it is sent.
        evidence_id: The file whose clean copy goes with it.
    """

    to: int
    method: str
    payload: Mapping[str, JsonValue]
    priority: Priority = Priority.REPLY
    card: str | None = None
    tip_id: int | None = None
    evidence_id: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A call as the sender takes it.

    Attributes:
        id: The row.
        bot: Through which bot.
        contact_id: To whom.
        address: Where that is.
        call: What to call.
        card_id: The card's row, where it is one.
        message_id: The message that shows the card now, where there is one.
        attempts: How often it was tried before.
        created_at: When it was decided, in UTC.
    """

    id: int
    bot: str
    contact_id: int
    address: Address
    call: Call
    card_id: int | None
    message_id: int | None
    attempts: int
    created_at: datetime


def _place(contact_id: int) -> str:
    return f"calls.payload:{contact_id}"


def _over(now: datetime) -> dict[str, object]:
    """Return what a call is left with once it is over: the day, and nothing that leads from its contact to a tip."""
    day = datetime.combine(now.astimezone(UTC), time(), UTC)
    gone = dict.fromkeys(("payload", "tip_id", "evidence_id"))
    return {**gone, "created_at": day, "not_before": day, "done_at": day}


async def _card_ids(
    session: AsyncSession, calls: Sequence[Call], *, now: datetime
) -> dict[tuple[int, str | None], int]:
    """Return the cards' rows by contact and name, made on first sight; what waits for the others is superseded."""
    wanted = {(call.to, call.card): call for call in calls}
    if not wanted:
        return {}
    found = await session.execute(_FIND_CARDS, {"places": list(wanted)})
    known: dict[tuple[int, str | None], int] = {(to, name): card_id for to, name, card_id in found}
    if known:
        # Nobody has to see what is out of date before it is shown.
        await session.execute(
            update(models.Call)
            .where(models.Call.card_id.in_(known.values()), models.Call.state == "waiting")
            .values(state="dead", cause="superseded", **_over(now))
        )
    fresh = {place: Card(contact_id=call.to, name=call.card) for place, call in wanted.items() if place not in known}
    session.add_all(fresh.values())
    await session.flush()
    return known | {place: card.id for place, card in fresh.items()}


async def add(session: AsyncSession, vault: Vault, calls: Iterable[Call], *, now: datetime) -> int:
    """Keep calls for the sender, in this order; returns how many."""
    calls = list(calls)
    newest = {(call.to, call.card): call for call in calls}
    kept = [call for call in calls if call.card is None or newest[call.to, call.card] is call]
    card_ids = await _card_ids(session, [call for call in kept if call.card], now=now)
    rows = [
        {
            "contact_id": call.to,
            "method": call.method,
            "payload": vault.seal(json.dumps(call.payload).encode(), place=_place(call.to)),
            "priority": call.priority,
            "card_id": card_ids.get((call.to, call.card)),
            "evidence_id": call.evidence_id,
            "tip_id": call.tip_id,
            "state": "waiting",
            "attempts": 0,
            "created_at": now,
            "not_before": now,
        }
        for call in kept
    ]
    if rows:
        await session.execute(insert(models.Call), rows)
    return len(rows)


async def due(
    session: AsyncSession,
    vault: Vault,
    *,
    bots: Collection[str],
    now: datetime,
    chats: int,
    calls: int,
    busy: Collection[int] = (),
) -> list[list[Waiting]]:
    """Return the calls that may be made now, one list a chat in its order, the most urgent chat first.

    A chat whose first call has to wait (the messenger said so) waits as a whole, so that its order is kept.

    Args:
        session: A transaction; reading is enough.
        vault: Opens payloads and addresses.
        bots: Through which bots; what others have to deliver waits for them.
        now: The time, in UTC.
        chats: At most so many chats.
        calls: At most so many calls of one chat.
        busy: Contacts that are being served already, and are left out.
    """
    call = models.Call
    ready = (
        select(call.contact_id, func.min(call.priority).label("priority"), func.min(call.id).label("first"))
        .join(Contact, Contact.id == call.contact_id)
        .where(call.state == "waiting", call.contact_id.not_in(busy), Contact.bot.in_(bots))
        .group_by(call.contact_id)
        .having(func.max(call.not_before) <= now)
        .order_by("priority", "first")
        .limit(chats)
        .subquery()
    )
    place = func.row_number().over(partition_by=call.contact_id, order_by=call.id)
    numbered = (
        select(call.id, place.label("place"), ready.c.priority, ready.c.first)
        .join(ready, ready.c.contact_id == call.contact_id)
        .where(call.state == "waiting")
        .subquery()
    )
    rows = await session.execute(
        select(call, Contact, Card.message_id)
        .join(numbered, numbered.c.id == call.id)
        .join(Contact, Contact.id == call.contact_id)
        .outerjoin(Card, Card.id == call.card_id)
        .where(numbered.c.place <= calls)
        .order_by(numbered.c.priority, numbered.c.first, call.id)
    )
    found: dict[int, list[Waiting]] = defaultdict(list)
    for row, contact, message_id in rows:
        found[row.contact_id].append(_waiting(vault, row, contact, message_id))
    return list(found.values())


def _waiting(vault: Vault, row: models.Call, contact: Contact, message_id: int | None) -> Waiting:
    payload = json.loads(vault.open(row.payload or b"", place=_place(row.contact_id)))
    return Waiting(
        id=row.id,
        bot=contact.bot,
        contact_id=row.contact_id,
        address=open_address(vault, bot=contact.bot, key=contact.key, address=contact.address),
        call=Call(
            to=row.contact_id,
            method=row.method,
            payload=payload,
            priority=Priority(row.priority),
            tip_id=row.tip_id,
            evidence_id=row.evidence_id,
        ),
        card_id=row.card_id,
        message_id=message_id,
        attempts=row.attempts,
        created_at=row.created_at,
    )


@dataclass(frozen=True, slots=True)
class Sent:
    """A call that the messenger has accepted, with the message it made, where it made one."""

    id: int
    card_id: int | None = None
    message_id: int | None = None


async def note_sent(session: AsyncSession, sent: Sequence[Sent], *, now: datetime) -> None:
    """Mark calls as sent, drop their payloads, and remember which messages show which cards."""
    await session.execute(
        update(models.Call)
        .where(models.Call.id.in_([one.id for one in sent]))
        .values(state="sent", attempts=models.Call.attempts + 1, **_over(now)),
        execution_options={"synchronize_session": False},
    )
    shown = [{"card": one.card_id, "message": one.message_id} for one in sent if one.card_id and one.message_id]
    if shown:
        await session.execute(
            update(_CARDS).where(_CARDS.c.id == bindparam("card")).values(message_id=bindparam("message")), shown
        )


async def try_later(session: AsyncSession, call_id: int, *, cause: str, not_before: datetime) -> None:
    """Note that a call failed in a way that heals, and when to try again."""
    await session.execute(
        update(models.Call)
        .where(models.Call.id == call_id, models.Call.state == "waiting")
        .values(attempts=models.Call.attempts + 1, cause=cause[:200], not_before=not_before)
    )


async def give_up(session: AsyncSession, call_id: int, *, cause: str, now: datetime) -> None:
    """Note that a call can never be made; its payload goes."""
    await session.execute(
        update(models.Call)
        .where(models.Call.id == call_id)
        .values(state="dead", cause=cause[:200], attempts=models.Call.attempts + 1, **_over(now))
    )


async def give_up_on(session: AsyncSession, contact_id: int, *, cause: str, now: datetime) -> None:
    """Note that nothing that waits for a contact can be delivered."""
    await session.execute(
        update(models.Call)
        .where(models.Call.contact_id == contact_id, models.Call.state == "waiting")
        .values(state="dead", cause=cause[:200], **_over(now))
    )


async def count_waiting(session: AsyncSession) -> int:
    """Return how many calls wait."""
    return (
        await session.scalar(select(func.count()).select_from(models.Call).where(models.Call.state == "waiting")) or 0
    )
