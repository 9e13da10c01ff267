"""Builds the parts and joins them; nothing else constructs a part."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache

from aiogram import Bot, Dispatcher
from aiohttp import ClientSession, TCPConnector, web
from magic_filter import MagicFilter
from pydantic_core import to_json

import locales
from bot import probe, systemd
from bot.clock import server_clock
from bot.fetching import Fetching
from bot.handling import Handling, Offline
from bot.health import Health, watch_loop
from bot.hooks import webhook_path
from bot.intake import MAX_BODY_BYTES
from bot.intake_settings import IntakeBot, IntakeSettings
from bot.messenger import Messenger
from bot.middlewares import Speaking
from bot.model import adopted_model
from bot.probe import Probe
from bot.reception import STOP_TIMEOUT, Door, Reception, open_reception
from bot.reminders import Reminders
from bot.sender import Sender
from bot.settings import Settings, host_and_port
from handlers import routers
from places import gazetteer
from places.boundaries import Boundaries
from storage.database import Database
from storage.evidence import EvidenceFiles
from storage.shares import in_shares
from storage.turn import in_turn
from storage.vault import Vault, load_keys
from web import app as console


class Part(StrEnum):
    """What a process may run alone; together they are the service."""

    INTAKE = "intake"
    HANDLING = "handling"
    SENDER = "sender"
    REMINDERS = "reminders"
    WEB = "web"


@dataclass(frozen=True, slots=True)
class App:
    """The parts of the running service."""

    settings: Settings
    clock: Callable[[], datetime]
    database: Database
    vault: Vault
    files: EvidenceFiles
    messengers: dict[str, Messenger]
    reception: Reception
    handling: Handling
    sender: Sender
    fetching: Fetching
    reminders: Reminders
    probe: Probe
    health: Health


@asynccontextmanager
async def open_app(
    settings: Settings, *, clock: Callable[[], datetime] = server_clock, reception: Reception | None = None
) -> AsyncIterator[App]:
    """Build the parts for these settings, and close them at the end of the block.

    A `reception` that takes updates already is used, and left open.
    """
    locales.show_times_in(settings.timezone)
    vault = load_keys(settings.keys)
    async with AsyncExitStack() as stack:
        if reception is None:
            opening = open_reception(intake_settings(settings), vault, clock=clock)
            reception = await stack.enter_async_context(opening)
        async with _joined(settings, vault, reception, clock=clock) as app:
            yield app


def intake_settings(settings: Settings) -> IntakeSettings:
    """Return what of the settings taking updates needs."""
    secret = settings.webhook_secret
    return IntakeSettings(
        bots=tuple(IntakeBot(bot.token.get_secret_value(), bot.name, bot.api, bot.kind) for bot in settings.bots),
        database_url=settings.database_url,
        intake=settings.intake,
        webhook_url=settings.webhook_url,
        webhook_secret=secret.get_secret_value() if secret else None,
        listen=settings.listen,
        observe=settings.observe,
        backups=settings.backups,
        keys=settings.keys,
        log=settings.log,
    )


@asynccontextmanager
async def _joined(
    settings: Settings, vault: Vault, reception: Reception, *, clock: Callable[[], datetime]
) -> AsyncIterator[App]:
    """Build the parts that work on what the reception takes."""
    database = Database(settings.database_url, writer=reception.turn)
    files = EvidenceFiles(settings.evidence_url, vault)
    boundaries = Boundaries(settings.boundaries_file)
    model = adopted_model(settings)
    bell, outbox_bell = reception.bell, asyncio.Event()
    async with ClientSession(connector=TCPConnector(limit=0), json_serialize=_as_json) as http:
        messengers = {
            bot.name: Messenger(http, name=bot.name, token=bot.token.get_secret_value(), api=bot.api, kind=bot.kind)
            for bot in settings.bots
        }
        bots = {bot.name: Bot(bot.token.get_secret_value(), session=Offline()) for bot in settings.bots}
        bots[probe.BOT] = Bot(probe.TOKEN, session=Offline())
        served = messengers | {probe.BOT: probe.Nobody(http)}
        templates = settings.templates_folder
        sender = Sender(database, vault, files, served, clock=clock, bell=outbox_bell, templates=templates)
        health = Health(database, clock=clock, backups=settings.backups, folder=settings.keys.parent)
        try:
            yield App(
                settings=settings,
                clock=clock,
                database=database,
                vault=vault,
                files=files,
                messengers=messengers,
                reception=reception,
                handling=Handling(
                    database,
                    vault,
                    the_dispatcher(),
                    bots,
                    clock=clock,
                    bell=bell,
                    outbox_bell=outbox_bell,
                    context={
                        "console_address": console_address(settings),
                        "boundaries": boundaries,
                        "model": model,
                    },
                ),
                sender=sender,
                fetching=Fetching(database, vault, files, messengers, clock=clock),
                reminders=Reminders(database, vault, clock=clock, outbox_bell=outbox_bell, files=files),
                probe=Probe(database, vault, clock=clock, bell=bell),
                health=health,
            )
        finally:
            await health.close()
            sender.close()
            boundaries.close()
            await database.close()


def _as_json(value: object) -> str:
    """Return the body of a call."""
    return to_json(value).decode()


def console_address(settings: Settings) -> str:
    """Return where people find the console: at the public address if there is one, else where the service listens."""
    return (settings.webhook_url or f"http://{settings.listen}").rstrip("/")


@cache
def the_dispatcher() -> Dispatcher:
    """Return aiogram's dispatcher with our routers. A process has one: a router joins only one dispatcher.

    The state of talks is ours and kept in the transaction, so aiogram's own is switched off.
    """
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.update.outer_middleware(Speaking(gazetteer.load()))
    dispatcher.include_routers(*routers())
    _ask_where_they_stand(dispatcher)
    return dispatcher


def _ask_where_they_stand(dispatcher: Dispatcher) -> None:
    """Let filters such as `F.text` be asked as they are met: aiogram would ask each in a thread of its own."""
    observers = [observer for router in dispatcher.chain_tail for observer in router.observers.values()]
    own = [observer._handler for observer in observers]  # noqa: SLF001 - a router's own filters are nowhere else
    for handler in [*own, *(handler for observer in observers for handler in observer.handlers)]:
        for one in handler.filters or ():
            if one.magic is not None:
                one.callback, one.awaitable = _asking(one.magic), True


def _asking(magic: MagicFilter) -> Callable[[object], Awaitable[object]]:
    async def ask(value: object) -> object:
        return magic.resolve(value)

    return ask


async def run(app: App, parts: Collection[Part]) -> None:
    """Run parts until cancelled; one that fails stops all, so that a supervisor of processes starts anew.

    On PostgreSQL handling and sending are shared; with SQLite one process does each, and the next takes over.
    """
    jobs: list[Coroutine[object, object, None]] = []
    if Part.INTAKE in parts and not app.reception.is_running:
        jobs.append(app.reception.run())
    if Part.HANDLING in parts:
        # On PostgreSQL any number of processes handle, each what is in lanes that it has taken.
        handling = app.handling.run
        jobs.append(in_turn(app.database, Part.HANDLING, handling) if app.database.is_sqlite else handling())
    if Part.REMINDERS in parts:
        jobs.append(app.reminders.run())
        jobs.append(in_turn(app.database, "probe", app.probe.run))
    if Part.SENDER in parts:
        jobs.append(in_shares(app.database, Part.SENDER, app.sender.run))
        jobs.append(app.fetching.run())
    async with _listening(app, parts), _observed(app), asyncio.TaskGroup() as group:
        systemd.notify(systemd.READY)
        group.create_task(watch_loop())
        for job in jobs:
            group.create_task(job)
        if not jobs:
            # A process that only listens has nothing to do by itself; it stays until it is cancelled.
            await asyncio.Event().wait()


@asynccontextmanager
async def _listening(app: App, parts: Collection[Part]) -> AsyncIterator[None]:
    """Listen for webhooks and for the console's readers within the block, where these are asked for."""
    takes_webhooks = Part.INTAKE in parts and app.settings.intake == "webhook"
    if not takes_webhooks and Part.WEB not in parts:
        yield
        return
    site = web.Application(client_max_size=MAX_BODY_BYTES)
    app.health.add_routes(site)
    if takes_webhooks:
        for name in app.messengers:
            site.router.add_route("*", webhook_path(name), app.reception.webhooks.answer)
    if Part.WEB in parts:
        address = console_address(app.settings)
        console.add_routes(site, database=app.database, vault=app.vault, clock=app.clock, address=address)
    async with _serving(site, app.settings.host_and_port, door=app.reception.door):
        yield


@asynccontextmanager
async def _observed(app: App) -> AsyncIterator[None]:
    """Say within the block how this process is, at the address that is set for that, if one is."""
    if app.settings.observe is None:
        yield
        return
    site = web.Application()
    app.health.add_routes(site)
    async with _serving(site, host_and_port(app.settings.observe)):
        yield


@asynccontextmanager
async def _serving(site: web.Application, address: tuple[str, int], *, door: Door | None = None) -> AsyncIterator[None]:
    """Serve a site within the block, at the door if there is one that listens already."""
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=STOP_TIMEOUT.total_seconds())
    await runner.setup()
    try:
        if door is None:
            await web.TCPSite(runner, *address).start()
        else:
            for listening in await door.hand_over():
                await web.SockSite(runner, listening).start()
        yield
    finally:
        await runner.cleanup()
