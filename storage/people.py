"""Who is who, apart from the tips: contacts, officers, and invitations."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import BindParameter, Select, String, and_, bindparam, func, or_, select, union_all, update
from sqlalchemy.exc import NoResultFound
from sqlalchemy.ext.asyncio import AsyncSession

from domain import routing
from domain.access import COUNTRY, HANDLES_TIPS, Officer, Role
from domain.errors import DomainError
from domain.lifecycle import WAITING
from domain.tip import SourceGroup
from storage import enrolments, models
from storage.models import Invitation, Queue
from storage.queries import Insertion, Query, Row
from storage.vault import Vault

INVITATION_LIFETIME = timedelta(hours=24)
"""How long an invitation can be used."""


OF_STAFF = SourceGroup.OTHER
"""As what staff's own observations are counted: the reports of the movement name no group for the police."""


class InvitationError(DomainError):
    """An invitation is unknown, used or too old; which of these is not told."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who can be written to through one bot.

    Attributes:
        id: The row in the table of contacts.
        bot: The bot through which they write.
        language: In which language they are written to.
        source_group: As what their tips are counted: those of staff are neither the people's nor a force's.
        model_id: The community model whose tips they are, None where they are of none.
    """

    id: int
    bot: str
    language: str
    source_group: SourceGroup
    model_id: int | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """Where a contact is written to: the messenger's number of the chat."""

    chat_id: int


def _address_place(bot: str, key: bytes) -> str:
    return f"contacts.address:{bot}:{key.hex()}"


def contact_key(vault: Vault, bot: str, chat_id: int) -> bytes:
    """Return the keyed hash under which a chat is known."""
    return vault.look_up("contact", f"{bot}:{chat_id}")


def _contact(row: Row) -> Contact:
    return Contact(row.id, row.bot, row.language, SourceGroup(row.source_group), row.model_id)


_OURS = (
    models.Contact.id,
    models.Contact.bot,
    models.Contact.language,
    models.Contact.source_group,
    models.Contact.model_id,
)


_CONTACTS = models.Contact.metadata.tables[models.Contact.__tablename__]
_MEET = Insertion(
    _CONTACTS,
    ("bot", "key", "address", "language", "since", "source_group"),
    # Whoever writes can be written to again.
    on_conflict=lambda made: made.on_conflict_do_update(
        index_elements=["bot", "key"], set_={"unreachable_since": None}
    ),
    returning=[_CONTACTS.c[column.key] for column in (*_OURS, models.Contact.key)],
)


async def contact_at(
    session: AsyncSession, vault: Vault, bot: str, chat_id: int, *, language: str, now: datetime
) -> Contact:
    """Return the contact behind a chat, made on first sight."""
    return (await speaker_at(session, vault, bot, chat_id, language=language, now=now))[0]


async def meet(
    session: AsyncSession, vault: Vault, chats: Sequence[tuple[str, int]], *, language: str, now: datetime
) -> dict[tuple[str, int], Contact]:
    """Return the contacts behind chats that were not known a moment ago; another process may have been faster."""
    keys = {contact_key(vault, bot, chat_id): (bot, chat_id) for bot, chat_id in chats}
    rows = await _MEET.all(
        session,
        [
            {
                "bot": bot,
                "key": key,
                "address": vault.seal(json.dumps({"chat_id": chat_id}).encode(), place=_address_place(bot, key)),
                "language": language,
                "since": now,
                "source_group": SourceGroup.PEOPLE.value,
            }
            for key, (bot, chat_id) in keys.items()
        ],
    )
    return {keys[row.key]: _contact(row) for row in rows}


