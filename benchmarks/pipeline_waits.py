"""Figures of waiting: one citizen alone, sixteen at once, and honest citizens while others flood."""

from collections.abc import Callable, Sequence

from benchmarks.pipeline_bench import (
    BARE,
    BOTS,
    Bench,
    Kind,
    Row,
    bound_of,
    histogram,
    open_bot,
    percentile,
    row,
)
from benchmarks.wire import Load, Talk

CHATS = 16

HONEST_EVERY = 0.5
"""Seconds from one honest conversation to the next; each is three messages."""

FLOOD = 10 * 3 / HONEST_EVERY
"""Messages a second of a tenfold flood."""

_PAUSE_SECONDS = 0.1
_LONG_SECONDS = 1200.0


def reply(bench: Bench) -> list[Row]:
    """Measure how soon a citizen who writes alone is answered, from when the update is there until the reply is."""
    load = Load(bench.size(67, 10), 1, Talk.WORDS, pause=_PAUSE_SECONDS)

    def measured(name: str) -> str:
        with open_bot(bench, name) as bot:
            times = bot.drive(load).first_answers
        return _p50_p99(times)

    said = _of_each(bench, BOTS, measured)
    return [row(f"reply to one citizen, {3 * load.conversations} messages, p50 / p99 ms", "≤ 15 / 60", said)]


def spread(bench: Bench) -> list[Row]:
    """Measure how far the slowest answers are from the usual ones, with sixteen chats at the same time."""
    load = Load(bench.size(1000, 100), CHATS, Talk.WORDS)
    alone: dict[str, str] = {}

    def measured(name: str) -> str:
        with open_bot(bench, name) as bot:
            times = bot.drive(load).first_answers
            if name != BARE:
                buckets = histogram(bot.metrics(), "nguontin_handling_seconds")
                alone[name] = f"≤ {1000 * bound_of(buckets, 0.5):g} / {1000 * bound_of(buckets, 0.99):g}"
        return f"{percentile(times, 0.99) / percentile(times, 0.5):.2f} × ({_p50_p99(times)} ms)"

    said = _of_each(bench, BOTS, measured)
    return [
        row(f"first answer with {CHATS} chats at once, p99 against p50", "≤ 2.5 ×", said),
        row("  handling one update then, p50 / p99 ms (bounds of the histogram)", "–", alone),
    ]


def flood(bench: Bench) -> list[Row]:
    """Measure what a tenfold flood from other chats costs honest citizens."""
    alone_seconds, seconds = bench.size(120, 20), bench.size(600, 60)

    def measured(name: str) -> str:
        with open_bot(bench, name) as bot:
            alone = bot.drive(_honest(alone_seconds), within=_LONG_SECONDS).first_answers
            bench.say(f"{name}, alone: p50 / p99 {_p50_p99(alone)} ms")
            beside = bot.drive(_honest(seconds, flood=FLOOD), within=_LONG_SECONDS).first_answers
        before, after = percentile(alone, 0.95), percentile(beside, 0.95)
        return f"{after / before:.2f} × ({1000 * before:.1f} → {1000 * after:.1f} ms)"

    said = _of_each(bench, tuple(Kind), measured)
    figure = f"p95 of honest citizens under {FLOOD:.0f} messages/s from others for {seconds} s"
    return [row(figure, "≤ 1.20 ×", said)]


def _honest(seconds: int, *, flood: float = 0.0) -> Load:
    """Return citizens who come steadily for so long, whatever the bot does."""
    return Load(int(seconds / HONEST_EVERY), 1, Talk.WORDS, starts_every=HONEST_EVERY, flood=flood)


def _of_each(bench: Bench, names: Sequence[str], measured: Callable[[str], str]) -> dict[str, str]:
    """Measure each bot and tell."""
    said = {}
    for name in names:
        said[name] = measured(name)
        bench.say(f"{name}: {said[name]}")
    return said


def _p50_p99(times: Sequence[float]) -> str:
    return f"{1000 * percentile(times, 0.5):.1f} / {1000 * percentile(times, 0.99):.1f}"
