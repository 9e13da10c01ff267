"""What a tip is about, how urgent it is and when it happened: a suggestion with its reasons, for people to decide."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from domain import reading
from domain.reading import Reading
from domain.tip import Category, Urgency
from triage import danger, lexicon, when
from triage.danger import Danger
from triage.matching import Phrases, Spelt, spell_out
from triage.when import Occurrence

CLEAR_FROM = 3.0
"""Points from which the first category need not be asked about: one typical phrase."""

CLEARLY_AHEAD = 1.35
"""How many times the second category's points the first needs for that."""

ONE_MORE_COUNTS = 0.6
"""What each further phrase of a category counts, so that a long text does not win by length."""

RECENT = timedelta(hours=3)
"""Within this, what the text tells of is still going on, or nearly."""

FRESH = timedelta(hours=8)
"""Within this, a serious event is urgent, because traces and suspects are near."""

LYING = timedelta(days=7)
"""Within this, weapons that somebody saw are taken to lie there still."""

SERIOUS = frozenset(
    {
        Category.VIOLENCE,
        Category.THEFT,
        Category.WEAPONS,
        Category.FIRE,
        Category.ABUSE,
        Category.MISSING,
        Category.BORDER,
    }
)
"""Categories in which hours matter."""


@dataclass(frozen=True, slots=True)
class ScoredCategory:
    """One category that the words speak for.

    Attributes:
        category: Which.
        confidence: Its share of what the words say, 0 to 1.
        words: The words that spoke for it, strongest first.
    """

    category: Category
    confidence: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What triage makes of a text.

    Attributes:
        category: The likeliest category; OTHER where nothing speaks for any.
        categories: All that the words speak for, likeliest first; at least one.
        is_clear: Whether the citizen need not be asked.
        urgency: How soon somebody must look.
        dangers: What threatens people right now.
        occurred_at: When it happened, None where the text does not say.
        reasons: The citizen's own words that decided the category, the urgency and the time.
    """

    category: Category
    categories: tuple[ScoredCategory, ...]
    is_clear: bool
    urgency: Urgency
    dangers: frozenset[Danger]
    occurred_at: Occurrence | None
    reasons: tuple[str, ...]

    @property
    def is_emergency(self) -> bool:
        """Whether people are in danger now, so that the emergency numbers come first."""
        return bool(self.dangers)


def _weights() -> dict[str, list[tuple[Category, int]]]:
    """Return the lexicon the other way round: for each phrase the categories it speaks for, and how much."""
    weights: dict[str, list[tuple[Category, int]]] = defaultdict(list)
    for category, by_weight in lexicon.LEXICON.items():
        for weight, phrases in by_weight.items():
            for phrase in phrases:
                weights[phrase].append((category, weight))
    return weights


_WEIGHTS = _weights()
_PHRASES = Phrases(_WEIGHTS)
_OFFICER_WORDS = Phrases(lexicon.OFFICER_WORDS)
_MISCONDUCT = Phrases(lexicon.MISCONDUCT)
_PRETENCE = Phrases(lexicon.PRETENCE)
_ASKING = Phrases(lexicon.ASKING)
_GRAVE = Phrases(lexicon.GRAVE)
_HURRY = Phrases(lexicon.HURRY)


NEAR = 8
"""Words between the police and what they are reported for."""


SHORT_MESSAGE = 20
"""Words up to which a message is likely typed in a hurry, about what is there to be seen."""


def suggest(text: str, *, sent_at: datetime) -> Suggestion:
    """Return what the text says, as far as words tell.

    Args:
        text: What a citizen wrote, whole.
        sent_at: When it was sent, aware; raises ValueError otherwise.
    """
    return suggest_from(reading.read(text), sent_at=sent_at)


def suggest_from(read: Reading, *, sent_at: datetime) -> Suggestion:
    """Return the same for a text that was read already. Raises ValueError where `sent_at` is not aware."""
    if sent_at.tzinfo is None:
        raise ValueError("sent_at needs a time zone")
    spelt = spell_out(read)
    occurrence = when.occurred(read, sent_at=sent_at)
    age = None if occurrence is None else sent_at.astimezone(UTC) - occurrence.end
    alarm = danger.alarm(read, spelt, is_recent=None if age is None else age <= RECENT)
    categories, points = _categories(read, spelt)
    first = categories[0]
    rest = points[categories[1].category] if len(categories) > 1 else 0.0
    top = points.get(first.category, 0.0)
    urgency = _urgency(read, spelt, first.category, points=top, is_alarm=bool(alarm.dangers), age=age)
    return Suggestion(
        category=first.category,
        categories=categories,
        is_clear=top >= CLEAR_FROM and top >= rest * CLEARLY_AHEAD and first.category is not Category.OTHER,
        urgency=urgency,
        dangers=alarm.dangers,
        occurred_at=occurrence,
        reasons=(*first.words[:3], *alarm.words[:2], *((occurrence.words,) if occurrence else ())),
    )


def _categories(text: Reading, spelt: Sequence[Spelt]) -> tuple[tuple[ScoredCategory, ...], dict[Category, float]]:
    """Return the categories with their share and words, and their points."""
    spoken: dict[Category, list[tuple[float, str]]] = defaultdict(list)
    seen: set[str] = set()
    for match in _PHRASES.find(text, spelt):
        if match.phrase in seen:
            continue
        seen.add(match.phrase)
        for category, weight in _WEIGHTS[match.phrase]:
            spoken[category].append((weight * match.trust, match.words))
    if about := _about_officers(text, spelt):
        spoken[Category.OFFICER].append((9.0, about))
    points = {category: _total(weights) for category, weights in spoken.items()}
    if not points:
        return (ScoredCategory(Category.OTHER, 0.0, ()),), {}
    whole = sum(points.values()) + 1.0
    ranked = sorted(points, key=lambda category: (-points[category], list(Category).index(category)))
    return tuple(
        ScoredCategory(
            category,
            round(points[category] / whole, 3),
            tuple(words for _, words in sorted(spoken[category], key=lambda pair: -pair[0])),
        )
        for category in ranked
    ), points


def _total(weights: Sequence[tuple[float, str]]) -> float:
    """Return a category's points: the strongest phrase in full, further ones less and less."""
    ordered = sorted((weight for weight, _ in weights), reverse=True)
    return sum(weight * ONE_MORE_COUNTS**place for place, weight in enumerate(ordered))