_SPEAKERS = Query(
    select(
        models.Contact.id,
        models.Contact.bot,
        models.Contact.key,
        models.Contact.language,
        models.Contact.source_group,
        models.Contact.model_id,
        models.Contact.unreachable_since,
        models.Officer.id.label("officer_id"),
        models.Officer.role,
        models.Officer.unit_code,
        models.Officer.name,
    )
    .outerjoin(models.Officer, and_(models.Officer.contact_id == models.Contact.id, models.Officer.until.is_(None)))
    .where(
        # The index begins with the bot.
        models.Contact.bot.in_(bindparam("bots", expanding=True)),
        models.Contact.key.in_(bindparam("keys", expanding=True)),
    )
)
_REACHED = Query(
    update(models.Contact).where(models.Contact.id == bindparam("contact_id")).values(unreachable_since=None)
)

Speaker = tuple[Contact, Officer | None]
"""A contact, and the officer they are; None for a citizen."""


async def speakers_at(
    session: AsyncSession, vault: Vault, chats: Collection[tuple[str, int]]
) -> dict[tuple[str, int], Speaker]:
    """Return those who are known of the people behind these chats, given by bot and number."""
    if not chats:
        return {}
    keys = {contact_key(vault, bot, chat_id): (bot, chat_id) for bot, chat_id in chats}
    found: dict[tuple[str, int], Speaker] = {}
    for row in await _SPEAKERS.all(session, bots=sorted({bot for bot, _ in chats}), keys=list(keys)):
        if row.unreachable_since is not None:
            # Whoever writes can be written to again.
            await _REACHED.run(session, contact_id=row.id)
        officer = None
        if row.officer_id is not None:
            name = vault.open_text(row.name, place=f"officers.name:{row.id}")
            officer = Officer(row.officer_id, row.id, Role(row.role), row.unit_code, name)
        speaker = _contact(row) if officer is None else replace(_contact(row), source_group=OF_STAFF, model_id=None)
        found[keys[row.key]] = speaker, officer
    return found


async def speaker_at(
    session: AsyncSession, vault: Vault, bot: str, chat_id: int, *, language: str, now: datetime
) -> Speaker:
    """Return the contact behind a chat, made on first sight, and the officer they are; None for a citizen."""
    chat = (bot, chat_id)
    known = await speakers_at(session, vault, [chat])
    if chat in known:
        return known[chat]
    met = await meet(session, vault, [chat], language=language, now=now)
    return met[chat], None


_CONTACT = Query(select(*_OURS).where(models.Contact.id == bindparam("contact_id")))


async def contact(session: AsyncSession, contact_id: int) -> Contact:
    """Return a contact by its row."""
    row = await _CONTACT.first(session, contact_id=contact_id)
    if row is None:
        raise NoResultFound(f"no contact {contact_id}")
    return _contact(row)


def open_address(vault: Vault, *, bot: str, key: bytes, address: bytes) -> Address:
    """Return where a contact is written to; only the sender asks."""
    return Address(**json.loads(vault.open(address, place=_address_place(bot, key))))


async def speak(session: AsyncSession, contact_id: int, language: str) -> None:
    """Note in which language a contact wants to be written to."""
    await session.execute(update(models.Contact).where(models.Contact.id == contact_id).values(language=language))


async def note_unreachable(session: AsyncSession, contact_id: int, *, now: datetime) -> None:
    """Note that a contact blocked the bot or is gone."""
    await session.execute(
        update(models.Contact)
        .where(models.Contact.id == contact_id, models.Contact.unreachable_since.is_(None))
        .values(unreachable_since=now)
    )


def _officer(vault: Vault, row: Row) -> Officer:
    name = vault.open_text(row.name, place=f"officers.name:{row.contact_id}")
    return Officer(row.id, row.contact_id, Role(row.role), row.unit_code, name)


async def officer_at(session: AsyncSession, vault: Vault, contact_id: int) -> Officer | None:
    """Return the officer behind a contact, None for a citizen."""
    row = await session.scalar(
        select(models.Officer).where(models.Officer.contact_id == contact_id, models.Officer.until.is_(None))
    )
    return _officer(vault, row) if row else None


async def officer(session: AsyncSession, vault: Vault, officer_id: int) -> Officer | None:
    """Return an officer who still is one, None otherwise."""
    row = await session.get(models.Officer, officer_id)
    return _officer(vault, row) if row and row.until is None else None


