"""aiogram's FSM storage, inside the update's transaction: a talk and its effects are kept together or not at all."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Conversation
from storage.vault import Vault


async def change(session: AsyncSession, vault: Vault, contact_id: int, *, without: str, now: datetime) -> None:
    """Remove one key from what is remembered of somebody else's talk."""
    storage = ConversationStorage(session, vault, contact_id)
    await storage.load()
    await storage.drop(without)
    await storage.save(now=now)


class ConversationStorage(BaseStorage):
    """The state of one contact's talk for the time of one update; `save` writes what changed."""

    def __init__(self, session: AsyncSession, vault: Vault, contact_id: int) -> None:
        """Take the transaction, the keys, and whose talk it is. aiogram's own key is not used: it holds chat ids."""
        self._session = session
        self._vault = vault
        self._contact_id = contact_id
        self._row: Conversation | None = None
        self._state: str | None = None
        self._data: dict[str, Any] = {}
        self._is_changed = False

    @property
    def _place(self) -> str:
        return f"conversations.data:{self._contact_id}"

    async def load(self) -> None:
        """Read where the talk stands."""
        self._row = await self._session.get(Conversation, self._contact_id)
        if self._row is not None:
            self._state = self._row.state
            self._data = json.loads(self._vault.open(self._row.data, place=self._place)) if self._row.data else {}

    async def save(self, *, now: datetime) -> None:
        """Write where the talk stands, if that changed."""
        if not self._is_changed:
            return
        if self._row is None:
            self._row = Conversation(contact_id=self._contact_id)
            self._session.add(self._row)
        self._row.state = self._state
        self._row.data = self._vault.seal(json.dumps(self._data).encode(), place=self._place) if self._data else None
        self._row.changed_on = now.astimezone(UTC).date()
        await self._session.flush()

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:  # noqa: ARG002 - see __init__
        """Note the state."""
        self._state = state.state if isinstance(state, State) else state
        self._is_changed = True

    async def get_state(self, key: StorageKey) -> str | None:  # noqa: ARG002 - see __init__
        """Return the state."""
        return self._state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:  # noqa: ARG002 - see __init__
        """Note the data, which must be JSON."""
        self._data = dict(data)
        self._is_changed = True

    async def get_data(self, key: StorageKey) -> dict[str, Any]:  # noqa: ARG002 - see __init__
        """Return a copy of the data."""
        return dict(self._data)

    async def drop(self, name: str) -> None:
        """Forget one key of the data."""
        self._is_changed = self._data.pop(name, None) is not None or self._is_changed

    async def close(self) -> None:
        """Do nothing: the transaction is somebody else's."""
