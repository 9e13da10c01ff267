"""Settings come from a file, and mistakes in it are named."""

import json
from pathlib import Path

import pytest

from webchat import settings
from webchat.__main__ import main

WRITTEN: dict[str, object] = {
    "title": "Tin nhắn xã",
    "bots": [{"id": 1, "token": "1:a", "username": "a_bot", "name": "A"}],
    "people": [{"id": 2, "name": "Lan", "group": "Người dân"}],
    "places": [{"name": "Chợ", "lat": 16.4, "lon": 107.5}],
}


def file_with(folder: Path, **changes: object) -> Path:
    file = folder / "webchat.json"
    file.write_text(json.dumps(WRITTEN | changes), encoding="utf-8")
    return file


def test_settings_are_read_from_a_file(tmp_path: Path) -> None:
    read = settings.read(file_with(tmp_path), data=tmp_path)
    assert read.title == "Tin nhắn xã"
    assert read.bot_of_token("1:a") == read.bot(1)
    assert read.person(2) == settings.Person(2, "Lan", group="Người dân")
    assert read.person(3) is None
    assert read.places == (settings.Place("Chợ", 16.4, 107.5),)


def test_a_token_does_not_show_in_logs(tmp_path: Path) -> None:
    assert "1:a" not in repr(settings.read(file_with(tmp_path), data=tmp_path))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"people": [{"id": 2}]}, "people"),
        ({"bots": 5}, "bots"),
        ({"places": [{"name": "x", "lat": 1, "lon": 2, "height": 3}]}, "places"),
        ({"people": [{"id": 2, "name": "a"}, {"id": 2, "name": "b"}]}, "person id is given twice"),
    ],
)
def test_a_mistake_in_the_settings_is_named(tmp_path: Path, changes: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        settings.read(file_with(tmp_path, **changes), data=tmp_path)


def test_the_command_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = str(file_with(tmp_path, bots=5))
    monkeypatch.setattr("sys.argv", ["webchat", "--data", str(tmp_path), "--config", wrong])
    assert main() == 2
    assert "bots" in capsys.readouterr().err
