"""Keeps the catalogues complete: extracts texts from the code, and checks that each has its Vietnamese.

`python scripts/translations.py` writes messages.pot and merges new texts into messages.po; with `--check` it writes
nothing, and exits with 1 where something is behind or missing.
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
FOLDERS = ("bot", "handlers", "reports", "web")
TEMPLATE = ROOT / "locales" / "messages.pot"
VIETNAMESE = ROOT / "locales" / "vi" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}

METHODS = [("**.py", "python"), ("**.html", "jinja2")]

_PLACEHOLDER = re.compile(r"{[^{}]*}")


def extracted() -> Catalog:
    """Return every text in the code."""
    catalog = Catalog(project="nguontin", fuzzy=False, charset="utf-8")
    for folder in FOLDERS:
        found = extract_from_dir(str(ROOT / folder), METHODS, keywords=KEYWORDS)
        for file, _line, text, comments, context in found:
            catalog.add(text, locations=[(f"{folder}/{file}", 0)], auto_comments=comments, context=context)
    return catalog


def written(catalog: Catalog) -> bytes:
    """Return a catalogue as a file, the same for the same texts: without dates and line numbers."""
    buffer = BytesIO()
    write_po(buffer, catalog, omit_header=True, sort_output=True, include_lineno=False, width=120)
    return buffer.getvalue()


def faults() -> Iterator[str]:
    """Return what is behind or missing, a sentence each."""
    texts = extracted()
    if not TEMPLATE.exists() or TEMPLATE.read_bytes() != written(texts):
        yield "locales/messages.pot is behind the code; run `python scripts/translations.py`"
    with VIETNAMESE.open("rb") as file:
        vietnamese = read_po(file, locale="vi")
    for message in texts:
        if message.id:
            yield from _faults_of(message, vietnamese.get(message.id, message.context))
    for message in vietnamese:
        if message.id and texts.get(message.id, message.context) is None:
            yield f"no code uses {message.id!r} any more"


def _faults_of(message: Message, translated: Message | None) -> Iterator[str]:
    if translated is None or not translated.string or translated.fuzzy or "" in _forms(translated):
        yield f"no Vietnamese for {message.id!r}"
        return
    wanted = set(_PLACEHOLDER.findall(message.id if isinstance(message.id, str) else message.id[-1]))
    for form in _forms(translated):
        if set(_PLACEHOLDER.findall(form)) != wanted:
            yield f"the placeholders of {form!r} are not those of {message.id!r}"


def _forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def update() -> None:
    """Write the template, and bring the Vietnamese catalogue to the same texts."""
    texts = extracted()
    TEMPLATE.write_bytes(written(texts))
    with VIETNAMESE.open("rb") as file:
        vietnamese = read_po(file, locale="vi")
    vietnamese.update(texts, no_fuzzy_matching=True)
    vietnamese.obsolete.clear()
    with VIETNAMESE.open("wb") as file:
        write_po(file, vietnamese, sort_output=True, include_lineno=False, width=120, ignore_obsolete=True)


def main() -> int:
    """Run as the module says."""
    if "--check" not in sys.argv:
        update()
    found = list(faults())
    for fault in found:
        print(fault, file=sys.stderr)  # noqa: T201 - a script's answer
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
