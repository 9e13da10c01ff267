"""Reads the file of exact boundaries that an operator imported, and says which communes are at a point.

The file is an SQLite database, written whole by `places.boundary_import` and never changed afterwards. Each commune is
cut into small pieces; an R*Tree finds the pieces near a point, and plain arithmetic on a few dozen corners does the
rest, so a look-up needs neither shapely nor more than some pages of the file. Coordinates are whole numbers of
1e-7 degrees, about a centimetre, which makes the question of inside or outside exact.
"""

import hashlib
import logging
import math
import os
import sqlite3
import struct
from collections import defaultdict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import Lock

from domain.place import Position

logger = logging.getLogger(__name__)

UNITS_PER_DEGREE = 10_000_000
"""Steps of the file's coordinates in a degree."""

M_PER_DEGREE_NORTH = 110_690.0
"""Metres in a degree of latitude at 15 degrees north (WGS 84), right within 0.1 % from one end of the country to the
other."""

M_PER_DEGREE_EAST = 111_320.0
"""Metres in a degree of longitude on the equator; shrinks with the cosine of the latitude."""

ON_THE_BORDER_M = 0.05
"""Nearer to a border than this in metres, a point counts as in the communes on both sides: the ends of cut pieces are
rounded to the centimetre."""

NEAREST_M = 1.0
FARTHEST_M = 5_000.0
"""Between these bounds in metres communes are looked for, so that no accuracy that a phone reports makes it slow."""

APPLICATION_ID = 0x4E54_4244
"""Marks the file as ours ("NTBD"): https://www.sqlite.org/pragma.html#pragma_application_id."""

FORMAT = 1
"""Version of the file's layout."""

SCHEMA = """
CREATE TABLE source (name TEXT NOT NULL, sha256 TEXT NOT NULL, modified TEXT NOT NULL, seal TEXT NOT NULL);
CREATE TABLE communes (code TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE pieces USING rtree_i32(id, west, east, south, north, +code TEXT, +shape BLOB);
"""

_EVERY_PIECE = "SELECT west, east, south, north, code, shape FROM pieces"
_PIECES = f"""
{_EVERY_PIECE} WHERE east >= ? AND west <= ? AND north >= ? AND south <= ?
"""


Ring = tuple[Sequence[int], Sequence[int]]
"""The x and the y of a ring's corners in steps, the first once more at the end."""


class BoundariesError(Exception):
    """The file cannot be read as boundaries; the message is a sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Found:
    """A commune at or near a point.

    Attributes:
        code: The commune's five digits.
        distance_m: Metres to its nearest point, 0 inside.
        is_inside: Whether the point lies in it or on its border.
    """

    code: str
    distance_m: float
    is_inside: bool


@dataclass(frozen=True, slots=True)
class Dataset:
    """What was imported.

    Attributes:
        name: The name of the file it came from.
        sha256: Digest of that file as it was read; the version of the boundaries.
        modified: The day that file was last changed, in UTC.
        codes: The communes it knows, by today's codes.
    """

    name: str
    sha256: str
    modified: date
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Opened:
    """The file as it was found: an import that replaces it leaves another mark."""

    mark: tuple[int, int, int, int]
    database: sqlite3.Connection
    dataset: Dataset


@dataclass(eq=False)
class Boundaries:
    """The boundaries in a file, opened when first asked for and again when an import has replaced it.

    May be shared by threads. A file that is not there or cannot be read is the same to the one who asks: there are no
    boundaries. That a file cannot be read is logged once.
    """

    path: Path
    _opened: _Opened | None = field(default=None, init=False, repr=False)
    _refused: tuple[int, int, int, int] | None = field(default=None, init=False, repr=False)
    _lock: Lock = field(default_factory=Lock, init=False, repr=False)

    @property
    def dataset(self) -> Dataset | None:
        """What was imported, None where there are no boundaries."""
        with self._lock:
            opened = self._current()
        return opened.dataset if opened else None

    def at(self, position: Position, radius_m: float) -> list[Found]:
        """Return the communes that the point lies in or that are near, nearest first; none without boundaries.

        Args:
            position: A point on earth; others are near nothing.
            radius_m: How far in metres to look, from NEAREST_M to FARTHEST_M.

        Raises:
            BoundariesError: The file is damaged.
        """
        # Written so that NaN is refused as well.
        if not (abs(position.lat) <= 90 and abs(position.lon) <= 180):  # noqa: PLR2004 - degrees in a quarter and a half
            return []
        point = _Point.at(position, min(max(NEAREST_M, radius_m), FARTHEST_M))
        with self._lock:
            opened = self._current()
            if opened is None:
                return []
            try:
                rows = opened.database.execute(_PIECES, point.window()).fetchall()
            except sqlite3.DatabaseError as error:
                self._refuse(opened.mark, error)
                raise BoundariesError(f"{self.path} is damaged; import the boundaries again") from error
        return point.communes(rows)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._let_go()

    def _current(self) -> _Opened | None:
        """Return the file as it is now; the caller holds the lock."""
        mark = _mark(self.path)
        if self._opened is not None and self._opened.mark == mark:
            return self._opened
        self._let_go()
        if mark is None or mark == self._refused:
            return None
        try:
            database, dataset = _open(self.path)
        except BoundariesError as error:
            self._refuse(mark, error)
            return None
        self._opened = _Opened(mark, database, dataset)
        return self._opened

    def _refuse(self, mark: tuple[int, int, int, int], error: Exception) -> None:
        """Remember that this file is of no use, so that it is tried and logged only once."""
        self._let_go()
        self._refused = mark
        logger.error("the boundaries cannot be used: %s", error)

    def _let_go(self) -> None:
        if self._opened is not None:
            self._opened.database.close()
            self._opened = None


def examine(path: Path) -> Dataset | None:
    """Return what the file holds after reading all of it, None where there is none.

    Raises BoundariesError where any part is damaged; takes some tenths of a second.
    """
    if _mark(path) is None:
        return None
    database, dataset = _open(path)
    try:
        [(verdict,), *_] = database.execute("PRAGMA integrity_check(1)").fetchall()
        [(tree,)] = database.execute("SELECT rtreecheck('pieces')").fetchall()
        [(seal,)] = database.execute("SELECT seal FROM source")
        found = Seal()
        codes = {found.took(row)[4] for row in database.execute(_EVERY_PIECE)}
    except (sqlite3.DatabaseError, ValueError) as error:
        raise BoundariesError(f"{path} is damaged; import the boundaries again") from error
    finally:
        database.close()
    if (verdict, tree, seal) != ("ok", "ok", str(found)) or codes != dataset.codes:
        raise BoundariesError(f"{path} is damaged; import the boundaries again")
    return dataset


Row = tuple[int, int, int, int, str, bytes]
"""A piece: west, east, south and north of its box, the commune's code, and its shape."""


