"""How well times are read, and how fast, beside the package dateparser in the same run.

    python -m benchmarks.times [--runs N] [--errors FILE]

Sentences come from `training/times.jsonl`, which `training/times.md` describes, and from the development sets in
../shared/data beside the repository where these are there. Half of our own, by the checksum of the text, is held out:
it is counted, never shown, and was not looked at while rules were written. Our own sentences are spoilt here, with
fixed seeds; the development sets bring their spellings with them. The peer is asked for the first date in a text, and
told the language, the time of sending, and that dates lie in the past.
"""

import gzip
import json
import time
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from statistics import median
from typing import Annotated

import typer
from dateparser.search import search_dates
from rich.console import Console

from benchmarks import place_spoiling as spoil
from benchmarks import time_scores as scores
from benchmarks.table import NOT_MEASURED, Figure, figures_table, markdown_table, percent
from benchmarks.time_scores import Case
from domain.reading import read
from triage.when import LOCAL, occurred

OURS = Path(__file__).parents[1] / "training" / "times.jsonl"

DATA = Path(__file__).parents[2] / "shared" / "data"
"""Where the development sets lie, beside the repository; they are not part of it."""

DEVELOPMENT_SETS = {"development, times": "times-dev.jsonl.gz", "development, incidents": "incidents-dev.jsonl.gz"}

NEEDED = {"original": "≥ 92 %", "nodiac": "≥ 88 %", "teencode": "≥ 88 %", "lower": "≥ 88 %"}
"""The spellings, and what is asked of unseen texts in each."""

LONG = "Tối qua lúc 11h có tiếng nổ, hôm 3/4 cũng vậy; từ 2h đến 3h sáng nay xe chạy. "
"""Repeated to the length of the longest message."""

MESSAGE = 4096
"""Letters that a messenger lets a person write at once."""

NOTHING = "Nhà bên cạnh có mấy người lạ ra vào, nghi buôn bán ma túy, mong công an kiểm tra giúp bà con."
"""A text without any word of time."""

Reader = Callable[[Case], datetime | None]


def ours(asked: Case) -> datetime | None:
    """Return the likeliest moment of the time that we read."""
    found = occurred(read(asked.text), sent_at=asked.sent_at)
    return None if found is None else found.moment


def peer(asked: Case) -> datetime | None:
    """Return the first date that dateparser finds in Vietnamese."""
    found = search_dates(
        asked.text,
        languages=["vi"],
        settings={
            "RELATIVE_BASE": asked.sent_at.astimezone(LOCAL).replace(tzinfo=None),
            "PREFER_DATES_FROM": "past",
            "DATE_ORDER": "DMY",
        },
    )
    if not found:
        return None
    first: datetime = found[0][1]
    return first if first.tzinfo else first.replace(tzinfo=LOCAL)


def in_teencode(rng: Random, text: str) -> str:
    """Return the text as young people type it: short forms, some keys of Telex, some marks missing, small letters."""
    words = spoil.in_teencode(rng, text).split(" ")
    return " ".join(_hasty(rng, word) for word in words).lower()


def _hasty(rng: Random, word: str) -> str:
    if spoil.chance(rng, 0.12):
        return spoil.in_telex(rng, word)
    return spoil.without_marks(rng, word) if spoil.chance(rng, 0.25) else word


