"""`nguontin duplicates`: JSON lines in, oldest first, JSON lines out: which earlier lines tell of the same event."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field, StrictInt

from bot import json_lines
from bot.json_lines import MAX_TEXT, Answer
from domain import reading
from domain.masking import mask
from domain.place import Position
from domain.reading import Reading
from domain.tip import Category
from locales import gettext as _
from reports.labels import category as name_of
from reports.numbers import duration
from triage import when
from triage.categories import ranked
from triage.duplicates import Known, Likeness, Report, words_in_common
from triage.linear import Model
from triage.matching import spell_out
from triage.recent_reports import RecentReports
from triage.sketches import Drawn, draw

KEY_BYTES = 32
"""Sketches are compared within one run only, so each run has a key of its own."""

MAX_NAME = 200
"""Letters of an id or a category; so many are remembered with each report."""

WORDS_SHOWN = 3
"""Runs of words in common that a reason names."""

WORDS_SIZE = 100
"""Letters of each of them."""

Name = Annotated[str, Field(max_length=MAX_NAME)]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class Line(BaseModel):
    """One report."""

    id: Name | StrictInt
    text: Annotated[str, Field(max_length=MAX_TEXT)]
    sent_at: AwareDatetime
    lat: Latitude | None = None
    lon: Longitude | None = None
    category: Name | None = None

    @property
    def position(self) -> Position | None:
        """The point, where both coordinates are given."""
        return None if self.lat is None or self.lon is None else Position(self.lat, self.lon)


def answers(lines: Iterable[str], *, recent: RecentReports, model: Model | None = None) -> Iterator[Answer]:
    """Return for each line which earlier ones tell of the same event, likeliest first; a bad line gets its error.

    Args:
        lines: JSON, one object a line; empty lines are passed over.
        recent: What is remembered of earlier lines.
        model: The model of categories, by default the one that comes with the package.
    """
    key = secrets.token_bytes(KEY_BYTES)

    def answer(line: Line) -> Answer:
        # Numbers of persons and vehicles find nothing, and stand in no reason.
        read = reading.read(mask(line.text))
        drawn = draw(read, key)
        report = Report(drawn.sketch, line.sent_at, line.position, _known(line, read, model))
        found = recent.duplicates(report)
        recent.remember(line.id, report)
        return {
            "id": line.id,
            "duplicates": [
                {"id": name, "score": round(likeness.score, 3), "reason": reason(likeness, read, drawn)}
                for name, likeness in found
            ],
        }

    return json_lines.answered(lines, Line, answer)


def _known(line: Line, read: Reading, model: Model | None) -> Known:
    """Return what triage makes of a line; a category that was given stands."""
    occurrence = when.occurred(read, sent_at=line.sent_at)
    return Known(
        categories={line.category: 1.0} if line.category else _suggested(read, model),
        happened=(occurrence.start, occurrence.end) if occurrence else None,
    )


def _suggested(read: Reading, model: Model | None) -> Mapping[str, float]:
    """Return the categories that the words suggest, with the confidence of each."""
    return {one.category.value: one.confidence for one in ranked(read, spell_out(read), model)}


def reason(likeness: Likeness, read: Reading, drawn: Drawn) -> str:
    """Return why two reports likely tell of one event: "120 m, 15 phút, cùng loại: cháy, nổ; cùng chữ: kho mút xốp"."""
    near = [] if likeness.distance_m is None else [_("{n} m").format(n=int(round(likeness.distance_m, -1)))]
    kinds = [_kind(likeness.category)] if likeness.category else []
    words = ", ".join(one[:WORDS_SIZE] for one in words_in_common(read, drawn, likeness)[:WORDS_SHOWN])
    spoken = [_("same words: {words}").format(words=words)] if words else []
    return "; ".join([", ".join([*near, duration(likeness.gap), *kinds]), *spoken])


def _kind(category: str) -> str:
    """Return that both are of this kind; a category that the product does not know is named as it is."""
    known = name_of(Category(category)) if category in set(Category) else category
    return _("same kind: {kind}").format(kind=known.lower())
