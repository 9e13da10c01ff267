"""A tip as staff see it: a short card for everybody in whose queue it is, and the whole of it for who opens it.

Both are composed from a fixed list of parts, none of which says who reported: no name, no chat, no forwarded message,
and times that are rounded, so that nobody can match them with what they saw somebody type. The card hides numbers of
persons and vehicles as well; who opens the tip reads the words whole.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from aiogram.utils.formatting import Bold, Code, Text, as_list

import locales
from domain.access import Officer
from domain.codes import spaced
from domain.deadlines import acknowledge_by
from domain.lifecycle import WAITING, Status
from domain.masking import mask
from domain.outcomes import LegalClass, Value
from domain.place import PlaceSource, Position
from domain.routing import RouteReason
from domain.tip import SourceGroup, Urgency
from handlers import duplicates, terms, texts
from handlers.actions import Having, actions
from handlers.callbacks import (
    Acknowledge,
    OpenTip,
    ReadOn,
)
from handlers.calls import Button, Keyboard, inline, refresh, show
from handlers.choices import Choice, offer
from handlers.duplicates import Sibling
from handlers.quoting import displayed, pages, previewed, quoted, shortened
from handlers.receipt import received, rounded
from handlers.staff import rest
from handlers.talk import Talk
from locales import gettext as _
from locales import ngettext
from reports import labels
from reports.numbers import day, duration
from storage import evidence, incidents, people, proposals, sources, tips, units
from storage.evidence import Kept
from storage.incidents import Incident, RecordedOutcome
from storage.outbox import Call, Priority
from storage.people import Reader
from storage.proposals import Proposal
from storage.tips import Statement, StatementKind, Tip
from storage.units import Unit

CARD_SIZE = 700
"""UTF-16 units of the citizen's words on a card."""

ALARMING_SIZE = 40
"""UTF-16 units of each of the words for which a tip is an emergency."""

VIEW_SIZE = 1150
"""UTF-16 units of the citizen's words in the whole view; the rest is read page by page."""

SIBLING_SIZE = 220
"""UTF-16 units of these that each likely duplicate takes up."""

LATER_SIZE = 220
"""UTF-16 units of each later statement in the whole view."""

LATER_SHOWN = 5
"""Later statements in the whole view; older ones are read page by page."""

OUTCOMES_SHOWN = 5
"""Outcomes in the whole view, the newest: with the sizes above it fits into one message."""

PAGE_SIZE = 3500
"""UTF-16 units of words on one page."""

VIEW = "view"
"""The message in which an officer works on a tip: one each, always the lowest."""

FROM_CITIZEN = frozenset(
    {StatementKind.NARRATIVE, StatementKind.SUPPLEMENT, StatementKind.ANSWER, StatementKind.OBJECTION}
)
"""Statements in a citizen's words."""


@dataclass(frozen=True, slots=True)
class Content:
    """What belongs to a tip, opened.

    Attributes:
        words: Every statement, oldest first.
        files: What came with it.
        position: The shared point.
    """

    words: tuple[Statement, ...]
    files: tuple[Kept, ...]
    position: Position | None


@dataclass(frozen=True, slots=True)
class Known:
    """What a card shows beside the tip itself.

    Attributes:
        unit: In whose queue or on whose desk it is.
        words: Every statement, oldest first.
        files: What came with it.
        position: The shared point.
        acknowledged: Who acknowledged it, by name, and when; None while it waits.
        proposal: A class that waits for a second officer, and the name of who proposed it.
        why: Why it is where it is; asked only for what is at a desk.
        siblings: Other tips that likely tell of the same event.
    """

    unit: Unit
    words: tuple[Statement, ...]
    files: tuple[Kept, ...]
    position: Position | None
    acknowledged: tuple[str, datetime] | None
    proposal: tuple[Proposal, str] | None
    why: RouteReason | None
    siblings: tuple[Sibling, ...]

    def said(self, *kinds: StatementKind) -> str:
        """Return the statements of these kinds, one paragraph each."""
        return _said(self.words, *kinds)


def _said(words: Iterable[Statement], *kinds: StatementKind) -> str:
    return "\n".join(one.text for one in words if one.kind in kinds)


async def _content(talk: Talk, tip: Tip) -> Content:
    """Return what belongs to a tip, as it is kept."""
    return Content(
        words=tuple(await tips.statements(talk.session, talk.vault, tip)),
        files=tuple(await evidence.of_tip(talk.session, tip)),
        position=await tips.position(talk.session, talk.vault, tip),
    )


