"""The way in and out: a link from the chat, one button, a session, and leaving."""

from urllib.parse import parse_qs

from aiohttp import web

from domain.codes import new_token
from storage import passes
from storage.passes import PassError
from web import access, links
from web.console import Console
from web.page import Page

_MOST_BYTES = 4096


async def show_door(request: web.Request, _console: Console) -> Page:
    """Show one button. Looking at the link uses nothing up: messengers open links for a preview."""
    hours = int(passes.SESSION_LIFETIME.total_seconds()) // 3600
    return Page("door.html", {"token": request.query.get("ma", "")[:200], "hours": hours})


async def enter(request: web.Request, console: Console) -> web.Response:
    """Use the link up and open a session. Raises PassError."""
    form = await _form(request)
    token = new_token()
    async with console.database.begin() as session:
        await passes.enter(session, console.vault, link=form.get("ma", ""), token=token, now=console.clock())
    response = web.Response(status=303, headers={"Location": links.OVERVIEW})
    console.cookie.give(response, token, passes.SESSION_LIFETIME)
    return response


async def leave(request: web.Request, console: Console) -> web.Response:
    """End every session of whoever leaves; without a session there is nothing to end."""
    form = await _form(request)
    token = console.cookie.token(request)
    if token and not access.is_own_form(console.vault, token, form.get("dau", "")):
        raise web.HTTPForbidden
    async with console.database.begin() as session:
        try:
            officer = await access.officer_of(session, console.vault, token, now=console.clock())
        except PassError:
            officer = None
        if officer is not None:
            await passes.leave(session, officer)
    response = web.Response(status=303, headers={"Location": links.LEAVE})
    console.cookie.take(response)
    return response


async def show_left(_request: web.Request, _console: Console) -> Page:
    """Say that one is out."""
    return Page("left.html", {})


async def _form(request: web.Request) -> dict[str, str]:
    """Return a form of ours. Raises HTTPBadRequest or HTTPForbidden for anything else."""
    if not access.comes_from_here(request):
        raise web.HTTPForbidden
    if request.content_type != "application/x-www-form-urlencoded" or (request.content_length or 0) > _MOST_BYTES:
        raise web.HTTPBadRequest
    body = await request.content.read(_MOST_BYTES)
    try:
        fields = parse_qs(body.decode("ascii", "replace"), max_num_fields=10)
    except ValueError:
        raise web.HTTPBadRequest from None
    return {name: values[0] for name, values in fields.items()}
