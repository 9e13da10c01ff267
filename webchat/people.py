"""The people's side: the page, and the routes it speaks to. Bodies and answers are JSON unless noted.

    GET  /                                  the page; `?person=ID&start=PAYLOAD` offers to send `/start PAYLOAD`
    GET  /page/NAME                         its scripts and styles
    GET  /people                            {"title", "people", "bots", "places", "chats", "event"}: everything
                                            needed to begin; `event` is the newest live event
    GET  /people/events                     live events (Server-Sent Events); `?after=ID` or Last-Event-ID says
                                            where to go on, `?person=ID` keeps to one person
    GET  /people/files/FILE_ID              the bytes of a photo or file
    GET  /people/P/bots/B                   {"chat", "messages", "commands"} of person P with bot B, oldest first;
                                            `?before=ID` and `?after=ID` bound the ids, `?limit=N` up to 200
    POST /people/P/bots/B/text              {"text", "reply_to"?} → {"message"}
    POST /people/P/bots/B/files             multipart: up to ten files in `file`, `as` = photo | document | video |
                                            voice, `caption`?, `reply_to`? → {"messages"}; several files become
                                            an album
    POST /people/P/bots/B/location          {"lat", "lon", "accuracy_m"?, "reply_to"?} → {"message"}
    POST /people/P/bots/B/venue             the same with {"title", "address"}
    POST /people/P/bots/B/read              {"up_to": ID}
    POST /people/P/bots/B/block             … and /unblock
    PUT    /people/P/bots/B/messages/M      {"text"}: change one's own text or caption → {"message"}
    DELETE /people/P/bots/B/messages/M      delete one's own message
    POST   /people/P/bots/B/messages/M/press  {"data"}: press a button → {"query_id"}; 409 if it is not there

A message is `{"id", "bot", "person", "from_bot", "message"}`, where `message` is Telegram's Message. A chat is
`{"bot", "person", "started", "blocked", "read_up_to", "unread", "keyboard"}`, where `keyboard` is a reply keyboard
or a force reply, with the `message_id` it came with. Events are `message` and `edited` (a message), `deleted`
(`{"bot", "person", "id"}`), `chat` (a chat), `action` (with `action`, such as "typing"), `answer` to a press
(`{"query_id", "text", "alert"}`), `commands` (a bot's commands have changed), and `reset`: too much has been
missed, begin again. What cannot be done is answered with 4xx and `{"error": a sentence in Vietnamese}`.
"""

import asyncio
import math
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from aiohttp import hdrs, web
from telegram import Location, Venue

from webchat import chats, commands, events, files, messages
from webchat.chats import LONGEST_CAPTION, LONGEST_TEXT
from webchat.errors import RefusedError, RejectedError, too_long
from webchat.events import Event
from webchat.files import KeptFile, Kind
from webchat.messages import Content
from webchat.messenger import MESSENGER, Messenger
from webchat.params import MalformedError, Params, TooLargeError, received
from webchat.photos import UnreadableImageError
from webchat.settings import MEBIBYTE, BotAccount, Person
from webchat.store import EVENTS, Transaction
from webchat.talks import JSONObject, Talk
from webchat.text import Text, is_encodable, written

PAGE = Path(__file__).parent / "page"
LONGEST_TITLE = 200
LARGEST_ALBUM = 10
MOST_MESSAGES = 200
DEFAULT_MESSAGES = 60
LARGEST_ID = 2**63 - 1
HEARTBEAT_SECONDS = 15
WIDEST_ACCURACY_M = 1500
"""Telegram's own bound for `horizontal_accuracy`."""

SHOWN_TYPES = frozenset({"image/jpeg", "video/mp4", "video/webm", "audio/ogg", "audio/mpeg", "audio/mp4", "audio/webm"})
"""What the page may show; everything else is only downloaded."""

