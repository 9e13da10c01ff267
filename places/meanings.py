"""What the names in a text may mean, and how well the text supports each meaning.

A text is read as chains of names: commune, district, province, in either order, each with or without the word for its
kind. Every commune of today and every ward of before July 2025 that fits a chain is one possible meaning.
"""

from collections.abc import Iterable
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from rapidfuzz.distance import OSA

from places import points
from places.cues import Cue
from places.index import Named
from places.mentions import MOST_WRONG_MARKS, NAMED_LIKE_PLACES, PERSONS, PLACE_FOLLOWS, Mention, Scene, wrong_marks
from places.names import COMMUNE_KINDS
from places.neighbours import Around, Beside, Neighbours

LONG_BARE = 5
"""Letters of the shortest name that is believed with neither kind, district nor province, if words for a place lead."""

EVERYDAY_WORDS = frozenset({"congan", "thanhnien", "cokhi", "daihoc", "trunghoc", "tieuhoc", "tamanh"})
"""Keys of names that without a word for the kind mean something else."""

ADDRESSES = NAMED_LIKE_PLACES - PERSONS
"""Words of an address, after which a name that stands apart may be the commune's."""

ONE_TONE = str.maketrans("ảẳẩẻểỉỏổởủửỷ", "ãẵẫẽễĩõỗỡũữỹ")
"""Hook as tilde: half of the country pronounces them alike, and confuses them in writing."""


NOT_HERE = (Cue.HOME, Cue.ELSEWHERE, Cue.LEFT)
"""Cues that name no place where something happened."""


class Meaning(NamedTuple):
    """One unit that a mention may mean.

    Attributes:
        named: The unit.
        mention: Where it is named.
        points: How well the text supports it.
        first: The first token of the chain of names that it was read from.
        last: The token after the chain's last.
        slips: How many letters of the chain were typed wrong.
        district: Its district where it is named beside it.
        cue: What the words before the chain make of it.
        namesake: The district of the same name that may be meant as well: "Gò Vấp, TP. HCM"; None where none may.
    """

    named: Named
    mention: Mention
    points: float
    first: int
    last: int
    slips: int
    district: Mention | None
    cue: Cue | None
    namesake: int | None = None


def meanings_of(scene: Scene) -> list[Meaning]:
    """Return every unit that the text may mean, with its points; hopeless ones are left out."""
    if not scene.communes:
        return []
    judge = _Judge(scene)
    found = [
        meaning
        for mention in scene.communes
        if mention.kinds or not judge.is_part_of_another(mention)
        for meaning in judge.meanings(mention)
    ]
    return _with_homes_last(found)


def _with_homes_last(found: list[Meaning]) -> list[Meaning]:
    """Return the meanings, with points off where somebody only lives while something happened elsewhere."""
    if all(meaning.cue is not Cue.HOME for meaning in found):
        return found
    happened = [m for m in found if m.cue not in NOT_HERE and m.points >= points.KIND]
    return [
        meaning._replace(points=meaning.points - points.HOME_BESIDE_PLACE)
        if meaning.cue is Cue.HOME and any(not _overlap(other, meaning) for other in happened)
        else meaning
        for meaning in found
    ]


class _Span(NamedTuple):
    """Tokens from `first` to before `last`."""

    first: int
    last: int


def _overlap(one: Meaning | Mention, other: Meaning | Mention) -> bool:
    return one.first < other.last and other.first < one.last


