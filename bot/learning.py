"""`nguontin train`: a model of categories from labelled texts, and from what officers decided.

What is trained is a candidate and changes nothing until an operator adopts it. Citizens' words are opened for as long
as the training takes and are written nowhere, and a candidate holds no word that the labelled texts do not hold.

Officers' decisions say nothing about how soon somebody must look, so the points of urgency are learnt from the texts
alone. They are written beside a model whose file is named: `nguontin train --out triage/model.txt` makes both files
that come with the package.
"""

import hashlib
import os
import re
import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from bot.model import UnusableModelError, adopted_model
from bot.service import check_database
from bot.settings import Settings
from domain import reading
from domain.response_times import RANKABLE_FROM
from domain.tip import Category
from storage import decisions
from storage.database import Database
from storage.decisions import Decision
from storage.vault import load_keys
from triage import linear, urgency_training
from triage.categories import ranked
from triage.linear import Model, ModelError, read_model
from triage.matching import spell_out
from triage.training import Labelled, TrainingError, read_labelled, train
from triage.urgency_training import LabelledUrgency, UrgencyTrainingError

TEXTS = Path(__file__).parent.parent / "training" / "texts"
"""The labelled texts of the repository."""

MOST_DECISIONS = 20_000
"""Decisions that are learnt from, the newest ones: more change little and take minutes."""

PARTS = 5
"""A candidate is judged on each fifth of the decisions, trained without it."""

NAMED = 12
"""Changes of the labelled texts that are named; the others are counted."""

URGENCY_FILE = "urgency.txt"
"""What the points of urgency are called, beside the model."""


_WEIGHTS = re.compile(r"\d+(?: \d+:-?\d+)+", re.ASCII)


class LearningError(Exception):
    """Nothing was trained or adopted; the message is a sentence for the operator."""


# Labelled texts.


@dataclass(frozen=True, slots=True)
class Texts:
    """Labelled texts, and from how many files.

    Attributes:
        labelled: With their categories.
        urgent: Those whose urgency is labelled, with it.
        files: How many files they come from.
    """

    labelled: tuple[Labelled, ...]
    urgent: tuple[LabelledUrgency, ...]
    files: int


def read_texts(files: Sequence[Path]) -> Texts:
    """Return the texts of these files, those of the repository where none is named. Raises LearningError.

    The files are read in the order of their names, so that it does not matter in which they are given.
    """
    chosen = sorted(files or TEXTS.glob("*.jsonl"), key=lambda path: (path.name, path))
    if not chosen:
        raise LearningError(f"there are no labelled texts in {TEXTS}; name the files")
    labelled = tuple(one for path in chosen for one in _labelled(path))
    if not labelled:
        raise LearningError(f"there is no labelled text in {', '.join(map(str, chosen))}")
    return Texts(labelled, tuple(one for path in chosen for one in _urgent(path)), len(chosen))


def _labelled(path: Path) -> list[Labelled]:
    try:
        return list(read_labelled(_lines(path), name=str(path)))
    except TrainingError as error:
        raise LearningError(f"{error}") from None


def _urgent(path: Path) -> list[LabelledUrgency]:
    try:
        return list(urgency_training.read_labelled(_lines(path), name=str(path)))
    except UrgencyTrainingError as error:
        raise LearningError(f"{error}") from None


def _lines(path: Path) -> Iterator[str]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise LearningError(f"{path} cannot be read: {error.strerror}") from None
    for number, line in enumerate(content.splitlines(), start=1):
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError:
            raise LearningError(f"line {number} of {path} is not in UTF-8") from None


# Writing and adopting.


def candidate_of(settings: Settings) -> Path:
    """Return where a model waits until it is adopted."""
    return settings.model_file.with_name(f"{settings.model_file.name}.candidate")


def _sha256(text: str) -> str:
    """Return the digest of a model's file."""
    return hashlib.sha256(text.encode()).hexdigest()


