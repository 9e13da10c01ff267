"""Checks a GeoJSON file of communes and puts it in the place of the boundaries in force, all of it or nothing."""

import fcntl
import math
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum, auto
from pathlib import Path

from pydantic import JsonValue
from shapely import MultiPolygon

from places import boundaries, names
from places.boundaries import APPLICATION_ID, FORMAT, SCHEMA, UNITS_PER_DEGREE, Seal, encode, seals
from places.corrections import ALIASES, WRONG_CENTRES
from places.gazetteer import Gazetteer
from places.geojson import Feature, GeojsonError, Source
from places.overlaps import Edges, Overlap
from places.shapes import Shape, ShapeError, pieces_of, rings_of, shape_of

CODE_LENGTH = 5

SHOWN = 20
"""Remarks of one kind that are kept in words; the others are counted."""

MOST_CORNERS = 8_000_000
"""Corners of all communes together, three times the country at a precision of 10 metres; the file is then 90 MB."""

WORTH_TELLING_M2 = 1_000.0
"""Overlaps up to this size in square metres are in every source, and are only counted."""

OVERLAP_SHARE = 0.25
"""Two communes that share more than this of the smaller one are not two communes."""

FAR_AWAY_KM = 15.0
"""Farther than this from where its middle is known to be, a commune is drawn in the wrong place."""

FAR_AWAY_SHARE = 0.02
"""So large a share of communes in the wrong place means that codes were exchanged."""

_INSERT = "INSERT INTO pieces VALUES (?, ?, ?, ?, ?, ?, ?)"


class BoundaryImportError(Exception):
    """The file was refused, and the boundaries in force stay as they were.

    Attributes:
        faults: Sentences for the operator, the first few.
        count: How many faults there are in all.
    """

    def __init__(self, faults: list[str], count: int) -> None:
        super().__init__(faults[0] if faults else "")
        self.faults = faults
        self.count = count


class FewerCommunesError(Exception):
    """The file was read and is sound, but communes of the boundaries in force are not in it; these stay.

    Attributes:
        gone: The codes of these communes.
        communes: How many are in the file.
    """

    def __init__(self, gone: frozenset[str], communes: int) -> None:
        super().__init__(f"{len(gone)} communes would be lost")
        self.gone = gone
        self.communes = communes


class Losses(Enum):
    """What an import does about communes that are in force and not in its file."""

    REFUSED = auto()
    ACCEPTED = auto()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a commune before its boundary is.

    Attributes:
        name: With its kind: "Phường Ba Đình".
        lat: Its middle, in degrees north.
        lon: Its middle, in degrees east.
    """

    name: str
    lat: float
    lon: float


def known_of(gazetteer: Gazetteer) -> dict[str, Known]:
    """Return what the gazetteer knows of each commune, by its code."""
    return {one.code: Known(one.full_name, one.lat, one.lon) for one in gazetteer.communes}


@dataclass(eq=False, slots=True)
class Remarks:
    """Sentences, of which only the first few are kept."""

    first: list[str] = field(default_factory=list)
    count: int = 0

    def add(self, sentence: str) -> None:
        """Take up one more."""
        self.count += 1
        if len(self.first) < SHOWN:
            self.first.append(sentence)


@dataclass(frozen=True, slots=True)
class Change:
    """What an import changes in the boundaries that were in force before.

    Attributes:
        added: Codes of the communes that were not there.
        gone: Codes of those that were, and are no longer.
        redrawn: Codes of those that any corner was moved of.
    """

    added: frozenset[str]
    gone: frozenset[str]
    redrawn: frozenset[str]


@dataclass(frozen=True, slots=True)
class Report:
    """What was imported.

    Attributes:
        sha256: Digest of the file that was read; the version of the boundaries.
        modified: The day that file was last changed, in UTC.
        communes: How many communes.
        pieces: How many pieces they were cut into.
        corners: How many corners they have.
        missing: Codes of the communes that are not in the file.
        warnings: What was put right or looks wrong.
        overlaps: Pairs that lie on top of each other, the largest overlap first.
        change: What changes against the boundaries in force, None where there were none that can be read.
    """

    sha256: str
    modified: date
    communes: int
    pieces: int
    corners: int
    missing: tuple[str, ...]
    warnings: Remarks
    overlaps: tuple[Overlap, ...]
    change: Change | None


def import_boundaries(
    source: Path,
    target: Path,
    *,
    known: Mapping[str, Known],
    losses: Losses = Losses.REFUSED,
    told: Callable[[int], object] = lambda _: None,
) -> Report:
    """Read the communes of a GeoJSON file into the file of boundaries.

    The same file gives the same boundaries, byte for byte. Until all of it is checked and on disk, the old ones stay in
    force; a stop at any moment leaves them as they were.

    Args:
        source: The GeoJSON file, plain or gzipped.
        target: The file of boundaries.
        known: Every commune of the country by its code.
        losses: Whether communes may get lost that are in force.
        told: Called with the number of bytes read since the last call.

    Raises:
        BoundaryImportError: The file cannot be used; says why.
        FewerCommunesError: Communes that are in force are not in it, and that is not accepted.
        OSError: A file cannot be read or written.
    """
    with _replacing(target) as path, closing(sqlite3.connect(path, isolation_level=None)) as database:
        job = _Import(Source(source, told), known, database, before=seals(target), losses=losses)
        try:
            _begin(database)
            report = job.run()
            _note_source(database, source, report, job.seal)
            database.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise OSError(f"{path} cannot be written: {error}") from error
    return report


@contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    """Give an empty file that takes the place of the target once it is written; no half of it is ever seen.

    What an import left behind that was killed is written over. Raises BoundaryImportError while another one runs.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f"{target.name}.new")
    lock = _locked(fresh)
    try:
        yield fresh
        os.fsync(lock)
        fresh.replace(target)
        _sync_folder(target.parent)
    except BaseException:
        with suppress(FileNotFoundError):
            fresh.unlink()
        raise
    finally:
        os.close(lock)


