"""`nguontin report` and what belongs to it, typed as an operator does."""

import json
import os
from pathlib import Path

import docx
import openpyxl
import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import cli
from storage.vault import create_keys

DAYS = "--from 2025-11-01 --to 2025-11-30"


@pytest.fixture
def here(tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a database that knows the units, and an activity, a model and a total from before in it."""
    for name in [name for name in os.environ if name.startswith("NGUONTIN_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    create_keys(tmp_path / "var" / "keys.json")
    (tmp_path / "var" / "nguontin.db").write_bytes(migrated_file.read_bytes())
    assert run("migrate").exit_code == 0
    return tmp_path


def run(command: str) -> Result:
    return CliRunner().invoke(cli, command.split())


def enter(here: Path, command: str, *lines: str) -> Result:
    (here / "lines.csv").write_text("\n".join(lines), encoding="utf-8")
    return run(f"{command} lines.csv --unit 19930")


def fill(here: Path) -> None:
    entered = [
        enter(here, "activity", "type;quantity;unit_of_count;by;on", "patrol;4.885;turn;grassroots_force;05/11/2025"),
        enter(here, "register", "type;name;started_on", "model;Camera với an ninh trật tự;01/02/2025"),
        enter(
            here,
            "backfill",
            "figure;quantity;start;end;document",
            "tips?value=valuable&source=people;122.000;01/11/2025;02/11/2025;Báo cáo 9",
        ),
    ]
    assert [one.exit_code for one in entered] == [0, 0, 0], [one.output for one in entered]


def test_every_form_is_made_of_one_report(here: Path) -> None:
    fill(here)
    for form in ("text", "json", "xlsx", "docx", "svg", "png"):
        made = run(f"report --unit 46 {DAYS} --format {form} --out report.{form}")
        assert (made.exit_code, made.output) == (0, ""), made.output
    text = (here / "report.text").read_text(encoding="utf-8")
    assert "4.885 lượt" in text
    assert "Báo cáo 9" in text
    found = json.loads((here / "report.json").read_text(encoding="utf-8"))
    figures = {one["id"]: one["quantity"] for one in found["figures"]}
    assert (figures["activity.patrol.turn"], figures["structure.model"], figures["tips"]) == (4885, 1, 0)
    cells = [cell.value for sheet in openpyxl.load_workbook(here / "report.xlsx") for row in sheet for cell in row]
    assert {4885, "Camera với an ninh trật tự", "activity.patrol.turn"} <= set(cells)
    words = "\n".join(one.text for one in docx.Document(str(here / "report.docx")).paragraphs)
    assert "4.885 lượt" in words
    assert (here / "report.svg").read_text(encoding="utf-8").startswith("<svg")
    assert (here / "report.png").read_bytes().startswith(b"\x89PNG")


def test_totals_from_before_and_round_numbers_come_when_asked_for(here: Path) -> None:
    fill(here)
    apart = run(f"report --unit 46 {DAYS} --format json").stdout
    summed = run(f"report --unit 46 {DAYS} --format json --add-backfilled").stdout
    key = "tips?value=valuable&source=people"
    for printed, quantity in ((apart, None), (summed, 122_000)):
        assert {one["id"]: one["quantity"] for one in json.loads(printed)["figures"]}.get(key) == quantity
    assert "gần 4.900" in run(f"report --unit 46 {DAYS} --rounded").stdout
    assert "4.885" in run(f"report --unit 46 {DAYS} --exact").stdout


def test_a_figure_is_opened_by_its_id(here: Path) -> None:
    fill(here)
    opened = run(f"report --unit 46 {DAYS} --open activity.patrol.turn")
    assert opened.exit_code == 0
    assert "Phường Mỹ Thượng" in opened.stdout
    assert "05/11/2025: 4.885" in opened.stdout
    plain = json.loads(run(f"report --unit 46 {DAYS} --open activity.patrol.turn --format json").stdout)
    assert (plain["id"], plain["quantity"], len(plain["rows"])) == ("activity.patrol.turn", "4885", 1)
    after = plain["rows"][0]["id"]
    rest = run(f"report --unit 46 {DAYS} --open activity.patrol.turn --after {after} --format json").stdout
    assert json.loads(rest)["rows"] == []


def test_a_period_is_closed_once_and_later_changes_are_adjustments(here: Path) -> None:
    fill(here)
    closed = run(f"close-period --unit 46 {DAYS}")
    assert closed.exit_code == 0, closed.output
    assert "SHA-256" in closed.stdout
    again = run(f"close-period --unit 46 {DAYS}")
    assert (again.exit_code, "closed on" in again.stderr) == (2, True)
    later = enter(here, "activity", "type;quantity;unit_of_count;by;on", "patrol;15;turn;grassroots_force;06/11/2025")
    assert later.exit_code == 0, later.output
    found = json.loads(run(f"report --unit 46 {DAYS} --format json").stdout)
    assert {one["id"]: one["quantity"] for one in found["figures"]}["activity.patrol.turn"] == 4885
    assert {"id": "activity.patrol.turn", "frozen": 4885, "now": 4900} in found["closing"]["adjusted"]
    following = json.loads(run("report --unit 46 --from 2025-12-01 --to 2025-12-31 --format json").stdout)
    assert following["closing_before"]["adjusted"] == found["closing"]["adjusted"]


def test_nothing_of_a_file_with_a_wrong_line_is_entered(here: Path) -> None:
    wrong = enter(
        here,
        "activity",
        "type;quantity;unit_of_count;by;on",
        "patrol;7;turn;grassroots_force;06/11/2025",
        "patrol;-1;turn;grassroots_force;06/11/2025",
    )
    assert wrong.exit_code == 1
    assert "line 3" in wrong.stderr
    printed = run(f"report --unit 46 {DAYS} --format json").stdout
    assert "activity.patrol.turn" not in printed
    assert run("register --template").stdout.count("\n") > 3
    assert run("register --standards --template").stdout != run("register --template").stdout
    assert run("activity").exit_code == 2


def test_a_template_of_the_unit_is_followed_and_a_broken_one_is_named(here: Path) -> None:
    folder = here / "var" / "templates"
    folder.mkdir()
    own = docx.Document()
    own.add_paragraph("Mẫu của {{don_vi}}")
    own.save(str(folder / "46.docx"))
    for unit in ("46", "19930"):
        made = run(f"report --unit {unit} {DAYS} --format docx --out x.docx")
        assert made.exit_code == 0, made.output
        assert docx.Document(str(here / "x.docx")).paragraphs[0].text.startswith("Mẫu của Công an")
    (folder / "46.docx").write_bytes(b"x")
    broken = run(f"report --unit 46 {DAYS} --format docx --out x.docx")
    assert (broken.exit_code, "46.docx" in broken.stderr) == (2, True)


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (f"report --unit 46 {DAYS} --format pdf", "--format takes text, json"),
        (f"report --unit 46 {DAYS} --format xlsx --open tips", "--open goes with text or json"),
        (f"report --unit 46 {DAYS} --open nothing", "no figure has the id"),
        ("report --unit 46 --from 2040-01-01 --to 2040-01-31 --format png --out x.png", "nothing to draw"),
        ("close-period --unit 46 --from 2040-01-01 --to 2040-01-31", "is not over"),
        (f"close-period --unit 99999 {DAYS}", "there is no unit 99999"),
        ("close-period --unit 46", "--from and --to"),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_cannot_be_done_ends_with_a_sentence(command: str, says: str) -> None:
    ended = run(command)
    assert (ended.exit_code, says in ended.stderr.replace("\n", " ")) == (2, True), ended.stderr


@pytest.mark.usefixtures("here")
def test_kept_counts_are_compared_with_their_tips() -> None:
    checked = run("figures check")
    assert (checked.exit_code, "0 months" in checked.stdout) == (0, True), checked.output