@dataclass(eq=False, slots=True)
class Seal:
    """A digest of pieces that does not depend on their order; SQLite itself keeps none."""

    total: int = 0

    def took(self, row: Row) -> Row:
        """Take up a piece and return it."""
        *box, code, shape = row
        digest = hashlib.blake2b(struct.pack("<4i", *box) + code.encode() + shape, digest_size=16).digest()
        self.total = (self.total + int.from_bytes(digest)) % 2**128
        return row

    def add(self, other: "Seal") -> None:
        """Take up all the pieces that another seal did."""
        self.total = (self.total + other.total) % 2**128

    def __str__(self) -> str:
        """The digest of what was taken up, in hexadecimal digits."""
        return f"{self.total:032x}"


def seals(path: Path) -> dict[str, str] | None:
    """Return the digest of each commune's pieces in the file, None where there is none that can be read."""
    if _mark(path) is None:
        return None
    try:
        database, _ = _open(path)
        with closing(database):
            found: dict[str, Seal] = defaultdict(Seal)
            for row in database.execute(_EVERY_PIECE):
                found[row[4]].took(row)
    except (BoundariesError, sqlite3.DatabaseError) as error:
        logger.warning("the boundaries so far cannot be read, nothing is compared with them: %s", error)
        return None
    return {code: str(seal) for code, seal in found.items()}


