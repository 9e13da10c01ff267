"""The lines of one file, as they go into the registers, and what each error says of its line."""

from datetime import date, datetime
from typing import TypedDict, assert_never

from sqlalchemy.ext.asyncio import AsyncSession

from bot.entry_lines import ActivityLine, BackfillLine, CampaignLine, CutOffLine, Entry, StructureLine, reason
from domain.activities import InvalidActivityError
from domain.backfills import InvalidBackfillError
from domain.campaigns import InvalidCampaignError
from domain.entries import FutureDayError, name_key
from domain.errors import DomainError
from domain.periods import DistantPeriodError, InvalidCutOffError, local_day
from domain.structures import InvalidStructureError, StandardEntry, StructureType
from storage import enrolments, periods, registers
from storage.periods import OverlappingCampaignError, PeriodIsClosedError
from storage.registers import (
    AlreadyCorrectedError,
    EntryNotFoundError,
    OverlappingBackfillError,
)
from storage.units import UnitNotFoundError


class NotTheOneError(DomainError):
    """A line is about a structure that is there, and none of this unit, type and name is, or several are."""

    def __init__(self, found: int) -> None:
        """Keep how many there are."""
        super().__init__(found)
        self.found = found


class _From(TypedDict):
    """Where lines come from, as every register keeps it."""

    officer_id: None
    now: datetime
    import_id: int


class Entering:
    """The transaction in which the lines of a file are entered."""

    def __init__(self, session: AsyncSession, import_id: int, now: datetime) -> None:
        """Enter in this transaction what comes from a file, noted under this number."""
        self._session = session
        self._now = now
        self._from = _From(officer_id=None, now=now, import_id=import_id)
        self._there: dict[tuple[str, StructureType], dict[tuple[str, str], list[int]]] = {}

    async def enter(self, entry: Entry, unit_code: str) -> tuple[date, date]:
        """Enter what a line says; returns the days it is about. Raises DomainError where the registers refuse it.

        They are the first and the last of a period, and twice the newest of single days.
        """
        match entry:
            case ActivityLine(activity, corrects, is_void):
                await registers.record_activity(
                    self._session, activity, unit_code=unit_code, corrects=corrects, is_void=is_void, **self._from
                )
                return activity.on, activity.on
            case BackfillLine(total, corrects):
                await registers.record_backfill(
                    self._session, total, unit_code=unit_code, corrects=corrects, **self._from
                )
                return total.start, total.end
            case StandardEntry():
                await registers.record_standard(self._session, entry, unit_code=unit_code, **self._from)
                return entry.on, entry.on
            case StructureLine():
                await self._enter_structure(entry, unit_code)
                return entry.newest_day, entry.newest_day
            case CutOffLine(cut_off, corrects, is_void):
                await periods.record_cut_off(
                    self._session, cut_off, unit_code=unit_code, corrects=corrects, is_void=is_void, **self._from
                )
                return cut_off.valid_from, cut_off.valid_from
            case CampaignLine(campaign, corrects, is_void):
                await periods.record_campaign(
                    self._session, campaign, unit_code=unit_code, corrects=corrects, is_void=is_void, **self._from
                )
                return campaign.period.start, campaign.period.end
            case _ as never:
                assert_never(never)

    async def _enter_structure(self, line: StructureLine, unit_code: str) -> None:
        """Register a structure, or add to the one that is there."""
        if line.begins is None:
            structure_id = await self._standing(line, unit_code)
        else:
            structure_id = await registers.register_structure(
                self._session, line.begins, unit_code=unit_code, **self._from
            )
        for measure, count, on in line.counts:
            await registers.count_structure(
                self._session, structure_id, measure, count, on=on, is_at_least=line.is_at_least, **self._from
            )
        for milestone, count, on in line.milestones:
            await registers.note_milestone(self._session, structure_id, milestone, count, on=on, **self._from)
        if line.ended_on is not None:
            await registers.end_structure(self._session, structure_id, line.ended_on, now=self._now)
            await enrolments.dissolve(self._session, structure_id, now=self._now)
        if line.begins is not None or line.ended_on is not None:
            # What is there is asked for anew: it is not the same any more.
            self._there.pop((unit_code, line.type), None)

    async def _standing(self, line: StructureLine, unit_code: str) -> int:
        """Return the row of the structure that a line is about. Raises NotTheOneError."""
        place = (unit_code, line.type)
        if place not in self._there:
            self._there[place] = await self._numbers_by_name(unit_code, line.type)
        found = self._there[place].get((name_key(line.name), name_key(line.owner)), [])
        if len(found) != 1:
            raise NotTheOneError(len(found))
        return found[0]

    async def _numbers_by_name(self, unit_code: str, of: StructureType) -> dict[tuple[str, str], list[int]]:
        """Return the rows of the structures of a unit that are there today, by name and owner."""
        found: dict[tuple[str, str], list[int]] = {}
        for one in await registers.structures_of(self._session, [unit_code], local_day(self._now), type=of):
            found.setdefault((name_key(one.name), name_key(one.owner)), []).append(one.id)
        return found


def refusal(error: DomainError) -> tuple[str, str]:
    """Return the column and the sentence of an error that a line made while it was entered."""
    match error:
        case (
            InvalidActivityError()
            | InvalidStructureError()
            | InvalidBackfillError()
            | InvalidCutOffError()
            | InvalidCampaignError()
        ):
            return reason(error)
        case UnitNotFoundError():
            return "unit", "there was no such unit on that day; a commune has five digits, a province two, or VN"
        case FutureDayError():
            return "", f"{error.day:%d/%m/%Y} is still to come"
        case DistantPeriodError():
            return "", f"the year {error.day.year} is one that no report is about"
        case AlreadyCorrectedError():
            return "corrects", f"entry {error.by} stands in place of this one already; correct that"
        case EntryNotFoundError():
            return "corrects", "there is no such entry"
        case OverlappingBackfillError() | OverlappingCampaignError() | PeriodIsClosedError():
            return _taken(error)
        case NotTheOneError(found=0):
            return "name", "no such structure is there; one that is new needs its first day"
        case NotTheOneError():
            return "name", f"{error.found} such structures are there; their names must tell them apart"
    raise error


def _taken(error: OverlappingBackfillError | OverlappingCampaignError | PeriodIsClosedError) -> tuple[str, str]:
    """Return the same of days that another entry has, or a closed period."""
    days = f"{error.period.start:%d/%m/%Y} to {error.period.end:%d/%m/%Y}"
    match error:
        case OverlappingBackfillError():
            return "", f"entry {error.other} is a total of the same figure and unit already, {days}; correct that"
        case OverlappingCampaignError():
            return "campaign", f"entry {error.other} is a campaign of this name already, {days}; correct that"
        case PeriodIsClosedError():
            return "", f"unit {error.unit_code} has closed {days}, which would get other days; say it of a later day"
