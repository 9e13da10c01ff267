"""Figures counted a second time, by straight SQL over the history and in Python: what `storage.figures` must equal.

Nothing of what the figures are counted with is used here. A tip is put together from the steps of its history, and the
ledger from its entries, each in the order in which they were written.
"""

import json
from collections import Counter
from collections.abc import Collection
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.periods import Period

LOCAL = timezone(timedelta(hours=7))

Recount = dict[str, Decimal]
"""Figures by their ids, none of which is zero."""


def _day(at: datetime | str) -> date:
    instant = datetime.fromisoformat(at) if isinstance(at, str) else at
    return instant.replace(tzinfo=instant.tzinfo or timezone.utc).astimezone(LOCAL).date()  # noqa: UP017 - as below


def _date(on: date | str) -> date:
    return date.fromisoformat(on) if isinstance(on, str) else on


def _json(value: object) -> dict[str, str]:
    return json.loads(value) if isinstance(value, str) else dict(value or {})  # type: ignore[call-overload, no-any-return]


async def recount(session: AsyncSession, unit_codes: Collection[str] | None, period: Period) -> Recount:
    """Return the totals of tips, outcomes, incidents and activities, and the tips by source group and value."""
    found: Counter[str] = Counter()
    await _tips(session, unit_codes, period, found)
    await _outcomes(session, unit_codes, period, found)
    await _incidents(session, unit_codes, period, found)
    await _activities(session, unit_codes, period, found)
    return {name: Decimal(quantity) / 1000 for name, quantity in found.items() if quantity}


async def _tips(session: AsyncSession, unit_codes: Collection[str] | None, period: Period, found: Counter[str]) -> None:
    """Put each tip together from its steps: where it is, what it is worth and who is said to have sent it."""
    steps = await session.execute(
        text("SELECT tip_id, at, kind, before, after, unit_code, details FROM tip_events ORDER BY tip_id, id")
    )
    first_source = {
        one.id: one.source_group for one in await session.execute(text("SELECT id, source_group FROM tips"))
    }
    tips: dict[int, dict[str, object]] = {}
    for step in steps:
        tip = tips.setdefault(step.tip_id, {"value": "unassessed", "unit": step.unit_code, "source": None})
        if step.kind == "recorded":
            tip["received"] = _day(step.at)
        elif step.kind == "transfer":
            tip["unit"] = step.after
        elif step.kind == "value":
            tip["value"] = step.after
        elif step.kind == "source":
            tip["source"] = step.after
    for tip_id, tip in tips.items():
        received = tip["received"]
        assert isinstance(received, date)
        if not (period.start <= received <= period.end and (unit_codes is None or tip["unit"] in unit_codes)):
            continue
        source = tip["source"] or first_source[tip_id]
        found["tips"] += 1000
        found[f"tips?source={source}"] += 1000
        found[f"tips?value={tip['value']}"] += 1000
        found[f"tips?value={tip['value']}&source={source}"] += 1000


async def _outcomes(
    session: AsyncSession, unit_codes: Collection[str] | None, period: Period, found: Counter[str]
) -> None:
    """Take what stands, and of one incident's cases and incidents the first, a settled dispute before a failed one."""
    rows = (await session.execute(text("SELECT * FROM outcomes ORDER BY id"))).all()
    corrected = {row.corrects_id for row in rows}
    standing = [row for row in rows if row.id not in corrected and not row.is_void]
    own = [row for row in standing if unit_codes is None or row.unit_code in unit_codes]
    own.sort(key=lambda row: (_json(row.attributes).get("settlement") == "unsettled", _date(row.on), row.id))
    seen = set()
    for row in own:
        mark = (row.type, row.unit_of_count, row.incident_id)
        if row.unit_of_count in {"case", "incident"} and row.incident_id is not None:
            if mark in seen:
                continue
            seen.add(mark)
        if period.start <= _date(row.on) <= period.end:
            found[f"outcome.{row.type}.{row.unit_of_count}"] += row.quantity
            found[f"outcome.{row.type}.{row.unit_of_count}?source={row.source_group}"] += row.quantity


async def _incidents(
    session: AsyncSession, unit_codes: Collection[str] | None, period: Period, found: Counter[str]
) -> None:
    rows = await session.execute(text("SELECT * FROM incidents WHERE resolved_at IS NOT NULL"))
    for row in rows:
        is_own = unit_codes is None or row.resolved_by in unit_codes
        if is_own and period.start <= _day(row.resolved_at) <= period.end:
            found["incident"] += 1000
            found[f"incident?kind={row.kind}"] += 1000


async def _activities(
    session: AsyncSession, unit_codes: Collection[str] | None, period: Period, found: Counter[str]
) -> None:
    rows = (await session.execute(text("SELECT * FROM activities"))).all()
    corrected = {row.corrects_id for row in rows}
    for row in rows:
        is_own = unit_codes is None or row.unit_code in unit_codes
        if row.id in corrected or row.is_void or not is_own or not period.start <= _date(row.on) <= period.end:
            continue
        found[f"activity.{row.type}.{row.unit_of_count}"] += row.quantity
        found[f"activity.{row.type}.{row.unit_of_count}?by={row.source_group}"] += row.quantity
        found[f"activity.{row.type}.{row.unit_of_count}.second"] += row.second_quantity or 0
