"""The movement's sentences, as its reports print them, with invented numbers where those leave them out."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.figures import Figure, Figures, TipKey, outcome_key
from domain.outcomes import CHOICES, RULES, Attribute, Contribution, OutcomeType, UnitOfCount, Value
from domain.tip import SourceGroup
from locales import language
from reports import labels
from reports.numbers import NumberStyle
from reports.wording import sentences

PEOPLE, FORCE = SourceGroup.PEOPLE, SourceGroup.GRASSROOTS_FORCE


def tips(quantity: int, value: Value = Value.UNASSESSED, *, group: SourceGroup = PEOPLE) -> Figure:
    """Return that many tips."""
    return Figure(TipKey(group, value), Decimal(quantity))


def result(
    of: OutcomeType,
    quantity: str,
    *,
    unit: UnitOfCount | None = None,
    group: SourceGroup = PEOPLE,
    contribution: Contribution = Contribution.DIRECT,
    **attributes: str,
) -> Figure:
    """Return an outcome of one cell."""
    named = {Attribute(name): value for name, value in attributes.items()}
    key = outcome_key(of, unit or RULES[of].units[0], named, source_group=group, contribution=contribution)
    return Figure(key, Decimal(quantity))


def sentence(figures: Figures, group: SourceGroup = PEOPLE, style: NumberStyle = NumberStyle.EXACT) -> str:
    """Return the sentence of one group."""
    [said] = [one for one in sentences(figures, style) if one.startswith(labels.source_group(group))]
    return said


def test_the_sentence_tells_tips_value_and_results() -> None:
    figures = Figures(
        (
            tips(3),
            tips(9, Value.VALUABLE),
            result(OutcomeType.CASE_SOLVED, "1"),
            result(OutcomeType.WANTED_PERSON, "2", means="arrested", person_kind="warrant"),
            result(OutcomeType.WANTED_PERSON, "1", means="persuaded", person_kind="warrant"),
            result(OutcomeType.WEAPON_RECOVERED, "2", item_kind="homemade_gun", recovery="campaign"),
        )
    )
    assert sentence(figures) == (
        "Quần chúng Nhân dân đã cung cấp 12 nguồn tin, trong đó có 9 nguồn tin có giá trị, giúp lực lượng Công an "
        "điều tra, khám phá 1 vụ án; bắt, vận động đầu thú 3 đối tượng truy nã; vận động thu hồi 2 khẩu súng tự chế."
    )
    with language("en"):
        assert sentence(figures) == (
            "The people provided 12 tips, 9 of them valuable, helping the police investigate and solve 1 criminal "
            "case; arrest or persuade 3 wanted persons to surrender; recover 2 homemade guns in campaigns."
        )


def test_the_sentence_of_ten_years_in_hue() -> None:
    figures = Figures(
        (
            tips(122_345, Value.VALUABLE),
            result(OutcomeType.OFFENCE_HANDLED, "4000", offence_kind="criminal"),
            result(OutcomeType.OFFENCE_HANDLED, "1600", offence_kind="administrative"),
            result(OutcomeType.WANTED_PERSON, "180", means="arrested", person_kind="warrant"),
            result(OutcomeType.WANTED_PERSON, "90", means="persuaded", person_kind="warrant"),
            result(OutcomeType.WANTED_PERSON, "70", means="arrested", person_kind="fugitive"),
            result(OutcomeType.WANTED_PERSON, "64", means="persuaded", person_kind="fugitive"),
            result(OutcomeType.WARNED, "35917"),
        )
    )
    assert sentence(figures, style=NumberStyle.ROUNDED) == (
        "Quần chúng Nhân dân phát hiện, tố giác, cung cấp hơn 122.000 nguồn tin có giá trị, giúp lực lượng Công an "
        "bắt, xử lý 5.600 vụ vi phạm pháp luật; bắt, vận động 404 đối tượng có lệnh truy nã và đối tượng vi phạm pháp "
        "luật lẩn trốn ra đầu thú; gọi hỏi, răn đe gần 36.000 đối tượng."
    )


def test_the_sentence_of_thanh_hoa() -> None:
    figures = Figures(
        (
            tips(1364),
            tips(25_463, Value.VALUABLE),
            result(OutcomeType.CASE_SOLVED, "312"),
            result(OutcomeType.WANTED_PERSON, "48", means="arrested", person_kind="warrant"),
            result(OutcomeType.DISPUTE_SETTLED, "640", settlement="settled"),
            result(OutcomeType.DISPUTE_SETTLED, "55", settlement="unsettled"),
        )
    )
    assert sentence(figures, style=NumberStyle.ROUNDED) == (
        "Quần chúng Nhân dân đã cung cấp gần 27.000 nguồn tin, trong đó có gần 25.500 nguồn tin có giá trị, giúp lực "
        "lượng Công an điều tra, khám phá 312 vụ án; bắt giữ 48 đối tượng truy nã; đồng thời phối hợp giải quyết 640 "
        "vụ việc, mâu thuẫn trong Nhân dân."
    )
    assert "bắt giữ hàng chục đối tượng truy nã" in sentence(figures, style=NumberStyle.WORDS)
    assert "phối hợp giải quyết hàng trăm vụ việc, mâu thuẫn" in sentence(figures, style=NumberStyle.WORDS)


def test_the_sentence_of_the_grassroots_force_in_phu_tho() -> None:
    figures = Figures(
        (
            tips(3814, group=FORCE),
            result(OutcomeType.INCIDENT_RESOLVED, "1600", group=FORCE, involvement="assisted"),
            result(
                OutcomeType.INCIDENT_RESOLVED,
                "34",
                group=FORCE,
                involvement="assisted",
                contribution=Contribution.SUPPORTED,
            ),
        )
    )
    assert sentence(figures, FORCE) == (
        "Lực lượng tham gia bảo vệ ANTT ở cơ sở đã cung cấp 3.814 tin báo, "
        "hỗ trợ giải quyết 1.634 vụ việc liên quan đến ANTT."
    )


def test_files_name_only_the_measures_that_occur() -> None:
    education = result(OutcomeType.MEASURE_FILED, "150", measure="commune_education")
    school = result(OutcomeType.MEASURE_FILED, "20", measure="reform_school")
    rehabilitation = result(OutcomeType.MEASURE_FILED, "230", measure="compulsory_rehabilitation")
    assert "lập 170 hồ sơ giáo dục tại xã, phường, đưa vào trường giáo dưỡng." in sentence(Figures((education, school)))
    assert (
        "lập hàng trăm hồ sơ giáo dục tại xã, phường, đưa vào trường giáo dưỡng, cơ sở cai nghiện bắt buộc."
        in sentence(Figures((education, school, rehabilitation)), style=NumberStyle.WORDS)
    )


def test_weapons_of_a_campaign_without_tips_are_told() -> None:
    figures = Figures(
        (
            result(
                OutcomeType.WEAPON_RECOVERED,
                "130",
                item_kind="homemade_gun",
                recovery="campaign",
                contribution=Contribution.NONE,
            ),
        )
    )
    assert sentence(figures).endswith("vận động thu hồi 130 khẩu súng tự chế.")


def test_weapons_are_told_by_how_they_were_recovered_and_in_their_unit() -> None:
    figures = Figures(
        (
            result(OutcomeType.WEAPON_RECOVERED, "3", item_kind="hunting_gun", recovery="handed_in"),
            result(
                OutcomeType.WEAPON_RECOVERED,
                "1.5",
                unit=UnitOfCount.KILOGRAM,
                item_kind="explosive",
                recovery="handed_in",
            ),
            result(
                OutcomeType.WEAPON_RECOVERED, "40", unit=UnitOfCount.ROUND, item_kind="ammunition", recovery="seized"
            ),
        )
    )
    assert sentence(figures) == (
        "Quần chúng Nhân dân đã phối hợp giúp lực lượng Công an tiếp nhận 3 khẩu súng săn, 1,5 kg thuốc nổ do người "
        "dân giao nộp; thu giữ 40 viên đạn."
    )


def test_outcomes_that_did_not_come_from_tips_are_not_credited_to_them() -> None:
    figures = Figures((tips(2), result(OutcomeType.CASE_SOLVED, "5", contribution=Contribution.NONE)))
    assert sentence(figures) == "Quần chúng Nhân dân đã cung cấp 2 nguồn tin."


def test_nothing_is_said_naturally() -> None:
    assert sentences(Figures()) == ["Quần chúng Nhân dân chưa cung cấp nguồn tin nào trong kỳ."]
    with language("en"):
        assert sentences(Figures()) == ["The people provided no tips in this period."]


def test_each_group_with_something_to_tell_has_its_sentence() -> None:
    figures = Figures((tips(2), tips(1, group=SourceGroup.MODEL), tips(5, Value.VALUABLE, group=FORCE)))
    assert [text.split(" đã ")[0] for text in sentences(figures)] == [
        "Quần chúng Nhân dân",
        "Lực lượng tham gia bảo vệ ANTT ở cơ sở",
        "Các mô hình bảo đảm ANTT",
    ]


@pytest.mark.parametrize("code", ["vi", "en"])
@given(data=st.data())
def test_every_sentence_is_whole(code: str, data: st.DataObject) -> None:
    kinds = st.sampled_from(OutcomeType)
    cells = [tips(data.draw(st.integers(0, 3)), data.draw(st.sampled_from(Value)))]
    for of in data.draw(st.lists(kinds, max_size=6)):
        attributes = {name: data.draw(st.sampled_from(CHOICES[name])) for name in RULES[of].attributes}
        unit = data.draw(st.sampled_from(RULES[of].units))
        key = outcome_key(of, unit, attributes, source_group=PEOPLE, contribution=Contribution.DIRECT)
        cells.append(Figure(key, Decimal(data.draw(st.integers(1, 9**6)))))
    style = data.draw(st.sampled_from(NumberStyle))
    with language(code):
        text = sentence(Figures(tuple(cells)), style=style)
    assert text.endswith(".")
    assert not any(flaw in text for flaw in ("{", "}", "  ", " ,", " ;", "; ;", ",,", ", ."))
