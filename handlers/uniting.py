"""Two incidents that turn out to be one: named, looked at once more, united, and told to everybody who reported."""

import re

from aiogram import F
from aiogram.filters import Command, CommandObject
from aiogram.types import Message
from aiogram.utils.formatting import Bold, Text, as_list

from domain.access import Officer, acting
from handlers import cards, joining, texts
from handlers.actions import ASSESSABLE
from handlers.cards import VIEW
from handlers.choices import Choice, Chosen, offer
from handlers.incident_choices import UniteIncidents
from handlers.notices import Notice, NoticeKind, tell_reporter
from handlers.staff import rest, staff_router
from handlers.talk import Talk
from locales import gettext as _
from locales import ngettext
from reports.numbers import day
from storage import incidents, tips, uniting
from storage.incidents import Incident
from storage.outbox import Call
from storage.uniting import EmptyIncidentError, ForeignOutcomesError, United

router = staff_router("uniting")
pressed = Chosen(router)

_BESIDE = r"(?:[\s,;/]|no\.|số|so|vụ|vu|việc|viec|và|va|với|voi|vào|vao)"
_NUMBERS = re.compile(rf"{_BESIDE}*(\d{{1,11}})(?:{_BESIDE}+(\d{{1,11}}))?\s*", re.IGNORECASE)
"""Numbers of one or two incidents with what is usual beside them: "12 15", "số 12 và số 15"; no tip's code is that."""


@router.message(Command("gop", ignore_mention=True, magic=F.args.regexp(_NUMBERS, mode="fullmatch")))
async def unite_by_command(_message: Message, talk: Talk, officer: Officer, command: CommandObject) -> list[Call]:
    """Take the numbers of incidents that were typed: the first goes into the second."""
    found = _NUMBERS.fullmatch(command.args or "")
    gone, kept = found.groups(default="0") if found else ("0", "0")
    return await unite(talk, UniteIncidents(gone=int(gone), kept=int(kept)), officer)


@pressed.on(UniteIncidents)
async def unite(talk: Talk, choice: UniteIncidents, officer: Officer) -> list[Call]:
    """Put all tips of an incident to another one that is the same; it asks once more, for reporters are told of it."""
    gone = await incidents.for_officer(talk.session, officer, choice.gone)
    if choice.kept == 0:
        return await _ask_which(talk, officer, gone)
    kept = await incidents.for_officer(talk.session, officer, choice.kept)
    if gone.id == kept.id:
        return await _show(talk, _("Both numbers are the same: incident no. {id}.").format(id=kept.id), [])
    try:
        if not choice.sure:
            await uniting.check(talk.session, officer, gone.id, kept.id)
            return await _ask_once_more(talk, gone, kept)
        united = await uniting.unite(talk.session, officer, gone.id, kept.id, now=talk.now)
    except EmptyIncidentError as error:
        return await _show(talk, _empty(error), [])
    except ForeignOutcomesError as error:
        return await _show(talk, _foreign(error), await _other_way_round(talk, officer, gone, kept))
    return await _united(talk, officer, gone, united)


def _empty(error: EmptyIncidentError) -> str:
    told = _("Nothing is left of incident no. {id}: it was put to another one before, or its tips were taken out.")
    return told.format(id=error.incident_id)


def _foreign(error: ForeignOutcomesError) -> str:
    told = ngettext(
        "Another unit has recorded {n} outcome of incident no. {id}, which only that unit can put to another one. "
        "Nothing was changed.",
        "Other units have recorded {n} outcomes of incident no. {id}, which only those units can put to another one. "
        "Nothing was changed.",
        error.entries,
    )
    return told.format(n=error.entries, id=error.incident_id)


async def _other_way_round(talk: Talk, officer: Officer, gone: Incident, kept: Incident) -> list[Choice]:
    """Return the choice to put the second incident to the first, where that can be done."""
    try:
        await uniting.check(talk.session, officer, kept.id, gone.id)
    except ForeignOutcomesError:
        return []
    label = _("Put no. {gone} to no. {kept} instead").format(gone=kept.id, kept=gone.id)
    return [Choice(label, UniteIncidents(gone=kept.id, kept=gone.id))]


