"""A citizen reports a tip: anything, in any order; the bot asks only for what is missing."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.types import Message

from domain import tip as rules
from domain.access import COUNTRY
from domain.codes import new_code, spaced
from domain.deadlines import acknowledge_by
from domain.place import ChosenPlace, PlaceSource
from domain.routing import Route, route
from domain.tip import FIRST_OF, GROUP_OF, Category, Draft, Group, Passage, with_passage, with_position
from handlers import cards, drafts, duplicates, place_texts, placing, texts, timing
from handlers.additions import Addition, add, addition
from handlers.asking import ask_name, ask_place, go_on
from handlers.callbacks import (
    AddToLast,
    AskGroup,
    AskPlace,
    AskTime,
    Back,
    Discard,
    OtherPlace,
    PickCommune,
    PickGroup,
    PickTime,
    PlaceUnknown,
    Send,
)
from handlers.cards import Content
from handlers.choices import Choice, Chosen, forget, offer, wrong_choice
from handlers.drafts import LastTip, Notes
from handlers.files import kept_files
from handlers.parts import Parts, parts_of, says_nothing
from handlers.placing import Read, answered, kept, read_place
from handlers.states import Reporting
from handlers.talk import Talk
from locales import gettext as _
from storage import evidence, people, tips, units
from storage.outbox import Call
from storage.tips import NewTip, Statement, StatementKind, Tip

router = Router(name="report")
router.message.filter(F.chat.type == ChatType.PRIVATE, ~F.from_user.is_bot)
router.edited_message.filter(F.chat.type == ChatType.PRIVATE, ~F.from_user.is_bot)
pressed = Chosen(router)


@pressed.on(Back)
async def back(talk: Talk) -> list[Call]:
    """Show the summary, or the question that is open, once more."""
    notes = await drafts.read(talk.state)
    return await go_on(talk, notes) if notes.draft else [_nothing(talk)]


def _nothing(talk: Talk) -> Call:
    return talk.say(_("Nothing is being written now. To report, just write what is happening; your sent tips: /tin"))


@pressed.on(AskPlace)
async def ask_place_again(talk: Talk) -> list[Call]:
    """Let the citizen change where it is, among what the words and the position allow."""
    notes = await drafts.read(talk.state)
    if notes.draft is None:
        return [_nothing(talk)]
    read = read_place(talk, notes.draft)
    now = notes.draft.place.code if notes.draft.place else None
    if {one.code for one in read.placement.candidates} <= {now}:
        # The one that was read is not the right one, so there is nothing to choose among.
        return await ask_name(talk, notes, read)
    return await ask_place(talk, notes.draft, replace(read, before=notes.draft.place), can_go_back=True)


@pressed.on(OtherPlace)
async def ask_other_place(talk: Talk) -> list[Call]:
    """Ask for a name or a position."""
    notes = await drafts.read(talk.state)
    if notes.draft is None:
        return [_nothing(talk)]
    return await ask_name(talk, notes, read_place(talk, notes.draft))


@pressed.on(PickCommune)
async def pick_commune(talk: Talk, choice: PickCommune) -> list[Call]:
    """Take the commune that was picked."""
    try:
        commune = talk.gazetteer.commune(choice.code)
    except KeyError:
        return [_nothing(talk)]
    return await _placed(talk, ChosenPlace(commune.code, commune.province_code, PlaceSource.CITIZEN))


@pressed.on(PlaceUnknown)
async def leave_place(talk: Talk, choice: PlaceUnknown) -> list[Call]:
    """Leave it to the province's desk, or the country's, to find out where it is."""
    try:
        province = talk.gazetteer.province(choice.province).code
    except KeyError:
        province = None
    return await _placed(talk, ChosenPlace(None, province, PlaceSource.UNKNOWN))


async def _placed(talk: Talk, place: ChosenPlace) -> list[Call]:
    notes = await drafts.read(talk.state)
    if notes.draft is None:
        return [_nothing(talk)]
    return await go_on(talk, replace(notes, draft=replace(notes.draft, place=place), asked=0))


@pressed.on(AskGroup)
async def ask_group(talk: Talk) -> list[Call]:
    """Let the citizen say what it is about."""
    notes = await drafts.read(talk.state)
    if notes.draft is None:
        return [_nothing(talk)]
    choices = [Choice(texts.group(group), PickGroup(group=group)) for group in Group]
    keyboard = await offer(talk.state, [*choices, Choice(_("Back"), Back())])
    return [talk.show(drafts.card_name(notes.draft), _("What is it about?"), keyboard)]


@pressed.on(PickGroup)
async def pick_group(talk: Talk, choice: PickGroup) -> list[Call]:
    """Take what the citizen says it is about; triage's finer category stands where it is in that group."""
    notes = await drafts.read(talk.state)
    if notes.draft is None:
        return [_nothing(talk)]
    suggested = talk.suggest(notes.draft.text, sent_at=notes.draft.started_at).category
    category = suggested if GROUP_OF[suggested] is choice.group else FIRST_OF[choice.group]
    return await go_on(talk, replace(notes, draft=replace(notes.draft, category=category)))


