"""Figures for supervisors: open and late tips, response times, a period, the machine, charts. No tip's content."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from aiogram.filters import Command, CommandObject
from aiogram.types import Message
from aiogram.utils.formatting import Bold, Text, as_list
from pydantic import JsonValue

from domain import accuracy, rerouting
from domain.access import COUNTRY, Officer
from domain.periods import CutOff, Period, PeriodName, UnreadablePeriodError, named, parse, parse_day, split
from domain.reading import plain
from domain.response_times import ResponseFact, ResponseSummary, summarise
from handlers import texts
from handlers.callbacks import ShowAccuracy, ShowChart, ShowFigures, ShowWaiting
from handlers.choices import Choice, Chosen, offer
from handlers.staff import SUPERVISES, rest, staff_router
from handlers.talk import Talk
from locales import gettext as _
from locales import ngettext, pgettext
from reports import charts, report
from reports.accuracy import accuracy_lines
from reports.gather import gather
from reports.numbers import duration, number, period_title
from reports.response import response_lines
from reports.routing import routing_lines
from storage import audit, decisions, figures, people, units
from storage.audit import Load
from storage.figures import TipCount
from storage.outbox import Call
from storage.units import Unit

router = staff_router("supervision", SUPERVISES)
pressed = Chosen(router)

LISTED = 20
"""Units in one list, the ones with most to see to first."""

CHARTED = 15
"""Units in one chart of response times; a picture that is much taller is refused by messengers."""

NAMES: dict[str, PeriodName] = {
    "tuan": PeriodName.WEEK,
    "thang": PeriodName.MONTH,
    "quy": PeriodName.QUARTER,
    "6 thang": PeriodName.HALF,
    "9 thang": PeriodName.NINE_MONTHS,
    "nam": PeriodName.YEAR,
    "thang bao cao": PeriodName.REPORT_MONTH,
    "quy bao cao": PeriodName.REPORT_QUARTER,
    "6 thang bao cao": PeriodName.REPORT_HALF,
    "9 thang bao cao": PeriodName.REPORT_NINE_MONTHS,
    "nam bao cao": PeriodName.REPORT_YEAR,
    **{name.value: name for name in PeriodName},
}
"""What may be typed for a named period, tone marks aside; "trước" behind it means the one before."""

_BEFORE = " truoc"
_TWO_DAYS = 2
_DAY = timedelta(days=1)


def read_period(text: str, today: date, cut_offs: Sequence[CutOff] = ()) -> Period:
    """Return the period that was typed, this month where nothing was, as it is cut off. Raises PeriodError.

    >>> str(read_period("tháng trước", date(2026, 3, 5)).start)
    '2026-02-01'
    """
    words = " ".join(plain(text).split())
    if not words:
        return named(PeriodName.MONTH, today, cut_offs)
    name = NAMES.get(words.removesuffix(_BEFORE))
    if name is not None:
        this = named(name, today, cut_offs)
        return named(name, this.start - _DAY, cut_offs) if words.endswith(_BEFORE) else this
    days = [word for word in text.split() if plain(word) not in {"tu", "den", "-"}]
    if len(days) == _TWO_DAYS:
        return Period(parse_day(days[0]), parse_day(days[1]))
    if len(days) == 1:
        return parse(days[0])
    raise UnreadablePeriodError(text)


def written(period: Period) -> str:
    """Return a period as a button carries it, which `read_period` reads again."""
    return f"{period.start}..{period.end}"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a supervisor sees.

    Attributes:
        unit: Their own unit.
        codes: The units whose tips count, None for all.
        listed: The units that are told apart, by code: provinces for the country, else communes and the desk.
    """

    unit: Unit
    codes: frozenset[str] | None
    listed: dict[str, Unit]

    def of(self, unit_code: str, parents: dict[str, Unit]) -> str:
        """Return the listed unit that a unit's tips are counted under."""
        if unit_code in self.listed:
            return unit_code
        unit = parents.get(unit_code)
        return unit.parent_code if unit is not None and unit.parent_code in self.listed else self.unit.code


async def scope_of(talk: Talk, officer: Officer) -> Scope:
    """Return what an officer supervises."""
    today = texts.local_day(talk.now)
    unit = await units.on_day(talk.session, officer.unit_code, today)
    below = await units.below(talk.session, officer.unit_code, today)
    codes = await audit.scope(talk.session, officer.unit_code, today)
    return Scope(unit, codes, {one.code: one for one in [unit, *below]})


