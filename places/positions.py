"""From a shared position to communes: exact where boundaries were imported, and otherwise no more than a question."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from domain.place import Candidate, Decision, Placement, Position, Reason, ReasonKind
from places.boundaries import (
    FARTHEST_M,
    M_PER_DEGREE_EAST,
    M_PER_DEGREE_NORTH,
    Boundaries,
    BoundariesError,
    Dataset,
    Found,
)
from places.gazetteer import Gazetteer
from places.nearest import WATERS, Likely, is_by_the_sea, is_covered, likely, offshore

ASKED_ABOUT = 3
"""Communes offered for a position; without boundaries the true one is among them 99 times out of 100."""

ASKED_AT_ODDS = 5
"""Communes offered where words and position disagree, as many as fit under a message as buttons."""

WEAK = 0.3
"""Words of which no reading is as likely as this are not held against an exact position."""

NEVER_NEARER_M = 30.0
"""A phone is hardly ever more exact than this in metres, whatever it says."""

UNSAID_ACCURACY_M = 7.5
"""Radius in metres within which two thirds of the positions lie whose accuracy is not told: pins set on a map, and a
border drawn with a few metres of licence."""

TWO_THIRDS = 1.5
"""Standard deviations on either axis in a circle that holds 68 % of the positions: android.location.Location says what
it calls accuracy is such a circle's radius."""

SURE = 0.999
"""No position is more certain than this: two in 10,000 lie elsewhere on the surveyors' own map."""

NEAREST_WITHIN_M = 3_000.0
"""Metres beyond all communes up to which the nearest ones are offered: quays, bridges, river mouths."""

FALL_M = 2_000.0
"""Metres beyond all communes over which the likelihood of the nearest one falls to a third."""

OUTSIDE_FROM_KM = 4.0
"""Farther than this beyond the edge of every known unit, a position on land is not in the country: 998 in 1,000 points
drawn within it are nearer, and 19 in 20 of those 5 to 15 km abroad are not."""

UNBOUNDED = 0.9
"""How likely the communes found without boundaries are all together; most who share a position are near a border of
something, and a few are abroad."""

FRONTIER = 0.5
"""The same where what is known of the country ends near the position, on land: it may lie abroad."""

FRONTIER_M = 4_000.0
"""Metres around a position in which what is known of the country ends, or does not: old wards' boxes reach so far
beyond the frontier."""

FALL_KM = 2.0
"""Km beyond the edge of every known unit over which that likelihood falls to a third."""

OFFSHORE = 0.5
"""How likely it is one of the communes near a point at sea."""

OFFSHORE_FROM_KM = 1.0
"""From so far beyond the edge of every known unit on, a position by the sea is judged by distances alone."""

RIM_INSIDE = 0.8
RIM_OUTSIDE = 0.2
"""How likely a position lies in a commune of known boundaries that is nearer than the position is exact, where those of
its neighbour are missing: seen to be inside, seen to be outside."""

MAINLAND = (8.3, 23.5, 102.0, 109.6)
"""South, north, west and east of the mainland and the islands near it, in degrees."""

EAST_SEA = (6.5, 17.5, 109.3, 118.0)
"""South, north, west and east of Hoàng Sa, Trường Sa and the platforms on the shelf, in degrees."""

NEITHER_POLE_NOR_EQUATOR = 1e-6
"""A device without a fix reports zero and zero."""

INSIDE = Reason(ReasonKind.INSIDE)
NEAR_BORDER = Reason(ReasonKind.NEAR_BORDER)
NEAREST = Reason(ReasonKind.NEAREST)


def from_position(gazetteer: Gazetteer, position: Position, boundaries: Boundaries | None = None) -> Placement:
    """Return the commune a position lies in, or what to ask.

    Args:
        gazetteer: The units.
        position: As it was shared.
        boundaries: The exact boundaries, where there are any.

    Returns:
        With boundaries, ROUTE where one commune alone is within the accuracy of the position; ASK with NEAR_BORDER
        among those within it, the one it lies in first; ASK with NEAREST up to 3 km beyond all of them. Without, ASK
        with NEAREST and the three likeliest. ASK with IMPOSSIBLE where only the exchanged numbers lie in the country.
        DESK with IMPOSSIBLE for what is no position, and with OUTSIDE for what lies abroad or far out at sea.
    """
    if not _is_position(position):
        return Placement(Decision.DESK, (), Reason(ReasonKind.IMPOSSIBLE))
    found = _found(gazetteer, position, boundaries)
    if found is not None:
        return found
    exchanged = _found(gazetteer, replace(position, lat=position.lon, lon=position.lat), boundaries)
    if exchanged is not None:
        reason = Reason(ReasonKind.IMPOSSIBLE)
        return replace(exchanged, decision=Decision.ASK, reason=reason, province_code=None)
    return Placement(Decision.DESK, (), Reason(ReasonKind.OUTSIDE))


