"""Whether two reports tell of one event: evidence of place, time, kind and words, added up in points.

Points are logarithms of odds, so a sum of them is a likelihood that can be shown, and each of them can be named as a
reason. They were fitted to `training/duplicates.jsonl` (`python -m benchmarks.duplicate_points fit`), in every variant
of spelling and with part of the words left out, since citizens use words that no table holds.

What was tried and does not help, because it is as often true of one event as of two: other vehicles or colours, other
numbers, the share of words in common, the likeness of the categories' raw scores.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import chain
from typing import NamedTuple, TypeVar

from domain import reading
from domain.place import Position
from domain.reading import Reading
from domain.tip import Category
from triage.sketches import BESIDE_HASH, Drawn, Kind, Sketch, hash_of, kind_of, weight_of

Key = TypeVar("Key")

SUGGEST_FROM = -0.2
"""Points from which an officer is shown another report: one in ten of them is of another event, where categories are
only suggested."""

CLEARLY_LESS = 1.0
"""Points behind the likeliest report from which another one is not shown: it is next door. On our own scenes, each half
with points of the other, as much is found as with 1.5, and fewer suggestions are wrong; with less, less is found."""

MOST_SUGGESTED = 5
"""Reports that are shown at most."""

EARTH_M_PER_DEGREE = 111_195.0
"""Metres in a degree of latitude, mean radius of the Earth."""


class Clue(StrEnum):
    """One thing that speaks for or against."""

    # An enumeration's own is several times slower, and each comparison asks for a dozen of them.
    __hash__ = str.__hash__

    ALWAYS = "always"
    NEAR = "up to 450 m"
    WALK = "up to 1 km"
    APART = "up to 2 km"
    FAR = "farther"
    MINUTES = "up to 30 minutes"
    HOURS = "up to 2 hours"
    PART_OF_DAY = "up to 8 hours"
    LATER = "more than 8 hours"
    CATEGORY = "category"
    OTHER_CATEGORY = "other category, where the two speak against each other"
    SAME_EVENT = "an event in common, the rarer the more"
    OTHER_EVENT = "other events only"
    RELATED_EVENT = "related events only"
    CONFLICT = "events of each that the other has not"
    THINGS = "things in common"
    WORDS = "words in common"
    VENUES = "kinds of places in common"
    NAMES = "names in common, no position"
    LATER_NAMES = "names in common, no position, hours later"
    OTHER_NAMES = "other names only, no position"
    OTHER_NAMES_TOO = "other names only beside positions"
    NO_NAMES = "no name in common, no position"
    NUMBERS = "numbers in common"
    AGAIN = "told as happening again, hours later"
    AFTERWARDS = "told as happening when the other had long been sent"


POINTS: Mapping[Clue, float] = {
    Clue.ALWAYS: -4.92,
    Clue.NEAR: 1.33,
    Clue.WALK: -2.91,
    Clue.APART: -3.90,
    Clue.FAR: -5.45,
    Clue.MINUTES: 1.78,
    Clue.HOURS: 1.15,
    Clue.PART_OF_DAY: -4.16,
    Clue.LATER: -3.69,
    Clue.CATEGORY: 0.87,
    Clue.OTHER_CATEGORY: 1.88,
    Clue.SAME_EVENT: 1.78,
    Clue.OTHER_EVENT: -0.95,
    Clue.RELATED_EVENT: 1.19,
    Clue.CONFLICT: -1.34,
    Clue.THINGS: 2.58,
    Clue.WORDS: 2.76,
    Clue.VENUES: 0.77,
    Clue.NAMES: 0.52,
    Clue.LATER_NAMES: 1.77,
    Clue.OTHER_NAMES: -4.86,
    Clue.OTHER_NAMES_TOO: -1.83,
    Clue.NO_NAMES: -1.15,
    Clue.NUMBERS: 4.08,
    Clue.AGAIN: -2.90,
    Clue.AFTERWARDS: -8.00,
}
"""What each clue is worth, in natural logarithms of odds for an amount of 1. The last was not fitted: nobody tells of
an event before it."""

BY_DISTANCE = ((450.0, Clue.NEAR), (1000.0, Clue.WALK), (2000.0, Clue.APART))
"""Metres up to which a clue holds: reporters stand around an event, not in it."""

VAGUE_M = 2000.0
"""Accuracy of a position from which it says no more than none."""

BY_GAP = (
    (timedelta(minutes=30), Clue.MINUTES),
    (timedelta(hours=2, minutes=12), Clue.HOURS),
    (timedelta(hours=8), Clue.PART_OF_DAY),
)
"""The same for time."""

LATER = timedelta(hours=8)
"""From here on the same place and kind are more likely the next event than the same."""

TOLD_EXACTLY, TOLD_AT_ALL = timedelta(hours=1), timedelta(hours=6)
"""What people say of when it happened is at best as exact as the first; what is vaguer than the second, as "hôm qua",
says nothing."""

EVENT_UNIT, WORD_UNIT, NAME_UNIT, NUMBER_UNIT = 8, 20, 10, 8
"""Weights that make an amount of 1."""

EVENT_LIMIT, WORD_LIMIT, NAME_LIMIT, NUMBER_LIMIT, THING_LIMIT = 8, 60, 30, 12, 3
"""Weights, for things their number, beyond which more does not count."""

SURE = 0.95
"""The most that a category is trusted, a person's choice as well: one takes a fire for smoke, another for noise."""

