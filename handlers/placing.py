"""What a draft says of its place, and what is made of an answer to the question for it."""

from dataclasses import dataclass, replace

from domain.place import (
    Candidate,
    ChosenPlace,
    Decision,
    Placement,
    PlaceSource,
    Position,
    Reason,
    ReasonKind,
)
from domain.tip import Category, Draft
from handlers import texts
from handlers.parts import Parts
from handlers.talk import Talk
from places import coordinates, resolve, search
from triage.suggest import suggest

FROM_POSITION = frozenset({ReasonKind.INSIDE, ReasonKind.NEAR_BORDER, ReasonKind.NEAREST})
"""Reasons that only a position gives."""

NARROWS = frozenset({ReasonKind.ONLY_PROVINCE, ReasonKind.ONLY_DISTRICT, ReasonKind.SAME_NAME})
"""Reasons whose words an answer completes: "Huế" and then "Vỹ Dạ", "xã Tân Thành" and then "Lâm Đồng"."""

OFFERED = 5
"""Communes to choose among at most; more would have to be scrolled for."""

LONGEST_NAME = 10
"""Words of the longest answer that is looked up as a typed name; what is longer tells a story."""

PICKED = 0.9
"""Confidence in the one commune that fits both the question and its answer."""

LIKELY = 0.5
"""Confidence above which later words are worth a question; "they fled towards …" stays below."""

