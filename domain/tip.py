"""A tip: what a citizen drafts, what is kept of it, and what makes a draft complete."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from domain.place import ChosenPlace, Position


class Category(StrEnum):
    """What a tip is about, as fine as triage can tell; `group` gives the menu's 14 groups."""

    TRAFFIC = "traffic"
    THEFT = "theft"
    VIOLENCE = "violence"
    ABUSE = "abuse"
    DRUGS = "drugs"
    VICE = "vice"
    USURY = "usury"
    FRAUD = "fraud"
    FIRE = "fire"
    WEAPONS = "weapons"
    ENVIRONMENT = "environment"
    ORDER = "order"
    DISPUTE = "dispute"
    WANTED = "wanted"
    MISSING = "missing"
    BORDER = "border"
    SMUGGLING = "smuggling"
    OFFICER = "officer"
    OTHER = "other"


class Group(StrEnum):
    """The 14 groups that people choose among (danh mục loại tin, first level)."""

    TRAFFIC = "traffic"
    THEFT = "theft"
    FIRE = "fire"
    DRUGS_VICE = "drugs_vice"
    FRAUD_USURY = "fraud_usury"
    VIOLENCE = "violence"
    ENVIRONMENT = "environment"
    WEAPONS = "weapons"
    WANTED = "wanted"
    ORDER = "order"
    DISPUTE = "dispute"
    MISSING = "missing"
    OFFICER = "officer"
    OTHER = "other"


GROUP_OF: dict[Category, Group] = {
    Category.TRAFFIC: Group.TRAFFIC,
    Category.THEFT: Group.THEFT,
    Category.VIOLENCE: Group.VIOLENCE,
    Category.ABUSE: Group.VIOLENCE,
    Category.DRUGS: Group.DRUGS_VICE,
    Category.VICE: Group.DRUGS_VICE,
    Category.USURY: Group.FRAUD_USURY,
    Category.FRAUD: Group.FRAUD_USURY,
    Category.FIRE: Group.FIRE,
    Category.WEAPONS: Group.WEAPONS,
    Category.ENVIRONMENT: Group.ENVIRONMENT,
    Category.ORDER: Group.ORDER,
    Category.BORDER: Group.ORDER,
    Category.SMUGGLING: Group.ORDER,
    Category.DISPUTE: Group.DISPUTE,
    Category.WANTED: Group.WANTED,
    Category.MISSING: Group.MISSING,
    Category.OFFICER: Group.OFFICER,
    Category.OTHER: Group.OTHER,
}
"""Triage's categories within the groups of the menu."""

FIRST_OF: dict[Group, Category] = {group: category for category, group in reversed(GROUP_OF.items())}
"""The category that a group stands for where nothing finer is known: the first of it in the table above."""


class Urgency(StrEnum):
    """How soon somebody must look, most urgent first."""

    EMERGENCY = "emergency"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class SourceGroup(StrEnum):
    """Who provided it (nguồn cung cấp), as the movement's reports count it."""

    PEOPLE = "people"
    GRASSROOTS_FORCE = "grassroots_force"
    ORGANISATION = "organisation"
    MODEL = "model"
    OTHER = "other"


class EvidenceKind(StrEnum):
    """What a citizen sent beside words."""

    PHOTO = "photo"
    VIDEO = "video"
    VOICE = "voice"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Passage:
    """One message's words; an edited message replaces its passage.

    Attributes:
        message_id: The messenger's number of the message within the chat.
        text: As sent, in NFC.
        is_place: Whether it is the name and address of a place that was picked on a map, not somebody's own words.
    """

    message_id: int
    text: str
    is_place: bool = False


@dataclass(frozen=True, slots=True)
class ChosenTime:
    """When it happened, as the citizen says after having read what the machine understood.

    Attributes:
        start: The earliest it may have been, in UTC; None where they do not know.
        end: The latest, likewise.
    """

    start: datetime | None
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a citizen has given so far. Nothing in it is ever dropped before they cancel or send.

    Attributes:
        started_at: When the first part arrived, in UTC.
        passages: Words, in the order they were sent.
        evidence: Ids of the evidence kept for this draft.
        album: The messenger's id of the album that arrives just now, if any.
        positions: Positions as shared, oldest first; the newest counts.
        place: The commune that was recognised or chosen, None while unknown.
        category: What the citizen chose, None where triage's suggestion stands.
        time: When it happened as the citizen corrected it, None where triage's suggestion stands.
        asked: The questions already put; none is put twice.
        warned: Whether the emergency numbers were already repeated for this draft.
    """

    started_at: datetime
    passages: tuple[Passage, ...] = ()
    evidence: tuple[int, ...] = ()
    album: str | None = None
    positions: tuple[Position, ...] = ()
    place: ChosenPlace | None = None
    category: Category | None = None
    time: ChosenTime | None = None
    asked: frozenset["Question"] = field(default_factory=frozenset)
    warned: bool = False

    @property
    def text(self) -> str:
        """All words, one passage a line."""
        return "\n".join(passage.text for passage in self.passages)

    @property
    def position(self) -> Position | None:
        """The newest shared position, or None."""
        return self.positions[-1] if self.positions else None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was given yet."""
        return not (self.passages or self.evidence or self.positions)


class Question(StrEnum):
    """What the bot may have to ask before a draft can be sent. What it is about is never asked: officers decide it."""

    WHAT = "what"
    PLACE = "place"


MAX_PASSAGES = 40
"""Messages of words one draft holds; more are added to the sent tip afterwards."""

MAX_EVIDENCE = 30
"""Files one draft holds: three full albums."""

MAX_POSITIONS = 50
"""Positions one draft remembers; the newest counts, the oldest make room."""


def with_passage(draft: Draft, passage: Passage) -> Draft:
    """Return the draft with these words added, or replaced where the message was edited."""
    kept = [passage if old.message_id == passage.message_id else old for old in draft.passages]
    if passage not in kept:
        kept.append(passage)
    return replace(draft, passages=tuple(kept))


def with_position(draft: Draft, position: Position) -> Draft:
    """Return the draft with a position added; the place is to be recognised again."""
    return replace(draft, positions=(*draft.positions, position)[-MAX_POSITIONS:], place=None)


def missing(draft: Draft, *, says_something: bool) -> Question | None:
    """Return what to ask next, None when the draft can be sent.

    Args:
        draft: What was given so far.
        says_something: Whether triage finds anything in the words. A mere greeting is answered with a question, once;
            whatever the citizen says to that is good enough.
    """
    is_told = bool(draft.evidence) or says_something or (bool(draft.passages) and Question.WHAT in draft.asked)
    if not is_told:
        return Question.WHAT
    return Question.PLACE if draft.place is None else None
