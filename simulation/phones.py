"""A phone: what its owner sees of the chat with the bot, and what they do there."""

import asyncio
import re
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, Protocol

MOST_REMEMBERED = 60
"""Messages of the bot that a phone keeps in mind, the newest."""

_NUMBER = re.compile(r"\d+\. ")
_NUMBERED_LINE = re.compile(r"^\d+\. (.+)$", re.MULTILINE)


class NotTakenError(Exception):
    """The messenger did not take what was sent or pressed; the message says why, and nothing of what it was."""


class NoAnswerError(Exception):
    """What was waited for did not come in time; the message names it."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a message: its words without the number before them, and its data."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of the bot as it stands on the phone.

    Attributes:
        message_id: The messenger's number.
        text: Its words, or the caption.
        buttons: Below it.
        keys: What is offered to be typed, by its lines with numbers: a keyboard of the phone's own is no part of a
            message.
        at: When it came or was changed, in seconds of the monotonic clock.
    """

    message_id: int
    text: str
    buttons: tuple[Button, ...]
    keys: tuple[str, ...]
    at: float

    def button(self, label: str) -> Button | None:
        """Return the button with this label, None where there is none."""
        return next((one for one in self.buttons if one.label == label), None)

    @property
    def wants_something(self) -> bool:
        """Whether there is something to choose."""
        return bool(self.buttons or self.keys)


def shown(message: Mapping[str, Any]) -> Shown:
    """Return a message of the Bot API as it stands on a phone."""
    markup = message.get("reply_markup") or {}
    buttons = [button for row in markup.get("inline_keyboard", ()) for button in row]
    text = str(message.get("text") or message.get("caption") or "")
    return Shown(
        message_id=int(message["message_id"]),
        text=text,
        buttons=tuple(Button(_NUMBER.sub("", one["text"], count=1), one.get("callback_data", "")) for one in buttons),
        keys=() if buttons else tuple(_NUMBERED_LINE.findall(text)),
        at=monotonic(),
    )


class Carrier(Protocol):
    """The messenger, as people use it. Whatever is sent may be refused: NotTakenError."""

    async def write(self, person: int, text: str) -> None:
        """Send words."""

    async def send_photos(self, person: int, pictures: Sequence[bytes], caption: str) -> None:
        """Send a photo, or an album of several."""

    async def send_point(self, person: int, lat: float, lon: float) -> None:
        """Send a position, in degrees."""

    async def press(self, person: int, message_id: int, data: str) -> None:
        """Press a button."""


class Phone:
    """One person's phone. One task at a time waits on it."""

    def __init__(self, person: int, carrier: Carrier) -> None:
        """Take the person's number in the messenger, and the messenger."""
        self.person = person
        self.carrier = carrier
        self.heard = 0
        self._listeners: list[Callable[[Shown], None]] = []
        self._recent: deque[tuple[int, Shown]] = deque(maxlen=MOST_REMEMBERED)
        self._visible: dict[int, Shown] = {}
        self._bell = asyncio.Event()

    def listen(self, listener: Callable[[Shown], None]) -> None:
        """Call this with each message as soon as it comes."""
        self._listeners.append(listener)

    def hear(self, message: Shown) -> None:
        """Show a message that came or was changed."""
        self.heard += 1
        self._recent.append((self.heard, message))
        self._visible.pop(message.message_id, None)
        self._visible[message.message_id] = message
        while len(self._visible) > MOST_REMEMBERED:
            self._visible.pop(next(iter(self._visible)))
        for listener in self._listeners:
            listener(message)
        self._bell.set()

    def lose(self, message_id: int) -> None:
        """Take a message off the phone."""
        self._visible.pop(message_id, None)

    def visible(self, wanted: Callable[[Shown], object]) -> Shown | None:
        """Return the newest message that stands on the phone and is wanted, None where there is none."""
        return next((one for one in reversed(self._visible.values()) if wanted(one)), None)

    async def next(
        self, after: int, wanted: Callable[[Shown], object], *, seconds: float, what: str
    ) -> tuple[int, Shown]:
        """Return the first wanted message behind the one of this number, with its own number.

        Args:
            after: As `heard` counts them.
            wanted: Says of a message whether it is the one.
            seconds: Longer than that nobody waits.
            what: What is waited for, for the summary of failures.

        Raises:
            NoAnswerError: If it does not come in time.
        """
        try:
            async with asyncio.timeout(seconds):
                while True:
                    for number, message in self._recent:
                        if number > after and wanted(message):
                            return number, message
                    self._bell.clear()
                    await self._bell.wait()
        except TimeoutError:
            raise NoAnswerError(f"no answer {what}") from None
