"""Query strings: whatever they hold, they become a typed question or are refused."""

from contextlib import suppress
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.figures import (
    FigureKey,
    IncidentKey,
    OutcomeKey,
    StandardKey,
    StructureKey,
    TipKey,
    outcome_key,
    read_figure_id,
)
from domain.outcomes import CHOICES, RULES, Attribute, Contribution, OutcomeType, UnitOfCount, Value
from domain.periods import Period, PeriodError
from domain.tip import Category, SourceGroup
from web.links import to_rows
from web.query import EntryQuestion, OutcomeQuestion, QueryError, Question, TipQuestion, read

NAMES = (
    "donvi",
    "phan",
    "ky",
    "tu",
    "den",
    "trang",
    "muc",
    "nguon",
    "giatri",
    "loai",
    "ketqua",
    "dvt",
    "thuoctinh",
    "la",
)
DAY = date(2026, 11, 20)
MONTH = Period(date(2026, 11, 1), date(2026, 11, 30))


@given(
    params=st.dictionaries(st.sampled_from(NAMES), st.text(max_size=30)), kind=st.sampled_from([Question, TipQuestion])
)
def test_any_query_string_is_a_question_or_is_refused(params: dict[str, str], kind: type[Question]) -> None:
    with suppress(QueryError, PeriodError):
        assert read(kind, params).period(DAY).days >= 1


@given(
    attributes=st.text(max_size=40),
    of=st.sampled_from(["O10", "O5", "O99"]),
    unit=st.sampled_from(["gun", "person", "x"]),
)
def test_any_attributes_are_a_figure_or_are_refused(attributes: str, of: str, unit: str) -> None:
    with suppress(QueryError):
        key = read(OutcomeQuestion, {"ketqua": of, "dvt": unit, "thuoctinh": attributes}).key
        assert all(value in CHOICES[name] for name, value in key.attributes)


@given(text=st.text(max_size=60) | st.sampled_from(["tips?value=", "structure.model?name=%", "kinds"]))
def test_any_id_is_a_figure_or_is_refused(text: str) -> None:
    with suppress(QueryError):
        assert read(EntryQuestion, {"so": text}).key == read_figure_id(text)


tip_keys = st.builds(
    TipKey,
    source_group=st.none() | st.sampled_from(SourceGroup),
    value=st.none() | st.sampled_from(Value),
    category=st.none() | st.sampled_from(Category),
    model=st.none() | st.integers(1, 9),
)
other_keys: st.SearchStrategy[FigureKey] = st.one_of(
    st.builds(IncidentKey), st.builds(StructureKey, name=st.none() | st.text(max_size=40)), st.builds(StandardKey)
)


@st.composite
def outcome_keys(draw: st.DrawFn) -> OutcomeKey:
    of = draw(st.sampled_from(OutcomeType))
    unit: UnitOfCount = draw(st.sampled_from(RULES[of].units))
    attributes: dict[Attribute, str] = {name: draw(st.sampled_from(CHOICES[name])) for name in RULES[of].attributes}
    group = draw(st.none() | st.sampled_from(SourceGroup))
    contribution = draw(st.none() | st.sampled_from(Contribution))
    return outcome_key(of, unit, attributes, source_group=group, contribution=contribution)


@given(key=st.one_of(tip_keys, outcome_keys(), other_keys))
def test_the_address_of_a_figure_leads_back_to_it(key: FigureKey) -> None:
    address = urlsplit(to_rows(key, "46", MONTH))
    kind: type[TipQuestion | OutcomeQuestion | EntryQuestion] = EntryQuestion
    if isinstance(key, TipKey | OutcomeKey):
        kind = TipQuestion if isinstance(key, TipKey) else OutcomeQuestion
    asked = read(kind, dict(parse_qsl(address.query)))
    assert asked.key == key
    assert asked.unit == "46"
    assert asked.period(DAY) == MONTH


@pytest.mark.parametrize("code", ["vn", "4", "460", "1993O", "19930 ", "19930\n", "VN;", "", "٤٦"])
def test_only_codes_of_units_are_asked_of_the_database(code: str) -> None:
    with pytest.raises(QueryError):
        read(Question, {"donvi": code})
