"""Reports for supervisors and commanders: unit, period and form chosen, the file sent, and any figure opened.

The figures are read here; the file is made by the sender, whose drawing process takes its time outside of any
transaction. What is opened is rows as numbers, days and codes: no words of a tip, and nobody's identity.
"""

from collections.abc import Collection, Iterator
from hashlib import sha256
from typing import Literal, cast

from aiogram.filters import Command, CommandObject
from aiogram.types import Message
from aiogram.utils.formatting import Bold, Text, as_list
from pydantic import JsonValue

from domain.access import Officer
from domain.figures import Figure, FigureKey, figure_id
from domain.periods import Period
from domain.reading import plain
from handlers import texts
from handlers.calls import MAX_TEXT
from handlers.choices import Choice, Chosen, offer
from handlers.report_choices import (
    ChooseReport,
    ListFigures,
    MakeReport,
    NamePeriod,
    NameUnit,
    OpenFigure,
    ReportStates,
)
from handlers.staff import SUPERVISES, Awaited, ask_words, rest, staff_router
from handlers.supervision import read_period, written
from handlers.talk import Talk
from locales import gettext as _
from reports import charts, report
from reports.contents import Contents, Table, as_message, packed
from reports.files import FileForm, file_name
from reports.gather import Wanted, gather
from reports.lists import lists_behind, row_line, unit_names
from reports.naming import figure_name, limits
from reports.numbers import NumberStyle, number, period_title
from reports.sections import contents_of
from storage import audit, registers, units
from storage.figures import gather_figures, rows_of
from storage.outbox import Call
from storage.units import Unit, UnitNotFoundError

router = staff_router("reporting", SUPERVISES)
pressed = Chosen(router)

LISTED_IN_FILE = 1_000
"""Rows in one list of a workbook that is sent in a chat; `nguontin report` writes longer ones."""

OPENABLE = 30
"""Figures that are offered at once."""

ON_A_PAGE = 20
"""Rows of a figure in one message."""

MESSAGES = 4
"""Messages that a report in words may take; a longer one is for a file."""

UNITS_OFFERED = 8

ROUNDED, SUMMED = "r", "s"


# What is asked for: the unit, the period, the form.


@router.message(Command("baocao", ignore_mention=True))
async def report_by_command(_message: Message, talk: Talk, officer: Officer, command: CommandObject) -> list[Call]:
    """Begin a report; a period may be typed at once."""
    period = read_period(command.args, texts.local_day(talk.now)) if command.args else None
    return await choose(talk, ChooseReport(period=written(period) if period else ""), officer)


@pressed.on(ChooseReport)
async def choose(talk: Talk, choice: ChooseReport, officer: Officer) -> list[Call]:
    """Ask for what is not named yet, and at last for the form."""
    await rest(talk)
    if not choice.unit:
        return await _ask_unit(talk, choice.period, officer)
    unit = await _unit(talk, officer, choice.unit)
    if not choice.period:
        return await _ask_period(talk, unit)
    return await _ask_form(talk, unit, choice)


async def _ask_unit(talk: Talk, period: str, officer: Officer) -> list[Call]:
    """Ask whose report it is, where there are units below."""
    today = texts.local_day(talk.now)
    unit = await units.on_day(talk.session, officer.unit_code, today)
    if not await units.below(talk.session, officer.unit_code, today):
        return await choose(talk, ChooseReport(unit=unit.code, period=period), officer)
    choices = [
        Choice(_("All of {unit}").format(unit=_place(unit)), ChooseReport(unit=unit.code, period=period)),
        Choice(_("One of the units below"), NameUnit(period=period)),
    ]
    return [talk.say(_("Whose report?"), await offer(talk.state, choices))]


@pressed.on(NameUnit)
async def ask_for_name(talk: Talk, choice: NameUnit) -> list[Call]:
    """Ask for the name of a unit below."""
    await ask_words(talk, ReportStates.naming_unit, choice)
    return [talk.say(_("Type the name of the unit, for example: Mỹ Thượng"))]


