"""Finds the phrases of the urgency tables in a text, however they are typed: marked, unmarked or in part.

A phrase without its marks is often another one: "ban" is "bắn" or "bạn", "nha" is "nhà" or "nha". Which phrases can be
believed without marks was counted on the training texts and is part of the model (`triage.urgency_model`).
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import NamedTuple

from domain import reading
from domain.reading import Reading
from triage.danger import Danger
from triage.danger_words import MORTAL
from triage.matching import Spelt
from triage.urgency_words import CUES, EVENTS, HARMLESS, Cue, Event

Sign = Danger | Event | Cue

LEADS_IN = frozenset(
    {
        Danger.BREAK_IN, Cue.NOW, Cue.STILL, Cue.JUST, Cue.SOON, Cue.UNDONE, Cue.HURRY, Cue.CHAT, Cue.FIRST_PERSON,
        Cue.THEY, Cue.HELPLESS,
    }
)  # fmt: skip
"""What a phrase may say that shares words with the danger behind it: "em bị" and "bị bắt cóc" in "em bị bắt cóc". Any
other hides the danger, as in "không ai bị thương nặng" and "đã bắt cóc"."""

ONGOING = "đang"
"""The word that makes a phrase one for now: "đang cháy"."""

BACKGROUND = frozenset({Cue.BEFORE, Cue.HOSPITAL, Cue.INQUIRY, Cue.CAUGHT})
"""Where it does not: what goes on is not the danger."""


class Phrase(NamedTuple):
    """A phrase of the tables.

    Attributes:
        text: As it stands there.
        words: Its words.
        signs: What it says; nothing for a harmless one.
        is_sure: Whether it can be believed where it is typed without marks.
    """

    text: str
    words: tuple[str, ...]
    signs: tuple[Sign, ...]
    is_sure: bool


class Heard(NamedTuple):
    """A phrase in a text.

    Attributes:
        first: The first of the `Spelt` words.
        last: The word after the last.
        phrase: Which phrase.
    """

    first: int
    last: int
    phrase: Phrase


class _Node:
    """A place in the tree of phrases: what comes after, by word without marks, and the phrases that end here."""

    __slots__ = ("after", "phrases")

    def __init__(self) -> None:
        self.after: dict[str, _Node] = {}
        self.phrases: list[Phrase] = []


JOINTS = frozenset({" ", "", "-", " - "})
"""What may stand between the words of a phrase."""

_HOOKS, _TILDES = "ảẳẩẻểỉỏổởủửỷ", "ãẵẫẽễĩõỗỡũữỹ"
_ONE_TONE = str.maketrans(_HOOKS, _TILDES)
"""The two tones that the South and the Centre do not tell apart, as one."""


def phrases() -> dict[str, list[Sign]]:
    """Return all phrases of the tables with what they say."""
    meant: dict[str, list[Sign]] = {phrase: [] for phrase in HARMLESS.split("|")}
    tables: Iterator[tuple[Sign, str]] = chain(MORTAL.items(), EVENTS.items(), CUES.items())
    for sign, written in tables:
        for phrase in written.split("|"):
            meant.setdefault(phrase, []).append(sign)
    for phrase, signs in meant.items():
        if signs and ONGOING in phrase.split() and BACKGROUND.isdisjoint(signs) and Cue.NOW not in signs:
            signs.append(Cue.NOW)
    return meant


class Ear:
    """The phrases, ready to be listened for.

    Args:
        unsure: Phrases that are too often another one without their marks.
    """

    def __init__(self, unsure: AbstractSet[str]) -> None:
        self._root = _Node()
        meant = phrases()
        # All at once, because thousands of phrases are read whenever the program starts.
        plain = reading.plain("|".join(meant)).split("|")
        for (text, signs), without_marks in zip(meant.items(), plain, strict=True):
            node = self._root
            for word in without_marks.split(" "):
                after = node.after.get(word)
                if after is None:
                    after = node.after[word] = _Node()
                node = after
            node.phrases.append(Phrase(text, tuple(text.split(" ")), tuple(signs), text not in unsure))

    def listen(self, text: Reading, spelt: Sequence[Spelt]) -> list[Heard]:
        """Return the phrases in the text, in order; of two that overlap, the earlier and longer.

        A danger that begins inside a phrase and ends behind it is heard as well, unless the phrase hides it.

        Args:
            text: The text.
            spelt: Its words, shortened ones spelt out.
        """
        starts = self._root.after
        found: list[Heard] = []
        free = 0
        last = len(spelt) - 1
        is_marked = text.is_marked
        for place, word in enumerate(spelt):
            node = starts.get(word.plain)
            # Most words begin no phrase; only the others are worth a closer look.
            if node is None or place < free:
                continue
            if node.phrases or (place < last and spelt[place + 1].plain in node.after):
                heard = _longest(node, text, spelt, place, is_marked=is_marked)
                if heard is not None:
                    found.append(heard)
                    danger = _reaching_on(starts, text, spelt, heard)
                    if danger is not None:
                        found.append(danger)
                    free = found[-1].last
        return found


def _reaching_on(starts: Mapping[str, _Node], text: Reading, spelt: Sequence[Spelt], heard: Heard) -> Heard | None:
    """Return the first danger that begins inside a phrase and ends behind it; None where there is none."""
    if heard.last - heard.first == 1 or not LEADS_IN.issuperset(heard.phrase.signs) or not heard.phrase.signs:
        return None
    for place in range(heard.first + 1, heard.last):
        node = starts.get(spelt[place].plain)
        found = None if node is None else _longest(node, text, spelt, place, is_marked=text.is_marked)
        if found is not None and found.last > heard.last and any(isinstance(one, Danger) for one in found.phrase.signs):
            return found
    return None


def _longest(node: _Node | None, text: Reading, spelt: Sequence[Spelt], first: int, *, is_marked: bool) -> Heard | None:
    """Return the longest phrase that begins with a word, whose node is given."""
    best: Heard | None = None
    last = first
    while node is not None:
        last += 1
        if node.phrases:
            phrase = _said(node.phrases, spelt[first:last], is_marked=is_marked)
            if phrase is not None:
                best = Heard(first, last, phrase)
        if last == len(spelt) or (after := node.after.get(spelt[last].plain)) is None:
            break
        word = spelt[last]
        is_joined = text.words[word.source].gap in JOINTS or spelt[last - 1].source == word.source
        node = after if is_joined else None
    return best


def _said(alike: Sequence[Phrase], typed: Sequence[Spelt], *, is_marked: bool) -> Phrase | None:
    """Return which of the phrases that are alike without marks the words say; None where they say none."""
    if is_marked:
        folded = tuple([word.folded for word in typed])
        for phrase in alike:
            if phrase.words == folded:
                return phrase
    for phrase in alike:
        if _may_be(phrase, typed):
            return phrase
    return None


def _may_be(phrase: Phrase, typed: Sequence[Spelt]) -> bool:
    """Whether words with marks left out, or with the other of two tones, are a phrase."""
    has_marks = False
    for (folded, plain, _), meant in zip(typed, phrase.words, strict=True):
        if folded != plain:
            if folded != meant and folded.translate(_ONE_TONE) != meant.translate(_ONE_TONE):
                return False
            has_marks = True
    # A mark in any of the words is enough to believe the rest.
    return has_marks or phrase.is_sure
