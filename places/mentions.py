"""Finds in a text what could be names of communes, districts and provinces, before anything is decided."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from domain.reading import Reading
from places.index import Index, number_key
from places.names import COMMUNE_KINDS, DISTRICT_KINDS, MARKERS, PROVINCE_KINDS, Kind, key, unmarked_y

MAX_TOKENS = 1500
"""Words of one text that are looked at: several times what a messenger lets a person write at once."""

LONGEST_NAME = 6
"""Words in the longest name: "Thị trấn Nông trường Việt Trung" has five after its kind."""

SHORTEST_BARE = 4
"""Letters of the shortest name that is believed to be one without a word for its kind."""

SHORTEST_BARE_WORD = 6
"""The same for a name of one word, because most short words mean something else."""

HARD = re.compile(r"[,;:()\n!?\[\]/|]|\.\s|\s[-–—]|[-–—]\s|\.{2,}")
"""Between words: a place where one name ends and another begins."""

SENTENCE_END = re.compile(r"[.!?]\s|\n")

NUMBER_WORDS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bai": 7, "tam": 8, "chin": 9,
}  # fmt: skip
"""Spoken digits, by key."""


class Level(Enum):
    """What a mention could name."""

    COMMUNE = auto()
    DISTRICT = auto()
    PROVINCE = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or a part of words that were glued together."""

    key: str
    marked: str
    gap: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of words that is a name in the index.

    Attributes:
        level: As what it is read here.
        key: The name's key.
        marked: The name as typed, with tone marks where there were any.
        first: The first token, the word for the kind included.
        name: The first token of the name itself.
        last: The token after the last.
        kinds: What the word before it says it is; empty without one.
        opens: Whether something separates it from what stands before.
        closes: Whether something separates it from what follows.
    """

    level: Level
    key: str
    marked: str
    first: int
    name: int
    last: int
    kinds: frozenset[Kind]
    opens: bool
    closes: bool


def tokens(reading: Reading) -> tuple[Token, ...]:
    """Return the text's words, those that were glued by capital letters taken apart."""
    found: list[Token] = []
    for word in reading.words[:MAX_TOKENS]:
        original = reading.text[word.start : word.end]
        cuts = _cuts(original) if len(original) == len(word.folded) else []
        edges = [0, *cuts, len(word.folded)]
        for begin, end in pairwise(edges):
            found.append(
                Token(
                    key=number_key(word.plain[begin:end]),
                    marked=unmarked_y(word.folded[begin:end]),
                    gap="" if begin else word.gap,
                    start=word.start + begin,
                    end=word.end if end == len(word.folded) else word.start + end,
                )
            )
    return tuple(found)


def _cuts(word: str) -> list[int]:
    """Return where glued names are to be taken apart: "PhảLại", and the kind's letter in "PTrung"."""
    if word.isupper() or word.islower():
        return []
    inner = [i for i in range(1, len(word)) if word[i].isupper() and word[i - 1].islower()]
    letter = len(word) > 2 and word[0] in "PQHTX" and word[1].isupper() and word[2].islower()  # noqa: PLR2004 - three letters are looked at
    return [1, *inner] if letter else inner


def is_hard(gap: str) -> bool:
    """Whether the characters between two words separate names."""
    return HARD.search(gap) is not None


def find(words: Sequence[Token], index: Index) -> list[Mention]:
    """Return all mentions, overlapping ones included, in the order they begin."""
    found: list[Mention] = []
    for first in range(len(words)):
        marker = marker_at(words, first)
        if marker is not None:
            kinds, name = marker
            found.extend(_names(words, index, first=first, name=name, kinds=kinds))
        found.extend(_glued(words, index, first))
        found.extend(_names(words, index, first=first, name=first, kinds=frozenset()))
    return found


def marker_at(words: Sequence[Token], first: int) -> tuple[frozenset[Kind], int] | None:
    """Return the kinds that the words from `first` announce, and where the name begins; None without any."""
    for length in (2, 1):
        name = first + length
        if name >= len(words) or any(word.gap.strip() for word in words[first + 1 : name]):
            continue
        kinds = MARKERS.get("".join(word.key for word in words[first:name]))
        if kinds is None or words[name].gap.strip() not in {"", ".", ":"}:
            continue
        if length == 1 and first and words[first].key == "xa" and words[first - 1].key == "thi":
            continue  # The town's own two words were tried one word earlier.
        typed = "".join(word.marked for word in words[first:name])
        if _is_marker(typed, kinds) and not _is_unit_of_measure(words, first):
            return kinds, name
    return None


