"""The numbers of `triage.duplicates` and `triage.word_weights`: how they are learnt from texts of this repository.

`python -m benchmarks.duplicate_points weigh | fit | check`: what each of them does is said by `--help`.
"""

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from textwrap import wrap

import numpy as np
import typer
from numpy.typing import NDArray

from benchmarks.duplicate_reports import CHANCE, VARIANTS, Figures, Half, Source, figures, reports
from domain import reading
from triage import sketches, word_weights
from triage.bare_words import bare, meant
from triage.duplicates import Clue, Comparison, Known, Likeness, Report, likeliest
from triage.sketches import Kind, Sketch, kind_of

TEXTS = Path(__file__).parents[1] / "training" / "texts"

MODULE = Path(word_weights.__file__)

TOLD_RARELY = 3
"""Reports up to which a word is as good as unknown."""

UNSEEN = 0.7
"""Added to every count, so that what was never seen has a weight."""

WITHIN = timedelta(days=5)
"""Reports farther apart are not compared."""

CLEARLY_APART = timedelta(hours=9)
"""Reports longer apart, and far from each other, are not fitted to: they are nine in ten, and teach nothing."""

UNNOTICED = {Kind.EVENT: 0.3, Kind.FAMILY: 0.3, Kind.THING: 0.3, Kind.WORD: 0.15, Kind.NAME: 0.1}
"""Shares of features that are left out of the thinned copies of the reports that points are fitted to."""

QUICKER = 5
"""Sixty days of scenes become twelve in another copy: in a large town more happens at once."""

COPIES = 2
"""Thinned copies beside the whole reports."""

SHRINKING = 0.1
"""How much points are drawn to zero: a Gaussian prior's precision."""

STEPS = 30
"""Of Newton's method; ten are enough."""

Labelled = Sequence[tuple[str, Report]]
"""Reports, oldest first, each with what it tells of."""


def weigh() -> None:
    """Count words and events of the labelled texts, and write their weights into `triage.word_weights`."""
    words: Counter[str] = Counter()
    events: Counter[str] = Counter()
    texts = [json.loads(line)["text"] for file in sorted(TEXTS.glob("*.jsonl")) for line in file.open(encoding="utf-8")]
    for text in texts:
        read = reading.read(text)
        spelt = meant(read)
        words.update({bare(word.plain) for word in spelt if not word.plain.isdecimal()})
        events.update(sketches.names(read, spelt))
    source = MODULE.read_text(encoding="utf-8")
    known = {word: count for word, count in words.items() if count >= TOLD_RARELY}
    source = _with_table(source, "WORDS", _lines(known, len(texts), " "))
    MODULE.write_text(_with_table(source, "EVENTS", _lines(events, len(texts), ", ")), encoding="utf-8")


def _with_table(source: str, name: str, lines: Sequence[str]) -> str:
    """Return a module's text with one of its tables replaced."""
    table = f'\n{name} = """\n' + "\n".join(lines) + '\n"""\n'
    return re.sub(rf'\n{name} = """\n.*?"""\n', lambda _: table, source, flags=re.DOTALL)


def _lines(counts: Mapping[str, int], texts: int, separator: str) -> list[str]:
    """Return a table's lines: a weight, and what has it."""
    by_weight: dict[int, list[str]] = defaultdict(list)
    for name, count in counts.items():
        by_weight[round(math.log2(texts / (count + UNSEEN)))].append(name)
    glued = {
        weight: separator.join(name.replace(" ", "\xa0") for name in sorted(names))
        for weight, names in by_weight.items()
    }
    return [
        f"{weight}: {line.rstrip(',')}".replace("\xa0", " ")
        for weight in sorted(glued)
        for line in wrap(glued[weight], 114, break_long_words=False, break_on_hyphens=False)
    ]


def fit(halves: Iterable[Half]) -> dict[Clue, float]:
    """Return the points that make the pairs of these halves likeliest, in every variant, whoever says the category."""
    amounts: list[list[float]] = []
    same: list[bool] = []
    for of in (copy for half in halves for copy in _copies(half)):
        for is_same, clues in _pairs(of):
            same.append(is_same)
            amounts.append([float(clues.get(clue, 0.0)) for clue in Clue])
    share = 1 / ((2 + COPIES) * len(VARIANTS) * len(Source))
    points = _logistic(np.array(amounts), np.array(same, dtype=float), share)
    return dict(zip(Clue, points.tolist(), strict=True))


