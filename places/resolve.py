"""Says which commune a text or a position means, and when a person must be asked instead.

Only a meaning that is well supported and far ahead of every other one is routed to.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from domain import reading
from domain.place import Candidate, Decision, Placement, Position, Reason, ReasonKind
from domain.reading import Reading
from places import coordinates
from places import index as names
from places.boundaries import Boundaries
from places.cues import Cue, before
from places.gazetteer import Gazetteer
from places.index import Era
from places.meanings import NOT_HERE, Meaning, meanings_of
from places.mentions import PLACE_FOLLOWS, Mention, Scene, look, wrong_marks
from places.names import DISTRICT_KINDS, Kind
from places.positions import both, from_position
from places.slips import with_misspelt

__all__ = ["both", "from_both", "from_position", "from_reading", "from_text"]

ROUTE_FROM = 0.9
"""Confidence from which a text is acted on without asking."""

ASK_FROM = 1.0
"""Points under which a meaning is not even worth offering."""

MIDDLE_PART = 0.6
"""How likely the commune that holds the middle of a ward that was split is meant."""

OFFERED = 5
"""Communes offered at most, as many as fit under a message as buttons."""

NOTHING = Placement(decision=Decision.DESK, candidates=(), reason=Reason(ReasonKind.NOTHING))


def from_text(gazetteer: Gazetteer, text: str, *, province_hint: str | None = None) -> Placement:
    """Return the commune that a text names, or what to ask.

    Args:
        gazetteer: The units.
        text: What a citizen wrote, whole.
        province_hint: The province they are most likely in, today's two digits.

    Returns:
        ROUTE only where the text names one commune and no other meaning comes near; ASK with the communes it may be;
        DESK where it names no more than a province, or nothing.
    """
    return from_reading(gazetteer, reading.read(text), hint=province_hint)


def from_reading(gazetteer: Gazetteer, text: Reading, *, hint: str | None = None) -> Placement:
    """Return the same for a text that was read already."""
    scene = look(text, names.build(gazetteer), None if hint is None else Era.NOW + hint)
    meanings = _worth_asking(scene)
    found = _decide(gazetteer, scene, meanings) if meanings else None
    if found is None or found.decision is not Decision.ROUTE or scene.runs_on(meanings[0].mention):
        wider = with_misspelt(scene)
        if wider is not scene:
            scene = wider
            meanings = _worth_asking(scene)
            found = _decide(gazetteer, scene, meanings) if meanings else None
    return found or _by_name_alone(scene) or _by_district(scene) or _by_province(gazetteer, scene) or NOTHING


def from_both(
    gazetteer: Gazetteer,
    text: Reading,
    position: Position | None,
    *,
    boundaries: Boundaries | None,
    province_hint: str | None = None,
) -> Placement:
    """Return the commune that words and a position lead to together; a position may stand in the words as well.

    Args:
        gazetteer: The units.
        text: What a citizen wrote, read; may be empty.
        position: The point they shared, if any.
        boundaries: The units' exact boundaries, if there are any.
        province_hint: The province they are most likely in, today's two digits.
    """
    said = from_reading(gazetteer, text, hint=province_hint)
    point = position or coordinates.find(text.text)
    if point is None:
        return said
    return both(said, from_position(gazetteer, point, boundaries))


def _worth_asking(scene: Scene) -> list[Meaning]:
    """Return the meanings that are worth offering, the best first."""
    meanings = [
        one for one in meanings_of(scene) if one.points >= ASK_FROM or (one.cue is Cue.LEFT and one.mention.kinds)
    ]
    return sorted(meanings, key=lambda meaning: -meaning.points)


class Weight(NamedTuple):
    """How much speaks for one commune, and the meaning that says most for it."""

    weight: float
    meaning: Meaning


def _decide(gazetteer: Gazetteer, scene: Scene, meanings: Sequence[Meaning]) -> Placement:
    """Return the decision for meanings that are sorted by points."""
    weights = _weights(meanings)
    whole = sum(one.weight for one in weights.values()) + math.exp(DECISIVENESS * NO_MEANING)
    ranked = sorted(weights.items(), key=lambda item: -item[1].weight)
    first = ranked[0][1].weight
    candidates = tuple(
        Candidate(code, _confidence(one, whole, _most(scene, one.meaning, meanings)), _reason(scene, one.meaning))
        for code, one in ranked[:OFFERED]
        if one.weight >= first * OFFERED_FROM
    )
    best = candidates[0]
    if best.confidence >= ROUTE_FROM and best.reason.kind is not ReasonKind.SPLIT:
        province = gazetteer.commune(best.code).province_code
        return Placement(Decision.ROUTE, (best,), best.reason, province)
    candidates = _with_namesake(scene, meanings[0], candidates)
    is_shared = len(candidates) > 1 and candidates[1].confidence > best.confidence * SHARED_FROM
    reason = replace(best.reason, kind=ReasonKind.SAME_NAME) if is_shared and _differs(candidates) else best.reason
    return Placement(Decision.ASK, candidates, reason, _shared_province(gazetteer, candidates))


def _with_namesake(scene: Scene, best: Meaning, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the candidates with the communes of the district of the same name, which is as likely meant."""
    if best.namesake is None:
        return candidates
    known = {one.code for one in candidates}
    codes = [code for code in scene.index.district_communes[best.namesake] if code not in known]
    words = scene.spoken(best.first, best.last)
    reason = Reason(ReasonKind.ONLY_DISTRICT, words, scene.index.district_names[best.namesake])
    share = round((1 - candidates[0].confidence) / (len(codes) + 1), 3)
    others = (Candidate(code, max(share, 0.001), reason) for code in codes)
    return (*candidates, *others)[:OFFERED]


