"""`nguontin triage`."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import JsonValue

from bot.triage_lines import answers
from places.boundaries import Boundaries
from places.gazetteer import load
from tests.bot.json_answers import Line, answers_of, as_lines

NOW = datetime(2026, 11, 20, 14, tzinfo=UTC)


def answered(tmp_path: Path, *lines: Line) -> Sequence[dict[str, JsonValue]]:
    """Return the answers to lines, where no boundaries were imported."""
    return list(answers(as_lines(lines), gazetteer=load(), boundaries=Boundaries(tmp_path / "none.db"), now=NOW))


def test_each_line_gets_its_answer_and_a_bad_one_its_error(tmp_path: Path) -> None:
    first, bad, point, undated, long = answered(
        tmp_path,
        {"id": "a", "text": "co nhom thanh nien dua xe o cho Phu My, Phu Vang, Hue"},
        "{not json",
        "",
        {"id": "b", "lat": 16.5042, "lon": 107.633},
        {"id": "c", "text": "x", "sent_at": "yesterday"},
        {"id": "d", "text": "x" * 200_000},
    )
    assert (first["id"], first["code"], first["decision"], first["category"]) == ("a", "19930", "queue", "traffic")
    assert set(bad) == {"error"}
    assert [set(one) for one in (undated, long)] == [{"id", "error"}] * 2
    assert undated["id"] == "c"
    assert (point["id"], point["decision"]) == ("b", "confirm")
    assert isinstance(point["candidates"], list)
    assert (point["code"], len(point["candidates"])) == (point["candidates"][0], 3)


def test_reasons_say_which_old_unit_became_which_new_one(tmp_path: Path) -> None:
    [answer] = answered(tmp_path, {"id": 1, "text": "đua xe ở xã Phú Mỹ, huyện Phú Vang, Huế"})
    assert isinstance(answer["reasons"], list)
    assert answer["reasons"][0] == "xã Phú Mỹ, huyện Phú Vang → phường Mỹ Thượng, TP. Huế"


def test_code_is_given_where_a_commune_is_likely_and_null_where_none_is_named(tmp_path: Path) -> None:
    lines = ["xã Tân Thành", "huyện Củ Chi, Hồ Chí Minh", "Đắk Lắk", "alo", "tôi quê ở xã Ea Kar, Đắk Lắk"]
    asked: list[dict[str, JsonValue]] = [{"id": place, "text": line} for place, line in enumerate(lines)]
    several, district, province, nothing, origin = answered(tmp_path, *asked)
    assert (several["decision"], several["code"] is None) == ("confirm", False)
    assert (district["decision"], district["code"], bool(district["candidates"])) == ("confirm", None, True)
    assert [(one["decision"], one["code"]) for one in (province, nothing)] == [("desk", None)] * 2
    assert (origin["decision"], origin["confidence"]) == ("confirm", 0.5)


def test_a_position_may_stand_in_the_words(tmp_path: Path) -> None:
    [answer] = answered(tmp_path, {"id": 1, "text": "đánh bạc ở 16.5042, 107.633"})
    assert answer["decision"] == "confirm"
    assert isinstance(answer["candidates"], list)
    assert len(answer["candidates"]) == 3


def test_a_hint_decides_between_namesakes(tmp_path: Path) -> None:
    text = "cháy ở xã Phú Cường"
    plain, hinted = answered(tmp_path, {"id": 1, "text": text}, {"id": 2, "text": text, "province_hint": "82"})
    assert plain["confidence"] != hinted["confidence"]
    assert load().commune(str(hinted["code"])).province_code == "82"


@pytest.mark.parametrize(
    "bad",
    [
        {"id": "b", "lat": float("nan"), "lon": 107.6},
        {"id": "b", "lat": 16.5, "lon": float("-inf")},
        {"id": "b", "lat": 16.5, "lon": 107.6, "accuracy_m": float("inf")},
        {"id": "b", "lat": 16.5, "lon": 107.6, "accuracy_m": -1},
        '{"id": "b", "lat": 1e400, "lon": 107.6}',
        {"id": "b", "lat": "q"},
        {"id": "b", "text": None},
    ],
)
def test_a_bad_line_gets_its_id_and_its_error(tmp_path: Path, bad: Line) -> None:
    first, wrong, last = answered(tmp_path, {"id": "a"}, bad, {"id": "c"})
    assert (set(wrong), wrong["id"]) == ({"id", "error"}, "b")
    assert [first["id"], last["id"]] == ["a", "c"]


def test_numbers_that_lie_on_no_globe_are_answered_with_what_is_wrong(tmp_path: Path) -> None:
    for found in answered(tmp_path, {"id": 1, "lat": 91, "lon": 200}, {"id": 2, "lat": 1e308, "lon": -1e308}):
        assert (found["decision"], found["candidates"], found["reasons"]) == ("desk", [], ["impossible"])


def test_the_first_and_the_last_day_are_days_like_others(tmp_path: Path) -> None:
    days = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00")
    lines: list[dict[str, JsonValue]] = [
        {"id": day, "text": f"{when} có đánh nhau", "sent_at": day}
        for day in days
        for when in ("vừa", "hôm qua", "ngày mai", "lúc 23h40")
    ]
    assert not any("error" in one for one in answered(tmp_path, *lines))


def test_the_command_answers_every_line_in_any_locale() -> None:
    sent = (
        b'\xff\n{"id":"\\ud83d","lat":"q"}\n' + '{"id":"ở","text":"đua xe ở xã Phú Mỹ, huyện Phú Vang, Huế"}'.encode()
    )
    no_text, no_id, found = answers_of("triage", sent)
    assert [set(no_text), set(no_id)] == [{"error"}] * 2
    assert (found["id"], found["code"]) == ("ở", "19930")
