"""The one-time link, the session, and leaving."""

import asyncio
import re

import pytest
from sqlalchemy import select

from domain.access import Role
from storage import people
from storage.models import ConsolePass
from tests.scene import HUE, MY_THUONG, Scene
from tests.web.conftest import House, enter


async def test_looking_at_a_link_does_not_use_it_up(house: House) -> None:
    token = await house.link(await house.appoint(Role.SUPERVISOR, HUE))
    browser = await house.browser()
    for _ in range(3):
        page = await browser.get("/vao", params={"ma": token})
        assert page.status == 200
        assert "<button" in await page.text()
    assert (await enter(browser, token)).status == 303
    assert (await browser.get("/")).status == 200


async def test_a_link_lets_in_once(house: House) -> None:
    token = await house.link(await house.appoint(Role.SUPERVISOR, HUE))
    assert (await enter(await house.browser(), token)).status == 303
    assert (await enter(await house.browser(), token)).status == 403


async def test_of_two_presses_at_once_one_gets_in(house: House) -> None:
    token = await house.link(await house.appoint(Role.SUPERVISOR, HUE))
    answers = await asyncio.gather(*[enter(await house.browser(), token) for _ in range(4)])
    assert sorted(answer.status for answer in answers) == [303, 403, 403, 403]


async def test_used_expired_unknown_and_replaced_links_look_the_same(house: House) -> None:
    officer = await house.appoint(Role.SUPERVISOR, HUE)
    replaced = await house.link(officer)
    used = await house.link(officer)
    await enter(await house.browser(), used)
    expired = await house.link(await house.appoint(Role.SUPERVISOR, HUE))
    house.scene.pass_time(minutes=15)
    answers = [
        await enter(await house.browser(), token) for token in (used, expired, replaced, "x", "", "\x00", "ệ" * 90)
    ]
    assert {answer.status for answer in answers} == {403}
    assert len({await answer.text() for answer in answers}) == 1


async def test_neither_link_nor_session_is_kept_as_it_is(house: House) -> None:
    token = await house.link(await house.appoint(Role.SUPERVISOR, HUE))
    answer = await enter(await house.browser(), token)
    session_token = answer.cookies["nguontin"].value
    async with house.scene.database.read() as session:
        kept = (await session.scalars(select(ConsolePass))).all()
    assert len(kept) == 1
    assert kept[0].is_session
    assert len(kept[0].key) == 32
    assert kept[0].key not in (token.encode(), session_token.encode())


async def test_the_token_of_a_link_is_no_session_and_the_other_way_round(house: House) -> None:
    token = await house.link(await house.appoint(Role.SUPERVISOR, HUE))
    browser = await house.browser()
    assert (await browser.get("/", headers={"Cookie": f"nguontin={token}"})).status == 403
    session_token = (await enter(browser, token)).cookies["nguontin"].value
    assert (await enter(await house.browser(), session_token)).status == 403


async def test_a_session_ends_after_a_shift(house: House) -> None:
    browser = await house.visitor()
    house.scene.pass_time(hours=7, minutes=59)
    assert (await browser.get("/")).status == 200
    house.scene.pass_time(minutes=1)
    assert (await browser.get("/")).status == 403


async def test_whoever_is_dismissed_is_out_with_the_next_request(house: House) -> None:
    officer = await house.appoint(Role.SUPERVISOR, HUE)
    browser = await house.browser()
    await enter(browser, await house.link(officer))
    assert (await browser.get("/")).status == 200
    async with house.scene.database.begin() as session:
        await people.dismiss(session, officer, now=house.scene.now)
    assert (await browser.get("/")).status == 403
    assert (await browser.get("/so-lieu")).status == 403


async def test_a_dismissed_officer_cannot_use_a_link_they_still_have(house: House) -> None:
    officer = await house.appoint(Role.SUPERVISOR, HUE)
    token = await house.link(officer)
    async with house.scene.database.begin() as session:
        await people.dismiss(session, officer, now=house.scene.now)
    assert (await enter(await house.browser(), token)).status == 403


async def test_the_cookie_is_kept_from_scripts_and_from_other_sites(house: House) -> None:
    token = await house.link(await house.appoint(Role.SUPERVISOR, HUE))
    cookie = (await enter(await house.browser(), token)).cookies["nguontin"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/"
    assert cookie["max-age"] == str(8 * 3600)


async def test_leaving_ends_every_session_of_the_officer(house: House) -> None:
    officer = await house.appoint(Role.SUPERVISOR, HUE)
    phone, desk = await house.browser(), await house.browser()
    for browser in (phone, desk):
        await enter(browser, await house.link(officer))
    mark = re.search(r'name="dau" value="(\w+)"', await (await desk.get("/")).text())
    assert mark is not None
    assert (await desk.post("/ra", data={"dau": mark[1]})).status == 200
    assert (await desk.get("/")).status == 403
    assert (await phone.get("/")).status == 403


@pytest.mark.parametrize("mark", ["", "0" * 64, "ệ"])
async def test_leaving_needs_a_form_of_the_session(house: House, mark: str) -> None:
    browser = await house.visitor()
    assert (await browser.post("/ra", data={"dau": mark})).status == 403
    assert (await browser.get("/")).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
async def test_forms_of_other_sites_are_refused(house: House, headers: dict[str, str]) -> None:
    token = await house.link(await house.appoint(Role.SUPERVISOR, HUE))
    browser = await house.browser()
    answer = await browser.post("/vao", data={"ma": token}, headers=headers, allow_redirects=False)
    assert answer.status == 403
    assert (await enter(browser, token)).status == 303


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{}", "application/json"),
        (b"--x", "multipart/form-data; boundary=y"),
        (b"&".join([b"a=1"] * 50), "application/x-www-form-urlencoded"),
        (b"ma=" + b"x" * 9000, "application/x-www-form-urlencoded"),
    ],
)
async def test_forms_that_are_not_ours_are_refused(house: House, body: bytes, kind: str) -> None:
    answer = await (await house.browser()).post("/vao", data=body, headers={"Content-Type": kind})
    assert answer.status == 400


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.COMMANDER, Role.COORDINATOR])
async def test_the_chat_answers_with_a_link_that_works(scene: Scene, house: House, role: Role) -> None:
    person = await scene.officer("Đ/c Quang", unit=HUE, role=role)
    await person.say("/trang")
    link = re.search(r"http://127\.0\.0\.1:8080/vao\?ma=([\w-]{22})", person.text)
    assert link is not None
    assert (await enter(await house.browser(), link[1])).status == 303


async def test_the_chat_gives_no_link_to_officers_and_citizens(scene: Scene) -> None:
    for person in (await scene.officer("Đ/c Hùng", unit=MY_THUONG), scene.citizen()):
        await person.say("/trang")
        assert "/vao?ma=" not in person.text
