"""Coverage → in how many hamlets, communes or districts of all a structure is there: "12/12 bản"."""

from collections import defaultdict
from collections.abc import Iterator
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
    found = [one for one, quantity in areas.items() if quantity]
    return sorted(found, key=lambda one: (order.index(one[0]), -areas[one], one[1]))[:MOST_COVERAGES]


def _measured(telling: Telling, of: StructureType, name: str, measure: Measure) -> Decimal:
    """Return what was counted under a name, or under none: not under all of them."""
    if name:
        return telling.count(StructureKey(of, measure, name))
    cells = telling.cells(StructureKey(of, measure))
    unnamed = (cell.quantity for cell in cells if isinstance(cell.key, StructureKey) and not cell.key.name)
    return sum(unnamed, Decimal(0))


def _coverage(telling: Telling, of: StructureType, name: str) -> str:
    covered, areas = (_measured(telling, of, name, measure) for measure in (Measure.COVERED, Measure.AREAS))
    kind = telling.setting.areas.get((of, name))
    values = {
        "what": _what(of, name),
        "fraction": f"{number(covered)}/{number(areas)}",
        "areas": telling.setting.area(kind) if kind else _("places"),
    }
    if of is StructureType.CAMERA_SYSTEM:
        return _cameras(telling, name, values)
    if name and covered == areas and telling.count(MilestoneKey(of, Milestone.REPLICATED, name)):
        return _("{what} was replicated in {whole}, in {fraction} {areas}").format(
            whole=telling.setting.place(), **values
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
