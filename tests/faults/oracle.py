"""Asks what became of everything: it reads the ledger, the tables by SQL, and the evidence files, and nothing else.

The invariants have the numbers I1 to I16 of the list that `docs/architecture.md` explains. Each finding names the ids
that violate it.
"""

import hashlib
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

import psycopg

from storage.vault import Vault, VaultError
from tests.faults.api import BOT, Api, Message, name_of
from tests.faults.databases import Place
from tests.faults.ledger import Call
from tests.faults.processes import STOP_SECONDS, Stop
from tests.faults.town import STAFF, Town

_NAMED = 12
"""So many ids are named of each violation."""

_TABLES = ("updates", "calls", "evidence")
SUCCESS = "Đồng chí đã tiếp nhận tin"
"""How an officer is told that a press of Acknowledge did it."""

_CITIZENS_WORDS = ("narrative", "supplement")


@dataclass(frozen=True, slots=True)
class Violation:
    """An invariant that does not hold, with the ids for which it does not."""

    invariant: str
    says: str
    ids: tuple[str, ...]

    def __str__(self) -> str:
        more = f" and {len(self.ids) - _NAMED} more" if len(self.ids) > _NAMED else ""
        return f"{self.invariant}: {self.says}: {', '.join(self.ids[:_NAMED])}{more}"


@dataclass(frozen=True, slots=True)
class Tip:
    """A tip as it is kept."""

    id: int
    code: str
    unit: str
    status: str
    chat: int | None
    words: tuple[str, ...]
    photos: tuple[bytes, ...]


@dataclass(slots=True)
class Case:
    """Everything that the oracle looks at.

    Attributes:
        api: The server, for its ledger and its photos.
        town: What people wanted.
        place: Where the rows are.
        vault: Opens what is sealed.
        evidence: The folder of the files.
        stops: How clean stops went.
        poisoned: Updates that have to be set aside, and no others.
        unreachable: Chats that refuse everything, so that nothing has to arrive there.
    """

    api: Api
    town: Town
    place: Place
    vault: Vault
    evidence: Path
    stops: Sequence[Stop] = ()
    poisoned: set[int] = field(default_factory=set)
    unreachable: set[int] = field(default_factory=set)

    def tips(self) -> list[Tip]:
        """Return every tip with its reporter's chat, its words and the digests of its files."""
        chats = {row[0]: self._chat(*row[1:]) for row in self.place.rows("SELECT id, bot, key, address FROM contacts")}
        reporters = dict(self.place.rows("SELECT tip_id, contact_id FROM reporters"))
        words: dict[int, list[str]] = defaultdict(list)
        for tip, kind, text in self.place.rows("SELECT tip_id, kind, text FROM statements ORDER BY id"):
            if kind in _CITIZENS_WORDS:
                words[tip].append(self.vault.open_text(bytes(text), place=f"statements.text:{tip}"))
        photos: dict[int, list[bytes]] = defaultdict(list)
        for tip, digest in self.place.rows("SELECT tip_id, sha256 FROM evidence WHERE state = 'kept' ORDER BY id"):
            photos[tip].append(bytes(digest))
        return [
            Tip(
                id=tip,
                code=self.vault.open_text(bytes(code), place=f"tips.code:{bytes(key).hex()}"),
                unit=unit,
                status=status,
                chat=chats.get(reporters.get(tip, 0)),
                words=tuple(words[tip]),
                photos=tuple(photos[tip]),
            )
            for tip, key, code, unit, status in self.place.rows(
                "SELECT id, code_key, code, unit_code, status FROM tips"
            )
        ]

    def _chat(self, bot: str, key: bytes, address: bytes) -> int:
        place = f"contacts.address:{bot}:{bytes(key).hex()}"
        return int(json.loads(self.vault.open(bytes(address), place=place))["chat_id"])


def violations(case: Case) -> list[Violation]:
    """Return every invariant that does not hold once nothing is going on any more."""
    tips = case.tips()
    checks: tuple[Callable[[Case, list[Tip]], Iterator[Violation | None]], ...] = (
        journal_is_whole,
        every_conversation_is_one_tip,
        officers_acts_are_kept,
        cards_arrived,
        nobody_else_was_told,
        copies_have_a_reason,
        no_name_is_told,
        cards_are_right,
        database_is_sound,
        files_are_whole,
        nothing_waits,
        times_are_sane,
        moments_came_once,
        receipts_arrived,
        stops_were_clean,
    )
    return [found for check in checks for found in check(case, tips) if found is not None]


def _unless_none(invariant: str, says: str, ids: Iterable[object]) -> Violation | None:
    named = tuple(str(one) for one in ids)
    return Violation(invariant, says, named) if named else None


