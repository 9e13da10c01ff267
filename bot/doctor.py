"""Checks settings, keys, database, places and messengers, and says what to do."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from aiohttp import ClientSession
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import server_clock
from bot.messenger import Messenger, MessengerError
from bot.model import UnusableModelError, adopted_model
from bot.settings import BotSettings, Settings
from domain.periods import local_day
from places import boundaries, gazetteer
from places.boundaries import BoundariesError
from storage import people, schema, updates
from storage.database import Database
from storage.evidence import EvidenceFiles
from storage.vault import Vault, VaultError, is_private, load_keys


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
    async for finding in _database(settings):
        yield finding
    if vault is not None:
        yield await _evidence(settings, vault)
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


async def _database(settings: Settings) -> AsyncIterator[Finding]:
    database = Database(settings.database_url)
    try:
        if not await asyncio.to_thread(schema.is_current, settings.database_url):
            yield Finding("database", is_well=False, says="the schema is not up to date; run `nguontin migrate`")
            return
        async with database.read() as session:
            count = await session.scalar(text("SELECT count(*) FROM units"))
            aside = await updates.count_set_aside(session)
            desks = await people.desks_without_staff(session, local_day(server_clock()))
    except (SQLAlchemyError, OSError) as error:
        yield Finding(
            "database", is_well=False, says=f"does not answer ({type(error).__name__}); check NGUONTIN_DATABASE_URL"
        )
        return
    finally:
        await database.close()
    units = f"answers, {count} units" if count else "has no units; run `nguontin migrate`"
    yield Finding("database", is_well=bool(count), says=units)
    yield _journal(aside)
    yield _desks(desks)


def _journal(aside: int) -> Finding:
    if aside:
        return Finding(
            "journal", is_well=False, says=f"{aside} updates in all were set aside; the log names the cause of each"
        )
    return Finding("journal", is_well=True, says="no update was set aside")


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
    expected = (settings.webhook_url or "") if settings.intake == "webhook" else ""
    if not hook.get("url", "").startswith(expected) or (not expected and hook.get("url")):
        return Finding(about, is_well=False, says="another webhook is set; somebody else may hold the token")
    return Finding(about, is_well=True, says=f"@{me.get('username', '?')} answers")
