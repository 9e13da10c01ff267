"""The words that tell what a tip is about: tables of phrases, without rules.

Written with all marks, in the folded spelling of `domain.reading`. A phrase is found with or without marks, a word that
carries marks must carry these; one that begins with "=" is found with its marks only, because without them it is
read as other words. Only words for events are here: no names of people, firms or places.

In the tables a line begins with its weight: 5 and more settle it even against other signs, 4 settles it, 3 is typical,
2 supports, 1 hints. The weights were set by hand and then moved, by the logarithm of the odds, towards how often a
phrase was right in four fifths of the training texts; the hand's word counted as much as eight texts.
"""

from domain.tip import Category
from triage.lexicon import gain, harm, neither, officers, public
from triage.lexicon.officers import GIVEN_TO_OFFICERS, MISCONDUCT, OFFICER_WORDS, PRETENCE

__all__ = ["GIVEN_TO_OFFICERS", "LEXICON", "MISCONDUCT", "OFFICER_WORDS", "PRETENCE"]


def by_weight(table: str) -> dict[int, tuple[str, ...]]:
    """Return the phrases of a table by their weight."""
    phrases: dict[int, tuple[str, ...]] = {}
    for line in table.strip().splitlines():
        weight, held = line.split(": ", 1)
        phrases[int(weight)] = phrases.get(int(weight), ()) + tuple(held.split(", "))
    return phrases


LEXICON: dict[Category, dict[int, tuple[str, ...]]] = {
    Category.TRAFFIC: by_weight(public.TRAFFIC),
    Category.THEFT: by_weight(gain.THEFT),
    Category.VIOLENCE: by_weight(harm.VIOLENCE),
    Category.ABUSE: by_weight(harm.ABUSE),
    Category.DRUGS: by_weight(gain.DRUGS),
    Category.VICE: by_weight(gain.VICE),
    Category.USURY: by_weight(gain.USURY),
    Category.FRAUD: by_weight(gain.FRAUD),
    Category.FIRE: by_weight(public.FIRE),
    Category.WEAPONS: by_weight(harm.WEAPONS),
    Category.ENVIRONMENT: by_weight(public.ENVIRONMENT),
    Category.ORDER: by_weight(public.ORDER),
    Category.DISPUTE: by_weight(public.DISPUTE),
    Category.WANTED: by_weight(harm.WANTED),
    Category.MISSING: by_weight(harm.MISSING),
    Category.BORDER: by_weight(harm.BORDER),
    Category.SMUGGLING: by_weight(gain.SMUGGLING),
    Category.OFFICER: by_weight(officers.OFFICER),
    Category.OTHER: by_weight(neither.OTHER),
}
"""Category → weight → phrases."""
