"""Figures added up by the database, on both: they equal a recount of the history, and their rows add up to them."""

from collections.abc import AsyncIterator, Collection
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import acting
from domain.figures import (
    FigureKey,
    KindsKey,
    MilestoneKey,
    OutcomeKey,
    StandardKey,
    StructureKey,
    TipKey,
    outcome_key,
)
from domain.outcomes import Attribute, Contribution, OutcomeEntry, OutcomeType, UnitOfCount, Value
from domain.periods import Period
from domain.structures import AreaKind, Measure, Milestone, Standard, StandardEntry, StructureEntry, StructureType
from domain.tip import SourceGroup
from storage import incidents, ledger, models, registers, tips
from storage.database import Database
from storage.figures import MOST_ROWS, count_rows, gather_figures, rows_of, tips_by_part, tips_by_unit
from storage.vault import Vault
from tests.recount import as_counts, read, recount
from tests.storage import made
from tests.storage.plans import asking, plans
from tests.storage.story import AUTUMN, MONTHS, NOW, PROVINCES_UNITS, A, B, Story, load_units

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
TODAY = date(2026, 11, 20)
SCOPES: tuple[Collection[str] | None, ...] = ({A}, PROVINCES_UNITS, None, set())


@pytest.fixture
async def session(database: Database) -> AsyncIterator[AsyncSession]:
    """A transaction in which the units are loaded."""
    async with database.begin() as opened:
        await load_units(opened)
        yield opened


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_figures_are_those_of_an_independent_recount(session: AsyncSession, vault: Vault, seed: int) -> None:
    story = Story(session, vault, seed)
    await story.begin()
    await story.tell(160)
    tables = await read(session)
    for scope in SCOPES:
        for period in (AUTUMN, *MONTHS):
            assert as_counts(await gather_figures(session, scope, period)) == recount(tables, scope, period)


async def test_the_rows_of_every_figure_add_up_to_it_page_by_page(session: AsyncSession, vault: Vault) -> None:
    story = Story(session, vault, 4)
    await story.begin()
    await story.tell(120)
    await _register(session)
    for scope in (PROVINCES_UNITS, None):
        figures = await gather_figures(session, scope, AUTUMN)
        assert len(figures.listed()) > 60
        for figure in figures.listed():
            total, after, count = Decimal(0), 0, 0
            while page := await rows_of(session, figure.key, scope, AUTUMN, after=after, limit=7):
                assert [row.id for row in page] == sorted({row.id for row in page})
                assert scope is None or {row.unit_code for row in page} <= scope
                assert all(row.on <= AUTUMN.end for row in page)
                total, after, count = total + sum(row.quantity for row in page), page[-1].id, count + len(page)
            assert (total, count) == (figure.quantity, await count_rows(session, figure.key, scope, AUTUMN)), figure.id


async def _register(session: AsyncSession) -> None:
    """Register structures and standards of two communes."""
    started = date(2025, 8, 1)
    counted = (Measure.COUNT, Decimal(12)), (Measure.MEMBERS, Decimal(60))
    entries = {
        A: [
            StructureEntry(
                StructureType.SECURITY_TEAM, started, counts=counted, counted_on=started, area=AreaKind.HAMLET
            ),
            StructureEntry(StructureType.MODEL, started, "Camera với an ninh", "Hội LHPN"),
            StructureEntry(StructureType.MODEL, date(2026, 12, 5), "Chưa bắt đầu"),
        ],
        B: [
            StructureEntry(StructureType.MODEL, started, "camera  VỚI an ninh"),
            StructureEntry(StructureType.MODEL, started, "Dòng họ tự quản", ended_on=date(2026, 10, 1)),
            StructureEntry(StructureType.MODEL, started),
        ],
    }
    rows = [
        await registers.register_structure(
            session, entry, unit_code=unit, officer_id=None, now=datetime(2026, 12, 9, tzinfo=UTC)
        )
        for unit, of in entries.items()
        for entry in of
    ]
    for on, members in ((date(2026, 9, 1), 61), (date(2026, 10, 1), 65)):
        await registers.count_structure(
            session, rows[0], Measure.MEMBERS, Decimal(members), on=on, officer_id=None, now=NOW
        )
    await registers.note_milestone(
        session, rows[1], Milestone.REPLICATED, Decimal(4), on=date(2026, 10, 3), officer_id=None, now=NOW
    )
    for unit, met, assessed in ((A, 9, 10), (A, 10, 11), (B, 3, 4)):
        entry = StandardEntry(Standard.SECURITY, AreaKind.SCHOOL, Decimal(met), Decimal(assessed), date(2026, 9, met))
        await registers.record_standard(session, entry, unit_code=unit, officer_id=None, now=NOW)


