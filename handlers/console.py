"""The way into the supervisors' console: a one-time link."""

from aiogram.filters import Command
from aiogram.types import Message
from aiogram.utils.formatting import Text, Url, as_list

from domain.access import Officer
from domain.codes import new_token
from handlers.staff import SUPERVISES, rest, staff_router
from handlers.talk import Talk
from locales import gettext as _
from locales import ngettext
from storage import passes
from storage.outbox import Call

router = staff_router("console", SUPERVISES)


@router.message(Command("trang", ignore_mention=True))
async def let_in(_message: Message, talk: Talk, officer: Officer, console_address: str) -> list[Call]:
    """Send a link that opens the console once.

    `console_address` is where the console is found, such as "https://tin.example.vn", without a slash at the end.
    """
    await rest(talk)
    token = new_token()
    await passes.issue(talk.session, talk.vault, officer, token=token, now=talk.now)
    minutes = int(passes.LINK_LIFETIME.total_seconds()) // 60
    until = ngettext(
        "The link works once and for {n} minute. It lets in whoever has it, so do not pass it on.",
        "The link works once and for {n} minutes. It lets in whoever has it, so do not pass it on.",
        minutes,
    ).format(n=minutes)
    return [talk.say(as_list(Text(_("Your way into the figures:")), Url(f"{console_address}/vao?ma={token}"), until))]
