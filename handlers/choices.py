"""Choices that can be pressed as buttons, or answered by typing their number or their words.

A messenger may have no buttons, and a button may be lost in an outage. So what was offered last is kept with the
talk, and a typed "2" or "gui" is turned into the data of its button before any handler is asked.
"""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from aiogram import Router
from aiogram.dispatcher.event.handler import CallableObject
from aiogram.filters import BaseFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject

from domain.reading import SHORT_FORMS, plain, read
from handlers.callbacks import OtherPlace, PlaceUnknown
from handlers.calls import Button, Keyboard, inline
from locales import gettext as _

KEY = "choices"
"""Where the offered choices stand in the talk's data: a list of what `_Offered` holds, in its order."""

YES = frozenset(
    {
        "ok", "oke", "okay", "okie", "yes", "uh", "uhm", "um", "uk", "u", "vang", "da", "phai", "dung", "chuan",
        "chinh xac", "dung vay", "dung the", "dung la", "dung cho do", "dung noi do", "la no",
    }
)  # fmt: skip
"""Ways to say yes, without tone marks and without the words of `POLITE`."""

NO = frozenset(
    {"no", "khong", "khong phai", "khong dung", "khong phai dau", "khong co", "chua dung", "sai", "nham roi"}
)
"""Ways to say no, likewise."""

OTHER = frozenset(
    {
        "khac", "xa khac", "phuong khac", "xa phuong khac", "thi tran khac", "noi khac", "cho khac", "o noi khac",
        "o cho khac", "o xa khac", "o phuong khac", "dia diem khac",
    }
)  # fmt: skip
"""Ways to say that it was somewhere else, likewise."""

UNSURE = frozenset(
    {
        "khong biet", "khong ro", "khong chac", "khong nho", "khong biet ro", "khong ro lam", "chua ro", "chua biet",
        "chiu", "khong biet nua", "khong nho ro", "khong chac lam",
    }
)  # fmt: skip
"""Ways to say that one does not know, likewise."""

ALIASES: Mapping[type[CallbackData], frozenset[str]] = {OtherPlace: NO | OTHER, PlaceUnknown: UNSURE}
"""What else may be typed for a choice than its words or its number; yes is for the one that a question supposes."""

POLITE = frozenset({"a", "da", "oi", "nhe", "nha", "roi", "do", "day", "toi", "minh", "tui", "em", "anh", "chi", "ban"})
"""Words around a yes or no that change nothing in it."""

LONGEST_SAYING = 7
"""Words of the longest of these answers; what is longer tells something."""

ORDINALS = {"nhat": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7}
"""Numbers as words, without tone marks."""

_SEPARATOR = ":"
"""What stands behind the prefix of a button's data; aiogram's own, which no kind of ours changes."""