def _about_officers(text: Reading, spelt: Sequence[Spelt]) -> str | None:
    """Return the words that make this a tip about the police, None where it is none."""
    officers = _OFFICER_WORDS.find(text, spelt)
    if not officers or _PRETENCE.find(text, spelt):
        return None
    for deed in _MISCONDUCT.find(text, spelt):
        for officer in officers:
            if 0 <= deed.first - officer.last <= NEAR or (
                deed.phrase in lexicon.GIVEN_TO_OFFICERS and 0 <= officer.first - deed.last <= NEAR
            ):
                return text.spoken(
                    spelt[min(officer.first, deed.first)].source, spelt[max(officer.last, deed.last) - 1].source
                )
    return None


def _urgency(
    text: Reading, spelt: Sequence[Spelt], category: Category, *, points: float, is_alarm: bool, age: timedelta | None
) -> Urgency:
    """Return how soon somebody must look."""
    if is_alarm:
        return Urgency.EMERGENCY
    if _ASKING.find(text, spelt) or (text.text.rstrip().endswith("?") and len(spelt) <= SHORT_MESSAGE):
        return Urgency.LOW
    hurried = bool(_HURRY.find(text, spelt))
    is_grave = bool(_GRAVE.find(text, spelt))
    if age is not None and age <= FRESH and (is_grave or category in SERIOUS):
        return Urgency.HIGH
    if category is Category.WEAPONS and age is not None:
        # Weapons that were seen yesterday still lie where they lay.
        return Urgency.HIGH if age <= LYING else Urgency.NORMAL
    live = age is None and (hurried or (is_grave and len(spelt) <= SHORT_MESSAGE)) and not danger.is_past(text, spelt)
    if live and (category in SERIOUS or is_grave):
        return Urgency.HIGH
    return Urgency.LOW if category is Category.OTHER and points < CLEAR_FROM else Urgency.NORMAL
