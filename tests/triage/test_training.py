"""The linear model: the same texts give the same file, and the file says what its numbers say."""

import json
from pathlib import Path

import pytest

from domain import reading
from domain.tip import Category
from triage import linear, training
from triage.features import features
from triage.linear import ModelError, read_model
from triage.matching import spell_out
from triage.training import Labelled, TrainingError, read_labelled, train

ROOT = Path(__file__).parents[2]


def labelled(*pairs: tuple[str, str]) -> list[Labelled]:
    return [Labelled(text, (Category(category),)) for text, category in pairs]


SOME = labelled(
    *[(f"cháy kho số {number}", "fire") for number in range(4)],
    *[(f"mất xe số {number}", "theft") for number in range(4)],
    *[(f"hỏi giấy tờ số {number}", "other") for number in range(4)],
)


def names_of(text: str) -> list[str]:
    read = reading.read(text)
    return list(features(read, spell_out(read)))


def test_the_repository_s_texts_give_the_model_that_comes_with_the_package() -> None:
    texts = [
        text
        for path in sorted((ROOT / "training" / "texts").glob("*.jsonl"))
        for text in read_labelled(path.read_text(encoding="utf-8").splitlines(), name=path.name)
    ]
    assert train(texts) == (ROOT / "triage" / "model.txt").read_text(encoding="utf-8")


def test_what_was_trained_is_known_again_with_marks_and_without() -> None:
    model = read_model(train(SOME))
    for text, category in (("cháy kho", Category.FIRE), ("mat xe", Category.THEFT), ("hoi giay to", Category.OTHER)):
        scores = model.scores(names_of(text), {})
        assert max(scores, key=lambda one: scores[one]) is category
    assert "kho" in " ".join(model.reasons(names_of("cháy kho"), Category.FIRE))


def test_the_order_of_a_text_s_features_changes_no_score() -> None:
    model = linear.load()
    names = names_of("có nhóm thanh niên đua xe, lạng lách đánh võng trên quốc lộ")
    points = {Category.TRAFFIC: 4.0, Category.VIOLENCE: 1.0}
    assert model.scores(names, points) == model.scores(list(reversed(names)), points)


def test_words_nobody_knows_get_only_what_every_text_gets() -> None:
    model = linear.load()
    assert model.scores(["qwxz"], {}) == model.scores([], {})
    assert model.reasons(["qwxz"], Category.FIRE) == []


@pytest.mark.parametrize(
    "text", ["", "something else\n", "nguontin categories 2\nfire unknown\n", f"{linear.HEADER} \nfire\n"]
)
def test_what_is_no_model_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ModelError, match="model"):
        read_model(text)


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"text": "a"}', '{"text": "a", "category": "unheard"}', json.dumps({"category": "fire"})]
)
def test_a_line_that_is_no_labelled_text_is_named(line: str) -> None:
    good = json.dumps({"text": "cháy", "category": "fire", "categories": ["fire", "other"]})
    with pytest.raises(TrainingError, match=r"line 2 of x\.jsonl"):
        list(read_labelled([good, line], name="x.jsonl"))


def test_further_categories_neither_help_nor_hurt_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "SMALLEST", 0)
    both = [Labelled(one.text, (*one.categories, Category.ORDER)) for one in SOME]
    alone, with_order = read_model(train(SOME)), read_model(train(both))
    unknown = alone.scores([], {})[Category.ORDER], with_order.scores([], {})[Category.ORDER]
    assert alone.scores(["kho"], {})[Category.ORDER] < unknown[0]
    assert with_order.scores(["kho"], {})[Category.ORDER] == unknown[1]
