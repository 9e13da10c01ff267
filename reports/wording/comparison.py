"""Figures of two periods → "So với cùng kỳ năm trước: nguồn tin tăng 12,5%; vụ việc về giao thông giảm 40%"."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from domain.answers import Answers
from domain.figures import FigureKey, Figures, IncidentKey, TipKey
from domain.outcomes import Value
from domain.tip import Category
from locales import gettext as _
from reports import labels
from reports.numbers import NumberStyle, day, percent
from reports.wording.telling import Telling

_LEAST = 10
"""A category of fewer incidents a year before is left out: one more or less would be a tenth of them."""

_FELL_FAR = Decimal("0.5")
"""A fall by half and more may be called one without its number."""


def comparison_sentence(
    telling: Telling, before: Figures | None, totals: Answers | None = None, closed_on: date | None = None
) -> list[str]:
    """Return how the tips and the incidents stand to those of the same period of the year before, or nothing.

    Per cent of nothing are none, so what was not there a year before is left out. So is a number of which documents of
    before tell something: what was recorded here is then only a part of it.

    Args:
        telling: The figures of the report.
        before: Those of the year before, None where nothing is compared.
        totals: What documents of before tell; None for nothing.
        closed_on: The local day on which the figures of the year before were closed, None where they were not.
    """
    told_before = totals or Answers()
    if before is None:
        return []
    earlier = Telling.of(before, telling.style, telling.locality)
    told = [
        _("{name} {change}").format(name=name, change=change(telling.count(key), was, telling.style))
        for key, name, least in _compared()
        if not told_before.touch(key) and (was := earlier.count(key)) >= least
    ]
    if not told:
        return []
    if closed_on is None:
        return [_("Compared with the same period last year: {changes}.").format(changes="; ".join(told))]
    said = _("Compared with the same period last year (figures as closed on {day}): {changes}.")
    return [said.format(day=day(closed_on), changes="; ".join(told))]


def _compared() -> Iterator[tuple[FigureKey, str, int]]:
    """Yield what is compared, its name, and from how many a year before on."""
    yield TipKey(), _("tips"), 1
    yield TipKey(value=Value.VALUABLE), _("valuable tips"), 1
    yield IncidentKey(), _("incidents resolved"), 1
    for category in Category:
        name = labels.category(category)
        about = _("incidents about {category}").format(category=name[:1].lower() + name[1:])
        yield IncidentKey(category=category), about, _LEAST


def change(now: Decimal, before: Decimal, style: NumberStyle) -> str:
    """Return how a number stands to the one before, which is not zero.

    Where numbers are only hinted at, a fall by half and more is "giảm hẳn".
    """
    share = abs(now - before) / before
    if now == before:
        return _("as many")
    if now > before:
        return _("{share} more").format(share=percent(share))
    if style is NumberStyle.MANY and share >= _FELL_FAR:
        return _("far fewer")
    return _("{share} fewer").format(share=percent(share))
