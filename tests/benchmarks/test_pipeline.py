import json
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import asdict

import pytest

from benchmarks import pipeline, wire
from benchmarks.conversations import Wire
from benchmarks.pipeline_bench import Bench, Row, bound_of, histogram, percentile, row
from benchmarks.pipeline_stored import CHATS_BETWEEN, arrivals
from benchmarks.processes import read_pss_mib
from benchmarks.wire import SEND, Load, Talk


def _bench(said: list[str]) -> Bench:
    return Bench(Wire(0, ""), is_quick=True, say=said.append, _stack=ExitStack())


def test_every_figure_runs_alone_and_all_of_them_without_a_name() -> None:
    assert pipeline.chosen("reply, flood") == ["reply", "flood"]
    assert pipeline.chosen("") == list(pipeline.FIGURES)


def test_a_figure_that_there_is_not_is_named() -> None:
    with pytest.raises(ValueError, match="not replies"):
        pipeline.chosen("reply,replies")


def test_a_figure_that_cannot_run_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: Bench) -> list[Row]:
        raise OSError("no room | on the disk")

    monkeypatch.setattr(pipeline, "FIGURES", {"reply": fails})
    said: list[str] = []
    [found] = pipeline.measured("reply", _bench(said))
    assert found.figure == "reply: not measured: OSError: no room / on the disk"
    assert any("no room" in line for line in said)


def test_a_quick_run_has_less_to_do() -> None:
    assert _bench([]).size(100_000, 5_000) == 5_000


def test_a_line_has_a_dash_where_nothing_was_found() -> None:
    assert row("reply", "≤ 15", {"SQLite": "7", "bare": "4"}).cells == ("reply", "≤ 15", "7", "–", "4")


def test_a_percentile_is_one_of_the_times() -> None:
    times = [float(number) for number in range(200, 0, -1)]
    assert [percentile(times, share) for share in (0.5, 0.95, 0.99, 1.0)] == [100.0, 190.0, 198.0, 200.0]
    assert percentile([3.0], 0.5) == 3.0


def test_a_histogram_is_read_from_prometheus_words() -> None:
    numbers = """# TYPE nguontin_handling_seconds histogram
nguontin_handling_seconds_bucket{le="0.005"} 6.0
nguontin_handling_seconds_bucket{le="0.05"} 9.0
nguontin_handling_seconds_bucket{le="+Inf"} 10.0
nguontin_handling_seconds_sum 0.4"""
    buckets = histogram(numbers, "nguontin_handling_seconds")
    assert (bound_of(buckets, 0.5), bound_of(buckets, 0.9), bound_of(buckets, 0.99)) == (0.005, 0.05, float("inf"))


def test_the_proportional_set_size_is_read_in_mebibytes() -> None:
    assert read_pss_mib("Rss:   9000 kB\nPss:   2048 kB\nPss_Anon:  10 kB\n") == 2.0


def test_a_load_arrives_as_it_was_sent() -> None:
    load = Load(7, 2, Talk.WORDS, pause=0.1, flood=60.0)
    assert wire.read_load(json.loads(json.dumps(asdict(load)))) == load


def test_citizens_send_a_photo_or_more_words_in_between() -> None:
    assert "photo" in wire.messages(1, Talk.PHOTO)[1]
    assert [set(one) for one in wire.messages(1, Talk.WORDS)] == [{"text"}] * 3


def test_a_backlog_is_of_whole_conversations_that_come_interleaved() -> None:
    said: defaultdict[int, list[str]] = defaultdict(list)
    found = list(arrivals(3 * CHATS_BETWEEN))
    for one in found:
        said[one.chat_id or 0].append(json.loads(one.body)["message"]["text"])
    assert [one.update_id for one in found] == list(range(1, 3 * CHATS_BETWEEN + 1))
    assert len(said) == CHATS_BETWEEN
    assert all(len(texts) == 3 and texts[2] == SEND for texts in said.values())
    assert found[0].chat_id != found[1].chat_id