# What is open and late.


@router.message(Command("tonghop", ignore_mention=True))
async def overview(_message: Message, talk: Talk, officer: Officer) -> list[Call]:
    """Show open and late tips by unit, and this month's response times."""
    return await show_waiting(talk, officer)


@pressed.on(ShowWaiting)
async def show_waiting(talk: Talk, officer: Officer) -> list[Call]:
    """Show open and late tips by unit, and this month's response times."""
    await rest(talk)
    scope = await scope_of(talk, officer)
    period = named(PeriodName.MONTH, texts.local_day(talk.now))
    loads = (await audit.open_and_late(talk.session, scope.codes, now=talk.now)).values()
    facts = await audit.response_facts(talk.session, scope.codes, period)
    parents = await _parents(talk, scope, [*(one.unit_code for one in loads), *(one.unit_code for one in facts)])
    rows = _rows(scope, parents, loads, facts, await _with_queue(talk, scope))
    busy = [row for row in rows if row.loads]
    lines: list[Text | str] = [
        Bold(_("{unit}: open and late tips").format(unit=_name(scope.unit))),
        _totals(list(loads)),
        "",
        *(_row(talk, row) for row in busy[:LISTED]),
    ]
    if len(busy) > LISTED:
        lines.append(_("… and {n} more units").format(n=number(len(busy) - LISTED)))
    if quiet := len(rows) - len(busy):
        lines.append(
            ngettext("{n} unit has nothing open.", "{n} units have nothing open.", quiet).format(n=number(quiet))
        )
    lines += ["", Bold(pgettext("heading", "Time to acknowledgement")), period_title(period)]
    lines += response_lines(summarise(facts, now=talk.now))
    routing = rerouting.summarise(await audit.routing_facts(talk.session, scope.codes, period))
    lines += ["", Bold(pgettext("heading", "Tips moved on")), *routing_lines(routing)]
    return [talk.say(as_list(*lines), await _menu(talk, period))]


async def _parents(talk: Talk, scope: Scope, codes: Iterable[str]) -> dict[str, Unit]:
    """Return the units that are not listed themselves, so that they can be counted under the one above."""
    others = {code for code in codes if code not in scope.listed}
    return await units.named(talk.session, others, texts.local_day(talk.now)) if others else {}


async def _with_queue(talk: Talk, scope: Scope) -> set[str]:
    return await people.queues_among(talk.session, list(scope.listed)) if scope.unit.code != COUNTRY else set()


@dataclass(frozen=True, slots=True)
class Row:
    """One unit in the list.

    Attributes:
        unit: Which.
        loads: What is open in it and below it.
        facts: How its tips of the month fared.
    """

    unit: Unit
    loads: tuple[Load, ...]
    facts: tuple[ResponseFact, ...]

    @property
    def worst_first(self) -> tuple[int, int, int, str]:
        """The order of the list."""
        late = sum(one.late for one in self.loads)
        waiting = sum(one.waiting for one in self.loads)
        return (-late, -waiting, -sum(one.open for one in self.loads), self.unit.name)


def _rows(
    scope: Scope,
    parents: dict[str, Unit],
    loads: Iterable[Load],
    facts: Iterable[ResponseFact],
    with_queue: set[str],
) -> list[Row]:
    """Return a row for each unit that has tips or a queue."""
    loads_by: defaultdict[str, list[Load]] = defaultdict(list)
    facts_by: defaultdict[str, list[ResponseFact]] = defaultdict(list)
    for load in loads:
        loads_by[scope.of(load.unit_code, parents)].append(load)
    for fact in facts:
        facts_by[scope.of(fact.unit_code, parents)].append(fact)
    codes = {*loads_by, *facts_by, *with_queue}
    rows = [Row(scope.listed[code], tuple(loads_by[code]), tuple(facts_by[code])) for code in codes]
    return sorted(rows, key=lambda row: row.worst_first)


def _totals(loads: Sequence[Load]) -> str:
    return _("Open: {open}; not acknowledged: {waiting}; overdue: {late}.").format(**_sums(loads))


def _sums(loads: Sequence[Load]) -> dict[str, str]:
    return {
        "open": number(sum(one.open for one in loads)),
        "waiting": number(sum(one.waiting for one in loads)),
        "late": number(sum(one.late for one in loads)),
    }


