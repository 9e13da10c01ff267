"""Pages as bytes: templates, the frame around them, and the headers that every answer carries."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from gzip import compress
from pathlib import Path

import fontpkg
from aiohttp import hdrs, web
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

import locales
from web import links
from web.links import link

_FOLDER = Path(__file__).parent
_FONT = "Be Vietnam Pro"

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Server": "nguontin",
}
"""On every answer: nothing from elsewhere, no script, no frame; the link's token goes to no other site."""

_STYLE_LIFETIME = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page.

    Attributes:
        path: The page's address without its query, to mark where one is.
        name: Who is in, None where nobody is.
        role: What they are.
        unit: For which unit.
        sees_operation: Whether the page of what failed is theirs.
        mark: What the form for leaving carries.
        other_language: The address of the same page in the other language.
        drawn_at: When the page was drawn, as it is read.
    """

    path: str
    name: str | None = None
    role: str = ""
    unit: str = ""
    sees_operation: bool = False
    mark: str = ""
    other_language: str = ""
    drawn_at: str = ""


@cache
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals |= {
        "_": locales.gettext,
        "ngettext": locales.ngettext,
        "pgettext": locales.pgettext,
        "language": locales.current_language,
        "link": link,
        "links": links,
        "style": f"{links.STATIC}/console.css?v={assets()['console.css'].mark}",
    }
    return found


def draw(template: str, frame: Frame, values: Mapping[str, object], *, status: int, svg: str | None) -> web.Response:
    """Return a page in the current language. The chart comes from our own drawing, so it goes in as it is."""
    chart = Markup(svg) if svg else None  # noqa: S704 - drawn by reports.charts, which escapes every text in it
    text = _environment().get_template(template).render(values, frame=frame, chart=chart)
    response = web.Response(text=text, content_type="text/html", status=status)
    response.enable_compression()
    return dress(response)


def dress(response: web.Response) -> web.Response:
    """Put on the headers of an answer that nobody keeps."""
    response.headers.update(HEADERS)
    response.headers.setdefault(hdrs.CACHE_CONTROL, "no-store")
    return response


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages need.

    Attributes:
        kind: Its media type.
        content: As it is.
        packed: The same with gzip.
        mark: Changes with the content, so that browsers may keep the file.
    """

    kind: str
    content: bytes
    packed: bytes
    mark: str


@cache
def assets() -> dict[str, Asset]:
    """Return our style and, from its installed package, the font: nothing comes from another host."""
    fonts = Path(fontpkg.path(_FONT)).parent
    return {
        "console.css": _asset(_FOLDER / "static" / "console.css", "text/css"),
        "regular.ttf": _asset(fonts / "BeVietnamPro-Regular.ttf", "font/ttf"),
        "semibold.ttf": _asset(fonts / "BeVietnamPro-SemiBold.ttf", "font/ttf"),
    }


def _asset(path: Path, kind: str) -> Asset:
    content = path.read_bytes()
    return Asset(kind, content, compress(content, mtime=0), hashlib.sha256(content).hexdigest()[:12])


async def serve(request: web.Request) -> web.Response:
    """Answer with one of the files."""
    asset = assets().get(request.match_info["name"])
    if asset is None:
        raise web.HTTPNotFound
    is_packed = "gzip" in request.headers.get(hdrs.ACCEPT_ENCODING, "")
    response = web.Response(body=asset.packed if is_packed else asset.content, content_type=asset.kind)
    if is_packed:
        response.headers[hdrs.CONTENT_ENCODING] = "gzip"
    response.headers[hdrs.VARY] = hdrs.ACCEPT_ENCODING
    response.headers[hdrs.CACHE_CONTROL] = f"public, max-age={int(_STYLE_LIFETIME.total_seconds())}, immutable"
    return dress(response)
