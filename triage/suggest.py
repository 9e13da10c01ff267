"""What a tip is about, how urgent it is and when it happened: a suggestion with its reasons, for people to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain import reading
from domain.reading import Reading
from domain.tip import Category, Urgency
from triage import categories, danger, lexicon, when
from triage.categories import ScoredCategory
from triage.danger import Danger
from triage.linear import Model
from triage.matching import Phrases, Spelt, spell_out
from triage.when import Occurrence

CLEAR_FROM = 0.6
"""Confidence from which the first category need not be asked about."""

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


_ASKING = Phrases(lexicon.ASKING)
_GRAVE = Phrases(lexicon.GRAVE)
_HURRY = Phrases(lexicon.HURRY)


SHORT_MESSAGE = 20
"""Words up to which a message is likely typed in a hurry, about what is there to be seen."""


def suggest(text: str, *, sent_at: datetime, model: Model | None = None) -> Suggestion:
    """Return what the text says, as far as words tell.

    Args:
        text: What a citizen wrote, whole.
        sent_at: When it was sent, aware; raises ValueError otherwise.
        model: The model of categories to weigh with, by default the one that comes with the package.
    """
    return suggest_from(reading.read(text), sent_at=sent_at, model=model)


def suggest_from(read: Reading, *, sent_at: datetime, model: Model | None = None) -> Suggestion:
    """Return the same for a text that was read already. Raises ValueError where `sent_at` is not aware."""
    if sent_at.tzinfo is None:
        raise ValueError("sent_at needs a time zone")
    spelt = spell_out(read)
    occurrence = when.occurred(read, sent_at=sent_at)
    age = None if occurrence is None else occurrence.age(sent_at)
    alarm = danger.alarm(read, spelt, is_recent=None if age is None else age <= RECENT)
    ranked = categories.ranked(read, spelt, model)
    first = ranked[0]
    urgency = _urgency(read, spelt, first, is_alarm=bool(alarm.dangers), age=age)
    return Suggestion(
        category=first.category,
        categories=ranked,
        is_clear=first.confidence >= CLEAR_FROM and first.category is not Category.OTHER,
        urgency=urgency,
        dangers=alarm.dangers,
        occurred_at=occurrence,
        reasons=(*first.words[:3], *alarm.words[:2], *((occurrence.words,) if occurrence else ())),
    )


def _urgency(
    text: Reading, spelt: Sequence[Spelt], first: ScoredCategory, *, is_alarm: bool, age: timedelta | None
) -> Urgency:
    """Return how soon somebody must look."""
    category = first.category
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
    return Urgency.LOW if category is Category.OTHER else Urgency.NORMAL
