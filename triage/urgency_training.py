"""Trains the points of urgency on labelled texts; the same texts always give the same file.

One linear support vector machine for each urgency against all others, with squared hinge loss, by coordinate descent in
the dual (Hsieh et al., 2008, algorithm 1). Only sums, products and quotients in a fixed order are used, which IEEE 754
rounds alike on every machine.
"""

import json
import math
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from domain import reading
from domain.reading import SHORT_FORMS, Word
from domain.tip import Category, Urgency
from triage.facts import facts
from triage.hearing import Ear, phrases
from triage.matching import spell_out
from triage.spellings import spellings
from triage.urgency_model import BIAS, FACT, QUESTIONS, URGENCIES, facts_about, words_in, written

COST = 0.05
"""How much a training text on the wrong side costs beside large points; chosen on the training texts by fifths."""

ANSWERS = (*URGENCIES, Urgency.EMERGENCY)
"""What the points tell from all other texts; the last ones tell danger."""

URGENT = 0.05
"""How much a text counts that is only urgent where danger is told: an alarm for it is hardly a mistake, and what counts
little blurs little what tells danger from calm."""

ROUNDS = 6
"""Passes over all texts; more change hardly any point."""

SEEN_FROM = 9
"""Texts, each in its three spellings, that a word or pair must stand in to get points."""

FACT_VALUE = 0.4
"""The value of a fact while training."""

WORDS_VALUE = 2.5
"""The length of the vector of a text's words."""

SCALE = 1000
"""Points are kept in thousandths."""

SMALLEST = 150
"""Thousandths up to which a word's points are left out: together they decide nothing and fill most of the file."""

SURE_FROM = 0.65
"""Share of a phrase's places, marks left out, where it is the phrase, from which it is believed without marks."""

SURE_FROM_ALONE = 0.75
"""The same for a single word."""

UNSEEN = 0.7
"""The share that is taken for one more place of a phrase, because most phrases of several words are seen too rarely."""

UNSEEN_ALONE = 0.3
"""The same for a single word."""

SHORTENED, UNMARKED, AS_KEYS = 0.6, 0.25, 0.32
"""Of words that have a short form the share that is shortened in a hasty spelling; of other marked words the share that
loses its marks, and from there up to where it is typed as keys of Telex."""


class UrgencyTrainingError(Exception):
    """A labelled text cannot be used; the message is a sentence for the operator that names its line."""


@dataclass(frozen=True, slots=True)
class LabelledUrgency:
    """A text with its urgency.

    Attributes:
        text: The text.
        category: What it is about.
        urgency: How soon somebody must look.
    """

    text: str
    category: Category
    urgency: Urgency


def read_labelled(lines: Iterable[str], *, name: str) -> Iterator[LabelledUrgency]:
    """Yield the texts of a file of JSON lines with `text`, `category` and `urgency`, where they have one.

    Raises UrgencyTrainingError with the file's name and the number of the line that is wrong.
    """
    for number, line in enumerate(lines, start=1):
        try:
            row = json.loads(line)
            if "urgency" in row:
                yield LabelledUrgency(str(row["text"]), Category(row["category"]), Urgency(row["urgency"]))
        except (ValueError, KeyError, TypeError) as error:
            why = f"line {number} of {name} has no category or no urgency ({type(error).__name__})"
            raise UrgencyTrainingError(why) from None


@dataclass(frozen=True, slots=True)
class _Document:
    """A text in one of its spellings as the machine sees it."""

    facts: AbstractSet[str]
    words: AbstractSet[str]


def train(texts: Sequence[LabelledUrgency]) -> str:
    """Return the text of the file of points. Each text counts with its marks, without, and as hasty hands type it."""
    unsure = unsure_phrases([one.text for one in texts])
    ear = Ear(unsure)
    documents = [_document(ear, spelling, one.category) for one in texts for spelling in _spellings_of(one.text)]
    urgencies = [one.urgency for one in texts for _ in range(SPELLINGS)]
    seen = Counter(word for document in documents for word in document.words)
    facts_seen = sorted({fact for document in documents for fact in document.facts})
    names = [FACT + BIAS, *(FACT + fact for fact in facts_seen)]
    names += sorted(word for word, count in seen.items() if count >= SEEN_FROM)
    numbers = {name: number for number, name in enumerate(names)}
    vectors = [_vector(document, numbers) for document in documents]
    found = _fitted(vectors, urgencies, size=len(numbers))
    return written({name: _whole(found[number], name) for name, number in numbers.items()}, unsure)


SPELLINGS = 3
"""In which each text counts."""


def _spellings_of(text: str) -> tuple[str, ...]:
    return text, reading.plain(text), hasty(text)


def _document(ear: Ear, text: str, category: Category) -> _Document:
    read = reading.read(text)
    spelt = spell_out(read)
    found = facts(read, spelt, ear.listen(read, spelt))
    return _Document(facts_about(found.names, category), words_in(spelt))


# Spellings.


def hasty(text: str) -> str:
    """Return a text as it may be typed in haste: some words shortened, some without marks, some as keys of Telex."""
    words = reading.read(text).words
    state = zlib.crc32(text.encode())
    typed: list[str] = []
    place = end = 0
    while place < len(words):
        word = words[place]
        typed.append(text[end : word.start])
        state = _next(state)
        chance = (state >> 33) / 2**31
        pair = f"{word.folded} {words[place + 1].folded}" if place + 1 < len(words) else ""
        is_pair = pair in _SHORT and chance < SHORTENED
        typed.append(_SHORT[pair] if is_pair else _typed(text, word, chance))
        place += 2 if is_pair else 1
        end = words[place - 1].end
    return "".join([*typed, text[end:]])


