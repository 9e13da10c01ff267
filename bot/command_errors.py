"""What the command line says of what cannot be: what is wrong, what would be right, and what to do next."""

from pathlib import Path

from domain.errors import DomainError
from domain.periods import (
    YEARS,
    BackwardPeriodError,
    DistantPeriodError,
    PeriodName,
    UnknownPeriodError,
    UnreadablePeriodError,
)
from storage.units import UnitNotFoundError

OUT_IS_WRONG = "--out names a file in a folder that is there and can be written to"


def sentence(error: DomainError) -> str:
    """Return the sentence for an expected refusal; what carries a sentence of its own keeps it."""
    match error:
        case BackwardPeriodError():
            return f"the last day, {error.end}, lies before the first, {error.start}; say the earlier one with --from"
        case DistantPeriodError():
            return f"no report is made of the year {error.day.year}; a day lies in the years {YEARS[0]} to {YEARS[-1]}"
        case UnreadablePeriodError():
            return f"“{error.text}” is no day; write one as 2026-11-30 or 30/11/2026"
        case UnknownPeriodError():
            names = ", ".join(PeriodName)
            return f"no period is named “{error.name}”; --period takes {names}, or the name of a campaign"
        case UnitNotFoundError():
            return f"there is no unit {error}; a commune has five digits, a province two, or VN"
        case _:
            return str(error)


def out_fault(to: Path | None) -> str:
    """Return what is wrong with the file that something is to be written to, before any work is done for it."""
    if to is None or (to.parent.is_dir() and not to.is_dir()):
        return ""
    wrong = f"{to} is a folder" if to.is_dir() else f"there is no folder {to.parent}"
    return f"{wrong}; {OUT_IS_WRONG}"
