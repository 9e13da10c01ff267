"""Incidents: which tips speak of one, what it was, when it was resolved, and what everybody is told who reported it."""

from datetime import datetime, timedelta

from aiogram.utils.formatting import Bold, Text, as_list

from domain.access import Officer, acting
from domain.codes import spaced
from domain.lifecycle import NEXT, Status, transition
from domain.outcomes import IncidentKind, suggested_kind
from handlers import cards, terms, texts
from handlers.actions import AT_WORK
from handlers.assessing import ask, assessable
from handlers.callbacks import (
    JoinIncident,
    JoinSibling,
    ResolveIncident,
    Separate,
    SetKind,
    ShowIncident,
)
from handlers.choices import Choice, Chosen
from handlers.incident_choices import UniteIncidents
from handlers.notices import Notice, NoticeKind, tell_reporter
from handlers.staff import on_command, rest, staff_router
from handlers.talk import Talk
from locales import gettext as _
from locales import ngettext
from reports import labels
from storage import incidents, tips, units
from storage.incidents import Incident, Leaving
from storage.outbox import Call
from storage.tips import Tip, TipNotFoundError

router = staff_router("joining")
pressed = Chosen(router)

RECENT = timedelta(days=7)
"""Incidents so young are offered; a tip about an older one opens its own."""

OPEN_NEW = -1
"""Stands for an incident that is to be opened."""

LEFT_SHOWN = 3
"""Incidents that a tip left before and may go back to, the newest."""

TIPS_SHOWN = 12
"""Tips of an incident that are named, the newest."""

OUTCOMES_SHOWN = 8
"""Outcomes of an incident that are named, the newest."""


@on_command(router, "gop", lambda tip: JoinIncident(tip=tip))
@pressed.on(JoinIncident)
async def join_incident(talk: Talk, choice: JoinIncident, officer: Officer) -> list[Call]:
    """Put a tip to an incident, an earlier one or a new one; several tips about one fire are one incident."""
    tip = await assessable(talk, officer, choice.tip)
    if choice.incident == 0:
        return await _ask_incident(talk, officer, tip)
    if choice.incident == OPEN_NEW:
        return await _open_new(talk, officer, tip, beside=choice.beside)
    incident = await incidents.for_officer(talk.session, officer, choice.incident)
    await incidents.link(talk.session, officer, incident.id, tip, now=talk.now)
    return await _joined(talk, officer, tip, incident)


async def _open_new(talk: Talk, officer: Officer, tip: Tip, *, beside: int) -> list[Call]:
    own = await incidents.of_tip(talk.session, tip)
    if len(own) > beside:
        # Pressed twice: the incident is there already.
        return await cards.opened(talk, tip, officer, news=_belongs(own[-1], 1))
    incident = await incidents.open_incident(talk.session, officer, tip, now=talk.now)
    kinds = _kind_choices(tip, incident)
    return await cards.opened(talk, tip, officer, news=_belongs(incident.id, 1), more=kinds)


@pressed.on(JoinSibling)
async def join_sibling(talk: Talk, choice: JoinSibling, officer: Officer) -> list[Call]:
    """Put two tips that tell of one event to one incident: the other's, this one's, or a new one."""
    tip, sibling = await assessable(talk, officer, choice.tip), await assessable(talk, officer, choice.sibling)
    if tip.id == sibling.id:
        raise TipNotFoundError
    ours, theirs = [await _ours(talk, officer, one) for one in (tip, sibling)]
    if ours and theirs and not ours & theirs:
        return await _ask_both(talk, tip, max(ours), max(theirs))
    incident = await incidents.unite(talk.session, officer, sibling, tip, now=talk.now)
    return await _joined(talk, officer, tip, incident)


async def _ours(talk: Talk, officer: Officer, tip: Tip) -> set[int]:
    """Return the incidents of the officer's unit that a tip speaks of."""
    own = await incidents.known(talk.session, await incidents.of_tip(talk.session, tip))
    return {one.id for one in own if one.unit_code == officer.unit_code}


async def _ask_both(talk: Talk, tip: Tip, ours: int, theirs: int) -> list[Call]:
    """Ask what is meant where both tips belong to an incident already."""
    gone, kept = max(ours, theirs), min(ours, theirs)
    asked = _("This tip belongs to incident no. {ours}, the other one to no. {theirs}. What is one event?")
    choices = [
        Choice(_("Incidents no. {gone} and {kept}").format(gone=gone, kept=kept), UniteIncidents(gone=gone, kept=kept)),
        Choice(_("Only this tip and no. {id}").format(id=theirs), JoinIncident(tip=tip.id, incident=theirs)),
    ]
    return await ask(talk, tip, asked.format(ours=ours, theirs=theirs), choices)


