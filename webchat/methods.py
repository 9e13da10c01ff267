"""The methods of the Bot API, as far as a private chat needs them.

Each takes the messenger, the bot that calls, and its parameters, and returns the `result`. What is
wrong is refused in Telegram's words. `parse_mode` is refused: texts come with entities.
"""

import math
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeVar

from telegram import File, Location, User, Venue

from webchat import chats, commands, errors, files, markup, messages, talks
from webchat.chats import LONGEST_CAPTION, LONGEST_TEXT, Options
from webchat.errors import RefusedError, bad_request
from webchat.files import Batch, KeptFile, Kind, Upload
from webchat.messages import Content
from webchat.messenger import Messenger
from webchat.params import Params, cleaned_or_refused
from webchat.photos import UnreadableImageError
from webchat.settings import MEBIBYTE, BotAccount
from webchat.store import Transaction
from webchat.talks import JSONObject, Talk
from webchat.text import Text

LONGEST_ANSWER = 200
MOST_DELETED = 100
SMALLEST_ALBUM, LARGEST_ALBUM = 1, 10
FETCHABLE_BYTES = 20 * MEBIBYTE
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)

Sent = TypeVar("Sent")
Method = Callable[[Messenger, BotAccount, Params], Awaitable[object]]


async def get_me(_: Messenger, bot: BotAccount, __: Params) -> object:
    """Return the bot itself."""
    me = User(
        bot.id,
        bot.name,
        is_bot=True,
        username=bot.username,
        can_join_groups=False,
        can_read_all_group_messages=False,
        supports_inline_queries=False,
        can_connect_to_business=False,
        has_main_web_app=False,
    )
    return me.to_dict()


async def accept(_: Messenger, __: BotAccount, ___: Params) -> object:
    """Accept what has no effect here, such as a bot's description."""
    return True


async def send_message(messenger: Messenger, bot: BotAccount, params: Params) -> object:
    """Send a text."""
    text = _text(params)
    return await _send(messenger, bot, params, messages.text_content(text))


async def send_location(messenger: Messenger, bot: BotAccount, params: Params) -> object:
    """Send a position."""
    return await _send(messenger, bot, params, Content(location=_location(params)))


async def send_venue(messenger: Messenger, bot: BotAccount, params: Params) -> object:
    """Send a position with a name and an address."""
    title = params.text("title")
    if not title:
        raise bad_request("VENUE_TITLE_EMPTY")
    location = _location(params)
    venue = Venue(location, title, params.text("address"))
    return await _send(messenger, bot, params, Content(location=location, venue=venue))


def _sending(kind: Kind) -> Method:
    async def send_file(messenger: Messenger, bot: BotAccount, params: Params) -> object:
        caption = _caption(params)
        value = params.uploads.get(kind) or params.text(kind)
        with messenger.library.batch() as batch:
            kept = await _file(messenger, bot, params, value, kind, batch)
            return (await _send_files(messenger, bot, params, [(kept, caption)]))[0]

    return send_file


async def send_media_group(messenger: Messenger, bot: BotAccount, params: Params) -> object:
    """Send an album: up to ten messages that have a group id in common."""
    items = _album_items(params.structure("media"))
    captions = [
        cleaned_or_refused(
            str(item.get("caption") or ""),
            item.get("caption_entities"),
            LONGEST_CAPTION,
            errors.CAPTION_TOO_LONG,
        )
        for item in items
    ]
    with messenger.library.batch() as batch:
        album = [
            await _file(messenger, bot, params, str(item.get("media")), Kind(str(item["type"])), batch)
            for item in items
        ]
        return await _send_files(messenger, bot, params, list(zip(album, captions, strict=True)))


async def _send_files(
    messenger: Messenger,
    bot: BotAccount,
    params: Params,
    captioned: Sequence[tuple[Sequence[KeptFile], Text]],
) -> Sequence[JSONObject]:
    options = _options(params)
    group_id = messages.new_group_id() if len(captioned) > 1 else None

    def work(t: Transaction) -> Sequence[JSONObject]:
        talk = messenger.talk(t, bot, params.integer("chat_id"))
        sent = []
        for kept, caption in captioned:
            files.record(t, bot.id, kept)
            content = messages.media_content(kept, caption, group_id=group_id)
            sent.append(chats.bot_sends(talk, content, options))
        return sent

    return await _send_counted(messenger, bot, params, work)


def _album_items(value: object) -> Sequence[Mapping[str, object]]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise bad_request("media must be an Array of InputMedia")
    if not SMALLEST_ALBUM <= len(value) <= LARGEST_ALBUM:
        raise bad_request("too many messages to send as an album" if value else "there are no messages to send")
    kinds = {item.get("type") for item in value}
    if not kinds <= {Kind.PHOTO, Kind.VIDEO, Kind.DOCUMENT}:
        raise bad_request("can't parse InputMedia: media of this type can't be sent in an album")
    if Kind.DOCUMENT in kinds and len(kinds) > 1:
        raise bad_request("document can't be mixed with other media types")
    return value


