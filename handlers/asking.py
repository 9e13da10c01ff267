"""What to say next about a draft: a warning, the one thing that is missing, or the summary."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from aiogram.utils.formatting import Text, as_list

from domain import tip as rules
from domain.codes import spaced
from domain.place import ChosenPlace, Decision, PlaceSource
from domain.tip import Category, Draft, Question
from handlers import drafts, place_texts, terms, texts, timing
from handlers.callbacks import (
    AddToLast,
    AskGroup,
    AskPlace,
    AskTime,
    Back,
    Discard,
    OtherPlace,
    PickCommune,
    PlaceUnknown,
    Send,
)
from handlers.calls import Keyboard, ask_for_position, refresh
from handlers.choices import Choice, numbered, offer, remember
from handlers.drafts import Notes
from handlers.placing import OFFERED, Read, chosen, point_of, read_place
from handlers.states import Reporting
from handlers.talk import Talk
from locales import gettext as _
from reports import labels
from storage import evidence, tips
from storage.outbox import Call
from storage.tips import Tip, TipNotFoundError
from triage.suggest import Suggestion

MOST_QUESTIONS = 3
"""Questions before the summary is shown whatever is missing: with the first message and "Gửi", nobody needs more than
five."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What the machine makes of a draft: suggestions, which the citizen's taps and the officer's judgement overrule."""

    suggestion: Suggestion
    read: Read


async def go_on(
    talk: Talk, notes: Notes, *, read: Read | None = None, is_answer: bool = False, in_place: bool = False
) -> list[Call]:
    """Ask what is missing, or show the summary.

    Args:
        talk: Who is asked.
        notes: With the draft as it is now.
        read: What was just read of its place, where that is more than the draft itself says; it replaces the place.
        is_answer: Whether the question for the place was put before this; with nothing `read`, it goes on telling, and
            does not count as an answer.
        in_place: Change the message that shows the draft where it stands instead of sending a new one.
    """
    draft = notes.draft or drafts.begun(notes, talk.now)
    is_answer = is_answer and read is not None
    if read is not None and read.placement.candidates and not read.unknown:
        draft = replace(draft, place=None)
    read = read or read_place(talk, draft)
    if draft.place is None and read.placement.decision is Decision.ROUTE and not read.unknown:
        draft = replace(draft, place=chosen(talk, read.placement.candidates[0]))
    found = talk.suggest(draft.text, sent_at=draft.started_at)
    warning: list[Call] = []
    if found.dangers and not draft.warned:
        warning = [talk.say(texts.danger(found.dangers, about=found.category))]
        draft = replace(draft, warned=True)
    question = _missing(draft, found) or (Question.PLACE if read.unknown else None)
    if question is Question.PLACE and (_is_full(draft) or (is_answer and _has_asked_enough(notes, draft))):
        unknown = ChosenPlace(None, read.placement.province_code, PlaceSource.UNKNOWN)
        draft, question = replace(draft, place=draft.place or unknown), None
    notes = _noted(notes, draft, question, is_answer=is_answer)
    await drafts.write(talk.state, notes)
    match question:
        case Question.WHAT:
            await talk.state.set_state(Reporting.drafting)
            return [*warning, talk.show(drafts.card_name(draft), texts.ask_what())]
        case Question.PLACE:
            return [*warning, *await ask_place(talk, draft, read)]
        case None:
            return [*warning, await _summary(talk, notes, Understood(found, read), in_place=in_place)]


def _missing(draft: Draft, found: Suggestion) -> Question | None:
    has_words = any(not passage.is_place for passage in draft.passages)
    says_something = has_words and (found.category is not Category.OTHER or draft.place is not None)
    return rules.missing(draft, says_something=says_something)


def _is_full(draft: Draft) -> bool:
    """Whether a draft takes no more words, so that the question for the place could be answered no more."""
    return len(draft.passages) >= rules.MAX_PASSAGES


def _has_asked_enough(notes: Notes, draft: Draft) -> bool:
    return notes.asked + (Question.WHAT in draft.asked) >= MOST_QUESTIONS


