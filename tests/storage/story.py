"""A story that is made up by chance and always the same: officers work on tips as they do, late, wrongly, and again."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Officer, Role, acting
from domain.activities import ACTIVITY_RULES, ActivityEntry, ActivityType, Topic
from domain.lifecycle import NEXT, Status, transition
from domain.outcomes import CHOICES, RULES, Contribution, OutcomeEntry, OutcomeType, Value
from domain.periods import Period
from domain.place import ChosenPlace, PlaceSource
from domain.routing import Route, RouteReason
from domain.tip import Category, SourceGroup, Urgency
from storage import incidents, ledger, models, registers, tips, units
from storage.incidents import Leaving
from storage.tips import Tip
from storage.units import Unit
from storage.vault import Vault
from tests.storage import made

PROVINCE, A, B, FAR = "46", "19930", "19789", "00004"
STAFFED = (A, B, FAR)
PROVINCES_UNITS = frozenset({PROVINCE, A, B})
FIRST = datetime(2026, 9, 10, 3, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
MONTHS = tuple(Period(date(2026, month, 1), date(2026, month, 30)) for month in (9, 11))
AUTUMN = Period(date(2026, 9, 1), date(2026, 11, 30))


async def load_units(session: AsyncSession) -> None:
    """Load a province with two communes, and a commune far away."""
    since = date(2025, 7, 1)
    await units.load(
        session,
        [
            Unit("VN", "Việt Nam", "Việt Nam", "country", "quốc gia", None, since),
            Unit(PROVINCE, "Huế", "Thành phố Huế", "province", "thành phố", "VN", since),
            Unit("01", "Hà Nội", "Thành phố Hà Nội", "province", "thành phố", "VN", since),
            Unit(A, "Mỹ Thượng", "Phường Mỹ Thượng", "commune", "phường", PROVINCE, since),
            Unit(B, "Thuận Hóa", "Phường Thuận Hóa", "commune", "phường", PROVINCE, since),
            Unit(FAR, "Ba Đình", "Phường Ba Đình", "commune", "phường", "01", since),
        ],
    )


class Story:
    """Tips of a few communes, and what their officers do with them."""

    def __init__(self, session: AsyncSession, vault: Vault, seed: int) -> None:
        """Take a session in which the units are loaded."""
        self.session = session
        self.vault = vault
        self.chance = random.Random(seed)  # noqa: S311 - a story, not a secret
        self.tips: list[Tip] = []
        self.officers: dict[str, Officer] = {}
        self.contact = 0

    async def begin(self) -> None:
        """Appoint a commander in each commune, who may do everything there."""
        self.contact = await made.contact(self.session, self.vault)
        for number, unit in enumerate(STAFFED):
            self.officers[unit] = await made.officer(
                self.session, self.vault, 90 + number, unit=unit, role=Role.COMMANDER
            )

    async def tell(self, steps: int) -> None:
        """Let so many things happen."""
        happenings = (
            *(self.come,) * 5,
            *(self.answer,) * 5,
            *(self.assess,) * 4,
            *(self.pass_on,) * 2,
            *(self.recategorise,) * 2,
            *(self.note_outcome,) * 6,
            *(self.correct,) * 3,
            *(self.unite,) * 3,
            self.separate,
            *(self.resolve,) * 2,
            *(self.act,) * 3,
            self.set_source,
            self.campaign,
        )
        await self.come()
        for _ in range(steps):
            await self.chance.choice(happenings)()

    def when(self) -> datetime:
        """Return an instant of the autumn."""
        return FIRST + timedelta(minutes=self.chance.randrange(int((NOW - FIRST) / timedelta(minutes=1))))

    async def some(self) -> tuple[Tip, Officer]:
        """Return a tip as it stands now, with the officer who has it."""
        return await self.current(self.chance.choice(self.tips))

    async def current(self, tip: Tip) -> tuple[Tip, Officer]:
        """Return a tip as it stands now, with the officer who has it."""
        unit_code = (await self.session.get_one(models.Tip, tip.id)).unit_code
        officer = self.officers[unit_code]
        return await tips.for_officer(self.session, self.vault, officer, tip.id), officer

    # What happens.

    async def come(self) -> None:
        """A tip comes in."""
        unit = self.chance.choice(STAFFED)
        new = made.draft(
            category=self.chance.choice((Category.THEFT, Category.FIRE, Category.VICE)),
            urgency=self.chance.choice(list(Urgency)),
            source_group=self.chance.choice(list(SourceGroup)),
            model_id=self.chance.choice((None, None, None, 7)),
            place=ChosenPlace(unit, PROVINCE, PlaceSource.TEXT),
            route=Route(unit, is_desk=False, reason=RouteReason.COMMUNE),
        )
        self.tips.append(await tips.record(self.session, self.vault, new, contact_id=self.contact, now=self.when()))

    async def answer(self) -> None:
        """An officer acknowledges a tip, however late."""
        tip, officer = await self.some()
        if Status.ACKNOWLEDGED in NEXT[tip.status]:
            at = tip.received_at + timedelta(minutes=10 ** self.chance.uniform(0, 5))
            await tips.step(
                self.session, self.vault, tip, transition(tip.status, Status.ACKNOWLEDGED, at=at), by=acting(officer)
            )

    async def assess(self) -> None:
        """An officer judges a tip, perhaps not for the first time."""
        tip, officer = await self.some()
        value = self.chance.choice([one for one in Value if one is not Value.UNASSESSED])
        await tips.assess(self.session, self.vault, tip, value, by=acting(officer), at=NOW)

    async def recategorise(self) -> None:
        """An officer sees that it is more or less urgent."""
        tip, officer = await self.some()
        urgency = self.chance.choice(list(Urgency))
        await tips.recategorise(
            self.session, self.vault, tip, category=tip.category, urgency=urgency, by=acting(officer), at=NOW
        )

    async def pass_on(self) -> None:
        """A tip goes to another commune."""
        tip, officer = await self.some()
        if Status.QUEUED in NEXT[tip.status]:
            to = made.to(self.chance.choice([unit for unit in STAFFED if unit != tip.unit_code]))
            step = transition(tip.status, Status.QUEUED, at=NOW)
            await tips.transfer(self.session, self.vault, tip, step, to, by=acting(officer))

    async def set_source(self) -> None:
        """It turns out who sent a tip, and what it led to follows."""
        tip, officer = await self.some()
        group = self.chance.choice(list(SourceGroup))
        after = await tips.set_source(self.session, self.vault, tip, group, None, by=acting(officer), at=NOW)
        await ledger.follow_source(self.session, tip, after, by=acting(officer), now=NOW)

    def entry(self) -> OutcomeEntry:
        """Return an entry of the ledger."""
        of = self.chance.choice(
            [OutcomeType.CASE_SOLVED, OutcomeType.DISPUTE_SETTLED, OutcomeType.INCIDENT_RESOLVED, *OutcomeType]
        )
        quantity = Decimal(self.chance.randrange(1, 9) if RULES[of].needs_quantity else 1)
        return OutcomeEntry(
            of,
            quantity,
            self.chance.choice(RULES[of].units),
            {name: self.chance.choice(CHOICES[name]) for name in RULES[of].attributes},
            self.chance.choice(list(Contribution)),
        )

    async def note_outcome(self) -> None:
        """Something came of a tip, on any day."""
        tip, officer = await self.some()
        on = self.when().date()
        await incidents.record_outcome(self.session, tip, self.entry(), by=acting(officer), on=on, now=NOW)

    async def campaign(self) -> None:
        """Something came of no tip at all."""
        officer = self.chance.choice(list(self.officers.values()))
        group = self.chance.choice(list(SourceGroup))
        on = self.when().date()
        await ledger.record_result(self.session, self.entry(), group, by=acting(officer), on=on, now=NOW)

    async def correct(self) -> None:
        """An entry was wrong: another number stands there, or none."""
        officer = self.chance.choice(list(self.officers.values()))
        found = await ledger.newest(self.session, officer, limit=40)
        if not found:
            return
        entry = self.chance.choice(found)
        if self.chance.random() < 0.4:
            await ledger.take_back(self.session, self.vault, officer, entry.id, why="nhầm", now=NOW)
        elif RULES[entry.entry.type].needs_quantity:
            number = Decimal(self.chance.randrange(1, 9))
            await ledger.correct(self.session, self.vault, officer, entry.id, number, why="nhầm", now=NOW)

    async def unite(self) -> None:
        """Two tips speak of one incident."""
        first, officer = await self.some()
        others = [one for one in self.tips if one.id != first.id]
        second = self.chance.choice(others) if others else first
        second, its_officer = await self.current(second)
        if second.id != first.id and its_officer == officer:
            await incidents.unite(self.session, officer, first, second, now=NOW)

    async def separate(self) -> None:
        """They did not after all."""
        tip, officer = await self.some()
        for incident_id in await incidents.of_tip(self.session, tip):
            try:
                await incidents.separate(
                    self.session, officer, incident_id, tip, self.chance.choice(list(Leaving)), now=NOW
                )
            except incidents.IncidentNotFoundError:
                continue

    async def resolve(self) -> None:
        """An incident is resolved, on any day."""
        tip, officer = await self.some()
        for incident_id in await incidents.of_tip(self.session, tip):
            try:
                await incidents.resolve(self.session, officer, incident_id, at=self.when(), now=NOW)
            except incidents.IncidentNotFoundError:
                continue

    async def act(self) -> None:
        """A unit does something beside tips, and may correct what it said it did."""
        of = self.chance.choice(list(ActivityType))
        rule = ACTIVITY_RULES[of]
        entry = ActivityEntry(
            of,
            Decimal(self.chance.randrange(1, 90)),
            self.chance.choice(rule.units),
            self.chance.choice(list(SourceGroup)),
            self.when().date(),
            Decimal(self.chance.randrange(1, 900)) if rule.second and self.chance.random() < 0.7 else None,
            self.chance.choice((None, *Topic)) if rule.has_topic else None,
        )
        unit = self.chance.choice(STAFFED)
        row = await registers.record_activity(self.session, entry, unit_code=unit, officer_id=None, now=NOW)
        if self.chance.random() < 0.3:
            await registers.record_activity(
                self.session,
                entry,
                unit_code=unit,
                officer_id=None,
                now=NOW,
                corrects=row,
                is_void=self.chance.random() < 0.5,
            )
