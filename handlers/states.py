"""The states of talks: what the next message of somebody means."""

from aiogram.fsm.state import State, StatesGroup


class Reporting(StatesGroup):
    """A citizen's own messages."""

    drafting = State()
    naming_place = State()
    naming_time = State()
    supplementing = State()
    objecting = State()


class Handling(StatesGroup):
    """An officer's messages about one tip."""

    writing = State()
    naming_commune = State()
    naming_authority = State()
    giving_quantity = State()
    giving_reason = State()