def _is_position(position: Position) -> bool:
    """Whether the numbers are a point on earth that a device can have measured."""
    lat, lon = position.lat, position.lon
    if not (math.isfinite(lat) and math.isfinite(lon)) or (abs(lat) < NEITHER_POLE_NOR_EQUATOR > abs(lon)):
        return False
    # Exchanged numbers are a latitude of more than 90 degrees here; they are looked at again the other way round.
    return abs(lat) <= 180 and abs(lon) <= 180  # noqa: PLR2004 - degrees in half a circle


def _found(gazetteer: Gazetteer, position: Position, boundaries: Boundaries | None) -> Placement | None:
    """Return what is known of a position, None where it does not lie in the country."""
    if not is_near_country(position):
        return None
    dataset = boundaries.dataset if boundaries is not None else None
    if boundaries is None or dataset is None:
        return _guessed(gazetteer, position)
    try:
        return _exact(gazetteer, position, boundaries, _missing(gazetteer, dataset))
    except BoundariesError:
        # The boundaries have logged it; a question is better than no answer.
        return _guessed(gazetteer, position)


def is_near_country(position: Position) -> bool:
    """Whether the position lies in one of the rectangles around the country."""
    return any(
        south <= position.lat <= north and west <= position.lon <= east
        for south, north, west, east in (MAINLAND, EAST_SEA)
    )


@lru_cache(maxsize=2)
def _missing(gazetteer: Gazetteer, dataset: Dataset) -> frozenset[str]:
    """Return the communes whose boundaries were not imported."""
    return frozenset(commune.code for commune in gazetteer.communes) - dataset.codes


def _exact(
    gazetteer: Gazetteer, position: Position, boundaries: Boundaries, missing: frozenset[str]
) -> Placement | None:
    """Return what the boundaries say; where the commune may be one of those missing in them, the guess for these."""
    margin = _margin_m(position)
    searched = min(2 * margin, FARTHEST_M)
    near = [one for one in boundaries.at(position, searched) if gazetteer.knows(one.code)]
    within = [one for one in near if one.distance_m <= margin]
    if missing:
        unknown = [
            one for one in likely(gazetteer, position) if one.code in missing and one.beyond_km <= OUTSIDE_FROM_KM
        ]
        if unknown and not (near and near[0].is_inside and _is_surrounded(position, boundaries, margin)):
            return _partly_known(gazetteer, within, unknown)
    if not (near and near[0].is_inside):
        return _beyond(gazetteer, position, boundaries)
    shares = _shares(near, position, searched)
    if len(within) == 1 and margin < FARTHEST_M:
        code = near[0].code
        candidate = Candidate(code, min(shares[0], SURE), INSIDE)
        return Placement(Decision.ROUTE, (candidate,), INSIDE, gazetteer.commune(code).province_code)
    return _asked(gazetteer, zip(within, shares, strict=False), NEAR_BORDER)


def _margin_m(position: Position) -> float:
    """Return how near in metres another commune may be that the position may as well lie in."""
    accuracy = position.accuracy_m
    if accuracy is None or not accuracy > NEVER_NEARER_M:
        return NEVER_NEARER_M
    return min(accuracy, FARTHEST_M)


def _shares(near: Sequence[Found], position: Position, searched: float) -> list[float]:
    """Return how likely the position truly lies in each commune, the one that it seems to lie in first.

    Errors are taken to be normal on both axes, and borders to be straight.
    """
    accuracy = position.accuracy_m
    error = math.hypot(UNSAID_ACCURACY_M, accuracy if accuracy is not None and accuracy > 0 else 0.0) / TWO_THIRDS
    others = [max(one.distance_m, 0.0) for one in near[1:]]
    weights = [_below(min([*others, searched]) / error), *(1 - _below(away / error) for away in others)]
    return [weight / max(sum(weights), 1.0) for weight in weights]


def _below(deviations: float) -> float:
    """Return the share of normal errors below so many standard deviations."""
    return (1 + math.erf(deviations / math.sqrt(2))) / 2


