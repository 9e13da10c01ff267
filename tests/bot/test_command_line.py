"""The commands as an operator types them: what they print, what they leave behind, and how they end."""

import asyncio
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import cli
from bot.app import Part
from bot.service import WrongUseError, chosen_parts
from storage.vault import create_keys
from tests.bot.fake import TOKEN, FakeApi, serving

ROOT = str(Path(__file__).parents[2])

FACTS = {
    "getMe": {"id": 1, "is_bot": True, "first_name": "b", "username": "nguon_tin_bot"},
    "getWebhookInfo": {"url": ""},
    "getUpdates": [],
}


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


async def run(folder: Path, *arguments: str, **settings: str) -> Ended:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": ROOT,
        "NGUONTIN_TELEGRAM_TOKEN": TOKEN,
        "NGUONTIN_TELEGRAM_API": "http://127.0.0.1:9",
    } | {f"NGUONTIN_{name}": value for name, value in settings.items()}
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, cwd=folder, env=environment, stdout=pipe, stderr=pipe
    )
    async with asyncio.timeout(60):
        out, err = await process.communicate()
    ended = Ended(process.returncode or 0, out.decode(), err.decode())
    assert "CANARY" not in ended.out + ended.err
    assert "Traceback" not in ended.err, ended.err
    return ended


async def test_an_empty_folder_becomes_a_service_that_can_be_checked_and_asked(tmp_path: Path) -> None:
    invite = await run(tmp_path, "invite", "--role", "officer", "--unit", "19930")
    assert invite.code == 1
    assert invite.err == "nguontin: the database is not up to date; run `nguontin migrate` first\n"
    assert not (tmp_path / "var").exists()

    first = await run(tmp_path, "migrate")
    assert (first.code, first.err) == (0, "")
    assert "went from nothing to" in first.out
    assert (tmp_path / "var" / "keys.json").stat().st_mode & 0o777 == 0o600

    api = FakeApi(lambda method, _: (200, {"ok": True, "result": FACTS.get(method, True)}))
    async with serving(api):
        doctor, invite, report = await asyncio.gather(
            run(tmp_path, "doctor", TELEGRAM_API=api.address),
            run(tmp_path, "invite", "--role", "officer", "--unit", "19930", TELEGRAM_API=api.address),
            run(tmp_path, "report", "--unit", "VN", "--from", "2026-11-01", "--to", "2026-11-30", "--format", "json"),
        )
    # All is there but the people and the boundaries.
    assert (doctor.code, doctor.err) == (0, ""), doctor.out
    assert [line.split(":")[0] for line in doctor.out.splitlines() if line.startswith("note")] == [
        "note  desks",
        "note  places",
    ]
    assert "nguontin invite --role coordinator --unit VN" in doctor.out
    assert (invite.code, "/?start=" in invite.out) == (0, True)
    assert (report.code, report.out[:1], report.err) == (0, "{", "")


@pytest.fixture
def here(tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an empty database and keys, in which commands are typed; settings come from nowhere else."""
    for name in [name for name in os.environ if name.startswith("NGUONTIN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("NGUONTIN_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("bot.logs.set_up_logs", lambda _: None)
    create_keys(tmp_path / "var" / "keys.json")
    (tmp_path / "var" / "nguontin.db").write_bytes(migrated_file.read_bytes())
    return tmp_path


@pytest.mark.parametrize(
    ("command", "settings", "code", "says"),
    [
        ("run --only intake,kitchen", {}, 2, "--only takes"),
        ("run", {"TELEGRAM_TOKEN": "CANARY"}, 2, "NGUONTIN_TELEGRAM_TOKEN"),
        ("run", {"TELEGRAM_TOKEN": ""}, 1, "NGUONTIN_TELEGRAM_TOKEN"),
        ("run", {"DATABASE_URL": "sqlite:///nowhere/x.db"}, 1, "nguontin migrate"),
        ("run", {"KEYS": "nowhere.json"}, 1, "nowhere.json"),
        ("migrate", {"DATABASE_URL": "mysql://x"}, 2, "NGUONTIN_DATABASE_URL"),
        ("migrate", {"DATABASE_URL": "postgresql://127.0.0.1:9/x"}, 1, "the database refused"),
        ("report --unit VN", {}, 2, "--from"),
        ("report --unit 99999 --from 2026-11-01 --to 2026-11-30", {}, 2, "99999"),
        ("report --unit VN --from 2026-02-30 --to 2026-11-30", {}, 2, ""),
        ("report --unit VN --from 2026-11-30 --to 2026-11-01", {}, 2, ""),
        (
            "report --unit VN --from 2026-11-01 --to 2026-11-30",
            {"DATABASE_URL": "sqlite:///x.db"},
            1,
            "nguontin migrate",
        ),
        ("invite --role king --unit VN", {}, 2, "king"),
        ("invite --role officer --unit 99999", {}, 2, "99999"),
        ("invite --role officer --unit 19930", {"KEYS": "nowhere.json"}, 2, "19930"),
        ("bake", {}, 2, "bake"),
    ],
)
def test_what_cannot_be_done_ends_with_a_code_and_a_sentence(
    here: Path, monkeypatch: pytest.MonkeyPatch, command: str, settings: dict[str, str], code: int, says: str
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(f"NGUONTIN_{name}", value)
    said: list[str] = []
    monkeypatch.setattr("bot.__main__.err.print", lambda sentence, **_: said.append(str(sentence)))
    ended = CliRunner().invoke(cli, command.split())
    sentence = "".join(said) + ended.stderr
    assert (ended.exit_code, ended.exception is None or isinstance(ended.exception, SystemExit)) == (code, True), ended
    assert says in sentence
    assert sentence
    assert "CANARY" not in sentence + ended.stdout
    assert len(said) <= 1
    assert all("\n" not in one for one in said)
    assert not (here / "x.db").exists()


def test_a_broken_key_file_stops_the_start_with_one_sentence(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "var" / "keys.json").write_text("[]")
    said: list[str] = []
    monkeypatch.setattr("bot.__main__.err.print", lambda sentence, **_: said.append(str(sentence)))
    assert CliRunner().invoke(cli, ["run"]).exit_code == 1
    assert ["keys.json" in one for one in said] == [True]


async def test_the_service_stops_cleanly_within_ten_seconds(here: Path) -> None:
    asked = asyncio.Event()

    def answer(method: str, _: object) -> tuple[int, object]:
        if method == "getUpdates":
            asked.set()
        return 200, {"ok": True, "result": FACTS.get(method, True)}

    api = FakeApi(answer)
    async with serving(api):
        settings = {"NGUONTIN_TELEGRAM_API": api.address, "NGUONTIN_LISTEN": "127.0.0.1:0"}
        environment = {**os.environ, "PYTHONPATH": ROOT, **settings}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=here, env=environment, stderr=asyncio.subprocess.PIPE
        )
        async with asyncio.timeout(60):
            await asked.wait()
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            _, logged = await process.communicate()
    assert process.returncode == 0, logged.decode()
    assert b"stopped" in logged
    assert b"CANARY" not in logged


def test_all_parts_run_where_none_is_named() -> None:
    assert chosen_parts([]) == list(Part)
    assert chosen_parts(["intake", " sender "]) == [Part.INTAKE, Part.SENDER]
    with pytest.raises(WrongUseError):
        chosen_parts(["intake", ""])
