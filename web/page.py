"""What a view is given, and what it returns; drawn only when its transaction is over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Officer
from domain.periods import local_day
from reports.charts import Spec
from storage.units import Unit
from storage.vault import Vault
from web import access, query
from web.query import Question
from web.scope import Scope, scope_of

Asked = TypeVar("Asked", bound=Question)


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of somebody who is let in.

    Attributes:
        session: A transaction that only reads.
        vault: The keys to what is sealed.
        officer: Who is asking.
        now: The server's time, in UTC.
        params: The query string.
    """

    session: AsyncSession
    vault: Vault
    officer: Officer
    now: datetime
    params: Mapping[str, str]

    @property
    def today(self) -> date:
        """The day it is in Viet Nam."""
        return local_day(self.now)

    def ask(self, kind: type[Asked]) -> Asked:
        """Return what is asked for. Raises QueryError."""
        return query.read(kind, self.params)

    async def unit(self, code: str | None) -> Unit:
        """Return a unit that may be seen, the officer's own for None. Raises UnitNotFoundError."""
        return await access.seen_unit(self.session, self.officer, code, now=self.now)

    async def scope(self, code: str | None) -> Scope:
        """Return a unit that may be seen with those below it. Raises UnitNotFoundError."""
        return await scope_of(self.session, await self.unit(code), self.today)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is to be drawn.

    Attributes:
        template: The name of its template.
        values: What the template shows.
        status: The status of the answer.
        chart: A chart to draw into it, if any.
    """

    template: str
    values: Mapping[str, object]
    status: int = 200
    chart: Spec | None = None