def _locked(path: Path) -> int:
    """Return a descriptor of an empty file that no other import writes. Raises BoundaryImportError where one does."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise BoundaryImportError(["another import is running; wait until it has ended"], 1) from None
        # Another import may have ended in between and put this very file into force.
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(descriptor), path.stat()):
                os.ftruncate(descriptor, 0)
                return descriptor
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    """Make a new name in a folder outlast a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _begin(database: sqlite3.Connection) -> None:
    """Lay out an empty file; nobody reads it before it is whole, so it needs no journal."""
    database.execute("PRAGMA page_size = 4096")
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {FORMAT}")
    database.execute("BEGIN EXCLUSIVE")
    for statement in filter(str.strip, SCHEMA.split(";")):
        database.execute(statement)


def _note_source(database: sqlite3.Connection, source: Path, report: Report, seal: Seal) -> None:
    """Write down which file the boundaries came from."""
    row = (source.name, report.sha256, report.modified.isoformat(), str(seal))
    database.execute("INSERT INTO source VALUES (?, ?, ?, ?)", row)


@dataclass(eq=False)
class _Import:
    """One import while it runs."""

    source: Source
    known: Mapping[str, Known]
    database: sqlite3.Connection
    before: Mapping[str, str] | None
    losses: Losses
    faults: Remarks = field(default_factory=Remarks)
    warnings: Remarks = field(default_factory=Remarks)
    edges: Edges = field(default_factory=Edges)
    lines: dict[str, int] = field(default_factory=dict)
    far_away: list[str] = field(default_factory=list)
    seal: Seal = field(default_factory=Seal)
    drawn: dict[str, str] = field(default_factory=dict)
    pieces: int = 0
    corners: int = 0

    def run(self) -> Report:
        """Read and check everything.

        Raises BoundaryImportError with all the faults there are, or FewerCommunesError where there are none.
        """
        try:
            for feature in self.source.features():
                self._take(feature)
        except GeojsonError as error:
            self._refuse(f"{error}")
        if self.source.has_bom:
            self.warnings.add("the file begins with a byte order mark; it was skipped")
        self._check_places()
        overlaps = self._overlaps() if not self.faults.count else []
        if not (self.lines or self.faults.count):
            self._refuse("it holds no features")
        if self.faults.count:
            raise BoundaryImportError(self.faults.first, self.faults.count)
        change = self._change()
        if change is not None and change.gone and self.losses is Losses.REFUSED:
            raise FewerCommunesError(change.gone, len(self.lines))
        changed = datetime.fromtimestamp(self.source.path.stat().st_mtime, UTC)
        return Report(
            sha256=self.source.sha256,
            modified=changed.date(),
            communes=len(self.lines),
            pieces=self.pieces,
            corners=self.corners,
            missing=tuple(sorted(self.known.keys() - self.lines.keys())),
            warnings=self.warnings,
            overlaps=tuple(overlaps),
            change=change,
        )

    def _change(self) -> Change | None:
        """Return what changes; communes that exist no longer are no loss."""
        if self.before is None:
            return None
        before, now = self.before.keys() & self.known.keys(), self.drawn.keys()
        return Change(
            added=frozenset(now - before),
            gone=frozenset(before - now),
            redrawn=frozenset(code for code in before & now if self.before[code] != self.drawn[code]),
        )

    def _refuse(self, sentence: str) -> None:
        self.faults.add(sentence)

    def _take(self, feature: Feature) -> None:
        """Check a feature, and store it as long as the file may still be accepted."""
        where = f"feature {feature.number} (line {feature.line})"
        try:
            code, properties, geometry = commune_of(feature.content)
            self._check_code(code, feature.line)
            where = f"{where}, {code} {self.known[code].name}"
            shape = shape_of(geometry)
            self._count(shape)
        except ShapeError as error:
            self._refuse(f"{where}: {error}")
            return
        for repair in sorted(shape.repairs):
            self.warnings.add(f"{where}: {repair}")
        if _is_renamed(properties, self.known[code].name):
            self.warnings.add(f"{where}: is called {_called(properties)} in the file")
        if _km_apart(self.known[code], shape.polygons) > FAR_AWAY_KM and code not in WRONG_CENTRES:
            self.far_away.append(where)
        if not self.faults.count:
            self.edges.add(code, shape)
            self._store(code, shape)

    def _check_code(self, code: str, line: int) -> None:
        """Raise ShapeError for a code that is unknown or was there before."""
        if code not in self.known:
            raise ShapeError(f"has the code {code!r:.20}, and there is no such commune")
        if code in self.lines:
            raise ShapeError(f"has the code {code} a second time; it was on line {self.lines[code]} before")
        self.lines[code] = line

    def _count(self, shape: Shape) -> None:
        """Raise ShapeError where all communes together get too large."""
        self.corners += shape.corners
        if self.corners > MOST_CORNERS:
            raise ShapeError(f"brings the corners to more than {MOST_CORNERS:,}; simplify the boundaries, say to 10 m")

    def _store(self, code: str, shape: Shape) -> None:
        """Write a commune's pieces."""
        rows = []
        own = Seal()
        for rings in filter(None, rings_of(list(pieces_of(shape)))):
            xs, ys = rings[0]
            self.pieces += 1
            row = own.took((min(xs), max(xs), min(ys), max(ys), code, encode(rings)))
            rows.append((self.pieces, *row))
        self.seal.add(own)
        self.drawn[code] = str(own)
        self.database.executemany(_INSERT, rows)
        self.database.execute("INSERT INTO communes VALUES (?)", (code,))

    def _check_places(self) -> None:
        """Tell of communes that are drawn far from where they are known to be; many of them are a fault."""
        if len(self.far_away) > max(2, FAR_AWAY_SHARE * len(self.lines)):
            self._refuse(
                f"{len(self.far_away)} communes are drawn more than {FAR_AWAY_KM:.0f} km from where they are known to "
                f"be, the first one is {self.far_away[0]}; codes may have been exchanged"
            )
            return
        for where in self.far_away:
            self.warnings.add(f"{where}: is drawn more than {FAR_AWAY_KM:.0f} km from where it is known to be")

    def _overlaps(self) -> list[Overlap]:
        """Return the overlaps; those of a large share are faults."""
        found = self.edges.overlaps(self.database)
        for one in found:
            first, second = (f"{code} {self.known[code].name}" for code in one.codes)
            sentence = f"{first} and {second} lie on top of each other in {one.area_m2:,.0f} m²"
            if one.share > OVERLAP_SHARE:
                self._refuse(f"{sentence}, {one.share:.0%} of the smaller one")
            elif one.area_m2 > WORTH_TELLING_M2:
                self.warnings.add(f"{sentence}; positions there are asked about")
        return found