async def _joined(talk: Talk, officer: Officer, tip: Tip, incident: Incident) -> list[Call]:
    """Show the tip with the incident that it belongs to now, and tell whoever reported it as well."""
    count = len(await incidents.tips_of(talk.session, incident.id))
    told = await tell_of_each_other(talk, officer, incident.id)
    # One that was opened for the two of them may be of another kind than was suggested.
    kinds = _kind_choices(tip, incident) if incident.opened_at == talk.now else []
    return [*told, *await cards.opened(talk, tip, officer, news=_belongs(incident.id, count), more=kinds)]


def _belongs(incident_id: int, count: int) -> str:
    news = ngettext(
        "The tip belongs to incident no. {id} ({n} tip).", "The tip belongs to incident no. {id} ({n} tips).", count
    )
    return news.format(id=incident_id, n=count)


async def tell_of_each_other(talk: Talk, officer: Officer, incident_id: int) -> list[Call]:
    """Return the notices to those reporters of an incident who do not know yet that others tell of it, too.

    Each of them is told once for each incident, however many of its tips are theirs; each tip's history says so.
    """
    found = await tips.of_incident(talk.session, talk.vault, incident_id)
    if len(found) < 2:  # noqa: PLR2004 - one tip is no "each other"
        return []
    told = await incidents.told_of(talk.session, incident_id)
    reached = {await tips.reporter_of(talk.session, one.id) for one in found if one.id in told} | {None}
    calls: list[Call] = []
    for tip in found:
        if tip.id in told:
            continue
        await tips.note_told(talk.session, tip.id, incident_id=incident_id, by=acting(officer), at=talk.now)
        reporter = await tips.reporter_of(talk.session, tip.id)
        if reporter not in reached:
            reached.add(reporter)
            calls += await tell_reporter(talk, tip, Notice(NoticeKind.UNITED))
    return calls


async def _ask_incident(talk: Talk, officer: Officer, tip: Tip) -> list[Call]:
    own = await incidents.of_tip(talk.session, tip)
    recent = await incidents.recent(talk.session, officer, since=talk.now - RECENT)
    choices = [Choice(row(one), JoinIncident(tip=tip.id, incident=one.id)) for one in recent if one.id not in own]
    choices += [
        Choice(_("No. {id}, to which it belonged before").format(id=one), JoinIncident(tip=tip.id, incident=one))
        for one in await _left_by(talk, officer, tip)
        if one not in {other.id for other in recent}
    ]
    new = JoinIncident(tip=tip.id, incident=OPEN_NEW, beside=len(own))
    choices.append(Choice(_("Open another incident") if own else _("Open a new incident"), new))
    choices += [Choice(_("Incident no. {id}").format(id=one), ShowIncident(tip=tip.id, incident=one)) for one in own]
    return await ask(talk, tip, _("To which incident does it belong? Those of the last 7 days:"), choices)


async def _left_by(talk: Talk, officer: Officer, tip: Tip) -> list[int]:
    """Return the unit's incidents that a tip left before, the newest few: it may have been taken out by mistake."""
    left = (await incidents.left_by(talk.session, tip))[:LEFT_SHOWN]
    return [one.id for one in await incidents.known(talk.session, left) if one.unit_code == officer.unit_code]


def row(one: Incident) -> str:
    """Return an incident as a button names it."""
    count = ngettext("{n} tip", "{n} tips", one.tips).format(n=one.tips)
    return _("No. {id} · {category} · {day} · {tips}").format(
        id=one.id, category=labels.category(one.category), day=texts.clock(one.opened_at), tips=count
    )


# What it was.


@pressed.on(ShowIncident)
async def show_incident(talk: Talk, choice: ShowIncident, officer: Officer) -> list[Call]:
    """Show an incident with its tips and what came of it, and what can be done about it."""
    tip = await assessable(talk, officer, choice.tip)
    incident = await incidents.for_officer(talk.session, officer, choice.incident)
    return await shown(talk, tip, incident)


