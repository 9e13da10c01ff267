"""`nguontin activity`, `register`, `backfill`, `periods`: the lines of a file into the registers, all or none."""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import assert_never

from sqlalchemy.ext.asyncio import AsyncSession

from bot import entry_lines
from bot import entry_words as words
from bot.clock import server_clock
from bot.entering import Entering, refusal
from bot.entry_columns import (
    ACTIVITY_COLUMNS,
    BACKFILL_COLUMNS,
    PERIOD_COLUMNS,
    STANDARD_COLUMNS,
    STRUCTURE_COLUMNS,
    Column,
    Headings,
    Row,
    read_headings,
)
from bot.entry_lines import Entry
from bot.entry_words import Names, Word
from bot.service import check_database
from bot.settings import Settings
from bot.table_lines import MAX_BYTES, Faults, Line, RefusedFileError, Table
from bot.table_text import COMMENT, read_text
from bot.wholes import told_of_backfills, told_of_registers
from domain.errors import DomainError
from domain.periods import local_day
from storage import imports
from storage.database import Database
from storage.imports import AlreadyImportedError

BYTE_ORDER_MARK = "\ufeff"

_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class Kind(StrEnum):
    """What the lines of a file are."""

    ACTIVITIES = "activities"
    STRUCTURES = "structures"
    STANDARDS = "standards"
    BACKFILLS = "backfills"
    PERIODS = "periods"


COLUMNS: dict[Kind, tuple[Column, ...]] = {
    Kind.ACTIVITIES: ACTIVITY_COLUMNS,
    Kind.STRUCTURES: STRUCTURE_COLUMNS,
    Kind.STANDARDS: STANDARD_COLUMNS,
    Kind.BACKFILLS: BACKFILL_COLUMNS,
    Kind.PERIODS: PERIOD_COLUMNS,
}


def _listed(names: Names[Word]) -> str:
    return " | ".join(names.first.values())


_DAY = "31/12/2025"
_NUMBER = "1.872"

_EXPLAINED: dict[tuple[Kind | None, str], str] = {
    (None, "unit"): "5 chữ số của xã, 2 chữ số của tỉnh, hoặc VN; để trống nếu dùng --unit",
    (None, "on"): _DAY,
    (None, "start"): _DAY,
    (None, "end"): _DAY,
    (None, "quantity"): _NUMBER,
    (None, "area"): _listed(words.AREAS),
    (None, "corrects"): "số của mục đã nhập bị thay",
    (Kind.ACTIVITIES, "type"): _listed(words.ACTIVITY_TYPES),
    (Kind.ACTIVITIES, "unit_of_count"): _listed(words.UNITS_OF_COUNT),
    (Kind.ACTIVITIES, "by"): _listed(words.SOURCE_GROUPS),
    (Kind.ACTIVITIES, "topic"): _listed(words.TOPICS),
    (None, "void"): "có, nếu mục bị thay không còn",
    (None, "at_least"): "có, nếu chưa đếm hết: báo cáo in “hơn …”",
    (Kind.STRUCTURES, "type"): _listed(words.STRUCTURE_TYPES),
    (Kind.STRUCTURES, "name"): "tên mô hình, tổ chức; không phải tên người",
    (Kind.STRUCTURES, "started_on"): f"{_DAY}; để trống nếu đã có trong sổ",
    (Kind.STRUCTURES, "ended_on"): "ngày đầu tiên không còn hoạt động",
    (Kind.STRUCTURES, "counted_on"): "ngày của các số liệu bên dưới; để trống là ngày bắt đầu",
    (Kind.STRUCTURES, "count"): "dòng này là bao nhiêu tổ, mô hình; để trống là 1",
    (Kind.STANDARDS, "standard"): _listed(words.STANDARDS),
    (Kind.STANDARDS, "met"): _NUMBER,
    (Kind.STANDARDS, "assessed"): _NUMBER,
    (Kind.BACKFILLS, "figure"): "tên như trong báo cáo: Nguồn tin – Có giá trị | Tuyên truyền (đợt) | "
    "Mô hình – “Camera an ninh”; hoặc mã: tips?value=valuable, outcome.O5.person, …",
    (Kind.BACKFILLS, "document"): "báo cáo có số liệu này",
    (Kind.PERIODS, "period"): f"{_listed(words.PERIODS)}; để trống nếu dòng là đợt cao điểm",
    (Kind.PERIODS, "valid_from"): "ngày đầu tiên của kỳ đầu tiên tính theo cách mới; kỳ trước đó giữ cách cũ",
    (
        Kind.PERIODS,
        "from_day",
    ): "1 đến 28; từ ngày 2 là của tháng trước: 15 nghĩa là tháng 3 từ 15/2 đến 14/3",
    (Kind.PERIODS, "first_month"): "tháng đầu tiên của năm, 1 đến 12; để trống nếu như mặc định",
    (Kind.PERIODS, "months"): "số tháng của một kỳ; để trống nếu như mặc định",
    (Kind.PERIODS, "campaign"): "tên đợt cao điểm; để trống nếu dòng là kỳ",
    (Kind.PERIODS, "document"): "văn bản quy định",
}
"""What may stand in a column, for those who fill in a template."""

