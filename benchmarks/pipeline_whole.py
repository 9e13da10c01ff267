"""Figures of whole conversations: how many a second, with two workers, with a slow Bot API, and in how much memory."""

import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from statistics import median

from benchmarks.conversations import Run, run_bare, run_ours
from benchmarks.pipeline_bench import (
    BARE,
    BOTS,
    Bench,
    Kind,
    Row,
    Service,
    open_bot,
    open_service,
    row,
)
from benchmarks.processes import age_seconds, pss_mib, resident_mib
from benchmarks.wire import Load, Talk

AT_ONCE = 32

SLOW_SECONDS = 0.05
"""How long the slow Bot API takes to answer."""

_MANY_AT_ONCE = 128
"""Citizens at the slow Bot API: with few, what is measured is their waiting."""

_LONG_SECONDS = 3600.0
_IDLE_SECONDS = 3.0


def conversations(bench: Bench) -> list[Row]:
    """Measure whole conversations a second beside the bare bot, with a photo each and without."""
    rows = []
    for talk, full in ((Talk.WORDS, 400), (Talk.PHOTO, 200)):
        load = Load(bench.size(full, 40), AT_ONCE, talk)
        runs = _in_turns(bench, load, times=bench.size(3, 1))
        rates = {name: median(run.rate for run in of) for name, of in runs.items()}
        needed = "≥ 0.60 × bare" if talk is Talk.WORDS else "(the bare bot fetches none)"
        said = {name: f"{rate:.1f} ({rate / rates[BARE]:.2f} ×)" for name, rate in rates.items()}
        what = "no photo" if talk is Talk.WORDS else "with a photo"
        used = {name: f"{median(_cpu_ms(run) for run in of):.1f}" for name, of in runs.items()}
        rows += [row(f"conversations/s, {what}", needed, said), row(f"  CPU of the bot for one, ms, {what}", "–", used)]
    return rows


def _cpu_ms(run: Run) -> float:
    return 1000 * run.cpu_seconds / run.conversations


def _in_turns(bench: Bench, load: Load, *, times: int) -> dict[str, list[Run]]:
    """Run each bot so many times, in turns; what else the machine does meets all of them."""

    def number() -> int:
        return int(bench.token().partition(":")[0])

    bots: dict[str, Callable[[], Run]] = {
        BARE: lambda: run_bare(bench.wire, number(), load),
        **{kind: _ours(bench, kind, number, load) for kind in Kind},
    }
    runs: defaultdict[str, list[Run]] = defaultdict(list)
    for _ in range(times):
        for name, run in bots.items():
            runs[name].append(run())
            bench.say(f"{name}, {load.talk}: {runs[name][-1].rate:.1f} conversations/s")
    return runs


def _ours(bench: Bench, kind: Kind, number: Callable[[], int], load: Load) -> Callable[[], Run]:
    return lambda: run_ours(bench.wire, number(), load, database_url=bench.url(kind))


def workers(bench: Bench) -> list[Row]:
    """Measure two workers on PostgreSQL against one; both services are up, and take turns."""
    load = Load(bench.size(600, 60), 2 * AT_ONCE, Talk.WORDS)
    rates: defaultdict[int, list[float]] = defaultdict(list)
    with ExitStack() as stack:
        services = {count: stack.enter_context(open_service(bench, Kind.POSTGRESQL, workers=count)) for count in (1, 2)}
        for _ in range(bench.size(5, 1)):
            for count, service in services.items():
                rates[count].append(load.conversations / service.drive(load).seconds)
                bench.say(f"{count} workers: {rates[count][-1]:.1f} conversations/s")
    one, two = median(rates[1]), median(rates[2])
    said = f"{two / one:.2f} × ({one:.1f} → {two:.1f}/s)"
    return [Row("two workers against one", "≥ 1.6 ×", postgresql=said)]


def memory(bench: Bench) -> list[Row]:
    """Measure what one more worker adds to the memory of all processes together, after many conversations.

    From one process to two workers there is also the process that watches them; a third is the worker alone.
    """
    load = Load(bench.size(10_000, 200), AT_ONCE, Talk.WORDS)
    taken = {}
    for count in (1, 2, 3):
        with open_service(bench, Kind.POSTGRESQL, workers=count) as service:
            service.drive(load, within=_LONG_SECONDS)
            taken[count] = _pss_of_all(service)
            bench.say(f"{count} workers: {taken[count]:.0f} MiB")
    figure = f"memory a further worker adds after {load.conversations:,} conversations, MiB (PSS)"
    return [
        Row(figure, "≤ 60", postgresql=_added(taken[2], taken[3])),
        Row("  two workers and who watches them against one process", "–", postgresql=_added(taken[1], taken[2])),
    ]


def _added(before: float, after: float) -> str:
    return f"{after - before:.0f} ({before:.0f} → {after:.0f})"


def _pss_of_all(service: Service) -> float:
    return sum(map(pss_mib, service.processes()))


def slow(bench: Bench) -> list[Row]:
    """Measure updates a second with a Bot API that answers after 50 ms against one that answers at once."""
    at_once = Load(bench.size(1000, 130), _MANY_AT_ONCE, Talk.WORDS)
    later = replace(at_once, answers_after=SLOW_SECONDS)
    said = {}
    for name in BOTS:
        with open_bot(bench, name) as bot:
            rates = [(_updates_rate(bot, at_once), _updates_rate(bot, later)) for _ in range(bench.size(3, 1))]
        fast, slowed = (median(of) for of in zip(*rates, strict=True))
        said[name] = f"{slowed / fast:.2f} × ({fast:.0f} → {slowed:.0f}/s)"
        bench.say(f"{name}: {said[name]}")
    return [row("updates/s, Bot API after 50 ms against at once", "≥ 0.50 ×", said)]


def _updates_rate(bot: Service, load: Load) -> float:
    driven = bot.drive(load)
    return len(driven.first_answers) / driven.seconds


def start(bench: Bench) -> list[Row]:
    """Measure the time from exec until a first message is answered, and the memory of a service that then is idle."""
    ready, resident = {}, {}
    for kind in Kind:
        times, sizes = [], []
        for _ in range(bench.size(5, 1)):
            with open_service(bench, kind, is_awaited=False) as service:
                age = age_seconds(service.pid)
                times.append(age + service.drive(Load(1, 1, Talk.WORDS)).first_answers[0])
                time.sleep(_IDLE_SECONDS)
                sizes.append(sum(map(resident_mib, service.processes())))
        ready[kind.value], resident[kind.value] = f"{median(times):.2f}", f"{median(sizes):.0f}"
        bench.say(f"{kind}: ready after {ready[kind]} s, {resident[kind]} MiB")
    return [
        row("whole bot: start to a first answer, s", "≤ 4", ready),
        row("resident when idle, one process, MiB", "≤ 250", resident),
    ]