SAFE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
        " media-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def add_routes(app: web.Application) -> None:
    """Add the routes that this module's docstring lists."""
    chat = r"/people/{person:\d{1,16}}/bots/{bot:\d{1,16}}"
    message = chat + r"/messages/{message:\d{1,16}}"
    routes: Sequence[tuple[str, str, Handler]] = (
        (hdrs.METH_GET, "/", show_page),
        (hdrs.METH_GET, "/page/{name}", show_page_file),
        (hdrs.METH_GET, "/people", begin),
        (hdrs.METH_GET, "/people/events", stream),
        (hdrs.METH_GET, "/people/files/{file_id}", show_file),
        (hdrs.METH_GET, chat, show_chat),
        (hdrs.METH_POST, chat + "/text", send_text),
        (hdrs.METH_POST, chat + "/files", send_files),
        (hdrs.METH_POST, chat + "/location", send_location),
        (hdrs.METH_POST, chat + "/venue", send_venue),
        (hdrs.METH_POST, chat + "/read", read),
        (hdrs.METH_POST, chat + "/block", block),
        (hdrs.METH_POST, chat + "/unblock", unblock),
        (hdrs.METH_PUT, message, edit),
        (hdrs.METH_DELETE, message, delete),
        (hdrs.METH_POST, message + "/press", press),
    )
    for method, path, handler in routes:
        app.router.add_route(method, path, _guarded(handler))


