"""What `triage` makes of texts, beside a TF-IDF with a linear SVM and beside dateparser in the same run.

    python -m benchmarks.texts [--runs N] [--full]

Every figure that is asked of texts and duplicates is in these tables. What one more tip costs beside a million stored
ones takes minutes and a PostgreSQL, so only `--full` measures it (alone: `python -m benchmarks.duplicate_storage`).

Two sets: a fifth of the labelled texts of this repository, by CRC-32, left out while the models of this table were
trained; and the development set in ../shared/data, which is never trained on, read with the models that come with the
package. The short reports put together from lists (`brief.jsonl`) are left out of the fifth: too much like each other.
The peers come with `pip install '.[peers]'` and `.[test]`.
"""

import gzip
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from typing import Annotated

import typer
from pydantic import BaseModel
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from benchmarks import duplicate_storage, text_duplicates, text_speed, times
from benchmarks.table import NOT_MEASURED, Figure, figures_table, markdown_table, percent
from domain import reading
from domain.tip import Category, Urgency
from triage import linear, training, urgency_model, urgency_training
from triage.linear import Model
from triage.suggest import Suggestion, suggest
from triage.training import Labelled
from triage.urgency_model import UrgencyModel
from triage.urgency_training import LabelledUrgency

ROOT = Path(__file__).parents[1]
OWN = ROOT / "training" / "texts"
DEVELOPMENT = ROOT.parent / "shared" / "data" / "incidents-dev.jsonl.gz"

SPELLINGS = ("original", "nodiac", "teencode", "lower")
"""As the text was written; without marks; in short forms; in lower case."""

HELD_OUT = 5
"""One text in so many is held out of our own."""

PUT_TOGETHER = "brief.jsonl"
"""Texts that are trained on and never counted."""

SENT_AT = datetime(2026, 11, 20, 14, tzinfo=UTC)
"""When our own texts are taken to be sent, because they do not say."""

LEAST_TEXTS = 20
"""Texts of a category from which its share is printed."""


class Row(BaseModel):
    """A labelled text."""

    text: str
    category: Category
    categories: list[Category]
    urgency: Urgency
    emergency: bool
    sent_at: datetime = SENT_AT
    variants: dict[str, str] = {}
    is_counted: bool = True

    def spelt(self, spelling: str) -> str:
        """Return the text in a spelling; our own have none in short forms, for these are made by rules we know."""
        if spelling in self.variants or spelling == "teencode":
            return self.variants[spelling]
        return {"nodiac": reading.plain, "lower": str.lower}.get(spelling, str)(self.text)

    @property
    def labels(self) -> tuple[Category, ...]:
        """All its categories, the primary one first."""
        return tuple(dict.fromkeys([self.category, *self.categories]))


