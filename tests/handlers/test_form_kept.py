"""Sketches outlive a change of the program, so the form in which they are kept has a number."""

from domain.place import Position
from handlers import duplicates
from tests.scene import START
from triage.duplicates import Known, Report
from triage.kept_reports import pack
from triage.sketches import Sketch


def test_the_form_of_what_is_kept_is_the_one_that_is_numbered() -> None:
    told = Report(Sketch.of((0x1234_5678,)), START, Position(16.5, 107.6), Known({"fire": 0.6}, (START, START)))
    kept = b'{"at":[16.5,107.6,null],"happened":[1795183200,1795183200],"categories":{"fire":0.6}}\n\x78\x56\x34\x12'
    assert (duplicates.FORM, pack(told)) == (1, kept), "raise FORM, and write the new form here"
