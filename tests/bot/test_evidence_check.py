"""`nguontin evidence check` says whether files and rows fit together, and its exit code says so, too."""

import asyncio
import os
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import evidence_check
from bot.__main__ import cli
from storage import schema
from storage.evidence import EvidenceFiles, Reconciliation
from storage.vault import create_keys, load_keys


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EvidenceFiles:
    """An empty database, keys, and a store of files."""
    create_keys(tmp_path / "keys.json")
    url = f"sqlite+aiosqlite:///{tmp_path / 'nguontin.db'}"
    schema.migrate(url)
    monkeypatch.setenv("NGUONTIN_DATABASE_URL", url)
    monkeypatch.setenv("NGUONTIN_KEYS", str(tmp_path / "keys.json"))
    monkeypatch.setenv("NGUONTIN_EVIDENCE_URL", f"file://{tmp_path / 'evidence'}")
    return EvidenceFiles(f"file://{tmp_path / 'evidence'}", load_keys(tmp_path / "keys.json"))


def test_what_fits_together_is_well(installation: EvidenceFiles) -> None:
    del installation
    done = CliRunner().invoke(cli, ["evidence", "check"])
    assert (done.exit_code, done.output) == (0, "0 files; 0 missing, 0 without a row\n")


def test_an_old_file_without_a_row_is_a_fault(installation: EvidenceFiles, tmp_path: Path) -> None:
    asyncio.run(installation.put("original/900", b"nobody's"))
    path = tmp_path / "evidence" / "original" / "900"
    old = path.stat().st_mtime - timedelta(days=2).total_seconds()
    os.utime(path, (old, old))
    done = CliRunner().invoke(cli, ["evidence", "check"])
    assert done.exit_code == 1
    assert "without a row, removed by the nightly purge: original/900" in done.output


def test_only_so_many_files_are_named() -> None:
    found = Reconciliation(orphans=(), missing=tuple(f"original/{number}" for number in range(70)), compared=3)
    said = evidence_check.lines(found)
    assert said[0] == "3 files; 70 missing, 0 without a row"
    assert len(said) == 1 + evidence_check.NAMED + 1
    assert said[-1] == "… and 20 more"
