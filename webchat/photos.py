"""Photos, made smaller as Telegram does: JPEG in a few sizes, nothing of the original file left."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

SIDES = (90, 320, 1280)
"""The longest side of each size, in pixels; sizes larger than the photo are left out."""

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 25_000_000
MOST_ELONGATED = 20
"""Telegram takes no photo that is more than 20 times as long as it is wide."""

QUALITY = 87


class UnreadableImageError(Exception):
    """The file is not an image that can be shown, or one that would fill the memory."""


@dataclass(frozen=True, slots=True)
class Size:
    """One size of a photo; `content` is a JPEG file."""

    width: int
    height: int
    content: bytes


def sizes(file: Path) -> Sequence[Size]:
    """Return the photo in one to three sizes, smallest first, upright, without metadata.

    Raises:
        UnreadableImageError: If it cannot be decoded, has over 25 million pixels, or is a thin strip.
    """
    with _opened(file) as image:
        upright = _upright(image)
    longest = max(upright.size)
    sides = [side for side in SIDES if side < longest][: len(SIDES) - 1]
    return [_size(upright, side) for side in [*sides, min(longest, SIDES[-1])]]


def _opened(file: Path) -> Image.Image:
    try:
        image = Image.open(file, formats=FORMATS)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadableImageError from error
    # Only the header has been read so far, so a small file cannot claim gigabytes.
    width, height = image.size
    if width * height > MOST_PIXELS or max(width, height) > MOST_ELONGATED * min(width, height):
        image.close()
        raise UnreadableImageError
    return image


def _upright(image: Image.Image) -> Image.Image:
    try:
        # JPEG can be decoded at a fraction of its size, which is much faster for photos of phones.
        image.draft("RGB", (SIDES[-1] * 2, SIDES[-1] * 2))
        image.load()
        turned = ImageOps.exif_transpose(image)
    except (OSError, ValueError, SyntaxError, ArithmeticError, EOFError) as error:
        raise UnreadableImageError from error
    if turned.mode in {"RGB", "L"}:
        return turned.convert("RGB")
    with_alpha = turned.convert("RGBA")
    paper = Image.new("RGB", with_alpha.size, "white")
    paper.paste(with_alpha, mask=with_alpha.getchannel("A"))
    return paper


def _size(image: Image.Image, side: int) -> Size:
    smaller = image.copy()
    smaller.info.clear()
    smaller.thumbnail((side, side), Image.Resampling.LANCZOS)
    content = BytesIO()
    with contextlib.closing(content):
        smaller.save(content, "JPEG", quality=QUALITY, optimize=True)
        return Size(width=smaller.width, height=smaller.height, content=content.getvalue())
