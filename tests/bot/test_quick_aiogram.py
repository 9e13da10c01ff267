"""aiogram's types are built when they are first used, and are then what they always were."""

import asyncio
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

ASK = """
import sys
if "later" in sys.argv:
    from bot import quick_aiogram
    quick_aiogram.load()
from aiogram import types
from aiogram.utils.formatting import Bold, as_list

chat = {"id": 1, "type": "private"}
person = {"id": 1, "is_bot": False, "first_name": "Lan"}
photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 2}]
earlier = {"message_id": 1, "date": 1, "chat": chat, "text": "x"}
message = {**earlier, "message_id": 2, "from": person, "photo": photo, "reply_to_message": earlier,
    "location": {"latitude": 16.5, "longitude": 107.6}, "entities": [{"type": "bold", "offset": 0, "length": 1}]}
query = {"id": "q", "from": person, "chat_instance": "c", "data": "d", "message": message}
for update in ({"message": message}, {"edited_message": message}, {"callback_query": query}):
    print(types.Update.model_validate({"update_id": 7, **update}).model_dump_json())
print(as_list(Bold("a"), "b").as_kwargs())
for wrong in ({"update_id": "x"}, {"update_id": 1, "message": {"text": 1}}):
    try:
        types.Update.model_validate(wrong)
    except ValueError as error:
        print(error)
built = [name for name in types.__all__ if getattr(getattr(types, name), "__pydantic_complete__", False)]
print(len(built), file=sys.stderr)
"""


async def said(*arguments: str) -> tuple[bytes, int]:
    """Return what the types make of some updates, and how many of them were built for it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        ASK,
        *arguments,
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    output, built = await process.communicate()
    assert process.returncode == 0, built.decode()
    return output, int(built)


async def test_what_is_read_is_the_same_and_little_is_built() -> None:
    usual, all_types = await said()
    quick, some_types = await said("later")
    assert quick == usual
    assert b"photo" in usual
    assert some_types < all_types / 5


async def test_without_pydantics_inner_parts_aiogram_loads_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    from bot import quick_aiogram  # noqa: PLC0415 - the module under test is changed here

    monkeypatch.setattr(quick_aiogram, "kept_names", None)
    monkeypatch.setattr(quick_aiogram, "import_module", lambda _: pytest.fail("nothing is to be imported"))
    quick_aiogram.load()
