"""How a tip came to be judged as it is: who, when and why, from the steps that were kept."""

from aiogram.utils.formatting import Bold, Text

from domain.access import Officer, Role
from domain.outcomes import LegalClass, Value, ValueReason
from domain.tip import SourceGroup
from handlers import terms, texts
from handlers.assessing import ask
from handlers.callbacks import ShowHistory
from handlers.choices import Chosen
from handlers.quoting import displayed, shortened
from handlers.staff import on_command, rest, staff_router, tip_of
from handlers.talk import Talk
from locales import gettext as _
from reports import labels
from storage import people, tips
from storage.incidents import Step
from storage.outbox import Call
from storage.tips import Event, EventKind, Tip

router = staff_router("history")
pressed = Chosen(router)

SHOWN = 15
"""Steps in one message, the newest."""

REASON_SIZE = 120
"""UTF-16 units of a typed reason: fifteen of them fit into one message."""


@on_command(router, "lichsu", lambda tip: ShowHistory(tip=tip))
@pressed.on(ShowHistory)
async def show_history(talk: Talk, choice: ShowHistory, officer: Officer) -> list[Call]:
    """Show who judged a tip and set what came of it, when and why, the newest steps last."""
    tip = await tip_of(talk, officer, choice.tip)
    await rest(talk)
    steps = [(event, said) for event in await tips.history(talk.session, tip) if (said := _said(event))]
    reasons = await _reasons(talk, tip)
    names: dict[int | None, str] = {None: ""}
    lines: list[Text | str] = [Bold(_("Who judged it, when and why:"))]
    for event, said in steps[-SHOWN:]:
        if event.officer_id not in names and event.officer_id is not None:
            names[event.officer_id] = await people.officer_name(talk.session, talk.vault, event.officer_id)
        why = reasons.get(event.details.get("note", 0), "")
        lines.append(_line(event, names[event.officer_id], f"{said} – {why}" if why else said))
    if len(lines) == 1:
        lines = [_("Nobody has judged it yet.")]
    return await ask(talk, tip, Text(*(part for line in lines for part in (line, "\n"))), [])


async def _reasons(talk: Talk, tip: Tip) -> dict[int, str]:
    """Return the officers' own words by the row that a step names."""
    words = await tips.statements(talk.session, talk.vault, tip)
    return {one.id: shortened(displayed(one.text), REASON_SIZE) for one in words}


def _line(event: Event, name: str, said: str) -> Text:
    who = _("comrade {name}").format(name=name) if name else ""
    if event.role is Role.COMMANDER and name:
        who = _("commander {name}").format(name=name)
    return Text(" · ".join(filter(None, [texts.clock(event.at), who])), ": ", said)


def _said(event: Event) -> str:
    """Return what a step was, empty for one that judges nothing."""
    match event.kind:
        case EventKind.VALUE:
            reasons = frozenset(map(ValueReason, event.details.get("reasons", ())))
            said = terms.judgement(Value(event.after or Value.UNASSESSED), reasons)
            return _("{value} (confirmed)").format(value=said) if event.details.get("confirmed") else said
        case EventKind.VALUE_CONFIRMED:
            return _("confirms: {value}").format(value=labels.value(Value(event.after or Value.UNASSESSED)))
        case EventKind.CLASS:
            return terms.legal_class(LegalClass(event.after)) if event.after else ""
        case EventKind.SOURCE:
            return _("source: {source}").format(source=labels.source_group(SourceGroup(event.after or "other")))
        case EventKind.INCIDENT:
            return _of_incident(event)
        case EventKind.OUTCOME:
            return _of_outcome(event)
        case _:
            return ""


def _of_incident(event: Event) -> str:
    frame = {
        None: _("put to incident no. {id}"),
        Step.KIND: _("incident no. {id}: kind corrected"),
        Step.RESOLVED: _("incident no. {id}: resolved"),
        Step.REOPENED: _("incident no. {id}: not resolved after all"),
        Step.LEFT: _("taken out of incident no. {id}"),
        Step.MOVED: _("incident no. {other} is the same event: put to incident no. {id}"),
        Step.JOINED: _("incident no. {other} is the same event as no. {id} and came to it"),
    }[event.details.get("step")]
    return frame.format(id=event.details.get("incident_id"), other=event.details.get("other"))


def _of_outcome(event: Event) -> str:
    if event.details.get("void"):
        return _("outcome no. {old} taken back").format(old=event.details.get("corrects"))
    if "corrects" in event.details:
        return _("outcome no. {old} corrected by no. {id}").format(
            old=event.details["corrects"], id=event.details.get("outcome_id")
        )
    if "incident" in event.details:
        return _("outcome no. {id} put to another incident").format(id=event.details.get("outcome_id"))
    return _("outcome no. {id} recorded").format(id=event.details.get("outcome_id"))
