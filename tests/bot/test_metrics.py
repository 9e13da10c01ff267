"""The numbers: what is counted, what Prometheus reads of it, that it costs little and names nobody."""

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot import metrics
from bot.delivery_errors import Verdict
from bot.exposition import exposition
from bot.metrics import Beat, IntakeError, Outcome
from storage.backlog import Backlog, Queue
from storage.outbox import Priority

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)

LABELS = {"kind", "outcome", "verdict", "part", "priority", "le"}
"""No other label may stand beside a number: none of these can name a person, a chat, a tip or a unit."""


def read(text: bytes) -> dict[str, float]:
    """Return what Prometheus reads, by names with their labels."""
    found = {}
    for family in text_string_to_metric_families(text.decode()):
        for sample in family.samples:
            labels = ",".join(f"{name}={value}" for name, value in sorted(sample.labels.items()))
            found[f"{sample.name}{{{labels}}}" if labels else sample.name] = sample.value
    return found


def numbers(backlog: Backlog | None = None, backups: Path | None = None) -> dict[str, float]:
    return read(exposition(backlog, now=NOW, backups=backups))


def test_what_the_parts_count_is_what_prometheus_reads() -> None:
    before = numbers()
    metrics.received(3)
    metrics.intake_failed(IntakeError.CONFLICT)
    metrics.handled(0.004)
    metrics.handled(7.0, Outcome.SET_ASIDE)
    metrics.sent(2)
    metrics.call_failed(Verdict.GONE)
    metrics.too_many_requests(35)
    metrics.reminded(4)
    metrics.database_failed(Beat.SENDER)
    metrics.lines_dropped(5)
    metrics.loop_stood_still()
    after = numbers()
    added = {name: after[name] - before[name] for name in after if name in before and name.startswith("nguontin")}
    counted = {name: value for name, value in added.items() if "_age_" not in name and "handling_seconds" not in name}
    assert {name: value for name, value in counted.items() if value} == {
        "nguontin_updates_received_total": 3,
        "nguontin_intake_errors_total{kind=conflict}": 1,
        "nguontin_updates_total{outcome=done}": 1,
        "nguontin_updates_total{outcome=set_aside}": 1,
        "nguontin_calls_sent_total": 2,
        "nguontin_call_errors_total{verdict=gone}": 1,
        "nguontin_too_many_requests_total": 1,
        "nguontin_too_many_requests_seconds_total": 35,
        "nguontin_reminders_total": 4,
        "nguontin_database_errors_total{part=sender}": 1,
        "nguontin_log_lines_dropped_total": 5,
        "nguontin_loop_stalls_total": 1,
    }
    assert added["nguontin_handling_seconds_bucket{le=0.0025}"] == 0
    assert added["nguontin_handling_seconds_bucket{le=0.005}"] == 1
    assert added["nguontin_handling_seconds_bucket{le=5.0}"] == 1
    assert added["nguontin_handling_seconds_count"] == 2
    assert added["nguontin_handling_seconds_sum"] == pytest.approx(7.004)


def test_what_waits_is_shown_with_its_age() -> None:
    outbox = {priority: Queue() for priority in Priority} | {Priority.URGENT: Queue(2, NOW - timedelta(minutes=2))}
    shown = numbers(Backlog(Queue(7, NOW - timedelta(seconds=90)), 3, outbox, Queue(1, NOW + timedelta(hours=1))))
    assert shown["nguontin_journal_waiting"] == 7
    assert shown["nguontin_journal_oldest_seconds"] == 90
    assert shown["nguontin_journal_set_aside"] == 3
    assert shown["nguontin_outbox_waiting{priority=urgent}"] == 2
    assert shown["nguontin_outbox_oldest_seconds{priority=urgent}"] == 120
    assert shown["nguontin_outbox_oldest_seconds{priority=digest}"] == 0
    assert shown["nguontin_evidence_waiting"] == 1
    # A clock that was set back makes no negative age.
    assert shown["nguontin_evidence_oldest_seconds"] == 0
    assert shown["nguontin_database_up"] == 1


def test_a_database_that_does_not_answer_is_a_number_too_and_hides_no_other() -> None:
    shown = numbers()
    assert shown["nguontin_database_up"] == 0
    assert "nguontin_journal_waiting" not in shown
    assert shown["process_resident_memory_bytes"] > 1e6


def test_no_label_can_name_anybody() -> None:
    outbox = {priority: Queue() for priority in Priority}
    text = exposition(Backlog(Queue(), 0, outbox, Queue()), now=NOW, backups=None).decode()
    assert set(re.findall(r'[{,](\w+)="', text)) <= LABELS


def test_a_verdict_of_the_sender_is_never_unknown_here() -> None:
    assert set(metrics.VERDICTS) == set(Verdict)


def test_the_newest_backup_has_an_age_and_a_missing_one_is_endlessly_old(tmp_path: Path) -> None:
    assert numbers(backups=tmp_path)["nguontin_backup_age_seconds"] == float("inf")
    assert numbers(backups=tmp_path / "none")["nguontin_backup_age_seconds"] == float("inf")
    for name, hours in (("old", 40), ("new", 2)):
        (tmp_path / name).write_bytes(b"")
        at = (NOW - timedelta(hours=hours)).timestamp()
        os.utime(tmp_path / name, (at, at))
    assert numbers(backups=tmp_path)["nguontin_backup_age_seconds"] == 2 * 3600
    assert numbers(backups=tmp_path / "old")["nguontin_backup_age_seconds"] == 40 * 3600
    assert "nguontin_backup_age_seconds" not in numbers()
    # What is being written is no backup yet.
    (tmp_path / "newest.partial").write_bytes(b"")
    assert numbers(backups=tmp_path)["nguontin_backup_age_seconds"] == 2 * 3600


def test_a_disk_that_fills_is_seen_before_it_is_full(tmp_path: Path) -> None:
    assert 0 < read(exposition(None, now=NOW, folder=tmp_path))["nguontin_disk_used_ratio"] <= 1
    assert "nguontin_disk_used_ratio" not in read(exposition(None, now=NOW, folder=tmp_path / "none"))


def test_a_part_that_never_came_round_has_no_age_and_one_that_ended_has_none_again() -> None:
    metrics.ended(Beat.FETCHING)
    assert metrics.since_beat(Beat.FETCHING) is None
    metrics.beat(Beat.FETCHING)
    since = metrics.since_beat(Beat.FETCHING)
    assert since is not None
    assert 0 <= since < 60
    assert "nguontin_heartbeat_age_seconds{part=fetching}" in numbers()
    metrics.ended(Beat.FETCHING)
    assert "nguontin_heartbeat_age_seconds{part=fetching}" not in numbers()


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_processes_that_are_forked_count_together() -> None:
    counted = metrics.Numbers()
    place = counted.reserve(2)
    counted.own[place] = 5.0
    counted.share(3)
    for number in (1, 2):
        child = os.fork()
        if not child:
            counted.take_row(number)
            counted.own[place] += 10.0 * number
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
    assert counted.at(place) == [5.0, 10.0, 20.0]
    assert counted.at(place + 1) == [0.0, 0.0, 0.0]
    with pytest.raises(ValueError, match="between 1 and"):
        metrics.share(metrics.MAX_PROCESSES + 1)
