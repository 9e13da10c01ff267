"""The console's parts, as its views share them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from storage.database import Database
from storage.vault import Vault
from web.access import Cookie
from web.drawing import Drawing


@dataclass(frozen=True, slots=True)
class Console:
    """What every answer needs.

    Attributes:
        database: Where the figures are.
        vault: The keys to what is sealed.
        clock: The server's time, aware, in UTC.
        cookie: How a session is held.
        drawing: Draws charts.
    """

    database: Database
    vault: Vault
    clock: Callable[[], datetime]
    cookie: Cookie
    drawing: Drawing = field(default_factory=Drawing)