class _Judge:
    """Weighs the mentions of one text."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._names = scene.index.names
        self._neighbours = Neighbours(scene)
        self._bare_provinces = [_Span(one.first, one.last) for one in scene.provinces if not one.kinds]
        self._exact_provinces = {
            _Span(one.name, one.last)
            for one in scene.provinces
            if one.marked.isascii() or one.marked in self._names[one.key].spelt
        }

    @cached_property
    def _has_unknown(self) -> bool:
        """Whether a commune is announced that is not known."""
        return _has_unknown(self._scene)

    def is_part_of_another(self, mention: Mention) -> bool:
        """Whether a bare name is a province's, or stands inside a name that is announced or longer."""
        first, last = mention.first, mention.last
        if mention.key in EVERYDAY_WORDS:
            return True
        if (first, last) in self._exact_provinces and last not in self._scene.names_above_from:
            return True
        return any(other.first <= first and last <= other.last for other in self._neighbours.announced) or any(
            start <= first and last <= end and end - start > last - first for start, end in self._bare_provinces
        )

    def meanings(self, mention: Mention) -> list[Meaning]:
        """Return the units that a mention may mean."""
        around = self._neighbours.around(mention)
        is_alone = not (mention.kinds or around.districts or around.provinces or self._scene.hint)
        if is_alone and not self._is_placed(mention):
            return []
        own = self._own_points(mention)
        found = (self._meaning(mention, named, around, own) for named in self._names[mention.key].communes)
        return self._with_other_districts_last([meaning for meaning in found if meaning is not None])

    def _with_other_districts_last(self, found: list[Meaning]) -> list[Meaning]:
        """Return one name's meanings, with points off those beside whose name another one's district stands."""
        if not any(one.district is not None and self._is_only_a_district(one.district) for one in found):
            return found
        return [
            one if one.district is not None else one._replace(points=one.points - points.OTHER_DISTRICT)
            for one in found
        ]

    def _is_only_a_district(self, mention: Mention) -> bool:
        """Whether a district's name is not a province's as well: "Thái Nguyên"."""
        return bool(mention.kinds) or (mention.first, mention.last) not in self._exact_provinces

    def _meaning(self, mention: Mention, named: Named, around: Around, own: float) -> Meaning | None:
        """Return what supports this unit as the mention's meaning; None where the text rules it out."""
        tone = self._tone_points(mention, named)
        if tone is None:
            return None
        near = around.districts
        district = _nearest([near[n] for n in named.districts if n in near]) if near else None
        province = _province(named, around, district) if around.provinces else None
        if not mention.kinds and not self._is_believable(mention, named, district, province):
            return None
        chain = [mention, *[one.mention for one in (district, province) if one is not None]]
        first = min([one.first for one in chain])
        slips = sum([one.slips for one in chain])
        cue = self._neighbours.cue(first)
        total = own + tone - points.SLIP * slips + (points.CUED[cue] if cue else 0.0)
        total += self._support(mention, named, district, province)
        namesake = None if mention.kinds or district else self._namesake(mention, named, around)
        total += self._kind_points(mention, named) - (points.ALSO_DISTRICT if namesake is not None else 0.0)
        total += _era_points(named, around, district)
        total -= _contradiction(named, around, province)
        return Meaning(
            named=named,
            mention=mention,
            points=total,
            first=first,
            last=max([one.last for one in chain]),
            slips=slips,
            district=district.mention if district else None,
            cue=cue,
            namesake=namesake,
        )

    def _own_points(self, mention: Mention) -> float:
        """Return the points of the name itself, whichever unit it means."""
        total = 0.0
        if any(mention.name < other.first < mention.last < other.last for other in self._neighbours.announced):
            total -= points.CROSSES
        if mention.kinds:
            return total - (points.GOES_ON if self._goes_on(mention) else 0.0)
        total += points.BARE + (points.STANDS_APART if mention.opens else 0.0)
        total -= points.UNKNOWN if self._has_unknown else 0.0
        total -= points.BARE_SLIP if mention.slips else 0.0
        if self._scene.reading.is_marked and not self._scene.words[mention.name].is_capital:
            total -= points.SMALL_LETTERS
        before = self._scene.words[mention.first - 1].key if mention.first else ""
        if not mention.opens and before in NAMED_LIKE_PLACES:
            total -= points.SOMETHING_ELSE
        if any(other.first < mention.first and other.last == mention.last for other in self._scene.communes):
            total -= points.PART_OF_NAME
        return total

    def _goes_on(self, mention: Mention) -> bool:
        """Whether a longer name begins with this one, and does not reach into the next name."""
        return any(
            other.name == mention.name
            and other.last > mention.last
            and other.kinds
            and not other.slips
            and not any(other.name < cut.first < other.last < cut.last for cut in self._neighbours.announced)
            for other in self._scene.communes
        )

    def _support(self, mention: Mention, named: Named, district: Beside | None, province: Beside | None) -> float:
        """Return points for the unit's district and province, or off where neither is named."""
        total = points.DISTRICT * district.closeness if district else 0.0
        if province is not None:
            total += points.PROVINCE * province.closeness
        elif self._scene.hint in named.provinces:
            total += points.HINTED
        if total:
            return total - (points.RUNS_ON_BESIDE if self._scene.runs_on(mention) else 0.0)
        if not mention.kinds:
            return -points.UNSUPPORTED
        if named.key.isdecimal():
            return -points.NUMBER_ALONE
        total = -points.RUNS_ON if self._scene.runs_on(mention) else 0.0
        if mention.marked.isascii() and len(mention.key) < LONG_BARE:
            total -= points.SHORT_ALONE
        return total

    def _tone_points(self, mention: Mention, named: Named) -> float | None:
        """Return points for the tone marks, None where they say it is another name."""
        if not named.marked or named.key.isdecimal():
            return 0.0
        if mention.slips:
            more = OSA.distance(mention.marked, named.marked) - mention.slips if self._scene.reading.is_marked else 0
            return -points.WRONG_MARK_BESIDE_SLIP * min(max(more, 0), MOST_WRONG_MARKS)
        if mention.marked == named.marked:
            return points.ALL_MARKS if self._scene.reading.is_marked else 0.0
        wrong = wrong_marks(mention.marked, named.marked)
        if wrong > MOST_WRONG_MARKS:
            return None
        if not (wrong or mention.kinds) and mention.marked.isascii() and self._scene.reading.is_marked:
            return -points.LACKS_MARKS
        is_confused = wrong == 1 and mention.marked.translate(ONE_TONE) == named.marked.translate(ONE_TONE)
        return -points.CONFUSED_MARK if is_confused else -points.WRONG_MARK * wrong

    def _kind_points(self, mention: Mention, named: Named) -> float:
        """Return points for the word before the name, or for what the name says without one."""
        if mention.kinds:
            if named.kind is None:
                return points.OTHER_KIND - points.FORMER
            return points.KIND if named.kind in mention.kinds else points.OTHER_KIND
        total = -points.FORMER if named.kind is None else 0.0
        own_name = set(self._names[mention.key].districts).intersection(named.districts)
        return total - (points.BEHIND_ITS_COMMUNE if own_name and self._is_behind_commune(own_name, mention) else 0.0)

    def _namesake(self, mention: Mention, named: Named, around: Around) -> int | None:
        """Return the unit's own district where it bears the same name and may be meant instead."""
        own_name = set(self._names[mention.key].districts).intersection(named.districts)
        return None if not own_name or self._is_only_of_today(own_name, around) else min(own_name)

    def _is_behind_commune(self, districts: Iterable[int], mention: Mention) -> bool:
        """Whether the name stands as a district right behind its commune: after a comma, or when it comes twice."""
        places = {other.first: other.opens for other in self._scene.districts if other.key == mention.key}
        return any(
            any(number in named.districts for number in districts)
            for other in self._scene.communes
            if other.key != mention.key and (places.get(other.last) or (other.last in places and len(places) > 1))
            for named in self._names[other.key].communes
        )

    def _is_only_of_today(self, districts: Iterable[int], around: Around) -> bool:
        """Whether the province that is named is one these old districts came into only in July 2025."""
        old = {self._scene.index.district_old_province[number] for number in districts}
        return bool(around.provinces) and old.isdisjoint(around.provinces)

    def _is_believable(self, mention: Mention, named: Named, district: Beside | None, province: Beside | None) -> bool:
        """Whether a name without its kind can be a commune: beside its district or province, or where one is told."""
        if district is not None and district.closeness >= points.BESIDE:
            return True
        if province is not None and province.closeness >= points.NEAR_ENOUGH:
            touches = province.mention.first == mention.last
            return touches or (mention.opens and (mention.closes or bool(province.mention.kinds)))
        if len(mention.key) < LONG_BARE or not named.marked:
            return False
        if self._scene.hint in named.provinces:
            return mention.opens or mention.closes
        return self._is_placed(mention)

    def _is_placed(self, mention: Mention) -> bool:
        """Whether a bare name stands where a place is told: right behind a word for it, or apart and later on."""
        words, first = self._scene.words, mention.first
        if mention.opens and mention.closes:
            is_written_so = words[first].is_capital or not self._scene.reading.is_marked
            told = words[:first]
            return any(word.marked in PLACE_FOLLOWS or (is_written_so and word.key in ADDRESSES) for word in told)
        return first > 0 and words[first].is_capital and words[first - 1].marked in PLACE_FOLLOWS


