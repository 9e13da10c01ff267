"""What the service itself could not handle, for those who answer for it: what failed, never what was in it."""

from aiohttp import web

from storage import updates
from web import access
from web.labels import clock
from web.page import Page, Visit

NEWEST = 200
"""Updates on the page; with more than these, something else is wrong."""


async def set_aside(visit: Visit) -> Page:
    """Show the newest updates that were set aside; to everybody else there is no such page."""
    if not access.sees_operation(visit.officer):
        raise web.HTTPNotFound
    found = await updates.set_aside(visit.session, limit=NEWEST)
    rows = [(one.seq, one.bot, one.update_id, clock(one.received_at), one.cause) for one in found]
    return Page("set_aside.html", {"rows": rows, "newest": NEWEST})
