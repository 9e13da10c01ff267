"""JSON lines in and out, whatever stands in them."""

import io
import json
from collections.abc import Iterable, Iterator

import pytest
from pydantic import BaseModel

from bot.json_lines import MAX_LINE, Answer, answered, exchange, lines_of


class Greeting(BaseModel):
    """A line of these tests."""

    id: str | int
    word: str = ""


def answers(lines: Iterable[str]) -> Iterator[Answer]:
    """Return each word in capitals."""
    return answered(lines, Greeting, lambda line: {"id": line.id, "word": line.word.upper()})


def exchanged(sent: bytes) -> list[Answer]:
    """Return what is written for what was sent."""
    target = io.BytesIO()
    exchange(io.BytesIO(sent), target, answers)
    return [json.loads(line) for line in target.getvalue().decode().splitlines()]


def test_a_bad_line_gets_its_error_an_empty_one_nothing_and_the_rest_goes_on() -> None:
    first, wrong, last = answers(['{"id": 1, "word": "chào"}', "", " \n", '{"id": 2, "word": []}', '{"id": "3"}'])
    assert (first, last) == ({"id": 1, "word": "CHÀO"}, {"id": "3", "word": ""})
    assert (wrong["id"], str(wrong["error"]).partition(":")[0]) == (2, "word")


@pytest.mark.parametrize(
    "bad",
    [
        "{not json",
        "[]",
        "[" * 100_000,
        "9" * 10_000,
        '{"id": "\\ud83d"}',
        '{"id": "\\ud83d", "word": 1}',
        '{"id": NaN}',
        f'{{"id": {"9" * 5_000}, "word": 1}}',
    ],
)
def test_what_has_no_id_that_can_be_written_gets_an_error_alone(bad: str) -> None:
    wrong, good = exchanged(f'{bad}\n{{"id": 1}}'.encode())
    assert set(wrong) == {"error"}
    assert good["id"] == 1


def test_an_error_quotes_nothing_of_its_line() -> None:
    [wrong] = answers(['{"id": 1, "word": ["chỉ mình tôi biết"]}'])
    assert "tôi" not in str(wrong["error"])


def test_what_is_no_utf8_spoils_its_own_line_and_a_byte_order_mark_none() -> None:
    first, wrong, last = exchanged(b'\xef\xbb\xbf{"id": 1}\n\xff\xfe\n' + '{"id": "đ", "word": "ở"}'.encode())
    assert (first["id"], set(wrong), last) == (1, {"error"}, {"id": "đ", "word": "Ở"})


def test_of_a_line_that_is_too_long_no_more_is_read_at_once_than_any_report_takes() -> None:
    good = json.dumps({"id": 1})
    too_long = json.dumps({"id": 2, "more": "x" * 2 * MAX_LINE})
    lines = list(lines_of(io.StringIO(f"{good}\n{too_long}\n{good}")))
    assert [len(one) for one in lines] == [len(good) + 1, MAX_LINE, len(good)]
    first, wrong, last = answers(lines)
    assert set(wrong) == {"error"}
    assert first == last == {"id": 1, "word": ""}


def test_each_answer_is_written_before_the_next_line_is_read() -> None:
    target = io.BytesIO()
    written = []

    def watched(lines: Iterable[str]) -> Iterator[Answer]:
        for answer in answers(lines):
            written.append(len(target.getvalue().splitlines()))
            yield answer

    exchange(io.BytesIO(b'{"id": 1}\n{"id": 2}\n{"id": 3}\n'), target, watched)
    assert written == [0, 1, 2]