def journal_is_whole(case: Case, _tips: list[Tip]) -> Iterator[Violation | None]:
    """I1: what was confirmed is in the journal once."""
    counts = Counter(number for (number,) in case.place.rows(f"SELECT update_id FROM updates WHERE bot = '{BOT}'"))  # noqa: S608 - our constant
    lost = sorted(case.api.ledger.confirmed.keys() - counts.keys())
    yield _unless_none("I1", "updates were confirmed and are not in the journal", lost)
    yield _unless_none("I1", "updates are in the journal twice", [one for one, count in counts.items() if count > 1])
    made_up = sorted(counts.keys() - case.api.ledger.offered.keys())
    yield _unless_none("I1", "updates are in the journal that were never offered", made_up)
    aside = {number for (number,) in case.place.rows("SELECT update_id FROM updates WHERE state = 'set_aside'")}
    yield _unless_none("I2", "updates were set aside without a reason", sorted(aside - case.poisoned))
    yield _unless_none("I2", "poisoned updates were not set aside", sorted(case.poisoned - aside))


def every_conversation_is_one_tip(case: Case, tips: list[Tip]) -> Iterator[Violation | None]:
    """I2: what a citizen told is one tip with exactly these words and photos."""
    kept: dict[int | None, list[Tip]] = defaultdict(list)
    for tip in tips:
        kept[tip.chat].append(tip)
    lost, doubled, different = [], [], []
    for chat, told in case.town.by_chat().items():
        expected = Counter(_content(one.words, (case.api.photo(name) for name in one.photos)) for one in told)
        found = Counter((tuple(sorted(tip.words)), tuple(sorted(tip.photos))) for tip in kept.pop(chat, []))
        if found == expected or any(one.gave_up for one in told):
            # Who gave up may not have sent it; they are named below.
            continue
        if found.total() < expected.total():
            lost.append(chat)
        elif found.total() > expected.total():
            doubled.append(chat)
        else:
            different.append(chat)
    yield _unless_none("I2 lost", "citizens' chats with fewer tips than they told", lost)
    yield _unless_none("I2 doubled", "citizens' chats with more tips than they told", doubled)
    yield _unless_none("I2", "citizens' chats whose tips hold other words or photos than they told", different)
    yield _unless_none("I2", "tips of chats that told nothing", [tip.id for one in kept.values() for tip in one])
    yield _unless_none("I11", "citizens' chats that wait for a receipt", [t.chat for t in case.town.told if t.gave_up])


def _content(words: Sequence[str], photos: Iterable[bytes]) -> tuple[tuple[str, ...], tuple[bytes, ...]]:
    return tuple(sorted(words)), tuple(sorted(hashlib.sha256(photo).digest() for photo in photos))


def officers_acts_are_kept(case: Case, tips: list[Tip]) -> Iterator[Violation | None]:
    """I3: what an officer pressed, and was told has happened, has happened, once."""
    rows = case.place.rows("SELECT tip_id, after FROM tip_events WHERE after = 'acknowledged'")
    counts = Counter(tip for tip, _ in rows)
    pressed = {press.tip for press in case.town.presses}
    yield _unless_none(
        "I3", "tips that were acknowledged by a press, with no such event", sorted(pressed - counts.keys())
    )
    yield _unless_none("I3", "tips that nobody acknowledged, with such an event", sorted(counts.keys() - pressed))
    twice = [tip for tip, count in counts.items() if count > 1]
    yield _unless_none("I2 doubled", "tips that were acknowledged twice", sorted(twice))
    said = {call.text for chat in STAFF for call in case.api.ledger.shown().get(chat, []) if SUCCESS in call.text}
    without = [
        tip.id for tip in tips if not counts[tip.id] and any(f"{SUCCESS} {_spaced(tip.code)}" in text for text in said)
    ]
    yield _unless_none("I3", "tips of which officers were told a success that is not kept", without)


def cards_arrived(case: Case, tips: list[Tip]) -> Iterator[Violation | None]:
    """I4: each officer of its unit got the card of each tip."""
    shown = case.api.ledger.shown()
    seen = {(chat, card_of(call.data)) for chat in STAFF for call in shown.get(chat, [])}
    missing = [
        f"tip {tip.id} at {chat}"
        for tip in tips
        for chat, unit in STAFF.items()
        if unit == tip.unit and chat not in case.unreachable and (chat, tip.id) not in seen
    ]
    yield _unless_none("I4", "cards that never arrived", missing)


