"""Writes rows as a released schema holds them, for the tests of migrations; what is there already is never changed.

    python scripts/released_rows.py

Run it with each new migration: tests/migrations/released/ then has a file for the new revision. The rows are made up,
and sealed with keys that stand in the file. Each is a line of `storage.copying`'s text.
"""

import asyncio
import json
import sys
import tempfile
from base64 import b64encode
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import insert

from domain.access import Role
from domain.codes import new_code
from domain.place import ChosenPlace, PlaceSource
from domain.routing import Route, RouteReason
from domain.tip import Category, SourceGroup, Urgency
from storage import models, people, register_tables, schema, tips
from storage.database import Database
from storage.snapshots import snapshot
from storage.vault import load_keys

FOLDER = Path(__file__).parent.parent / "tests" / "migrations" / "released"
NOW = datetime(2026, 11, 20, 14, 0, 0, 250_000, tzinfo=UTC)
DAY = date(2026, 11, 20)
COMMUNE, PROVINCE = "19930", "46"
ODD = "tab\there, \\backslash, line\nbreak, “quoted”, mất"

KEYS = {
    "current": 1,
    "keys": {"1": b64encode(bytes(range(32))).decode()},
    "lookup": b64encode(bytes(range(32, 64))).decode(),
}
"""Nobody's keys: what they seal here is made up."""


async def fill(url: str, keys: Path) -> None:
    """Put rows into every table of the newest schema."""
    vault = load_keys(keys)
    database = Database(url)
    async with database.begin() as session:
        reporter = await people.contact_at(session, vault, "main", 1, language="vi", now=NOW)
        staff = await people.contact_at(session, vault, "main", 90, language="vi", now=NOW)
        await people.appoint(session, vault, staff.id, role=Role.OFFICER, unit_code=COMMUNE, name="Cán bộ mẫu", now=NOW)
        for words in ("Quán mở loa lớn quá 22 giờ.", "Ghe hút cát ban đêm."):
            tip = tips.NewTip(
                code=new_code(),
                narrative=(words,),
                place=ChosenPlace(COMMUNE, PROVINCE, PlaceSource.CITIZEN),
                position=None,
                category=Category.ORDER,
                suggested_category=Category.ORDER,
                urgency=Urgency.NORMAL,
                occurred=None,
                source_group=SourceGroup.PEOPLE,
                route=Route(COMMUNE, is_desk=False, reason=RouteReason.COMMUNE),
                sketch=b"drawn",
            )
            await tips.record(session, vault, tip, contact_id=reporter.id, now=NOW)
        for table, values in _others(vault.seal(b"made up", place="nowhere")):
            await session.execute(insert(table).values(**values))
    await database.close()


def _others(sealed: bytes) -> list[tuple[type[models.Base], dict[str, object]]]:
    """Return rows of the tables that a tip alone does not fill; what was sealed belongs to none of them."""
    update = {"bot": "main", "received_at": NOW, "failures": 0}
    call = {"contact_id": 1, "method": "sendMessage", "priority": 1, "created_at": NOW, "not_before": NOW}
    kept = {"contact_id": 1, "bot": "main", "kind": "photo", "received_at": NOW, "not_before": NOW, "attempts": 1}
    return [
        (models.Unit, {"code": COMMUNE, "valid_from": DAY, "name": "Mỹ Thượng", "full_name": "Phường Mỹ Thượng",
                       "level": "commune", "kind": "ward", "parent_code": PROVINCE, "successors": ["1", "đ"]}),
        (models.Queue, {"unit_code": "19777", "opened_at": NOW}),
        (models.Invitation, {"key": b"i" * 32, "role": "officer", "unit_code": COMMUNE, "name": sealed,
                             "created_at": NOW, "expires_at": NOW}),
        (models.ConsolePass, {"key": b"p" * 32, "officer_id": 1, "is_session": True, "expires_at": NOW}),
        (models.Update, {**update, "update_id": 2**50, "body": sealed, "state": "waiting"}),
        (models.Update, {**update, "update_id": 2, "state": "done", "handled_at": NOW, "body_key": b"b" * 8}),
        (models.Update, {**update, "update_id": 3, "body": sealed, "state": "set_aside", "cause": ODD}),
        (models.Conversation, {"contact_id": 1, "state": "report:draft", "data": sealed, "changed_on": DAY}),
        (models.BotPause, {"bot": "main", "not_before": NOW}),
        (models.Card, {"contact_id": 2, "name": "tip:1", "message_id": 7}),
        (models.Evidence, {**kept, "tip_id": 1, "state": "kept", "is_readable": True, "sha256": b"s" * 32, "size": 9}),
        (models.Evidence, {**kept, "state": "waiting", "is_readable": False, "remote": sealed, "cause": "timeout"}),
        (models.Call, {**call, "payload": sealed, "state": "waiting", "attempts": 0, "card_id": 1, "tip_id": 1}),
        (models.Call, {**call, "state": "sent", "attempts": 1, "done_at": NOW}),
        (models.Call, {**call, "state": "dead", "attempts": 9, "done_at": NOW, "cause": ODD}),
        (models.Incident, {"unit_code": COMMUNE, "category": "order", "opened_at": NOW}),
        (models.IncidentTip, {"incident_id": 1, "tip_id": 1, "at": NOW, "officer_id": 1}),
        (models.Outcome, {"type": "5.1", "quantity": Decimal("1.125"), "unit_of_count": "gun",
                          "attributes": {"item_kind": ODD}, "on": DAY, "unit_code": COMMUNE, "source_group": "people",
                          "contribution": "sole", "incident_id": 1, "officer_id": 1, "recorded_at": NOW}),
        (models.OutcomeTip, {"outcome_id": 1, "tip_id": 1}),
        *_registered(),
        (models.ResponseMonth, {"month": date(2026, 10, 1), "unit_code": COMMUNE, "is_current": True,
                                "counts": {"normal": {"on_time": 1, "buckets": {"167": 1}}}}),
        (models.DueTime, {"kind": "reminder", "subject": 1, "unit_code": COMMUNE, "due_at": NOW, "version": 1}),
    ]  # fmt: skip


