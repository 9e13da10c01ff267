"""Telex keystrokes that were sent as typed: "Phuwowngf" for "Phường"."""

import re

from domain.reading import Reading

DOUBLED = re.compile(r"aa|ee|oo|dd|uw|ow|aw")
"""Letters that Telex turns into â, ê, ô, đ, ư, ơ and ă."""

TONED = re.compile(r"[^\W\d_]*[aeiouyw][^\W\d_]{0,2}[sfrxj]")
"""A word that ends in the letter for a tone mark, which Vietnamese words never do."""

LIKELY_FROM = 3
"""Such words in a text from which they are no accident."""


def is_likely(reading: Reading) -> bool:
    """Whether the text holds keystrokes that were never turned into marks."""
    return sum(1 for word in reading.words if TONED.fullmatch(word.plain) or DOUBLED.search(word.plain)) >= LIKELY_FROM


def decoded(reading: Reading) -> str:
    """Return the text without the keystrokes for marks, so that it reads like one typed without any."""
    parts: list[str] = []
    for word in reading.words:
        parts.append(word.gap)
        bare = word.plain[:-1] if TONED.fullmatch(word.plain) else word.plain
        parts.append(DOUBLED.sub(lambda match: match[0][0], bare))
    return "".join(parts)
