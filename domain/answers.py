"""What documents of before tell of figures: a number, its parts, or only some of them; then the whole is not known."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from domain.backfills import Backfill
from domain.figure_keys import ActivityKey, FigureKey, OutcomeKey, TipKey, includes, outcome_key, overlap
from domain.outcomes import CHOICES, RULES, Attribute, Value
from domain.tip import SourceGroup


@dataclass(frozen=True, slots=True)
class Answers:
    """What documents of before tell of figures, each document and its days for itself.

    Attributes:
        documents: The figures that each of them tells; none where nothing is added.
    """

    documents: tuple[frozenset[FigureKey], ...] = ()

    @classmethod
    def of(cls, totals: Iterable[Backfill]) -> "Answers":
        """Return what these totals tell."""
        found: defaultdict[tuple[str, date, date], set[FigureKey]] = defaultdict(set)
        for total in totals:
            found[total.document, total.start, total.end].add(total.figure)
        return cls(tuple(map(frozenset, found.values())))

    def touch(self, key: FigureKey) -> bool:
        """Whether a document tells anything of what the key asks for."""
        return any(overlap(key, one) for document in self.documents for one in document)

    def tell(self, key: FigureKey) -> bool:
        """Whether every document that tells anything of the key tells its number: itself, or in parts without a gap."""
        return all(_is_told(document, key) for document in self.documents)


def _is_told(document: frozenset[FigureKey], key: FigureKey) -> bool:
    return not any(overlap(key, one) for one in document) or _is_covered(document, key)


def _is_covered(document: frozenset[FigureKey], key: FigureKey) -> bool:
    """Whether a document tells a figure, or all parts of it by one of what limits it."""
    if key in document:
        return True
    if not any(includes(key, one) for one in document):
        return False
    return any(all(_is_covered(document, part) for part in parts) for parts in _partitions(key))


def _partitions(key: FigureKey) -> Iterator[list[FigureKey]]:
    """Yield the ways in which a figure falls into parts that together are all of it."""
    match key:
        case TipKey():
            if key.value is None:
                yield [replace(key, value=value) for value in Value]
            if key.source_group is None:
                yield [replace(key, source_group=group) for group in SourceGroup]
        case OutcomeKey():
            said = dict(key.attributes)
            for name in RULES[key.type].attributes:
                if name not in said:
                    yield [_with_attribute(key, name, value) for value in CHOICES[name]]
            if key.source_group is None:
                yield [replace(key, source_group=group) for group in SourceGroup]
        case ActivityKey(by=None):
            yield [replace(key, by=group) for group in SourceGroup]


def _with_attribute(key: OutcomeKey, name: Attribute, value: str) -> OutcomeKey:
    limited = {**dict(key.attributes), name: value}
    return outcome_key(key.type, key.unit, limited, source_group=key.source_group, contribution=key.contribution)
