"""The data behind the buttons of reports, and the states in which their words are awaited.

It comes from the client: every handler checks again what it may do.
"""

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from pydantic import Field

from handlers.callbacks import Row
from handlers.figure_lists import FigureSection

Flags = Annotated[str, Field(pattern="^r?s?$")]
"""What was chosen beside the form: r for rounded numbers, s for totals from before the system added."""

Code = Annotated[str, Field(pattern="^([0-9]{1,8}|VN)?$")]
"""A unit's code, empty where none was chosen yet."""


class ReportStates(StatesGroup):
    """What a supervisor types while a report or one of its figures is chosen."""

    naming_unit = State()
    naming_period = State()
    naming_figure = State()


class ChooseReport(CallbackData, prefix="rep"):
    """Choose a report; what is not named yet is asked for."""

    unit: Code = ""
    period: str = ""
    flags: Flags = ""


class NameUnit(CallbackData, prefix="repu"):
    """Type the name of a unit below."""

    period: str = ""


class NamePeriod(CallbackData, prefix="repd"):
    """Type the days."""

    unit: Code


class MakeReport(CallbackData, prefix="repm"):
    """Make the report, in this form."""

    unit: Code
    period: str
    form: Literal["text", "docx", "xlsx", "png"]
    flags: Flags = ""


class ListFigures(CallbackData, prefix="repf"):
    """Show the figures that can be opened."""

    unit: Code
    period: str


class ListSection(CallbackData, prefix="reps"):
    """Show the figures of one part of the list, page by page."""

    unit: Code
    period: str
    section: FigureSection
    page: Annotated[int, Field(ge=0, lt=1_000)] = 0


class OpenFigure(CallbackData, prefix="repo"):
    """Show the rows that a figure sums; it is named by the beginning of its id's SHA-256, because ids are long."""

    unit: Code
    period: str
    figure: Annotated[str, Field(pattern="^[0-9a-f]{8}$")]
    after: Row = 0