DECISIVENESS = 1.5
"""How much a point decides: the factor at which confidence agreed with how often it was right (docs/benchmarks.md)."""

NO_MEANING = 1.5
"""Points of the meaning that no commune is meant at all."""

OFFERED_FROM = 0.02
"""Share of the first commune's weight from which another one is offered."""

MOST = 0.999
"""Confidence in the best reading of the clearest text: people err in what they write as well."""

FROM_THERE = 0.5
"""The same where the text only says that somebody comes from there."""

IN_DOUBT = 0.75
"""The same where the writer doubts, or somebody only set out from one place for another."""

SHARED_FROM = 0.3
"""Share of the first candidate's confidence from which the name is said to be another one's as well."""


def _weights(meanings: Sequence[Meaning]) -> dict[str, Weight]:
    """Return what speaks for each commune; of a ward that was split, most for the one with its middle."""
    best = meanings[0].points
    today = {(m.mention.name, m.mention.last, m.named.targets[0]): m.named.kind for m in meanings if m.named.is_current}
    weights: dict[str, Weight] = {}
    for meaning in meanings:
        named = meaning.named
        place = meaning.mention.name, meaning.mention.last, named.targets[0]
        # A ward that was split mostly left its name to the commune with its middle, which is the one named today –
        # unless the word before the name is of the old kind only.
        kinds = meaning.mention.kinds
        is_merged = (
            not named.is_current
            and meaning.district is None
            and ((place in today and not kinds) or today.get(place) in kinds)
        )
        targets = named.targets[:1] if is_merged else named.targets
        weight = math.exp(DECISIVENESS * (meaning.points - best))
        for code, share in zip(targets, _shares(len(targets)), strict=True):
            if code not in weights or weights[code].weight < weight * share:
                weights[code] = Weight(weight * share, meaning)
    # What the whole is compared with does not depend on how many points the best has.
    scale = math.exp(DECISIVENESS * best)
    return {code: Weight(weight * scale, meaning) for code, (weight, meaning) in weights.items()}


def _shares(parts: int) -> list[float]:
    """Return how likely each part of a ward is meant, the one with its middle first."""
    return [1.0] if parts == 1 else [MIDDLE_PART, *[(1 - MIDDLE_PART) / (parts - 1)] * (parts - 1)]


def _most(scene: Scene, meaning: Meaning, meanings: Sequence[Meaning]) -> float:
    """Return the confidence that a meaning can have at most, by what the words around it leave open."""
    if meaning.cue is Cue.ELSEWHERE or meaning.cue is Cue.LEFT:
        return FROM_THERE
    left = any(
        one.cue is Cue.LEFT and one.mention.kinds and one.named.targets != meaning.named.targets for one in meanings
    )
    is_doubted = meaning.cue is Cue.DOUBTED or meaning.namesake is not None or scene.goes_on_with_or(meaning.last)
    return IN_DOUBT if left or is_doubted else MOST


def _confidence(one: Weight, whole: float, most: float) -> float:
    return round(min(one.weight / whole, most), 3)


def _differs(candidates: Sequence[Candidate]) -> bool:
    """Whether the first two candidates are not parts of one ward."""
    return candidates[0].reason.name != candidates[1].reason.name


def _reason(scene: Scene, meaning: Meaning) -> Reason:
    """Return why a meaning was read."""
    if meaning.slips:
        kind = ReasonKind.MISSPELT
    elif len(meaning.named.targets) > 1:
        kind = ReasonKind.SPLIT
    else:
        kind = ReasonKind.NAMED if meaning.named.is_current else ReasonKind.OLD_NAME
    return Reason(kind, scene.spoken(meaning.first, meaning.last), meaning.named.full_name)


def _shared_province(gazetteer: Gazetteer, candidates: Iterable[Candidate]) -> str | None:
    """Return the province that all candidates lie in, None where they differ."""
    provinces = {gazetteer.commune(candidate.code).province_code for candidate in candidates}
    return provinces.pop() if len(provinces) == 1 else None


