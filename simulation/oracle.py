"""Compares what was sent and shown with what the service has stored and delivered, from outside of it.

Every code that a citizen was given is one tip, with exactly the words and photos that they sent, linked to them alone;
no words stand in two tips; cards went to those they were for, and to nobody else; nothing waits any more.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import monotonic

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import HANDLES_TIPS, Role
from domain.codes import spaced
from domain.tip import EvidenceKind
from simulation.grammar import said_as
from simulation.ledger import Ledger, Told
from storage import models
from storage.database import Database
from storage.people import open_address
from storage.vault import Vault, load_keys

_LOOK_SECONDS = 0.5
_CARD = "tip:"
_NARRATIVE = "narrative"
_FROM_CITIZEN = frozenset({_NARRATIVE, "supplement", "answer", "objection"})


@dataclass(frozen=True, slots=True)
class StoredTip:
    """A tip as it is stored.

    Attributes:
        id: The row.
        code: Without dashes.
        received_at: In UTC.
        narrative: The words it was sent with, one text a message.
        later: What its citizen added.
        photos: How many belong to it, whether they were fetched or not.
        unfetched: Files that are waited for, or lost.
        units: Codes of the units that it was with, at any time.
        reporters: Chats that it is linked to.
    """

    id: int
    code: str
    received_at: datetime
    narrative: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    photos: int = 0
    unfetched: int = 0
    units: frozenset[str] = frozenset()
    reporters: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class StoredOfficer:
    """A member of staff who handles the tips of a unit.

    Attributes:
        chat_id: Where they are written to.
        unit_code: For which unit.
        since: From when, in UTC.
        until: Until when; None while they do.
        is_reachable: Whether the messenger delivers to them, as far as is known.
    """

    chat_id: int
    unit_code: str
    since: datetime
    until: datetime | None = None
    is_reachable: bool = True


@dataclass(frozen=True, slots=True)
class Stored:
    """What the service has stored and delivered since a moment.

    Attributes:
        tips: Those received since then.
        officers: All who handle tips, or did.
        shown: Pairs of a tip's row and a chat that a message about it went to.
        waiting: What waits, by where.
        set_aside: Updates set aside since then.
    """

    tips: Sequence[StoredTip]
    officers: Sequence[StoredOfficer] = ()
    shown: frozenset[tuple[int, int]] = frozenset()
    waiting: Mapping[str, int] = field(default_factory=dict)
    set_aside: int = 0


# What is stored.


@asynccontextmanager
async def opened(database_url: str, keys: Path) -> AsyncIterator[tuple[Database, Vault]]:
    """Open the service's database and keys for the block. Raises VaultError where the keys cannot be read."""
    vault = load_keys(keys)
    database = Database(database_url)
    try:
        yield database, vault
    finally:
        await database.close()


async def settled(database: Database, *, seconds: float) -> None:
    """Return when nothing waits in journal and outbox and no file is to be fetched, or when the time is over."""
    until = monotonic() + seconds
    while monotonic() < until:
        async with database.read() as session:
            if not any((await _waiting(session)).values()):
                return
        await asyncio.sleep(_LOOK_SECONDS)


async def read(database: Database, vault: Vault, *, since: datetime) -> Stored:
    """Return what is stored of the tips received since a moment, in UTC."""
    async with database.read() as session:
        chats = await _chats(session, vault)
        return Stored(
            tips=await _tips(session, vault, chats, since),
            officers=await _officers(session, chats),
            shown=await _shown(session, chats),
            waiting=await _waiting(session),
            set_aside=await session.scalar(
                select(func.count()).where(models.Update.state == "set_aside", models.Update.received_at >= since)
            )
            or 0,
        )


async def _waiting(session: AsyncSession) -> dict[str, int]:
    counted = {
        "updates in the journal": select(func.count()).where(models.Update.state == "waiting"),
        "calls in the outbox": select(func.count()).where(models.Call.state == "waiting"),
        "files to be fetched": select(func.count()).where(models.Evidence.state == "waiting"),
    }
    return {name: await session.scalar(query) or 0 for name, query in counted.items()}


