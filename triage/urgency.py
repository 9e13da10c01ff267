"""How soon somebody must look at a text, what threatens people in it, and the words that say so.

These are two questions. How soon is the likeliest of four answers. Whether people may be in danger now is answered yes
much sooner, since a danger that is missed is worse than some numbers to call too many: a text that is likely only
urgent may raise the alarm all the same. The model (`triage.urgency_model`) has points for both that were found on the
training texts; only the time that a text names, counted against when it was sent, is weighed here.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain import reading
from domain.reading import Reading
from domain.tip import Category, Urgency
from triage import urgency_model
from triage.danger import Danger
from triage.facts import ACCIDENT, ASSAULT, BLOWS, FACTS_OF, FIRE, LENGTHS, PERILS, UNREAL, Facts, facts
from triage.matching import Spelt
from triage.urgency_model import QUESTIONS, URGENCIES, Points, UrgencyModel, facts_about, words_in
from triage.urgency_words import Cue, Event
from triage.when import Occurrence, Precision


class Age(StrEnum):
    """How long ago it happened, by the time that a text names."""

    MINUTES = "minutes"
    THIS_PART = "this_part"
    HOURS = "hours"
    DAY = "day"
    DAYS = "days"
    LONGER = "longer"


UP_TO: tuple[tuple[timedelta, Age], ...] = (
    (timedelta(minutes=45), Age.MINUTES),
    (timedelta(hours=8), Age.HOURS),
    (timedelta(hours=20), Age.DAY),
    (timedelta(days=4), Age.DAYS),
    (timedelta.max, Age.LONGER),
)

AGED: Mapping[Age, Points] = {
    Age.MINUTES: (-1250, -1250, 150, 1250, 1250),
    Age.THIS_PART: (-1000, -1000, 400, 300, 300),
    Age.HOURS: (-1000, -1000, 750, -250, -250),
    Age.DAY: (-500, 350, 150, -250, -250),
    Age.DAYS: (-500, 750, -750, -2500, -2500),
    Age.LONGER: (400, 400, -400, -3000, -3000),
}
"""Thousandths of points for each urgency and for danger, by age: within minutes it goes on, or nearly; within hours
traces and suspects are near; after days it is to be looked into, after weeks it is often only news."""

OF_TODAY = frozenset({Age.MINUTES, Age.THIS_PART, Age.HOURS})
"""The ages that an hour alone can tell."""

NAMES_A_DAY = re.compile(
    r"\d[-/.]\d|\b(?:ngay|nay|qua|kia|hom|hum|hqua|hnay|thu|chu nhat|tuan|thang|mung|mong|ram|truoc|cach)\b"
)
"""What says, without marks, on which day an hour was."""

LEAN: Points = (0, 50, -50, -100, 0)
"""Thousandths of points for each urgency and for danger: of real tips fewer are urgent than of the training texts."""

HAIR = 25
"""Thousandths of points that are no difference: of two urgencies so close the more urgent one is meant."""

ALARM_FROM = -500
"""Thousandths of points for danger from which people may be in danger; chosen on the training texts by fifths, so that
about 5 of 100 texts of low or normal urgency raise an alarm."""

PLEA_FROM = -1250
"""The same where somebody writes that they themselves are hurt, attacked or held, or that somebody wants to die: short
pleas hold few words that could speak for a danger."""

QUIET_FROM = 0
"""The same where nothing is told as real and not yet over."""

OVER_FROM = 1200
"""The same where it is said to be over as well: "đã được dập tắt"."""

UNREAL_FROM = 400
"""The same where it is told of a dream, a film, a drill, a verdict or a year's figures."""

WITHOUT_BLOOD = frozenset({Event.RACING, Event.THEFT, Event.BOMB})
"""Events that mostly hurt nobody, as a bomb that was dug up: alone they are no reason to be quick with an alarm."""