def _row(talk: Talk, row: Row) -> str:
    name = row.unit.full_name if row.unit.level != "country" else _name(row.unit)
    said = _("{unit}: {open} open, {waiting} not acknowledged, {late} overdue.").format(unit=name, **_sums(row.loads))
    is_late = any(one.late for one in row.loads)
    return " ".join(filter(None, ["🔴" if is_late else "–", said, _times(summarise(row.facts, now=talk.now))]))


def _times(summary: ResponseSummary) -> str:
    """Return the median and nine of ten, where there are enough tips to say so."""
    if not summary.is_rankable or summary.median is None:
        return ""
    if summary.p90 is None:
        return _("Half within {median}.").format(median=duration(summary.median))
    return _("Half within {median}, 9 of 10 within {p90}.").format(
        median=duration(summary.median), p90=duration(summary.p90)
    )


def _name(unit: Unit) -> str:
    name = texts.police(unit)
    return name[:1].upper() + name[1:]


# Figures of a period.


@router.message(Command("solieu", ignore_mention=True))
async def figures_by_command(_message: Message, talk: Talk, officer: Officer, command: CommandObject) -> list[Call]:
    """Show the figures of the period that was typed."""
    period = read_period(command.args or "", texts.local_day(talk.now))
    return await show_figures(talk, ShowFigures(period=written(period)), officer)


@pressed.on(ShowFigures)
async def show_figures(talk: Talk, choice: ShowFigures, officer: Officer) -> list[Call]:
    """Show the figures of a period: the movement's sentence, the list, and where the tips come from."""
    await rest(talk)
    period = read_period(choice.period, texts.local_day(talk.now))
    scope = await scope_of(talk, officer)
    unit = report.Unit(scope.unit.code, _name(scope.unit))
    made = await gather(talk.session, unit, period, now=talk.now)
    by_unit = await _by_unit(talk, scope, await figures.tips_by_unit(talk.session, scope.codes, period))
    return [talk.say("\n\n".join(filter(None, [report.as_message(made), by_unit])), await _menu(talk, period))]


async def _by_unit(talk: Talk, scope: Scope, received: Mapping[str, TipCount]) -> str:
    """Return how many tips each unit received, so that a figure can be followed to where it comes from."""
    if len(scope.listed) == 1 or not received:
        return ""
    parents = await _parents(talk, scope, received)
    by_unit: defaultdict[str, TipCount] = defaultdict(TipCount)
    for unit_code, count in received.items():
        by_unit[scope.of(unit_code, parents)] += count
    ordered = sorted(by_unit.items(), key=lambda pair: (-pair[1].tips, scope.listed[pair[0]].name))
    lines = [_unit_line(scope.listed[code], count) for code, count in ordered[:LISTED]]
    if len(ordered) > LISTED:
        lines.append(_("… and {n} more units").format(n=number(len(ordered) - LISTED)))
    return "\n".join([_("Tips by unit"), *lines])


def _unit_line(unit: Unit, count: TipCount) -> str:
    said = ngettext("{unit}: {n} tip, {valuable} valuable", "{unit}: {n} tips, {valuable} valuable", count.tips)
    return "- " + said.format(unit=unit.full_name, n=number(count.tips), valuable=number(count.valuable))


async def _menu(talk: Talk, period: Period) -> dict[str, JsonValue]:
    """Return the ways on: other periods, the chart of this one, and what is open."""
    today = texts.local_day(talk.now)
    before = read_period("tháng trước", today)
    choices = [
        Choice(_("This month"), ShowFigures(period=written(named(PeriodName.MONTH, today)))),
        Choice(_("Last month"), ShowFigures(period=written(before))),
        Choice(_("This quarter"), ShowFigures(period=written(named(PeriodName.QUARTER, today)))),
        Choice(_("This year"), ShowFigures(period=written(named(PeriodName.YEAR, today)))),
        Choice(_("Report month (15th to 14th)"), ShowFigures(period=written(named(PeriodName.REPORT_MONTH, today)))),
        Choice(_("Chart"), ShowChart(period=written(period))),
        Choice(_("Open and late"), ShowWaiting()),
        Choice(_("Was the machine right?"), ShowAccuracy(period=written(period))),
    ]
    return await offer(talk.state, choices, columns=2)


# Whether the machine was right.


@router.message(Command("danhgia", ignore_mention=True))
async def accuracy_by_command(_message: Message, talk: Talk, officer: Officer, command: CommandObject) -> list[Call]:
    """Show how often the machine was right in the period that was typed."""
    period = read_period(command.args or "", texts.local_day(talk.now))
    return await show_accuracy(talk, ShowAccuracy(period=written(period)), officer)


