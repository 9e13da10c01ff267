"""What the parts count as they work: plain numbers, cheap enough to be counted at every update.

`bot/exposition.py` puts them into Prometheus's words when somebody asks. No label names a person, a chat, a tip or a
unit. Each process counts in a row of its own; processes that are forked share the rows (`share`), so that whoever is
asked knows the numbers of all.
"""

import mmap
import time
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

MAX_PROCESSES = 64
"""More processes are never forked from one."""


class Outcome(StrEnum):
    """What became of an update."""

    DONE = "done"
    UNKNOWN = "unknown"  # Of a kind that we do not know; nothing is to be done.
    FAILED = "failed"  # It will be tried again.
    SET_ASIDE = "set_aside"


class IntakeError(StrEnum):
    """What kept updates from being taken."""

    CONFLICT = "conflict"  # 409: somebody else asks for the updates of this bot.
    FOREIGN_WEBHOOK = "foreign_webhook"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    TOO_MANY_REQUESTS = "too_many_requests"
    FORGED = "forged"  # A webhook request without the secret.
    UNREADABLE = "unreadable"  # A webhook body without a number.
    DATABASE = "database"
    BUSY = "busy"  # More webhook requests than can be held at once.
    OTHER_BODY = "other_body"  # A number that another update has already.


class Beat(StrEnum):
    """What goes round and round in a process; `bot/health.py` asks when each came round last."""

    INTAKE = "intake"
    HANDLING = "handling"
    SENDER = "sender"
    FETCHING = "fetching"
    REMINDERS = "reminders"
    PROBE = "probe"


VERDICTS = ("later", "too_late", "gone", "bug")
"""What an error of a call means: the values of `bot.delivery_errors.Verdict`, which this module does not import."""

PROBE_OUTCOMES = ("arrived", "missed")

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
"""Upper bounds of handling times, in seconds."""


class Row(Protocol):
    """Numbers by their places."""

    def __getitem__(self, place: int, /) -> float:
        """Return a number."""
        ...

    def __setitem__(self, place: int, value: float, /) -> None:
        """Change a number."""
        ...


class Numbers:
    """Rows of numbers, one a process; the first is that of the process that begins.

    Attributes:
        own: The row of this process.
    """

    def __init__(self) -> None:
        """Begin with one row that nobody shares."""
        self.size = 0
        self._first = array("d")
        self.own: Row = self._first
        self._rows: Sequence[Row] = [self.own]

    def reserve(self, count: int) -> int:
        """Make room for so many numbers; returns the place of the first. Only while this module is loaded."""
        first = self.size
        self._first.extend([0.0] * count)
        self.size += count
        return first

    def share(self, processes: int) -> None:
        """Put rows for so many processes into memory that forked ones share; what was counted so far stays."""
        rows = memoryview(mmap.mmap(-1, processes * self.size * 8)).cast("d")
        shared = [rows[number * self.size : (number + 1) * self.size] for number in range(processes)]
        for place in range(self.size):
            shared[0][place] = self.own[place]
        self._rows = shared
        self.own = shared[0]

    def take_row(self, number: int) -> None:
        """Count in this row from now on. Raises IndexError where there are fewer rows."""
        self.own = self._rows[number]

    def at(self, place: int) -> list[float]:
        """Return the number at a place, of each process."""
        return [row[place] for row in self._rows]


_numbers = Numbers()


class Counter:
    """Something that is counted, perhaps by the values of one label."""

    def __init__(self, name: str, says: str, *, label: str = "", values: Sequence[str] = ("",)) -> None:
        """Take the name in Prometheus without `_total`, what it says, and the label with every value it can have."""
        self.name = name
        self.says = says
        self.label = label
        first = _numbers.reserve(len(values))
        self._places = {value: first + number for number, value in enumerate(values)}

    def add(self, value: str = "", amount: float = 1.0) -> None:
        """Count. Raises KeyError for a value that the label cannot have."""
        _numbers.own[self._places[value]] += amount

    def totals(self) -> dict[str, float]:
        """Return what all processes counted, by the label's values."""
        return {value: sum(_numbers.at(place)) for value, place in self._places.items()}


class Level:
    """Something that goes up and down; of several processes the highest counts."""

    def __init__(self, name: str, says: str) -> None:
        """Take the name in Prometheus and what it says."""
        self.name = name
        self.says = says
        self._place = _numbers.reserve(1)

    def set(self, value: float) -> None:
        """Note how high it stands."""
        _numbers.own[self._place] = value

    def highest(self) -> float:
        """Return how high it stands in the process where it stands highest."""
        return max(_numbers.at(self._place))


class Spread:
    """How long something took, as a histogram."""

    def __init__(self, name: str, says: str) -> None:
        """Take the name in Prometheus and what it says."""
        self.name = name
        self.says = says
        self._first = _numbers.reserve(len(BUCKETS) + 1)
        self._sum = _numbers.reserve(1)

    def note(self, seconds: float) -> None:
        """Count one."""
        row = _numbers.own
        row[self._first + bisect_left(BUCKETS, seconds)] += 1
        row[self._sum] += seconds

    def buckets(self) -> list[tuple[str, float]]:
        """Return the upper bounds and how many took no longer, the last for all, as Prometheus wants them."""
        count = 0.0
        found = []
        for number, bound in enumerate([*map(str, BUCKETS), "+Inf"]):
            count += sum(_numbers.at(self._first + number))
            found.append((bound, count))
        return found

    def total_seconds(self) -> float:
        """Return how long all of them took together."""
        return sum(_numbers.at(self._sum))


