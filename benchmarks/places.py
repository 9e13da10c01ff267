"""How well places are found, and how fast, beside the package vietnamadminunits in the same run.

    python -m benchmarks.places [--per-variant N] [--seed N] [--runs N] [--errors FILE]

Texts come from the development set in ../shared/data beside the repository, and from the half of the country that
`benchmarks.place_texts` holds out: that half is counted, never shown. Each program is a real process that reads JSON
lines and writes them, `nguontin triage` and `benchmarks.peer_places`; they take turns.
"""

import gzip
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from threading import Thread, Timer
from typing import Annotated

import typer
from rich.console import Console

from benchmarks import place_scores as scores
from benchmarks import positions
from benchmarks.place_scores import Answer, Case, Judged
from benchmarks.place_texts import rows
from benchmarks.place_units import Split
from benchmarks.processes import peak_mib
from benchmarks.table import NOT_MEASURED, Figure, figures_table, markdown_table, percent

DATA = Path(__file__).parents[2] / "shared" / "data"
"""Where the development sets lie, beside the repository; they are not part of it."""

DEVELOPMENT_SET = DATA / "address-dev.jsonl.gz"

LINES = 10_000
"""So many texts are sent through each program when the time is taken."""

LIMIT_SECONDS = 300
"""No run takes longer. A program that keeps answers back until its input ends is stopped then, too."""

HARD_KINDS = frozenset(
    {
        "cur_bare",
        "cur_noprov",
        "glued",
        "old_bare",
        "older_name",
        "osm_addr",
        "partial_accent",
        "reorder",
        "sent_trap",
        "sent_typo",
        "spoken",
        "telex",
        "two_places",
        "typo",
    }
)
"""Variants of the development set that count as hard: something is misspelt, missing, or in the way."""

REAL_LINES = "ext_"
"""Variants of the development set that come from public lists of addresses start with this."""


@dataclass(frozen=True, slots=True)
class Program:
    """A command that reads texts as JSON lines and writes what it makes of them, a line each."""

    name: str
    command: tuple[str, ...]


OURS = Program("ours", (sys.executable, "-m", "bot", "triage"))
PEER = Program("vietnamadminunits", (sys.executable, "-m", "benchmarks.peer_places"))


@dataclass(frozen=True, slots=True)
class Run:
    """One measured run of a program.

    Attributes:
        answers: By the texts' ids.
        seconds: From its start to its last answer.
        peak_mib: Its largest resident memory.
    """

    answers: dict[str, Answer]
    seconds: float
    peak_mib: float


@dataclass(frozen=True, slots=True)
class Speed:
    """What the clock says of a program: medians of its runs.

    Attributes:
        texts_per_second: Its start included.
        ready_seconds: From its start to the answer of a single text.
        peak_mib: Largest resident memory.
    """

    texts_per_second: float
    ready_seconds: float
    peak_mib: float


class BenchmarkError(Exception):
    """A figure would not mean what it says; the message says why."""


