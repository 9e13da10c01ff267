"""From a shared position to communes, as long as no exact boundaries were imported: never more than a question."""

import math
from dataclasses import replace

from domain.place import Candidate, Decision, Placement, Position, Reason, ReasonKind
from places.gazetteer import Gazetteer

ASKED_ABOUT = 3
"""Communes offered for a position; the true one is among them about 19 times out of 20."""

OUTSIDE_FROM = 2.5
"""Farther than this many radii from every known middle, a position is not in the country."""

MAINLAND = (8.3, 23.5, 102.0, 109.6)
"""South, north, west and east of the mainland and the islands near it, in degrees."""

EAST_SEA = (6.5, 17.5, 109.6, 117.5)
"""South, north, west and east of Hoàng Sa and Trường Sa, in degrees."""

NEITHER_POLE_NOR_EQUATOR = 1e-6
"""A device without a fix reports zero and zero."""


def from_position(gazetteer: Gazetteer, position: Position) -> Placement:
    """Return the three communes a position probably lies in, to be confirmed.

    Returns:
        ASK with three communes; ASK with the reason IMPOSSIBLE where only the exchanged numbers lie in the country;
        DESK with IMPOSSIBLE for what is no position, and with OUTSIDE for what lies abroad or far out at sea.
    """
    if not _is_position(position):
        return Placement(Decision.DESK, (), Reason(ReasonKind.IMPOSSIBLE))
    found = _nearest(gazetteer, position)
    if found is not None:
        return found
    exchanged = _nearest(gazetteer, replace(position, lat=position.lon, lon=position.lat))
    if exchanged is not None:
        return replace(exchanged, reason=Reason(ReasonKind.IMPOSSIBLE), province_code=None)
    return Placement(Decision.DESK, (), Reason(ReasonKind.OUTSIDE))


def _is_position(position: Position) -> bool:
    """Whether the numbers are a point on earth that a device can have measured."""
    lat, lon = position.lat, position.lon
    if not (math.isfinite(lat) and math.isfinite(lon)) or (abs(lat) < NEITHER_POLE_NOR_EQUATOR > abs(lon)):
        return False
    # Exchanged numbers are a latitude of more than 90 degrees here; they are looked at again the other way round.
    return abs(lat) <= 180 and abs(lon) <= 180  # noqa: PLR2004 - degrees in half a circle


def _nearest(gazetteer: Gazetteer, position: Position) -> Placement | None:
    """Return the question about the nearest communes, None where the country is far away."""
    if not (_is_within(position, MAINLAND) or _is_within(position, EAST_SEA)):
        return None
    near = [(away, commune) for away, commune in gazetteer.distances(position) if away <= OUTSIDE_FROM][:ASKED_ABOUT]
    if not near:
        return None
    weights = [math.exp(-2.0 * away) for away, _ in near]
    reason = Reason(ReasonKind.NEAREST)
    candidates = tuple(
        Candidate(commune.code, round(0.9 * weight / sum(weights), 3), reason)
        for weight, (_, commune) in zip(weights, near, strict=True)
    )
    provinces = {commune.province_code for _, commune in near}
    return Placement(Decision.ASK, candidates, reason, provinces.pop() if len(provinces) == 1 else None)


def _is_within(position: Position, bounds: tuple[float, float, float, float]) -> bool:
    """Whether the position lies in a rectangle of south, north, west and east."""
    south, north, west, east = bounds
    return south <= position.lat <= north and west <= position.lon <= east


def both(text: Placement, position: Placement) -> Placement:
    """Return one placement from what was written and what was shared.

    They agree where the commune that the text names is among those near the position: that is routed to. A position
    also decides between communes of the same name. Where they disagree, the citizen is asked about both.
    """
    if text.reason.kind is ReasonKind.NOTHING:
        return position
    if not position.candidates:
        # A position abroad does not say that the words are wrong, only that they need a look.
        return (
            replace(text, decision=Decision.ASK) if text.decision is Decision.ROUTE and _is_abroad(position) else text
        )
    if not text.candidates:
        return position
    near = {candidate.code: candidate.confidence for candidate in position.candidates}
    shared = [candidate for candidate in text.candidates if candidate.code in near]
    if len(shared) == 1 and (text.decision is Decision.ROUTE or _is_told_apart(text, shared[0])):
        sure = 1 - (1 - shared[0].confidence) * (1 - near[shared[0].code])
        reason = replace(shared[0].reason, kind=ReasonKind.AGREE)
        return Placement(
            Decision.ROUTE,
            (replace(shared[0], confidence=round(sure, 3)),),
            reason,
            text.province_code or position.province_code,
        )
    if shared:
        return Placement(Decision.ASK, tuple(shared), text.reason, position.province_code)
    others = (text.candidates[0], *position.candidates, *text.candidates[1:])
    reason = replace(text.reason, kind=ReasonKind.DISAGREE)
    return Placement(Decision.ASK, others[:5], reason, None)


def _is_abroad(position: Placement) -> bool:
    """Whether the position was a good one, but not in the country."""
    return position.reason.kind is ReasonKind.OUTSIDE


def _is_told_apart(text: Placement, candidate: Candidate) -> bool:
    """Whether a guess at the position is enough to choose: between namesakes, never between parts of a split ward."""
    named = candidate.reason.kind in {ReasonKind.NAMED, ReasonKind.OLD_NAME}
    return named and text.reason.kind is ReasonKind.SAME_NAME
