"""What is being entered in the registers between two messages: kept with the talk, typed at the edge.

A form is filled part by part. Nothing of it is lost when an answer does not fit, or when something else is done in
between; it is gone once it is recorded, so that nothing is recorded twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, TypeVar

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from pydantic import TypeAdapter, ValidationError

from domain.activities import ACTIVITY_RULES, ActivityEntry, ActivityRule, ActivityType, Topic
from domain.entries import FutureDayError, check_day
from domain.outcomes import MAX_QUANTITY, UnitOfCount
from domain.periods import PeriodError, parse_day
from domain.reading import plain
from domain.structures import AreaKind, Measure, Milestone, StructureEntry, StructureType
from domain.tip import SourceGroup
from handlers.calls import Button, Keyboard, inline
from handlers.choices import Choice, remember
from handlers.quantities import read_quantity

KEY = "form"
"""Where the form stands in the talk's data."""

CARD = "form"
"""The name of the message that shows it."""

SKIP = "-"
"""The value of a part that is left out."""


class Entering(StatesGroup):
    """Somebody types a part of a form, or the name of a unit or model to enrol with."""

    typing = State()
    naming = State()


@dataclass(frozen=True, slots=True)
class ActivityForm:
    """An activity that is being entered.

    Attributes:
        on: The local day.
        corrects: The entry in place of which it is to stand.
        skipped: The parts that were left out, by their names.
    """

    on: date
    kind: Literal["activity"] = "activity"
    corrects: int | None = None
    type: ActivityType | None = None
    unit: UnitOfCount | None = None
    quantity: Decimal | None = None
    second: Decimal | None = None
    topic: Topic | None = None
    by: SourceGroup | None = None
    skipped: frozenset[str] = frozenset()

    @property
    def rule(self) -> ActivityRule | None:
        """The rule of its type, None before there is one."""
        return ACTIVITY_RULES[self.type] if self.type else None

    @property
    def missing(self) -> str | None:
        """The part to ask for next, None where it is whole."""
        rule = self.rule
        if rule is None:
            return "type"
        wanted = [
            ("unit", self.unit is None),
            ("quantity", self.quantity is None),
            ("second", rule.second is not None and self.second is None),
            ("topic", rule.has_topic and self.topic is None),
            ("by", self.by is None),
        ]
        return next((part for part, is_missing in wanted if is_missing and part not in self.skipped), None)

    @property
    def entry(self) -> ActivityEntry | None:
        """What it says, None while a part is missing."""
        if self.missing or self.type is None or self.unit is None or self.quantity is None or self.by is None:
            return None
        return ActivityEntry(self.type, self.quantity, self.unit, self.by, self.on, self.second, self.topic)

    def of_type(self, of: ActivityType) -> "ActivityForm":
        """Return it as one of this type, with what was given as far as it fits."""
        rule = ACTIVITY_RULES[of]
        unit = self.unit if self.unit in rule.units else None
        return replace(
            self,
            type=of,
            unit=rule.units[0] if len(rule.units) == 1 else unit,
            second=self.second if rule.second else None,
            topic=self.topic if rule.has_topic else None,
        )


def form_of(entry: ActivityEntry, corrects: int) -> ActivityForm:
    """Return the form in which an entry is corrected."""
    skipped = {part for part, value in (("second", entry.second_quantity), ("topic", entry.topic)) if value is None}
    return ActivityForm(
        on=entry.on,
        corrects=corrects,
        type=entry.type,
        unit=entry.unit,
        quantity=entry.quantity,
        second=entry.second_quantity,
        topic=entry.topic,
        by=entry.by,
        skipped=frozenset(skipped),
    )


