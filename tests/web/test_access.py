"""Who may see what: roles, pages, own and other units."""

import pytest

from domain.access import Role
from storage import updates
from storage.updates import MAX_FAILURES
from tests.scene import BOT, HUE, MY_THUONG
from tests.web.conftest import VY_DA, House, enter

PAGES = ("/", "/so-lieu", "/tin?muc=open", "/tin?muc=received", "/ket-qua?ketqua=O10&dvt=gun", "/muc?so=incident")
OTHER_PROVINCE = "48"


def _of(page: str, unit: str) -> str:
    return f"{page}{'&' if '?' in page else '?'}donvi={unit}"


@pytest.mark.parametrize(
    ("role", "own", "seen", "hidden"),
    [
        (Role.SUPERVISOR, HUE, (HUE, MY_THUONG, VY_DA), ("VN", OTHER_PROVINCE, "00000")),
        (Role.COORDINATOR, HUE, (HUE, MY_THUONG), ("VN", "99999")),
        (Role.COMMANDER, MY_THUONG, (MY_THUONG,), (VY_DA, HUE, "VN", "00000")),
        (Role.SUPERVISOR, MY_THUONG, (MY_THUONG,), (VY_DA, HUE, "VN")),
        (Role.SUPERVISOR, "VN", ("VN", HUE, MY_THUONG, VY_DA), (OTHER_PROVINCE, "00000")),
    ],
)
async def test_a_unit_that_may_not_be_seen_looks_like_none(
    house: House, role: Role, own: str, seen: tuple[str, ...], hidden: tuple[str, ...]
) -> None:
    browser = await house.visitor(role, own)
    for page in PAGES:
        assert (await browser.get(page)).status == 200
        for unit in seen:
            assert (await browser.get(_of(page, unit))).status == 200, (page, unit)
        for unit in hidden:
            assert (await browser.get(_of(page, unit))).status == 404, (page, unit)


async def test_hidden_and_unknown_units_answer_with_the_same_words(house: House) -> None:
    browser = await house.visitor(Role.COMMANDER, MY_THUONG)
    hidden, unknown = [await (await browser.get(f"/?donvi={unit}")).text() for unit in (VY_DA, "00000")]
    assert hidden.replace(VY_DA, "") == unknown.replace("00000", "")


async def test_officers_without_figures_are_not_let_in(house: House) -> None:
    officer = await house.appoint(Role.OFFICER, MY_THUONG)
    browser = await house.browser()
    await enter(browser, await house.link(officer))
    for page in PAGES:
        assert (await browser.get(page)).status == 403


@pytest.mark.parametrize("page", [*PAGES, "/de-rieng", "/khong-co"])
async def test_nobody_sees_a_page_without_a_session(house: House, page: str) -> None:
    answer = await (await house.browser()).get(page)
    assert answer.status == 403
    assert "/trang" in await answer.text()


async def test_tips_of_other_units_are_in_no_list(house: House) -> None:
    own, other = await house.tip(MY_THUONG), await house.tip(VY_DA)
    browser = await house.visitor(Role.COMMANDER, MY_THUONG)
    for shown in ("open", "waiting", "received", "counted", "unanswered"):
        text = await (await browser.get(f"/tin?muc={shown}")).text()
        assert own.code[:4] in text
        assert other.code[:4] not in text
    assert (await browser.get(f"/tin?muc=open&phan={VY_DA}")).status == 404


async def test_no_page_holds_words_of_a_tip(house: House) -> None:
    tip = await house.answer(await house.tip(words="nhà ông Bảy có tiếng súng"))
    await house.outcome(tip)
    browser = await house.visitor()
    for page in (*PAGES, "/tin?muc=answered"):
        assert "ông Bảy" not in await (await browser.get(page)).text()


@pytest.mark.parametrize(("unit", "status"), [("VN", 200), (HUE, 404), (MY_THUONG, 404)])
async def test_only_the_country_sees_what_was_set_aside(house: House, unit: str, status: int) -> None:
    scene = house.scene
    await scene.journal_raw(77001, b'{"text":"tin-mat"}')
    async with scene.database.begin() as session:
        for one in await updates.waiting(session, scene.vault, bots=[BOT], limit=5):
            for _ in range(MAX_FAILURES):
                await updates.fail(session, one.seq, cause="KeyError at handle:7", now=scene.now)
    answer = await (await house.visitor(Role.SUPERVISOR, unit)).get("/de-rieng")
    text = await answer.text()
    assert answer.status == status
    assert ("77001" in text) == ("KeyError at handle:7" in text) == (status == 200)
    assert "tin-mat" not in text