@router.message(Awaited(ReportStates.naming_unit, NameUnit))
async def unit_by_name(_message: Message, talk: Talk, officer: Officer, choice: NameUnit, words: str) -> list[Call]:
    """Take the unit of this name; of several, offer them."""
    today = texts.local_day(talk.now)
    below = await units.below(talk.session, officer.unit_code, today)
    found = _of_name(below, words)
    if not found:
        return [
            talk.say(_("There is no unit of this name below yours. Type its name again, or /baocao to begin anew."))
        ]
    if len(found) == 1:
        return await choose(talk, ChooseReport(unit=found[0].code, period=choice.period), officer)
    await rest(talk)
    choices = [Choice(one.full_name, ChooseReport(unit=one.code, period=choice.period)) for one in found]
    return [talk.say(_("Which of them?"), await offer(talk.state, choices[:UNITS_OFFERED]))]


def _of_name(below: Collection[Unit], words: str) -> list[Unit]:
    """Return the units that are called so, tone marks aside where nobody is called exactly so."""
    typed = " ".join(words.split()).casefold()
    exact = [one for one in below if typed in {one.name.casefold(), one.full_name.casefold(), one.code}]
    return exact or [one for one in below if plain(typed) in {plain(one.name), plain(one.full_name)}]


async def _ask_period(talk: Talk, unit: Unit) -> list[Call]:
    today = texts.local_day(talk.now)
    typed = {
        _("This month"): "thang",
        _("Last month"): "thang truoc",
        _("This quarter"): "quy",
        _("This year"): "nam",
        _("Last year"): "nam truoc",
        _("Report month (15th to 14th)"): "thang bao cao",
        _("Report year (15 December to 14 December)"): "nam bao cao",
    }
    choices = [
        *(
            Choice(label, ChooseReport(unit=unit.code, period=written(read_period(words, today))))
            for label, words in typed.items()
        ),
        Choice(_("Other days"), NamePeriod(unit=unit.code)),
    ]
    said = _("{unit}: which period?").format(unit=_name(unit))
    return [talk.say(said, await offer(talk.state, choices, columns=2))]


@pressed.on(NamePeriod)
async def ask_for_days(talk: Talk, choice: NamePeriod) -> list[Call]:
    """Ask for the days of a period."""
    await ask_words(talk, ReportStates.naming_period, choice)
    return [talk.say(_("Type the days, for example: 01/11/2026 30/11/2026, or 2026, 2026-Q1, 11/2026"))]


@router.message(Awaited(ReportStates.naming_period, NamePeriod))
async def period_by_days(_message: Message, talk: Talk, officer: Officer, choice: NamePeriod, words: str) -> list[Call]:
    """Take the period that was typed. Raises PeriodError, and the days are still awaited."""
    period = read_period(words, texts.local_day(talk.now))
    return await choose(talk, ChooseReport(unit=choice.unit, period=written(period)), officer)


async def _ask_form(talk: Talk, unit: Unit, choice: ChooseReport) -> list[Call]:
    """Ask in which form; what else can be chosen stands below."""
    period = read_period(choice.period, texts.local_day(talk.now))
    flags, asked = choice.flags, written(period)

    def form(of: Literal["text", "docx", "xlsx", "png"]) -> MakeReport:
        return MakeReport(unit=unit.code, period=asked, form=of, flags=flags)

    def other(flag: str) -> ChooseReport:
        kept = "".join(one for one in (ROUNDED, SUMMED) if (one in flags) != (one == flag))
        return ChooseReport(unit=unit.code, period=asked, flags=kept)

    codes = await audit.scope(talk.session, unit.code, texts.local_day(talk.now))
    choices = [
        Choice(_("Document (DOCX)"), form("docx")),
        Choice(_("Workbook (XLSX)"), form("xlsx")),
        Choice(_("Here, in words"), form("text")),
        Choice(_("Chart"), form("png")),
        Choice(_("Exact numbers") if ROUNDED in flags else _("Rounded numbers"), other(ROUNDED)),
    ]
    if await registers.backfills_in(talk.session, codes, period):
        label = _("Totals from before apart") if SUMMED in flags else _("Add the totals from before")
        choices.append(Choice(label, other(SUMMED)))
    choices += [
        Choice(_("Open a figure"), ListFigures(unit=unit.code, period=asked)),
        Choice(_("Other period"), ChooseReport(unit=unit.code)),
    ]
    lines: list[Text | str] = [Bold(_name(unit)), period_title(period), *_flag_lines(flags), _("In which form?")]
    return [talk.say(as_list(*lines), await offer(talk.state, choices, columns=2))]


