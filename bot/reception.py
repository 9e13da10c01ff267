"""Everything that takes updates, joined: the journal, each bot's messenger and webhook, and the address they call."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from aiohttp import ClientSession, TCPConnector, web

from bot.hooks import Hook, webhook_path
from bot.intake import MAX_BODY_BYTES, Intake, Route, Webhooks
from bot.intake_settings import IntakeSettings
from bot.messenger import Messenger
from storage.journal import Journal, JournalAwayError, JournalBrokenError
from storage.vault import Vault

logger = logging.getLogger(__name__)

STOP_TIMEOUT = timedelta(seconds=8)
"""What is in flight gets so long when the service is asked to stop."""

_BACKLOG = 512
"""So many connections may wait to be accepted, as after a start that many waited for."""


class StartError(Exception):
    """The service cannot go on; the message is a sentence for the operator.

    Attributes:
        code: What the process ends with.
    """

    def __init__(self, sentence: object, *, code: int = 1) -> None:
        """Take the sentence."""
        super().__init__(str(sentence))
        self.code = code


class Reception:
    """Takes updates for all bots, by polling or by webhook."""

    def __init__(
        self, settings: IntakeSettings, vault: Vault, http: ClientSession, *, clock: Callable[[], datetime]
    ) -> None:
        """Take the settings, the journal's keys, a pool of connections, and the server's clock."""
        self.bell = asyncio.Event()
        # SQLite has one writer; whoever else writes in this process takes turns with the journal, in order.
        self.turn = asyncio.Lock() if settings.database_url.startswith("sqlite") else None
        self.journal = Journal(settings.database_url, vault, clock=clock, turn=self.turn)
        self.intake = Intake(self.journal, bell=self.bell)
        self.messengers = {
            bot.name: Messenger(http, name=bot.name, token=bot.token, api=bot.api, kind=bot.kind)
            for bot in settings.bots
        }
        self.takes_webhooks = settings.intake == "webhook"
        self.is_running = False
        self.door: Door | None = None
        url, secret = (settings.webhook_url or "").rstrip("/"), settings.webhook_secret or ""
        self.hooks = [
            Hook(messenger, url=f"{url}{webhook_path(name)}" if self.takes_webhooks else "", secret=secret)
            for name, messenger in self.messengers.items()
        ]
        routes = {webhook_path(name): Route(name, secret.encode()) for name in self.messengers}
        self.webhooks = Webhooks(self.intake, routes if self.takes_webhooks else {})

    async def run(self) -> None:
        """Take updates until cancelled. Raises JournalBrokenError once they could not be kept any more."""
        self.is_running = True
        async with asyncio.TaskGroup() as group:
            group.create_task(self._open_journal())
            group.create_task(self.journal.until_broken())
            for hook, messenger in zip(self.hooks, self.messengers.values(), strict=True):
                group.create_task(hook.show_commands())
                group.create_task(self._receive(hook, messenger))

    async def _open_journal(self) -> None:
        try:
            await self.journal.open()
        except JournalBrokenError:
            raise
        except JournalAwayError as error:
            # Whoever brings updates meanwhile is told to come again; nothing is confirmed.
            logger.warning("the journal is away: %s", error)

    async def _receive(self, hook: Hook, messenger: Messenger) -> None:
        await hook.set()
        if self.takes_webhooks:
            await hook.watch()
        else:
            await self.intake.poll(messenger, hook)


class Door:
    """The address at which webhooks arrive while the rest of the service is not there yet."""

    def __init__(self, webhooks: Webhooks) -> None:
        """Take what answers there."""
        self._webhooks = webhooks
        self._runner = web.ServerRunner(
            web.Server(self._answer, request_factory=_request, access_log=None), shutdown_timeout=STOP_TIMEOUT.seconds
        )
        self._sites: list[tuple[socket.socket, web.SockSite]] = []
        self._is_handed_over = False

    async def open(self, host: str, port: int) -> None:
        """Listen. Raises OSError where the address is taken."""
        await self._runner.setup()
        for family, _, _, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            listening = socket.create_server(address[:2], family=family, backlog=_BACKLOG)
            site = web.SockSite(self._runner, listening, backlog=_BACKLOG)
            await site.start()
            self._sites.append((listening, site))

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._sites[0][0].getsockname()[1])

    async def hand_over(self) -> list[socket.socket]:
        """Return what listens, for others to accept connections from; those that are open are still answered here."""
        # A copy of the descriptor, so that connections that nobody has accepted yet are never turned away.
        copies = [listening.dup() for listening, _ in self._sites]
        self._is_handed_over = True
        for _, site in self._sites:
            await site.stop()
        return copies

    async def close(self) -> None:
        """Answer what is under way, and listen no more."""
        await self._runner.cleanup()

    async def _answer(self, request: web.BaseRequest) -> web.Response:
        answer = await self._webhooks.answer(request)
        if self._is_handed_over or answer.status == 404:  # noqa: PLR2004 - "not found"
            # The next request on this connection may be for a part that was loaded meanwhile.
            answer.force_close()
        return answer


def _request(message: object, payload: object, protocol: object, writer: object, task: object) -> web.BaseRequest:
    """Return a request whose body may be as large as an update; aiohttp's own limit is lower."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=MAX_BODY_BYTES)  # type: ignore[arg-type]  # aiohttp's own types, handed on


@asynccontextmanager
async def open_reception(
    settings: IntakeSettings, vault: Vault, *, clock: Callable[[], datetime]
) -> AsyncIterator[Reception]:
    """Join what takes updates, and close it at the end of the block."""
    async with ClientSession(connector=TCPConnector(limit=0)) as http:
        reception = Reception(settings, vault, http, clock=clock)
        try:
            yield reception
        finally:
            await reception.journal.close()


@asynccontextmanager
async def open_door(reception: Reception, host: str, port: int) -> AsyncIterator[None]:
    """Listen for webhooks within the block, where they are what updates come by. Raises OSError."""
    if not reception.takes_webhooks:
        yield
        return
    reception.door = Door(reception.webhooks)
    try:
        await reception.door.open(host, port)
        yield
    finally:
        await reception.door.close()
