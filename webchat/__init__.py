"""A small messenger in the browser that speaks the Telegram Bot API.

It has two sides. Bots speak to `/bot<token>/<method>` and `/file/bot<token>/<file_path>` as they would to
Telegram, with the same limits and the same refusals. People use the page at `/`, which speaks to the
routes under `/people` (listed in `webchat.people`). What bots read is built with python-telegram-bot's
classes, so it follows somebody else's model of the protocol, not ours.

There is no login: it is meant for demonstrations and for kiosks with fixed people.
"""
