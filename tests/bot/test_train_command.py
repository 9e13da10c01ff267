"""`nguontin train` as an operator types it: from texts, from what officers decided, and put in force."""

import asyncio
import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from bot import __main__ as command_line
from bot import doctor, learning
from bot.model import UnusableModelError, adopted_model
from bot.settings import read_settings
from domain import reading
from domain.access import acting
from domain.outcomes import LegalClass
from domain.tip import Category, Urgency
from storage import tips
from storage.database import Database
from storage.vault import create_keys, load_keys
from tests.storage import made
from tests.storage.made import NOW
from triage import urgency_model
from triage.linear import read_model
from triage.matching import spell_out
from triage.urgency import judge

THEFT = [
    "mất xe máy trước nhà",
    "trộm cạy cửa lấy xe",
    "kẻ trộm bẻ khóa xe",
    "mất trộm con gà",
    "trộm vào nhà lấy tiền",
]
FIRE = ["cháy nhà cạnh chợ", "đám cháy lan sang nhà", "cháy kho hàng", "khói và cháy ở xưởng", "cháy rừng sau nhà"]
SECRET = "Nguyễn Văn Bí Mật"


def labelled(texts: Sequence[str], category: str) -> str:
    return "".join(json.dumps({"text": text, "category": category}, ensure_ascii=False) + "\n" for text in texts)


