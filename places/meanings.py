"""What the names in a text may mean, and how well the text supports each meaning.

A text is read as chains of names: commune, district, province, in either order, each with or without the word for its
kind. Every commune of today and every ward of before July 2025 that fits a chain is one possible meaning.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from domain import reading
from domain.reading import Reading
from places.index import Era, Index, Named
from places.mentions import Level, Mention, Token, find, is_hard, marker_at, tokens
from places.names import COMMUNE_KINDS, unmarked_y

MOST_MENTIONS = 120
"""Names of one level that are weighed in one text; whoever writes more does not tell of one place."""

MOST_MARKERS = 20
"""Places of one text in which a misspelt name is looked for."""

NEAR_ENOUGH = 1.5
"""Points of a district or province from which it counts as named beside the commune."""

BESIDE = 2.0
"""Points of a district from which it makes a name without its kind believable."""

SHORTEST_MISSPELT = 4
"""Letters of the shortest name in which a slip is looked for; shorter ones are all one slip apart."""

LONG_NAME = 8
"""Letters from which a name may hold two slips."""

REACH = 6
"""Words between two names up to which they can belong together."""
ORIGIN_WORDS = (
    "que o", "que", "que quan", "ngu", "ngu tai", "thuong tru", "ho khau", "lay chong", "goc", "nguoi", "nguyen quan",
    "bien so", "quan com", "tu xung can bo", "cho tu", "chay tu", "di tu", "den tu", "chuyen ra", "nha toi o",
)  # fmt: skip
"""Before a name: where somebody comes from, not where it happened. Plain."""
ORIGIN_ENDINGS = tuple(f" {unmarked_y(words)}" for words in ORIGIN_WORDS)
NOT_A_COMMUNE_BEFORE = frozenset(
    [
        "duong",
        "pho",
        "ngo",
        "ngach",
        "hem",
        "cau",
        "cho",
        "chua",
        "dinh",
        "den",
        "truong",
        "benh",
        "vien",
        "quan",
        "nha",
        "nghi",
        "khach",
        "san",
        "ong",
        "ba",
        "anh",
        "chi",
        "co",
        "chu",
        "em",
        "ten",
        "karaoke",
        "cafe",
        "phe",
        "tiem",
        "cua",
        "hang",
        "cong",
        "ti",
        "khu",
        "do",
        "thi",
        "nga",
        "tu",
        "lang",
        "thon",
        "ap",
        "ban",
        "xom",
        "to",
        "tap",
        "doan",
    ]
)
"""Before a bare name: it names a street, a shop, a person or a hamlet, so it proves no commune. Plain."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One unit that a mention may mean.

    Attributes:
        named: The unit.
        mention: Where it is named.
        points: How well the text supports it.
        is_marked: Whether a word for its kind stands before it.
        has_district: Whether its district is named beside it.
        has_province: Whether its province is named beside it.
        first: The first token of the chain.
        last: The token after the chain's last.
        is_misspelt: Whether it was only found by allowing for a slip.
    """

    named: Named
    mention: Mention
    points: float
    is_marked: bool
    has_district: bool
    has_province: bool
    first: int
    last: int
    is_misspelt: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A text with everything that was found in it."""

    reading: Reading
    words: tuple[Token, ...]
    communes: tuple[Mention, ...]
    districts: tuple[Mention, ...]
    provinces: tuple[Mention, ...]
    index: Index
    hint: str | None

    def spoken(self, first: int, last: int) -> str:
        """Return the citizen's own words from token `first` to before `last`."""
        return self.reading.text[self.words[first].start : self.words[last - 1].end]

    def numbers(self, district: Mention) -> tuple[int, ...]:
        """Return the districts a mention may mean: those of the kind that was said, or all where none is of it."""
        numbers = self.index.districts[district.key]
        of_kind = tuple(number for number in numbers if self.index.district_kinds[number] in district.kinds)
        return of_kind or numbers

    def plain_before(self, first: int, count: int) -> str:
        """Return up to `count` words before a token, as one plain string."""
        return " ".join(reading.plain(word.marked) for word in self.words[max(0, first - count) : first])


def look(text: Reading, index: Index, hint: str | None) -> Scene:
    """Return the text with its mentions, each level apart."""
    words = tokens(text)
    mentions = find(words, index)
    by_level = {level: tuple(m for m in mentions if m.level is level)[:MOST_MENTIONS] for level in Level}
    return Scene(
        reading=text,
        words=words,
        communes=by_level[Level.COMMUNE],
        districts=by_level[Level.DISTRICT],
        provinces=by_level[Level.PROVINCE],
        index=index,
        hint=None if hint is None else Era.NOW + hint,
    )


def meanings_of(scene: Scene) -> list[Meaning]:
    """Return every unit that a mention may mean, with its points; hopeless ones are left out."""
    found = []
    for mention in scene.communes:
        if not mention.kinds and _is_part_of_another(scene, mention):
            continue
        for named in scene.index.communes[mention.key]:
            meaning = _meaning(scene, mention, named)
            if meaning is not None:
                found.append(meaning)
    return found


