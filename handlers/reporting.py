"""Reports for supervisors and commanders: unit, period and form chosen, the file sent, and any figure opened.

The figures are read here; the file is made by the sender, whose drawing process takes its time outside of any
transaction. What is opened is rows as numbers, days and codes: no words of a tip, and nobody's identity.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from hashlib import sha256
from typing import Literal, cast

from aiogram.filters import Command, CommandObject
from aiogram.types import Message
from aiogram.utils.formatting import Bold, Text, as_list
from pydantic import JsonValue

from domain.access import Officer
from domain.figures import Figure, FigureKey, figure_id
from domain.periods import (
    BackwardPeriodError,
    CutOff,
    DistantPeriodError,
    Period,
    PeriodError,
    PeriodName,
    UnreadablePeriodError,
    named,
)
from domain.reading import plain
from handlers import texts
from handlers.calls import MAX_TEXT
from handlers.choices import Choice, Chosen, offer, wrong_choice
from handlers.figure_lists import ON_A_LIST, by_section, figure_line, named_so, pages, section_name
from handlers.report_choices import (
    ChooseReport,
    ListFigures,
    ListSection,
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
from reports.comparison import up_to
from reports.contents import Contents, Table, as_message, packed
from reports.files import FileForm, file_name
from reports.gather import Wanted, gather
from reports.lists import lists_behind, row_line, unit_names
from reports.numbers import NumberStyle, day, number, period_line, period_title
from reports.opening import Openable, closing_lines, openable
from reports.sections import contents_of
from storage import audit, periods, registers, units
from storage.figures import rows_of
from storage.outbox import Call
from storage.units import Unit, UnitNotFoundError

router = staff_router("reporting", SUPERVISES)
pressed = Chosen(router)

LISTED_IN_FILE = 1_000
"""Rows in one list of a workbook that is sent in a chat; `nguontin report` writes longer ones."""

ON_A_PAGE = 20
"""Rows of a figure in one message."""

MESSAGES = 4
"""Messages that a report in words may take; a longer one is for a file."""

UNITS_OFFERED = 8

CAMPAIGNS_OFFERED = 4

ROUNDED, SUMMED = "r", "s"


# What is asked for: the unit, the period, the form.


@router.message(Command("baocao", ignore_mention=True))
async def report_by_command(_message: Message, talk: Talk, officer: Officer, command: CommandObject) -> list[Call]:
    """Begin a report; a period may be typed at once."""
    try:
        period = await _typed_period(talk, officer.unit_code, command.args) if command.args else None
    except PeriodError as error:
        return [talk.say(_not_a_period(error, "/baocao "))]
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
    cut_offs = await periods.cut_offs_of(talk.session, unit.code, today)
    typed = {
        _("This month"): "thang",
        _("Last month"): "thang truoc",
        _("This quarter"): "quy",
        _("This year"): "nam",
        _("Last year"): "nam truoc",
    }
    offered = {label: read_period(words, today, cut_offs) for label, words in typed.items()}
    offered |= dict(_report_periods(today, cut_offs))
    for campaign in await periods.recent_campaigns(talk.session, unit.code, today, limit=CAMPAIGNS_OFFERED):
        offered.setdefault(campaign.name, campaign.period)
    choices = [
        *(Choice(label, ChooseReport(unit=unit.code, period=written(period))) for label, period in offered.items()),
        Choice(_("Other days"), NamePeriod(unit=unit.code)),
    ]
    said = _("{unit}: which period?").format(unit=_name(unit))
    return [talk.say(said, await offer(talk.state, choices, columns=2))]


def _report_periods(today: date, cut_offs: Sequence[CutOff]) -> Iterator[tuple[str, Period]]:
    """Yield the periods that reports are due for; where the unit cuts them off otherwise, with their days."""
    usual = {
        PeriodName.REPORT_MONTH: (_("Report month (15th to 14th)"), _("Report month {start} – {end}")),
        PeriodName.REPORT_YEAR: (_("Report year (15 December to 14 December)"), _("Report year {start} – {end}")),
    }
    for name, (label, other) in usual.items():
        period = named(name, today, cut_offs)
        is_usual = period == named(name, today)
        yield label if is_usual else other.format(start=day(period.start), end=day(period.end)), period


async def _typed_period(talk: Talk, unit_code: str, words: str) -> Period:
    """Return the period that was typed, as it is cut off for a unit; or a campaign's. Raises PeriodError."""
    today = texts.local_day(talk.now)
    try:
        return read_period(words, today, await periods.cut_offs_of(talk.session, unit_code, today))
    except UnreadablePeriodError:
        campaign = await periods.campaign_named(talk.session, unit_code, words, today)
        if campaign is None:
            raise
        return campaign.period


