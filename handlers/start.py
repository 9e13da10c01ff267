"""The way in: welcome, help, invitations, language, and commands that always work."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import ChatMemberUpdated, Message
from aiogram.utils.formatting import Text, as_list
from pydantic import JsonValue

import locales
from domain.access import Officer, Role
from handlers import drafts, enrolment, texts
from handlers.callbacks import Back, Discard
from handlers.choices import Choice, offer
from handlers.drafts import Notes
from handlers.report import drop
from handlers.staff import rest
from handlers.states import Reporting
from handlers.talk import Talk
from locales import gettext as _
from storage import enrolments, people, units
from storage.outbox import Call

router = Router(name="start")
# A command under a photo is a caption, and the photo belongs to what is being written.
router.message.filter(F.chat.type == ChatType.PRIVATE, ~F.from_user.is_bot, F.text)

groups = Router(name="groups")
groups.message.filter(F.chat.type.in_({ChatType.GROUP, ChatType.SUPERGROUP}))


@groups.message(Command("start", "trogiup", "help", ignore_mention=True))
async def explain_in_group(_message: Message, talk: Talk) -> list[Call]:
    """Say that tips are not taken in groups, where everybody would see who reports."""
    return [talk.say(_("Tips are not taken in groups, where others can see who writes. Please write to me alone."))]


@groups.message()
async def ignore_in_group(_message: Message) -> list[Call]:
    """Take nothing from a group."""
    return []


@router.my_chat_member()
async def note_membership(_event: ChatMemberUpdated) -> list[Call]:
    """Say nothing when somebody blocks or unblocks the bot: what they began is still there."""
    return []


@router.message(CommandStart(ignore_mention=True))
async def start(_message: Message, talk: Talk, command: CommandObject) -> list[Call]:
    """Welcome somebody, or let staff in with their invitation."""
    if command.args and enrolments.is_link_token(command.args):
        return await enrolment.open_link(talk, command.args)
    if command.args:
        return await accept(talk, command.args)
    notes = await drafts.read(talk.state)
    if notes.draft is not None:
        return await _remind(talk)
    await drafts.write(talk.state, Notes(last=notes.last, is_greeted=True))
    if talk.officer is not None:
        await rest(talk)
        return [commands(talk, talk.officer.role), talk.say(await _greeting(talk, talk.officer))]
    return [talk.say(texts.welcome())]


async def accept(talk: Talk, token: str) -> list[Call]:
    """Make somebody an officer by a one-time invitation. Raises InvitationError."""
    officer = await people.accept(talk.session, talk.vault, token=token, contact_id=talk.contact.id, now=talk.now)
    return [commands(talk, officer.role), talk.say(await _greeting(talk, officer))]


def commands(talk: Talk, role: Role) -> Call:
    """Return what the messenger shows a member of staff beside the field for writing, instead of the citizens' list."""
    shown: list[JsonValue] = [{"command": name, "description": says} for name, says in _commands_of(role).items()]
    return Call(to=talk.contact.id, method="setMyCommands", payload={"commands": shown})


def _commands_of(role: Role) -> dict[str, str]:
    figures = {
        "tonghop": _("Open and late tips"),
        "solieu": _("Figures of a period"),
        "bieudo": _("Chart"),
        "baocao": _("A report as a file"),
        "danhgia": _("Was the machine right?"),
        "trang": _("The figures in the browser"),
    }
    queue = {"hangcho": _("The queue"), "quahan": _("What is late")}
    registers = {"hoatdong": _("Activities"), "cocau": _("Teams, models, cameras")}
    leading = {"xacnhan": _("Values to confirm"), "ghidanh": _("Enrolment of members")}
    own = {
        Role.OFFICER: queue | registers,
        Role.COMMANDER: queue | figures | registers | leading,
        Role.SUPERVISOR: figures | {"ghidanh": leading["ghidanh"]},
    }.get(role, queue | figures | registers)
    return own | {"trogiup": _("Help")}


async def _greeting(talk: Talk, officer: Officer) -> Text:
    unit = await units.on_day(talk.session, officer.unit_code, texts.local_day(talk.now))
    welcome = _("Welcome, comrade {name} ({role}, {unit}).").format(
        name=officer.name, role=texts.role(officer.role), unit=texts.police(unit)
    )
    return as_list(welcome, staff_manual(officer.role), sep="\n\n")


def staff_manual(role: Role) -> str:
    """Return the commands of a role."""
    match role:
        case Role.SUPERVISOR:
            return _(
                "/tonghop – open and late tips, response times\n/solieu – figures of a period\n/bieudo – chart\n"
                "/baocao – a report as a file: text, Excel, Word\n"
                "/danhgia – how often the machine was right\n"
                "/ghidanh NAME – enrolment for a unit below\n"
                "/trang – the figures in the browser"
            )
        case Role.COMMANDER:
            return _(
                "/hangcho – the queue, /quahan – what is late\n/xem CODE – open a tip\n"
                "/xacnhan – values that wait for you\n"
                "/hoatdong – activities, /cocau – teams, models, cameras; /ghidanh – the grassroots force enrols\n"
                "/baocao – a report as a file: text, Excel, Word\n"
                "/tonghop, /solieu, /bieudo, /danhgia – figures of your unit, /trang – the same in the browser"
            )
        case _:
            return _(
                "/hangcho – the queue, /quahan – what is late\n/xem CODE – open a tip, /nhan CODE – acknowledge it\n"
                "New tips arrive here by themselves, with buttons for everything. By typing: "
                "/hoi, /ghichu, /phanhoi CODE words; "
                "/phanloai, /giatri, /ketqua, /gop, /tach, /nguon, /lichsu, /chuyen, /sua, /giaiquyet, /dong CODE; "
                "/ghiketqua – a result without a tip, /soketqua – what was recorded; "
                "/hoatdong – activities, /cocau – teams, models, cameras"
            )


async def _remind(talk: Talk) -> list[Call]:
    """Say that a draft is open; it is kept."""
    choices = [Choice(_("Go on with it"), Back()), Choice(_("Drop it"), Discard(sure=True))]
    keyboard = await offer(talk.state, choices)
    return [talk.say(_("You have begun a tip that is not sent yet."), keyboard)]


@router.message(Command("trogiup", "help", ignore_mention=True))
async def help_(_message: Message, talk: Talk, officer: Officer | None) -> list[Call]:
    """Show the help of whoever asks."""
    if officer is None:
        return [talk.say(texts.manual())]
    return [talk.say(await _greeting(talk, officer))]


@router.message(Command("huy", "cancel", ignore_mention=True))
async def cancel(_message: Message, talk: Talk) -> list[Call]:
    """Drop whatever was begun; doing it twice changes nothing."""
    return await drop(talk)


@router.message(Command("guitin", ignore_mention=True))
async def begin(_message: Message, talk: Talk) -> list[Call]:
    """Begin a tip; members of staff do it like any citizen, and their own unit is not told who they are."""
    notes = await drafts.read(talk.state)
    if notes.draft is not None:
        return await _remind(talk)
    await talk.state.set_state(Reporting.drafting)
    return [talk.say(texts.ask_what())]


@router.message(Command("english", "tiengviet", ignore_mention=True))
async def speak(_message: Message, talk: Talk, command: CommandObject) -> list[Call]:
    """Change the language; what was begun is kept."""
    code = "en" if command.command.casefold() == "english" else "vi"
    await people.speak(talk.session, talk.contact.id, code)
    with locales.language(code):
        return [talk.say(_("From now on in English. What is happening, and where?"))]