def nobody_else_was_told(case: Case, tips: list[Tip]) -> Iterator[Violation | None]:
    """I5: no card and no code of a tip went to an officer of another unit, or to another citizen."""
    units = {tip.id: tip.unit for tip in tips}
    owners = {_spaced(tip.code): tip for tip in tips}
    wrong = []
    for chat, calls in case.api.ledger.shown().items():
        for call in calls:
            if chat in STAFF:
                card = card_of(call.data)
                wrong += [f"tip {card} at {chat}"] if card and units.get(card) != STAFF[chat] else []
            else:
                wrong += [f"tip {owners[one].id} at {chat}" for one in _codes(call, owners) if owners[one].chat != chat]
    yield _unless_none("I5", "cards or codes that went to others", wrong)
    desk = [tip.id for tip in tips if tip.unit not in STAFF.values()]
    yield _unless_none("I5", "tips with a unit that has no staff", desk)


def copies_have_a_reason(case: Case, tips: list[Tip]) -> Iterator[Violation | None]:
    """I6: a message was repeated only after a kill, an outage, or an answer that was lost."""
    codes = {_spaced(tip.code) for tip in tips}
    disturbed = sorted(one.at for one in case.api.ledger.disturbances)
    copies = []
    for chat, calls in case.api.ledger.shown().items():
        before: dict[tuple[str, tuple[str, ...]], Call] = {}
        for call in calls:
            if call.method != "sendMessage" or not _codes(call, codes):
                continue
            same = before.get((call.text, call.data))
            if same is not None and not (same.is_ambiguous or any(same.at <= at <= call.at for at in disturbed)):
                copies.append(f"message {call.message_id} to {chat}")
            before[call.text, call.data] = call
    yield _unless_none("I6", "copies of a message without a reason", copies)
    early = [f"{call.method} to {call.chat}" for call in _unexcused(case)]
    yield _unless_none("F19", "calls to a chat before the time that a 429 had named to it", early)


def _unexcused(case: Case) -> Iterator[Call]:
    """Yield calls that came too early although nothing had happened to the service in the seconds before."""
    disturbed = [one.at for one in case.api.ledger.disturbances]
    for call in case.api.ledger.early:
        if not any(call.at - 30 <= at <= call.at for at in disturbed):
            yield call


def no_name_is_told(case: Case, _tips: list[Tip]) -> Iterator[Violation | None]:
    """I7: no message to staff holds a citizen's name or chat."""
    people = {told.chat for told in case.town.told}
    names = {name_of(chat): chat for chat in people} | {str(chat): chat for chat in people if chat > 10**6}
    told = []
    for chat in STAFF:
        text = "\n".join(call.text for call in case.api.ledger.shown().get(chat, []))
        if "Canary" in text:
            told += [f"{owner} at {chat}" for name, owner in names.items() if name in text]
    yield _unless_none("I7", "citizens who were named to staff", told)


def cards_are_right(case: Case, tips: list[Tip]) -> Iterator[Violation | None]:
    """I8: the last card that each officer has shows how the tip stands: Acknowledge is offered while it waits."""
    waits = {tip.id: tip.status in {"queued", "seen"} for tip in tips}
    stale = []
    for chat in STAFF.keys() - case.unreachable:
        newest: dict[int, Message] = {}
        for message in case.api.phones[chat].messages.values():
            card = card_of(message.buttons.values())
            if card is not None:
                newest[card] = max(message, newest.get(card, message), key=attrgetter("id"))
        for card, message in newest.items():
            if (f"ack:{card}" in message.buttons.values()) != waits.get(card):
                stale.append(f"tip {card} at {chat}")
    yield _unless_none("I8", "cards that show another state", stale)


def database_is_sound(case: Case, _tips: list[Tip]) -> Iterator[Violation | None]:
    """I10: the database finds nothing wrong with itself."""
    try:
        faults = _database_faults(case.place)
    except (sqlite3.Error, psycopg.Error) as error:
        faults = [f"{type(error).__name__}: {error}"]
    yield _unless_none("I10", "the database", faults)


def _database_faults(place: Place) -> list[str]:
    if place.is_sqlite:
        found = [str(row[0]) for row in place.rows("PRAGMA integrity_check") if row[0] != "ok"]
        return found + [
            f"{row[0]} row {row[1]} refers to no {row[2]}" for row in place.rows("PRAGMA foreign_key_check")
        ]
    # Every index of ours is compared with its table's order; a torn page makes this fail.
    with psycopg.connect(place.url.replace("+psycopg", ""), autocommit=True) as connection:
        has_amcheck = connection.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'amcheck'").fetchone()
        if has_amcheck:
            connection.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
            connection.execute(
                "SELECT bt_index_check(i.indexrelid, true) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
                "JOIN pg_am a ON a.oid = c.relam JOIN pg_namespace n ON n.oid = c.relnamespace "
                "WHERE a.amname = 'btree' AND n.nspname = 'public' AND i.indisvalid"
            )
    return []


