"""What the unit did beside tips (hoạt động): entered in a simple form, listed, corrected, taken back."""

from dataclasses import replace

from aiogram.filters import Command
from aiogram.types import Message
from aiogram.utils.formatting import Bold, Text, as_list

from domain.access import Officer
from domain.activities import ACTIVITY_RULES, ActivityEntry, ActivityType, Topic
from domain.outcomes import UnitOfCount
from domain.periods import PeriodName, named
from domain.tip import SourceGroup
from handlers import register_forms as forms
from handlers import texts
from handlers.calls import Keyboard
from handlers.choices import Choice, Chosen, offer
from handlers.register_choices import (
    CorrectActivity,
    FillActivity,
    KeepActivity,
    ListActivities,
    NewActivity,
    OpenActivity,
    ShowActivity,
    VoidActivity,
)
from handlers.register_forms import SKIP, ActivityForm, Entering
from handlers.staff import Awaited, ask_words, rest, staff_router
from handlers.talk import Talk
from locales import gettext as _
from locales import pgettext
from reports import labels
from reports.numbers import day, number
from storage import registers
from storage.outbox import Call
from storage.registers import AlreadyCorrectedError, EntryNotFoundError, RecordedActivity
from storage.units import UnitNotFoundError

router = staff_router("activities")
pressed = Chosen(router)

LISTED = 20
"""Entries in one list: as many buttons as a phone shows without losing the overview."""


def _show(talk: Talk, content: Text | str, keyboard: Keyboard | None = None) -> list[Call]:
    return [talk.show(forms.CARD, content, keyboard)]


# One part after the other.


@router.message(Command("hoatdong", ignore_mention=True))
async def begin_by_command(_message: Message, talk: Talk) -> list[Call]:
    """Ask what was done."""
    return await begin(talk)


@pressed.on(NewActivity)
async def begin(talk: Talk) -> list[Call]:
    """Ask what was done; one that was begun before can be gone on with."""
    before = await forms.begun(talk.state, ActivityForm)
    if before is not None:
        form = await forms.find(talk.state, ActivityForm, before)
        if form is not None and form.type is not None:
            choices = [
                Choice(pgettext("form", "Go on with it"), ShowActivity(form=before)),
                Choice(pgettext("form", "Drop it"), FillActivity(form=before, part="drop")),
            ]
            asked = _("You have begun an entry that is not recorded yet: {entry}").format(
                entry=labels.activity(form.type)
            )
            return _show(talk, asked, await offer(talk.state, choices))
    return await _ask_type(talk, await forms.begin(talk.state, ActivityForm(on=texts.local_day(talk.now))))


async def _ask_type(talk: Talk, form_number: int) -> list[Call]:
    await rest(talk)
    choices = [
        Choice(labels.activity(one), FillActivity(form=form_number, part="type", value=one.value))
        for one in ActivityType
    ]
    choices.append(Choice(_("Entries of this month"), ListActivities()))
    return _show(talk, _("What was done?"), await offer(talk.state, choices))


@pressed.on(FillActivity)
async def fill(talk: Talk, choice: FillActivity) -> list[Call]:
    """Take a part that was chosen, or ask for the one that is to be changed."""
    form = await forms.find(talk.state, ActivityForm, choice.form)
    if form is None:
        return await _over(talk)
    if choice.part == "drop":
        await forms.close(talk.state)
        return await begin(talk)
    if not choice.value:
        return await _ask(talk, choice.form, form, choice.part)
    return await _take(talk, choice, form, choice.value)


@router.message(Awaited(Entering.typing, FillActivity))
async def take_typed(_message: Message, talk: Talk, choice: FillActivity, words: str) -> list[Call]:
    """Take a number or a day that was typed; one that does not fit is asked for again, and nothing else is lost."""
    form = await forms.find(talk.state, ActivityForm, choice.form)
    if form is None:
        return await _over(talk)
    return await _take(talk, choice, form, words)


