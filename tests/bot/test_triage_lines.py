"""`nguontin triage`."""

import json
from datetime import UTC, datetime

from bot.triage_lines import answers

NOW = datetime(2026, 11, 20, 14, tzinfo=UTC)


def test_each_line_gets_its_answer_and_a_bad_one_its_error() -> None:
    lines = [
        json.dumps({"id": "a", "text": "co nhom thanh nien dua xe o cho Phu My, Phu Vang, Hue"}),
        "{not json",
        "",
        json.dumps({"id": "b", "lat": 16.5042, "lon": 107.633}),
        json.dumps({"id": "c", "text": "x", "sent_at": "yesterday"}),
        json.dumps({"id": "d", "text": "x" * 200_000}),
    ]
    first, bad, point, undated, long = answers(lines, now=NOW)
    assert (first["id"], first["code"], first["decision"], first["category"]) == ("a", "19930", "queue", "traffic")
    assert set(bad) == {"error"}
    assert [set(one) for one in (undated, long)] == [{"id", "error"}] * 2
    assert undated["id"] == "c"
    assert (point["id"], point["code"], point["decision"]) == ("b", None, "confirm")
    assert isinstance(point["candidates"], list)
    assert len(point["candidates"]) == 3
