"""Differences that were planted between what was sent and what is stored: each is found, and nothing else is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, insert, select, update

from simulation.ledger import Ledger, Told, Unsure
from simulation.oracle import Stored, StoredOfficer, StoredTip, differences, read
from storage import models
from tests.scene import MY_THUONG, START, Scene

CODE, OTHER = "K7QF2M9X4TBD", "00000000000Z"
CITIZEN, NEIGHBOUR, OFFICER, STRANGER = 1, 2, 8, 9
NOW = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
WORDS = ("đánh bạc ở Vỹ Dạ", "có năm người")


def ledger() -> Ledger:
    """Return what one citizen sent, and one officer saw."""
    told = Told(CODE, CITIZEN, WORDS, 2, 0.0, added=["xe đỏ"])
    return Ledger(told={CODE: told}, cards={CODE: {OFFICER: 1.0}})


def tip() -> StoredTip:
    """Return that tip as it should be stored."""
    return StoredTip(1, CODE, NOW, WORDS, ("xe đỏ",), 2, 0, frozenset({MY_THUONG}), frozenset({CITIZEN}))


def found(*tips: StoredTip, of: Ledger | None = None, officers: Sequence[StoredOfficer] = ()) -> list[str]:
    staff = officers or [StoredOfficer(OFFICER, MY_THUONG, NOW - timedelta(days=1))]
    return differences(of or ledger(), Stored(tips, staff), played={CITIZEN, OFFICER, STRANGER})


def test_what_is_as_it_was_sent_does_not_differ() -> None:
    assert found(tip()) == []


@pytest.mark.parametrize(
    ("stored", "sentence"),
    [
        ((), "is stored 0 times"),
        ((tip(), replace(tip(), id=2)), "is stored 2 times"),
        ((replace(tip(), narrative=WORDS[:1]),), "other words: 2 sent, 1 stored"),
        ((replace(tip(), narrative=WORDS[::-1]),), "other words"),
        ((replace(tip(), later=()),), "1 additions are missing"),
        ((replace(tip(), later=("xe đỏ", "xe đỏ")),), "1 are too many"),
        ((replace(tip(), photos=1),), "holds 1 photos of 2"),
        ((replace(tip(), unfetched=1),), "1 files were not fetched"),
        ((replace(tip(), reporters=frozenset({NEIGHBOUR})),), "is linked to"),
        ((replace(tip(), reporters=frozenset()),), "is linked to"),
        ((tip(), replace(tip(), id=2, code=OTHER)), "holds words of K7QF-2M9X-4TBD"),
        ((replace(tip(), units=frozenset({"46"})),), "was shown to 1 people who may not see it"),
    ],
)
def test_a_planted_difference_is_found(stored: tuple[StoredTip, ...], sentence: str) -> None:
    [difference] = found(*stored)
    assert sentence in difference
    assert not any(words in difference for words in WORDS)


def test_a_card_that_did_not_arrive_is_found() -> None:
    since = NOW - timedelta(days=1)
    staff = [StoredOfficer(OFFICER, MY_THUONG, since), StoredOfficer(STRANGER, MY_THUONG, since)]
    assert found(tip(), officers=staff) == ["tip K7QF-2M9X-4TBD did not reach 1 of 2 officers"]
    staff[1] = replace(staff[1], is_reachable=False)
    assert found(tip(), officers=staff) == []


def test_a_card_on_a_phone_that_is_not_played_is_taken_from_what_was_delivered() -> None:
    staff = [StoredOfficer(77, MY_THUONG, NOW - timedelta(days=1))]
    nobody = replace(ledger(), cards={})
    stored = Stored([tip()], staff)
    assert len(differences(nobody, stored, played=())) == 1
    assert differences(nobody, replace(stored, shown=frozenset({(1, 77)})), played=()) == []


def test_words_of_another_tip_are_found() -> None:
    both = ledger()
    both.told[OTHER] = Told(OTHER, NEIGHBOUR, ("trộm chó",), 0, 0.0)
    both.cards[OTHER] = {OFFICER: 1.0}
    theirs = replace(tip(), id=2, code=OTHER, narrative=("trộm chó",), later=(), photos=0, reporters=frozenset({2}))
    assert found(tip(), theirs, of=both) == []
    mixed = replace(theirs, narrative=("trộm chó", WORDS[1]))
    assert "tip 0000-0000-000Z holds words of K7QF-2M9X-4TBD" in found(tip(), mixed, of=both)


def test_a_withdrawn_tip_is_linked_to_nobody() -> None:
    withdrawn = ledger()
    withdrawn.told[CODE].is_withdrawn = withdrawn.told[CODE].may_be_withdrawn = True
    assert len(found(tip(), of=withdrawn)) == 1
    assert found(replace(tip(), reporters=frozenset()), of=withdrawn) == []
    assert found(replace(tip(), reporters=frozenset(), narrative=(), later=()), of=withdrawn) == []


def test_a_tip_without_a_code_may_be_stored_once() -> None:
    unsure = ledger()
    unsure.unsure.append(Unsure(NEIGHBOUR, ("không kịp nhận mã",)))
    once = replace(tip(), id=2, code=OTHER, narrative=("không kịp nhận mã",), later=(), photos=0)
    assert found(tip(), once, of=unsure) == []
    twice = replace(once, id=3, code="00000000000Y")
    assert len(found(tip(), once, twice, of=unsure)) == 1


def test_what_waits_and_what_was_set_aside_is_found() -> None:
    stored = Stored([], waiting={"calls in the outbox": 2, "updates in the journal": 0}, set_aside=1)
    assert differences(Ledger(), stored, played=()) == ["2 calls in the outbox still wait", "1 updates were set aside"]


# The same against real databases.


async def told(scene: Scene) -> tuple[Ledger, int]:
    """Let a citizen send a tip to an officer of the commune; returns the ledger of it, and the officer's chat."""
    officer = await scene.officer("Hùng")
    citizen = scene.citizen()
    words = "có đánh bạc ở phường Mỹ Thượng, Huế"
    await citizen.say(words)
    await citizen.press("Gửi")
    async with scene.database.read() as session:
        row = await session.scalar(select(models.Tip))
    assert row is not None
    code = scene.vault.open_text(row.code, place=f"tips.code:{row.code_key.hex()}")
    return Ledger(told={code: Told(code, citizen.id, (words,), 0, 0.0)}, cards={code: {officer.id: 1.0}}), officer.id


