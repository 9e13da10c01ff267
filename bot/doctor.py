"""Checks settings, keys, database, places and messengers, and says what to do."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import ClientSession
from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import server_clock
from bot.hooks import webhook_path
from bot.messenger import Messenger, MessengerError
from bot.model import UnusableModelError, adopted_model
from bot.settings import BotSettings, Settings
from domain.periods import local_day
from places import boundaries, gazetteer
from places.boundaries import BoundariesError
from storage import people, schema, updates
from storage.backlog import Backlog, backlog
from storage.database import Database
from storage.evidence import EvidenceFiles
from storage.models import Contact
from storage.vault import Vault, VaultError, is_private, load_keys

LATE = timedelta(minutes=5)
"""What has waited for so long is named."""

FULL = 0.95
"""A disk that is fuller is a fault; the alarm comes at 85 %."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        about: What it is.
        is_well: Whether the service can work with it.
        says: What was found, and what to do where it is not well.
        is_note: Whether it works, but somebody should see to it.
    """

    about: str
    is_well: bool
    says: str
    is_note: bool = False


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Look at everything that the service needs, one after the other."""
    vault = None
    try:
        vault = load_keys(settings.keys)
        yield _keys(settings)
    except VaultError as error:
        yield Finding("keys", is_well=False, says=f"{error}")
    async for finding in _database(settings, vault):
        yield finding
    if vault is not None:
        yield await _evidence(settings, vault)
    yield _disk(settings)
    yield _places(settings)
    yield _categories(settings)
    if not settings.bots:
        yield Finding("bots", is_well=False, says="none is set; NGUONTIN_TELEGRAM_TOKEN needs the token from BotFather")
    async with ClientSession() as http:
        for bot in settings.bots:
            yield await _messenger(http, bot, settings)


def _keys(settings: Settings) -> Finding:
    if not is_private(settings.keys):
        return Finding("keys", is_well=False, says=f"others may read {settings.keys}; run `chmod 600` on it")
    return Finding("keys", is_well=True, says=f"{settings.keys}, readable by its owner alone")


async def _database(settings: Settings, vault: Vault | None = None) -> AsyncIterator[Finding]:
    database = Database(settings.database_url)
    try:
        if not await asyncio.to_thread(schema.is_current, settings.database_url):
            yield Finding("database", is_well=False, says="the schema is not up to date; run `nguontin migrate`")
            return
        async with database.read() as session:
            count = await session.scalar(text("SELECT count(*) FROM units"))
            aside = await updates.count_set_aside(session)
            desks = await people.desks_without_staff(session, local_day(server_clock()))
            waiting = await backlog(session)
            contact = await session.scalar(select(Contact).limit(1))
    except (SQLAlchemyError, OSError) as error:
        yield Finding(
            "database", is_well=False, says=f"does not answer ({type(error).__name__}); check NGUONTIN_DATABASE_URL"
        )
        return
    finally:
        await database.close()
    units = f"answers, {count} units" if count else "has no units; run `nguontin migrate`"
    yield Finding("database", is_well=bool(count), says=units)
    if vault is not None and contact is not None:
        yield _keys_fit(vault, contact)
    yield _journal(aside)
    yield _waiting(waiting, server_clock())
    yield _desks(desks)


def _journal(aside: int) -> Finding:
    if aside:
        return Finding(
            "journal", is_well=False, says=f"{aside} updates in all were set aside; `nguontin set-aside` lists them"
        )
    return Finding("journal", is_well=True, says="no update was set aside")


def _waiting(waiting: Backlog, now: datetime) -> Finding:
    """Say what waits, and whether the oldest of it waits for so long that nobody seems to work on it."""
    queues = {"updates": waiting.journal, **{f"{one.name.lower()} calls": it for one, it in waiting.outbox.items()}}
    late = [
        f"{name}: {queue.count}, the oldest since {queue.since.isoformat(timespec='seconds')}"
        for name, queue in queues.items()
        if queue.since is not None and now - queue.since > LATE
    ]
    if late:
        says = f"{'; '.join(late)}; is `nguontin run` at work, and what does its log say?"
        return Finding("waiting", is_well=True, says=says, is_note=True)
    count = sum(queue.count for queue in queues.values())
    return Finding("waiting", is_well=True, says=f"{count} updates and calls, none of them for long")


