"""How often the machine was right: what it suggested, beside what stands after officers' decisions."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from domain.place import PlaceSource
from domain.rerouting import Fault, RoutingFact
from domain.response_times import RANKABLE_FROM
from domain.tip import Category, Urgency

BY_MACHINE = (PlaceSource.TEXT, PlaceSource.POSITION)
"""How a commune comes to be known where the machine read it."""


@dataclass(frozen=True, slots=True)
class SuggestionFact:
    """What was suggested for a tip that an officer has classified, and what stands.

    Who classifies a tip has read it and could correct what is wrong, so what was left as it was counts as confirmed.

    Attributes:
        tip_id: The row behind the figures.
        unit_code: Who has the tip now.
        suggested: The category that triage suggested when the tip was sent.
        category: The one that stands.
        suggested_urgency: The urgency that triage suggested.
        urgency: The one that stands.
    """

    tip_id: int
    unit_code: str
    suggested: Category
    category: Category
    suggested_urgency: Urgency
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class Score:
    """How often suggestions were right, with the rows.

    Attributes:
        rows: Ids of all tips that were judged.
        wrong_rows: Ids of those for which the suggestion was wrong.
    """

    rows: tuple[int, ...]
    wrong_rows: tuple[int, ...]

    @property
    def n(self) -> int:
        """How many were judged."""
        return len(self.rows)

    @property
    def wrong(self) -> int:
        """For how many the suggestion was wrong."""
        return len(self.wrong_rows)

    @property
    def right(self) -> int:
        """For how many it was right."""
        return self.n - self.wrong

    @property
    def share(self) -> Decimal | None:
        """The share for which it was right, 0 to 1; None under RANKABLE_FROM tips, which say too little."""
        return Decimal(self.right) / self.n if self.n >= RANKABLE_FROM else None


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How often the machine was right about some tips; kinds without tips are left out.

    Attributes:
        category: About what they are.
        by_category: The same by the category that stands.
        taken_for: For each of these that was missed, what it was taken for most often.
        urgency: About how urgent they are.
        by_urgency: The same by the urgency that stands.
        place: About where it was, of those whose commune the machine read (R12).
        by_source: The same by what it read the commune from.
    """

    category: Score
    by_category: Mapping[Category, Score]
    taken_for: Mapping[Category, Category]
    urgency: Score
    by_urgency: Mapping[Urgency, Score]
    place: Score
    by_source: Mapping[PlaceSource, Score]


Kind = TypeVar("Kind", bound=StrEnum)
Fact = TypeVar("Fact", SuggestionFact, RoutingFact)


def summarise(suggestions: Iterable[SuggestionFact], routing: Iterable[RoutingFact]) -> Accuracy:
    """Return how often the machine was right.

    Args:
        suggestions: Of tips that were classified.
        routing: Of tips that came into the queue of a commune; those whose place somebody named are left out.
    """
    judged = sorted(suggestions, key=lambda fact: fact.tip_id)
    read = sorted((fact for fact in routing if fact.source in BY_MACHINE), key=lambda fact: fact.tip_id)
    return Accuracy(
        category=_score(judged, _is_other_category),
        by_category=_by_kind(judged, Category, lambda fact: fact.category, _is_other_category),
        taken_for=_taken_for(judged),
        urgency=_score(judged, _is_other_urgency),
        by_urgency=_by_kind(judged, Urgency, lambda fact: fact.urgency, _is_other_urgency),
        place=_score(read, _is_misread),
        by_source=_by_kind(read, PlaceSource, lambda fact: fact.source, _is_misread),
    )


def _is_other_category(fact: SuggestionFact) -> bool:
    return fact.suggested is not fact.category


def _is_other_urgency(fact: SuggestionFact) -> bool:
    return fact.suggested_urgency is not fact.urgency


def _is_misread(fact: RoutingFact) -> bool:
    return fact.fault is Fault.MACHINE


def _score(facts: Sequence[Fact], is_wrong: Callable[[Fact], bool]) -> Score:
    return Score(
        rows=tuple(fact.tip_id for fact in facts), wrong_rows=tuple(fact.tip_id for fact in facts if is_wrong(fact))
    )


def _by_kind(
    facts: Sequence[Fact], kinds: type[Kind], kind_of: Callable[[Fact], Kind], is_wrong: Callable[[Fact], bool]
) -> dict[Kind, Score]:
    parts: defaultdict[Kind, list[Fact]] = defaultdict(list)
    for fact in facts:
        parts[kind_of(fact)].append(fact)
    return {kind: _score(parts[kind], is_wrong) for kind in kinds if kind in parts}


def _taken_for(facts: Iterable[SuggestionFact]) -> dict[Category, Category]:
    """Return for each category that was missed what it was taken for most often; the first in order among equals."""
    missed: defaultdict[Category, Counter[Category]] = defaultdict(Counter)
    for fact in facts:
        if _is_other_category(fact):
            missed[fact.category][fact.suggested] += 1
    order = list(Category)
    return {
        category: max(taken, key=lambda one: (taken[one], -order.index(one)))
        for category, taken in sorted(missed.items(), key=lambda pair: order.index(pair[0]))
    }
