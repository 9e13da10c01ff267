"""How updates reach bots: they ask for them (long polling), or have them posted (a webhook).

An update is kept until the bot has confirmed it, by asking from a later one or by answering 2xx, or
until it is too old.
"""

import asyncio
import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from http import HTTPStatus
from typing import Literal
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout
from telegram import WebhookInfo

from webchat import errors
from webchat.errors import bad_request, conflict
from webchat.messenger import Messenger
from webchat.params import Params
from webchat.settings import MEBIBYTE, BotAccount, Limits
from webchat.store import Transaction, updates_topic

MOST_UPDATES = 100
LONGEST_ANSWER_BYTES = 4 * MEBIBYTE
LONGEST_POLL = timedelta(seconds=50)
DEFAULT_CONNECTIONS = 40
MOST_CONNECTIONS = 100
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # the name of the header


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where a bot wants its updates posted; `last_error_date` is in seconds since 1970."""

    url: str
    secret_token: str = ""
    max_connections: int = DEFAULT_CONNECTIONS
    last_error_date: int | None = None
    last_error_message: str | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """An update that waits; `body` is its JSON."""

    id: int
    body: str


class Pollers:
    """The getUpdates request of each bot that is under way: there can be only one."""

    def __init__(self, messenger: Messenger) -> None:
        self._messenger = messenger
        self._current: dict[int, asyncio.Future[str]] = {}

    async def get_updates(self, bot: BotAccount, params: Params) -> str:
        """Return the waiting updates as JSON; what is below the offset is confirmed as soon as it starts.

        Raises:
            RefusedError: If the bot has a webhook, or another request comes meanwhile.
        """
        self.terminate(bot, errors.OTHER_POLLER)
        ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._current[bot.id] = ended
        try:
            await self._messenger.store.run(lambda t: _confirm(t, bot, params))
            bodies = await self._wait(bot, params, ended)
        finally:
            if self._current.get(bot.id) is ended:
                del self._current[bot.id]
        return f"[{','.join(bodies)}]"

    def terminate(self, bot: BotAccount, reason: str) -> None:
        """End the request that is under way with a conflict."""
        current = self._current.pop(bot.id, None)
        if current is not None and not current.done():
            current.set_result(reason)

    def is_waiting(self, bot: BotAccount) -> bool:
        """Say whether the bot has a request under way."""
        return bot.id in self._current

    async def _wait(self, bot: BotAccount, params: Params, ended: asyncio.Future[str]) -> Sequence[str]:
        store, loop = self._messenger.store, asyncio.get_running_loop()
        limit = min(max(params.integer("limit") or MOST_UPDATES, 1), MOST_UPDATES)
        wait = min(max(params.integer("timeout") or 0, 0), LONGEST_POLL.total_seconds())
        deadline = loop.time() + wait
        while True:
            bell = store.bell(updates_topic(bot.id))
            bodies = await store.run(lambda t: _first(t, bot, limit))
            if ended.done():
                raise conflict(ended.result())
            if bodies or store.closing or loop.time() >= deadline:
                return bodies
            await _first_of(bell, ended, seconds=deadline - loop.time())


async def _first_of(bell: asyncio.Event, ended: asyncio.Future[str], *, seconds: float) -> None:
    """Wait until there is something new, the request has to end, or the time is up."""
    rung = asyncio.create_task(bell.wait())
    either: list[asyncio.Future[Literal[True]] | asyncio.Future[str]] = [rung, ended]
    try:
        await asyncio.wait(either, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        rung.cancel()


def _confirm(t: Transaction, bot: BotAccount, params: Params) -> None:
    if _webhook(t, bot) is not None:
        raise conflict(errors.WEBHOOK_ACTIVE)
    _keep_allowed(t, bot, params)
    offset = params.integer("offset") or 0
    if offset > 0:
        t.execute("DELETE FROM updates WHERE bot_id = ? AND update_id < ?", bot.id, offset)
    elif offset < 0:
        t.execute(
            "DELETE FROM updates WHERE bot_id = ? AND update_id NOT IN"
            " (SELECT update_id FROM updates WHERE bot_id = ? ORDER BY update_id DESC LIMIT ?)",
            bot.id,
            bot.id,
            -offset,
        )


def _keep_allowed(t: Transaction, bot: BotAccount, params: Params) -> None:
    """Note which kinds of updates the bot wants from now on; without the parameter nothing changes."""
    allowed = params.structure("allowed_updates")
    if isinstance(allowed, list):
        kinds = json.dumps([kind for kind in allowed if isinstance(kind, str)])
        t.execute("UPDATE bots SET allowed_updates = ? WHERE bot_id = ?", kinds, bot.id)


def _drop_old(t: Transaction, bot: BotAccount) -> None:
    t.execute("DELETE FROM updates WHERE bot_id = ? AND expires_at <= ?", bot.id, t.seconds)


def _first(t: Transaction, bot: BotAccount, limit: int) -> Sequence[str]:
    _drop_old(t, bot)
    rows = t.rows("SELECT body FROM updates WHERE bot_id = ? ORDER BY update_id LIMIT ?", bot.id, limit)
    bodies: list[str] = []
    size = 0
    for row in rows:
        size += len(row["body"].encode())
        if bodies and size > LONGEST_ANSWER_BYTES:
            break
        bodies.append(row["body"])
    return bodies


def _webhook(t: Transaction, bot: BotAccount) -> Webhook | None:
    row = t.row("SELECT webhook FROM bots WHERE bot_id = ?", bot.id)
    return Webhook(**json.loads(row["webhook"])) if row and row["webhook"] else None


def _keep_webhook(t: Transaction, bot: BotAccount, webhook: Webhook | None) -> None:
    kept = None if webhook is None else json.dumps(asdict(webhook))
    t.execute("UPDATE bots SET webhook = ? WHERE bot_id = ?", kept, bot.id)


class Webhooks:
    """Posts updates to the webhooks that bots have set.

    Messages of one chat, and presses of one person, go out one after the other; everything else side by
    side, within the bot's `max_connections`.
    """

    def __init__(self, messenger: Messenger, pollers: Pollers, client: ClientSession) -> None:
        self._messenger = messenger
        self._pollers = pollers
        self._client = client
        self._tasks: dict[int, asyncio.Task[None]] = {}

    async def start(self) -> None:
        """Go on with the webhooks that were set before a restart."""
        for bot in self._messenger.settings.bots:
            await self._restart(bot)

    async def stop(self) -> None:
        """Stop posting; what is not delivered stays kept."""
        for bot in self._messenger.settings.bots:
            await self._cancel(bot)

    async def set(self, bot: BotAccount, params: Params) -> object:
        """Set a webhook, or remove it where the address is empty."""
        webhook = _read(params)

        def work(t: Transaction) -> None:
            _keep_webhook(t, bot, webhook)
            _keep_allowed(t, bot, params)
            _drop_pending(t, bot, params)

        await self._messenger.store.run(work)
        if webhook is not None:
            self._pollers.terminate(bot, errors.TERMINATED_BY_WEBHOOK)
        await self._restart(bot)
        return True

    async def delete(self, bot: BotAccount, params: Params) -> object:
        """Remove the webhook."""

        def work(t: Transaction) -> None:
            _keep_webhook(t, bot, None)
            _drop_pending(t, bot, params)

        await self._messenger.store.run(work)
        await self._cancel(bot)
        return True

    async def info(self, bot: BotAccount, _: Params) -> object:
        """Return the webhook, what waits for it, and its last error."""
        return await self._messenger.store.run(lambda t: _info(t, bot))

    async def _restart(self, bot: BotAccount) -> None:
        await self._cancel(bot)
        webhook = await self._messenger.store.run(lambda t: _webhook(t, bot))
        if webhook is not None:
            delivery = Delivery(self._messenger, bot, webhook, self._client)
            self._tasks[bot.id] = asyncio.create_task(delivery.run())

    async def _cancel(self, bot: BotAccount) -> None:
        task = self._tasks.pop(bot.id, None)
        if task is not None:
            task.cancel()
            await asyncio.wait([task])


def _read(params: Params) -> Webhook | None:
    url, secret = params.text("url"), params.text("secret_token")
    if not url:
        return None
    # Telegram insists on https. Bots of this messenger usually live on the same machine, so http will do.
    try:
        parts = urlsplit(url)
        is_usable = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_usable = False
    if not is_usable:
        raise bad_request("bad webhook: invalid webhook URL specified")
    if secret and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = params.integer("max_connections") or DEFAULT_CONNECTIONS
    return Webhook(url, secret, max_connections=min(max(connections, 1), MOST_CONNECTIONS))


def _drop_pending(t: Transaction, bot: BotAccount, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        t.execute("DELETE FROM updates WHERE bot_id = ?", bot.id)


def _info(t: Transaction, bot: BotAccount) -> Mapping[str, object]:
    _drop_old(t, bot)
    webhook = _webhook(t, bot) or Webhook("")
    pending = t.row("SELECT count(*) AS number FROM updates WHERE bot_id = ?", bot.id)
    row = t.row("SELECT allowed_updates FROM bots WHERE bot_id = ?", bot.id)
    info = WebhookInfo.de_json(
        {
            "url": webhook.url,
            "has_custom_certificate": False,
            "pending_update_count": pending["number"] if pending else 0,
            "allowed_updates": json.loads(row["allowed_updates"] or "[]") if row else [],
            "last_error_date": webhook.last_error_date,
            "last_error_message": webhook.last_error_message,
            "max_connections": webhook.max_connections if webhook.url else None,
        },
        None,
    )
    return info.to_dict()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one post; `error` is None where it was accepted."""

    error: str | None = None
    retry_after: timedelta | None = None


