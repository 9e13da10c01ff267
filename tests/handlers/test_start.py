"""The way in."""

import pytest

from domain.access import Role
from storage import people
from tests.scene import BOT, Scene


async def invite(scene: Scene, token: str = "token-of-the-test", role: Role = Role.OFFICER) -> None:
    """Keep an invitation."""
    async with scene.database.begin() as session:
        await people.invite(session, scene.vault, token=token, role=role, unit_code="19930", name="Hùng", now=scene.now)


async def test_an_invitation_makes_an_officer_once(scene: Scene) -> None:
    await invite(scene)
    officer, other = scene.citizen(), scene.citizen()
    await officer.say("/start token-of-the-test")
    assert "Chào đồng chí Hùng (cán bộ, Công an phường Mỹ Thượng)" in officer.last.text
    await other.say("/start token-of-the-test")
    assert "Lời mời này không dùng được" in other.last.text


async def test_an_old_invitation_cannot_be_used(scene: Scene) -> None:
    await invite(scene)
    scene.pass_time(hours=25)
    officer = scene.citizen()
    await officer.say("/start token-of-the-test")
    assert "Lời mời này không dùng được" in officer.last.text


@pytest.mark.parametrize("payload", ["x", "a" * 4000, "'; DROP TABLE tips;--", "token of the test", "\u202etoken"])
async def test_a_made_up_invitation_says_nothing_more(scene: Scene, payload: str) -> None:
    citizen = scene.citizen()
    await citizen.say(f"/start {payload}")
    assert "Lời mời này không dùng được" in citizen.last.text


async def test_the_help_is_that_of_whoever_asks(scene: Scene) -> None:
    citizen, officer = scene.citizen(), await scene.officer("Hùng")
    supervisor = await scene.officer("Quang", unit="46", role=Role.SUPERVISOR)
    for person, words in ((citizen, "/tin – tin của bạn"), (officer, "/hangcho"), (supervisor, "/tonghop")):
        await person.say("/trogiup")
        assert words in person.last.text


@pytest.mark.parametrize("command", ["/khongco", "/START2", "/khongco@otherbot x"])
async def test_an_unknown_command_is_no_tip(scene: Scene, command: str) -> None:
    citizen = scene.citizen()
    await citizen.say("/start")
    await citizen.say(command)
    assert "Không có lệnh này" in citizen.last.text


async def test_who_blocked_the_bot_can_come_back(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say("/start")
    citizen.has_blocked = True
    await citizen.say("/tin")
    citizen.has_blocked = False
    await citizen.say("/tin")
    assert "chưa gửi tin nào" in citizen.last.text
    async with scene.database.begin() as session:
        await people.contact_at(session, scene.vault, BOT, citizen.id, language="vi", now=scene.now)
