"""The numbers in Prometheus's words. Only whoever asks for them loads its client."""

import os
import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from bot import metrics
from storage.backlog import Backlog, Queue

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
"""https://prometheus.io/docs/instrumenting/exposition_formats/."""

MAX_FILES = 10_000
"""No more files of a folder of backups are looked at."""


class _Families(Collector):
    """Families that were made already."""

    def __init__(self, families: Iterable[Metric]) -> None:
        self._families = families

    def collect(self) -> Iterable[Metric]:
        """Return them."""
        return self._families


def exposition(
    backlog: Backlog | None, *, now: datetime, backups: Path | None = None, folder: Path | None = None
) -> bytes:
    """Return everything that is known, as Prometheus reads it.

    Args:
        backlog: What waits; None where the database did not say.
        now: The time, in UTC.
        backups: A file that each backup writes, or the folder that holds them; None where none is named.
        folder: Where the service keeps what it keeps on disk.
    """
    registry = CollectorRegistry(auto_describe=False)
    ProcessCollector(registry=registry)
    families = [*_counted(), *_heartbeats(), *_database(backlog, now)]
    if backups is not None:
        age = _gauge("nguontin_backup_age_seconds", "Since the newest backup; +Inf where there is none")
        age.add_metric([], _age(backups, now))
        families.append(age)
    if folder is not None and folder.exists():
        disk = _gauge("nguontin_disk_used_ratio", "How full the disk is on which the service keeps its files, 0 to 1")
        usage = shutil.disk_usage(folder)
        # As df counts: what is kept back for root, or by a quota, is neither used nor free.
        disk.add_metric([], usage.used / max(1, usage.used + usage.free))
        families.append(disk)
    registry.register(_Families(families))
    return generate_latest(registry)


def _gauge(name: str, says: str, *labels: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, says, labels=labels)


def _counted() -> Iterator[Metric]:
    for counter in metrics.COUNTERS:
        family = CounterMetricFamily(counter.name, counter.says, labels=[counter.label] if counter.label else [])
        for value, total in counter.totals().items():
            family.add_metric([value] if counter.label else [], total)
        yield family
    for level in metrics.LEVELS:
        gauge = _gauge(level.name, level.says)
        gauge.add_metric([], level.highest())
        yield gauge
    spread = metrics.HANDLING_SECONDS
    histogram = HistogramMetricFamily(spread.name, spread.says)
    histogram.add_metric([], spread.buckets(), spread.total_seconds())
    yield histogram


def _heartbeats() -> Iterator[Metric]:
    family = _gauge("nguontin_heartbeat_age_seconds", "Since a part came round to look for work", "part")
    for part in metrics.Beat:
        seconds = metrics.since_beat(part)
        if seconds is not None:
            family.add_metric([part], seconds)
    yield family


def _database(backlog: Backlog | None, now: datetime) -> Iterator[Metric]:
    up = _gauge("nguontin_database_up", "Whether the database answered in time")
    up.add_metric([], 0.0 if backlog is None else 1.0)
    yield up
    if backlog is None:
        return
    aside = _gauge("nguontin_journal_set_aside", "Updates that failed three times")
    aside.add_metric([], backlog.set_aside)
    yield aside
    yield from _queues("nguontin_journal", "updates that wait to be handled", {"": backlog.journal}, now)
    yield from _queues("nguontin_evidence", "files that were not fetched yet", {"": backlog.evidence}, now)
    outbox = {priority.name.lower(): queue for priority, queue in backlog.outbox.items()}
    yield from _queues("nguontin_outbox", "calls that wait for the sender", outbox, now, "priority")


def _queues(name: str, of: str, queues: dict[str, Queue], now: datetime, *label: str) -> Iterator[Metric]:
    counts = _gauge(f"{name}_waiting", f"How many {of}", *label)
    ages = _gauge(f"{name}_oldest_seconds", f"Age of the oldest of the {of}; 0 where there are none", *label)
    for value, queue in queues.items():
        values = [value] if label else []
        counts.add_metric(values, queue.count)
        ages.add_metric(values, max(0.0, (now - queue.since).total_seconds()) if queue.since else 0.0)
    yield counts
    yield ages


def _age(backups: Path, now: datetime) -> float:
    """Return the seconds since the newest backup was written; endless where there is none, or none can be seen."""
    try:
        with os.scandir(backups) as entries:
            files = [entry for entry, _ in zip(entries, range(MAX_FILES), strict=False)]
            # What is being written bears another name until it is whole.
            whole = [entry.stat().st_mtime for entry in files if entry.is_file() and ".partial" not in entry.name]
        newest = max(whole, default=None)
    except NotADirectoryError:
        newest = backups.stat().st_mtime
    except OSError:
        newest = None
    return float("inf") if newest is None else max(0.0, now.timestamp() - newest)
