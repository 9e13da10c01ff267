"""How well duplicates are found among the reports of the development set, as its scorer counts them.

Reports come in one after the other and are compared with all before them of the same days; points and the threshold are
those of `triage.duplicates`.
"""

import gzip
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from benchmarks import duplicate_reports
from benchmarks.duplicate_points import WITHIN, Labelled
from benchmarks.duplicate_reports import VARIANTS, Half, Source, Told, as_report
from benchmarks.table import NOT_MEASURED, Figure
from domain.place import Position
from triage.duplicates import Comparison, Report, likeliest

DEVELOPMENT = Path(__file__).parents[2] / "shared" / "data" / "duplicates-dev.jsonl.gz"

NEEDED = {Source.GIVEN: (NOT_MEASURED, NOT_MEASURED), Source.SUGGESTED: ("≥ 90 %", "≤ 8 %")}
"""What is asked of the share that is found and of false alarms, by who says the category."""


def figures() -> list[Figure]:
    """Return what is found, and what points to another event, by spelling; none without the set."""
    if not DEVELOPMENT.exists():
        return []
    with gzip.open(DEVELOPMENT, "rt", encoding="utf-8") as lines:
        rows = sorted(map(json.loads, lines), key=lambda row: str(row["sent_at"]))
    return [
        figure
        for source in Source
        for spelling in VARIANTS
        for figure in _figures_of([_report(row, spelling, source) for row in rows], spelling, source)
    ]


def _figures_of(of: Labelled, spelling: str, source: Source) -> list[Figure]:
    found = duplicate_reports.figures(of, _suggested(of))
    needed, at_most = NEEDED[source]
    name = f"category {source}, {spelling}"
    return [
        Figure(f"duplicates found, {name}", needed, f"{100 * found.found:.1f} %"),
        Figure("… first reports that point to anything", at_most, f"{100 * found.false_alarms:.1f} %"),
        Figure("… suggestions that point to another event", NOT_MEASURED, f"{100 * found.wrong:.1f} %"),
    ]


def _report(row: Mapping[str, object], spelling: str, source: Source) -> tuple[str, Report]:
    """Return a row of the set as a report with what it tells of."""
    lat, lon, variants = row["lat"], row["lon"], row["variants"]
    text = str(variants[spelling]) if isinstance(variants, dict) else ""
    told = Told(
        incident=str(row["incident"]),
        half=Half.HELD_OUT,
        category=str(row["category"]),
        text=text,
        sent_at=datetime.fromisoformat(str(row["sent_at"])),
        position=Position(lat, lon) if isinstance(lat, float) and isinstance(lon, float) else None,
    )
    return told.incident, as_report(told, text, source)


def _suggested(of: Labelled) -> Iterator[list[int]]:
    """Yield for each report the numbers of the earlier ones that are suggested."""
    for number, (_, report) in enumerate(of):
        comparison = Comparison(report)
        earlier = [one for one in range(number) if report.sent_at - of[one][1].sent_at <= WITHIN]
        yield [one for one, _ in likeliest((one, comparison.likeness(of[one][1])) for one in earlier)]
