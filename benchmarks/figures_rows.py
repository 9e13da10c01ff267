"""Rows of a service after three years, written straight into a database: tips, their histories, and what came of them.

Every commune has as many tips as the next, so a province has its share of them. Of the tips four in five were
acknowledged, one in forty was moved on, one in ten thousand waits; two in three are of incidents, and one in two led to
an outcome. Beside them every unit reports activities and keeps structures.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from storage import schema

YEARS = 3
COMMUNES = 3321
PER_PROVINCE = 98
"""Communes of one province: 34 provinces share them."""

_CACHE_KIB = 400_000


@dataclass(frozen=True, slots=True)
class Filled:
    """A database with rows.

    Attributes:
        url: Its address, as the settings have it.
        tips: How many there are.
        province: A province.
        commune: One of its communes.
        year: A year that is over.
        now: The present.
    """

    url: str
    tips: int
    province: str
    commune: str
    year: int
    now: datetime


NOW = datetime(2026, 11, 20, tzinfo=UTC)
PROVINCE, COMMUNE = "11", "00098"

_SQLITE = {
    "key": "randomblob(32)",
    "sealed": "randomblob(60)",
    "at": "strftime('%Y-%m-%d %H:%M:%f000', {newest} - {step} * ({tips} - i) + {after}, 'unixepoch')",
    "day": "date({newest} - {step} * ({tips} - i), 'unixepoch')",
    "unit": "printf('%05d', i % {communes})",
    "last": "printf('%05d', (i + 1) % {communes})",
    "false": "0",
    "numbers": "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) SELECT i FROM n)",
}
_POSTGRESQL = {
    "key": "sha256(i::text::bytea)",
    "sealed": "decode(repeat(md5(i::text), 4), 'hex')",
    "at": "to_timestamp({newest} - {step} * ({tips} - i) + {after})",
    "day": "(to_timestamp({newest} - {step} * ({tips} - i)))::date",
    "unit": "lpad((i % {communes})::text, 5, '0')",
    "last": "lpad(((i + 1) % {communes})::text, 5, '0')",
    "false": "false",
    "numbers": "generate_series(1, {count}) AS n(i)",
}

# What differs from tip to tip is taken from its place in its commune, so that every commune has all of it.
_NTH = "(i / {communes})"
_PICK = {
    "category": f"CASE {_NTH} % 4 WHEN 0 THEN 'theft' WHEN 1 THEN 'traffic' WHEN 2 THEN 'fire' ELSE 'vice' END",
    "urgency": f"CASE {_NTH} % 5 WHEN 0 THEN 'high' WHEN 1 THEN 'low' ELSE 'normal' END",
    "group": f"CASE {_NTH} % 3 WHEN 0 THEN 'grassroots_force' ELSE 'people' END",
    "value": f"CASE {_NTH} % 3 WHEN 0 THEN 'known' WHEN 1 THEN 'valuable' ELSE 'unassessed' END",
    "waits": "i % 10000 = 7",
    "answered": "i % 5 <> 0 AND NOT i % 10000 = 7",
    "moved": "i % 40 = 3",
}

_STATEMENTS = (
    (
        "INSERT INTO units (code, valid_from, name, full_name, level, kind, parent_code, successors) VALUES "
        "('VN', '2025-07-01', 'Việt Nam', 'Việt Nam', 'country', 'quốc gia', NULL, '[]'), "
        "('11', '2025-07-01', 'Phú Thọ', 'Tỉnh Phú Thọ', 'province', 'tỉnh', 'VN', '[]')"
    ),
    (
        "INSERT INTO units (code, valid_from, name, full_name, level, kind, parent_code, successors) "
        "SELECT {unit}, '2025-07-01', {unit}, {unit}, 'commune', 'xã', '11', '[]' FROM {numbers_of_province}"
    ),
    (
        "INSERT INTO contacts (id, bot, key, address, language, since, source_group) "
        "SELECT i, 'main', {key}, {sealed}, 'vi', {at}, 'people' FROM {one}"
    ),
    (
        "INSERT INTO officers (id, contact_id, role, unit_code, name, since) "
        "SELECT i, 1, 'officer', {unit}, {sealed}, {at} FROM {one}"
    ),
    (
        "INSERT INTO tips (id, version, code_key, code, received_at, unit_code, place_code, place_source, category, "
        "suggested_category, urgency, suggested_urgency, source_group, status, legal_class, value, objected, model_id) "
        "SELECT i, 3, {key}, {sealed}, {at}, CASE WHEN {moved} THEN {last} ELSE {unit} END, {unit}, 'text', {category},"
        " 'traffic', {urgency}, 'normal', {group}, CASE WHEN {waits} THEN 'queued' ELSE 'closed' END, "
        "'administrative', {value}, {false}, CASE WHEN i % 50 = 1 THEN i % 7 + 1 END FROM {numbers}"
    ),
    (
        "INSERT INTO tip_events (tip_id, at, kind, before, after, unit_code, role, officer_id, details) "
        "SELECT i, {at}, 'recorded', NULL, 'recorded', {unit}, 'citizen', NULL, '{{\"source\": \"text\"}}' "
        "FROM {numbers}"
    ),
    (
        "INSERT INTO tip_events (tip_id, at, kind, before, after, unit_code, role, officer_id, details) "
        "SELECT i, {at}, 'status', 'recorded', 'queued', {unit}, 'system', NULL, '{{}}' FROM {numbers}"
    ),
    (
        "INSERT INTO tip_events (tip_id, at, kind, before, after, unit_code, role, officer_id, details) "
        "SELECT i, {later}, 'status', 'queued', 'acknowledged', {unit}, 'officer', 1, '{{}}' FROM {numbers} "
        "WHERE {answered}"
    ),
    (
        "INSERT INTO tip_events (tip_id, at, kind, before, after, unit_code, role, officer_id, details) "
        "SELECT i, {later}, 'transfer', {unit}, {last}, {unit}, 'officer', 1, "
        '\'{{"cause": "wrong_place", "why": "commune"}}\' FROM {numbers} WHERE {moved}'
    ),
    (
        "INSERT INTO incidents (id, unit_code, category, kind, opened_at, resolved_at, resolved_by) "
        "SELECT i, {unit}, {category}, 'security', {at}, {later}, {unit} FROM {numbers} WHERE i % 3 <> 0"
    ),
    (
        'INSERT INTO outcomes (id, type, quantity, unit_of_count, attributes, "on", unit_code, source_group, '
        "contribution, incident_id, recorded_at, is_void) SELECT i, CASE i % 4 WHEN 0 THEN 'O1' ELSE 'O7' END, 1000, "
        "CASE i % 4 WHEN 0 THEN 'case' ELSE 'person' END, '{{}}', {day}, {unit}, {group}, 'direct', "
        "CASE WHEN i % 3 <> 0 THEN i END, {later}, {false} FROM {numbers} WHERE i % 2 = 0"
    ),
    (
        'INSERT INTO activities (type, quantity, unit_of_count, second_quantity, topic, source_group, "on", '
        "unit_code, recorded_at, is_void) SELECT 'propaganda', 1000, 'meeting', 90000, 'law', 'grassroots_force', "
        "{day}, {unit}, {later}, {false} FROM {numbers} WHERE i % 20 = 0"
    ),
    (
        "INSERT INTO structures (id, type, name, owner, unit_code, started_on, recorded_at) "
        "SELECT i, CASE i % 3 WHEN 0 THEN 'model' ELSE 'security_team' END, 'Camera ' || (i % 38), '', {unit}, "
        "'2024-01-01', {at} FROM {structures}"
    ),
    (
        'INSERT INTO structure_counts (structure_id, measure, quantity, "on", recorded_at) '
        "SELECT i, 'members', 5000, '2025-01-01', {at} FROM {structures}"
    ),
)


@contextmanager
def filled(address: str | None, tips: int) -> Iterator[Filled]:
    """Give a database with so many tips within the block.

    Args:
        address: An empty PostgreSQL database, as libpq takes it; None for a file of SQLite.
        tips: How many.
    """
    with TemporaryDirectory() as folder:
        if address is None:
            url = f"sqlite+aiosqlite:///{Path(folder) / 'figures.db'}"
        else:
            url = address.replace("postgresql://", "postgresql+psycopg://")
        schema.migrate(url)
        _execute(url, _statements(tips, is_sqlite=address is None))
        yield Filled(url, tips, PROVINCE, COMMUNE, NOW.year - 1, NOW)


def _statements(tips: int, *, is_sqlite: bool) -> list[str]:
    words = _SQLITE if is_sqlite else _POSTGRESQL
    communes = min(COMMUNES, max(PER_PROVINCE + 1, tips // 300))
    numbers = {
        "newest": int(NOW.timestamp()),
        "step": timedelta(days=365 * YEARS).total_seconds() / tips,
        "tips": tips,
        "communes": communes,
    }

    def word(name: str, **values: object) -> str:
        return words[name].format(**numbers, **values)

    # A waiting time of some minutes to some days, in seconds.
    waiting = f"60 * ({_NTH.format(**numbers)} % 97 + 1) * ({_NTH.format(**numbers)} % 31 + 1)"
    picked = {name: of.format(**numbers) for name, of in _PICK.items()}
    filling = {
        **picked,
        "key": word("key"),
        "sealed": word("sealed"),
        "at": word("at", after=0),
        "later": word("at", after=waiting),
        "day": word("day"),
        "unit": word("unit"),
        "last": word("last"),
        "false": word("false"),
        "numbers": word("numbers", count=tips),
        "one": word("numbers", count=1),
        "numbers_of_province": word("numbers", count=PER_PROVINCE),
        "structures": word("numbers", count=communes * 5),
    }
    return [statement.format(**filling) for statement in _STATEMENTS]


def _execute(url: str, statements: list[str]) -> None:
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite+aiosqlite:///"))) as connection:
            # Nothing is lost if the machine goes: the benchmark begins anew.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            for statement in statements:
                connection.execute(statement)
                connection.commit()
            connection.execute("ANALYZE")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as opened:
        opened.execute("SET synchronous_commit = off")
        for statement in statements:
            opened.execute(statement.encode())
        opened.execute("VACUUM ANALYZE")
