"""Names that were typed with a slip: looked for only where a name is to be expected."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice, pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from places.index import Named
from places.mentions import NO_KINDS, Mention, Scene
from places.names import COMMUNE_KINDS, DISTRICT_KINDS, PROVINCE_KINDS, Kind
from places.spelling import LONGEST, NO_FIGURE, SHORTEST, sound

LONGEST_MISSPELT = 4
"""Words of the longest name in which slips are looked for."""

LONG_NAME = 8
"""Letters from which a name may hold two slips."""

MOST_EXPECTED = 20
"""Places of one text in which a misspelt name is looked for."""

COMMON_WORDS = frozenset(
    {"giao", "vien", "hoi", "luan", "kinh", "bien", "la", "qua", "lam", "nha", "nai", "khac", "nao"}
)
"""Words that make another word of the one for a kind ("xã giao", "đặc khu kinh tế"), and begin no misspelt name."""

MOST_NAMES = 8
"""Names that one misspelt word is taken for at most."""


def with_misspelt(scene: Scene) -> Scene:
    """Return the text with the names that are a slip away, where one is expected and none stands."""
    names = scene.index.names
    # Most words are looked for on both levels.
    near = cache(scene.index.area_spelling.near)
    provinces = [one for one in _above(scene, PROVINCE_KINDS, near) if names[one.key].provinces]
    districts = [one for one in _above(scene, DISTRICT_KINDS, near) if names[one.key].districts]
    wider = scene
    if provinces or districts:
        wider = replace(
            scene,
            provinces=_in_order([*scene.provinces, *provinces]),
            districts=_in_order([*scene.districts, *districts]),
        )
    communes = list(_communes(wider))
    return replace(wider, communes=_in_order([*scene.communes, *communes])) if communes else wider


def _in_order(mentions: list[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda mention: (mention.first, mention.last))


def _above(scene: Scene, kinds: frozenset[Kind], near: Callable[[str], Sequence[str]]) -> Iterator[Mention]:
    """Yield the names of areas that may be meant by words behind a marker of these kinds, or standing apart."""
    known = [*scene.districts, *scene.provinces]
    for first, name, last, announced in _expected(scene, kinds):
        if any(mention.first < last and first < mention.last for mention in known):
            continue
        typed = "".join([word.key for word in scene.words[name:last]])
        for found in near(typed):
            yield _mention(scene, found, (first, name, last), announced, slips=1)


def _expected(scene: Scene, kinds: frozenset[Kind]) -> Iterator[tuple[int, int, int, frozenset[Kind]]]:
    """Yield where a name of these kinds is expected: first token, name, end, and the kinds announced there."""
    words = scene.words
    for first, behind in islice(_set_off(scene, kinds), MOST_EXPECTED):
        marker = scene.markers[first]
        if marker is None:
            # Such a name fills all between two marks.
            if behind - first <= LONGEST_MISSPELT and (behind == len(words) or words[behind].is_apart):
                yield first, first, behind, NO_KINDS
            continue
        announced, name = marker[0] & kinds, marker[1]
        for last in range(name + 1, min(name + LONGEST_MISSPELT, len(words)) + 1):
            if last > name + 1 and (words[last - 1].is_apart or scene.markers[last - 1] is not None):
                break
            yield first, name, last, announced


def _set_off(scene: Scene, kinds: frozenset[Kind]) -> Iterator[tuple[int, int]]:
    """Yield the words that stand apart or announce one of these kinds, each with the next that any such thing is at."""
    for first, behind in pairwise([*scene.set_off, len(scene.words)]):
        marker = scene.markers[first]
        if marker is None or (not marker[0].isdisjoint(kinds) and not _leads_elsewhere(scene, marker[1])):
            yield first, behind


def _leads_elsewhere(scene: Scene, name: int) -> bool:
    """Whether the word behind a marker begins no misspelt name, but makes it another word, or announces an area."""
    word = scene.words[name]
    if word.key in COMMON_WORDS and not word.is_capital:
        return True
    return not scene.kinds_at(name).isdisjoint(DISTRICT_KINDS | PROVINCE_KINDS)


def _communes(scene: Scene) -> Iterator[Mention]:
    """Yield the communes that may be meant by an unknown name behind a marker, or standing apart beside a district."""
    known = [*scene.districts, *scene.provinces]
    exact = {mention.name: mention.key for mention in scene.communes if mention.kinds and not scene.runs_on(mention)}
    for first, name, last, announced in _expected(scene, COMMUNE_KINDS):
        if not (announced or known):
            continue
        typed = "".join([word.key for word in scene.words[name:last]])
        if len(typed) < SHORTEST or typed.isdecimal():
            continue
        if not announced and any(one.first < last and first < one.last for one in known):
            continue
        span = (first, name, last)
        within = _within(scene, first, last)
        if within:
            if not any(named.key == exact.get(name) for named in within):
                yield from _among(scene, within, typed, span, announced)
        elif announced and name not in exact and len(typed) >= SHORTEST_ANYWHERE:
            for found in scene.index.commune_spelling.near(typed):
                yield _mention(scene, found, span, announced, slips=1)


SHORTEST_ANYWHERE = 6
"""Letters of the shortest misspelt name that is looked for in the whole country."""


def _among(
    scene: Scene, within: list[Named], typed: str, span: tuple[int, int, int], announced: frozenset[Kind]
) -> Iterator[Mention]:
    """Yield the names among these units that are one slip away from what was typed, two for long names."""
    if len(typed) > LONGEST:
        return
    limit = 1 if len(typed) < LONG_NAME else 2
    names = list(dict.fromkeys([named.key for named in within]))
    close = process.extract(typed, names, scorer=OSA.distance, score_cutoff=limit, limit=MOST_NAMES)
    slips = {name: int(distance) for name, distance, _ in close if distance and not name.isdecimal()}
    spoken = sound(typed)
    slips.update((name, 1) for name in names if name != typed and sound(name) == spoken)
    figures = NO_FIGURE.sub("", typed)
    for name, count in slips.items():
        if NO_FIGURE.sub("", name) == figures:
            yield _mention(scene, name, span, announced, slips=count)


def _within(scene: Scene, first: int, last: int) -> list[Named]:
    """Return all that is named in the districts, or else the provinces, beside some words."""
    index = scene.index
    beside = [d for d in scene.districts if last <= d.first <= last + 1 or (d.kinds and d.last == first)]
    numbers = [n for d in beside if d.kinds or not index.names[d.key].provinces for n in scene.numbers(d)]
    if numbers and not any(d.slips for d in beside):
        return [named for number in numbers for named in index.in_district.get(number, ())]
    near = [p for p in scene.provinces if p.first == last or p.last == first or p.first == last + 1]
    codes = [code for p in near for code in index.names[p.key].provinces]
    inside = [named for code in codes for named in index.in_province.get(code, ())]
    return inside or [named for number in numbers for named in index.in_district.get(number, ())]


def _mention(scene: Scene, key: str, span: tuple[int, int, int], announced: frozenset[Kind], *, slips: int) -> Mention:
    first, name, last = span
    return Mention(
        key=key,
        marked="".join([word.marked for word in scene.words[name:last]]),
        first=first,
        name=name,
        last=last,
        kinds=announced,
        opens=first == 0 or scene.words[first].is_apart,
        closes=last == len(scene.words) or scene.words[last].is_apart,
        slips=slips,
    )
