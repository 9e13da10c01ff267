"""Rows that are written straight into a database: what a service has kept after years, as fast as SQL can make it."""

import secrets
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta

import psycopg

from benchmarks.conversations import UNIT
from storage.vault import Vault

COMMUNES = 3321
OPEN_TIPS = 200
"""Tips that are open in the one commune whose queue is looked at."""

FIRST_ID = 1_000
"""Below it are the rows of the service itself."""

_DAYS = 700
_CACHE_KIB = 400_000

_TIP = (
    "id, version, code_key, code, received_at, unit_code, place_code, place_source, category, suggested_category, "
    "urgency, suggested_urgency, source_group, status, legal_class, value, objected"
)
_TIPS = (
    f"INSERT INTO tips ({_TIP}) SELECT i, 3, {{key}}, {{sealed}}, {{at}}, {{unit}}, {{unit}}, 'citizen', 'traffic', "  # noqa: S608 - constants
    "'traffic', CASE i % 5 WHEN 0 THEN 'high' ELSE 'normal' END, 'normal', 'people', "
    "{status}, 'administrative', 'valuable', {false} FROM {numbers}"
)
_BESIDE_TIPS = (
    (
        "INSERT INTO contacts (id, bot, key, address, language, since, source_group) "
        "SELECT i, 'main', {key}, {sealed}, 'vi', {at}, 'people' FROM {numbers}"
    ),
    "INSERT INTO reporters (tip_id, contact_id) SELECT i, i FROM {numbers}",
    (
        "INSERT INTO tip_events (tip_id, at, kind, before, after, unit_code, role, details) "
        "SELECT i, {at}, 'status', 'queued', 'closed', {unit}, 'officer', '{{}}' FROM {numbers}"
    ),
    "INSERT INTO statements (tip_id, at, kind, text) SELECT i, {at}, 'narrative', {sealed} FROM {numbers}",
    "INSERT INTO conversations (contact_id, changed_on) SELECT i, {day} FROM {numbers}",
    (
        "INSERT INTO updates (bot, update_id, lane, received_at, state, failures, handled_at) "
        "SELECT 'main', -i, i % 64, {at}, 'done', 0, {at} FROM {numbers}"
    ),
    (
        "INSERT INTO calls (contact_id, method, priority, state, attempts, created_at, not_before, done_at) "
        "SELECT i, 'sendMessage', 1, 'sent', 1, {at}, {at}, {at} FROM {numbers}"
    ),
)
"""One row of each for every tip: a service keeps some more, of the same kinds."""

_SQLITE = {
    "key": "randomblob(32)",
    "sealed": "randomblob(90)",
    "at": "strftime('%Y-%m-%d %H:%M:%f000', {newest} - {step} * ({size} - i), 'unixepoch')",
    "day": "'2026-01-01'",
    "unit": "printf('%05d', i % {communes})",
    "false": "0",
    "numbers": (
        "(WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last}) SELECT i FROM n)"
    ),
}
_POSTGRESQL = {
    "key": "sha256(('{salt}' || i)::bytea)",
    "sealed": "decode(repeat(md5(i::text), 6), 'hex')",
    "at": "to_timestamp({newest} - {step} * ({size} - i))",
    "day": "'2026-01-01'",
    "unit": "lpad((i % {communes})::text, 5, '0')",
    "false": "false",
    "numbers": "generate_series({first}, {last}) AS n(i)",
}
_CLOSED = "'closed'"
_SOME_OPEN = "CASE i % 20 WHEN 0 THEN 'acknowledged' ELSE 'closed' END"


def keep_tips(url: str, size: int) -> None:
    """Keep so many closed tips, the newest a week ago, and `_BESIDE_TIPS` of each."""
    _execute(url, [_filled(one, url, size, status=_CLOSED) for one in (_TIPS, *_BESIDE_TIPS)])


def keep_queue(url: str, size: int, vault: Vault) -> None:
    """Keep so many tips of all communes, one in twenty open, and some more open ones of `UNIT`, which can be read."""
    _execute(url, [_filled(_TIPS, url, size, status=_SOME_OPEN)])
    statement = f"INSERT INTO tips ({_TIP}) VALUES ({', '.join('?' * (_TIP.count(',') + 1))})"  # noqa: S608 - constants
    _execute_many(url, statement, list(_open_tips(size, vault)))


def _open_tips(size: int, vault: Vault) -> Iterable[tuple[object, ...]]:
    now = datetime.now(UTC)
    for number in range(OPEN_TIPS):
        key = secrets.token_bytes(32)
        code = vault.seal_text(f"{number:012}", place=f"tips.code:{key.hex()}")
        at = now - timedelta(hours=number * 7 % OPEN_TIPS)
        urgency = ("normal", "high", "low")[number % 3]
        yield (
            FIRST_ID + size + number, 1, key, code, at, UNIT, UNIT, "citizen", "traffic", "traffic", urgency, urgency,
            "people", "acknowledged", "unclassified", "unassessed", False,
        )  # fmt: skip


def _filled(statement: str, url: str, size: int, *, status: str) -> str:
    """Return a statement in the words of the database."""
    words = _SQLITE if url.startswith("sqlite") else _POSTGRESQL
    newest = datetime.now(UTC) - timedelta(days=7)
    values = {
        "newest": int(newest.timestamp()),
        "step": timedelta(days=_DAYS).total_seconds() / size,
        "size": FIRST_ID + size - 1,
        "first": FIRST_ID,
        "last": FIRST_ID + size - 1,
        "communes": COMMUNES,
        "salt": secrets.token_hex(4),
    }
    return statement.format(status=status, **{name: word.format(**values) for name, word in words.items()})


def _execute(url: str, statements: Sequence[str]) -> None:
    if url.startswith("sqlite"):
        with closing(_sqlite(url)) as connection:
            for statement in statements:
                connection.execute(statement)
                connection.commit()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    with psycopg.connect(_libpq(url), autocommit=True) as opened:
        for statement in statements:
            opened.execute(statement.encode())
        for table in ("tips", "contacts"):
            last = f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), greatest(max(id), 1)) FROM {table}"  # noqa: S608 - constants
            opened.execute(last.encode())
        opened.execute("VACUUM ANALYZE")


def _execute_many(url: str, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
    if url.startswith("sqlite"):
        with closing(_sqlite(url)) as connection:
            connection.executemany(statement, map(_as_sqlite, rows))
            connection.commit()
        return
    with psycopg.connect(_libpq(url), autocommit=True) as opened:
        opened.cursor().executemany(statement.replace("?", "%s").encode(), rows)
        opened.execute("VACUUM ANALYZE tips")


def _sqlite(url: str) -> sqlite3.Connection:
    connection = sqlite3.connect(url.removeprefix("sqlite+aiosqlite:///"))
    # Nothing is lost if the machine goes: the benchmark begins anew.
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    return connection


def _libpq(url: str) -> str:
    return url.replace("+psycopg", "")


def _as_sqlite(values: Iterable[object]) -> tuple[object, ...]:
    """Return a row with its times as SQLAlchemy writes them."""
    return tuple(f"{value:%Y-%m-%d %H:%M:%S.%f}" if isinstance(value, datetime) else value for value in values)