def _typed(text: str, word: Word, chance: float) -> str:
    """Return how a word is typed, by a chance from 0 to 1."""
    if word.folded in _SHORT and chance < SHORTENED:
        return _SHORT[word.folded]
    if word.is_marked and chance < UNMARKED:
        return reading.plain(text[word.start : word.end])
    if word.is_marked and chance < AS_KEYS:
        return min((keys for keys in spellings(word.folded) if keys.isascii()), key=lambda keys: (-len(keys), keys))
    return text[word.start : word.end]


_SHORT = {meant: short for short, meant in sorted(SHORT_FORMS.items(), reverse=True)}
"""The first short form of what has one."""


# Phrases without marks.


def unsure_phrases(texts: Iterable[str]) -> AbstractSet[str]:
    """Return the phrases that are too often another one where they are typed without marks."""
    forms: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str]]] = defaultdict(list)
    for phrase in phrases():
        plain = tuple(reading.plain(phrase).split(" "))
        forms[plain[0]].append((plain, tuple(phrase.split(" ")), phrase))
    same: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for text in texts:
        _count(text, forms, same, places)
    return {phrase for group in forms.values() for *_, phrase in group if not _is_sure(phrase, same, places)}


def _count(
    text: str,
    forms: Mapping[str, Sequence[tuple[tuple[str, ...], tuple[str, ...], str]]],
    same: Counter[str],
    places: Counter[str],
) -> None:
    """Count where a text holds each phrase without its marks, and where it really is that phrase."""
    read = reading.read(text)
    if not read.is_marked:
        return
    folded = tuple(word.folded for word in read.words)
    bare = tuple(word.plain for word in read.words)
    for place, word in enumerate(bare):
        for plain, marked, phrase in forms.get(word, ()):
            last = place + len(plain)
            if bare[place:last] == plain:
                places[phrase] += 1
                same[phrase] += folded[place:last] == marked


def _is_sure(phrase: str, same: Counter[str], places: Counter[str]) -> bool:
    """Whether a phrase can be believed without its marks."""
    is_alone = " " not in phrase
    share = (same[phrase] + (UNSEEN_ALONE if is_alone else UNSEEN)) / (places[phrase] + 1)
    return share >= (SURE_FROM_ALONE if is_alone else SURE_FROM)


# The machine.

_Vector = tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]
"""The numbers of a text's facts and words, and their values."""


def _vector(document: _Document, numbers: Mapping[str, int]) -> _Vector:
    share = WORDS_VALUE / math.sqrt(len(document.words)) if document.words else 0.0
    of_facts = [numbers[FACT + fact] for fact in sorted(document.facts)]
    of_words = sorted(numbers[word] for word in document.words if word in numbers)
    values = [1.0, *[FACT_VALUE] * len(of_facts), *[share] * len(of_words)]
    return np.array([numbers[FACT + BIAS], *of_facts, *of_words], dtype=np.int64), np.array(values, dtype=np.float64)


def _fitted(vectors: Sequence[_Vector], urgencies: Sequence[Urgency], *, size: int) -> npt.NDArray[np.float64]:
    """Return weights of each fact and word for each urgency.

    Args:
        vectors: The texts.
        urgencies: Theirs.
        size: How many facts and words there are.
    """
    weights = np.zeros((size, QUESTIONS))
    duals = np.zeros((len(vectors), QUESTIONS))
    signs = np.array([[1.0 if one is urgency else -1.0 for one in ANSWERS] for urgency in urgencies])
    counts = [[1.0] * len(URGENCIES) + [URGENT if urgency is Urgency.HIGH else 1.0] for urgency in urgencies]
    squares = [math.fsum(value * value for value in values) for _, values in vectors]
    slacks = 0.5 / (COST * np.array(counts))
    order = list(range(len(vectors)))
    state = 1
    for _ in range(ROUNDS):
        state = _shuffle(order, state)
        for number in order:
            names, values = vectors[number]
            column = values[:, np.newaxis]
            scores = np.add.reduce(weights[names] * column, axis=0)
            gradient = signs[number] * scores - 1 + slacks[number] * duals[number]
            better = np.maximum(duals[number] - gradient / (squares[number] + slacks[number]), 0)
            weights[names] += column * ((better - duals[number]) * signs[number])
            duals[number] = better
    return weights


def _next(state: int) -> int:
    """Return the next number of Knuth's linear congruential generator (MMIX)."""
    return (state * 6364136223846793005 + 1442695040888963407) % 2**64


def _shuffle(order: list[int], state: int) -> int:
    """Mix the order in place; return the generator's next state."""
    for last in range(len(order) - 1, 0, -1):
        state = _next(state)
        other = (state >> 33) % (last + 1)
        order[last], order[other] = order[other], order[last]
    return state


def _whole(weights: npt.NDArray[np.float64], name: str) -> list[int]:
    """Return weights in thousandths, with the value folded in that the fact or word had while training."""
    is_fact = name.startswith(FACT)
    value = WORDS_VALUE if not is_fact else 1.0 if name == FACT + BIAS else FACT_VALUE
    whole = [round(float(weight) * value * SCALE) for weight in weights]
    return whole if is_fact or max(map(abs, whole)) > SMALLEST else [0] * len(whole)