_NUMBER = re.compile(r"(?:(?:cai|cho|noi|muc|o|chon) )*(?:so |thu )?0*([0-9]{1,2})")
_ORDINAL = re.compile(rf"(?:(?:cai|cho|noi|muc|o|chon) )*(?:so|thu) ({'|'.join(ORDINALS)})")
_WEEKDAY = re.compile(r"thu \w+")
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: what people read, and what it means.

    Attributes:
        label: The words on the button.
        data: What it means.
        is_grave: Whether it cannot be undone: then its words have to be typed, a number will not do.
        note: What tells it apart from the others, for the text above the buttons, where there is room for it.
        is_supposed: Whether the question supposes it, so that a yes means it.
    """

    label: str
    data: CallbackData
    is_grave: bool = False
    note: str = ""
    is_supposed: bool = False


class _Offered(NamedTuple):
    """A choice as it is kept with the talk.

    Attributes:
        label: The words on the button.
        data: What it means, packed.
        takes_number: Whether its number will do.
        is_supposed: Whether a yes means it; talks from before this was kept say nothing of it.
    """

    label: str
    data: str
    takes_number: bool
    is_supposed: bool = False

    def means(self, kind: type[CallbackData]) -> bool:
        """Whether it is a choice of this kind."""
        return self.data.partition(_SEPARATOR)[0] == kind.__prefix__


async def remember(state: FSMContext, choices: Sequence[Choice]) -> None:
    """Remember the choices for typed answers."""
    kept = [_Offered(one.label, one.data.pack(), not one.is_grave, one.is_supposed) for one in choices]
    await state.update_data({KEY: [list(one) for one in kept]})


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


def typed_choice(text: str, offered: Sequence[Sequence[Any]]) -> str | None:
    """Return the data of the choice that was typed; None if it is none of them.

    It may be typed as its number, in its words, or in one of the ways people say yes, no, or that they do not know.

    >>> typed_choice("2", [("Gửi", "a", True), ("Hủy", "b", True)])
    'b'
    >>> typed_choice("gui", [("Gửi", "a", True), ("Hủy", "b", True)])
    'a'
    """
    choices = [_Offered(*one) for one in offered]
    number = _number(text, choices)
    if number is not None:
        is_meant = 1 <= number <= len(choices) and choices[number - 1].takes_number
        return choices[number - 1].data if is_meant else None
    words = _bare(text)
    meant = [one.data for one in choices if _bare(one.label) == words]
    if not meant:
        sayings = _sayings(text)
        meant = [one.data for one in choices if _is_said(sayings, one)]
    return meant[0] if len(meant) == 1 else None


def _number(text: str, choices: Sequence[_Offered]) -> int | None:
    """Return the number that was typed, None where it is something else: "thứ hai" is a day as well."""
    words = _bare(text)
    if _WEEKDAY.fullmatch(words) and not _is_about_place(choices):
        return None
    if found := _NUMBER.fullmatch(words):
        return int(found[1])
    if found := _ORDINAL.fullmatch(words):
        return ORDINALS[found[1]]
    return None


def _is_about_place(choices: Sequence[_Offered]) -> bool:
    """Whether the choices answer the question where it was."""
    return any(one.means(PlaceUnknown) for one in choices)


def _is_said(sayings: set[str], choice: _Offered) -> bool:
    """Whether one of the other ways to say a choice is among what somebody says."""
    said = YES if choice.is_supposed else frozenset()
    said = said.union(*(words for kind, words in ALIASES.items() if choice.means(kind)))
    return not said.isdisjoint(sayings)


def _sayings(text: str) -> set[str]:
    """Return what somebody says, as it stands and without polite words, short forms written out."""
    written = [SHORT_FORMS.get(word.folded, word.folded) for word in read(text).words]
    words = " ".join(plain(word) for word in written).split()
    if len(words) > LONGEST_SAYING:
        return set()
    return {" ".join(words), " ".join(word for word in words if word not in POLITE)} - {""}


# Labels are the same few for everybody, but for names of communes and codes of tips; a message is asked about thrice.
@lru_cache(maxsize=512)
def _bare(words: str) -> str:
    """Return letters and digits alone, without tone marks: labels carry signs that nobody types."""
    return _SIGNS.sub(" ", plain(words)).strip()


async def wrong_choice(state: FSMContext, text: str) -> str | None:
    """Return what to say to an answer that chooses nothing of what is offered; None where it is no such answer.

    That is a number that is not among those offered, and a yes or no to the question for one of several places.
    """
    choices = [_Offered(*one) for one in (await state.get_data()).get(KEY, [])]
    number = _number(text, choices)
    is_yes_or_no = _is_about_place(choices) and not (YES | NO | OTHER).isdisjoint(_sayings(text))
    if not choices or (number is None and not is_yes_or_no):
        return None
    meant = choices[number - 1] if number is not None and 1 <= number <= len(choices) else None
    if meant is not None and not meant.takes_number:
        return _("A number is not enough for this. Type “{label}”.").format(label=meant.label)
    if len(choices) == 1:
        return _("The only number here is 1, “{label}”. You can also write your answer in words.").format(
            label=choices[0].label
        )
    return _("Please choose a number from 1 to {last}, or write it in words.").format(last=len(choices))


def pressed(event: object, talk: Mapping[str, Any]) -> str | None:
    """Return the data of the button that was pressed or typed, None where it was neither."""
    if isinstance(event, CallbackQuery):
        return event.data
    if isinstance(event, Message) and event.text:
        return typed_choice(event.text, talk.get(KEY, []))
    return None


Handler = TypeVar("Handler", bound=Callable[..., Awaitable[object]])
"""Any coroutine function that aiogram can call."""


class Chosen(BaseFilter):
    """Who answers which kinds of choices in a router, pressed or typed.

    One filter for all of them: aiogram would ask one for each kind, for every message that is no choice at all.
    """

    def __init__(self, router: Router) -> None:
        """Let choices be answered in a router, before the handlers that it gets later."""
        self._answering: dict[str, tuple[type[CallbackData], CallableObject]] = {}
        router.callback_query(self)(_answer)
        router.message(self)(_answer)

    def on(self, kind: type[CallbackData]) -> Callable[[Handler], Handler]:
        """Register a handler for a kind of choice."""

        def register(handler: Handler) -> Handler:
            self._answering[kind.__prefix__] = kind, CallableObject(handler)
            return handler

        return register

    async def __call__(self, _event: CallbackQuery | Message, pressed: str | None = None) -> bool | dict[str, Any]:
        """Return the choice, and who answers it, as `choice` and `answering`; False where nobody here does."""
        if pressed is None:
            return False
        prefix = pressed.partition(_SEPARATOR)[0]
        if prefix not in self._answering:
            return False
        kind, answering = self._answering[prefix]
        try:
            return {"choice": kind() if pressed == prefix else kind.unpack(pressed), "answering": answering}
        except (TypeError, ValueError):
            # Buttons' data comes from the client and may be anything.
            return False


async def _answer(_event: TelegramObject, answering: CallableObject, **data: Any) -> object:  # noqa: ANN401 - aiogram's data
    # How a choice was made does not matter to its handler.
    return await answering.call(**data)