async def edit_message_text(messenger: Messenger, bot: BotAccount, params: Params) -> object:
    """Change the text of a message and its inline keyboard."""
    text = _text(params)
    change = {
        "text": text.content,
        "entities": [entity.to_dict() for entity in text.entities] or None,
        "reply_markup": _inline(params),
    }
    return await _edit(messenger, bot, params, change)


async def edit_message_caption(messenger: Messenger, bot: BotAccount, params: Params) -> object:
    """Change the caption of a message and its inline keyboard."""
    caption = _caption(params)
    change = {
        "caption": caption.content or None,
        "caption_entities": [entity.to_dict() for entity in caption.entities] or None,
        "reply_markup": _inline(params),
    }
    return await _edit(messenger, bot, params, change)


async def edit_message_reply_markup(messenger: Messenger, bot: BotAccount, params: Params) -> object:
    """Change only the inline keyboard of a message."""
    return await _edit(messenger, bot, params, {"reply_markup": _inline(params)})


async def _edit(messenger: Messenger, bot: BotAccount, params: Params, change: Mapping[str, object]) -> JSONObject:
    if params.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    message_id = params.integer("message_id")
    if message_id is None:
        raise bad_request("message identifier is not specified")
    return await messenger.store.run(
        lambda t: chats.bot_edits(messenger.talk(t, bot, params.integer("chat_id")), message_id, change)
    )


async def delete_message(messenger: Messenger, bot: BotAccount, params: Params) -> object:
    """Delete one message."""
    message_id = params.integer("message_id")
    if message_id is None:
        raise bad_request("message identifier is not specified")
    await messenger.store.run(
        lambda t: chats.bot_deletes(messenger.talk(t, bot, params.integer("chat_id")), message_id)
    )
    return True


async def delete_messages(messenger: Messenger, bot: BotAccount, params: Params) -> object:
    """Delete up to a hundred messages; those that are gone are skipped, as Telegram does."""
    ids = params.structure("message_ids")
    if not isinstance(ids, list) or not 1 <= len(ids) <= MOST_DELETED:
        raise bad_request("message identifiers are not specified")
    wanted = [one for one in ids if isinstance(one, int) and abs(one) < 2**63]

    def work(t: Transaction) -> bool:
        talk = messenger.talk(t, bot, params.integer("chat_id"))
        for message_id in wanted:
            _delete_if_there(talk, message_id)
        return True

    return await messenger.store.run(work)


def _delete_if_there(talk: Talk, message_id: int) -> None:
    try:
        chats.bot_deletes(talk, message_id)
    except RefusedError as error:
        if errors.DELETE_NOT_FOUND not in error.description:
            raise


async def answer_callback_query(messenger: Messenger, bot: BotAccount, params: Params) -> object:
    """Answer a press with a short text, an alert, or nothing."""
    query_id, text = params.text("callback_query_id"), params.text("text")
    if len(text) > LONGEST_ANSWER:
        raise bad_request(errors.ANSWER_TOO_LONG)

    def work(t: Transaction) -> bool:
        talk = messenger.talk(t, bot, chats.person_of_query(t, bot, query_id))
        chats.answer(talk, query_id, text=text, as_alert=params.flag("show_alert"))
        return True

    return await messenger.store.run(work)


async def send_chat_action(messenger: Messenger, bot: BotAccount, params: Params) -> object:
    """Show that the bot is busy."""
    action = params.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    await messenger.store.run(lambda t: chats.act(messenger.talk(t, bot, params.integer("chat_id")), action))
    return True


async def get_chat(messenger: Messenger, bot: BotAccount, params: Params) -> object:
    """Return a person's private chat."""

    def work(t: Transaction) -> JSONObject:
        talk = messenger.talk(t, bot, params.integer("chat_id"))
        if not chats.state(talk).is_started:
            raise bad_request(errors.CHAT_NOT_FOUND)
        return talks.as_chat(talk.person).to_dict() | {"accent_color_id": 0, "max_reaction_count": 0}

    return await messenger.store.run(work)


async def get_file(messenger: Messenger, bot: BotAccount, params: Params) -> object:
    """Return where a file can be fetched."""
    file_id = params.text("file_id")
    file = await messenger.store.run(lambda t: files.find(t, file_id=file_id, bot_id=bot.id))
    if file is None:
        raise bad_request(errors.FILE_ID_INVALID)
    if file.size > FETCHABLE_BYTES:
        raise bad_request(errors.FILE_TOO_BIG)
    return File(file.file_id, file.unique_id, file_size=file.size, file_path=file.path).to_dict()


async def set_my_commands(messenger: Messenger, bot: BotAccount, params: Params) -> object:
    """Set the commands that the page offers, for a scope and a language."""
    key, listed = commands.key(params), commands.read(params)
    await messenger.store.run(lambda t: commands.keep(t, bot.id, key, listed, events_kept=messenger.limits.events))
    return True


async def delete_my_commands(messenger: Messenger, bot: BotAccount, params: Params) -> object:
    """Remove the commands of a scope and a language."""
    key = commands.key(params)
    await messenger.store.run(lambda t: commands.keep(t, bot.id, key, [], events_kept=messenger.limits.events))
    return True