def _nearest(beside: Iterable[Beside]) -> Beside | None:
    """Return the one that most surely belongs to the name."""
    return max(beside, key=attrgetter("closeness"), default=None)


def _province(named: Named, around: Around, district: Beside | None) -> Beside | None:
    """Return the unit's province beside its name, not the words that its district was read from."""
    return _nearest(
        beside
        for code in named.provinces
        for beside in around.provinces.get(code, ())
        if district is None or not _overlap(beside.mention, district.mention)
    )


def _era_points(named: Named, around: Around, district: Beside | None) -> float:
    """Return points for names that were in use at the same time."""
    if not named.is_current:
        return 0.0
    is_of_old = district is not None or (bool(around.provinces) and named.provinces[0] not in around.provinces)
    return -points.OF_OLD if is_of_old else points.TODAY


def _contradiction(named: Named, around: Around, province: Beside | None) -> float:
    """Return points to take off where districts or provinces are named that the unit does not lie in."""
    total = 0.0
    if around.next_districts and around.next_districts.isdisjoint(named.districts):
        total += points.CONTRADICTION
    if around.next_provinces:
        total += points.CONTRADICTION if around.next_provinces.isdisjoint(named.provinces) else 0.0
    elif around.provinces and province is None:
        total += points.UNMATCHED
    return total


def _has_unknown(scene: Scene) -> bool:
    """Whether a commune is announced in full, by a word that means nothing else, but no name is known behind it."""
    known = {mention.name for mention in scene.communes if mention.kinds}
    is_marked = scene.reading.is_marked
    return any(
        marker is not None
        and marker[1] not in known
        and not marker[0].isdisjoint(COMMUNE_KINDS)
        and len(scene.words[place].key) > 1
        and (not is_marked or (not scene.words[place].marked.isascii() and scene.words[marker[1]].is_capital))
        for place, marker in enumerate(scene.markers)
    )
