"""A unit and a day → the words in which its sentences name the place and its parts."""

from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from domain.structures import AreaKind
from locales import gettext as _
from reports.wording import Setting
from storage.counted import Units
from storage.coverage import areas_of_coverage
from storage.units import Unit

_NO_TOWNSHIPS_FROM = date(2025, 7, 1)
"""From this day on there are communes, wards and special zones only (Luật Tổ chức chính quyền địa phương 2025)."""


async def setting_of(session: AsyncSession, unit: Unit, unit_codes: Units, day: date) -> Setting:
    """Return the words for a unit, in the current language.

    Args:
        session: The database.
        unit: Whose report it is.
        unit_codes: The unit and those below it, None for all.
        day: The last local day of the period.
    """
    return Setting(
        whole=whole(unit),
        area_names={AreaKind.COMMUNE: _("communes, wards and townships")} if day < _NO_TOWNSHIPS_FROM else {},
        areas=await areas_of_coverage(session, unit_codes, day),
    )


def whole(unit: Unit) -> str:
    """Return a place within a sentence: "toàn tỉnh"."""
    if unit.level == "country":
        return _("the whole country")
    return _("the whole {kind}").format(kind=unit.kind.lower())
