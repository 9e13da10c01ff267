"""The command line of Nguồn Tin. Exit codes: 0 done, 1 found a fault, 2 wrong use."""

import sys
from collections.abc import Coroutine
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console

from bot.settings import Settings, SettingsError, read_settings
from domain.access import Role
from domain.errors import DomainError

# A command loads only what it needs: aiogram alone takes longer to import than a short command to run.
# ruff: noqa: PLC0415

cli = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__, pretty_exceptions_enable=False)
boundaries_cli = typer.Typer(no_args_is_help=True, help="The exact boundaries of the communes.")
cli.add_typer(boundaries_cli, name="boundaries")
evidence_cli = typer.Typer(no_args_is_help=True, help="The files that came with tips.")
cli.add_typer(evidence_cli, name="evidence")
figures_cli = typer.Typer(no_args_is_help=True, help="What is counted once and kept, so that reports are quick.")
cli.add_typer(figures_cli, name="figures")
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

Result = TypeVar("Result")


class StaffRole(StrEnum):
    """The roles that an invitation can give."""

    OFFICER = Role.OFFICER.value
    COMMANDER = Role.COMMANDER.value
    COORDINATOR = Role.COORDINATOR.value
    SUPERVISOR = Role.SUPERVISOR.value


def _fail(sentence: object, *, code: int = 1) -> typer.Exit:
    """Print one sentence to standard error and return the way out."""
    err.print(f"nguontin: {sentence}", markup=False)
    return typer.Exit(code)


def _refused(error: DomainError) -> typer.Exit:
    """Print what was wrongly asked for, and what would be right; return the way out."""
    from bot.command_errors import sentence

    return _fail(sentence(error), code=2)


def _settings(**overrides: object) -> Settings:
    """Read the settings, or stop with a sentence that names the wrong one."""
    try:
        return read_settings(**overrides)
    except SettingsError as error:
        raise _fail(error, code=2) from None