NOTHING = Placement(Decision.DESK, (), Reason(ReasonKind.NOTHING))


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a place, and from what.

    Attributes:
        placement: What follows from all of it.
        said: What the words alone say.
        pointed: What the position alone says, None where none was shared.
        position: The position, None likewise.
        before: The place that the draft had so far and that what was sent now does not fit.
        unknown: An answer for which nothing was found; empty for none.
    """

    placement: Placement
    said: Placement = NOTHING
    pointed: Placement | None = None
    position: Position | None = None
    before: ChosenPlace | None = None
    unknown: str = ""


def pointed_at(talk: Talk, position: Position) -> Placement:
    """Return what a position says, by the exact boundaries where there are any."""
    return resolve.from_position(talk.gazetteer, position, talk.boundaries)


def point_of(draft: Draft) -> Position | None:
    """Return the point of a draft: the one that was shared last, or one that stands in the words."""
    return draft.position or coordinates.find(draft.text)


def described(talk: Talk, position: Position) -> str:
    """Return a position in words, with the commune it lies in where the boundaries tell."""
    pointed = pointed_at(talk, position)
    if pointed.decision is not Decision.ROUTE:
        return texts.point(position)
    return f"{texts.point(position)} ({talk.gazetteer.label(pointed.candidates[0].code)})"


def read_place(talk: Talk, draft: Draft) -> Read:
    """Return what words and position of a draft say about its place."""
    said = resolve.from_text(talk.gazetteer, draft.text) if draft.passages else NOTHING
    return _with_point(talk, said, point_of(draft))


def _with_point(talk: Talk, said: Placement, point: Position | None) -> Read:
    if point is None:
        return Read(said, said)
    pointed = pointed_at(talk, point)
    return Read(resolve.both(said, pointed), said, pointed, point)


def chosen(talk: Talk, candidate: Candidate) -> ChosenPlace:
    """Return the place of a candidate that the machine is sure of."""
    source = PlaceSource.POSITION if candidate.reason.kind in FROM_POSITION else PlaceSource.TEXT
    return ChosenPlace(candidate.code, talk.gazetteer.commune(candidate.code).province_code, source)


# Answers.


def answered(talk: Talk, earlier: Read, words: str) -> Read | None:
    """Return what words say that answer the question for a place, in the light of what was asked.

    None where they go on telling what happened instead. In this order: a place that they name in full; one that they
    complete ("Huế", then "Vỹ Dạ"); the one of those offered that they fit; and the communes whose names begin so, or
    nearly.
    """
    hint = earlier.placement.province_code
    alone = resolve.from_text(talk.gazetteer, words, province_hint=hint)
    point = coordinates.find(words)
    if alone.decision is Decision.ROUTE or point is not None:
        return _with_point(talk, alone, point)
    together = _together(talk, earlier, alone, words)
    if together is not None:
        return Read(together, together)
    if _is_story(talk, words):
        return Read(alone, alone) if alone.candidates else None
    return _looked_up(talk, earlier, alone, words)


def _together(talk: Talk, earlier: Read, alone: Placement, words: str) -> Placement | None:
    """Return the place that an answer names together with the words that were asked about; None where it does not.

    An answer that is no commune itself may also just leave fewer to choose among: "Lâm Đồng".
    """
    before = earlier.said.reason
    if before.kind not in NARROWS or not before.words:
        return None
    joined = (f"{words}, {before.words}", f"{before.words}, {words}")
    placements = [resolve.from_text(talk.gazetteer, one) for one in joined]
    for one in placements:
        if one.decision is Decision.ROUTE:
            return one
    is_area = alone.reason.kind in {ReasonKind.ONLY_PROVINCE, ReasonKind.ONLY_DISTRICT}
    return next((one for one in placements if is_area and one.candidates), None)


def _is_story(talk: Talk, words: str) -> bool:
    """Whether words go on telling what happens instead of answering where."""
    is_long = len(words.split()) > LONGEST_NAME
    return is_long or suggest(words, sent_at=talk.now).category is not Category.OTHER


def _looked_up(talk: Talk, earlier: Read, alone: Placement, words: str) -> Read:
    """Return what the quick search makes of an answer: the commune itself, some to choose among, or nothing."""
    hint = earlier.placement.province_code or alone.province_code
    found = search.find(talk.gazetteer, words, province_code=hint, limit=2 * OFFERED)
    is_asked = earlier.placement.decision is Decision.ASK
    offered = {one.code for one in earlier.placement.candidates} if is_asked else set()
    for meant in (
        [one for one in found if one.is_named and one.commune.code in offered],
        [one for one in found if one.is_exact and one.commune.province_code == hint],
        [one for one in found if one.is_exact],
    ):
        if len(meant) == 1:
            placement = Placement(Decision.ROUTE, (_candidate(meant[0], words, PICKED),), _reason(meant[0], words))
            return Read(placement, placement)
    candidates = {one.code: one for one in alone.candidates}
    for one in found:
        candidates.setdefault(one.commune.code, _candidate(one, words, 0.0))
    if not candidates:
        return Read(earlier.placement, earlier.said, earlier.pointed, earlier.position, unknown=words)
    reason = alone.reason if alone.candidates else Reason(ReasonKind.NAMED, words)
    placement = Placement(Decision.ASK, tuple(candidates.values())[:OFFERED], reason, hint)
    return Read(placement, placement)


def _candidate(found: search.Found, words: str, confidence: float) -> Candidate:
    return Candidate(found.commune.code, confidence, _reason(found, words))


def _reason(found: search.Found, words: str) -> Reason:
    if found.is_old:
        return Reason(ReasonKind.OLD_NAME, words, found.name)
    return Reason(ReasonKind.NAMED if found.is_exact else ReasonKind.MISSPELT, words, found.name)


# What is sent while the place is known.


def kept(talk: Talk, before: Draft, after: Draft, parts: Parts) -> tuple[Draft, Read | None]:
    """Return a draft with its place as far as that still stands, and what to ask where something new does not fit it.

    A newer position counts more than an older one. A place that a citizen named or picked is asked about again only
    where a position lies elsewhere; one that the machine read, also where later words name another.

    Args:
        talk: Who is asked.
        before: The draft without what was sent now.
        after: The draft with it.
        parts: What was sent now.
    """
    place = before.place
    if place is None or place.code is None:
        is_new = bool(parts.text or parts.position)
        return (replace(after, place=None) if is_new else after), None
    if parts.position is not None:
        return _moved(talk, place, after, parts.position)
    read = _renamed(talk, place, after, parts.text) if parts.text and place.source is not PlaceSource.CITIZEN else None
    return after, read


def _moved(talk: Talk, place: ChosenPlace, after: Draft, position: Position) -> tuple[Draft, Read | None]:
    """Return the draft with a new position, and what to ask where that lies outside of the draft's place."""
    if place.source is PlaceSource.POSITION:
        return replace(after, place=None), None
    pointed = pointed_at(talk, position)
    codes = {one.code for one in pointed.candidates}
    if place.code in codes or not codes:
        return replace(after, place=place), None
    named = Reason(ReasonKind.NAMED, name=talk.gazetteer.label(place.code or ""))
    candidates = (Candidate(place.code or "", PICKED, named),)
    said = Placement(Decision.ROUTE, candidates, named, place.province_code)
    return replace(after, place=None), Read(resolve.both(said, pointed), said, pointed, position)


def is_useless(talk: Talk, position: Position) -> bool:
    """Whether a position cannot have been measured: zero and zero, beyond the poles."""
    pointed = pointed_at(talk, position)
    return pointed.reason.kind is ReasonKind.IMPOSSIBLE and not pointed.candidates


def _renamed(talk: Talk, place: ChosenPlace, after: Draft, words: str) -> Read | None:
    """Return what to ask about later words that name another place than the draft's."""
    new = resolve.from_text(talk.gazetteer, words, province_hint=place.province_code)
    is_meant = new.decision is Decision.ROUTE or new.confidence > LIKELY
    if not is_meant or any(one.code == place.code for one in new.candidates):
        return None
    read = read_place(talk, after)
    if read.placement.decision is Decision.ROUTE and read.placement.candidates[0].code == place.code:
        return None
    known = {one.code: one for one in (*read.placement.candidates, *new.candidates) if one.code != place.code}
    first = Candidate(place.code or "", PICKED, Reason(ReasonKind.NAMED))
    candidates = (first, *known.values())[:OFFERED]
    placement = Placement(Decision.ASK, candidates, Reason(ReasonKind.NAMED), place.province_code)
    return Read(placement, read.said, read.pointed, read.position, before=place)
