"""The registered models (mô hình) that tips and results come from, as officers choose among them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Officer, handles_queue
from domain.structures import StructureType
from storage.register_tables import Structure

MOST_MODELS = 2_000
"""Models of one unit that are looked through; a commune has some two hundred."""


@dataclass(frozen=True, slots=True)
class RegisteredModel:
    """A model of the officer's unit, by its row and its name."""

    id: int
    name: str


async def models_of(session: AsyncSession, officer: Officer, on: date) -> list[RegisteredModel]:
    """Return the models that the officer's unit has registered and that are there on a day, by name."""
    if not handles_queue(officer, officer.unit_code):
        return []
    rows = await session.execute(
        select(Structure.id, Structure.name)
        .where(
            Structure.unit_code == officer.unit_code,
            Structure.type == StructureType.MODEL.value,
            Structure.started_on <= on,
            or_(Structure.ended_on.is_(None), Structure.ended_on > on),
        )
        .order_by(Structure.name, Structure.id)
        .limit(MOST_MODELS)
    )
    return [RegisteredModel(row.id, row.name) for row in rows]


async def names(session: AsyncSession, model_ids: Collection[int]) -> dict[int, str]:
    """Return the names of registered models, for who may see what comes from them."""
    rows = await session.execute(select(Structure.id, Structure.name).where(Structure.id.in_(model_ids)))
    return {row.id: row.name for row in rows}
