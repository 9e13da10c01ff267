"""Reads the features of a GeoJSON file one after the other, so that no more than one is ever held.

Takes a FeatureCollection in any layout (one feature a line, everything on one line, spread over many lines) and one
feature a line without a collection around them (RFC 7946, RFC 8142), plain or gzipped.
"""

import codecs
import gzip
import hashlib
import io
import json
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from pydantic import JsonValue

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_FEATURE = 16 * 2**20
"""Letters of the longest feature; read into numbers it takes some seven times as much memory. The largest commune of
the country has 0.6 million at a precision of a metre."""

MAX_TOTAL = 2 * 2**30
"""Bytes of the largest file when unpacked; the whole country has 50 million at a precision of a metre."""

CHUNK = 2**17
"""Bytes unpacked at a time."""

GZIP = b"\x1f\x8b"
BOM = "\ufeff"
_SPACE = re.compile(r"[ \t\r\n\x1e]*")
"""What may stand between values; RFC 8142 puts a record separator before each feature."""

_CUT_SHORT = 16
"""A fault in the last few letters of what was read so far may be one that goes away when more is read."""


class GeojsonError(Exception):
    """The file cannot be read to its end; the message is a sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature as it stands in the file.

    Attributes:
        number: Its place among the features, from 1.
        line: The line on which it begins, from 1.
        content: The feature, whatever it is.
    """

    number: int
    line: int
    content: JsonValue


@dataclass(eq=False)
class Source:
    """A file while it is read.

    Attributes:
        path: The file.
        told: Called with the number of bytes read since the last call.
        has_bom: Whether it began with a byte order mark, which JSON does not allow and many programs write.
    """

    path: Path
    told: Callable[[int], object] = lambda _: None
    has_bom: bool = False
    _digest: "hashlib._Hash" = field(default_factory=hashlib.sha256, init=False, repr=False)

    @property
    def sha256(self) -> str:
        """The digest of what was read so far."""
        return self._digest.hexdigest()

    def took(self, part: memoryview) -> None:
        """Note that a part of the file was read."""
        self._digest.update(part)
        self.told(len(part))

    def features(self) -> Iterator[Feature]:
        """Yield every feature.

        Raises:
            GeojsonError: The file is no GeoJSON, damaged, or too large.
            OSError: It cannot be opened or read.
        """
        with self.path.open("rb", buffering=0) as file, io.BufferedReader(_Counted(file, self), CHUNK) as counted:
            if counted.peek(len(GZIP)).startswith(GZIP):
                with gzip.open(counted) as unpacked:
                    yield from _Scanner(self, unpacked.read).features()
            else:
                yield from _Scanner(self, counted.read).features()


class _Counted(io.RawIOBase):
    """A file that tells how much of it was read, and adds that to the digest."""

    def __init__(self, file: io.FileIO, source: Source) -> None:
        self._file = file
        self._source = source

    def readable(self) -> bool:
        """Whether it can be read, as `io` asks."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill the buffer, as `io` asks; returns how many bytes."""
        count = self._file.readinto(buffer) or 0
        self._source.took(memoryview(buffer)[:count])
        return count


def _refuse_constant(name: str) -> NoReturn:
    raise GeojsonError(f"it holds {name}, which is not a number")


_decoder = json.JSONDecoder(parse_constant=_refuse_constant)