def _mark(path: Path) -> tuple[int, int, int, int] | None:
    """Return what tells the file from the one an import puts in its place, None where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - asked at every look-up, and a third quicker than through the path
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size


def _open(path: Path) -> tuple[sqlite3.Connection, Dataset]:
    """Return the database and what it says of itself. Raises BoundariesError where it is none of ours."""
    try:
        # The file is replaced, never changed, so SQLite needs to watch neither locks nor a journal.
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        database = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
    except sqlite3.Error as error:
        raise BoundariesError(f"{path} cannot be opened; let the service read it") from error
    try:
        return database, _dataset(path, database)
    except BoundariesError:
        database.close()
        raise


def _dataset(path: Path, database: sqlite3.Connection) -> Dataset:
    """Return what the database says of itself. Raises BoundariesError where it is none of ours."""
    try:
        [(application,)] = database.execute("PRAGMA application_id")
        [(layout,)] = database.execute("PRAGMA user_version")
        if (application, layout) != (APPLICATION_ID, FORMAT):
            raise BoundariesError(f"{path} holds no boundaries that this version can read; import them again")
        [(name, sha256, modified)] = database.execute("SELECT name, sha256, modified FROM source")
        codes = frozenset(code for (code,) in database.execute("SELECT code FROM communes"))
        return Dataset(name=name, sha256=sha256, modified=date.fromisoformat(modified), codes=codes)
    except (sqlite3.DatabaseError, ValueError) as error:
        raise BoundariesError(f"{path} is damaged; import the boundaries again") from error


def encode(rings: Sequence[Ring]) -> bytes:
    """Return a piece as it is stored: the number of rings, the corners of each, all x, all y, in 32 bits each.

    A point is inside of a piece where it is inside of an odd number of its rings.
    """
    numbers = [len(rings), *(len(xs) for xs, _ in rings)]
    for axis in (0, 1):
        for ring in rings:
            numbers.extend(ring[axis])
    return struct.pack(f"<{len(numbers)}i", *numbers)


@lru_cache(maxsize=4096)
def _layout(length: int) -> struct.Struct:
    """Return the reader of a piece of so many bytes."""
    return struct.Struct(f"<{length // 4}i")


def decode(shape: bytes) -> list[Ring]:
    """Return the rings of a stored piece."""
    numbers = _layout(len(shape)).unpack(shape)
    rings = numbers[0]
    start, corners = 1 + rings, (len(numbers) - 1 - rings) // 2
    if rings == 1:
        return [(numbers[start : start + corners], numbers[start + corners :])]
    found: list[Ring] = []
    for length in numbers[1:start]:
        found.append((numbers[start : start + length], numbers[start + corners : start + corners + length]))
        start += length
    return found


@dataclass(frozen=True, slots=True)
class _Point:
    """A point and how far around it to look; distances are measured on a plane that touches the earth here.

    Attributes:
        x: Steps to the east.
        y: Steps to the north.
        east_m: Metres in a step to the east.
        north_m: Metres in a step to the north.
        radius_m: How far to look, in metres.
    """

    x: int
    y: int
    east_m: float
    north_m: float
    radius_m: float

    @classmethod
    def at(cls, position: Position, radius_m: float) -> "_Point":
        """Return the point of a position."""
        shrinks = max(math.cos(math.radians(position.lat)), 0.01)
        return cls(
            x=round(position.lon * UNITS_PER_DEGREE),
            y=round(position.lat * UNITS_PER_DEGREE),
            east_m=M_PER_DEGREE_EAST * shrinks / UNITS_PER_DEGREE,
            north_m=M_PER_DEGREE_NORTH / UNITS_PER_DEGREE,
            radius_m=radius_m,
        )

    def window(self) -> tuple[int, int, int, int]:
        """Return the least east, most west, least north and most south of a box that is near enough."""
        wide = math.ceil(self.radius_m / self.east_m)
        high = math.ceil(self.radius_m / self.north_m)
        return self.x - wide, self.x + wide, self.y - high, self.y + high

    def communes(self, rows: Sequence[Row]) -> list[Found]:
        """Return the communes of the pieces within the radius, nearest first; equally near ones by their codes."""
        nearest: dict[str, float] = {}
        apart = [(self._from_box(row), row) for row in rows]
        if len(apart) > 1:
            apart.sort(key=lambda pair: pair[0])
        for at_least, row in apart:
            if at_least > self.radius_m:
                break
            code = row[4]
            known = nearest.get(code)
            if known is None or known > at_least:
                away = self._from_piece(decode(row[5]), is_in_box=at_least == 0)
                if away <= self.radius_m and (known is None or away < known):
                    nearest[code] = away
        ordered = sorted((0.0 if away <= ON_THE_BORDER_M else away, away > 0, code) for code, away in nearest.items())
        return [Found(code, away, is_inside=away == 0) for away, _, code in ordered]

    def _from_box(self, row: Row) -> float:
        """Return the metres to a piece's box, 0 inside."""
        west, east, south, north = row[:4]
        x, y = self.x, self.y
        aside = west - x if x < west else x - east if x > east else 0
        above = south - y if y < south else y - north if y > north else 0
        return math.hypot(aside * self.east_m, above * self.north_m) if aside or above else 0.0

    def _from_piece(self, rings: Sequence[Ring], *, is_in_box: bool) -> float:
        """Return the metres to a piece, 0 inside."""
        if is_in_box and self._is_in(rings):
            return 0.0
        return math.sqrt(min(self._squared_from_ring(ring) for ring in rings))

    def _is_in(self, rings: Sequence[Ring]) -> bool:
        """Whether a line from the point to the east crosses the rings an odd number of times.

        Whole numbers make it exact; a point on a line between two pieces is in exactly one of them.
        """
        x, y = self.x, self.y
        is_odd = False
        for xs, ys in rings:
            x1, y1 = xs[0], ys[0]
            for x2, y2 in zip(xs, ys, strict=True):
                if (y1 > y) is not (y2 > y):
                    side = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1)
                    if side and (side > 0) is (y2 > y1):
                        is_odd = not is_odd
                x1, y1 = x2, y2
        return is_odd

    def _squared_from_ring(self, ring: Ring) -> float:
        """Return the square of the metres to a ring."""
        x, y, east, north = self.x, self.y, self.east_m, self.north_m
        xs, ys = ring
        best = math.inf
        ax, ay = (xs[0] - x) * east, (ys[0] - y) * north
        for corner_x, corner_y in zip(xs, ys, strict=True):
            bx, by = (corner_x - x) * east, (corner_y - y) * north
            along_x, along_y = bx - ax, by - ay
            length = along_x * along_x + along_y * along_y
            share = -(ax * along_x + ay * along_y) / length if length else 0.0
            if share <= 0:
                near = ax * ax + ay * ay
            elif share >= 1:
                near = bx * bx + by * by
            else:
                near_x, near_y = ax + share * along_x, ay + share * along_y
                near = near_x * near_x + near_y * near_y
            best = min(best, near)
            ax, ay = bx, by
        return best