def write(text: str, path: Path) -> None:
    """Write a model whole or not at all. Raises LearningError where it cannot be written."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise LearningError(f"{path} cannot be written: {error.strerror}") from None


def adopt(settings: Settings) -> Iterator[str]:
    """Put the candidate in force, and yield what to tell the operator. Raises LearningError where none can be used."""
    candidate = candidate_of(settings)
    try:
        text = candidate.read_text(encoding="utf-8")
        _check(read_model(text))
        candidate.replace(settings.model_file)
    except FileNotFoundError:
        raise LearningError(f"there is no candidate {candidate}; `nguontin train` makes one") from None
    except OSError as error:
        raise LearningError(f"{candidate} cannot be adopted: {error.strerror}") from None
    except (ValueError, ModelError):
        raise LearningError(f"{candidate} is no model; `nguontin train` makes one") from None
    yield f"In force for what starts from now on: {settings.model_file}, SHA-256 {_sha256(text)}"
    yield "A service that runs takes it when it is started again. Without this file the package's model is in force."


def _check(model: Model) -> None:
    """Raise ModelError where a weight is none: they are read only when a text needs them."""
    last = len(model.categories) - 1
    for weights in model.weights.values():
        if not _WEIGHTS.fullmatch(weights) or any(int(pair.partition(":")[0]) > last for pair in weights.split()[1:]):
            raise ModelError("the file of the model holds a weight that cannot be read")


# Training.


def run(
    settings: Settings, texts: Texts, decided: Sequence[Decision] | None, *, to: Path | None, console: Console
) -> Iterator[str]:
    """Train a model and write it, and yield what to tell the operator, a line each. Raises LearningError.

    Args:
        settings: Say where the candidate is kept, and which model is in force.
        texts: Labelled texts.
        decided: What officers decided, None to learn from the texts alone.
        to: Another file than the candidate's; the points of urgency are written beside it.
        console: Where a progress bar is drawn, if somebody looks at it.
    """
    if decided is None:
        model = train(texts.labelled)
        yield f"{_counted(len(texts.labelled), 'labelled text')} of {_counted(texts.files, 'file')}."
    else:
        if not decided:
            raise LearningError("no tip has been classified yet, so there is nothing to learn from")
        learnt = learn(texts, decided, console=console)
        yield from compared(settings, texts, decided, learnt)
        model = learnt.model
    target = to or candidate_of(settings)
    write(model, target)
    yield f"Written: {target}, {_counted(len(read_model(model).weights), 'feature')}, SHA-256 {_sha256(model)}"
    if to is not None and decided is None and texts.urgent:
        yield _urgency_beside(to, texts)
    if to is None:
        yield "It is not in force; `nguontin train --adopt` puts it there."


def _urgency_beside(model: Path, texts: Texts) -> str:
    """Write the points of urgency beside a model, and return what to tell the operator. Raises LearningError."""
    points = urgency_training.train(texts.urgent)
    target = model.with_name(URGENCY_FILE)
    write(points, target)
    return f"Written: {target}, from {_counted(len(texts.urgent), 'text')}, SHA-256 {_sha256(points)}"


# Learning from decisions.


async def decided(settings: Settings) -> list[Decision]:
    """Return what officers decided last. Raises ServiceError or VaultError where the database or the keys are wrong."""
    await check_database(settings)
    vault = load_keys(settings.keys)
    database = Database(settings.database_url)
    try:
        async with database.read() as session:
            return await decisions.latest(session, vault, limit=MOST_DECISIONS)
    finally:
        await database.close()


@dataclass(frozen=True, slots=True)
class Learnt:
    """A candidate, and how it did on decisions that it had not seen.

    Attributes:
        model: The text of its file.
        by_fifths: What it says of each decision when it was trained without that decision's fifth, in their order.
    """

    model: str
    by_fifths: tuple[Category, ...]


def learn(texts: Texts, decided: Sequence[Decision], *, console: Console) -> Learnt:
    """Return a candidate that has learnt from decisions beside the texts.

    Args:
        texts: Labelled texts, whose words are the only ones that get weights.
        decided: What officers decided.
        console: Where the progress bar is drawn, if somebody looks at it.
    """
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("training", total=PARTS + 2)
        own = train(texts.labelled)
        bar.advance(task)

        def fitted(learnt_from: Sequence[Decision]) -> str:
            labelled = (Labelled(one.text, (one.category,)) for one in learnt_from)
            model = _without_new_words(train([*texts.labelled, *labelled]), own)
            bar.advance(task)
            return model

        return Learnt(fitted(decided), _by_fifths(decided, fitted))


def _without_new_words(model: str, own: str) -> str:
    """Return a model with the features that the model of the labelled texts alone has.

    A feature of the tips alone may be a name, and the file of a model is not sealed.
    """
    known = {line.partition("\t")[0] for line in own.split("\n")}
    return "\n".join(line for line in model.split("\n") if line.partition("\t")[0] in known)


def _by_fifths(decided: Sequence[Decision], fitted: Callable[[Sequence[Decision]], str]) -> tuple[Category, ...]:
    said: dict[int, Category] = {}
    for part in range(PARTS):
        model = read_model(fitted([one for place, one in enumerate(decided) if place % PARTS != part]))
        said |= {place: first(model, decided[place].text) for place in range(part, len(decided), PARTS)}
    return tuple(said[place] for place in range(len(decided)))


def first(model: Model, text: str) -> Category:
    """Return the category that a model suggests for a text."""
    read = reading.read(text)
    return ranked(read, spell_out(read), model)[0].category


# What is told.


def compared(settings: Settings, texts: Texts, decided: Sequence[Decision], learnt: Learnt) -> Iterator[str]:
    """Yield what a candidate changes, a line each: no words of any tip. Raises LearningError."""
    yield (
        f"{_counted(len(decided), 'decision')} of officers (the newest {MOST_DECISIONS:,} count), "
        f"{_counted(len(texts.labelled), 'labelled text')}."
    )
    yield "Right about the decisions, when the tips were sent and with the candidate (by fifths, trained without each):"
    yield from _table(decided, learnt.by_fifths)
    yield from _changes(settings, texts, read_model(learnt.model))


def _table(decided: Sequence[Decision], by_fifths: Sequence[Category]) -> Iterator[str]:
    """Yield how often the machine was right before and would be now, for all and by category."""
    yield _row("all", decided, by_fifths)
    count = Counter(one.category for one in decided)
    for category in sorted(count, key=lambda one: (-count[one], one)):
        chosen = [place for place, one in enumerate(decided) if one.category is category]
        yield _row(category, [decided[place] for place in chosen], [by_fifths[place] for place in chosen])


def _row(name: str, decided: Sequence[Decision], now: Sequence[Category]) -> str:
    before = sum(one.suggested is one.category for one in decided)
    after = sum(one.category is category for one, category in zip(decided, now, strict=True))
    return f"  {name:<12} {len(decided):>6,}   {_share(before, len(decided))} → {_share(after, len(decided))}"


def _share(right: int, of: int) -> str:
    """Return a share in per cent, of few only the number."""
    return f"{right / of:>6.1%}" if of >= RANKABLE_FROM else f"{right:>3} of {of}"


def _changes(settings: Settings, texts: Texts, candidate: Model) -> Iterator[str]:
    """Yield how many labelled texts get another first category than by the model in force."""
    in_force = model_in_force(settings)
    pairs = [(first(in_force, one.text), first(candidate, one.text)) for one in texts.labelled]
    changed = Counter(pair for pair in pairs if pair[0] is not pair[1])
    yield f"{changed.total():,} of the labelled texts change their first category from the model in force."
    ordered = sorted(changed.items(), key=lambda pair: (-pair[1], pair[0]))
    yield from (f"  {before} → {after}: {count:,}" for (before, after), count in ordered[:NAMED])
    if len(ordered) > NAMED:
        yield f"  … and {sum(count for _, count in ordered[NAMED:]):,} more"


def model_in_force(settings: Settings) -> Model:
    """Return the model by which categories are suggested now. Raises LearningError where it cannot be read."""
    try:
        return adopted_model(settings) or linear.load()
    except UnusableModelError as error:
        raise LearningError(f"{error}") from None


def _counted(count: int, name: str) -> str:
    return f"{count:,} {name}" if count == 1 else f"{count:,} {name}s"