LIKELY: Mapping[str, Danger] = {
    FIRE: Danger.FIRE,
    ASSAULT: Danger.ATTACK,
    BLOWS: Danger.ATTACK,
    ACCIDENT: Danger.CRASH,
    Event.GUN: Danger.ATTACK,
    Event.BOMB: Danger.EXPLOSIVE,
    Event.SMOKE: Danger.FIRE,
    Event.INSIDE: Danger.TRAPPED,
    Event.WATER: Danger.DROWNING,
    Event.HEIGHT: Danger.SUICIDE,
    Event.DESPAIR: Danger.SUICIDE,
    Event.GROUND: Danger.DISASTER,
    Event.POISON: Danger.POISONING,
    Event.HELD: Danger.KIDNAPPING,
    Event.MOLESTING: Danger.ABUSE,
    Event.THEFT: Danger.BREAK_IN,
    Event.HURT: Danger.INJURY,
    Event.ANIMAL: Danger.INJURY,
}
"""What threatens where the words only name the event, the likeliest first."""

CHILD = re.compile(
    r"\b(?:tre (?:em|nho|con|so sinh)|em be|be (?:gai|trai|so sinh)|chau (?:be|nho|gai|trai)|dua (?:nho|be|tre)"
    r"|thang (?:nho|be)|con (?:be|nho|nit)|hoc (?:sinh|tro)|nu sinh|so sinh|mam non|bao mau)\b"
)
"""Who may be a child, without marks."""

VIOLENCE = frozenset({ASSAULT, BLOWS, PERILS[Danger.ABUSE], PERILS[Danger.KIDNAPPING], Event.MOLESTING, Event.HELD})
"""What a child is abused by, where somebody does it to one."""

FEW_WORDS = frozenset(f"words<={longest}" for longest in LENGTHS[:-1])
NO_PLEA = UNREAL | {Cue.OFTEN, Cue.PAST, Cue.OVER}
"""Where these stand nobody calls for help."""

OWN_PERILS = frozenset({Danger.ATTACK, Danger.INJURY, Danger.KIDNAPPING, Danger.TRAPPED, Danger.DROWNING, Danger.ABUSE})
"""What somebody calls for help against who is in it."""

DONE_TO = frozenset({"bị", "đang"})
"""First words of phrases for what is done to somebody: "bị nhốt", "đang bị giữ"."""

STILL_DONE = frozenset({"đang", "dang", "đg", "vẫn", "van", "còn"})
"""What may stand before them."""

CLAUSE_ENDS = re.compile(r"[.,!?;:\n]")

NAMING = frozenset({*Danger, *Event}) - {Event.INSIDE, Event.FAMILY}
"""What names a danger or an event; "trong nhà" and "mẹ con" only say where and who."""

NO_POINTS: Points = (0,) * QUESTIONS