async def shown(talk: Talk, tip: Tip, incident: Incident, news: str = "") -> list[Call]:
    """Show an incident with its tips, for the officer who came to it by one of them."""
    await rest(talk)
    lines: list[Text | str] = [Bold(news), ""] if news else []
    lines += [Bold(cards.incident_line(incident, await resolver(talk, incident)))]
    lines.append(_("Opened: {time}").format(time=texts.clock(incident.opened_at)))
    lines += await _its_tips(talk, tip, incident)
    came = await incidents.outcomes_from(talk.session, incident.id, limit=OUTCOMES_SHOWN)
    if came:
        lines += [Bold(_("Outcomes:")), *(f"– {terms.outcome(one.entry)}" for one in reversed(came))]
    return await ask(talk, tip, as_list(*lines), _choices(tip, incident), columns=2)


async def resolver(talk: Talk, incident: Incident) -> str:
    """Return the name of the unit that resolved an incident, empty while it is not resolved."""
    if incident.resolved_by is None:
        return ""
    unit = await units.on_day(talk.session, incident.resolved_by, texts.local_day(talk.now))
    return unit.full_name


async def _its_tips(talk: Talk, tip: Tip, incident: Incident) -> list[Text | str]:
    """Return the codes of those tips of an incident that are with the officer's unit, and how many are elsewhere."""
    numbers = await incidents.tips_of(talk.session, incident.id)
    own = await tips.of_same_unit(talk.session, talk.vault, tip, numbers)
    codes = ", ".join(spaced(one.code) for one in sorted(own, key=lambda one: one.id)[-TIPS_SHOWN:])
    lines: list[Text | str] = [_("Tips: {codes}").format(codes=codes)] if codes else []
    if elsewhere := len(numbers) - len(own):
        lines.append(
            ngettext("{n} tip is with another unit", "{n} tips are with other units", elsewhere).format(n=elsewhere)
        )
    return lines


def _choices(tip: Tip, incident: Incident) -> list[Choice]:
    is_resolved = incident.resolved_at is not None
    return [
        Choice(
            _("It is not resolved") if is_resolved else _("The incident is resolved"),
            ResolveIncident(tip=tip.id, incident=incident.id, is_resolved=not is_resolved),
        ),
        Choice(_("Take the tip out"), Separate(tip=tip.id, incident=incident.id)),
        Choice(_("It is the same as another incident"), UniteIncidents(gone=incident.id)),
        *_kind_choices(tip, incident),
    ]


def _kind_choices(tip: Tip, incident: Incident) -> list[Choice]:
    """Return what else an incident may be: one press corrects what was suggested."""
    return [
        Choice(
            _("Kind: {kind}").format(kind=labels.incident_kind(kind)),
            SetKind(tip=tip.id, incident=incident.id, kind=kind),
        )
        for kind in IncidentKind
        if kind is not incident.kind
    ]


async def other_kinds(talk: Talk, officer: Officer, tip: Tip) -> list[Choice]:
    """Return what the class and category of a tip suggest for those of its incidents that are counted otherwise."""
    kind = suggested_kind(tip.category, tip.legal_class)
    own = await incidents.known(talk.session, await incidents.of_tip(talk.session, tip))
    return [
        Choice(
            _("Incident no. {id}: {kind}").format(id=one.id, kind=labels.incident_kind(kind)),
            SetKind(tip=tip.id, incident=one.id, kind=kind),
        )
        for one in own
        if one.kind is not kind and one.unit_code == officer.unit_code
    ]


@pressed.on(SetKind)
async def set_kind(talk: Talk, choice: SetKind, officer: Officer) -> list[Call]:
    """Correct as what an incident is counted."""
    tip = await assessable(talk, officer, choice.tip)
    await incidents.set_kind(talk.session, officer, choice.incident, choice.kind, now=talk.now)
    incident = await incidents.for_officer(talk.session, officer, choice.incident)
    return await shown(talk, tip, incident, _("Corrected: {kind}").format(kind=labels.incident_kind(choice.kind)))


# Resolved.


@pressed.on(ResolveIncident)
async def resolve_incident(talk: Talk, choice: ResolveIncident, officer: Officer) -> list[Call]:
    """Note that an incident is resolved, and tell everybody who reported it; or that it is not after all."""
    tip = await assessable(talk, officer, choice.tip)
    if choice.is_resolved:
        calls = await resolved(talk, officer, choice.incident, at=talk.now)
        tip = await assessable(talk, officer, choice.tip)
    else:
        await incidents.reopen(talk.session, officer, choice.incident, now=talk.now)
        calls = []
    incident = await incidents.for_officer(talk.session, officer, choice.incident)
    return [*calls, *await shown(talk, tip, incident)]


