"""A stolen database tells nobody who reported, nor what: its bytes are searched for a whole conversation."""

import base64
import io
import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from PIL import Image
from sqlalchemy import make_url

from domain import reading
from domain.access import Role
from storage import models, sketches
from storage.database import Database
from storage.vault import Vault
from tests.scene import HUE, MY_THUONG, open_scene
from triage.sketches import draw

WORDS = "mắtthấyquầnmàuchàm"
LATER = "bổsungbiểnsốlạ"
QUESTION = "câuhỏicủacánbộ"
NAME = "TrầnThịNgọcLan"
OFFICER = "ĐạiúyPhạmCôngHùng"
CHAT = 4_503_599_627_370_001
LATITUDE, LONGITUDE = 16.4987123, 107.6248917
FILE = "AgACAgUAAxkBAAIsecretfile"


def picture() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "#123456").save(content, "JPEG", comment=WORDS.encode())
    return content.getvalue()


def spellings(marker: str) -> Iterator[tuple[str, bytes]]:
    """Return how a marker could stand in a file."""
    plain = marker.encode()
    yield "raw", plain
    yield "hex", plain.hex().encode()
    yield "hex, upper case", plain.hex().upper().encode()
    yield "json", json.dumps(marker).strip('"').encode()
    yield "utf-16-le", marker.encode("utf-16-le")
    yield "utf-16-be", marker.encode("utf-16-be")
    for shift in range(3):
        # Wherever the marker begins in what was encoded, the middle of its base64 is one of three.
        encoded = base64.b64encode(b"\x00" * shift + plain)
        yield f"base64, shifted by {shift}", encoded[4 if shift else 0 : len(encoded) // 4 * 4 - 4]


def dump(url: str) -> bytes:
    """Return the bytes of everything that the database keeps."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        path = Path(str(parsed.database))
        return b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*"))
    found = []
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        for (name,) in names:
            for form in ("TEXT", "BINARY"):
                with connection.cursor().copy(f'COPY "{name}" TO STDOUT (FORMAT {form})') as rows:
                    found += [bytes(row) for row in rows]
    return b"".join(found)


def pieces(packed: bytes) -> list[bytes]:
    """Return every three features in a row of a packed sketch: one alone may stand in other bytes by chance."""
    return [packed[start : start + 12] for start in range(0, len(packed) - 11, 4)]


async def converse(database: Database, vault: Vault, evidence: Path) -> str:
    """Have a whole conversation, and one that is broken off; return the code of the tip."""
    async with open_scene(database, vault, evidence) as scene:
        hung = await scene.officer(OFFICER, unit=MY_THUONG)
        await scene.officer(OFFICER, unit=HUE, role=Role.COORDINATOR)
        scene.telephones.file = picture()
        lan = scene.citizen(NAME)
        scene.people[CHAT] = scene.people.pop(lan.id)
        lan.id = CHAT
        await lan.say(f"{WORDS} đánh bạc ở phường Mỹ Thượng, Huế")
        await lan.share(LATITUDE, LONGITUDE)
        await lan.send(photo=[{"file_id": FILE, "file_unique_id": "u1", "width": 800, "height": 600}], caption=WORDS)
        await lan.press("Gửi")
        await scene.fetching.fetch_due()
        code = next(word for word in lan.last.text.split() if word.count("-") == 2)
        await hung.press_data("ack:1")
        await hung.press_data("write:1:question")
        await hung.say(QUESTION)
        await lan.say(LATER)
        await lan.press("Xong")
        await lan.say(f"{WORDS} lần nữa")
        # What nobody could handle stays sealed, too.
        await scene.arrive({"message": {"text": WORDS, "chat": {"id": CHAT, "type": "private", "first_name": NAME}}})
        # And so does what waits to be sent.
        await scene.journal({"message": lan._message(9_000, {"text": LATER})})  # noqa: SLF001 - the stage's own form
        assert WORDS in hung.text
        assert LATER in hung.text
        assert QUESTION in lan.text
        async with database.read() as session:
            assert await session.get(models.TipSketch, 1) is not None
    return code


async def test_no_marker_of_a_conversation_is_in_the_database(database_url: str, vault: Vault, tmp_path: Path) -> None:
    database = Database(database_url)
    try:
        code = await converse(database, vault, tmp_path / "evidence")
    finally:
        await database.close()
    content = dump(database_url)
    assert len(content) > 10_000
    markers = [WORDS, LATER, QUESTION, NAME, OFFICER, str(CHAT), str(LATITUDE), str(LONGITUDE), FILE, code]
    markers.append(code.replace("-", ""))
    found = [(marker, how) for marker in markers for how, bytes_ in spellings(marker) if bytes_ in content]
    assert found == []
    assert b'"categories"' not in content
    sketch = draw(reading.read(f"{WORDS} đánh bạc ở phường Mỹ Thượng, Huế"), sketches.key(vault)).sketch
    assert not any(bytes_ in content for bytes_ in pieces(sketch.pack()))
    files = b"".join(path.read_bytes() for path in (tmp_path / "evidence").rglob("*") if path.is_file())
    assert [(marker, how) for marker in markers for how, bytes_ in spellings(marker) if bytes_ in files] == []


@pytest.mark.parametrize(
    "encode", [str.encode, lambda one: one.encode().hex().encode(), lambda one: one.encode("utf-16-le")]
)
def test_the_search_finds_what_is_there(encode: object) -> None:
    assert callable(encode)
    content = b"..." + encode(WORDS) + b"..."
    assert any(bytes_ in content for _, bytes_ in spellings(WORDS))
    assert any(bytes_ in base64.b64encode(b"12" + WORDS.encode() + b"1") for _, bytes_ in spellings(WORDS))