def _run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run to the end, or stop with one sentence where the database or the keys cannot be used."""
    import uvloop
    from sqlalchemy.exc import SQLAlchemyError

    from bot.service import ServiceError, WrongUseError
    from storage.vault import VaultError

    try:
        return uvloop.run(work)
    except WrongUseError as error:
        raise _fail(error, code=2) from None
    except (ServiceError, VaultError) as error:
        raise _fail(error) from None
    except SQLAlchemyError as error:
        raise _fail(f"the database refused ({type(error).__name__}); `nguontin doctor` says more") from None


@cli.command()
def migrate() -> None:
    """Create what is missing: keys, the database with its newest schema, the administrative units."""
    from bot import setup
    from storage.schema import SchemaError

    try:
        before, after, changed = _run(setup.migrate(_settings()))
    except SchemaError as error:
        raise _fail(error) from None
    state = "is up to date" if before == after else f"went from {before or 'nothing'} to {after}"
    out.print(f"The schema {state}; {changed} administrative units were new or different.")


@cli.command()
def run(
    only: Annotated[str, typer.Option(help="Parts, separated by commas: intake,handling,sender,reminders,web")] = "",
    workers: Annotated[int, typer.Option(help="Processes that share a PostgreSQL's work.", min=1, max=32)] = 1,
) -> None:
    """Run the service until it is told to stop."""
    from bot import quick_aiogram

    quick_aiogram.load()
    from bot.logs import set_up_logs
    from bot.service import ServiceError, WrongUseError, chosen_parts, serve

    settings = _settings()
    set_up_logs(settings.log)
    names = [name for name in only.split(",") if name]
    if workers == 1:
        _run(serve(settings, only=names))
        return
    from bot.workers import run_workers

    try:
        code = run_workers(settings, chosen_parts(names), workers)
    except WrongUseError as error:
        raise _fail(error, code=2) from None
    except ServiceError as error:
        raise _fail(error) from None
    raise typer.Exit(code)


@cli.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the messenger listens.")] = 8080,
    data: Annotated[Path, typer.Option(help="Where everything is kept.")] = Path("var/demo"),
) -> None:
    """Show everything with sample people: the messenger in the browser, and the bot behind it."""
    from bot import quick_aiogram

    quick_aiogram.load()
    from bot import demo as stage
    from bot.logs import set_up_logs

    set_up_logs("warning")
    _run(stage.play(port, data, announce=out.print))


@cli.command()
def doctor() -> None:
    """Check settings, keys, database, places and bots; exit 1 where something has to be done."""
    from bot.doctor import examine

    async def report() -> bool:
        is_well = True
        async for finding in examine(settings):
            mark = "FAULT" if not finding.is_well else "note " if finding.is_note else "ok   "
            out.print(f"{mark} {finding.about}: {finding.says}", markup=False)
            is_well = is_well and finding.is_well
        return is_well

    settings = _settings()
    if not _run(report()):
        raise typer.Exit(1)


@cli.command("set-aside")
def set_aside(
    retry: Annotated[list[int] | None, typer.Option(help="Let this update wait again; may be given often.")] = None,
    *,
    retry_all: Annotated[bool, typer.Option("--all", help="Let all of them wait again.")] = False,
) -> None:
    """Show the updates that nobody could handle, or let them be tried again once the cause is mended."""
    from bot.set_aside import SetAsideError, look, try_again

    if retry and retry_all:
        raise _fail("--retry names updates, --all takes every one; choose one of them", code=2)
    try:
        lines = _run(try_again(_settings(), retry) if retry or retry_all else look(_settings()))
    except SetAsideError as error:
        raise _fail(error) from None
    for line in lines:
        out.print(line, markup=False)


@cli.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where to write it; a backup that is there is replaced.")],
) -> None:
    """Write everything but the keys into one file, while the service runs. Keep the key file apart from it."""
    from bot.backup import back_up
    from bot.clock import server_clock

    done = _run(back_up(_settings(), file, now=server_clock(), console=err))
    out.print(f"{file}: {done.manifest.rows} rows, {done.manifest.files} files, {done.size} bytes", markup=False)
    if done.manifest.unread:
        named = ", ".join(done.unread)
        raise _fail(f"{done.manifest.unread} files of tips are lost or damaged and not in the backup: {named}")


@cli.command()
def restore(
    file: Annotated[Path, typer.Argument(help="What `nguontin backup` wrote.")],
    *,
    replace: Annotated[bool, typer.Option("--replace", help="Lose what is in the database now.")] = False,
) -> None:
    """Put a backup into an empty database of either kind; a damaged file, or other keys, change nothing."""
    from bot.restore import Existing
    from bot.restore import restore as put_back

    existing = Existing.REPLACED if replace else Existing.REFUSED
    manifest = _run(put_back(_settings(), file, existing=existing, console=err))
    out.print(f"Restored {manifest.rows} rows and {manifest.files} files, as they were at {manifest.made_at:%F %T %Z}.")
    if manifest.unread:
        err.print(f"nguontin: {manifest.unread} files of tips were lost or damaged before the backup was made")


@cli.command()
def invite(
    role: Annotated[StaffRole, typer.Option(help="What they will be.")],
    unit: Annotated[str, typer.Option(help="The code of their unit: a commune, a province, or VN.")],
    name: Annotated[str, typer.Option(help="What colleagues call them.")] = "",
    bot: Annotated[str, typer.Option(help="Through which bot, where there are several.")] = "",
) -> None:
    """Print a one-time link for a member of staff; it works for 24 hours."""
    from bot.invitations import make_invitation

    try:
        link = _run(make_invitation(_settings(), role=Role(role.value), unit_code=unit, name=name, bot_name=bot))
    except DomainError as error:
        raise _refused(error) from None
    out.print(link, markup=False)


@cli.command()
def enrolment(
    unit: Annotated[str, typer.Option(help="The code of a commune or a province, or VN.")],
    end: Annotated[
        list[int] | None, typer.Option(help="End this link; who enrolled stays. May be given often.")
    ] = None,
    dissolve: Annotated[
        list[str] | None,
        typer.Option(help="End all links and memberships of the force, by this word, or of a model, by its number."),
    ] = None,
) -> None:
    """Show a unit's links to enrol by and how many have enrolled, or withdraw them. Who enrolled is never shown."""
    from bot import enrolling

    try:
        lines = _run(enrolling.withdraw(_settings(), unit, links=end or [], groups=dissolve or []))
    except DomainError as error:
        raise _refused(error) from None
    for line in lines:
        out.print(line, markup=False)


@boundaries_cli.command("import")
def import_boundaries(
    file: Annotated[Path, typer.Argument(help="GeoJSON with one feature a commune, plain or gzipped.")],
    *,
    partial: Annotated[
        bool, typer.Option("--partial", help="Accept that communes which are in force now are not in the file.")
    ] = False,
) -> None:
    """Take the boundaries of the communes from a GeoJSON file; what is wrong with it leaves the old ones in force."""
    from bot.boundaries import RefusedError, UnreadableError, run_import
    from places.boundary_import import Losses

    losses = Losses.ACCEPTED if partial else Losses.REFUSED
    try:
        for line in run_import(file, _settings().boundaries_file, losses=losses, console=err):
            out.print(line, markup=False)
    except UnreadableError as error:
        raise _fail(error, code=2) from None
    except RefusedError as error:
        way_out = _fail(error)
        for fault in error.faults:
            err.print(f"  {fault}", markup=False)
        raise way_out from None


