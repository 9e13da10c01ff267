"""What officers decided about what the machine suggested: for the figures, and to learn from.

A tip counts from when an officer has classified it: who does has read it, and could correct category and urgency.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Row, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from domain.accuracy import SuggestionFact
from domain.outcomes import LegalClass
from domain.periods import Period
from domain.tip import Category, Urgency
from storage.models import Statement, Tip
from storage.tips import StatementKind
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Decision:
    """A citizen's words, and what an officer decided that they are about. Only to be held in memory.

    Attributes:
        tip_id: The row.
        text: What the citizen wrote, as triage read it when the tip was sent.
        suggested: The category that triage suggested then.
        category: The one that stands.
    """

    tip_id: int
    text: str = field(repr=False)
    suggested: Category
    category: Category


async def facts(session: AsyncSession, unit_codes: Collection[str] | None, period: Period) -> list[SuggestionFact]:
    """Return what was suggested and what stands of the classified tips that these units received in a period.

    Args:
        session: The transaction.
        unit_codes: The units that have the tips now, None for the whole country.
        period: When the tips were received.
    """
    rows = await session.execute(
        select(Tip.id, Tip.unit_code, Tip.suggested_category, Tip.category, Tip.suggested_urgency, Tip.urgency)
        .where(true() if unit_codes is None else Tip.unit_code.in_(unit_codes))
        .where(Tip.received_at >= period.begins, Tip.received_at < period.ends)
        .where(Tip.legal_class != LegalClass.UNCLASSIFIED.value)
        .order_by(Tip.id)
    )
    return [
        SuggestionFact(
            row.id,
            row.unit_code,
            Category(row.suggested_category),
            Category(row.category),
            Urgency(row.suggested_urgency),
            Urgency(row.urgency),
        )
        for row in rows
    ]


async def latest(session: AsyncSession, vault: Vault, *, limit: int) -> list[Decision]:
    """Return the newest classified tips that have words, at most so many, oldest first."""
    said = select(Statement.id).where(Statement.tip_id == Tip.id, Statement.kind == StatementKind.NARRATIVE.value)
    newest = (
        select(Tip.id, Tip.suggested_category, Tip.category)
        .where(Tip.legal_class != LegalClass.UNCLASSIFIED.value, said.exists())
        .order_by(Tip.id.desc())
        .limit(limit)
        .subquery()
    )
    rows = await session.execute(
        select(newest.c.id, newest.c.suggested_category, newest.c.category, Statement.text)
        .join(Statement, Statement.tip_id == newest.c.id)
        .where(Statement.kind == StatementKind.NARRATIVE.value)
        .order_by(newest.c.id, Statement.id)
    )
    return [
        Decision(tip_id, _words(vault, tip_id, passages), Category(suggested), Category(category))
        for (tip_id, suggested, category), passages in groupby(rows, key=lambda row: tuple(row[:3]))
    ]


def _words(vault: Vault, tip_id: int, passages: Iterable[Row[Any]]) -> str:
    """Return the words of a tip as its draft had them: one passage a line."""
    return "\n".join(vault.open_text(passage.text, place=f"statements.text:{tip_id}") for passage in passages)
