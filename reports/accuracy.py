"""How often the machine was right → what to read out."""

from collections.abc import Iterator

from domain.accuracy import Accuracy, Score
from domain.response_times import RANKABLE_FROM
from locales import gettext as _
from reports import labels
from reports.numbers import number, percent


def accuracy_lines(accuracy: Accuracy) -> list[str]:
    """Return what may be said of the machine's suggestions, one line each: kinds, urgency, places, then their parts."""
    if not accuracy.category.n and not accuracy.place.n:
        return [_("No tip was classified or came into the queue of a commune in this period.")]
    return [*_of_categories(accuracy), *_of_urgencies(accuracy), *_of_places(accuracy)]


def score_line(name: str, score: Score) -> str:
    """Return how often suggestions of one kind were right; few are told without a share."""
    if score.share is None:
        said = _("{name}: right {right} of {n} (fewer than {least}, so no share)")
        return said.format(name=name, right=number(score.right), n=number(score.n), least=RANKABLE_FROM)
    said = _("{name}: right {right} of {n}, {share}")
    return said.format(name=name, right=number(score.right), n=number(score.n), share=percent(score.share))


def _of_categories(accuracy: Accuracy) -> Iterator[str]:
    if not accuracy.category.n:
        return
    yield score_line(_("What it is about"), accuracy.category)
    ordered = sorted(accuracy.by_category.items(), key=lambda pair: -pair[1].n)
    for category, score in ordered:
        line = score_line(labels.category(category), score)
        if score.share is not None and score.wrong:
            taken_for = labels.category(accuracy.taken_for[category])
            line = _("{line}; mostly taken for: {category}").format(line=line, category=taken_for)
        yield f"- {line}"


def _of_urgencies(accuracy: Accuracy) -> Iterator[str]:
    if not accuracy.urgency.n:
        return
    yield score_line(_("How urgent it is"), accuracy.urgency)
    for level, score in accuracy.by_urgency.items():
        yield f"- {score_line(labels.urgency(level), score)}"


def _of_places(accuracy: Accuracy) -> Iterator[str]:
    if not accuracy.place.n:
        return
    yield score_line(_("Where it is, as far as it was read"), accuracy.place)
    if len(accuracy.by_source) > 1:
        for source, score in accuracy.by_source.items():
            yield f"- {score_line(labels.place_source(source), score)}"
