"""The tables of a service after three years, once whole and once cut into months, as fast as PostgreSQL can make them.

Cut are those that grow: tips by when they were received, their history by its own time, the journal by arrival. Months
are those of the reports, local ones. A table that is cut needs its month in every key, so keys and unique columns get
it here, and references to tips are left out: nothing else in the schema names the month of a tip.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

import psycopg

from domain.periods import LOCAL
from storage import schema
from storage.vault import Vault

YEARS = 3
PER_COMMUNE = 1_500
"""Tips of one commune in these years; there are as many communes as that makes, 3,321 at the most."""

COMMUNES = 3321
UNIT = "00000"
"""The commune whose tips are looked at; the codes of these alone can be opened."""

UPDATES_PER_TIP = 4
JOURNAL_MONTHS = 2
"""Months of handled updates that are kept: with the purge of the service there is one, and its successor has begun."""

Connection = psycopg.Connection[tuple[Any, ...]]
Say = Callable[[str], None]


class Layout(StrEnum):
    """How the tables that grow are kept."""

    WHOLE = "whole"
    MONTHS = "months"


CUT_BY = {"tips": "received_at", "tip_events": "at", "updates": "received_at"}
"""The tables that grow, and the column that says to which month a row belongs."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A database with rows.

    Attributes:
        url: Its address, as the settings have it.
        layout: How its large tables are kept.
        tips: How many there are.
        newest: When the newest was received, in UTC.
        own_ids: The tips of `UNIT`, oldest first.
    """

    url: str
    layout: Layout
    tips: int
    newest: datetime
    own_ids: Sequence[int]

    @property
    def libpq(self) -> str:
        """The address as PostgreSQL's own programs take it."""
        return self.url.replace("+psycopg", "")


