"""The application: the Bot API, the files behind it, and the people's side with its page."""

import json
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path

from aiohttp import ClientSession, hdrs, web

from webchat import files, people, updates
from webchat.delivery import Pollers, Webhooks
from webchat.errors import RefusedError, bad_request, not_found, unauthorized
from webchat.files import Library
from webchat.messenger import MESSENGER, Messenger, Rates
from webchat.methods import METHODS
from webchat.params import Params, received_from_bot
from webchat.settings import MEBIBYTE, BotAccount, Settings
from webchat.store import Store, Transaction, utc_now

BODY_BYTES = MEBIBYTE
"""The largest body that is not a multipart form; those are streamed, with limits of their own."""

POLLERS = web.AppKey("pollers", Pollers)
WEBHOOKS = web.AppKey("webhooks", Webhooks)


def create_app(settings: Settings, *, clock: Callable[[], datetime] = utc_now) -> web.Application:
    """Return the messenger as an application; it opens its data when it starts and closes it when it stops.

    Args:
        settings: Who takes part, and where the data is kept.
        clock: The present, aware, in UTC; tests may move it.
    """
    library = Library(settings.data)
    store = Store(settings.data / "webchat.db", files=library.kept, clock=clock)
    messenger = Messenger(settings, store, library, clock, Rates(settings.limits.rates))
    app = web.Application(client_max_size=BODY_BYTES)
    app[MESSENGER] = messenger
    app.cleanup_ctx.append(_opened)
    app.on_shutdown.append(_wake_all)
    app.router.add_route(hdrs.METH_ANY, "/bot{token}/{method}", call)
    app.router.add_get("/file/bot{token}/{path:.+}", fetch)
    people.add_routes(app)
    return app


async def _opened(app: web.Application) -> AsyncIterator[None]:
    messenger = app[MESSENGER]
    messenger.library.prepare()
    await messenger.store.open()
    await messenger.store.run(lambda t: _open_accounts(t, messenger.settings))
    await messenger.library.drop_unknown(messenger.store)
    async with ClientSession() as client:
        app[POLLERS] = Pollers(messenger)
        app[WEBHOOKS] = Webhooks(messenger, app[POLLERS], client)
        await app[WEBHOOKS].start()
        yield
        await app[WEBHOOKS].stop()
    await messenger.store.close()


def _open_accounts(t: Transaction, settings: Settings) -> None:
    for bot in settings.bots:
        updates.open_account(t, bot)


async def _wake_all(app: web.Application) -> None:
    app[MESSENGER].store.wake_all()


async def call(request: web.Request) -> web.Response:
    """Answer a call of the Bot API."""
    messenger = request.app[MESSENGER]
    try:
        bot = _bot(request)
        async with received_from_bot(request, messenger.library, upload_bytes=messenger.limits.upload_bytes) as params:
            return await _answered(request, bot, params)
    except RefusedError as error:
        return _refused(error)
    except web.HTTPRequestEntityTooLarge:
        return _refused(bad_request("request body is too large"))


async def _answered(request: web.Request, bot: BotAccount, params: Params) -> web.Response:
    method = request.match_info["method"].lower()
    webhooks = request.app[WEBHOOKS]
    match method:
        case "getupdates":
            # The updates are JSON already, so they are passed on as they are kept.
            updates = await request.app[POLLERS].get_updates(bot, params)
            return web.Response(text=f'{{"ok":true,"result":{updates}}}', content_type="application/json")
        case "setwebhook":
            return _result(await webhooks.set(bot, params))
        case "deletewebhook":
            return _result(await webhooks.delete(bot, params))
        case "getwebhookinfo":
            return _result(await webhooks.info(bot, params))
    if method not in METHODS:
        raise not_found()
    return _result(await METHODS[method](request.app[MESSENGER], bot, params))


def _bot(request: web.Request) -> BotAccount:
    bot = request.app[MESSENGER].settings.bot_of_token(request.match_info["token"])
    if bot is None:
        raise unauthorized()
    if request.method not in {hdrs.METH_GET, hdrs.METH_POST}:
        raise not_found()
    return bot


def _result(result: object) -> web.Response:
    body = json.dumps({"ok": True, "result": result}, ensure_ascii=False)
    return web.Response(text=body, content_type="application/json")


def _refused(error: RefusedError) -> web.Response:
    headers = {}
    if error.parameters and "retry_after" in error.parameters:
        headers[hdrs.RETRY_AFTER] = str(error.parameters["retry_after"])
    return web.json_response(error.answer(), status=error.status, headers=headers)


async def fetch(request: web.Request) -> web.StreamResponse:
    """Return the bytes of a file to the bot of its chat."""
    messenger = request.app[MESSENGER]
    try:
        bot = _bot(request)
        path = request.match_info["path"]
        file = await messenger.store.run(lambda t: files.find_by_path(t, bot_id=bot.id, path=path))
        if file is None:
            raise not_found()
    except RefusedError as error:
        return _refused(error)
    return served(messenger.library.kept / file.path, mime="application/octet-stream")


def served(path: Path, *, mime: str) -> web.StreamResponse:
    """Return a kept file as it is."""
    return web.FileResponse(path, headers={hdrs.CONTENT_TYPE: mime, "X-Content-Type-Options": "nosniff"})
