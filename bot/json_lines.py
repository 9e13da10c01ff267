"""JSON lines in, JSON lines out, shared by the commands that read them: a bad line gets its error, the rest goes on."""

import io
import json
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, TextIO, TypeAlias, TypeVar

from pydantic import BaseModel, JsonValue, ValidationError

MAX_TEXT = 100_000
"""Letters of one line's text; a messenger lets a person write 4,096 at once."""

MAX_LINE = 2_000_000
"""Letters of a line: room for the longest text, even where every letter of it is escaped."""

Answer: TypeAlias = dict[str, JsonValue]
"""What is said of one line."""

_written = json.JSONEncoder(ensure_ascii=False).encode

Line = TypeVar("Line", bound=BaseModel)


def exchange(source: BinaryIO, target: BinaryIO, answers: Callable[[Iterable[str]], Iterable[Answer]]) -> None:
    """Write what is answered to each line, each answer before the next line is read.

    Both are UTF-8 whatever the locale; a byte that is none spoils its own line only.

    Args:
        source: JSON, one object a line.
        target: Takes one line of JSON for each answer.
        answers: Returns the answers to lines, in order.
    """
    lines = lines_of(io.TextIOWrapper(source, encoding="utf-8-sig", errors="replace"))
    for answer in answers(lines):
        target.write(_written(answer).encode() + b"\n")
        target.flush()


def lines_of(source: TextIO) -> Iterator[str]:
    """Yield the lines of a stream; of one that is longer than any report only the beginning, which is no report then.

    Args:
        source: Read as far as the line that is asked for, however long the others are.
    """
    while line := source.readline(MAX_LINE):
        yield line
        while len(line) == MAX_LINE and not line.endswith("\n"):
            line = source.readline(MAX_LINE)


def answered(lines: Iterable[str], kind: type[Line], answer: Callable[[Line], Answer]) -> Iterator[Answer]:
    """Yield what is said of each line, in order: its answer, or `{"id"?, "error"}` for a bad one.

    Args:
        lines: JSON, one object a line; empty lines are passed over.
        kind: What a line has to hold.
        answer: Returns the answer to a good line.
    """
    for text in lines:
        if not text.strip():
            continue
        try:
            line = kind.model_validate_json(text)
        except ValidationError as error:
            yield {**_id_of(text), "error": _why(error)}
            continue
        yield answer(line)


def _id_of(text: str) -> Answer:
    """Return the id of a line that cannot be read, where at least that can."""
    try:
        content = json.loads(text)
        found = content.get("id") if isinstance(content, dict) else None
        # JSON can spell half a pair of surrogates, and nobody can write one.
        str(found).encode()
    except (ValueError, RecursionError):
        return {}
    return {"id": found} if isinstance(found, str | int) and not isinstance(found, bool) else {}


def _why(error: ValidationError) -> str:
    """Return what is wrong with a line, without quoting it."""
    return "; ".join(f"{'.'.join(map(str, one['loc'])) or 'line'}: {one['msg']}" for one in error.errors())
