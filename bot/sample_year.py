"""A made-up year for the demo, tips and registers, recorded step by step with the service's own functions."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

import locales
from bot.replays.entries import Doing, Kind, Registers, done, enter, registered
from domain.access import Actor, Officer, Role, acting
from domain.activities import ActivityType, Topic
from domain.codes import new_code
from domain.lifecycle import Status, transition
from domain.outcomes import Attribute, LegalClass, OutcomeEntry, OutcomeType, UnitOfCount, Value, ValueReason
from domain.periods import Period, local_day
from domain.place import ChosenPlace, PlaceSource
from domain.rerouting import MoveCause
from domain.routing import Route, RouteReason
from domain.structures import AreaKind, Measure, Milestone, Standard, StandardEntry, StructureType
from domain.tip import Category, SourceGroup, Urgency
from storage import incidents, people, tips
from storage.database import Database
from storage.tips import NewTip, Tip
from storage.vault import Vault

BOT = "sample"
"""Nobody in the sample year can be written to: there is no such bot."""

TIPS = 240
"""Enough for every chart and median, few enough to be there in seconds."""

WAITING = 3
"""The last ones are still waiting."""

ASTRAY = 0.03
"""So many come into the wrong queue first."""

PROVINCE = "46"
COMMUNES = ("19930", "19777", "19789", "19753", "20014", "19900", "19942", "19909")

STORIES: tuple[tuple[Category, Urgency, str], ...] = (
    (Category.TRAFFIC, Urgency.HIGH, "Nhóm thanh niên chạy xe nẹt pô, lạng lách trước chợ."),
    (Category.THEFT, Urgency.NORMAL, "Đêm qua có kẻ cạy cửa lấy trộm xe đạp điện trong xóm."),
    (Category.ORDER, Urgency.LOW, "Quán nhậu mở loa lớn quá 22 giờ, nhiều đêm liền."),
    (Category.VIOLENCE, Urgency.HIGH, "Có hai nhóm đánh nhau ở bãi đất trống sau trường."),
    (Category.ENVIRONMENT, Urgency.NORMAL, "Ghe hút cát trộm ban đêm trên sông."),
    (Category.USURY, Urgency.NORMAL, "Có người dán tờ rơi cho vay lãi cao khắp cột điện."),
    (Category.WEAPONS, Urgency.NORMAL, "Nhà tôi còn một khẩu súng tự chế cũ, muốn giao nộp."),
    (Category.DISPUTE, Urgency.LOW, "Hai nhà cãi nhau vì ranh giới đất, sợ xô xát."),
    (Category.WANTED, Urgency.HIGH, "Tôi thấy người giống thông báo truy nã ở bến xe."),
    (Category.DRUGS, Urgency.NORMAL, "Phòng trọ cuối hẻm có nhiều người lạ ra vào ban đêm, vứt kim tiêm."),
)
"""What the made-up citizens write."""

DOINGS = (
    Doing(ActivityType.PATROL, 412, UnitOfCount.TURN, SourceGroup.GRASSROOTS_FORCE),
    Doing(ActivityType.TRAFFIC_GUIDANCE, 268, UnitOfCount.TURN, SourceGroup.GRASSROOTS_FORCE),
    Doing(ActivityType.PROPAGANDA, 96, UnitOfCount.MEETING, SourceGroup.ORGANISATION, Topic.LAW, second=5_140),
    Doing(ActivityType.COMMITMENT, 75, UnitOfCount.BUSINESS, SourceGroup.OTHER, Topic.FIRE),
)
"""What was done in the year beside tips."""

KINDS = (
    Kind(
        StructureType.SECURITY_TEAM,
        date(2024, 7, 1),
        counts={Measure.COUNT: 118, **dict.fromkeys((Measure.MEMBERS, Measure.EQUIPPED, Measure.PAID), 372)},
    ),
    Kind(StructureType.FIRE_SAFETY_GROUP, date(2023, 3, 1), counts={Measure.COUNT: 43}),
    Kind(StructureType.MODEL, date(2023, 6, 1), "Camera an ninh", counts={Measure.POINTS: 24}),
    Kind(StructureType.MODEL, date(2022, 9, 1), "Dòng họ tự quản về ANTT", counts={Measure.POINTS: 17}),
    Kind(StructureType.EXEMPLAR, date(2023, 1, 1), counts={Measure.COUNT: 6}),
)
"""What the movement stands on."""

STANDARDS = ((AreaKind.RESIDENTIAL_AREA, 176, 190), (AreaKind.COMMUNE, 7, 8), (AreaKind.SCHOOL, 58, 60))
"""What met the standard of security and order, and of how many."""

NO_INCIDENT = frozenset({Category.WEAPONS, Category.WANTED})
"""What is handed in, or found, is no incident of its own."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one made-up tip.

    Attributes:
        commune: Where it happened.
        first: The commune into whose queue it came first; now and then the wrong one.
        source: How that commune came to be known.
        received_at: When it was sent, in UTC.
        story: What it is about.
        source_group: As what it is counted.
        answered_after: How long it waited.
        is_valuable: Whether it was worth something.
        is_waiting: Whether it still waits.
    """

    commune: str
    first: str
    source: PlaceSource
    received_at: datetime
    story: tuple[Category, Urgency, str]
    source_group: SourceGroup
    answered_after: timedelta
    is_valuable: bool
    is_waiting: bool


def fates(now: datetime) -> Iterator[Fate]:
    """Return a year of fates, oldest first; always the same ones before the same instant."""
    chance = random.Random(2026)  # noqa: S311 - sample data, not a secret
    ways = random.Random(2027)  # noqa: S311 - the same
    days = sorted(chance.uniform(0.2, 365) for _ in range(TIPS))
    for number, ago in enumerate(reversed(days)):
        urgent = chance.random()
        is_waiting = number >= TIPS - WAITING
        commune = chance.choices(COMMUNES, weights=(9, 8, 7, 6, 4, 4, 3, 2))[0]
        is_astray = ways.random() < ASTRAY and not is_waiting
        yield Fate(
            commune=commune,
            first=ways.choice([one for one in COMMUNES if one != commune]) if is_astray else commune,
            source=ways.choices((PlaceSource.TEXT, PlaceSource.POSITION, PlaceSource.CITIZEN), weights=(6, 2, 2))[0],
            received_at=now - timedelta(days=ago),
            story=chance.choice(STORIES),
            source_group=SourceGroup.PEOPLE if chance.random() < 0.8 else SourceGroup.GRASSROOTS_FORCE,  # noqa: PLR2004 - a guess
            answered_after=timedelta(minutes=chance.lognormvariate(3.4, 1.1)),
            is_valuable=urgent < 0.7,  # noqa: PLR2004 - a guess
            is_waiting=is_waiting,
        )


async def fill_year(database: Database, vault: Vault, *, now: datetime) -> None:
    """Record a year of made-up tips, in one transaction: all of them or none."""
    async with database.begin() as session:
        nobody = await people.contact_at(session, vault, BOT, 0, language=locales.DEFAULT, now=now)
        officers = [await _appoint(session, vault, number, unit, now) for number, unit in enumerate(COMMUNES, start=1)]
        by_commune = {officer.unit_code: officer for officer in officers}
        for fate in fates(now):
            tip = await _record(session, vault, fate, nobody.id)
            if not fate.is_waiting:
                tip = await _send_on(session, vault, fate, tip, by=acting(by_commune[fate.first]))
                await _handle(session, vault, fate, tip, by_commune[fate.commune], now=now)
        for officer in officers:
            await people.dismiss(session, officer, now=now)


async def fill_registers(database: Database, *, now: datetime) -> None:
    """Enter what was done beside tips in the year, and what there is; the units must be loaded before."""
    async with database.begin() as session:
        await enter(session, _registers(local_day(now)), officer_id=None, now=now)


def _registers(today: date) -> Registers:
    """Return what the communes entered in the year that ends today, and the province of its standards."""
    year = Period(today - timedelta(days=364), today)
    counted_on = today - timedelta(days=10)
    recognised = ((Milestone.RECOGNISED, 1, today - timedelta(days=40)),)
    # Counted on their first day: nothing is known to have become more or fewer since.
    structures = [one for kind in KINDS for one in registered(kind, COMMUNES, counted_on=kind.started_on)]
    return Registers(
        activities=tuple(entry for doing in DOINGS for entry in done(doing, COMMUNES, year)),
        structures=tuple(
            replace(one, milestones=recognised) if one.entry.type is StructureType.MODEL else one for one in structures
        ),
        standards=tuple(
            (PROVINCE, StandardEntry(Standard.SECURITY, area, Decimal(met), Decimal(assessed), counted_on))
            for area, met, assessed in STANDARDS
        ),
    )


async def _appoint(session: AsyncSession, vault: Vault, number: int, unit: str, now: datetime) -> Officer:
    """Return somebody who handled the year's tips of a commune; they are gone afterwards."""
    contact = await people.contact_at(session, vault, BOT, number, language=locales.DEFAULT, now=now)
    return await people.appoint(
        session,
        vault,
        contact.id,
        role=Role.OFFICER,
        unit_code=unit,
        name=f"Đ/c {number}",
        now=now - timedelta(days=366),
    )


