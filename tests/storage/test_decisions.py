"""What officers decided about what was suggested."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import acting
from domain.outcomes import LegalClass
from domain.periods import Period
from domain.tip import Category, Urgency
from storage import decisions, models, tips
from storage.database import Database
from storage.tips import StatementKind, Tip
from storage.vault import Vault
from tests.storage import made
from tests.storage.made import MY_THUONG, NOW, VY_DA

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


async def classified(
    session: AsyncSession,
    vault: Vault,
    *,
    category: Category | None = None,
    urgency: Urgency | None = None,
    **draft: Any,
) -> Tip:
    """Return a tip that an officer has classified, and corrected before where something is named."""
    tip = await made.tip(session, vault, **draft)
    by = acting(await made.officer(session, vault))
    if category is not None or urgency is not None:
        tip = await tips.recategorise(
            session, vault, tip, category=category or tip.category, urgency=urgency or tip.urgency, by=by, at=NOW
        )
    return await tips.classify(session, vault, tip, LegalClass.CRIME_REPORT, by=by, at=NOW)


async def test_what_was_suggested_stands_beside_what_an_officer_decided(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        right = await classified(session, vault)
        wrong = await classified(session, vault, category=Category.FRAUD, urgency=Urgency.HIGH)
        await made.tip(session, vault)
    async with database.read() as session:
        found = await decisions.facts(session, None, NOVEMBER)
    assert [(one.tip_id, one.suggested, one.category) for one in found] == [
        (right.id, Category.VICE, Category.VICE),
        (wrong.id, Category.VICE, Category.FRAUD),
    ]
    assert [(one.suggested_urgency, one.urgency) for one in found] == [
        (Urgency.NORMAL, Urgency.NORMAL),
        (Urgency.NORMAL, Urgency.HIGH),
    ]


async def test_figures_are_of_the_units_and_the_days_that_were_asked_for(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        await classified(session, vault)
    october = Period(date(2026, 10, 1), date(2026, 10, 31))
    async with database.read() as session:
        assert len(await decisions.facts(session, {MY_THUONG}, NOVEMBER)) == 1
        assert await decisions.facts(session, {VY_DA}, NOVEMBER) == []
        assert await decisions.facts(session, {MY_THUONG}, october) == []


async def test_the_newest_decisions_come_with_the_citizens_words_alone(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        for number in range(4):
            tip = await classified(session, vault, category=Category.ORDER, narrative=(f"việc {number}", "ở chợ"))
            by = acting(await made.officer(session, vault))
            later = NOW + timedelta(hours=1)
            await tips.add_statement(session, vault, tip, StatementKind.NOTE, "ghi chú", by=by, at=later)
        await made.tip(session, vault, narrative=("chưa phân loại",))
    async with database.read() as session:
        found = await decisions.latest(session, vault, limit=3)
    assert [one.text for one in found] == ["việc 1\nở chợ", "việc 2\nở chợ", "việc 3\nở chợ"]
    assert {(one.suggested, one.category) for one in found} == {(Category.VICE, Category.ORDER)}
    assert "việc" not in repr(found)


async def test_a_tip_whose_words_are_gone_teaches_nothing_and_takes_no_place(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        first = await classified(session, vault)
        second = await classified(session, vault)
        await session.execute(delete(models.Statement).where(models.Statement.tip_id == second.id))
    async with database.read() as session:
        assert [one.tip_id for one in await decisions.latest(session, vault, limit=1)] == [first.id]