def _noted(notes: Notes, draft: Draft, question: Question | None, *, is_answer: bool) -> Notes:
    """Return the notes with the question that is put now; questions for the place are counted until it is settled."""
    asked = notes.asked
    if question is Question.PLACE and (is_answer or question not in draft.asked):
        asked += 1
    if question is None and draft.place is not None and draft.place.code is not None:
        asked = 0
    if question is not None:
        draft = replace(draft, asked=draft.asked | {question})
    return replace(notes, draft=draft, asked=asked)


async def ask_place(talk: Talk, draft: Draft, read: Read, *, can_go_back: bool = False) -> list[Call]:
    """Ask where it is: among the candidates where there are any, otherwise for a name or a position."""
    await talk.state.set_state(Reporting.naming_place)
    choices = _candidates(talk, read)
    unsure = PlaceUnknown(province=read.placement.province_code or "")
    if not choices:
        # A keyboard of the phone's own has the button that shares the position; it cannot stand beside the others.
        others = [Choice(_("I am not sure"), unsure), *([Choice(_("Back"), Back())] if can_go_back else [])]
        keyboard = await offer_position(talk, others)
        return [talk.show(drafts.card_name(draft), place_texts.question(talk.gazetteer, read, others), keyboard)]
    if place_texts.is_supposing(read):
        choices[0] = replace(choices[0], is_supposed=True)
    choices += [Choice(_("Another commune"), OtherPlace()), Choice(_("I am not sure"), unsure)]
    if can_go_back:
        choices.append(Choice(_("Back"), Back()))
    asked = place_texts.question(talk.gazetteer, read, choices)
    return [talk.show(drafts.card_name(draft), asked, await offer(talk.state, choices))]


def _candidates(talk: Talk, read: Read) -> list[Choice]:
    named = [(one, talk.gazetteer.label(one.code)) for one in read.placement.candidates[:OFFERED]]
    return [Choice(name, PickCommune(code=one.code), note=place_texts.note(read, one, name)) for one, name in named]


async def ask_name(talk: Talk, notes: Notes, read: Read) -> list[Call]:
    """Ask for the first letters of a commune's name, or a position."""
    await talk.state.set_state(Reporting.naming_place)
    await drafts.write(talk.state, replace(notes, asked=notes.asked + 1))
    now = notes.draft.place if notes.draft else None
    others = [Choice(_("I am not sure"), PlaceUnknown(province=read.placement.province_code or ""))]
    if now is not None:
        others.append(Choice(_("Back"), Back()))
    keyboard = await offer_position(talk, others)
    return [talk.say(as_list(place_texts.ask_name(talk.gazetteer, now), *numbered(others)), keyboard)]


async def offer_position(talk: Talk, others: Sequence[Choice]) -> Keyboard:
    """Return the buttons of a question that is best answered in words: the position, and what else can be said."""
    await remember(talk.state, others)
    return ask_for_position(_("Share my position"), *(one.label for one in others))


async def _summary(talk: Talk, notes: Notes, understood: Understood, *, in_place: bool) -> Call:
    draft = notes.draft or drafts.begun(notes, talk.now)
    await talk.state.set_state(Reporting.drafting)
    choices = [Choice(_("Send"), Send(draft=drafts.number(draft))), Choice(_("Change the place"), AskPlace())]
    choices.append(Choice(_("Change what it is about"), AskGroup()))
    if timing.shown(draft, understood.suggestion):
        choices.append(Choice(_("Change the time"), AskTime()))
    choices.append(Choice(_("Drop it"), Discard()))
    if _has_asked_enough(notes, draft):
        # Enough was asked: the communes that it may be are offered once more, but nobody has to choose.
        choices += _candidates(talk, understood.read)
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
    found = understood.suggestion
    category = draft.category or found.category
    level = terms.urgency(found.urgency) if found.is_emergency else ""
    place = draft.place or ChosenPlace(None, None, PlaceSource.UNKNOWN)
    line = texts.understood(
        about=", ".join(filter(None, [labels.category(category), level])),
        place=place_texts.shown(talk.gazetteer, place, understood.read),
        occurred=timing.shown(draft, found),
    )
    return texts.summary(
        line,
        words=draft.text,
        attached=texts.files(await evidence.kinds(talk.session, draft.evidence)) if draft.evidence else "",
        has_position=point_of(draft) is not None,
        advice=texts.listening() if category is Category.ABUSE and not draft.warned else "",
    )
