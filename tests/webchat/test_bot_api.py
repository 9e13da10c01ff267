"""Bots written with somebody else's libraries can call every method."""

from pathlib import Path
from typing import cast

import aiogram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BufferedInputFile, FSInputFile
from telegram import (
    BotCommand,
    BotCommandScopeChat,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    KeyboardButton,
    LinkPreviewOptions,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
    Update,
)

from tests.webchat.conftest import BOT, JSON, LAN, Served, jpeg

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Nhận", callback_data="take:1")]])


async def keyboard_of(served: Served) -> JSON | None:
    chat = (await served.person("", method="GET"))["chat"]
    assert isinstance(chat, dict)
    return cast("JSON | None", chat["keyboard"])


async def test_a_bot_reads_who_it_is(served: Served) -> None:
    me = await served.bot.get_me()
    assert (me.id, me.username, me.is_bot) == (BOT.id, BOT.username, True)


async def test_a_text_arrives_as_a_real_update_with_its_entities(served: Served) -> None:
    await served.says("/start m_01 🙂 https://vn.example/a, #tin @lan_1")
    [update] = await served.bot.get_updates()
    assert update.message is not None
    assert update.message.chat.id == LAN.id
    assert update.message.from_user is not None
    assert update.message.from_user.id == LAN.id
    found = update.message.parse_entities()
    assert [(entity.type, text) for entity, text in found.items()] == [
        ("bot_command", "/start"),
        ("url", "https://vn.example/a"),
        ("hashtag", "#tin"),
        ("mention", "@lan_1"),
    ]


async def test_updates_leave_out_what_telegram_leaves_out(served: Served) -> None:
    await served.says("xin chào")
    [update] = await served.updates()
    assert update["message"] == {
        "message_id": 1,
        "date": 1772330400,
        "text": "xin chào",
        "chat": {"id": LAN.id, "type": "private", "first_name": "Lan"},
        "from": {"id": LAN.id, "is_bot": False, "first_name": "Lan", "language_code": "vi"},
    }


