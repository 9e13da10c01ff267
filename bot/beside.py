"""The rest of the service, beside an intake that takes updates already; `bot/start.py` loads this after it."""

from sqlalchemy.exc import SQLAlchemyError

from bot.logs import set_up_logs
from bot.reception import Reception, StartError
from bot.service import ServiceError, WrongUseError, serve
from bot.settings import SettingsError, read_settings
from storage.vault import VaultError


async def serve_beside(reception: Reception) -> None:
    """Run all parts until a signal asks to stop. Raises StartError where they cannot start."""
    try:
        settings = read_settings()
        set_up_logs(settings.log)
        await serve(settings, reception=reception)
    except (SettingsError, WrongUseError) as error:
        raise StartError(error, code=2) from None
    except (ServiceError, VaultError) as error:
        raise StartError(error) from None
    except SQLAlchemyError as error:
        sentence = f"the database refused ({type(error).__name__}); `nguontin doctor` says more"
        raise StartError(sentence) from None
