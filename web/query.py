"""Query strings in, typed questions out. Whatever does not fit is refused here and goes no further."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from domain.figures import FigureKey, OutcomeKey, TipKey, UnknownFigureError, outcome_key, read_figure_id
from domain.outcomes import CHOICES, Attribute, Contribution, OutcomeType, UnitOfCount, Value
from domain.periods import Period, PeriodName, UnreadablePeriodError, named, parse_day
from domain.place import PlaceSource
from domain.rerouting import Fault
from domain.tip import Category, SourceGroup, Urgency
from web.links import Shown

LAST_PAGE = 100_000
"""No list is longer; a number beyond it is not asked of the database."""

LAST_ROW = 2**53
"""The number of no row is higher."""

_CODE = re.compile(r"VN|[0-9]{2}|[0-9]{5}")
_MOST_LETTERS = 200
_LONGEST_ID = 4000
"""Letters of a figure's id: of those that name a model and its owner every letter may be written as nine."""

UnitCode = Annotated[str, StringConstraints(pattern=f"^(?:{_CODE.pattern})$")]
Words = Annotated[str, StringConstraints(max_length=_MOST_LETTERS)]
FigureId = Annotated[str, StringConstraints(max_length=_LONGEST_ID)]


class QueryError(Exception):
    """A query string asks for something that does not exist."""


def _attributes(text: object) -> object:
    """Return attributes as they are written in an address: "item_kind:homemade_gun,recovery:handed_in"."""
    if not isinstance(text, str):
        return text
    pairs = (part.partition(":") for part in text.split(",") if part)
    return {name: chosen for name, _colon, chosen in pairs}


class Question(BaseModel):
    """What every page may be asked: whose figures, and of which days; the names are those of the address."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    unit: UnitCode | None = Field(default=None, alias="donvi")
    part: UnitCode | None = Field(default=None, alias="phan")
    name: Words = Field(default="", alias="ky")
    start: Words = Field(default="", alias="tu")
    end: Words = Field(default="", alias="den")
    page: int = Field(default=1, alias="trang", ge=1, le=LAST_PAGE)

    def period(self, today: date) -> Period:
        """Return the period: two days, or a name; this year where nothing is said. Raises PeriodError."""
        if self.start or self.end:
            if not (self.start and self.end):
                raise UnreadablePeriodError(self.start or self.end)
            return Period(parse_day(self.start), parse_day(self.end))
        return named(self.name or PeriodName.YEAR, today)


class TipQuestion(Question):
    """Which tips a list is to show."""

    shown: Shown = Field(default=Shown.OPEN, alias="muc")
    source_group: SourceGroup | None = Field(default=None, alias="nguon")
    value: Value | None = Field(default=None, alias="giatri")
    category: Category | None = Field(default=None, alias="loai")
    model: Annotated[int, Field(ge=1, le=LAST_ROW)] | None = Field(default=None, alias="mohinh")
    urgency: Urgency | None = Field(default=None, alias="mucdo")
    place_source: PlaceSource | None = Field(default=None, alias="cach")
    fault: Fault | None = Field(default=None, alias="vi")

    @property
    def key(self) -> TipKey:
        """The figure behind which they stand."""
        return TipKey(self.source_group, self.value, self.category, self.model)


class OutcomeQuestion(Question):
    """Which entries of the ledger a list is to show."""

    type: OutcomeType = Field(alias="ketqua")
    unit_of_count: UnitOfCount = Field(alias="dvt")
    attributes: Annotated[dict[Attribute, str], BeforeValidator(_attributes)] = Field({}, alias="thuoctinh")
    source_group: SourceGroup | None = Field(default=None, alias="nguon")
    contribution: Contribution | None = Field(default=None, alias="donggop")

    @property
    def key(self) -> OutcomeKey:
        """The figure behind which they stand. Raises QueryError where no entry can have these attributes."""
        if any(value not in CHOICES[name] for name, value in self.attributes.items()):
            raise QueryError
        return outcome_key(
            self.type,
            self.unit_of_count,
            self.attributes,
            source_group=self.source_group,
            contribution=self.contribution,
        )


class EntryQuestion(Question):
    """Which rows of any other figure a list is to show."""

    figure: FigureId = Field(alias="so")

    @property
    def key(self) -> FigureKey:
        """The figure behind which they stand. Raises QueryError where there is none of this id."""
        try:
            return read_figure_id(self.figure)
        except UnknownFigureError:
            raise QueryError from None


Asked = TypeVar("Asked", bound=Question)


def read(kind: type[Asked], query: Mapping[str, str]) -> Asked:
    """Return the question in a query string; of a name that is given twice, the first counts. Raises QueryError."""
    try:
        return kind.model_validate(dict(query))
    except ValidationError:
        raise QueryError from None