async def _show(talk: Talk, content: Text | str, choices: list[Choice]) -> list[Call]:
    await rest(talk)
    return [talk.show(VIEW, content, await offer(talk.state, choices))]


async def _ask_which(talk: Talk, officer: Officer, gone: Incident) -> list[Call]:
    recent = await incidents.recent(talk.session, officer, since=talk.now - joining.RECENT)
    choices = [
        Choice(joining.row(one), UniteIncidents(gone=gone.id, kept=one.id)) for one in recent if one.id != gone.id
    ]
    asked = _(
        "Which incident is the same as no. {id}? Those of the last 7 days are here; for an older one, "
        "type /gop {id} and its number."
    )
    return await _show(talk, asked.format(id=gone.id), choices)


async def _ask_once_more(talk: Talk, gone: Incident, kept: Incident) -> list[Call]:
    """Show both incidents and what becomes of them."""
    told = _(
        "All tips of no. {gone} go to no. {kept}, and so does what was recorded; what counts incidents then counts "
        "this one once. Everybody who reported is told. Tips can be taken out again by /tach."
    )
    lines: list[Text | str] = [
        Bold(_("Is it one event?")),
        *[cards.incident_line(one, await joining.resolver(talk, one)) for one in (gone, kept)],
        told.format(gone=gone.id, kept=kept.id),
    ]
    if gone.resolved_at is not None and kept.resolved_at is None:
        resolved = _("No. {kept} is then resolved, on {day}, for no. {gone} was.")
        on = day(texts.local_day(gone.resolved_at))
        lines.append(resolved.format(kept=kept.id, gone=gone.id, day=on))
    choices = [
        Choice(_("Yes, it is one event"), UniteIncidents(gone=gone.id, kept=kept.id, sure=True), is_supposed=True),
        Choice(
            _("The other way round: all to no. {id}").format(id=gone.id),
            UniteIncidents(gone=kept.id, kept=gone.id),
        ),
    ]
    return await _show(talk, as_list(*lines), choices)


async def _united(talk: Talk, officer: Officer, gone: Incident, united: United) -> list[Call]:
    """Show the incident that is left, and tell everybody whose tips came to it."""
    kept = united.incident
    told = await _tell_moved(talk, officer, united)
    told += await joining.tell_of_each_other(talk, officer, kept.id)
    news = ngettext(
        "Incident no. {gone} is now part of no. {kept}: {n} tip came to it.",
        "Incident no. {gone} is now part of no. {kept}: {n} tips came to it.",
        len(united.moved),
    ).format(gone=gone.id, kept=kept.id, n=len(united.moved))
    found = await tips.of_incident(talk.session, talk.vault, kept.id)
    own = [one for one in found if one.unit_code == officer.unit_code and one.status in ASSESSABLE]
    if own:
        return [*told, *await joining.shown(talk, own[-1], kept, news)]
    line = cards.incident_line(kept, await joining.resolver(talk, kept))
    return [*told, *await _show(talk, as_list(Bold(news), line), [])]


async def _tell_moved(talk: Talk, officer: Officer, united: United) -> list[Call]:
    """Return the notices to the reporters of the tips that moved: one to each of them, however many are theirs."""
    calls: list[Call] = []
    reached: set[int | None] = {None}
    for tip in await tips.of_incident(talk.session, talk.vault, united.incident.id):
        if tip.id not in united.moved:
            continue
        await tips.note_told(talk.session, tip.id, incident_id=united.incident.id, by=acting(officer), at=talk.now)
        reporter = await tips.reporter_of(talk.session, tip.id)
        if reporter not in reached:
            reached.add(reporter)
            calls += await tell_reporter(talk, tip, Notice(NoticeKind.ONE_EVENT))
    return calls
