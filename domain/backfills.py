"""Totals from before the system (số liệu lũy kế): a number that was reported once, with the document it stands in.

They are never mixed with figures that are computed: what has no rows behind it is printed apart, with its document.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.entries import is_name
from domain.errors import DomainError
from domain.figure_ids import figure_id
from domain.figure_keys import FigureKey, TipKey, counted_in
from domain.outcomes import FRACTIONAL, MAX_QUANTITY

MAX_DOCUMENT = 300
"""Letters of the name of a document."""

MAX_FIGURE = 200
"""Letters of a figure's id; names of models count thrice and more, as they are written in ids."""


@dataclass(frozen=True, slots=True)
class Backfill:
    """A total of a period, taken from a document.

    Attributes:
        figure: What it is a total of.
        quantity: How many, in the figure's unit of count.
        start: The first local day.
        end: The last local day, which belongs to it.
        document: Where it is written, such as "Báo cáo 123/BC-CAT ngày 10/12/2024".
    """

    figure: FigureKey
    quantity: Decimal
    start: date
    end: date
    document: str


class InvalidBackfillError(DomainError):
    """A total does not hold together; `part` says what is wrong: figure, quantity, days or document."""

    def __init__(self, part: str) -> None:
        """Keep which part is wrong."""
        super().__init__(part)
        self.part = part


def check_backfill(total: Backfill) -> None:
    """Raise InvalidBackfillError where the total does not hold together."""
    if len(figure_id(total.figure)) > MAX_FIGURE or (isinstance(total.figure, TipKey) and total.figure.model):
        # A model's row is the number of something entered here; a total from before knows its name only.
        raise InvalidBackfillError("figure")
    if not total.quantity.is_finite() or not 0 <= total.quantity <= MAX_QUANTITY:
        raise InvalidBackfillError("quantity")
    parts = total.quantity * 1000 if counted_in(total.figure) in FRACTIONAL else total.quantity
    if parts != parts.to_integral_value():
        raise InvalidBackfillError("quantity")
    if total.end < total.start:
        raise InvalidBackfillError("days")
    if not total.document.strip() or len(total.document) > MAX_DOCUMENT or not is_name(total.document):
        raise InvalidBackfillError("document")
