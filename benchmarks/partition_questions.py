"""What is asked of large tables, kept whole or cut into months: the service's own questions."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.partition_rows import UNIT, YEARS, Filled, begin_of, code_of, communes_of, month_after, month_of
from domain.access import Officer, Role, acting
from domain.lifecycle import Status, transition
from domain.periods import Period, PeriodName, named
from domain.place import ChosenPlace, PlaceSource
from domain.routing import Route, RouteReason
from domain.tip import Category, SourceGroup, Urgency
from storage import audit, models, tips
from storage.database import Database
from storage.tips import NewTip
from storage.vault import Vault

REPORT_TURNS = 15
"""So often each figure of a report is asked for."""

WARM = 12
"""Questions that are not counted: by then the driver has prepared the statement, and the server has its plan."""

PROVINCE = 98
"""Communes of a province, as many as the average one has."""

_TEN = 10
_CHANCE = 20261122


@dataclass(slots=True)
class Place:
    """A database that is asked.

    Attributes:
        filled: What is in it.
        database: Open.
        vault: What sealed its codes.
        added: Tips that were recorded by the benchmark and not acknowledged yet.
    """

    filled: Filled
    database: Database
    vault: Vault
    added: list[int] = field(default_factory=list)

    @property
    def officer(self) -> Officer:
        """An officer of the commune whose tips are looked at."""
        return Officer(1, 1, Role.OFFICER, UNIT, "")


Ask = Callable[[Place, int], Awaitable[None]]
"""Asks a database one question; the number is the turn's, the same for both databases."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is asked in turns.

    Attributes:
        name: What the table calls it.
        ask: Asks it.
        turns: How often at most.
        warm: How often before it counts.
    """

    name: str
    ask: Ask
    turns: int
    warm: int = WARM


async def _next_ten(place: Place, _: int) -> None:
    async with place.database.read() as session:
        await tips.in_queue(session, place.vault, place.officer, limit=_TEN)


def _own(place: Place, turn: int) -> int:
    """Return a tip of the commune, the same one for both databases."""
    return Random(_CHANCE + turn).choice(place.filled.own_ids)  # noqa: S311 - a benchmark


async def _by_number(place: Place, turn: int) -> None:
    async with place.database.read() as session:
        await tips.for_officer(session, place.vault, place.officer, _own(place, turn))


async def _by_number_and_month(place: Place, turn: int) -> None:
    number = _own(place, turn)
    step = timedelta(days=365 * YEARS) / place.filled.tips
    month = month_of(place.filled.newest - (place.filled.tips - number) * step)
    asked = select(models.Tip).where(
        models.Tip.id == number,
        models.Tip.received_at >= begin_of(month),
        models.Tip.received_at < begin_of(month_after(month)),
    )
    async with place.database.read() as session:
        (await session.scalars(asked)).one()


async def _by_code(place: Place, turn: int) -> None:
    async with place.database.read() as session:
        await tips.by_code(session, place.vault, place.officer, code_of(_own(place, turn)))


async def _history(place: Place, turn: int) -> None:
    async with place.database.read() as session:
        tip = await tips.for_officer(session, place.vault, place.officer, _own(place, turn))
        await tips.history(session, tip)


async def _record(place: Place, turn: int) -> None:
    new = NewTip(
        code=f"new-{turn}-{len(place.added)}",
        narrative=("đánh bạc ở chợ",),
        place=ChosenPlace(UNIT, "00", PlaceSource.CITIZEN),
        position=None,
        category=Category.VICE,
        suggested_category=Category.VICE,
        urgency=Urgency.NORMAL,
        occurred=None,
        source_group=SourceGroup.PEOPLE,
        route=Route(UNIT, is_desk=False, reason=RouteReason.COMMUNE),
    )
    async with place.database.begin() as session:
        tip = await tips.record(session, place.vault, new, contact_id=1, now=place.filled.newest)
    place.added.append(tip.id)


async def _acknowledge(place: Place, _: int) -> None:
    number = place.added.pop(0)
    async with place.database.begin() as session:
        tip = await tips.for_officer(session, place.vault, place.officer, number)
        taken = transition(tip.status, Status.ACKNOWLEDGED, at=place.filled.newest)
        await tips.step(session, place.vault, tip, taken, by=acting(place.officer))


async def _received(session: AsyncSession, unit_codes: frozenset[str], period: Period) -> object:
    """Read the tips of a period as the rows behind a figure name them."""
    tip = models.Tip
    asked = (
        select(tip.id, tip.unit_code, tip.received_at, tip.category, tip.source_group, tip.value)
        .where(tip.unit_code.in_(unit_codes), tip.received_at >= period.begins, tip.received_at < period.ends)
        .order_by(tip.id)
    )
    return (await session.execute(asked)).all()


Facts = Callable[[AsyncSession, frozenset[str], Period], Awaitable[object]]

FACTS: dict[str, Facts] = {
    "received": _received,
    "response times": audit.response_facts,
    "moved on": audit.routing_facts,
}
"""What a report and /tonghop count of the tips of a period."""


def _facts(facts: Facts, codes: frozenset[str], period: Period) -> Ask:
    async def ask(place: Place, _: int) -> None:
        async with place.database.read() as session:
            await facts(session, codes, period)

    return ask


def _open_and_late(codes: frozenset[str]) -> Ask:
    async def ask(place: Place, _: int) -> None:
        async with place.database.read() as session:
            await audit.open_and_late(session, codes, now=place.filled.newest)

    return ask


def _scopes(tip_count: int) -> dict[str, frozenset[str]]:
    codes = [f"{number:05}" for number in range(communes_of(tip_count))]
    return {"commune": frozenset({UNIT}), "province": frozenset({"00", *codes[:PROVINCE]})}


def _periods(newest: datetime) -> dict[str, Period]:
    """Return the last whole month and the last whole year."""
    ended = month_of(newest) - timedelta(days=1)
    return {"month": named(PeriodName.MONTH, ended), "year": named(PeriodName.YEAR, date(newest.year - 1, 7, 1))}


def questions(tip_count: int, newest: datetime, turns: int) -> Iterator[Asked]:
    """Yield what is asked in turns, in the order of the table; a tip is recorded before one is acknowledged."""
    yield Asked("the next ten in my queue", _next_ten, turns)
    yield Asked("a tip by its number", _by_number, turns)
    yield Asked("… had the service its month at hand", _by_number_and_month, turns)
    yield Asked("a tip by its code", _by_code, turns)
    yield Asked("a tip and its history", _history, turns)
    yield Asked("a new tip, committed", _record, turns)
    yield Asked("acknowledging one, committed", _acknowledge, turns // 2)
    few = min(turns, REPORT_TURNS)
    for scope, codes in _scopes(tip_count).items():
        yield Asked(f"open and late, {scope}", _open_and_late(codes), few, 1)
    for name, facts in FACTS.items():
        for length, period in _periods(newest).items():
            for scope, codes in _scopes(tip_count).items():
                yield Asked(f"{name}, one {length}, {scope}", _facts(facts, codes, period), few, 1)