@contextmanager
def started(program: Program) -> Iterator[subprocess.Popen[str]]:
    """Start a program, and end it after the block, or after `LIMIT_SECONDS`."""
    with subprocess.Popen(  # noqa: S603 - ours
        program.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        limit = Timer(LIMIT_SECONDS, process.kill)
        limit.start()
        try:
            yield process
        finally:
            limit.cancel()
            process.kill()


def run(program: Program, cases: Sequence[Case]) -> Run:
    """Send texts through a fresh process of a program. Raises BenchmarkError where it ends before its last answer."""
    questions = [_question(case) for case in cases]
    start = time.perf_counter()
    with started(program) as process:
        Thread(target=_feed, args=(process, questions), daemon=True).start()
        lines = list(islice(process.stdout or (), len(cases)))
        seconds = time.perf_counter() - start
        if len(lines) < len(cases):
            raise BenchmarkError(f"{program.name} answered {len(lines)} of {len(cases)} texts")
        peak = peak_mib(process.pid)
    found = [json.loads(line) for line in lines]
    return Run({str(row["id"]): scores.answer_of(row) for row in found}, seconds, peak)


def _question(case: Case) -> str:
    hint = {"province_hint": case.province_hint} if case.province_hint else {}
    return json.dumps({"id": case.id, "text": case.text, **hint}, ensure_ascii=False) + "\n"


def _feed(process: subprocess.Popen[str], questions: Iterable[str]) -> None:
    """Write the questions; the pipe stays open, so that the program can be looked at after its last answer."""
    if process.stdin:
        process.stdin.writelines(questions)
        process.stdin.flush()


def measure_speed(programs: Sequence[Program], cases: Sequence[Case], runs: int) -> dict[str, Speed]:
    """Return each program's speed; they take turns, so that what else the machine does meets all of them."""
    many = list(islice(cycle(cases), LINES))
    whole: dict[str, list[Run]] = {program.name: [] for program in programs}
    single: dict[str, list[Run]] = {program.name: [] for program in programs}
    for _ in range(runs):
        for program in programs:
            single[program.name].append(run(program, cases[:1]))
            whole[program.name].append(run(program, many))
    return {
        program.name: Speed(
            texts_per_second=LINES / median(one.seconds for one in whole[program.name]),
            ready_seconds=median(one.seconds for one in single[program.name]),
            peak_mib=median(one.peak_mib for one in whole[program.name]),
        )
        for program in programs
    }


def read_development_set() -> list[Case]:
    """Return the development set's texts. Raises FileNotFoundError where ../shared/data is absent."""
    with gzip.open(DEVELOPMENT_SET, "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return [_case(row, is_hard=row["variant"] in HARD_KINDS) for row in found]


def generated(split: Split, *, per_variant: int, seed: int) -> list[Case]:
    """Return texts made from the gazetteer about one half of the country."""
    return [_case(row, is_hard=row["kind"] == "hard") for row in rows(split, per_variant, seed)]


def _case(row: Mapping[str, object], *, is_hard: bool) -> Case:
    gold, hint = row["gold"], row.get("province_hint")
    return Case(
        id=str(row["id"]),
        variant=str(row["variant"]),
        text=str(row["text"]),
        province_hint=str(hint) if hint else None,
        gold=frozenset(map(str, gold if isinstance(gold, list) else [])),
        is_ambiguous=bool(row.get("ambiguous")),
        is_undecidable=bool(row.get("abstain_expected")),
        is_hard=is_hard,
    )


def judge(program: Program, cases: Sequence[Case]) -> list[Judged]:
    """Return the texts with a program's answers."""
    answers = run(program, cases).answers
    return [Judged(case, answers[case.id]) for case in cases]


def accuracy(ours: Sequence[Judged], peer: Sequence[Judged]) -> list[Figure]:
    """Return how often the places are right."""
    columns = [_accuracy_of(judged) for judged in (ours, peer)]
    return [Figure(name, needed, *(column[name] for column in columns)) for name, needed in NEEDED.items()]


NEEDED = {
    "text, top-1, unambiguous": "≥ 97 %",
    "text, top-1, hard kinds": "≥ 94 %",
    "text, first candidate right, asked about or not, unambiguous": NOT_MEASURED,
    "text, wrong with confidence ≥ 0.8, all cases": "≤ 0.5 %",
    "text, routed without asking at ≥ 99 % precision, unambiguous": "≥ 93 %",
    "text, queued without asking by its decision, unambiguous": NOT_MEASURED,
    "text, queued wrongly by its decision, all cases, undecidable too": NOT_MEASURED,
    "text, truth among the first five": "≥ 99 %",
    "text, truth among the first five, ambiguous ones too": NOT_MEASURED,
    "text, undecidable texts answered with confidence": "≤ 2 %",
    "real address lines, top-1": "≥ 99.3 %",
}
"""The figures about texts, and what is asked of them."""


def _accuracy_of(judged: Sequence[Judged]) -> dict[str, str]:
    """Return the figures in the order of `NEEDED`, as printed."""
    decided, clear = scores.decidable(judged), scores.unambiguous(judged)
    hard = [one for one in clear if one.case.is_hard]
    real = [one for one in clear if one.case.variant.startswith(REAL_LINES)]
    printed = (
        scores.share(clear, lambda one: one.is_right),
        scores.share(hard, lambda one: one.is_right),
        scores.share(clear, lambda one: one.is_first),
        scores.share(decided, lambda one: one.is_confidently_wrong),
        percent(scores.routable(clear), len(clear)),
        scores.share(clear, lambda one: one.is_queued),
        scores.share(judged, lambda one: one.is_misrouted),
        scores.share(clear, lambda one: one.is_offered),
        scores.share(decided, lambda one: one.is_offered),
        scores.share(scores.undecidable(judged), lambda one: one.is_confidently_wrong),
        scores.share(real, lambda one: one.is_right),
    )
    return dict(zip(NEEDED, printed, strict=True))


def speed(measured: Mapping[str, Speed]) -> list[Figure]:
    """Return how fast the programs are."""
    ours, peer = measured[OURS.name], measured[PEER.name]
    return [
        Figure(
            f"texts a second, start included, {LINES:,} lines",
            "≥ 1,500",
            f"{ours.texts_per_second:,.0f}",
            f"{peer.texts_per_second:,.0f}",
        ),
        Figure("ready: first answer after", "≤ 1 s", f"{ours.ready_seconds:.2f} s", f"{peer.ready_seconds:.2f} s"),
        Figure("peak memory", "≤ 150 MB", f"{ours.peak_mib:.0f} MB", f"{peer.peak_mib:.0f} MB"),
    ]


def variants_table(ours: Sequence[Judged], peer: Sequence[Judged]) -> str:
    """Return what remains wrong by kind of text, as a table in Markdown."""
    others = scores.by_variant(peer)
    head = (
        "kind",
        "texts",
        "top-1",
        "asked",
        "queued wrongly",
        "wrong ≥ 0.8",
        "among five",
        "peer, top-1",
        "peer, wrong",
    )
    lines = [_variant_line(variant, judged, others[variant]) for variant, judged in scores.by_variant(ours).items()]
    return markdown_table(head, lines)


def _variant_line(variant: str, ours: Sequence[Judged], peer: Sequence[Judged]) -> tuple[str, ...]:
    is_undecidable = ours[0].case.is_undecidable
    return (
        f"{variant} *" if is_undecidable else variant,
        str(len(ours)),
        NOT_MEASURED if is_undecidable else scores.share(ours, lambda one: one.is_right),
        str(sum(not one.is_queued for one in ours)),
        str(sum(one.is_misrouted for one in ours)),
        str(sum(one.is_confidently_wrong for one in ours)),
        scores.share(ours, lambda one: one.is_offered),
        NOT_MEASURED if is_undecidable else scores.share(peer, lambda one: one.is_right),
        str(sum(one.is_confidently_wrong for one in peer)),
    )


def calibration_table(judged: Sequence[Judged]) -> str:
    """Return how often the first candidate is right by its confidence, with the expected calibration error."""
    bins = scores.calibration(judged)
    lines = [
        (f"{one.low:.2f} to {one.high:.2f}", str(one.count), f"{one.confidence:.3f}", f"{one.right:.3f}")
        for one in bins
    ]
    error = f"Expected calibration error: {scores.calibration_error(bins):.3f}"
    return f"{markdown_table(('confidence', 'texts', 'mean', 'right'), lines)}\n\n{error}"


def write_errors(path: Path, judged: Iterable[Judged]) -> None:
    """Write the texts that went wrong as JSON lines, to be looked at."""
    with path.open("w", encoding="utf-8") as out:
        for one in judged:
            is_fine = not one.is_queued if one.case.is_undecidable else one.is_right
            if not is_fine:
                out.write(json.dumps(_error(one), ensure_ascii=False) + "\n")


def _error(one: Judged) -> dict[str, object]:
    case, answer = one.case, one.answer
    return {
        "id": case.id,
        "variant": case.variant,
        "text": case.text,
        "province_hint": case.province_hint,
        "gold": sorted(case.gold),
        "ambiguous": case.is_ambiguous,
        "code": answer.code,
        "candidates": answer.candidates[: scores.OFFERED],
        "confidence": answer.confidence,
        "queued": answer.is_queued,
    }


def report(title: str, cases: Sequence[Case], more: Iterable[Figure] = ()) -> list[Judged]:
    """Send texts through both programs and print their figures; returns our answers."""
    ours, peer = judge(OURS, cases), judge(PEER, cases)
    show(
        f"## {title}",
        figures_table([*accuracy(ours, peer), *more]),
        "### What remains, by kind",
        variants_table(ours, peer),
        "`*`: no commune can be told from the text; it is right to ask.",
        "### Confidence and truth",
        calibration_table(ours),
    )
    return ours


def show(*paragraphs: str) -> None:
    """Print paragraphs of Markdown."""
    sys.stdout.write("\n\n".join(paragraphs) + "\n\n")
    sys.stdout.flush()


def main(
    per_variant: Annotated[int, typer.Option(help="Generated texts of each kind.", min=1)] = 100,
    seed: Annotated[int, typer.Option(help="Of the generated texts.")] = 2026,
    runs: Annotated[int, typer.Option(help="Runs for the time of each program; 0 measures no time.", min=0)] = 3,
    errors: Annotated[
        Path | None, typer.Option(help="Write what went wrong here; nothing of the held-out half.")
    ] = None,
) -> None:
    """Print the figures about places, beside the peer's."""
    show(f"Peer: vietnamadminunits {version('vietnamadminunits')}, its network geocoder switched off.")
    held_out = generated(Split.HELD_OUT, per_variant=per_variant, seed=seed)
    development = read_development_set() if DEVELOPMENT_SET.exists() else []
    more = speed(measure_speed((OURS, PEER), development or held_out, runs)) if runs else []
    looked_at: list[Judged] = []
    if development:
        more = [*more, *positions.figures()]
        looked_at += report("Development set", development, more)
    else:
        Console(stderr=True).print(
            f"{DEVELOPMENT_SET} is absent: no figures on the development sets, nor on positions."
        )
    report(f"Held-out half, {per_variant} texts of each kind, seed {seed}", held_out, () if development else more)
    if errors:
        looked_at += judge(OURS, generated(Split.TUNE, per_variant=per_variant, seed=seed))
        write_errors(errors, looked_at)


if __name__ == "__main__":
    typer.run(main)
