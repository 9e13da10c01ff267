"""How people type one syllable: with its marks, without, with some of them, with the wrong one, or as keys of Telex."""

import unicodedata
from collections.abc import Sequence
from itertools import product

from domain import reading

GRAVE, ACUTE, HOOK, TILDE, DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
CIRCUMFLEX = "\u0302"

TONE_KEYS = {GRAVE: "f", ACUTE: "s", HOOK: "r", TILDE: "x", DOT: "j"}
"""The key of Telex for each tone."""

CONFUSED = {HOOK: TILDE, TILDE: HOOK}
"""The two tones that the South and the Centre do not tell apart, and mix up in writing."""

VOWELS = frozenset("aeiouy")


Letter = tuple[str, str, str]
"""A letter's base, its hat or horn ("d" for the stroke of đ), and its tone; empty where it has none."""


def spellings(syllable: str) -> frozenset[str]:
    """Return the ways in which a syllable is commonly typed on purpose, folded; the syllable itself is one of them.

    These are its marks or none, hỏi for ngã and the other way round, and the keys of Telex.
    """
    letters = [_parts(letter) for letter in syllable]
    tone = next((tone for _, _, tone in letters if tone), "")
    found = {syllable, reading.plain(syllable), _written(letters, CONFUSED.get(tone, tone))}
    return frozenset(found | _telex(letters, TONE_KEYS.get(tone, "")))


def half_marked(syllable: str) -> frozenset[str]:
    """Return the syllable without its tone, and without its hats; many of these are other words."""
    letters = [_parts(letter) for letter in syllable]
    hatless = [(base, hat if hat == "d" else "", tone) for base, hat, tone in letters]
    tone = next((tone for _, _, tone in letters if tone), "")
    return frozenset({_written(letters, ""), _written(hatless, tone), _written(hatless, CONFUSED.get(tone, tone))})


def _parts(letter: str) -> Letter:
    """Return what a letter is made of."""
    if letter == "đ":
        return "d", "d", ""
    parts = unicodedata.normalize("NFD", letter)
    hat = "".join(mark for mark in parts[1:] if mark not in TONE_KEYS)
    return parts[0], hat, "".join(mark for mark in parts[1:] if mark in TONE_KEYS)


def _written(letters: Sequence[Letter], tone: str) -> str:
    """Return the syllable with this tone where it has its own."""
    written = ("đ" if hat == "d" else base + hat + (tone if own_tone else "") for base, hat, own_tone in letters)
    return reading.fold("".join(written))


def _telex(letters: Sequence[Letter], tone: str) -> set[str]:
    """Return the keys that type the syllable, hats left out or not, the tone's key at the end or behind a vowel."""
    keys = set()
    for typed in product(*(_letter_keys(base, hat) for base, hat, _ in letters)):
        whole = "".join(typed)
        ends = {len(whole)}
        if tone:
            ends |= {sum(map(len, typed[: place + 1])) for place, (base, _, _) in enumerate(letters) if base in VOWELS}
        keys |= {whole[:end] + tone + whole[end:] for end in ends}
    return keys


def _letter_keys(base: str, hat: str) -> tuple[str, ...]:
    """Return the keys for one letter, and the letter alone where its hat was left out."""
    if not hat:
        return (base,)
    return (base * 2 if hat in {"d", CIRCUMFLEX} else base + "w", base)
