"""The periods that /baocao offers and reads: as they are cut off for the unit, and its campaigns."""

from datetime import date, timedelta

from domain.access import Role
from domain.campaigns import Campaign
from domain.periods import CutOff, Cycle, Period, PeriodName
from handlers.report_choices import ChooseReport
from storage import periods
from tests.handlers import english
from tests.scene import HUE, MY_THUONG, Person, Scene

FROM_20TH = CutOff(PeriodName.REPORT_MONTH, Cycle(1, 20), date(2026, 10, 20), "Công văn 1")
AUTUMN = Period(date(2026, 10, 1), date(2026, 11, 15))


async def commander(scene: Scene) -> Person:
    return await english.officer(scene, "Chỉ", unit=MY_THUONG, role=Role.COMMANDER)


async def say(scene: Scene) -> None:
    """Let the province cut off its months otherwise, and order two campaigns."""
    async with scene.database.begin() as session:
        await periods.record_cut_off(session, FROM_20TH, unit_code=HUE, officer_id=None, now=scene.now)
        for name, days in (("Cao điểm mùa thu", AUTUMN), ("Cao điểm năm ngoái", shifted(AUTUMN, -400))):
            campaign = Campaign(name, days, "Kế hoạch 2")
            await periods.record_campaign(session, campaign, unit_code=HUE, officer_id=None, now=scene.now)


def shifted(period: Period, days: int) -> Period:
    by = timedelta(days=days)
    return Period(period.start + by, period.end + by)


async def test_the_usual_periods_are_offered_where_nobody_says_otherwise(scene: Scene) -> None:
    boss = await commander(scene)
    await boss.press_data(ChooseReport(unit=MY_THUONG).pack())
    assert "Report month (15th to 14th)" in str(boss.last.buttons)


async def test_periods_of_the_unit_and_recent_campaigns_are_offered(scene: Scene) -> None:
    await say(scene)
    boss = await commander(scene)
    await boss.press_data(ChooseReport(unit=MY_THUONG).pack())
    offered = str(boss.last.buttons)
    assert "Report month 20/11/2026 – 19/12/2026" in offered
    assert "Cao điểm mùa thu" in offered
    assert "Cao điểm năm ngoái" not in offered
    await boss.press("Cao điểm mùa thu")
    assert "01/10/2026" in boss.last.text
    assert "15/11/2026" in boss.last.text


async def test_a_period_or_a_campaign_is_typed_by_its_name(scene: Scene) -> None:
    await say(scene)
    boss = await commander(scene)
    for typed, day in (("tháng báo cáo trước", "19/11/2026"), ("cao điểm mùa thu", "15/11/2026")):
        await boss.say(f"/baocao {typed}")
        assert day in boss.last.text