def _beyond(gazetteer: Gazetteer, position: Position, boundaries: Boundaries) -> Placement | None:
    """Return the question about the nearest communes for a position in none; None where they are far away."""
    near = [one for one in boundaries.at(position, NEAREST_WITHIN_M) if gazetteer.knows(one.code)]
    if not near:
        return _at_sea(gazetteer, position)
    weights = [math.exp(-one.distance_m / FALL_M) for one in near]
    return _asked(gazetteer, zip(near, _scaled(weights, weights[0]), strict=True), NEAREST)


def _scaled(weights: Sequence[float], certainty: float) -> list[float]:
    """Return weights as shares of a certainty."""
    return [UNBOUNDED * certainty * weight / sum(weights) for weight in weights]


def _at_sea(gazetteer: Gazetteer, position: Position) -> Placement | None:
    """Return the question about the archipelago whose sea the position lies in, or the communes on the nearest shores.

    None where there are none near.
    """
    islands = [one for one in likely(gazetteer, position) if one.code in WATERS]
    found, certainty = (islands, UNBOUNDED) if islands else (offshore(gazetteer, position), OFFSHORE)
    return _question(gazetteer, [(one.code, certainty * one.share) for one in found], NEAREST) if found else None


def _is_surrounded(position: Position, boundaries: Boundaries, margin: float) -> bool:
    """Whether all around a position, at the distance of its accuracy, there is a commune of known boundaries."""
    return all(any(one.is_inside for one in boundaries.at(point, 0)) for point in _around(position, margin))


def _around(position: Position, radius_m: float) -> Iterator[Position]:
    """Yield eight points on the circle around a position."""
    north = radius_m / M_PER_DEGREE_NORTH
    east = radius_m / (M_PER_DEGREE_EAST * math.cos(math.radians(position.lat)))
    for eighth in range(8):
        angle = math.tau * eighth / 8
        yield replace(position, lat=position.lat + north * math.sin(angle), lon=position.lon + east * math.cos(angle))


def _partly_known(gazetteer: Gazetteer, within: Sequence[Found], unknown: Sequence[Likely]) -> Placement:
    """Return the question among communes within the accuracy and those near whose boundaries are missing."""
    is_inside = bool(within) and within[0].is_inside
    certain = (RIM_INSIDE if is_inside else RIM_OUTSIDE) if within else 0.0
    known = [(one.code, certain / len(within)) for one in within]
    total = sum(one.share for one in unknown)
    guessed = [(one.code, (UNBOUNDED - certain) * one.share / total) for one in unknown]
    # One of those whose boundaries are missing is always among the few that are offered.
    shares = [*known[: ASKED_ABOUT - 1], *guessed]
    return _question(gazetteer, shares, NEAR_BORDER if is_inside else NEAREST)


def _guessed(gazetteer: Gazetteer, position: Position) -> Placement | None:
    """Return the question about the likeliest communes without boundaries; None where all are far away."""
    near = likely(gazetteer, position)
    beyond_km = min((one.beyond_km for one in near), default=math.inf)
    if beyond_km > (OFFSHORE_FROM_KM if is_by_the_sea(position) else OUTSIDE_FROM_KM):
        return _at_sea(gazetteer, position)
    certainty = FRONTIER if _is_near_frontier(gazetteer, position) else UNBOUNDED
    certainty *= math.exp(-beyond_km / FALL_KM)
    return _question(gazetteer, [(one.code, certainty * one.share) for one in near], NEAREST)


def _is_near_frontier(gazetteer: Gazetteer, position: Position) -> bool:
    """Whether there is land nearby that nothing of the country is known to reach."""
    around = _around(position, FRONTIER_M)
    return any(not is_by_the_sea(point) and not is_covered(gazetteer, point) for point in around)


def _asked(gazetteer: Gazetteer, found: Iterable[tuple[Found, float]], reason: Reason) -> Placement:
    """Return the question among communes found by their boundaries."""
    return _question(gazetteer, [(one.code, share) for one, share in found], reason)


def _question(gazetteer: Gazetteer, shares: Sequence[tuple[str, float]], reason: Reason) -> Placement:
    """Return the question among the first few communes."""
    candidates = tuple(Candidate(code, max(round(share, 3), 0.001), reason) for code, share in shares[:ASKED_ABOUT])
    provinces = {gazetteer.commune(candidate.code).province_code for candidate in candidates}
    return Placement(Decision.ASK, candidates, reason, provinces.pop() if len(provinces) == 1 else None)