MIXED = 0.3
"""What it counts that both are about something else: a fallen tree is, and a lost purse."""

KINDS = len(Category)
"""Between as many kinds the rest of the trust is shared out."""

MOST_OF_CATEGORY = POINTS[Clue.CATEGORY] * math.log(KINDS)
"""The most points that categories can add."""


@dataclass(frozen=True, slots=True)
class Known:
    """What triage makes of a report.

    Attributes:
        categories: What it may be about, by the category's id, with the confidence of each.
        happened: From and until when it happened, aware, where the words say so.
    """

    categories: Mapping[str, float]
    happened: tuple[datetime, datetime] | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A report as far as it is compared; of this, and of nothing else, `triage.kept_reports` makes what is stored.

    Attributes:
        sketch: Its words.
        sent_at: When it was sent, aware.
        position: Where it was sent from or where it happened, where known.
        meaning: What triage makes of it.
    """

    sketch: Sketch
    sent_at: datetime
    position: Position | None
    meaning: Known


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two reports tell of one event, and why: all that an officer is told as the reason.

    `words_in_common` makes words of `shared`; nothing else leads from it back to a text.

    Attributes:
        points: Logarithm of the odds.
        distance_m: Between the positions, None where one is missing.
        gap: Between the times.
        category: What both are most likely about, None where they differ.
        shared: Hashes of the features that both have.
    """

    points: float
    distance_m: float | None
    gap: timedelta
    category: str | None
    shared: tuple[int, ...]

    @property
    def score(self) -> float:
        """The points as a share of 1."""
        return 1 / (1 + math.exp(-self.points))


class _Common(NamedTuple):
    """What two sketches have in common, in weights, and what not.

    Attributes:
        shared: The other's features that are in both.
        weights: For each kind of feature what is in both.
        counts: For each kind how many are.
        rarest: The highest weight of an event in both.
        mine: Weights of events of the first report that the other does not have.
        others: The same the other way round.
    """

    shared: Sequence[int]
    weights: Sequence[int]
    counts: Sequence[int]
    rarest: int
    mine: int
    others: int


Clues = Iterator[tuple[Clue, float]]


