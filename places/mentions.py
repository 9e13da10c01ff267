"""Finds in a text what could be names of communes, districts and provinces, before anything is decided."""

import re
import unicodedata
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from domain import reading
from domain.reading import Reading
from places.index import NOTHING, Entry, Index, number_key
from places.names import COMMUNE_KINDS, DISTRICT_KINDS, MARKERS, MISSPELT_WARD, PROVINCE_KINDS, Kind, unmarked_y
from places.tokens import Token, tokens
from places.unglue import unglued

MOST_MENTIONS = 100
"""Names of one level that are weighed in one text; whoever writes more does not tell of one place."""

LONGEST_NAME = 6
"""Words in the longest name: "Thị trấn Nông trường Việt Trung" has five after its kind."""

SHORTEST_BARE = 4
"""Letters of the shortest name that is believed to be one without a word for its kind."""

SHORTEST_BARE_WORD = 6
"""The same for a name of one word, because most short words mean something else."""

SHORTEST_ALONE = 3
"""The same for a name of one word between two commas."""

NUMBER_WORDS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bai": 7, "tam": 8, "chin": 9,
}  # fmt: skip
"""Spoken digits, by key."""

SHORTEST_GLUED = 6
"""Letters of the shortest word that may hold a kind and a name."""

LONGEST_GLUED = 40
"""Letters of the longest such word."""

GLUED = re.compile(f"({'|'.join(sorted(MARKERS, key=len, reverse=True))})(.+)")
"""A word for a kind and what follows it in the same word."""

NUMBERED_KINDS = frozenset({Kind.WARD, Kind.URBAN_DISTRICT})
"""Kinds of units that ever bore numbers."""

MOST_INITIALS = 4
"""Letters of the longest name that is shortened to its initials."""

BEGINS_MARKER = frozenset({"thi", "dac", "thanh", "t"})
"""First words of markers of two."""

FIRST_OF_MARKER = BEGINS_MARKER | MARKERS.keys()
"""Words that may begin a marker, whole ones among them."""

SECOND_HALVES = frozenset({("thi", "xa"), ("t", "p"), ("t", "x"), ("t", "t"), ("tac", "xa")})
"""Two words whose second one is no marker, because it belongs to the first."""

OTHER_WORDS = frozenset({"quân", "phương", "huiên"})
"""Words that are a marker's with a tone left out, and others as they stand."""

BEFORE_NAME = frozenset({"", ".", ":"})
"""What may stand between a marker and its name."""

MEASURES = frozenset({"h", "t", "p", "x", "f", "m"})
"""Letters that behind a number are a unit of measure: 2 h, 5 t."""


class Mention(NamedTuple):
    """A run of words that is a name in the index.

    Attributes:
        key: The name's key.
        marked: The name as typed, with tone marks where there were any.
        first: The first token, the word for the kind included.
        name: The first token of the name itself.
        last: The token after the last.
        kinds: What the word before it says it is; empty without one.
        opens: Whether something separates it from what stands before.
        closes: Whether something separates it from what follows.
        slips: How many letters were typed wrong.
    """

    key: str
    marked: str
    first: int
    name: int
    last: int
    kinds: frozenset[Kind]
    opens: bool
    closes: bool
    slips: int = 0


PERSONS = frozenset({"anh", "chi", "ong", "ba", "co", "chu", "em", "ten", "chau", "bac", "cau", "di"})
"""Before a person's name. Plain."""

LONGEST_CALLED = 4
"""Words up to which such a word is looked for before a name with a capital letter."""

PLACE_FOLLOWS = frozenset({"ở", "tại", "o", "tai", "thuộc", "thuoc", "về", "đến"})
"""Words, with marks or without, behind which a name is a place's."""

NAMED_LIKE_PLACES = PERSONS | frozenset(
    {
        "duong", "pho", "ngo", "ngach", "hem", "cau", "cho", "chua", "dinh", "den", "truong", "vien", "quan", "nghi",
        "san", "karaoke", "cafe", "phe", "tiem", "cua", "hang", "ti", "khu", "thi", "lang", "thon", "ap", "ban", "xom",
        "to", "tap", "doan", "kenh", "song", "ho", "nui", "ga", "ben", "cang", "tram", "resort", "hotel", "phong",
        "kham", "lo", "cum", "khom", "cu", "toa", "thap", "bai", "dao", "hon", "vinh", "nha", "khach", "cong", "do",
        "nga", "tu", "benh", "chung",
    }
)  # fmt: skip
"""Before a bare name: it is a street's, a shop's, a person's or a hamlet's, and proves no unit. Plain."""

