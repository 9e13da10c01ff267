"""Keys, sealing, and that nothing sealed opens anywhere but in its place."""

import json
import stat
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from storage import tips
from storage.database import Database
from storage.vault import Vault, VaultError, create_keys, is_private, load_keys
from tests.storage import made

ROOT = Path(__file__).parent.parent.parent
KEYS = Vault({1: b"1" * 32}, current=1, lookup=b"l" * 32)


def test_what_was_sealed_opens_in_its_place() -> None:
    assert KEYS.open(KEYS.seal(b"words", place="statements.text:17"), place="statements.text:17") == b"words"


@given(words=st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_words_come_back_as_they_were(words: str) -> None:
    assert KEYS.open_text(KEYS.seal_text(words, place="p"), place="p") == words


def test_half_of_a_surrogate_pair_is_kept_as_a_question_mark() -> None:
    assert KEYS.open_text(KEYS.seal_text("a\ud83d", place="p"), place="p") == "a?"


def test_the_same_words_are_never_sealed_to_the_same_bytes() -> None:
    assert len({KEYS.seal(b"words", place="p") for _ in range(20)}) == 20


@pytest.mark.parametrize("place", ["statements.text:18", "tips.code:17", ""])
def test_a_value_that_was_moved_does_not_open(place: str) -> None:
    sealed = KEYS.seal(b"words", place="statements.text:17")
    with pytest.raises(VaultError, match="altered or moved"):
        KEYS.open(sealed, place=place)


def test_another_key_does_not_open_it() -> None:
    sealed = KEYS.seal(b"words", place="p")
    with pytest.raises(VaultError):
        Vault({1: b"2" * 32}, current=1, lookup=b"l" * 32).open(sealed, place="p")
    with pytest.raises(VaultError, match="does not hold"):
        Vault({2: b"1" * 32}, current=2, lookup=b"l" * 32).open(sealed, place="p")


def test_an_old_key_opens_what_it_sealed_after_a_new_one_took_its_place() -> None:
    sealed = KEYS.seal(b"words", place="p")
    rotated = Vault({1: b"1" * 32, 2: b"2" * 32}, current=2, lookup=b"l" * 32)
    assert rotated.open(sealed, place="p") == b"words"
    assert rotated.seal(b"words", place="p")[1:3] == b"\x00\x02"


@given(cut=st.integers(0, 60), flip=st.integers(0, 60))
def test_whatever_is_cut_off_or_changed_is_refused(cut: int, flip: int) -> None:
    sealed = KEYS.seal(b"some words that are long enough", place="p")
    damaged = bytearray(sealed)
    damaged[flip % len(sealed)] ^= 1
    for broken in (sealed[: cut % len(sealed)], bytes(damaged)):
        with pytest.raises(VaultError):
            KEYS.open(broken, place="p")


def test_the_look_up_key_and_the_kind_decide_what_is_found() -> None:
    assert KEYS.look_up("tip", "A") == KEYS.look_up("tip", "A")
    assert KEYS.look_up("tip", "A") != KEYS.look_up("invitation", "A")
    assert KEYS.look_up("tip", "A") != Vault({1: b"1" * 32}, current=1, lookup=b"m" * 32).look_up("tip", "A")


def test_a_vault_shows_no_key() -> None:
    assert "1111" not in repr(KEYS)


def test_a_key_file_is_private_and_never_written_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "keys.json"
    create_keys(path)
    first = path.read_bytes()
    create_keys(path)
    assert path.read_bytes() == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert is_private(path)
    assert [one.name for one in path.parent.iterdir()] == ["keys.json"]
    path.chmod(0o640)
    assert not is_private(path)


def test_processes_that_create_keys_at_once_end_with_the_same_ones(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib, storage.vault as v; f = pathlib.Path(sys.argv[1]); v.create_keys(f); print(f.read_text())"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "keys.json")]
    racing = [subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) for _ in range(3)]  # noqa: S603 - our own code
    seen = {process.communicate(timeout=30)[0] for process in racing}
    assert len(seen) == 1
    assert json.loads(seen.pop())["current"] == 1
    assert [one.name for one in tmp_path.iterdir()] == ["keys.json"]


def test_a_draft_left_by_a_crash_does_not_stop_the_next_start(tmp_path: Path) -> None:
    for number in range(1, 50):
        (tmp_path / f"keys.json.{number}").write_text("{")
    create_keys(tmp_path / "keys.json")
    assert repr(load_keys(tmp_path / "keys.json")) == "Vault(keys=[1])"


KEY = b64encode(b"1" * 32).decode()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"current": 1, "keys": {}, "lookup": ""}',
        json.dumps({"current": 1, "keys": {"1": b64encode(b"short").decode()}, "lookup": KEY}),
        json.dumps({"current": 2, "keys": {"1": KEY}, "lookup": KEY}),
        json.dumps({"current": 1, "keys": [KEY], "lookup": KEY}),
        json.dumps({"current": 1, "keys": {"one": KEY}, "lookup": KEY}),
        json.dumps({"current": 1, "keys": {"1": KEY}}),
    ],
)
def test_a_key_file_that_is_none_is_refused_with_a_sentence_that_shows_no_key(tmp_path: Path, content: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(content)
    with pytest.raises(VaultError) as refusal:
        load_keys(path)
    assert "key" in str(refusal.value)
    assert KEY not in str(refusal.value)


def test_a_missing_key_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="nguontin migrate"):
        load_keys(tmp_path / "keys.json")
    with pytest.raises(VaultError, match="cannot be read"):
        load_keys(tmp_path)


async def test_words_that_were_moved_to_another_tip_in_the_database_do_not_open(
    database: Database, vault: Vault
) -> None:
    async with database.begin() as session:
        one = await made.tip(session, vault, narrative=("lời một",))
        other = await made.tip(session, vault, narrative=("lời hai",))
        await session.execute(
            text(
                "UPDATE statements SET text = (SELECT text FROM statements WHERE tip_id = :one) WHERE tip_id = :other"
            ),
            {"one": one.id, "other": other.id},
        )
    async with database.read() as session:
        assert [said.text for said in await tips.statements(session, vault, one)] == ["lời một"]
        with pytest.raises(VaultError):
            await tips.statements(session, vault, other)