def _flag_lines(flags: str) -> Iterator[str]:
    if ROUNDED in flags:
        yield _("Numbers in the sentences are rounded.")
    if SUMMED in flags:
        yield _("Totals from before this system are added, and the report says so.")


# The report.


@pressed.on(MakeReport)
async def make_report(talk: Talk, choice: MakeReport, officer: Officer) -> list[Call]:
    """Make the report and send it."""
    await rest(talk)
    unit = await _unit(talk, officer, choice.unit)
    period = read_period(choice.period, texts.local_day(talk.now))
    style = NumberStyle.ROUNDED if ROUNDED in choice.flags else NumberStyle.EXACT
    wanted = Wanted(style=style, is_summed=SUMMED in choice.flags, is_charted=choice.form in {"docx", "png"})
    made = await gather(talk.session, report.Unit(unit.code, _name(unit)), period, now=talk.now, wanted=wanted)
    ways_on = [
        Choice(_("Another form"), ChooseReport(unit=unit.code, period=written(period), flags=choice.flags)),
        Choice(_("Open a figure"), ListFigures(unit=unit.code, period=written(period))),
    ]
    keyboard = await offer(talk.state, ways_on, columns=2)
    if choice.form == "text":
        *others, last = in_messages(as_message(contents_of(made)))
        return [*(talk.say(one) for one in others), talk.say(last, keyboard)]
    if choice.form == "png":
        if not made.tallies:
            return [talk.say(_("There is nothing to draw: the period has not begun."), keyboard)]
        spec = charts.tips_over_time(made.tallies, unit_name=made.unit.name)
        return [_picture(talk, spec, period), talk.say(_("The chart of {unit}").format(unit=_place(unit)), keyboard)]
    lists: tuple[Table, ...] = ()
    if choice.form == "xlsx":
        codes = await audit.scope(talk.session, unit.code, texts.local_day(talk.now))
        lists = await lists_behind(talk.session, codes, period, made.figures, limit=LISTED_IN_FILE)
    said = _("The report is being made: {unit}, {period}. The file comes below this message.").format(
        unit=_name(unit), period=period_title(period)
    )
    return [talk.say(said, keyboard), _file(talk, contents_of(made, lists), FileForm(choice.form), unit)]


def _picture(talk: Talk, spec: charts.Spec, period: Period) -> Call:
    payload: dict[str, JsonValue] = {"chart": cast("JsonValue", spec), "caption": period_title(period)}
    return Call(to=talk.contact.id, method="sendChart", payload=payload)


def _file(talk: Talk, contents: Contents, form: FileForm, unit: Unit) -> Call:
    """Return a report for the sender to make and send: that takes longer than a transaction should be open."""
    period = contents.period
    payload: dict[str, JsonValue] = {
        "contents": packed(contents),
        "form": form.value,
        "name": file_name(unit.code, str(period.start), str(period.end), form),
        "caption": f"{contents.name}\n{contents.period_line}",
        "units": [unit.code, unit.parent_code],
    }
    return Call(to=talk.contact.id, method="sendReport", payload=payload)


def in_messages(text: str) -> list[str]:
    """Return a long text cut between its lines into messages, `MESSAGES` at most; the last one says what is missing.

    A line that is longer than a message is left to be cut where it is sent.
    """
    room = MAX_TEXT - 200
    made, begun = [], ""
    for line in text.split("\n"):
        longer = f"{begun}\n{line}" if begun else line
        if len(longer.encode("utf-16-le")) // 2 > room and begun:
            made.append(begun)
            begun = line
        else:
            begun = longer
    made.append(begun)
    if len(made) > MESSAGES:
        more = _("… This report is longer. Choose the document or the workbook for all of it.")
        made = [*made[: MESSAGES - 1], f"{made[MESSAGES - 1]}\n{more}"]
    return [one.strip("\n") for one in made if one.strip("\n")]


