"""What a text says about its urgency, as a set of named facts: which peril, in which state, when, in what mood.

A fact is a name such as "mortal:live", which the model (`triage.urgency_model`) has points for. What is told of a peril
in a sentence is read together with the rest of that sentence: "hôm qua có đánh nhau" is a fight that is over.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.reading import Reading
from triage.danger import Danger
from triage.hearing import Heard, Sign
from triage.matching import Spelt
from triage.urgency_words import Cue, Event

FIRE, MORTAL, ASSAULT, BLOWS, CRASH, ACCIDENT = "fire", "mortal", "assault", "blows", "crash", "accident"

PERILS: Mapping[Sign, str] = {
    Danger.FIRE: FIRE,
    Danger.ARSON: "arson",
    Danger.GAS: MORTAL,
    Danger.EXPLOSIVE: MORTAL,
    Danger.INJURY: MORTAL,
    Danger.DROWNING: MORTAL,
    Danger.SUICIDE: MORTAL,
    Danger.TRAPPED: MORTAL,
    Danger.DISASTER: MORTAL,
    Danger.POISONING: MORTAL,
    Danger.ATTACK: ASSAULT,
    Event.KILLING: ASSAULT,
    Event.BLOWS: BLOWS,
    Event.ROBBERY: BLOWS,
    Danger.CRY_FOR_HELP: "help",
    Danger.KIDNAPPING: "captive",
    Danger.ABUSE: "abuse",
    Danger.CRASH: CRASH,
    Event.ACCIDENT: ACCIDENT,
    Danger.BREAK_IN: "thief",
}
"""The perils that threaten people by themselves; every other event only together with something."""


class State(StrEnum):
    """How a sentence tells of a peril."""

    LIVE = "live"
    """As going on."""

    TOLD = "told"
    """As real, without saying when."""

    OFF = "off"
    """As over, unreal, denied, only thought of, or in other hands."""


PERSONAL_TEXT = "personal"
"""The fact that somebody writes for themselves, and does not retell the news."""

UNREAL = frozenset({Cue.FIGURES, Cue.CAMPAIGN, Cue.DRILL, Cue.JOKE, Cue.QUOTED, Cue.MISTAKE, Cue.COURT})
"""Where these stand nothing goes on, whatever else is said: in a dream, a drill, a newspaper, a report of the year, a
verdict."""

GONE_BY = frozenset({Cue.PAST, Cue.YESTERDAY})
GOING_ON = frozenset({Cue.NOW, Cue.JUST, Cue.UNDONE, Cue.HURRY, Cue.STILL, Cue.AGAIN})
PERSONAL = frozenset({Cue.CHAT, Cue.FIRST_PERSON, Cue.HURRY, Cue.REQUEST, PERILS[Danger.CRY_FOR_HELP]})

CASUALTIES = frozenset({MORTAL, CRASH, ACCIDENT})
"""Perils that are over when the hurt are dead or with a doctor."""

TREATED = frozenset({Cue.HOSPITAL, Event.DEATH})

NEEDED = frozenset({Cue.UNDONE, Cue.HURRY, Cue.RESCUE, Cue.NOW, Cue.AGAIN})
"""Says that somebody is needed all the same."""

UNCOUNTED = frozenset({Cue.NOT, Cue.WIELDED})
"""Cues that mean something only beside others."""

BEFORE_IT = 1
"""Words that may stand between "không" and what is denied."""

IF_REACHES = 6
"""Words that may stand between "nếu" and what is only thought of."""

LENGTHS = (6, 12, 20)
"""Words up to which a text is very short, short, or brief."""

SENTENCE_ENDS = re.compile(r"[.!?;\n]")

_PERIL_NAMES = frozenset(PERILS.values())
_EVENT_NAMES = frozenset(Event) - frozenset(PERILS)
_HAPPENS = _PERIL_NAMES | _EVENT_NAMES
_CUES = frozenset(Cue) - UNCOUNTED
_STATES = {(name, state): f"{name}:{state}" for name in _PERIL_NAMES for state in State}
_STATES |= {(name, state): f"{name}~" if state is State.OFF else name for name in _EVENT_NAMES for state in State}

FACTS_OF: Mapping[Sign, tuple[str, ...]] = {
    sign: (name, *(f"{name}:{state}" for state in State))
    for sign in (*Danger, *Event, *Cue)
    for name in (PERILS.get(sign, sign),)
}
"""The facts that a sign may become part of."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text says.

    Attributes:
        names: The facts.
        heard: The phrases they come from, in order.
        open: The perils and events that are told as real and not yet over.
    """

    names: frozenset[str]
    heard: Sequence[Heard]
    open: frozenset[str]


class _Sentence:
    """The signs of one sentence, and where they stand."""

    __slots__ = ("at", "ifs", "nots")

    def __init__(self) -> None:
        self.at: dict[str, int] = {}
        self.nots: list[int] = []
        self.ifs: list[int] = []

    def add(self, heard: Heard, breaks: Sequence[int]) -> None:
        """Note a phrase; what is denied or only thought of does not go on."""
        is_denied = self.is_denied(heard.first, breaks)
        for sign in heard.phrase.signs:
            if is_denied and sign in GOING_ON:
                continue
            self.at.setdefault(PERILS.get(sign, sign), heard.first)
            if sign is Cue.NOT or sign is Cue.DENIAL:
                self.nots.append(heard.last)
            elif sign is Cue.IF:
                self.ifs.append(heard.last)

    def is_denied(self, place: int, breaks: Sequence[int]) -> bool:
        """Whether a "không" stands right before a word, or a "nếu" earlier in its clause.

        Args:
            place: The word.
            breaks: The words of the text before which a comma stands.
        """
        return any(0 <= place - end <= BEFORE_IT for end in self.nots) or any(
            0 <= place - end <= IF_REACHES and not any(end <= comma <= place for comma in breaks) for end in self.ifs
        )

    def is_unreal(self) -> bool:
        """Whether nothing of what is told goes on."""
        unreal = UNREAL & self.at.keys()
        # "Tưởng dập xong rồi mà lại bùng lên" is no mistake.
        return bool(unreal) and not (unreal == {Cue.MISTAKE} and Cue.AGAIN in self.at)

    def facts(self, breaks: Sequence[int]) -> Iterator[tuple[str, str]]:
        """Yield the facts of the sentence with the peril or event each tells of as real, empty for none."""
        is_unreal = self.is_unreal()
        usual = State.OFF if is_unreal else self._usual_state()
        is_treated = not TREATED.isdisjoint(self.at) and NEEDED.isdisjoint(self.at)
        for name, place in self.at.items():
            if name in _HAPPENS:
                is_off = usual is State.OFF or (is_treated and name in CASUALTIES) or self.is_denied(place, breaks)
                state = State.OFF if is_off else usual
                yield _STATES[name, state], "" if is_off else name
            elif name in _CUES and not (is_unreal and name in GOING_ON):
                yield name, ""

    def _usual_state(self) -> State:
        """Return how a sentence about something real tells of it."""
        signs = self.at.keys()
        if Cue.CAUGHT in signs or (Cue.OVER in signs and Cue.AGAIN not in signs):
            return State.OFF
        if not GOING_ON.isdisjoint(signs):
            return State.LIVE
        return State.TOLD if GONE_BY.isdisjoint(signs) and Cue.ASKED not in signs else State.OFF


def facts(text: Reading, spelt: Sequence[Spelt], heard: Sequence[Heard]) -> Facts:
    """Return what the text says about its urgency.

    Args:
        text: The text.
        spelt: Its words, shortened ones spelt out.
        heard: The phrases in it.
    """
    names: set[str] = set()
    still_open: set[str] = set()
    said: set[str] = set()
    for sentence, breaks in _sentences(text, spelt, heard):
        said.update(sentence.at)
        for name, happens in sentence.facts(breaks):
            names.add(name)
            still_open.add(happens)
    still_open.discard("")
    perils = len(_PERIL_NAMES & still_open)
    names.update(f"perils>{number}" for number in (1, 2) if perils > number)
    if not still_open:
        names.add("nothing")
    names.update(_of_form(text, len(spelt)))
    if not PERSONAL.isdisjoint(said):
        names.add(PERSONAL_TEXT)
    return Facts(frozenset(names), heard, frozenset(still_open))


def _sentences(
    text: Reading, spelt: Sequence[Spelt], heard: Sequence[Heard]
) -> Iterator[tuple[_Sentence, Sequence[int]]]:
    """Yield the sentences that hold phrases, with the words of the text before which a comma stands."""
    words = text.words
    # A shortened word stands for several, and only the first of them has something before it.
    gaps = [
        (place, gap)
        for place, word in enumerate(spelt)
        if (gap := words[word.source].gap) != " " and place and spelt[place - 1].source != word.source
    ]
    ends = [place for place, gap in gaps if SENTENCE_ENDS.search(gap)]
    breaks = [place for place, gap in gaps if "," in gap]
    found: dict[int, _Sentence] = {}
    for one in heard:
        if one.phrase.signs:
            number = bisect_right(ends, one.first)
            sentence = found.get(number)
            if sentence is None:
                sentence = found[number] = _Sentence()
            sentence.add(one, breaks)
    return ((sentence, breaks) for sentence in found.values())


def _of_form(text: Reading, words: int) -> Iterator[str]:
    """Yield the facts of a text's form."""
    written = text.text
    if "?" in written:
        yield "?" if written.rstrip().endswith("?") else "?.."
    if "!" in written:
        yield "!"
    if words <= LENGTHS[-1]:
        yield f"words<={next(longest for longest in LENGTHS if words <= longest)}"
