"""Domain values in, messages to citizens out."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from aiogram.utils.formatting import Bold, Code, Text, as_list

from domain.access import Role
from domain.codes import spaced
from domain.lifecycle import Status
from domain.place import Position
from domain.routing import RouteReason
from domain.tip import Category, EvidenceKind, Group
from locales import gettext as _
from locales import ngettext, pgettext, time_zone
from storage.units import Unit
from triage.danger import Danger, Line
from triage.danger import lines as lines_against

QUOTED_LETTERS = 400
"""So much of a citizen's own words is read back to them."""


ALWAYS = (Line.POLICE, Line.FIRE_BRIGADE, Line.AMBULANCE)
"""Numbers that are named in any danger, behind the fitting ones: a machine may take it for another one."""


def clock(at: datetime) -> str:
    """Return a time as people read it: 21:30 20/11/2026."""
    return at.astimezone(time_zone()).strftime("%H:%M %d/%m/%Y")


def group(of: Group) -> str:
    """Return the name of a group of the menu."""
    return {
        Group.TRAFFIC: _("Traffic, street racing"),
        Group.THEFT: _("Theft, robbery, damage"),
        Group.FIRE: _("Fire, explosion, rescue"),
        Group.DRUGS_VICE: _("Drugs, gambling, prostitution"),
        Group.FRAUD_USURY: _("Fraud, loan sharks"),
        Group.VIOLENCE: _("Fighting, violence, abuse"),
        Group.ENVIRONMENT: _("Environment, sand mining, waste"),
        Group.WEAPONS: _("Weapons, explosives, fireworks"),
        Group.WANTED: _("Wanted persons, giving oneself up"),
        Group.ORDER: _("Public order, pavements, noise, residence"),
        Group.DISPUTE: _("Disputes between neighbours"),
        Group.MISSING: _("Missing persons, lost children"),
        Group.OFFICER: _("About police officers, fake accounts"),
        Group.OTHER: _("Something else"),
    }[of]


def numbers() -> Text:
    """Return the emergency numbers, which come before everything else."""
    return Text(
        Bold(_("In danger, call now:")),
        " ",
        _("113 police, 114 fire and rescue, 115 ambulance, 112 disasters."),
    )


def welcome() -> Text:
    """Return the first message: emergency numbers, what to do, and who sees what."""
    return as_list(
        numbers(),
        _(
            "Here you tell the police of the commune what is happening. Just write it in one sentence, with or without "
            "tone marks: what, and where. Photos and your position help."
        ),
        _(
            "The officers who handle your tip do not see who you are. The company that runs this messenger does see "
            "that you write here."
        ),
        _("Your tips: /tin · Help: /trogiup · English: /english"),
        sep="\n\n",
    )


def first_words(*, are_numbers_due: bool) -> Text:
    """Return what goes before the answer to somebody who began without greeting.

    Args:
        are_numbers_due: Whether the emergency numbers still have to be said; a warning that follows says them, too.
    """
    privacy = _(
        "The officers who handle your tip do not see who you are. The company that runs this messenger does see "
        "that you write here. Help: /trogiup · English: /english"
    )
    return as_list(numbers(), privacy) if are_numbers_due else Text(privacy)


def manual() -> Text:
    """Return the help."""
    return as_list(
        numbers(),
        _("To report: write what is happening and where, add photos or your position, then press Send."),
        _(
            "/tin – your tips, what became of them, add something, withdraw\n"
            "/huy – drop what you are writing\n"
            "/english – English, /tiengviet – Vietnamese"
        ),
        _(
            "To leave no trace on this phone: after you have noted the code, delete this chat in the messenger and "
            "clear its notifications. The tip stays with the police."
        ),
        _(
            "Knowingly false reports are punishable. Complaints about a person in office go to the inspectorate; "
            "tips about police officers go from here to the province, not to the commune."
        ),
        sep="\n\n",
    )


def danger(dangers: frozenset[Danger], *, about: Category) -> Text:
    """Return the emergency numbers as the words of a draft demand them, the most fitting first."""
    fitting = lines_against(dangers, about=about)
    named = ", ".join(map(line, dict.fromkeys((*fitting, *ALWAYS))))
    return as_list(
        Text(Bold(_("In danger, call now:")), " ", named, "."),
        _("Get yourself to safety first. Your tip is taken all the same: go on below."),
    )


