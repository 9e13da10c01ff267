"""The transaction of an update, who is speaking, and in which language."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.enums import ChatType
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import CallbackQuery, Chat, TelegramObject, Update

import locales
from bot.batch import Batch
from domain.errors import DomainError
from handlers import calls, errors
from handlers.choices import pressed
from handlers.talk import Talk
from places.boundaries import Boundaries
from places.gazetteer import Gazetteer
from storage.conversations import ConversationStorage
from storage.crashpoints import crashpoint
from storage.outbox import Call
from storage.updates import Journalled
from storage.vault import Vault
from triage.linear import Model


def is_spoken_in(chat: Chat | None) -> bool:
    """Whether somebody speaks in a chat who can be answered."""
    return chat is not None and chat.type != ChatType.CHANNEL


class Speaking(BaseMiddleware):
    """Finds out who is speaking, lets the handlers answer, and keeps everything that follows from it or nothing."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Take the names of places, which are the same for everybody."""
        self._gazetteer = gazetteer

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> None:
        """Handle one update inside the session's transaction."""
        batch: Batch = data["batch"]
        vault: Vault = data["vault"]
        boundaries: Boundaries = data["boundaries"]
        model: Model | None = data["model"]
        journalled: Journalled = data["journalled"]
        chat: Chat | None = data.get("event_chat")
        if chat is None or not is_spoken_in(chat) or not isinstance(event, Update):
            return
        now: datetime = data["now"]
        contact, officer = await batch.speaker(journalled.bot, chat.id)
        storage = ConversationStorage(batch.session, vault, contact.id)
        await storage.load()
        talk = Talk(
            session=batch.session,
            vault=vault,
            gazetteer=self._gazetteer,
            boundaries=boundaries,
            model=model,
            now=now,
            contact=contact,
            state=FSMContext(storage, StorageKey(bot_id=0, chat_id=contact.id, user_id=contact.id)),
            officer=officer,
        )
        with locales.language(contact.language):
            try:
                async with batch.part():
                    batch.say(await self._ask(handler, event, data, talk))
                    await storage.save(now=now)
                    crashpoint("inside_draft_save")
            except DomainError as error:
                # What the handler had begun is rolled back; the talk stands where it stood.
                batch.say(_with_toast(event, talk, [talk.say(errors.explain(error, to_staff=officer is not None))]))

    async def _ask(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: Update,
        data: dict[str, Any],
        talk: Talk,
    ) -> list[Call]:
        data |= {
            "talk": talk,
            "officer": talk.officer,
            "state": talk.state,
            "raw_state": await talk.state.get_state(),
            "pressed": pressed(event.event, await talk.state.get_data()),
        }
        answer = await handler(event, data)
        return _with_toast(event, talk, [] if answer is UNHANDLED or answer is None else answer)


def _with_toast(event: Update, talk: Talk, answer: Sequence[Call]) -> list[Call]:
    """Answer a pressed button first, so that its little clock stops whatever else is said."""
    answer = list(answer)
    query = event.event
    if isinstance(query, CallbackQuery) and not any(call.method == "answerCallbackQuery" for call in answer):
        answer.insert(0, calls.toast(talk.contact.id, query.id))
    return answer
