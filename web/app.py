"""The console's routes, and what every answer goes through: who asks, in which language, and what when it fails."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from aiohttp import web
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

import locales
from domain.access import Officer
from domain.periods import PeriodError, local_day
from storage import people, units
from storage.database import Database
from storage.passes import PassError
from storage.units import UnitNotFoundError
from storage.vault import Vault
from web import access, entrance, links, rendering
from web.access import Cookie
from web.console import Console
from web.explain import Refusal, explain
from web.figures import figures
from web.labels import clock as read_clock
from web.labels import police, role
from web.operation import set_aside
from web.overview import overview
from web.page import Page, Visit
from web.query import QueryError
from web.rendering import Frame
from web.rows import entry_rows, outcome_rows, tip_rows

logger = logging.getLogger(__name__)

LANGUAGE = "ngonngu"
"""The parameter and the cookie that hold the language of who reads."""

_LANGUAGE_LIFETIME = timedelta(days=365)

View = Callable[[Visit], Awaitable[Page]]
"""A page for who is let in."""

Door = Callable[[web.Request, Console], Awaitable[Page | web.Response]]
"""An answer for anybody."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

REFUSALS = (PassError, QueryError, PeriodError, UnitNotFoundError, web.HTTPException, OperationalError, InterfaceError)
"""What a request may be refused for; anything else is a bug."""


def add_routes(
    site: web.Application, *, database: Database, vault: Vault, clock: Callable[[], datetime], address: str
) -> None:
    """Join the console to a site.

    Args:
        site: What listens; its other routes come first, because the console answers whatever is left.
        database: Where the figures are.
        vault: The keys to what is sealed.
        clock: The server's time, aware, in UTC.
        address: Where people find the console, such as "https://tin.example.vn"; with https, cookies need it, too.
    """
    console = Console(database, vault, clock, Cookie(is_secure=address.startswith("https://")))

    async def drawing(_site: web.Application) -> AsyncIterator[None]:
        yield
        console.drawing.close()

    site.cleanup_ctx.append(drawing)
    site.router.add_get(links.ENTER, _open_to_all(console, entrance.show_door))
    site.router.add_post(links.ENTER, _open_to_all(console, entrance.enter))
    site.router.add_get(links.LEAVE, _open_to_all(console, entrance.show_left))
    site.router.add_post(links.LEAVE, _open_to_all(console, entrance.leave))
    site.router.add_get(f"{links.STATIC}/{{name}}", _open_to_all(console, _file))
    for path, view in VIEWS.items():
        site.router.add_get(path, _for_staff(console, view))
    site.router.add_route("*", "/{rest:.*}", _for_staff(console, _nothing))


async def _file(request: web.Request, _console: Console) -> web.Response:
    return await rendering.serve(request)


async def _nothing(_visit: Visit) -> Page:
    raise web.HTTPNotFound


VIEWS: dict[str, View] = {
    links.OVERVIEW: overview,
    links.FIGURES: figures,
    links.TIPS: tip_rows,
    links.OUTCOMES: outcome_rows,
    links.ENTRIES: entry_rows,
    links.SET_ASIDE: set_aside,
}
"""Every page behind the door."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a page, as the frame around it shows them."""

    officer: Officer
    unit: units.Unit
    language: str


def _open_to_all(console: Console, door: Door) -> Handler:
    async def answer(request: web.Request) -> web.StreamResponse:
        with _speaking(request, None):
            try:
                said = await door(request, console)
            except REFUSALS as error:
                said = _refused(error)
            return await _drawn(console, request, said, None)

    return answer


def _for_staff(console: Console, view: View) -> Handler:
    async def answer(request: web.Request) -> web.StreamResponse:
        reader = None
        try:
            async with console.database.read() as session:
                reader, visit = await _let_in(console, request, session)
                with _speaking(request, reader):
                    try:
                        said = await view(visit)
                    except REFUSALS as error:
                        said = _refused(error)
        except (PassError, UnitNotFoundError, OperationalError, InterfaceError) as error:
            with _speaking(request, reader):
                said = _refused(error)
        # The transaction is over: drawing a chart takes longer than one should be open.
        with _speaking(request, reader):
            return await _drawn(console, request, said, reader)

    return answer


async def _let_in(console: Console, request: web.Request, session: AsyncSession) -> tuple[Reader, Visit]:
    now = console.clock()
    officer = await access.officer_of(session, console.vault, console.cookie.token(request), now=now)
    unit = await units.on_day(session, officer.unit_code, local_day(now))
    contact = await people.contact(session, officer.contact_id)
    visit = Visit(session, console.vault, officer, now, request.query)
    return Reader(officer, unit, contact.language), visit


@contextmanager
def _speaking(request: web.Request, reader: Reader | None) -> Iterator[None]:
    """Speak the language that the address names, else the one chosen before, else the reader's own."""
    chosen = request.query.get(LANGUAGE) or request.cookies.get(LANGUAGE)
    own = reader.language if reader else locales.DEFAULT
    with locales.language(chosen if chosen in locales.LANGUAGES else own):
        yield


def _refused(error: Exception) -> Page:
    if isinstance(error, OperationalError | InterfaceError):
        logger.warning("a page could not be read: %s", type(error).__name__)
    refusal: Refusal = explain(error)
    return Page("refused.html", {"refusal": refusal}, status=refusal.status)


async def _drawn(
    console: Console, request: web.Request, said: Page | web.Response, reader: Reader | None
) -> web.Response:
    if isinstance(said, Page):
        svg = await console.drawing.svg(said.chart) if said.chart else None
        frame = _frame(console, request, reader)
        response = rendering.draw(said.template, frame, said.values, status=said.status, svg=svg)
    else:
        response = rendering.dress(said)
    if request.query.get(LANGUAGE) in locales.LANGUAGES:
        seconds = int(_LANGUAGE_LIFETIME.total_seconds())
        code = locales.current_language()
        response.set_cookie(
            LANGUAGE, code, max_age=seconds, httponly=True, samesite="Lax", secure=console.cookie.is_secure
        )
    return response


def _frame(console: Console, request: web.Request, reader: Reader | None) -> Frame:
    other = "en" if locales.current_language() == "vi" else "vi"
    # The parameters are written anew, without the path: the link leads to this page and nowhere else.
    kept = [(name, value) for name, value in request.query.items() if name != LANGUAGE]
    other_language = f"?{urlencode([*kept, (LANGUAGE, other)], errors='replace')}"
    if reader is None:
        return Frame(path=request.path, other_language=other_language)
    return Frame(
        path=request.path,
        name=reader.officer.name,
        role=role(reader.officer.role),
        unit=police(reader.unit),
        sees_operation=access.sees_operation(reader.officer),
        mark=access.form_mark(console.vault, console.cookie.token(request)),
        other_language=other_language,
        drawn_at=read_clock(console.clock()),
    )
