"""`nguontin report` and what belongs to it, typed as an operator does."""

import json
import os
import re
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
    opened = f"report --unit 46 {DAYS} --open {key}"
    assert "122.000" not in run(opened).stdout
    assert "122.000" in run(f"{opened} --add-backfilled").stdout
    assert "122.000" in json.loads(run(f"{opened} --add-backfilled --format json").stdout)["totals_from_before"][0]
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
    opened = run(f"report --unit 46 {DAYS} --open activity.patrol.turn")
    first, _days, closed_on, adjusted, *rows = opened.stdout.splitlines()
    assert "4.885 lượt" in first
    assert re.search(r"\d\d/\d\d/\d{4}", closed_on)
    assert "4.900" in adjusted
    assert "+15" in adjusted
    assert len(rows) == 2
    plain = json.loads(run(f"report --unit 46 {DAYS} --open activity.patrol.turn --format json").stdout)
    assert (plain["quantity"], plain["closing"]["now"], plain["closing"]["adjustment"]) == ("4885", "4900", "15")
    assert plain["closing"]["is_intact"] is True
    following = json.loads(run("report --unit 46 --from 2025-12-01 --to 2025-12-31 --format json").stdout)
    assert following["closing_before"]["adjusted"] == found["closing"]["adjusted"]


def test_periods_are_those_of_the_unit_and_campaigns_have_names(here: Path) -> None:
    head = "unit;period;valid_from;from_day;campaign;start;end;document"
    entered = enter(
        here,
        "periods",
        head,
        "46;tháng báo cáo;20/06/2025;20;;;;Công văn 1",
        "46;năm;01/01/2100;;;;;Công văn 2",
        "46;;;;Cao-điểm;01/11/2025;20/11/2025;Kế hoạch 3",
    )
    assert entered.exit_code == 0, entered.output
    listed = run("periods --unit 19930").stdout
    assert "(entry 1): Công văn 1" in listed
    assert "from 01/01/2100: 12 months from day 1" in listed
    assert "campaign “Cao-điểm”  01/11/2025 – 20/11/2025  unit 46 (entry 1): Kế hoạch 3" in listed
    assert "as everywhere" in listed
    fill(here)
    named = {
        "--period report_month --to 2025-11-05": ("2025-10-20", "2025-11-19"),
        "--period report_month --to 2025-06-16": ("2025-06-15", "2025-06-19"),
        "--period cao-ĐIỂM": ("2025-11-01", "2025-11-20"),
    }
    for asked, (start, end) in named.items():
        found = json.loads(run(f"report --unit 19930 {asked} --format json").stdout)
        assert found["period"] == {"start": start, "end": end}
    opened = run("report --unit 46 --period Cao-điểm --open activity.patrol.turn")
    assert "05/11/2025: 4.885" in opened.stdout
    closed = run("close-period --unit 46 --period Cao-điểm")
    assert closed.stdout.startswith("46, 2025-11-01 to 2025-11-20: ")
    late = enter(here, "periods", head + ";corrects", "46;;;;Cao-điểm;01/11/2025;25/11/2025;Kế hoạch 3;1")
    assert (late.exit_code, "has closed 01/11/2025 to 20/11/2025" in late.stderr) == (1, True)
    assert run("periods --unit 999").exit_code == 2
    assert run("periods").exit_code == 2


def test_a_report_says_what_it_does_not_count_twice(here: Path) -> None:
    fill(here)
    both = "unit;type;started_on;count"
    assert enter(here, "register", both, "46;tổ hòa giải;01/02/2025;400", ";tổ hòa giải;01/02/2025;12").exit_code == 0
    total = "tips?value=valuable&source=people"
    entered = enter(
        here,
        "backfill",
        "unit;figure;quantity;start;end;document;at_least",
        f"46;{total};125.000;01/11/2025;03/11/2025;Báo cáo 10;x",
    )
    assert "Note: 46 has given tips?value=valuable&source=people" in entered.stdout
    found = json.loads(run(f"report --unit 46 {DAYS} --add-backfilled --format json").stdout)
    quantities = {one["id"]: one["quantity"] for one in found["figures"]}
    assert (quantities["structure.mediation_team"], quantities[total]) == (400, 125_000)
    part = {"unit": "46", "units_below": 1}
    assert found["not_added"] == [{"id": "structure.mediation_team", **part, "quantity": 12}]
    assert found["backfilled"]["not_added"] == [{"id": total, **part, "quantity": 122_000}]
    text = run(f"report --unit 46 {DAYS} --add-backfilled --rounded").stdout
    assert "hơn 125.000" in text
    apart = run(f"report --unit 46 {DAYS} --rounded").stdout
    assert "hơn 125.000" in apart
    own = json.loads(run(f"report --unit 19930 {DAYS} --format json").stdout)
    assert {one["id"]: one["quantity"] for one in own["figures"]}["structure.mediation_team"] == 12


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
