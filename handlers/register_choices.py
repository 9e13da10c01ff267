"""The data behind the buttons of registers and enrolment. It comes from the client, like that of `handlers.callbacks`.

What is being entered is kept with the talk (`handlers.register_forms`): buttons name its number, so that a button of an
entry that was recorded since records nothing again.
"""

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from domain.structures import Measure, StructureType
from handlers.callbacks import Row

Number = Annotated[int, Field(ge=0, lt=1_000_000)]
"""The number of a form in its talk."""

Page = Annotated[int, Field(ge=0, lt=1_000)]


# Activities.


class NewActivity(CallbackData, prefix="act"):
    """Begin an activity."""


class FillActivity(CallbackData, prefix="actf"):
    """Give a part of an activity; without a value it asks for it. A dash leaves it out."""

    form: Number
    part: str
    value: str = ""


class ShowActivity(CallbackData, prefix="acts"):
    """Show the activity that is being entered."""

    form: Number


class KeepActivity(CallbackData, prefix="actk"):
    """Record it."""

    form: Number


class ListActivities(CallbackData, prefix="actl"):
    """List this month's activities of the unit."""


class OpenActivity(CallbackData, prefix="acto"):
    """Show one of them."""

    activity: Row


class CorrectActivity(CallbackData, prefix="actc"):
    """Enter what is to stand in place of it."""

    activity: Row


class VoidActivity(CallbackData, prefix="actv"):
    """Take it back; asks once more before it does."""

    activity: Row
    sure: bool = False


# Structures.


class ListStructures(CallbackData, prefix="cc"):
    """List the unit's structures: without a type, how many there are of each."""

    type: StructureType | None = None
    page: Page = 0


class OpenStructure(CallbackData, prefix="cco"):
    """Show a structure."""

    structure: Row


class NewStructure(CallbackData, prefix="ccn"):
    """Begin to register a structure."""


class FillStructure(CallbackData, prefix="ccf"):
    """Give a part of it; without a value it asks for it. A dash leaves it out."""

    form: Number
    part: str
    value: str = ""


class ShowStructure(CallbackData, prefix="ccs"):
    """Show the structure that is being entered."""

    form: Number


class KeepStructure(CallbackData, prefix="cck"):
    """Register it."""

    form: Number


Change = Literal["count", "replicated", "recognised", "end"]
"""What may become of a structure."""


class ChangeStructure(CallbackData, prefix="ccc"):
    """Count something of a structure anew, or note a milestone or its end; a count without a measure asks for it."""

    structure: Row
    change: Change
    measure: Measure | None = None


class CorrectStructure(CallbackData, prefix="ccx"):
    """Register what is to stand in place of it."""

    structure: Row


class WithdrawStructure(CallbackData, prefix="ccw"):
    """It was entered by mistake; asks once more before it counts no more."""

    structure: Row
    sure: bool = False


class FillChange(CallbackData, prefix="ccg"):
    """Give the number or the day of that; without a value it asks for it."""

    form: Number
    part: Literal["quantity", "on"]
    value: str = ""


class KeepChange(CallbackData, prefix="cch"):
    """Record it."""

    form: Number


# Enrolment.


class ShowEnrolment(CallbackData, prefix="gd"):
    """Show how many are enrolled with a unit, and its links; without a unit it asks for one."""

    unit: Annotated[str, Field(max_length=8)] = ""


class MakeLink(CallbackData, prefix="gdm"):
    """Make a link for the grassroots force (0) or a model; without days it asks for them.

    `after` is the unit's newest link when this was offered: pressed twice, only one is made.
    """

    unit: Annotated[str, Field(max_length=8)]
    structure: Row = 0
    days: Annotated[int, Field(ge=0, le=365)] = 0
    after: Row = 0


class EndLink(CallbackData, prefix="gde"):
    """End a link."""

    link: Row


class Enrol(CallbackData, prefix="gdy"):
    """Enrol by a link that was opened: it is named by its token, for row numbers can be guessed."""

    token: Annotated[str, Field(max_length=40)]


class StayAsIs(CallbackData, prefix="gdn"):
    """Do not enrol, or do not leave."""


class Leave(CallbackData, prefix="gdl"):
    """Leave what one had enrolled in."""
