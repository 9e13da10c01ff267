"""Answers to the question where it was: the name in one, and what is no answer but goes on telling."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import product

from domain import reading
from domain.reading import Reading
from places import index as names
from places.gazetteer import Gazetteer
from places.index import Entry, Index, number_key
from places.mentions import Mention, Scene, look, wrong_marks
from places.names import key, marked

BEFORE = (
    "dạ", "vâng", "ừ", "ờ", "à", "ạ", "thưa", "em", "anh", "chị", "các", "cô", "chú", "bác", "cán bộ", "ơi", "là", "nó",
    "ở", "tại", "chỗ", "ngay", "bên", "thuộc", "trong", "khu vực", "địa bàn", "trên địa bàn", "xảy ra ở", "xảy ra tại",
)  # fmt: skip
"""Words before the name in an answer that change nothing in it: polite ones, and those that say that it is there."""

AFTER = (
    "ạ", "à", "á", "ơi", "nha", "nhe", "nhé", "nhá", "nghe", "hen", "hỉ", "đó", "đấy", "ấy", "đây", "này", "nè", "luôn",
    "thôi", "anh", "chị", "em", "cô", "chú", "bác", "cán bộ", "các",
)  # fmt: skip
"""The same behind it."""

WHERE = (
    "ở", "tại", "gần", "cạnh", "chỗ", "bên", "đường", "phố", "ngõ", "ngách", "hẻm", "kiệt", "thôn", "xóm", "ấp",
    "bản", "buôn", "làng", "tổ", "khu", "khóm", "chợ", "cầu", "ngã", "trường", "chùa", "bệnh viện", "quốc lộ", "số nhà",
    "nhà số", "đối diện", "chung cư", "công viên", "bến", "ga",
)  # fmt: skip
"""What begins so speaks of a place, though it may name no commune."""

DOUBTFUL = frozenset({"tai", "cho", "ben", "ban", "buon", "to", "cau", "ga", "nga", "lang", "pho", "khu", "duong"})
"""Such words that stand for others as often when they have no marks: "cho hoi", "tai nan"."""

AT = frozenset({"ở", "o", "tại", "tai", "gần", "gan"})
"""Words right behind which a name is a place's, wherever they stand."""

LONGEST_LETTERS = 150
"""Letters of the longest answer that is looked at; what is longer tells a story."""

MOST_BEFORE, MOST_AFTER = 6, 4
"""Words around a name that are taken away at most."""

SHORTEST_UNMARKED = 4
"""Letters of the shortest name of one word that is believed without marks behind others: "o cho" is not "ở Chờ"."""

LONGEST_UNKNOWN = 4
"""Words of the longest name that may be one that nobody knows; what is longer and names nothing goes on telling."""

_AROUND = " \t\n.,:;!?…-–"
"""Signs around a name that say nothing of it."""


def _any_of(phrases: Sequence[str], *, but: frozenset[str] = frozenset()) -> str:
    """Return what matches one of the phrases, folded, with marks or without; some of them only with marks."""
    forms = {*map(reading.fold, phrases), *({reading.plain(one) for one in phrases} - but)}
    return f"(?:{'|'.join(sorted(forms, key=len, reverse=True))})"


_BEFORE = re.compile(rf"[\W_]*{_any_of(BEFORE)}(?!\w)[\W_]*")
_AFTER = re.compile(rf"(?<!\w){_any_of(AFTER)}[\W_]*$")
_WHERE = re.compile(rf"[\W_]*{_any_of(WHERE, but=DOUBTFUL)}(?!\w)")


def bare(gazetteer: Gazetteer, words: str) -> str:
    """Return the name that an answer consists of, without the words around it; the answer as it is where it is none.

    >>> from places.gazetteer import load
    >>> bare(load(), "dạ ở Vỹ Dạ ạ")
    'Vỹ Dạ'
    """
    if len(words) > LONGEST_LETTERS:
        return words
    index = names.build(gazetteer)
    forms = list(_forms(reading.read(words)))
    for fits in (_is_spelt_so, _may_be_spelt_so):
        for form in forms:
            if _is_name(index, form, fits, is_cut=form != words):
                return form
    return words