@pressed.on(NamePeriod)
async def ask_for_days(talk: Talk, choice: NamePeriod) -> list[Call]:
    """Ask for the days of a period."""
    await ask_words(talk, ReportStates.naming_period, choice)
    return [talk.say(_("Type the days, for example: 01/11/2026 30/11/2026, or 2026, 2026-Q1, 11/2026"))]


@router.message(Awaited(ReportStates.naming_period, NamePeriod))
async def period_by_days(_message: Message, talk: Talk, officer: Officer, choice: NamePeriod, words: str) -> list[Call]:
    """Take the period that was typed; of none, say what is wrong, and go on waiting for it."""
    try:
        period = await _typed_period(talk, choice.unit, words)
    except PeriodError as error:
        return [talk.say(_not_a_period(error))]
    return await choose(talk, ChooseReport(unit=choice.unit, period=written(period)), officer)


def _not_a_period(error: PeriodError, command: str = "") -> str:
    """Return what is wrong with a typed period, and what to type, behind a command or alone."""
    again = _("Type for example {command}01/11/2026 30/11/2026, or {command}11/2026, or {command}2026-Q1.")
    match error:
        case BackwardPeriodError():
            wrong = _("The last day, {end}, lies before the first, {start}.").format(
                start=day(error.start), end=day(error.end)
            )
        case DistantPeriodError():
            wrong = _("No report is made of the year {year}.").format(year=error.day.year)
        case _:
            wrong = _("These days cannot be read.")
    return f"{wrong} {again.format(command=command)}"


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
        today = texts.local_day(talk.now)
        codes, counted = await audit.scope(talk.session, unit.code, today), up_to(period, today)
        lists = await lists_behind(talk.session, codes, counted, made.figures, limit=LISTED_IN_FILE)
    said = _("The report is being made: {unit}, {period}. The file comes below this message.").format(
        unit=_name(unit), period=period_title(period)
    )
    return [talk.say(said, keyboard), _file(talk, contents_of(made, lists), FileForm(choice.form), unit)]


def _picture(talk: Talk, spec: charts.Spec, period: Period) -> Call:
    caption = period_line(period, texts.local_day(talk.now))
    payload: dict[str, JsonValue] = {"chart": cast("JsonValue", spec), "caption": caption}
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
        "without_template": _(
            "The unit's own template cannot be used, so this document has the standard form. Its figures are complete. "
            "The operator of the service finds in the log what is wrong with the template."
        ),
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
    """Offer the figures of a report, to be opened; where they are many, its sections."""
    await rest(talk)
    unit = await _unit(talk, officer, choice.unit)
    period = read_period(choice.period, texts.local_day(talk.now))
    listed = by_section(await _figures(talk, unit, period))
    if not listed:
        return [talk.say(_("There is no figure above zero in this period."))]
    found = [one for figures in listed.values() for one in figures]
    if len(found) <= ON_A_LIST:
        return await _offer_figures(talk, unit, period, _openings(found, unit, period))
    sections = [
        Choice(
            f"{section_name(section)} ({number(len(figures))})",
            ListSection(unit=unit.code, period=written(period), section=section),
        )
        for section, figures in listed.items()
    ]
    return await _offer_figures(talk, unit, period, sections)


@pressed.on(ListSection)
async def list_section(talk: Talk, choice: ListSection, officer: Officer) -> list[Call]:
    """Offer the figures of one section, page by page."""
    await rest(talk)
    unit = await _unit(talk, officer, choice.unit)
    period = read_period(choice.period, texts.local_day(talk.now))
    parts = pages(by_section(await _figures(talk, unit, period)).get(choice.section, []))
    page = min(choice.page, len(parts) - 1)
    choices = _openings(parts[page], unit, period)
    if page:
        choices.append(Choice(_("Previous page"), choice.model_copy(update={"page": page - 1})))
    if page + 1 < len(parts):
        choices.append(Choice(_("Next page"), choice.model_copy(update={"page": page + 1})))
    choices.append(Choice(_("All sections"), ListFigures(unit=unit.code, period=written(period))))
    heading = section_name(choice.section)
    if len(parts) > 1:
        heading = f"{heading}. " + _("Page {n} of {last}").format(n=page + 1, last=len(parts))
    return await _offer_figures(talk, unit, period, choices, heading)