async def test_structures_and_standards_are_those_of_the_last_day(session: AsyncSession) -> None:
    await _register(session)
    teams = StructureType.SECURITY_TEAM
    expected: dict[Period, dict[FigureKey, int]] = {
        Period(date(2026, 9, 1), date(2026, 9, 30)): {
            StructureKey(teams): 12,
            StructureKey(teams, Measure.MEMBERS): 61,
            StructureKey(StructureType.MODEL): 4,
            KindsKey(StructureType.MODEL): 2,
            MilestoneKey(StructureType.MODEL, Milestone.REPLICATED): 0,
            StandardKey(Standard.SECURITY, AreaKind.SCHOOL): 13,
            StandardKey(Standard.SECURITY, AreaKind.SCHOOL, is_assessed=True): 15,
        },
        Period(date(2026, 9, 4), date(2026, 10, 3)): {
            StructureKey(teams, Measure.MEMBERS): 65,
            StructureKey(StructureType.MODEL): 3,
            StructureKey(StructureType.MODEL, owner="Hội LHPN"): 1,
            KindsKey(StructureType.MODEL): 1,
            MilestoneKey(StructureType.MODEL, Milestone.REPLICATED): 4,
        },
        Period(date(2025, 8, 1), date(2025, 8, 31)): {
            StructureKey(teams, Measure.MEMBERS): 60,
            StandardKey(Standard.SECURITY, AreaKind.SCHOOL): 0,
        },
        Period(date(2025, 7, 1), date(2025, 7, 31)): {StructureKey(teams): 0, KindsKey(StructureType.MODEL): 0},
    }
    for period, of_period in expected.items():
        figures = await gather_figures(session, PROVINCES_UNITS, period)
        assert {key: figures.find(key).quantity for key in of_period} == of_period


async def test_of_how_many_is_known_only_where_every_unit_has_said_so(session: AsyncSession) -> None:
    for unit, assessed in ((A, Decimal(10)), (B, None)):
        entry = StandardEntry(Standard.SECURITY, AreaKind.COMMUNE, Decimal(5), assessed, TODAY)
        await registers.record_standard(session, entry, unit_code=unit, officer_id=None, now=NOW)
    whole = StandardKey(Standard.SECURITY, AreaKind.COMMUNE, is_assessed=True)
    assert (await gather_figures(session, {A}, NOVEMBER)).find(whole).quantity == 10
    assert (await gather_figures(session, {A, B}, NOVEMBER)).find(whole).quantity == 0
    assert await rows_of(session, whole, {A, B}, NOVEMBER) == []


async def test_tips_are_those_received_in_the_period_by_the_local_day(session: AsyncSession, vault: Vault) -> None:
    contact = await made.contact(session, vault)
    for at in (
        datetime(2026, 10, 31, 17, 0, tzinfo=UTC),
        datetime(2026, 10, 31, 16, 59, tzinfo=UTC),
        datetime(2026, 11, 30, 17, 0, tzinfo=UTC),
    ):
        await tips.record(session, vault, made.draft(), contact_id=contact, now=at)
    assert (await gather_figures(session, {A}, NOVEMBER)).tips().quantity == 1
    assert (await gather_figures(session, {B}, NOVEMBER)).tips().quantity == 0
    (row,) = await rows_of(session, TipKey(), {A}, NOVEMBER)
    assert (row.on, row.words["category"], row.words["source"]) == (date(2026, 11, 1), "vice", "people")


