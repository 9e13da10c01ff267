"""What the demo has recorded before it starts: the sample year, the replays, and the people who may look at them."""

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot import demo
from bot.clock import server_clock
from bot.replays import hue, phu_tho, thanh_hoa, tho_xuan, thuan_chau
from bot.reporting import Asked, Form, make_report
from bot.sample_year import TIPS
from bot.settings import Settings
from domain.access import COUNTRY, Role
from domain.periods import local_day

QUICK = (thuan_chau,)
"""The replay that takes least; what the others record, the acceptance test of the reports says."""

TEAMS = 118
"""Teams of the sample year."""

TABLES = ("tips", "incidents", "outcomes", "activities", "structures", "officers", "contacts")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for the demo's data, and only the quickest replay."""
    monkeypatch.setattr(demo, "REPLAYS", QUICK)
    return tmp_path / "demo"


async def prepared(data: Path) -> tuple[Settings, list[str]]:
    """Prepare what the demo needs; returns its settings and what it announced."""
    said: list[str] = []
    settings = demo._settings(data, 8080, demo._token(data))  # noqa: SLF001 - as `play` begins
    await demo._prepare(settings, data, said.append)  # noqa: SLF001 - the same
    return settings, said


def counted(data: Path) -> dict[str, int]:
    with closing(sqlite3.connect(data / demo.DATABASE)) as database:
        return {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}  # noqa: S608 - ours


def stop_halfway(data: Path) -> None:
    """Leave what a first start leaves that is killed."""
    data.mkdir()
    (data / demo.BEGUN).write_bytes(b"half a database")
    (data / f"{demo.BEGUN}-wal").write_bytes(b"and its journal")


def left_over(data: Path) -> list[Path]:
    return list(data.glob(f"{demo.BEGUN}*"))


async def test_a_second_start_records_nothing_again_and_a_stopped_one_leaves_nothing(data: Path) -> None:
    stop_halfway(data)
    _settings, said = await prepared(data)
    assert len(said) == 1
    first = counted(data)
    assert all(first.values()), first
    assert left_over(data) == []
    _settings, said = await prepared(data)
    assert said == []
    assert counted(data) == first


async def test_the_replays_and_the_incidents_of_the_sample_year_are_in_reports(data: Path) -> None:
    settings, _said = await prepared(data)
    today = local_day(server_clock())
    year = Asked("46", str(today - timedelta(days=365)), str(today))
    figures = {
        one["id"]: one["quantity"] for one in json.loads(await make_report(settings, year, Form.JSON))["figures"]
    }
    assert figures["tips"] == TIPS
    assert 0 < figures["incident"] < figures["tips?value=valuable"]
    # Counted since their first day, so that the year before is not told as if most of them had not been there.
    before = json.loads(await make_report(settings, Asked("46", "2025-01-01", "2025-12-31"), Form.JSON))
    assert {one["id"]: one["quantity"] for one in before["figures"]}["structure.security_team"] == TEAMS
    opened = (await make_report(settings, Asked("14", "2022-01-01", "2022-12-31"), Form.TEXT)).decode()
    assert "391" in opened
    assert "411" in opened


def test_every_replay_is_played_and_has_a_supervisor() -> None:
    assert set(demo.REPLAYS) == {phu_tho, hue, thanh_hoa, thuan_chau, tho_xuan}
    sees = {unit for _person, role, unit in demo.STAFF if role is Role.SUPERVISOR}
    assert {phu_tho.PROVINCE, hue.PROVINCE} <= sees
    assert COUNTRY in sees
    assert len({person.id for person, _role, _unit in demo.STAFF}) == len(demo.STAFF)