def communes_of(tips: int) -> int:
    """Return how many communes share so many tips."""
    return max(2, min(COMMUNES, tips // PER_COMMUNE))


def code_of(tip_id: int) -> str:
    """Return the code of a tip of `UNIT`."""
    return f"{tip_id:012}"


def month_of(at: datetime) -> date:
    """Return the first day of the local month."""
    return at.astimezone(LOCAL).date().replace(day=1)


def month_after(month: date, count: int = 1) -> date:
    """Return the first day of a later month, of an earlier one where the count is negative."""
    years, months = divmod(month.year * 12 + month.month - 1 + count, 12)
    return date(years, months + 1, 1)


def begin_of(month: date) -> datetime:
    """Return the instant at which a month begins."""
    return datetime.combine(month, time(), LOCAL)


def part_of(table: str, month: date) -> str:
    """Return the name of the table with the rows of a month."""
    return f"{table}_of_{month:%Y_%m}"


def months_until(newest: datetime) -> list[date]:
    """Return the months that rows fall into, and two more, as somebody would have made them before they come."""
    first, last = month_of(newest - timedelta(days=365 * YEARS + 1)), month_of(newest)
    count = (last.year - first.year) * 12 + last.month - first.month + 3
    return [month_after(first, place) for place in range(count)]


@contextmanager
def filled(server: str, layout: Layout, tips: int, vault: Vault, *, newest: datetime, say: Say) -> Iterator[Filled]:
    """Give a new database of the server with so many tips within the block; then it is dropped.

    Args:
        server: The address of the server, for libpq; it names no database.
        layout: How the large tables are kept.
        tips: How many; their histories come with them.
        vault: Seals the codes of `UNIT`.
        newest: When the newest was received.
        say: Takes a line about how far it is.
    """
    name = f"partitions_{layout}_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    url = server.replace("postgresql://", "postgresql+psycopg://").replace("/postgres?", f"/{name}?")
    found = Filled(url, layout, tips, newest, range(communes_of(tips), tips + 1, communes_of(tips)))
    try:
        schema.migrate(url)
        with psycopg.connect(found.libpq, autocommit=True) as connection:
            _fill(connection, found, vault, say)
        yield found
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _fill(connection: Connection, into: Filled, vault: Vault, say: Say) -> None:
    connection.execute("SET synchronous_commit = off")
    connection.execute("SET maintenance_work_mem = '512MB'")
    held = _taken_off(connection)
    if into.layout is Layout.MONTHS:
        for table, column in CUT_BY.items():
            _cut(connection, table, column, months_until(into.newest))
    for table, statement in _statements(into):
        count = connection.execute(statement.encode()).rowcount
        say(f"{into.layout}: {count:,} rows of {table}")
    _put_back(connection, held, into.layout)
    say(f"{into.layout}: keys and indexes are there")
    _seal_codes(connection, into.own_ids, vault)
    for table in CUT_BY:
        last = f"SELECT setval('{table}_id_seq', (SELECT coalesce(max(id), 1) FROM {table}))"  # noqa: S608 - our own names
        connection.execute(last.encode())
    connection.execute("VACUUM ANALYZE")
    say(f"{into.layout}: ready")


# Keys and indexes go while rows come: they are made faster at the end.


@dataclass(frozen=True, slots=True)
class _Held:
    """What holds a table: a key, a reference or an index.

    Attributes:
        table: Whose it is.
        name: Its name.
        kind: "p" for the primary key, "u" for unique columns, "f" for a reference, "i" for an index.
        text: Its definition in SQL.
        to: The table that a reference points to.
    """

    table: str
    name: str
    kind: str
    text: str
    to: str | None

    def back(self, layout: Layout) -> str | None:
        """Return the statement that makes it again, None where months cannot have it."""
        if self.kind == "i":
            return self.text
        text = self.text
        if layout is Layout.MONTHS:
            if self.to in CUT_BY:
                return None
            if self.kind != "f":
                text = f"{text.removesuffix(')')}, {CUT_BY[self.table]})"
        return f"ALTER TABLE {self.table} ADD CONSTRAINT {self.name} {text}"


_OF_CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, contype::text, pg_get_constraintdef(oid), confrelid::regclass::text
    FROM pg_constraint WHERE contype IN ('p', 'u', 'f')
    AND (conrelid = ANY(%(cut)s::regclass[]) OR confrelid = ANY(%(cut)s::regclass[]))
    ORDER BY contype = 'f', conname
"""
_OF_INDEXES = """
    SELECT tablename, indexname, 'i', indexdef, NULL FROM pg_indexes
    WHERE tablename = ANY(%(cut)s) AND NOT indexname = ANY(%(known)s) ORDER BY indexname
"""


def _taken_off(connection: Connection) -> list[_Held]:
    """Take keys, references and indexes off the large tables; returns them, references last."""
    of_keys = [_Held(*row) for row in connection.execute(_OF_CONSTRAINTS, {"cut": list(CUT_BY)})]
    asked = {"cut": list(CUT_BY), "known": [one.name for one in of_keys]}
    indexes = [_Held(*row) for row in connection.execute(_OF_INDEXES, asked)]
    for one in reversed(of_keys):
        connection.execute(f"ALTER TABLE {one.table} DROP CONSTRAINT {one.name}".encode())
    for one in indexes:
        connection.execute(f"DROP INDEX {one.name}".encode())
    references = [one for one in of_keys if one.kind == "f"]
    return [*(one for one in of_keys if one.kind != "f"), *indexes, *references]


def _put_back(connection: Connection, held: Sequence[_Held], layout: Layout) -> None:
    for one in held:
        statement = one.back(layout)
        if statement is not None:
            connection.execute(statement.encode())


def _cut(connection: Connection, table: str, column: str, months: Sequence[date]) -> None:
    """Put a table that is cut into months in the place of an empty one."""
    statements = [
        f"ALTER TABLE {table} RENAME TO {table}_whole",
        f"CREATE TABLE {table} (LIKE {table}_whole INCLUDING ALL) PARTITION BY RANGE ({column})",
        f"ALTER SEQUENCE {table}_id_seq OWNED BY {table}.id",
        f"DROP TABLE {table}_whole",
    ]
    for month in months:
        begin, end = begin_of(month).isoformat(), begin_of(month_after(month)).isoformat()
        part = part_of(table, month)
        statements.append(f"CREATE TABLE {part} PARTITION OF {table} FOR VALUES FROM ('{begin}') TO ('{end}')")
    for statement in statements:
        connection.execute(statement.encode())


# The rows.

_TIPS = """
    INSERT INTO tips (id, version, code_key, code, received_at, unit_code, place_code, place_source, category,
        suggested_category, urgency, suggested_urgency, source_group, status, legal_class, value, objected)
    SELECT i, 3, sha256(i::text::bytea), decode(repeat(md5(i::text), 4), 'hex'), {received}, {unit}, {unit}, 'citizen',
        'traffic', 'traffic', CASE {nth} % 5 WHEN 0 THEN 'high' ELSE 'normal' END, 'normal', 'people', {status},
        'administrative', 'valuable', false
    FROM generate_series(1, {tips}) AS n (i)
"""
_EVENTS = """
    INSERT INTO tip_events (id, tip_id, at, kind, before, after, unit_code, role, officer_id, details)
    SELECT i * 4 + step, i, {received} + step * interval '10 minutes', kind, before,
        CASE step WHEN 3 THEN {unit} ELSE after END, {unit}, role, CASE role WHEN 'officer' THEN 1 END, details
    FROM generate_series(1, {tips}) AS n (i)
    CROSS JOIN (VALUES
        (0, 'recorded', NULL, 'recorded', 'citizen',
            '{{"why": "commune", "place": "00000", "source": "citizen", "suggested": {{"confidence": 0.91}}}}'::json),
        (1, 'status', 'recorded', 'queued', 'system', '{{}}'),
        (2, 'status', 'queued', 'acknowledged', 'officer', '{{}}'),
        (3, 'transfer', '99', '', 'coordinator', '{{"cause": "wrong_place", "why": "commune"}}')
    ) AS steps (step, kind, before, after, role, details)
    WHERE step < 2 OR (step = 2 AND {status} <> 'queued') OR (step = 3 AND {nth} % 20 = 3)
"""
_JOURNAL = """
    INSERT INTO updates (id, bot, update_id, lane, received_at, state, failures, handled_at)
    SELECT i, 'main', i, i % 64, {arrived}, 'done', 0, {arrived} FROM generate_series(1, {updates}) AS n (i)
"""
_STAFF = """
    INSERT INTO contacts (id, bot, key, address, language, since, source_group)
    VALUES (1, 'main', sha256('1'), '', 'vi', '{newest}', 'people')
"""
_OFFICER = """
    INSERT INTO officers (id, contact_id, role, unit_code, name, since)
    VALUES (1, 1, 'officer', '{own}', '', '{newest}')
"""


def _statements(into: Filled) -> Iterator[tuple[str, str]]:
    """Yield the statements that make the rows, each with what it makes."""
    step = timedelta(days=365 * YEARS) / into.tips
    nth = f"(i / {communes_of(into.tips)})"
    month = month_of(into.newest)
    first, last = (begin_of(month_after(month, -count)) for count in (JOURNAL_MONTHS, 0))
    updates = max(1, into.tips * UPDATES_PER_TIP * JOURNAL_MONTHS // (12 * YEARS))
    age = f"({into.tips} - i) * interval '{step.total_seconds()} seconds'"
    recent, new = f"{age} < interval '60 days'", f"{age} < interval '2 days'"
    words = {
        "tips": into.tips,
        "newest": into.newest.isoformat(),
        "own": UNIT,
        "received": f"'{into.newest.isoformat()}'::timestamptz - {age}",
        "unit": f"lpad((i % {communes_of(into.tips)})::text, 5, '0')",
        "nth": nth,
        # Half of what came lately is open; of what is older, one in a hundred is suspended.
        "status": f"CASE WHEN {new} THEN 'queued' WHEN {recent} AND {nth} % 2 = 0 THEN 'acknowledged' "
        f"WHEN {nth} % 100 = 7 THEN 'suspended' ELSE 'closed' END",
        "updates": updates,
        "arrived": f"'{first.isoformat()}'::timestamptz + (i - 1) * interval "
        f"'{((last - first) / updates).total_seconds()} seconds'",
    }
    for table, statement in (
        ("contacts", _STAFF),
        ("officers", _OFFICER),
        ("tips", _TIPS),
        ("tip_events", _EVENTS),
        ("updates", _JOURNAL),
    ):
        yield table, statement.format(**words)


def _seal_codes(connection: Connection, ids: Sequence[int], vault: Vault) -> None:
    """Give the tips of `UNIT` codes that can be opened and looked up."""
    keys = [vault.look_up("tip", code_of(one)) for one in ids]
    codes = [vault.seal_text(code_of(one), place=f"tips.code:{key.hex()}") for one, key in zip(ids, keys, strict=True)]
    connection.execute(
        "UPDATE tips SET code_key = own.key, code = own.code"
        " FROM unnest(%s::bigint[], %s::bytea[], %s::bytea[]) AS own (id, key, code) WHERE tips.id = own.id",
        (list(ids), keys, codes),
    )


def now() -> datetime:
    """Return the time to the second, in UTC."""
    return datetime.now(UTC).replace(microsecond=0)
