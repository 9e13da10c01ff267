"""How well answers about times are: the definitions of the scorer that comes with the development set."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from triage.when import LOCAL

MINUTE_SLACK = timedelta(minutes=30)
"""An hour or minute is right within this; a part of the day, a day or a distance within its bounds."""

NONE_SLACK = timedelta(hours=2)
"""Where no time is given, so shortly before sending is as good as none: the text may be about what is going on."""

NOW_SLACK = timedelta(minutes=30)
"""The same where the text says that it is going on."""


class Kind(StrEnum):
    """What a text says about its time."""

    RESOLVABLE = "resolvable"
    RECURRING = "recurring"
    UNRESOLVABLE = "unresolvable"
    NONE = "none"
    NOW = "now"


class Grain(StrEnum):
    """How precisely a resolvable time is given."""

    MINUTE = "minute"
    PART = "part"
    DAY = "day"
    RELATIVE = "relative"


@dataclass(frozen=True, slots=True)
class Label:
    """The time that a reader finds in a text.

    Attributes:
        kind: What the text says.
        earliest: The earliest that is right; None unless resolvable.
        latest: The latest.
        grain: How precisely it is given.
    """

    kind: Kind
    earliest: datetime | None = None
    latest: datetime | None = None
    grain: Grain | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled text.

    Attributes:
        text: What was written.
        sent_at: When it was sent, aware.
        label: Its time.
        form: What it is there to try.
    """

    text: str
    sent_at: datetime
    label: Label
    form: str

    @property
    def is_held_out(self) -> bool:
        """Whether it belongs to the half that is counted, and never looked at while rules are written."""
        return zlib.crc32(self.text.encode()) % 2 == 1

    @property
    def counts(self) -> bool:
        """Whether any answer to it is right or wrong; "hôm bữa" says a time, but none that can be told."""
        return self.label.kind is not Kind.UNRESOLVABLE


def case(row: Mapping[str, object], text: str) -> Case:
    """Return a row of a labelled file as a case, with its text in one of its spellings."""
    time = row["time"]
    said = {str(key): str(value) for key, value in time.items() if value} if isinstance(time, dict) else {}
    label = Label(
        Kind(said["kind"]),
        earliest=datetime.fromisoformat(said["from"]) if "from" in said else None,
        latest=datetime.fromisoformat(said["to"]) if "to" in said else None,
        grain=Grain(said["grain"]) if "grain" in said else None,
    )
    return Case(text, datetime.fromisoformat(str(row["sent_at"])), label, str(row.get("form", "")))


def is_right(asked: Case, answer: datetime | None) -> bool:
    """Return whether an answer is right; where none is expected, so shortly before sending is, too."""
    label = asked.label
    match label.kind:
        case Kind.NONE | Kind.RECURRING | Kind.UNRESOLVABLE:
            return answer is None or timedelta(0) <= asked.sent_at - answer <= NONE_SLACK
        case Kind.NOW:
            return answer is None or timedelta(0) <= asked.sent_at - answer <= NOW_SLACK
    if answer is None or label.earliest is None or label.latest is None:
        return False
    if label.grain is Grain.DAY:
        return label.earliest.date() <= answer.astimezone(LOCAL).date() <= label.latest.date()
    slack = MINUTE_SLACK if label.grain is Grain.MINUTE else timedelta(0)
    return label.earliest - slack <= answer <= label.latest + slack
