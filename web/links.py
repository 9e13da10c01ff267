"""Addresses of the console's pages, and the names in their query strings."""

from enum import StrEnum
from urllib.parse import urlencode

from domain.figures import FigureKey, OutcomeKey, TipKey, figure_id
from domain.periods import Period

OVERVIEW = "/"
FIGURES = "/so-lieu"
TIPS = "/tin"
OUTCOMES = "/ket-qua"
ENTRIES = "/muc"
SET_ASIDE = "/de-rieng"
ENTER = "/vao"
LEAVE = "/ra"
STATIC = "/tep"


class Shown(StrEnum):
    """Which tips a list shows: those that stand open now, or those that were received in a period."""

    OPEN = "open"
    WAITING = "waiting"
    LATE = "late"
    RECEIVED = "received"
    COUNTED = "counted"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    OVERDUE = "overdue"
    ON_TIME = "on_time"
    ROUTED = "routed"
    MOVED = "moved"
    JUDGED = "judged"
    MISTAKEN = "mistaken"
    URGENCY_MISTAKEN = "urgency_mistaken"
    READ = "read"
    MISREAD = "misread"


STANDING = frozenset({Shown.OPEN, Shown.WAITING, Shown.LATE})
"""Lists of what stands open now, whatever the period."""


def link(path: str, **params: object) -> str:
    """Return an address with these parameters; what is None or empty is left out."""
    kept = {name: str(value) for name, value in params.items() if value not in (None, "", ())}
    return f"{path}?{urlencode(kept)}" if kept else path


def of_period(period: Period) -> dict[str, object]:
    """Return the parameters that name a period by its days."""
    return {"tu": period.start, "den": period.end}


def to_rows(key: FigureKey, unit_code: str, period: Period) -> str:
    """Return the address of the list behind a figure."""
    if isinstance(key, TipKey):
        return link(
            TIPS,
            muc=Shown.RECEIVED,
            donvi=unit_code,
            **of_period(period),
            nguon=key.source_group,
            giatri=key.value,
            loai=key.category,
            mohinh=key.model,
        )
    if isinstance(key, OutcomeKey):
        return link(
            OUTCOMES,
            ketqua=key.type,
            dvt=key.unit,
            donvi=unit_code,
            **of_period(period),
            thuoctinh=",".join(f"{name}:{value}" for name, value in key.attributes),
            nguon=key.source_group,
            donggop=key.contribution,
        )
    return link(ENTRIES, so=figure_id(key), donvi=unit_code, **of_period(period))
