"""A stage for faults: a Bot API, a town, a database, and the service as processes between them."""

import asyncio
import json
import os
import shutil
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from bot import reference
from domain.access import Role
from storage import people, units
from storage.database import Database
from storage.vault import Vault, create_keys, load_keys
from tests.faults.api import BOT, TOKEN, Api, serving
from tests.faults.databases import Place, migrated_file, quick_folder
from tests.faults.mischief import Mischief
from tests.faults.nursery import Nursery
from tests.faults.oracle import WAITING, Case, Violation, violations
from tests.faults.processes import Process, Stop, command
from tests.faults.town import COORDINATOR, PROVINCE, STAFF, Town

QUIET_SECONDS = 0.5
"""Nothing is going on any more when nothing has waited for so long."""

REST_SECONDS = 240.0
"""What still waits so long after everybody has stopped will wait for ever."""

SECRET = "a-secret-of-the-fault-tests"


@dataclass(frozen=True, slots=True)
class Tally:
    """What one run of a scenario came to.

    Attributes:
        kills: How often something was killed.
        ended: How often a process ended by itself.
        updates: Updates that were confirmed.
        tips: Tips that are kept.
        calls: Calls that the service made.
        repeated: Calls that took effect although nobody could know.
        lost: What is missing.
        doubled: What is there twice.
        seconds: How long it took.
        violations: What does not hold.
        notes: What else there is to say.
        reached: The exact points at which something was killed, with their kinds.
        aimed: The named points that were to be reached.
    """

    kills: int = 0
    ended: int = 0
    updates: int = 0
    tips: int = 0
    calls: int = 0
    repeated: int = 0
    lost: int = 0
    doubled: int = 0
    seconds: float = 0.0
    violations: tuple[Violation, ...] = ()
    notes: tuple[str, ...] = ()
    reached: tuple[str, ...] = ()
    aimed: tuple[str, ...] = ()


@dataclass(slots=True)
class Stage:
    """Everything that a scenario plays with."""

    chance: Random
    api: Api
    town: Town
    place: Place
    folder: Path
    vault: Vault
    environment: dict[str, str]
    processes: list[Process] = field(default_factory=list)
    keeping: list[asyncio.Task[None]] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    poisoned: set[int] = field(default_factory=set)
    unreachable: set[int] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    began: float = 0.0

    def start(self, *only: str, nursery: Nursery | None = None, **variables: str) -> list[Process]:
        """Start the whole service, or one process for each list of parts; returns the processes."""
        made = [
            Process(
                name=parts or "service",
                command=command(only=parts),
                environment=self.environment | variables,
                log=self.folder / f"{parts or 'service'}.log",
                ledger=self.api.ledger,
                nursery=nursery,
            )
            for parts in only or ("",)
        ]
        self.processes += made
        self.keeping += [asyncio.create_task(one.keep()) for one in made]
        return made

    async def rest(self, *, seconds: float = REST_SECONDS) -> None:
        """Let everybody finish what they began, and wait until nothing waits; a time-out is the oracle's matter."""
        await self.town.rest()
        try:
            async with asyncio.timeout(seconds):
                quiet_since: float | None = None
                while quiet_since is None or self.api.ledger.now() - quiet_since < QUIET_SECONDS:
                    await asyncio.sleep(0.05)
                    if await self._is_busy():
                        quiet_since = None
                    elif quiet_since is None:
                        quiet_since = self.api.ledger.now()
        except TimeoutError:
            self.notes.append(f"something waited for {seconds:.0f} s: {self.api.waiting} updates, {self._waiting()}")

    async def _is_busy(self) -> bool:
        if self.api.waiting:
            return True
        return any((await asyncio.to_thread(self._waiting)).values())

    def _waiting(self) -> dict[str, int]:
        try:
            return {table: len(self.place.rows(query)) for table, query in WAITING.items()}
        except Exception as error:  # noqa: BLE001 - the database may be away just now, in any of its ways
            return {type(error).__name__: 1}

    async def stop(self) -> None:
        """Stop every process cleanly."""
        self.stops += await asyncio.gather(*(one.stop() for one in self.processes))
        await asyncio.gather(*self.keeping)
        self.processes.clear()
        self.keeping.clear()

    def end(self) -> None:
        """End every process at once."""
        for one in self.processes:
            one.end()

    def case(self) -> Case:
        """Return everything that the oracle looks at."""
        return Case(
            self.api,
            self.town,
            self.place,
            self.vault,
            self.folder / "evidence",
            self.stops,
            poisoned=self.poisoned,
            unreachable=self.unreachable,
        )

    def judge(self, processes: Sequence[Process]) -> Tally:
        """Ask the oracle, and sum up."""
        found = violations(self.case())
        ledger = self.api.ledger
        codes = [code for one in processes for code in one.codes]
        return Tally(
            kills=sum(one.kills for one in processes),
            ended=len(codes),
            updates=len(ledger.confirmed),
            tips=len(self.place.rows("SELECT id FROM tips")),
            calls=len(ledger.calls),
            repeated=sum(call.is_ambiguous for call in ledger.calls),
            lost=_count(found, {"I1", "I2 lost", "I4", "I15"}),
            doubled=_count(found, {"I2 doubled", "I6"}),
            seconds=ledger.now() - self.began,
            violations=tuple(found),
            notes=(*self.notes, *([f"ended by itself with {sorted(set(codes))}"] if codes else [])),
        )