def line(of: Line) -> str:
    """Return a number and who answers it.

    111 is the country's own number for the protection of children: Luật Trẻ em 2016, Điều 51; Nghị định 56/2017/NĐ-CP.
    """
    return {
        Line.CHILDREN: _("111 the national line for the protection of children"),
        Line.DISASTER: _("112 disasters"),
        Line.POLICE: _("113 police"),
        Line.FIRE_BRIGADE: _("114 fire and rescue"),
        Line.AMBULANCE: _("115 ambulance"),
    }[of]


def listening() -> str:
    """Return who else helps where somebody despairs or a child is hurt.

    111 is the country's own number for the protection of children: Luật Trẻ em 2016, Điều 51; Nghị định 56/2017/NĐ-CP.
    """
    return _(
        "A child who is hurt or abused, or somebody who wants to take their life: "
        "also call 111 (free, at any hour) and 115."
    )


def ask_what() -> str:
    """Ask what is happening."""
    return _("What did you see? One sentence is enough: what, and where. You can also send a photo.")


def _shortened(words: str, letters: int) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= letters else flat[: letters - 1] + "…"


def files(kinds: Mapping[EvidenceKind, int]) -> str:
    """Return how many files of which kind there are: "2 ảnh, 1 video"."""
    counted = {
        EvidenceKind.PHOTO: lambda n: ngettext("{n} photo", "{n} photos", n),
        EvidenceKind.VIDEO: lambda n: ngettext("{n} video", "{n} videos", n),
        EvidenceKind.VOICE: lambda n: ngettext("{n} voice message", "{n} voice messages", n),
        EvidenceKind.DOCUMENT: lambda n: ngettext("{n} document", "{n} documents", n),
    }
    return ", ".join(counted[kind](count).format(n=count) for kind, count in kinds.items())


def understood(*, about: str, place: str, occurred: str) -> Text:
    """Return what the machine made of a draft, in one line; the time only where the words say one."""
    parts = [(_("About:"), about), (_("Place:"), place)]
    if occurred:
        parts.append((_("Time:"), occurred))
    shown = [Text(Bold(name), " ", value) for name, value in parts]
    return as_list(*shown, sep=" · ")


def summary(line: Text, *, words: str, attached: str, has_position: bool, advice: str = "") -> Text:
    """Return a draft as it will be sent.

    Args:
        line: What was understood of it.
        words: The citizen's own.
        attached: Which files come with it; empty for none.
        has_position: Whether the officers see a point.
        advice: Who else helps; empty where nobody needs to.
    """
    lines: list[Text | str] = [Bold(_("Your tip – not sent yet")), line]
    if has_position:
        shared = _("shared; the officers see it. If it is your home, send another point nearby instead.")
        lines.append(Text(Bold(_("Position:")), " ", shared))
    if words:
        lines.append(Text(Bold(_("Words:")), " “", _shortened(words, QUOTED_LETTERS), "”"))
    if attached:
        lines.append(Text(Bold(_("Attached:")), " ", attached))
    if advice:
        lines.append(advice)
    lines.append(_("Add more if you like. If it is right, press Send, or type 1."))
    return as_list(*lines)


def receipt(*, code: str, unit: str, why: RouteReason, by: datetime) -> Text:
    """Return what a citizen reads after sending: the code, what happens next, and by when."""
    return as_list(
        Text(Bold(_("Sent. Your code:")), " ", Code(spaced(code))),
        _following(why).format(unit=unit, time=clock(by)),
        _("You will be told here. To see how it stands or to add something: /tin"),
        sep="\n\n",
    )