def _copies(half: Half) -> Iterator[Labelled]:
    """Yield the reports of a half as they are, in quick succession, and thinned, in every variant."""
    for variant in VARIANTS:
        for source in Source:
            chance = Random(f"{CHANCE} {variant} {source}")  # noqa: S311 - no secrets here
            of = reports(half, variant, source)
            yield of
            yield _in_quick_succession(of)
            for _ in range(COPIES):
                yield [(name, _thinned(one, chance)) for name, one in of]


def _thinned(report: Report, chance: Random) -> Report:
    """Return a report of which some features went unnoticed, as with words that no table holds.

    Whoever writes the tables knows the words of the reports that he writes; citizens use others, too.
    """
    kept = (
        feature for feature in report.sketch.features if chance.random() >= UNNOTICED.get(Kind(kind_of(feature)), 0.0)
    )
    return replace(report, sketch=Sketch.of(tuple(kept)))


def _in_quick_succession(of: Labelled) -> Labelled:
    """Return the same reports as if the scenes had followed each other `QUICKER` times as fast."""
    began: dict[str, datetime] = {}
    moved = []
    for incident, report in of:
        scene = incident.rsplit("-", 1)[0]
        earlier = (began.setdefault(scene, report.sent_at) - of[0][1].sent_at) * (1 - 1 / QUICKER)
        told_of = report.meaning.happened
        happened = None if told_of is None else (told_of[0] - earlier, told_of[1] - earlier)
        meaning = Known(report.meaning.categories, happened)
        moved.append((incident, replace(report, sent_at=report.sent_at - earlier, meaning=meaning)))
    return sorted(moved, key=lambda one: one[1].sent_at)


def _pairs(of: Labelled) -> Iterator[tuple[bool, dict[Clue, float]]]:
    """Yield every two reports of the same days: whether they tell of one event, and the clues."""
    for number, (incident, report) in enumerate(of):
        comparison = Comparison(report)
        for earlier, other in of[:number]:
            gap = report.sent_at - other.sent_at
            if gap > WITHIN:
                continue
            clues = comparison.clues(other)
            if earlier == incident or gap <= CLEARLY_APART or Clue.FAR not in clues:
                yield earlier == incident, clues


def _logistic(amounts: NDArray[np.float64], same: NDArray[np.float64], share: float) -> NDArray[np.float64]:
    """Return the points of a logistic regression with a prior; each pair counts as a share of one."""
    points = np.zeros(amounts.shape[1])
    prior = SHRINKING * np.eye(len(points))
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-amounts @ points))
        slope = amounts.T @ (share * (likely - same)) + prior @ points
        curve = (amounts * (share * likely * (1 - likely))[:, None]).T @ amounts + prior
        points -= np.linalg.solve(curve, slope)
    return points


def check() -> Iterator[tuple[Source, str, Half, Figures]]:
    """Yield the figures of each half with points that were fitted to the other."""
    for half, other in ((Half.TUNE, Half.HELD_OUT), (Half.HELD_OUT, Half.TUNE)):
        points = fit([other])
        for source in Source:
            for variant in VARIANTS:
                of = reports(half, variant, source)
                yield source, variant, half, figures(of, _judged(of, points))


def _judged(of: Labelled, points: Mapping[Clue, float]) -> Iterator[list[int]]:
    """Yield for each report the numbers of the earlier ones that these points suggest."""
    for number, (_, report) in enumerate(of):
        comparison = Comparison(report)
        earlier = [one for one in range(number) if report.sent_at - of[one][1].sent_at <= WITHIN]
        yield [one for one, _ in likeliest((one, _likeness(comparison, of[one][1], points)) for one in earlier)]


def _likeness(comparison: Comparison, other: Report, points: Mapping[Clue, float]) -> Likeness:
    """Return how likely both tell of one event by these points."""
    total = sum(points[clue] * amount for clue, amount in comparison.clues(other).items())
    return Likeness(points=total, distance_m=None, gap=timedelta(), category=None, shared=())


cli = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
cli.command()(weigh)


@cli.command("fit")
def print_points() -> None:
    """Print the points that explain all scenes best."""
    for clue, points in fit(Half).items():
        typer.echo(f"    Clue.{clue.name}: {points:.2f},")


@cli.command("check")
def print_figures() -> None:
    """Print the figures of each half of the scenes with points that were fitted to the other."""
    for source, variant, half, one in check():
        typer.echo(f"{source:9} {variant:8} {half:8} {one}")


if __name__ == "__main__":
    cli()
