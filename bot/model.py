"""Which model of categories is in force: the one that an operator adopted, else the one that comes with the package."""

from pathlib import Path

from bot.settings import Settings
from triage.linear import Model, ModelError, read_model


class UnusableModelError(Exception):
    """The adopted model cannot be used; the message is a sentence for the operator."""


def model_path(settings: Settings) -> Path | None:
    """Return the file of the adopted model, None where none was adopted and the package's is in force."""
    return settings.model_file if settings.model_file.exists() else None


def adopted_model(settings: Settings) -> Model | None:
    """Return the adopted model, None where the package's is in force. Raises UnusableModelError."""
    path = model_path(settings)
    try:
        return None if path is None else read_model(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, ModelError) as error:
        why = error if isinstance(error, ModelError) else type(error).__name__
        raise UnusableModelError(f"the model {path} cannot be used: {why}; without it the package's is taken") from None
