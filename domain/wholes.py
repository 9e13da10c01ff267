"""Numbers of a unit that those of units below it are part of, so that nothing is counted twice."""

from dataclasses import dataclass
from decimal import Decimal

from domain.figure_keys import FigureKey


@dataclass(frozen=True, slots=True)
class Whole:
    """A number of a unit that stands for its whole area, and what was not added to it.

    Attributes:
        unit_code: The unit whose number stands.
        figure: What it has counted.
        units: How many units below it have counted the same.
        quantity: How much they have counted together.
    """

    unit_code: str
    figure: FigureKey
    units: int
    quantity: Decimal
