"""Response times of tips, the waiting ones included, and what may be said of a unit by them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from domain.response_histograms import Histogram

RANKABLE_FROM = 20
"""Fewer tips say too little to compare one unit with another."""

HALF, NINE_OF_TEN = 0.5, 0.9
"""The shares whose quantiles are shown."""

_SLACK = 1e-9
"""A product of many factors misses a half by its rounding; the same measure as in R's `quantile.survfit`."""


def quantile(answered: Sequence[timedelta], waiting: Sequence[timedelta], q: float) -> timedelta | None:
    """Return the time within which the share `q` of the tips is acknowledged.

    A waiting tip counts as not acknowledged so far (right-censored), not as absent: left out, a commune would look
    faster the more it ignores. It is the smallest t with S(t) ≤ 1 - q, where S(t) = ∏ (1 - d/n) over the durations
    up to t, d the tips acknowledged after exactly that long and n those that took or have waited at least as long.
    Product-limit estimate of Kaplan & Meier, "Nonparametric Estimation from Incomplete Observations" (1958).

    Args:
        answered: From receipt to acknowledgement, one per acknowledged tip.
        waiting: From receipt to now, one per tip that still waits.
        q: A share, above 0 and at most 1.

    Returns:
        The quantile, or None where the estimate never falls so far.
    """
    return quantile_of_counts(Counter(answered), Counter(waiting), q)


def quantile_of_counts(answered: Counter[timedelta], waiting: Counter[timedelta], q: float) -> timedelta | None:
    """Return the same of durations that are counted: each with how many tips took, or have waited, so long."""
    if not 0 < q <= 1:
        raise ValueError(f"{q} is not a share above 0 and at most 1")
    steps = answered
    leaving = steps + waiting
    at_risk = leaving.total()
    unanswered = 1.0
    for duration in sorted(leaving):
        unanswered *= 1 - steps[duration] / at_risk
        if steps[duration] and unanswered <= 1 - q + _SLACK:
            return duration
        at_risk -= leaving[duration]
    return None


def median_response(answered: Sequence[timedelta], waiting: Sequence[timedelta]) -> timedelta | None:
    """Return the time within which half of the tips are acknowledged, or None; see `quantile`."""
    return quantile(answered, waiting, HALF)


def p90(answered: Sequence[timedelta], waiting: Sequence[timedelta]) -> timedelta | None:
    """Return the time within which nine of ten tips are acknowledged, or None; see `quantile`."""
    return quantile(answered, waiting, NINE_OF_TEN)


@dataclass(frozen=True, slots=True)
class ResponseFact:
    """How one tip fared.

    Attributes:
        tip_id: The row behind the figures.
        unit_code: The unit whose answer is awaited.
        received_at: When its clock began, in UTC.
        due_at: By when it is to be acknowledged, in UTC.
        acknowledged_at: When a person did, None while it waits.
    """

    tip_id: int
    unit_code: str
    received_at: datetime
    due_at: datetime
    acknowledged_at: datetime | None = None

    @property
    def taken(self) -> timedelta | None:
        """How long it took to be acknowledged, None while it waits; a clock set back by a second takes no time."""
        return None if self.acknowledged_at is None else max(self.acknowledged_at - self.received_at, timedelta(0))

    def is_on_time(self) -> bool:
        """Whether it was acknowledged, and not late."""
        return self.acknowledged_at is not None and self.acknowledged_at <= self.due_at

    def is_overdue(self, now: datetime) -> bool:
        """Whether it still waits although it was due."""
        return self.acknowledged_at is None and self.due_at < now


@dataclass(frozen=True, slots=True)
class ResponseSummary:
    """Response times of some tips, with the rows behind each number.

    Attributes:
        answered_rows: Ids of the tips that were acknowledged.
        waiting_rows: Ids of those that wait, overdue or not.
        overdue_rows: Ids of those that wait although they were due.
        on_time_rows: Ids of those acknowledged when due or before.
        median: Time within which half is acknowledged, None where the estimate does not reach it.
        p90: Time within which nine of ten are, None likewise.
        rolled: Tips that were acknowledged beside these and are known as counts alone; with any, median and p90 are
            off by `domain.response_histograms.ERROR` of themselves at most.
    """

    answered_rows: tuple[int, ...]
    waiting_rows: tuple[int, ...]
    overdue_rows: tuple[int, ...]
    on_time_rows: tuple[int, ...]
    median: timedelta | None
    p90: timedelta | None
    rolled: Histogram = field(default_factory=Histogram)

    @property
    def n(self) -> int:
        """How many tips it sums up."""
        return self.answered + self.waiting

    @property
    def answered(self) -> int:
        """How many were acknowledged."""
        return len(self.answered_rows) + self.rolled.answered

    @property
    def on_time(self) -> int:
        """How many were acknowledged when due or before."""
        return len(self.on_time_rows) + self.rolled.on_time

    @property
    def is_exact(self) -> bool:
        """Whether every tip was looked at by itself."""
        return not self.rolled.answered

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self.waiting_rows)

    @property
    def overdue(self) -> int:
        """How many wait although they were due."""
        return len(self.overdue_rows)

    @property
    def on_time_share(self) -> Decimal | None:
        """The share acknowledged on time, 0 to 1, or None where nothing is decided; see `share_on_time`."""
        return share_on_time(on_time=self.on_time, answered=self.answered, overdue=self.overdue)

    @property
    def is_rankable(self) -> bool:
        """Whether it holds enough tips to be compared with others."""
        return self.n >= RANKABLE_FROM


def share_on_time(*, on_time: int, answered: int, overdue: int) -> Decimal | None:
    """Return the share acknowledged on time among the tips for which that is decided, or None for none.

    A tip that waits and is overdue has missed its time and counts against the unit; one that waits and is not yet
    due is undecided and is left out until it is.
    """
    decided = answered + overdue
    return Decimal(on_time) / decided if decided else None


def summarise(facts: Iterable[ResponseFact], *, now: datetime, rolled: Histogram | None = None) -> ResponseSummary:
    """Return the response times of these tips as they stand at `now`.

    Tips that were withdrawn before they were acknowledged are for nobody to answer and do not belong here.

    Args:
        facts: The tips.
        now: The present, for those that wait.
        rolled: Tips beside these that were acknowledged, as counts.
    """
    by_id = {fact.tip_id: fact for fact in facts}
    rows = [by_id[tip_id] for tip_id in sorted(by_id)]
    waiting = [row for row in rows if row.acknowledged_at is None]
    taken = Counter(length for row in rows if (length := row.taken) is not None)
    waited = Counter(max(now - row.received_at, timedelta(0)) for row in waiting)
    rolled = rolled or Histogram()
    taken += rolled.lengths()
    return ResponseSummary(
        answered_rows=tuple(row.tip_id for row in rows if row.acknowledged_at),
        waiting_rows=tuple(row.tip_id for row in waiting),
        overdue_rows=tuple(row.tip_id for row in rows if row.is_overdue(now)),
        on_time_rows=tuple(row.tip_id for row in rows if row.is_on_time()),
        median=quantile_of_counts(taken, waited, HALF),
        p90=quantile_of_counts(taken, waited, NINE_OF_TEN),
        rolled=rolled,
    )