@pressed.on(ShowAccuracy)
async def show_accuracy(talk: Talk, choice: ShowAccuracy, officer: Officer) -> list[Call]:
    """Show how often the machine was right: by category and urgency after officers' decisions, and about places."""
    await rest(talk)
    today = texts.local_day(talk.now)
    period = read_period(choice.period, today)
    scope = await scope_of(talk, officer)
    judged = await decisions.facts(talk.session, scope.codes, period)
    routing = await audit.routing_facts(talk.session, scope.codes, period)
    lines: list[Text | str] = [
        Bold(_("{unit}: was the machine right?").format(unit=_name(scope.unit))),
        period_title(period),
        "",
        *accuracy_lines(accuracy.summarise(judged, routing)),
        "",
        _("Compared with what stands once an officer has classified a tip. The tips behind each number: /trang"),
    ]
    choices = [
        Choice(_("This month"), ShowAccuracy(period=written(named(PeriodName.MONTH, today)))),
        Choice(_("Last month"), ShowAccuracy(period=written(read_period("tháng trước", today)))),
        Choice(_("This quarter"), ShowAccuracy(period=written(named(PeriodName.QUARTER, today)))),
        Choice(_("This year"), ShowAccuracy(period=written(named(PeriodName.YEAR, today)))),
        Choice(_("Figures"), ShowFigures(period=written(period))),
    ]
    return [talk.say(as_list(*lines), await offer(talk.state, choices, columns=2))]


# Charts.


@router.message(Command("bieudo", ignore_mention=True))
async def chart_by_command(_message: Message, talk: Talk, officer: Officer, command: CommandObject) -> list[Call]:
    """Draw the period that was typed, this year where none was."""
    period = read_period(command.args or "nam", texts.local_day(talk.now))
    return await show_chart(talk, ShowChart(period=written(period)), officer)


@pressed.on(ShowChart)
async def show_chart(talk: Talk, choice: ShowChart, officer: Officer) -> list[Call]:
    """Draw the tips of a period, and for who supervises others how fast their units answered."""
    period = read_period(choice.period, texts.local_day(talk.now))
    scope = await scope_of(talk, officer)
    tallies = await _tallies(talk, scope, period)
    title = period_title(period)
    calls = [picture(talk, charts.tips_over_time(tallies, unit_name=_name(scope.unit)), title)]
    facts = await audit.response_facts(talk.session, scope.codes, period)
    parents = await _parents(talk, scope, (one.unit_code for one in facts))
    rows = [row for row in _rows(scope, parents, (), facts, set()) if row.facts]
    if len(rows) > 1:
        largest = sorted(rows, key=lambda row: -len(row.facts))[:CHARTED]
        summaries = [(row.unit.full_name, summarise(row.facts, now=talk.now)) for row in largest]
        calls.append(picture(talk, charts.acknowledgement_by_unit(summaries, period=period), title))
    return calls


_WEEKS_UP_TO, _MONTHS_UP_TO = 62, 1100


async def _tallies(talk: Talk, scope: Scope, period: Period) -> list[charts.Tally]:
    """Return the tips over time; of a period of many years those that had tips, and those between."""
    if period.days > _MONTHS_UP_TO:
        period = await _years_with_tips(talk, scope, period)
    parts = list(split(period, _step(period)))
    counts = await figures.tips_by_part(talk.session, scope.codes, parts)
    return [charts.Tally(part, count.tips, count.valuable) for part, count in zip(parts, counts, strict=True)]


async def _years_with_tips(talk: Talk, scope: Scope, period: Period) -> Period:
    today = texts.local_day(talk.now)
    first = texts.local_day(await figures.first_tip_at(talk.session, scope.codes, period) or talk.now)
    start = max(period.start, min(period.end, date(first.year, 1, 1)))
    return Period(start, max(start, min(period.end, date(today.year, 12, 31))))


def _step(period: Period) -> PeriodName:
    """Return into which parts a period is cut, so that a chart has room for them."""
    if period.days <= _WEEKS_UP_TO:
        return PeriodName.WEEK
    return PeriodName.MONTH if period.days <= _MONTHS_UP_TO else PeriodName.YEAR


def picture(talk: Talk, spec: charts.Spec, title: str) -> Call:
    """Return a chart for the sender to draw and send: drawing takes longer than a transaction should be open."""
    return Call(to=talk.contact.id, method="sendChart", payload={"chart": cast("JsonValue", spec), "caption": title})
