"""How well answers about places are: the definitions of the scorer that comes with the development set."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from benchmarks.table import percent
from places.corrections import ALIASES

CONFIDENT = 0.8
"""A wrong code with this confidence or more would have sent a tip to the wrong commune unseen."""

OFFERED = 5
"""So many candidates are shown to a citizen at most."""

QUEUE = "queue"
"""The decision of `nguontin triage` that asks nobody."""

PRECISION = 0.99
"""Of the texts that are routed without asking, so many have to be right."""


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled text.

    Attributes:
        id: Its name in its set.
        variant: How it was made.
        text: What was written.
        province_hint: The province known from elsewhere.
        gold: Codes of the communes that are right.
        is_ambiguous: Whether another commune fits all that is written.
        is_undecidable: Whether no commune can be told from it.
        is_hard: Whether its variant counts among the hard kinds.
    """

    id: str
    variant: str
    text: str
    province_hint: str | None
    gold: frozenset[str]
    is_ambiguous: bool
    is_undecidable: bool
    is_hard: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What was made of a text.

    Attributes:
        code: The commune it is taken for; None where it is taken for none.
        candidates: Codes that would be offered, likeliest first, with `code` in front.
        confidence: That the first candidate is right, 0 to 1.
        is_queued: Whether it goes to that commune's queue without anybody being asked.
    """

    code: str | None
    candidates: tuple[str, ...]
    confidence: float
    is_queued: bool


def answer_of(row: Mapping[str, object]) -> Answer:
    """Return the answer in a line of output.

    Without a confidence, a code counts as certain; without a decision, a text with a code counts as queued.
    """
    code = _canonical(row.get("code"))
    listed = row.get("candidates")
    offered = [found for found in map(_canonical, listed if isinstance(listed, list) else []) if found]
    if code and offered[:1] != [code]:
        offered = [code, *(other for other in offered if other != code)]
    given = row.get("confidence")
    confidence = float(given) if isinstance(given, int | float) else float(bool(code))
    is_queued = code is not None and row.get("decision", QUEUE) == QUEUE
    return Answer(code=code, candidates=tuple(offered), confidence=confidence, is_queued=is_queued)


def _canonical(code: object) -> str | None:
    """Return the code that the gazetteer uses; None for none."""
    return ALIASES.get(str(code), str(code)) if code else None


@dataclass(frozen=True, slots=True)
class Judged:
    """A text and its answer."""

    case: Case
    answer: Answer

    @property
    def is_right(self) -> bool:
        """Whether it goes to a commune that is right."""
        return self.answer.code in self.case.gold

    @property
    def is_first(self) -> bool:
        """Whether the first candidate is right, whether or not somebody is asked."""
        return not self.case.gold.isdisjoint(self.answer.candidates[:1])

    @property
    def is_confidently_wrong(self) -> bool:
        """Whether it goes to a wrong commune, and nobody would look at it again."""
        return self.answer.code is not None and not self.is_right and self.answer.confidence >= CONFIDENT

    @property
    def is_queued(self) -> bool:
        """Whether it goes to a queue without anybody being asked."""
        return self.answer.is_queued

    @property
    def is_misrouted(self) -> bool:
        """Whether it goes to a wrong queue without anybody being asked."""
        return self.answer.is_queued and not self.is_right

    @property
    def is_offered(self) -> bool:
        """Whether a right commune is among those that would be shown."""
        return not self.case.gold.isdisjoint(self.answer.candidates[:OFFERED])


def share(judged: Sequence[Judged], claim: Callable[[Judged], bool]) -> str:
    """Return the share of texts of which the claim holds, as printed."""
    return percent(sum(map(claim, judged)), len(judged))


def routable(judged: Iterable[Judged]) -> int:
    """Return how many texts can be routed without asking at `PRECISION`, with the best cut of the confidence."""
    answered = sorted((one for one in judged if one.answer.code), key=_by_confidence)
    best = right = seen = 0
    for _, tied in groupby(answered, key=_by_confidence):
        group = list(tied)
        seen += len(group)
        right += sum(one.is_right for one in group)
        if right >= PRECISION * seen:
            best = seen
    return best


def _by_confidence(one: Judged) -> float:
    return -one.answer.confidence


def decidable(judged: Iterable[Judged]) -> list[Judged]:
    """Return the texts that say which commune they mean, or could."""
    return [one for one in judged if not one.case.is_undecidable]


def undecidable(judged: Iterable[Judged]) -> list[Judged]:
    """Return the texts from which no commune can be told."""
    return [one for one in judged if one.case.is_undecidable]


def unambiguous(judged: Iterable[Judged]) -> list[Judged]:
    """Return the texts that fit one commune only, or one old ward."""
    return [one for one in judged if not one.case.is_ambiguous and not one.case.is_undecidable]


def by_variant(judged: Iterable[Judged]) -> dict[str, list[Judged]]:
    """Return the texts by the name of their variant, in order."""
    grouped: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        grouped[one.case.variant].append(one)
    return dict(sorted(grouped.items()))


@dataclass(frozen=True, slots=True)
class Bin:
    """Texts whose first candidate was given a confidence between two bounds.

    Attributes:
        low: The lower bound, included.
        high: The upper one.
        count: How many texts.
        confidence: Their mean confidence.
        right: The share of them whose first candidate is right.
    """

    low: float
    high: float
    count: int
    confidence: float
    right: float


BOUNDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0)
"""Bounds of the bins: finer at the top, where it decides whether somebody is asked."""


def calibration(judged: Iterable[Judged]) -> list[Bin]:
    """Return how often the first candidate is right, by its confidence; texts without a candidate do not count."""
    offered = [one for one in judged if one.answer.candidates]
    bins = []
    for low, high in pairwise(BOUNDS):
        inside = [one for one in offered if low <= one.answer.confidence < high or (high == one.answer.confidence == 1)]
        if inside:
            mean = sum(one.answer.confidence for one in inside) / len(inside)
            right = sum(one.is_first for one in inside) / len(inside)
            bins.append(Bin(low, high, len(inside), mean, right))
    return bins


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error: the mean gap between confidence and truth, weighted by texts."""
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.right - one.confidence) for one in bins) / total if total else 0.0
