"""A chat with very much to come is read in pieces, in its order."""

import pytest

from storage import outbox
from storage.database import Database
from storage.outbox import Call
from storage.vault import Vault
from tests.storage import made
from tests.storage.made import BOT, NOW


async def test_only_as_much_is_loaded_as_is_taken(
    database: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with database.begin() as session:
        both = [await made.contact(session, vault, 500 + number) for number in range(2)]
        calls = [Call(to=to, method="sendMessage", payload={"n": n}) for n in range(100) for to in both]
        await outbox.add(session, vault, calls, now=NOW)
    opened: list[str] = []
    open_one = vault.open

    def note(sealed: bytes, *, place: str) -> bytes:
        opened.append(place)
        return open_one(sealed, place=place)

    monkeypatch.setattr(vault, "open", note)
    async with database.read() as session:
        chats = await outbox.due(session, vault, bots=[BOT], now=NOW, chats=10, calls=3)
    assert [[one.call.payload["n"] for one in chat] for chat in chats] == [[0, 1, 2], [0, 1, 2]]
    assert sum(place.startswith("calls.payload") for place in opened) == 6