def _guarded(handler: Handler) -> Handler:
    async def guarded(request: web.Request) -> web.StreamResponse:
        try:
            _refuse_foreign(request)
            response = await handler(request)
        except RejectedError as error:
            response = web.json_response({"error": error.sentence}, status=error.status)
        except RefusedError as error:
            response = web.json_response({"error": "Nội dung này không gửi được."}, status=error.status)
        except (TooLargeError, web.HTTPRequestEntityTooLarge):
            most = request.app[MESSENGER].limits.upload_bytes // MEBIBYTE
            sentence = f"Tệp lớn hơn {most} MB nên không gửi được. Hãy chọn tệp nhỏ hơn."
            response = web.json_response({"error": sentence}, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        except MalformedError:
            sentence = "Không đọc được nội dung gửi lên."
            response = web.json_response({"error": sentence}, status=HTTPStatus.BAD_REQUEST)
        if not response.prepared:
            for name, value in SAFE_HEADERS.items():
                response.headers.setdefault(name, value)
        return response

    return guarded


def _refuse_foreign(request: web.Request) -> None:
    """Refuse what another site makes a browser send: there is no login that would tell it apart."""
    site = request.headers.get("Sec-Fetch-Site", "none")
    if request.method != hdrs.METH_GET and site not in {"none", "same-origin"}:
        raise RejectedError(HTTPStatus.FORBIDDEN, "Yêu cầu đến từ trang khác nên bị từ chối.")


async def show_page(_: web.Request) -> web.StreamResponse:
    """Return the page."""
    return web.FileResponse(PAGE / "index.html", headers={hdrs.CACHE_CONTROL: "no-cache"})


async def show_page_file(request: web.Request) -> web.StreamResponse:
    """Return a script, a style or an image of the page."""
    path = {file.name: file for file in PAGE.iterdir()}.get(request.match_info["name"])
    if path is None:
        raise RejectedError(HTTPStatus.NOT_FOUND, "Không có trang này.")
    return web.FileResponse(path, headers={hdrs.CACHE_CONTROL: "no-cache"})


async def begin(request: web.Request) -> web.Response:
    """Return everything the page needs to begin."""
    messenger = request.app[MESSENGER]
    settings = messenger.settings

    def work(t: Transaction) -> tuple[list[JSONObject], int]:
        talks = [Talk(t, bot, person, messenger.limits) for person in settings.people for bot in settings.bots]
        listed = [chats.view_of_chat(talk) | {"last": _last(talk)} for talk in talks]
        return listed, events.newest_id(t)

    listed, event = await messenger.store.run(work)
    return web.json_response(
        {
            "title": settings.title,
            "people": [asdict(person) for person in settings.people],
            "bots": [{"id": bot.id, "name": bot.name, "username": bot.username} for bot in settings.bots],
            "places": [asdict(place) for place in settings.places],
            "upload_bytes": messenger.limits.upload_bytes,
            "chats": listed,
            "event": event,
        }
    )


def _last(talk: Talk) -> JSONObject | None:
    newest = messages.listed(talk, before=LARGEST_ID, after=0, limit=1)
    return newest[0] if newest else None


def person_of(request: web.Request) -> Person:
    """Return who is speaking. A login would go here and nowhere else.

    Raises:
        RejectedError: If there is no such person.
    """
    person = request.app[MESSENGER].settings.person(int(request.match_info["person"]))
    if person is None:
        raise RejectedError(HTTPStatus.NOT_FOUND, "Không có người này.")
    return person


def _bot_of(request: web.Request) -> BotAccount:
    bot = request.app[MESSENGER].settings.bot(int(request.match_info["bot"]))
    if bot is None:
        raise RejectedError(HTTPStatus.NOT_FOUND, "Không có cuộc trò chuyện này.")
    return bot


async def _in_talk(request: web.Request, work: Callable[[Talk], object]) -> object:
    messenger, person, bot = request.app[MESSENGER], person_of(request), _bot_of(request)
    return await messenger.store.run(lambda t: work(Talk(t, bot, person, messenger.limits)))


async def _body(request: web.Request) -> Params:
    if request.content_type != "application/json":
        raise MalformedError
    messenger = request.app[MESSENGER]
    async with received(request, messenger.library, upload_bytes=messenger.limits.upload_bytes) as params:
        return params


def _number(request: web.Request, name: str, default: int) -> int:
    value = Params(request.query).integer(name)
    return default if value is None else value


async def show_chat(request: web.Request) -> web.Response:
    """Return a chat, its newest messages, and the commands to choose from."""
    before, after = _number(request, "before", LARGEST_ID), _number(request, "after", 0)
    limit = min(max(_number(request, "limit", DEFAULT_MESSAGES), 1), MOST_MESSAGES)

    def work(talk: Talk) -> JSONObject:
        return {
            "chat": chats.view_of_chat(talk),
            "messages": messages.listed(talk, before=before, after=after, limit=limit),
            "commands": commands.shown_to(talk.t, talk.bot.id, talk.person.id),
        }

    return web.json_response(await _in_talk(request, work))


async def send_text(request: web.Request) -> web.Response:
    """Send what somebody typed."""
    params = await _body(request)
    text = _typed(params, "text", longest=LONGEST_TEXT)
    if not text.content:
        raise RejectedError(HTTPStatus.BAD_REQUEST, "Tin nhắn đang trống.")
    return await _send(request, messages.text_content(text), params)


def _typed(params: Params, name: str, *, longest: int) -> Text:
    value = params.values.get(name, "")
    if not isinstance(value, str):
        raise MalformedError
    if not is_encodable(value):
        raise RejectedError(HTTPStatus.BAD_REQUEST, "Tin nhắn có ký tự không hợp lệ.")
    text = written(value)
    if len(text) > longest:
        raise too_long(longest)
    return text


async def _send(request: web.Request, content: Content, params: Params) -> web.Response:
    reply_to = params.integer("reply_to")
    message = await _in_talk(request, lambda talk: _view(talk, chats.person_sends(talk, content, reply_to=reply_to)))
    return web.json_response({"message": message}, status=HTTPStatus.CREATED)


def _view(talk: Talk, message: JSONObject) -> JSONObject:
    return messages.view_of_message(talk, message, from_bot=False)


async def send_files(request: web.Request) -> web.Response:
    """Send one file or an album."""
    messenger = request.app[MESSENGER]
    person_of(request), _bot_of(request)
    async with received(request, messenger.library, upload_bytes=messenger.limits.upload_bytes) as params:
        caption = _typed(params, "caption", longest=LONGEST_CAPTION)
        if not 1 <= len(params.uploads) <= LARGEST_ALBUM:
            raise RejectedError(HTTPStatus.BAD_REQUEST, f"Mỗi lần gửi từ 1 đến {LARGEST_ALBUM} tệp.")
        with messenger.library.batch() as batch:
            album = [await _kept(batch.keep(upload, _kind(params)), upload.name) for upload in params.uploads.values()]
            sent = await _in_talk(request, lambda talk: _send_album(talk, album, caption, params))
    return web.json_response({"messages": sent}, status=HTTPStatus.CREATED)


def _kind(params: Params) -> Kind:
    try:
        return Kind(str(params.values.get("as", Kind.DOCUMENT)))
    except ValueError as error:
        raise MalformedError from error


async def _kept(keeping: Awaitable[Sequence[KeptFile]], name: str) -> Sequence[KeptFile]:
    try:
        return await keeping
    except UnreadableImageError as error:
        sentence = f"Không đọc được ảnh “{name}”. Hãy gửi ở dạng tệp hoặc chọn ảnh khác."
        raise RejectedError(HTTPStatus.UNPROCESSABLE_ENTITY, sentence) from error


def _send_album(talk: Talk, album: Sequence[Sequence[KeptFile]], caption: Text, params: Params) -> list[JSONObject]:
    group_id = messages.new_group_id() if len(album) > 1 else None
    reply_to = params.integer("reply_to")
    sent = []
    for number, kept in enumerate(album):
        files.record(talk.t, talk.bot.id, kept)
        content = messages.media_content(kept, Text("") if number else caption, group_id=group_id)
        sent.append(_view(talk, chats.person_sends(talk, content, reply_to=reply_to)))
    return sent


async def send_location(request: web.Request) -> web.Response:
    """Send a position."""
    params = await _body(request)
    return await _send(request, Content(location=_location(params)), params)


async def send_venue(request: web.Request) -> web.Response:
    """Send a position that has a name."""
    params = await _body(request)
    location = _location(params)
    title = _typed(params, "title", longest=LONGEST_TITLE).content
    if not title:
        raise RejectedError(HTTPStatus.BAD_REQUEST, "Địa điểm cần có tên.")
    address = _typed(params, "address", longest=LONGEST_TITLE).content
    return await _send(request, Content(location=location, venue=Venue(location, title, address)), params)


def _location(params: Params) -> Location:
    lat, lon, accuracy_m = params.number("lat"), params.number("lon"), params.number("accuracy_m")
    if lat is None or lon is None or not abs(lat) <= 90 or not abs(lon) <= 180:  # noqa: PLR2004  # degrees; refuses NaN
        raise RejectedError(HTTPStatus.BAD_REQUEST, "Tọa độ không hợp lệ. Ví dụ: 16.46, 107.59")
    is_usable = accuracy_m is not None and math.isfinite(accuracy_m) and accuracy_m > 0
    accuracy = min(accuracy_m or 0, WIDEST_ACCURACY_M) if is_usable else None
    return Location(lon, lat, horizontal_accuracy=accuracy)


async def read(request: web.Request) -> web.Response:
    """Note what somebody has seen."""
    up_to = (await _body(request)).integer("up_to")
    if up_to is None:
        raise MalformedError
    await _in_talk(request, lambda talk: chats.mark_read(talk, up_to))
    return web.json_response({})


async def block(request: web.Request) -> web.Response:
    """Keep the bot from writing."""
    await _in_talk(request, chats.block)
    return web.json_response({})


async def unblock(request: web.Request) -> web.Response:
    """Let the bot write again."""
    await _in_talk(request, chats.unblock)
    return web.json_response({})


async def edit(request: web.Request) -> web.Response:
    """Change one's own text or caption."""
    message_id = int(request.match_info["message"])
    text = _typed(await _body(request), "text", longest=LONGEST_TEXT)
    message = await _in_talk(request, lambda talk: _view(talk, chats.person_edits(talk, message_id, text)))
    return web.json_response({"message": message})


async def delete(request: web.Request) -> web.Response:
    """Delete one's own message."""
    message_id = int(request.match_info["message"])
    await _in_talk(request, lambda talk: chats.person_deletes(talk, message_id))
    return web.json_response({})


async def press(request: web.Request) -> web.Response:
    """Press a button under a message."""
    message_id = int(request.match_info["message"])
    data = (await _body(request)).values.get("data")
    if not isinstance(data, str):
        raise MalformedError
    query_id = await _in_talk(request, lambda talk: chats.press(talk, message_id, data))
    return web.json_response({"query_id": query_id}, status=HTTPStatus.ACCEPTED)


async def show_file(request: web.Request) -> web.StreamResponse:
    """Return a file: shown in the page if that is harmless, otherwise to be saved."""
    messenger, file_id = request.app[MESSENGER], request.match_info["file_id"]
    file = await messenger.store.run(lambda t: files.find(t, file_id=file_id))
    if file is None:
        raise RejectedError(HTTPStatus.NOT_FOUND, "Tệp này không còn nữa.")
    return web.FileResponse(messenger.library.kept / file.path, headers=_file_headers(file))


def _file_headers(file: KeptFile) -> Mapping[str, str]:
    shown = file.mime in SHOWN_TYPES and file.kind is not Kind.DOCUMENT
    disposition = "inline" if shown else f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
    return {
        hdrs.CONTENT_TYPE: file.mime if shown else "application/octet-stream",
        hdrs.CONTENT_DISPOSITION: disposition,
        hdrs.CACHE_CONTROL: "private, max-age=3600",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }


async def stream(request: web.Request) -> web.StreamResponse:
    """Send live events until the page goes away or the messenger stops."""
    messenger = request.app[MESSENGER]
    last = await _resumed(messenger, request)
    headers = {hdrs.CONTENT_TYPE: "text/event-stream", hdrs.CACHE_CONTROL: "no-store", "X-Accel-Buffering": "no"}
    response = web.StreamResponse(headers=SAFE_HEADERS | headers)
    try:
        await response.prepare(request)
        await response.write(b"retry: 1000\n\n")
        if last is None:
            await response.write(b"event: reset\ndata: {}\n\n")
        else:
            await _follow(messenger, response, last, Params(request.query).integer("person"))
    except ConnectionResetError:
        # The page was closed; there is nobody left to tell.
        return response
    return response


async def _resumed(messenger: Messenger, request: web.Request) -> int | None:
    """Return the event to go on after, None if too much has been missed."""
    asked = Params({"id": request.headers.get("Last-Event-ID", request.query.get("after"))}).integer("id")

    def work(t: Transaction) -> int | None:
        if asked is None:
            return events.newest_id(t)
        return asked if events.can_resume(t, asked, kept=messenger.limits.events) else None

    return await messenger.store.run(work)


async def _follow(messenger: Messenger, response: web.StreamResponse, last: int, person_id: int | None) -> None:
    store = messenger.store
    while not store.closing:
        bell = store.bell(EVENTS)
        news = await store.run(_after(last, person_id))
        for event in news:
            line = f"id: {event.id}\nevent: {event.kind}\ndata: {event.body}\n\n"
            await response.write(line.encode())
            last = event.id
        if not news:
            await _wait(bell, response)


async def _wait(bell: asyncio.Event, response: web.StreamResponse) -> None:
    try:
        await asyncio.wait_for(bell.wait(), HEARTBEAT_SECONDS)
    except TimeoutError:
        # A comment shows proxies and this side whether the connection still stands.
        await response.write(b":\n\n")


def _after(event_id: int, person_id: int | None) -> Callable[[Transaction], list[Event]]:
    return lambda t: events.after(t, event_id, person_id=person_id)