async def test_a_message_of_a_bot_reaches_the_page_as_it_was_sent(started: Served) -> None:
    answered = (await started.log())[0]["id"]
    sent = await started.bot.send_message(
        LAN.id,
        "  Mã tin: NT-1  ",
        entities=[MessageEntity("code", 10, 4), MessageEntity("bold", 9_000, 4)],
        reply_markup=KEYBOARD,
        reply_parameters=ReplyParameters(int(str(answered))),
        protect_content=True,
        disable_notification=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    assert sent.text == "Mã tin: NT-1"
    assert sent.parse_entities() == {MessageEntity("code", 8, 4): "NT-1"}
    assert sent.reply_markup == KEYBOARD
    assert sent.reply_to_message is not None
    assert sent.has_protected_content
    shown = (await started.log())[-1]
    assert shown["from_bot"]
    assert shown["message"] == cast("dict[str, object]", shown["message"]) | {"text": "Mã tin: NT-1"}


async def test_reply_keyboards_stay_until_they_are_removed_or_used(started: Served) -> None:
    place = KeyboardButton("Gửi vị trí", request_location=True)
    await started.bot.send_message(LAN.id, "Ở đâu?", reply_markup=ReplyKeyboardMarkup([[place, "Bỏ qua"]]))
    kept = await keyboard_of(started)
    assert kept is not None
    assert kept["keyboard"] == [[{"text": "Gửi vị trí", "request_location": True}, {"text": "Bỏ qua"}]]
    await started.says("Bỏ qua")
    assert await keyboard_of(started) is not None
    await started.bot.send_message(LAN.id, "Xong", reply_markup=ReplyKeyboardRemove())
    assert await keyboard_of(started) is None
    await started.bot.send_message(LAN.id, "Tên?", reply_markup=ForceReply(input_field_placeholder="Tên"))
    assert await keyboard_of(started) is not None
    await started.says("Lan")
    assert await keyboard_of(started) is None


async def test_messages_can_be_edited_and_deleted(started: Served) -> None:
    first = await started.bot.send_message(LAN.id, "một", reply_markup=KEYBOARD)
    edited = await started.bot.edit_message_text("hai", LAN.id, first.message_id)
    assert not isinstance(edited, bool)
    assert (edited.text, edited.reply_markup) == ("hai", None)
    assert edited.edit_date is not None
    marked = await started.bot.edit_message_reply_markup(LAN.id, first.message_id, reply_markup=KEYBOARD)
    assert not isinstance(marked, bool)
    assert marked.reply_markup == KEYBOARD
    second = await started.bot.send_message(LAN.id, "ba")
    own = await started.says("của Lan")
    assert await started.bot.delete_message(LAN.id, first.message_id)
    assert await started.bot.delete_messages(LAN.id, [first.message_id, second.message_id, own])
    assert [view["message"] for view in await started.log() if view["id"] != 1] == []


async def test_a_press_becomes_a_callback_query_that_can_be_answered(started: Served) -> None:
    sent = await started.bot.send_message(LAN.id, "Nhận tin?", reply_markup=KEYBOARD)
    pressed = await started.person(f"/messages/{sent.message_id}/press", data="take:1")
    [update] = await started.bot.get_updates()
    query = update.callback_query
    assert query is not None
    assert (query.id, query.data, query.from_user.id) == (pressed["query_id"], "take:1", LAN.id)
    assert query.message is not None
    assert query.message.message_id == sent.message_id
    assert await query.answer("Đã nhận", show_alert=True)
    assert await query.answer("Lần hai không hiện")


async def test_photos_documents_and_other_files_go_both_ways(started: Served) -> None:
    photo = await started.bot.send_photo(LAN.id, jpeg(), caption="ảnh", reply_markup=KEYBOARD)
    assert [max(size.width, size.height) for size in photo.photo] == [90, 320, 900]
    again = await started.bot.send_photo(LAN.id, photo.photo[0].file_id)
    assert again.photo == photo.photo
    edited = await started.bot.edit_message_caption(LAN.id, photo.message_id, caption="khác")
    assert not isinstance(edited, bool)
    assert edited.caption == "khác"
    document = await started.bot.send_document(LAN.id, b"%PDF", filename="../báo cáo.pdf")
    assert document.document is not None
    assert document.document.file_name == "báo cáo.pdf"
    assert bytes(await (await document.document.get_file()).download_as_bytearray()) == b"%PDF"
    assert (await started.bot.send_video(LAN.id, b"video")).video
    assert (await started.bot.send_voice(LAN.id, b"voice")).voice


async def test_albums_have_a_group_id_in_common(started: Served) -> None:
    sent = await started.bot.send_media_group(
        LAN.id, [InputMediaPhoto(jpeg(), caption="hai ảnh"), InputMediaPhoto(jpeg(colour="red"))]
    )
    assert len({message.media_group_id for message in sent}) == 1
    assert [message.caption for message in sent] == ["hai ảnh", None]
    files = await started.bot.send_media_group(LAN.id, [InputMediaDocument(b"1"), InputMediaDocument(b"2")])
    assert all(message.document for message in files)


async def test_positions_are_sent(started: Served) -> None:
    sent = await started.bot.send_location(LAN.id, 16.46, 107.59, horizontal_accuracy=20)
    assert sent.location is not None
    assert (sent.location.latitude, sent.location.horizontal_accuracy) == (16.46, 20)
    venue = await started.bot.send_venue(LAN.id, 16.46, 107.59, "Chợ", "Huế")
    assert venue.venue is not None


async def test_commands_are_offered_by_the_narrowest_scope(started: Served) -> None:
    await started.bot.set_my_commands([BotCommand("tin", "Báo tin")])
    await started.bot.set_my_commands([BotCommand("hangcho", "Hàng chờ")], BotCommandScopeChat(LAN.id))
    assert [c.command for c in await started.bot.get_my_commands()] == ["tin"]
    shown = (await started.person("", method="GET"))["commands"]
    assert shown == [{"command": "hangcho", "description": "Hàng chờ"}]
    await started.bot.delete_my_commands(BotCommandScopeChat(LAN.id))
    shown = (await started.person("", method="GET"))["commands"]
    assert shown == [{"command": "tin", "description": "Báo tin"}]


async def test_what_has_no_effect_here_is_accepted(started: Served) -> None:
    assert await started.bot.send_chat_action(LAN.id, "typing")
    assert await started.bot.set_my_description("mô tả")
    assert await started.bot.set_my_short_description("mô tả")
    assert (await started.bot.get_chat(LAN.id)).first_name == "Lan"


async def test_parameters_may_come_in_the_address_or_as_a_form(started: Served) -> None:
    params = {"chat_id": str(LAN.id), "text": "chào", "protect_content": "true"}
    for answer in (
        await started.client.get(f"/bot{BOT.token}/SENDMESSAGE", params=params),
        await started.client.post(f"/bot{BOT.token}/sendmessage", data=params),
    ):
        assert (await answer.json())["result"]["has_protected_content"]


async def test_aiogram_can_hold_a_conversation(started: Served, tmp_path: Path) -> None:
    base = str(started.client.make_url("/"))
    server = TelegramAPIServer(base=base + "bot{token}/{method}", file=base + "file/bot{token}/{path}")
    photo = tmp_path / "anh.jpg"
    photo.write_bytes(jpeg())
    async with aiogram.Bot(BOT.token, session=AiohttpSession(api=server)) as bot:
        assert (await bot.me()).id == BOT.id
        await bot.send_photo(LAN.id, FSInputFile(photo), caption="ảnh")
        sent = await bot.send_document(LAN.id, BufferedInputFile(b"text", "a.txt"))
        assert sent.document is not None
        content = await bot.download(sent.document)
        assert content is not None
        assert content.read() == b"text"
        await bot.send_media_group(
            LAN.id, [aiogram.types.InputMediaPhoto(media=BufferedInputFile(jpeg(), str(n))) for n in range(2)]
        )
        await started.says("đây 🙂")
        await started.uploads(("a.jpg", jpeg()), ("b.jpg", jpeg()))
        updates = await bot.get_updates(timeout=1, allowed_updates=["message", "callback_query"])
        assert [update.message.content_type for update in updates if update.message] == ["text", "photo", "photo"]


async def test_what_a_bot_reads_survives_a_round_trip_through_the_library(started: Served) -> None:
    await started.uploads(("a.jpg", jpeg()), caption="/tin ở https://a.vn")
    [update] = await started.updates()
    read = Update.de_json(update, started.bot)
    assert read.message is not None
    assert read.message.effective_attachment
    assert read.message.api_kwargs == {}