async def resolved(talk: Talk, officer: Officer, incident_id: int, *, at: datetime) -> list[Call]:
    """Resolve an incident, and with it the tips that speak of nothing else; returns what their reporters are told.

    Nothing where it was resolved before. A tip that another unit has, or that speaks of another incident as well,
    stays where it is in its processing; its reporter is told that there is a result all the same.
    """
    if not await incidents.resolve(talk.session, officer, incident_id, at=at, now=talk.now):
        return []
    calls: list[Call] = []
    for tip in await tips.of_incident(talk.session, talk.vault, incident_id):
        if tip.unit_code == officer.unit_code and await _ends_with_it(talk, tip):
            calls += await _settled(talk, officer, tip)
        elif tip.status is not Status.RESOLVED:
            calls += await tell_reporter(talk, tip, Notice(NoticeKind.INCIDENT_RESOLVED))
    return calls


async def _ends_with_it(talk: Talk, tip: Tip) -> bool:
    """Whether the unit works on a tip that speaks of no incident any more that is not resolved."""
    if tip.status not in AT_WORK or Status.RESOLVED not in NEXT[tip.status]:
        return False
    own = await incidents.known(talk.session, await incidents.of_tip(talk.session, tip))
    return all(one.resolved_at is not None for one in own)


async def _settled(talk: Talk, officer: Officer, tip: Tip) -> list[Call]:
    step = transition(tip.status, Status.RESOLVED, at=talk.now)
    tip = await tips.step(talk.session, talk.vault, tip, step, by=acting(officer))
    told = await tell_reporter(talk, tip, Notice(NoticeKind.RESOLVED))
    return [*await cards.refresh_all(talk, tip), *told]


async def resolved_with(talk: Talk, officer: Officer, tip: Tip) -> list[Call]:
    """Resolve the incident of a tip that was resolved itself, where it speaks of one that is left of the unit's."""
    own = await incidents.known(talk.session, await incidents.of_tip(talk.session, tip))
    left = [one for one in own if one.resolved_at is None and one.unit_code == officer.unit_code]
    return await resolved(talk, officer, left[0].id, at=talk.now) if len(left) == 1 else []


# Splitting.


@on_command(router, "tach", lambda tip: Separate(tip=tip))
@pressed.on(Separate)
async def separate(talk: Talk, choice: Separate, officer: Officer) -> list[Call]:
    """Take a tip out of an incident; its outcomes stay there unless the officer says otherwise."""
    tip = await assessable(talk, officer, choice.tip)
    own = await incidents.known(talk.session, await incidents.of_tip(talk.session, tip))
    ours = [one.id for one in own if one.unit_code == officer.unit_code]
    if choice.incident == 0 and len(ours) > 1:
        choices = [Choice(row(one), Separate(tip=tip.id, incident=one.id)) for one in own if one.id in ours]
        return await ask(talk, tip, _("Out of which incident?"), choices)
    incident_id = choice.incident or (ours[0] if ours else 0)
    if incident_id not in ours:
        return await _not_in(talk, officer, tip, incident_id)
    if not choice.leaving and await incidents.outcomes_at(talk.session, incident_id, tip):
        return await _ask_outcomes(talk, tip, incident_id)
    leaving = Leaving(choice.leaving or Leaving.OUTCOMES_STAY)
    await incidents.separate(talk.session, officer, incident_id, tip, leaving, now=talk.now)
    news = _("The tip was taken out of incident no. {id}.").format(id=incident_id)
    return await cards.opened(talk, tip, officer, news=news)


async def _not_in(talk: Talk, officer: Officer, tip: Tip, incident_id: int) -> list[Call]:
    """Say that a tip does not belong to an incident; one of another unit is not there at all."""
    if incident_id:
        await incidents.for_officer(talk.session, officer, incident_id)
    return await cards.opened(talk, tip, officer, news=_("The tip belongs to no such incident."))


async def _ask_outcomes(talk: Talk, tip: Tip, incident_id: int) -> list[Call]:
    choices = [
        Choice(
            _("They stay with incident no. {id}").format(id=incident_id),
            Separate(tip=tip.id, incident=incident_id, leaving="stay"),
        ),
        Choice(_("They go with the tip"), Separate(tip=tip.id, incident=incident_id, leaving="go")),
    ]
    return await ask(talk, tip, _("Outcomes were recorded for it. Whose are they?"), choices)