def _registered() -> list[tuple[type[models.Base], dict[str, object]]]:
    """Return rows of what is reported beside tips."""
    entered = {"officer_id": 1, "import_id": 1, "recorded_at": NOW}
    counted = {**entered, "structure_id": 1, "on": DAY}
    link = {"unit_code": COMMUNE, "source_group": "grassroots_force", "structure_id": 1}
    return [
        (register_tables.Import, {"kind": "activity", "digest": b"d" * 32, "lines": 2, "at": NOW}),
        (register_tables.Activity, {**entered, "type": "propaganda", "quantity": Decimal(9), "unit_of_count": "meeting",
                                    "second_quantity": Decimal(19000), "topic": "law", "source_group": "people",
                                    "on": DAY, "unit_code": COMMUNE, "is_void": False}),
        (register_tables.Structure, {**entered, "type": "model", "name": ODD, "owner": "Hội LHPN", "unit_code": COMMUNE,
                                     "area": "hamlet", "started_on": DAY}),
        (register_tables.StructureCount, {**counted, "measure": "members", "quantity": Decimal(639)}),
        (register_tables.StructureEvent, {**counted, "milestone": "replicated", "quantity": Decimal(68)}),
        (register_tables.StandardMet, {**entered, "standard": "security", "area": "school", "met": Decimal(992),
                                       "assessed": Decimal(1000), "on": DAY, "unit_code": PROVINCE}),
        (register_tables.Backfill, {**entered, "figure": "tips?value=valuable", "quantity": Decimal(122000),
                                    "unit_code": PROVINCE, "start": DAY, "end": DAY, "document": ODD}),
        (register_tables.CutOff, {**entered, "name": "report_month", "months": 1, "from_day": 20, "first_month": 1,
                                  "valid_from": DAY, "unit_code": PROVINCE, "document": ODD, "is_void": False}),
        (register_tables.Campaign, {**entered, "name": "Cao điểm Tết", "start": DAY, "end": DAY, "unit_code": PROVINCE,
                                    "document": ODD, "is_void": False}),
        (register_tables.ClosedPeriod, {"unit_code": COMMUNE, "start": DAY, "end": DAY, "closed_at": NOW,
                                        "officer_id": 1, "figures": {"tips": 1}, "digest": b"d" * 32}),
        (register_tables.Enrolment, {**link, "key": b"e" * 32, "officer_id": 1, "created_at": NOW, "expires_at": NOW,
                                     "used": 1}),
        (register_tables.Membership, {**link, "contact_id": 1, "since": DAY}),
    ]  # fmt: skip


def write(url: str, copy: Path, path: Path) -> None:
    """Write the rows of a database. Raises SystemExit where a table has none."""
    with snapshot(url, copy=copy) as taken:
        tables = {
            table.name: {
                "columns": [name for name, _ in table.columns],
                "rows": b"".join(taken.rows(table)).decode().split("\n")[:-1],
            }
            for table in taken.tables
        }
        revision = taken.revision
    if without := [name for name, of in tables.items() if not of["rows"]]:
        raise SystemExit(f"no rows for {', '.join(without)}: add some to {__file__}")
    content = {"revision": revision, "keys": KEYS, "tables": tables}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Write what is missing, the newest revision first."""
    FOLDER.mkdir(exist_ok=True)
    revisions = [one.revision for one in ScriptDirectory(str(schema.FOLDER)).walk_revisions()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "keys.json").write_text(json.dumps(KEYS))
        url = f"sqlite+aiosqlite:///{folder / 'rows.db'}"
        schema.migrate(url)
        asyncio.run(fill(url, folder / "keys.json"))
        for revision in revisions:
            with schema.connected(url) as connection, connection.begin():
                schema.downgrade_within(connection, revision)
            path = FOLDER / f"{revision}.json"
            if not path.exists():
                write(url, folder / "copy.db", path)
                sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    main()
