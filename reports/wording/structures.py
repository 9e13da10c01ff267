"""Structures → what the movement stands on: teams, fire groups, models, clubs and cameras, with who keeps them up.

What the whole place has is told first, then what each body keeps up, by name; kinds that one body keeps up alone are
told only there.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal

from domain.figures import KindsKey, MilestoneKey, StructureKey
from domain.structures import Measure, Milestone, StructureType
from locales import gettext as _
from locales import ngettext
from reports.numbers import percent_met
from reports.wording.telling import Telling, begun, listed

MOST_NAMED = 12
"""So many names stand in a sentence; the tables have them all."""

MOST_OWNERS = 12
"""So many bodies have a sentence of their own, those that keep up most."""

TEAMS = (
    StructureType.PEOPLES_SECURITY_TEAM,
    StructureType.MEDIATION_TEAM,
    StructureType.FIRE_TEAM,
    StructureType.SELF_MANAGED_GROUP,
)
"""What is told in one breath: "391 tổ ANND, 391 tổ hòa giải, 391 tổ PCCC và 2.769 nhóm LGTQ"."""

_POINTS = StructureKey(StructureType.MODEL, Measure.POINTS)

_FIRE = (StructureType.FIRE_SAFETY_GROUP, StructureType.PUBLIC_FIRE_POINT)


def structures(of: StructureType, count: int) -> str:
    """Return a number of structures of a type, the number left open."""
    phrases: dict[StructureType, Callable[[int], str]] = {
        StructureType.SECURITY_TEAM: lambda n: ngettext(
            "{n} grassroots security team", "{n} grassroots security teams", n
        ),
        StructureType.NEIGHBOURHOOD_GUARD: lambda n: ngettext("{n} neighbourhood guard", "{n} neighbourhood guards", n),
        StructureType.PEOPLES_SECURITY_TEAM: lambda n: ngettext(
            "{n} people's security team", "{n} people's security teams", n
        ),
        StructureType.MEDIATION_TEAM: lambda n: ngettext("{n} mediation team", "{n} mediation teams", n),
        StructureType.FIRE_TEAM: lambda n: ngettext("{n} fire team", "{n} fire teams", n),
        StructureType.SELF_MANAGED_GROUP: lambda n: ngettext(
            "{n} self-managed group of families", "{n} self-managed groups of families", n
        ),
        StructureType.FIRE_SAFETY_GROUP: lambda n: ngettext(
            "{n} fire safety group of families", "{n} fire safety groups of families", n
        ),
        StructureType.PUBLIC_FIRE_POINT: lambda n: ngettext(
            "{n} public fire-fighting point", "{n} public fire-fighting points", n
        ),
        StructureType.MODEL: lambda n: ngettext("{n} model", "{n} models", n),
        StructureType.EXEMPLAR: lambda n: ngettext("{n} exemplar", "{n} exemplars", n),
        StructureType.CLUB: lambda n: ngettext("{n} club", "{n} clubs", n),
        StructureType.CAMERA_SYSTEM: lambda n: ngettext("{n} camera system", "{n} camera systems", n),
        StructureType.OTHER: lambda n: ngettext("{n} other organisation", "{n} other organisations", n),
    }
    return phrases[of](count)


def structure_sentences(telling: Telling) -> list[str]:
    """Return what was there on the last day: of the whole place, then of the bodies that keep structures up."""
    alone = {of: owner for of in StructureType if (owner := _only_owner(telling, of))}
    found = []
    for place, types in _by_place(telling, frozenset(StructureType) - frozenset(alone)).items():
        parts = [_forces(telling, types, None), _models(telling, types, None)]
        found += [_("{body} {deeds}.").format(body=begun(place), deeds="; ".join(part)) for part in parts if part]
    return found + list(_of_owners(telling))


def _by_place(telling: Telling, types: frozenset[StructureType]) -> dict[str, frozenset[StructureType]]:
    """Return the types by the place that their numbers are of, the whole first."""
    places = {of: telling.locality.place(StructureKey(of)) for of in StructureType if of in types}
    order = dict.fromkeys([telling.locality.place(), *places.values()])
    return {place: frozenset(of for of, one in places.items() if one == place) for place in order}


def _only_owner(telling: Telling, of: StructureType) -> str | None:
    """Return the body that keeps up all structures of a type.

    None for cameras, which are told by where they are, and for models with points, which are told by their kinds.
    """
    if of is StructureType.CAMERA_SYSTEM or (of is StructureType.MODEL and telling.count(_POINTS)):
        return None
    owners = {cell.key.owner or None for cell in telling.cells(StructureKey(of)) if isinstance(cell.key, StructureKey)}
    return next(iter(owners)) if len(owners) == 1 else None


def _of_owners(telling: Telling) -> Iterator[str]:
    kept: dict[str, Decimal] = {}
    for of in StructureType:
        for cell in telling.cells(StructureKey(of)):
            if isinstance(cell.key, StructureKey) and cell.key.owner and of is not StructureType.CAMERA_SYSTEM:
                kept[cell.key.owner] = kept.get(cell.key.owner, Decimal(0)) + cell.quantity
    for owner in sorted(kept, key=lambda owner: (-kept[owner], owner))[:MOST_OWNERS]:
        every = frozenset(StructureType) - {StructureType.CAMERA_SYSTEM}
        deeds = [*_forces(telling, every, owner), *_models(telling, every, owner)]
        if deeds:
            yield _("{body} {deeds}.").format(body=begun(owner), deeds="; ".join(deeds))


def _stock(telling: Telling, of: StructureType, *, owner: str | None, name: str | None = None) -> str:
    """Return how many structures of a type there are, with their members, or nothing."""
    key = StructureKey(of, name=name, owner=owner)
    found = telling.say(lambda n: structures(of, n), key)
    if not found:
        return ""
    named = _("{structures} “{name}”").format(structures=found[0], name=name) if name else found[0]
    return _with_people(telling, key, named)


def _with_people(telling: Telling, key: StructureKey, told: str) -> str:
    """Return structures with their members, households and those whom they helped."""
    members, households, helped = (
        StructureKey(key.type, measure, key.name, key.owner)
        for measure in (Measure.MEMBERS, Measure.HOUSEHOLDS, Measure.PEOPLE_HELPED)
    )
    for phrase, asked in (
        (_guards if key.type is StructureType.NEIGHBOURHOOD_GUARD else _members, members),
        (_households, households),
        (_helped, helped),
    ):
        told = next(iter(telling.say(phrase, asked, structures=told)), told)
    return told


def _members(count: int) -> str:
    return ngettext("{structures} with {n} member", "{structures} with {n} members", count)


def _guards(count: int) -> str:
    return ngettext("{structures}, {n} member", "{structures}, {n} members", count)


def _households(count: int) -> str:
    return ngettext("{structures} with {n} household", "{structures} with {n} households", count)


def _helped(count: int) -> str:
    return ngettext("{structures}, helping {n} person", "{structures}, helping {n} persons", count)


# Teams and groups.


def _forces(telling: Telling, kept: frozenset[StructureType], owner: str | None) -> list[str]:
    """Return the clauses about teams, groups and fire points."""
    told = {of: _stock(telling, of, owner=owner) for of in (StructureType.NEIGHBOURHOOD_GUARD, *TEAMS, *_FIRE)}
    found = {of: text for of, text in told.items() if text and of in kept}
    clauses = [_security_teams(telling, owner)] if StructureType.SECURITY_TEAM in kept else []
    if guards := found.get(StructureType.NEIGHBOURHOOD_GUARD):
        clauses.append(_("strengthened the core of the movement, with {guards}").format(guards=guards))
    clauses += [_teams([found[of] for of in TEAMS if of in found])]
    if fire := ", ".join(found[of] for of in _FIRE if of in found):
        clauses.append(_("set up {structures}").format(structures=fire))
    return [clause for clause in clauses if clause]


def _security_teams(telling: Telling, owner: str | None) -> str:
    told = _stock(telling, StructureType.SECURITY_TEAM, owner=owner)
    if not told:
        return ""
    clause = _("set up and kept {structures}").format(structures=told)
    shares = _shares(telling, owner)
    return f"{clause}, {shares}" if shares else clause


def _shares(telling: Telling, owner: str | None) -> str:
    """Return which share of the members has its outfit and its allowance, in one where both are the same."""
    keys = [
        StructureKey(StructureType.SECURITY_TEAM, measure, owner=owner)
        for measure in (Measure.MEMBERS, Measure.EQUIPPED, Measure.PAID)
    ]
    # Where a unit has not said of how many, no share is known of all.
    members, equipped, paid = (telling.count(key) if telling.is_all_counted(key) else Decimal(0) for key in keys)
    if not members:
        return ""
    if equipped and equipped == paid:
        both = _("{share} of them equipped and paid as the rules say")
        return both.format(share=percent_met(equipped / members))
    parts = []
    if equipped:
        parts.append(_("{share} of them equipped").format(share=percent_met(equipped / members)))
    if paid:
        parts.append(_("{share} of them paid as the rules say").format(share=percent_met(paid / members)))
    return ", ".join(parts)


def _teams(told: list[str]) -> str:
    if not told:
        return ""
    if len(told) == 1:
        return _("consolidated and kept {structures}").format(structures=told[0])
    return _("kept and strengthened {structures}").format(structures=listed(told))


# Models, exemplars, clubs, cameras.


def _models(telling: Telling, kept: frozenset[StructureType], owner: str | None) -> list[str]:
    """Return the clauses about models and what is like them."""
    clauses, running = [], []
    exemplars = _stock(telling, StructureType.EXEMPLAR, owner=owner) if StructureType.EXEMPLAR in kept else ""
    has_points = owner is None and telling.count(_POINTS) > 0
    if StructureType.MODEL not in kept or not telling.count(StructureKey(StructureType.MODEL, owner=owner)):
        clauses += _kept(exemplars)
    elif _is_all_named(telling, StructureType.MODEL, owner) and not exemplars and not has_points:
        running.append(_with_names(telling, StructureType.MODEL, owner))
    else:
        clauses += _built(telling, owner, exemplars)
    running += [_with_names(telling, of, owner) for of in (StructureType.CLUB, StructureType.OTHER) if of in kept]
    if told := "; ".join(filter(None, running)):
        clauses.append(_("kept up {structures}").format(structures=told))
    if StructureType.CAMERA_SYSTEM in kept and not _is_in_coverage(telling):
        clauses += _cameras(telling)
    return clauses


def _kept(told: str) -> list[str]:
    return [_("kept {structures}").format(structures=told)] if told else []


def _built(telling: Telling, owner: str | None, exemplars: str) -> list[str]:
    """Return the models that are not all told by name: by kinds and points, with the exemplars, or as a number."""
    model, exemplar = StructureKey(StructureType.MODEL, owner=owner), StructureKey(StructureType.EXEMPLAR, owner=owner)
    kinds = KindsKey(StructureType.MODEL)
    if owner is None and telling.count(_POINTS) and telling.count(kinds):
        return _kept(_kinds_and_points(telling, kinds, exemplars))
    counted = [model, exemplar] if exemplars else [model]
    is_replicated = bool(telling.count(MilestoneKey(StructureType.MODEL, Milestone.REPLICATED, owner=owner)))
    told = telling.say(
        lambda n: _built_phrase(n, owner, has_exemplars=bool(exemplars), is_replicated=is_replicated), *counted
    )
    return [_among(told[0], _named(telling, StructureType.MODEL, owner))]


def _built_phrase(count: int, owner: str | None, *, has_exemplars: bool, is_replicated: bool) -> str:
    if has_exemplars:
        return ngettext(
            "kept and built {n} model and exemplar of the movement",
            "kept and built {n} models and exemplars of the movement",
            count,
        )
    if owner is None:
        return ngettext(
            "built and kept {n} model of self-prevention, self-management, self-protection and self-mediation",
            "built and kept {n} models of self-prevention, self-management, self-protection and self-mediation",
            count,
        )
    if is_replicated:
        return ngettext("built and replicated {n} model", "built and replicated {n} models", count)
    return ngettext("built and kept {n} model", "built and kept {n} models", count)


def _kinds_and_points(telling: Telling, kinds: KindsKey, exemplars: str) -> str:
    [told] = telling.say(lambda n: ngettext("{n} kind of model", "{n} kinds of model", n), kinds)
    [told] = telling.say(lambda n: ngettext("{kinds} at {n} point", "{kinds} at {n} points", n), _POINTS, kinds=told)
    return listed([told, exemplars]) if exemplars else told


def _with_names(telling: Telling, of: StructureType, owner: str | None) -> str:
    """Return the structures of a type by name: all of them, or how many they are and the largest among them."""
    named = _named(telling, of, owner)
    if named and _is_all_named(telling, of, owner):
        return "; ".join(named)
    return _among(_stock(telling, of, owner=owner), named)


def _among(told: str, named: list[str]) -> str:
    return _("{structures}, among them {named}").format(structures=told, named=", ".join(named)) if named else told


def _named(telling: Telling, of: StructureType, owner: str | None) -> list[str]:
    """Return the largest structures of a type by name."""
    return [_stock(telling, of, owner=owner, name=name) for name in _names(telling, of, owner)[:MOST_NAMED]]


def _names(telling: Telling, of: StructureType, owner: str | None) -> list[str]:
    """Return the names of what a body keeps up, or of what nobody is said to keep up; those with most first."""
    counts: dict[str, Decimal] = {}
    for cell in telling.cells(StructureKey(of)):
        if isinstance(cell.key, StructureKey) and cell.key.name and (cell.key.owner or None) == owner:
            counts[cell.key.name] = counts.get(cell.key.name, Decimal(0)) + cell.quantity
    return sorted((name for name, count in counts.items() if count), key=lambda name: (-counts[name], name))


def _is_all_named(telling: Telling, of: StructureType, owner: str | None) -> bool:
    names = _names(telling, of, owner)
    if not names or len(names) > MOST_NAMED:
        return False
    named = sum((telling.count(StructureKey(of, name=name, owner=owner)) for name in names), Decimal(0))
    return named == telling.count(StructureKey(of, owner=owner))


def _is_in_coverage(telling: Telling) -> bool:
    """Whether all cameras are told by where they are; see `reports.wording.coverage`."""
    areas = telling.cells(StructureKey(StructureType.CAMERA_SYSTEM, Measure.AREAS))
    names = {cell.key.name or "" for cell in areas if isinstance(cell.key, StructureKey)}
    cameras = telling.cells(StructureKey(StructureType.CAMERA_SYSTEM, Measure.CAMERAS))
    return bool(names) and all((cell.key.name or "") in names for cell in cameras if isinstance(cell.key, StructureKey))


def _cameras(telling: Telling) -> list[str]:
    cameras, points, systems = (
        StructureKey(StructureType.CAMERA_SYSTEM, measure)
        for measure in (Measure.CAMERAS, Measure.POINTS, Measure.COUNT)
    )
    if not telling.count(cameras):
        return _kept(_stock(telling, StructureType.CAMERA_SYSTEM, owner=None))
    if not telling.count(points):
        return telling.say(lambda n: ngettext("installed {n} camera", "installed {n} cameras", n), cameras)
    number = telling.number(telling.count(cameras), cameras)
    model = _("kept the model of security cameras with {cameras} cameras at {points} points in {whole}")
    if telling.count(systems) != 1:
        model = _("kept security cameras: {cameras} cameras at {points} points in {whole}")
    return [
        model.format(
            cameras=number,
            points=telling.number(telling.count(points), points),
            whole=telling.locality.place(StructureKey(StructureType.CAMERA_SYSTEM)),
        )
    ]