def _keys_fit(vault: Vault, contact: Contact) -> Finding:
    """Say whether the keys are those that the database was written with; a single address tells."""
    try:
        people.open_address(vault, bot=contact.bot, key=contact.key, address=contact.address)
    except VaultError:
        says = "the keys do not open what is in the database; put back those that it was written with"
        return Finding("keys", is_well=False, says=says)
    return Finding("keys", is_well=True, says="they open what is in the database")


def _disk(settings: Settings) -> Finding:
    folder = settings.keys.parent
    if not folder.exists():
        return Finding("disk", is_well=False, says=f"{folder} is not there; run `nguontin migrate`")
    usage = shutil.disk_usage(folder)
    share = usage.used / max(1, usage.used + usage.free)
    says = f"{share:.0%} full, {usage.free // 2**20} MiB free"
    return Finding("disk", is_well=share < FULL, says=says if share < FULL else f"{says}; make room soon")


def _desks(without_staff: Sequence[str]) -> Finding:
    if not without_staff:
        return Finding("desks", is_well=True, says="every desk that a tip can reach has a coordinator")
    invitations = "; ".join(f"`nguontin invite --role coordinator --unit {code}`" for code in without_staff)
    says = f"tips whose place is unknown would wait for nobody yet; run {invitations}"
    return Finding("desks", is_well=True, says=says, is_note=True)


async def _evidence(settings: Settings, vault: Vault) -> Finding:
    try:
        files = EvidenceFiles(settings.evidence_url, vault)
        await files.put("doctor/probe", b"probe")
        await files.get("doctor/probe")
    except (OSError, ValueError) as error:
        return Finding(
            "evidence", is_well=False, says=f"cannot be written ({type(error).__name__}); check NGUONTIN_EVIDENCE_URL"
        )
    return Finding("evidence", is_well=True, says="can be written and read")


def _places(settings: Settings) -> Finding:
    known = {commune.code for commune in gazetteer.load().communes}
    if not known:
        return Finding("places", is_well=False, says="no commune is known; install the package vietnamadminunits again")
    names = f"{len(known)} communes by name"
    try:
        dataset = boundaries.examine(settings.boundaries_file)
    except BoundariesError as error:
        return Finding("places", is_well=False, says=f"{names}; {error}")
    if dataset is None:
        says = (
            f"{names}; no exact boundaries, so the citizen is asked about every position; run "
            "`nguontin boundaries import FILE` with a GeoJSON file of the communes"
        )
        return Finding("places", is_well=True, says=says, is_note=True)
    says = (
        f"{names}; exact boundaries of {len(known & dataset.codes)} of them from {dataset.name} of {dataset.modified} "
        f"(SHA-256 {dataset.sha256[:12]})"
    )
    return Finding("places", is_well=True, says=says, is_note=not known <= dataset.codes)


def _categories(settings: Settings) -> Finding:
    try:
        model = adopted_model(settings)
    except UnusableModelError as error:
        return Finding("categories", is_well=False, says=f"{error}")
    says = "the model of the package" if model is None else f"the model that was adopted, {settings.model_file}"
    return Finding("categories", is_well=True, says=says)


async def _messenger(http: ClientSession, bot: BotSettings, settings: Settings) -> Finding:
    about = f"bot {bot.name}"
    messenger = Messenger(http, name=bot.name, token=bot.token.get_secret_value(), api=bot.api, kind=bot.kind)
    try:
        me = await messenger.call("getMe", {})
        hook = await messenger.call("getWebhookInfo", {})
    except MessengerError as error:
        return Finding(about, is_well=False, says=f"getMe failed ({error}); check its token and api")
    own = f"{(settings.webhook_url or '').rstrip('/')}{webhook_path(bot.name)}"
    if hook.get("url", "") != (own if settings.intake == "webhook" else ""):
        return Finding(about, is_well=False, says="another webhook is set; somebody else may hold the token")
    if hook.get("last_error_date") and hook.get("pending_update_count"):
        waiting = hook["pending_update_count"]
        return Finding(about, is_well=False, says=f"{waiting} updates wait: the messenger could not deliver them here")
    return Finding(about, is_well=True, says=f"@{me.get('username', '?')} answers")