async def _take(talk: Talk, choice: FillActivity, form: ActivityForm, value: str) -> list[Call]:
    filled = _filled(talk, form, choice.part, value)
    if filled is None:
        return [talk.say(refusal(choice.part))]
    await forms.keep(talk.state, choice.form, filled)
    return await _go_on(talk, choice.form, filled)


def _filled(talk: Talk, form: ActivityForm, part: str, value: str) -> ActivityForm | None:
    """Return the form with a part that was chosen or typed, None where it does not fit."""
    rule = form.rule
    try:
        match part:
            case "type":
                return form.of_type(ActivityType(value))
            case "unit" if rule is not None and UnitOfCount(value) in rule.units:
                return replace(form, unit=UnitOfCount(value))
            case "quantity":
                quantity = forms.read_count(value, least=1)
                return None if quantity is None else replace(form, quantity=quantity)
            case "second" | "topic" if value == SKIP:
                return _without(form, part)
            case "second" if rule is not None and rule.second is not None:
                second = forms.read_count(value, least=1)
                return None if second is None else replace(form, second=second)
            case "topic" if rule is not None and rule.has_topic:
                return replace(form, topic=Topic(value))
            case "by":
                return replace(form, by=SourceGroup(value))
            case "on":
                on = forms.read_day(value, today=texts.local_day(talk.now))
                return None if on is None else replace(form, on=on)
            case _:
                return None
    except ValueError:
        # Buttons' data comes from the client and may be anything.
        return None


def _without(form: ActivityForm, part: str) -> ActivityForm:
    skipped = form.skipped | {part}
    if part == "second":
        return replace(form, second=None, skipped=skipped)
    return replace(form, topic=None, skipped=skipped)


def refusal(part: str) -> str:
    """Return what to say to an answer that does not fit a part of a form."""
    match part:
        case "on" | "started":
            return _("Please type a day that has been, such as 20/11/2026. What you entered before is kept.")
        case "quantity" | "second":
            return _("Please type a whole number greater than 0, such as 12. What you entered before is kept.")
        case _:
            return _("This does not fit here. What you entered before is kept.")


async def _go_on(talk: Talk, form_number: int, form: ActivityForm) -> list[Call]:
    """Ask for what is missing, or show what will be recorded."""
    if form.missing is not None:
        return await _ask(talk, form_number, form, form.missing)
    return await _show_back(talk, form_number, form)


async def _ask(talk: Talk, form_number: int, form: ActivityForm, part: str) -> list[Call]:
    rule = form.rule
    if part == "type" or rule is None or form.type is None:
        return await _ask_type(talk, form_number)
    skip = Choice(_("Leave it out"), FillActivity(form=form_number, part=part, value=SKIP))
    back = [] if form.missing else [Choice(_("Back"), ShowActivity(form=form_number))]
    heading = Bold(labels.activity(form.type))
    match part:
        case "unit":
            named_units = [(labels.unit_of_count(one), one.value) for one in rule.units]
            return await _choose(talk, form_number, part, as_list(heading, _("What is counted?")), named_units, back)
        case "topic":
            topics = [(labels.topic(one), one.value) for one in Topic]
            others = [skip, *back]
            return await _choose(talk, form_number, part, as_list(heading, _("What was it about?")), topics, others)
        case "by":
            doers = [(labels.doer(one), one.value) for one in SourceGroup]
            return await _choose(talk, form_number, part, as_list(heading, _("Who did it?")), doers, back)
        case "second":
            unit, beside = rule.second, [skip, *back]
        case "quantity":
            unit, beside = form.unit, back
        case _:
            return await _ask_day(talk, form_number, back)
    asked = _("How many {unit}? Type the number.").format(unit=labels.unit_of_count(unit) if unit else "")
    await ask_words(talk, Entering.typing, FillActivity(form=form_number, part=part))
    return _show(talk, as_list(heading, asked), await forms.beside_typing(talk.state, beside))


async def _choose(
    talk: Talk, form_number: int, part: str, question: Text, values: list[tuple[str, str]], others: list[Choice]
) -> list[Call]:
    await rest(talk)
    choices = [Choice(label, FillActivity(form=form_number, part=part, value=value)) for label, value in values]
    return _show(talk, question, await offer(talk.state, [*choices, *others]))