class Delivery:
    """Posts one bot's updates to one webhook until it is cancelled."""

    def __init__(self, messenger: Messenger, bot: BotAccount, webhook: Webhook, client: ClientSession) -> None:
        self._messenger = messenger
        self._bot = bot
        self._webhook = webhook
        self._client = client
        self._queues: dict[str, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Start a task for each queue that has something, whenever there is something new."""
        store = self._messenger.store
        try:
            while not store.closing:
                bell = store.bell(updates_topic(self._bot.id))
                for queue in await store.run(self._waiting):
                    self._start(queue)
                await bell.wait()
        finally:
            for task in self._queues.values():
                task.cancel()

    def _waiting(self, t: Transaction) -> Sequence[str]:
        _drop_old(t, self._bot)
        rows = t.rows("SELECT queue FROM updates WHERE bot_id = ? GROUP BY queue ORDER BY min(update_id)", self._bot.id)
        return [row["queue"] for row in rows]

    def _start(self, queue: str) -> None:
        if queue not in self._queues and len(self._queues) < self._webhook.max_connections:
            task = asyncio.create_task(self._drain(queue))
            self._queues[queue] = task
            task.add_done_callback(lambda _: self._finish(queue))

    def _finish(self, queue: str) -> None:
        self._queues.pop(queue, None)
        # Somebody may have written between the last look and now, or have waited for a free connection.
        self._messenger.store.ring(updates_topic(self._bot.id))

    async def _drain(self, queue: str) -> None:
        failures = 0
        while (update := await self._messenger.store.run(lambda t: self._head(t, queue))) is not None:
            outcome = await self._post(update)
            if outcome.error is None:
                await self._messenger.store.run(_removal(self._bot, update))
                failures = 0
                continue
            await self._messenger.store.run(self._noting(outcome.error))
            await asyncio.sleep(pause(failures, outcome.retry_after, self._messenger.limits).total_seconds())
            failures += 1

    def _head(self, t: Transaction, queue: str) -> Pending | None:
        _drop_old(t, self._bot)
        row = t.row(
            "SELECT update_id, body FROM updates WHERE bot_id = ? AND queue = ? ORDER BY update_id LIMIT 1",
            self._bot.id,
            queue,
        )
        return Pending(row["update_id"], row["body"]) if row else None

    async def _post(self, update: Pending) -> Outcome:
        headers = {"Content-Type": "application/json"}
        if self._webhook.secret_token:
            headers[SECRET_HEADER] = self._webhook.secret_token
        try:
            async with self._client.post(
                self._webhook.url,
                data=update.body.encode(),
                headers=headers,
                allow_redirects=False,
                timeout=ClientTimeout(total=self._messenger.limits.webhook_timeout.total_seconds()),
            ) as response:
                if response.status < HTTPStatus.MULTIPLE_CHOICES:
                    return Outcome()
                return Outcome(
                    f"Wrong response from the webhook: {response.status} {response.reason}",
                    _seconds(response.headers.get("Retry-After")),
                )
        except TimeoutError:
            return Outcome("Read timeout expired")
        except (ClientError, OSError, ValueError) as error:
            return Outcome(f"Connection failed: {type(error).__name__}")

    def _noting(self, error: str) -> Callable[[Transaction], None]:
        def note(t: Transaction) -> None:
            webhook = _webhook(t, self._bot)
            if webhook is not None:
                failed = replace(webhook, last_error_date=int(t.seconds), last_error_message=error)
                _keep_webhook(t, self._bot, failed)

        return note


def _removal(bot: BotAccount, update: Pending) -> Callable[[Transaction], None]:
    def remove(t: Transaction) -> None:
        t.execute("DELETE FROM updates WHERE bot_id = ? AND update_id = ?", bot.id, update.id)

    return remove


def _seconds(retry_after: str | None) -> timedelta | None:
    is_number = retry_after is not None and retry_after.isascii() and retry_after.isdigit()
    return timedelta(seconds=min(int(retry_after or 0), 86_400)) if is_number else None


def pause(failures: int, retry_after: timedelta | None, limits: Limits) -> timedelta:
    """Return how long to wait after a failed post, given how many failed before it in a row.

    The first retry is at once; then the pause doubles up to a bound, with some chance in it so that
    many queues do not come back together.
    """
    if retry_after is not None:
        return min(retry_after, limits.retry_after_bound)
    if failures == 0:
        return timedelta()
    growing: timedelta = limits.retry_first * 2 ** min(failures - 1, 16)
    if growing < limits.retry_bound:
        return growing
    return limits.retry_bound * random.uniform(1, 2)  # noqa: S311  # spreads load, keeps no secret