@router.message(Awaited(ReportStates.naming_figure, ListFigures))
async def figure_by_words(
    _message: Message, talk: Talk, officer: Officer, choice: ListFigures, words: str
) -> list[Call]:
    """Open the figure that was typed, by its id or by words of its name; of several, offer them."""
    wrong = await wrong_choice(talk.state, words)
    if wrong is not None:
        return [talk.say(wrong)]
    unit = await _unit(talk, officer, choice.unit)
    period = read_period(choice.period, texts.local_day(talk.now))
    found = named_so(words, await _figures(talk, unit, period))
    if len(found) == 1:
        named = OpenFigure(unit=unit.code, period=written(period), figure=_mark(found[0].key))
        return await open_figure(talk, named, officer)
    if not found:
        said = _(
            "No figure of this report is called so, or has this id. Type other words of its name, for example: "
            "co gia tri. Or go through the sections."
        )
        return [talk.say(said, await offer(talk.state, [Choice(_("All sections"), choice)]))]
    more = len(found) - ON_A_LIST
    heading = _("{n} more have these words; type more of the name.").format(n=number(more)) if more > 0 else ""
    choices = _openings(found[:ON_A_LIST], unit, period)
    return await _offer_figures(talk, unit, period, [*choices, Choice(_("All sections"), choice)], heading)


async def _offer_figures(
    talk: Talk, unit: Unit, period: Period, choices: Sequence[Choice], heading: str = ""
) -> list[Call]:
    """Offer figures or sections, and let a figure be typed as well."""
    await ask_words(talk, ReportStates.naming_figure, ListFigures(unit=unit.code, period=written(period)))
    asked = _("{unit}, {period}: which figure?").format(unit=_name(unit), period=period_title(period))
    hint = _(
        "You can also type words of its name, for example: co gia tri. Or its id, for example: tips?value=valuable"
    )
    return [talk.say("\n".join(filter(None, [asked, heading, hint])), await offer(talk.state, choices))]


def _openings(figures: Sequence[Figure], unit: Unit, period: Period) -> list[Choice]:
    return [
        Choice(figure_line(one), OpenFigure(unit=unit.code, period=written(period), figure=_mark(one.key)))
        for one in figures
    ]


@pressed.on(OpenFigure)
async def open_figure(talk: Talk, choice: OpenFigure, officer: Officer) -> list[Call]:
    """Show the rows that a figure sums, page by page."""
    await rest(talk)
    unit = await _unit(talk, officer, choice.unit)
    today = texts.local_day(talk.now)
    period = read_period(choice.period, today)
    found = await _openable(talk, unit, period)
    figure = next((one for one in found.listed() if _mark(one.key) == choice.figure), None)
    if figure is None:
        return [talk.say(_("This figure is not in the report any more. Type /baocao to begin anew."))]
    codes, counted = await audit.scope(talk.session, unit.code, today), up_to(period, today)
    rows = await rows_of(talk.session, figure.key, codes, counted, after=choice.after, limit=ON_A_PAGE + 1)
    names = await unit_names(talk.session, rows, today)
    lines: list[Text | str] = [
        Bold(figure_line(figure)),
        f"{_name(unit)}. {period_line(period, today)}.",
        figure_id(figure.key),
        *closing_lines(found, figure.key),
        "",
        *(row_line(figure.key, one, names) for one in rows[:ON_A_PAGE]),
    ]
    ways_on = [Choice(_("Other figures"), ListFigures(unit=unit.code, period=written(period)))]
    if len(rows) > ON_A_PAGE:
        ways_on.insert(0, Choice(_("Go on"), choice.model_copy(update={"after": rows[ON_A_PAGE - 1].id})))
    return [talk.say(as_list(*lines), await offer(talk.state, ways_on, columns=2))]


async def _figures(talk: Talk, unit: Unit, period: Period) -> tuple[Figure, ...]:
    """Return the figures that the report lists: of a closed period as they were frozen."""
    return (await _openable(talk, unit, period)).listed()


async def _openable(talk: Talk, unit: Unit, period: Period) -> Openable:
    today = texts.local_day(talk.now)
    codes = await audit.scope(talk.session, unit.code, today)
    return await openable(talk.session, unit.code, codes, period, today=today)


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
