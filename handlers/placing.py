"""What a draft says of its place, and what is made of an answer to the question for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

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
from handlers import districts, texts
from handlers.districts import District
from handlers.parts import Parts
from handlers.talk import Talk
from places import answers, coordinates, resolve, search
from places.gazetteer import Gazetteer
from places.names import key

FROM_POSITION = frozenset({ReasonKind.INSIDE, ReasonKind.NEAR_BORDER, ReasonKind.NEAREST})
"""Reasons that only a position gives."""

NARROWS = frozenset({ReasonKind.ONLY_PROVINCE, ReasonKind.ONLY_DISTRICT, ReasonKind.SAME_NAME})
"""Reasons whose words an answer completes: "Huế" and then "Vỹ Dạ", "xã Tân Thành" and then "Đức Trọng"."""

AREAS = frozenset({ReasonKind.ONLY_PROVINCE, ReasonKind.ONLY_DISTRICT})
"""Reasons of words that name no commune, but an area of many."""

NAMING = frozenset({ReasonKind.NAMED, ReasonKind.OLD_NAME, ReasonKind.SPLIT})
"""Reasons of a commune whose name was written, letter for letter."""

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
        within: The province or old district in which it was looked for alone; empty for the whole country.
    """

    placement: Placement
    said: Placement = NOTHING
    pointed: Placement | None = None
    position: Position | None = None
    before: ChosenPlace | None = None
    unknown: str = ""
    within: str = ""


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
    return _with_point(talk, _said(talk, draft), point_of(draft))


@lru_cache(maxsize=256)
def _placed(gazetteer: Gazetteer, words: str) -> Placement:
    """Return what words say about their place; the words of one draft are asked about at each of its steps."""
    return resolve.from_text(gazetteer, words)


def _said(talk: Talk, draft: Draft) -> Placement:
    """Return what the words of a draft say; a message that is an old district's name is not taken for a commune's."""
    if not draft.passages:
        return NOTHING
    said = _placed(talk.gazetteer, draft.text)
    for passage in reversed(draft.passages):
        if said.candidates and not _is_named_so(talk, said.candidates[0], passage.text):
            continue
        found = _of_district(
            talk, _districts_in(talk, said.province_code, passage.text), said.province_code, passage.text
        )
        if found is not None:
            return found
    return said


def _is_named_so(talk: Talk, candidate: Candidate, words: str) -> bool:
    """Whether words are the name of today that a commune was read by."""
    return candidate.reason.kind is ReasonKind.NAMED and key(talk.gazetteer.commune(candidate.code).name) == key(words)