def own_rows() -> list[Row]:
    """Return the labelled texts of this repository."""
    return [
        Row.model_validate({**json.loads(line), "is_counted": path.name != PUT_TOGETHER})
        for path in sorted(OWN.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def is_held_out(row: Row) -> bool:
    """Whether one of our own texts is kept for measuring."""
    return zlib.crc32(row.text.encode()) % HELD_OUT == 0


def development_rows() -> list[Row]:
    """Return the development set; empty where ../shared/data is absent."""
    if not DEVELOPMENT.exists():
        return []
    with gzip.open(DEVELOPMENT, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Row.model_validate({**row, "text": row["variants"]["original"]}) for row in rows]


@dataclass(frozen=True, slots=True)
class Triage:
    """The product with two models.

    Attributes:
        categories: The model of categories.
        urgencies: The points of urgency.
    """

    categories: Model
    urgencies: UrgencyModel

    def suggestions(self, rows: Sequence[Row], spelling: str) -> list[Suggestion]:
        """Return what the product makes of each text in a spelling."""
        return [
            suggest(row.spelt(spelling), sent_at=row.sent_at, model=self.categories, urgency=self.urgencies)
            for row in rows
        ]


def trained(rows: Sequence[Row]) -> Triage:
    """Return the product with models of these texts."""
    categories = training.train([Labelled(row.text, row.labels) for row in rows])
    urgencies = urgency_training.train([LabelledUrgency(row.text, row.category, row.urgency) for row in rows])
    return Triage(linear.read_model(categories), urgency_model.read_model(urgencies))


Predict = Callable[[str], Sequence[Category]]
"""Returns the categories of a text, likeliest first."""


def peer(rows: Sequence[Row]) -> Predict:
    """Return a TF-IDF of words and pairs with a linear SVM, trained on the same texts."""
    machine = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LinearSVC(random_state=0))
    machine.fit([row.text for row in rows], [row.category.value for row in rows])

    def predict(text: str) -> Sequence[Category]:
        scores = machine.decision_function([text])[0]
        order = sorted(range(len(scores)), key=lambda place: -scores[place])
        return [Category(machine.classes_[place]) for place in order]

    return predict


Ranked = Sequence[Sequence[Category]]
"""For each text its categories, likeliest first."""


def category_figures(rows: Sequence[Row], ours: Ranked, theirs: Ranked, spelling: str) -> list[Figure]:
    """Return how often categories are right in one spelling."""
    measures: tuple[tuple[str, str, Callable[[Sequence[Row], Ranked], str]], ...] = (
        ("primary category", "≥ 80 %", _primary),
        ("any right label", "≥ 87 %", _any_label),
        ("truth in first three", "≥ 94 %", _first_three),
        ("macro-F1", "≥ 78 %", _macro_f1),
    )
    return [
        Figure(f"{name}, {spelling}", needed, measure(rows, ours), measure(rows, theirs))
        for name, needed, measure in measures
    ]


def _primary(rows: Sequence[Row], ranked: Ranked) -> str:
    return percent(_right(rows, ranked), len(rows))


def _any_label(rows: Sequence[Row], ranked: Ranked) -> str:
    return percent(sum(said[0] in row.labels for row, said in zip(rows, ranked, strict=True)), len(rows))


def _first_three(rows: Sequence[Row], ranked: Ranked) -> str:
    return percent(sum(row.category in said[:3] for row, said in zip(rows, ranked, strict=True)), len(rows))


def _macro_f1(rows: Sequence[Row], ranked: Ranked) -> str:
    """Return the mean F1 of the categories that occur, as the scorer beside the development set counts it."""
    truths = Counter(row.category for row in rows)
    guesses = Counter(said[0] for said in ranked)
    hits = Counter(row.category for row, said in zip(rows, ranked, strict=True) if said[0] is row.category)
    each = [2 * hits[one] / (truths[one] + guesses[one]) for one in truths]
    return f"{100 * sum(each) / len(each):.1f} %"


def urgency_figures(rows: Sequence[Row], said: Sequence[Suggestion], spelling: str) -> list[Figure]:
    """Return how well emergencies and urgency are told in one spelling."""
    pairs = list(zip(rows, said, strict=True))
    grave = [one.is_emergency for row, one in pairs if row.emergency]
    calm = [one.is_emergency for row, one in pairs if row.urgency in {Urgency.LOW, Urgency.NORMAL}]
    exact = sum(one.likely_urgency is row.urgency for row, one in pairs)
    return [
        Figure(f"emergency recall, {spelling}", "≥ 95 %", percent(sum(grave), len(grave))),
        Figure(f"alarms on low and normal, {spelling}", "≤ 6 %", percent(sum(calm), len(calm))),
        Figure(f"urgency exact, {spelling}", "≥ 80 %", percent(exact, len(pairs))),
    ]


def loss_figures(rows: Sequence[Row], by_spelling: Mapping[str, tuple[Ranked, Ranked]]) -> list[Figure]:
    """Return how much rarer the primary category is right in each spelling than as written, in points."""
    as_written, *others = by_spelling
    figures = []
    for spelling in others:
        pairs = zip(by_spelling[as_written], by_spelling[spelling], strict=True)
        ours, theirs = (100 * (_right(rows, usual) - _right(rows, spelt)) / len(rows) for usual, spelt in pairs)
        name = f"loss of primary category, {spelling}"
        figures.append(Figure(name, "≤ 3 points", f"{ours:.1f} points", f"{theirs:.1f} points"))
    return figures


def _right(rows: Sequence[Row], ranked: Ranked) -> int:
    """Return how many primary categories are right."""
    return sum(said[0] is row.category for row, said in zip(rows, ranked, strict=True))


def report(title: str, rows: Sequence[Row], triage: Triage, theirs: Predict, spellings: Sequence[str]) -> None:
    """Print the tables of one set."""
    typer.echo(f"\n## {title}: {len(rows)} texts (ours, TF-IDF with a linear SVM)\n")
    figures = []
    ranks: dict[str, tuple[Ranked, Ranked]] = {}
    for spelling in spellings:
        said = triage.suggestions(rows, spelling)
        ranked = [[scored.category for scored in one.categories] for one in said]
        ranks[spelling] = ranked, [theirs(row.spelt(spelling)) for row in rows]
        figures += category_figures(rows, *ranks[spelling], spelling)
        figures += urgency_figures(rows, said, spelling)
    typer.echo(figures_table([*figures, *loss_figures(rows, ranks)]))
    said = triage.suggestions(rows, "original")
    typer.echo("\nBy category, as written:\n\n" + by_category(rows, said))
    typer.echo("\nHow often the first category was right, by its confidence:\n\n" + calibration(rows, said))


def by_category(rows: Sequence[Row], said: Sequence[Suggestion]) -> str:
    """Return a table of how often the first category is right, by the one that is true."""
    right: dict[Category, list[bool]] = defaultdict(list)
    for row, one in zip(rows, said, strict=True):
        right[row.category].append(one.category is row.category)
    lines = [
        (
            category.value,
            str(len(right[category])),
            percent(sum(right[category]), len(right[category]))
            if len(right[category]) >= LEAST_TEXTS
            else NOT_MEASURED,
        )
        for category in Category
        if right[category]
    ]
    return markdown_table(("category", "texts", "right"), lines)


def calibration(rows: Sequence[Row], said: Sequence[Suggestion]) -> str:
    """Return for each tenth of confidence how often the first category was right."""
    tenths: dict[int, list[bool]] = defaultdict(list)
    for row, one in zip(rows, said, strict=True):
        first = one.categories[0]
        tenths[min(int(first.confidence * 10), 9)].append(first.category is row.category)
    lines = [
        (f"{tenth / 10:.1f}–{(tenth + 1) / 10:.1f}", str(len(right)), percent(sum(right), len(right)))
        for tenth, right in sorted(tenths.items())
    ]
    return markdown_table(("confidence", "texts", "right"), lines)


ONE_TIP = "one tip against 1 million stored ones"


NOT_WITHOUT_FULL = Figure(f"{ONE_TIP}: only with --full", "≤ 5 ms, ≤ 1.3 ×", NOT_MEASURED)


def storage_figures() -> list[Figure]:
    """Return what one more tip costs beside a million stored ones, in communes whose windows are full."""
    figures = []
    for name in duplicate_storage.DATABASES:
        small, large = (
            [one.whole for one in duplicate_storage.costs(name, size)["full"]] for size in duplicate_storage.SIZES
        )
        p99, before = (quantiles(costs, n=100)[98] for costs in (large, small))
        figures.append(Figure(f"{ONE_TIP}, {name}, p99", "≤ 5 ms", f"{p99:.2f} ms"))
        figures.append(Figure("… against 10,000", "≤ 1.3 ×", f"{p99 / before:.2f} ×"))
    return figures


def main(
    runs: Annotated[int, typer.Option(help="Runs of which the median is taken")] = 5,
    full: Annotated[bool, typer.Option("--full", help="Also what one tip costs beside a million; minutes")] = False,  # noqa: FBT002 - a switch of the command line
) -> None:
    """Print all tables."""
    rows = own_rows()
    tuned = [row for row in rows if not is_held_out(row)]
    held_out = [row for row in rows if is_held_out(row) and row.is_counted]
    report("Our own, held out", held_out, trained(tuned), peer(tuned), ("original", "nodiac", "lower"))
    development = development_rows()
    if development:
        packaged = Triage(linear.load(), urgency_model.load())
        report("Development set", development, packaged, peer(rows), SPELLINGS)
    else:
        typer.echo("\nThe development set is not there: ../shared/data is absent.")
    typer.echo("\n## Time of the incident (ours, dateparser)\n")
    typer.echo(figures_table(times.accuracy({**times.own_sets(), **times.development_sets()})))
    typer.echo("\n## Duplicates, development set\n")
    typer.echo(figures_table(text_duplicates.figures()))
    typer.echo("\n" + figures_table(storage_figures() if full else [NOT_WITHOUT_FULL]))
    texts = [row.spelt("original") for row in development or held_out]
    typer.echo(f"\n## Speed, {len(texts)} texts\n")
    typer.echo(figures_table(text_speed.figures(texts, runs)))


if __name__ == "__main__":
    typer.run(main)
