"""Each wrong setting is one sentence that names it and shows no secret."""

import os
from pathlib import Path

import pytest

from bot.settings import TELEGRAM, SettingsError, read_settings

TOKEN = "123456:CANARY-abcdefghijklmnop"
BOT = f'{{"name": "main", "token": "{TOKEN}"}}'

WRONG = [
    ("DATABASE_URL", "nonsense", "DATABASE_URL"),
    ("DATABASE_URL", "mysql://localhost/x", "DATABASE_URL"),
    ("DATABASE_URL", "sqlite+aiosqlite://", "DATABASE_URL"),
    ("DATABASE_URL", "sqlite+aiosqlite:///:memory:", "DATABASE_URL"),
    ("TELEGRAM_TOKEN", "CANARY", "TELEGRAM_TOKEN"),
    ("TELEGRAM_TOKEN", "CANARY:abc", "TELEGRAM_TOKEN"),
    ("TELEGRAM_TOKEN", "١٢٣:CANARYabcdefghijk", "TELEGRAM_TOKEN"),
    ("BOTS", "CANARY", "BOTS"),
    ("BOTS", "[", "BOTS"),
    ("BOTS", '{"name": "CANARY"}', "BOTS"),
    ("BOTS", '[{"name": "main"}]', "BOTS_0_TOKEN"),
    ("BOTS", '[{"name": "main", "token": "CANARY"}]', "BOTS_0_TOKEN"),
    ("BOTS", f'[{{"name": "Tên có dấu", "token": "{TOKEN}"}}]', "BOTS_0_NAME"),
    ("BOTS", f'[{{"name": "main", "token": "{TOKEN}", "api": "api.telegram.org"}}]', "BOTS_0_API"),
    ("BOTS", f'[{{"name": "main", "token": "{TOKEN}", "kind": "zalo"}}]', "BOTS_0_KIND"),
    ("BOTS", f"[{BOT}, {BOT}]", "BOTS"),
    ("INTAKE", "push", "INTAKE"),
    ("LISTEN", "8080", "LISTEN"),
    ("LISTEN", "127.0.0.1:", "LISTEN"),
    ("LISTEN", "127.0.0.1:65536", "LISTEN"),
    ("LISTEN", "127.0.0.1:٨٠", "LISTEN"),
    ("EVIDENCE_URL", "/var/evidence", "EVIDENCE_URL"),
    ("EVIDENCE_URL", "file://var/evidence", "EVIDENCE_URL"),
    ("EVIDENCE_URL", "https://x/", "EVIDENCE_URL"),
    ("TIMEZONE", "Asia/Hue", "TIMEZONE"),
    ("TIMEZONE", "../../etc/passwd", "TIMEZONE"),
    ("LOG", "loud", "LOG"),
    ("WEBHOOK_SECRET", "CANARY with spaces", "WEBHOOK_SECRET"),
    ("WEBHOOK_SECRET", "bí-mật-CANARY", "WEBHOOK_SECRET"),
]


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("NGUONTIN_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def refusal() -> str:
    with pytest.raises(SettingsError) as error:
        read_settings()
    assert error.value.__suppress_context__
    return str(error.value)


@pytest.mark.parametrize(("name", "value", "named"), WRONG)
def test_a_wrong_setting_is_one_sentence_that_names_it(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, named: str
) -> None:
    monkeypatch.setenv(f"NGUONTIN_{name}", value)
    sentence = refusal()
    assert sentence.startswith(f"NGUONTIN_{named}: ")
    assert "\n" not in sentence
    assert "CANARY" not in sentence
    assert "pydantic" not in sentence
    assert len(sentence) < 250


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"INTAKE": "webhook"}, "WEBHOOK_URL"),
        ({"INTAKE": "webhook", "WEBHOOK_URL": "tin.example.vn"}, "WEBHOOK_URL"),
        ({"INTAKE": "webhook", "WEBHOOK_URL": "https://tin.example.vn"}, "WEBHOOK_SECRET"),
        ({"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API": "ftp://x"}, "TELEGRAM_API"),
    ],
    ids=str,
)
def test_settings_that_belong_together_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], named: str
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(f"NGUONTIN_{name}", value)
    sentence = refusal()
    assert sentence.startswith(f"NGUONTIN_{named}: ")
    assert "CANARY" not in sentence
    assert "\n" not in sentence


def test_several_wrong_settings_are_all_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGUONTIN_LOG", "loud")
    monkeypatch.setenv("NGUONTIN_LISTEN", "8080")
    assert "NGUONTIN_LOG" in refusal()
    assert "NGUONTIN_LISTEN" in refusal()


def test_nothing_set_is_a_service_without_bots() -> None:
    settings = read_settings()
    assert (settings.bots, settings.intake) == ([], "polling")
    assert settings.database_url.startswith("sqlite+aiosqlite:///")
    assert settings.evidence_url.startswith("file:///")


def test_the_short_form_is_one_bot_on_telegram(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGUONTIN_TELEGRAM_TOKEN", TOKEN)
    [bot] = read_settings().bots
    assert (bot.name, bot.api, bot.kind) == ("main", TELEGRAM, "telegram")
    assert bot.token.get_secret_value() == TOKEN


def test_settings_show_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGUONTIN_BOTS", f"[{BOT}]")
    monkeypatch.setenv("NGUONTIN_WEBHOOK_SECRET", "CANARY")
    assert "CANARY" not in f"{read_settings()!r}{read_settings()}"


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("sqlite:///var/x.db", "sqlite+aiosqlite:///var/x.db"),
        ("postgresql://u:p%40ss@h/d", "postgresql+psycopg://u:p%40ss@h/d"),
    ],
)
def test_short_forms_of_databases_mean_the_drivers_that_are_installed(
    monkeypatch: pytest.MonkeyPatch, given: str, taken: str
) -> None:
    monkeypatch.setenv("NGUONTIN_DATABASE_URL", given)
    assert read_settings().database_url == taken
