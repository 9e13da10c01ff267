"""Numbers behind buttons come from the client: those that no button has are refused, and nothing is set aside."""

import pytest
from aiogram.filters.callback_data import CallbackData
from pydantic import ValidationError

from handlers.callbacks import Assess, Correct, ReadOn
from storage import updates
from tests.scene import Scene

HUGE = 12345678901234567890

FORGED = [f"fix:{HUGE}::", "fix:-1::", f"read:1:{HUGE}", "read:1:-1", f"value:1:valuable:{HUGE}:0", "value:1::-1:0"]


@pytest.mark.parametrize("data", FORGED)
def test_a_number_that_no_button_has_is_no_data_of_ours(data: str) -> None:
    kinds: dict[str, type[CallbackData]] = {"fix": Correct, "read": ReadOn, "value": Assess}
    with pytest.raises((ValidationError, ValueError)):
        kinds[data.split(":", maxsplit=1)[0]].unpack(data)


async def test_forged_presses_are_answered_and_not_set_aside(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    for data in FORGED:
        await officer.press_data(data)
    async with scene.database.read() as session:
        assert await updates.count_set_aside(session) == 0
        assert await updates.count_waiting(session) == 0
