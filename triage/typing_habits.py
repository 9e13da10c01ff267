"""What a word was meant as where its typing shows: keys of Telex, letters of the young, letters drawn out."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from domain import reading

SYLLABLE = re.compile(
    r"(?P<onset>ngh?|nh|gh|gi(?=[aeouy])|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?(?P<vowels>[aeiouy]{1,3})"
    r"(?P<coda>ch|ng|nh|[cmnpt])?",
)
"""A syllable as it can be written without marks."""

HATS = (("dd", "đ"), ("uow", "ươ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("aw", "ă"), ("ow", "ơ"), ("uw", "ư"))
"""Keys of Telex for letters, in the order in which they are undone."""

TONES = {"f": "\u0300", "s": "\u0301", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
"""The tone of each key of Telex."""

TONE_KEY = re.compile(r"(?<=[aăâeêioôơuưycghmnpt])[fsrxj](?=(?:ch|ng|nh|[cmnpt])?$)")
"""A tone's key at the end of a word, or before its last consonants."""

YOUNG = (("f", "ph"), ("w", "qu"), ("j", "gi"), ("dz", "v"), ("z", "v"))
"""Letters with which the young begin words, and the usual ones."""

DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}|([aăâeêioôơuưyáàảãạíìỉĩịúùủũụýỳỷỹỵóòỏõọéèẻẽẹ])\2$")
"""One letter three times, or the last vowel twice: "cứuuu", "cháyy"."""

HATLESS = re.compile(r"i[eéèẻẽẹ]|u[oóòỏõọ]|y[eéèẻẽẹ]")
"""Vowels that are always written with a hat or a horn."""

LONGEST_KEPT = 40
"""Letters of a word that is kept in memory; what is longer is no word, and would fill it."""

FOREIGN = frozenset({
    "as", "bar", "bars", "beer", "best", "book", "booking", "boss", "box", "bus", "bush", "car", "cars", "chat",
    "cost", "deep", "door", "down", "fake", "fan", "fast", "fax", "feed", "file", "fix", "follow", "food", "foot",
    "for", "free", "gas", "good", "green", "has", "her", "his", "host", "hours", "how", "is", "jean", "jeans",
    "jeep", "jet", "job", "join", "joy", "judo", "just", "know", "last", "list", "look", "low", "max", "mess", "mix",
    "must", "new", "news", "now", "oh", "or", "order", "our", "ours", "per", "plus", "pool", "pos", "post", "room",
    "row", "sex", "shop", "sir", "six", "sos", "start", "tax", "test", "tex", "this", "thus", "tool", "tour",
    "tours", "town", "us", "war", "wars", "was", "wave", "web", "week", "weekend", "wifi", "win", "window",
    "windows", "wow", "yes", "your", "zara", "zen", "zone", "zoom",
})  # fmt: skip
"""Words of other languages that people write here, and that would read as keys of Telex."""


def meant(folded: str) -> tuple[str, str] | None:
    """Return the word that was meant, folded and without marks; None where it was meant as it stands.

    Only a word that is no syllable as it stands is read so: "mays" is "máy", "fường" is "phường", "cháyyy" is "cháy".
    """
    return next(iter(all_meant([folded])))


def all_meant(words: Sequence[str]) -> Iterable[tuple[str, str] | None]:
    """Return the same for each of some words; texts share most of theirs, and these come from memory."""
    return map(_kept if max(map(len, words)) <= LONGEST_KEPT else _meant, words)


def _meant(folded: str) -> tuple[str, str] | None:
    if folded in FOREIGN or not folded.isalpha() or _is_syllable(folded):
        return None
    for read_as in (_shortened(folded), _usual(folded), _from_telex(folded)):
        if read_as != folded and _is_syllable(read_as):
            word = reading.fold(read_as)
            without = reading.plain(word)
            # These vowels have no spelling without a hat, so the other marks are missing as well: "duongf".
            return (without if HATLESS.search(word) else word), without
    return None


_kept = lru_cache(maxsize=16_384)(_meant)


def _is_syllable(folded: str) -> bool:
    return SYLLABLE.fullmatch(reading.plain(folded)) is not None


def _shortened(folded: str) -> str:
    return DRAWN_OUT.sub(lambda match: match[1] or match[2], folded)


def _usual(folded: str) -> str:
    """Return the word with its first letters as they are usually written."""
    return next((usual + folded[len(typed) :] for typed, usual in YOUNG if folded.startswith(typed)), folded)


def _from_telex(folded: str) -> str:
    """Return the word that keys of Telex spell; as it stands where they spell none."""
    word = folded
    for keys, letter in HATS:
        word = word.replace(keys, letter)
    key = TONE_KEY.search(word)
    if key is None:
        return word
    return _toned(word[: key.start()] + word[key.end() :], TONES[key[0]])


def _toned(word: str, tone: str) -> str:
    """Return a syllable with a tone on the letter that carries it; as it stands where it is no syllable."""
    parts = SYLLABLE.fullmatch(reading.plain(word))
    if parts is None:
        return word
    start, end = parts.span("vowels")
    hatted = [place for place in range(start, end) if word[place] in "ăâêôơư"]
    if hatted:
        place = hatted[-1]
    elif parts["coda"] or end - start == 1:
        place = end - 1
    else:
        place = end - 2
    return word[:place] + unicodedata.normalize("NFC", word[place] + tone) + word[place + 1 :]