def _is_part_of_another(scene: Scene, mention: Mention) -> bool:
    """Whether a bare name is a province's, or stands inside a name that is announced or longer."""
    if mention.key in scene.index.provinces:
        return True
    others = (*scene.districts, *scene.provinces, *scene.communes)
    return any(
        other.first <= mention.first
        and mention.last <= other.last
        and (other.kinds or (other.level is Level.PROVINCE and other.last - other.first > mention.last - mention.first))
        for other in others
    )


def _meaning(scene: Scene, mention: Mention, named: Named, *, is_misspelt: bool = False) -> Meaning | None:
    """Return what supports this unit as the mention's meaning; None where the text rules it out."""
    tone = 0.0 if is_misspelt else tone_points(scene, mention, named)
    if tone is None or (mention.kinds and not _kind_fits(mention, named)):
        return None
    district = _nearest(mention, [d for d in scene.districts if not named.districts.isdisjoint(scene.numbers(d))])
    chain = _joined(mention, district)
    belongs_to = scene.index.provinces
    provinces = [p for p in scene.provinces if not named.provinces.isdisjoint(belongs_to[p.key])]
    province = _nearest(chain, provinces, of=mention)
    whole = _joined(chain, province)
    district_points = 3.0 * _closeness(scene, mention, district) if district else 0.0
    province_points = 2.0 * _closeness(scene, chain, province) if province else 0.0
    if province is None and scene.hint in named.provinces:
        province_points = 1.8
    if not mention.kinds and not _is_believable(mention, province, district_points, province_points):
        return None
    points = tone + district_points + province_points + _own_points(scene, mention, named)
    points -= _contradiction(scene, mention, named)
    points -= 4.0 if is_origin(scene, whole.first) else 0.0
    points -= 0.5 if is_misspelt else 0.0
    points += 0.3 if named.is_current and not district_points else 0.0
    return Meaning(
        named=named,
        mention=mention,
        points=points,
        is_marked=bool(mention.kinds),
        has_district=district_points >= NEAR_ENOUGH,
        has_province=province_points >= 1.0,
        first=whole.first,
        last=whole.last,
        is_misspelt=is_misspelt,
    )


def _own_points(scene: Scene, mention: Mention, named: Named) -> float:
    """Return the points of the name itself: most with the very kind before it, fewer where it may be something else."""
    points = -0.3 if named.kind is None else 0.0
    if mention.kinds:
        points += 3.0 if named.kind in mention.kinds else 2.2
        return points - (1.5 if _goes_on(scene, mention) else 0.0)
    if not named.districts.isdisjoint(scene.index.districts.get(mention.key, ())):
        points -= 1.5  # The name is its own district's as well, which is as likely meant.
    return points + _bare_points(scene, mention)


def _goes_on(scene: Scene, mention: Mention) -> bool:
    """Whether a longer name begins with this one: "phường Quy Nhơn Bắc" does not mean phường Quy Nhơn."""
    return any(other.name == mention.name and other.last > mention.last and other.kinds for other in scene.communes)


def tone_points(scene: Scene, mention: Mention, named: Named) -> float | None:
    """Return points for the tone marks, None where they say it is another name."""
    if not named.marked or named.key.isdecimal():
        return 0.0
    if mention.marked == named.marked:
        return 1.2 if scene.reading.is_marked else 0.0
    return 0.0 if may_lack_marks(mention.marked, named.marked) else None


def may_lack_marks(typed: str, full: str) -> bool:
    """Whether `typed` is `full` with marks left out: every mark that is there is the right one."""
    return len(typed) == len(full) and all(
        one == other or one == reading.plain(other) for one, other in zip(typed, full, strict=True)
    )


def _kind_fits(mention: Mention, named: Named) -> bool:
    """Whether the word before the name can be said of this unit; people call a town or ward by either name."""
    return named.kind is None or named.kind in COMMUNE_KINDS or named.kind in mention.kinds


def _is_believable(mention: Mention, province: Mention | None, district_points: float, province_points: float) -> bool:
    """Whether a name without its kind can be a commune: beside its district, or standing apart before the province."""
    if district_points >= BESIDE:
        return True
    stands_apart = mention.opens and (mention.closes or (province is not None and bool(province.kinds)))
    return province_points >= NEAR_ENOUGH and stands_apart


def _bare_points(scene: Scene, mention: Mention) -> float:
    """Return points of a name without its kind: more where it stands apart, less behind a word for something else."""
    points = 1.0 + (0.8 if mention.opens else 0.0)
    before = scene.plain_before(mention.first, 1)
    return points - (1.0 if before in NOT_A_COMMUNE_BEFORE and not mention.opens else 0.0)


@dataclass(frozen=True, slots=True)
class _Span:
    """Tokens from `first` to before `last`."""

    first: int
    last: int


def _joined(span: Mention | _Span, other: Mention | None) -> _Span:
    """Return the span around both."""
    if other is None:
        return _Span(span.first, span.last)
    return _Span(min(span.first, other.first), max(span.last, other.last))