NO_KINDS: frozenset[Kind] = frozenset()

Marker = tuple[frozenset[Kind], int]
"""The kinds that a word announces, and where the name begins."""


@dataclass(frozen=True, eq=False)
class Scene:
    """A text with everything that was found in it.

    Attributes:
        reading: The text.
        words: Its words.
        markers: For each word the kinds that it announces as the first word of a marker, None where none.
        communes: Mentions that may name communes.
        districts: Mentions that may name districts.
        provinces: Mentions that may name provinces.
        index: What the names stand for.
        hint: The province that is likely without being named, marked with its era.
    """

    reading: Reading
    words: Sequence[Token]
    markers: Sequence[Marker | None]
    communes: Sequence[Mention]
    districts: Sequence[Mention]
    provinces: Sequence[Mention]
    index: Index
    hint: str | None

    @cached_property
    def names_above_from(self) -> frozenset[int]:
        """The words at which a district's or province's name begins."""
        return frozenset([mention.first for mention in (*self.districts, *self.provinces)])

    @cached_property
    def set_off(self) -> Sequence[int]:
        """The words where a name is most expected: those for a kind, and those that stand apart from the one before."""
        return [
            place
            for place, (word, marker) in enumerate(zip(self.words, self.markers, strict=True))
            if marker is not None or word.is_apart or not place
        ]

    def runs_on(self, mention: Mention) -> bool:
        """Whether the word behind a name looks like a part of it: nothing is between them, and it begins no other."""
        words, last = self.words, mention.last
        if mention.closes or self.markers[last] is not None or last in self.names_above_from:
            return False
        if not self.reading.is_marked and not words[mention.name].is_capital:
            # Without capitals any word may be a part; before the end of what is known of the place it likely is.
            return any(last < first <= last + 2 for first in self.names_above_from)
        return words[last].is_capital and (words[mention.name].is_capital or mention.key.isdecimal())

    def is_something_else(self, mention: Mention) -> bool:
        """Whether a name without its kind is a street's, a shop's or a person's, by the words before it."""
        words, first = self.words, mention.first
        if mention.kinds or mention.opens or not first or first in self._ends:
            return False
        if words[first - 1].key in NAMED_LIKE_PLACES:
            return True
        return words[first].is_capital and self.reading.is_marked and self._is_called_so(first)

    def _is_called_so(self, first: int) -> bool:
        """Whether a few words back a shop or a person begins that the name is a part of: "quán cơm tấm Long Xuyên"."""
        words = self.words
        for place in range(first - 1, max(first - 1 - LONGEST_CALLED, -1), -1):
            word = words[place]
            if words[place + 1].is_apart or word.marked in PLACE_FOLLOWS or place + 1 in self._ends:
                return False
            if word.key in NAMED_LIKE_PLACES and not word.is_capital:
                return True
        return False

    def goes_on_with_or(self, last: int) -> bool:
        """Whether "or" and another name follow a name."""
        words = self.words
        if last + 1 >= len(words) or words[last].is_apart or not words[last + 1].is_capital:
            return False
        return self.reading.text[words[last].start : words[last].end].lower() in {"hay", "hoặc", "hoac"}

    @cached_property
    def _ends(self) -> frozenset[int]:
        """The words behind a commune's or a district's name."""
        return frozenset([mention.last for mention in (*self.communes, *self.districts)])

    def spoken(self, first: int, last: int) -> str:
        """Return the citizen's own words from token `first` to before `last`."""
        return self.reading.text[self.words[first].start : self.words[last - 1].end]

    def kinds_at(self, place: int) -> frozenset[Kind]:
        """Return the kinds that the word at this place announces."""
        marker = self.markers[place]
        return NO_KINDS if marker is None else marker[0]

    def numbers(self, district: Mention) -> tuple[int, ...]:
        """Return the districts a mention may mean: those of the kind that was said, or all where none is of it."""
        numbers = self.index.names[district.key].districts
        if not district.kinds:
            return numbers
        return tuple(n for n in numbers if self.index.district_kinds[n] in district.kinds) or numbers

    def plain_before(self, first: int, count: int) -> str:
        """Return up to `count` words before a token, as one plain string."""
        return " ".join([reading.plain(word.marked) for word in self.words[max(0, first - count) : first]])


