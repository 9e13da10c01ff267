"""The peer: a bot as aiogram's tutorial writes it. The same talk in memory, nothing kept, replies sent directly."""

import asyncio
import logging
import secrets
import sys
from contextlib import suppress

import uvloop
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Bold, Code, Text, as_line, as_list

OFFICERS = (1, 2)
"""The chats of the officers who get a card for each tip."""

GREETING = as_list(
    Text(
        Bold("Đang nguy hiểm, gọi ngay:"),
        " 113 công an, 114 cháy và cứu nạn, 115 cấp cứu, 112 thiên tai.",
    ),
    "Cán bộ xử lý tin không thấy bà con là ai. Công ty vận hành ứng dụng nhắn tin này thì thấy bà con có nhắn vào đây. "
    "Trợ giúp: /trogiup · English: /english",
)
BUTTONS = InlineKeyboardMarkup(
    inline_keyboard=[
        [InlineKeyboardButton(text=f"{number}. {label}", callback_data=data)]
        for number, (label, data) in enumerate(
            [("Gửi", "send"), ("Đổi nơi xảy ra", "where"), ("Đổi loại việc", "what"), ("Bỏ tin này", "discard:0")],
            start=1,
        )
    ]
)
CARD_BUTTONS = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Tiếp nhận", callback_data="ack:1")]])


class Tip(StatesGroup):
    """Where a talk stands."""

    drafting = State()


def summary(text: str, photos: int) -> Text:
    """Return the draft as it will be sent."""
    lines: list[Text | str] = [
        Bold("Tin của bà con – chưa gửi"),
        Text(Bold("Việc:"), " Giao thông"),
        Text(Bold("Nơi xảy ra:"), " phường Mỹ Thượng, thành phố Huế (trước đây là xã Phú Mỹ)"),
        Text(Bold("Lời kể:"), " “", text, "”"),
    ]
    if photos:
        lines.append(Text(Bold("Kèm theo:"), f" {photos} ảnh"))
    lines.append("Có thể gửi thêm. Nếu đúng rồi, bà con nhấn Gửi.")
    return as_list(*lines)


def receipt(code: str) -> Text:
    """Return what a citizen reads after sending."""
    return as_list(
        as_line(Bold("Đã gửi. Mã của bà con:"), " ", Code(code)),
        "Tin đã đến Công an phường Mỹ Thượng. Cán bộ phải nhận tin trước 23:00 21/11/2026.",
        "Bà con sẽ được báo tại đây. Xem tin đến đâu hoặc bổ sung: /tin",
        sep="\n\n",
    )


def card(code: str, text: str, photos: int) -> Text:
    """Return what an officer reads about a new tip."""
    return as_list(
        Text(Bold("Giao thông · Cao"), " · ", Code(code)),
        "phường Mỹ Thượng, thành phố Huế",
        Text("Đến lúc 21:00 21/11/2026, cần nhận trước 23:00 21/11/2026"),
        Text("“", text, "”"),
        f"Kèm theo: {photos} ảnh",
    )


dispatcher = Dispatcher(storage=MemoryStorage())


async def show(message: Message, bot: Bot, state: FSMContext) -> None:
    """Take the old summary away and send it as it is now."""
    data = await state.get_data()
    if shown := data.get("shown"):
        await bot.delete_message(message.chat.id, shown)
    content = summary(data.get("text", ""), len(data.get("photos", [])))
    sent = await message.answer(**content.as_kwargs(), reply_markup=BUTTONS)
    await state.update_data(shown=sent.message_id)


@dispatcher.message(Tip.drafting, F.text.casefold() == "gửi")
async def send(message: Message, bot: Bot, state: FSMContext) -> None:
    """Give the code, and tell the officers."""
    data = await state.get_data()
    await state.clear()
    code = secrets.token_hex(5).upper()
    await bot.delete_message(message.chat.id, data["shown"])
    await message.answer(**receipt(code).as_kwargs())
    content = card(code, data.get("text", ""), len(data.get("photos", [])))
    for officer in OFFICERS:
        await bot.send_message(officer, **content.as_kwargs(), reply_markup=CARD_BUTTONS)


@dispatcher.message(StateFilter(None))
async def begin(message: Message, bot: Bot, state: FSMContext) -> None:
    """Begin a draft."""
    await state.set_state(Tip.drafting)
    await message.answer(**GREETING.as_kwargs())
    await add(message, bot, state)


@dispatcher.message(Tip.drafting)
async def add(message: Message, bot: Bot, state: FSMContext) -> None:
    """Add what was sent to the draft."""
    data = await state.get_data()
    if message.text:
        await state.update_data(text=" ".join([*filter(None, [data.get("text")]), message.text]))
    if message.photo:
        await state.update_data(photos=[*data.get("photos", []), message.photo[-1].file_id])
    await show(message, bot, state)


async def run(api: str, token: str) -> None:
    """Poll until the process is told to stop."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(api), limit=1000)
    await dispatcher.start_polling(Bot(token, session=session), polling_timeout=25)


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    with suppress(KeyboardInterrupt, asyncio.CancelledError):
        uvloop.run(run(sys.argv[1], sys.argv[2]))