async def test_the_tips_of_a_model_are_told_apart_and_part_of_the_whole(session: AsyncSession, vault: Vault) -> None:
    hung = await made.officer(session, vault)
    for model in (7, 7, None):
        tip = await made.tip(session, vault, model_id=model, source_group=SourceGroup.MODEL)
        if model:
            await tips.assess(session, vault, tip, Value.VALUABLE, by=acting(hung), at=NOW)
    figures = await gather_figures(session, {A}, NOVEMBER)
    assert figures.tips().quantity == 3
    assert figures.find(TipKey(model=7)).quantity == 2
    assert figures.find(TipKey(SourceGroup.MODEL, Value.VALUABLE, model=7)).quantity == 2
    assert figures.find(TipKey(model=8)).quantity == 0


CASE = OutcomeEntry(OutcomeType.CASE_SOLVED, Decimal(1), UnitOfCount.CASE, {})
CASES = OutcomeKey(OutcomeType.CASE_SOLVED, UnitOfCount.CASE)


@pytest.mark.parametrize("order", ["outcome, then join", "join, then outcome"])
async def test_what_came_of_a_tip_belongs_to_its_incident_in_either_order(
    session: AsyncSession, vault: Vault, order: str
) -> None:
    hung = await made.officer(session, vault)
    one, two = [await made.tip(session, vault) for _ in range(2)]
    incident = await incidents.open_incident(session, hung, one, now=NOW)
    first = await incidents.record_outcome(session, one, CASE, by=acting(hung), on=TODAY, now=NOW)
    if order == "join, then outcome":
        await incidents.link(session, hung, incident.id, two, now=NOW)
    await incidents.record_outcome(session, two, CASE, by=acting(hung), on=TODAY, now=NOW)
    if order == "outcome, then join":
        await incidents.link(session, hung, incident.id, two, now=NOW)
    assert (await gather_figures(session, {A}, NOVEMBER)).find(CASES).quantity == 1
    (row,) = await rows_of(session, CASES, {A}, NOVEMBER)
    assert (row.id, row.words["tips"], row.words["unit"]) == (first, "1", "case")


async def test_an_incident_is_counted_once_in_all_periods_together(session: AsyncSession, vault: Vault) -> None:
    hung = await made.officer(session, vault)
    tip = await made.tip(session, vault)
    await incidents.open_incident(session, hung, tip, now=NOW)
    warned = OutcomeEntry(OutcomeType.WARNED, Decimal(3), UnitOfCount.PERSON, {})
    for entry, on in ((CASE, date(2026, 10, 30)), (CASE, TODAY), (warned, date(2026, 10, 30)), (warned, TODAY)):
        await incidents.record_outcome(session, tip, entry, by=acting(hung), on=on, now=NOW)
    figures = await gather_figures(session, {A}, NOVEMBER)
    assert figures.find(CASES).quantity == 0
    assert figures.outcomes(OutcomeType.WARNED, UnitOfCount.PERSON).quantity == 3
    assert (await gather_figures(session, {A}, AUTUMN)).find(CASES).quantity == 1


async def test_a_dispute_that_was_settled_in_the_end_counts_as_settled(session: AsyncSession, vault: Vault) -> None:
    hung = await made.officer(session, vault)
    tip = await made.tip(session, vault)
    await incidents.open_incident(session, hung, tip, now=NOW)
    for settlement, on in (("unsettled", date(2026, 10, 1)), ("settled", TODAY)):
        entry = OutcomeEntry(
            OutcomeType.DISPUTE_SETTLED, Decimal(1), UnitOfCount.INCIDENT, {Attribute.SETTLEMENT: settlement}
        )
        await incidents.record_outcome(session, tip, entry, by=acting(hung), on=on, now=NOW)
    figures = await gather_figures(session, {A}, AUTUMN)
    of, unit = OutcomeType.DISPUTE_SETTLED, UnitOfCount.INCIDENT
    assert figures.find(outcome_key(of, unit, {Attribute.SETTLEMENT: "settled"})).quantity == 1
    assert figures.find(outcome_key(of, unit)).quantity == 1


