"""The state of a talk is kept with what followed from it, or not at all."""

import pytest
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from sqlalchemy import func, select

from storage.conversations import ConversationStorage
from storage.database import Database
from storage.models import Conversation, Tip
from storage.vault import Vault, VaultError
from tests.storage import made
from tests.storage.made import NOW

KEY = StorageKey(bot_id=0, chat_id=1, user_id=1)


class TroubleError(Exception):
    """Something that a handler did not expect."""


async def test_a_talk_goes_on_where_it_stood(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        lan = await made.contact(session, vault)
        storage = ConversationStorage(session, vault, lan)
        await storage.load()
        state = FSMContext(storage, KEY)
        assert (await state.get_state(), await state.get_data()) == (None, {})
        await state.set_state("Reporting:drafting")
        await state.update_data({"words": "lời kể"})
        await storage.save(now=NOW)
    async with database.read() as session:
        storage = ConversationStorage(session, vault, lan)
        await storage.load()
        state = FSMContext(storage, KEY)
        assert (await state.get_state(), await state.get_data()) == ("Reporting:drafting", {"words": "lời kể"})


async def test_a_talk_is_rolled_back_with_the_tip_that_it_led_to(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        lan = await made.contact(session, vault)
    with pytest.raises(TroubleError):  # noqa: PT012 - the whole transaction is what fails
        async with database.begin() as session:
            storage = ConversationStorage(session, vault, lan)
            await storage.load()
            await storage.set_data(KEY, {"words": "lời kể"})
            await made.tip(session, vault, contact_id=lan)
            await storage.save(now=NOW)
            raise TroubleError
    async with database.read() as session:
        assert await session.scalar(select(func.count()).select_from(Tip)) == 0
        assert await session.get(Conversation, lan) is None


async def test_what_did_not_change_is_not_written(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        lan = await made.contact(session, vault)
        storage = ConversationStorage(session, vault, lan)
        await storage.load()
        await storage.save(now=NOW)
    async with database.read() as session:
        assert await session.get(Conversation, lan) is None


async def test_an_ended_talk_leaves_no_data(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        lan = await made.contact(session, vault)
        storage = ConversationStorage(session, vault, lan)
        await storage.load()
        await storage.set_data(KEY, {"words": "lời kể"})
        await storage.save(now=NOW)
        await storage.set_state(KEY)
        await storage.set_data(KEY, {})
        await storage.save(now=NOW)
    async with database.read() as session:
        row = await session.get_one(Conversation, lan)
        assert (row.state, row.data) == (None, None)


async def test_the_talk_of_one_contact_does_not_open_as_that_of_another(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        lan, minh = await made.contact(session, vault, 1), await made.contact(session, vault, 2)
        for contact_id in (lan, minh):
            storage = ConversationStorage(session, vault, contact_id)
            await storage.load()
            await storage.set_data(KEY, {"whose": contact_id})
            await storage.save(now=NOW)
        (await session.get_one(Conversation, lan)).data = (await session.get_one(Conversation, minh)).data
    async with database.read() as session:
        with pytest.raises(VaultError):
            await ConversationStorage(session, vault, lan).load()


async def test_data_that_was_read_cannot_be_changed_from_outside(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        storage = ConversationStorage(session, vault, await made.contact(session, vault))
        await storage.load()
        await storage.set_data(KEY, {"a": 1})
        (await storage.get_data(KEY))["a"] = 2
        assert await storage.get_data(KEY) == {"a": 1}