@evidence_cli.command("check")
def check_evidence() -> None:
    """Compare the kept files with the rows that speak of them; exit 1 where one is missing or belongs to nothing."""
    from bot import evidence_check

    try:
        found = _run(evidence_check.check(_settings()))
    except OSError as error:
        raise _fail(f"the files cannot be read ({error})") from None
    for line in evidence_check.lines(found):
        out.print(line, markup=False)
    if found.missing or found.orphans:
        raise typer.Exit(1)


@cli.command()
def triage() -> None:
    """Read JSON lines with texts or points from standard input, and say what and where they are, line by line."""
    from bot.clock import server_clock
    from bot.json_lines import exchange
    from bot.model import UnusableModelError, adopted_model
    from bot.triage_lines import answers, load
    from places.boundaries import Boundaries

    settings = _settings()
    boundaries = Boundaries(settings.boundaries_file)
    try:
        model = adopted_model(settings)
    except UnusableModelError as error:
        raise _fail(error) from None
    names = load()
    read = partial(answers, gazetteer=names, boundaries=boundaries, now=server_clock(), model=model)
    exchange(sys.stdin.buffer, sys.stdout.buffer, read)


@cli.command()
def duplicates() -> None:
    """Read reports as JSON lines, oldest first, and say of each which earlier ones tell of the same event."""
    from bot.duplicate_lines import answers
    from bot.json_lines import exchange
    from bot.model import UnusableModelError, adopted_model
    from triage.recent_reports import RecentReports

    try:
        model = adopted_model(_settings())
    except UnusableModelError as error:
        raise _fail(error) from None
    exchange(sys.stdin.buffer, sys.stdout.buffer, partial(answers, recent=RecentReports(), model=model))


@cli.command()
def train(
    files: Annotated[list[Path] | None, typer.Argument(help="Labelled texts; without any, the repository's.")] = None,
    *,
    to: Annotated[Path | None, typer.Option("--out", help="A file instead of the candidate's.")] = None,
    from_decisions: Annotated[
        bool, typer.Option("--from-decisions", help="Learn from officers' decisions, too.")
    ] = False,
    adopt: Annotated[bool, typer.Option("--adopt", help="Put the candidate in force that was trained before.")] = False,
) -> None:
    """Train the model of categories. What is trained is a candidate; only --adopt puts it in force."""
    from bot import learning

    settings = _settings()
    if adopt and (files or to or from_decisions):
        raise _fail("--adopt takes the candidate that was trained before, and nothing beside it", code=2)
    try:
        if adopt:
            lines = learning.adopt(settings)
        else:
            texts = learning.read_texts(files or [])
            decided = _run(learning.decided(settings)) if from_decisions else None
            lines = learning.run(settings, texts, decided, to=to, console=err)
        for line in lines:
            out.print(line, markup=False)
    except learning.LearningError as error:
        raise _fail(error) from None


@cli.command()
def report(  # noqa: PLR0913 - each is an option of the command line
    unit: Annotated[str, typer.Option(help="The code of a commune or a province, or VN.")],
    start: Annotated[str, typer.Option("--from", help="First day, such as 2026-11-01.")] = "",
    end: Annotated[str, typer.Option("--to", help="Last day, such as 2026-11-30.")] = "",
    period: Annotated[
        str, typer.Option(help="A named period instead: month, year, report_month …, or the name of a campaign.")
    ] = "",
    form: Annotated[str, typer.Option("--format", help="text, json, xlsx, docx, svg or png")] = "text",
    to: Annotated[Path | None, typer.Option("--out", help="A file instead of standard output.")] = None,
    *,
    figure: Annotated[str, typer.Option("--open", help="List the rows behind this figure, by its id.")] = "",
    after: Annotated[int, typer.Option(help="With --open: go on after this row.", min=0)] = 0,
    limit: Annotated[int, typer.Option(help="With --open: rows to list.", min=1, max=1000)] = 50,
    rounded: Annotated[bool, typer.Option("--rounded/--exact", help="Numbers in the sentences.")] = False,
    add_backfilled: Annotated[
        bool, typer.Option("--add-backfilled", help="Add totals from before this system; the report says so.")
    ] = False,
) -> None:
    """Print the figures of a unit and a period, in the movement's wording, or write them to a file."""
    from bot.command_errors import out_fault
    from bot.reporting import IN_WORDS, Asked, Form, make_report, open_figure
    from reports.gather import Wanted
    from reports.numbers import NumberStyle

    try:
        chosen = Form(form)
    except ValueError:
        raise _fail(f"--format takes {', '.join(Form)}", code=2) from None
    if chosen not in IN_WORDS and (figure or (to is None and sys.stdout.isatty())):
        raise _fail(f"{form} is a file: say --out, and --open goes with text or json", code=2)
    if fault := out_fault(to):
        raise _fail(fault, code=2)
    style = NumberStyle.ROUNDED if rounded else NumberStyle.EXACT
    wanted = Wanted(style=style, is_summed=add_backfilled, is_charted=chosen not in IN_WORDS)
    asked = Asked(unit, start, end, period, wanted)
    try:
        if figure:
            opening = open_figure(_settings(), asked, figure, after=after, limit=limit, is_json=chosen is Form.JSON)
            content = _run(opening).encode()
        else:
            content = _run(make_report(_settings(), asked, chosen))
    except DomainError as error:
        raise _refused(error) from None
    _deliver(content, to, is_text=chosen in IN_WORDS)


