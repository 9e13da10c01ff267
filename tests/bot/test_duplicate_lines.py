"""`nguontin duplicates`."""

import json
from collections.abc import Iterator

import pytest
from pydantic import JsonValue

from bot.duplicate_lines import MAX_NAME, WORDS_SHOWN, WORDS_SIZE, answers
from tests.bot.json_answers import Line, answers_of, as_lines
from triage.recent_reports import RecentReports

FIRE: dict[str, JsonValue] = {
    "id": "a",
    "text": "Cháy kho mút xốp gần chợ Nọ, khói đen bốc cao",
    "sent_at": "2026-11-20T19:00:00+07:00",
    "lat": 16.5042,
    "lon": 107.633,
    "category": "fire",
}
SAME_FIRE = FIRE | {
    "id": 7,
    "text": "kho mut xop cho No dang boc chay",
    "sent_at": "2026-11-20T12:12:00Z",
    "lat": 16.505,
}


def answered(*lines: Line) -> list[dict[str, JsonValue]]:
    """Return the answers to lines."""
    return list(answers(as_lines(lines), recent=RecentReports()))


def test_a_later_report_points_to_the_earlier_one_with_a_score_and_a_reason() -> None:
    first, second = answered(FIRE, SAME_FIRE)
    assert first == {"id": "a", "duplicates": []}
    assert second["id"] == 7
    assert isinstance(second["duplicates"], list)
    [found] = second["duplicates"]
    assert isinstance(found, dict)
    assert found["id"] == "a"
    assert isinstance(found["score"], float)
    assert 0.9 < found["score"] < 1
    assert isinstance(found["reason"], str)
    assert found["reason"].startswith("90 m, 12 phút")
    assert "kho mut xop" in found["reason"]


@pytest.mark.parametrize("missing", [{"lat": None, "lon": None}, {"lat": None}, {"category": None}, {"category": "?"}])
def test_positions_and_categories_may_be_missing(missing: dict[str, JsonValue]) -> None:
    _, second = answered(FIRE | missing, SAME_FIRE | missing)
    assert second["duplicates"]


@pytest.mark.parametrize(
    "bad",
    [
        "{not json",
        "[]",
        "9" * 10_000,
        "[" * 100_000,
        json.dumps(FIRE | {"sent_at": "yesterday"}),
        json.dumps(FIRE | {"sent_at": "2026-11-20T19:00:00"}),
        json.dumps(FIRE | {"lat": 91}),
        json.dumps(FIRE | {"lon": "east"}),
        json.dumps(FIRE | {"lat": float("nan")}),
        json.dumps(FIRE | {"text": "x" * 200_000}),
        json.dumps({"id": "a", "text": None}),
        json.dumps(FIRE | {"id": None}),
        json.dumps(FIRE | {"category": "x" * (MAX_NAME + 1)}),
        json.dumps(FIRE | {"id": "\ud83d"}),
        json.dumps(FIRE | {"lon": float("-inf")}),
    ],
)
def test_a_bad_line_gets_its_error_and_the_rest_goes_on(bad: str) -> None:
    first, wrong, second = answered(FIRE, bad, "", SAME_FIRE)
    assert set(wrong) <= {"id", "error"}
    assert wrong["error"]
    assert wrong.get("id", "a") == "a"
    assert first["id"] == "a"
    assert second["duplicates"]
    assert json.dumps(wrong, ensure_ascii=False).encode()


def test_an_id_is_a_name_or_a_number() -> None:
    for wrong in ("true", "1.5", '["a"]'):
        (answer,) = answered(json.dumps(FIRE).replace('"id": "a"', f'"id": {wrong}'))
        assert answer["error"]


def test_wrong_dates_and_a_wrong_order_spoil_no_other_line() -> None:
    later = FIRE | {"sent_at": "9999-12-31T23:59:59-12:00"}
    earlier = FIRE | {"sent_at": "0001-01-01T00:00:00+14:00"}
    found = answered(FIRE, FIRE, FIRE, later, FIRE, earlier, FIRE, later, SAME_FIRE)
    assert not any("error" in one for one in found)
    assert found[-1]["duplicates"]


def test_numbers_of_persons_and_vehicles_find_nothing_and_stand_in_no_reason() -> None:
    number = "75A-123.45, gọi 0905 123 456"
    one = FIRE | {"text": f"Mất chó ở ấp Rạch Sỏi, xe {number}", "lat": None, "category": None}
    first, other, again = answered(one, one | {"text": f"Đám cưới kẹt đường, xe {number}"}, one)
    assert (first["duplicates"], other["duplicates"]) == ([], [])
    assert again["duplicates"]
    assert not any(part in str(again["duplicates"]) for part in ("75A", "123", "0905", "456"))


def test_a_reason_stays_short_however_long_a_word_is() -> None:
    long = FIRE | {"text": f"cháy kho {'x' * 90_000}"}
    _, second = answered(long, long)
    assert isinstance(second["duplicates"], list)
    assert len(str(second["duplicates"])) < 2 * WORDS_SHOWN * WORDS_SIZE


def test_odd_texts_have_no_duplicates() -> None:
    odd = ["", " ", "\u200b", "\ud83d", "🔥" * 50, "a" * 100_000, "1 2 3", "ĐÂY", "\x00"]
    undecided = FIRE | {"lat": None, "category": None}
    found = answered(*(undecided | {"id": number, "text": text} for number, text in enumerate(odd)), undecided)
    assert [one["id"] for one in found[:3]] == [0, 1, 2]
    assert not found[-1].get("duplicates")


def test_each_line_is_answered_before_the_next_is_read() -> None:
    read: list[str] = []

    def lines() -> Iterator[str]:
        for name in ("a", "b"):
            read.append(name)
            yield json.dumps(FIRE | {"id": name})

    said = answers(lines(), recent=RecentReports())
    assert next(said)["id"] == "a"
    assert read == ["a"]


def test_the_command_answers_every_line_even_one_that_is_no_utf8_in_any_locale() -> None:
    sent = b"\xff\xfe\n" + json.dumps(FIRE).encode() + b"\n" + json.dumps(SAME_FIRE, ensure_ascii=False).encode()
    bad, first, second = answers_of("duplicates", sent)
    assert set(bad) == {"error"}
    assert (first["duplicates"], second["duplicates"][0]["id"]) == ([], "a")
