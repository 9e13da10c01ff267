"""Small pictures, as light as they can be and still be pictures."""

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

WIDTH = 320
HEIGHT = 240


def picture(chance: Random) -> bytes:
    """Return a JPEG of a few coloured fields, some kilobytes large; the same for the same chance."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _colour(chance))
    canvas = ImageDraw.Draw(image)
    for _ in range(6):
        left, top = chance.randrange(WIDTH), chance.randrange(HEIGHT)
        canvas.rectangle((left, top, left + chance.randint(9, 99), top + chance.randint(9, 99)), fill=_colour(chance))
    file = BytesIO()
    image.save(file, "JPEG", quality=70)
    return file.getvalue()


def _colour(chance: Random) -> tuple[int, int, int]:
    return chance.randrange(256), chance.randrange(256), chance.randrange(256)
