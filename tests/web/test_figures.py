"""The rows behind a figure are the figure."""

import re
from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest

from domain.access import Role
from domain.activities import ActivityEntry, ActivityType
from domain.outcomes import UnitOfCount
from domain.rerouting import MoveCause
from domain.structures import AreaKind, Measure, Standard, StandardEntry, StructureEntry, StructureType
from domain.tip import Category, SourceGroup, Urgency
from reports.charts import Spec
from storage import audit, listing, registers
from tests.scene import HUE, MY_THUONG
from tests.web.conftest import VY_DA, Browser, House
from web.drawing import Drawing

LINKED = re.compile(r'<a class="n" href="([^"]+)"[^>]*>([\d.]+)</a>')
TOTAL = re.compile(r'<span class="total">([\d.]+)')
ROW = re.compile(r'<th role="rowheader"')


async def _fill(house: House) -> None:
    """Let there be tips that are answered, late, waiting and overdue, in two communes and on the desk."""
    for number in range(4):
        tip = await house.answer(await house.tip(MY_THUONG), is_valuable=number % 2 == 0)
        await house.outcome(tip, quantity=number + 1)
    await house.answer(await house.tip(VY_DA, group=SourceGroup.GRASSROOTS_FORCE), after=timedelta(hours=3))
    await house.tip(VY_DA)
    await house.tip(HUE, urgency=Urgency.NORMAL)
    house.scene.pass_time(hours=5)
    await house.tip(MY_THUONG, urgency=Urgency.EMERGENCY)


async def _register(house: House) -> None:
    """Let there be structures, an activity and a standard beside the tips."""
    day = house.scene.now.date()
    model = StructureEntry(StructureType.MODEL, day, "Camera với an ninh", "Hội LHPN")
    teams = StructureEntry(StructureType.SECURITY_TEAM, day, counts=((Measure.COUNT, Decimal(12)),), counted_on=day)
    sessions = ActivityEntry(
        ActivityType.PROPAGANDA, Decimal(170), UnitOfCount.MEETING, SourceGroup.GRASSROOTS_FORCE, day, Decimal(19_000)
    )
    standard = StandardEntry(Standard.SECURITY, AreaKind.SCHOOL, Decimal(992), Decimal(1000), day)
    async with house.scene.database.begin() as session:
        for entry in (model, teams):
            await registers.register_structure(
                session, entry, unit_code=MY_THUONG, officer_id=None, now=house.scene.now
            )
        for unit in (MY_THUONG, VY_DA):
            await registers.record_activity(session, sessions, unit_code=unit, officer_id=None, now=house.scene.now)
        await registers.record_standard(session, standard, unit_code=VY_DA, officer_id=None, now=house.scene.now)


async def _check_links(browser: Browser, page: str) -> int:
    text = await (await browser.get(page)).text()
    found = LINKED.findall(text)
    for href, shown in found:
        answer = await browser.get(unescape(href))
        listed = await answer.text()
        total = TOTAL.search(listed)
        assert answer.status == 200, href
        assert total is not None, href
        assert total[1] == shown, href
        if href.startswith("/tin"):
            assert len(ROW.findall(listed)) == int(shown), href
    return len(found)


async def test_every_figure_opens_rows_that_add_up_to_it(house: House) -> None:
    await _fill(house)
    for role, unit in ((Role.SUPERVISOR, HUE), (Role.SUPERVISOR, "VN"), (Role.COMMANDER, MY_THUONG)):
        browser = await house.visitor(role, unit)
        assert await _check_links(browser, "/") > 5
        assert await _check_links(browser, "/so-lieu") > 10


async def test_what_is_reported_beside_tips_opens_its_rows_too(house: House) -> None:
    await _register(house)
    browser = await house.visitor(Role.SUPERVISOR, HUE)
    assert await _check_links(browser, "/so-lieu") == 10
    text = unescape(await (await browser.get("/muc?so=activity.propaganda.meeting.second&ky=year")).text())
    assert "38.000" in text
    assert len(ROW.findall(text)) == 2
    commander = await house.visitor(Role.COMMANDER, MY_THUONG)
    assert len(ROW.findall(await (await commander.get("/muc?so=activity.propaganda.meeting&ky=year")).text())) == 1
    assert "Hội LHPN" in unescape(await (await commander.get("/muc?so=structure.model&ky=year")).text())


async def test_the_list_of_open_tips_is_what_the_chat_counts(house: House) -> None:
    await _fill(house)
    async with house.scene.database.read() as session:
        loads = await audit.open_and_late(session, None, now=house.scene.now)
        rows = await listing.standing(session, None)
    for unit, load in loads.items():
        own = [one for one in rows if one.unit_code == unit]
        assert len(own) == load.open
        assert sum(one.is_waiting for one in own) == load.waiting
        assert sum(one.is_late(house.scene.now) for one in own) == load.late


async def test_units_with_few_tips_are_not_compared(house: House) -> None:
    for _ in range(20):
        await house.answer(await house.tip(MY_THUONG))
    for _ in range(19):
        await house.answer(await house.tip(VY_DA))
    text = await (await (await house.visitor()).get("/")).text()
    rows = {name: row for row in text.split("<tr")[1:] for name in ("Mỹ Thượng", "Vỹ Dạ") if name in row}
    assert 'class="few"' not in rows["Mỹ Thượng"]
    assert 'class="few"' in rows["Vỹ Dạ"]