class Comparison:
    """A report, ready to be compared with many others."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._features = {hash_of(one): (kind_of(one), weight_of(one)) for one in report.sketch.features}

    def likeness(self, other: Report) -> Likeness | None:
        """Return how likely both tell of one event, None where that is too unlikely for any category."""
        distance_m = _distance_m(self._report.position, other.position)
        common = self._common(other.sketch)
        gap = _gap(self._report, other)
        points = _sum(self._clues_of_place(other, distance_m)) + _sum(self._clues_of_words(other, common, distance_m))
        points += _sum(self._clues_of_time(other, common, gap, distance_m))
        if points + MOST_OF_CATEGORY < SUGGEST_FROM:
            return None
        points += _sum(self._clues_of_category(other))
        category = _likeliest(self._report.meaning.categories)
        return Likeness(
            points=points,
            distance_m=distance_m,
            gap=gap,
            category=category if category == _likeliest(other.meaning.categories) else None,
            shared=tuple(hash_of(feature) for feature in common.shared),
        )

    def clues(self, other: Report) -> dict[Clue, float]:
        """Return what speaks for and against one event, each with its amount."""
        distance_m = _distance_m(self._report.position, other.position)
        common = self._common(other.sketch)
        return dict(
            chain(
                self._clues_of_place(other, distance_m),
                self._clues_of_words(other, common, distance_m),
                self._clues_of_time(other, common, _gap(self._report, other), distance_m),
                self._clues_of_category(other),
            )
        )

    def _common(self, other: Sketch) -> _Common:
        """Return what the sketches have in common; what is part of a name in one of them is so in both."""
        mine = self._features
        # The busiest line of the module: nearly every feature of nearly every candidate is in one sketch only.
        shared = [feature for feature in other.features if feature >> BESIDE_HASH in mine]
        weights, counts = [0] * len(Kind), [0] * len(Kind)
        rarest, my_events, other_events = 0, self._report.sketch.events, other.events
        for feature in shared:
            my_kind, my_weight = mine[feature >> BESIDE_HASH]
            kind, other_weight = kind_of(feature), weight_of(feature)
            kind = max(kind, my_kind)
            weight = min(other_weight, my_weight)
            weights[kind] += weight
            counts[kind] += 1
            if kind == Kind.EVENT:
                rarest = max(rarest, weight)
                my_events -= my_weight
                other_events -= other_weight
        return _Common(shared, weights, counts, rarest, my_events, other_events)

    def _clues_of_place(self, other: Report, distance_m: float | None) -> Clues:
        """Yield what every pair starts from, and what the positions say."""
        yield Clue.ALWAYS, 1
        if distance_m is not None:
            least_m = distance_m - max(_doubt_m(self._report.position), _doubt_m(other.position))
            yield _band(least_m, BY_DISTANCE, Clue.FAR), 1

    def _clues_of_words(self, other: Report, common: _Common, distance_m: float | None) -> Clues:
        """Yield what the words say of what happened and where."""
        weights, counts = common.weights, common.counts
        yield Clue.WORDS, min(weights[Kind.WORD], WORD_LIMIT) / WORD_UNIT
        yield Clue.NUMBERS, min(weights[Kind.NUMBER], NUMBER_LIMIT) / NUMBER_UNIT
        yield Clue.THINGS, min(counts[Kind.THING], THING_LIMIT) / THING_LIMIT
        yield Clue.VENUES, min(weights[Kind.VENUE], NAME_LIMIT) / NAME_UNIT
        yield Clue.CONFLICT, min(common.mine, common.others, EVENT_LIMIT) / EVENT_UNIT
        if common.rarest:
            yield Clue.SAME_EVENT, common.rarest / EVENT_UNIT
        else:
            yield Clue.OTHER_EVENT, common.mine > 0 and common.others > 0
            yield Clue.RELATED_EVENT, counts[Kind.FAMILY] > 0
        if not weights[Kind.NAME] and self._report.sketch.has_names and other.sketch.has_names:
            yield Clue.OTHER_NAMES if distance_m is None else Clue.OTHER_NAMES_TOO, 1
        elif distance_m is None:
            yield Clue.NAMES, _names(common)
            yield Clue.NO_NAMES, not weights[Kind.NAME]

    def _clues_of_time(self, other: Report, common: _Common, gap: timedelta, distance_m: float | None) -> Clues:
        """Yield what the time says, and what says less with time."""
        yield _band(gap, BY_GAP, Clue.LATER), 1
        if gap > LATER:
            later = max(self._report, other, key=lambda report: report.sent_at)
            yield Clue.AGAIN, later.sketch.is_again
            yield Clue.LATER_NAMES, _names(common) if distance_m is None else 0
            yield Clue.AFTERWARDS, _is_later(later, min(self._report, other, key=lambda report: report.sent_at))

    def _clues_of_category(self, other: Report) -> Clues:
        """Yield what the categories say; that they differ says more than that they agree."""
        agreement = _agreement(self._report.meaning.categories, other.meaning.categories)
        yield Clue.CATEGORY, agreement
        yield Clue.OTHER_CATEGORY, min(agreement, 0)


def _sum(clues: Clues) -> float:
    """Return what clues are worth together."""
    return sum(POINTS[clue] * amount for clue, amount in clues)


def _names(common: _Common) -> float:
    """Return the amount of names in common."""
    return min(common.weights[Kind.NAME], NAME_LIMIT) / NAME_UNIT


Amount = TypeVar("Amount", float, timedelta)


def _band(amount: Amount, bands: Sequence[tuple[Amount, Clue]], beyond: Clue) -> Clue:
    """Return the first band that an amount falls into."""
    for limit, clue in bands:
        if amount <= limit:
            return clue
    return beyond


def _distance_m(one: Position | None, other: Position | None) -> float | None:
    """Return the metres between two positions, None where one is missing or too vague.

    On a plane: right to a percent over the few kilometres that matter.
    """
    if one is None or other is None or max(_doubt_m(one), _doubt_m(other)) > VAGUE_M:
        return None
    across = (one.lon - other.lon + 180) % 360 - 180
    return math.hypot(one.lat - other.lat, across * math.cos(math.radians(one.lat))) * EARTH_M_PER_DEGREE


def _doubt_m(position: Position | None) -> float:
    """Return the metres that a position may be off, 0 where its device did not say: the bands allow for the usual."""
    return 0.0 if position is None or position.accuracy_m is None else position.accuracy_m


def _gap(one: Report, other: Report) -> timedelta:
    """Return the time between what two reports tell of.

    Nearly always that is the time between the two messages. Only where one of them says when it happened, and that lies
    nearer to the other, it may be that: "tối qua" and what came in last night. It is never less than that is vague.
    """
    sent = abs(one.sent_at - other.sent_at)
    told, other_told = one.meaning.happened, other.meaning.happened
    if sent <= TOLD_EXACTLY or (told is None and other_told is None):
        return sent
    start, end = told or (one.sent_at, one.sent_at)
    other_start, other_end = other_told or (other.sent_at, other.sent_at)
    vague = max(end - start, other_end - other_start, TOLD_EXACTLY)
    return sent if vague > TOLD_AT_ALL else min(sent, max(start - other_end, other_start - end, vague))


def _is_later(later: Report, earlier: Report) -> bool:
    """Whether a report names a time for what it tells of, and another one had long been sent by then.

    What goes on ("đang cháy") may have begun at any time.
    """
    told = later.meaning.happened
    return told is not None and told[0] < later.sent_at and told[0] - earlier.sent_at > TOLD_AT_ALL


def _agreement(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return how much likelier two reports are of one kind than two that have nothing to do with each other.

    A logarithm: near 3 where both are surely of the same kind, 0 where one of them says nothing, -2 where they are
    surely of different kinds.
    """
    said, other_said = sum(one.values()), sum(other.values())
    rest, other_rest = (1 - SURE * said) / KINDS, (1 - SURE * other_said) / KINDS
    both = rest * other_rest * KINDS + SURE * (rest * other_said + other_rest * said)
    for category, share in one.items():
        if category in other:
            weight = MIXED if category == Category.OTHER else 1.0
            both += weight * SURE * SURE * share * other[category]
    return math.log(max(both, rest * other_rest) * KINDS)