async def _chats(session: AsyncSession, vault: Vault) -> dict[int, int]:
    """Return the chats of all contacts by their rows."""
    rows = await session.scalars(select(models.Contact))
    return {row.id: open_address(vault, bot=row.bot, key=row.key, address=row.address).chat_id for row in rows}


async def _tips(session: AsyncSession, vault: Vault, chats: Mapping[int, int], since: datetime) -> list[StoredTip]:
    is_new = models.Tip.received_at >= since
    narrative: defaultdict[int, list[str]] = defaultdict(list)
    later: defaultdict[int, list[str]] = defaultdict(list)
    words = select(models.Statement).join(models.Tip).where(is_new).order_by(models.Statement.id)
    for one in await session.scalars(words):
        if one.kind in _FROM_CITIZEN:
            place = narrative if one.kind == _NARRATIVE else later
            place[one.tip_id].append(vault.open_text(one.text, place=f"statements.text:{one.tip_id}"))
    photos, unfetched = Counter[int](), Counter[int]()
    for file in await session.scalars(select(models.Evidence).join(models.Tip).where(is_new)):
        photos[file.tip_id or 0] += file.kind == EvidenceKind.PHOTO.value
        unfetched[file.tip_id or 0] += file.state != "kept"
    units = defaultdict(set)
    for event in await session.scalars(select(models.TipEvent).join(models.Tip).where(is_new)):
        units[event.tip_id].add(event.unit_code)
    reporters = defaultdict(set)
    for link in await session.scalars(select(models.Reporter).join(models.Tip).where(is_new)):
        reporters[link.tip_id].add(chats[link.contact_id])
    return [
        StoredTip(
            id=row.id,
            code=vault.open_text(row.code, place=f"tips.code:{row.code_key.hex()}"),
            received_at=row.received_at,
            narrative=tuple(narrative[row.id]),
            later=tuple(later[row.id]),
            photos=photos[row.id],
            unfetched=unfetched[row.id],
            units=frozenset(units[row.id] | {row.unit_code}),
            reporters=frozenset(reporters[row.id]),
        )
        for row in await session.scalars(select(models.Tip).where(is_new).order_by(models.Tip.id))
    ]


async def _officers(session: AsyncSession, chats: Mapping[int, int]) -> list[StoredOfficer]:
    gone = set(await session.scalars(select(models.Contact.id).where(models.Contact.unreachable_since.is_not(None))))
    return [
        StoredOfficer(chats[row.contact_id], row.unit_code, row.since, row.until, row.contact_id not in gone)
        for row in await session.scalars(select(models.Officer))
        if Role(row.role) in HANDLES_TIPS
    ]


async def _shown(session: AsyncSession, chats: Mapping[int, int]) -> frozenset[tuple[int, int]]:
    cards = select(models.Card).where(models.Card.name.startswith(_CARD), models.Card.message_id.is_not(None))
    return frozenset((int(row.name.removeprefix(_CARD)), chats[row.contact_id]) for row in await session.scalars(cards))


# What differs.


def differences(ledger: Ledger, stored: Stored, *, played: Iterable[int]) -> list[str]:
    """Return what differs between what was sent and shown and what is stored, one sentence each, without any words.

    Args:
        ledger: What was sent and shown.
        stored: What is stored.
        played: The chats whose phones the simulation has seen.
    """
    by_code = defaultdict(list)
    for tip in stored.tips:
        by_code[tip.code].append(tip)
    found: list[str] = []
    for code, told in ledger.told.items():
        tips = by_code.get(code, [])
        if len(tips) != 1:
            found.append(f"tip {spaced(code)} is stored {len(tips)} times")
        for tip in tips:
            found += _in_words(ledger, told, tip)
            found += _in_links(told, tip)
    found += _foreign(ledger, stored)
    found += _cards(ledger, stored, frozenset(played))
    found += [f"{count} {name} still wait" for name, count in stored.waiting.items() if count]
    if stored.set_aside:
        found.append(f"{stored.set_aside} updates were set aside")
    return found