def _deliver(content: bytes, to: Path | None, *, is_text: bool) -> None:
    """Write what was made to a file, or to standard output."""
    from bot.command_errors import OUT_IS_WRONG

    if to is not None:
        try:
            to.write_bytes(content + b"\n" * is_text)
        except OSError as error:
            raise _fail(f"{to} cannot be written ({error.strerror}); {OUT_IS_WRONG}") from None
    elif is_text:
        out.print(content.decode(), markup=False)
    else:
        sys.stdout.buffer.write(content)


@figures_cli.command("check")
def check_figures() -> None:
    """Compare the counts that are kept of months with the tips that they count; exit 1 where one is wrong."""
    from bot.reporting import check_figures as check

    lines, is_well = _run(check(_settings()))
    for line in lines:
        out.print(line, markup=False)
    if not is_well:
        raise typer.Exit(1)


@cli.command("close-period")
def close_period(
    unit: Annotated[str, typer.Option(help="The code of a commune or a province, or VN.")],
    start: Annotated[str, typer.Option("--from", help="First day, such as 2026-11-01.")] = "",
    end: Annotated[str, typer.Option("--to", help="Last day, such as 2026-11-30.")] = "",
    period: Annotated[
        str, typer.Option(help="A named period instead: month, year, report_month …, or the name of a campaign.")
    ] = "",
) -> None:
    """Freeze the figures of a unit and a period; later changes are printed as an adjustment."""
    from bot import closing
    from bot.reporting import Asked

    try:
        closed = _run(closing.close_period(_settings(), Asked(unit, start, end, period)))
    except DomainError as error:
        raise _refused(error) from None
    out.print(closing.line(closed), markup=False)


@cli.command()
def activity(
    file: Annotated[Path | None, typer.Argument(help="CSV or XLSX, with headings in its first line.")] = None,
    unit: Annotated[str, typer.Option(help="The code of the unit of lines that name none.")] = "",
    *,
    again: Annotated[bool, typer.Option("--again", help="Enter lines once more that were entered before.")] = False,
    template: Annotated[bool, typer.Option("--template", help="Print a file to fill in.")] = False,
) -> None:
    """Enter activities from a file: every line, or none with what is wrong in each."""
    _enter(file, "activities", unit, is_again=again, is_template=template)


@cli.command()
def register(
    file: Annotated[Path | None, typer.Argument(help="CSV or XLSX, with headings in its first line.")] = None,
    unit: Annotated[str, typer.Option(help="The code of the unit of lines that name none.")] = "",
    *,
    standards: Annotated[bool, typer.Option("--standards", help="Standards that were met, no structures.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Enter lines once more that were entered before.")] = False,
    template: Annotated[bool, typer.Option("--template", help="Print a file to fill in.")] = False,
) -> None:
    """Enter structures, such as teams, models and cameras, from a file: every line, or none."""
    _enter(file, "standards" if standards else "structures", unit, is_again=again, is_template=template)


@cli.command()
def backfill(
    file: Annotated[Path | None, typer.Argument(help="CSV or XLSX, with headings in its first line.")] = None,
    unit: Annotated[str, typer.Option(help="The code of the unit of lines that name none.")] = "",
    *,
    again: Annotated[bool, typer.Option("--again", help="Enter lines once more that were entered before.")] = False,
    template: Annotated[bool, typer.Option("--template", help="Print a file to fill in.")] = False,
) -> None:
    """Enter totals from before this system, with their documents, from a file: every line, or none."""
    _enter(file, "backfills", unit, is_again=again, is_template=template)


