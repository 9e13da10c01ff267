"""What happened in a made-up year: lots of things alike, and where and when each of them was."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from domain.outcomes import Attribute, Contribution, IncidentKind, OutcomeEntry, OutcomeType, UnitOfCount, Value
from domain.periods import LOCAL, Period
from domain.tip import Category, SourceGroup

_SETTLED_BY = timedelta(days=6)
"""So long before a period's end the last thing happens, so that all that comes of it is recorded within the period."""

_ASTRAY = 0.02
"""So many tips come into the wrong queue first."""


@dataclass(frozen=True, slots=True)
class Lot:
    """Things that happened alike.

    Attributes:
        times: How often.
        period: When, spread evenly; the last few days are left for what came of it.
        communes: Where, in turn.
        source_group: Who told of them, or helped.
        values: The value of each tip that tells of one of them; none where nobody sent a tip.
        entries: What came of each of them.
        incident: As what kind of incident each is counted, once it is resolved; None where none is opened.
        category: What it is about.
    """

    times: int
    period: Period
    communes: Sequence[str]
    source_group: SourceGroup
    values: tuple[Value, ...] = ()
    entries: tuple[OutcomeEntry, ...] = ()
    incident: IncidentKind | None = None
    category: Category = Category.ORDER


@dataclass(frozen=True, slots=True)
class Happening:
    """One of a lot.

    Attributes:
        lot: What it has in common with the others.
        at: When the first tip came, or when the unit did what no tip told of; in UTC.
        commune: Where it happened.
        first: Into whose queue its tips came first; now and then the wrong one.
        answered_after: How long its tips waited.
    """

    lot: Lot
    at: datetime
    commune: str
    first: str
    answered_after: timedelta


def happenings(lots: Iterable[Lot], *, seed: int) -> list[Happening]:
    """Return everything that happened, oldest first; always the same."""
    chance = random.Random(seed)  # noqa: S311 - made-up data, not a secret
    found = [one for lot in lots for one in _of_lot(lot, chance)]
    return sorted(found, key=lambda one: one.at)


def _of_lot(lot: Lot, chance: random.Random) -> Iterator[Happening]:
    begin = lot.period.begins
    length = lot.period.ends - _SETTLED_BY - begin
    for number in range(lot.times):
        commune = lot.communes[number % len(lot.communes)]
        is_astray = bool(lot.values) and len(lot.communes) > 1 and chance.random() < _ASTRAY
        yield Happening(
            lot,
            at=begin + length * ((number + chance.random()) / lot.times),
            commune=commune,
            first=lot.communes[(number + 1) % len(lot.communes)] if is_astray else commune,
            answered_after=timedelta(minutes=chance.lognormvariate(3.4, 1.1)),
        )


def result(
    of: OutcomeType,
    unit: UnitOfCount,
    quantity: int = 1,
    contribution: Contribution = Contribution.DIRECT,
    **attributes: str,
) -> OutcomeEntry:
    """Return an entry of the ledger; attributes by their names, such as `means="arrested"`."""
    named = {Attribute(name): value for name, value in attributes.items()}
    return OutcomeEntry(of, Decimal(quantity), unit, named, contribution)


def spread(total: int, parts: int) -> list[int]:
    """Return a number cut into parts that differ by one at the most, the sum being the number."""
    return [total * (part + 1) // parts - total * part // parts for part in range(parts)]


def noon(day: date) -> datetime:
    """Return noon of a local day."""
    return datetime.combine(day, time(12), LOCAL)
