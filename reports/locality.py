"""A unit and a day → the words in which its sentences name the place and its parts, and what is a lower bound."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from domain.backfills import Backfill
from domain.entries import unit_day
from domain.figures import FigureKey
from domain.structures import AreaKind
from locales import gettext as _
from reports.numbers import number
from reports.wording import Locality
from storage import units
from storage.counted import Units
from storage.coverage import areas_of_coverage, lower_bounds
from storage.reach import reach
from storage.units import Unit

_NO_TOWNSHIPS_FROM = date(2025, 7, 1)
"""From this day on there are communes, wards and special zones only (Luật Tổ chức chính quyền địa phương 2025)."""


async def locality_of(
    session: AsyncSession, unit: Unit, unit_codes: Units, day: date, added: Iterable[Backfill] = ()
) -> Locality:
    """Return the words for a unit, in the current language.

    Args:
        session: The database.
        unit: Whose report it is.
        unit_codes: The unit and those below it, None for all.
        day: The last local day of the period.
        added: The totals from before that are added to the figures.
    """
    return Locality(
        whole=whole(unit),
        area_names={AreaKind.COMMUNE: _("communes, wards and townships")} if day < _NO_TOWNSHIPS_FROM else {},
        areas=await areas_of_coverage(session, unit_codes, day),
        counted_by=await _counted_by(session, unit_codes, day),
        at_least=(await lower_bounds(session, unit_codes, day)).union(one.figure for one in added if one.is_at_least),
    )


async def _counted_by(session: AsyncSession, unit_codes: Units, day: date) -> dict[FigureKey, str]:
    """Return whose the numbers are that are not of the whole place: of one commune by name, of some by their number."""
    found = await reach(session, unit_codes, day)
    alone = {one.only for one in found.values() if one.only}
    names = await units.named(session, alone, unit_day(day)) if alone else {}
    several = _("{n} of {all} communes and wards")
    return {
        key: _within(names[one.only].full_name)
        if one.only in names
        else several.format(n=number(one.communes), all=number(one.of))
        for key, one in found.items()
    }


def _within(name: str) -> str:
    """Return a unit's name as it stands within a sentence."""
    return name[:1].lower() + name[1:]


def whole(unit: Unit) -> str:
    """Return a place within a sentence: "toàn tỉnh"."""
    if unit.level == "country":
        return _("the whole country")
    known = {
        "tỉnh": _("the whole province"),
        "thành phố": _("the whole city"),
        "xã": _("the whole commune"),
        "phường": _("the whole ward"),
        "đặc khu": _("the whole special zone"),
    }
    return known.get(unit.kind.lower(), _("the whole area"))
