"""Builds the parts and joins them; nothing else constructs a part."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Collection, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache, partial

from aiogram import Bot, Dispatcher
from aiohttp import ClientSession, TCPConnector, web

import locales
from bot.clock import server_clock
from bot.fetching import Fetching
from bot.handling import Handling, Offline
from bot.intake import ALLOWED_UPDATES, MAX_BODY_BYTES, Intake
from bot.messenger import Messenger, MessengerError
from bot.middlewares import Speaking
from bot.model import adopted_model
from bot.reminders import Reminders
from bot.sender import Sender
from bot.settings import Settings
from handlers import routers
from places import gazetteer
from places.boundaries import Boundaries
from storage.database import Database
from storage.evidence import EvidenceFiles
from storage.turn import in_turn
from storage.vault import Vault, load_keys
from web import app as console

logger = logging.getLogger(__name__)

STOP_TIMEOUT = timedelta(seconds=8)
"""What is in flight gets so long when the service is asked to stop."""


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
    intake: Intake
    handling: Handling
    sender: Sender
    fetching: Fetching
    reminders: Reminders


@asynccontextmanager
async def open_app(settings: Settings, *, clock: Callable[[], datetime] = server_clock) -> AsyncIterator[App]:
    """Build the parts for these settings, and close them at the end of the block."""
    locales.show_times_in(settings.timezone)
    database = Database(settings.database_url)
    vault = load_keys(settings.keys)
    files = EvidenceFiles(settings.evidence_url, vault)
    boundaries = Boundaries(settings.boundaries_file)
    model = adopted_model(settings)
    bell, outbox_bell = asyncio.Event(), asyncio.Event()
    async with ClientSession(connector=TCPConnector(limit=0)) as http:
        messengers = {
            bot.name: Messenger(http, name=bot.name, token=bot.token.get_secret_value(), api=bot.api, kind=bot.kind)
            for bot in settings.bots
        }
        bots = {bot.name: Bot(bot.token.get_secret_value(), session=Offline()) for bot in settings.bots}
        sender = Sender(database, vault, files, messengers, clock=clock, bell=outbox_bell)
        try:
            yield App(
                settings=settings,
                clock=clock,
                database=database,
                vault=vault,
                files=files,
                messengers=messengers,
                intake=Intake(database, vault, clock=clock, bell=bell),
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
                reminders=Reminders(database, vault, clock=clock, outbox_bell=outbox_bell),
            )
        finally:
            sender.close()
            boundaries.close()
            await database.close()


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
    return dispatcher


async def run(app: App, parts: Collection[Part]) -> None:
    """Run parts until cancelled; one that fails stops all, so that a supervisor of processes starts anew.

    Handling and sending wait until no other process on the same database does them.
    """
    jobs: list[Coroutine[object, object, None]] = []
    if Part.INTAKE in parts:
        await _choose_intake(app)
        if app.settings.intake == "polling":
            jobs += [app.intake.poll(messenger) for messenger in app.messengers.values()]
    if Part.HANDLING in parts:
        jobs.append(in_turn(app.database, Part.HANDLING, app.handling.run))
    if Part.REMINDERS in parts:
        jobs.append(app.reminders.run())
    if Part.SENDER in parts:
        jobs.append(in_turn(app.database, Part.SENDER, partial(_send_and_fetch, app)))
    async with _listening(app, parts), asyncio.TaskGroup() as group:
        for job in jobs:
            group.create_task(job)
        if not jobs:
            # A process that only listens has nothing to do by itself; it stays until it is cancelled.
            await asyncio.Event().wait()


async def _send_and_fetch(app: App) -> None:
    """Deliver what waits in the outbox, and fetch the files that people sent, until cancelled."""
    async with asyncio.TaskGroup() as group:
        group.create_task(app.sender.run())
        group.create_task(app.fetching.run())


async def _choose_intake(app: App) -> None:
    """Tell each messenger how it is asked for updates, and what people can type."""
    for messenger in app.messengers.values():
        try:
            if app.settings.intake == "webhook":
                await messenger.call("setWebhook", _webhook(app, messenger))
            else:
                await messenger.call("deleteWebhook", {})
            await messenger.call("setMyCommands", {"commands": COMMANDS})
        except MessengerError as error:
            # It may come back; polling goes on asking, and the doctor says what is wrong.
            logger.error("%s could not be prepared: %s", messenger.name, error)  # noqa: TRY400 - no traceback needed


COMMANDS = [
    {"command": "tin", "description": "Tin của tôi"},
    {"command": "huy", "description": "Bỏ tin đang soạn"},
    {"command": "trogiup", "description": "Trợ giúp"},
]
"""Shown by messengers beside the field for writing, in the language of the country."""


def webhook_path(name: str) -> str:
    """Return the path under which a messenger delivers."""
    return f"/webhook/{name}"


def _webhook(app: App, messenger: Messenger) -> dict[str, object]:
    secret = app.settings.webhook_secret
    return {
        "url": f"{(app.settings.webhook_url or '').rstrip('/')}{webhook_path(messenger.name)}",
        "secret_token": secret.get_secret_value() if secret else "",
        "allowed_updates": ALLOWED_UPDATES,
    }


@asynccontextmanager
async def _listening(app: App, parts: Collection[Part]) -> AsyncIterator[None]:
    """Listen for webhooks and for the console's readers within the block, where these are asked for."""
    takes_webhooks = Part.INTAKE in parts and app.settings.intake == "webhook"
    if not takes_webhooks and Part.WEB not in parts:
        yield
        return
    site = web.Application(client_max_size=MAX_BODY_BYTES)
    if takes_webhooks and app.settings.webhook_secret is not None:
        secret = app.settings.webhook_secret.get_secret_value()
        for messenger in app.messengers.values():
            site.router.add_post(webhook_path(messenger.name), app.intake.webhook(messenger, secret))
    if Part.WEB in parts:
        address = console_address(app.settings)
        console.add_routes(site, database=app.database, vault=app.vault, clock=app.clock, address=address)
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=STOP_TIMEOUT.total_seconds())
    await runner.setup()
    try:
        await web.TCPSite(runner, *app.settings.host_and_port).start()
        yield
    finally:
        await runner.cleanup()
