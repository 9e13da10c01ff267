"""Photos are re-encoded, and nothing fills the memory."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from webchat import photos


def saved(folder: Path, image: Image.Image, kind: str, **options: object) -> Path:
    file = folder / "image"
    image.save(file, kind, **options)
    return file


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header claims a size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


@pytest.mark.parametrize(
    ("side", "sides"), [(1, [1]), (90, [90]), (91, [90, 91]), (1000, [90, 320, 1000]), (3000, [90, 320, 1280])]
)
def test_a_photo_is_made_in_up_to_three_sizes(tmp_path: Path, side: int, sides: list[int]) -> None:
    file = saved(tmp_path, Image.new("RGB", (side, side // 2 + 1)), "JPEG")
    made = photos.sizes(file)
    assert [size.width for size in made] == sides
    for size in made:
        with Image.open(BytesIO(size.content)) as image:
            assert (image.format, image.size, image.mode) == ("JPEG", (size.width, size.height), "RGB")


def test_a_photo_is_turned_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    file = saved(tmp_path, Image.new("RGB", (400, 200)), "JPEG", exif=exif)
    assert photos.sizes(file)[-1].height == 400


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "CMYK"])
def test_every_kind_of_colour_becomes_rgb(tmp_path: Path, mode: str) -> None:
    file = saved(tmp_path, Image.new(mode, (40, 40)), "JPEG" if mode == "CMYK" else "PNG")
    assert len(photos.sizes(file)) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        png_that_claims(30_000, 30_000),
        png_that_claims(9_000, 9_000),
        png_that_claims(20_000, 1),
        png_that_claims(100, 100),
        png_that_claims(0, 0),
    ],
)
def test_what_cannot_be_shown_is_refused_before_it_is_decoded(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "image"
    file.write_bytes(content)
    with pytest.raises(photos.UnreadableImageError):
        photos.sizes(file)
