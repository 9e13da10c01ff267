"""The way into the journal: on disk before it is confirmed, together where it comes together, each update once."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.engine import make_url

from storage import journal as module
from storage import updates
from storage.database import Database
from storage.journal import Arrival, Journal, JournalAwayError, JournalBrokenError, Row, row_of
from storage.lanes import lane_of
from storage.models import Update
from storage.vault import Vault
from tests.arrived import opened
from tests.storage.made import BOT, NOW


@pytest.fixture
async def journal(database_url: str, vault: Vault) -> AsyncIterator[Journal]:
    async with opened(database_url, vault, now=NOW) as made:
        yield made


async def rows(database: Database) -> list[Update]:
    async with database.read() as session:
        return list(await session.scalars(select(Update).order_by(Update.id)))


def arrivals(*numbers: int, body: bytes = b"{}") -> list[Arrival]:
    return [Arrival(number, body, number) for number in numbers]


async def test_what_is_kept_is_read_as_it_came(database: Database, journal: Journal, vault: Vault) -> None:
    body = b'{"update_id": 1, "\xff\x00odd": "\\ud83d"}'
    kept = await journal.keep(BOT, [Arrival(-7, body, 5), Arrival(8, b"{}")])
    async with database.read() as session:
        found = await updates.waiting(session, vault, bots=[BOT], limit=9)
    assert (kept.new, kept.apart) == (2, 0)
    assert [(one.update_id, one.body, one.received_at, one.failures) for one in found] == [
        (-7, body, NOW, 0),
        (8, b"{}", NOW, 0),
    ]
    assert [one.lane for one in await rows(database)] == [lane_of(vault, BOT, 5), 0]
    assert all(body not in (one.body or b"") for one in await rows(database))


async def test_what_comes_together_is_in_the_order_in_which_it_came(database: Database, journal: Journal) -> None:
    numbers = [*range(50, 100), *range(50)]
    await journal.keep(BOT, arrivals(*numbers))
    assert [one.update_id for one in await rows(database)] == numbers


async def test_an_update_that_comes_twice_is_kept_once(database: Database, journal: Journal) -> None:
    await journal.keep(BOT, arrivals(1, 2))
    again = await asyncio.gather(*(journal.keep(BOT, arrivals(1, 2, 2)) for _ in range(5)))
    assert all((one.new, one.apart) == (0, 0) for one in again)
    assert [one.update_id for one in await rows(database)] == [1, 2]


async def test_two_bots_may_use_the_same_number(database: Database, journal: Journal) -> None:
    await asyncio.gather(journal.keep(BOT, arrivals(1)), journal.keep("other", arrivals(1, body=b"[]")))
    assert {(one.bot, one.state) for one in await rows(database)} == {(BOT, "waiting"), ("other", "waiting")}


@pytest.mark.parametrize("is_together", [True, False])
async def test_another_update_under_a_known_number_is_kept_apart_once(
    database: Database, journal: Journal, vault: Vault, *, is_together: bool
) -> None:
    if is_together:
        kept = await journal.keep(BOT, [*arrivals(5, body=b"first"), *arrivals(5, body=b"second")])
        assert kept.apart == 1
    else:
        await journal.keep(BOT, arrivals(5, body=b"first"))
    for _ in range(2):
        assert (await journal.keep(BOT, arrivals(5, body=b"second"))).apart == 1
    first, second = await rows(database)
    assert (first.update_id, first.state) == (5, "waiting")
    assert (second.state, second.cause) == ("set_aside", "another update has its number, 5")
    assert vault.open(second.body or b"", place=f"updates.body:{BOT}:{second.update_id}") == b"second"


async def test_what_is_handled_may_come_again(database: Database, journal: Journal) -> None:
    await journal.keep(BOT, arrivals(5, body=b"first"))
    async with database.begin() as session:
        await updates.finish(session, [one.id for one in await rows(database)], now=NOW)
    assert (await journal.keep(BOT, arrivals(5, body=b"first"))).apart == 0
    assert [one.state for one in await rows(database)] == ["done"]


async def test_another_update_under_the_number_of_one_that_was_handled_is_kept_apart(
    database: Database, journal: Journal
) -> None:
    await journal.keep(BOT, arrivals(5, body=b"first"))
    async with database.begin() as session:
        await updates.finish(session, [one.id for one in await rows(database)], now=NOW)
    assert (await journal.keep(BOT, arrivals(5, body=b"second"))).apart == 1
    first, second = await rows(database)
    assert (first.state, first.body) == ("done", None)
    assert (second.state, second.cause) == ("set_aside", "another update has its number, 5")
    assert first.body_key is not None
    assert b"first" not in first.body_key
    assert len(first.body_key) == 8


@pytest.mark.parametrize(("is_handled", "apart"), [(True, 0), (False, 1)])
async def test_what_an_older_version_wrote_is_known_by_its_bytes_as_long_as_they_are_there(
    database: Database, journal: Journal, *, is_handled: bool, apart: int
) -> None:
    await journal.keep(BOT, arrivals(5, body=b"first"))
    async with database.begin() as session:
        await session.execute(update(Update).values(body_key=None))
        if is_handled:
            await updates.finish(session, [one.id for one in await rows(database)], now=NOW)
    assert (await journal.keep(BOT, arrivals(5, body=b"first"))).apart == 0
    assert (await journal.keep(BOT, arrivals(5, body=b"second"))).apart == apart


@dataclass
class Held:
    """A connection whose commits wait until they may go on, and are counted."""

    commits: list[int] = field(default_factory=list)
    may_go_on: threading.Event = field(default_factory=threading.Event)
    fails: int = 0

    def insert(self, rows: list[Row], *, now: object) -> int:
        assert now == NOW
        self.may_go_on.wait(60)
        if self.fails:
            self.fails -= 1
            raise sqlite3.OperationalError
        self.commits.append(len(rows))
        return len(rows)

    def bodies(self, _bot: str, _numbers: list[int]) -> dict[int, bytes]:
        return {}

    def close(self) -> None:
        pass


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    made = Held()
    monkeypatch.setattr(module, "_opening", lambda _: lambda: made)
    return made


async def begun(journal: Journal, count: int) -> list["asyncio.Task[module.Kept]"]:
    """Let so many bring an update each; returns once each of them waits."""
    tasks = [asyncio.create_task(journal.keep(BOT, arrivals(number))) for number in range(count)]
    await asyncio.sleep(0)
    return tasks


async def test_what_comes_during_a_commit_shares_the_next_one(held: Held, vault: Vault) -> None:
    async with opened("sqlite://", vault, now=NOW) as journal:
        first = await begun(journal, 1)
        # The first commit has begun, and takes nobody else along.
        await asyncio.sleep(0)
        others = await begun(journal, 40)
        held.may_go_on.set()
        await asyncio.gather(*first, *others)
    assert held.commits == [1, 40]


async def test_a_commit_has_a_limit(held: Held, vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 10)
    monkeypatch.setattr(module, "MOST_BYTES", 100)
    held.may_go_on.set()
    async with opened("sqlite://", vault, now=NOW) as journal:
        await asyncio.gather(*await begun(journal, 25))
        assert held.commits == [10, 10, 5]
        await asyncio.gather(*(journal.keep(BOT, arrivals(number, body=b"x" * 60)) for number in range(3)))
        # Whoever brings more than that at once is not turned away.
        await journal.keep(BOT, arrivals(*range(30)))
    assert held.commits[3:] == [1, 1, 1, 30]


async def test_a_failed_commit_confirms_nothing_and_the_next_one_is_tried(held: Held, vault: Vault) -> None:
    held.fails = 1
    held.may_go_on.set()
    async with opened("sqlite://", vault, now=NOW) as journal:
        results = await asyncio.gather(*await begun(journal, 3), return_exceptions=True)
        assert [type(one) for one in results] == [JournalAwayError] * 3
        assert (await journal.keep(BOT, arrivals(1))).new == 1


async def test_whoever_is_cancelled_leaves_the_others_alone(held: Held, vault: Vault) -> None:
    async with opened("sqlite://", vault, now=NOW) as journal:
        one, other = await begun(journal, 2)
        one.cancel()
        await asyncio.gather(one, return_exceptions=True)
        held.may_go_on.set()
        assert (await other).new == 1
    assert held.commits == [2]


async def test_writing_waits_for_its_turn_in_this_process(database_url: str, vault: Vault) -> None:
    turn = asyncio.Lock()
    database = Database(database_url, writer=turn)
    journal = Journal(database_url, vault, clock=lambda: NOW, turn=turn if database.is_sqlite else None)
    try:
        async with database.begin() as session:
            session.add(Update(**asdict(row_of(vault, BOT, *arrivals(1))), received_at=NOW, failures=0))
            await session.flush()
            keeping = asyncio.create_task(journal.keep(BOT, arrivals(2)))
            await asyncio.sleep(0)
        await keeping
        assert [one.update_id for one in await rows(database)] == [1, 2]
    finally:
        await journal.close()
        await database.close()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_another_process_that_writes_is_waited_for(
    database_url: str, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    await journal.open()
    writer = sqlite3.connect(make_url(database_url).database or "", isolation_level=None, check_same_thread=False)
    try:
        writer.execute("BEGIN IMMEDIATE")
        asked: list[float] = []

        def let_go(seconds: float) -> None:
            asked.append(seconds)
            if len(asked) == 3:
                writer.execute("COMMIT")

        monkeypatch.setattr(time, "sleep", let_go)
        assert (await journal.keep(BOT, arrivals(1))).new == 1
        assert len(asked) >= 3
        writer.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.0)
        with pytest.raises(JournalAwayError):
            await journal.keep(BOT, arrivals(2))
    finally:
        writer.close()
    assert (await journal.keep(BOT, arrivals(2))).new == 1


async def test_a_server_that_was_away_is_called_again_but_not_at_once(
    database: Database, database_url: str, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    calls = []
    real = module._opening(database_url)  # noqa: SLF001 - what is replaced below

    def call() -> object:
        calls.append(now[0])
        if len(calls) < 3:
            raise OSError
        return real()

    monkeypatch.setattr(module, "_opening", lambda _: call)
    async with opened(database_url, vault, now=NOW) as journal:
        for at in (0.0, 0.1, 0.3, 0.7):
            now[0] = at
            with pytest.raises(JournalAwayError):
                await journal.keep(BOT, arrivals(1))
        now[0] = 0.9
        assert (await journal.keep(BOT, arrivals(1))).new == 1
    assert calls == [0.0, 0.3, 0.9]
    assert len(await rows(database)) == 1


def lose(journal: Journal) -> None:
    """Close the connection behind the journal's back, as a database does that ends."""
    connection = journal._connection  # noqa: SLF001 - see above
    assert connection is not None
    connection.close()


