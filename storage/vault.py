"""Sealing and opening: AES-256-GCM for what is secret, keyed hashes for what is looked up.

The keys are in a file outside the database. What is sealed is bound to where it stands: a value that was moved to
another column or row does not open.
"""

import hashlib
import hmac
import json
import os
import secrets
import stat
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION: Final = 1
_NONCE_BYTES: Final = 12
_HEADER_BYTES: Final = 1 + 2 + _NONCE_BYTES


class VaultError(Exception):
    """Keys are missing or wrong, or a sealed value was altered or moved."""


class Vault:
    """Seals with the current key, opens with any key it knows."""

    def __init__(self, keys: dict[int, bytes], *, current: int, lookup: bytes) -> None:
        """Take the keys by number (1 to 65535, 32 bytes each), which of them seals, and the look-up key."""
        if current not in keys:
            raise VaultError(f"the key file names key {current} as current, but does not hold it")
        self._ciphers = {number: AESGCM(key) for number, key in keys.items()}
        self._current = current
        self._lookup = lookup

    def __repr__(self) -> str:
        """Return nothing that is secret."""
        return f"Vault(keys={sorted(self._ciphers)})"

    def seal(self, plain: bytes, *, place: str) -> bytes:
        """Return the bytes sealed for a place, such as "statements.text:17"; layout: version, key, nonce, rest."""
        nonce = os.urandom(_NONCE_BYTES)
        header = bytes([_VERSION]) + self._current.to_bytes(2, "big") + nonce
        return header + self._ciphers[self._current].encrypt(nonce, plain, place.encode())

    def open(self, sealed: bytes, *, place: str) -> bytes:
        """Return what was sealed for this place. Raises VaultError where the key, the value or the place is wrong."""
        cipher = self._ciphers.get(int.from_bytes(sealed[1:3], "big"))
        if cipher is None or sealed[0] != _VERSION:
            raise VaultError("a value was sealed with a key that the key file does not hold")
        try:
            return cipher.decrypt(sealed[3:_HEADER_BYTES], sealed[_HEADER_BYTES:], place.encode())
        except (InvalidTag, ValueError) as error:
            # ValueError: so much is missing that not even the nonce is whole.
            raise VaultError("a sealed value was altered or moved") from error

    def seal_text(self, text: str, *, place: str) -> bytes:
        """Seal words. A lone half of a surrogate pair, which hostile clients send, is kept as a question mark."""
        return self.seal(text.encode("utf-8", "replace"), place=place)

    def open_text(self, sealed: bytes, *, place: str) -> str:
        """Open words."""
        return self.open(sealed, place=place).decode()

    def look_up(self, kind: str, value: str) -> bytes:
        """Return the keyed hash under which a value of this kind is found; 32 bytes."""
        return hmac.new(self._lookup, f"{kind}:{value}".encode("utf-8", "replace"), hashlib.sha256).digest()


def create_keys(path: Path) -> None:
    """Write a fresh key file that only its owner may read; an existing one is left as it is."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    content = json.dumps(
        {
            "current": 1,
            "keys": {"1": b64encode(secrets.token_bytes(32)).decode()},
            "lookup": b64encode(secrets.token_bytes(32)).decode(),
        }
    )
    # A number of a process is not enough: in a container it is the same at every start, and a crash leaves drafts.
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:  # noqa: PTH123 - needs the mode
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        # Linking, not renaming: if another process was faster, its keys stay.
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def load_keys(path: Path) -> Vault:
    """Read a key file. Raises VaultError with a sentence for the operator."""
    try:
        content = json.loads(path.read_text())
        keys = {int(number): b64decode(key) for number, key in content["keys"].items()}
        return Vault(keys, current=int(content["current"]), lookup=b64decode(content["lookup"]))
    except FileNotFoundError as error:
        raise VaultError(f"the key file {path} does not exist; `nguontin migrate` creates one") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise VaultError(f"the key file {path} cannot be read as a key file ({type(error).__name__})") from error


def is_private(path: Path) -> bool:
    """Whether only its owner may read the key file."""
    return not path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
