"""Figures → the sentences in which the movement "Toàn dân bảo vệ an ninh Tổ quốc" reports them.

`sentences` says everything; each module has one part of it: tips and outcomes, activities, structures, coverage,
milestones, standards, totals from before, and the comparison with the same period of the year before.
"""

from collections.abc import Sequence
from datetime import date

from domain.answers import Answers
from domain.backfills import Backfill
from domain.figures import Figures
from reports.numbers import NumberStyle
from reports.wording.activities import doings
from reports.wording.comparison import comparison_sentence
from reports.wording.coverage import coverage_sentence
from reports.wording.earlier import Earlier, apart, is_summed, summed_note, together
from reports.wording.milestones import milestone_sentence
from reports.wording.standards import standard_sentences
from reports.wording.structures import structure_sentences
from reports.wording.telling import Locality, Telling
from reports.wording.tips import group_sentences

__all__ = ["Earlier", "Locality", "sentences"]


def sentences(
    figures: Figures,
    style: NumberStyle = NumberStyle.EXACT,
    *,
    backfilled: Sequence[Backfill] | None = None,
    earlier: Earlier = Earlier.APART,
    before: Figures | None = None,
    before_closed_on: date | None = None,
    locality: Locality | None = None,
) -> list[str]:
    """Return the movement's sentences in the current language; a part appears only where its number is above zero.

    Args:
        figures: Of one unit and period.
        style: How exact the numbers are.
        backfilled: Totals from before the system; see `reports.wording.earlier`.
        earlier: Whether those stand apart, or are added, which is then said.
        before: Those of the same period of the year before, None where nothing is compared.
        before_closed_on: The local day on which these were closed, None where they are as computed today.
        locality: What the place and its parts are called; None for neutral words.
    """
    totals = list(backfilled or ())
    added = [total for total in totals if is_summed(total)] if earlier is Earlier.SUMMED else []
    known = locality or Locality()
    telling = Telling.of(together(figures, added), style, known, Answers.of(added))
    return [
        *group_sentences(telling, doings),
        *structure_sentences(telling),
        *coverage_sentence(telling),
        *milestone_sentence(telling),
        *standard_sentences(telling),
        *comparison_sentence(Telling.of(figures, style, known), before, Answers.of(totals), before_closed_on),
        *summed_note(added, style),
        *apart([total for total in totals if total not in added], style),
    ]