@pressed.on(AskTime)
async def ask_time(talk: Talk) -> list[Call]:
    """Let the citizen say when it happened."""
    notes = await drafts.read(talk.state)
    return await timing.ask(talk, notes.draft) if notes.draft else [_nothing(talk)]


@pressed.on(PickTime)
async def pick_time(talk: Talk, choice: PickTime) -> list[Call]:
    """Take when it happened."""
    notes = await drafts.read(talk.state)
    if notes.draft is None:
        return [_nothing(talk)]
    return await go_on(talk, replace(notes, draft=replace(notes.draft, time=timing.picked(choice, talk.now))))


@pressed.on(Discard)
async def discard(talk: Talk, choice: Discard) -> list[Call]:
    """Drop the draft, after asking once more."""
    notes = await drafts.read(talk.state)
    if notes.draft is None:
        return [_nothing(talk)]
    if choice.sure:
        return await drop(talk)
    keyboard = await offer(talk.state, [Choice(_("Keep it"), Back()), Choice(_("Drop it"), Discard(sure=True))])
    return [talk.show(drafts.card_name(notes.draft), _("Drop what you have written? Nothing was sent."), keyboard)]


async def drop(talk: Talk) -> list[Call]:
    """Forget the draft and whatever else was begun."""
    notes = await drafts.read(talk.state)
    await talk.state.set_state(None)
    await forget(talk.state)
    await drafts.write(talk.state, replace(notes, draft=None, tip_id=None, since=None))
    if notes.draft is None and talk.officer is not None:
        return [talk.say(_("Left. Type /hangcho for the queue."))]
    if notes.draft is None:
        return [talk.say(_("There is nothing to drop. To report, just write what is happening."))]
    return [talk.show(drafts.card_name(notes.draft), _("Dropped. Nothing was sent."))]


@pressed.on(Send)
async def send(talk: Talk, choice: Send) -> list[Call]:
    """Record the tip, say what happens next, and tell those whose queue it is in."""
    notes = await drafts.read(talk.state)
    draft = notes.draft
    if draft is None:
        return [await _sent_already(talk, notes)]
    if draft.place is None or choice.draft not in {0, drafts.number(draft)}:
        # An old button: the place is still being asked for, or this is another draft than the one that was looked at.
        return await go_on(talk, notes)
    tip, way = await _record(talk, draft)
    await talk.state.set_state(None)
    await forget(talk.state)
    messages = tuple(passage.message_id for passage in draft.passages)
    last = LastTip(tip.id, max(talk.now, draft.started_at), draft.album, messages)
    await drafts.write(talk.state, Notes(last=last, is_greeted=True))
    unit = await units.on_day(talk.session, tip.unit_code, texts.local_day(talk.now))
    receipt = texts.receipt(
        code=tip.code,
        unit=texts.police(unit),
        why=way.reason,
        by=acknowledge_by(tip.received_at, tip.urgency),
    )
    return [
        talk.show(drafts.card_name(draft), receipt),
        *await cards.announce(talk, tip, await _content(talk, tip, draft)),
    ]


async def _content(talk: Talk, tip: Tip, draft: Draft) -> Content:
    """Return what belongs to a tip that was a draft a moment ago."""
    words = tuple(Statement(talk.now, StatementKind.NARRATIVE, None, passage.text) for passage in draft.passages)
    files = tuple(await evidence.of_tip(talk.session, tip)) if draft.evidence else ()
    return Content(words, files, placing.point_of(draft))


async def _sent_already(talk: Talk, notes: Notes) -> Call:
    """Answer a second press: nothing is sent twice."""
    if notes.last is None:
        return _nothing(talk)
    tip = await tips.for_reporter(talk.session, talk.vault, talk.contact.id, notes.last.tip_id)
    return talk.say(_("It is sent already; its code is {code}. See /tin").format(code=spaced(tip.code)))