async def known_of(talk: Talk, tip: Tip, content: Content | None = None) -> Known:
    """Return what a card of this tip shows; its content is read where it is not given."""
    content = content or await _content(talk, tip)
    # Of what nobody has touched yet, nobody can have said anything.
    is_touched = tip.version > 1
    return Known(
        unit=await units.on_day(talk.session, tip.unit_code, texts.local_day(talk.now)),
        words=content.words,
        files=content.files,
        position=content.position,
        acknowledged=await _acknowledged(talk, tip) if is_touched else None,
        proposal=await _proposal(talk, tip) if is_touched else None,
        why=await tips.reason_of_route(talk.session, tip) if tip.status is Status.AT_DESK else None,
        siblings=await duplicates.siblings(talk, tip, _said(content.words, StatementKind.NARRATIVE), content.position),
    )


async def _acknowledged(talk: Talk, tip: Tip) -> tuple[str, datetime] | None:
    found = await tips.acknowledged_by(talk.session, tip)
    if found is None or tip.status in WAITING:
        return None
    officer_id, at = found
    name = await people.officer_name(talk.session, talk.vault, officer_id) if officer_id else ""
    return name, at


async def _proposal(talk: Talk, tip: Tip) -> tuple[Proposal, str] | None:
    proposal = await proposals.pending(talk.session, tip)
    if proposal is None:
        return None
    return proposal, await people.officer_name(talk.session, talk.vault, proposal.officer_id)


def card_name(tip: Tip) -> str:
    """Return the name of the message that shows a tip to an officer."""
    return f"tip:{tip.id}"


# To everybody in the queue.


async def announce(talk: Talk, tip: Tip, content: Content | None = None) -> list[Call]:
    """Return a new card for each officer in whose queue or on whose desk the tip is now.

    Its content is read where it is not given, as it is of a tip that has just been recorded.
    """
    known = await known_of(talk, tip, content)
    return _cards_for(talk, tip, known, await _team(talk, tip), is_new=True)


async def refresh_all(talk: Talk, tip: Tip) -> list[Call]:
    """Return the card as it is now for each officer, where it stands: that makes no sound."""
    known = await known_of(talk, tip)
    return _cards_for(talk, tip, known, await _team(talk, tip), is_new=False)


async def answered(talk: Talk, tip: Tip) -> list[Call]:
    """Return the card with what the reporter added, which is new to who acknowledged the tip, or to all."""
    known = await known_of(talk, tip)
    found = await tips.acknowledged_by(talk.session, tip)
    team = await _team(talk, tip)
    own = [one for one in team if found and one.officer.id == found[0]]
    if tip.status in WAITING or not own:
        own = team
    others = [one for one in team if one not in own]
    return [
        *_cards_for(talk, tip, known, own, is_new=True),
        *_cards_for(talk, tip, known, others, is_new=False),
    ]


async def told_of_proposal(talk: Talk, tip: Tip, proposer: Officer) -> list[Call]:
    """Return a new card for each colleague of who proposed a class that needs a second officer."""
    known = await known_of(talk, tip)
    others = [one for one in await _team(talk, tip) if one.officer.id != proposer.id]
    return _cards_for(talk, tip, known, others, is_new=True)


async def moved_on(talk: Talk, tip: Tip, *, from_unit: str, to: str) -> list[Call]:
    """Return the cards of the unit that had a tip before: where it went, and nothing of what it says."""
    calls = []
    for officer, language in await people.team(talk.session, talk.vault, from_unit):
        with locales.language(language):
            gone = _("Tip {code} was passed on to {unit}.").format(code=spaced(tip.code), unit=to)
            # No tip_id: the tip is not theirs any more, and this says nothing of it.
            calls.append(replace(refresh(officer.contact_id, card_name(tip), gone), priority=Priority.NOTICE))
    return calls


async def _team(talk: Talk, tip: Tip) -> list[Reader]:
    return await people.team(talk.session, talk.vault, tip.unit_code)


def _cards_for(talk: Talk, tip: Tip, known: Known, team: Sequence[Reader], *, is_new: bool) -> list[Call]:
    """Return the card for each of these officers, composed once for each language."""
    is_pressing = is_new and tip.urgency is Urgency.EMERGENCY
    composed: dict[str, Call] = {}
    for language in {one.language for one in team}:
        with locales.language(language):
            made = (show if is_new else refresh)(0, card_name(tip), card(talk, tip, known), _card_buttons(tip, known))
        priority = Priority.URGENT if is_pressing else Priority.NOTICE
        composed[language] = replace(made, tip_id=tip.id, priority=priority)
    return [replace(composed[language], to=officer.contact_id) for officer, language in team]