@pytest.fixture
def here(tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with labelled texts, an empty database and keys, in which commands are typed."""
    for name in [name for name in os.environ if name.startswith("NGUONTIN_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command_line, "out", Console(highlight=False, soft_wrap=True))
    monkeypatch.setattr(command_line, "err", Console(stderr=True, highlight=False, soft_wrap=True))
    monkeypatch.setattr(learning, "TEXTS", tmp_path / "texts")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "theft.jsonl").write_text(labelled(THEFT * 3, "theft"), encoding="utf-8")
    (tmp_path / "texts" / "fire.jsonl").write_text(labelled(FIRE * 3, "fire"), encoding="utf-8")
    create_keys(tmp_path / "var" / "keys.json")
    (tmp_path / "var" / "nguontin.db").write_bytes(migrated_file.read_bytes())
    return tmp_path


def typed(*words: str) -> Result:
    return CliRunner().invoke(command_line.cli, ["train", *words])


def keep(folder: Path, decided: Sequence[tuple[str, Category, Category]]) -> None:
    """Let there be classified tips: their words, what was suggested, and what an officer decided."""

    async def record() -> None:
        vault = load_keys(folder / "var" / "keys.json")
        database = Database(f"sqlite+aiosqlite:///{folder / 'var' / 'nguontin.db'}")
        async with database.begin() as session:
            by = acting(await made.officer(session, vault))
            for words, suggested, category in decided:
                tip = await made.tip(
                    session, vault, narrative=(words,), suggested_category=suggested, category=category
                )
                await tips.classify(session, vault, tip, LegalClass.CRIME_REPORT, by=by, at=NOW)
        await database.close()

    asyncio.run(record())


def files_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_the_texts_of_the_repository_become_a_candidate_that_is_not_in_force(here: Path) -> None:
    ended = typed()
    assert (ended.exit_code, ended.stderr) == (0, "")
    model = (here / "var" / "model.txt.candidate").read_bytes()
    assert hashlib.sha256(model).hexdigest() in ended.stdout
    assert "30 labelled texts of 2 files." in ended.stdout
    assert "not in force" in ended.stdout
    assert adopted_model(read_settings()) is None
    read = read_model(model.decode())
    assert learning.first(read, "trộm lấy xe") is Category.THEFT
    assert learning.first(read, "cháy chợ") is Category.FIRE


def test_the_same_files_give_the_same_bytes_in_whatever_order_they_are_named(here: Path) -> None:
    typed()
    first = (here / "var" / "model.txt.candidate").read_bytes()
    for number, names in enumerate(
        (["texts/theft.jsonl", "texts/fire.jsonl"], ["texts/fire.jsonl", "texts/theft.jsonl"])
    ):
        assert typed(*names, "--out", f"model{number}.txt").exit_code == 0
        assert (here / f"model{number}.txt").read_bytes() == first


def test_the_points_of_urgency_are_written_beside_a_model_whose_file_is_named(here: Path) -> None:
    urgent = [{"text": text, "category": "fire", "urgency": "emergency"} for text in FIRE * 3]
    calm = [{"text": text, "category": "theft", "urgency": "normal"} for text in THEFT * 3]
    lines = [json.dumps(row, ensure_ascii=False) for row in (*urgent, *calm)]
    (here / "urgent.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (here / "made").mkdir()
    ended = typed("urgent.jsonl", "texts/theft.jsonl", "--out", "made/model.txt")
    assert (ended.exit_code, ended.stderr) == (0, "")
    points = (here / "made" / "urgency.txt").read_bytes()
    assert hashlib.sha256(points).hexdigest() in ended.stdout
    assert "from 30 texts" in ended.stdout
    read = reading.read("cháy kho hàng")
    model = urgency_model.read_model(points.decode())
    assert judge(read, spell_out(read), about=Category.FIRE, age=None, model=model).urgency is Urgency.EMERGENCY
    typed("urgent.jsonl")
    assert not (here / "var" / "urgency.txt").exists()


def test_a_wrong_urgency_is_named(here: Path) -> None:
    (here / "urgent.jsonl").write_text('{"text": "x", "category": "fire", "urgency": "soon"}', encoding="utf-8")
    ended = typed("urgent.jsonl", "--out", "model.txt")
    assert (ended.exit_code, "line 1 of urgent.jsonl" in ended.stderr) == (1, True)
    assert not (here / "model.txt").exists()


def test_adopting_puts_the_candidate_in_force_and_says_which(here: Path) -> None:
    typed()
    model = (here / "var" / "model.txt.candidate").read_bytes()
    ended = typed("--adopt")
    assert (ended.exit_code, ended.stderr) == (0, "")
    assert hashlib.sha256(model).hexdigest() in ended.stdout
    assert (here / "var" / "model.txt").read_bytes() == model
    assert not (here / "var" / "model.txt.candidate").exists()
    adopted = adopted_model(read_settings())
    assert adopted is not None
    assert adopted.weights == read_model(model.decode()).weights
    finding = doctor._categories(read_settings())  # noqa: SLF001 - no database, no network
    assert (finding.is_well, "var/model.txt" in finding.says) == (True, True)


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"no model",
        b"\xff\xfe",
        b"nguontin categories 2\nnonsense\n",
        b"nguontin categories 2\ntheft fire\nxe\t900 much\n",
        b"nguontin categories 2\ntheft fire\nxe\t900 2:100\n",
    ],
)
def test_what_is_no_model_is_not_adopted(here: Path, content: bytes | None) -> None:
    before = files_in(here)
    if content is not None:
        (here / "var" / "model.txt.candidate").write_bytes(content)
    ended = typed("--adopt")
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert ended.stderr.count("\n") == 1
    assert "nguontin train" in ended.stderr
    assert files_in(here) - {"var/model.txt.candidate"} == before


@pytest.mark.parametrize("words", [["x.jsonl"], ["--from-decisions"], ["--out", "x.txt"]])
def test_a_candidate_is_never_adopted_together_with_its_training(here: Path, words: list[str]) -> None:
    before = files_in(here)
    ended = typed("--adopt", *words)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert files_in(here) == before


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"{", "line 31 of bad.jsonl"),
        (b'{"text": "x"}', "line 31 of bad.jsonl"),
        (b'{"text": "x", "category": "opinion"}', "line 31 of bad.jsonl"),
        (b'["x"]', "line 31 of bad.jsonl"),
        (b'{"text": "\xff", "category": "theft"}', "line 31 of bad.jsonl is not in UTF-8"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_nothing_is_written(here: Path, line: bytes, says: str) -> None:
    (here / "bad.jsonl").write_bytes(labelled(THEFT * 6, "theft").encode() + line + b"\n")
    before = files_in(here)
    ended = typed("bad.jsonl", "texts/fire.jsonl")
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert ended.stderr.startswith(f"nguontin: {says}")
    assert ended.stderr.count("\n") == 1
    assert files_in(here) == before


def test_files_that_are_missing_or_empty_are_named(here: Path) -> None:
    (here / "empty.jsonl").write_bytes(b"")
    for path in (here / "texts").iterdir():
        path.unlink()
    for words, says in ((["nowhere.jsonl"], "nowhere.jsonl"), (["empty.jsonl"], "empty.jsonl"), ([], "name the files")):
        ended = typed(*words)
        assert (ended.exit_code, says in ended.stderr) == (1, True)


def test_what_cannot_be_written_leaves_nothing_behind(here: Path) -> None:
    (here / "folder").mkdir()
    before = files_in(here)
    ended = typed("--out", "folder")
    assert ended.exit_code == 1
    assert "cannot be written" in ended.stderr
    assert files_in(here) == before


def test_officers_decisions_are_learnt_and_reported_without_a_word_of_them(here: Path) -> None:
    typed()
    typed("--adopt")
    # In this commune "xe" burns more often than it is stolen.
    keep(
        here,
        [(f"xe của {SECRET} bị cháy khét lẹt, mất xe", Category.THEFT, Category.FIRE)] * 20
        + [("trộm lấy xe", Category.THEFT, Category.THEFT)] * 5,
    )
    in_force = (here / "var" / "model.txt").read_bytes()
    ended = typed("--from-decisions")
    assert (ended.exit_code, ended.stderr) == (0, "")
    lines = ended.stdout.splitlines()
    assert lines[0].startswith("25 decisions of officers")
    assert "30 labelled texts" in lines[0]
    rows = {line.split()[0]: " ".join(line.split()[1:]) for line in lines if line.startswith("  ")}
    assert rows["all"].startswith("25 20.0% →")
    assert rows["fire"] == "20 0.0% → 100.0%"
    assert rows["theft"] == "5 5 of 5 → 5 of 5"
    assert any("of the labelled texts change their first category" in line for line in lines)
    assert (here / "var" / "model.txt").read_bytes() == in_force
    candidate = (here / "var" / "model.txt.candidate").read_text(encoding="utf-8")
    assert hashlib.sha256(candidate.encode()).hexdigest() in ended.stdout
    assert candidate.encode() != in_force
    assert learning.first(read_model(candidate), "xe bị cháy, mất xe") is Category.FIRE
    assert read_model(candidate).weights.keys() <= read_model(in_force.decode()).weights.keys()
    for word in ("nguyen", "khet", "bi mat", "Bí Mật"):
        assert word not in candidate
        assert word not in ended.stdout


def test_learning_twice_from_the_same_gives_the_same(here: Path) -> None:
    keep(here, [("mất xe rồi", Category.OTHER, Category.THEFT)] * 6)
    typed()
    typed("--adopt")
    typed("--from-decisions")
    first = (here / "var" / "model.txt.candidate").read_bytes()
    typed("--from-decisions", "--out", "again.txt")
    assert (here / "again.txt").read_bytes() == first


def test_without_decisions_there_is_nothing_to_learn(here: Path) -> None:
    before = files_in(here)
    ended = typed("--from-decisions")
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert "no tip has been classified yet" in ended.stderr
    assert files_in(here) == before


def test_without_a_database_or_keys_nothing_is_learnt(here: Path) -> None:
    (here / "var" / "keys.json").unlink()
    assert "nguontin migrate" in typed("--from-decisions").stderr
    (here / "var" / "nguontin.db").unlink()
    ended = typed("--from-decisions")
    assert (ended.exit_code, "nguontin migrate" in ended.stderr) == (1, True)


def test_a_broken_model_in_force_is_named_by_the_doctor_and_by_who_would_use_it(here: Path) -> None:
    (here / "var" / "model.txt").write_text("no model")
    with pytest.raises(UnusableModelError, match=r"var/model\.txt cannot be used"):
        adopted_model(read_settings())
    finding = doctor._categories(read_settings())  # noqa: SLF001 - no database, no network
    assert (finding.is_well, "var/model.txt" in finding.says) == (False, True)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "var/model.txt"),
        ({"database_url": "sqlite+aiosqlite:////srv/tin/nguontin.db"}, "/srv/tin/model.txt"),
        ({"database_url": "postgresql://h/x", "keys": Path("/etc/tin/keys.json")}, "/etc/tin/model.txt"),
    ],
)
def test_the_model_lies_beside_what_else_is_kept(here: Path, given: dict[str, object], expected: str) -> None:
    assert here.exists()
    assert read_settings(**given).model_file == Path(expected)
