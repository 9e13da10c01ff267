"""Links by which members of the grassroots force, or of a model, enrol; and as what somebody's tips are counted.

Access is part of finding: only who commands a unit, or supervises it from above, makes, sees and ends its links. Nobody
is told who enrolled: a unit is given numbers alone.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Officer, Role, supervises
from domain.codes import new_token
from domain.errors import DomainError
from domain.periods import local_day
from domain.tip import SourceGroup
from storage import models, units
from storage.queries import Insertion
from storage.register_tables import Enrolment, Membership
from storage.units import Unit, UnitNotFoundError
from storage.vault import Vault

ENROLS = frozenset({Role.COMMANDER, Role.SUPERVISOR})
"""Roles that make and end links, for their own unit and those below it."""

LIFETIMES = (1, 7, 30)
"""For how many days a link may hold."""

MOST_LINKS = 20
"""Links of a unit that hold at the same time; a unit needs one for its force and one for a model."""

_MARK = "nhom"
_LINK = re.compile(rf"{_MARK}[A-Za-z0-9_-]{{22}}", re.ASCII)


class LinkNotFoundError(DomainError):
    """There is no such link for the one who asks."""


class LinkState(StrEnum):
    """Whether a link can be used."""

    OPEN = "open"
    EXPIRED = "expired"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Link:
    """A link by which people enrol.

    Attributes:
        id: The row.
        unit_code: The unit they enrol with.
        source_group: As what their tips are counted.
        structure_id: The registered model, None for the grassroots force.
        expires_at: Until when it can be used, in UTC.
        ended_at: When the unit ended it, None where it did not.
        used: How often somebody enrolled by it.
    """

    id: int
    unit_code: str
    source_group: SourceGroup
    structure_id: int | None
    expires_at: datetime
    ended_at: datetime | None
    used: int

    def state(self, now: datetime) -> LinkState:
        """Return whether it can be used now."""
        if self.ended_at is not None:
            return LinkState.ENDED
        return LinkState.OPEN if now < self.expires_at else LinkState.EXPIRED


@dataclass(frozen=True, slots=True)
class Member:
    """As what somebody's tips are counted, for they enrolled.

    Attributes:
        unit_code: The unit that they enrolled with.
        source_group: The group.
        structure_id: The registered model, None for the grassroots force.
        since: The local day on which they enrolled.
    """

    unit_code: str
    source_group: SourceGroup
    structure_id: int | None
    since: date


def new_link_token() -> str:
    """Return a token for a link; it looks unlike an invitation's, so that neither is taken for the other."""
    return _MARK + new_token()


def is_link_token(text: str | None) -> bool:
    """Whether a text may be the token of a link to enrol by."""
    return text is not None and _LINK.fullmatch(text) is not None


async def unit_of(session: AsyncSession, officer: Officer, unit_code: str, *, now: datetime) -> Unit:
    """Return a unit for which the officer makes links. Raises UnitNotFoundError where there is none for them."""
    unit = await units.on_day(session, unit_code, local_day(now))
    if officer.role not in ENROLS or not supervises(officer, unit.code, unit.parent_code):
        raise UnitNotFoundError(unit_code)
    return unit


def _key(vault: Vault, token: str) -> bytes:
    return vault.look_up("enrolment", token)


def _link(row: Enrolment) -> Link:
    group = SourceGroup(row.source_group)
    return Link(row.id, row.unit_code, group, row.structure_id, row.expires_at, row.ended_at, row.used)