def card(talk: Talk, tip: Tip, known: Known) -> Text:
    """Return the card of a tip, in the current language."""
    if tip.status is Status.WITHDRAWN:
        return as_list(_title(tip), terms.status(tip.status))
    lines = [_title(tip), *_alarm(talk, tip, known), *_facts(talk, tip, known), *_progress(talk, tip, known)]
    if known.files:
        lines.append(_files(known))
    lines += ["", Bold(_("WHAT THE CITIZEN WROTE")), previewed(known.said(StatementKind.NARRATIVE), CARD_SIZE)]
    later = [one for one in known.words if one.kind in FROM_CITIZEN and one.kind is not StatementKind.NARRATIVE]
    if later:
        lines += [Bold(_("ADDED LATER")), previewed(later[-1].text, CARD_SIZE // 2)]
    return as_list(*lines, *duplicates.lines(tip, known.siblings))


def _card_buttons(tip: Tip, known: Known) -> Keyboard | None:
    if tip.status is Status.WITHDRAWN:
        return None
    buttons = [Button(_("Open"), OpenTip(tip=tip.id).pack())]
    if tip.status in WAITING and tip.status is not Status.AT_DESK:
        buttons.insert(0, Button(_("Acknowledge"), Acknowledge(tip=tip.id).pack()))
    siblings = [Button(one.label, one.data.pack()) for one in duplicates.choices(tip, known.siblings)]
    return inline([buttons, *([one] for one in siblings)])


def _title(tip: Tip) -> Text:
    parts = [terms.urgency(tip.urgency), labels.category(tip.category)]
    return Text(Bold(" · ".join(filter(None, parts))), "\n", Code(spaced(tip.code)))


def _alarm(talk: Talk, tip: Tip, known: Known) -> list[Text | str]:
    """Return the citizen's own words for which a waiting tip was taken for an emergency."""
    if tip.urgency is not Urgency.EMERGENCY or tip.status not in WAITING:
        return []
    alarming = talk.suggest(known.said(StatementKind.NARRATIVE), sent_at=tip.received_at).alarming
    words = ", ".join(f"“{shortened(mask(displayed(one)), ALARMING_SIZE)}”" for one in alarming)
    return [_line(_("Emergency because:"), words)] if words else []


def _facts(talk: Talk, tip: Tip, known: Known) -> list[Text | str]:
    """Return where and when it happened, and how long ago it came in."""
    lines: list[Text | str] = [_line(_("Place:"), place(talk, tip))]
    if known.position is not None:
        lines.append(_line(_("Position:"), _point(known.position)))
    if tip.occurred_from is not None and tip.occurred_until is not None:
        times = list(dict.fromkeys(texts.clock(at) for at in (tip.occurred_from, tip.occurred_until)))
        lines.append(_line(_("Happened:"), " – ".join(times)))
    since = received(tip)
    age = duration(max(talk.now - since, timedelta(0)))
    lines.append(_line(_("Received:"), _("{time} ({age} ago)").format(time=texts.clock(since), age=age)))
    return lines


def _line(name: str, text: str) -> Text:
    return Text(Bold(name), " ", text)


def place(talk: Talk, tip: Tip) -> str:
    """Return where a tip happened, and how far that is known."""
    if tip.place_code is None or not talk.gazetteer.knows(tip.place_code):
        return _("not known yet")
    name = talk.gazetteer.label(tip.place_code)
    return name if tip.place_source is PlaceSource.UNKNOWN else f"{name} ({labels.place_source(tip.place_source)})"


def _point(position: Position) -> str:
    point = f"{position.lat:.5f}, {position.lon:.5f}"
    return f"{point} (± {position.accuracy_m:.0f} m)" if position.accuracy_m else point


def _progress(talk: Talk, tip: Tip, known: Known) -> list[Text | str]:
    """Return how it stands, and by when it has to be acknowledged or who did."""
    lines: list[Text | str] = [_line(_("State:"), terms.status(tip.status))]
    if known.why is not None and (why := terms.why_at_desk(known.why)):
        lines.append(_line(_("At the desk because:"), why))
    if known.acknowledged is not None:
        name, at = known.acknowledged
        lines.append(_("Acknowledged by comrade {name} at {time}.").format(name=name, time=texts.clock(at)))
    elif tip.status in WAITING and tip.status is not Status.REOPENED:
        lines.append(deadline(tip, now=talk.now))
    if tip.has_objection:
        lines.append(_("The reporter says that the result is wrong."))
    if known.proposal is not None:
        proposal, name = known.proposal
        lines.append(
            _("Comrade {name} proposes the class “{legal_class}”; another officer has to confirm it.").format(
                name=name, legal_class=terms.legal_class(proposal.legal_class)
            )
        )
    return lines


def deadline(tip: Tip, *, now: datetime) -> str:
    """Return by when a waiting tip is to be acknowledged, and by how much that is over."""
    due = acknowledge_by(received(tip), tip.urgency)
    if now <= due:
        return _("To be acknowledged by {time}.").format(time=texts.clock(due))
    return _("OVERDUE by {length}: it was to be acknowledged by {time}.").format(
        length=duration(now - due), time=texts.clock(due)
    )


def _files(known: Known) -> str:
    said = _("Files: {files}").format(files=texts.files(Counter(one.kind for one in known.files)))
    awaited, lost = sum(one.is_awaited for one in known.files), sum(one.is_lost for one in known.files)
    notes = [_("{n} still on the way").format(n=awaited)] if awaited else []
    notes += [_("{n} could not be fetched").format(n=lost)] if lost else []
    return f"{said} ({'; '.join(notes)})" if notes else said


# To the one who works on it.


async def opened(talk: Talk, tip: Tip, officer: Officer, *, news: str = "", more: Sequence[Choice] = ()) -> list[Call]:
    """Return the whole tip with what can be done next, for the officer who opened it or has just acted.

    Args:
        talk: The officer's; what was being typed is over, and the offered choices are remembered.
        tip: As it is now.
        officer: Who reads it.
        news: What has just happened, first of all.
        more: What else can be done just now, behind what always can.
    """
    await rest(talk)
    known = await known_of(talk, tip)
    judged = await _judged(talk, tip)
    having = Having(
        proposal=known.proposal[0] if known.proposal else None,
        reporter=await tips.reporter_of(talk.session, tip.id) is not None,
        pictures=any(one.is_viewable for one in known.files),
        more_words=_is_cut(known),
        incidents=tuple(one.id for one in judged.incidents if one.unit_code == officer.unit_code),
        outcomes=bool(judged.outcomes),
    )
    choices = [*actions(tip, officer, having), *duplicates.choices(tip, known.siblings), *more]
    keyboard = await offer(talk.state, choices, columns=2)
    lines: list[Text | str] = [Bold(news), ""] if news else []
    lines += [_title(tip), *_alarm(talk, tip, known), *_facts(talk, tip, known), *_progress(talk, tip, known)]
    lines += _judgement(tip, judged)
    if known.files:
        lines.append(_files(known))
    lines += ["", Bold(_("WHAT THE CITIZEN WROTE")), quoted(known.said(StatementKind.NARRATIVE), _view_size(known))]
    lines += await _later(talk, tip, known)
    lines += duplicates.lines(tip, known.siblings)
    if not having.reporter:
        lines += ["", _("The reporter has withdrawn; nobody can write to them any more.")]
    lines += ["", _("Press what to do next, or type its number:")]
    return [replace(talk.show(VIEW, as_list(*lines), keyboard), tip_id=tip.id)]


def _view_size(known: Known) -> int:
    """Return how much of the citizen's words the whole view has room for, in UTF-16 units."""
    return VIEW_SIZE - SIBLING_SIZE * len(known.siblings)


@dataclass(frozen=True, slots=True)
class Judged:
    """What was judged and recorded of a tip.

    Attributes:
        incidents: The incidents that it speaks of.
        resolvers: The names of the units that resolved them, by code.
        outcomes: What stands in the ledger for it, oldest first.
        model: The name of the registered model that it comes from, empty where it comes from none.
    """

    incidents: tuple[Incident, ...]
    resolvers: dict[str, str]
    outcomes: tuple[RecordedOutcome, ...]
    model: str


async def _judged(talk: Talk, tip: Tip) -> Judged:
    own = await incidents.known(talk.session, await incidents.of_tip(talk.session, tip))
    codes = {one.resolved_by for one in own if one.resolved_by}
    named = await units.named(talk.session, codes, texts.local_day(talk.now)) if codes else {}
    models = await sources.names(talk.session, [tip.model_id]) if tip.model_id else {}
    return Judged(
        incidents=tuple(own),
        resolvers={code: unit.full_name for code, unit in named.items()},
        outcomes=tuple(await incidents.outcomes_of(talk.session, tip)),
        model=next(iter(models.values()), ""),
    )


def _judgement(tip: Tip, judged: Judged) -> list[Text | str]:
    """Return class, value, source, incidents and outcomes, as far as there are any."""
    lines: list[Text | str] = []
    if tip.legal_class is not LegalClass.UNCLASSIFIED:
        lines.append(_line(_("Class:"), terms.legal_class(tip.legal_class)))
    if tip.value is not Value.UNASSESSED:
        said = _("{value} (confirmed)") if tip.is_value_confirmed else _("{value} (waits for the commander)")
        lines.append(_line(_("Value:"), said.format(value=labels.value(tip.value))))
    if tip.source_group is not SourceGroup.PEOPLE:
        said = " · ".join(filter(None, [labels.source_group(tip.source_group), judged.model]))
        lines.append(_line(_("From:"), said))
    lines += [incident_line(one, judged.resolvers.get(one.resolved_by or "", "")) for one in judged.incidents]
    return [*lines, *_outcomes(judged.outcomes)]


def incident_line(incident: Incident, resolver: str) -> str:
    """Return an incident in one line: "Vụ việc số 3 (2 tin) · vụ án · đã giải quyết 20/11/2026, phường Mỹ Thượng"."""
    named = ngettext("Incident no. {id} ({n} tip)", "Incident no. {id} ({n} tips)", incident.tips)
    parts = [named.format(id=incident.id, n=incident.tips), labels.incident_kind(incident.kind)]
    if incident.resolved_at is not None:
        on = day(texts.local_day(incident.resolved_at))
        parts.append(_("resolved on {day}, {unit}").format(day=on, unit=resolver))
    return " · ".join(parts)


def _outcomes(recorded: Sequence[RecordedOutcome]) -> list[Text | str]:
    if not recorded:
        return []
    return [Bold(_("Outcomes:")), *(f"– {terms.outcome(one.entry)}" for one in recorded[-OUTCOMES_SHOWN:])]


async def _later(talk: Talk, tip: Tip, known: Known) -> list[Text | str]:
    """Return questions, answers, notes and what was added, the newest ones; citizens' words as quotations."""
    later = [one for one in known.words if one.kind is not StatementKind.NARRATIVE]
    lines: list[Text | str] = []
    for one in later[-LATER_SHOWN:]:
        lines += [await _head(talk, tip, one), _body(one, LATER_SIZE)]
    if len(later) > LATER_SHOWN:
        lines.insert(0, _("(earlier ones: “Read all”)"))
    return ["", Bold(_("QUESTIONS, ANSWERS, NOTES")), *lines] if lines else []


async def _head(talk: Talk, tip: Tip, one: Statement) -> Text:
    kind = {
        StatementKind.NARRATIVE: _("Citizen"),
        StatementKind.SUPPLEMENT: _("Citizen, added"),
        StatementKind.ANSWER: _("Citizen, answer"),
        StatementKind.OBJECTION: _("Citizen, objection"),
        StatementKind.QUESTION: _("Question to the citizen"),
        StatementKind.REPLY: _("Reply to the citizen"),
        StatementKind.NOTE: _("Internal note"),
    }[one.kind]
    is_exact = one.kind not in FROM_CITIZEN or tip.urgency is Urgency.EMERGENCY
    time = texts.clock(one.at if is_exact else rounded(one.at))
    if one.officer_id is None:
        return Text(Bold(kind), f" · {time}")
    name = await people.officer_name(talk.session, talk.vault, one.officer_id)
    return Text(Bold(kind), " · ", _("comrade {name}").format(name=name), f" · {time}")


def _body(one: Statement, size: int) -> Text | str:
    return quoted(one.text, size) if one.kind in FROM_CITIZEN else shortened(displayed(one.text), size)


def _is_cut(known: Known) -> bool:
    """Whether the whole view leaves words out."""
    later = [one for one in known.words if one.kind is not StatementKind.NARRATIVE]
    return (
        len(later) > LATER_SHOWN
        or len(pages(displayed(known.said(StatementKind.NARRATIVE)), _view_size(known))) > 1
        or any(len(pages(displayed(one.text), LATER_SIZE)) > 1 for one in later)
    )


async def page(talk: Talk, tip: Tip, number: int) -> Call | None:
    """Return one page of everything that was written about a tip, None behind the last."""
    words = await tips.statements(talk.session, talk.vault, tip)
    parts = [(one, index, part) for one in words for index, part in enumerate(pages(displayed(one.text), PAGE_SIZE))]
    if not 0 <= number < len(parts):
        return None
    one, index, part = parts[number]
    head = await _head(talk, tip, one)
    keyboard = None
    if number + 1 < len(parts):
        keyboard = inline([[Button(_("Read on"), ReadOn(tip=tip.id, page=number + 1).pack())]])
    body = quoted(part, PAGE_SIZE) if one.kind in FROM_CITIZEN else part
    lines = [head, _("(continued)"), body] if index else [head, body]
    return replace(talk.say(as_list(*lines), keyboard), tip_id=tip.id)