SPELLINGS: Mapping[str, spoil.Spoil] = {
    "original": lambda _, text: text,
    "nodiac": spoil.without_marks,
    "teencode": in_teencode,
    "lower": spoil.in_small_letters,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with the answer to it."""

    case: Case
    answer: datetime | None

    @property
    def is_right(self) -> bool:
        """Whether the answer is right."""
        return scores.is_right(self.case, self.answer)


Sets = Mapping[str, Mapping[str, Sequence[Case]]]
"""Cases by the name of their set and the spelling."""


def own_sets() -> dict[str, dict[str, list[Case]]]:
    """Return our own sentences in both halves, in every spelling."""
    rows = [json.loads(line) for line in OURS.read_text(encoding="utf-8").splitlines()]
    halves: dict[str, dict[str, list[Case]]] = {"written, seen": {}, "written, held out": {}}
    for spelling, change in SPELLINGS.items():
        for row in rows:
            original = scores.case(row, row["text"])
            if original.counts:
                half = "written, held out" if original.is_held_out else "written, seen"
                chance = Random(zlib.crc32(original.text.encode()))  # noqa: S311 - the same spelling in every run
                halves[half].setdefault(spelling, []).append(scores.case(row, change(chance, original.text)))
    return halves


def development_sets() -> dict[str, dict[str, list[Case]]]:
    """Return the development sets' texts; none where ../shared/data is absent."""
    sets: dict[str, dict[str, list[Case]]] = {}
    for name, file in DEVELOPMENT_SETS.items():
        if (DATA / file).exists():
            with gzip.open(DATA / file, "rt", encoding="utf-8") as lines:
                rows = [json.loads(line) for line in lines]
            spelt = {spelling: [scores.case(row, row["variants"][spelling]) for row in rows] for spelling in SPELLINGS}
            sets[name] = {spelling: [one for one in found if one.counts] for spelling, found in spelt.items()}
    return sets


def judge(cases: Iterable[Case], reader: Reader) -> list[Judged]:
    """Return the cases with a reader's answers."""
    return [Judged(one, reader(one)) for one in cases]


def share(judged: Sequence[Judged]) -> str:
    """Return the share of right answers, as printed."""
    return percent(sum(one.is_right for one in judged), len(judged))


def accuracy(sets: Sets) -> list[Figure]:
    """Return how often the times are right, by set and spelling."""
    return [
        Figure(
            f"{name}, {spelling} ({len(cases)})",
            NOT_MEASURED if name == "written, seen" else NEEDED[spelling],
            share(judge(cases, ours)),
            share(judge(cases, peer)),
        )
        for name, by_spelling in sets.items()
        for spelling, cases in by_spelling.items()
    ]


def by_form(cases: Sequence[Case]) -> str:
    """Return a table of our own sentences by what they are there to try."""
    judged = judge(cases, ours)
    forms = dict.fromkeys(one.case.form for one in judged)
    lines = []
    for form in forms:
        group = [one for one in judged if one.case.form == form]
        lines.append((form, str(len(group)), str(sum(not one.is_right for one in group))))
    return markdown_table(("form", "sentences", "wrong"), lines)


def speed(cases: Sequence[Case], runs: int) -> list[Figure]:
    """Return how long a text takes; the readers take turns, ours without reading its words."""
    long = (LONG * (MESSAGE // len(LONG) + 1))[:MESSAGE]
    sent_at = cases[0].sent_at
    figures = [
        ("a sentence with a time", "< 60 µs", [one for one in cases if one.label.earliest is not None]),
        ("a text without any word of time", "< 20 µs", [Case(NOTHING, sent_at, cases[0].label, "")] * 100),
        (f"a message of {MESSAGE:,} letters", "< 50 ms", [Case(long, sent_at, cases[0].label, "")]),
    ]
    return [
        Figure(name, needed, _microseconds(_our_seconds(texts, runs)), _microseconds(_peer_seconds(texts[:50])))
        for name, needed, texts in figures
    ]


def _our_seconds(cases: Sequence[Case], runs: int) -> float:
    """Return the median time for one text, its words having been read already, as they are for all of triage."""
    readings = [(read(one.text), one.sent_at) for one in cases]
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        for text, sent_at in readings:
            occurred(text, sent_at=sent_at)
        taken.append((time.perf_counter() - start) / len(readings))
    return median(taken)


def _peer_seconds(cases: Sequence[Case]) -> float:
    """Return the mean time that the peer takes for one text."""
    start = time.perf_counter()
    for one in cases:
        peer(one)
    return (time.perf_counter() - start) / len(cases)


def _microseconds(seconds: float) -> str:
    return f"{seconds * 1e6:,.0f} µs"


def write_errors(path: Path, sets: Sets) -> None:
    """Write what went wrong outside the half that is held out, as JSON lines, to be looked at."""
    with path.open("w", encoding="utf-8") as out:
        for name, by_spelling in sets.items():
            if name == "written, held out":
                continue
            for spelling, cases in by_spelling.items():
                for one in judge(cases, ours):
                    if not one.is_right:
                        out.write(json.dumps(_error(name, spelling, one), ensure_ascii=False) + "\n")


def _error(name: str, spelling: str, one: Judged) -> dict[str, object]:
    label = one.case.label
    return {
        "set": name,
        "spelling": spelling,
        "text": one.case.text,
        "sent_at": one.case.sent_at.isoformat(),
        "kind": label.kind.value,
        "from": label.earliest.isoformat() if label.earliest else None,
        "to": label.latest.isoformat() if label.latest else None,
        "answer": one.answer.astimezone(LOCAL).isoformat() if one.answer else None,
    }


def main(
    runs: Annotated[int, typer.Option(help="Runs of which the median time is taken")] = 25,
    errors: Annotated[Path | None, typer.Option(help="Write what went wrong to this file")] = None,
) -> None:
    """Measure how well and how fast times are read."""
    console = Console(width=160)
    own, development = own_sets(), development_sets()
    sets: Sets = {**own, **development}
    if len(development) < len(DEVELOPMENT_SETS):
        console.print("Some development sets are not beside the repository; their figures are missing.")
    console.print(figures_table(accuracy(sets)), markup=False)
    console.print(by_form(own["written, held out"]["original"]), markup=False)
    console.print(figures_table(speed(own["written, held out"]["original"], runs)), markup=False)
    if errors is not None:
        write_errors(errors, sets)


if __name__ == "__main__":
    typer.run(main)
