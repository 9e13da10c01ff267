"""Loads aiogram without building all of the Bot API's types, of which the service reads a few.

On import aiogram has pydantic build a validator for each of some three hundred types, one inside the other: two seconds
and a hundred megabytes. A type that is built when it is first used is the same. Where pydantic has changed what is
used here, aiogram loads as it always did.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from pydantic import BaseModel

try:
    # Not public: how a type that is built later finds the names in its annotations.
    from pydantic._internal import _model_construction

    kept_names: Any = _model_construction.build_lenient_weakvaluedict
except (ImportError, AttributeError):
    kept_names = None

_NAMES = "__pydantic_parent_namespace__"


def load() -> None:
    """Import aiogram's types, each to be built when it is first used; call it before anything else imports aiogram."""
    if kept_names is None or not hasattr(BaseModel, _NAMES):
        return
    with _built_later():
        import_module("aiogram.types")


@contextmanager
def _built_later() -> Iterator[None]:
    """Let aiogram's types remember the names in their annotations within the block, instead of being built."""
    build = BaseModel.__dict__["model_rebuild"]
    known: dict[int, Any] = {}

    def note(
        cls: type[BaseModel],
        /,
        *,
        _types_namespace: Mapping[str, Any] | None = None,
        **options: Any,  # noqa: ANN401 - pydantic's
    ) -> bool | None:
        if _types_namespace is None or not cls.__module__.startswith("aiogram."):
            built: bool | None = build.__func__(cls, _types_namespace=_types_namespace, **options)
            return built
        setattr(cls, _NAMES, known.setdefault(id(_types_namespace), kept_names(dict(_types_namespace))))
        return None

    BaseModel.model_rebuild = classmethod(note)  # type: ignore[assignment,method-assign]  # for the block alone
    try:
        yield
    finally:
        BaseModel.model_rebuild = build  # type: ignore[method-assign]  # as it was
