"""`nguontin triage`: JSON lines in, JSON lines out: what and where each of them is."""

import gc
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field, JsonValue, StrictInt

from bot import json_lines
from bot.json_lines import MAX_TEXT, Answer
from domain import reading
from domain.place import Decision, Placement, Position, ReasonKind
from places import gazetteer as units
from places import index, resolve
from places.boundaries import Boundaries
from places.gazetteer import Gazetteer
from triage import linear, urgency_model
from triage.linear import Model
from triage.suggest import Suggestion, suggest_from

Coordinate = Annotated[float, Field(allow_inf_nan=False)]
"""Degrees; where they lie on no globe, the answer says so."""


class Line(BaseModel):
    """One text or point to be read."""

    id: str | StrictInt
    text: Annotated[str, Field(max_length=MAX_TEXT)] = ""
    lat: Coordinate | None = None
    lon: Coordinate | None = None
    accuracy_m: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    sent_at: AwareDatetime | None = None
    province_hint: str | None = None

    @property
    def position(self) -> Position | None:
        """The point, where both coordinates are given."""
        return None if self.lat is None or self.lon is None else Position(self.lat, self.lon, self.accuracy_m)


def load() -> Gazetteer:
    """Load what lines are read with, and return the units.

    It stays until the end; looking through it for waste while it grows takes a quarter of the start.
    """
    gc.disable()
    names = units.load()
    index.build(names)
    linear.load()
    urgency_model.load()
    gc.freeze()
    gc.enable()
    return names


def answers(
    lines: Iterable[str], *, gazetteer: Gazetteer, boundaries: Boundaries, now: datetime, model: Model | None = None
) -> Iterator[Answer]:
    """Return what is made of each line, in order; a bad line gets its error.

    Args:
        lines: JSON, one object a line; empty lines are passed over.
        gazetteer: The units.
        boundaries: Their exact boundaries, where these were imported.
        now: Stands in where a line does not say when it was sent; aware.
        model: The model of categories, by default the one that comes with the package.
    """

    def answer(line: Line) -> Answer:
        read = reading.read(line.text)
        placement = resolve.from_both(
            gazetteer, read, line.position, boundaries=boundaries, province_hint=line.province_hint
        )
        found = suggest_from(read, sent_at=line.sent_at or now, model=model)
        return {
            "id": line.id,
            **_place(placement),
            **_texts(found),
            "reasons": [*_place_reasons(gazetteer, placement), *found.reasons],
        }

    return json_lines.answered(lines, Line, answer)


NAMES_NO_COMMUNE = frozenset(
    {ReasonKind.NOTHING, ReasonKind.ONLY_DISTRICT, ReasonKind.ONLY_PROVINCE, ReasonKind.OUTSIDE, ReasonKind.IMPOSSIBLE}
)
"""Reasons of a placement whose candidates, if any, are only there to choose from."""


def _place(placement: Placement) -> dict[str, JsonValue]:
    """Return the commune that is likeliest, how sure that is, and what to do with it: see docs/decisions/0009."""
    names_one = placement.reason.kind not in NAMES_NO_COMMUNE and placement.decision is not Decision.DESK
    return {
        "code": placement.candidates[0].code if names_one and placement.candidates else None,
        "candidates": [one.code for one in placement.candidates],
        "confidence": round(placement.confidence, 3),
        "decision": placement.decision.value,
    }


def _place_reasons(gazetteer: Gazetteer, placement: Placement) -> list[str]:
    """Return why the place was read so: "xã Phú Mỹ, huyện Phú Vang → phường Mỹ Thượng, TP. Huế"."""
    reason = placement.reason
    if not reason.name:
        return [] if reason.kind is ReasonKind.NOTHING else [reason.kind.value]
    if placement.decision is not Decision.ROUTE:
        return [f"{reason.kind.value}: {reason.name}"]
    label = gazetteer.label(placement.candidates[0].code)
    return [label if label == reason.name else f"{reason.name} → {label}"]


def _texts(found: Suggestion) -> dict[str, JsonValue]:
    when = found.occurred_at
    return {
        "category": found.category.value,
        "categories": [one.category.value for one in found.categories],
        "urgency": found.likely_urgency.value,
        "emergency": found.is_emergency,
        "occurred_at": when.moment.astimezone(UTC).isoformat() if when else None,
    }