_RECEIVED = Counter("nguontin_updates_received", "Updates that were journalled")
_INTAKE_ERRORS = Counter(
    "nguontin_intake_errors", "What kept updates from being taken", label="kind", values=list(IntakeError)
)
_UPDATES = Counter("nguontin_updates", "Updates by what became of them", label="outcome", values=list(Outcome))
_SENT = Counter("nguontin_calls_sent", "Calls that a messenger accepted")
_CALL_ERRORS = Counter(
    "nguontin_call_errors", "Calls that failed, by what that means", label="verdict", values=VERDICTS
)
_TOO_MANY = Counter("nguontin_too_many_requests", "Calls that a messenger answered with 429")
_TOO_MANY_SECONDS = Counter("nguontin_too_many_requests_seconds", "How long messengers wanted us to wait after a 429")
_REMINDERS = Counter("nguontin_reminders", "Tips that somebody was reminded of")
_DATABASE_ERRORS = Counter(
    "nguontin_database_errors", "Transactions that the database refused", label="part", values=list(Beat)
)
_UNREACHED = Counter("nguontin_tips_nobody_told", "Tips of which nobody in their unit could be told")
_DROPPED = Counter("nguontin_log_lines_dropped", "Log lines that nobody took")
_STALLS = Counter("nguontin_loop_stalls", "How often the event loop stood still for more than a second")
_PROBES = Counter(
    "nguontin_probes", "Probes that came through, and those that did not", label="outcome", values=PROBE_OUTCOMES
)

COUNTERS = (
    _RECEIVED,
    _INTAKE_ERRORS,
    _UPDATES,
    _SENT,
    _CALL_ERRORS,
    _TOO_MANY,
    _TOO_MANY_SECONDS,
    _REMINDERS,
    _UNREACHED,
    _DATABASE_ERRORS,
    _DROPPED,
    _STALLS,
    _PROBES,
)
"""Everything that is counted."""

_LAG = Level("nguontin_loop_lag_seconds", "The longest that the event loop was late, of the last ten seconds")
_MISSES = Level("nguontin_probe_misses", "Probes in a row that did not come through")
_PROBE_SECONDS = Level("nguontin_probe_seconds", "How long the last probe took that came through")

LEVELS = (_LAG, _MISSES, _PROBE_SECONDS)
"""Everything that goes up and down."""

HANDLING_SECONDS = Spread("nguontin_handling_seconds", "How long handling one update took")

_BEATS = {part: _numbers.reserve(1) for part in Beat}


def share(processes: int) -> None:
    """Let processes that are forked from now on count together with this one.

    Args:
        processes: How many there will be, this one included; at most `MAX_PROCESSES`.
    """
    if not 0 < processes <= MAX_PROCESSES:
        raise ValueError(f"between 1 and {MAX_PROCESSES} processes can count together")
    _numbers.share(processes)


def count_as(number: int) -> None:
    """Count in a row of its own in a process that was forked: from 1 on, 0 is the one that began."""
    _numbers.take_row(number)


def beat(part: Beat) -> None:
    """Note that a part has come round: once for each time it looks for work, whether or not it found any."""
    _numbers.own[_BEATS[part]] = time.monotonic()


def ended(part: Beat) -> None:
    """Note that a part was stopped, so that nobody waits for it to come round."""
    _numbers.own[_BEATS[part]] = 0.0


def since_beat(part: Beat) -> float | None:
    """Return the seconds since a part came round, in the process where that is longest; None where it never did."""
    known = [at for at in _numbers.at(_BEATS[part]) if at]
    return max(0.0, time.monotonic() - min(known)) if known else None


def received(count: int) -> None:
    """Count updates that are in the journal now and were not before."""
    _RECEIVED.add(amount=count)


def intake_failed(error: IntakeError) -> None:
    """Count a failure of the intake."""
    _INTAKE_ERRORS.add(error)


def handled(seconds: float, outcome: Outcome = Outcome.DONE) -> None:
    """Count an update that was handled, whatever became of it, and how long that took."""
    _UPDATES.add(outcome)
    HANDLING_SECONDS.note(seconds)


def sent(count: int = 1) -> None:
    """Count calls that a messenger accepted."""
    _SENT.add(amount=count)


def call_failed(verdict: str) -> None:
    """Count a call that failed, by its `Verdict`."""
    _CALL_ERRORS.add(verdict)


def too_many_requests(retry_after_seconds: float) -> None:
    """Count a 429, and how long the messenger wants to be left alone."""
    _TOO_MANY.add()
    _TOO_MANY_SECONDS.add(amount=retry_after_seconds)


def reminded(count: int) -> None:
    """Count tips that somebody was reminded of."""
    _REMINDERS.add(amount=count)


def database_failed(part: Beat) -> None:
    """Count a transaction that the database refused, or did not answer."""
    _DATABASE_ERRORS.add(part)


def nobody_told(count: int) -> None:
    """Count tips of which nobody in their unit could be told."""
    _UNREACHED.add(amount=count)


def lines_dropped(count: int) -> None:
    """Count log lines that nobody took."""
    _DROPPED.add(amount=count)


def loop_was_late(seconds: float) -> None:
    """Note the longest that the event loop was late lately."""
    _LAG.set(seconds)


def loop_stood_still() -> None:
    """Count a stall of the event loop."""
    _STALLS.add()


def probe_arrived(seconds: float) -> None:
    """Note that a probe came through, and how long it took."""
    _PROBES.add("arrived")
    _PROBE_SECONDS.set(seconds)
    _MISSES.set(0)


def probe_missed(in_a_row: int) -> None:
    """Note that a probe did not come through, and how many did not since the last that did."""
    _PROBES.add("missed")
    _MISSES.set(in_a_row)


def probe_misses() -> int:
    """Return how many probes in a row did not come through."""
    return int(_MISSES.highest())