def _with_point(talk: Talk, said: Placement, point: Position | None) -> Read:
    """Return what words and a point say, each alone and together; `resolve.from_both` keeps the last alone."""
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
    complete ("Huế", then "Vỹ Dạ"); the communes of the old district that they name; the one of those offered that they
    fit; and the communes whose names begin so, or nearly. "Dạ ở Vỹ Dạ ạ" is read like "Vỹ Dạ".
    """
    words = answers.bare(talk.gazetteer, words)
    hint = earlier.placement.province_code
    alone = resolve.from_text(talk.gazetteer, words, province_hint=hint)
    point = coordinates.find(words)
    here = _districts_named(talk, alone, hint, words)
    if point is not None or (alone.decision is Decision.ROUTE and not here):
        return _with_point(talk, alone, point)
    read = _narrowed(talk, earlier, _areas(talk, alone, here, words), words) or _together(talk, earlier, here, words)
    if read is not None:
        return read
    placement = None if _picks(talk, earlier, words) else _of_district(talk, here, hint, words)
    if placement is not None:
        return Read(placement, placement)
    if _is_story(talk, words):
        return Read(alone, alone) if alone.candidates else None
    return _looked_up(talk, earlier, alone, words)


# Old districts and provinces.


def _districts_in(talk: Talk, province_code: str | None, words: str) -> tuple[District, ...]:
    """Return the old districts of a province that words name; of the whole country where none is given."""
    found = districts.named(talk.gazetteer, words)
    return tuple(one for one in found if province_code in {None, one.province_code})


def _districts_named(talk: Talk, alone: Placement, hint: str | None, words: str) -> tuple[District, ...]:
    """Return the old districts that an answer names, in the province that is spoken of."""
    match alone.reason.kind:
        case ReasonKind.ONLY_PROVINCE:
            # "Huế" was a district as well, and is more than that today.
            return ()
        case ReasonKind.ONLY_DISTRICT:
            return _districts_in(talk, alone.province_code, alone.reason.name)
        case _:
            return _districts_in(talk, hint, words)


def _of_district(talk: Talk, here: Sequence[District], hint: str | None, words: str) -> Placement | None:
    """Return the question among the communes of the one district that words can mean, None where there is none.

    It is asked even where a commune of today has the district's name: who names a district may mean any part of it.
    """
    if len(here) != 1 or not here[0].is_meant_in(talk.gazetteer, hint):
        return None
    district = here[0]
    if len(district.communes) == 1:
        reason = Reason(ReasonKind.OLD_NAME, words, district.name)
        return Placement(
            Decision.ROUTE, (Candidate(district.communes[0], PICKED, reason),), reason, district.province_code
        )
    reason = Reason(ReasonKind.ONLY_DISTRICT, words, district.name)
    share = round(PICKED / len(district.communes), 3)
    candidates = tuple(Candidate(code, share, reason) for code in district.communes[:OFFERED])
    return Placement(Decision.ASK, candidates, reason, district.province_code)


@dataclass(frozen=True, slots=True)
class _Area:
    """An old district or a province that an answer names.

    Attributes:
        name: As people read it.
        spoken: What it may be called behind the name of a commune, the clearest first.
        communes: Codes of the communes in it.
        alone: What is asked where the area is all that is known.
    """

    name: str
    spoken: tuple[str, ...]
    communes: frozenset[str]
    alone: Placement


def _areas(talk: Talk, alone: Placement, here: Sequence[District], words: str) -> tuple[_Area, ...]:
    """Return the areas that an answer names: districts of one name, or a province."""
    if alone.reason.kind is ReasonKind.ONLY_PROVINCE and alone.province_code is not None:
        codes = frozenset(one.code for one in talk.gazetteer.communes_of(alone.province_code))
        # The old province that they may have named says more than the one of today.
        return (_Area(alone.reason.name, (words, alone.reason.name), codes, alone),)
    return tuple(_as_area(talk, one) for one in here)


def _as_area(talk: Talk, district: District) -> _Area:
    asked = _of_district(talk, (district,), district.province_code, district.name) or NOTHING
    full = f"{district.name}, {talk.gazetteer.label(district.province_code)}"
    return _Area(district.name, (full,), frozenset(district.communes), asked)


def _narrowed(talk: Talk, earlier: Read, areas: Sequence[_Area], words: str) -> Read | None:
    """Return which of the places of one name lie in an area that an answer names; None where it names no area.

    Where none does, that is said, and the area's other communes are asked about.
    """
    before = earlier.said.reason
    if before.kind is not ReasonKind.SAME_NAME or not areas:
        return None
    together = f"{before.words}, {words}"
    found = {
        one.code: replace(one, reason=replace(one.reason, words=together))
        for area in areas
        for one in _named_in(talk, area, before.words)
    }
    if not found:
        alone = areas[0].alone if len(areas) == 1 else NOTHING
        return Read(alone, alone, unknown=before.words, within=areas[0].name)
    placement = _among(talk, tuple(found.values()), before)
    return Read(placement, placement)


def _named_in(talk: Talk, area: _Area, words: str) -> list[Candidate]:
    """Return what words name in an area, empty where that is nothing."""
    for spoken in area.spoken:
        placement = resolve.from_text(talk.gazetteer, f"{words}, {spoken}")
        found = [one for one in placement.candidates if one.code in area.communes and one.reason.kind in NAMING]
        if found:
            return found
    return []


def _among(talk: Talk, found: tuple[Candidate, ...], before: Reason) -> Placement:
    """Return the one place that is left of several of one name, or the question among those that are."""
    first = found[0]
    province = talk.gazetteer.commune(first.code).province_code
    if len(found) == 1:
        only = replace(first, confidence=max(first.confidence, PICKED))
        return Placement(Decision.ROUTE, (only,), first.reason, province)
    is_one_ward = all(one.reason == first.reason for one in found) and first.reason.kind is ReasonKind.SPLIT
    reason = first.reason if is_one_ward else replace(before, kind=ReasonKind.SAME_NAME)
    provinces = {talk.gazetteer.commune(one.code).province_code for one in found}
    return Placement(Decision.ASK, found[:OFFERED], reason, province if len(provinces) == 1 else None)


def _together(talk: Talk, earlier: Read, here: Sequence[District], words: str) -> Read | None:
    """Return the place that an answer names together with the words that were asked about; None where it does not.

    In a province, an old district's name is not one: read together, it would be the commune of its name.
    """
    before = earlier.said.reason
    if before.kind not in NARROWS or not before.words or (here and before.kind is ReasonKind.ONLY_PROVINCE):
        return None
    around = before.name if before.kind is ReasonKind.ONLY_DISTRICT else before.words
    if any(one.name == around for one in here):
        return None
    inside = [one.communes for one in _districts_in(talk, earlier.said.province_code, before.name)]
    for joined in (f"{words}, {around}", f"{around}, {words}"):
        placement = resolve.from_text(talk.gazetteer, joined)
        if before.kind is not ReasonKind.ONLY_DISTRICT:
            is_meant = placement.decision is Decision.ROUTE
        else:
            is_meant = placement.reason.kind not in AREAS and any(
                one.code in codes for one in placement.candidates[:1] for codes in inside
            )
        if is_meant:
            return Read(placement, placement)
    return None


# Names.


def _picks(talk: Talk, earlier: Read, words: str) -> bool:
    """Whether an answer is the name of one of the communes that were offered, and of those it was to choose."""
    if earlier.placement.decision is not Decision.ASK or earlier.placement.reason.kind in NARROWS:
        return False
    return any(key(talk.gazetteer.commune(one.code).name) == key(words) for one in earlier.placement.candidates)


def _is_story(talk: Talk, words: str) -> bool:
    """Whether words go on telling what happens instead of answering where."""
    if len(words.split()) > LONGEST_NAME or answers.goes_on(talk.gazetteer, words):
        return True
    return talk.suggest(words, sent_at=talk.now).category is not Category.OTHER


def _looked_up(talk: Talk, earlier: Read, alone: Placement, words: str) -> Read:
    """Return what the quick search makes of an answer: the commune itself, some to choose among, or nothing."""
    hint = earlier.placement.province_code or alone.province_code
    found = _searched(talk, words, hint)
    named = districts.named(talk.gazetteer, words)
    sure = _sure(earlier, found, named, hint)
    if sure is not None:
        placement = Placement(Decision.ROUTE, (_candidate(sure, words, PICKED),), _reason(sure, words))
        return Read(placement, placement)
    elsewhere = _of_district(talk, named, None, words) if hint is not None else None
    if elsewhere is not None:
        return Read(elsewhere, elsewhere)
    candidates = {one.code: one for one in alone.candidates}
    for one in found:
        candidates.setdefault(one.commune.code, _candidate(one, words, 0.0))
    if not candidates:
        return Read(earlier.placement, earlier.said, earlier.pointed, earlier.position, unknown=words)
    reason = alone.reason if alone.candidates else Reason(ReasonKind.NAMED, words)
    placement = Placement(Decision.ASK, tuple(candidates.values())[:OFFERED], reason, hint)
    return Read(placement, placement)


def _searched(talk: Talk, words: str, hint: str | None) -> list[search.Found]:
    """Return what the quick search finds for an answer, small words around a name aside."""
    found = (
        search.find(talk.gazetteer, one, province_code=hint, limit=2 * OFFERED) for one in answers.to_search(words)
    )
    return next(filter(None, found), [])


def _sure(
    earlier: Read, found: Sequence[search.Found], named: Sequence[District], hint: str | None
) -> search.Found | None:
    """Return the one commune that a name must mean; None where it may mean another, or is an old district's."""
    is_asked = earlier.placement.decision is Decision.ASK
    offered = {one.code for one in earlier.placement.candidates} if is_asked else set()
    of_offered = [one for one in found if one.is_named and one.commune.code in offered]
    likely = [one for one in found if one.is_exact and one.commune.province_code == hint]
    anywhere = [one for one in found if one.is_exact]
    if any(hint in {None, one.province_code} for one in named):
        groups = [] if earlier.placement.reason.kind in NARROWS else [of_offered]
    else:
        groups = [of_offered, likely, *([] if named else [anywhere])]
    return next((group[0] for group in groups if len(group) == 1), None)


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
        return (replace(after, place=None), _newly_read(talk, before, after, parts)) if is_new else (after, None)
    if parts.position is not None:
        return _moved(talk, place, after, parts.position)
    read = _renamed(talk, place, after, parts.text) if parts.text and place.source is not PlaceSource.CITIZEN else None
    return after, read


def _newly_read(talk: Talk, before: Draft, after: Draft, parts: Parts) -> Read | None:
    """Return what a position says, or a name that comes after the place was left open; None for other words."""
    if parts.position is not None:
        return read_place(talk, replace(after, place=None))
    if before.place is None:
        return None
    read = answered(talk, read_place(talk, before), parts.text)
    return read if read is not None and read.placement.decision is Decision.ROUTE and not read.unknown else None


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
