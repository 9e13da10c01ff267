"""What reporters are told of their tips, in their own language: nothing of what a tip says, and no officer's name."""

from dataclasses import dataclass
from enum import StrEnum

from aiogram.utils.formatting import Text, as_list

import locales
from domain.codes import spaced
from handlers import choices, drafts, texts
from handlers.callbacks import Supplement
from handlers.calls import Button, inline, say
from handlers.talk import Talk
from locales import gettext as _
from storage import conversations, people, tips, units
from storage.outbox import Call, Priority
from storage.tips import Tip


class NoticeKind(StrEnum):
    """What a reporter is told."""

    ACKNOWLEDGED = "acknowledged"
    QUESTION = "question"
    REPLY = "reply"
    PASSED_ON = "passed_on"
    RESOLVED = "resolved"
    CLOSED = "closed"
    UNITED = "united"
    ONE_EVENT = "one_event"
    INCIDENT_RESOLVED = "incident_resolved"


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reporter is told: how their tip stands, and words that an officer wrote to them, if any.

    Attributes:
        kind: What happened.
        words: An officer's question or reply.
        to: The unit or authority that a tip went to.
    """

    kind: NoticeKind
    words: str = ""
    to: str = ""

    @property
    def wants_answer(self) -> bool:
        """Whether the reporter is asked something."""
        return self.kind is NoticeKind.QUESTION

    def content(self, tip: Tip, unit: str) -> Text:
        """Return the notice in the current language. It never names an officer, nor what the tip says."""
        frame = {
            NoticeKind.ACKNOWLEDGED: _("{unit} has acknowledged tip {code}."),
            NoticeKind.QUESTION: _("{unit} has a question about tip {code}:"),
            NoticeKind.REPLY: _("{unit} on tip {code}:"),
            NoticeKind.PASSED_ON: _("Tip {code} was passed on to {to}."),
            NoticeKind.RESOLVED: _("There is a result for tip {code}. See /tin"),
            NoticeKind.CLOSED: _("{unit} has closed tip {code}. See /tin"),
            NoticeKind.UNITED: _("Tip {code} is handled together with other tips about the same event."),
            NoticeKind.ONE_EVENT: _(
                "What tip {code} tells of is the same event as one that others reported; all of it is handled as one."
            ),
            NoticeKind.INCIDENT_RESOLVED: _("There is a result for the event that tip {code} tells of. See /tin"),
        }[self.kind]
        said = _capital(frame.format(unit=unit, code=spaced(tip.code), to=self.to))
        if not self.words:
            return Text(said)
        last = [_("You can answer right here, in your own words or with photos.")] if self.wants_answer else []
        return as_list(said, self.words, *last, sep="\n\n")


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


async def tell_reporter(talk: Talk, tip: Tip, notice: Notice) -> list[Call]:
    """Return a notice to a tip's reporter in their own language; nothing where the link was cut."""
    contact_id = await tips.reporter_of(talk.session, tip.id)
    if contact_id is None:
        return []
    contact = await people.contact(talk.session, contact_id)
    unit = await units.on_day(talk.session, tip.unit_code, texts.local_day(talk.now))
    with locales.language(contact.language):
        content, keyboard = notice.content(tip, texts.police(unit)), None
        if notice.wants_answer:
            # A number that is typed now is meant for the officer, not for a list that was shown before – unless a tip
            # is being written: then no message answers the officer, and the numbers are those of its own choices.
            await conversations.change(
                talk.session, talk.vault, contact_id, without=choices.KEY, unless=drafts.WRITING, now=talk.now
            )
            keyboard = inline([[Button(_("Answer"), Supplement(tip=tip.id).pack())]])
        return [say(contact_id, content, keyboard, priority=Priority.NOTICE)]