def _distance(span: Mention | _Span, other: Mention) -> int:
    """Return how many words stand between the two; negative where they overlap."""
    return other.first - span.last if other.first >= span.first else span.first - other.last


def _nearest(span: Mention | _Span, others: Iterable[Mention], *, of: Mention | None = None) -> Mention | None:
    """Return the mention that stands nearest to the span without overlapping it, those that follow before others."""
    near = [other for other in others if 0 <= _distance(span, other) <= REACH and _distance(of or span, other) >= 0]
    near = [other for other in near if not (other.last > span.first and other.first < span.last)]
    return min(
        near, key=lambda other: (_distance(span, other), other.first < span.first, -len(other.kinds)), default=None
    )


def _closeness(scene: Scene, span: Mention | _Span, other: Mention) -> float:
    """Return 1 for neighbours, less for what stands apart or has another commune in between."""
    low, high = (span.last, other.first) if other.first >= span.last else (other.last, span.first)
    if any(_announces_commune(scene.words, place) for place in range(low, high)):
        return 0.2
    if any(not word.gap.strip(" ,-") and "." in word.gap for word in scene.words[low : high + 1]):
        return 0.3
    return {0: 1.0, 1: 0.8, 2: 0.65}.get(high - low, 0.4)


def _announces_commune(words: Sequence[Token], place: int) -> bool:
    """Whether the word at this place is one for a commune's kind."""
    marker = marker_at(words, place)
    return marker is not None and not marker[0].isdisjoint(COMMUNE_KINDS)


def _contradiction(scene: Scene, mention: Mention, named: Named) -> float:
    """Return points to take off where the name's own neighbour is a district or province it does not lie in."""
    following = [d for d in scene.districts if d.kinds and 0 <= d.first - mention.last <= 1]
    own = [d for d in scene.districts if not named.districts.isdisjoint(scene.numbers(d))]
    points = 2.5 if following and not any(district in own for district in following) else 0.0
    provinces = [p for p in scene.provinces if p.first == mention.last]
    elsewhere = all(named.provinces.isdisjoint(scene.index.provinces[p.key]) for p in provinces)
    if provinces and elsewhere and not any(district.first == mention.last for district in own):
        points += 2.5
    return points


def is_origin(scene: Scene, first: int) -> bool:
    """Whether the words before the chain say that somebody is from there."""
    if first < len(scene.words) and is_hard(scene.words[first].gap):
        return False
    return f" {scene.plain_before(first, 4)}".endswith(ORIGIN_ENDINGS)


def misspelt(scene: Scene) -> list[Meaning]:
    """Return units whose name is a slip away from what follows a word for their kind, beside a district or province."""
    announced = [first for first in range(len(scene.words)) if _announces_commune(scene.words, first)]
    return [
        meaning
        for first in announced[:MOST_MARKERS]
        for mention in _unknown_names(scene, first)
        for meaning in _slips(scene, mention)
    ]


def _unknown_names(scene: Scene, first: int) -> Iterator[Mention]:
    """Yield what may be meant as a name behind the word for a kind: one word, then up to four."""
    marker = marker_at(scene.words, first)
    if marker is None:
        return
    kinds, name = marker
    for last in range(name + 1, min(name + 4, len(scene.words)) + 1):
        if last > name + 1 and (is_hard(scene.words[last - 1].gap) or marker_at(scene.words, last - 1)):
            return
        words = scene.words[name:last]
        yield Mention(
            level=Level.COMMUNE,
            key="".join(word.key for word in words),
            marked="".join(word.marked for word in words),
            first=first,
            name=name,
            last=last,
            kinds=kinds & COMMUNE_KINDS,
            opens=True,
            closes=True,
        )


def _within(scene: Scene, mention: Mention) -> list[Named]:
    """Return all that is named in the districts, or else the provinces, beside the mention."""
    index = scene.index
    beside = [d for d in scene.districts if 0 <= _distance(mention, d) <= 1]
    numbers = [n for d in beside if d.kinds or d.key not in index.provinces for n in scene.numbers(d)]
    if numbers:
        return [named for number in numbers for named in index.in_district.get(number, ())]
    codes = [c for p in scene.provinces if 0 <= _distance(mention, p) <= 1 for c in index.provinces[p.key]]
    return [named for code in codes for named in index.in_province.get(code, ())]


def _slips(scene: Scene, mention: Mention) -> list[Meaning]:
    """Return the meanings of a misspelt name."""
    if len(mention.key) < SHORTEST_MISSPELT or mention.key.isdecimal():
        return []
    within = _within(scene, mention)
    limit = 1 if len(mention.key) < LONG_NAME else 2
    close = process.extract(
        mention.key, [named.key for named in within], scorer=OSA.distance, score_cutoff=limit, limit=6
    )
    found = []
    for _, distance, place in close:
        meaning = _meaning(scene, mention, within[place], is_misspelt=True)
        if meaning is not None and distance:
            found.append(replace(meaning, points=meaning.points - 0.7 * (distance - 1)))
    return found
