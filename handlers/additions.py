"""What a reporter adds to a tip that was sent: more words and files, an answer, an objection."""

from dataclasses import dataclass

from domain.access import Actor, Role
from domain.lifecycle import Status, transition
from domain.place import Decision
from handlers import cards, texts
from handlers.files import kept_files
from handlers.parts import Parts
from handlers.placing import described
from handlers.talk import Talk
from locales import gettext as _
from places import resolve
from storage import tips
from storage.outbox import Call
from storage.tips import StatementKind, Tip
from triage.suggest import suggest


@dataclass(frozen=True, slots=True)
class Addition:
    """Words and files that belong to a sent tip."""

    words: str
    evidence: tuple[int, ...] = ()


async def addition(talk: Talk, parts: Parts) -> Addition:
    """Return what a message adds; its file is noted as expected."""
    position = described(talk, parts.position) if parts.position else ""
    return Addition("\n".join(filter(None, [parts.text, position])), await kept_files(talk, parts))


async def add(talk: Talk, tip: Tip, what: Addition, *, kind: StatementKind | None = None) -> list[Call]:
    """Add words and files to a tip, and tell those who handle it; while an officer waits for an answer, it is one."""
    citizen = Actor(Role.CITIZEN, tip.unit_code)
    if kind is None:
        kind = StatementKind.ANSWER if tip.status is Status.NEEDS_INFO else StatementKind.SUPPLEMENT
    if kind is StatementKind.ANSWER:
        step = transition(tip.status, Status.VERIFYING, at=talk.now)
        tip = await tips.step(talk.session, talk.vault, tip, step, by=citizen)
    await tips.add_evidence(talk.session, tip, what.evidence, contact_id=talk.contact.id)
    words = what.words or _("(a file without words)")
    tip = await tips.add_statement(talk.session, talk.vault, tip, kind, words, by=citizen, at=talk.now)
    return await cards.answered(talk, tip)


def warning(talk: Talk, words: str) -> list[Call]:
    """Return the emergency numbers where words are dangerous, whatever tip they belong to."""
    found = suggest(words, sent_at=talk.now)
    return [talk.say(texts.danger(found.dangers, about=found.category))] if found.dangers else []


def looks_new(talk: Talk, words: str) -> bool:
    """Whether words tell of something of their own, with its place: then they begin a tip instead of adding to one."""
    if not suggest(words, sent_at=talk.now).is_clear:
        return False
    return resolve.from_text(talk.gazetteer, words).decision is Decision.ROUTE
