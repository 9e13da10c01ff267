"""Totals from before the system → "Theo số liệu từ … đến … (nguồn: …): …", apart from what was computed.

They are added only when asked, and the report then says so. Only what is counted over a time can be added; how many
teams there were in a year long past says nothing of today, so such totals always stand apart. A document may tell only
a part of a number, such as the valuable tips without all tips: the whole is then not known, and is not told.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.answers import Answers
from domain.backfills import Backfill
from domain.figure_keys import overlap
from domain.figures import (
    ActivityKey,
    Figure,
    FigureKey,
    Figures,
    IncidentKey,
    MilestoneKey,
    OutcomeKey,
    TipKey,
    counted_in,
    includes,
)
from domain.outcomes import Attribute, OutcomeType
from locales import gettext as _
from reports import labels
from reports.naming import figure_name
from reports.numbers import NumberStyle, at_least, day, number, styled


class Earlier(StrEnum):
    """What becomes of totals from before."""

    APART = "apart"
    SUMMED = "summed"


def is_over_time(figure: FigureKey) -> bool:
    """Whether a figure is counted over a time, and not as it stands on a day."""
    return isinstance(figure, TipKey | OutcomeKey | IncidentKey | ActivityKey | MilestoneKey)


def is_summed(total: Backfill) -> bool:
    """Whether a total can be added: it was counted over a time, and a sentence tells of those who gave or did it.

    Of weapons a sentence tells by kind and by how they were recovered, so a total of all of them stands apart.
    """
    match total.figure:
        case OutcomeKey(type=OutcomeType.WEAPON_RECOVERED, attributes=attributes, source_group=group):
            return group is not None and {Attribute.ITEM_KIND, Attribute.RECOVERY} <= dict(attributes).keys()
        case TipKey(source_group=group) | OutcomeKey(source_group=group) | ActivityKey(by=group):
            return group is not None
        case MilestoneKey():
            return True
        case _:
            return False


def together(figures: Figures, totals: Sequence[Backfill]) -> Figures:
    """Return the figures with totals added, so that each question a document answers gets its sum.

    A document may say 27.000 tips, and 25.500 valuable ones: the second are among the first. So a total is added less
    those of the same document and days that it includes. Documents of several units with one name and the same days
    are taken as one: each of them is expected to answer the same questions.
    """
    documents: defaultdict[tuple[str, date, date], defaultdict[FigureKey, Decimal]]
    documents = defaultdict(lambda: defaultdict(Decimal))
    for total in totals:
        documents[total.document, total.start, total.end][total.figure] += total.quantity
    return Figures((*figures.cells, *(cell for answers in documents.values() for cell in _without_parts(answers))))


def _without_parts(answers: Mapping[FigureKey, Decimal]) -> list[Figure]:
    """Return the totals of one document and its days, each less those that it includes: together they add up."""
    cells: list[Figure] = []
    # A total comes after all that it includes, for it includes more of them than any of those does.
    for key in sorted(answers, key=lambda key: sum(includes(key, other) for other in answers)):
        within = (cell.quantity for cell in cells if includes(key, cell.key))
        cells.append(Figure(key, answers[key] - sum(within)))
    return cells


def added_lines(found: Figure, totals: Sequence[Backfill]) -> list[str]:
    """Return what a report with totals from before prints of a figure, for who opens it: totals have no rows.

    Args:
        found: The figure as it is without them.
        totals: Those of the report's days; what cannot be added is passed over.
    """
    added = [total for total in totals if is_summed(total) and overlap(found.key, total.figure)]
    if not added:
        return []
    if not Answers.of(added).tell(found.key):
        return [_("With totals from before this number is not printed: a document tells a part of it alone.")]
    whole = together(Figures((found,)), added).find(found.key).quantity
    said = _("With totals from before: {n}. What they add has no rows here, but documents:")
    return [said.format(n=number(whole)), *summed_note(added, NumberStyle.EXACT)]


def summed_note(totals: Sequence[Backfill], style: NumberStyle) -> list[str]:
    """Return which totals were added, a sentence for each document and its days."""
    return [
        _("These figures include {source}: {totals}.").format(source=source, totals="; ".join(_lines(some, style)))
        for source, some in _by_source(totals)
    ]


def apart(totals: Sequence[Backfill], style: NumberStyle) -> list[str]:
    """Return totals that were not added, a sentence for each document and its days."""
    return [
        _("According to {source}: {totals}.").format(source=source, totals="; ".join(_lines(some, style)))
        for source, some in _by_source(totals)
    ]


def _by_source(totals: Sequence[Backfill]) -> Iterator[tuple[str, list[Backfill]]]:
    for source in dict.fromkeys(map(_source, totals)):
        yield source, [total for total in totals if _source(total) == source]


def _source(total: Backfill) -> str:
    days = _("data from {start} to {end} (source: {document})")
    return days.format(start=day(total.start), end=day(total.end), document=total.document)


def _lines(totals: Sequence[Backfill], style: NumberStyle) -> Iterator[str]:
    for total in totals:
        unit = counted_in(total.figure)
        yield _("{name} ({unit}): {n}").format(
            name=figure_name(total.figure),
            n=at_least(total.quantity, style) if total.is_at_least else styled(total.quantity, style, unit),
            unit=labels.unit_of(total.figure),
        )