def _count(found: Sequence[Violation], names: set[str]) -> int:
    return sum(len(one.ids) for one in found if one.invariant in names)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@asynccontextmanager
async def open_stage(
    place: Place | None, seed: int, *, mischief: Mischief | None = None, disk: Path | None = None, webhook: bool = False
) -> AsyncIterator[Stage]:
    """Prepare a stage for the block: on the place given, or on an SQLite file, on a disk of its own perhaps."""
    chance = Random(seed)  # noqa: S311 - the same misfortunes at every run
    folder = quick_folder()
    home = disk or folder
    place = place or Place(f"sqlite+aiosqlite:///{home / 'nguontin.db'}")
    try:
        async with serving(mischief or Mischief(chance)) as api:
            vault = await _prepare(place, folder)
            stage = Stage(
                chance=chance,
                api=api,
                town=Town(api, chance),
                place=place,
                folder=folder,
                vault=vault,
                environment=_environment(place, folder, api.address, webhook=webhook),
                began=api.ledger.now(),
            )
            try:
                yield stage
            finally:
                stage.town.is_open = False
                stage.end()
                await asyncio.gather(*stage.keeping, return_exceptions=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _environment(place: Place, folder: Path, address: str, *, webhook: bool) -> dict[str, str]:
    bot: dict[str, Any] = {"name": BOT, "token": TOKEN, "api": address, "kind": "webchat"}
    listen = f"127.0.0.1:{free_port()}"
    kept = {name: value for name, value in os.environ.items() if name.startswith("NGUONTIN_") or name == "PATH"}
    hooked = {
        "NGUONTIN_INTAKE": "webhook",
        "NGUONTIN_WEBHOOK_URL": f"http://{listen}",
        "NGUONTIN_WEBHOOK_SECRET": SECRET,
    }
    return {
        **kept,
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "NGUONTIN_DATABASE_URL": place.url,
        "NGUONTIN_KEYS": str(folder / "keys.json"),
        "NGUONTIN_EVIDENCE_URL": f"file://{folder / 'evidence'}",
        "NGUONTIN_BOTS": json.dumps([bot]),
        "NGUONTIN_LISTEN": listen,
        **(hooked if webhook else {}),
    }


async def _prepare(place: Place, folder: Path) -> Vault:
    """Create keys and tables, load the units, and appoint the officers."""
    create_keys(folder / "keys.json")
    (folder / "evidence").mkdir()
    vault = load_keys(folder / "keys.json")
    if place.is_sqlite:
        await asyncio.to_thread(lambda: place.file.write_bytes(migrated_file()))
    local = [one for one in reference.units() if one.code in {"VN", PROVINCE} or one.parent_code == PROVINCE]
    now = datetime.now(UTC)
    database = Database(place.url)
    try:
        async with database.begin() as session:
            await units.load(session, local)
            for chat, unit in STAFF.items():
                role = Role.COORDINATOR if chat == COORDINATOR else Role.OFFICER
                contact = await people.contact_at(session, vault, BOT, chat, language="vi", now=now)
                await people.appoint(
                    session, vault, contact.id, role=role, unit_code=unit, name=f"Cán bộ {chat}", now=now
                )
    finally:
        await database.close()
    return vault