async def make_link(
    session: AsyncSession,
    vault: Vault,
    officer: Officer,
    *,
    token: str,
    unit_code: str,
    structure_id: int | None,
    days: int,
    now: datetime,
) -> Link:
    """Keep a link; its token is not kept, only a keyed hash of it.

    Args:
        session: The transaction.
        vault: Hashes the token.
        officer: Who makes it.
        token: What `new_link_token` returned.
        unit_code: The unit to enrol with.
        structure_id: One of the unit's registered models, which the caller has found; None for the grassroots force.
        days: For how long it holds, one of `LIFETIMES`.
        now: When it is made, in UTC.

    Raises UnitNotFoundError.
    """
    unit = await unit_of(session, officer, unit_code, now=now)
    group = SourceGroup.GRASSROOTS_FORCE if structure_id is None else SourceGroup.MODEL
    row = Enrolment(
        key=_key(vault, token),
        unit_code=unit.code,
        source_group=group.value,
        structure_id=structure_id,
        officer_id=officer.id,
        created_at=now,
        expires_at=now + timedelta(days=days),
        used=0,
    )
    session.add(row)
    await session.flush()
    return _link(row)


async def newest_id(session: AsyncSession, unit_code: str) -> int:
    """Return the number of a unit's newest link, 0 where it never had one."""
    return await session.scalar(select(func.max(Enrolment.id)).where(Enrolment.unit_code == unit_code)) or 0


async def open_links(session: AsyncSession, officer: Officer, unit_code: str, *, now: datetime) -> list[Link]:
    """Return a unit's links that can be used now, the newest first, at most `MOST_LINKS`. Raises UnitNotFoundError."""
    unit = await unit_of(session, officer, unit_code, now=now)
    return await links_of(session, unit.code, now=now)


async def links_of(session: AsyncSession, unit_code: str, *, now: datetime) -> list[Link]:
    """Return the same for the operator, who sees every unit."""
    rows = await session.scalars(
        select(Enrolment)
        .where(Enrolment.unit_code == unit_code, Enrolment.ended_at.is_(None), Enrolment.expires_at > now)
        .order_by(Enrolment.id.desc())
        .limit(MOST_LINKS)
    )
    return [_link(row) for row in rows]


async def end_link(session: AsyncSession, officer: Officer, link_id: int, *, now: datetime) -> Link:
    """End a link: nobody enrols by it any more, and who did stays. Ended twice it is ended once.

    Raises LinkNotFoundError.
    """
    row = await session.get(Enrolment, link_id, with_for_update=True)
    if row is None:
        raise LinkNotFoundError
    try:
        await unit_of(session, officer, row.unit_code, now=now)
    except UnitNotFoundError:
        raise LinkNotFoundError from None
    return await _ended(session, row, now)


async def end_link_of(session: AsyncSession, unit_code: str, link_id: int, *, now: datetime) -> Link:
    """Do the same for the operator. Raises LinkNotFoundError where it is no link of this unit."""
    row = await session.get(Enrolment, link_id, with_for_update=True)
    if row is None or row.unit_code != unit_code:
        raise LinkNotFoundError
    return await _ended(session, row, now)


async def _ended(session: AsyncSession, row: Enrolment, now: datetime) -> Link:
    if row.ended_at is None:
        row.ended_at = now
        await session.flush()
    return _link(row)


async def find_link(session: AsyncSession, vault: Vault, token: str) -> Link | None:
    """Return the link that a token belongs to, usable or not; None for a made-up one."""
    if not is_link_token(token):
        return None
    row = await session.scalar(select(Enrolment).where(Enrolment.key == _key(vault, token)))
    return _link(row) if row else None


_MEMBERS = Membership.metadata.tables[Membership.__tablename__]
_GIVEN = ("unit_code", "source_group", "structure_id", "since")
_ENROL = Insertion(
    _MEMBERS,
    ("contact_id", *_GIVEN),
    on_conflict=lambda made: made.on_conflict_do_update(
        index_elements=["contact_id"], set_={name: made.excluded[name] for name in _GIVEN}
    ),
)


async def enrol(session: AsyncSession, contact_id: int, link: Link, *, now: datetime) -> Member:
    """Count somebody's tips from now on as a link says, instead of what they were counted as before."""
    await _ENROL.run(
        session,
        [
            {
                "contact_id": contact_id,
                "unit_code": link.unit_code,
                "source_group": link.source_group.value,
                "structure_id": link.structure_id,
                "since": local_day(now),
            }
        ],
    )
    await _count_as(session, [contact_id], link.source_group, link.structure_id)
    await session.execute(update(Enrolment).where(Enrolment.id == link.id).values(used=Enrolment.used + 1))
    return Member(link.unit_code, link.source_group, link.structure_id, local_day(now))