# The rows behind a figure.


@pressed.on(ListFigures)
async def list_figures(talk: Talk, choice: ListFigures, officer: Officer) -> list[Call]:
    """Offer the figures of a report, to be opened."""
    await rest(talk)
    unit = await _unit(talk, officer, choice.unit)
    period = read_period(choice.period, texts.local_day(talk.now))
    found = [one for one in await _figures(talk, unit, period) if one.quantity]
    if not found:
        return [talk.say(_("There is no figure above zero in this period."))]
    # The wholes first: a part is opened from the list as well, as far as there is room.
    ordered = sorted(found, key=lambda one: len(limits(one.key)))[:OPENABLE]
    choices = [
        Choice(
            f"{figure_name(one.key)}: {number(one.quantity)}",
            OpenFigure(unit=unit.code, period=written(period), figure=_mark(one.key)),
        )
        for one in ordered
    ]
    said = _("{unit}, {period}: which figure?").format(unit=_name(unit), period=period_title(period))
    return [talk.say(said, await offer(talk.state, choices))]


@pressed.on(OpenFigure)
async def open_figure(talk: Talk, choice: OpenFigure, officer: Officer) -> list[Call]:
    """Show the rows that a figure sums, page by page."""
    await rest(talk)
    unit = await _unit(talk, officer, choice.unit)
    today = texts.local_day(talk.now)
    period = read_period(choice.period, today)
    figure = next((one for one in await _figures(talk, unit, period) if _mark(one.key) == choice.figure), None)
    if figure is None:
        return [talk.say(_("This figure is not in the report any more. Type /baocao to begin anew."))]
    codes = await audit.scope(talk.session, unit.code, today)
    rows = await rows_of(talk.session, figure.key, codes, period, after=choice.after, limit=ON_A_PAGE + 1)
    names = await unit_names(talk.session, rows, today)
    lines: list[Text | str] = [
        Bold(f"{figure_name(figure.key)}: {number(figure.quantity)}"),
        f"{_name(unit)}. {period_title(period)}.",
        figure_id(figure.key),
        "",
        *(row_line(figure.key, one, names) for one in rows[:ON_A_PAGE]),
    ]
    ways_on = [Choice(_("Other figures"), ListFigures(unit=unit.code, period=written(period)))]
    if len(rows) > ON_A_PAGE:
        ways_on.insert(0, Choice(_("Go on"), choice.model_copy(update={"after": rows[ON_A_PAGE - 1].id})))
    return [talk.say(as_list(*lines), await offer(talk.state, ways_on, columns=2))]


async def _figures(talk: Talk, unit: Unit, period: Period) -> tuple[Figure, ...]:
    codes = await audit.scope(talk.session, unit.code, texts.local_day(talk.now))
    return (await gather_figures(talk.session, codes, period)).listed()


def _mark(key: FigureKey) -> str:
    """Return a short name of a figure for the data of a button, which holds 64 bytes."""
    return sha256(figure_id(key).encode()).hexdigest()[:8]


# Whose.


async def _unit(talk: Talk, officer: Officer, code: str) -> Unit:
    """Return a unit whose figures the officer sees: the own one and those below. Raises UnitNotFoundError."""
    today = texts.local_day(talk.now)
    unit = await units.on_day(talk.session, code, today)
    seen = await audit.scope(talk.session, officer.unit_code, today)
    if seen is not None and code not in seen:
        raise UnitNotFoundError(code)
    return unit


def _name(unit: Unit) -> str:
    name = texts.police(unit)
    return name[:1].upper() + name[1:]


def _place(unit: Unit) -> str:
    return _name(unit) if unit.level == "country" else f"{unit.kind} {unit.name}"