MEASURES: Mapping[StructureType, tuple[Measure, ...]] = {
    StructureType.SECURITY_TEAM: (Measure.COUNT, Measure.MEMBERS, Measure.EQUIPPED, Measure.PAID),
    StructureType.NEIGHBOURHOOD_GUARD: (Measure.COUNT, Measure.MEMBERS),
    StructureType.PEOPLES_SECURITY_TEAM: (Measure.COUNT, Measure.MEMBERS),
    StructureType.MEDIATION_TEAM: (Measure.COUNT, Measure.MEMBERS),
    StructureType.FIRE_TEAM: (Measure.COUNT, Measure.MEMBERS),
    StructureType.SELF_MANAGED_GROUP: (Measure.COUNT, Measure.HOUSEHOLDS, Measure.MEMBERS),
    StructureType.FIRE_SAFETY_GROUP: (Measure.COUNT, Measure.HOUSEHOLDS, Measure.MEMBERS),
    StructureType.PUBLIC_FIRE_POINT: (Measure.COUNT,),
    StructureType.MODEL: (
        Measure.MEMBERS,
        Measure.POINTS,
        Measure.COUNT,
        Measure.HOUSEHOLDS,
        Measure.COVERED,
        Measure.AREAS,
        Measure.CAMERAS,
        Measure.PEOPLE_HELPED,
    ),
    StructureType.EXEMPLAR: (Measure.COUNT,),
    StructureType.CLUB: (Measure.COUNT, Measure.MEMBERS, Measure.PEOPLE_HELPED),
    StructureType.CAMERA_SYSTEM: (Measure.CAMERAS, Measure.POINTS, Measure.COVERED, Measure.AREAS),
    StructureType.OTHER: (Measure.COUNT, Measure.MEMBERS, Measure.POINTS),
}
"""What is counted of each type in the chat; the first two are asked for, the rest may be given."""

ASKED = 2
"""So many of the measures of a type are asked for."""


@dataclass(frozen=True, slots=True)
class StructureForm:
    """A structure that is being registered.

    Attributes:
        started_on: The first local day, None before it was given.
        skipped: The parts that were left out, by their names; a count is named by its measure.
        corrects: The structure in place of which it is to stand.
    """

    kind: Literal["structure"] = "structure"
    type: StructureType | None = None
    name: str = ""
    owner: str = ""
    area: AreaKind | None = None
    counts: tuple[tuple[Measure, Decimal], ...] = ()
    started_on: date | None = None
    skipped: frozenset[str] = frozenset()
    corrects: int | None = None

    @property
    def measures(self) -> tuple[Measure, ...]:
        """What can be counted of it."""
        return MEASURES[self.type] if self.type else ()

    @property
    def missing(self) -> str | None:
        """The part to ask for next, None where it is whole."""
        if self.type is None:
            return "type"
        counted = dict(self.counts)
        has_coverage = not counted.keys().isdisjoint({Measure.COVERED, Measure.AREAS})
        wanted = [
            ("name", not self.name),
            *((measure.value, measure not in counted) for measure in self.measures[:ASKED]),
            ("area", has_coverage and self.area is None),
            ("started", self.started_on is None),
        ]
        return next((part for part, is_missing in wanted if is_missing and part not in self.skipped), None)

    def entry(self, counted_on: date) -> StructureEntry | None:
        """Return what it says, counted on a day, None while a part is missing."""
        if self.missing or self.type is None or self.started_on is None:
            return None
        return StructureEntry(
            self.type,
            self.started_on,
            self.name,
            self.owner,
            area=self.area,
            counts=self.counts,
            counted_on=counted_on if self.counts else None,
        )

    def of_type(self, of: StructureType) -> "StructureForm":
        """Return it as one of this type, with what was given as far as it fits."""
        counts = tuple((measure, quantity) for measure, quantity in self.counts if measure in MEASURES[of])
        return replace(self, type=of, counts=counts)

    def counting(self, measure: Measure, quantity: Decimal) -> "StructureForm":
        """Return it with a count, instead of what was counted before."""
        return replace(self, counts=tuple({**dict(self.counts), measure: quantity}.items()))

    def without(self, measure: Measure) -> "StructureForm":
        """Return it without a count, which is not asked for again."""
        counts = tuple((one, quantity) for one, quantity in self.counts if one is not measure)
        return replace(self, counts=counts, skipped=self.skipped | {measure.value})


@dataclass(frozen=True, slots=True)
class ChangeForm:
    """A count, a milestone or the end of a structure that is being entered."""

    structure: int
    on: date
    kind: Literal["change"] = "change"
    measure: Measure | None = None
    milestone: Milestone | None = None
    quantity: Decimal | None = None

    @property
    def is_end(self) -> bool:
        """Whether it is the end, which has no number."""
        return self.measure is None and self.milestone is None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        return self.is_end or self.quantity is not None