async def _record(talk: Talk, draft: Draft) -> tuple[Tip, Route]:
    """Record the draft as a tip; returns it with the way it took."""
    found = talk.suggest(draft.text, sent_at=draft.started_at)
    place = draft.place or ChosenPlace(None, None, PlaceSource.UNKNOWN)
    category = draft.category or found.category
    codes = [code for code in (place.code, place.province_code, COUNTRY) if code]
    # Words about officers go past the commune even where the citizen chose another category.
    routed_as = Category.OFFICER if Category.OFFICER in {category, found.category} else category
    queues = await people.queues(talk.session, codes)
    way = route(place=place, category=routed_as, urgency=found.urgency, queues=queues)
    tip = await tips.record(
        talk.session,
        talk.vault,
        NewTip(
            code=new_code(),
            narrative=tuple(passage.text for passage in draft.passages),
            place=place,
            position=placing.point_of(draft),
            category=category,
            suggested_category=found.category,
            urgency=found.urgency,
            confidence=found.categories[0].confidence,
            suggested_time=timing.occurred(replace(draft, time=None), found),
            occurred=timing.occurred(draft, found),
            source_group=talk.contact.source_group,
            model_id=talk.contact.model_id,
            route=way,
            read=read_place(talk, draft).placement,
            evidence=draft.evidence,
            sketch=duplicates.sketch(talk, draft, found),
        ),
        contact_id=talk.contact.id,
        now=talk.now,
    )
    return tip, way


@pressed.on(AddToLast)
async def add_to_last(talk: Talk, choice: AddToLast) -> list[Call]:
    """Make the draft a supplement of the tip that was sent before."""
    notes = await drafts.read(talk.state)
    if notes.draft is None:
        return [_nothing(talk)]
    tip = await tips.for_reporter(talk.session, talk.vault, talk.contact.id, choice.tip)
    await talk.state.set_state(None)
    await forget(talk.state)
    await drafts.write(talk.state, replace(notes, draft=None))
    said = _("Added to tip {code}.").format(code=spaced(tip.code))
    point = placing.described(talk, notes.draft.position) if notes.draft.position else ""
    words = "\n".join(filter(None, [notes.draft.text, point]))
    told = await add(talk, tip, Addition(words, notes.draft.evidence))
    return [talk.show(drafts.card_name(notes.draft), said), *told]


# A message may be a typed choice, so these come last: aiogram asks handlers in the order they are written.


@router.message()
async def take(message: Message, talk: Talk) -> list[Call]:
    """Add what was sent to the draft, or begin one."""
    parts = _usable(talk, parts_of(message))
    notes = await drafts.read(talk.state)
    if talk.officer is not None and notes.draft is None and await talk.state.get_state() != Reporting.drafting.state:
        return [talk.say(_("Type /hangcho for the queue, /trogiup for help, or /guitin to report something yourself."))]
    if wrong := await wrong_choice(talk.state, parts.text):
        return [talk.say(wrong)]
    said = await _greet(talk, notes, parts)
    notes = replace(notes, is_greeted=True, tip_id=None, since=None)
    if refusal := _refusal(parts, notes.draft):
        said.append(talk.say(refusal))
    if not _takes(parts, notes.draft):
        await drafts.write(talk.state, notes)
        return said
    late = await _late_part(talk, notes, parts)
    if late is not None:
        return late
    said += _remarks(talk, parts)
    before = notes.draft or drafts.begun(notes, talk.now)
    notes = replace(notes, asked=notes.asked if notes.draft else 0)
    is_same_album = parts.album is not None and parts.album == before.album
    after = await _with_parts(talk, before, message.message_id, parts)
    is_answer = await _answers(talk, parts)
    draft, read = kept(talk, before, after, parts)
    if is_answer and parts.text and not parts.position:
        read = answered(talk, read_place(talk, before), parts.text) or read
    notes = replace(notes, draft=draft)
    if parts.text and await talk.state.get_state() == Reporting.naming_time.state:
        return [*said, *await _take_time(talk, notes, draft, read, parts.text)]
    return [*said, *await go_on(talk, notes, read=read, is_answer=is_answer, in_place=is_same_album)]


async def _take_time(talk: Talk, notes: Notes, draft: Draft, read: Read | None, words: str) -> list[Call]:
    """Take the time that an answer says; words without one stay in the draft, and the question is put again."""
    time = timing.told(talk, words)
    if time is None and not timing.is_story(words):
        await drafts.write(talk.state, notes)
        return await timing.ask(talk, draft, unread=words)
    return await go_on(talk, replace(notes, draft=replace(draft, time=time or draft.time)), read=read)


