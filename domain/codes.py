"""Codes and tokens that cannot be guessed."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, which are misread."""

CODE_LENGTH = 12
"""Twelve symbols of five bits: 60 bits."""

_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})


def new_code() -> str:
    """Return a fresh code of a tip, without dashes."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def spaced(code: str) -> str:
    """Return a code as people read it: K7QF-2M9X-4TBD."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def read_code(text: str) -> str | None:
    """Return the code that somebody typed, forgiving case, dashes and misread letters; None if it is none."""
    code = text.strip().upper().translate(_MISREAD)
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else None


def new_token() -> str:
    """Return a token for a one-time link: 128 bits in Telegram's alphabet for start parameters."""
    return secrets.token_urlsafe(16)
