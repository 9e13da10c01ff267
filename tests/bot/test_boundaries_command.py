"""`nguontin boundaries import` as an operator types it, and what the doctor says before and after."""

import io
import os
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from bot import __main__ as command_line
from bot import doctor
from bot.boundaries import run_import
from bot.settings import read_settings
from places import gazetteer
from places.boundaries import Boundaries
from tests.places.maps import collection, feature, square

TWO = ["19930", "19900"]
"""Mỹ Thượng and Phong Phú, both in Huế."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which commands are typed; settings come from nowhere else."""
    for name in [name for name in os.environ if name.startswith("NGUONTIN_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    # Consoles look for standard output when they are made; the runner of commands puts another one there.
    monkeypatch.setattr(command_line, "out", Console(highlight=False, soft_wrap=True))
    monkeypatch.setattr(command_line, "err", Console(stderr=True, highlight=False, soft_wrap=True))
    return tmp_path


def typed(*words: str) -> Result:
    return CliRunner().invoke(command_line.cli, ["boundaries", "import", *words])


def around(code: str, side: float = 0.01) -> dict[str, object]:
    """Return a commune drawn as a square around its middle."""
    commune = gazetteer.load().commune(code)
    middle = square(commune.lon - side / 2, commune.lat - side / 2, side)
    return feature(code, middle, name=commune.name)


def places_finding() -> doctor.Finding:
    return doctor._places(read_settings())  # noqa: SLF001 - no database, no network


def test_a_file_is_imported_and_the_doctor_knows(folder: Path) -> None:
    before = places_finding()
    assert (before.is_well, before.is_note) == (True, True)
    assert "no exact boundaries" in before.says
    assert "nguontin boundaries import FILE" in before.says
    (folder / "communes.geojson").write_text(collection(around(code) for code in TWO), encoding="utf-8")
    ended = typed("communes.geojson")
    assert (ended.exit_code, ended.stderr) == (0, "")
    first, missing, force = ended.stdout.splitlines()
    assert first.startswith("communes.geojson of 20")
    assert first.endswith(": 2 communes with 10 corners, cut into 2 pieces.")
    assert missing.startswith("3,319 communes are not in it (00004 Phường Ba Đình, ")
    assert force == "In force from now on, also for a service that runs: var/boundaries.db"
    after = places_finding()
    assert (after.is_well, after.is_note) == (True, True)
    assert "exact boundaries of 2 of them from communes.geojson" in after.says
    assert Boundaries(folder / "var" / "boundaries.db").dataset is not None
    (folder / "var" / "boundaries.db").write_bytes(b"x" * 100)
    broken = places_finding()
    assert not broken.is_well
    assert "import" in broken.says


def test_all_communes_leave_nothing_to_note(folder: Path) -> None:
    every = [around(commune.code, 0.0002) for commune in gazetteer.load().communes]
    (folder / "all.geojson").write_text(collection(every), encoding="utf-8")
    ended = typed("all.geojson")
    assert "Every commune of the country is in it." in ended.stdout
    finding = places_finding()
    assert (finding.is_well, finding.is_note) == (True, False)
    assert "3321 of them" in finding.says


def test_a_file_with_fewer_communes_is_refused_unless_that_is_meant(folder: Path) -> None:
    (folder / "two.geojson").write_text(collection(around(code) for code in TWO), encoding="utf-8")
    (folder / "one.geojson").write_text(collection([around(TWO[0], 0.02)]), encoding="utf-8")
    assert typed("two.geojson").exit_code == 0
    target = folder / "var" / "boundaries.db"
    content = target.read_bytes()
    refused = typed("one.geojson")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "with 1 it lacks 1 of the communes in force (" in refused.stderr
    assert "Huế 1); where these shall be lost, say --partial" in refused.stderr
    assert target.read_bytes() == content
    accepted = typed("--partial", "one.geojson")
    assert (accepted.exit_code, accepted.stderr) == (0, "")
    assert "communes that are new: 0, gone: 1, drawn otherwise: 1." in accepted.stdout
    assert "No boundary is another than before." in typed("one.geojson").stdout
    again = typed("two.geojson")
    assert "communes that are new: 1, gone: 0, drawn otherwise: 1." in again.stdout


def test_of_many_lost_provinces_a_few_are_named(folder: Path) -> None:
    every = [around(commune.code, 0.0002) for commune in gazetteer.load().communes[::40]]
    (folder / "many.geojson").write_text(collection(every), encoding="utf-8")
    (folder / "few.geojson").write_text(collection(every[:2]), encoding="utf-8")
    assert typed("many.geojson").exit_code == 0
    refused = typed("few.geojson")
    assert refused.exit_code == 1
    assert f"with 2 it lacks {len(every) - 2} of the communes in force (" in refused.stderr
    assert " more provinces); " in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_warnings_are_counted_and_the_first_few_shown(folder: Path) -> None:
    features = [around(commune.code) | {"number": 1} for commune in gazetteer.load().communes[:30]]
    for one in features:
        one["properties"] = {"code": one["properties"]["code"], "name": "Atlantis"}  # type: ignore[index]  # as made
    (folder / "x.geojson").write_text(collection(features), encoding="utf-8")
    lines = typed("x.geojson").stdout.splitlines()
    assert any(line.endswith(" warnings:") for line in lines)
    assert any("is called Atlantis in the file" in line for line in lines)
    assert lines[-2].endswith("more") or "overlaps" in lines[-2]


def test_one_fault_is_one_sentence(folder: Path) -> None:
    (folder / "x.geojson").write_text(collection([feature("99999", square(106, 10))]))
    ended = typed("x.geojson")
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert ended.stderr.startswith(
        "nguontin: x.geojson was not imported, and the boundaries in force stay: feature 1 (line 2): has the code"
    )
    assert ended.stderr.count("\n") == 1
    assert not (folder / "var" / "boundaries.db").exists()


def test_several_faults_are_listed(folder: Path) -> None:
    (folder / "x.geojson").write_text(collection(feature(f"9{n:04}", square(106, 10)) for n in range(30)))
    ended = typed("x.geojson")
    assert ended.exit_code == 1
    lines = ended.stderr.splitlines()
    assert lines[0].endswith("; 30 faults, the first of them:")
    assert len(lines) == 21


def test_what_cannot_be_read_is_wrong_use(folder: Path) -> None:
    for words in (["nowhere.geojson"], [str(folder)], [], ["a", "b"]):
        ended = typed(*words)
        assert (ended.exit_code, ended.stdout) == (2, "")
        assert ended.stderr


def test_what_cannot_be_written_is_a_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "x.geojson").write_text(collection([around("19930")]))
    (folder / "file").write_text("")
    monkeypatch.setenv("NGUONTIN_BOUNDARIES", "file/boundaries.db")
    ended = typed("x.geojson")
    assert ended.exit_code == 1
    assert "cannot be written" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_terminal_sees_a_bar_and_a_pipe_does_not(folder: Path) -> None:
    source = folder / "x [1].geojson"
    source.write_text(collection([around("19930")]))
    for is_terminal in (True, False):
        drawn = io.StringIO()
        console = Console(file=drawn, force_terminal=is_terminal, width=100)
        assert list(run_import(source, folder / "boundaries.db", console=console))
        assert ("x [1].geojson" in drawn.getvalue()) == is_terminal


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "var/boundaries.db"),
        ({"database_url": "sqlite+aiosqlite:////srv/tin/nguontin.db"}, "/srv/tin/boundaries.db"),
        ({"database_url": "sqlite:///here.db"}, "boundaries.db"),
        ({"database_url": "postgresql://h/x", "keys": Path("/etc/tin/keys.json")}, "/etc/tin/boundaries.db"),
        ({"boundaries": Path("/data/b.db")}, "/data/b.db"),
    ],
)
def test_the_boundaries_lie_beside_what_else_is_kept(folder: Path, given: dict[str, object], expected: str) -> None:
    assert folder.exists()
    assert read_settings(**given).boundaries_file == Path(expected)