def _by_name_alone(scene: Scene) -> Placement | None:
    """Return the communes of a name that is the whole text, as somebody types who was asked for it."""
    for mention in scene.communes:
        entry = scene.index.names[mention.key]
        if (mention.first, mention.last) != (0, len(scene.words)) or entry.provinces or mention.slips:
            continue
        fitting = [n for n in entry.communes if not n.marked or not wrong_marks(mention.marked, n.marked)]
        fitting.sort(key=lambda named: (scene.hint not in named.provinces, not named.is_current))
        codes = list(dict.fromkeys(code for named in fitting for code in named.targets))
        if codes:
            kind = ReasonKind.NAMED if len(codes) == 1 else ReasonKind.SAME_NAME
            reason = Reason(kind, scene.spoken(0, len(scene.words)), fitting[0].full_name)
            share = round(0.8 / len(codes), 3)
            return Placement(Decision.ASK, tuple(Candidate(code, share, reason) for code in codes[:OFFERED]), reason)
    return None


def _by_district(scene: Scene) -> Placement | None:
    """Return the communes of the one district that is named; None where none is, or its name does not tell which."""
    cities = {(one.first, one.last) for one in scene.provinces if not one.kinds or _is_city(scene, one)}
    for mention in scene.districts:
        # "Thành phố Huế" was a district until 2024, and is a province since.
        numbers = [] if (mention.first, mention.last) in cities else _districts_meant(scene, mention)
        if len(numbers) != 1:
            continue
        number = numbers[0]
        codes = scene.index.district_communes[number]
        words = scene.spoken(mention.first, mention.last)
        name = scene.index.district_names[number]
        if len(codes) == 1 and not mention.slips:
            reason = Reason(ReasonKind.OLD_NAME, words, name)
            only = Candidate(codes[0], 0.96, reason)
            return Placement(Decision.ROUTE, (only,), reason, scene.index.district_province[number])
        reason = Reason(ReasonKind.ONLY_DISTRICT, words, name)
        share = round(0.9 / len(codes), 3)
        candidates = tuple(Candidate(code, share, reason) for code in codes[:OFFERED])
        return Placement(Decision.ASK, candidates, reason, scene.index.district_province[number])
    return None


def _is_placed(scene: Scene, mention: Mention) -> bool:
    """Whether a bare name stands right behind a word for a place: "ở Nha Trang"."""
    first = mention.first
    is_written_so = scene.words[first].is_capital or not scene.reading.is_marked
    return first > 0 and not mention.opens and is_written_so and scene.words[first - 1].marked in PLACE_FOLLOWS


def _is_city(scene: Scene, province: Mention) -> bool:
    """Whether a mention is one of today's cities of the rank of a province, with the word for it."""
    codes = scene.index.names[province.key].provinces
    return Kind.CITY in province.kinds and not scene.index.cities.isdisjoint(codes)


def _districts_meant(scene: Scene, mention: Mention) -> list[int]:
    """Return the districts a mention may mean: announced as one, or standing right before its province."""
    index = scene.index
    numbers = scene.numbers(mention)
    provinces = [p for p in scene.provinces if 0 <= p.first - mention.last <= 1]
    if provinces:
        codes = {code for province in provinces for code in index.names[province.key].provinces}
        numbers = tuple(
            n
            for n in numbers
            if not codes.isdisjoint((index.district_old_province[n], Era.NOW + index.district_province[n]))
        )
    elif not mention.kinds and not (len(numbers) == 1 and _is_placed(scene, mention)):
        return []
    if _is_elsewhere(scene, mention) or (mention.kinds and mention.kinds.isdisjoint(DISTRICT_KINDS)):
        return []
    fitting = [n for n in numbers if mention.slips or not wrong_marks(mention.marked, index.marked_districts[n])]
    return fitting or list(numbers if not scene.reading.is_marked else ())


def _is_elsewhere(scene: Scene, mention: Mention) -> bool:
    """Whether the words before a name say that it did not happen there."""
    return before(scene.words, mention.first, nearest=0) in NOT_HERE


def _by_province(gazetteer: Gazetteer, scene: Scene) -> Placement | None:
    """Return the desk of the one province that is named; None where none or several are."""
    meant: dict[str, Mention] = {}
    for mention in scene.provinces:
        if not (mention.kinds or mention.opens or mention.closes) or _is_elsewhere(scene, mention) or mention.slips:
            continue
        if scene.is_something_else(mention):
            continue
        for code in scene.index.names[mention.key].provinces:
            bare = code.split(":")[1]
            meant.setdefault(bare if code.startswith(Era.NOW) else scene.index.province_today[bare], mention)
    if len(meant) != 1:
        return None
    ((code, mention),) = meant.items()
    reason = Reason(ReasonKind.ONLY_PROVINCE, scene.spoken(mention.first, mention.last), gazetteer.label(code))
    return Placement(Decision.DESK, (), reason, code)