@dataclass(eq=False)
class _Scanner:
    """Takes values out of a text of which only a part is held."""

    source: Source
    read: Callable[[int], bytes]
    _text: str = ""
    _at: int = 0
    _line: int = 1
    _total: int = 0
    _number: int = 0
    _is_done: bool = False
    _decode: codecs.IncrementalDecoder = field(default_factory=codecs.getincrementaldecoder("utf-8"))

    def features(self) -> Iterator[Feature]:
        """Yield the features of one object after the other."""
        if self._peek() == BOM:
            self.source.has_bom = True
            self._at += 1
        if not self._peek():
            raise GeojsonError("it is empty")
        while letter := self._peek():
            if letter != "{":
                self._fail("is no GeoJSON: an object was expected")
            yield from self._object()

    def _object(self) -> Iterator[Feature]:
        """Yield the features of one object: those in it, or itself."""
        line = self._line
        members: dict[str, JsonValue] = {}
        has_features = False
        self._at += 1
        while self._peek() != "}":
            name = self._value()
            if not isinstance(name, str):
                self._fail("is no GeoJSON: a name was expected")
            self._expect(":")
            if name == "features" and self._peek() == "[":
                has_features = True
                yield from self._array()
            else:
                members[name] = self._value()
            if self._peek() == ",":
                self._at += 1
            elif self._peek() != "}":
                self._fail("is no GeoJSON: a comma is missing" if self._peek() else "ends too early")
        self._at += 1
        if not has_features:
            if members.get("type") != "Feature":
                raise GeojsonError(f"line {line}: it is neither a FeatureCollection nor a Feature")
            yield self._feature(line, members)

    def _array(self) -> Iterator[Feature]:
        """Yield the features in an array."""
        self._at += 1
        while self._peek() != "]":
            line = self._line
            yield self._feature(line, self._value())
            if self._peek() == ",":
                self._at += 1
            elif self._peek() != "]":
                self._fail("is no GeoJSON: a comma is missing" if self._peek() else "ends too early")
        self._at += 1

    def _feature(self, line: int, content: JsonValue) -> Feature:
        self._number += 1
        return Feature(self._number, line, content)

    def _expect(self, letter: str) -> None:
        if self._peek() != letter:
            self._fail(f"is no GeoJSON: {letter} is missing")
        self._at += 1

    def _peek(self) -> str:
        """Return the next letter that is no space, empty at the end."""
        while True:
            found = _SPACE.match(self._text, self._at)
            end = found.end() if found else self._at
            self._move(end)
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _value(self) -> JsonValue:
        """Return the value that comes next, of any kind."""
        if not self._peek():
            self._fail("ends too early")
        while True:
            try:
                value, end = _decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                is_open = error.msg.startswith("Unterminated string")
                may_go_on = is_open or error.pos > len(self._text) - _CUT_SHORT
                is_cut = is_open or error.pos >= len(self._text.rstrip())
                behind = self._text.count("\n", self._at, error.pos)
                if not (may_go_on and self._more()):
                    self._fail("ends too early" if is_cut else f"is no JSON: {error.msg}", behind)
            except RecursionError:
                self._fail("holds values too deep inside each other")
            except ValueError:
                self._fail("holds a number with too many digits")
            except GeojsonError as error:
                raise GeojsonError(f"line {self._line}: {error}") from None
            else:
                # A number at the end of what was read may go on.
                if end < len(self._text) or not self._more():
                    self._move(end)
                    found: JsonValue = value
                    return found

    def _move(self, end: int) -> None:
        """Go on to `end`, counting lines."""
        self._line += self._text.count("\n", self._at, end)
        self._at = end

    def _more(self) -> bool:
        """Hold more of the text, twice as much where one value is long; whether there was any."""
        if self._is_done:
            return False
        held = self._text[self._at :]
        if len(held) > MAX_FEATURE:
            self._fail(f"is too long for one feature: more than {MAX_FEATURE >> 20} million letters")
        try:
            packed = self.read(max(CHUNK, len(held)))
            self._is_done = not packed
            fresh = self._decode.decode(packed, final=self._is_done)
        except UnicodeDecodeError as error:
            raise GeojsonError(f"it is not UTF-8 after line {self._line}") from error
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise GeojsonError(f"it is damaged or was cut short: {error}") from error
        self._total += len(packed)
        if self._total > MAX_TOTAL:
            raise GeojsonError(f"it is larger than {MAX_TOTAL >> 30} GB unpacked")
        self._text, self._at = held + fresh, 0
        return bool(fresh) or not self._is_done

    def _fail(self, what: str, lines_behind: int = 0) -> NoReturn:
        raise GeojsonError(f"line {self._line + lines_behind} {what}")
