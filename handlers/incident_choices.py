"""The data behind the buttons by which two incidents become one. It comes from the client, like all of it."""

from aiogram.filters.callback_data import CallbackData

from handlers.callbacks import Row


class UniteIncidents(CallbackData, prefix="one"):
    """Put all tips of an incident to another one: 0 asks to which; asks once more before it does."""

    gone: Row
    kept: Row = 0
    sure: bool = False