def _in_words(ledger: Ledger, told: Told, tip: StoredTip) -> Iterator[str]:
    """Say what differs in the words and photos of one tip; of one that was withdrawn in time nothing has to be left."""
    is_erased = told.may_be_withdrawn and not tip.narrative
    if not is_erased and _said(tip.narrative) != _said(told.words):
        yield f"tip {spaced(told.code)} holds other words: {len(told.words)} sent, {len(tip.narrative)} stored"
    unsure = {said_as(one) for one in ledger.unsure_additions}
    missing = Counter(_said(told.added)) - Counter(_said(tip.later))
    surplus = Counter(one for one in _said(tip.later) if one not in unsure) - Counter(_said(told.added))
    if not is_erased and (missing or surplus):
        yield f"tip {spaced(told.code)}: {missing.total()} additions are missing, {surplus.total()} are too many"
    if tip.photos != told.photos:
        yield f"tip {spaced(told.code)} holds {tip.photos} photos of {told.photos}"
    if tip.unfetched:
        yield f"tip {spaced(told.code)}: {tip.unfetched} files were not fetched"


def _said(texts: Iterable[str]) -> list[str]:
    return [said_as(one) for one in texts]


def _in_links(told: Told, tip: StoredTip) -> Iterator[str]:
    """Say who a tip is linked to, if that is not the one who sent it, or nobody after a withdrawal."""
    allowed = [frozenset({told.person})]
    if told.may_be_withdrawn:
        allowed = [frozenset()] if told.is_withdrawn else [frozenset(), *allowed]
    if tip.reporters not in allowed:
        yield f"tip {spaced(told.code)} is linked to {len(tip.reporters)} chats, or to another one than it came from"


def _foreign(ledger: Ledger, stored: Stored) -> Iterator[str]:
    """Say which tips hold words that belong to others: a tip that was doubled holds all of them."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for told in ledger.told.values():
        for one in _said([*told.words, *told.added]):
            owners[one].add(told.code)
    unsure = Counter(tuple(_said(one.words)) for one in ledger.unsure)
    for tip in stored.tips:
        # Of words that several people sent, such as a name of a place, nobody can say whose they are.
        others = {
            next(iter(owners[one]))
            for one in _said([*tip.narrative, *tip.later])
            if len(owners.get(one, ())) == 1 and tip.code not in owners[one]
        }
        if others:
            names = ", ".join(spaced(code) for code in sorted(others))
            yield f"tip {spaced(tip.code)} holds words of {names}"
        narrative = tuple(_said(tip.narrative))
        if tip.code not in ledger.told and narrative in unsure:
            unsure[narrative] -= 1
            if unsure[narrative] < 0:
                yield f"tip {spaced(tip.code)} was stored once more than it was sent"


def _cards(ledger: Ledger, stored: Stored, played: frozenset[int]) -> Iterator[str]:
    """Say which cards reached nobody, not everybody who was to see them, or somebody who was not."""
    staff = defaultdict(list)
    for officer in stored.officers:
        staff[officer.unit_code].append(officer)
    by_code = {tip.code: tip for tip in stored.tips}
    elsewhere = defaultdict(set)
    for row, chat in stored.shown:
        if chat not in played:
            elsewhere[row].add(chat)
    for code in ledger.told:
        if (tip := by_code.get(code)) is None:
            continue
        entitled = [
            one for unit in tip.units for one in staff[unit] if one.until is None or one.until > tip.received_at
        ]
        due = {
            one.chat_id for one in entitled if one.until is None and one.is_reachable and one.since < tip.received_at
        }
        seen = set(ledger.cards.get(code, ()))
        if missing := len(due - seen - elsewhere[tip.id]):
            yield f"tip {spaced(code)} did not reach {missing} of {len(due)} officers"
        if wrong := len(seen - {one.chat_id for one in entitled}):
            yield f"tip {spaced(code)} was shown to {wrong} people who may not see it"
