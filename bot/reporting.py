"""`nguontin report` and `nguontin figures`: the figures of a unit, printed or as a file, and the rows behind them."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

import locales
from bot.clock import server_clock
from bot.service import check_database
from bot.settings import Settings
from domain.entries import unit_day
from domain.errors import DomainError
from domain.figures import FigureKey, UnknownFigureError, figure_id, read_figure_id
from domain.periods import Period, UnknownPeriodError, local_day, parse_day
from handlers import texts
from handlers.figure_lists import figure_line
from reports import report
from reports.comparison import up_to
from reports.contents import Table
from reports.files import FileForm, FileTooLargeError, NoChartError, UnusableTemplateError, made, template_of
from reports.gather import Wanted, gather
from reports.lists import lists_behind, row_line, unit_names
from reports.numbers import period_line
from reports.opening import Openable, closing_lines, openable
from reports.report import Report, Unit
from reports.sections import contents_of
from reports.wording.earlier import added_lines
from storage import audit, periods, registers, rollups, units
from storage.database import Database
from storage.figures import MOST_ROWS, OpenedRow, rows_of


class WrongReportError(DomainError):
    """What was asked for makes no report; the message says what would."""


class Form(StrEnum):
    """The forms that a report can take."""

    TEXT = "text"
    JSON = "json"
    XLSX = "xlsx"
    DOCX = "docx"
    SVG = "svg"
    PNG = "png"


IN_WORDS = frozenset({Form.TEXT, Form.JSON})
"""Forms that a terminal can show."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which report is asked for.

    Attributes:
        unit_code: Whose.
        start: The first day as it was typed, empty with a name.
        end: The last day, or with a name a day of the period; empty for today's.
        name: The name of a period or of a campaign, empty for days.
        wanted: What the report is to hold.
    """

    unit_code: str
    start: str = ""
    end: str = ""
    name: str = ""
    wanted: Wanted = field(default_factory=Wanted)


async def make_report(settings: Settings, asked: Asked, form: Form) -> bytes:
    """Return the report in a form, text in UTF-8. Raises DomainError where it cannot be made."""
    now = server_clock()
    async with _reading(settings) as session:
        period = await asked_period(session, asked, now)
        unit = await _unit(session, asked.unit_code, period)
        with locales.language(locales.DEFAULT):
            whose = Unit(unit.code, _begun(texts.police(unit)))
            reported = await gather(session, whose, period, now=now, wanted=asked.wanted)
            match form:
                case Form.TEXT:
                    return report.as_text(reported).encode()
                case Form.JSON:
                    return report.as_json(reported).encode()
            return await _file(settings, session, reported, unit, FileForm(form.value))


async def _file(settings: Settings, session: AsyncSession, reported: Report, unit: units.Unit, form: FileForm) -> bytes:
    lists: tuple[Table, ...] = ()
    if form is FileForm.XLSX:
        today = local_day(reported.made_at)
        codes = await audit.scope(session, unit.code, today)
        lists = await lists_behind(session, codes, up_to(reported.period, today), reported.figures)
    template = template_of(settings.templates_folder, unit.code, unit.parent_code)
    try:
        return made(contents_of(reported, lists), form, template)
    except UnusableTemplateError:
        raise WrongReportError(f"{template} is no DOCX document that can be used as a template") from None
    except OSError as error:
        raise WrongReportError(f"{template} cannot be read ({type(error).__name__})") from None
    except FileTooLargeError as error:
        raise WrongReportError(f"the file would be too large ({error}); choose fewer days or a smaller unit") from None
    except NoChartError:
        raise WrongReportError("there is nothing to draw: the period has not begun") from None


async def open_figure(settings: Settings, asked: Asked, figure: str, *, after: int, limit: int, is_json: bool) -> str:
    """Return the rows that a figure sums, as lines or as JSON: numbers, days and codes, no words and no identity.

    Of a closed period the number is the frozen one, and beside it stands what today's rows add up to.
    """
    now = server_clock()
    try:
        key = read_figure_id(figure)
    except UnknownFigureError:
        raise WrongReportError(f"no figure has the id {figure!r}; `nguontin report --format json` names them") from None
    async with _reading(settings) as session:
        period = await asked_period(session, asked, now)
        unit = await _unit(session, asked.unit_code, period)
        today = local_day(now)
        codes = await audit.scope(session, unit.code, today)
        rows = await rows_of(session, key, codes, up_to(period, today), after=after, limit=min(limit, MOST_ROWS))
        names = await unit_names(session, rows, period.end)
        found = await openable(session, unit.code, codes, period, today=today)
        recorded = await registers.backfills_in(session, codes, period) if asked.wanted.is_summed else []
    with locales.language(locales.DEFAULT):
        added = added_lines(found.find(key), [one.total for one in recorded if not one.contained_in])
        if is_json:
            return _opened_json(found, key, rows, added)
        heading = [figure_line(found.find(key)), period_line(period, today), *closing_lines(found, key), *added]
        more = [f"(--after {rows[-1].id})"] if len(rows) == limit else []
        return "\n".join([*heading, *(row_line(key, one, names) for one in rows), *more])


def _opened_json(found: Openable, key: FigureKey, rows: Sequence[OpenedRow], added: Sequence[str]) -> str:
    opened = {
        "id": figure_id(key),
        "quantity": str(found.find(key).quantity),
        "closing": None
        if found.closed is None
        else {
            "closed_at": found.closed.closed_at.isoformat(),
            "is_intact": found.closed.is_intact,
            "now": str(found.figures.find(key).quantity),
            "adjustment": str(found.adjustment(key)),
        },
        "totals_from_before": list(added),
        "rows": [_row(one) for one in rows],
    }
    return json.dumps(opened, ensure_ascii=False, indent=2)


def _row(row: OpenedRow) -> dict[str, object]:
    return {
        "id": row.id,
        "unit": row.unit_code,
        "on": row.on.isoformat(),
        "quantity": str(row.quantity),
        "words": dict(row.words),
    }


async def check_figures(settings: Settings) -> tuple[list[str], bool]:
    """Compare the kept counts with the rows that they count; returns what to print, and whether all is well."""
    async with _reading(settings) as session:
        found = await rollups.check_rollups(session)
    lines = [f"{found.rows} counts of {found.months} months were compared with the tips, {found.waiting} wait."]
    lines += [f"WRONG: {month:%m/%Y}, unit {unit_code or 'all'}" for month, unit_code in found.wrong]
    return lines, not found.wrong


async def asked_period(session: AsyncSession, asked: Asked, now: datetime) -> Period:
    """Return the period that the options mean: two days, or a name; with a name, `--to` says which one.

    A name is that of a period, as it is cut off for the unit, or that of a campaign of the unit or one above it.
    """
    if asked.name:
        on = parse_day(asked.end or asked.start or local_day(now).isoformat())
        try:
            return await periods.period_named(session, asked.unit_code, asked.name, on)
        except UnknownPeriodError:
            raise WrongReportError(
                f"no period and no campaign of unit {asked.unit_code} is named {asked.name!r}; "
                "`nguontin periods --unit CODE` lists them"
            ) from None
    if not asked.start or not asked.end:
        raise WrongReportError("the report needs --from and --to, such as 2026-11-01 and 2026-11-30, or --period month")
    return Period(parse_day(asked.start), parse_day(asked.end))


@asynccontextmanager
async def _reading(settings: Settings) -> AsyncIterator[AsyncSession]:
    await check_database(settings)
    database = Database(settings.database_url)
    try:
        async with database.read() as session:
            yield session
    finally:
        await database.close()


async def _unit(session: AsyncSession, code: str, period: Period) -> units.Unit:
    try:
        return await units.on_day(session, code, unit_day(period.end))
    except units.UnitNotFoundError:
        raise WrongReportError(f"there is no unit {code}; a commune has five digits, a province two, or VN") from None


def _begun(name: str) -> str:
    return name[:1].upper() + name[1:]