def _is_marker(typed: str, kinds: frozenset[Kind]) -> bool:
    """Whether the word, where it carries tone marks, is the one for the kind: "quán" is no "quận"."""
    return key(typed) == typed or any(unmarked_y(kind.replace(" ", "")) == typed for kind in kinds)


def _is_unit_of_measure(words: Sequence[Token], first: int) -> bool:
    """Whether the letter belongs to a number before it: 2 h, 5 t."""
    return (
        words[first].key in {"h", "t"}
        and first > 0
        and words[first - 1].key.isdecimal()
        and not is_hard(words[first].gap)
    )


def _names(words: Sequence[Token], index: Index, *, first: int, name: int, kinds: frozenset[Kind]) -> Iterator[Mention]:
    """Yield mentions whose name begins at `name`."""
    if kinds and (number := _spoken_number(words, name)) is not None:
        yield from _mentions(words, index, name_key=number[0], first=first, name=name, last=number[1], kinds=kinds)
    together = ""
    for last in range(name + 1, min(name + LONGEST_NAME, len(words)) + 1):
        gap = words[last - 1].gap
        if last > name + 1 and is_hard(gap) and gap.strip() != "-":
            return
        together += words[last - 1].key
        yield from _mentions(words, index, name_key=together, first=first, name=name, last=last, kinds=kinds)


def _glued(words: Sequence[Token], index: Index, first: int) -> Iterator[Mention]:
    """Yield the mention of one word that holds the kind and the name: "xasenthuy"."""
    word = words[first].key
    if len(word) < SHORTEST_BARE or word in index.communes:
        return
    for marker, kinds in MARKERS.items():
        rest = word.removeprefix(marker)
        if rest != word and len(rest) >= (1 if rest.isdecimal() else SHORTEST_BARE):
            for mention in _mentions(
                words, index, name_key=number_key(rest), first=first, name=first, last=first + 1, kinds=kinds
            ):
                yield replace(mention, marked=words[first].marked[len(marker) :])


def _spoken_number(words: Sequence[Token], first: int) -> tuple[str, int] | None:
    """Return the number that is spelt out from `first`, and the token after it; None where none is."""
    spelt = [word.key for word in words[first : first + 3]]
    tens, used = 0, 0
    if spelt[:1] == ["muoi"]:
        tens, used = 10, 1
    elif len(spelt) > 1 and spelt[0] == "hai" and spelt[1] in {"muoi", *NUMBER_WORDS}:
        tens, used = 20, 2 if spelt[1] == "muoi" else 1
    ones = NUMBER_WORDS.get(spelt[used], 0) if used < len(spelt) else 0
    last = first + used + (1 if ones else 0)
    ends = last >= len(words) or is_hard(words[last].gap) or marker_at(words, last) is not None
    # "Xã Năm Căn" begins like a number but goes on.
    return (str(tens + ones), last) if tens + ones and ends else None


def _mentions(
    words: Sequence[Token], index: Index, *, name_key: str, first: int, name: int, last: int, kinds: frozenset[Kind]
) -> Iterator[Mention]:
    """Yield one mention for each level at which there is such a name."""
    is_short = len(name_key) < (SHORTEST_BARE if last - name > 1 else SHORTEST_BARE_WORD)
    for level, names, level_kinds in (
        (Level.COMMUNE, index.communes, COMMUNE_KINDS),
        (Level.DISTRICT, index.districts, DISTRICT_KINDS),
        (Level.PROVINCE, index.provinces, PROVINCE_KINDS),
    ):
        if name_key not in names or (kinds and kinds.isdisjoint(level_kinds)):
            continue
        if not kinds and is_short and level is not Level.PROVINCE:
            continue
        yield Mention(
            level=level,
            key=name_key,
            marked="".join(word.marked for word in words[name:last]),
            first=first,
            name=name,
            last=last,
            kinds=kinds & level_kinds,
            opens=first == 0 or is_hard(words[first].gap),
            closes=last == len(words) or is_hard(words[last].gap),
        )