def commune_of(content: JsonValue) -> tuple[str, dict[str, JsonValue], JsonValue]:
    """Return a feature's code, its other properties and its geometry. Raises ShapeError where it has no code."""
    if not isinstance(content, dict) or content.get("type") != "Feature":
        raise ShapeError("is no GeoJSON Feature")
    properties = content.get("properties")
    if not isinstance(properties, dict):
        raise ShapeError("has no properties")
    match properties.get("code"):
        case str(code):
            pass
        case int(number) if not isinstance(number, bool):
            # Programs that take codes for numbers lose the zeros in front.
            code = str(number).zfill(CODE_LENGTH)
        case _:
            raise ShapeError('has no property "code" with the five digits of its commune')
    return ALIASES.get(code.strip(), code.strip()), properties, content.get("geometry")


def _called(properties: Mapping[str, JsonValue]) -> str:
    """Return the name in a feature, empty where it has none."""
    found = properties.get("name") or properties.get("full_name")
    return found[:100] if isinstance(found, str) else ""


def _is_renamed(properties: Mapping[str, JsonValue], known: str) -> bool:
    """Whether a feature has another name than its commune; kinds, tone marks' places and capitals do not count."""
    called = _called(properties)
    return bool(called) and names.key(_bare(called)) != names.key(_bare(known))


def _bare(name: str) -> str:
    """Return a name without its kind."""
    with suppress(ValueError):
        return names.split_kind(name)[1]
    return name


def _km_apart(known: Known, polygons: MultiPolygon) -> float:
    """Return the km between where a commune is known to be and the box around where it is drawn."""
    west, south, east, north = (side / UNITS_PER_DEGREE for side in polygons.bounds)
    aside = max(west - known.lon, known.lon - east, 0) * boundaries.M_PER_DEGREE_EAST
    above = max(south - known.lat, known.lat - north, 0) * boundaries.M_PER_DEGREE_NORTH
    return math.hypot(aside * math.cos(math.radians(known.lat)), above) / 1000
