"""A backup as a file: parts one after the other, readable by `tar`, and at the end what shows that nothing is missing.

    rows/tips/000001.gz …       rows, as `storage.copying` writes them, compressed
    evidence/original/17 …      files that came with tips, sealed
    manifest.json               what is in it
    seal.json                   the SHA-256 of every byte before it, sealed with the keys of the service

The keys are not in it. It is written and read in one go, one part in memory at a time.
"""

import hashlib
import json
import tarfile
from base64 import b64decode, b64encode
from collections.abc import Iterator
from typing import BinaryIO

from storage.vault import Vault, VaultError

MANIFEST = "manifest.json"
SEAL = "seal.json"

MOST_BYTES = 128 * 2**20
"""No part is larger, so that a damaged length does not take all memory."""

_BLOCK = tarfile.BLOCKSIZE
_END = bytes(2 * _BLOCK)
_PLACE = "backup"


class ArchiveError(Exception):
    """A backup cannot be written or read; the message says what is wrong with the file, without its name."""


def _padding(size: int) -> bytes:
    return bytes(-size % _BLOCK)


class ArchiveWriter:
    """Writes parts to a file, and seals them at the end."""

    def __init__(self, file: BinaryIO) -> None:
        """Begin at the place where the file stands."""
        self._file = file
        self._digest = hashlib.sha256()

    def add(self, name: str, content: bytes) -> None:
        """Write a part. Raises ArchiveError where it is too large to be read again, and OSError."""
        if len(content) > MOST_BYTES:
            raise ArchiveError(f"{name} has more than {MOST_BYTES} bytes")
        header = tarfile.TarInfo(name)
        header.size, header.mode = len(content), 0o600
        for piece in (header.tobuf(tarfile.USTAR_FORMAT), content, _padding(len(content))):
            self._digest.update(piece)
            self._file.write(piece)

    def finish(self, manifest: bytes, vault: Vault) -> None:
        """Write the manifest and the seal; nothing is added after that."""
        self.add(MANIFEST, manifest)
        digest = self._digest.digest()
        seal = {
            "sha256": digest.hex(),
            "sealed": b64encode(vault.seal(digest, place=_PLACE)).decode(),
            "lookup": vault.look_up(_PLACE, digest.hex()).hex(),
        }
        self.add(SEAL, json.dumps(seal, indent=1).encode())
        self._file.write(_END)


def parts(file: BinaryIO, vault: Vault) -> Iterator[tuple[str, bytes]]:
    """Yield the parts with their names, the manifest last; then check the seal.

    What was yielded is to be trusted once this has ended. Raises ArchiveError where the file is no backup, is cut off,
    was altered, or was made with other keys.
    """
    digest = hashlib.sha256()
    while True:
        header = file.read(_BLOCK)
        name, size = _read_header(header, is_first=file.tell() <= _BLOCK)
        content, padding = file.read(size), file.read(-size % _BLOCK)
        if len(content) + len(padding) < size + (-size % _BLOCK):
            raise ArchiveError("is cut off")
        if name == SEAL:
            break
        for piece in (header, content, padding):
            digest.update(piece)
        yield name, content
    if file.read(_BLOCK * 2 + 1) != _END:
        raise ArchiveError("is cut off, or something was added to it")
    _check(content, digest.digest(), vault)


def _read_header(header: bytes, *, is_first: bool) -> tuple[str, int]:
    """Return the name and the size of the part that begins here."""
    try:
        info = tarfile.TarInfo.frombuf(header, "utf-8", "strict")
    except (tarfile.HeaderError, UnicodeDecodeError):
        if is_first:
            raise ArchiveError("is not a backup of this service") from None
        reason = "is cut off" if len(header) < _BLOCK or header == bytes(_BLOCK) else "was altered"
        raise ArchiveError(reason) from None
    if not 0 <= info.size <= MOST_BYTES:
        raise ArchiveError("was altered")
    return info.name, info.size


def _check(content: bytes, digest: bytes, vault: Vault) -> None:
    """Raise ArchiveError unless the seal is that of this digest, made with keys that the vault holds."""
    try:
        seal = json.loads(content)
        noted, lookup = bytes.fromhex(seal["sha256"]), bytes.fromhex(seal["lookup"])
        sealed = b64decode(seal["sealed"], validate=True)
    except (ValueError, TypeError, KeyError):
        raise ArchiveError("was altered") from None
    if noted != digest:
        raise ArchiveError("was altered")
    try:
        opened = vault.open(sealed, place=_PLACE)
    except (VaultError, IndexError):
        opened = b""
    if opened != digest or lookup != vault.look_up(_PLACE, digest.hex()):
        raise ArchiveError("was made with other keys, or altered by somebody without them")
