"""Figures by the names that reports print, as they are written into the tables of totals from before."""

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import locales
from bot.__main__ import cli
from bot.entry_words import CellError
from bot.figure_names import MOST_WORDS, read_figure
from domain.activities import ACTIVITY_RULES
from domain.figures import (
    ActivityKey,
    FigureKey,
    IncidentKey,
    KindsKey,
    MilestoneKey,
    OutcomeKey,
    StandardKey,
    StructureKey,
    TipKey,
    figure_id,
    outcome_key,
    read_figure_id,
)
from domain.outcomes import CHOICES, RULES, IncidentKind, OutcomeType, Value
from domain.structures import AreaKind, Measure, Milestone, Standard, StructureType
from domain.tip import Category, SourceGroup
from reports.labels import unit_of
from reports.naming import figure_name
from storage.vault import create_keys


def printed() -> list[FigureKey]:
    """Return figures of every kind with every limit that a total from before may have."""
    found: list[FigureKey] = [TipKey(), IncidentKey(), TipKey(SourceGroup.PEOPLE, Value.VALUABLE, Category.THEFT)]
    found += [TipKey(value=one) for one in Value] + [TipKey(category=one) for one in Category]
    found += [IncidentKey(kind=one) for one in IncidentKind]
    for of in OutcomeType:
        rule = RULES[of]
        chosen = {name: CHOICES[name][-1] for name in rule.attributes if name in CHOICES}
        for unit in rule.units:
            found += [OutcomeKey(of, unit), outcome_key(of, unit, chosen, source_group=SourceGroup.GRASSROOTS_FORCE)]
    for kind, done in ACTIVITY_RULES.items():
        found += [ActivityKey(kind, unit, by=SourceGroup.ORGANISATION) for unit in done.units]
    for structure in StructureType:
        found += [StructureKey(structure, measure) for measure in Measure]
        found += [StructureKey(structure, name="Camera an ninh"), KindsKey(structure)]
        found += [MilestoneKey(structure, one) for one in Milestone]
    return found + [
        StandardKey(one, area, assessed) for one in Standard for area in AreaKind for assessed in (False, True)
    ]


def test_every_name_that_a_report_prints_is_the_figure_again() -> None:
    with locales.language(locales.DEFAULT):
        names = {one: f"{figure_name(one)} ({unit_of(one)})" for one in printed()}
    for one, name in names.items():
        assert figure_id(read_figure(name)) == figure_id(one), name


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("Nguồn tin có giá trị", "tips?value=valuable"),
        ("nguon tin, quan chung Nhan dan, co gia tri", "tips?value=valuable&source=people"),
        (" tips?value=valuable ", "tips?value=valuable"),
        ("Tuyên truyền – Pháp luật (cuộc)", "activity.propaganda.meeting?topic=law"),
        ("Tuần tra Nhân dân (lượt) – lực lượng cơ sở", "activity.patrol.turn?by=grassroots_force"),
        ("tổ hòa giải", "structure.mediation_team"),
        ('Mô hình: "Camera an ninh"', "structure.model?name=Camera%20an%20ninh"),
        ("Vụ việc", "incident"),
        ("O5", "outcome.O5.person"),
    ],
)
def test_a_figure_is_named_in_vietnamese(typed: str, figure: str) -> None:
    assert read_figure(typed) == read_figure_id(figure)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Tuyên truyền", "“(đợt)” activity.propaganda.session"),
        ("Tuyên truyền", "add the unit of count"),
        ("nguồn tin rất hay", "write its name as reports print it"),
        ("Tuyên truyền (khẩu)", "“Tuyên truyền (đợt)”"),
        ("Tin “Camera an ninh”", "is no figure"),
        ("Có giá trị – Có giá trị", "is no figure"),
        ("tin " * (MOST_WORDS + 1), "is no figure"),
        ("", "is no figure"),
    ],
)
def test_what_names_no_figure_or_several_is_told_how_to_name_one(typed: str, said: str) -> None:
    with pytest.raises(CellError, match=r"figure") as refused:
        read_figure(typed)
    assert said in str(refused.value)


# The files.


@pytest.fixture
def here(tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a database that knows the units."""
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
    return run(f"{command} lines.csv --unit 46")


def test_totals_are_entered_by_names_and_their_whole_period_is_told(here: Path) -> None:
    entered = enter(
        here,
        "backfill",
        "Chỉ tiêu;Số lượng;Từ ngày;Đến ngày;Văn bản",
        "Nguồn tin – Có giá trị;122.000;01/01/2016;31/12/2023;Báo cáo 9",
        "Tuyên truyền (đợt);750;01/01/2016;31/12/2023;Báo cáo 9",
    )
    assert entered.exit_code == 0, entered.output
    assert "from 01/01/2016 to 31/12/2023" in entered.stdout
    report = run("report --unit 46 --from 2016-01-01 --to 2023-12-31")
    assert "122.000" in report.stdout


def test_an_activity_in_a_wrong_unit_is_told_the_right_ones(here: Path) -> None:
    refused = enter(here, "activity", "Loại;Số lượng;Đơn vị tính;Lực lượng;Ngày", "Tuần tra;5;hộ;Nhân dân;01/11/2025")
    assert refused.exit_code == 1
    assert "“tuần tra” is not counted in “hộ”; it is counted in “lượt”, “cuộc”" in refused.stderr


def test_the_template_of_totals_shows_names_and_ids(here: Path) -> None:
    shown = run("backfill --template").stdout
    assert "Nguồn tin – Có giá trị" in shown
    assert "tips?value=valuable" in shown
    assert here.is_dir()


# What a wrong option is told.


@pytest.mark.parametrize(
    ("command", "wrong", "right"),
    [
        ("report --unit 46 --period namx", "namx", "nguontin periods"),
        ("report --unit 46 --from 2026-12-31 --to 2026-01-01", "2026-01-01, lies before", "--from"),
        ("report --unit 46 --from 3026-01-01 --to 3026-02-01", "3026", "1945 to 2999"),
        ("report --unit 46 --from heute --to 2026-02-01", "“heute” is no day", "2026-11-30 or 30/11/2026"),
        ("close-period --unit 46 --from 2026-12-31 --to 2026-01-01", "lies before", "--from"),
        ("report --unit 4699 --period month", "no unit 4699", "five digits"),
        ("report --unit 46 --period month --out no/such/x.docx --format docx", "there is no folder no/such", "--out"),
        ("report --unit 46 --period month --out var --format docx", "var is a folder", "--out"),
    ],
)
def test_what_cannot_be_is_told_with_what_can(here: Path, command: str, wrong: str, right: str) -> None:
    told = run(command)
    assert (told.exit_code, told.stdout) == (2, ""), told.output
    assert told.stderr.startswith("nguontin: ")
    assert wrong in told.stderr
    assert right in told.stderr
    assert "Traceback" not in told.stderr
    assert here.is_dir()


def test_a_file_that_cannot_be_written_after_all_is_told(here: Path) -> None:
    (here / "full").symlink_to("/dev/full")
    told = run("report --unit 46 --period month --out full")
    assert told.exit_code == 1
    assert "full cannot be written (No space left on device)" in told.stderr
