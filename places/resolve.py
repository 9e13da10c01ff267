"""Says which commune a text or a position means, and when a person must be asked instead.

Only a meaning that is well supported and far ahead of every other one is routed to.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

from domain import reading
from domain.place import Candidate, Decision, Placement, Reason, ReasonKind
from places import index as names
from places import telex
from places.gazetteer import Gazetteer
from places.index import Era
from places.meanings import (
    NOT_A_COMMUNE_BEFORE,
    Meaning,
    Scene,
    is_origin,
    look,
    may_lack_marks,
    meanings_of,
    misspelt,
    tone_points,
)
from places.mentions import Mention
from places.names import DISTRICT_KINDS
from places.positions import both, from_position

__all__ = ["both", "from_position", "from_text"]

ROUTE_FROM = 5.0
"""Points from which a meaning is certain enough to act on: a named kind and a fitting district or province."""
ASK_FROM = 2.0
"""Points under which a meaning is not even worth offering."""
AHEAD = 1.0
"""Points by which the first meaning must lead for its text to be unambiguous."""
NAMED_ALONE = 3.0
"""Points that do for a name with its kind which only one commune in the country has."""

LONG_ENOUGH_ALONE = 6
"""Letters of the shortest name that is believed without its district or province."""

WORTH_OFFERING = 3.0
"""Points behind the first meaning up to which another one is offered."""

SHARED = 1.5
"""Summed weights from which several communes share the certainty of the first meaning."""

CERTAINTY = ((7.0, 0.99), (6.0, 0.97), (ROUTE_FROM, 0.94))
"""Points and how often a meaning with that many is right when nothing else comes near."""

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
    index = names.build(gazetteer)
    read = reading.read(text)
    found = _from_reading(gazetteer, look(read, index, province_hint))
    if found.candidates or not telex.is_likely(read):
        return found
    # Letters that the keyboard did not turn into marks leave room for mistakes: such a text only ever asks.
    typed = _from_reading(gazetteer, look(reading.read(telex.decoded(read)), index, province_hint))
    return replace(typed, decision=Decision.ASK) if typed.candidates else found


def _from_reading(gazetteer: Gazetteer, scene: Scene) -> Placement:
    """Return what one way of reading the text leads to."""
    meanings = meanings_of(scene)
    if not any(meaning.points >= ROUTE_FROM for meaning in meanings):
        meanings.extend(misspelt(scene))
    meanings.sort(key=lambda meaning: -meaning.points)
    if meanings and meanings[0].points >= ASK_FROM:
        return _decide(gazetteer, scene, meanings)
    return _by_name_alone(scene) or _by_district(gazetteer, scene) or _by_province(gazetteer, scene) or NOTHING


def _by_name_alone(scene: Scene) -> Placement | None:
    """Return the communes of a name that is the whole text, as somebody types who was asked for it."""
    for mention in scene.communes:
        if (mention.first, mention.last) != (0, len(scene.words)) or mention.key in scene.index.provinces:
            continue
        fitting = [n for n in scene.index.communes[mention.key] if tone_points(scene, mention, n) is not None]
        fitting.sort(key=lambda named: (scene.hint not in named.provinces, not named.is_current))
        codes = list(dict.fromkeys(code for named in fitting for code in named.targets))
        if codes:
            kind = ReasonKind.NAMED if len(codes) == 1 else ReasonKind.SAME_NAME
            reason = Reason(kind, scene.spoken(0, len(scene.words)), fitting[0].full_name)
            share = round(0.8 / len(codes), 3)
            return Placement(Decision.ASK, tuple(Candidate(code, share, reason) for code in codes[:OFFERED]), reason)
    return None


def _decide(gazetteer: Gazetteer, scene: Scene, meanings: Sequence[Meaning]) -> Placement:
    """Return the decision for meanings that are sorted by points."""
    best = meanings[0]
    rivals = [meaning for meaning in meanings if _is_rival(meaning, best)]
    lead = best.points - rivals[0].points if rivals else math.inf
    if any(
        meaning.points >= ROUTE_FROM and (meaning.first >= best.last or meaning.last <= best.first)
        for meaning in rivals
    ):
        # Two places in full, and nothing says which of them is where it happened.
        lead = 0.0
    is_split = len(best.named.targets) > 1
    alone = _stands_alone(best) and not rivals
    certain = best.points >= ROUTE_FROM or (alone and best.points >= NAMED_ALONE and not best.is_misspelt)
    reason = _reason(scene, best, is_clear=lead >= AHEAD)
    candidates = _candidates(scene, meanings, lead)
    province = _shared_province(gazetteer, candidates)
    if certain and lead >= AHEAD and not is_split:
        chosen = replace(candidates[0], confidence=_certainty(best, lead))
        return Placement(Decision.ROUTE, (chosen,), reason, gazetteer.commune(chosen.code).province_code)
    return Placement(Decision.ASK, candidates, reason, province)


def _stands_alone(best: Meaning) -> bool:
    """Whether a name is long enough to be believed without its district or province: "xa dang" may be "xả đang"."""
    letters = len(best.mention.key)
    return best.is_marked and letters >= LONG_ENOUGH_ALONE and best.mention.last - best.mention.name > 1


def _is_rival(meaning: Meaning, best: Meaning) -> bool:
    """Whether a meaning says something else than the best one."""
    if set(meaning.named.targets) <= set(best.named.targets):
        return False
    if not meaning.is_marked and best.first <= meaning.mention.first and meaning.mention.last <= best.last:
        # What stands for the best one's district or province is not a commune as well.
        return meaning.mention.first == best.mention.first
    # A ward that was split keeps its name in the commune that got the largest part, which is the one named today.
    return not (
        best.named.is_current and meaning.mention == best.mention and meaning.named.targets[0] == best.named.targets[0]
    )


def _reason(scene: Scene, best: Meaning, *, is_clear: bool) -> Reason:
    """Return why the best meaning was read, or why it is not certain."""
    words = scene.spoken(best.first, best.last)
    if not is_clear:
        kind = ReasonKind.SAME_NAME
    elif best.is_misspelt:
        kind = ReasonKind.MISSPELT
    elif len(best.named.targets) > 1:
        kind = ReasonKind.SPLIT
    else:
        kind = ReasonKind.NAMED if best.named.is_current else ReasonKind.OLD_NAME
    return Reason(kind, words, best.named.full_name)


def _candidates(scene: Scene, meanings: Sequence[Meaning], lead: float) -> tuple[Candidate, ...]:
    """Return the communes meant, likeliest first, with a share of certainty each."""
    best = meanings[0].points
    weights: dict[str, tuple[float, Meaning]] = {}
    for meaning in meanings:
        if best - meaning.points > WORTH_OFFERING:
            break
        for place, code in enumerate(meaning.named.targets):
            weight = math.exp(meaning.points - best) * (1.0 if place == 0 else 0.5)
            if code not in weights or weights[code][0] < weight:
                weights[code] = weight, meaning
    total = sum(weight for weight, _ in weights.values())
    top = _certainty(meanings[0], lead)
    ranked = sorted(weights.items(), key=lambda item: -item[1][0])[:OFFERED]
    return tuple(
        Candidate(
            code=code,
            confidence=round(top * weight / (total if total > SHARED or lead < AHEAD else 1.0), 3),
            reason=_reason(scene, meaning, is_clear=True),
        )
        for code, (weight, meaning) in ranked
    )


def _certainty(best: Meaning, lead: float) -> float:
    """Return how sure the first meaning is, judged by what supports it."""
    certainty = next((sure for points, sure in CERTAINTY if best.points >= points), 0.85)
    if best.is_misspelt:
        certainty -= 0.05
    return certainty if lead >= AHEAD else certainty * 0.75


def _shared_province(gazetteer: Gazetteer, candidates: Sequence[Candidate]) -> str | None:
    """Return the province that all candidates lie in, None where they differ."""
    provinces = {gazetteer.commune(candidate.code).province_code for candidate in candidates}
    return provinces.pop() if len(provinces) == 1 else None


def _by_district(gazetteer: Gazetteer, scene: Scene) -> Placement | None:
    """Return the communes of the one district that is named; None where none is, or its name does not tell which."""
    for mention in scene.districts:
        numbers = _districts_meant(scene, mention)
        if len(numbers) != 1:
            continue
        number = numbers[0]
        codes = scene.index.district_communes[number]
        words = scene.spoken(mention.first, mention.last)
        reason = Reason(ReasonKind.ONLY_DISTRICT, words, gazetteer.districts[number].full_name)
        if len(codes) == 1:
            return Placement(
                Decision.ROUTE,
                (Candidate(codes[0], 0.95, Reason(ReasonKind.OLD_NAME, words, reason.name)),),
                Reason(ReasonKind.OLD_NAME, words, reason.name),
                scene.index.district_province[number],
            )
        share = round(1 / len(codes), 3)
        candidates = tuple(Candidate(code, share, reason) for code in codes[:OFFERED])
        return Placement(Decision.ASK, candidates, reason, scene.index.district_province[number])
    return None


def _districts_meant(scene: Scene, mention: Mention) -> list[int]:
    """Return the districts a mention may mean: announced as one, or standing right before its province."""
    numbers = scene.numbers(mention)
    provinces = [p for p in scene.provinces if 0 <= p.first - mention.last <= 1 and not p.first < mention.last]
    if provinces:
        codes = frozenset().union(*(scene.index.provinces[p.key] for p in provinces))
        numbers = tuple(
            number
            for number in numbers
            if any(not codes.isdisjoint(named.provinces) for named in scene.index.in_district.get(number, ())[:1])
        )
    elif not mention.kinds or is_origin(scene, mention.first):
        return []
    if mention.kinds and mention.kinds.isdisjoint(DISTRICT_KINDS):
        return []
    return [
        number for number in numbers if may_lack_marks(mention.marked, scene.index.marked_districts[number])
    ] or list(numbers if not scene.reading.is_marked else ())


def _by_province(gazetteer: Gazetteer, scene: Scene) -> Placement | None:
    """Return the desk of the one province that is named; None where none or several are."""
    today = {old.code: old.province_code for old in gazetteer.old_provinces}
    meant: dict[str, Mention] = {}
    for mention in scene.provinces:
        if not (mention.kinds or mention.opens or mention.closes) or is_origin(scene, mention.first):
            continue
        if not (mention.kinds or mention.opens) and scene.plain_before(mention.first, 1) in NOT_A_COMMUNE_BEFORE:
            continue
        for code in scene.index.provinces[mention.key]:
            bare = code.split(":")[1]
            meant.setdefault(bare if code.startswith(Era.NOW) else today[bare], mention)
    if len(meant) != 1:
        return None
    ((code, mention),) = meant.items()
    reason = Reason(ReasonKind.ONLY_PROVINCE, scene.spoken(mention.first, mention.last), gazetteer.label(code))
    return Placement(Decision.DESK, (), reason, code)
