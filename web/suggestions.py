"""How often the machine was right, each number with the way to its rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain import accuracy
from domain.accuracy import Accuracy, Score, SuggestionFact
from domain.periods import Period
from domain.rerouting import RoutingFact
from locales import gettext as _
from reports import labels
from reports.numbers import number, percent
from web.links import TIPS, Shown, link, of_period
from web.scope import Scope


@dataclass(frozen=True, slots=True)
class Line:
    """Suggestions of one kind.

    Attributes:
        name: Which kind.
        depth: 0 for a whole, 1 for a part of it.
        judged: How many tips, as it is read.
        judged_href: The list of them.
        wrong: For how many the machine was wrong.
        wrong_href: The list of them.
        share: The share for which it was right, None where there are too few.
    """

    name: str
    depth: int
    judged: str
    judged_href: str
    wrong: str
    wrong_href: str
    share: str | None


def lines(scope: Scope, period: Period, judged: Sequence[SuggestionFact], routing: Sequence[RoutingFact]) -> list[Line]:
    """Return the table; empty where there is nothing to judge."""
    found = accuracy.summarise(judged, routing)
    return [_line(scope, period, one) for one in _rows(found) if one.score.n]


@dataclass(frozen=True, slots=True)
class _Row:
    """A line before it is written: what it counts, and in which lists its tips are."""

    name: str
    depth: int
    score: Score
    judged: Shown
    wrong: Shown
    part: dict[str, object]


def _rows(found: Accuracy) -> Iterator[_Row]:
    yield _Row(_("What it is about"), 0, found.category, Shown.JUDGED, Shown.MISTAKEN, {})
    for category, score in sorted(found.by_category.items(), key=lambda pair: -pair[1].n):
        yield _Row(labels.category(category), 1, score, Shown.JUDGED, Shown.MISTAKEN, {"loai": category})
    yield _Row(_("How urgent it is"), 0, found.urgency, Shown.JUDGED, Shown.URGENCY_MISTAKEN, {})
    for level, score in found.by_urgency.items():
        yield _Row(labels.urgency(level), 1, score, Shown.JUDGED, Shown.URGENCY_MISTAKEN, {"mucdo": level})
    yield _Row(_("Where it is, as far as it was read"), 0, found.place, Shown.READ, Shown.MISREAD, {})
    for source, score in found.by_source.items():
        yield _Row(labels.place_source(source), 1, score, Shown.READ, Shown.MISREAD, {"cach": source})


def _line(scope: Scope, period: Period, row: _Row) -> Line:
    def to(shown: Shown) -> str:
        return link(TIPS, muc=shown, donvi=scope.unit.code, **of_period(period), **row.part)

    return Line(
        name=row.name[:1].upper() + row.name[1:],
        depth=row.depth,
        judged=number(row.score.n),
        judged_href=to(row.judged),
        wrong=number(row.score.wrong),
        wrong_href=to(row.wrong),
        share=None if row.score.share is None else percent(row.score.share),
    )