async def _ask_day(talk: Talk, form_number: int, back: list[Choice]) -> list[Call]:
    await ask_words(talk, Entering.typing, FillActivity(form=form_number, part="on"))
    today = Choice(_("Today"), FillActivity(form=form_number, part="on", value=str(texts.local_day(talk.now))))
    keyboard = await forms.beside_typing(talk.state, [today, *back])
    return _show(talk, _("On which day? Type it, for example 20/11/2026:"), keyboard)


# Shown back, and recorded once.


@pressed.on(ShowActivity)
async def show_form(talk: Talk, choice: ShowActivity) -> list[Call]:
    """Go on with the form."""
    form = await forms.find(talk.state, ActivityForm, choice.form)
    return await _go_on(talk, choice.form, form) if form is not None else await _over(talk)


async def _show_back(talk: Talk, form_number: int, form: ActivityForm) -> list[Call]:
    await rest(talk)
    entry, rule = form.entry, form.rule
    if entry is None or rule is None:
        return await _over(talk)
    change = [("type", _("Change what was done")), ("quantity", _("Change the number"))]
    if len(rule.units) > 1:
        change.append(("unit", _("Change what is counted")))
    if rule.second is not None:
        change.append(("second", _("Change the number of {unit}").format(unit=labels.unit_of_count(rule.second))))
    if rule.has_topic:
        change.append(("topic", _("Change what it was about")))
    change += [("by", _("Change who did it")), ("on", _("Another day"))]
    choices = [Choice(_("Record"), KeepActivity(form=form_number))]
    choices += [Choice(label, FillActivity(form=form_number, part=part)) for part, label in change]
    asked = _("Is this right? Then press Record:")
    return _show(talk, as_list(Bold(asked), *_described(entry)), await offer(talk.state, choices))


def _described(entry: ActivityEntry) -> list[str]:
    lines = [sentence(entry)]
    if entry.topic is not None:
        lines.append(_("Topic: {topic}").format(topic=labels.topic(entry.topic)))
    lines.append(_("By: {doer}").format(doer=labels.doer(entry.by)))
    lines.append(_("Day: {day}").format(day=day(entry.on)))
    return lines


def sentence(entry: ActivityEntry) -> str:
    """Return an activity in one line: "Tuyên truyền: 3 cuộc, 120 lượt người"."""
    quantity = f"{number(entry.quantity)} {labels.unit_of_count(entry.unit)}"
    return f"{labels.activity(entry.type)}: {quantity}{_second(entry)}"


def _second(entry: ActivityEntry) -> str:
    """Return the second number of an activity with its unit, empty where there is none."""
    unit = ACTIVITY_RULES[entry.type].second
    if entry.second_quantity is None or unit is None:
        return ""
    return f", {number(entry.second_quantity)} {labels.unit_of_count(unit)}"


@pressed.on(KeepActivity)
async def keep(talk: Talk, choice: KeepActivity, officer: Officer) -> list[Call]:
    """Record what was shown; pressed twice it is recorded once."""
    form = await forms.find(talk.state, ActivityForm, choice.form)
    if form is None:
        return await _over(talk)
    entry = form.entry
    if entry is None:
        return await _go_on(talk, choice.form, form)
    unit_code = officer.unit_code
    try:
        if form.corrects is not None:
            before = await registers.activity(talk.session, form.corrects, officer_id=officer.id)
            if before.entry == entry:
                await forms.close(talk.state)
                return await _list(talk, officer, news=_("Nothing was changed."))
            unit_code = before.unit_code
        await registers.record_activity(
            talk.session,
            entry,
            unit_code=unit_code,
            officer_id=officer.id,
            now=talk.now,
            corrects=form.corrects,
        )
    except UnitNotFoundError:
        return [talk.say(_("Your unit was not there on that day. Choose another day; what you entered is kept."))]
    except (EntryNotFoundError, AlreadyCorrectedError):
        await forms.close(talk.state)
        return await _list(talk, officer, news=_moved_on())
    await forms.close(talk.state)
    return await _list(talk, officer, news=_("Recorded: {entry}").format(entry=sentence(entry)))


