"""Choices that can be pressed as buttons, or answered by typing their number or their words.

A messenger may have no buttons, and a button may be lost in an outage. So what was offered last is kept with the
talk, and a typed "2" or "gui" is turned into the data of its button before any handler is asked.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from aiogram import Router
from aiogram.filters import BaseFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject

from domain.reading import plain
from handlers.calls import Button, Keyboard, inline
from locales import gettext as _

KEY = "choices"
"""Where the offered choices stand in the talk's data: a list of [label, data, whether its number will do]."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: what people read, and what it means.

    Attributes:
        label: The words on the button.
        data: What it means.
        is_grave: Whether it cannot be undone: then its words have to be typed, a number will not do.
        note: What tells it apart from the others, for the text above the buttons, where there is room for it.
    """

    label: str
    data: CallbackData
    is_grave: bool = False
    note: str = ""


async def remember(state: FSMContext, choices: Sequence[Choice]) -> None:
    """Remember the choices for typed answers."""
    await state.update_data({KEY: [[one.label, one.data.pack(), not one.is_grave] for one in choices]})


async def offer(state: FSMContext, choices: Sequence[Choice], *, columns: int = 1) -> Keyboard:
    """Remember the choices for typed answers and return them as numbered buttons."""
    await remember(state, choices)
    buttons = [Button(f"{number}. {one.label}", one.data.pack()) for number, one in enumerate(choices, start=1)]
    return inline([buttons[i : i + columns] for i in range(0, len(buttons), columns)])


def numbered(choices: Sequence[Choice]) -> list[str]:
    """Return the choices as lines with their numbers, for messengers that show no buttons."""
    return [
        f"{number}. {one.label} ({one.note})" if one.note else f"{number}. {one.label}"
        for number, one in enumerate(choices, start=1)
    ]


async def forget(state: FSMContext) -> None:
    """Forget what was offered: a typed number is only a number again."""
    data = await state.get_data()
    if data.pop(KEY, None) is not None:
        await state.set_data(data)


def typed_choice(text: str, offered: Sequence[tuple[str, str, bool]]) -> str | None:
    """Return the data of the choice that was typed, as its number or its words; None if it is none of them.

    >>> typed_choice("2", [("Gửi", "a", True), ("Hủy", "b", True)])
    'b'
    >>> typed_choice("gui", [("Gửi", "a", True), ("Hủy", "b", True)])
    'a'
    """
    words = text.strip().rstrip(".)")
    if words.isascii() and words.isdigit() and len(words) <= 2:  # noqa: PLR2004 - no list is longer
        number = int(words)
        is_meant = 1 <= number <= len(offered) and offered[number - 1][2]
        return offered[number - 1][1] if is_meant else None
    meant = [data for label, data, _ in offered if _bare(label) == _bare(words)]
    return meant[0] if len(meant) == 1 else None


def _bare(words: str) -> str:
    """Return letters and digits alone, without tone marks: labels carry signs that nobody types."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain(words)).split())


async def wrong_number(state: FSMContext, text: str) -> str | None:
    """Return what to say to a number that was typed and is not among those offered; None where it is no such thing."""
    offered = (await state.get_data()).get(KEY, [])
    words = text.strip().rstrip(".)")
    if not offered or not words.isascii() or not words.isdigit() or len(words) > 2:  # noqa: PLR2004 - no list is longer
        return None
    return _("Please choose a number from 1 to {last}, or write it in words.").format(last=len(offered))


def pressed(event: object, talk: Mapping[str, Any]) -> str | None:
    """Return the data of the button that was pressed or typed, None where it was neither."""
    if isinstance(event, CallbackQuery):
        return event.data
    if isinstance(event, Message) and event.text:
        return typed_choice(event.text, talk.get(KEY, []))
    return None


class Pressed(BaseFilter):
    """Lets a handler answer one kind of choice, however it was made."""

    def __init__(self, kind: type[CallbackData]) -> None:
        """Take the kind of choice."""
        self._kind = kind

    async def __call__(self, _event: CallbackQuery | Message, pressed: str | None = None) -> bool | dict[str, Any]:
        """Return the choice as `choice`, False where another or none was made."""
        if pressed is None or pressed.partition(self._kind.__separator__)[0] != self._kind.__prefix__:
            return False
        try:
            return {"choice": self._kind() if pressed == self._kind.__prefix__ else self._kind.unpack(pressed)}
        except (TypeError, ValueError):
            # Buttons' data comes from the client and may be anything.
            return False


Handler = TypeVar("Handler", bound=Callable[..., Awaitable[object]])
"""Any coroutine function that aiogram can call."""


def on_choice(router: Router, kind: type[CallbackData]) -> "Callable[[Handler], Handler]":
    """Register a handler for a kind of choice, pressed or typed."""

    def register(handler: Handler) -> Handler:
        # aiogram hands the event over first; how a choice was made does not matter to its handler.
        @wraps(handler)
        async def without_event(_event: TelegramObject, **data: Any) -> object:  # noqa: ANN401 - aiogram's data
            return await handler(**data)

        router.callback_query(Pressed(kind))(without_event)
        router.message(Pressed(kind))(without_event)
        return handler

    return register