def _likeliest(categories: Mapping[str, float]) -> str | None:
    """Return the first category, None where there is none."""
    return max(categories, key=lambda category: categories[category], default=None)


def likeliest(found: Iterable[tuple[Key, Likeness | None]]) -> list[tuple[Key, Likeness]]:
    """Return those of the reports that are worth showing, likeliest first.

    Args:
        found: Earlier reports, by whatever names them, with their likeness to the new one.
    """
    likely = [(name, one) for name, one in found if one is not None and one.points >= SUGGEST_FROM]
    ordered = sorted(likely, key=lambda one: -one[1].points)
    return [one for one in ordered[:MOST_SUGGESTED] if one[1].points > ordered[0][1].points - CLEARLY_LESS]


def words_in_common(text: Reading, drawn: Drawn, likeness: Likeness) -> list[str]:
    """Return the citizen's own words that a new report shares with an earlier one, the longest runs first.

    Args:
        text: The new report.
        drawn: Its sketch; what it does not have, because words were hidden since, is passed over.
        likeness: To the earlier report.
    """
    places = sorted({place for shared in likeness.shared for place in drawn.words.get(shared, ())})
    runs: list[list[int]] = []
    for place in places:
        # A comma or the end of a sentence between two words parts them.
        if runs and runs[-1][-1] == place - 1 and text.words[place].gap.isspace():
            runs[-1].append(place)
        else:
            runs.append([place])
    ordered = sorted(runs, key=lambda run: -len(run))
    spoken = {reading.plain(words): words for words in (text.spoken(run[0], run[-1]) for run in reversed(ordered))}
    return list(reversed(spoken.values()))
