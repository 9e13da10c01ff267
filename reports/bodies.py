"""Who reports, to whom, and how a document of theirs is headed.

These words stand in administrative documents in Vietnamese alone, whatever language somebody reads figures in.
"""

from datetime import date

from reports.contents import Letterhead
from storage.units import Unit

MINISTRY = "Bộ Công an"

_SYMBOLS = {"xã": "CAX", "phường": "CAP", "đặc khu": "CAĐK", "tỉnh": "CAT", "thành phố": "CATP"}
"""What stands for a body in the symbol of its reports; a unit's own template may say it otherwise."""

_SIGNERS = {"commune": "Trưởng Công an", "province": "Giám đốc", "country": "Thủ trưởng đơn vị"}


def body_of(unit: Unit) -> str:
    """Return the police of a unit as documents name it."""
    return MINISTRY if unit.level == "country" else f"Công an {unit.kind} {unit.name}"


def letterhead_of(unit: Unit, above: Unit | None, *, on: date) -> Letterhead:
    """Return what a document of a unit carries around its words.

    Args:
        unit: Whose document it is.
        above: The unit above, None for the country.
        on: The day it is dated.
    """
    superior = body_of(above) if above is not None else ""
    return Letterhead(
        superior=superior,
        body=body_of(unit),
        symbol=f"BC-{_SYMBOLS.get(unit.kind, 'BCA')}",
        place="Hà Nội" if unit.level == "country" else unit.name,
        on=on,
        signer=_SIGNERS.get(unit.level, _SIGNERS["country"]),
        recipients=(superior,) if superior else (),
    )
