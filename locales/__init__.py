"""The catalogues of what people read, and the functions that look texts up in them.

The English sentence in the code is the key. Vietnamese stands in `vi/LC_MESSAGES/messages.po`, which is read as it
is: no compiled copy is kept that could lag behind. The language is that of whom the text is for, set by `language`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

DEFAULT = "vi"
LANGUAGES = ("vi", "en")
HERE = ZoneInfo("Asia/Ho_Chi_Minh")
FOLDER = Path(__file__).parent

_language: ContextVar[str] = ContextVar("language", default=DEFAULT)
_zone: ContextVar[ZoneInfo | None] = ContextVar("zone", default=None)


@cache
def catalogue(language: str) -> Catalog | None:
    """Return the catalogue of a language, or None for English, which is written in the code."""
    path = FOLDER / language / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return None
    with path.open("rb") as file:
        return read_po(file, locale=language)


@contextmanager
def language(code: str) -> Iterator[None]:
    """Look texts up in this language within the block; unknown languages get the default."""
    token = _language.set(code if code in LANGUAGES else DEFAULT)
    try:
        yield
    finally:
        _language.reset(token)


def current_language() -> str:
    """Return the code of the language that texts are looked up in."""
    return _language.get()


@cache
def _find(code: str, text: str, context: str | None) -> str | tuple[str, ...] | None:
    found = catalogue(code)
    message = found.get(text, context) if found else None
    string = message.string if message else None
    return tuple(string) if isinstance(string, list) else string or None


def show_times_in(zone: str) -> None:
    """Show times in this zone from now on; the service says so once, when it starts."""
    _zone.set(ZoneInfo(zone))


def time_zone() -> ZoneInfo:
    """Return the zone in which times are shown."""
    return _zone.get() or HERE


def gettext(text: str) -> str:
    """Return the text in the current language."""
    found = _find(_language.get(), text, None)
    return found if isinstance(found, str) else text


def pgettext(context: str, text: str) -> str:
    """Return the text in the current language, where one English word needs several Vietnamese ones."""
    found = _find(_language.get(), text, context)
    return found if isinstance(found, str) else text


def ngettext(one: str, many: str, count: int) -> str:
    """Return the text that fits the count in the current language. Vietnamese has one form."""
    found = _find(_language.get(), one, None)
    if isinstance(found, tuple):
        return found[0 if len(found) == 1 or count == 1 else 1]
    return one if count == 1 else many
