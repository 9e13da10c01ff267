"""What the movement stands on (cơ cấu): the unit's teams, models, cameras: listed, registered, counted anew, ended."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from aiogram.filters import Command
from aiogram.types import Message
from aiogram.utils.formatting import Bold, Text, as_list

from domain.access import Officer
from domain.entries import is_name, name_key, tidy
from domain.structures import (
    MAX_NAME,
    MAX_OWNER,
    WHOLE_OF,
    AreaKind,
    InvalidStructureError,
    Measure,
    Milestone,
    StructureEntry,
    StructureType,
    check_counts,
)
from handlers import register_forms as forms
from handlers import texts
from handlers.activities import refusal
from handlers.calls import Keyboard
from handlers.choices import Choice, Chosen, offer
from handlers.quoting import displayed, shortened
from handlers.register_choices import (
    ChangeStructure,
    CorrectStructure,
    FillChange,
    FillStructure,
    KeepChange,
    KeepStructure,
    ListStructures,
    NewStructure,
    OpenStructure,
    ShowStructure,
    WithdrawStructure,
)
from handlers.register_forms import SKIP, ChangeForm, Entering, StructureForm
from handlers.staff import Awaited, ask_words, rest, staff_router
from handlers.talk import Talk
from locales import gettext as _
from locales import pgettext
from reports import labels
from reports.numbers import day, number
from storage import enrolments, registers, withdrawing
from storage.outbox import Call
from storage.registers import RegisteredStructure, StructureNotFoundError

router = staff_router("registers")
pressed = Chosen(router)

LISTED = 15
"""Structures on one page: as many buttons as a phone shows without losing the overview."""

NAME_SIZE = 60
"""UTF-16 units of a name that a button shows."""


def _show(talk: Talk, content: Text | str, keyboard: Keyboard | None = None) -> list[Call]:
    return [talk.show(forms.CARD, content, keyboard)]


# What there is.


@router.message(Command("cocau", ignore_mention=True))
async def list_by_command(_message: Message, talk: Talk, officer: Officer) -> list[Call]:
    """Show how many structures of each type the unit has."""
    return await list_structures(talk, ListStructures(), officer)


@pressed.on(ListStructures)
async def list_structures(talk: Talk, choice: ListStructures, officer: Officer) -> list[Call]:
    """Show how many structures of each type the unit has, or those of one type."""
    return await _list(talk, officer, choice)


async def _list(talk: Talk, officer: Officer, choice: ListStructures, *, news: str = "") -> list[Call]:
    await rest(talk)
    today = texts.local_day(talk.now)
    found = await registers.structures_of(talk.session, [officer.unit_code], today, type=choice.type)
    choices = _page(found, choice) if choice.type is not None else _types(found)
    choices.append(Choice(_("Register another one"), NewStructure()))
    if choice.type is not None:
        choices.append(Choice(_("All types"), ListStructures()))
    heading = labels.structure(choice.type) if choice.type is not None else _("What the unit has registered:")
    if not found:
        heading = _("Nothing is registered yet.")
    lines = [Bold(news), "", heading] if news else [Bold(heading)]
    return _show(talk, as_list(*lines), await offer(talk.state, choices))


def _types(found: Sequence[RegisteredStructure]) -> list[Choice]:
    choices = []
    for of in StructureType:
        count = sum((one.count for one in found if one.type is of), Decimal(0))
        if any(one.type is of for one in found):
            choices.append(Choice(f"{labels.structure(of)}: {number(count)}", ListStructures(type=of)))
    return choices


def _page(found: Sequence[RegisteredStructure], choice: ListStructures) -> list[Choice]:
    first = choice.page * LISTED
    choices = [Choice(_row(one), OpenStructure(structure=one.id)) for one in found[first : first + LISTED]]
    if choice.page:
        choices.append(Choice(_("Previous page"), choice.model_copy(update={"page": choice.page - 1})))
    if first + LISTED < len(found):
        choices.append(Choice(_("Next page"), choice.model_copy(update={"page": choice.page + 1})))
    return choices


def _row(one: RegisteredStructure) -> str:
    counts = _counts(one.counts.items())
    return " · ".join([shortened(called(one), NAME_SIZE), *counts])


def called(one: RegisteredStructure) -> str:
    """Return what a structure is called: its name, or its type where it has none."""
    return displayed(one.name) if one.name else labels.structure(one.type)


def _counts(counted: Iterable[tuple[Measure, Decimal]]) -> list[str]:
    counts = dict(counted)
    return [f"{_capital(labels.measure(one))}: {number(counts[one])}" for one in Measure if one in counts]


@pressed.on(OpenStructure)
async def open_structure(talk: Talk, choice: OpenStructure, officer: Officer) -> list[Call]:
    """Show a structure, and what can be entered of it."""
    try:
        return await _opened(talk, officer, choice.structure)
    except StructureNotFoundError:
        return await _gone(talk, officer)


async def _gone(talk: Talk, officer: Officer) -> list[Call]:
    return await _list(talk, officer, ListStructures(), news=_("There is no such entry in your unit's register."))


async def _opened(talk: Talk, officer: Officer, structure_id: int, *, news: str = "") -> list[Call]:
    await rest(talk)
    one = await registers.structure(talk.session, structure_id, officer_id=officer.id, now=talk.now)
    lines: list[Text | str] = [Bold(news), ""] if news else []
    lines += [Bold(called(one)), *_details(one)]
    choices = []
    if one.ended_on is None:
        choices = [
            Choice(_("Count anew"), ChangeStructure(structure=one.id, change="count")),
            Choice(_("It was replicated"), ChangeStructure(structure=one.id, change="replicated")),
            Choice(_("It was examined and recognised"), ChangeStructure(structure=one.id, change="recognised")),
            Choice(_("It has ended"), ChangeStructure(structure=one.id, change="end")),
            Choice(_("Correct what was registered"), CorrectStructure(structure=one.id)),
        ]
    if withdrawing.is_withdrawn(one):
        choices = [Choice(_("Register another one"), NewStructure())]
    else:
        choices.append(Choice(_("It was entered by mistake"), WithdrawStructure(structure=one.id)))
    choices.append(Choice(_("Back"), ListStructures(type=one.type)))
    return _show(talk, as_list(*lines), await offer(talk.state, choices))


def _details(one: RegisteredStructure) -> list[str]:
    lines = [labels.structure(one.type)] if one.name else []
    if one.owner:
        lines.append(_("Kept up by: {owner}").format(owner=displayed(one.owner)))
    lines += _counts(one.counts.items())
    if one.area is not None:
        lines.append(_("Covers: {area}").format(area=labels.area(one.area)))
    lines.append(_("Since {day}").format(day=day(one.started_on)))
    if withdrawing.is_withdrawn(one):
        lines.append(_("Entered by mistake: it counts nowhere."))
    elif one.ended_on is not None:
        lines.append(_("Ended on {day}").format(day=day(one.ended_on)))
    return lines


# Registering one, part by part.


@pressed.on(NewStructure)
async def begin(talk: Talk) -> list[Call]:
    """Ask what is to be registered; what was begun before and not registered is gone on with."""
    before = await forms.begun(talk.state, StructureForm)
    form = await forms.find(talk.state, StructureForm, before) if before is not None else None
    if before is not None and form is not None and form.type is not None:
        choices = [
            Choice(pgettext("form", "Go on with it"), ShowStructure(form=before)),
            Choice(pgettext("form", "Drop it"), FillStructure(form=before, part="drop")),
        ]
        asked = _("You have begun an entry that is not recorded yet: {entry}")
        return _show(talk, asked.format(entry=_form_name(form)), await offer(talk.state, choices))
    return await _ask_type(talk, await forms.begin(talk.state, StructureForm()))


def _form_name(form: StructureForm) -> str:
    if form.name:
        return displayed(form.name)
    return labels.structure(form.type) if form.type else ""


async def _ask_type(talk: Talk, form_number: int) -> list[Call]:
    await rest(talk)
    choices = [
        Choice(labels.structure(one), FillStructure(form=form_number, part="type", value=one.value))
        for one in StructureType
    ]
    return _show(talk, _("What is to be registered?"), await offer(talk.state, choices))


@pressed.on(FillStructure)
async def fill(talk: Talk, choice: FillStructure, officer: Officer) -> list[Call]:
    """Take a part that was chosen, or ask for the one that is to be given or changed."""
    form = await forms.find(talk.state, StructureForm, choice.form)
    if form is None:
        return await _over(talk, officer)
    if choice.part == "drop":
        await forms.close(talk.state)
        return await begin(talk)
    if not choice.value:
        return await _ask(talk, choice.form, form, choice.part)
    return await _take(talk, choice, form, choice.value)


@router.message(Awaited(Entering.typing, FillStructure))
async def take_typed(_message: Message, talk: Talk, choice: FillStructure, officer: Officer, words: str) -> list[Call]:
    """Take a name, number or day that was typed; one that does not fit is asked for again, and nothing else is lost."""
    form = await forms.find(talk.state, StructureForm, choice.form)
    if form is None:
        return await _over(talk, officer)
    return await _take(talk, choice, form, words)


async def _take(talk: Talk, choice: FillStructure, form: StructureForm, value: str) -> list[Call]:
    filled = _filled(talk, form, choice.part, value)
    if isinstance(filled, str):
        return [talk.say(filled)]
    await forms.keep(talk.state, choice.form, filled)
    return await _go_on(talk, choice.form, filled)


def _filled(talk: Talk, form: StructureForm, part: str, value: str) -> StructureForm | str:
    """Return the form with a part that was chosen or typed, or what to say where it does not fit."""
    try:
        match part:
            case "type":
                return form.of_type(StructureType(value))
            case "name" | "owner":
                return _named(form, part, value)
            case "area":
                return replace(form, area=AreaKind(value))
            case "started":
                on = forms.read_day(value, today=texts.local_day(talk.now))
                return refusal(part) if on is None else replace(form, started_on=on)
            case _ if value == SKIP:
                return form.without(Measure(part))
            case _:
                return _counted(form, Measure(part), value)
    except ValueError:
        # Buttons' data comes from the client and may be anything.
        return refusal(part)


def _named(form: StructureForm, part: str, value: str) -> StructureForm | str:
    if value == SKIP:
        kept = replace(form, name="") if part == "name" else replace(form, owner="")
        return replace(kept, skipped=form.skipped | {part})
    name, most = tidy(value), MAX_NAME if part == "name" else MAX_OWNER
    has_words = any(letter.isalnum() for letter in name)
    if not has_words or not is_name(name) or len(name) > most:
        return _("Please type a name of at most {most} letters that begins with a letter or a digit.").format(most=most)
    return replace(form, name=name) if part == "name" else replace(form, owner=name)


def _counted(form: StructureForm, measure: Measure, value: str) -> StructureForm | str:
    least = 1 if measure is Measure.COUNT else 0
    quantity = forms.read_count(value, least=least)
    if quantity is None or measure not in form.measures:
        return _no_count(least)
    filled = form.counting(measure, quantity)
    return filled if _fits(dict(filled.counts)) else too_many(dict(filled.counts))


def _no_count(least: int) -> str:
    if least:
        return refusal("quantity")
    return _("Please type a whole number, such as 12; 0 will do. What you entered before is kept.")


def _fits(counts: dict[Measure, Decimal]) -> bool:
    try:
        check_counts(counts)
    except InvalidStructureError:
        return False
    return True


def too_many(counts: dict[Measure, Decimal]) -> str:
    """Return which part is larger than its whole."""
    for part, whole in WHOLE_OF.items():
        if part in counts and whole in counts and counts[part] > counts[whole]:
            return _(
                "The number of {part} ({n}) cannot be larger than that of {whole} ({all}). "
                "Type the number again; what you entered before is kept."
            ).format(
                part=labels.measure(part),
                n=number(counts[part]),
                whole=labels.measure(whole),
                all=number(counts[whole]),
            )
    return _no_count(0)


async def _go_on(talk: Talk, form_number: int, form: StructureForm) -> list[Call]:
    """Ask for what is missing, or show what will be registered."""
    if form.missing is not None:
        return await _ask(talk, form_number, form, form.missing)
    return await _show_back(talk, form_number, form)


async def _ask(talk: Talk, form_number: int, form: StructureForm, part: str) -> list[Call]:
    if part == "type" or form.type is None:
        return await _ask_type(talk, form_number)
    back = [] if form.missing else [Choice(_("Back"), ShowStructure(form=form_number))]
    skip = Choice(_("Leave it out"), FillStructure(form=form_number, part=part, value=SKIP))
    if part == "area":
        return await _ask_area(talk, form_number, back)
    beside = [skip, *back]
    match part:
        case "name":
            asked = _("What is it called? Type the name, never that of a person:")
        case "owner":
            asked = _("Which body keeps it up? Type its name, for example Hội LHPN:")
        case "started":
            asked = _("Since when is it there? Type the day, for example 20/11/2026:")
            today = str(texts.local_day(talk.now))
            beside = [Choice(_("Since today"), FillStructure(form=form_number, part=part, value=today)), *back]
        case _:
            asked = _ask_count(part)
    await ask_words(talk, Entering.typing, FillStructure(form=form_number, part=part))
    keyboard = await forms.beside_typing(talk.state, beside)
    return _show(talk, as_list(Bold(_form_name(form)), asked), keyboard)


def _ask_count(part: str) -> str:
    """Return the question for a count; a forged part asks for the number of structures."""
    measure = Measure(part) if part in {one.value for one in Measure} else Measure.COUNT
    return _("{measure}: how many? Type the number.").format(measure=_capital(labels.measure(measure)))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


async def _ask_area(talk: Talk, form_number: int, back: Sequence[Choice]) -> list[Call]:
    await rest(talk)
    choices = [
        Choice(labels.area(one), FillStructure(form=form_number, part="area", value=one.value)) for one in AreaKind
    ]
    return _show(talk, _("What are the places that are counted?"), await offer(talk.state, [*choices, *back]))


@pressed.on(ShowStructure)
async def show_form(talk: Talk, choice: ShowStructure, officer: Officer) -> list[Call]:
    """Go on with the form."""
    form = await forms.find(talk.state, StructureForm, choice.form)
    return await _go_on(talk, choice.form, form) if form is not None else await _over(talk, officer)


async def _show_back(talk: Talk, form_number: int, form: StructureForm) -> list[Call]:
    await rest(talk)
    if form.type is None or form.started_on is None:
        return await _ask_type(talk, form_number)
    lines = [_form_name(form)]
    if form.name:
        lines.append(labels.structure(form.type))
    if form.owner:
        lines.append(_("Kept up by: {owner}").format(owner=displayed(form.owner)))
    lines += _counts(form.counts)
    if form.area is not None:
        lines.append(_("Covers: {area}").format(area=labels.area(form.area)))
    lines.append(_("Since {day}").format(day=day(form.started_on)))
    if await _is_registered(talk, form):
        lines += ["", _("⚠ The same is registered already, and this would count beside it. To update it, open it.")]
    counted = dict(form.counts)
    parts = [
        ("type", _("Change the type")),
        ("name", _("Change the name")),
        ("owner", _("Who keeps it up")),
        *((one.value, _capital(labels.measure(one))) for one in form.measures),
        ("started", _("Change since when")),
    ]
    if not counted.keys().isdisjoint({Measure.COVERED, Measure.AREAS}):
        parts.append(("area", _("Change what is covered")))
    choices = [Choice(_("Record"), KeepStructure(form=form_number))]
    choices += [Choice(label, FillStructure(form=form_number, part=part)) for part, label in parts]
    asked = Bold(_("Is this right? Then press Record:"))
    return _show(talk, as_list(asked, *lines), await offer(talk.state, choices, columns=2))


async def _is_registered(talk: Talk, form: StructureForm) -> bool:
    """Whether the unit has one of this type, name and body already."""
    if talk.officer is None or form.type is None:
        return False
    today = texts.local_day(talk.now)
    found = await registers.structures_of(talk.session, [talk.officer.unit_code], today, type=form.type)
    asked = (name_key(form.name), name_key(form.owner))
    return any((name_key(one.name), name_key(one.owner)) == asked for one in found if one.id != form.corrects)


@pressed.on(KeepStructure)
async def keep(talk: Talk, choice: KeepStructure, officer: Officer) -> list[Call]:
    """Register what was shown; pressed twice it is registered once."""
    form = await forms.find(talk.state, StructureForm, choice.form)
    if form is None:
        return await _over(talk, officer)
    entry = form.entry(texts.local_day(talk.now))
    if entry is None:
        return await _go_on(talk, choice.form, form)
    try:
        made = await _keep(talk, officer, form, entry)
    except InvalidStructureError:
        return [talk.say(too_many(dict(form.counts)))]
    except StructureNotFoundError:
        await forms.close(talk.state)
        return await _gone(talk, officer)
    await forms.close(talk.state)
    return await _opened(talk, officer, made, news=_("Registered.") if form.corrects is None else _in_place())


async def _keep(talk: Talk, officer: Officer, form: StructureForm, entry: StructureEntry) -> int:
    """Register an entry, in place of the one that it corrects; returns its row.

    Raises StructureNotFoundError, and InvalidStructureError where it does not fit.
    """
    session, now, unit = talk.session, talk.now, officer.unit_code
    if form.corrects is None:
        return await registers.register_structure(session, entry, unit_code=unit, officer_id=officer.id, now=now)
    return await withdrawing.put_in_place(session, form.corrects, entry, unit_code=unit, officer_id=officer.id, now=now)


def _in_place() -> str:
    return _(
        "Registered in place of the old entry, which counts nowhere any more. When it was replicated or recognised is "
        "to be noted anew."
    )


async def _over(talk: Talk, officer: Officer) -> list[Call]:
    """Answer a button of a form that is no longer there."""
    news = _("This entry is recorded already, or another one was begun since.")
    return await _list(talk, officer, ListStructures(), news=news)


# What becomes of one: counted anew, a milestone, its end.


@pressed.on(ChangeStructure)
async def change(talk: Talk, choice: ChangeStructure, officer: Officer) -> list[Call]:
    """Ask for the number and the day of a count, a milestone or an end."""
    try:
        one = await registers.structure(talk.session, choice.structure, officer_id=officer.id, now=talk.now)
    except StructureNotFoundError:
        return await _gone(talk, officer)
    if withdrawing.is_withdrawn(one):
        return await _opened(talk, officer, one.id)
    if choice.change == "count" and choice.measure is None:
        return await _ask_measure(talk, one)
    form = _change_form(choice, one, texts.local_day(talk.now))
    return await _go_on_changing(talk, await forms.begin(talk.state, form), form, one)


def _change_form(choice: ChangeStructure, one: RegisteredStructure, today: date) -> ChangeForm:
    form = ChangeForm(structure=one.id, on=today)
    if choice.change == "count":
        return replace(form, measure=choice.measure)
    if choice.change == "end":
        return form
    quantity = Decimal(1) if one.count == 1 else None
    return replace(form, milestone=Milestone(choice.change), quantity=quantity)


async def _ask_measure(talk: Talk, one: RegisteredStructure) -> list[Call]:
    await rest(talk)
    known = [*forms.MEASURES[one.type], *(kind for kind in one.counts if kind not in forms.MEASURES[one.type])]
    choices = [
        Choice(_capital(label), ChangeStructure(structure=one.id, change="count", measure=measure))
        for measure, label in ((kind, _measured(one, kind)) for kind in known)
    ]
    choices.append(Choice(_("Back"), OpenStructure(structure=one.id)))
    return _show(talk, as_list(Bold(called(one)), _("Which number is counted anew?")), await offer(talk.state, choices))


def _measured(one: RegisteredStructure, measure: Measure) -> str:
    counted = one.counts.get(measure)
    return labels.measure(measure) if counted is None else f"{labels.measure(measure)}: {number(counted)}"


@pressed.on(CorrectStructure)
async def correct(talk: Talk, choice: CorrectStructure, officer: Officer) -> list[Call]:
    """Show what was registered as a form; what is recorded of it stands in place of the old entry."""
    try:
        one = await registers.structure(talk.session, choice.structure, officer_id=officer.id, now=talk.now)
    except StructureNotFoundError:
        return await _gone(talk, officer)
    if one.ended_on is not None or one.unit_code != officer.unit_code:
        return await _opened(talk, officer, one.id)
    counts = tuple((measure, one.counts[measure]) for measure in forms.MEASURES[one.type] if measure in one.counts)
    asked = {"name", *(measure.value for measure in forms.MEASURES[one.type])}
    form = StructureForm(
        type=one.type,
        name=one.name,
        owner=one.owner,
        area=one.area,
        counts=counts,
        started_on=one.started_on,
        skipped=frozenset(asked),
        corrects=one.id,
    )
    return await _go_on(talk, await forms.begin(talk.state, form), form)


@pressed.on(WithdrawStructure)
async def withdraw(talk: Talk, choice: WithdrawStructure, officer: Officer) -> list[Call]:
    """Let a structure that was entered by mistake count nowhere; asked once more, pressed twice it is done once."""
    try:
        one = await registers.structure(talk.session, choice.structure, officer_id=officer.id, now=talk.now)
        if not choice.sure and not withdrawing.is_withdrawn(one):
            return await _ask_once_more(talk, one)
        await withdrawing.withdraw(talk.session, one.id, officer_id=officer.id, now=talk.now)
    except StructureNotFoundError:
        return await _gone(talk, officer)
    return await _opened(talk, officer, one.id, news=_("Withdrawn."))


async def _ask_once_more(talk: Talk, one: RegisteredStructure) -> list[Call]:
    await rest(talk)
    told = _(
        "Was it entered by mistake? Then it counts nowhere any more, with its numbers and with when it was replicated "
        "or recognised; periods that are closed show it as an adjustment. Who enrolled in it is counted as the people "
        "again. Where only a part is wrong, go back and correct it."
    )
    choices = [
        Choice(_("Yes, withdraw it"), WithdrawStructure(structure=one.id, sure=True)),
        Choice(_("Back"), OpenStructure(structure=one.id)),
    ]
    return _show(talk, as_list(Bold(called(one)), *_details(one), told), await offer(talk.state, choices))


@pressed.on(FillChange)
async def fill_change(talk: Talk, choice: FillChange, officer: Officer) -> list[Call]:
    """Take a day that was pressed, or ask for the part that is to be changed."""
    form = await forms.find(talk.state, ChangeForm, choice.form)
    if form is None:
        return await _over(talk, officer)
    return await _take_change(talk, choice, form, officer, choice.value)


@router.message(Awaited(Entering.typing, FillChange))
async def take_change(_message: Message, talk: Talk, choice: FillChange, officer: Officer, words: str) -> list[Call]:
    """Take the number or the day that was typed; one that does not fit is asked for again."""
    form = await forms.find(talk.state, ChangeForm, choice.form)
    if form is None:
        return await _over(talk, officer)
    return await _take_change(talk, choice, form, officer, words)


async def _take_change(talk: Talk, choice: FillChange, form: ChangeForm, officer: Officer, value: str) -> list[Call]:
    try:
        one = await registers.structure(talk.session, form.structure, officer_id=officer.id, now=talk.now)
    except StructureNotFoundError:
        return await _gone(talk, officer)
    if not value:
        return await _ask_change(talk, choice.form, form, one, choice.part)
    filled = _changed(talk, form, one, choice.part, value)
    if isinstance(filled, str):
        return [talk.say(filled)]
    await forms.keep(talk.state, choice.form, filled)
    return await _go_on_changing(talk, choice.form, filled, one)


def _changed(talk: Talk, form: ChangeForm, one: RegisteredStructure, part: str, value: str) -> ChangeForm | str:
    """Return the form with the number or day that was typed, or what to say where it does not fit."""
    if part == "on":
        on = forms.read_day(value, today=texts.local_day(talk.now))
        if on is None:
            return refusal(part)
        return replace(form, on=on) if on >= one.started_on else _before_its_time(one)
    least = 1 if form.milestone is not None else 0
    quantity = forms.read_count(value, least=least)
    if quantity is None:
        return _no_count(least)
    if form.measure is not None and not _fits(compared := _compared(one, form.measure, quantity)):
        return too_many(compared)
    return replace(form, quantity=quantity)


def _compared(one: RegisteredStructure, measure: Measure, quantity: Decimal) -> dict[Measure, Decimal]:
    """Return a count with the whole that it is a part of; a new whole is taken as it is."""
    whole = WHOLE_OF.get(measure)
    known = {whole: one.counts[whole]} if whole is not None and whole in one.counts else {}
    return {**known, measure: quantity}


def _before_its_time(one: RegisteredStructure) -> str:
    return _("It is registered since {day}. Type that day or a later one.").format(day=day(one.started_on))


async def _go_on_changing(talk: Talk, form_number: int, form: ChangeForm, one: RegisteredStructure) -> list[Call]:
    """Ask for the number, or show what will be recorded."""
    if not form.is_whole:
        return await _ask_change(talk, form_number, form, one, "quantity")
    await rest(talk)
    choices = [
        Choice(_("Record"), KeepChange(form=form_number)),
        Choice(_("Another day"), FillChange(form=form_number, part="on")),
    ]
    if not form.is_end:
        choices.append(Choice(_("Change the number"), FillChange(form=form_number, part="quantity")))
    choices.append(Choice(_("Back"), OpenStructure(structure=one.id)))
    asked = [Bold(called(one)), _said(form), _("Is this right? Then press Record:")]
    return _show(talk, as_list(*asked), await offer(talk.state, choices))


def _said(form: ChangeForm) -> str:
    """Return a count, milestone or end in words."""
    if form.is_end or form.quantity is None:
        said = _(
            "Ended on {day}: from that day on it counts no more. Who enrolled in it is counted as the people again."
        )
        return said.format(day=day(form.on))
    what = labels.measure(form.measure) if form.measure else labels.milestone(form.milestone or Milestone.REPLICATED)
    return _("{what}: {n}, on {day}").format(what=_capital(what), n=number(form.quantity), day=day(form.on))


async def _ask_change(
    talk: Talk, form_number: int, form: ChangeForm, one: RegisteredStructure, part: str
) -> list[Call]:
    await ask_words(talk, Entering.typing, FillChange(form=form_number, part="on" if part == "on" else "quantity"))
    beside = [Choice(_("Back"), OpenStructure(structure=one.id))]
    if part == "on":
        today = FillChange(form=form_number, part="on", value=str(texts.local_day(talk.now)))
        beside.insert(0, Choice(_("Today"), today))
        asked = _("On which day? Type it, for example 20/11/2026:")
    elif form.milestone is not None:
        asked = _("How many of the {n}? Type the number.").format(n=number(one.count))
    else:
        asked = _ask_count(form.measure.value if form.measure else "")
    return _show(talk, as_list(Bold(called(one)), asked), await forms.beside_typing(talk.state, beside))


@pressed.on(KeepChange)
async def keep_change(talk: Talk, choice: KeepChange, officer: Officer) -> list[Call]:
    """Record the count, milestone or end that was shown; pressed twice it is recorded once."""
    form = await forms.find(talk.state, ChangeForm, choice.form)
    if form is None:
        return await _over(talk, officer)
    try:
        await _record(talk, officer, form)
    except StructureNotFoundError:
        await forms.close(talk.state)
        return await _gone(talk, officer)
    except InvalidStructureError as error:
        return [talk.say(_misfit(error))]
    await forms.close(talk.state)
    return await _opened(talk, officer, form.structure, news=_("Recorded."))


async def _record(talk: Talk, officer: Officer, form: ChangeForm) -> None:
    """Keep what was entered. Raises StructureNotFoundError, and InvalidStructureError where it does not fit."""
    session, now = talk.session, talk.now
    if form.measure is not None and form.quantity is not None:
        await registers.count_structure(
            session, form.structure, form.measure, form.quantity, on=form.on, officer_id=officer.id, now=now
        )
    elif form.milestone is not None and form.quantity is not None:
        await registers.note_milestone(
            session, form.structure, form.milestone, form.quantity, on=form.on, officer_id=officer.id, now=now
        )
    else:
        await registers.end_structure(session, form.structure, form.on, officer_id=officer.id, now=now)
        await enrolments.dissolve(session, form.structure, now=now)


def _misfit(error: InvalidStructureError) -> str:
    if error.part == "dates":
        return _("It was not there on that day. Choose another day; what you entered is kept.")
    return _("This number does not fit what is registered for that day. Change the number or the day.")
