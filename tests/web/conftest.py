"""The console on a scene's database, and browsers that keep its cookies."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer

from domain.access import Actor, Officer, Role, acting
from domain.codes import new_code, new_token
from domain.lifecycle import Status, transition
from domain.outcomes import Attribute, LegalClass, OutcomeEntry, OutcomeType, UnitOfCount, Value, ValueReason
from domain.periods import local_day
from domain.place import ChosenPlace, PlaceSource
from domain.rerouting import MoveCause
from domain.routing import Route, RouteReason
from domain.tip import Category, SourceGroup, Urgency
from reports.charts import Spec
from storage import incidents, passes, people, tips
from storage.tips import NewTip, Tip
from tests.scene import BOT, HUE, MY_THUONG, Scene
from tests.storage import made
from web.app import add_routes
from web.drawing import Drawing

VY_DA = "19777"
Browser = TestClient[web.Request, web.Application]


@dataclass(slots=True)
class House:
    """The console, and the people who may come in."""

    scene: Scene
    server: TestServer
    browsers: list[Browser]

    async def browser(self) -> Browser:
        """Return somebody's browser, without a session."""
        client: Browser = TestClient(self.server)
        await client.start_server()
        self.browsers.append(client)
        return client

    async def appoint(self, role: Role, unit: str, *, language: str = "vi") -> Officer:
        """Return a new member of staff."""
        number = self.scene.next_message_id()
        async with self.scene.database.begin() as session:
            contact = await people.contact_at(
                session, self.scene.vault, BOT, number, language=language, now=self.scene.now
            )
            return await people.appoint(
                session,
                self.scene.vault,
                contact.id,
                role=role,
                unit_code=unit,
                name=f"Đ/c {number}",
                now=self.scene.now,
            )

    async def link(self, officer: Officer) -> str:
        """Return the token of a fresh link."""
        token = new_token()
        async with self.scene.database.begin() as session:
            await passes.issue(session, self.scene.vault, officer, token=token, now=self.scene.now)
        return token

    async def visitor(self, role: Role = Role.SUPERVISOR, unit: str = HUE, *, language: str = "vi") -> Browser:
        """Return the browser of somebody who is let in."""
        browser = await self.browser()
        answer = await enter(browser, await self.link(await self.appoint(role, unit, language=language)))
        assert answer.status == 303
        return browser

    async def tip(
        self,
        unit: str = MY_THUONG,
        *,
        urgency: Urgency = Urgency.HIGH,
        group: SourceGroup = SourceGroup.PEOPLE,
        words: str = "nội dung rất kín",
    ) -> Tip:
        """Return a tip that was received just now."""
        new = NewTip(
            code=new_code(),
            narrative=(words,),
            place=ChosenPlace(unit, HUE, PlaceSource.TEXT),
            position=None,
            category=Category.THEFT,
            suggested_category=Category.THEFT,
            urgency=urgency,
            occurred=None,
            source_group=group,
            route=Route(
                unit, is_desk=unit == HUE, reason=RouteReason.UNKNOWN_COMMUNE if unit == HUE else RouteReason.COMMUNE
            ),
        )
        async with self.scene.database.begin() as session:
            contact = await people.contact_at(session, self.scene.vault, BOT, 1, language="vi", now=self.scene.now)
            return await tips.record(session, self.scene.vault, new, contact_id=contact.id, now=self.scene.now)

    async def answer(self, tip: Tip, *, after: timedelta = timedelta(minutes=10), is_valuable: bool = True) -> Tip:
        """Let an officer of the tip's unit acknowledge it and judge it."""
        officer = await self.appoint(Role.OFFICER, tip.unit_code)
        at, by = tip.received_at + after, acting(officer)
        async with self.scene.database.begin() as session:
            step = transition(tip.status, Status.ACKNOWLEDGED, at=at)
            tip = await tips.step(session, self.scene.vault, tip, step, by=by)
            value = Value.VALUABLE if is_valuable else Value.KNOWN
            reasons = {ValueReason.TIMELY} if is_valuable else set[ValueReason]()
            return await tips.assess(session, self.scene.vault, tip, value, reasons=reasons, by=by, at=at)

    async def classify(self, tip: Tip, *, category: Category | None = None, urgency: Urgency | None = None) -> None:
        """Let an officer of the tip's unit classify it, and before that correct what is named."""
        by = acting(await self.appoint(Role.OFFICER, tip.unit_code))
        vault, at = self.scene.vault, self.scene.now
        async with self.scene.database.begin() as session:
            if category is not None or urgency is not None:
                kind, level = category or tip.category, urgency or tip.urgency
                tip = await tips.recategorise(session, vault, tip, category=kind, urgency=level, by=by, at=at)
            await tips.classify(session, vault, tip, LegalClass.CRIME_REPORT, by=by, at=at)

    async def pass_on(self, tip: Tip, unit: str, *, cause: MoveCause = MoveCause.WRONG_PLACE) -> Tip:
        """Let an officer of the tip's unit pass it on to another commune."""
        by = acting(await self.appoint(Role.OFFICER, tip.unit_code))
        async with self.scene.database.begin() as session:
            step = transition(tip.status, Status.QUEUED, at=self.scene.now)
            return await tips.transfer(session, self.scene.vault, tip, step, made.to(unit, cause=cause), by=by)

    async def outcome(self, tip: Tip, quantity: int = 2) -> None:
        """Record what came of a tip."""
        attributes = {Attribute.ITEM_KIND: "homemade_gun", Attribute.RECOVERY: "handed_in"}
        entry = OutcomeEntry(OutcomeType.WEAPON_RECOVERED, Decimal(quantity), UnitOfCount.GUN, attributes)
        officer = await self.appoint(Role.OFFICER, tip.unit_code)
        by: Actor = acting(officer)
        async with self.scene.database.begin() as session:
            await incidents.record_outcome(session, tip, entry, by=by, on=local_day(self.scene.now), now=self.scene.now)


async def enter(browser: Browser, token: str) -> ClientResponse:
    """Press the button behind a link."""
    return await browser.post("/vao", data={"ma": token}, allow_redirects=False)


async def _drawn(_drawing: Drawing, _spec: Spec) -> str:
    return "<svg class='drawn'></svg>"


@pytest.fixture
async def house(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    """The console on either database; charts are drawn in tests of their own."""
    monkeypatch.setattr(Drawing, "svg", _drawn)
    site = web.Application()
    add_routes(site, database=scene.database, vault=scene.vault, clock=scene.clock, address="http://127.0.0.1:8080")
    server = TestServer(site)
    await server.start_server()
    opened = House(scene, server, [])
    yield opened
    for browser in opened.browsers:
        await browser.session.close()
    await server.close()
