"""Totals from before the system (số liệu lũy kế): a number that was reported once, with the document it stands in.

They are never mixed with figures that are computed: what has no rows behind it is printed apart, with its document.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.entries import is_name
from domain.errors import DomainError
from domain.figure_ids import figure_id
from domain.figure_keys import FigureKey, MilestoneKey, StructureKey, TipKey, counted_in, includes
from domain.outcomes import FRACTIONAL, MAX_QUANTITY
from domain.structures import MAX_NAME, MAX_OWNER

MAX_DOCUMENT = 300
"""Letters of the name of a document."""

MAX_FIGURE = 4_000
"""Letters of a figure's id: a name and an owner of the register, each letter of which may take twelve, and the rest."""


@dataclass(frozen=True, slots=True)
class Backfill:
    """A total of a period, taken from a document.

    Attributes:
        figure: What it is a total of.
        quantity: How many, in the figure's unit of count.
        start: The first local day.
        end: The last local day, which belongs to it.
        document: Where it is written, such as "Báo cáo 123/BC-CAT ngày 10/12/2024".
        is_at_least: Whether something of it was not counted, so that it is a lower bound: "hơn 543".
    """

    figure: FigureKey
    quantity: Decimal
    start: date
    end: date
    document: str
    is_at_least: bool = False


class InvalidBackfillError(DomainError):
    """A total does not hold together; `part` says what is wrong: figure, quantity, days or document."""

    def __init__(self, part: str) -> None:
        """Keep which part is wrong."""
        super().__init__(part)
        self.part = part


def check_backfill(total: Backfill) -> None:
    """Raise InvalidBackfillError where the total does not hold together."""
    if not _is_known_before(total.figure) or len(figure_id(total.figure)) > MAX_FIGURE:
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


def _is_known_before(figure: FigureKey) -> bool:
    """Whether a document can tell of a figure: of models it knows names, as the register would, and no rows."""
    match figure:
        case TipKey(model=model):
            # A model's row is the number of something entered here.
            return model is None
        case StructureKey(name=name, owner=owner) | MilestoneKey(name=name, owner=owner):
            return len(name or "") <= MAX_NAME and len(owner or "") <= MAX_OWNER
        case _:
            return True


def is_contained(total: Backfill, above: Backfill) -> bool:
    """Whether the total of a unit must not be added to that of a unit above it: its own is, or may be, part of that.

    That is so where both have a day in common and one figure includes the other: what a province has reported holds
    what its communes had. Days that only the lower one has are lost then, which is told, and nothing is added twice.
    """
    share_days = total.start <= above.end and above.start <= total.end
    one, other = total.figure, above.figure
    return share_days and (includes(one, other) or includes(other, one))