async def _record(session: AsyncSession, vault: Vault, fate: Fate, contact_id: int) -> Tip:
    category, urgency, words = fate.story
    new = NewTip(
        code=new_code(),
        narrative=(words,),
        place=ChosenPlace(fate.first, PROVINCE, fate.source),
        position=None,
        category=category,
        suggested_category=category,
        urgency=urgency,
        occurred=None,
        source_group=fate.source_group,
        route=_queue(fate.first),
    )
    return await tips.record(session, vault, new, contact_id=contact_id, now=fate.received_at)


def _queue(commune: str) -> Route:
    return Route(commune, is_desk=False, reason=RouteReason.COMMUNE)


async def _send_on(session: AsyncSession, vault: Vault, fate: Fate, tip: Tip, *, by: Actor) -> Tip:
    """Let a tip that went astray be sent to where it happened, before anybody acknowledges it."""
    if fate.first == fate.commune:
        return tip
    step = transition(tip.status, Status.QUEUED, at=fate.received_at + fate.answered_after / 2)
    to = tips.Move(_queue(fate.commune), place=fate.commune, cause=MoveCause.WRONG_PLACE)
    return await tips.transfer(session, vault, tip, step, to, by=by)


async def _handle(
    session: AsyncSession, vault: Vault, fate: Fate, tip: Tip, officer: Officer, *, now: datetime
) -> None:
    """Let a tip be acknowledged, classified, judged, resolved and closed, as far as there was time for it."""
    by, at = acting(officer), fate.received_at
    incident_id: int | None = None
    for status, after in (
        (Status.ACKNOWLEDGED, fate.answered_after),
        (Status.CLASSIFIED, timedelta(hours=5)),
        (Status.RESOLVED, timedelta(days=2)),
        (Status.CLOSED, timedelta(days=1)),
    ):
        at += after
        if at > now:
            return
        tip = await tips.step(session, vault, tip, transition(tip.status, status, at=at), by=by)
        if status is Status.CLASSIFIED:
            tip = await _judge(session, vault, fate, tip, by=by, at=at)
            if fate.is_valuable and fate.story[0] not in NO_INCIDENT:
                incident_id = (await incidents.open_incident(session, officer, tip, now=at)).id
        if status is Status.RESOLVED and fate.is_valuable:
            await incidents.record_outcome(session, tip, _outcome(fate), by=by, on=local_day(at), now=at)
            if incident_id is not None:
                await incidents.resolve(session, officer, incident_id, at=at, now=at)


