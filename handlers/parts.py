"""What a message consists of, parsed once: words, files, a position."""

import unicodedata
from dataclasses import dataclass
from math import isfinite

from aiogram.types import Message

from domain.place import Position
from domain.tip import EvidenceKind

MAX_FILE_BYTES = 20 * 2**20
"""Bots cannot fetch larger files: https://core.telegram.org/bots/api#getfile."""

_KEPT_CONTROLS = frozenset("\n\t")


@dataclass(frozen=True, slots=True)
class File:
    """A file that the messenger holds."""

    kind: EvidenceKind
    file_id: str


@dataclass(frozen=True, slots=True)
class Parts:
    """What somebody sent in one message.

    Attributes:
        text: Words or caption in NFC, without control characters; empty where nothing is left to see.
        file: At most one: albums arrive as one message a file.
        is_too_large: Whether there was a file that the messenger will not hand out.
        position: A shared point or the point of a venue; of one that goes on moving, the first point.
        album: What the files of one album have in common.
        is_live: Whether the position goes on moving.
        is_place: Whether the words are the name and address of a place that was picked on a map.
        is_useless: Whether there was a position that cannot have been measured, and that is left out.
    """

    text: str
    file: File | None
    is_too_large: bool
    position: Position | None
    album: str | None
    is_live: bool = False
    is_place: bool = False
    is_useless: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that a tip could take."""
        return not (self.text or self.file or self.is_too_large or self.position)


def parts_of(message: Message) -> Parts:
    """Return what a message consists of."""
    file, size = _file(message)
    is_too_large = (size or 0) > MAX_FILE_BYTES
    words = message.text or message.caption or ""
    if message.venue is not None:
        words = "\n".join(part for part in (message.venue.title, message.venue.address, words) if part)
    location = message.venue.location if message.venue else message.location
    return Parts(
        text=clean(words),
        file=None if is_too_large else file,
        is_too_large=is_too_large,
        position=_position(location.latitude, location.longitude, location.horizontal_accuracy) if location else None,
        album=message.media_group_id,
        is_live=location is not None and location.live_period is not None,
        is_place=message.venue is not None,
    )


def clean(text: str) -> str:
    """Return words in NFC without control characters, empty where nothing visible is left."""
    kept = "".join(
        letter
        for letter in unicodedata.normalize("NFC", text)
        if letter in _KEPT_CONTROLS or unicodedata.category(letter) not in {"Cc", "Cs", "Co", "Cn"}
    )
    is_visible = any(unicodedata.category(letter)[0] in "LNSP" for letter in kept)
    return kept.strip() if is_visible else ""


def says_nothing(text: str) -> bool:
    """Whether words hold no letter, digit or symbol: only punctuation, for example."""
    return not any(unicodedata.category(letter)[0] in "LNS" for letter in text)


def _position(lat: float, lon: float, accuracy: float | None) -> Position | None:
    return Position(lat, lon, accuracy) if isfinite(lat) and isfinite(lon) else None


def _file(message: Message) -> tuple[File | None, int | None]:
    """Return the file of a message and its size in bytes, as far as the messenger says."""
    if message.photo:
        largest = message.photo[-1]
        return File(EvidenceKind.PHOTO, largest.file_id), largest.file_size
    for kind, file in (
        (EvidenceKind.VIDEO, message.video or message.video_note or message.animation),
        (EvidenceKind.VOICE, message.voice or message.audio),
        (EvidenceKind.DOCUMENT, message.document),
    ):
        if file is not None:
            return File(kind, file.file_id), file.file_size
    return None, None
