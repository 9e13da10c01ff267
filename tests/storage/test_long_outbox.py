"""A chat with very much to come is read in pieces, in its order."""

from sqlalchemy import event

from storage import models, outbox
from storage.database import Database
from storage.outbox import Call
from storage.vault import Vault
from tests.storage import made
from tests.storage.made import BOT, NOW


async def test_only_as_much_is_loaded_as_is_taken(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        both = [await made.contact(session, vault, 500 + number) for number in range(2)]
        calls = [Call(to=to, method="sendMessage", payload={"n": n}) for n in range(100) for to in both]
        await outbox.add(session, vault, calls, now=NOW)
    rows: list[object] = []

    def note(row: models.Call, _: object) -> None:
        rows.append(row.id)

    event.listen(models.Call, "load", note)
    try:
        async with database.read() as session:
            chats = await outbox.due(session, vault, bots=[BOT], now=NOW, chats=10, calls=3)
    finally:
        event.remove(models.Call, "load", note)
    assert [[one.call.payload["n"] for one in chat] for chat in chats] == [[0, 1, 2], [0, 1, 2]]
    assert len(rows) == 6
