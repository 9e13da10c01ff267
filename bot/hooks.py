"""How each messenger hands over its updates: as we asked for it, and as somebody else may have asked since."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot import metrics
from bot.messenger import Messenger, MessengerError, RefusedError
from bot.metrics import IntakeError

logger = logging.getLogger(__name__)

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
"""Named at every start: the messenger remembers the last list it was given."""

WATCH = timedelta(seconds=60)
"""So often a messenger is asked which webhook it has."""

MOST_REPAIRS = 3
"""So often within an hour we put right what somebody else has set. Two services that share a token would otherwise
take it from each other for ever, and each would lose what the other got."""

_HOUR_SECONDS = 3_600.0

_ALARM_SECONDS = 60.0
"""The same fault is logged so often at most."""

_CONFLICT = 409

COMMANDS = [
    {"command": "tin", "description": "Tin của tôi"},
    {"command": "huy", "description": "Bỏ tin đang soạn"},
    {"command": "trogiup", "description": "Trợ giúp"},
]
"""Shown by messengers beside the field for writing, in the language of the country."""


def webhook_path(name: str) -> str:
    """Return the path under which a messenger delivers."""
    return f"/webhook/{name}"


@dataclass(frozen=True, slots=True)
class HookState:
    """What a messenger last said about its webhook.

    Attributes:
        bot: The bot's name with us.
        pending: Updates that wait at the messenger.
        is_ours: Whether its address is the one we set.
    """

    bot: str
    pending: int
    is_ours: bool


class Hook:
    """The webhook of one bot; with polling there must be none."""

    def __init__(
        self,
        messenger: Messenger,
        *,
        url: str = "",
        secret: str = "",
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take the messenger, the public address of its route (none with polling), and what proves who calls there."""
        self.state: HookState | None = None
        self._messenger = messenger
        self._url = url
        self._secret = secret
        self._monotonic = monotonic
        self._repairs: deque[float] = deque(maxlen=MOST_REPAIRS)
        self._silent_until: dict[str, float] = {}

    async def set(self) -> bool:
        """Tell the messenger how it is asked for updates; returns whether it agreed."""
        try:
            if self._url:
                wanted = {"url": self._url, "secret_token": self._secret, "allowed_updates": ALLOWED_UPDATES}
                await self._messenger.call("setWebhook", wanted)
            else:
                await self._messenger.call("deleteWebhook", {})
        except MessengerError as error:
            # It may come back; polling goes on asking, and the watch over a webhook goes on looking.
            self._alarm("%s could not be told how to hand over updates: %s", error)
            return False
        return True

    async def show_commands(self) -> None:
        """Tell the messenger what people can type."""
        try:
            await self._messenger.call("setMyCommands", {"commands": COMMANDS})
        except MessengerError as error:
            logger.warning("%s does not show the commands: %s", self._messenger.name, error)

    async def watch(self) -> None:
        """Look at the webhook again and again, until cancelled."""
        while True:
            await asyncio.sleep(WATCH.total_seconds())
            await self.look()

    async def look(self) -> None:
        """Ask which webhook the messenger has, and put it right where it is not ours."""
        try:
            found = await self._messenger.call("getWebhookInfo", {})
        except MessengerError as error:
            metrics.intake_failed(IntakeError.UNREACHABLE)
            logger.warning("%s does not say which webhook it has: %s", self._messenger.name, error)
            return
        info = found if isinstance(found, dict) else {}
        is_ours = info.get("url") == self._url
        self.state = HookState(
            bot=self._messenger.name,
            pending=_whole(info.get("pending_update_count")),
            is_ours=is_ours,
        )
        if not is_ours:
            await self._report_foreign_webhook()

    async def answer_refusal(self, error: RefusedError) -> None:
        """Report why getUpdates was refused, and remove a webhook that somebody has set."""
        if error.code != _CONFLICT:
            metrics.intake_failed(IntakeError.REFUSED)
            self._alarm("%s refuses getUpdates: %s", error)
        elif "webhook" in error.description.lower():
            await self._report_foreign_webhook()
        else:
            metrics.intake_failed(IntakeError.CONFLICT)
            self._alarm("%s: another process asks for its updates, too; stop it, or take a new token from BotFather")

    async def _report_foreign_webhook(self) -> None:
        metrics.intake_failed(IntakeError.FOREIGN_WEBHOOK)
        self._alarm("%s: somebody set another webhook, so updates go elsewhere; whoever did holds the token")
        now = self._monotonic()
        if len(self._repairs) == MOST_REPAIRS and now - self._repairs[0] < _HOUR_SECONDS:
            self._alarm("%s: it was put right %s times within an hour, and is left as it is", MOST_REPAIRS)
            return
        self._repairs.append(now)
        await self.set()

    def _alarm(self, sentence: str, *values: object) -> None:
        """Log an error about this bot, the same one once a minute at most."""
        now = self._monotonic()
        if now >= self._silent_until.get(sentence, now):
            self._silent_until[sentence] = now + _ALARM_SECONDS
            logger.error(sentence, self._messenger.name, *values)


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
