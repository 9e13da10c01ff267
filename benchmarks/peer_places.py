"""The peer: vietnamadminunits as a command that reads and writes the same JSON lines as `nguontin triage`.

    python -m benchmarks.peer_places < in.jsonl > out.jsonl

The package reads new and old addresses with two functions, and knows neither sentences nor doubts. It is used the way
that gave it the best figures of those tried on the development set: see `place_of`. It gives one commune or none; the
commune counts as its only candidate, and as certain, because it says nothing else.

For old wards that were split, the package sends the address to a geocoder on the network. That is switched off, the
way it handles an address that the geocoder does not know: it takes the ward's default successor. Should anything
still try to reach the network, the command ends with an error.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache

from vietnamadminunits import ParseMode, convert_address, parse_address
from vietnamadminunits.converter import converter_2025

from places import gazetteer

NETWORK_EVENTS = frozenset({"socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.gethostbyname"})
"""What Python announces before it reaches the network."""


class NetworkUsedError(BaseException):
    """Something tried to reach the network; not an Exception, so that the package cannot swallow it."""


def refuse_network(event: str, _: tuple[object, ...]) -> None:
    """Audit hook: raise NetworkUsedError for what would reach the network."""
    if event in NETWORK_EVENTS:
        raise NetworkUsedError(event)


def found_nowhere(_: str) -> None:
    """Stand in for the package's geocoder, as one that knows no address."""


def new_ward(text: str) -> str | None:
    """Return the commune read out of an address of today."""
    return parse_address(text, mode=ParseMode.FROM_2025, keep_street=False).ward_code or None


def old_ward(text: str) -> str | None:
    """Return the commune that an address of before July 2025 was converted to."""
    return convert_address(text).ward_code or None


@lru_cache(maxsize=64)
def province_names(code: str) -> tuple[str, ...]:
    """Return the province's name and those of the old ones in it; none for an unknown code."""
    names = gazetteer.load()
    found = tuple(province.full_name for province in names.provinces if province.code == code)
    return found + tuple(old.name for old in names.old_provinces if old.province_code == code)


def place_of(text: str, province_hint: str | None) -> str | None:
    """Return the code of the commune that the package finds.

    What it reads as an old address down to the ward is converted, anything else is read as a new one; the other way
    round it is right half as often, because it finds a new commune in most old addresses. A province known from
    elsewhere is added where the text alone gives nothing, today's name first, then the old ones.
    """
    texts = (text, *(f"{text}, {name}" for name in province_names(province_hint or "")))
    return next(filter(None, (old_ward(written) or new_ward(written) for written in texts)), None)


def answers(lines: Iterable[str]) -> Iterator[dict[str, object]]:
    """Yield the answer for each line."""
    for line in lines:
        asked = json.loads(line)
        code = place_of(asked.get("text", ""), asked.get("province_hint"))
        yield {
            "id": asked["id"],
            "code": code,
            "candidates": [code] if code else [],
            "confidence": 1.0 if code else 0.0,
        }


def main() -> None:
    """Answer standard input's lines."""
    sys.addaudithook(refuse_network)
    converter_2025.get_geo_location = found_nowhere
    for answer in answers(sys.stdin):
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
