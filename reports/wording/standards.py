"""Standards → which share met them: "94,98% khu dân cư", "84/133 xã … (chiếm 63,2%)"."""

from collections.abc import Iterator
from decimal import Decimal

from domain.figures import StandardKey
from domain.structures import AreaKind, Standard
from locales import gettext as _
from reports.numbers import number, percent, percent_met
from reports.wording.telling import Telling, begun


def standard_sentences(telling: Telling) -> list[str]:
    """Return what the police assess in shares, and then the new countryside in fractions."""
    found = []
    if shares := ", ".join(_shares(telling)):
        said = _("By the standard of security and order, {whole} has {shares} that meet it.")
        found.append(said.format(whole=telling.setting.place(), shares=shares))
    if fractions := "; ".join(_fractions(telling)):
        said = _("{whole} has {fractions}.")
        found.append(said.format(whole=begun(telling.setting.place()), fractions=fractions))
    return found


def _counted(telling: Telling, standard: Standard, area: AreaKind) -> tuple[Decimal, Decimal]:
    """Return how many met a standard, and of how many; zero where that is not known."""
    met = telling.count(StandardKey(standard, area))
    return met, telling.count(StandardKey(standard, area, is_assessed=True))


def _shares(telling: Telling) -> Iterator[str]:
    for area in AreaKind:
        met, assessed = _counted(telling, Standard.SECURITY, area)
        if assessed:
            yield _("{share} of {areas}").format(share=percent_met(met / assessed), areas=telling.setting.area(area))
        elif met:
            yield _("{n} {areas}").format(n=number(met), areas=telling.setting.area(area))


def _fractions(telling: Telling) -> Iterator[str]:
    names = {
        Standard.NEW_COUNTRYSIDE: _("the standard of the new countryside"),
        Standard.MODEL_COUNTRYSIDE: _("the standard of the model new countryside"),
    }
    for standard, name in names.items():
        for area in AreaKind:
            met, assessed = _counted(telling, standard, area)
            values = {"areas": _rural(telling, area), "standard": name}
            if assessed:
                share = percent(met / assessed, decimals=1)
                said = _("{fraction} {areas} that meet {standard} ({share})")
                yield said.format(fraction=f"{number(met)}/{number(assessed)}", share=share, **values)
            elif met:
                yield _("{n} {areas} that meet {standard}").format(n=number(met), **values)


def _rural(telling: Telling, area: AreaKind) -> str:
    """Return what an area is called where only the countryside counts: wards have no part in it."""
    return _("rural communes") if area is AreaKind.COMMUNE else telling.setting.area(area)
