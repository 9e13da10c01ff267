"""The definitions that answers about places are measured with."""

import pytest

from benchmarks import place_scores as scores
from benchmarks.place_scores import Answer, Case, Judged
from benchmarks.table import Figure, figures_table, percent


def judged(code: str | None, *candidates: str, confidence: float = 0.9, gold: str = "00001", **case: bool) -> Judged:
    claims = {"is_ambiguous": False, "is_undecidable": False, "is_hard": False, **case}
    return Judged(
        Case(id="1", variant="v", text="t", province_hint=None, gold=frozenset({gold}), **claims),
        Answer(code, candidates or tuple(filter(None, [code])), confidence, is_queued=code is not None),
    )


def test_a_code_leads_the_candidates_and_is_certain_unless_it_says_otherwise() -> None:
    answer = scores.answer_of({"id": "1", "code": "00002", "candidates": ["00001", "00002"]})
    assert answer == Answer(code="00002", candidates=("00002", "00001"), confidence=1.0, is_queued=True)


def test_a_code_that_somebody_is_asked_about_is_not_queued() -> None:
    answers = [scores.answer_of({"code": "00001", "decision": decision}) for decision in ("queue", "confirm", "desk")]
    assert [answer.is_queued for answer in answers] == [True, False, False]
    assert judged("00002").is_misrouted
    assert not judged(None).is_misrouted


def test_both_codes_of_ba_che_are_the_same() -> None:
    answers = [scores.answer_of({"code": code}) for code in ("06970", "06978")]
    assert answers[0] == answers[1]


def test_no_code_is_no_wrong_code() -> None:
    undecided = judged(None, "00002", confidence=0.95)
    assert not undecided.is_right
    assert not undecided.is_confidently_wrong


def test_only_the_first_five_candidates_are_offered() -> None:
    five = [f"1000{number}" for number in range(5)]
    assert not judged(None, *five, "00001").is_offered
    assert judged(None, *five[:4], "00001").is_offered


def test_texts_are_routed_down_to_the_confidence_where_precision_holds() -> None:
    right = [judged("00001", confidence=0.9)] * 198
    wrong = [judged("00002", confidence=0.8)] * 2
    too_many = [judged("00002", confidence=0.7)] * 3
    assert scores.routable([*right, *wrong, *too_many]) == 200


def test_texts_of_the_same_confidence_are_routed_together_or_not_at_all() -> None:
    assert scores.routable([judged("00001"), judged("00002")]) == 0


def test_groups_leave_out_what_cannot_be_told() -> None:
    vague = judged(None, is_ambiguous=True, is_undecidable=True)
    shared = judged(None, is_ambiguous=True)
    clear = judged("00001")
    assert scores.decidable([vague, shared, clear]) == [shared, clear]
    assert scores.undecidable([vague, shared, clear]) == [vague]
    assert scores.unambiguous([vague, shared, clear]) == [clear]


def test_calibration_compares_confidence_with_truth() -> None:
    bins = scores.calibration([judged("00001", confidence=0.85), judged("00002", confidence=0.85), judged(None)])
    assert [(one.count, one.right) for one in bins] == [(2, 0.5)]
    assert scores.calibration_error(bins) == pytest.approx(0.35)


def test_figures_print_as_a_table() -> None:
    printed = figures_table(
        [Figure("text, top-1", "≥ 97 %", percent(974, 1000), "86.3 %"), Figure("import", "10 s", "8 s")]
    )
    assert printed.splitlines() == [
        "| figure      | needed |   ours |   peer |",
        "| ----------- | -----: | -----: | -----: |",
        "| text, top-1 | ≥ 97 % | 97.4 % | 86.3 % |",
        "| import      |   10 s |    8 s |      – |",
    ]


def test_a_share_of_nothing_is_not_measured() -> None:
    assert percent(0, 0) == "–"
