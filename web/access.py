"""Who is asking, and what they may see. A page finds units here and nowhere else."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import COUNTRY, Officer, supervises
from domain.periods import local_day
from storage import passes, units
from storage.passes import PassError
from storage.units import Unit, UnitNotFoundError
from storage.vault import Vault

_SAME_SITE = frozenset({"same-origin", "none"})


@dataclass(frozen=True, slots=True)
class Cookie:
    """The cookie that holds a session's token: no script reads it, no other site's page sends it.

    Attributes:
        is_secure: Whether the console is reached by https. Browsers take the prefix that ties a cookie to this host
            and to https only then.
    """

    is_secure: bool

    @property
    def name(self) -> str:
        """What it is called."""
        return "__Host-nguontin" if self.is_secure else "nguontin"

    def token(self, request: web.Request) -> str:
        """Return the token that came with a request, empty where none did."""
        return request.cookies.get(self.name, "")

    def give(self, response: web.Response, token: str, lasting: timedelta) -> None:
        """Let the browser keep a token."""
        response.set_cookie(
            self.name,
            token,
            max_age=int(lasting.total_seconds()),
            path="/",
            secure=self.is_secure,
            httponly=True,
            samesite="Strict",
        )

    def take(self, response: web.Response) -> None:
        """Let the browser forget it."""
        response.del_cookie(self.name, path="/", secure=self.is_secure, httponly=True, samesite="Strict")


async def officer_of(session: AsyncSession, vault: Vault, token: str, *, now: datetime) -> Officer:
    """Return who is asking. Raises PassError also where their role has no figures to see."""
    if not token:
        raise PassError
    officer = await passes.officer_of(session, vault, token, now=now)
    if not supervises(officer, officer.unit_code, None):
        raise PassError
    return officer


async def seen_unit(session: AsyncSession, officer: Officer, code: str | None, *, now: datetime) -> Unit:
    """Return a unit whose figures this officer may see, their own for None. Raises UnitNotFoundError."""
    unit = await units.on_day(session, code or officer.unit_code, local_day(now))
    if not supervises(officer, unit.code, unit.parent_code):
        raise UnitNotFoundError(unit.code)
    return unit


def sees_operation(officer: Officer) -> bool:
    """Whether the officer may see what the service itself could not handle."""
    return officer.unit_code == COUNTRY and supervises(officer, COUNTRY, None)


def form_mark(vault: Vault, token: str) -> str:
    """Return what a session's forms carry, so that no other page can make up one; it lasts as long as the session."""
    return vault.look_up("console form", token).hex()


def is_own_form(vault: Vault, token: str, mark: str) -> bool:
    """Whether a form was drawn for this session."""
    return hmac.compare_digest(form_mark(vault, token).encode(), mark.encode("utf-8", "replace"))


def comes_from_here(request: web.Request) -> bool:
    """Whether a form was sent from a page of ours, as far as the browser tells: older ones only name the origin."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in _SAME_SITE
    origin = request.headers.get("Origin")
    return origin is None or origin.partition("://")[2] == request.host
