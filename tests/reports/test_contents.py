"""What a report says, as text and packed."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales import language
from reports.contents import Kind, Row, as_message, as_text, change, packed, unpacked, written
from tests.reports.made import HOSTILE, contents


def test_contents_come_back_from_plain_json_as_they_were() -> None:
    made = replace(contents(*HOSTILE, long=2), chart={"mark": "bar"})
    assert unpacked(json.loads(json.dumps(packed(made)))) == made


@given(cell=st.one_of(st.none(), st.text(), st.dates(), st.decimals(allow_nan=False, allow_infinity=False)))
def test_a_cell_keeps_its_kind_whatever_it_holds(cell: object) -> None:
    made = contents()
    section = made.sections[1]
    assert section.table is not None
    row = Row((cell, *section.table.rows[0].cells[1:]))  # type: ignore[arg-type]  # one of the kinds above
    changed = replace(made, sections=(replace(section, table=replace(section.table, rows=(row,))),))
    found = unpacked(packed(changed)).sections[0].table
    assert found is not None
    assert (found.rows[0].cells[0], type(found.rows[0].cells[0])) == (cell, type(cell))


@pytest.mark.parametrize("plain", [None, {}, [], "x", {"language": "vi"}])
def test_what_is_no_report_is_refused(plain: object) -> None:
    with pytest.raises(ValueError, match="no contents"):
        unpacked(plain)  # type: ignore[arg-type]  # that is the point


def test_a_message_leaves_out_what_is_long() -> None:
    made = contents(long=3)
    assert as_text(made).count("- Tin: 3.814") == 4
    assert as_message(made).count("- Tin: 3.814") == 1
    assert as_message(made).startswith("Công an phường Mỹ Thượng\nTừ ngày 01/01/2026")


def test_numbers_are_read_the_vietnamese_way() -> None:
    assert written(Decimal(33_104), Kind.NUMBER) == "33.104"
    assert written(Decimal("0.9498"), Kind.SHARE) == "94,98%"
    with language("en"):
        assert [change(Decimal(by)) for by in ("0.125", "-0.5", "0")] == ["up 12.5%", "down 50%", "unchanged"]
