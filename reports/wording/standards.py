"""Standards → which share met them: "94,98% khu dân cư", "84/133 xã … (chiếm 63,2%)"."""

from collections.abc import Iterator
from decimal import Decimal

from domain.figures import StandardKey
from domain.structures import AreaKind, Standard
from locales import gettext as _
from reports.numbers import number, percent, percent_met
from reports.wording.telling import Telling, begun


def standard_sentences(telling: Telling) -> list[str]:
    """Return what the police assess in shares, and then the new countryside in fractions, by the place they are of."""
    found = []
    for place in _places(telling):
        if shares := ", ".join(_shares(telling, place)):
            by_standard = _("By the standard of security and order, {whole} has {shares} that meet it.")
            found.append(by_standard.format(whole=place, shares=shares))
    said = _("{whole} has {fractions}.")
    fractions = {place: "; ".join(_fractions(telling, place)) for place in _places(telling)}
    return found + [said.format(whole=begun(place), fractions=told) for place, told in fractions.items() if told]


def _places(telling: Telling) -> list[str]:
    """Return the places that numbers of standards are of, the whole first."""
    keys = (StandardKey(standard, area) for standard in Standard for area in AreaKind)
    return list(dict.fromkeys([telling.locality.place(), *map(telling.locality.place, keys)]))


def _counted(telling: Telling, standard: Standard, area: AreaKind) -> tuple[Decimal, Decimal]:
    """Return how many met a standard, and of how many; zero where that is not known."""
    met = telling.count(StandardKey(standard, area))
    return met, telling.count(StandardKey(standard, area, is_assessed=True))


def _shares(telling: Telling, place: str) -> Iterator[str]:
    for area in AreaKind:
        if telling.locality.place(StandardKey(Standard.SECURITY, area)) != place:
            continue
        met, assessed = _counted(telling, Standard.SECURITY, area)
        if assessed:
            yield _("{share} of {areas}").format(share=percent_met(met / assessed), areas=telling.locality.area(area))
        elif met:
            yield _("{n} {areas}").format(n=number(met), areas=telling.locality.area(area))


def _fractions(telling: Telling, place: str) -> Iterator[str]:
    names = {
        Standard.NEW_COUNTRYSIDE: _("the standard of the new countryside"),
        Standard.MODEL_COUNTRYSIDE: _("the standard of the model new countryside"),
    }
    for standard, name in names.items():
        for area in AreaKind:
            if telling.locality.place(StandardKey(standard, area)) != place:
                continue
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
    return _("rural communes") if area is AreaKind.COMMUNE else telling.locality.area(area)
