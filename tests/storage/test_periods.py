"""Cut-offs and campaigns of units: whose word holds, and that closed periods keep their days."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import reference
from domain.access import Role
from domain.campaigns import Campaign, InvalidCampaignError
from domain.figures import Figures
from domain.periods import CutOff, Cycle, InvalidCutOffError, Period, PeriodName, UnknownPeriodError, named
from storage import closed_periods, periods, units
from storage.database import Database
from storage.periods import OverlappingCampaignError, PeriodIsClosedError
from storage.register_rows import AlreadyCorrectedError, EntryNotFoundError
from storage.units import UnitNotFoundError
from storage.vault import Vault
from tests.storage import made
from tests.storage.made import HUE, MY_THUONG, NOW, VY_DA

MONTH = PeriodName.REPORT_MONTH
SUMMER = date(2026, 7, 1)
FROM_20TH = CutOff(MONTH, Cycle(1, 20), date(2026, 6, 20), "Công văn 1")
FROM_10TH = CutOff(MONTH, Cycle(1, 10), date(2026, 5, 10), "Công văn 2")
TET = Campaign("Cao điểm Tết", Period(date(2026, 1, 15), date(2026, 2, 28)), "Kế hoạch 12/KH-BCA")


@pytest.fixture
async def known(database: Database) -> Database:
    """A database that knows Huế and its communes."""
    async with database.begin() as session:
        local = [one for one in reference.units() if one.code in {"VN", HUE, "01"} or one.parent_code == HUE]
        await units.load(session, local)
    return database


async def cut_off(session: AsyncSession, said: CutOff, unit: str, *, corrects: int | None = None) -> int:
    return await periods.record_cut_off(session, said, unit_code=unit, officer_id=None, now=NOW, corrects=corrects)


async def campaign(session: AsyncSession, said: Campaign, unit: str, *, corrects: int | None = None) -> int:
    return await periods.record_campaign(session, said, unit_code=unit, officer_id=None, now=NOW, corrects=corrects)


async def month(session: AsyncSession, unit: str, on: date = SUMMER) -> Period:
    return await periods.period_named(session, unit, "report_month", on)


async def test_without_a_word_of_anybody_periods_are_as_everywhere(known: Database) -> None:
    async with known.read() as session:
        assert await month(session, MY_THUONG) == named(MONTH, SUMMER)


async def test_the_nearest_unit_upwards_that_says_something_is_followed(known: Database) -> None:
    async with known.begin() as session:
        await cut_off(session, FROM_20TH, HUE)
        await cut_off(session, FROM_10TH, VY_DA)
        assert [(await month(session, unit)).start.day for unit in (MY_THUONG, VY_DA, HUE, "01", "VN")] == [
            20, 10, 20, 15, 15,
        ]  # fmt: skip
        assert (await month(session, MY_THUONG, date(2026, 6, 1))) == named(MONTH, date(2026, 6, 1))
        assert await periods.cut_offs_of(session, VY_DA, SUMMER) == (FROM_10TH,)


async def test_a_cut_off_is_corrected_by_another_one_and_taken_back(known: Database) -> None:
    async with known.begin() as session:
        first = await cut_off(session, FROM_20TH, HUE)
        await cut_off(
            session, replace(FROM_20TH, cycle=Cycle(1, 25), valid_from=date(2026, 6, 25)), HUE, corrects=first
        )
        assert (await month(session, HUE)).start == date(2026, 6, 25)
        with pytest.raises(AlreadyCorrectedError):
            await cut_off(session, FROM_20TH, HUE, corrects=first)
        with pytest.raises(EntryNotFoundError):
            await cut_off(session, FROM_20TH, MY_THUONG, corrects=first + 1)
        with pytest.raises(EntryNotFoundError):
            await cut_off(session, FROM_20TH, HUE, corrects=99)
        await periods.record_cut_off(
            session, FROM_20TH, unit_code=HUE, officer_id=None, now=NOW, corrects=first + 1, is_void=True
        )
        assert await month(session, HUE) == named(MONTH, SUMMER)


async def test_what_cannot_be_is_not_entered(known: Database, vault: Vault) -> None:
    async with known.begin() as session:
        with pytest.raises(InvalidCutOffError):
            await cut_off(session, replace(FROM_20TH, document="="), HUE)
        with pytest.raises(InvalidCutOffError):
            await cut_off(session, replace(FROM_20TH, valid_from=SUMMER), HUE)
        with pytest.raises(InvalidCampaignError):
            await campaign(session, replace(TET, name="year"), HUE)
        with pytest.raises(UnitNotFoundError):
            await cut_off(session, FROM_20TH, "99")
        with pytest.raises(EntryNotFoundError):
            await periods.record_cut_off(
                session, FROM_20TH, unit_code=HUE, officer_id=None, now=NOW, corrects=None, is_void=True
            )
        officer = await made.officer(session, vault, role=Role.COMMANDER)
        with pytest.raises(UnitNotFoundError):
            await periods.record_campaign(session, TET, unit_code=VY_DA, officer_id=officer.id, now=NOW)


async def closed(session: AsyncSession, unit: str, period: Period) -> None:
    await closed_periods.close(session, unit, period, Figures(()), officer_id=None, now=NOW)


@pytest.mark.parametrize("unit", [HUE, MY_THUONG])
async def test_a_closed_period_is_never_given_other_days(known: Database, unit: str) -> None:
    june = named(MONTH, date(2026, 7, 1))
    async with known.begin() as session:
        await closed(session, unit, june)
        with pytest.raises(PeriodIsClosedError) as caught:
            await cut_off(session, FROM_20TH, HUE)
        assert (caught.value.unit_code, caught.value.period) == (unit, june)
        await cut_off(session, replace(FROM_20TH, valid_from=date(2026, 7, 20)), HUE)
        assert await month(session, HUE) == june


async def test_what_was_closed_by_units_elsewhere_or_under_other_names_hinders_nobody(known: Database) -> None:
    async with known.begin() as session:
        await closed(session, "01", named(MONTH, SUMMER))
        await closed(session, MY_THUONG, named(PeriodName.MONTH, date(2026, 6, 1)))
        await cut_off(session, FROM_20TH, HUE)
        with pytest.raises(PeriodIsClosedError):
            await cut_off(session, FROM_20TH, "VN")


async def test_a_cut_off_on_which_a_closed_period_stands_is_not_taken_back(known: Database) -> None:
    async with known.begin() as session:
        row = await cut_off(session, FROM_20TH, HUE)
        await closed(session, MY_THUONG, await month(session, MY_THUONG))
        with pytest.raises(PeriodIsClosedError):
            await cut_off(session, FROM_10TH, HUE, corrects=row)
        # The same word of the commune itself changes nothing there.
        await cut_off(session, FROM_20TH, MY_THUONG)


async def test_a_campaign_is_that_of_the_unit_and_of_those_below_it(known: Database) -> None:
    later = replace(TET, period=Period(date(2026, 1, 20), date(2026, 2, 20)))
    async with known.begin() as session:
        await campaign(session, TET, HUE)
        await campaign(session, later, VY_DA)
        on = date(2026, 3, 1)
        assert await periods.period_named(session, MY_THUONG, "cao điểm tết", on) == TET.period
        assert await periods.period_named(session, VY_DA, "Cao điểm Tết", on) == later.period
        for unit in ("01", "VN"):
            with pytest.raises(UnknownPeriodError):
                await periods.period_named(session, unit, "Cao điểm Tết", on)
        assert await periods.recent_campaigns(session, VY_DA, on, limit=5) == [later, TET]
        assert await periods.recent_campaigns(session, VY_DA, date(2026, 6, 1), limit=5) == []


async def test_a_campaign_of_one_name_and_time_is_there_once_and_is_corrected(known: Database) -> None:
    later = replace(TET, name="cao điểm  tết", period=Period(date(2026, 2, 1), date(2026, 3, 5)))
    async with known.begin() as session:
        row = await campaign(session, TET, HUE)
        with pytest.raises(OverlappingCampaignError) as caught:
            await campaign(session, later, HUE)
        assert (caught.value.other, caught.value.period) == (row, TET.period)
        await campaign(session, later, HUE, corrects=row)
        assert await periods.period_named(session, HUE, TET.name, SUMMER) == later.period
        await campaign(session, replace(TET, period=Period(date(2027, 1, 5), date(2027, 2, 5))), HUE)
        await periods.record_campaign(
            session, later, unit_code=HUE, officer_id=None, now=NOW, corrects=row + 1, is_void=True
        )
        assert (await periods.period_named(session, HUE, TET.name, SUMMER)).start == date(2027, 1, 5)


async def test_a_campaign_that_a_unit_below_has_closed_keeps_its_days(known: Database) -> None:
    async with known.begin() as session:
        row = await campaign(session, TET, HUE)
        await closed(session, MY_THUONG, TET.period)
        with pytest.raises(PeriodIsClosedError):
            await campaign(session, replace(TET, period=Period(date(2026, 1, 1), date(2026, 2, 1))), HUE, corrects=row)
