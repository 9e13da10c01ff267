"""Takes names apart that were typed as one word: "xadongkhecaobang"."""

from collections.abc import Iterator, Mapping, Sequence

from places.index import Entry
from places.names import MARKERS
from places.tokens import Token

GLUED_FROM = 9
"""Letters of the shortest word that may hold several names."""

LONGEST_GLUED = 60
"""Letters of the longest word that is taken apart."""

SHORTEST_PIECE = 4
"""Letters of the shortest name inside such a word."""

MOST_PIECES = 6
"""Pieces of such a word: three names with their kinds."""


def unglued(words: Sequence[Token], names: Mapping[str, Entry]) -> list[Token]:
    """Return the words, long ones that hold a commune and its district or province taken apart."""
    found: list[Token] = []
    for word in words:
        key = word.key
        if GLUED_FROM <= len(key) <= LONGEST_GLUED and key not in names and len(key) == word.end - word.start:
            found.extend(_pieces(word, names) or [word])
        else:
            found.append(word)
    return found


def _pieces(word: Token, names: Mapping[str, Entry]) -> list[Token] | None:
    """Return the pieces of a word; None where it cannot be read as names from its first letter to its last."""
    cuts = _cut(word.key, names)
    if cuts is None:
        return None
    edges = [0, *cuts]
    return [
        Token(
            key=word.key[begin:end],
            marked=word.marked[begin:end],
            gap="" if begin else word.gap,
            start=word.start + begin,
            end=word.start + end,
            is_apart=word.is_apart and not begin,
            is_capital=word.is_capital and not begin,
        )
        for begin, end in zip(edges, cuts, strict=False)
    ]


def _cut(key: str, names: Mapping[str, Entry]) -> list[int] | None:
    """Return where the pieces end, in the reading with the fewest of them; None where there is none."""
    best: dict[int, list[int]] = {0: []}
    for begin in range(len(key)):
        if begin not in best or len(best[begin]) == MOST_PIECES:
            continue
        for end in _ends(key, begin, names):
            cuts = [*best[begin], end]
            if end not in best or len(cuts) < len(best[end]):
                best[end] = cuts
    found = best.get(len(key))
    return found if found is not None and len(found) > 1 else None


def _ends(key: str, begin: int, names: Mapping[str, Entry]) -> Iterator[int]:
    """Yield where a piece that begins here may end: a kind, then a name."""
    for end in range(begin + 2, len(key) + 1):
        piece = key[begin:end]
        if (end - begin >= SHORTEST_PIECE and piece in names) or (end < len(key) and piece in MARKERS):
            yield end