async def officer_name(session: AsyncSession, vault: Vault, officer_id: int) -> str:
    """Return what colleagues call an officer, also after they have left."""
    row = await session.get_one(models.Officer, officer_id)
    return vault.open_text(row.name, place=f"officers.name:{row.contact_id}")


_STAFF = Query(
    select(
        models.Officer.id,
        models.Officer.contact_id,
        models.Officer.role,
        models.Officer.unit_code,
        models.Officer.name,
        models.Contact.language,
    )
    .join(models.Contact, models.Contact.id == models.Officer.contact_id)
    .where(
        models.Officer.unit_code == bindparam("unit_code"),
        models.Officer.until.is_(None),
        models.Officer.role.in_(bindparam("roles", expanding=True)),
    )
    .order_by(models.Officer.id)
)


async def officers_of(
    session: AsyncSession, vault: Vault, unit_code: str, *, roles: Collection[Role] = HANDLES_TIPS
) -> list[Officer]:
    """Return those who work for a unit now, in one of these roles."""
    return [one.officer for one in await team(session, vault, unit_code, roles=roles)]


class Reader(NamedTuple):
    """An officer, and the language in which they are written to."""

    officer: Officer
    language: str


async def team(
    session: AsyncSession, vault: Vault, unit_code: str, *, roles: Collection[Role] = HANDLES_TIPS
) -> list[Reader]:
    """Return those who work for a unit now, in one of these roles, as they are written to."""
    rows = await _STAFF.all(session, unit_code=unit_code, roles=sorted(role.value for role in roles))
    return [Reader(_officer(vault, row), row.language) for row in rows]


async def appoint(
    session: AsyncSession, vault: Vault, contact_id: int, *, role: Role, unit_code: str, name: str, now: datetime
) -> Officer:
    """Make a contact an officer of a unit, instead of what they were before; opens the unit's queue.

    The queue of the unit that they leave is closed where nobody is left to look at it. Where they had enrolled, that
    ends: their next tips are counted as staff's, and those sent before stay as they are.
    """
    await enrolments.leave(session, contact_id)
    left = await session.scalars(
        update(models.Officer)
        .where(models.Officer.contact_id == contact_id, models.Officer.until.is_(None))
        .values(until=now)
        .returning(models.Officer.unit_code)
    )
    for unit in set(left) - {unit_code}:
        await _close_if_nobody_is_left(session, unit, now)
    row = models.Officer(
        contact_id=contact_id,
        role=role.value,
        unit_code=unit_code,
        name=vault.seal_text(name, place=f"officers.name:{contact_id}"),
        since=now,
    )
    session.add(row)
    if role in HANDLES_TIPS:
        await _open_queue(session, unit_code, now)
    await session.flush()
    return _officer(vault, row)


async def _open_queue(session: AsyncSession, unit_code: str, now: datetime) -> None:
    queue = await session.get(Queue, unit_code)
    if queue is None:
        session.add(Queue(unit_code=unit_code, opened_at=now))
    else:
        queue.closed_at = None


async def dismiss(session: AsyncSession, officer: Officer, *, now: datetime) -> None:
    """End an officer's work for a unit; a queue that nobody is left to look at is closed."""
    row = await session.get_one(models.Officer, officer.id)
    row.until = now
    await session.flush()
    await _close_if_nobody_is_left(session, officer.unit_code, now)


async def _close_if_nobody_is_left(session: AsyncSession, unit_code: str, now: datetime) -> None:
    left = select(models.Officer.id).where(
        models.Officer.unit_code == unit_code,
        models.Officer.until.is_(None),
        models.Officer.role.in_(HANDLES_TIPS),
    )
    if await session.scalar(left.limit(1)) is None:
        await session.execute(update(Queue).where(Queue.unit_code == unit_code).values(closed_at=now))