async def _answers(talk: Talk, parts: Parts) -> bool:
    """Whether a message answers the question for the place."""
    is_asked = await talk.state.get_state() == Reporting.naming_place.state
    return is_asked and bool(parts.text or parts.position)


@router.edited_message()
async def correct(message: Message, talk: Talk) -> list[Call]:
    """Take the corrected words of a message to where they stand; a live position that moves on is not followed."""
    parts = parts_of(message)
    notes = await drafts.read(talk.state)
    if not parts.text:
        return []
    if notes.draft is None or message.message_id not in {one.message_id for one in notes.draft.passages}:
        return await _correct_sent(talk, notes, message.message_id, parts)
    draft = with_passage(notes.draft, Passage(message.message_id, parts.text, is_place=parts.is_place))
    if draft.place is not None and draft.place.source is PlaceSource.TEXT:
        draft = replace(draft, place=None)
    return await go_on(talk, replace(notes, draft=draft), in_place=True)


async def _correct_sent(talk: Talk, notes: Notes, message_id: int, parts: Parts) -> list[Call]:
    if notes.last is None or message_id not in notes.last.message_ids:
        return [talk.say(_("This correction came too late to be matched. Please send it as a new message."))]
    tip = await tips.for_reporter(talk.session, talk.vault, talk.contact.id, notes.last.tip_id)
    told = await add(talk, tip, Addition(_("(corrected) {words}").format(words=parts.text)))
    return [talk.say(_("Added to tip {code}.").format(code=spaced(tip.code))), *told]


async def _greet(talk: Talk, notes: Notes, parts: Parts) -> list[Call]:
    if notes.is_greeted:
        return []
    is_warned = bool(talk.suggest(parts.text, sent_at=talk.now).dangers)
    return [talk.say(texts.first_words(are_numbers_due=not is_warned))]


def _refusal(parts: Parts, draft: Draft | None) -> str | None:
    """Return what cannot be taken of a message, None where all can. What was given before always stays."""
    if parts.is_too_large:
        return _("This file is larger than 20 MB and cannot be fetched. Send a smaller one; everything else is kept.")
    if _is_unreadable(parts):
        return _(
            "This cannot be read here. Write what is happening and where, or send a photo or your position; "
            "what you sent before is kept."
        )
    if draft is not None and parts.text and len(draft.passages) >= rules.MAX_PASSAGES:
        return _("This is as much as one tip holds. Press Send first; then add the rest to the sent tip with /tin.")
    if draft is not None and parts.file and len(draft.evidence) >= rules.MAX_EVIDENCE:
        return _("One tip holds 30 files. Press Send first; then add the rest to the sent tip with /tin.")
    return None


def _is_unreadable(parts: Parts) -> bool:
    return not (parts.file or parts.position or parts.is_useless) and says_nothing(parts.text)


def _takes(parts: Parts, draft: Draft | None) -> bool:
    """Whether anything of a message can be taken: of a file that is too large, at least its words."""
    return not _is_unreadable(parts) and (parts.is_too_large or _refusal(parts, draft) is None)


async def _late_part(talk: Talk, notes: Notes, parts: Parts) -> list[Call] | None:
    """Add a late part of an album to the tip that was sent with the first parts; None where it is none."""
    if notes.draft is not None or notes.last is None or parts.album is None or parts.album != notes.last.album:
        return None
    tip = await tips.for_reporter(talk.session, talk.vault, talk.contact.id, notes.last.tip_id)
    told = await add(talk, tip, await addition(talk, parts))
    return [talk.show("more", _("Added to tip {code}.").format(code=spaced(tip.code))), *told]


async def _with_parts(talk: Talk, draft: Draft, message_id: int, parts: Parts) -> Draft:
    if parts.text:
        draft = with_passage(draft, Passage(message_id, parts.text, is_place=parts.is_place))
    if parts.position:
        draft = with_position(draft, parts.position)
    return replace(draft, evidence=draft.evidence + await kept_files(talk, parts), album=parts.album or draft.album)


def _usable(talk: Talk, parts: Parts) -> Parts:
    """Return a message without a position that cannot have been measured: on a card it would only mislead."""
    is_useless = parts.position is not None and placing.is_useless(talk, parts.position)
    return replace(parts, position=None, is_useless=True) if is_useless else parts


def _remarks(talk: Talk, parts: Parts) -> list[Call]:
    """Return what has to be said of a position beside the answer itself."""
    remarks = []
    if parts.is_useless:
        remarks.append(talk.say(place_texts.useless_position()))
    if parts.is_live:
        remarks.append(talk.say(_("The first point is enough; you can stop sharing your live position.")))
    return remarks
