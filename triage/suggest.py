"""What a tip is about, how urgent it is and when it happened: a suggestion with its reasons, for people to decide."""

from dataclasses import dataclass
from datetime import datetime

from domain import reading
from domain.reading import Reading
from domain.tip import Category, Urgency
from triage import categories, when
from triage.categories import ScoredCategory
from triage.danger import Danger
from triage.linear import Model
from triage.matching import spell_out
from triage.urgency import age_of, judge
from triage.urgency_model import UrgencyModel
from triage.when import Occurrence

CLEAR_FROM = 0.5
"""Confidence from which the first category need not be asked about."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What triage makes of a text.

    Attributes:
        category: The likeliest category; OTHER where nothing speaks for any.
        categories: All that the words speak for, likeliest first; at least one.
        is_clear: Whether the citizen need not be asked.
        urgency: How soon somebody must look: an emergency wherever people may be in danger.
        likely_urgency: How soon most likely, however much there is to fear.
        dangers: What may threaten people right now.
        alarming: The citizen's own words that say so, the most telling first; none where nothing threatens.
        occurred_at: When it happened, None where the text does not say.
        reasons: The citizen's own words that decided the category, the urgency and the time.
    """

    category: Category
    categories: tuple[ScoredCategory, ...]
    is_clear: bool
    urgency: Urgency
    likely_urgency: Urgency
    dangers: frozenset[Danger]
    alarming: tuple[str, ...]
    occurred_at: Occurrence | None
    reasons: tuple[str, ...]

    @property
    def is_emergency(self) -> bool:
        """Whether people may be in danger now, so that the emergency numbers come first."""
        return bool(self.dangers)


def suggest(
    text: str, *, sent_at: datetime, model: Model | None = None, urgency: UrgencyModel | None = None
) -> Suggestion:
    """Return what the text says, as far as words tell.

    Args:
        text: What a citizen wrote, whole.
        sent_at: When it was sent, aware; raises ValueError otherwise.
        model: The model of categories to weigh with, by default the one that comes with the package.
        urgency: The points of urgency, likewise.
    """
    return suggest_from(reading.read(text), sent_at=sent_at, model=model, urgency=urgency)


def suggest_from(
    read: Reading, *, sent_at: datetime, model: Model | None = None, urgency: UrgencyModel | None = None
) -> Suggestion:
    """Return the same for a text that was read already. Raises ValueError where `sent_at` is not aware."""
    if sent_at.tzinfo is None:
        raise ValueError("sent_at needs a time zone")
    spelt = spell_out(read)
    occurrence = when.occurred(read, sent_at=sent_at)
    ranked = categories.ranked(read, spelt, model)
    first = ranked[0]
    judged = judge(read, spelt, about=first.category, age=age_of(occurrence, sent_at), model=urgency)
    words = (*first.words[:3], *judged.words[:2], *((occurrence.words,) if occurrence else ()))
    return Suggestion(
        category=first.category,
        categories=ranked,
        is_clear=first.confidence >= CLEAR_FROM and first.category is not Category.OTHER,
        urgency=Urgency.EMERGENCY if judged.dangers else judged.urgency,
        likely_urgency=judged.urgency,
        dangers=judged.dangers,
        alarming=judged.words if judged.dangers else (),
        occurred_at=occurrence,
        reasons=tuple(dict.fromkeys(words)),
    )
