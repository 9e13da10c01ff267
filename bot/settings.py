"""Every setting, in one class, read once from the environment or `.env`."""

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlparse, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from pydantic_settings import SettingsError as UnreadableSettingError

TELEGRAM = "https://api.telegram.org"
"""Telegram's own Bot API: https://core.telegram.org/bots/api#making-requests."""

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}
"""The databases that are known, and the drivers that are installed with the service."""

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""The form of `secret_token`: https://core.telegram.org/bots/api#setwebhook."""


class SettingsError(Exception):
    """A setting is wrong; the message is a sentence for the operator that names it."""


class BotSettings(BaseModel):
    """One messenger: a token and a Bot API address."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,64}$")] = "main"
    token: SecretStr
    api: str = TELEGRAM
    kind: Literal["telegram", "webchat"] = "telegram"

    @field_validator("token")
    @classmethod
    def _looks_like_a_token(cls, value: SecretStr) -> SecretStr:
        number, _, rest = value.get_secret_value().partition(":")
        if not number.isascii() or not number.isdigit() or len(rest) < 10:  # noqa: PLR2004 - no token is shorter
            raise ValueError("is not of the form 123456:ABC…; copy it whole from BotFather")
        return value

    @field_validator("api")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        if urlparse(value).scheme not in {"http", "https"}:
            raise ValueError("must begin with http:// or https://")
        return value.rstrip("/")


class Settings(BaseSettings):
    """The settings of the service; each is `NGUONTIN_` and the name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix="NGUONTIN_", env_file=".env", extra="ignore", hide_input_in_errors=True, env_ignore_empty=True
    )

    database_url: str = "sqlite+aiosqlite:///var/nguontin.db"
    bots: list[BotSettings] = Field(default_factory=list)
    telegram_token: SecretStr | None = None
    telegram_api: str = TELEGRAM
    intake: Literal["polling", "webhook"] = "polling"
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    listen: str = "127.0.0.1:8080"
    observe: str | None = None
    backups: Path | None = None
    keys: Path = Path("var/keys.json")
    boundaries: Path | None = None
    templates: Path | None = None
    evidence_url: str = f"file://{Path('var/evidence').absolute()}"
    timezone: str = "Asia/Ho_Chi_Minh"
    log: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("database_url")
    @classmethod
    def _is_a_known_database(cls, value: str) -> str:
        url = urlsplit(value)
        if not url.scheme:
            raise ValueError("is no database URL; for example sqlite+aiosqlite:///var/nguontin.db")
        backend = url.scheme.partition("+")[0]
        if backend not in DRIVERS:
            raise ValueError("must begin with sqlite+aiosqlite:// or postgresql+psycopg://")
        if backend == "sqlite" and url.path[1:] in {"", ":memory:"}:
            raise ValueError("must name a file; for example sqlite+aiosqlite:///var/nguontin.db")
        # The short forms sqlite:// and postgresql:// mean the drivers that are installed with the service.
        return DRIVERS[backend] + value[len(url.scheme) :]

    @field_validator("listen", "observe")
    @classmethod
    def _is_host_and_port(cls, value: str | None) -> str | None:
        if value is None:
            return None
        host, _, port = value.rpartition(":")
        if not host or not port.isascii() or not port.isdigit() or not int(port) < 65536:  # noqa: PLR2004 - ports end here
            raise ValueError("must be an address and a port, such as 127.0.0.1:8080")
        return value

    @field_validator("timezone")
    @classmethod
    def _is_a_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError("is no time zone; for example Asia/Ho_Chi_Minh") from error
        return value

    @field_validator("evidence_url")
    @classmethod
    def _is_a_store(cls, value: str) -> str:
        url = urlparse(value)
        # With two slashes the first folder would be read as the name of a computer, and left out.
        if url.scheme not in {"file", "s3"} or (url.scheme == "file" and (url.netloc or not url.path)):
            raise ValueError("must begin with file:/// or s3://")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _is_a_secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _SECRET.fullmatch(value.get_secret_value()):
            raise ValueError("takes 1 to 256 letters without marks, digits, _ and -")
        return value

    @model_validator(mode="after")
    def _short_form(self) -> "Settings":
        if self.telegram_token is not None and not self.bots:
            try:
                self.bots = [BotSettings(token=self.telegram_token, api=self.telegram_api)]
            except ValidationError as error:
                [first, *_] = error.errors()
                raise ValueError(
                    _sentence(("telegram", *first["loc"]), first["msg"]).removeprefix("NGUONTIN_")
                ) from None
        names = [bot.name for bot in self.bots]
        if len(set(names)) != len(names):
            raise ValueError("BOTS: each bot needs a name of its own")
        return self

    @model_validator(mode="after")
    def _webhooks_are_complete(self) -> "Settings":
        if self.intake == "webhook":
            if not self.webhook_url or urlparse(self.webhook_url).scheme not in {"http", "https"}:
                raise ValueError(
                    "WEBHOOK_URL: must be the public address of this service, such as https://tin.example.vn"
                )
            if self.webhook_secret is None:
                raise ValueError("WEBHOOK_SECRET: is needed with INTAKE=webhook; any 32 letters and digits")
        return self

    @property
    def host_and_port(self) -> tuple[str, int]:
        """Where the console and webhooks listen."""
        return host_and_port(self.listen)

    @property
    def boundaries_file(self) -> Path:
        """The exact boundaries: as set, or beside what else this installation keeps on disk."""
        return self._folder / "boundaries.db" if self.boundaries is None else self.boundaries

    @property
    def model_file(self) -> Path:
        """The model of categories that an operator adopted, if any: beside what else is kept on disk."""
        return self._folder / "model.txt"

    @property
    def templates_folder(self) -> Path:
        """The documents that units made for their reports: as set, or beside what else is kept on disk."""
        return self._folder / "templates" if self.templates is None else self.templates

    @property
    def _folder(self) -> Path:
        url = urlsplit(self.database_url)
        on_disk = Path(url.path[1:]) if url.scheme == DRIVERS["sqlite"] else self.keys
        return on_disk.parent


def host_and_port(address: str) -> tuple[str, int]:
    """Return the two halves of an address such as 127.0.0.1:8080."""
    host, _, port = address.rpartition(":")
    return host, int(port)


def read_settings(**overrides: object) -> Settings:
    """Read the settings. Raises SettingsError with one sentence that names what is wrong and says what is right."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # overrides are checked by the class itself
    except ValidationError as error:
        raise SettingsError("; ".join(_sentence(one["loc"], one["msg"]) for one in error.errors())) from None
    except UnreadableSettingError:
        # Lists are the only settings that are not read as they stand, and there is one.
        raise SettingsError(
            'NGUONTIN_BOTS: must be a JSON list such as [{"name": "main", "token": "123456:ABC…"}]'
        ) from None
    except ValueError as error:
        raise SettingsError(f"a setting cannot be read: {type(error).__name__}") from None


def _sentence(where: tuple[int | str, ...], message: str) -> str:
    message = message.removeprefix("Value error, ")
    name = "_".join(str(part) for part in where).upper()
    return f"NGUONTIN_{name}: {message}" if name else f"NGUONTIN_{message}"