async def compared(scene: Scene, ledger: Ledger, officer: int) -> list[str]:
    async with scene.database.begin() as session:
        # Nothing is fetched or sent here but what the scene sent.
        await session.execute(update(models.Call).values(state="sent"))
    async with scene.database.read():
        stored = await read(scene.database, scene.vault, since=START)
    return differences(ledger, stored, played={officer, *(one.person for one in ledger.told.values())})


async def test_a_tip_that_went_well_does_not_differ(scene: Scene) -> None:
    ledger, officer = await told(scene)
    assert await compared(scene, ledger, officer) == []


async def test_a_statement_that_is_lost_in_the_database_is_found(scene: Scene) -> None:
    ledger, officer = await told(scene)
    async with scene.database.begin() as session:
        await session.execute(delete(models.Statement))
    [difference] = await compared(scene, ledger, officer)
    assert "1 sent, 0 stored" in difference


async def test_a_photo_that_is_missing_or_not_fetched_is_found(scene: Scene) -> None:
    ledger, officer = await told(scene)
    [one] = ledger.told.values()
    one.photos = 1
    [difference] = await compared(scene, ledger, officer)
    assert "holds 0 photos of 1" in difference
    file = {"kind": "photo", "bot": "main", "is_readable": False, "attempts": 0, "state": "lost"}
    async with scene.database.begin() as session:
        tip_id = await session.scalar(select(models.Tip.id))
        times = {"received_at": START, "not_before": START}
        await session.execute(insert(models.Evidence).values(tip_id=tip_id, **file, **times))
    [difference] = await compared(scene, ledger, officer)
    assert "1 files were not fetched" in difference


async def test_a_tip_that_is_doubled_in_the_database_is_found(scene: Scene) -> None:
    ledger, officer = await told(scene)
    names = [column.name for column in models.Tip.__table__.columns if column.name != "id"]
    async with scene.database.begin() as session:
        tip_id = await session.scalar(select(models.Tip.id))
        row = (await session.execute(select(*models.Tip.__table__.columns))).mappings().one()
        key = bytes(32)
        code = scene.vault.seal_text(OTHER, place=f"tips.code:{key.hex()}")
        copy = {name: row[name] for name in names} | {"code_key": key, "code": code}
        twin = await session.scalar(insert(models.Tip).values(copy).returning(models.Tip.id))
        said = await session.scalar(select(models.Statement).where(models.Statement.tip_id == tip_id))
        assert said is not None
        words = scene.vault.open_text(said.text, place=f"statements.text:{tip_id}")
        sealed = scene.vault.seal_text(words, place=f"statements.text:{twin}")
        session.add(models.Statement(tip_id=twin, at=said.at, kind=said.kind, officer_id=None, text=sealed))
    [difference] = await compared(scene, ledger, officer)
    assert "0000-0000-000Z holds words of" in difference
