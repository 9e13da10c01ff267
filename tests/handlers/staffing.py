"""Scenes that tests of the staff's side begin with, and what they look up in the tables."""

from sqlalchemy import func, select

import locales
from domain.codes import spaced
from domain.lifecycle import Status
from storage import models
from tests.scene import Person, Scene

RACING = "Đua xe gây rối ở phường Mỹ Thượng, Huế"
FIRE = "Cháy nhà ở phường Mỹ Thượng, Huế, có người mắc kẹt"


async def report(scene: Scene, words: str = RACING, *, citizen: Person | None = None) -> Person:
    """Let a citizen send a tip; returns them."""
    citizen = citizen or scene.citizen()
    await citizen.say(words)
    await citizen.press("Gửi")
    return citizen


async def tip_row(scene: Scene, number: int = 1) -> models.Tip:
    """Return the row of a tip, the first one unless another is asked for."""
    async with scene.database.read() as session:
        return await session.get_one(models.Tip, number)


async def status(scene: Scene, number: int = 1) -> Status:
    """Return where a tip is in its processing."""
    return Status((await tip_row(scene, number)).status)


async def code(scene: Scene, number: int = 1) -> str:
    """Return a tip's code as people read it."""
    row = await tip_row(scene, number)
    return spaced(scene.vault.open_text(row.code, place=f"tips.code:{row.code_key.hex()}"))


async def events(scene: Scene, kind: str, number: int = 1) -> list[models.TipEvent]:
    """Return the steps of one kind in a tip's history, oldest first."""
    async with scene.database.read() as session:
        found = await session.scalars(
            select(models.TipEvent)
            .where(models.TipEvent.tip_id == number, models.TipEvent.kind == kind)
            .order_by(models.TipEvent.id)
        )
        return list(found)


async def count(scene: Scene, table: type[models.Base]) -> int:
    """Return how many rows a table has."""
    async with scene.database.read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def acknowledged(scene: Scene, officer: Person, words: str = RACING) -> Person:
    """Let a citizen send a tip and the officer acknowledge it; returns the citizen."""
    citizen = await report(scene, words)
    await officer.press("Tiếp nhận")
    return citizen


def vi(words: str, **fields: object) -> str:
    """Return English words of ours as people read them in Vietnamese."""
    with locales.language("vi"):
        return locales.gettext(words).format(**fields)


async def ledger(scene: Scene) -> list[models.Outcome]:
    """Return the entries of the ledger, oldest first."""
    async with scene.database.read() as session:
        return list(await session.scalars(select(models.Outcome).order_by(models.Outcome.id)))


async def incident_row(scene: Scene, number: int = 1) -> models.Incident:
    """Return the row of an incident."""
    async with scene.database.read() as session:
        return await session.get_one(models.Incident, number)
