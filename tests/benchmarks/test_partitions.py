import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from secrets import token_bytes

import psycopg
import pytest
from sqlalchemy import func, select

from benchmarks.partition_questions import questions
from benchmarks.partition_rows import (
    CUT_BY,
    UNIT,
    Filled,
    Layout,
    code_of,
    filled,
    month_after,
    months_until,
    part_of,
)
from benchmarks.partitions import HEAD, measured
from domain.access import Officer, Role
from storage import models, tips
from storage.database import Database
from storage.vault import Vault

NEWEST = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
TIPS = 300
VAULT = Vault({1: token_bytes(32)}, current=1, lookup=token_bytes(32))
OFFICER = Officer(1, 1, Role.OFFICER, UNIT, "")


@pytest.fixture(scope="module")
def both(postgresql: str) -> Iterator[list[Filled]]:
    """A few tips, whole and by month."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(filled(postgresql, layout, TIPS, VAULT, newest=NEWEST, say=lambda _: None))
            for layout in Layout
        ]


async def _seen(one: Filled) -> tuple[object, ...]:
    """Return what a database holds, and what an officer sees of it."""
    database = Database(one.url)
    try:
        async with database.read() as session:
            counts = [
                await session.scalar(select(func.count()).select_from(table))
                for table in (models.Tip, models.TipEvent, models.Update)
            ]
            queue = await tips.in_queue(session, VAULT, OFFICER, limit=10)
            tip = await tips.by_code(session, VAULT, OFFICER, code_of(one.own_ids[-1]))
            return counts, queue, tip, await tips.history(session, tip)
    finally:
        await database.close()


def test_months_go_over_the_end_of_a_year() -> None:
    assert month_after(date(2026, 12, 1)) == date(2027, 1, 1)
    assert month_after(date(2026, 1, 1), -1) == date(2025, 12, 1)


def test_three_years_have_a_table_for_each_month_and_two_more() -> None:
    months = months_until(NEWEST)
    assert (months[0], months[-1]) == (date(2023, 11, 1), date(2027, 1, 1))
    assert len(months) == 39
    assert part_of("tips", months[0]) == "tips_of_2023_11"


def test_both_layouts_hold_and_show_the_same(both: list[Filled]) -> None:
    whole, months = (asyncio.run(_seen(one)) for one in both)
    assert whole == months
    counts, queue, *_ = whole
    assert counts == [TIPS, 915, TIPS * 4 * 2 // 36]
    assert queue


def test_tables_by_month_have_the_month_in_every_key(both: list[Filled]) -> None:
    asked = (
        "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype IN ('p', 'u') AND conrelid = ANY(%s::regclass[])"
    )
    with psycopg.connect(both[1].libpq) as connection:
        keys = connection.execute(asked, (list(CUT_BY),)).fetchall()
    assert len(keys) == 5
    assert all(text.endswith(f", {CUT_BY[table]})") for table, text in keys)


def test_everything_is_measured_on_both(both: list[Filled]) -> None:
    said: list[str] = []
    figures = measured(both, VAULT, turns=2, say=said.append)
    assert len(said) == len(figures) > len(list(questions(TIPS, NEWEST, 2)))
    assert all(len(one.cells) == len(HEAD) and all(one.cells) for one in figures)
    assert "33 rows" in figures[-2].whole
