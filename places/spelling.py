"""Finds the known name behind a misspelt one, by the letters that are left when one is taken out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

SHORTEST = 4
"""Letters of the shortest name in which a slip is looked for; shorter ones are all one slip apart."""


LONGEST = 40
"""Letters of the longest one; no name is longer than 25."""


class Spelling:
    """Known names, ready to be compared with what was typed.

    Two words that are one slip apart (a letter too many, too few, another one, or two exchanged) have a form in common
    when one letter is taken out of each: the symmetric deletes of W. Garbe's SymSpell (2012).

    Args:
        names: Keys of known names.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_form: dict[str, list[str]] = defaultdict(list)
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for name in names:
            if len(name) >= SHORTEST and not name.isdecimal():
                self._by_sound[sound(name)].append(name)
                for form in _forms(name):
                    self._by_form[form].append(name)

    def near(self, typed: str) -> Iterator[str]:
        """Yield the names that sound the same or are one slip away from what was typed."""
        if not SHORTEST <= len(typed) <= LONGEST or typed.isdecimal():
            return
        seen = {typed}
        figures = NO_FIGURE.sub("", typed)
        for name in self._candidates(typed):
            if name not in seen and NO_FIGURE.sub("", name) == figures:
                seen.add(name)
                yield name

    def _candidates(self, typed: str) -> Iterator[str]:
        yield from self._by_sound.get(sound(typed), ())
        for form in _forms(typed):
            for name in self._by_form.get(form, ()):
                if OSA.distance(typed, name, score_cutoff=1) == 1:
                    yield name


NO_FIGURE = re.compile(r"\D")

SOUNDS = tuple(
    (re.compile(pattern), same)
    for pattern, same in {
        r"^(?:ea|ya)": "ia",
        r"^(?:cu|tru)(?=[^iao])": "chu",
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
    for pattern, same in SOUNDS:
        name = pattern.sub(same, name)
    return name


def _forms(name: str) -> Iterable[str]:
    """Return the name, and the name without each of its letters; each once, in order."""
    return dict.fromkeys([name, *[name[:i] + name[i + 1 :] for i in range(len(name))]])
