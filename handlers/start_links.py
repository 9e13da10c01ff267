"""Links that open a chat with the bot and say something there, and the pictures from which phones read them."""

from io import BytesIO

import segno

from storage.outbox import Call

SEND_LINK = "sendLink"
"""Not the Bot API's: the sender, which alone knows how the messenger names the bot, makes the link and its picture."""

_PIXELS = 12
"""Pixels of one dot: large enough to be read from one phone's screen by another."""

_QUIET = 4
"""Dots of white around it, as ISO/IEC 18004 wants."""


def start_link(token: str, *, kind: str, api: str, username: str) -> str:
    """Return the link that says "/start TOKEN" to a bot.

    Args:
        token: What is said.
        kind: Which messenger, as in the settings.
        api: The address of its Bot API, where a messenger of our own is opened.
        username: The bot's name there.
    """
    if kind == "telegram":
        return f"https://t.me/{username}?start={token}"
    return f"{api}/?start={token}"


def drawn(link: str) -> bytes:
    """Return a QR code as a PNG; a part of it may be dirty or torn and it is read all the same."""
    code = segno.make(link, error="m", micro=False)
    picture = BytesIO()
    code.save(picture, kind="png", scale=_PIXELS, border=_QUIET)
    return picture.getvalue()


def send_link(to: int, token: str, caption: str) -> Call:
    """Return a picture of a link with its words and, on a line of its own, the link; the sender makes all of it."""
    return Call(to=to, method=SEND_LINK, payload={"start": token, "caption": caption})