def _moved_on() -> str:
    return _("This entry was corrected or taken back already.")


async def _over(talk: Talk) -> list[Call]:
    """Answer a button of a form that is no longer there."""
    choices = [
        Choice(_("Enter another one"), NewActivity()),
        Choice(_("Entries of this month"), ListActivities()),
    ]
    await rest(talk)
    asked = _("This entry is recorded already, or another one was begun since.")
    return _show(talk, asked, await offer(talk.state, choices))


# What was recorded, and corrections.


@pressed.on(ListActivities)
async def list_activities(talk: Talk, officer: Officer) -> list[Call]:
    """List this month's entries of the unit, each to be opened."""
    return await _list(talk, officer)


async def _list(talk: Talk, officer: Officer, *, news: str = "") -> list[Call]:
    await rest(talk)
    month = named(PeriodName.MONTH, texts.local_day(talk.now))
    found = await registers.activities_in(talk.session, [officer.unit_code], month, limit=LISTED)
    choices = [Choice(_row(one), OpenActivity(activity=one.id)) for one in found]
    choices.append(Choice(_("Enter another one"), NewActivity()))
    heading = (
        _("This month's entries, the newest first. Open one to correct it:")
        if found
        else _("Nothing is entered for this month yet.")
    )
    lines = [Bold(news), "", heading] if news else [heading]
    return _show(talk, as_list(*lines), await offer(talk.state, choices))


def _row(one: RecordedActivity) -> str:
    return f"{day(one.entry.on)} · {sentence(one.entry)}"


async def _standing(talk: Talk, officer: Officer, activity_id: int) -> RecordedActivity | None:
    """Return an entry of the officer's unit that counts, None where there is none."""
    try:
        return await registers.activity(talk.session, activity_id, officer_id=officer.id)
    except (EntryNotFoundError, AlreadyCorrectedError):
        return None


@pressed.on(OpenActivity)
async def open_activity(talk: Talk, choice: OpenActivity, officer: Officer) -> list[Call]:
    """Show an entry, and what can be done about it."""
    one = await _standing(talk, officer, choice.activity)
    if one is None:
        return await _list(talk, officer, news=_moved_on())
    await rest(talk)
    choices = [
        Choice(_("Correct it"), CorrectActivity(activity=one.id)),
        Choice(_("Take it back"), VoidActivity(activity=one.id)),
        Choice(_("Back"), ListActivities()),
    ]
    return _show(talk, as_list(*_described(one.entry)), await offer(talk.state, choices))


@pressed.on(CorrectActivity)
async def correct(talk: Talk, choice: CorrectActivity, officer: Officer) -> list[Call]:
    """Show the form with what was recorded, to be changed; the old entry stays and counts no more."""
    one = await _standing(talk, officer, choice.activity)
    if one is None:
        return await _list(talk, officer, news=_moved_on())
    form = forms.form_of(one.entry, corrects=one.id)
    return await _show_back(talk, await forms.begin(talk.state, form), form)


@pressed.on(VoidActivity)
async def take_back(talk: Talk, choice: VoidActivity, officer: Officer) -> list[Call]:
    """Take an entry back, after asking once more."""
    one = await _standing(talk, officer, choice.activity)
    if one is None:
        return await _list(talk, officer, news=_moved_on())
    if not choice.sure:
        choices = [
            Choice(_("Keep it"), OpenActivity(activity=one.id)),
            Choice(_("Take it back"), VoidActivity(activity=one.id, sure=True)),
        ]
        asked = _("Take this entry back? It will count no more: {entry}").format(entry=_row(one))
        return _show(talk, asked, await offer(talk.state, choices))
    await registers.void_activity(talk.session, one.id, officer_id=officer.id, now=talk.now)
    return await _list(talk, officer, news=_("Taken back: {entry}").format(entry=_row(one)))
