"""Who may see what."""

import pytest

from domain.access import COUNTRY, Officer, Role, handles_queue, supervises


@pytest.mark.parametrize(
    ("role", "own", "asked", "may"),
    [
        (Role.OFFICER, "19930", "19930", True),
        (Role.OFFICER, "19930", "19777", False),
        (Role.OFFICER, "19930", "46", False),
        (Role.COMMANDER, "19930", "19930", True),
        (Role.COORDINATOR, "46", "46", True),
        (Role.COORDINATOR, "46", "19930", False),
        (Role.SUPERVISOR, "46", "46", False),
        (Role.SUPERVISOR, COUNTRY, "19930", False),
    ],
)
def test_tips_are_read_by_those_whose_queue_they_are_in(role: Role, own: str, asked: str, may: bool) -> None:  # noqa: FBT001 - a column of the table
    assert handles_queue(Officer(1, 1, role, own, "Hùng"), asked) is may


@pytest.mark.parametrize(
    ("role", "own", "asked", "parent", "may"),
    [
        (Role.SUPERVISOR, "46", "19930", "46", True),
        (Role.SUPERVISOR, "46", "46", COUNTRY, True),
        (Role.SUPERVISOR, "46", "00004", "01", False),
        (Role.SUPERVISOR, "46", COUNTRY, None, False),
        (Role.SUPERVISOR, COUNTRY, "00004", "01", True),
        (Role.COMMANDER, "19930", "19930", "46", True),
        (Role.COMMANDER, "19930", "19777", "46", False),
        (Role.OFFICER, "19930", "19930", "46", False),
    ],
)
def test_figures_are_seen_by_those_above(role: Role, own: str, asked: str, parent: str | None, may: bool) -> None:  # noqa: FBT001 - a column of the table
    assert supervises(Officer(1, 1, role, own, "Quang"), asked, parent) is may
