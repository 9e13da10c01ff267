"""Finding one's way in JSON by its strings and brackets, without reading it."""

import re
from collections.abc import Iterator

_TOKENS = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[{}\[\]]', re.DOTALL)
"""Strings and brackets. Nothing is tried twice, and a string without an end ends with the bytes: linear in any case."""


def walk(content: bytes) -> Iterator[tuple[re.Match[bytes], int]]:
    """Yield each string and each bracket with its level, in linear time and without recursion, however deep it goes.

    The outermost brackets, and the strings right between them, are on level 1.
    """
    level = 0
    for token in _TOKENS.finditer(content):
        match token[0]:
            case b"{" | b"[":
                level += 1
                yield token, level
            case b"}" | b"]":
                yield token, level
                level -= 1
            case _:
                yield token, level
