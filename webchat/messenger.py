"""The parts of the messenger that every route needs, in one place."""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil

from aiohttp import web

from webchat import errors
from webchat.errors import bad_request, too_many_requests
from webchat.files import Library
from webchat.settings import BotAccount, Limits, RateLimits, Settings
from webchat.store import Store, Transaction
from webchat.talks import Talk


class Rates:
    """Counts what bots send, to refuse what is too fast; remembers one window, in memory."""

    def __init__(self, limits: RateLimits | None) -> None:
        self._limits = limits
        self._sent: dict[tuple[int, int | None], deque[datetime]] = defaultdict(deque)

    def count(self, bot_id: int, chat_id: int, *, now: datetime) -> None:
        """Count one message.

        Raises:
            RefusedError: If it is one too many for the chat or for the bot.
        """
        if self._limits is None:
            return
        kept = [
            (self._recent(bot_id, chat_id, self._limits, now), self._limits.per_chat),
            (self._recent(bot_id, None, self._limits, now), self._limits.overall),
        ]
        for sent, most in kept:
            if len(sent) >= most:
                wait = self._limits.window - (now - sent[0])
                raise too_many_requests(max(1, ceil(wait.total_seconds())))
        for sent, _ in kept:
            sent.append(now)

    def _recent(self, bot_id: int, chat_id: int | None, limits: RateLimits, now: datetime) -> deque[datetime]:
        sent = self._sent[bot_id, chat_id]
        while sent and sent[0] <= now - limits.window:
            sent.popleft()
        return sent


@dataclass(frozen=True, slots=True)
class Messenger:
    """What is configured, what is kept, and the time."""

    settings: Settings
    store: Store
    library: Library
    clock: Callable[[], datetime]
    rates: Rates = field(default_factory=lambda: Rates(None))

    @property
    def limits(self) -> Limits:
        """The limits that the settings set."""
        return self.settings.limits

    def talk(self, t: Transaction, bot: BotAccount, chat_id: int | None) -> Talk:
        """Return a bot's private chat.

        Raises:
            RefusedError: If there is nobody with that id.
        """
        person = None if chat_id is None else self.settings.person(chat_id)
        if person is None:
            raise bad_request(errors.CHAT_NOT_FOUND)
        return Talk(t, bot, person, self.limits)


MESSENGER = web.AppKey("messenger", Messenger)
"""Where handlers find it in their application."""
