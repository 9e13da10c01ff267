"""How well the quick search finds a commune by typed letters: `python -m benchmarks.search`.

Every question is made from the gazetteer itself, always the same ones; "found" means among the first of the answers.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from domain import reading
from places import gazetteer, search
from places.gazetteer import Gazetteer

CHANCE = 20261122
"""Makes the slips the same at every run."""

SLIPS_SHOWN = 3000
"""Questions with a slip; as many as take a few seconds."""

LETTERS = "abcdeghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody types, and the communes that are right.

    Attributes:
        words: What is typed.
        right: Codes of communes; of a split ward any of its parts.
        within: Among how many of the first answers one of them must be.
        hint: The likely province, None where nothing is known.
    """

    words: str
    right: frozenset[str]
    within: int
    hint: str | None = None


def current(names: Gazetteer) -> Iterator[Question]:
    """Yield every commune by its full name without marks, and its province."""
    for one in names.communes:
        words = reading.plain(f"{one.full_name} {one.province_name}")
        yield Question(words, frozenset({one.code}), within=1)


def marked(names: Gazetteer) -> Iterator[Question]:
    """Yield every commune as it is written, with its province in its usual form."""
    for one in names.communes:
        yield Question(names.label(one.code), frozenset({one.code}), within=1)


def old(names: Gazetteer) -> Iterator[Question]:
    """Yield every ward of before July 2025 with its district, without marks."""
    for ward in names.old_wards:
        words = reading.plain(f"{ward.name}, {names.districts[ward.district].full_name}")
        yield Question(words, frozenset(ward.targets), within=1)


def begun(names: Gazetteer) -> Iterator[Question]:
    """Yield the first two thirds of every commune's name, typed by somebody in its province."""
    for one in names.communes:
        plain = reading.plain(one.name)
        words = plain[: max(3, len(plain) * 2 // 3)].strip()
        yield Question(words, frozenset({one.code}), within=8, hint=one.province_code)


def slips(names: Gazetteer) -> Iterator[Question]:
    """Yield names with one slip each, and their province without any."""
    chance = random.Random(CHANCE)  # noqa: S311 - questions, not secrets
    for one in chance.sample(names.communes, SLIPS_SHOWN):
        words = f"{_with_slip(reading.plain(one.name), chance)}, {reading.plain(one.province_name)}"
        yield Question(words, frozenset({one.code}), within=5)


def slips_of_old(names: Gazetteer) -> Iterator[Question]:
    """Yield old wards with one slip each, and their district without any."""
    chance = random.Random(CHANCE + 1)  # noqa: S311 - questions, not secrets
    named = [ward for ward in names.old_wards if not ward.name.isdecimal()]
    for ward in chance.sample(named, SLIPS_SHOWN):
        words = f"{_with_slip(reading.plain(ward.name), chance)}, {reading.plain(names.districts[ward.district].name)}"
        yield Question(words, frozenset(ward.targets), within=5)


def _with_slip(name: str, chance: random.Random) -> str:
    """Return a name with one letter changed, left out, added, or exchanged with the next."""
    places = [place for place, letter in enumerate(name) if letter.isalpha()]
    place = chance.choice(places)
    match chance.randrange(4):
        case 0:
            other = chance.choice([letter for letter in LETTERS if letter != name[place]])
            return name[:place] + other + name[place + 1 :]
        case 1:
            return name[:place] + name[place + 1 :]
        case 2:
            return name[:place] + chance.choice(LETTERS) + name[place:]
        case _:
            return name[:place] + name[place + 1 : place + 2] + name[place] + name[place + 2 :]


def ask(names: Gazetteer, questions: Sequence[Question]) -> tuple[float, list[float], list[Question]]:
    """Return the share that is found, the time of each answer in ms, and what was not found."""
    times, missed = [], []
    for question in questions:
        began = time.perf_counter()
        found = search.find(names, question.words, province_code=question.hint, limit=8)
        times.append((time.perf_counter() - began) * 1000)
        if question.right.isdisjoint(one.commune.code for one in found[: question.within]):
            missed.append(question)
    return 1 - len(missed) / len(questions), times, missed


SETS: dict[str, Callable[[Gazetteer], Iterator[Question]]] = {
    "communes, no marks, + province: first": current,
    "communes as written: first": marked,
    "old wards + district: first": old,
    "two thirds typed, province likely: of 8": begun,
    "one slip + province: of 5": slips,
    "old ward, one slip + district: of 5": slips_of_old,
}
"""What is asked, and among how many answers the right one must be."""


def main() -> None:
    """Ask everything, and print what was found and how long it took."""
    names = gazetteer.load()
    began = time.perf_counter()
    search.find(names, "vy da")
    ready = time.perf_counter() - began
    table = Table("typed", "asked", "found", "p50, ms", "p99, ms", "for example missed", title="Quick search")
    for title, questions in SETS.items():
        share, times, missed = ask(names, list(questions(names)))
        p99 = statistics.quantiles(times, n=100)[98]
        examples = "; ".join(one.words for one in missed[:2])
        table.add_row(title, f"{len(times)}", f"{share:.2%}", f"{statistics.median(times):.2f}", f"{p99:.2f}", examples)
    Console(width=140).print(table, f"index built and first answer in {ready:.2f} s")


if __name__ == "__main__":
    main()