async def leave(session: AsyncSession, contact_id: int) -> bool:
    """Count somebody's tips as the people's again; returns whether they were enrolled."""
    gone = await session.scalars(
        delete(Membership).where(Membership.contact_id == contact_id).returning(Membership.contact_id)
    )
    left = gone.all()
    await _count_as(session, left, SourceGroup.PEOPLE)
    return bool(left)


async def dissolve(session: AsyncSession, structure_id: int, *, now: datetime) -> int:
    """End the links of a structure that is there no longer, and its memberships; returns how many these were."""
    is_of = Enrolment.structure_id == structure_id
    return await _dissolve(session, is_of, Membership.structure_id == structure_id, now=now)


async def follow(session: AsyncSession, old_id: int, new_id: int) -> None:
    """Let the links and memberships of a structure be those of the one that stands in its place."""
    for table in (Enrolment, Membership):
        await session.execute(update(table).where(table.structure_id == old_id).values(structure_id=new_id))
    await session.execute(update(models.Contact).where(models.Contact.model_id == old_id).values(model_id=new_id))


async def dissolve_force(session: AsyncSession, unit_code: str, *, now: datetime) -> int:
    """End the links of a unit's grassroots force, and all memberships in it; returns how many these were."""
    is_of = and_(Enrolment.unit_code == unit_code, Enrolment.structure_id.is_(None))
    is_in = and_(Membership.unit_code == unit_code, Membership.structure_id.is_(None))
    return await _dissolve(session, is_of, is_in, now=now)


async def _dissolve(
    session: AsyncSession, links: ColumnElement[bool], members: ColumnElement[bool], *, now: datetime
) -> int:
    await session.execute(update(Enrolment).where(links, Enrolment.ended_at.is_(None)).values(ended_at=now))
    gone = await session.scalars(delete(Membership).where(members).returning(Membership.contact_id))
    left = gone.all()
    await _count_as(session, left, SourceGroup.PEOPLE)
    return len(left)


_AT_ONCE = 500
"""Rows that one statement names."""


async def _count_as(
    session: AsyncSession, contact_ids: Collection[int], group: SourceGroup, model_id: int | None = None
) -> None:
    """Write down with the contacts, where it is read with whoever speaks, as what their tips are counted."""
    rows = sorted(contact_ids)
    for start in range(0, len(rows), _AT_ONCE):
        await session.execute(
            update(models.Contact)
            .where(models.Contact.id.in_(rows[start : start + _AT_ONCE]))
            .values(source_group=group.value, model_id=model_id)
        )


async def member(session: AsyncSession, contact_id: int) -> Member | None:
    """Return as what somebody's tips are counted, None where they never enrolled or have left."""
    row = await session.get(Membership, contact_id, populate_existing=True)
    if row is None:
        return None
    return Member(row.unit_code, SourceGroup(row.source_group), row.structure_id, row.since)


async def count_members(
    session: AsyncSession, officer: Officer, unit_code: str, *, now: datetime
) -> Mapping[int | None, int]:
    """Return how many are enrolled with a unit, by registered model; None stands for the grassroots force.

    Raises UnitNotFoundError.
    """
    unit = await unit_of(session, officer, unit_code, now=now)
    return await members_of(session, unit.code)


async def members_of(session: AsyncSession, unit_code: str) -> Mapping[int | None, int]:
    """Return the same for the operator, who sees every unit."""
    rows = await session.execute(
        select(Membership.structure_id, func.count().label("members"))
        .where(Membership.unit_code == unit_code)
        .group_by(Membership.structure_id)
    )
    return {row.structure_id: row.members for row in rows}
