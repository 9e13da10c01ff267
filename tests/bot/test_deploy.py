"""What is put on a server: units, proxy, alarms and the runbook name what there is, and nothing that must not be."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import cli
from bot.app import Part
from bot.exposition import exposition
from bot.metrics import Beat, beat, ended
from bot.settings import Settings, read_settings
from bot.stopping import LAST_MOMENT
from storage.backlog import Backlog, Queue
from storage.outbox import Priority
from web import links

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
COMMAND = "/opt/nguontin/.venv/bin/nguontin"


def lines(path: Path) -> list[str]:
    """Return what a file says, without its comments."""
    return [line for line in path.read_text().splitlines() if line.strip() and not line.lstrip().startswith("#")]


def values(path: Path, name: str) -> list[str]:
    """Return what a unit sets a name to."""
    return [line.partition("=")[2] for line in lines(path) if line.startswith(f"{name}=")]


def test_every_unit_is_there() -> None:
    assert {unit.name for unit in UNITS} == {
        "nguontin.service",
        "nguontin@.service",
        "nguontin-backup.service",
        "nguontin-backup.timer",
    }


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_understands_every_unit(tmp_path: Path) -> None:
    for unit in UNITS:
        # An instance stands for its template; what is not installed here stands for itself.
        text = unit.read_text().replace(COMMAND, "/bin/true")
        (tmp_path / unit.name.replace("@", "@handling")).write_text(text)
    done = subprocess.run(  # noqa: S603 - our own files
        ["systemd-analyze", "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))],  # noqa: S607 - of the system's own path
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_is_made_of_sections_with_settings(unit: Path) -> None:
    assert all(re.fullmatch(r"\[(Unit|Service|Timer|Install)\]|[A-Z]\w+=.*", line) for line in lines(unit))


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=lambda unit: unit.name)
def test_a_service_runs_a_command_that_there_is_without_rights_it_does_not_need(unit: Path) -> None:
    [start] = values(unit, "ExecStart")
    assert COMMAND in start
    command = start.partition(COMMAND)[2].split()[0]
    told = CliRunner().invoke(cli, [command, "--help"]).stdout
    assert "Usage" in told
    assert ("--only" in start) <= ("--only" in told)
    for name in ("NoNewPrivileges", "PrivateTmp", "ProtectHome"):
        assert values(unit, name) == ["yes"]
    assert values(unit, "ProtectSystem") == ["strict"]
    # SQLite, evidence and keys are written there, and nowhere else.
    assert "/var/lib/nguontin" in values(unit, "ReadWritePaths")[0]
    assert values(unit, "MemoryMax")
    # What draws charts compiles as it runs.
    assert not values(unit, "MemoryDenyWriteExecute")


@pytest.mark.parametrize("name", ["nguontin.service", "nguontin@.service"])
def test_systemd_waits_longer_for_the_end_than_the_service_takes(name: str) -> None:
    [seconds] = values(DEPLOY / name, "TimeoutStopSec")
    assert LAST_MOMENT.total_seconds() < 10 < int(seconds)
    assert values(DEPLOY / name, "Type") == ["notify"]
    assert values(DEPLOY / name, "Restart") == ["on-failure"]
    assert int(values(DEPLOY / name, "WatchdogSec")[0]) > 10


def test_the_example_names_settings_that_there_are_and_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    example = (DEPLOY / "nguontin.env.example").read_text()
    named = re.findall(r"^#?NGUONTIN_(\w+)=(.*)$", example, re.MULTILINE)
    assert {name.lower() for name, _ in named} <= set(Settings.model_fields)
    for line in lines(DEPLOY / "nguontin.env.example"):
        name, _, value = line.partition("=")
        monkeypatch.setenv(name, value.strip("'"))
    settings = read_settings(_env_file=None)
    assert str(settings.backups) == "/var/backups/nguontin"
    assert settings.database_url == "sqlite+aiosqlite:////var/lib/nguontin/nguontin.db"


def test_the_proxy_passes_webhooks_and_pages_and_keeps_numbers_and_secrets_to_itself() -> None:
    text = "\n".join(lines(DEPLOY / "nginx.conf"))
    for path in ("/metrics", "/healthz", "/readyz"):
        assert f"location = {path} {{ return 404; }}" in text
    assert text.count("{") == text.count("}")
    for path in ("/webhook/", links.ENTER):
        block = text.partition(f"location {path} {{")[2].partition("}")[0]
        assert "access_log off;" in block
        assert "proxy_pass" in block
    log = text.partition("log_format nguontin ")[2].partition(";")[0]
    # Not the request with its query string, no address, no header.
    assert set(re.findall(r"\$\w+", log)) == {
        "$time_iso8601",
        "$request_method",
        "$uri",
        "$status",
        "$body_bytes_sent",
        "$request_time",
    }


@pytest.fixture
def shown() -> set[str]:
    """The names of all numbers that can be asked for."""
    for part in Beat:
        beat(part)
    waiting = Backlog(Queue(), 0, {priority: Queue() for priority in Priority}, Queue())
    text = exposition(waiting, now=datetime(2026, 11, 22, tzinfo=UTC), backups=DEPLOY, folder=DEPLOY).decode()
    for part in Beat:
        ended(part)
    return set(re.findall(r"^(\w+)", text, re.MULTILINE)) | {"up"}


def alerts() -> dict[str, str]:
    """Return the alarms and what they ask."""
    rules = re.split(r"- alert: ", "\n".join(lines(DEPLOY / "alerts.yml")))[1:]
    return {rule.split()[0]: rule.partition("expr:")[2].partition("for:")[0].partition("labels:")[0] for rule in rules}


def test_alarms_ask_for_numbers_that_there_are(shown: set[str]) -> None:
    assert len(alerts()) > 20
    for expression in alerts().values():
        asked = set(re.findall(r"\b(?:nguontin_\w+|process_\w+|up)\b", expression))
        assert asked
        assert asked <= shown


def test_the_runbook_has_each_alarm_with_what_to_do_and_when_it_is_over() -> None:
    runbook = (ROOT / "docs" / "operations.md").read_text()
    paragraphs = {
        part.partition("\n")[0].strip(): part.partition("\n")[2]
        for part in re.split(r"^### ", runbook.partition("## Alarms")[2].partition("\n## ")[0], flags=re.MULTILINE)[1:]
    }
    assert paragraphs.keys() == alerts().keys()
    for name, paragraph in paragraphs.items():
        assert "**Over**" in paragraph, name
        assert "**Do" in paragraph or "See " in paragraph, name


def test_the_runbook_names_numbers_commands_settings_and_files_that_there_are(shown: set[str]) -> None:
    runbook = (ROOT / "docs" / "operations.md").read_text()
    counters = {name.removesuffix("_total") for name in shown}
    spreads = {name.removesuffix("_bucket") for name in shown}
    assert set(re.findall(r"`(nguontin_\w+)", runbook)) <= shown | counters | spreads
    commands = set(re.findall(r"(?:`nguontin|\bnt) ([a-z][a-z-]+)", runbook))
    known = {str(one.name or one.callback.__name__) for one in cli.registered_commands if one.callback}
    known |= {str(one.name) for one in cli.registered_groups}
    assert commands <= known
    assert {name.lower() for name in re.findall(r"NGUONTIN_(\w+)", runbook)} <= set(Settings.model_fields)
    assert all((ROOT / name).exists() for name in re.findall(r"`(deploy/[\w.@-]+)`", runbook))
    assert {part.value for part in Part} <= set(re.findall(r"`(\w+)`", runbook))
