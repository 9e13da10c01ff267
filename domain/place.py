"""Where something is, as far as it is known: positions, candidates, and whether to ask."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Position:
    """A point that a citizen shared.

    Attributes:
        lat: Degrees north, WGS 84.
        lon: Degrees east, WGS 84.
        accuracy_m: Radius in metres within which the point lies, None where the device did not say.
    """

    lat: float
    lon: float
    accuracy_m: float | None = None


class Decision(StrEnum):
    """What to do with a place that was read; the values are those of `nguontin triage`."""

    ROUTE = "queue"
    ASK = "confirm"
    DESK = "desk"


class ReasonKind(StrEnum):
    """Why a place was read as it was; `handlers.place_texts` has the sentence for each."""

    NAMED = "named"
    OLD_NAME = "old_name"
    SPLIT = "split"
    SAME_NAME = "same_name"
    MISSPELT = "misspelt"
    ONLY_DISTRICT = "only_district"
    ONLY_PROVINCE = "only_province"
    INSIDE = "inside"
    NEAR_BORDER = "near_border"
    NEAREST = "nearest"
    OUTSIDE = "outside"
    IMPOSSIBLE = "impossible"
    DISAGREE = "disagree"
    AGREE = "agree"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, with the words it came from and the name it led to.

    Attributes:
        kind: Which reason.
        words: The citizen's own words that decided, empty for a position.
        name: What they stand for: "phường Mỹ Thượng, TP. Huế", or the old unit "xã Phú Mỹ, huyện Phú Vang".
    """

    kind: ReasonKind
    words: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One commune that may be meant.

    Attributes:
        code: The commune's five digits.
        confidence: Probability that it is the one, 0 to 1.
        reason: Why it is here.
    """

    code: str
    confidence: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Placement:
    """What was read of a place.

    Attributes:
        decision: Route, ask among the candidates, or leave it to the coordination desk.
        candidates: Most likely first; may be empty.
        reason: The reason of the decision.
        province_code: Two digits, where at least the province is certain.
    """

    decision: Decision
    candidates: tuple[Candidate, ...]
    reason: Reason
    province_code: str | None = None

    @property
    def confidence(self) -> float:
        """The first candidate's confidence, 0 where there is none."""
        return self.candidates[0].confidence if self.candidates else 0.0


class PlaceSource(StrEnum):
    """How a tip's commune came to be known."""

    TEXT = "text"
    POSITION = "position"
    CITIZEN = "citizen"
    COORDINATOR = "coordinator"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ChosenPlace:
    """The commune a draft or tip stands for.

    Attributes:
        code: The commune's code, or None where the coordination desk has to find it.
        province_code: The province, where known; decides whose desk is asked.
        source: How it came to be known.
    """

    code: str | None
    province_code: str | None
    source: PlaceSource