_READERS: dict[Kind, Callable[[Row], Entry | None]] = {
    Kind.ACTIVITIES: entry_lines.read_activity,
    Kind.STRUCTURES: entry_lines.read_structure,
    Kind.STANDARDS: entry_lines.read_standard,
    Kind.BACKFILLS: entry_lines.read_backfill,
    Kind.PERIODS: entry_lines.read_period,
}


async def register(settings: Settings, file: Path, *, kind: Kind, unit: str = "", is_again: bool = False) -> list[str]:
    """Enter the lines of a file; returns what to tell the operator, a line each.

    Args:
        settings: Which database.
        file: CSV or XLSX, with the names of the columns in its first line; `template` gives them.
        kind: What its lines are.
        unit: The code of the unit of lines that name none.
        is_again: Whether lines that were entered before are meant once more.

    Raises:
        RefusedFileError: Something is wrong with the file; nothing of it was entered.
        ServiceError: The database is not there or has an older schema.
    """
    content = _content(file)
    await check_database(settings)
    table = _table(content)
    if not table.lines:
        raise RefusedFileError(f"{file.name} is empty; `--template` shows what it may hold")
    headings, lines = read_headings(table.lines[0], COLUMNS[kind]), table.lines[1:]
    if not lines:
        raise RefusedFileError(f"{file.name} has headings and no lines")
    # All that needs no database is done before the transaction: others wait for it to end.
    faults = Faults()
    ready = _read(lines, headings, kind, words.unit_code(unit), faults)
    now = server_clock()
    database = Database(settings.database_url)
    try:
        async with database.begin() as session:
            import_id = await _noted(session, table, kind, words.unit_code(unit), now=now, is_again=is_again)
            start, end = await _enter_all(Entering(session, import_id, now), ready, faults)
            told = await _told(session, kind, {one.unit_code for one in ready}, local_day(now))
    finally:
        await database.close()
    many = "1 line was" if len(lines) == 1 else f"{len(lines):,} lines were"
    said = f"{file.name}: {many} entered as {kind.value} (import {import_id})"
    return [*table.notes, f"{said}, from {start:%d/%m/%Y} to {end:%d/%m/%Y}.", *told]


async def _told(session: AsyncSession, kind: Kind, unit_codes: set[str], today: date) -> list[str]:
    """Return what is to be said of numbers of upper units, where there may be any."""
    match kind:
        case Kind.STRUCTURES | Kind.STANDARDS:
            return await told_of_registers(session, unit_codes, today)
        case Kind.BACKFILLS:
            return await told_of_backfills(session, unit_codes, today)
        case Kind.ACTIVITIES | Kind.PERIODS:
            return []
        case _ as never:
            assert_never(never)