async def get_my_commands(messenger: Messenger, bot: BotAccount, params: Params) -> object:
    """Return the commands of a scope and a language."""
    key = commands.key(params)
    return await messenger.store.run(lambda t: commands.kept(t, bot.id).get(key, []))


async def _send(messenger: Messenger, bot: BotAccount, params: Params, content: Content) -> JSONObject:
    options = _options(params)
    return await _send_counted(
        messenger,
        bot,
        params,
        lambda t: chats.bot_sends(messenger.talk(t, bot, params.integer("chat_id")), content, options),
    )


async def _send_counted(
    messenger: Messenger, bot: BotAccount, params: Params, work: Callable[[Transaction], Sent]
) -> Sent:
    messenger.rates.count(bot.id, params.integer("chat_id") or 0, now=messenger.clock())
    return await messenger.store.run(work)


def _text(params: Params) -> Text:
    text = params.message_text("text", "entities", longest=LONGEST_TEXT, too_long=errors.TEXT_TOO_LONG)
    if not text.content:
        raise bad_request(errors.TEXT_EMPTY)
    return text


def _caption(params: Params) -> Text:
    return params.message_text("caption", "caption_entities", longest=LONGEST_CAPTION, too_long=errors.CAPTION_TOO_LONG)


def _inline(params: Params) -> JSONObject | None:
    keyboard = markup.read_inline(params.structure("reply_markup"))
    return None if keyboard is None else keyboard.to_dict()


def _options(params: Params) -> Options:
    reply = params.structure("reply_parameters")
    fields: Mapping[str, object] = reply if isinstance(reply, dict) else {}
    return Options(
        markup=markup.read(params.structure("reply_markup")),
        reply_to=Params(fields).integer("message_id"),
        reply_is_needed=not Params(fields).flag("allow_sending_without_reply"),
        is_protected=params.flag("protect_content"),
    )


def _location(params: Params) -> Location:
    latitude, longitude = params.number("latitude"), params.number("longitude")
    if latitude is None or not abs(latitude) <= 90:  # noqa: PLR2004  # degrees; also refuses NaN
        raise bad_request("latitude is invalid")
    if longitude is None or not abs(longitude) <= 180:  # noqa: PLR2004  # degrees
        raise bad_request("longitude is invalid")
    accuracy = params.number("horizontal_accuracy")
    is_usable = accuracy is not None and math.isfinite(accuracy) and 0 < accuracy <= 1500  # noqa: PLR2004  # metres
    return Location(longitude, latitude, horizontal_accuracy=accuracy if is_usable else None)


async def _file(
    messenger: Messenger, bot: BotAccount, params: Params, value: str | Upload, kind: Kind, batch: Batch
) -> Sequence[KeptFile]:
    """Return the file that a parameter names: attached here, or known by its id."""
    if isinstance(value, str) and value.startswith("attach://"):
        attached = params.uploads.get(value.removeprefix("attach://"))
        if attached is None:
            raise bad_request("can't find the attached file")
        value = attached
    if isinstance(value, str):
        return await _known_file(messenger, bot, value, kind)
    try:
        return await batch.keep(value, kind)
    except UnreadableImageError as error:
        raise bad_request(errors.IMAGE_UNREADABLE) from error


async def _known_file(messenger: Messenger, bot: BotAccount, file_id: str, kind: Kind) -> Sequence[KeptFile]:
    if not file_id:
        raise bad_request(f"there is no {kind} in the request")
    if file_id.startswith(("http://", "https://")):
        raise bad_request(errors.FILE_BY_URL)

    def work(t: Transaction) -> Sequence[KeptFile]:
        file = files.find(t, file_id=file_id, bot_id=bot.id)
        if file is None:
            raise bad_request(errors.FILE_UNKNOWN)
        if file.kind is not kind:
            raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
        return files.set_of(t, file)

    return await messenger.store.run(work)


METHODS: Mapping[str, Method] = {
    name.lower(): method
    for name, method in {
        "getMe": get_me,
        "logOut": accept,
        "close": accept,
        "sendMessage": send_message,
        "sendPhoto": _sending(Kind.PHOTO),
        "sendDocument": _sending(Kind.DOCUMENT),
        "sendVideo": _sending(Kind.VIDEO),
        "sendVoice": _sending(Kind.VOICE),
        "sendMediaGroup": send_media_group,
        "sendLocation": send_location,
        "sendVenue": send_venue,
        "sendChatAction": send_chat_action,
        "editMessageText": edit_message_text,
        "editMessageCaption": edit_message_caption,
        "editMessageReplyMarkup": edit_message_reply_markup,
        "deleteMessage": delete_message,
        "deleteMessages": delete_messages,
        "answerCallbackQuery": answer_callback_query,
        "getChat": get_chat,
        "getFile": get_file,
        "setMyCommands": set_my_commands,
        "deleteMyCommands": delete_my_commands,
        "getMyCommands": get_my_commands,
        "setMyName": accept,
        "setMyDescription": accept,
        "setMyShortDescription": accept,
        "setChatMenuButton": accept,
        "setMyDefaultAdministratorRights": accept,
    }.items()
}
"""The methods by their names in lower case: Telegram does not tell apart upper and lower case in them."""
