"""A report as bytes, to be sealed and kept beside its tip until nothing can be its duplicate any more.

Everything that is compared is in them but the time of the tip itself, so that a database without its keys tells neither
words nor positions, and no two rows that hold the same words look alike.
"""

import json
from datetime import UTC, datetime

from domain.place import Position
from triage.duplicates import Known, Report
from triage.sketches import Sketch

HEADER_END = b"\n"
"""Stands between the header, a line of JSON, and the sketch; JSON on one line holds none."""


def pack(report: Report) -> bytes:
    """Return a report as bytes, about 180 for a message of 20 words."""
    happened, position = report.meaning.happened, report.position
    header = {
        "at": [position.lat, position.lon, position.accuracy_m] if position else None,
        "happened": [round(moment.timestamp()) for moment in happened] if happened else None,
        "categories": {name: round(share, 3) for name, share in report.meaning.categories.items()},
    }
    return json.dumps(header, separators=(",", ":")).encode() + HEADER_END + report.sketch.pack()


def unpack(kept: bytes, *, sent_at: datetime) -> Report:
    """Return a report from its bytes.

    Args:
        kept: What `pack` made; raises ValueError where it is something else.
        sent_at: When the tip came in, aware.
    """
    header, found, sketch = kept.partition(HEADER_END)
    if not found:
        raise ValueError("these bytes are no report")
    said = json.loads(header)
    happened = said["happened"]
    return Report(
        sketch=Sketch.unpack(sketch),
        sent_at=sent_at,
        position=Position(*said["at"]) if said["at"] else None,
        meaning=Known(
            categories=said["categories"],
            happened=(datetime.fromtimestamp(happened[0], UTC), datetime.fromtimestamp(happened[1], UTC))
            if happened
            else None,
        ),
    )