async def test_a_connection_that_was_lost_is_opened_anew(database: Database, journal: Journal) -> None:
    await journal.keep(BOT, arrivals(1))
    lose(journal)
    with pytest.raises(JournalAwayError):
        await journal.keep(BOT, arrivals(2))
    assert (await journal.keep(BOT, arrivals(1, 2))).new == 1
    assert [one.update_id for one in await rows(database)] == [1, 2]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_file_that_is_no_journal_stops_the_start_and_is_not_made(
    tmp_path: Path, database_url: str, vault: Vault
) -> None:
    empty = tmp_path / "empty.db"
    sqlite3.connect(empty).close()
    for url in (f"sqlite+aiosqlite:///{tmp_path}/nowhere.db", f"sqlite+aiosqlite:///{empty}"):
        async with opened(url, vault, now=NOW) as journal:
            with pytest.raises(JournalBrokenError, match="nguontin migrate"):
                await journal.open()
            with pytest.raises(JournalBrokenError, match="nguontin migrate"):
                await journal.keep(BOT, arrivals(1))
            with pytest.raises(JournalBrokenError, match="nguontin migrate"):
                await journal.until_broken()
    assert not (tmp_path / "nowhere.db").exists()
    async with opened(database_url, vault, now=NOW) as journal:
        await journal.open()


async def test_a_disk_that_fails_ends_it(held: Held, vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> int:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
        raise error

    monkeypatch.setattr(held, "insert", fail)
    async with opened("sqlite://", vault, now=NOW) as journal:
        for _ in range(2):
            with pytest.raises(JournalBrokenError, match="disk"):
                await journal.keep(BOT, arrivals(1))


@pytest.mark.parametrize("path", ["var/x.db", "/var/lib/x y.db", "./x.db", "a%20b.db", "/ế.db"])
def test_a_file_is_found_where_the_rest_of_the_service_finds_it(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite+aiosqlite:///{path}"
    found: list[Path] = []
    monkeypatch.setattr(module, "_Sqlite", found.append)
    module._opening(url)()  # noqa: SLF001 - the file itself need not be there
    assert [str(one) for one in found] == [str(Path(make_url(url).database or ""))]
