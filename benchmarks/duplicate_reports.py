"""The reports of `training/duplicates.jsonl`, halved, spoilt, and scored as an officer meets them.

Written for this repository by one author in 2026: 311 scenes, each an event told two to four times, most with
another event in the same street, one of the same kind elsewhere, or one a day or two later. Places, names and events
are made up. Positions (up to 400 m apart, a fifth missing) and times are drawn by chance, always the same. Which half a
scene is in is told by the CRC-32 of its name: the figures of each half come from points that were fitted to the other.
"""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from random import Random

from benchmarks import place_spoiling
from domain import reading
from domain.place import Position
from triage import when
from triage.categories import ranked
from triage.duplicates import Known, Report
from triage.matching import spell_out
from triage.sketches import draw

FILE = Path(__file__).parents[1] / "training" / "duplicates.jsonl"

KEY = b"the same at every run"
"""Sketches of a benchmark need no secret."""

CHANCE = 20261031
"""Makes the spoilt variants the same at every run."""


class Half(StrEnum):
    """What a scene is used for: mistakes were looked at in one half only."""

    TUNE = "tune"
    HELD_OUT = "held out"


class Source(StrEnum):
    """Where a report's category comes from."""

    GIVEN = "given"
    SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True)
class Told:
    """One report of the file.

    Attributes:
        incident: What it tells of.
        half: Which half its scene belongs to.
        category: What it is about, by the author.
        text: Its words.
        sent_at: When it was sent.
        position: Where it was sent from, None where that is missing.
    """

    incident: str
    half: Half
    category: str
    text: str
    sent_at: datetime
    position: Position | None


def half_of(scene: str) -> Half:
    """Return which half a scene belongs to."""
    return Half.HELD_OUT if zlib.crc32(scene.encode()) % 2 else Half.TUNE


def told(half: Half) -> list[Told]:
    """Return the reports of one half, oldest first."""
    found = [_told(json.loads(line)) for line in FILE.read_text(encoding="utf-8").splitlines()]
    return sorted((one for one in found if one.half is half), key=lambda one: one.sent_at)


def _told(row: dict[str, str | float | None]) -> Told:
    """Return one line of the file."""
    lat, lon = row["lat"], row["lon"]
    return Told(
        incident=str(row["incident"]),
        half=half_of(str(row["group"])),
        category=str(row["category"]),
        text=str(row["text"]),
        sent_at=datetime.fromisoformat(str(row["sent_at"])),
        position=Position(lat, lon) if isinstance(lat, float) and isinstance(lon, float) else None,
    )


TELEX_LEFT, MARKS_LEFT_OUT = 0.12, 0.27
"""Shares of words that a hurried young writer leaves in keys of Telex, and (less the first) without marks."""


def _in_a_hurry(chance: Random, text: str) -> str:
    """Return a text in short forms, with keys of Telex and missing marks here and there."""
    return " ".join(_hurried(chance, word) for word in place_spoiling.in_teencode(chance, text).split(" "))


def _hurried(chance: Random, word: str) -> str:
    """Return one word of such a text."""
    luck = chance.random()
    if luck < TELEX_LEFT:
        return place_spoiling.in_telex(chance, word)
    return place_spoiling.without_marks(chance, word) if luck < MARKS_LEFT_OUT else word


def _as_written(_: Random, text: str) -> str:
    return text


VARIANTS: Mapping[str, place_spoiling.Spoil] = {
    "original": _as_written,
    "nodiac": place_spoiling.without_marks,
    "teencode": _in_a_hurry,
    "lower": place_spoiling.in_small_letters,
}


def reports(half: Half, variant: str, source: Source) -> list[tuple[str, Report]]:
    """Return the reports of a half as they are compared, oldest first, each with what it tells of."""
    spoil = partial(VARIANTS[variant], Random(f"{CHANCE} {variant}"))  # noqa: S311 - no secrets here
    return [(one.incident, as_report(one, spoil(one.text), source)) for one in told(half)]


def as_report(one: Told, text: str, source: Source) -> Report:
    """Return a report with this text as it is compared."""
    read = reading.read(text)
    occurrence = when.occurred(read, sent_at=one.sent_at)
    suggested = {scored.category.value: scored.confidence for scored in ranked(read, spell_out(read))}
    return Report(
        sketch=draw(read, KEY).sketch,
        sent_at=one.sent_at,
        position=one.position,
        meaning=Known(
            categories={one.category: 1.0} if source is Source.GIVEN else suggested,
            happened=(occurrence.start, occurrence.end) if occurrence else None,
        ),
    )


@dataclass(frozen=True, slots=True)
class Figures:
    """What an officer meets.

    Attributes:
        found: Share of later reports that point to at least one earlier report of their event.
        false_alarms: Share of first reports that point to anything.
        wrong: Share of suggestions that point to another event.
    """

    found: float
    false_alarms: float
    wrong: float

    def __str__(self) -> str:
        """Return the three figures in percent."""
        return f"{100 * self.found:.1f} {100 * self.false_alarms:.1f} {100 * self.wrong:.1f}"


def figures(of: Sequence[tuple[str, Report]], suggestions: Iterable[Sequence[int]]) -> Figures:
    """Return what is found when the reports come in one after the other.

    Args:
        of: The reports, oldest first, each with what it tells of.
        suggestions: For each report the numbers of the earlier ones that are suggested for it.
    """
    incidents = [incident for incident, _ in of]
    firsts: dict[str, int] = {}
    for number, incident in enumerate(incidents):
        firsts.setdefault(incident, number)
    alarms = found = said = wrong = 0
    for number, earlier in enumerate(suggestions):
        right = sum(incidents[one] == incidents[number] for one in earlier)
        said += len(earlier)
        wrong += len(earlier) - right
        is_first = firsts[incidents[number]] == number
        alarms += is_first and bool(earlier)
        found += not is_first and bool(right)
    return Figures(found / (len(of) - len(firsts)), alarms / len(firsts), wrong / max(said, 1))