@cli.command()
def periods(
    file: Annotated[Path | None, typer.Argument(help="CSV or XLSX, with headings in its first line.")] = None,
    unit: Annotated[str, typer.Option(help="Whose periods to list; with a file, the unit of lines without one.")] = "",
    *,
    again: Annotated[bool, typer.Option("--again", help="Enter lines once more that were entered before.")] = False,
    template: Annotated[bool, typer.Option("--template", help="Print a file to fill in.")] = False,
) -> None:
    """List where a unit's periods are cut off, and its campaigns; or enter them from a file: every line, or none."""
    if file is not None or template or not unit:
        _enter(file, "periods", unit, is_again=again, is_template=template)
        return
    from bot.period_lines import period_lines

    try:
        lines = _run(period_lines(_settings(), unit))
    except DomainError as error:
        raise _refused(error) from None
    for line in lines:
        out.print(line, markup=False)


def _enter(file: Path | None, kind: str, unit: str, *, is_again: bool, is_template: bool) -> None:
    """Enter the lines of a file into a register, or print a file to fill in."""
    from bot import registering
    from bot.table_lines import RefusedFileError

    if is_template == (file is not None):
        raise _fail("name a file to enter, or say --template for one to fill in", code=2)
    if file is None:
        lines = registering.template(registering.Kind(kind))
    else:
        entering = registering.register(_settings(), file, kind=registering.Kind(kind), unit=unit, is_again=is_again)
        try:
            lines = _run(entering)
        except RefusedFileError as error:
            way_out = _fail(error)
            for fault in error.faults:
                err.print(f"  {fault}", markup=False)
            raise way_out from None
    for line in lines:
        out.print(line, markup=False)


@cli.command()
def simulate(  # noqa: PLR0913 - each is an option of the command line
    citizens: Annotated[int, typer.Option(help="People who report.", min=1, max=5_000)] = 20,
    tips: Annotated[int, typer.Option(help="Tips that they send, all together.", min=1, max=100_000)] = 50,
    *,
    rate: Annotated[float | None, typer.Option(help="Conversations that begin in a second, at most.", min=0.01)] = None,
    api: Annotated[str, typer.Option(help="A running webchat; without one, a messenger is opened for a bot.")] = "",
    seed: Annotated[int, typer.Option(help="Of everything that is left to chance.")] = 1,
    officers: Annotated[int | None, typer.Option(help="Officers who answer, at most.", min=0, max=500)] = None,
    at_once: Annotated[int, typer.Option(help="Conversations at the same time, at most.", min=1)] = 5_000,
    patience: Annotated[float, typer.Option(help="Seconds that people wait for an answer.", min=0.1)] = 60.0,
    linger: Annotated[float, typer.Option(help="Seconds that officers get after the last tip.", min=0)] = 120.0,
    province: Annotated[str, typer.Option(help="The code of the province that is told of.")] = "46",
    port: Annotated[int, typer.Option(help="Where a messenger is opened; 0 for any free port.", min=0)] = 0,
    token: Annotated[str, typer.Option(help="With which the bot calls that messenger; without one, a fresh one.")] = "",
    check: Annotated[bool, typer.Option("--check", help="Compare with what the service has stored.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Play citizens and officers through a messenger, and print how it went; exit 1 where something failed."""
    from simulation import command, summary
    from simulation.owners import Patience
    from simulation.play import Load

    settings = _settings()
    load = Load(tips, seed, rate, at_once, linger, Patience(answer=patience, conversation=5 * patience))
    orders = command.Orders(
        load=load, citizens=citizens, officers=officers, api=api, port=port, token=token, province=province,
        database_url=settings.database_url, keys=settings.keys, is_checked=check,
    )  # fmt: skip
    try:
        result = _run(command.simulate(orders, console=err))
    except command.SimulationError as error:
        raise _fail(error) from None
    figures = summary.as_json(result.summary, result.differences) if as_json else summary.as_text(result.summary)
    out.print(figures, markup=False)
    for difference in result.differences or ():
        err.print(f"DIFFERENCE: {difference}", markup=False)
    if check and not result.differences and not as_json:
        out.print("What was sent and shown is what is stored.")
    if not result.is_well:
        raise typer.Exit(1)


def main() -> None:
    """Run the command line."""
    cli()


if __name__ == "__main__":
    main()
