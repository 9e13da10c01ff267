"""Finds the known name behind a misspelt one, by the half that a slip leaves as it is."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
"""Letters of the shortest name in which a slip is looked for; shorter ones are all one slip apart."""


LONGEST = 40
"""Letters of the longest one; no name is longer than 25."""


class Spelling:
    """Known names, ready to be compared with what was typed.

    A slip is a letter too many, too few, another one, or two exchanged. It leaves either the first half of a name as it
    is or the last, where the halves are cut so that a letter stands between them. So only names of about the same
    length that have a half in common are compared letter by letter.

    Args:
        names: Keys of known names.
    """

    def __init__(self, names: Iterable[str]) -> None:
        known = [name for name in names if len(name) >= SHORTEST and not name.isdecimal()]
        self._numbers = {name: number for number, name in enumerate(known)}
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        self._by_half: dict[str, list[str]] = defaultdict(list)
        # All at once, because thousands of names are read when the first one is looked for.
        for name, spoken in zip(known, _sound("\n".join(known)).splitlines(), strict=True):
            self._by_sound[spoken].append(name)
            for half in _halves(name, len(name)):
                self._by_half[half].append(name)

    def near(self, typed: str) -> list[str]:
        """Return the names that sound the same or are one slip away from what was typed, the same ones first."""
        if not SHORTEST <= len(typed) <= LONGEST or typed.isdecimal():
            return []
        found = dict.fromkeys([*self._by_sound.get(sound(typed), ()), *self._one_slip_away(typed)])
        return [name for name in found if name != typed and NO_FIGURE.sub("", name) == NO_FIGURE.sub("", typed)]

    def _one_slip_away(self, typed: str) -> list[str]:
        """Return the names that are one slip away; the earlier in the word it is, the earlier, each once."""
        halves = [half for length in range(len(typed) - 1, len(typed) + 2) for half in _halves(typed, length)]
        alike = {name for half in halves for name in self._by_half.get(half, ())}
        if not alike:
            return []
        found = process.extract(typed, list(alike), scorer=OSA.distance, score_cutoff=1, limit=None)
        return sorted(
            [name for name, _slips, _place in found],
            key=lambda name: (_first_left_out(typed, name), self._numbers[name]),
        )


def _halves(word: str, length: int) -> tuple[str, str]:
    """Return the halves of a word as names of a length have them: the length stands where the rest of the word is."""
    half = (length - 1) // 2
    return f"{word[:half]}{length}", f"{length}{word[-half:]}"


def _first_left_out(typed: str, name: str) -> int:
    """Return the first letter that can be left out so that the rest is the name, or the name without one letter."""
    forms = _without_each_letter(name)
    return next(place for place, form in enumerate(_without_each_letter(typed)) if form in forms)


NO_FIGURE = re.compile(r"\D")

SOUNDS = tuple(
    (re.compile(pattern, re.MULTILINE), same)
    for pattern, same in {
        r"^(?:ea|ya)": "ia",
        r"^(?:cu|tru)(?=[^iao\n])": "chu",
        r"ph": "f",
        r"qu": "w",
        r"ngh|ng|nh": "n",
        r"gh": "g",
        r"tr": "ch",
        r"gi|r": "d",
        r"s": "x",
        r"(?<=[aeiou])[ck](?![haeiou])": "t",
        r"k": "c",
        r"j|z": "d",
    }.items()
)
"""Spellings that sound alike somewhere in the country, or are written for each other in messages."""


@lru_cache(maxsize=20_000)
def sound(name: str) -> str:
    """Return a form of a key that names which sound alike have in common."""
    return _sound(name)


def _sound(names: str) -> str:
    """Return the same for each of some keys, one a line."""
    for pattern, same in SOUNDS:
        names = pattern.sub(same, names)
    return names


def _without_each_letter(name: str) -> Sequence[str]:
    """Return the name, and the name without each of its letters."""
    return [name, *[name[:i] + name[i + 1 :] for i in range(len(name))]]
