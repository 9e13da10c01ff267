"""What a Bot API does wrong on purpose: which fault, at which method, how often; always the same for a seed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random


class Fault(StrEnum):
    """What may go wrong with one call."""

    TOO_MANY = "429 for the chat"
    TOO_MANY_FOR_ALL = "429 for the bot"
    SERVER_ERROR = "500"
    BAD_GATEWAY = "502 with a page"
    EMPTY = "an empty body"
    WRONG_JSON = "half an answer"
    OTHER_JSON = "an answer of another form"
    RESET = "a reset"
    HANG = "no answer for a while"


BROKEN = tuple(one for one in Fault if one not in {Fault.TOO_MANY, Fault.TOO_MANY_FOR_ALL})
"""Faults after which nobody knows whether the call took effect."""


@dataclass(slots=True)
class Mischief:
    """Faults with their likelihoods, by method; "*" stands for the methods that are not named.

    Attributes:
        chance: Where all luck comes from.
        rates: For each method the likelihood of each fault.
        refused: Chats that refuse everything, with the status and the words.
        repeated: The likelihood that updates which were confirmed already are offered again.
        shuffled_seconds: An update arrives up to so much later; the order of each queue is kept.
        retry_after: Seconds that a 429 names.
        hang_seconds: How long a call hangs before its connection is cut.
        is_on: Without it, everything goes well.
    """

    chance: Random
    rates: dict[str, Mapping[Fault, float]] = field(default_factory=dict)
    refused: dict[int, tuple[int, str]] = field(default_factory=dict)
    repeated: float = 0.0
    shuffled_seconds: float = 0.0
    retry_after: int = 1
    hang_seconds: float = 0.5
    is_on: bool = True

    def draw(self, method: str) -> Fault | None:
        """Return what goes wrong with this call, if anything."""
        if not self.is_on:
            return None
        luck = self.chance.random()
        for fault, rate in self.rates.get(method, self.rates.get("*", {})).items():
            if luck < rate:
                return fault
            luck -= rate
        return None

    def takes_effect(self, fault: Fault | None) -> bool:
        """Whether the call is carried out all the same."""
        return fault is None or (fault in BROKEN and self.chance.random() < 0.5)

    def delay(self) -> float:
        return self.chance.random() * self.shuffled_seconds if self.is_on else 0.0

    def repeats(self) -> bool:
        return self.is_on and self.chance.random() < self.repeated


def everywhere(rate: float) -> dict[str, Mapping[Fault, float]]:
    """Return rates that spread the faults which leave a call unclear over all methods."""
    return {"*": {fault: rate / len(BROKEN) for fault in BROKEN}}
