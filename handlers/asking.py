"""What to say next about a draft: a warning, the one thing that is missing, or the summary."""

from dataclasses import dataclass, replace

from aiogram.utils.formatting import Text

from domain import tip as rules
from domain.codes import spaced
from domain.place import Candidate, ChosenPlace, Decision, Placement, PlaceSource, ReasonKind
from domain.tip import Category, Draft, Question
from handlers import drafts, texts
from handlers.callbacks import AddToLast, AskGroup, AskPlace, Back, Discard, OtherPlace, PickCommune, PlaceUnknown, Send
from handlers.calls import Keyboard, ask_for_position, refresh
from handlers.choices import Choice, offer, remember
from handlers.drafts import Notes
from handlers.states import Reporting
from handlers.talk import Talk
from locales import gettext as _
from places import resolve
from reports import labels
from storage import evidence, tips
from storage.outbox import Call
from storage.tips import Tip, TipNotFoundError
from triage.suggest import Suggestion, suggest

FROM_POSITION = frozenset({ReasonKind.INSIDE, ReasonKind.NEAR_BORDER, ReasonKind.NEAREST})
"""Reasons that only a position gives."""

OFFERED_COMMUNES = 5
"""Communes to choose among at most; more would have to be scrolled for."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What the machine makes of a draft: suggestions, which the citizen's taps and the officer's judgement overrule."""

    suggestion: Suggestion
    placement: Placement


def read_place(talk: Talk, draft: Draft) -> Placement:
    """Return what words and position of a draft say about its place."""
    said = resolve.from_text(talk.gazetteer, draft.text)
    if draft.position is None:
        return said
    return resolve.both(said, resolve.from_position(talk.gazetteer, draft.position))


async def go_on(talk: Talk, notes: Notes, *, named: Placement | None = None, in_place: bool = False) -> list[Call]:
    """Ask what is missing, or show the summary.

    Args:
        talk: Who is asked.
        notes: With the draft as it is now.
        named: What an answer to the question for a place says, where one was given.
        in_place: Change the message that shows the draft where it stands instead of sending a new one.
    """
    draft = notes.draft or Draft(started_at=talk.now)
    placement = named or read_place(talk, draft)
    if named is not None:
        draft = replace(draft, place=None)
    if draft.place is None and placement.decision is Decision.ROUTE:
        draft = replace(draft, place=_commune(talk, placement.candidates[0]))
    found = suggest(draft.text, sent_at=talk.now)
    warning: list[Call] = []
    if found.dangers and not draft.warned:
        warning = [talk.say(texts.danger(found.dangers, about=found.category))]
        draft = replace(draft, warned=True)
    says_something = bool(draft.passages) and (found.category is not Category.OTHER or draft.place is not None)
    question = rules.missing(draft, says_something=says_something)
    if question is not None:
        draft = replace(draft, asked=draft.asked | {question})
    notes = replace(notes, draft=draft)
    await drafts.write(talk.state, notes)
    match question:
        case Question.WHAT:
            await talk.state.set_state(Reporting.drafting)
            return [*warning, talk.show(drafts.card_name(draft), texts.ask_what())]
        case Question.PLACE:
            return [*warning, *await ask_place(talk, draft, placement)]
        case None:
            return [*warning, await _summary(talk, notes, Understood(found, placement), in_place=in_place)]


def _commune(talk: Talk, candidate: Candidate) -> ChosenPlace:
    source = PlaceSource.POSITION if candidate.reason.kind in FROM_POSITION else PlaceSource.TEXT
    return ChosenPlace(candidate.code, talk.gazetteer.commune(candidate.code).province_code, source)


async def ask_place(talk: Talk, draft: Draft, placement: Placement, *, can_go_back: bool = False) -> list[Call]:
    """Ask where it is: among the candidates where there are any, otherwise for a name or a position."""
    await talk.state.set_state(Reporting.naming_place)
    province = placement.province_code
    choices = [
        Choice(talk.gazetteer.label(one.code), PickCommune(code=one.code))
        for one in placement.candidates[:OFFERED_COMMUNES]
    ]
    if choices:
        choices.append(Choice(_("Somewhere else"), OtherPlace()))
    unsure = PlaceUnknown(province=province or "")
    if not choices:
        keyboard = await offer_position(talk, unsure)
        return [talk.show(drafts.card_name(draft), texts.ask_place(placement), keyboard)]
    choices.append(Choice(_("I am not sure"), unsure))
    if can_go_back:
        choices.append(Choice(_("Back"), Back()))
    return [talk.show(drafts.card_name(draft), texts.ask_place(placement), await offer(talk.state, choices))]


async def offer_position(talk: Talk, unsure: PlaceUnknown) -> Keyboard:
    """Return the two buttons of a question that is best answered in words: the position, and not being sure."""
    label = _("I am not sure")
    await remember(talk.state, [Choice(label, unsure)])
    return ask_for_position(_("Share my position"), label)


async def _summary(talk: Talk, notes: Notes, understood: Understood, *, in_place: bool) -> Call:
    draft = notes.draft or Draft(started_at=talk.now)
    await talk.state.set_state(Reporting.drafting)
    choices = [Choice(_("Send"), Send()), Choice(_("Change the place"), AskPlace())]
    choices += [Choice(_("Change what it is about"), AskGroup()), Choice(_("Drop it"), Discard())]
    # Words about officers must not reach a commune by way of an earlier tip.
    about = draft.category or understood.suggestion.category
    if about is not Category.OFFICER and (last := await _recent_tip(talk, notes)) is not None:
        label = _("Add this to tip {code} instead").format(code=spaced(last.code))
        choices.append(Choice(label, AddToLast(tip=last.id)))
    keyboard = await offer(talk.state, choices)
    content = await _summary_text(talk, draft, understood)
    name = drafts.card_name(draft)
    return refresh(talk.contact.id, name, content, keyboard) if in_place else talk.show(name, content, keyboard)


async def _recent_tip(talk: Talk, notes: Notes) -> Tip | None:
    """Return the tip that new words may belong to: one that an officer asks about, or that was sent a moment ago."""
    questioned = await tips.last_questioned(talk.session, talk.vault, talk.contact.id)
    if questioned is not None:
        return questioned
    if notes.last is None or not notes.last.is_recent(talk.now):
        return None
    try:
        return await tips.for_reporter(talk.session, talk.vault, talk.contact.id, notes.last.tip_id)
    except TipNotFoundError:
        return None


async def _summary_text(talk: Talk, draft: Draft, understood: Understood) -> Text:
    about = labels.category(draft.category or understood.suggestion.category)
    return texts.summary(
        about=about,
        place=_place_label(talk, draft),
        place_note=_place_note(draft, understood.placement),
        occurred=texts.occurred(understood.suggestion.occurred_at),
        words=draft.text,
        attached=texts.files(await evidence.kinds(talk.session, draft.evidence)) if draft.evidence else "",
        has_position=draft.position is not None,
    )


def _place_label(talk: Talk, draft: Draft) -> str:
    if draft.place is None or draft.place.code is None:
        return _("not sure; the province will find out")
    return talk.gazetteer.label(draft.place.code)


def _place_note(draft: Draft, placement: Placement) -> str:
    """Return why the place was read so, unless the citizen chose it."""
    is_read = draft.place is not None and draft.place.source in {PlaceSource.TEXT, PlaceSource.POSITION}
    return texts.place_reason(placement) if is_read else ""
