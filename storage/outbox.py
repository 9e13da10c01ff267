"""Calls waiting for the sender. They are kept in the transaction that decided on them, and sent afterwards."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import IntEnum
from typing import Any

from pydantic import JsonValue
from pydantic_core import from_json, to_json
from sqlalchemy import Select, Table, and_, bindparam, case, func, literal_column, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Officer, Role, handles_queue
from storage import models
from storage.lanes import LANES
from storage.people import Address, open_address
from storage.queries import Insertion, Query, Row
from storage.vault import Vault


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
        is_visible: Whether who is written to may see the tip that it speaks of; true where it speaks of none.
        cause: Why the last attempt failed, None before the first.
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
    is_visible: bool = True
    cause: str | None = None


def _table(of: type[models.Base]) -> Table:
    return of.metadata.tables[of.__tablename__]


_CALLS, _CARDS, _CONTACTS = _table(models.Call), _table(models.Card), _table(models.Contact)
_OFFICERS, _TIPS = _table(models.Officer), _table(models.Tip)


def _waits(calls: Any = _CALLS) -> Any:  # noqa: ANN401 - a table or an alias of one; a condition
    """Return the condition that a call waits: written out, so that SQLite uses the index of the waiting rows alone."""
    return calls.c.state == literal_column("'waiting'")


def _place(contact_id: int) -> str:
    return f"calls.payload:{contact_id}"


_CARDS_NAMED = Query(
    select(_CARDS.c.contact_id, _CARDS.c.name, _CARDS.c.id).where(
        _CARDS.c.contact_id.in_(bindparam("contacts", expanding=True)),
        _CARDS.c.name.in_(bindparam("names", expanding=True)),
    )
)
_MAKE_CARDS = Insertion(
    _CARDS,
    ("contact_id", "name"),
    # Where another process was faster, its row counts.
    on_conflict=lambda made: made.on_conflict_do_update(
        index_elements=["contact_id", "name"], set_={"name": made.excluded.name}
    ),
    returning=[_CARDS.c.contact_id, _CARDS.c.name, _CARDS.c.id],
)

_WAITING_FOR_CARDS = Query(
    select(_CALLS.c.id, _CALLS.c.contact_id, _CALLS.c.not_before).where(
        # By contact first: there is an index for that.
        _CALLS.c.contact_id.in_(bindparam("contacts", expanding=True)),
        _CALLS.c.card_id.in_(bindparam("cards", expanding=True)),
        _waits(),
    )
)

_OVER: dict[str, Any] = {
    "payload": None,
    "tip_id": None,
    "evidence_id": None,
    "created_at": bindparam("day"),
    "not_before": bindparam("day"),
    "done_at": bindparam("day"),
}
"""What a call is left with once it is over: the day, and nothing that leads from its contact to a tip."""

_SUPERSEDE = Query(
    update(_CALLS)
    .where(_CALLS.c.id.in_(bindparam("calls", expanding=True)), _waits())
    .values(state="dead", cause="superseded", **_OVER)
)


def _day(now: datetime) -> datetime:
    return datetime.combine(now.astimezone(UTC), time(), UTC)


@dataclass(frozen=True, slots=True)
class _Shown:
    """Where calls of cards are shown, and what they inherit.

    Attributes:
        card_ids: The cards' rows, by contact and name.
        not_before: Until when the messenger wants to hear nothing more for a contact whose last call was superseded.
    """

    card_ids: dict[tuple[int, str | None], int]
    not_before: dict[int, datetime]


async def _cards(session: AsyncSession, calls: Sequence[Call], *, now: datetime) -> _Shown:
    """Return the cards of calls, made on first sight; what waits for the others is superseded."""
    shown = _Shown({}, {})
    if not calls:
        return shown
    wanted = {(call.to, call.card) for call in calls}
    contacts = sorted({call.to for call in calls})
    names = sorted({call.card or "" for call in calls})
    for row in await _CARDS_NAMED.all(session, contacts=contacts, names=names):
        if (row.contact_id, row.name) in wanted:
            shown.card_ids[row.contact_id, row.name] = row.id
    if shown.card_ids:
        # Nobody has to see what is out of date before it is shown.
        cards = sorted(shown.card_ids.values())
        older = await _WAITING_FOR_CARDS.all(session, contacts=contacts, cards=cards)
        for row in older:
            shown.not_before[row.contact_id] = max(row.not_before, shown.not_before.get(row.contact_id, now))
        await supersede(session, [row.id for row in older], now=now)
    missing = sorted(wanted - shown.card_ids.keys())
    for row in await _MAKE_CARDS.all(session, [{"contact_id": to, "name": name} for to, name in missing]):
        shown.card_ids[row.contact_id, row.name] = row.id
    return shown


async def supersede(session: AsyncSession, call_ids: Sequence[int], *, now: datetime) -> None:
    """Note that calls need not be made, because a later one shows the newer state of their card."""
    if call_ids:
        await _SUPERSEDE.run(session, calls=call_ids, day=_day(now))


AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
"""Before when what was never tried need not wait: not the moment itself, which a clock that is put right may undo."""

_ADD = Insertion(
    _CALLS,
    (
        "contact_id",
        "method",
        "payload",
        "priority",
        "card_id",
        "evidence_id",
        "tip_id",
        "state",
        "attempts",
        "created_at",
        "not_before",
    ),
)


async def add(session: AsyncSession, vault: Vault, calls: Iterable[Call], *, now: datetime) -> int:
    """Keep calls for the sender, in this order; returns how many."""
    calls = list(calls)
    newest = {(call.to, call.card): call for call in calls}
    kept = [call for call in calls if call.card is None or newest[call.to, call.card] is call]
    shown = await _cards(session, [call for call in kept if call.card], now=now)
    rows = [
        {
            "contact_id": call.to,
            "method": call.method,
            "payload": vault.seal(to_json(call.payload), place=_place(call.to)),
            "priority": int(call.priority),
            "card_id": shown.card_ids.get((call.to, call.card)),
            "evidence_id": call.evidence_id,
            "tip_id": call.tip_id,
            "state": "waiting",
            "attempts": 0,
            "created_at": now,
            "not_before": shown.not_before.get(call.to, AT_ONCE),
        }
        for call in kept
    ]
    await _ADD.run(session, rows)
    return len(rows)


_NOBODY = 0
"""Fills lists of rows up; no row has this number."""

_LENGTHS = (16, 256, 4096)
"""Lists come in these lengths, so that there are few statements to compile."""

LONGEST_PAUSE = timedelta(minutes=40)
"""No call waits longer for its next attempt. What is further ahead was written by a clock that was wrong, and put right
since."""

_ROWS_A_CHAT = 8
"""So many waiting calls are looked at for each chat that is wanted; the rest come when these are done."""


def _due(*, in_some_lanes: bool) -> Query:
    """Return the question for the calls that are due, as two databases answer it quickly however many calls wait.

    It walks along the index of what waits, the most urgent first, and stops when it has seen enough chats.
    """
    blocked = _CALLS.alias("blocked")
    # A question of its own for each row, not a join: so the order of the index stays.
    bot = select(_CONTACTS.c.bot).where(_CONTACTS.c.id == _CALLS.c.contact_id).scalar_subquery()
    heads = (
        select(_CALLS.c.contact_id, _CALLS.c.priority, _CALLS.c.id)
        .where(
            # What waits is not done. Asked in these words, SQLite takes the index of what is not done, as it should.
            _CALLS.c.done_at.is_(None),
            _CALLS.c.priority <= bindparam("most"),
            bot.in_(bindparam("bots", expanding=True)),
            _CALLS.c.contact_id.not_in(bindparam("busy", expanding=True)),
            or_(
                _CALLS.c.priority <= literal_column(str(int(Priority.REPLY))),
                _CALLS.c.contact_id.not_in(bindparam("resting", expanding=True)),
            ),
            _CALLS.c.contact_id.not_in(
                select(blocked.c.contact_id).where(
                    _waits(blocked),
                    blocked.c.not_before > bindparam("now"),
                    blocked.c.not_before <= bindparam("latest"),
                )
            ),
        )
        .order_by(_CALLS.c.priority, _CALLS.c.id)
        .limit(bindparam("rows"))
    )
    if in_some_lanes:
        heads = heads.where((_CALLS.c.contact_id % LANES).in_(bindparam("lanes", expanding=True)))
    head = heads.subquery("head")
    ready = (
        select(head.c.contact_id, func.min(head.c.priority).label("urgency"), func.min(head.c.id).label("first"))
        .group_by(head.c.contact_id)
        .order_by(func.min(head.c.priority), func.min(head.c.id))
        .limit(bindparam("chats"))
        .subquery("ready")
    )
    # A digest waits for no other message and no other message for it: whatever is said meanwhile overtakes it.
    is_digest = case((_CALLS.c.priority == int(Priority.DIGEST), 1), else_=0)
    place = func.row_number().over(partition_by=_CALLS.c.contact_id, order_by=(is_digest, _CALLS.c.id))
    numbered = (
        select(_CALLS.c.id.label("call"), place.label("place"), ready.c.urgency, ready.c.first)
        .join(ready, ready.c.contact_id == _CALLS.c.contact_id)
        .where(_waits())
        .subquery("numbered")
    )
    return Query(
        _with_visibility(
            _CALLS.c.payload,
            _CALLS.c.method,
            _CALLS.c.priority,
            _CALLS.c.card_id,
            _CALLS.c.evidence_id,
            _CALLS.c.attempts,
            _CALLS.c.created_at,
            _CALLS.c.cause,
            _CONTACTS.c.bot,
            _CONTACTS.c.key,
            _CONTACTS.c.address,
            _CARDS.c.message_id,
            from_=numbered.join(_CALLS, _CALLS.c.id == numbered.c.call)
            .join(_CONTACTS, _CONTACTS.c.id == _CALLS.c.contact_id)
            .outerjoin(_CARDS, _CARDS.c.id == _CALLS.c.card_id),
        )
        .where(numbered.c.place <= bindparam("calls"))
        .order_by(numbered.c.urgency, numbered.c.first, numbered.c.place)
    )


def _with_visibility(*columns: Any, from_: Any) -> Select[Any]:  # noqa: ANN401 - columns and a join
    """Return columns of calls, and what decides whether who is written to may see the tip."""
    officer = and_(
        _OFFICERS.c.contact_id == _CALLS.c.contact_id, _OFFICERS.c.until.is_(None), _CALLS.c.tip_id.is_not(None)
    )
    return select(
        _CALLS.c.id,
        _CALLS.c.contact_id,
        _CALLS.c.tip_id,
        *columns,
        _OFFICERS.c.role,
        _OFFICERS.c.unit_code,
        _TIPS.c.unit_code.label("tip_unit"),
    ).select_from(from_.outerjoin(_OFFICERS, officer).outerjoin(_TIPS, _TIPS.c.id == _CALLS.c.tip_id))


def _is_visible(row: Row) -> bool:
    """Whether a call speaks of no tip, or of one that the officer who is written to may see."""
    if row.tip_id is None:
        return True
    if row.role is None or row.tip_unit is None:
        return False
    return handles_queue(Officer(0, row.contact_id, Role(row.role), row.unit_code, ""), row.tip_unit)


_DUE = _due(in_some_lanes=False)
_DUE_IN_LANES = _due(in_some_lanes=True)


async def due(  # noqa: PLR0913 - each narrows the question down, and most have a default
    session: AsyncSession,
    vault: Vault,
    *,
    bots: Collection[str],
    now: datetime,
    chats: int,
    calls: int,
    busy: Collection[int] = (),
    resting: Collection[int] = (),
    most: Priority = Priority.DIGEST,
    lanes: Collection[int] | None = None,
) -> list[list[Waiting]]:
    """Return the calls that may be made now, one list a chat in its order, the most urgent chat first.

    A chat of which any call has to wait (the messenger said so) waits as a whole, so that its order is kept.

    Args:
        session: A transaction; reading is enough.
        vault: Opens payloads and addresses.
        bots: Through which bots; what others have to deliver waits for them.
        now: The time, in UTC.
        chats: At most so many chats.
        calls: At most so many calls of one chat.
        busy: Contacts that are being served already, and are left out.
        resting: Contacts that are left out unless something urgent or a reply waits for them.
        most: Chats for which only what is less urgent waits are left out.
        lanes: The lanes to look into, None for all of them.
    """
    if not bots or chats < 1 or (lanes is not None and not lanes):
        return []
    in_lanes = {} if lanes is None else {"lanes": [*sorted(lanes), *[max(lanes)] * (LANES - len(lanes))]}
    rows = await (_DUE if lanes is None else _DUE_IN_LANES).all(
        session,
        bots=sorted(bots),
        busy=_filled_up(busy),
        resting=_filled_up(resting),
        most=int(most),
        now=now,
        latest=now + LONGEST_PAUSE,
        rows=_ROWS_A_CHAT * chats,
        chats=chats,
        calls=calls,
        **in_lanes,
    )
    found: dict[int, list[Waiting]] = defaultdict(list)
    addresses: dict[int, Address] = {}
    for row in rows:
        address = addresses.get(row.contact_id)
        if address is None:
            address = open_address(vault, bot=row.bot, key=row.key, address=row.address)
            addresses[row.contact_id] = address
        found[row.contact_id].append(_waiting(vault, row, address))
    return list(found.values())


def _filled_up(contact_ids: Collection[int]) -> list[int]:
    length = next((one for one in _LENGTHS if len(contact_ids) <= one), len(contact_ids))
    return [*contact_ids, *[_NOBODY] * (length - len(contact_ids))]


def _waiting(vault: Vault, row: Row, address: Address) -> Waiting:
    return Waiting(
        id=row.id,
        bot=row.bot,
        contact_id=row.contact_id,
        address=address,
        call=Call(
            to=row.contact_id,
            method=row.method,
            payload=from_json(vault.open(row.payload or b"", place=_place(row.contact_id))),
            priority=Priority(row.priority),
            tip_id=row.tip_id,
            evidence_id=row.evidence_id,
        ),
        card_id=row.card_id,
        message_id=row.message_id,
        attempts=row.attempts,
        created_at=row.created_at,
        is_visible=_is_visible(row),
        cause=row.cause,
    )


_STILL_WAITING = Query(_with_visibility(from_=_CALLS).where(_CALLS.c.id == bindparam("call"), _waits()))


async def is_still_visible(session: AsyncSession, call_id: int) -> bool | None:
    """Whether who is written to may still see the tip of a call that was taken a while ago.

    None where the call does not wait any more.
    """
    row = await _STILL_WAITING.first(session, call=call_id)
    return None if row is None else _is_visible(row)


@dataclass(frozen=True, slots=True)
class Sent:
    """A call that the messenger has accepted, with the message it made, where it made one."""

    id: int
    card_id: int | None = None
    message_id: int | None = None


_SENT = Query(
    update(_CALLS)
    # What somebody else has noted meanwhile stays: whoever stood still for so long has made the older copy.
    .where(_CALLS.c.id.in_(bindparam("calls", expanding=True)), _CALLS.c.state != literal_column("'sent'"))
    .values(state="sent", attempts=_CALLS.c.attempts + 1, **_OVER)
    .returning(_CALLS.c.id)
)
_SHOWN_BY = Query(update(_CARDS).where(_CARDS.c.id == bindparam("card")).values(message_id=bindparam("message")))


async def note_sent(session: AsyncSession, sent: Sequence[Sent], *, now: datetime) -> None:
    """Mark calls as sent, drop their payloads, and remember which messages show which cards."""
    if not sent:
        return
    noted = {row.id for row in await _SENT.all(session, calls=sorted(one.id for one in sent), day=_day(now))}
    shown = {one.card_id: one.message_id for one in sent if one.id in noted and one.card_id and one.message_id}
    await _SHOWN_BY.run_many(session, [{"card": card, "message": message} for card, message in sorted(shown.items())])


_LATER = Query(
    update(_CALLS)
    .where(_CALLS.c.id == bindparam("call"), _waits())
    .values(attempts=_CALLS.c.attempts + 1, cause=bindparam("why"), not_before=bindparam("due"))
)


_HEADS = _CALLS.alias("heads")
_HEAD = select(func.min(_HEADS.c.id)).where(_HEADS.c.contact_id == bindparam("contact"), _waits(_HEADS))
_PUT_OFF = Query(update(_CALLS).where(_CALLS.c.id == _HEAD.scalar_subquery()).values(not_before=bindparam("due")))


async def try_later(session: AsyncSession, call_id: int, *, contact_id: int, cause: str, not_before: datetime) -> None:
    """Note that a call failed in a way that heals, and when to try again.

    Where a newer state of its card took its place meanwhile, the pause is that one's: it is the chat that has to wait.
    """
    if not await _LATER.run(session, call=call_id, why=cause[:_MAX_CAUSE], due=not_before):
        await _PUT_OFF.run(session, contact=contact_id, due=not_before)


_GIVE_UP = Query(
    update(_CALLS)
    .where(_CALLS.c.id == bindparam("call"))
    .values(state="dead", cause=bindparam("why"), attempts=_CALLS.c.attempts + 1, **_OVER)
)
_GIVE_UP_ON = Query(
    update(_CALLS)
    .where(_CALLS.c.contact_id == bindparam("contact"), _waits())
    .values(state="dead", cause=bindparam("why"), **_OVER)
)
_MAX_CAUSE = 200


async def give_up(session: AsyncSession, call_id: int, *, cause: str, now: datetime) -> None:
    """Note that a call can never be made; its payload goes."""
    await _GIVE_UP.run(session, call=call_id, why=cause[:_MAX_CAUSE], day=_day(now))


async def give_up_on(session: AsyncSession, contact_id: int, *, cause: str, now: datetime) -> None:
    """Note that nothing that waits for a contact can be delivered."""
    await _GIVE_UP_ON.run(session, contact=contact_id, why=cause[:_MAX_CAUSE], day=_day(now))


_MOST_ABOUT_TIPS = 200
"""Tips of an officer who cannot be reached that are looked at; older ones are in the queue that others look through."""

_ABOUT_TIPS = Query(
    _with_visibility(
        _CALLS.c.method,
        _CALLS.c.payload,
        _CALLS.c.priority,
        _CALLS.c.evidence_id,
        _CARDS.c.name,
        from_=_CALLS.outerjoin(_CARDS, _CARDS.c.id == _CALLS.c.card_id),
    )
    .where(
        _CALLS.c.contact_id == bindparam("contact"),
        _waits(),
        _CALLS.c.tip_id.is_not(None),
        _CALLS.c.priority.in_([int(Priority.URGENT), int(Priority.NOTICE)]),
    )
    .order_by(_CALLS.c.id.desc())
    .limit(_MOST_ABOUT_TIPS)
)


async def notices_about_tips(session: AsyncSession, vault: Vault, contact_id: int) -> list[Call]:
    """Return what waits to tell an officer of tips that are still theirs: the newest of each tip, oldest tip first."""
    newest: dict[int, Call] = {}
    for row in await _ABOUT_TIPS.all(session, contact=contact_id):
        if row.tip_id not in newest and _is_visible(row):
            newest[row.tip_id] = Call(
                to=contact_id,
                method=row.method,
                payload=from_json(vault.open(row.payload or b"", place=_place(contact_id))),
                priority=Priority(row.priority),
                card=row.name,
                tip_id=row.tip_id,
                evidence_id=row.evidence_id,
            )
    return [newest[tip_id] for tip_id in sorted(newest)]


_REACHABLE = Query(
    select(_CONTACTS.c.id).where(
        _CONTACTS.c.id.in_(bindparam("contacts", expanding=True)), _CONTACTS.c.unreachable_since.is_(None)
    )
)


async def reachable(session: AsyncSession, contact_ids: Collection[int]) -> set[int]:
    """Return those of these contacts who have not blocked the bot, as far as anybody knows."""
    rows = await _REACHABLE.all(session, contacts=sorted(contact_ids) or [_NOBODY])
    return {row.id for row in rows}


_WILL_HEAR = Query(
    select(_CALLS.c.contact_id).where(
        _CALLS.c.contact_id.in_(bindparam("contacts", expanding=True)), _waits(), _CALLS.c.tip_id == bindparam("tip")
    )
)
_HAS_CARD = Query(
    select(_CARDS.c.contact_id).where(
        _CARDS.c.contact_id.in_(bindparam("contacts", expanding=True)),
        _CARDS.c.name == bindparam("called"),
        _CARDS.c.message_id.is_not(None),
    )
)


async def is_anybody_told(
    session: AsyncSession, call: Call, contact_ids: Collection[int], *, reachable_ids: Collection[int]
) -> bool:
    """Whether any of these contacts will be sent a message about the tip of a call, or has one and can be reached.

    Who was found unreachable before counts as long as a message to them is tried: they may have come back.
    """
    if contact_ids and await _WILL_HEAR.first(session, contacts=sorted(contact_ids), tip=call.tip_id) is not None:
        return True
    if call.card is None or not reachable_ids:
        return False
    return await _HAS_CARD.first(session, contacts=sorted(reachable_ids), called=call.card) is not None


async def count_waiting(session: AsyncSession) -> int:
    """Return how many calls wait."""
    return await session.scalar(select(func.count()).select_from(_CALLS).where(_waits())) or 0
