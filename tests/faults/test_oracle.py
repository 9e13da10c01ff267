"""The oracle finds each fault that is planted, names it, and finds nothing where there is none."""

import copy
import sqlite3
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from tests.faults.oracle import Case, violations
from tests.faults.processes import Stop
from tests.faults.stage import Stage, open_stage
from tests.faults.town import OFFICERS

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage() -> AsyncIterator[Stage]:
    """A stage after six tips, with the service stopped."""
    async with open_stage(None, 3) as one:
        one.town.pace = 0.0
        service = one.start()
        for _ in range(6):
            await one.town.report(one.town.newcomer())
        await one.rest()
        await one.stop()
        assert not one.judge(service).violations
        yield one


class Plant:
    """A case that is spoiled without touching the stage itself."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        source, self.file = sqlite3.connect(stage.place.file), folder / "copy.db"
        with sqlite3.connect(self.file) as target:
            source.backup(target)
        source.close()
        target.close()
        self.case = stage.case()
        self.case.place = type(stage.place)(f"sqlite+aiosqlite:///{self.file}")
        self.case.api = copy.copy(stage.api)
        self.ledger = self.case.api.ledger = copy.copy(stage.api.ledger)
        self.ledger.calls, self.ledger.confirmed = list(self.ledger.calls), dict(self.ledger.confirmed)

    def sql(self, command: str) -> None:
        connection = sqlite3.connect(self.file)
        connection.execute(command)
        connection.commit()
        connection.close()

    def cards(self, chat: int) -> list[int]:
        """Return the places in the ledger of the cards that an officer got."""
        found = enumerate(self.ledger.calls)
        return [place for place, one in found if one.chat == chat and one.data[:1] and one.data[0].startswith("ack:")]

    def some_officer(self) -> int:
        return next(chat for chat in OFFICERS if self.cards(chat))


def forget_an_update(plant: Plant) -> None:
    plant.sql("DELETE FROM updates WHERE update_id = 2")


def set_an_update_aside(plant: Plant) -> None:
    plant.sql("UPDATE updates SET state = 'set_aside' WHERE update_id = 2")


def lose_a_statement(plant: Plant) -> None:
    plant.sql("DELETE FROM statements WHERE id = (SELECT min(id) FROM statements)")


def lose_a_link(plant: Plant) -> None:
    plant.sql("DELETE FROM reporters WHERE tip_id = 1")


def lose_an_event(plant: Plant) -> None:
    plant.sql("DELETE FROM tip_events WHERE after = 'acknowledged'")


def lose_a_card(plant: Plant) -> None:
    chat = plant.some_officer()
    for place in reversed(plant.cards(chat)):
        del plant.ledger.calls[place]
    plant.ledger.calls[:] = [one for one in plant.ledger.calls if one.chat != chat]


def show_a_card_to_another(plant: Plant) -> None:
    chat = plant.some_officer()
    other = next(one for one, unit in OFFICERS.items() if unit != OFFICERS[chat])
    card = plant.ledger.calls[plant.cards(chat)[0]]
    plant.ledger.calls.append(replace(card, chat=other))


def repeat_a_card(plant: Plant) -> None:
    card = plant.ledger.calls[plant.cards(plant.some_officer())[0]]
    plant.ledger.disturbances = []
    plant.ledger.calls.append(card)


def name_a_citizen(plant: Plant) -> None:
    chat = plant.some_officer()
    card = plant.ledger.calls[plant.cards(chat)[0]]
    plant.ledger.calls.append(replace(card, text=f"Canary{plant.case.town.told[0].chat}"))


def turn_a_tip_back(plant: Plant) -> None:
    plant.sql("UPDATE tips SET status = 'queued' WHERE status = 'acknowledged'")


def break_a_reference(plant: Plant) -> None:
    plant.sql("UPDATE reporters SET contact_id = 999 WHERE tip_id = 1")


def let_a_call_wait(plant: Plant) -> None:
    plant.sql("UPDATE calls SET state = 'waiting' WHERE id = 1")


def turn_time_back(plant: Plant) -> None:
    plant.sql("UPDATE tip_events SET at = '2001-01-01 00:00:00.000000' WHERE id = 1")


def lose_a_receipt(plant: Plant) -> None:
    plant.ledger.calls[:] = [one for one in plant.ledger.calls if "Mã tin" not in one.text]


def stop_slowly(plant: Plant) -> None:
    plant.case.stops = [Stop("service", 12.0, 0)]


def end_with_an_error(plant: Plant) -> None:
    plant.case.stops = [Stop("service", 1.0, 1)]


@pytest.mark.parametrize(
    ("spoil", "invariant"),
    [
        (forget_an_update, "I1"),
        (set_an_update_aside, "I2"),
        (lose_a_statement, "I2"),
        (lose_a_link, "I2 lost"),
        (lose_an_event, "I3"),
        (lose_a_card, "I4"),
        (show_a_card_to_another, "I5"),
        (repeat_a_card, "I6"),
        (name_a_citizen, "I7"),
        (turn_a_tip_back, "I8"),
        (break_a_reference, "I10"),
        (let_a_call_wait, "I11"),
        (turn_time_back, "I13"),
        (lose_a_receipt, "I15"),
        (stop_slowly, "I16"),
        (end_with_an_error, "I16"),
    ],
)
async def test_a_planted_fault_is_found(
    stage: Stage, tmp_path: Path, spoil: Callable[[Plant], None], invariant: str
) -> None:
    plant = Plant(stage, tmp_path)
    assert not violations(plant.case)
    spoil(plant)
    assert invariant in {one.invariant for one in violations(plant.case)}


async def test_a_violation_names_its_ids(stage: Stage, tmp_path: Path) -> None:
    plant = Plant(stage, tmp_path)
    forget_an_update(plant)
    [found] = [one for one in violations(plant.case) if one.invariant == "I1"]
    assert found.ids == ("2",)
    assert str(found) == "I1: updates were confirmed and are not in the journal: 2"
    assert isinstance(plant.case, Case)
