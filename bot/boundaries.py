"""`nguontin boundaries import`: shows how far it is, and says what was imported or why nothing was."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from places import gazetteer
from places.boundary_import import (
    BoundaryImportError,
    Change,
    FewerCommunesError,
    Known,
    Losses,
    Remarks,
    Report,
    import_boundaries,
    known_of,
)
from places.gazetteer import Gazetteer

NAMED = 5
"""Missing communes that are named, and provinces that they are missing in; the others are counted."""


class UnreadableError(Exception):
    """There is no such file, or it may not be read; the message is a sentence for the operator."""


class RefusedError(Exception):
    """The file was refused; the message is a sentence for the operator.

    Attributes:
        faults: What is wrong with it, a sentence each.
    """

    def __init__(self, sentence: str, faults: Sequence[str] = ()) -> None:
        super().__init__(sentence)
        self.faults = tuple(faults)


def run_import(source: Path, target: Path, *, console: Console, losses: Losses = Losses.REFUSED) -> Iterator[str]:
    """Import the boundaries in a GeoJSON file, and yield what to tell the operator, a line each.

    Args:
        source: The GeoJSON file.
        target: The file of boundaries.
        console: Where the progress bar is drawn, if somebody looks at it.
        losses: Whether communes may get lost that are in force.

    Raises:
        UnreadableError: There is no such file, or it may not be read.
        RefusedError: The file was refused; the boundaries in force stay.
    """
    units = gazetteer.load()
    known = known_of(units)
    try:
        with source.open("rb"), _progress(source, console) as told:
            report = import_boundaries(source, target, known=known, losses=losses, told=told)
    except BoundaryImportError as error:
        raise _refused(source, error) from None
    except FewerCommunesError as error:
        raise _fewer(source, error, units) from None
    except OSError as error:
        if error.filename is not None and Path(error.filename) == source:
            raise UnreadableError(f"{source} cannot be read: {error.strerror}") from None
        raise RefusedError(f"the boundaries cannot be written: {error}; those in force stay") from None
    yield from _told(report, source, target, known)


@contextmanager
def _progress(source: Path, console: Console) -> Iterator[Callable[[int], object]]:
    """Draw a bar of the bytes read while the block runs; nothing where the output is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(source.name.replace("[", r"\["), total=source.stat().st_size)
        yield lambda read: bar.advance(task, read)


def _refused(source: Path, error: BoundaryImportError) -> RefusedError:
    """Return the one sentence of a fault, or how many there are and the first few."""
    kept = "the boundaries in force stay"
    if error.count == 1:
        return RefusedError(f"{source.name} was not imported, and {kept}: {error.faults[0]}")
    more = ", the first of them" if error.count > len(error.faults) else ""
    return RefusedError(f"{source.name} was not imported, and {kept}; {error.count:,} faults{more}:", error.faults)


def _fewer(source: Path, error: FewerCommunesError, units: Gazetteer) -> RefusedError:
    """Return the sentence about communes that would be lost, with the provinces where most of them are."""
    lost = Counter(units.commune(code).province_name for code in error.gone)
    ranked = sorted(lost.items(), key=lambda item: (-item[1], item[0]))
    names = ", ".join(f"{name} {count:,}" for name, count in ranked[:NAMED])
    more = f" and {len(ranked) - NAMED} more provinces" if len(ranked) > NAMED else ""
    return RefusedError(
        f"{source.name} was not imported, and the boundaries in force stay: with {error.communes:,} it lacks "
        f"{len(error.gone):,} of the communes in force ({names}{more}); where these shall be lost, say --partial"
    )


def _told(report: Report, source: Path, target: Path, known: dict[str, Known]) -> Iterator[str]:
    """Yield the report."""
    yield (
        f"{source.name} of {report.modified}, SHA-256 {report.sha256}: {report.communes:,} communes with "
        f"{report.corners:,} corners, cut into {report.pieces:,} pieces."
    )
    if report.missing:
        names = ", ".join(f"{code} {known[code].name}" for code in report.missing[:NAMED])
        more = ", …" if len(report.missing) > NAMED else ""
        yield (
            f"{len(report.missing):,} communes are not in it ({names}{more}); there a position stays a question among "
            "the likeliest three."
        )
    else:
        yield "Every commune of the country is in it."
    if report.change is not None:
        yield _changed(report.change)
    yield from _remarks("warning", report.warnings)
    small = sum(one.area_m2 for one in report.overlaps)
    if report.overlaps:
        yield f"{len(report.overlaps):,} overlaps, {small:,.0f} m² in all; a position in one is asked about."
    yield f"In force from now on, also for a service that runs: {target}"


def _changed(change: Change) -> str:
    """Return the sentence about what is another than before."""
    if not (change.added or change.gone or change.redrawn):
        return "No boundary is another than before."
    return (
        f"Against the boundaries until now, communes that are new: {len(change.added):,}, gone: {len(change.gone):,}, "
        f"drawn otherwise: {len(change.redrawn):,}."
    )


def _remarks(kind: str, remarks: Remarks) -> Iterator[str]:
    """Yield remarks under their number."""
    if remarks.count:
        yield f"{remarks.count:,} {kind}{'s' if remarks.count > 1 else ''}:"
        yield from (f"  {one}" for one in remarks.first)
        if remarks.count > len(remarks.first):
            yield f"  … and {remarks.count - len(remarks.first):,} more"
