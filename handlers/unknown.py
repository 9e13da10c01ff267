"""What nobody else understood: unknown commands, stale buttons."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message

from handlers.calls import toast
from handlers.talk import Talk
from locales import gettext as _
from storage.outbox import Call

commands = Router(name="unknown commands")
commands.message.filter(F.chat.type == ChatType.PRIVATE, ~F.from_user.is_bot)

buttons = Router(name="unknown buttons")


@commands.message(F.text.regexp(r"^/\w*(@\w+)?(\s|$)"))
async def explain(_message: Message, talk: Talk) -> list[Call]:
    """Say that there is no such command: it is not a tip, and what was begun is kept."""
    return [talk.say(_("There is no such command. Type /trogiup for those there are; what you sent before is kept."))]


@buttons.callback_query()
async def refuse(query: CallbackQuery, talk: Talk) -> list[Call]:
    """Answer a button that means nothing any more, or never did."""
    if talk.officer is not None:
        return [toast(talk.contact.id, query.id, _("This button is out of date. Type /hangcho for the queue."))]
    return [toast(talk.contact.id, query.id, _("This button is out of date. Type /tin for your tips."))]
