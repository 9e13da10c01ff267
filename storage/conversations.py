"""aiogram's FSM storage, inside the update's transaction: a talk and its effects are kept together or not at all."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from pydantic_core import from_json, to_json
from sqlalchemy import Select, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Conversation
from storage.queries import Insertion, Query
from storage.vault import Vault

_TABLE = Conversation.metadata.tables[Conversation.__tablename__]


def _find() -> Select[Any]:
    # Another worker may change the talk of somebody else: what is read here stays so until it is written.
    of_these = _TABLE.c.contact_id.in_(bindparam("contact_ids", expanding=True))
    return select(_TABLE.c.contact_id, _TABLE.c.state, _TABLE.c.data).where(of_these).with_for_update()


_FIND = Query(_find())
_GIVEN = ("state", "data", "changed_on")
_KEEP = Insertion(
    _TABLE,
    ("contact_id", *_GIVEN),
    on_conflict=lambda made: made.on_conflict_do_update(
        index_elements=["contact_id"], set_={name: made.excluded[name] for name in _GIVEN}
    ),
)

_TALKS = "nguontin.talks"
"""Where a session keeps the talks of the updates that it handles together."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a talk stands: aiogram's state, and its data as JSON, sealed; None for none."""

    state: str | None = None
    data: bytes | None = None


class Talks:
    """The talks of the updates that are handled in one transaction: read together, and written once at the end.

    What an update changed counts only once it `succeeded`; of one that `failed` nothing stays.
    """

    def __init__(self, session: AsyncSession) -> None:
        """Take the transaction."""
        self._session = session
        self._known: dict[int, _Standing] = {}
        self._changed: dict[int, _Standing] = {}
        self._of_update: dict[int, _Standing] = {}

    @classmethod
    def together(cls, session: AsyncSession) -> "Talks":
        """Return the talks of a transaction that handles several updates, and writes what became of all at its end."""
        talks: Talks = session.info.setdefault(_TALKS, cls(session))
        return talks

    async def read(self, contact_ids: Collection[int]) -> None:
        """Read where the talks of these contacts stand."""
        missing = sorted(set(contact_ids) - self._known.keys())
        if missing:
            rows = {row.contact_id: row for row in await _FIND.all(self._session, contact_ids=missing)}
            for contact_id in missing:
                row = rows.get(contact_id)
                self._known[contact_id] = _Standing(row.state, row.data) if row else _Standing()

    async def of(self, contact_id: int) -> _Standing:
        """Return where a contact's talk stands."""
        if (changed := self._of_update.get(contact_id)) is not None:
            return changed
        await self.read([contact_id])
        return self._known[contact_id]

    def change(self, contact_id: int, standing: _Standing) -> None:
        """Note where a contact's talk stands from now on."""
        self._of_update[contact_id] = standing

    def succeeded(self) -> None:
        """Keep what the update changed."""
        self._known |= self._of_update
        self._changed |= self._of_update
        self._of_update = {}

    def failed(self) -> None:
        """Forget what the update changed."""
        self._of_update = {}

    async def write(self, *, now: datetime) -> None:
        """Write what changed, in the order of the contacts, so that two workers never wait for each other."""
        today = now.astimezone(UTC).date()
        await _KEEP.run(
            self._session,
            [
                {"contact_id": contact_id, "state": one.state, "data": one.data, "changed_on": today}
                for contact_id, one in sorted(self._changed.items())
            ],
        )
        self._changed = {}


async def change(
    session: AsyncSession, vault: Vault, contact_id: int, *, without: str, unless: str, now: datetime
) -> None:
    """Remove the key `without` from what is remembered of somebody else's talk, unless the key `unless` is there."""
    storage = ConversationStorage(session, vault, contact_id)
    await storage.load()
    if unless in await storage.get_data(StorageKey(bot_id=0, chat_id=contact_id, user_id=contact_id)):
        return
    await storage.drop(without)
    await storage.save(now=now)


class ConversationStorage(BaseStorage):
    """The state of one contact's talk for the time of one update; `save` writes what changed."""

    def __init__(self, session: AsyncSession, vault: Vault, contact_id: int) -> None:
        """Take the transaction, the keys, and whose talk it is. aiogram's own key is not used: it holds chat ids."""
        self._session = session
        self._vault = vault
        self._contact_id = contact_id
        self._talks: Talks | None = session.info.get(_TALKS)
        self._state: str | None = None
        self._data: dict[str, Any] = {}
        self._is_changed = False

    @property
    def _place(self) -> str:
        return f"conversations.data:{self._contact_id}"

    async def load(self) -> None:
        """Read where the talk stands."""
        found = await (self._talks or Talks(self._session)).of(self._contact_id)
        self._state = found.state
        self._data = from_json(self._vault.open(found.data, place=self._place)) if found.data else {}

    async def save(self, *, now: datetime) -> None:
        """Keep where the talk stands, if that changed: at once, or with the other talks of the transaction."""
        if not self._is_changed:
            return
        sealed = self._vault.seal(to_json(self._data), place=self._place) if self._data else None
        talks = self._talks or Talks(self._session)
        talks.change(self._contact_id, _Standing(self._state, sealed))
        if self._talks is None:
            talks.succeeded()
            await talks.write(now=now)

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
