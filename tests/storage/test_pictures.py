"""Clean copies: the pixels and nothing else, and no file that breaks the service."""

import io
import random
import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from storage.pictures import MAX_SIDE, UnreadablePictureError, clean_copy

MARKER = b"16.4637N-107.5909E-Nguyen-Van-A"


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    content = io.BytesIO()
    image.save(content, form, **options)
    return content.getvalue()


def photo(width: int = 640, height: int = 480, colour: str = "#804020") -> Image.Image:
    return Image.new("RGB", (width, height), colour)


def exif(orientation: int = 1) -> Image.Exif:
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010E] = MARKER.decode()
    tags[0x9286] = MARKER
    tags.get_ifd(0x8825)[1] = MARKER.decode()
    return tags


def png_with_texts() -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", MARKER.decode())
    texts.add_itxt("XML:com.adobe.xmp", MARKER.decode(), zip=True)
    return saved(photo(), "PNG", pnginfo=texts)


MARKED = {
    "exif": saved(photo(), "JPEG", exif=exif()),
    "comment": saved(photo(), "JPEG", comment=MARKER),
    "colour profile": saved(photo(), "JPEG", icc_profile=MARKER * 8),
    "xmp": saved(photo(), "JPEG", xmp=MARKER),
    "bytes behind the end": saved(photo(), "JPEG") + b"PK\x03\x04" + MARKER,
    "a second picture behind the end": saved(photo(), "JPEG") + saved(photo(), "JPEG", comment=MARKER),
    "png text": png_with_texts(),
    "png exif": saved(photo(), "PNG", exif=exif()),
    "png behind the end": saved(photo(), "PNG") + MARKER,
    "webp": saved(photo(), "WEBP", exif=exif(), xmp=MARKER),
}


@pytest.mark.parametrize("name", MARKED)
def test_a_clean_copy_holds_nothing_but_the_picture(name: str) -> None:
    content = MARKED[name]
    copy = clean_copy(content)
    assert MARKER not in copy
    with Image.open(io.BytesIO(copy)) as picture:
        assert picture.format == "JPEG"
        assert picture.size == (640, 480)
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert not picture.getexif()


def test_a_picture_held_upright_stays_upright_without_the_tag_that_said_so() -> None:
    with Image.open(io.BytesIO(clean_copy(saved(photo(), "JPEG", exif=exif(orientation=6))))) as picture:
        assert picture.size == (480, 640)


@pytest.mark.parametrize(("width", "height"), [(1, 1), (20_000, 1), (1, 20_000), (4_000, 3_000)])
def test_a_copy_is_no_larger_than_a_phone_shows(width: int, height: int) -> None:
    with Image.open(io.BytesIO(clean_copy(saved(photo(width, height), "PNG")))) as picture:
        assert 1 <= min(picture.size) <= max(picture.size) <= MAX_SIDE


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_way_of_storing_colours_is_read(mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    assert clean_copy(saved(Image.new(mode, (20, 20)), form)).startswith(b"\xff\xd8")


def bomb(side: int) -> bytes:
    """Return a small PNG that says it is as large as this on each side."""
    lines = zlib.compress(bytes((side // 8 + 1) * side) if side <= 9_000 else b"", 9)

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [9_000, 30_000, 2**31 - 1])
def test_a_bomb_is_refused_before_it_is_unpacked(side: int) -> None:
    with pytest.raises(UnreadablePictureError):
        clean_copy(bomb(side))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"%PDF-1.7",
        saved(photo(), "GIF"),
        saved(photo(), "BMP"),
        saved(photo(), "TIFF"),
        saved(photo(), "PPM"),
        saved(photo(), "JPEG")[:-400],
        saved(photo(), "PNG")[:-60],
        saved(photo(), "WEBP")[:-30],
    ],
    ids=lambda content: repr(content[:12]),
)
def test_what_is_no_whole_picture_of_a_known_kind_is_unreadable(content: bytes) -> None:
    with pytest.raises(UnreadablePictureError):
        clean_copy(content)


def damaged_exif() -> bytes:
    """Return a JPEG whose EXIF says that it lies on its side, and for the rest points anywhere."""
    entries = [(0x0112, 3, 1, 6), (0x8769, 4, 1, 0xFFFFFFF0), (0x8825, 4, 1, 8), (0x011A, 5, 1, 0xFFFFFFF0)]
    tiff = b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", len(entries))
    tiff += b"".join(struct.pack("<HHII", *entry) for entry in entries) + b"\x00" * 4
    return saved(photo(), "JPEG", exif=b"Exif\x00\x00" + tiff)


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
def test_damaged_tags_break_nothing() -> None:
    with suppress(UnreadablePictureError):
        assert clean_copy(damaged_exif()).startswith(b"\xff\xd8")


SEEDS = [saved(photo(64, 48), "JPEG", exif=exif(6)), png_with_texts(), saved(photo(64, 48), "WEBP"), damaged_exif()]


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@settings(max_examples=150, deadline=None)
@given(seed=st.sampled_from(SEEDS), chance=st.randoms(use_true_random=False))
def test_no_damage_raises_anything_else(seed: bytes, chance: random.Random) -> None:
    content = bytearray(seed)
    for _ in range(chance.randint(1, 30)):
        content[chance.randrange(min(len(content), 600))] = chance.randrange(256)
    with suppress(UnreadablePictureError):
        assert clean_copy(bytes(content)).startswith(b"\xff\xd8")
