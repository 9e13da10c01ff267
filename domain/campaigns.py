"""Campaigns (cao điểm): two days and a name, by which a unit and those below it report what was done between them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from domain.entries import is_name, name_key
from domain.errors import DomainError
from domain.periods import Period, PeriodError, PeriodName, parse

MAX_NAME = 120
"""Letters of a campaign's name."""

MAX_DOCUMENT = 300
"""Letters of the name of the document that orders it."""

RECENT = timedelta(days=60)
"""So long after its last day a campaign is still reported on."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign.

    Attributes:
        name: As people call it, such as "Cao điểm Tết 2026".
        period: Its days.
        document: Where it is ordered, such as "Kế hoạch 12/KH-BCA".
    """

    name: str
    period: Period
    document: str


class InvalidCampaignError(DomainError):
    """A campaign does not hold together; `part` says what is wrong: name or document."""

    def __init__(self, part: str) -> None:
        """Keep which part is wrong."""
        super().__init__(part)
        self.part = part


PERIOD_NAMES = frozenset(name.value for name in PeriodName)
"""Names that mean another period on the command line."""


def check_campaign(campaign: Campaign) -> None:
    """Raise InvalidCampaignError where the campaign does not hold together."""
    name = campaign.name
    if not name or len(name) > MAX_NAME or not is_name(name) or name_key(name) in PERIOD_NAMES or _is_period(name):
        raise InvalidCampaignError("name")
    if not is_document(campaign.document):
        raise InvalidCampaignError("document")


def is_document(name: str) -> bool:
    """Whether a text can be the name of a document."""
    return 0 < len(name) <= MAX_DOCUMENT and is_name(name)


def _is_period(text: str) -> bool:
    """Whether a text would be read as days."""
    try:
        parse(text)
    except PeriodError:
        return False
    return True


def is_recent(campaign: Campaign, today: date) -> bool:
    """Whether a campaign is offered: it has begun and is not long over."""
    return campaign.period.start <= today <= campaign.period.end + RECENT


def of_name(campaigns: Iterable[Campaign], name: str, on: date) -> Campaign | None:
    """Return the campaign of this name on a day, or the last one that began before it, or the first one to come.

    Capitals and room make no other name; of campaigns that share days the first that is given is taken.
    """
    found = [one for one in campaigns if name_key(one.name) == name_key(name)]
    begun = [one for one in found if one.period.start <= on]
    if begun:
        there = [one for one in begun if on in one.period]
        return there[0] if there else max(begun, key=lambda one: one.period.end)
    return min(found, key=lambda one: one.period.start, default=None)