async def test_units_with_overdue_tips_come_first(house: House) -> None:
    await house.answer(await house.tip(MY_THUONG))
    await house.tip(VY_DA, urgency=Urgency.EMERGENCY)
    house.scene.pass_time(minutes=16)
    text = await (await (await house.visitor()).get("/")).text()
    assert text.index("Vỹ Dạ") < text.index("Mỹ Thượng")


async def test_long_lists_are_cut_into_pages(house: House) -> None:
    for _ in range(51):
        await house.tip(MY_THUONG)
    browser = await house.visitor()
    first, second = [await (await browser.get(f"/tin?muc=open&trang={page}")).text() for page in (1, 2)]
    assert (len(ROW.findall(first)), len(ROW.findall(second))) == (50, 1)
    assert "trang=2" in first
    assert (await browser.get("/tin?muc=open&trang=3")).status == 404


async def test_a_tip_passed_out_of_the_province_is_listed_where_it_was_answered(house: House) -> None:
    tip = await house.answer(await house.tip(MY_THUONG))
    async with house.scene.database.begin() as session:
        assert await listing.tips(session, house.scene.vault, {MY_THUONG}, [tip.id])
        assert not await listing.tips(session, house.scene.vault, {VY_DA}, [tip.id])


async def test_wrong_routing_is_shown_with_its_rows_and_by_how_the_place_was_known(house: House) -> None:
    for _ in range(3):
        await house.answer(await house.tip(MY_THUONG))
    await house.pass_on(await house.tip(MY_THUONG), VY_DA)
    await house.pass_on(await house.tip(MY_THUONG), VY_DA, cause=MoveCause.OTHER_UNIT)
    browser = await house.visitor()
    text = unescape(await (await browser.get("/")).text())
    assert "Tỷ lệ chuyển sai" in text
    assert "40%" in text
    assert "Hệ thống đọc sai nơi xảy ra" in text
    assert "Theo nội dung tin" in text
    assert await _check_links(browser, "/") > 8
    for asked, count in (
        ("muc=routed", 5),
        ("muc=moved", 2),
        ("muc=moved&vi=machine", 1),
        ("muc=moved&vi=reporter", 0),
        ("muc=routed&cach=text", 5),
        ("muc=moved&cach=citizen", 0),
    ):
        listed = await (await browser.get(f"/tin?{asked}&ky=year")).text()
        assert len(ROW.findall(listed)) == count, asked
    assert (await browser.get("/tin?muc=moved&vi=nonsense")).status == 404


async def test_what_the_machine_suggested_is_shown_with_its_rows(house: House) -> None:
    for number in range(3):
        tip = await house.answer(await house.tip(MY_THUONG))
        await house.classify(tip, category=Category.FRAUD if number == 0 else None)
    await house.classify(await house.answer(await house.tip(VY_DA)), urgency=Urgency.LOW)
    await house.pass_on(await house.tip(MY_THUONG), VY_DA)
    browser = await house.visitor()
    text = unescape(await (await browser.get("/")).text())
    assert "Gợi ý của máy" in text
    assert "dưới 20 tin" in text
    assert await _check_links(browser, "/") > 15
    for asked, count in (
        ("muc=judged", 4),
        ("muc=judged&loai=theft", 3),
        ("muc=mistaken", 1),
        ("muc=mistaken&loai=fraud", 1),
        ("muc=mistaken&loai=theft", 0),
        ("muc=mistaken&loai=fire", 0),
        ("muc=urgency_mistaken", 1),
        ("muc=judged&mucdo=low", 1),
        ("muc=urgency_mistaken&mucdo=high", 0),
        ("muc=read", 5),
        ("muc=misread", 1),
        ("muc=misread&cach=text", 1),
        ("muc=read&cach=position", 0),
    ):
        listed = await (await browser.get(f"/tin?{asked}&ky=year")).text()
        assert len(ROW.findall(listed)) == count, asked
    assert (await browser.get("/tin?muc=judged&mucdo=nonsense")).status == 404
    commander = await house.visitor(Role.COMMANDER, VY_DA)
    assert len(ROW.findall(await (await commander.get("/tin?muc=judged&ky=year")).text())) == 1


async def test_a_page_stands_without_its_chart(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(_drawing: Drawing, _spec: Spec) -> None:
        return None

    monkeypatch.setattr(Drawing, "svg", broken)
    await house.tip()
    text = await (await (await house.visitor()).get("/so-lieu")).text()
    assert "<svg" not in text
    assert "<details" in text


async def test_charts_are_drawn_without_styles_that_the_policy_forbids() -> None:
    drawing = Drawing()
    try:
        svg = await drawing.svg({"mark": "bar", "data": {"values": [{"a": 1}]}, "encoding": {"x": {"field": "a"}}})
    finally:
        drawing.close()
    assert svg is not None
    assert "<svg" in svg
    assert "style=" not in svg
    assert "<script" not in svg
