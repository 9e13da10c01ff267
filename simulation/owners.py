"""Whoever owns a phone: what citizens and officers have, and do, alike."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from random import Random

from simulation.grammar import Grammar
from simulation.ledger import Ledger
from simulation.phones import NoAnswerError, Phone, Shown

IN_VAIN = "buttons that were gone when they were pressed"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long people wait, in seconds: for one answer, with one conversation, and at most when they wander off."""

    answer: float = 60.0
    conversation: float = 300.0
    away: float = 4.0


@dataclass(eq=False)
class Owner(ABC):
    """Somebody with a phone, what they say, and where it is noted; nothing is sent before they are asked to."""

    _phone: Phone
    _ledger: Ledger
    _grammar: Grammar
    _chance: Random
    _patience: Patience

    def __post_init__(self) -> None:
        """Listen to what comes."""
        self._phone.listen(self._notice)

    @abstractmethod
    def _notice(self, message: Shown) -> None:
        """Note what a message says as it comes, whatever is being waited for."""

    @abstractmethod
    def _count(self) -> None:
        """Note that a message is sent, or a button pressed."""

    async def _write(self, words: str) -> None:
        self._count()
        await self._phone.carrier.write(self._phone.person, words)

    async def _push(self, message: Shown, label: str) -> int:
        """Press a button; returns the number of the message before the answer. Raises NoAnswerError without one."""
        button = message.button(label)
        if button is None:
            raise NoAnswerError(f"no button “{label}”")
        before = self._phone.heard
        self._count()
        await self._phone.carrier.press(self._phone.person, message.message_id, button.data)
        return before
