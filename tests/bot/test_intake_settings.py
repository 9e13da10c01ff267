"""What is read without pydantic is what is read with it, or is left to it."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.app import intake_settings
from bot.intake_settings import IntakeSettings, host_and_port, read_intake_settings
from bot.settings import Settings, SettingsError, read_settings
from tests.bot.test_settings import BOT, TOKEN, WRONG

RIGHT = {
    "DATABASE_URL": [
        "sqlite:///var/x.db",
        "sqlite+aiosqlite:////srv/x.db",
        "postgresql://u:p%40ss@h:5432/d?host=/run/x",
        "postgresql+psycopg://h/d",
    ],
    "BOTS": [
        f"[{BOT}]",
        f'[{BOT}, {{"name": "b_2", "token": "{TOKEN}", "api": "http://h:1/", "kind": "webchat"}}]',
        "[]",
    ],
    "TELEGRAM_TOKEN": [TOKEN, ""],
    "TELEGRAM_API": ["http://127.0.0.1:9/", "https://h/x"],
    "INTAKE": ["polling", "webhook", ""],
    "WEBHOOK_URL": ["https://tin.example.vn", "https://tin.example.vn/bot/"],
    "WEBHOOK_SECRET": ["abc_-9", "x" * 256],
    "LISTEN": ["0.0.0.0:80", "[::1]:8080", "localhost:0", "h:59999"],
    "OBSERVE": ["127.0.0.1:9100"],
    "BACKUPS": ["/srv/backups"],
    "KEYS": ["/etc/nguontin/keys.json", "k"],
    "LOG": ["debug", "error"],
    "TIMEZONE": ["Asia/Ho_Chi_Minh"],
}
ODD = {
    "LISTEN": ["h:٨٠", "h:70000", "h:65535", "::1:80"],
    "BOTS": ["null", '[{"name": 7}]', f'[{{"token": "{TOKEN}", "more": 1}}]', f"[{BOT}, {BOT}]"],
    "DATABASE_URL": ["sqlite://h/x.db", "sqlite:///", "SQLITE:///x.db", "sqlite:////srv/x y.db"],
    "TELEGRAM_TOKEN": ["1:short", "1:" + "x" * 10 + "\n"],
    "TELEGRAM_API": ["http://h/ x"],
    "WEBHOOK_URL": ["tin.example.vn"],
}


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("NGUONTIN_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def both() -> tuple[IntakeSettings | None, IntakeSettings | None]:
    """Return what is read without pydantic, and with it; None where that is refused."""
    try:
        full = intake_settings(read_settings())
    except SettingsError:
        full = None
    return read_intake_settings(), full


names = sorted(RIGHT)
values = {name: st.sampled_from([*RIGHT[name], *ODD.get(name, [])]) for name in names}
quotes = st.sampled_from(["", "'", '"'])


@hypothesis_settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], deadline=None, max_examples=300
)
@given(data=st.data(), is_file=st.booleans())
def test_what_is_read_quickly_is_what_the_whole_class_reads(data: st.DataObject, *, is_file: bool) -> None:
    chosen = data.draw(st.lists(st.sampled_from(names), unique=True))
    given = {f"NGUONTIN_{name}": data.draw(values[name]) for name in chosen}
    with pytest.MonkeyPatch.context() as patch:
        if is_file:
            lines = [f"{name}={quote}{value}{quote}" for name, value in given.items() for quote in [data.draw(quotes)]]
            Path(".env").write_text("# a comment\n\n" + "\n".join(lines) + "\n")
        else:
            Path(".env").unlink(missing_ok=True)
            for name, value in given.items():
                patch.setenv(name, value)
        quick, full = both()
    assert quick is None or quick == full


@pytest.mark.parametrize(
    "given",
    [
        {"TELEGRAM_TOKEN": TOKEN},
        *({"TELEGRAM_TOKEN": TOKEN, name: value} for name, listed in RIGHT.items() for value in listed if value),
        {
            "BOTS": f"[{BOT}]",
            "INTAKE": "webhook",
            "WEBHOOK_URL": "https://tin.example.vn",
            "WEBHOOK_SECRET": "abc",
            "LISTEN": "0.0.0.0:80",
        },
    ],
    ids=str,
)
def test_plain_settings_are_read_quickly(monkeypatch: pytest.MonkeyPatch, given: dict[str, str]) -> None:
    if given.get("INTAKE") == "webhook":
        given = {"WEBHOOK_URL": "https://x", "WEBHOOK_SECRET": "abc"} | given
    for name, value in given.items():
        monkeypatch.setenv(f"NGUONTIN_{name}", value)
    quick, full = both()
    assert quick is not None
    assert quick == full


@pytest.mark.parametrize(("name", "value", "named"), WRONG)
def test_wrong_settings_are_left_to_the_class_that_says_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, named: str
) -> None:
    monkeypatch.setenv("NGUONTIN_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv(f"NGUONTIN_{name}", value)
    # What taking updates does not need is refused by the rest of the service.
    is_needed = named.lower() in IntakeSettings.__dataclass_fields__ or name in {"BOTS", "TELEGRAM_TOKEN"}
    assert (read_intake_settings() is None) is is_needed


def test_defaults_are_those_of_the_whole_class() -> None:
    for name, one in IntakeSettings.__dataclass_fields__.items():
        if name != "bots":
            assert one.default == Settings.model_fields[name].default


def test_a_file_that_is_not_plain_is_left_to_the_class(tmp_path: Path) -> None:
    for line in ("NGUONTIN_TELEGRAM_TOKEN='a\\'b'", "A=${B}", "A='x' # c", "nguontin_log=info", "A='x\ny'", "A"):
        (tmp_path / ".env").write_text(f"NGUONTIN_TELEGRAM_TOKEN={TOKEN}\n{line}\n")
        assert read_intake_settings() is None
    (tmp_path / ".env").write_text(f" export NGUONTIN_TELEGRAM_TOKEN = {TOKEN}\n")
    assert read_intake_settings() is None


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"NGUONTIN_TELEGRAM_TOKEN={TOKEN}\nNGUONTIN_LOG=error\nNGUONTIN_KEYS=a.json\n")
    monkeypatch.setenv("NGUONTIN_LOG", "debug")
    quick, full = both()
    assert quick is not None
    assert quick == full
    assert (quick.log, quick.keys) == ("debug", Path("a.json"))


def test_no_secret_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGUONTIN_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("NGUONTIN_WEBHOOK_SECRET", "CANARY")
    assert "CANARY" not in repr(read_intake_settings())


def test_an_address_has_two_halves() -> None:
    assert host_and_port("[::1]:80") == ("[::1]", 80)
