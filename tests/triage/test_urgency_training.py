"""The points of urgency: the same texts give the same file, and the file says what its numbers say."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import reading
from domain.tip import Category, Urgency
from triage.matching import spell_out
from triage.urgency import judge
from triage.urgency_model import QUESTIONS, UrgencyModelError, read_model, written
from triage.urgency_training import LabelledUrgency, UrgencyTrainingError, hasty, read_labelled, train, unsure_phrases

ROOT = Path(__file__).parents[2]

SOME = [
    *[LabelledUrgency(f"đang cháy nhà số {number}, cứu với", Category.FIRE, Urgency.EMERGENCY) for number in range(9)],
    *[LabelledUrgency(f"vừa mất xe số {number}", Category.THEFT, Urgency.HIGH) for number in range(9)],
    *[LabelledUrgency(f"quán số {number} ồn hoài", Category.ORDER, Urgency.NORMAL) for number in range(9)],
    *[LabelledUrgency(f"cho hỏi giấy tờ số {number}?", Category.OTHER, Urgency.LOW) for number in range(9)],
]


MODEL = read_model(train(SOME))


def test_the_repository_s_texts_give_the_points_that_come_with_the_package() -> None:
    texts = [
        text
        for path in sorted((ROOT / "training" / "texts").glob("*.jsonl"))
        for text in read_labelled(path.read_text(encoding="utf-8").splitlines(), name=path.name)
    ]
    assert train(texts) == (ROOT / "triage" / "urgency.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "about", "urgency"),
    [
        ("đang cháy nhà, cứu với", Category.FIRE, Urgency.EMERGENCY),
        ("dang chay nha, cuu voi", Category.FIRE, Urgency.EMERGENCY),
        ("vừa mất xe", Category.THEFT, Urgency.HIGH),
        ("vua mat xe", Category.THEFT, Urgency.HIGH),
        ("quán ồn hoài", Category.ORDER, Urgency.NORMAL),
        ("cho hoi giay to?", Category.OTHER, Urgency.LOW),
    ],
)
def test_what_was_trained_is_told_apart_with_marks_and_without(text: str, about: Category, urgency: Urgency) -> None:
    read = reading.read(text)
    assert judge(read, spell_out(read), about=about, age=None, model=MODEL).urgency is urgency


def test_a_file_is_read_as_it_was_written() -> None:
    points = {"+*": (1, -2, 3, 4, 5), "+fire:live": (0, 0, 0, 40, 0), "xin": (7, 0, 0, 0, 0), "idle": (0, 0, 0, 0, 0)}
    text = written(points, ["lửa"])
    model = read_model(text)
    assert model.score({"fire:live", "unheard of"}, set()) == [1, -2, 3, 44, 5]
    assert model.score((), {"xin", "nothing", "at", "all"}) == (1 + round(7 / 2), -2, 3, 4, 5)
    assert [model.points_of("fire:live", question) for question in range(QUESTIONS)] == [0, 0, 0, 40, 0]
    assert model.points_of("unheard of", 0) == 0
    assert "idle" not in text
    assert "?lửa" in text


@settings(max_examples=25)
@given(rows=st.lists(st.tuples(*[st.integers(-90_000, 90_000)] * QUESTIONS), min_size=1, max_size=60))
def test_points_add_up_whatever_their_signs(rows: list[tuple[int, ...]]) -> None:
    names = [f"fact{number}" for number in range(len(rows))]
    model = read_model(written({f"+{name}": row for name, row in zip(names, rows, strict=True)}, []))
    assert model.score(names, set()) == list(map(sum, zip(*rows, strict=True)))


@pytest.mark.parametrize("text", ["", "something else\n", "nguontin categories 1\n"])
def test_what_holds_no_points_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(UrgencyModelError, match="train"):
        read_model(text)


@pytest.mark.parametrize(
    "line", ["{", '{"urgency": "high"}', '{"text": "a", "category": "fire", "urgency": "soon"}', "null"]
)
def test_a_line_with_a_wrong_urgency_is_named(line: str) -> None:
    good = json.dumps({"text": "cháy", "category": "fire", "urgency": "emergency"})
    with pytest.raises(UrgencyTrainingError, match=r"line 2 of x\.jsonl"):
        list(read_labelled([good, line], name="x.jsonl"))


def test_a_line_without_an_urgency_teaches_none() -> None:
    assert list(read_labelled(['{"text": "cháy", "category": "fire"}'], name="x.jsonl")) == []


def test_hasty_hands_always_type_a_text_alike_and_never_lose_it() -> None:
    text = "Người ta không biết gọi điện thoại cho công an ở đâu, 3 xe máy bị mất rồi."
    typed = hasty(text)
    assert typed == hasty(text) != text
    assert typed.endswith(".")
    assert "3" in typed
    assert hasty("ok 123!") == "ok 123!"


def test_a_phrase_is_unsure_where_it_is_mostly_another_one_without_its_marks() -> None:
    unsure = unsure_phrases(["bạn tôi bán hàng, bàn ghế và bản vẽ"] * 3 + ["có cháy nhà"] * 3)
    assert "bắn" in unsure
    assert "cháy nhà" not in unsure
