"""The outbox: in order within a chat, the most urgent chat first, and only the newest state of a card."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from domain.access import Role
from storage import models, outbox
from storage.database import Database
from storage.lanes import LANES
from storage.outbox import Call, Priority, Sent, Waiting
from storage.vault import Vault
from tests.storage import made
from tests.storage.made import BOT, NOW


def message(to: int, text: str, **fields: object) -> Call:
    return Call(to=to, method="sendMessage", payload={"text": text}, **fields)  # type: ignore[arg-type]  # as named


async def contacts(database: Database, vault: Vault, count: int, *, bot: str = BOT) -> list[int]:
    async with database.begin() as session:
        return [await made.contact(session, vault, 500 + number, bot=bot) for number in range(count)]


async def add(database: Database, vault: Vault, *calls: Call) -> None:
    async with database.begin() as session:
        await outbox.add(session, vault, calls, now=NOW)


async def due(
    database: Database, vault: Vault, *, after: timedelta = timedelta(0), chats: int = 50, calls: int = 50
) -> list[list[Waiting]]:
    async with database.read() as session:
        return await outbox.due(session, vault, bots=[BOT], now=NOW + after, chats=chats, calls=calls)


def texts(chats: Sequence[Sequence[Waiting]]) -> list[list[object]]:
    return [[one.call.payload["text"] for one in chat] for chat in chats]


async def test_a_chat_gets_its_calls_in_the_order_in_which_they_were_decided(database: Database, vault: Vault) -> None:
    [lan] = await contacts(database, vault, 1)
    await add(database, vault, *(message(lan, str(number)) for number in range(7)))
    await add(database, vault, message(lan, "7", priority=Priority.URGENT))
    assert texts(await due(database, vault)) == [[str(number) for number in range(8)]]
    assert texts(await due(database, vault, calls=2)) == [["0", "1"]]


async def test_the_most_urgent_chat_is_served_first_and_then_the_one_that_waited_longest(
    database: Database, vault: Vault
) -> None:
    lan, minh, hung, son = await contacts(database, vault, 4)
    await add(
        database,
        vault,
        message(lan, "digest", priority=Priority.DIGEST),
        message(minh, "reply"),
        message(hung, "reply, later"),
        message(son, "notice", priority=Priority.NOTICE),
        message(son, "fire", priority=Priority.URGENT),
    )
    everybody = [["notice", "fire"], ["reply"], ["reply, later"], ["digest"]]
    assert texts(await due(database, vault)) == everybody
    assert texts(await due(database, vault, chats=2)) == everybody[:2]


async def test_a_call_that_has_to_wait_holds_its_chat_and_nobody_else(database: Database, vault: Vault) -> None:
    lan, minh = await contacts(database, vault, 2)
    await add(database, vault, message(lan, "first"), message(minh, "other"), message(lan, "second"))
    [[head, _], _] = await due(database, vault)
    async with database.begin() as session:
        await outbox.try_later(
            session, head.id, contact_id=head.contact_id, cause="429", not_before=NOW + timedelta(seconds=9)
        )
    assert texts(await due(database, vault, after=timedelta(seconds=8))) == [["other"]]
    after = await due(database, vault, after=timedelta(seconds=9))
    assert texts(after) == [["first", "second"], ["other"]]
    assert after[0][0].attempts == 1


async def test_the_pause_of_a_call_is_that_of_the_newer_state_which_took_its_place_meanwhile(
    database: Database, vault: Vault
) -> None:
    lan, minh = await contacts(database, vault, 2)
    await add(database, vault, message(lan, "old", card="tip:1"), message(minh, "other"))
    [[taken], _] = await due(database, vault)
    await add(database, vault, message(lan, "new", card="tip:1"))
    async with database.begin() as session:
        later = NOW + timedelta(seconds=9)
        await outbox.try_later(session, taken.id, contact_id=lan, cause="429", not_before=later)
    assert texts(await due(database, vault, after=timedelta(seconds=8))) == [["other"]]
    assert sorted(texts(await due(database, vault, after=timedelta(seconds=9)))) == [["new"], ["other"]]


async def test_what_goes_through_a_bot_that_is_not_set_any_more_waits_for_it(database: Database, vault: Vault) -> None:
    [gone] = await contacts(database, vault, 1, bot="gone")
    [lan] = await contacts(database, vault, 1)
    await add(database, vault, message(gone, "through the old bot"), message(lan, "hello"))
    assert texts(await due(database, vault)) == [["hello"]]
    async with database.read() as session:
        assert await outbox.count_waiting(session) == 2


async def test_only_the_newest_state_of_a_card_is_sent(database: Database, vault: Vault) -> None:
    lan, minh = await contacts(database, vault, 2)
    await add(
        database,
        vault,
        message(lan, "old", card="tip:1"),
        message(lan, "another card", card="tip:2"),
        message(minh, "the same name with somebody else", card="tip:1"),
    )
    await add(database, vault, message(lan, "between"), message(lan, "new", card="tip:1"))
    chats = await due(database, vault)
    assert texts(chats) == [["another card", "between", "new"], ["the same name with somebody else"]]
    async with database.read() as session:
        dead = (await session.scalars(select(models.Call).where(models.Call.state == "dead"))).one()
    assert (dead.cause, dead.payload) == ("superseded", None)


async def test_of_two_states_of_a_card_from_one_update_only_the_newer_is_kept(database: Database, vault: Vault) -> None:
    lan, minh = await contacts(database, vault, 2)
    await add(
        database,
        vault,
        message(lan, "old", card="tip:1"),
        message(minh, "hers", card="tip:1"),
        message(lan, "new", card="tip:1"),
        message(lan, "without a card"),
        message(lan, "without a card"),
    )
    assert texts(await due(database, vault)) == [["hers"], ["new", "without a card", "without a card"]]


async def test_a_card_remembers_the_message_that_shows_it(database: Database, vault: Vault) -> None:
    [lan] = await contacts(database, vault, 1)
    await add(database, vault, message(lan, "one", card="draft:1"))
    [[first]] = await due(database, vault)
    assert first.message_id is None
    async with database.begin() as session:
        await outbox.note_sent(session, [Sent(first.id, first.card_id, 77)], now=NOW)
    await add(database, vault, message(lan, "two", card="draft:1"))
    [[second]] = await due(database, vault)
    assert (second.card_id, second.message_id) == (first.card_id, 77)


async def test_whoever_notes_a_call_late_does_not_turn_its_card_back(database: Database, vault: Vault) -> None:
    [lan] = await contacts(database, vault, 1)
    await add(database, vault, message(lan, "one", card="draft:1"))
    [[call]] = await due(database, vault)
    # The second one stood still with the answer to its call, and the first has made the call once more meanwhile.
    for message_id in (78, 77):
        async with database.begin() as session:
            await outbox.note_sent(session, [Sent(call.id, call.card_id, message_id)], now=NOW)
    await add(database, vault, message(lan, "two", card="draft:1"))
    [[later]] = await due(database, vault)
    assert later.message_id == 78


async def test_a_card_that_was_superseded_while_it_was_sent_is_shown_by_its_message(
    database: Database, vault: Vault
) -> None:
    [lan] = await contacts(database, vault, 1)
    await add(database, vault, message(lan, "one", card="draft:1"))
    [[call]] = await due(database, vault)
    await add(database, vault, message(lan, "two", card="draft:1"))
    async with database.begin() as session:
        await outbox.note_sent(session, [Sent(call.id, call.card_id, 77)], now=NOW)
    [[later]] = await due(database, vault)
    assert later.message_id == 77


async def test_a_sent_call_loses_its_payload_and_is_never_due_again(database: Database, vault: Vault) -> None:
    [lan] = await contacts(database, vault, 1)
    await add(database, vault, message(lan, "one"), message(lan, "two"))
    [[first, _]] = await due(database, vault)
    async with database.begin() as session:
        await outbox.note_sent(session, [Sent(first.id)], now=NOW)
        await outbox.try_later(session, first.id, contact_id=first.contact_id, cause="late answer", not_before=NOW)
    assert texts(await due(database, vault)) == [["two"]]
    async with database.read() as session:
        row = await session.get_one(models.Call, first.id)
    assert (row.state, row.payload, row.attempts) == ("sent", None, 1)


async def test_whoever_is_gone_gets_nothing_more_and_others_do(database: Database, vault: Vault) -> None:
    lan, minh = await contacts(database, vault, 2)
    await add(database, vault, message(lan, "one"), message(lan, "two"), message(minh, "other"))
    async with database.begin() as session:
        await outbox.give_up_on(session, lan, cause="403", now=NOW)
    assert texts(await due(database, vault)) == [["other"]]
    await add(database, vault, message(lan, "after they came back"))
    assert texts(await due(database, vault)) == [["other"], ["after they came back"]]


async def test_payload_and_address_stand_sealed_in_the_table(database: Database, vault: Vault) -> None:
    [lan] = await contacts(database, vault, 1)
    await add(database, vault, message(lan, "lời bí mật"))
    [[waiting]] = await due(database, vault)
    assert waiting.address.chat_id == 500
    async with database.read() as session:
        row = (await session.scalars(select(models.Call))).one()
    assert row.payload is not None
    assert "bí mật".encode() not in row.payload


async def test_a_digest_waits_for_everything_else_that_its_chat_is_told(database: Database, vault: Vault) -> None:
    [lan] = await contacts(database, vault, 1)
    await add(
        database,
        vault,
        message(lan, "digest", priority=Priority.DIGEST),
        message(lan, "another", priority=Priority.DIGEST),
        message(lan, "notice", priority=Priority.NOTICE),
        message(lan, "fire", priority=Priority.URGENT),
    )
    assert texts(await due(database, vault)) == [["notice", "fire", "digest", "another"]]


async def test_chats_are_found_by_what_is_asked_for(database: Database, vault: Vault) -> None:
    lan, minh, hung, son = await contacts(database, vault, 4)
    await add(
        database,
        vault,
        message(lan, "lan"),
        message(minh, "minh", priority=Priority.NOTICE),
        message(hung, "hung", priority=Priority.URGENT),
        message(son, "son", priority=Priority.DIGEST),
    )

    async def found(**asked: Any) -> list[list[object]]:
        async with database.read() as session:
            return texts(await outbox.due(session, vault, bots=[BOT], now=NOW, chats=9, calls=9, **asked))

    assert await found(most=Priority.REPLY) == [["hung"], ["lan"]]
    assert await found(busy=[hung, minh]) == [["lan"], ["son"]]
    # Who rests hears only what is urgent, and replies.
    assert await found(resting=[lan, minh, hung, son]) == [["hung"], ["lan"]]
    assert await found(lanes=[lan % LANES, son % LANES]) == [["lan"], ["son"]]
    assert await found(lanes=[]) == []


async def test_a_chat_with_very_much_to_come_does_not_hide_the_others(database: Database, vault: Vault) -> None:
    lan, minh = await contacts(database, vault, 2)
    await add(database, vault, *(message(lan, str(number)) for number in range(200)), message(minh, "other"))
    assert [chat[0].contact_id for chat in await due(database, vault, chats=2, calls=1)] == [lan]
    async with database.read() as session:
        chats = await outbox.due(session, vault, bots=[BOT], now=NOW, chats=2, calls=1, busy=[lan])
    assert texts(chats) == [["other"]]


async def test_what_speaks_of_a_tip_is_visible_to_who_handles_it_now(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        tip = await made.tip(session, vault)
        hung = await made.officer(session, vault, 90)
        son = await made.officer(session, vault, 91, unit=made.VY_DA)
        quang = await made.officer(session, vault, 92, role=Role.SUPERVISOR)
        lan = await made.contact(session, vault, 93)
    everybody = [hung.contact_id, son.contact_id, quang.contact_id, lan]
    await add(database, vault, *(message(to, "tip", tip_id=tip.id) for to in everybody), message(lan, "plain"))
    chats = await due(database, vault)
    assert [[one.is_visible for one in chat] for chat in chats] == [[True], [False], [False], [False, True]]
    async with database.read() as session:
        assert await outbox.is_still_visible(session, chats[0][0].id) is True
        assert await outbox.is_still_visible(session, chats[1][0].id) is False
    async with database.begin() as session:
        await outbox.note_sent(session, [Sent(chats[0][0].id)], now=NOW)
        assert await outbox.is_still_visible(session, chats[0][0].id) is None


async def test_two_processes_that_make_the_same_card_make_one(database: Database, vault: Vault) -> None:
    [lan] = await contacts(database, vault, 1)
    await asyncio.gather(*(add(database, vault, message(lan, str(number), card="tip:1")) for number in range(4)))
    async with database.read() as session:
        assert len(list(await session.scalars(select(models.Card)))) == 1


@pytest.mark.parametrize("is_whole", [True, False])
async def test_the_calls_that_are_due_are_found_without_looking_at_all_that_wait(
    database: Database,
    vault: Vault,
    is_whole: bool,  # noqa: FBT001 - pytest's
) -> None:
    """However many wait: the index of what waits is walked, and left once there is enough."""
    if not database.is_sqlite:
        # With so few rows PostgreSQL reads the table; that it need not is for `benchmarks.outbound`.
        return
    explained: list[str] = []
    async with database.begin() as session:
        driver = (await (await session.connection()).get_raw_connection()).driver_connection
        assert driver is not None
        driver._conn.set_trace_callback(explained.append)  # noqa: SLF001 - only there the statement is whole
        await outbox.due(session, vault, bots=[BOT], now=NOW, chats=9, calls=9, lanes=None if is_whole else [1, 2])
        driver._conn.set_trace_callback(None)  # noqa: SLF001 - as above
        [asked] = [one for one in explained if one.startswith("SELECT")]
        plan = " ".join(row[3] for row in await session.execute(text(f"EXPLAIN QUERY PLAN {asked}")))
    assert "SEARCH calls USING INDEX ix_calls_waiting (priority<?)" in plan
    assert "calls USING INDEX ix_calls_state" not in plan


async def test_what_a_wrong_clock_has_put_off_is_not_waited_for(database: Database, vault: Vault) -> None:
    [lan] = await contacts(database, vault, 1)
    await add(database, vault, message(lan, "first"))
    [[head]] = await due(database, vault)
    async with database.begin() as session:
        # Tried while the clock was an hour ahead; then it was put right.
        await outbox.try_later(
            session, head.id, contact_id=head.contact_id, cause="503", not_before=NOW + timedelta(hours=1, seconds=5)
        )
    assert texts(await due(database, vault)) == [["first"]]
    async with database.begin() as session:
        await outbox.try_later(
            session, head.id, contact_id=head.contact_id, cause="429", not_before=NOW + outbox.LONGEST_PAUSE
        )
    assert await due(database, vault) == []
    assert texts(await due(database, vault, after=outbox.LONGEST_PAUSE)) == [["first"]]


async def test_what_was_never_tried_is_due_whatever_the_clock_said(database: Database, vault: Vault) -> None:
    [lan] = await contacts(database, vault, 1)
    await add(database, vault, message(lan, "first"))
    assert texts(await due(database, vault, after=-timedelta(days=3))) == [["first"]]
