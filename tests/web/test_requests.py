"""Odd requests: bad parameters, methods, languages, and the headers of every answer."""

import asyncio
import threading
from urllib.parse import quote

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from domain.access import Role
from storage.database import Database
from tests.scene import HUE
from tests.web.conftest import House, enter
from web.app import add_routes

SQL = quote("x' OR 1=1; DROP TABLE tips;--")


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("/?tu=2026-05-01&den=2026-04-01", 400),
        ("/?tu=2026-05-01", 400),
        ("/?tu=0001-01-01&den=9999-12-31", 400),
        ("/?tu=-1&den=1000000-01-01", 400),
        ("/?tu=2026-02-30&den=2026-03-01", 400),
        ("/?ky=fortnight", 400),
        (f"/?tu={SQL}&den={SQL}", 400),
        (f"/so-lieu?ky={SQL}", 400),
        (f"/?donvi={SQL}", 404),
        ("/?donvi=%00", 404),
        ("/?donvi=%ED%A0%80", 404),
        ("/?donvi=١٩٩٣٠", 404),
        ("/?donvi=VN%0A", 404),
        ("/?donvi=%2E%2E%2Fetc", 404),
        ("/tin?muc=secret", 404),
        (f"/tin?muc={SQL}", 404),
        ("/tin?muc=received&nguon=nobody", 404),
        ("/tin?muc=received&giatri=%00", 404),
        ("/tin?trang=-1", 404),
        ("/tin?trang=0", 404),
        ("/tin?trang=1000000", 404),
        ("/tin?trang=9999999999999999999999", 404),
        ("/tin?trang=2", 404),
        ("/tin?trang=abc", 404),
        ("/tin?phan=00000", 404),
        ("/ket-qua", 404),
        ("/muc", 404),
        ("/muc?so=tips.x", 404),
        ("/muc?so=structure.model&trang=2", 404),
        ("/muc?so=structure.model", 200),
        ("/ket-qua?ketqua=O99&dvt=gun", 404),
        ("/ket-qua?ketqua=O10&dvt=gun&thuoctinh=item_kind:spaceship", 404),
        ("/ket-qua?ketqua=O10&dvt=gun&thuoctinh=colour:red", 404),
        ("/ket-qua?ketqua=O10&dvt=gun&thuoctinh=::,:,,", 404),
        ("/khong-co", 404),
        ("/tin/1", 404),
        (f"/?la={'x' * 6000}", 200),
        ("/?tu=1945-01-01&den=2999-12-31", 200),
        ("/so-lieu?tu=1945-01-01&den=2999-12-31", 200),
        ("/?tu=1/3/2026&den=31/3/2026", 200),
        ("/?sort=1;drop&size=1000000", 200),
        ("/?donvi=46&donvi=VN", 200),
        ("/?ngonngu=%00", 200),
    ],
)
async def test_odd_parameters_are_answered_with_a_page(house: House, page: str, status: int) -> None:
    await house.tip()
    browser = await house.visitor()
    answer = await browser.get(page)
    text = await answer.text()
    assert answer.status == status, text
    assert text.startswith("<!doctype html>")
    assert text.count("<h1") == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (b"//elsewhere.example/x", 403),
        (b"/tep/../../etc/passwd", 403),
        (b"/tep/%2e%2e%2fconsole.py", 404),
        (b"/?x=" + b"y" * 20_000, 400),
        (b"/?x=%", 403),
        (b"/%ff%00", 403),
    ],
)
async def test_paths_that_no_browser_sends_are_refused_too(house: House, path: bytes, status: int) -> None:
    reader, writer = await asyncio.open_connection(house.server.host, house.server.port)
    writer.write(b"GET " + path + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    assert answer.partition(b"\r\n")[0].split()[1] == b"%d" % status
    assert b"elsewhere.example" not in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"])
async def test_pages_are_only_read(house: House, method: str) -> None:
    browser = await house.visitor()
    for page in ("/", "/so-lieu", "/tin", "/de-rieng"):
        assert (await browser.request(method, page)).status in {404, 405}


async def test_every_answer_carries_the_headers(house: House) -> None:
    browser = await house.visitor()
    for page in ("/", "/so-lieu", "/khong-co", "/?tu=x", "/vao?ma=x", "/ra"):
        headers = (await browser.get(page)).headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self' data:;")
        assert "script-src" not in policy
        assert "unsafe" not in policy
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


async def test_pages_hold_no_script_and_no_style_of_their_own(house: House) -> None:
    await house.outcome(await house.answer(await house.tip()))
    browser = await house.visitor()
    for page in ("/", "/so-lieu", "/tin", "/ket-qua?ketqua=O10&dvt=gun"):
        text = await (await browser.get(page)).text()
        assert "<script" not in text
        assert " style=" not in text
        assert "http://" not in text
        assert "https://" not in text


async def test_style_and_fonts_come_from_here_and_may_be_kept(house: House) -> None:
    browser = await house.browser()
    for name, kind in (("console.css", "text/css"), ("regular.ttf", "font/ttf"), ("semibold.ttf", "font/ttf")):
        for encoding in ("gzip", "identity"):
            answer = await browser.get(f"/tep/{name}", headers={"Accept-Encoding": encoding})
            assert answer.status == 200
            assert answer.content_type == kind
            assert "immutable" in answer.headers["Cache-Control"]
            assert len(await answer.read()) > 1000


async def test_names_in_pages_are_text_and_never_markup(house: House) -> None:
    browser = await house.visitor()
    text = await (await browser.get("/vao", params={"ma": '"><script>alert(1)</script>'})).text()
    assert "<script>" not in text


@pytest.mark.parametrize(
    ("own", "asked", "expected"),
    [
        ("vi", "", "vi"),
        ("en", "", "en"),
        ("vi", "?ngonngu=en", "en"),
        ("en", "?ngonngu=vi", "vi"),
        ("vi", "?ngonngu=xx", "vi"),
    ],
)
async def test_pages_speak_the_language_that_is_asked_for(house: House, own: str, asked: str, expected: str) -> None:
    browser = await house.visitor(language=own)
    assert f'<html lang="{expected}">' in await (await browser.get(f"/{asked}")).text()
    # What was asked for once holds from then on.
    assert f'<html lang="{expected}">' in await (await browser.get("/so-lieu")).text()


async def test_over_https_the_cookie_is_tied_to_the_host(house: House) -> None:
    scene = house.scene
    site = web.Application()
    add_routes(site, database=scene.database, vault=scene.vault, clock=scene.clock, address="https://tin.example.vn")
    async with TestClient(TestServer(site)) as browser:
        token = await house.link(await house.appoint(Role.SUPERVISOR, HUE))
        cookie = (await enter(browser, token)).cookies["__Host-nguontin"]
    assert cookie["secure"]
    assert cookie["path"] == "/"
    assert not cookie["domain"]


async def test_while_the_database_is_away_the_page_says_so(house: House) -> None:
    before = set(threading.enumerate())
    scene, site, away = house.scene, web.Application(), Database("sqlite+aiosqlite:////nowhere/at/all.db")
    add_routes(site, database=away, vault=scene.vault, clock=scene.clock, address="http://127.0.0.1")
    async with TestClient(TestServer(site)) as browser:
        answer = await browser.get("/", headers={"Cookie": "nguontin=x"})
        assert answer.status == 503
        assert (await enter(browser, "x")).status == 503
    await away.close()
    # A connection that never opened ends in a thread of its own, which speaks to this loop once more.
    for thread in set(threading.enumerate()) - before:
        if "_connection_worker_thread" in thread.name:
            await asyncio.to_thread(thread.join, 10)


async def test_routes_of_others_on_the_same_site_stay_theirs(house: House) -> None:
    async def webhook(_request: web.Request) -> web.Response:
        return web.Response(text="ok")

    scene = house.scene
    site = web.Application()
    site.router.add_post("/webhook/main", webhook)
    add_routes(site, database=scene.database, vault=scene.vault, clock=scene.clock, address="http://127.0.0.1")
    async with TestClient(TestServer(site)) as browser:
        answer = await browser.post("/webhook/main")
        assert await answer.text() == "ok"
        assert "Content-Security-Policy" not in answer.headers
