"""What a handler works with."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from aiogram.fsm.context import FSMContext
from aiogram.utils.formatting import Text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Officer
from handlers.calls import Keyboard, say, show
from places.boundaries import Boundaries
from places.gazetteer import Gazetteer
from storage.outbox import Call
from storage.people import Contact
from storage.vault import Vault
from triage.linear import Model
from triage.suggest import Suggestion, suggest


@lru_cache(maxsize=256)
def _suggested(words: str, sent_at: datetime, model: Model | None) -> Suggestion:
    """Return what the machine makes of words; the words of one draft are asked about at each of its steps."""
    return suggest(words, sent_at=sent_at, model=model)


@dataclass(frozen=True, slots=True)
class Talk:
    """One update's transaction, and who is speaking.

    Attributes:
        session: The transaction; only the middleware commits it.
        vault: The keys to what is sealed.
        gazetteer: The names of places.
        boundaries: Where communes end exactly, as far as an operator has imported that.
        model: What categories are told by, as an operator adopted it; None for the one that comes with the package.
        now: The server's time, in UTC.
        contact: Who writes, as somebody who can be answered.
        state: aiogram's state of the talk, kept in the same transaction.
        officer: Who writes, as a member of staff; None for a citizen.
    """

    session: AsyncSession
    vault: Vault
    gazetteer: Gazetteer
    boundaries: Boundaries
    model: Model | None
    now: datetime
    contact: Contact
    state: FSMContext
    officer: Officer | None = None

    def suggest(self, words: str, *, sent_at: datetime) -> Suggestion:
        """Return what the machine makes of words, by the model that is in force."""
        return _suggested(words, sent_at, self.model)

    def say(self, content: Text | str, keyboard: Keyboard | None = None) -> Call:
        """Return an answer to the one who speaks."""
        return say(self.contact.id, content, keyboard)

    def show(self, name: str, content: Text | str, keyboard: Keyboard | None = None) -> Call:
        """Return an answer that takes the place of the last one with this name."""
        return show(self.contact.id, name, content, keyboard)
