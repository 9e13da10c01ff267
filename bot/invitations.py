"""One-time links for staff."""

from aiohttp import ClientSession

from bot.clock import server_clock
from bot.messenger import Messenger, MessengerError
from bot.service import ServiceError, check_database
from bot.settings import TELEGRAM, BotSettings, Settings
from domain.access import Role
from domain.codes import new_token
from domain.errors import DomainError
from domain.periods import local_day
from storage import people, units
from storage.database import Database
from storage.vault import load_keys


class WrongUnitError(DomainError):
    """The unit does not fit the role; the message says which does."""


async def make_invitation(settings: Settings, *, role: Role, unit_code: str, name: str, bot_name: str) -> str:
    """Keep an invitation and return the link that uses it, once, within 24 hours.

    Raises WrongUnitError for a unit that does not exist or does not fit the role.
    """
    bot = _bot(settings, bot_name)
    await check_database(settings)
    token = new_token()
    now = server_clock()
    database = Database(settings.database_url)
    try:
        async with database.begin() as session:
            try:
                unit = await units.on_day(session, unit_code, local_day(now))
            except units.UnitNotFoundError:
                raise WrongUnitError(
                    f"there is no unit {unit_code}; a commune has five digits, a province two"
                ) from None
            _check(role, unit)
            await people.invite(
                session,
                load_keys(settings.keys),
                token=token,
                role=role,
                unit_code=unit.code,
                name=name or "…",
                now=now,
            )
    finally:
        await database.close()
    return await _link(bot, token)


def _check(role: Role, unit: units.Unit) -> None:
    """Raise WrongUnitError where somebody of this role cannot work for this unit."""
    works_in = {Role.OFFICER: {"commune"}, Role.COORDINATOR: {"province", "country"}}
    if unit.level not in works_in.get(role, {"commune", "province", "country"}):
        raise WrongUnitError(
            f"an {role} works for a commune, a coordinator for a province or VN; {unit.code} is a {unit.level}"
        )


def _bot(settings: Settings, name: str) -> BotSettings:
    for bot in settings.bots:
        if bot.name == (name or settings.bots[0].name):
            return bot
    raise ServiceError("no such bot is set; NGUONTIN_TELEGRAM_TOKEN or NGUONTIN_BOTS needs it")


async def _link(bot: BotSettings, token: str) -> str:
    """Return the link; without an answer from the messenger, what to type instead."""
    async with ClientSession() as http:
        messenger = Messenger(http, name=bot.name, token=bot.token.get_secret_value(), api=bot.api, kind=bot.kind)
        try:
            me = await messenger.call("getMe", {})
        except MessengerError:
            return f"/start {token}"
    if bot.api == TELEGRAM:
        return f"https://t.me/{me['username']}?start={token}"
    return f"{bot.api}/?start={token}"