def _content(file: Path) -> bytes:
    """Return the bytes of a file, of which no more are read than are taken. Raises RefusedFileError."""
    try:
        with file.open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise RefusedFileError(f"{file} cannot be read: {error.strerror}") from None
    if len(content) > MAX_BYTES:
        raise RefusedFileError(f"{file.name} is larger than {MAX_BYTES // 2**20} MB; part it into several files")
    return content


def _table(content: bytes) -> Table:
    if content.startswith(_OLD_OFFICE):
        raise RefusedFileError("the file is an old .xls or has a password; save it as .xlsx without one")
    if content.startswith(_ZIP):
        # Of the commands, few read spreadsheets.
        from bot.spreadsheets import read_spreadsheet  # noqa: PLC0415

        return read_spreadsheet(content)
    return read_text(content)


async def _noted(session: AsyncSession, table: Table, kind: Kind, unit: str, *, now: datetime, is_again: bool) -> int:
    """Keep that these lines are entered; returns the number of the import. Raises RefusedFileError."""
    cells = [[str(cell) for cell in line.cells] for line in table.lines]
    digest = hashlib.sha256(json.dumps([unit, cells]).encode()).digest()
    note = imports.note_another_import if is_again else imports.note_import
    try:
        return await note(session, kind.value, digest, lines=len(cells) - 1, now=now)
    except AlreadyImportedError:
        raise RefusedFileError("these lines were entered before; where they are meant once more, say --again") from None


@dataclass(frozen=True, slots=True)
class _Ready:
    """A line that can be entered.

    Attributes:
        row: Its cells, to say what the registers find wrong with it.
        entry: What it says.
        unit_code: Whose it is.
    """

    row: Row
    entry: Entry
    unit_code: str


def _read(lines: Iterable[Line], headings: Headings, kind: Kind, unit: str, faults: Faults) -> list[_Ready]:
    """Return the lines that say something that can be entered; what is wrong with the others goes to the faults."""
    ready = []
    for line in lines:
        row = Row(line, headings, faults)
        unit_code = row.take("unit", words.unit_code) or unit
        if not unit_code and row.is_well:
            row.fault("no unit is named, neither here nor by --unit", "unit")
        entry = _READERS[kind](row)
        if entry is not None and row.is_well:
            ready.append(_Ready(row, entry, unit_code))
    return ready


async def _enter_all(entering: Entering, ready: Iterable[_Ready], faults: Faults) -> tuple[date, date]:
    """Enter every line; returns the first and the last day of them all.

    Raises RefusedFileError with every fault, so that nothing is entered.
    """
    days: list[date] = []
    for one in ready:
        try:
            days += await entering.enter(one.entry, one.unit_code)
        except DomainError as error:
            column, says = refusal(error)
            one.row.fault(says, column)
    if faults.count:
        more = ", the first of them" if faults.count > len(faults.first) else ""
        many = "1 fault" if faults.count == 1 else f"{faults.count:,} faults{more}"
        raise RefusedFileError(f"nothing of the file was entered; {many}:", faults.first)
    return min(days), max(days)


def template(kind: Kind) -> list[str]:
    """Return a file to fill in: the headings, and lines that explain them and enter nothing."""
    written = io.StringIO()
    # Where numbers have a comma before their decimals, spreadsheets part cells by semicolons.
    writer = csv.writer(written, delimiter=";", lineterminator="\n")
    # The mark tells spreadsheets that this is UTF-8.
    columns = COLUMNS[kind]
    writer.writerow([BYTE_ORDER_MARK + columns[0].heading, *(column.heading for column in columns[1:])])
    writer.writerows([f"{COMMENT} {line}"] for line in _explained(kind))
    return written.getvalue().splitlines()


def _explained(kind: Kind) -> Iterator[str]:
    """Yield what may stand in the columns, in Vietnamese as it is read there."""
    for column in COLUMNS[kind]:
        needed = ", bắt buộc" if column.is_needed else ""
        says = _EXPLAINED.get((kind, column.code)) or _EXPLAINED.get((None, column.code))
        yield f"{column.heading} ({column.code}{needed})" + (f": {says}" if says else "")
