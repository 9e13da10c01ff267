"""What holds for whatever is entered in the registers: by whom, for which day, and under which name."""

import unicodedata
from datetime import date

from domain.access import COUNTRY, Role
from domain.errors import DomainError
from domain.periods import YEARS, DistantPeriodError

ENTERS = frozenset({Role.OFFICER, Role.COMMANDER, Role.COORDINATOR, Role.SUPERVISOR})
"""Roles that enter what their own unit did, and those below it."""

TWO_LEVELS_SINCE = date(2025, 7, 1)
"""Communes and provinces are what they are since then; what was before is entered for the unit that took its place."""

FORMULA_SIGNS = frozenset("=+-@＝＋－＠")
"""A name that begins with one of these is a formula to a spreadsheet."""

UNSEEN = frozenset({"Cc", "Cf", "Cs"})
"""Unicode categories of what steers a terminal or turns a line around, and of halves of letters."""


class FutureDayError(DomainError):
    """What is entered has not happened yet."""

    def __init__(self, day: date) -> None:
        """Keep the day."""
        super().__init__(str(day))
        self.day = day


def enters_for(role: Role, own_unit: str, unit_code: str, parent_code: str | None) -> bool:
    """Whether staff of a unit may enter for another one, given with the unit above it: their own and those below."""
    return role in ENTERS and (own_unit in {unit_code, parent_code} or own_unit == COUNTRY)


def check_day(day: date, today: date) -> None:
    """Raise FutureDayError for a day to come, and DistantPeriodError for one in a year that no report is about."""
    if day.year not in YEARS:
        raise DistantPeriodError(day)
    if day > today:
        raise FutureDayError(day)


def unit_day(day: date) -> date:
    """Return the day on which the unit must have been there for what was done on a day."""
    return max(day, TWO_LEVELS_SINCE)


def tidy(text: str) -> str:
    """Return a name in NFC on one line, without room around it and without letters that are not seen."""
    seen = (letter for letter in text if unicodedata.category(letter) != "Cf")
    return " ".join(unicodedata.normalize("NFC", "".join(seen)).split())


def name_key(text: str) -> str:
    """Return what two names have in common that are the same but for capitals and room."""
    return tidy(text).casefold()


def is_name(text: str) -> bool:
    """Whether a text can stand as a name in a list or a spreadsheet: no formula, nothing that is not seen."""
    return text[:1] not in FORMULA_SIGNS and not any(unicodedata.category(letter) in UNSEEN for letter in text)
