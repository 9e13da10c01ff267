"""Coverage → in how many hamlets, communes or districts of all a structure is there: "12/12 bản"."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from domain.figures import MilestoneKey, StructureKey
from domain.structures import Measure, Milestone, StructureType
from locales import gettext as _
from reports.numbers import number
from reports.wording.structures import structures
from reports.wording.telling import Telling, begun

MOST_COVERAGES = 12
"""So many stand in a sentence, the widest first."""


def coverage_sentence(telling: Telling) -> list[str]:
    """Return one sentence about all coverage, or nothing."""
    told = [_coverage(telling, of, name) for of, name in _covering(telling)]
    return [f"{begun('; '.join(told))}."] if told else []


def _covering(telling: Telling) -> list[tuple[StructureType, str]]:
    """Return the types and names that have areas to cover, the widest first; an empty name for those without one."""
    areas: defaultdict[tuple[StructureType, str], Decimal] = defaultdict(Decimal)
    for of in StructureType:
        for cell in telling.cells(StructureKey(of, Measure.AREAS)):
            if isinstance(cell.key, StructureKey):
                areas[of, cell.key.name or ""] += cell.quantity
    order = list(StructureType)
    found = [one for one, quantity in areas.items() if quantity and _is_there(telling, *one)]
    return sorted(found, key=lambda one: (order.index(one[0]), -areas[one], one[1]))[:MOST_COVERAGES]


def _is_there(telling: Telling, of: StructureType, name: str) -> bool:
    """Whether it is known that a structure is in any place, or in none: what nobody has counted is not none."""
    return _is_fraction(telling, of, name) or _measured(telling, of, name, Measure.COVERED) > 0


def _is_fraction(telling: Telling, of: StructureType, name: str) -> bool:
    """Whether it is known of how many places in all, and in how many of them, a structure is there."""
    keys = (StructureKey(of, measure, name) for measure in (Measure.COVERED, Measure.AREAS))
    bounds = {replace(bound, owner=None) for bound in telling.locality.at_least if isinstance(bound, StructureKey)}
    return bounds.isdisjoint(keys)


def _measured(telling: Telling, of: StructureType, name: str, measure: Measure) -> Decimal:
    """Return what was counted under a name, or under none: not under all of them."""
    if name:
        return telling.count(StructureKey(of, measure, name))
    cells = telling.cells(StructureKey(of, measure))
    unnamed = (cell.quantity for cell in cells if isinstance(cell.key, StructureKey) and not cell.key.name)
    return sum(unnamed, Decimal(0))


def _coverage(telling: Telling, of: StructureType, name: str) -> str:
    covered, areas = (_measured(telling, of, name, measure) for measure in (Measure.COVERED, Measure.AREAS))
    kind = telling.locality.areas.get((of, name))
    whole = StructureKey(of, Measure.AREAS, name)
    is_whole = whole not in telling.locality.counted_by
    names = telling.locality.area(kind) if kind else _("places")
    values = {
        "what": _what(of, name),
        "fraction": f"{number(covered)}/{number(areas)}" if _is_fraction(telling, of, name) else number(covered),
        "areas": names
        if is_whole
        else _("{areas} of {place}").format(areas=names, place=telling.locality.place(whole)),
    }
    if of is StructureType.CAMERA_SYSTEM:
        return _cameras(telling, name, values)
    if name and is_whole and covered == areas and telling.count(MilestoneKey(of, Milestone.REPLICATED, name)):
        return _("{what} was replicated in {whole}, in {fraction} {areas}").format(
            whole=telling.locality.place(), **values
        )
    return _("{what} is at work in {fraction} {areas}").format(**values)


def _cameras(telling: Telling, name: str, values: dict[str, str]) -> str:
    cameras = _measured(telling, StructureType.CAMERA_SYSTEM, name, Measure.CAMERAS)
    if not cameras:
        return _("{what} is being set up in {fraction} {areas}").format(**values)
    told = _("{what} has {fraction} models in the {areas}, with {n} cameras in all").format(n=number(cameras), **values)
    owners = set(_owners(telling, name))
    if len(owners) != 1 or "" in owners:
        return told
    return _("{cameras} installed by {owner}").format(cameras=told, owner=owners.pop())


def _owners(telling: Telling, name: str) -> Iterator[str]:
    for cell in telling.cells(StructureKey(StructureType.CAMERA_SYSTEM, Measure.CAMERAS)):
        if isinstance(cell.key, StructureKey) and (cell.key.name or "") == name and cell.quantity:
            yield cell.key.owner or ""


def _what(of: StructureType, name: str) -> str:
    """Return the structure that covers, without a number: mô hình “Camera với ANTT”."""
    named = of in (StructureType.MODEL, StructureType.CAMERA_SYSTEM)
    if name and named:
        return _("the model “{name}”").format(name=name)
    what = structures(of, 2).format(n="").strip()
    return _("{structures} “{name}”").format(structures=what, name=name) if name else what