def files_are_whole(case: Case, _tips: list[Tip]) -> Iterator[Violation | None]:
    """I10: each kept file is there with its digest, and there is no file without a row."""
    rows = case.place.rows("SELECT id, state, is_readable, sha256 FROM evidence")
    bad = [
        row
        for row, state, is_readable, digest in rows
        if state == "kept" and not _is_whole(case, row, is_readable, digest)
    ]
    yield _unless_none("I10", "evidence whose file is missing or different", bad)
    yield _unless_none("I2 lost", "evidence that was given up", [row for row, state, *_ in rows if state == "lost"])
    known = {str(row) for row, *_ in rows}
    files = [one for one in case.evidence.rglob("*") if one.is_file() and one.name.isdecimal()]
    yield _unless_none("I10", "files without a row", [one.name for one in files if one.name not in known])


def _is_whole(case: Case, row: int, is_readable: bool, digest: bytes) -> bool:  # noqa: FBT001 - a column
    try:
        original = case.vault.open((case.evidence / f"original/{row}").read_bytes(), place=f"file:original/{row}")
        if is_readable:
            case.vault.open((case.evidence / f"clean/{row}").read_bytes(), place=f"file:clean/{row}")
    except (OSError, VaultError):
        return False
    return hashlib.sha256(original).digest() == bytes(digest)


WAITING = {table: f"SELECT id, state FROM {table} WHERE state = 'waiting'" for table in _TABLES}  # noqa: S608 - ours
"""What finds the rows that wait, by table."""


def nothing_waits(case: Case, _tips: list[Tip]) -> Iterator[Violation | None]:
    """I11: no row waits, and every update is confirmed."""
    for table, query in WAITING.items():
        yield _unless_none("I11", f"rows of {table} that wait", [row for row, _ in case.place.rows(query)])
    left = case.api.waiting
    yield _unless_none("I11", "updates that nobody fetched", [f"{left} of them"] if left else [])
    dead = case.place.rows("SELECT id, cause FROM calls WHERE state = 'dead' AND cause <> 'superseded'")
    if not case.unreachable:
        yield _unless_none("I4", "calls that were given up", [f"{row} ({cause})" for row, cause in dead])


def times_are_sane(case: Case, _tips: list[Tip]) -> Iterator[Violation | None]:
    """I13: nothing ends before it begins, and no event comes before its tip."""
    handled = case.place.rows("SELECT id FROM updates WHERE handled_at < received_at")
    yield _unless_none("I13", "updates that were handled before they came", [row for (row,) in handled])
    events = case.place.rows("SELECT e.id FROM tip_events e JOIN tips t ON t.id = e.tip_id WHERE e.at < t.received_at")
    yield _unless_none("I13", "events before their tip", [row for (row,) in events])


def moments_came_once(case: Case, _tips: list[Tip]) -> Iterator[Violation | None]:
    """I14: nobody is told twice of the same step of a tip, however often it was begun."""
    rows = case.place.rows(
        "SELECT tip_id, after, unit_code FROM tip_events WHERE kind = 'reminder' AND after IN"
        " ('reminder', 'overdue', 'escalation') GROUP BY tip_id, after, unit_code HAVING count(*) > 1"
    )
    yield _unless_none(
        "I14", "steps of tips that were told of twice", [f"{step} of tip {tip}" for tip, step, _ in rows]
    )


def receipts_arrived(case: Case, tips: list[Tip]) -> Iterator[Violation | None]:
    """I15: each reporter got the receipt of each tip."""
    shown = case.api.ledger.shown()
    missing = []
    for tip in tips:
        if tip.chat is None or tip.chat in case.unreachable:
            continue
        texts = {
            call.text for call in shown.get(tip.chat, []) if _spaced(tip.code) in call.text and "Mã tin" in call.text
        }
        if len(texts) != 1:
            missing.append(f"tip {tip.id} at {tip.chat} ({len(texts)})")
    yield _unless_none("I15", "tips without exactly one receipt", missing)


def stops_were_clean(case: Case, _tips: list[Tip]) -> Iterator[Violation | None]:
    """I16: each clean stop took at most ten seconds and ended with 0."""
    bad = [
        f"{one.name} ended with {one.code} after {one.seconds:.1f} s {one.words}".strip()
        for one in case.stops
        if one.code != 0 or one.seconds > STOP_SECONDS
    ]
    yield _unless_none("I16", "processes that did not stop cleanly", bad)


def card_of(data: Iterable[str]) -> int | None:
    """Return the tip whose card a message is, None where it is none: a card begins with Acknowledge or Open."""
    kind, _, row = next(iter(data), "").partition(":")
    return int(row) if kind in {"ack", "tip"} and row.isdecimal() else None


def _spaced(code: str) -> str:
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def _codes(call: Call, known: Iterable[str]) -> list[str]:
    """Return which of the known codes a message holds."""
    # Codes are rare among words, and have a form of their own.
    words = {word.strip("“”.,;:()") for word in call.text.split() if word.count("-") == 2}
    return [word for word in words if word in known]
