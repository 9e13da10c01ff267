"""Words without marks as two writers' spellings are compared: Telex, letters of the young and i for y undone."""

import re
from functools import lru_cache

from domain.reading import Reading
from triage.matching import Spelt, spell_out

SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?",
)
"""A syllable as it can be written without marks."""

LONGEST_WORD = 40
"""Letters of a word that are compared; what is longer is no word, and is not to fill the memory for words."""

TWICE = re.compile(r"([aeiou])\1")
TONE_KEY = re.compile(r"(?<=[aeiouycghmnpt])[sfrxj](?=[aeiouy]*(?:ch|ng|nh|[cmnpt])?$)")
TEEN_LETTERS = (("f", "ph"), ("z", "d"), ("j", "gi"), ("w", "qu"))
"""How the young begin their words."""


def meant(text: Reading) -> tuple[Spelt, ...]:
    """Return the text's words as meant: shortened ones spelt out, and the keys of Telex undone."""
    return tuple(map(_mended, spell_out(text)))


def _mended(word: Spelt) -> Spelt:
    """Return a word as meant where keys of Telex or letters of the young were left in it."""
    if word.folded != word.plain or SYLLABLE.fullmatch(word.plain) or word.plain.isdecimal():
        return word
    meant = bare(word.plain)
    return Spelt(meant, meant, word.source)


def bare(word: str) -> str:
    """Return what is compared of a word without marks: "chays" and "chaays" are "chay", "fuong" is "phuong"."""
    return _bare(word[:LONGEST_WORD])


@lru_cache(maxsize=16_384)
def _bare(word: str) -> str:
    if word.isdecimal():
        return word
    if not SYLLABLE.fullmatch(word):
        begun = next((meant + word[1:] for typed, meant in TEEN_LETTERS if word.startswith(typed)), word)
        typed = TWICE.sub(r"\1", begun.replace("dd", "d").replace("w", ""))
        meant = typed if SYLLABLE.fullmatch(typed) else TWICE.sub(r"\1", TONE_KEY.sub("", typed, count=1))
        word = meant if SYLLABLE.fullmatch(meant) else word
    word = TWICE.sub(r"\1", word)
    return word[:-1] + "i" if word.endswith("y") and word[-2:-1] not in set("aeiou") and len(word) > 1 else word