def look(text: Reading, index: Index, hint: str | None) -> Scene:
    """Return the text with its mentions, each level apart and in the order they begin.

    Args:
        text: The text.
        index: The names.
        hint: A province's code that is likely without being named, marked with its era.
    """
    words = unglued(tokens(text), index.names)
    markers = markers_in(words)
    finder = _Finder(words, index)
    announced = {marker[1]: (first, marker[0]) for first, marker in enumerate(markers) if marker is not None}
    for name in finder.promising(announced):
        first, kinds = announced.get(name, (name, NO_KINDS))
        finder.names_from(first, name, kinds)
        finder.glued_name(name)
    known = frozenset(_longest([*finder.districts, *finder.provinces]))
    return Scene(
        reading=text,
        words=words,
        markers=markers,
        communes=finder.communes[:MOST_MENTIONS],
        districts=[one for one in finder.districts if one in known][:MOST_MENTIONS],
        provinces=[one for one in finder.provinces if one in known][:MOST_MENTIONS],
        index=index,
        hint=hint,
    )


def _longest(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions without those that a marker or a longer name rules out.

    "Huyện Chư" is only the beginning of "huyện Chư Sê"; in "tỉnh Gia Lai" there is no "Tỉnh Gia".
    """
    if not mentions:
        return []
    longest: dict[int, int] = {}
    for mention in mentions:
        if mention.kinds:
            longest[mention.name] = max(longest.get(mention.name, 0), mention.last)
    markers = {mention.first for mention in mentions if mention.kinds and mention.first < mention.name}
    return [
        one
        for one in mentions
        if (one.last == longest[one.name] if one.kinds else markers.isdisjoint(range(one.first, one.last)))
    ]


def markers_in(words: Sequence[Token]) -> list[Marker | None]:
    """Return for each word what it announces together with the one behind it, None where nothing."""
    found: list[Marker | None] = [None] * len(words)
    for first, word in enumerate(words[:-1]):
        if word.key in FIRST_OF_MARKER:
            found[first] = _marker_at(words, first)
    return found


def _marker_at(words: Sequence[Token], first: int) -> Marker | None:
    """Return the kinds that the words from `first` announce, and where the name begins; None without any."""
    word = words[first]
    second = words[first + 1]
    if word.key in BEGINS_MARKER and first + 2 < len(words) and _belongs(word, second):
        kinds = MARKERS.get(word.key + second.key)
        if kinds is not None and words[first + 2].gap.strip() in BEFORE_NAME:
            return (kinds, first + 2) if _is_marker(word.marked + second.marked, kinds) else None
    kinds = MARKERS.get(word.key)
    if kinds is None or second.gap.strip() not in BEFORE_NAME or not _is_marker(word.marked, kinds):
        return None
    if first and (words[first - 1].key, word.key) in SECOND_HALVES:
        return None  # The town's own two words were tried one word earlier.
    if _is_measure(words, first):
        return None
    if Kind.WARD in kinds and second.key in MISSPELT_WARD and _has_number(words, first + 2):
        return kinds, first + 2
    return kinds, first + 1


def _is_measure(words: Sequence[Token], place: int) -> bool:
    """Whether the letter belongs to the number before it: 2 h, 5 t; "11 P.2" does not."""
    word = words[place]
    return (
        word.key in MEASURES
        and place > 0
        and words[place - 1].key.isdecimal()
        and not (word.is_apart or word.is_capital or words[place + 1].gap.strip() or words[place + 1].key.isdecimal())
    )


def _has_number(words: Sequence[Token], place: int) -> bool:
    """Whether figures stand there."""
    return place < len(words) and words[place].key.isdecimal()


def _belongs(word: Token, second: Token) -> bool:
    """Whether two words can be one marker: "thị trấn", "T.P"."""
    gap = second.gap.strip()
    return not gap or (gap == "." and len(word.key) == len(second.key) == 1)


def _is_marker(typed: str, kinds: frozenset[Kind]) -> bool:
    """Whether the word, where it carries tone marks, is the one for the kind: "quán" is no "quận"."""
    if typed in OTHER_WORDS:
        return False
    return typed.isascii() or any(not wrong_marks(typed, unmarked_y(kind.replace(" ", ""))) for kind in kinds)


class _Finder:
    """Collects the mentions of a text, level by level."""

    def __init__(self, words: Sequence[Token], index: Index) -> None:
        self._words = words
        self._names: Mapping[str, Entry] = index.names
        self._beginnings = index.beginnings
        self.communes: list[Mention] = []
        self.districts: list[Mention] = []
        self.provinces: list[Mention] = []

    def promising(self, announced: Container[int]) -> list[int]:
        """Return the words at which a name may begin, in order: hardly any but those that are announced."""
        beginnings = self._beginnings
        keys = [word.key for word in self._words]
        return [
            place
            for place, (key, behind) in enumerate(zip(keys, [*keys[1:], ""], strict=False))
            if (key in beginnings and (beginnings[key] is not None or key + behind in beginnings))
            or place in announced
            # What may be shortened, or glued to the word for its kind.
            or not behind
            or not 1 < len(key) < SHORTEST_GLUED
        ]

    def names_from(self, first: int, name: int, kinds: frozenset[Kind]) -> None:
        """Note the names that begin at token `name`, announced by the tokens from `first`."""
        words = self._words
        together = ""
        for last, word in enumerate(words[name : name + LONGEST_NAME], start=name + 1):
            if word.is_apart and together and word.gap.strip() != "-":
                break
            together += word.key
            if together not in self._beginnings:
                break
            entry = self._beginnings[together]
            if entry is not None:
                self._note(entry, together, (first, name, last), kinds)
        if kinds or len(words[name].key) == 1 or name + 1 == len(words):
            self._shortened(first, name, kinds)
        if not kinds.isdisjoint(NUMBERED_KINDS):
            number, last = _spoken_number(words, name)
            if number:
                self._note(self._names.get(number, NOTHING), number, (first, name, last), kinds)

    def _shortened(self, first: int, name: int, kinds: frozenset[Kind]) -> None:
        """Note a district or province whose name is shortened: "N.An", "TP.ĐN"."""
        words = self._words
        word = words[name]
        last = name + 1
        if len(word.key) == 1 and word.key.isalpha() and last < len(words) and words[last].gap.strip() in {"", "."}:
            if words[last].gap != " " or kinds:
                self._note_above(f"{word.key} {words[last].key}", (first, name, last + 1), kinds)
        elif MOST_INITIALS >= len(word.key) > 1 and (kinds or self._stands_alone(name)):
            self._note_above(f".{word.key}", (first, name, last), kinds & PROVINCE_KINDS)

    def _stands_alone(self, place: int) -> bool:
        """Whether a word stands at the end, apart from what is before it."""
        words = self._words
        return words[place].is_apart and words[place].is_capital and place + 1 == len(words)

    def _note_above(self, key: str, span: tuple[int, int, int], kinds: frozenset[Kind]) -> None:
        """Note a shortened district, where its kind is said, or province."""
        entry = self._names.get(key, NOTHING)
        if entry.districts and not kinds.isdisjoint(DISTRICT_KINDS):
            self.districts.append(self._mention(key, span, kinds & DISTRICT_KINDS, 0))
        if entry.provinces and (not kinds or not kinds.isdisjoint(PROVINCE_KINDS)):
            self.provinces.append(self._mention(key, span, kinds & PROVINCE_KINDS, 0))

    def glued_name(self, first: int) -> None:
        """Note the name in one word that holds its kind too: "xasenthuy"."""
        word = self._words[first].key
        if not SHORTEST_GLUED <= len(word) <= LONGEST_GLUED or word in self._names:
            return
        marker, name = _taken_apart(word)
        entry = self._names.get(name)
        if entry is not None and len(name) >= (1 if name.isdecimal() else SHORTEST_BARE):
            self._note(entry, name, (first, first, first + 1), MARKERS[marker], cut=len(marker))

    def _note(
        self, entry: Entry, key: str, span: tuple[int, int, int], kinds: frozenset[Kind], *, cut: int = 0
    ) -> None:
        """Note a mention on each level at which the key is a name."""
        for found, level_kinds, into in (
            (entry.communes, COMMUNE_KINDS, self.communes),
            (entry.districts, DISTRICT_KINDS, self.districts),
            (entry.provinces, PROVINCE_KINDS, self.provinces),
        ):
            if not found:
                continue
            fitting = kinds & level_kinds
            if not fitting and into is not self.provinces and self._is_too_short(key, span):
                continue
            mention = self._mention(key, span, fitting, cut)
            if into is self.communes or self._is_spelt_so(mention):
                into.append(mention)

    def _is_spelt_so(self, mention: Mention) -> bool:
        """Whether a district's or province's name bears these marks: "Thạnh Hòa" is not "Thanh Hóa"."""
        if mention.marked.isascii() or mention.key.isdecimal():
            return True
        known = self._names[mention.key].spelt
        most = MISTAKEN if len(mention.key) >= LONG_ENOUGH else 0
        return not known or any(wrong_marks(mention.marked, full) <= most for full in known)

    def _is_too_short(self, key: str, span: tuple[int, int, int]) -> bool:
        """Whether a name without its kind is so short that it is hardly meant as one: "Chũ" only between commas."""
        _, name, last = span
        if len(key) < SHORTEST_ALONE or key.isdecimal():
            return True
        is_alone = self._words[name].is_apart and (last == len(self._words) or self._words[last].is_apart)
        return len(key) < (SHORTEST_BARE if last - name > 1 else SHORTEST_BARE_WORD) and not is_alone

    def _mention(self, key: str, span: tuple[int, int, int], kinds: frozenset[Kind], cut: int) -> Mention:
        words = self._words
        announced, name, last = span
        first = announced if kinds else name
        marked = words[name].marked if last == name + 1 else "".join([word.marked for word in words[name:last]])
        return Mention(
            key=key,
            marked=marked[cut:],
            first=first,
            name=name,
            last=last,
            kinds=kinds,
            opens=first == 0 or words[first].is_apart,
            closes=last == len(words) or words[last].is_apart,
        )


@lru_cache(maxsize=4096)
def _taken_apart(word: str) -> tuple[str, str]:
    """Return the word for a kind with which a word begins, and the key of the rest; both empty where none does."""
    glued = GLUED.fullmatch(word)
    return ("", "") if glued is None else (glued[1], number_key(glued[2]))


LONG_ENOUGH = 7
"""Letters of the shortest district or province that is read with a wrong mark: "Huệ" is not "Huế"."""

MISTAKEN = 1
"""Wrong marks up to which a district or province is still read."""

MOST_WRONG_MARKS = 2
"""Wrong marks up to which a name may still be meant."""


def wrong_marks(typed: str, full: str) -> int:
    """Return how many letters bear another mark than in the name; a mark left out is not wrong."""
    if typed == full:
        return 0
    if len(typed) != len(full):
        return MOST_WRONG_MARKS + 1
    return _wrong_letters(typed, full)


@lru_cache(maxsize=4096)
def _wrong_letters(typed: str, full: str) -> int:
    """Return the same for two that are equally long; names come again and again."""
    return sum(one != other and not _lacks_marks(one, other) for one, other in zip(typed, full, strict=True))


@lru_cache(maxsize=4096)
def _lacks_marks(typed: str, full: str) -> bool:
    """Whether a letter is the other one with marks left out: "ă" or "a" for "ắ"."""
    if typed.isascii():
        return typed == reading.plain(full)
    return set(unicodedata.normalize("NFD", typed)) <= set(unicodedata.normalize("NFD", full))


def _spoken_number(words: Sequence[Token], first: int) -> tuple[str, int]:
    """Return the number that is spelt out from `first`, and the token after it; "" where none is."""
    spelt = [word.key for word in words[first : first + 3]]
    tens, used = 0, 0
    if spelt[:1] == ["muoi"]:
        tens, used = 10, 1
    elif len(spelt) > 1 and spelt[0] == "hai" and spelt[1] in {"muoi", *NUMBER_WORDS}:
        tens, used = 20, 2 if spelt[1] == "muoi" else 1
    ones = NUMBER_WORDS.get(spelt[used], 0) if used < len(spelt) else 0
    number = tens + ones
    return (str(number) if number else "", first + used + (1 if ones else 0))
