"""Several senders on one database: each call is made once, each chat in its order, and who is gone is replaced."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.messenger import Messenger, MessengerError, TooManyRequestsError
from bot.sender import Sender
from storage import bot_pauses, outbox, shares, turn
from storage.database import Database
from storage.evidence import EvidenceFiles
from storage.outbox import Call
from storage.shares import in_shares
from storage.vault import Vault
from tests.bot.waiting import going_on, until
from tests.storage import made
from tests.storage.made import BOT

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "ASK_SECONDS", 0.01)
    monkeypatch.setattr(shares, "ASK_SECONDS", 0.01)
    monkeypatch.setattr(shares, "BALANCE_SECONDS", 0.02)
    monkeypatch.setattr("bot.sender.BESIDE_SECONDS", 0.01)
    monkeypatch.setattr("bot.sender.PAUSES", (0.01,))


class Phones(Messenger):
    """What every chat was told, by whichever sender."""

    def __init__(self) -> None:
        """Begin with silence."""
        self.name, self.kind, self.api = BOT, "webchat", ""
        self.heard: defaultdict[int, list[int]] = defaultdict(list)
        self.by: defaultdict[str, int] = defaultdict(int)
        self.refuse: Callable[[str], MessengerError | None] = lambda _sender: None

    def of(self, sender: str) -> "Line":
        return Line(self, sender)

    @property
    def count(self) -> int:
        return sum(len(told) for told in self.heard.values())


class Line(Messenger):
    """The phones as one sender reaches them."""

    def __init__(self, phones: Phones, sender: str) -> None:
        """Take the phones and who calls."""
        self.name, self.kind, self.api = BOT, "webchat", ""
        self.phones, self.sender = phones, sender

    async def call(self, method: str, payload: Mapping[str, Any], **_: Any) -> Any:
        del method
        await asyncio.sleep(0)
        if (refusal := self.phones.refuse(self.sender)) is not None:
            raise refusal
        self.phones.heard[payload["chat_id"]].append(payload["n"])
        self.phones.by[self.sender] += 1
        return {"message_id": self.phones.count}


@asynccontextmanager
async def sending(url: str, vault: Vault, files: EvidenceFiles, phones: Phones, name: str) -> AsyncIterator[Sender]:
    """Let a sender work within the block, as a process of its own would."""
    database = Database(url)
    sender = Sender(
        database, vault, files, {BOT: phones.of(name)}, clock=lambda: datetime.now(UTC), bell=asyncio.Event()
    )
    try:
        async with going_on(in_shares(database, "sender", sender.run)):
            yield sender
    finally:
        await database.close()


async def say(database: Database, vault: Vault, contacts: Sequence[int], numbers: Sequence[int]) -> None:
    calls = [Call(to=to, method="sendMessage", payload={"n": number}) for number in numbers for to in contacts]
    async with database.begin() as session:
        await outbox.add(session, vault, calls, now=datetime.now(UTC))


async def contacts_of(database: Database, vault: Vault, count: int) -> list[int]:
    async with database.begin() as session:
        return [await made.contact(session, vault, 5_000 + number) for number in range(count)]


async def test_two_senders_make_each_call_once_and_keep_the_order_of_each_chat(
    database: Database, database_url: str, vault: Vault, tmp_path: Path
) -> None:
    contacts, phones = await contacts_of(database, vault, 80), Phones()
    files = EvidenceFiles(f"file://{tmp_path}", vault)
    async with AsyncExitStack() as stack:
        for name in ("one", "two"):
            await stack.enter_async_context(sending(database_url, vault, files, phones, name))
        for first in range(0, 20, 4):
            await say(database, vault, contacts, range(first, first + 4))
            await asyncio.sleep(0.02)
        await until(lambda: phones.count >= 80 * 20)
    assert set(map(tuple, phones.heard.values())) == {tuple(range(20))}
    assert all(count > 100 for count in phones.by.values())
    async with database.read() as session:
        assert await outbox.count_waiting(session) == 0


async def test_what_a_sender_leaves_is_sent_by_the_next(
    database: Database, database_url: str, vault: Vault, tmp_path: Path
) -> None:
    contacts, phones = await contacts_of(database, vault, 40), Phones()
    files = EvidenceFiles(f"file://{tmp_path}", vault)
    async with sending(database_url, vault, files, phones, "one"):
        async with sending(database_url, vault, files, phones, "two"):
            await say(database, vault, contacts, range(2))
            await until(lambda: phones.count == 80)
        await say(database, vault, contacts, range(2, 4))
        await until(lambda: phones.count == 160)
    assert set(map(tuple, phones.heard.values())) == {(0, 1, 2, 3)}


async def test_who_lost_its_locks_sends_nothing_before_it_has_new_ones(
    database: Database, database_url: str, vault: Vault, tmp_path: Path
) -> None:
    contacts, phones = await contacts_of(database, vault, 40), Phones()
    files = EvidenceFiles(f"file://{tmp_path}", vault)
    async with (
        sending(database_url, vault, files, phones, "one"),
        sending(database_url, vault, files, phones, "two"),
    ):
        await say(database, vault, contacts, range(3))
        await until(lambda: phones.count == 120)
        with psycopg.connect(database_url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
            await say(database, vault, contacts, range(3, 6))
            await until(lambda: phones.count >= 240)
    assert {tuple(sorted(set(told))) for told in phones.heard.values()} == {tuple(range(6))}
    # Nothing was in flight when the locks went, so nothing comes twice.
    assert set(map(tuple, phones.heard.values())) == {tuple(range(6))}


async def test_what_one_sender_is_told_of_the_whole_bot_the_others_keep_to(
    database: Database, database_url: str, vault: Vault, tmp_path: Path
) -> None:
    contacts, phones = await contacts_of(database, vault, 120), Phones()
    files = EvidenceFiles(f"file://{tmp_path}", vault)
    async with AsyncExitStack() as stack:
        for name in ("one", "two"):
            await stack.enter_async_context(sending(database_url, vault, files, phones, name))
        first = iter(range(1_000))

        async def both_have_sent() -> bool:
            await say(database, vault, contacts[:40], [next(first)])
            return min(phones.by["one"], phones.by["two"]) > 0

        await until(both_have_sent)

        async def is_quiet() -> bool:
            async with database.read() as session:
                return await outbox.count_waiting(session) == 0

        await until(is_quiet)
        # Only one of them is told that it called too often.
        too_many = TooManyRequestsError(timedelta(minutes=10))
        phones.refuse = lambda sender: too_many if sender == "one" else None
        await say(database, vault, contacts[40:80], [0])

        async def is_known() -> bool:
            async with database.read() as session:
                return BOT in await bot_pauses.current(session, [BOT], now=datetime.now(UTC))

        await until(is_known)
        # Whoever looks from now on knows of it, and what was taken before is made.
        await asyncio.sleep(0.2)
        before = dict(phones.by)
        await say(database, vault, contacts[80:], [0])
        # A sender that begins now keeps to it as well.
        await stack.enter_async_context(sending(database_url, vault, files, phones, "three"))
        await asyncio.sleep(0.5)
        assert dict(phones.by) == before
