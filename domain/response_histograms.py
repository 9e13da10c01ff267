"""Response times counted into classes, so that a month that is over is read in a few rows and not tip by tip.

The classes are spaced evenly on a logarithmic scale: each is `GROWTH` times as long as the one before. A duration is
taken for the geometric mean of its class, so it is off by a factor of at most the root of `GROWTH`, 2.5 in a hundred
(`ERROR`), and below a second by a second at most. A quantile of tips that are all acknowledged has the same error. Of
tips of which some still wait it has it too, as long as none has waited as long as the class in which it lies: those
that have are taken to leave it after every tip that was acknowledged in that class.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from math import exp, floor, log

GROWTH = 1.05
"""How many times as long a class is as the one before."""

ERROR = GROWTH**0.5 - 1
"""By how much of itself a duration is off at most."""

LAST_CLASS = 500
"""More than a thousand years; whatever took longer is counted there."""

_STEP = log(GROWTH)


def class_of(length: timedelta) -> int:
    """Return the class that a duration is counted in: 0 from one second on, and for whatever is shorter."""
    seconds = length.total_seconds()
    if seconds <= 1:
        return 0
    return min(floor(log(seconds) / _STEP), LAST_CLASS)


def length_of(of: int) -> timedelta:
    """Return what a duration counted in a class is taken for."""
    return timedelta(seconds=exp((of + 0.5) * _STEP))


@dataclass(frozen=True, slots=True)
class Histogram:
    """How fast some tips were acknowledged.

    Attributes:
        on_time: How many of them when they were due or before.
        classes: Class → how many tips.
    """

    on_time: int = 0
    classes: Mapping[int, int] = field(default_factory=dict)

    @property
    def answered(self) -> int:
        """How many tips it counts."""
        return sum(self.classes.values())

    def lengths(self) -> Counter[timedelta]:
        """Return how often each duration is taken to have occurred."""
        return Counter({length_of(of): count for of, count in self.classes.items()})


def histogram(taken: Iterable[tuple[timedelta, bool]]) -> Histogram:
    """Return the histogram of these durations, each with whether the tip was acknowledged on time."""
    classes: Counter[int] = Counter()
    on_time = 0
    for length, is_on_time in taken:
        classes[class_of(length)] += 1
        on_time += is_on_time
    return Histogram(on_time, dict(classes))


def together(parts: Iterable[Histogram]) -> Histogram:
    """Return several histograms as one."""
    classes: Counter[int] = Counter()
    on_time = 0
    for part in parts:
        classes.update(part.classes)
        on_time += part.on_time
    return Histogram(on_time, dict(classes))
