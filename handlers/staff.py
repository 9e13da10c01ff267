"""How staff are let in, name tips by their codes, and are asked for words."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter, Command, CommandObject
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message

from domain.access import HANDLES_TIPS, Officer, Role
from domain.codes import read_code
from handlers.choices import forget
from handlers.parts import clean
from handlers.talk import Talk
from locales import gettext as _
from storage import tips
from storage.outbox import Call
from storage.tips import Tip

SUPERVISES = frozenset({Role.SUPERVISOR, Role.COORDINATOR, Role.COMMANDER})
"""Roles that see the figures of their unit and of those below."""

AWAITED = "awaited"
"""Where the choice whose words are still to be typed stands in the talk's data, packed."""

_CODE = re.compile(r"\s*((?:[0-9a-z]{4}[- ]?){2}[0-9a-z]{4})(?!\w)\s*(.*)", re.IGNORECASE | re.DOTALL)


class IsStaff(BaseFilter):
    """Lets members of staff with one of these roles through."""

    def __init__(self, roles: frozenset[Role]) -> None:
        """Take the roles."""
        self._roles = roles

    async def __call__(self, _event: Message | CallbackQuery, officer: Officer | None = None) -> bool:
        """Whether the one who speaks has one of the roles."""
        return officer is not None and officer.role in self._roles


def staff_router(name: str, roles: frozenset[Role] = HANDLES_TIPS) -> Router:
    """Return a router for staff alone, in private: whoever else presses or types the same meets nothing."""
    router = Router(name=name)
    router.message.filter(F.chat.type == ChatType.PRIVATE, IsStaff(roles))
    router.callback_query.filter(IsStaff(roles))
    return router


def named_code(args: str | None) -> tuple[str, str] | None:
    """Return the code that begins what was typed after a command, and the words after it; None without a code.

    >>> named_code("k7qf-2m9x-4tbd ai nhìn thấy?")
    ('K7QF2M9X4TBD', 'ai nhìn thấy?')
    """
    found = _CODE.fullmatch(args or "")
    code = read_code(found[1]) if found else None
    return (code, clean(found[2])) if found and code else None


Handler = Callable[..., Awaitable[list[Call]]]
"""What answers a choice."""


def on_command(router: Router, name: str, make: Callable[[int], CallbackData]) -> Callable[[Handler], Handler]:
    """Let a command with a tip's code do what a button does; `make` returns the button's data for a tip.

    A handler that takes `words` is given what was typed after the code.
    """

    def register(handler: Handler) -> Handler:
        async def by_code(_message: Message, talk: Talk, officer: Officer, command: CommandObject) -> list[Call]:
            named = named_code(command.args)
            if named is None:
                return [talk.say(usage(name))]
            tip = await tips.by_code(talk.session, talk.vault, officer, named[0])
            return await handler(talk=talk, officer=officer, choice=make(tip.id))

        router.message(Command(name, ignore_mention=True))(by_code)
        return handler

    return register


def usage(command: str) -> str:
    """Return how a command with a code is typed."""
    return _("Type the tip's code after the command, for example: /{command} K7QF-2M9X-4TBD").format(command=command)


async def ask_words(talk: Talk, state: State, choice: CallbackData) -> None:
    """Take the next words as the missing part of a choice; numbers are only words until then."""
    await forget(talk.state)
    await talk.state.update_data({AWAITED: choice.pack()})
    await talk.state.set_state(state)


async def rest(talk: Talk) -> None:
    """Expect nothing in particular any more."""
    data = await talk.state.get_data()
    if data.pop(AWAITED, None) is not None:
        await talk.state.set_data(data)
    await talk.state.set_state(None)


class Awaited(BaseFilter):
    """Lets typed words through that complete a choice, and hands on both: `choice` and `words`."""

    def __init__(self, state: State, kind: type[CallbackData]) -> None:
        """Take the state in which the words are awaited, and the kind of choice."""
        self._state = state
        self._kind = kind

    async def __call__(self, message: Message, talk: Talk) -> bool | dict[str, Any]:
        """Return choice and words, False where something else is awaited."""
        if not message.text or message.text.startswith("/"):
            return False
        if await talk.state.get_state() != self._state.state:
            return False
        packed = (await talk.state.get_data()).get(AWAITED, "")
        if not packed.startswith(self._kind.__prefix__ + self._kind.__separator__):
            return False
        return {"choice": self._kind.unpack(packed), "words": clean(message.text)}


async def tip_of(talk: Talk, officer: Officer, tip_id: int) -> Tip:
    """Return a tip of the officer's queue. Raises TipNotFoundError."""
    return await tips.for_officer(talk.session, talk.vault, officer, tip_id)