async def test_a_correction_counts_in_place_of_what_it_corrects_and_a_void_entry_nowhere(
    session: AsyncSession, vault: Vault
) -> None:
    hung = await made.officer(session, vault)
    key = outcome_key(OutcomeType.WARNED, UnitOfCount.PERSON)
    entry = OutcomeEntry(OutcomeType.WARNED, Decimal(30), UnitOfCount.PERSON, {}, Contribution.SUPPORTED)
    row = await ledger.record_result(session, entry, SourceGroup.PEOPLE, by=acting(hung), on=TODAY, now=NOW)
    first = await ledger.correct(session, vault, hung, row, Decimal(3), why="nhầm", now=NOW)
    assert first is not None
    second = await ledger.correct(session, vault, hung, first, Decimal(4), why="nhầm", now=NOW)
    assert (await gather_figures(session, {A}, NOVEMBER)).find(key).quantity == 4
    assert [one.id for one in await rows_of(session, key, {A}, NOVEMBER)] == [second]
    assert second is not None
    await ledger.take_back(session, vault, hung, second, why="nhầm", now=NOW)
    assert (await gather_figures(session, {A}, NOVEMBER)).find(key).quantity == 0


async def test_outcomes_whose_attributes_were_written_in_another_order_are_one_figure(
    session: AsyncSession, vault: Vault
) -> None:
    hung = await made.officer(session, vault)
    kinds = {Attribute.MEANS: "arrested", Attribute.PERSON_KIND: "warrant"}
    for attributes in (kinds, dict(reversed(kinds.items()))):
        entry = OutcomeEntry(OutcomeType.WANTED_PERSON, Decimal(1), UnitOfCount.PERSON, attributes)
        await ledger.record_result(session, entry, SourceGroup.PEOPLE, by=acting(hung), on=TODAY, now=NOW)
    figures = await gather_figures(session, None, NOVEMBER)
    assert figures.find(outcome_key(OutcomeType.WANTED_PERSON, UnitOfCount.PERSON, kinds)).quantity == 2
    assert len([cell for cell in figures.cells if isinstance(cell.key, OutcomeKey)]) == 1


async def test_tips_are_counted_by_unit_and_by_part(session: AsyncSession, vault: Vault) -> None:
    hung = await made.officer(session, vault)
    tip = await made.tip(session, vault)
    await made.tip(session, vault)
    await tips.assess(session, vault, tip, Value.VALUABLE, by=acting(hung), at=NOW)
    by_unit = await tips_by_unit(session, {A, B}, NOVEMBER)
    assert {unit: (count.tips, count.valuable) for unit, count in by_unit.items()} == {A: (2, 1)}
    parts = await tips_by_part(session, None, MONTHS)
    assert [(count.tips, count.valuable) for count in parts] == [(0, 0), (2, 1)]


async def test_a_page_has_an_end_whatever_is_asked_for(session: AsyncSession, vault: Vault) -> None:
    await made.tip(session, vault)
    asked = [await rows_of(session, TipKey(), None, NOVEMBER, limit=limit) for limit in (1, MOST_ROWS + 1, 10**9)]
    assert [len(page) for page in asked] == [1, 1, 1]


async def test_no_table_that_grows_is_read_from_end_to_end(database: Database) -> None:
    async with asking(database) as asked, database.read() as session:
        await gather_figures(session, [A, B], NOVEMBER)
    of_tips, of_models, of_outcomes, of_incidents, of_activities, *_others = await plans(database, asked)
    assert "ix_tips_counted" in of_tips
    assert "COVERING INDEX" in of_tips or "Index Only Scan" in of_tips
    assert "ix_tips_counted" in of_models or "ix_tips_of_models" in of_models
    assert "ix_outcomes_unit_code_on" in of_outcomes
    assert "ix_incidents_resolved" in of_incidents
    assert "ix_activities_unit_code_on" in of_activities


async def test_what_opens_a_figure_says_nothing_of_who_and_nothing_of_what_was_written(
    session: AsyncSession, vault: Vault
) -> None:
    tip = await made.tip(session, vault)
    await session.execute(update(models.Tip).values(urgency="high"))
    (row,) = await rows_of(session, TipKey(), None, NOVEMBER)
    assert set(row.words) == {"value", "source", "category", "urgency"}
    assert tip.code not in str(row)
