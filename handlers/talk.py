"""What a handler works with."""

from dataclasses import dataclass
from datetime import datetime

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


@dataclass(frozen=True, slots=True)
class Talk:
    """One update's transaction, and who is speaking.

    Attributes:
        session: The transaction; only the middleware commits it.
        vault: The keys to what is sealed.
        gazetteer: The names of places.
        boundaries: Where communes end exactly, as far as an operator has imported that.
        now: The server's time, in UTC.
        contact: Who writes, as somebody who can be answered.
        state: aiogram's state of the talk, kept in the same transaction.
        officer: Who writes, as a member of staff; None for a citizen.
    """

    session: AsyncSession
    vault: Vault
    gazetteer: Gazetteer
    boundaries: Boundaries
    now: datetime
    contact: Contact
    state: FSMContext
    officer: Officer | None = None

    def say(self, content: Text | str, keyboard: Keyboard | None = None) -> Call:
        """Return an answer to the one who speaks."""
        return say(self.contact.id, content, keyboard)

    def show(self, name: str, content: Text | str, keyboard: Keyboard | None = None) -> Call:
        """Return an answer that takes the place of the last one with this name."""
        return show(self.contact.id, name, content, keyboard)