Form = ActivityForm | StructureForm | ChangeForm
"""What may be entered."""

_Form = TypeVar("_Form", ActivityForm, StructureForm, ChangeForm)


@dataclass(frozen=True, slots=True)
class _Kept:
    """The form of a talk and its number; without a form the number is that of the last one."""

    number: int = 0
    form: Form | None = None


_KEPT = TypeAdapter(_Kept)
_MOST_FORMS = 1_000_000


async def _read(state: FSMContext) -> _Kept:
    found = (await state.get_data()).get(KEY)
    try:
        return _KEPT.validate_python(found) if found else _Kept()
    except ValidationError:
        # It was begun in an older release.
        return _Kept()


async def _write(state: FSMContext, kept: _Kept) -> None:
    await state.update_data({KEY: _KEPT.dump_python(kept, mode="json")})


async def begin(state: FSMContext, form: Form) -> int:
    """Keep a new form instead of what was begun before; returns its number."""
    number = ((await _read(state)).number + 1) % _MOST_FORMS
    await _write(state, _Kept(number, form))
    return number


async def find(state: FSMContext, kind: type[_Form], number: int) -> _Form | None:
    """Return the form with this number, None where it was recorded or another one was begun since."""
    kept = await _read(state)
    return kept.form if kept.number == number and isinstance(kept.form, kind) else None


async def begun(state: FSMContext, kind: type[_Form]) -> int | None:
    """Return the number of a form of this kind that was begun and not recorded."""
    kept = await _read(state)
    return kept.number if isinstance(kept.form, kind) else None


async def keep(state: FSMContext, number: int, form: Form) -> None:
    """Keep what became of a form."""
    await _write(state, _Kept(number, form))


async def close(state: FSMContext) -> None:
    """Forget the form: it is recorded, or cannot be."""
    await _write(state, _Kept((await _read(state)).number))


async def beside_typing(state: FSMContext, choices: Sequence[Choice]) -> Keyboard:
    """Return buttons for a question that is answered by typing; a typed number is the answer, not that of a button."""
    await remember(state, [replace(one, is_grave=True) for one in choices])
    return inline([[Button(one.label, one.data.pack())] for one in choices])


_NAMED_DAYS: Mapping[str, int] = {"hom nay": 0, "nay": 0, "today": 0, "hom qua": 1, "qua": 1, "yesterday": 1}


def read_day(words: str, *, today: date) -> date | None:
    """Return a day as it is typed, None where it is none or is to come; without a year it is the last such day.

    >>> today = date(2026, 2, 20)
    >>> [str(read_day(text, today=today)) for text in ("15/11/2025", "19/2", "21/2", "hôm qua", "32/1", "21/2/2026")]
    ['2025-11-15', '2026-02-19', '2025-02-21', '2026-02-19', 'None', 'None']
    """
    name = " ".join(plain(words).split())
    if name in _NAMED_DAYS:
        return today - timedelta(days=_NAMED_DAYS[name])
    slashed = name.replace("-", "/").replace(".", "/")
    is_short = slashed.count("/") == 1
    tries = [f"{slashed}/{year}" for year in (today.year, today.year - 1)] if is_short else [words]
    return next((on for on in (_past_day(text, today) for text in tries) if on is not None), None)


def _past_day(text: str, today: date) -> date | None:
    try:
        on = parse_day(text)
        check_day(on, today)
    except (PeriodError, FutureDayError):
        return None
    return on


def read_count(words: str, *, least: int) -> Decimal | None:
    """Return how many were typed, None where that is no whole number from `least` on.

    >>> [read_count(words, least=1) for words in ("3", "1.500 lượt", "0", "2,5", "ba", "9999999999999")]
    [Decimal('3'), Decimal('1500'), None, None, None, None]
    """
    quantity = read_quantity(words)
    if quantity is None or quantity != quantity.to_integral_value() or not least <= quantity <= MAX_QUANTITY:
        return None
    return quantity