def to_search(words: str) -> tuple[str, ...]:
    """Return what to search for where an answer is no whole name, the likelier first.

    That is the answer as it is, and without the words around it, unless only one word is left of it then. Words with
    marks are surely those around a name; without them they may begin one: "la pan t".
    """
    *_, rest = (words, *_forms(reading.read(words))) if len(words) <= LONGEST_LETTERS else (words,)
    if rest == words or len(reading.read(rest).words) <= 1:
        return (words,)
    around = words.replace(rest, "", 1)
    return (rest, words) if reading.read(around).is_marked else (words, rest)


def goes_on(gazetteer: Gazetteer, words: str) -> bool:
    """Whether words go on telling what happens instead of saying where, as far as their form tells.

    An answer names a place, or begins with a word for one, or is so short that it may be a name that nobody knows.
    """
    forms = [reading.read(form) for form in (words, *_forms(reading.read(words)))]
    rest = forms[-1].words
    has_figures = any(word.plain.isdecimal() for word in rest)
    if any(_WHERE.match(form.folded) for form in forms) or (len(rest) <= LONGEST_UNKNOWN and not has_figures):
        return False
    scene = look(forms[-1], names.build(gazetteer), None)
    mentions = (*scene.communes, *scene.districts, *scene.provinces)
    expected = [one for one in mentions if _is_expected(scene, one)]
    return not any(_may_be_spelt_so(scene.index.names[one.key], one.marked) for one in expected)


def _is_expected(scene: Scene, mention: Mention) -> bool:
    """Whether a name begins an answer, bears the word for its kind, or stands right behind a word for "at"."""
    return mention.first == 0 or bool(mention.kinds) or scene.words[mention.first - 1].marked in AT


def _forms(text: Reading) -> Iterator[str]:
    """Yield an answer as it is, then without ever more of the words around it; of those, first without some behind."""
    starts, ends = [0], [len(text.folded)]
    while len(starts) <= MOST_BEFORE and (match := _BEFORE.match(text.folded, starts[-1])):
        starts.append(match.end())
    while len(ends) <= MOST_AFTER and (match := _AFTER.search(text.folded, 0, ends[-1])):
        ends.append(match.start())
    cuts = sorted(product(range(len(starts)), range(len(ends))), key=lambda cut: (sum(cut), cut))
    for first, last in cuts:
        form = text.original(starts[first], ends[last]).strip(_AROUND)
        if form:
            yield form


def _is_name(index: Index, words: str, fits: Callable[[Entry, str], bool], *, is_cut: bool) -> bool:
    """Whether words are a name that fits its marks, with names of areas and words for kinds that belong to it."""
    entry = index.names.get(number_key(words))
    if entry is not None and not number_key(words).isdecimal():
        is_believed = not is_cut or bool(entry.provinces) or _is_long_enough(words)
        return is_believed and fits(entry, marked(words))
    scene = look(reading.read(words), index, None)
    reached = {0}
    # The smaller comes first: what reads like a commune behind a province is hardly one.
    for level in (scene.communes, scene.districts, scene.provinces):
        reached |= {one.last for one in level if one.first in reached and fits(index.names[one.key], one.marked)}
    return len(scene.words) in reached - {0}


def _is_long_enough(words: str) -> bool:
    """Whether what is left of an answer is so long, or so spelt, that it may be a name."""
    letters, text = key(words), reading.read(words)
    return not letters.isdecimal() and (len(letters) >= SHORTEST_UNMARKED or len(text.words) > 1 or text.is_marked)


def _is_spelt_so(entry: Entry, typed: str) -> bool:
    """Whether a unit that a key stands for bears the marks that were typed, or more."""
    spelt = (*(one.marked for one in entry.communes), *entry.spelt)
    is_area = bool(entry.districts or entry.provinces)
    return any(one and not wrong_marks(typed, one) for one in spelt) or (is_area and typed.isascii())


def _may_be_spelt_so(entry: Entry, typed: str) -> bool:
    """Whether it may: former names are known without their marks."""
    is_area = bool(entry.districts or entry.provinces)
    return is_area or any(not one.marked or not wrong_marks(typed, one.marked) for one in entry.communes)