def _following(why: RouteReason) -> str:
    """Return what happens next with a tip that went where it went for this reason."""
    match why:
        case RouteReason.COMMUNE:
            return _("It is now with {unit}. An officer should have acknowledged it by {time}.")
        case RouteReason.ABOUT_POLICE:
            return _(
                "It is now with the duty desk of {unit}, not with the commune police it may be about. "
                "It should be looked at by {time}."
            )
        case RouteReason.NO_QUEUE:
            return _(
                "It is now with the duty desk of {unit}, which passes it on to the police of the place. "
                "It should be looked at by {time}."
            )
        case RouteReason.FULL:
            return _(
                "The police of the place have very many tips waiting, so the duty desk of {unit} has yours. "
                "It should be looked at by {time}."
            )
        case RouteReason.NOBODY:
            return _(
                "It is kept with {unit}, but nobody works there with this service yet, so it may take long. "
                "If it is urgent, call 113."
            )
        case RouteReason.UNKNOWN_COMMUNE | RouteReason.UNKNOWN_PROVINCE:
            return _(
                "The duty desk of {unit} finds out which commune it concerns and passes it on. "
                "It should be looked at by {time}."
            )


def status(of: Status) -> str:
    """Return the state of a tip as its reporter reads it."""
    return {
        Status.RECORDED: pgettext("status", "Recorded"),
        Status.AT_DESK: pgettext("status", "The province is finding out where it belongs"),
        Status.QUEUED: pgettext("status", "With the commune police, not acknowledged yet"),
        Status.SEEN: pgettext("status", "With the commune police, not acknowledged yet"),
        Status.ACKNOWLEDGED: pgettext("status", "Acknowledged by the police"),
        Status.VERIFYING: pgettext("status", "Being checked"),
        Status.NEEDS_INFO: pgettext("status", "The police have a question for you"),
        Status.SUSPENDED: pgettext("status", "Paused"),
        Status.CLASSIFIED: pgettext("status", "Being dealt with"),
        Status.RESOLVED: pgettext("status", "There is a result"),
        Status.INFORMED: pgettext("status", "There is a result, and you were told"),
        Status.CLOSED: pgettext("status", "Closed"),
        Status.REOPENED: pgettext("status", "Opened again"),
        Status.TRANSFERRED: pgettext("status", "Handed over to the competent authority"),
        Status.WITHDRAWN: pgettext("status", "Withdrawn"),
    }[of]


def span(start: datetime, end: datetime) -> str:
    """Return from when until when something happened, as short as it can be said: "18:00–23:00 19/11/2026"."""
    first, last = (at.astimezone(time_zone()) for at in (start, end))
    if clock(first) == clock(last):
        return clock(first)
    is_whole = (first.hour, first.minute) == (0, 0)
    if is_whole and last - first == timedelta(days=1):
        return f"{first:%d/%m/%Y}"
    if first.date() == last.date():
        return f"{first:%H:%M}–{clock(last)}"
    if is_whole and (last.hour, last.minute) == (0, 0):
        return f"{first:%d/%m/%Y} – {last - timedelta(days=1):%d/%m/%Y}"
    return _("between {begins} and {ends}").format(begins=clock(first), ends=clock(last))


def local_day(at: datetime) -> date:
    """Return the day on which an instant falls in Viet Nam."""
    return at.astimezone(time_zone()).date()


def police(unit: Unit) -> str:
    """Return the name of a unit's police as citizens read it: "Công an phường Mỹ Thượng"."""
    if unit.level == "country":
        return _("the national coordination desk")
    return _("the police of {unit}").format(unit=f"{unit.kind} {unit.name}")


def role(of: Role) -> str:
    """Return what somebody is."""
    return {
        Role.CITIZEN: pgettext("role", "citizen"),
        Role.OFFICER: pgettext("role", "officer"),
        Role.COMMANDER: pgettext("role", "commander"),
        Role.COORDINATOR: pgettext("role", "coordinator"),
        Role.SUPERVISOR: pgettext("role", "supervisor"),
        Role.SYSTEM: pgettext("role", "system"),
    }[of]


def point(position: Position) -> str:
    """Return a position in words: degrees north and east, to about a metre."""
    return _("Position: {lat}, {lon}").format(lat=f"{position.lat:.5f}", lon=f"{position.lon:.5f}")


def overdue(code: str, unit: Unit, received_at: datetime) -> str:
    """Return the reminder of a tip that nobody has acknowledged in time; it names no content."""
    return _(
        "Overdue: tip {code} of {time}, with {unit}, has not been acknowledged yet. Open the queue: /hangcho"
    ).format(code=spaced(code), time=clock(received_at), unit=police(unit))