async def invite(
    session: AsyncSession, vault: Vault, *, token: str, role: Role, unit_code: str, name: str, now: datetime
) -> None:
    """Keep an invitation; its token is not kept, only a keyed hash of it."""
    key = vault.look_up("invitation", token)
    session.add(
        Invitation(
            key=key,
            role=role.value,
            unit_code=unit_code,
            name=vault.seal_text(name, place=f"invitations.name:{key.hex()}"),
            created_at=now,
            expires_at=now + INVITATION_LIFETIME,
        )
    )
    await session.flush()


async def accept(session: AsyncSession, vault: Vault, *, token: str, contact_id: int, now: datetime) -> Officer:
    """Use an invitation. Raises InvitationError where it is unknown, used or too old."""
    key = vault.look_up("invitation", token)
    used = await session.execute(
        update(Invitation)
        .where(Invitation.key == key, Invitation.used_at.is_(None), Invitation.expires_at > now)
        .values(used_at=now)
        .returning(Invitation.role, Invitation.unit_code, Invitation.name)
    )
    row = used.one_or_none()
    if row is None:
        raise InvitationError
    name = vault.open_text(row.name, place=f"invitations.name:{key.hex()}")
    return await appoint(session, vault, contact_id, role=Role(row.role), unit_code=row.unit_code, name=name, now=now)


async def has_queue(session: AsyncSession, unit_code: str) -> bool:
    """Whether somebody takes tips for this unit now."""
    row = await session.get(Queue, unit_code)
    return row is not None and row.closed_at is None


async def desks_without_staff(session: AsyncSession, day: date) -> list[str]:
    """Return the desks that tips may reach and nobody looks at: the country's, and those of provinces with queues."""
    provinces = select(models.Unit.parent_code).where(
        models.Unit.level == "commune",
        models.Unit.valid_from <= day,
        or_(models.Unit.valid_until.is_(None), models.Unit.valid_until > day),
        models.Unit.code.in_(select(Queue.unit_code).where(Queue.closed_at.is_(None))),
    )
    desks = {COUNTRY, *(code for code in await session.scalars(provinces) if code)}
    return sorted(desks - await queues_among(session, sorted(desks)), key=lambda code: (code != COUNTRY, code))


async def queues(session: AsyncSession, unit_codes: Collection[str]) -> dict[str, routing.Queue]:
    """Return the staff and the waiting tips of those of these units that take tips; for a few units at a time.

    Tips are counted until the queue is full: after an outage there may be thousands, and each new one asks.
    """
    if not unit_codes:
        return {}
    codes = list(unit_codes)
    rows = await _queues(len(codes)).all(session, **{f"unit_{number}": code for number, code in enumerate(codes)})
    return {row.unit_code: routing.Queue(staff=row.staff, waiting=row.waiting) for row in rows}


@lru_cache(maxsize=8)
def _queues(count: int) -> Query:
    """Return the question for so many queues."""
    return Query(union_all(*[_queue(bindparam(f"unit_{number}", type_=String)) for number in range(count)]))


def _queue(unit_code: BindParameter[str]) -> Select[str, int, int]:
    staff = (
        select(func.count())
        .where(models.Officer.unit_code == unit_code, models.Officer.until.is_(None))
        .where(models.Officer.role.in_(sorted(HANDLES_TIPS)))
        .scalar_subquery()
    )
    waiting = (
        select(models.Tip.id)
        .where(models.Tip.unit_code == unit_code, models.Tip.status.in_(sorted(WAITING)))
        .limit(staff * routing.MOST_WAITING_EACH)
        .subquery()
    )
    counted = select(func.count()).select_from(waiting).scalar_subquery()
    return select(Queue.unit_code, staff.label("staff"), counted.label("waiting")).where(
        Queue.unit_code == unit_code, Queue.closed_at.is_(None)
    )


async def queues_among(session: AsyncSession, unit_codes: Sequence[str]) -> set[str]:
    """Return those of the units whose queue is open."""
    rows = await session.scalars(
        select(Queue.unit_code).where(Queue.unit_code.in_(unit_codes), Queue.closed_at.is_(None))
    )
    return set(rows)