async def _judge(session: AsyncSession, vault: Vault, fate: Fate, tip: Tip, *, by: Actor, at: datetime) -> Tip:
    legal_class = LegalClass.CRIME_REPORT if fate.story[1] is Urgency.HIGH else LegalClass.ADMINISTRATIVE
    tip = await tips.classify(session, vault, tip, legal_class, by=by, at=at)
    value, reasons = (Value.VALUABLE, {ValueReason.TIMELY}) if fate.is_valuable else (Value.KNOWN, set())
    return await tips.assess(session, vault, tip, value, reasons=reasons, by=by, at=at)


def _outcome(fate: Fate) -> OutcomeEntry:
    """Return what comes of a story, the same for every tip of its kind."""
    match fate.story[0]:
        case Category.WEAPONS:
            attributes = {Attribute.ITEM_KIND: "homemade_gun", Attribute.RECOVERY: "handed_in"}
            return OutcomeEntry(OutcomeType.WEAPON_RECOVERED, Decimal(1), UnitOfCount.GUN, attributes)
        case Category.WANTED:
            attributes = {Attribute.MEANS: "persuaded", Attribute.PERSON_KIND: "warrant"}
            return OutcomeEntry(OutcomeType.WANTED_PERSON, Decimal(1), UnitOfCount.PERSON, attributes)
        case Category.DISPUTE:
            attributes = {Attribute.SETTLEMENT: "settled"}
            return OutcomeEntry(OutcomeType.DISPUTE_SETTLED, Decimal(1), UnitOfCount.INCIDENT, attributes)
        case Category.TRAFFIC | Category.ORDER:
            return OutcomeEntry(OutcomeType.WARNED, Decimal(3), UnitOfCount.PERSON, {})
        case _:
            attributes = {Attribute.INVOLVEMENT: "directly"}
            return OutcomeEntry(OutcomeType.INCIDENT_RESOLVED, Decimal(1), UnitOfCount.INCIDENT, attributes)