def both(text: Placement, position: Placement) -> Placement:
    """Return one placement from what was written and what was shared.

    They agree where the commune that the text names is among those near the position: that is routed to. A position
    also decides between communes of the same name, and an exact one between all that the text leaves open, and against
    words that hardly say anything. Otherwise the citizen is asked about both, the likeliest first; a text that alone
    would be routed goes before the position.
    """
    if text.reason.kind is ReasonKind.NOTHING:
        return position
    if not position.candidates:
        # A position abroad does not say that the words are wrong, only that they need a look.
        return (
            replace(text, decision=Decision.ASK) if text.decision is Decision.ROUTE and _is_abroad(position) else text
        )
    if not text.candidates:
        return _in_province(text, position)
    near = {candidate.code for candidate in position.candidates}
    shared = [candidate for candidate in text.candidates if candidate.code in near]
    is_exact = position.decision is Decision.ROUTE
    if len(shared) == 1 and (text.decision is Decision.ROUTE or is_exact or _is_told_apart(text, shared[0])):
        return _agreed(text, position, shared[0])
    return _several(text, position) if shared else _opposed(text, position)


def _agreed(text: Placement, position: Placement, shared: Candidate) -> Placement:
    """Return the one commune that both lead to."""
    there = next(candidate.confidence for candidate in position.candidates if candidate.code == shared.code)
    # Words that leave something open make an exact position no surer.
    decides = position.decision is Decision.ROUTE and text.decision is not Decision.ROUTE
    sure = min(there, SURE) if decides else _together(shared.confidence, there)
    reason = replace(shared.reason, kind=ReasonKind.AGREE)
    province = text.province_code or position.province_code
    return Placement(Decision.ROUTE, (replace(shared, confidence=sure),), reason, province)


def _together(one: float, other: float) -> float:
    """Return how certain a commune is for which two things speak."""
    return min(round(1 - (1 - one) * (1 - other), 3), SURE)


def _several(text: Placement, position: Placement) -> Placement:
    """Return the question among the communes that both allow, and the likeliest others where these are few."""
    there = {candidate.code: candidate.confidence for candidate in position.candidates}
    said = {candidate.code for candidate in text.candidates}
    found = [
        replace(one, confidence=_together(one.confidence, there[one.code]))
        for one in text.candidates
        if one.code in there
    ]
    others = [one for one in text.candidates if one.code not in there]
    others += [one for one in position.candidates if one.code not in said]
    found += _by_confidence(others)[: max(ASKED_ABOUT - len(found), 0)]
    total = max(sum(one.confidence for one in found), 1.0)
    candidates = tuple(replace(one, confidence=round(one.confidence / total, 3)) for one in _by_confidence(found))
    is_near = text.province_code == position.province_code or said.issuperset(one.code for one in found)
    province = text.province_code if is_near else None
    return Placement(Decision.ASK, candidates, text.reason, province)


def _by_confidence(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return candidates with the likeliest first, equal ones as they came."""
    return sorted(candidates, key=lambda candidate: -candidate.confidence)


def _opposed(text: Placement, position: Placement) -> Placement:
    """Return what to do where the text names communes that are all away from the position."""
    is_other_province = text.province_code not in {None, position.province_code}
    if text.reason.kind is ReasonKind.ONLY_DISTRICT and not is_other_province:
        # Only some of a district's communes are among the candidates, so the position may well be in another one.
        return replace(position, decision=Decision.ASK)
    is_weak = max(candidate.confidence for candidate in text.candidates) < WEAK
    if is_weak and position.decision is Decision.ROUTE and not is_other_province:
        return position
    others = [text.candidates[0], *position.candidates, *text.candidates[1:]]
    if text.decision is not Decision.ROUTE:
        others = _by_confidence(others)
    return Placement(Decision.ASK, tuple(others[:ASKED_AT_ODDS]), replace(text.reason, kind=ReasonKind.DISAGREE), None)


def _in_province(text: Placement, position: Placement) -> Placement:
    """Return what the position says, as a question where the text names another province."""
    if text.province_code is None or position.province_code in {None, text.province_code}:
        return position
    reason = replace(text.reason, kind=ReasonKind.DISAGREE)
    return replace(position, decision=Decision.ASK, reason=reason, province_code=None)


def _is_abroad(position: Placement) -> bool:
    """Whether the position was a good one, but not in the country."""
    return position.reason.kind is ReasonKind.OUTSIDE


def _is_told_apart(text: Placement, candidate: Candidate) -> bool:
    """Whether a guess at the position is enough to choose: between namesakes, never between parts of a split ward."""
    named = candidate.reason.kind in {ReasonKind.NAMED, ReasonKind.OLD_NAME}
    return named and text.reason.kind is ReasonKind.SAME_NAME