REASONS = 3
"""Words given at most."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """How soon somebody must look, and why.

    Attributes:
        urgency: How soon, most likely.
        dangers: What may threaten people now; at least one where the urgency is an emergency.
        words: The citizen's own words that say so, the most telling first; none where nothing is urgent.
    """

    urgency: Urgency
    dangers: frozenset[Danger]
    words: tuple[str, ...]


def age_of(occurrence: Occurrence | None, sent_at: datetime) -> Age | None:
    """Return how long ago it happened, None where the text does not tell or speaks of what is to come.

    Words like "đang" and "vừa xong" name no time; the model has points for them. What still goes
    on has no age either: a fight of ten minutes is no more one for it, nor is the barking of a dog.

    Args:
        occurrence: When it happened, by the text.
        sent_at: When it was sent, aware.
    """
    age = None if occurrence is None else occurrence.age(sent_at)
    if occurrence is None or age is None or occurrence.began_by is not None:
        return None
    if occurrence.precision is Precision.MINUTE and not any(map(str.isdigit, occurrence.words)):
        return None
    if not age and occurrence.precision not in {Precision.MINUTE, Precision.HOUR}:
        return Age.THIS_PART if occurrence.precision is Precision.PART else None
    name = next(name for longest, name in UP_TO if age <= longest)
    # "Khoảng 14h có hai học sinh xuống tắm", sent at noon: nobody knows of which day it tells.
    is_told = name in OF_TODAY or occurrence.precision not in {Precision.MINUTE, Precision.HOUR}
    return name if is_told or NAMES_A_DAY.search(reading.plain(occurrence.words)) else None


def judge(
    text: Reading, spelt: Sequence[Spelt], *, about: Category, age: Age | None, model: UrgencyModel | None = None
) -> Judgement:
    """Return how soon somebody must look at a text.

    Args:
        text: The text.
        spelt: Its words, shortened ones spelt out.
        about: What it is likely about.
        age: How long ago it happened, None where nothing tells.
        model: The points to add, by default those that come with the package.
    """
    model = model or urgency_model.load()
    found = facts(text, spelt, model.ear.listen(text, spelt))
    points = model.score(facts_about(found.names, about), words_in(spelt))
    points = tuple(map(sum, zip(points, LEAN, AGED[age] if age else NO_POINTS, strict=True)))
    is_alarm = points[-1] > _least(text, spelt, found)
    likely = URGENCIES if is_alarm else URGENCIES[:-1]
    urgency = likely[_likeliest(points[: len(likely)])]
    if is_alarm:
        return Judgement(urgency, _dangers(text, found), _words(text, spelt, found, model, Urgency.EMERGENCY))
    words = _words(text, spelt, found, model, urgency) if urgency is Urgency.HIGH else ()
    return Judgement(urgency, frozenset(), words)


def _likeliest(points: Sequence[int]) -> int:
    """Return the place of the most points; by a hair more is no reason to let somebody wait longer."""
    most = max(points)
    return max(place for place, some in enumerate(points) if some >= most - HAIR)


def _least(text: Reading, spelt: Sequence[Spelt], found: Facts) -> int:
    """Return the points for danger above which people may be in danger."""
    if _is_plea(text, spelt, found):
        return PLEA_FROM
    if found.open - WITHOUT_BLOOD:
        return ALARM_FROM
    if not UNREAL.isdisjoint(found.names):
        return UNREAL_FROM
    return OVER_FROM if Cue.OVER in found.names else QUIET_FROM


def _is_plea(text: Reading, spelt: Sequence[Spelt], found: Facts) -> bool:
    """Whether in few words those who write are themselves hurt, attacked or held now, or somebody wants to die."""
    if FEW_WORDS.isdisjoint(found.names) or not NO_PLEA.isdisjoint(found.names):
        return False
    said = {sign for one in found.heard for sign in one.phrase.signs}
    is_own = Cue.FIRST_PERSON in said or _tells_of_the_writer(text, spelt, found)
    feared = {sign for sign in said if isinstance(sign, Danger) and PERILS[sign] in found.open}
    return Danger.SUICIDE in feared or (is_own and not OWN_PERILS.isdisjoint(feared))


def _tells_of_the_writer(text: Reading, spelt: Sequence[Spelt], found: Facts) -> bool:
    """Whether a clause begins with what was done to somebody, which without a name is the writer: "bị nhốt"."""
    for one in found.heard:
        if one.phrase.words[0] in DONE_TO and not OWN_PERILS.isdisjoint(one.phrase.signs):
            first = one.first - 1 if one.first and spelt[one.first - 1].folded in STILL_DONE else one.first
            if not first or CLAUSE_ENDS.search(text.words[spelt[first].source].gap):
                return True
    return False


def _dangers(text: Reading, found: Facts) -> frozenset[Danger]:
    """Return what threatens: what the words name, or else the likeliest by the events that are not over.

    Violence against a child is abuse as well, whatever else it is called.
    """
    named = frozenset(sign for one in found.heard for sign in one.phrase.signs if isinstance(sign, Danger))
    likely = (danger for event, danger in LIKELY.items() if event in found.open)
    feared = named or frozenset({next(likely, Danger.UNCLEAR)})
    is_abuse = not VIOLENCE.isdisjoint(found.open) and CHILD.search(text.plain) is not None
    return feared | {Danger.ABUSE} if is_abuse else feared


def _words(
    text: Reading, spelt: Sequence[Spelt], found: Facts, model: UrgencyModel, urgency: Urgency
) -> tuple[str, ...]:
    """Return the citizen's words that speak most for an urgency: those that name what happens, or else all others."""
    number = URGENCIES.index(urgency)
    told = {fact: model.points_of(fact, number) for fact in found.names}
    strength = {
        one: sum(told.get(fact, 0) for sign in one.phrase.signs for fact in FACTS_OF[sign]) for one in found.heard
    }
    named = [one for one in found.heard if not NAMING.isdisjoint(one.phrase.signs)]
    best = named or [one for one in found.heard if strength[one] > 0]
    best.sort(key=lambda one: (not any(isinstance(sign, Danger) for sign in one.phrase.signs), -strength[one]))
    spoken = (text.spoken(spelt[one.first].source, spelt[one.last - 1].source) for one in best)
    return tuple(dict.fromkeys(spoken))[:REASONS]
