"""A clean copy of a picture: the pixels alone, without position, device, comments or anything appended."""

import io
import os

from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
"""The only decoders that strangers' files reach."""

MAX_PIXELS = 25_000_000
"""Refused before decoding: a file of 10 kB can stand for 240 MB."""

MAX_SIDE = 2_560
"""Longest side of the copy in pixels; a phone's screen shows no more."""


class UnreadablePictureError(Exception):
    """The bytes are no picture that can be shown: another format, damaged, or too large."""


def clean_copy(content: bytes) -> bytes:
    """Return the picture as a fresh JPEG made from its pixels. Raises UnreadablePictureError."""
    try:
        bare = _bare(content)
    except Exception as error:
        # Whatever damage makes a decoder raise, the sender's picture is no reason for the service to stop.
        raise UnreadablePictureError(type(error).__name__) from error
    # Into a file in memory, not a buffer of Python's: for that the encoder would keep Python's lock all the while.
    with os.fdopen(os.memfd_create("copy"), "w+b") as copy:
        bare.save(copy, "JPEG", quality=85)
        copy.seek(0)
        return copy.read()


def _bare(content: bytes) -> Image.Image:
    """Return the picture as it was held, decoded to its end; only then is it known to be whole."""
    with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise UnreadablePictureError("too large")
        # A JPEG can be decoded at a half, a quarter or an eighth of its size: at the smallest that is large enough.
        picture.draft(None, _within_limits(picture.size))
        picture.load()
        plain = picture if picture.mode == "RGB" else picture.convert("RGB")
        plain.thumbnail((MAX_SIDE, MAX_SIDE))
        ImageOps.exif_transpose(plain, in_place=True)
        # A fresh picture holds nothing of what Pillow would carry along, such as a JPEG comment.
        bare = Image.new("RGB", plain.size)
        bare.paste(plain)
        return bare


def _within_limits(size: tuple[int, int]) -> tuple[int, int]:
    """Return the size of the copy of a picture: in its proportions, and no side over the limit."""
    longest = max(*size, MAX_SIDE)
    return max(1, size[0] * MAX_SIDE // longest), max(1, size[1] * MAX_SIDE // longest)
