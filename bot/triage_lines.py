"""`nguontin triage`: JSON lines in, JSON lines out. A bad line gets its error, and the rest goes on."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field, JsonValue, ValidationError

from domain.place import Decision, Placement, Position
from places import gazetteer, resolve
from triage.suggest import Suggestion, suggest

Names = gazetteer.Gazetteer


class Line(BaseModel):
    """One text or point to be read."""

    id: str | int
    text: Annotated[str, Field(max_length=100_000)] = ""
    lat: float | None = None
    lon: float | None = None
    accuracy_m: Annotated[float | None, Field(ge=0)] = None
    sent_at: AwareDatetime | None = None
    province_hint: str | None = None

    @property
    def position(self) -> Position | None:
        """The point, where both coordinates are given."""
        return None if self.lat is None or self.lon is None else Position(self.lat, self.lon, self.accuracy_m)


def answers(lines: Iterable[str], *, now: datetime) -> Iterator[dict[str, JsonValue]]:
    """Return what is made of each line, in order; `now` stands in where a line does not say when it was sent."""
    names = gazetteer.load()
    for text in lines:
        if not text.strip():
            continue
        try:
            line = Line.model_validate_json(text)
        except ValidationError as error:
            yield {**_id_of(text), "error": _why(error)}
        else:
            found = suggest(line.text, sent_at=line.sent_at or now)
            yield {"id": line.id, **_place(read_place(names, line)), **_texts(found)}


def _id_of(text: str) -> dict[str, JsonValue]:
    """Return the id of a line that cannot be read, where at least that can."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    found = content.get("id") if isinstance(content, dict) else None
    return {"id": found} if isinstance(found, str | int) else {}


def _why(error: ValidationError) -> str:
    """Return what is wrong with a line, without quoting it."""
    return "; ".join(f"{'.'.join(map(str, one['loc'])) or 'line'}: {one['msg']}" for one in error.errors())


def read_place(names: Names, line: Line) -> Placement:
    """Return what words and point say about the place, each alone or both together."""
    if line.position is None:
        return resolve.from_text(names, line.text, province_hint=line.province_hint)
    pointed = resolve.from_position(names, line.position)
    if not line.text:
        return pointed
    return resolve.both(resolve.from_text(names, line.text, province_hint=line.province_hint), pointed)


def _place(placement: Placement) -> dict[str, JsonValue]:
    is_certain = placement.decision is Decision.ROUTE
    return {
        "code": placement.candidates[0].code if is_certain else None,
        "candidates": [one.code for one in placement.candidates],
        "confidence": round(placement.confidence, 3),
        "decision": placement.decision.value,
    }


def _texts(found: Suggestion) -> dict[str, JsonValue]:
    when = found.occurred_at
    return {
        "category": found.category.value,
        "categories": [one.category.value for one in found.categories],
        "urgency": found.urgency.value,
        "emergency": found.is_emergency,
        "occurred_at": when.middle.astimezone(UTC).isoformat() if when else None,
        "reasons": list(found.reasons),
    }
