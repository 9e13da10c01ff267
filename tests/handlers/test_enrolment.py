"""Members of the grassroots force and of models enrol by a link, are counted apart, and stay unknown to the unit."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from domain.access import Role
from handlers.register_choices import EndLink, Enrol, MakeLink, ShowEnrolment
from handlers.start_links import drawn, start_link
from storage import models, people
from storage.enrolments import new_link_token
from storage.register_tables import Enrolment, Membership, Structure
from tests.handlers import english
from tests.handlers.staffing import count, report, tip_row
from tests.scene import BOT, HUE, MY_THUONG, Person, Scene

VY_DA = "19777"


async def commander(scene: Scene) -> Person:
    return await english.officer(scene, "Chỉ huy", role=Role.COMMANDER)


async def a_model(scene: Scene, name: str = "Tổ 3 trên 1", *, unit: str = MY_THUONG) -> int:
    async with scene.database.begin() as session:
        row = Structure(
            type="model", name=name, owner="", unit_code=unit, started_on=date(2026, 1, 1), recorded_at=scene.now
        )
        session.add(row)
        await session.flush()
        return row.id


def token_on(person: Person) -> str:
    """Return the token of the newest link on a phone."""
    shown = next(one for one in reversed(person.shown) if "/start nhom" in one.text)
    return shown.text.rpartition("/start ")[2]


async def link(person: Person, label: str = "Link for the grassroots force") -> str:
    """Let a commander make a link for seven days; returns its token."""
    await person.say("/ghidanh")
    await person.press(label)
    await person.press("7 days")
    return token_on(person)


async def enrolled(scene: Scene, token: str) -> Person:
    """Return a citizen who has enrolled."""
    citizen = await english.citizen(scene)
    await citizen.say(f"/start {token}")
    await citizen.press("I agree")
    return citizen


async def sent(citizen: Person) -> None:
    """Let somebody who reads English send a tip."""
    await citizen.say("Đua xe gây rối ở phường Mỹ Thượng, Huế")
    await citizen.press("Send")


async def memberships(scene: Scene) -> list[Membership]:
    async with scene.database.read() as session:
        return list(await session.scalars(select(Membership).order_by(Membership.contact_id)))


async def test_a_tip_of_a_member_counts_as_the_forces(scene: Scene) -> None:
    leader = await commander(scene)
    token = await link(leader)
    citizen = await english.citizen(scene)
    await citizen.say(f"/start {token}")
    assert "your tips are counted from now on as those of the grassroots security force of phường Mỹ Thượng" in (
        citizen.last.text
    )
    assert "no officer ever sees who sent a tip" in citizen.last.text
    assert await count(scene, Membership) == 0
    await citizen.press("I agree")
    assert "You are enrolled." in citizen.last.text
    await citizen.say("Đua xe gây rối ở phường Mỹ Thượng, Huế")
    await citizen.press("Send")
    row = await tip_row(scene)
    assert (row.source_group, row.model_id) == ("grassroots_force", None)


async def test_a_tip_of_a_models_member_names_the_model(scene: Scene) -> None:
    leader = await commander(scene)
    model_id = await a_model(scene)
    member = await enrolled(scene, await link(leader, "Link for the model Tổ 3 trên 1"))
    await member.say("Đua xe gây rối ở phường Mỹ Thượng, Huế")
    await member.press("Send")
    await report(scene)
    row, other = await tip_row(scene), await tip_row(scene, 2)
    assert (row.source_group, row.model_id) == ("model", model_id)
    assert (other.source_group, other.model_id) == ("people", None)


async def test_a_link_comes_as_words_as_a_link_and_as_a_picture(scene: Scene) -> None:
    leader = await commander(scene)
    token = await link(leader)
    (photo,) = [one for one in leader.shown if one.photo]
    assert photo.text.endswith(f"/?start={token}")
    assert photo.photo is not None
    picture = Image.open(BytesIO(photo.photo))
    assert picture.format == "PNG"
    assert picture.width == picture.height > 300
    assert "until 21:00 27/11/2026" in leader.text


async def test_many_enrol_by_one_link_and_the_unit_sees_their_number_alone(scene: Scene) -> None:
    leader = await commander(scene)
    token = await link(leader)
    people = [await enrolled(scene, token) for _ in range(3)]
    await leader.say("/ghidanh")
    assert "3 members have enrolled." in leader.last.text
    assert "used 3 times" in leader.last.text
    assert all(str(person.id) not in leader.text and person.name not in leader.text for person in people)
    assert len(await memberships(scene)) == 3


async def test_agreeing_twice_is_once(scene: Scene) -> None:
    leader = await commander(scene)
    token = await link(leader)
    member = await enrolled(scene, token)
    await member.press_data(Enrol(token=token).pack())
    assert "You are enrolled already" in member.last.text
    await member.say(f"/start {token}")
    assert "You are enrolled already" in member.last.text
    async with scene.database.read() as session:
        assert [row.used for row in await session.scalars(select(Enrolment))] == [1]


async def test_who_does_not_agree_is_counted_as_before(scene: Scene) -> None:
    leader = await commander(scene)
    citizen = await english.citizen(scene)
    await citizen.say(f"/start {await link(leader)}")
    await citizen.say("2")
    assert "Nothing was changed." in citizen.last.text
    assert not await memberships(scene)


async def test_a_link_that_is_unknown_expired_or_ended_says_so(scene: Scene) -> None:
    leader = await commander(scene)
    citizen = await english.citizen(scene)
    await citizen.say(f"/start {new_link_token()}")
    assert "This link is not known here." in citizen.last.text
    token = await link(leader)
    await citizen.say(f"/start {token}")
    await leader.press("End link no. 1")
    await citizen.press("I agree")
    assert "The unit has ended this link." in citizen.last.text
    token = await link(leader)
    scene.pass_time(days=7)
    for _ in range(2):
        await citizen.say(f"/start {token}")
        assert "This link has expired (21:00 27/11/2026)" in citizen.last.text
    await citizen.press_data(Enrol(token=token).pack())
    assert "This link has expired" in citizen.last.text
    assert not await memberships(scene)


@pytest.mark.parametrize("token", ["x", "nhom", "a" * 40, "nhom" + "a" * 22, "\u202e"])
async def test_a_forged_button_enrols_nobody(scene: Scene, token: str) -> None:
    citizen = await english.citizen(scene)
    await citizen.press_data(Enrol(token=token).pack())
    assert "This link is not known here." in citizen.last.text
    assert not await memberships(scene)


async def test_staff_do_not_enrol(scene: Scene) -> None:
    leader, officer = await commander(scene), await english.officer(scene)
    token = await link(leader)
    for person in (leader, officer):
        await person.say(f"/start {token}")
        assert "Police staff do not enrol" in person.last.text
        await person.press_data(Enrol(token=token).pack())
    assert not await memberships(scene)


async def test_a_member_who_becomes_staff_is_enrolled_no_more_and_past_tips_stay_as_they_are(scene: Scene) -> None:
    leader = await commander(scene)
    member = await enrolled(scene, await link(leader))
    await sent(member)
    async with scene.database.begin() as session:
        contact = await people.contact_at(session, scene.vault, BOT, member.id, language="en", now=scene.now)
        hung = await people.appoint(
            session, scene.vault, contact.id, role=Role.OFFICER, unit_code=VY_DA, name="Hùng", now=scene.now
        )
    assert not await memberships(scene)
    await member.say("/roi")
    assert "Police staff are not enrolled" in member.last.text
    await member.say("/guitin")
    await sent(member)
    async with scene.database.begin() as session:
        await people.dismiss(session, hung, now=scene.now)
    await sent(member)
    rows = [await tip_row(scene, number) for number in (1, 2, 3)]
    assert [(row.source_group, row.model_id) for row in rows] == [
        ("grassroots_force", None),
        ("other", None),
        ("people", None),
    ]
    await leader.say("/ghidanh")
    assert "0 members have enrolled." in leader.last.text


async def test_what_an_officer_sees_is_not_counted_as_the_peoples(scene: Scene) -> None:
    officer = await english.officer(scene, unit=VY_DA)
    await officer.say("/guitin")
    await sent(officer)
    assert (await tip_row(scene)).source_group == "other"
    await officer.say("/roi")
    assert "neither the people's nor a force's" in officer.last.text


async def test_a_member_sees_as_what_they_are_counted_and_leaves(scene: Scene) -> None:
    leader = await commander(scene)
    member = await enrolled(scene, await link(leader))
    await member.say("/roi")
    assert "the grassroots security force of phường Mỹ Thượng, since 20/11/2026" in member.last.text
    await member.press("Stay")
    assert len(await memberships(scene)) == 1
    await member.say("/roi")
    await member.press("Leave")
    assert "You have left." in member.last.text
    await member.press("Leave")
    assert "You are enrolled nowhere" in member.last.text
    assert not await memberships(scene)
    await member.say("Đua xe gây rối ở phường Mỹ Thượng, Huế")
    await member.press("Send")
    assert (await tip_row(scene)).source_group == "people"


async def test_a_draft_is_kept_while_somebody_enrols(scene: Scene) -> None:
    leader = await commander(scene)
    token = await link(leader)
    citizen = await english.citizen(scene)
    await citizen.say("Đua xe gây rối ở phường Mỹ Thượng, Huế")
    await citizen.say(f"/start {token}")
    await citizen.press("I agree")
    await citizen.press("Send")
    assert (await tip_row(scene)).source_group == "grassroots_force"


async def test_another_link_takes_the_place_of_the_first(scene: Scene) -> None:
    leader = await commander(scene)
    model_id = await a_model(scene)
    member = await enrolled(scene, await link(leader))
    token = await link(leader, "Link for the model")
    await member.say(f"/start {token}")
    assert "Until now they are counted as those of the grassroots security force" in member.last.text
    await member.press("I agree")
    (row,) = await memberships(scene)
    assert (row.source_group, row.structure_id) == ("model", model_id)


async def test_a_model_that_ends_lets_its_members_go(scene: Scene) -> None:
    leader = await commander(scene)
    await a_model(scene)
    token = await link(leader, "Link for the model")
    member = await enrolled(scene, token)
    await leader.say("/cocau")
    for label in ("Model: 1", "Tổ 3 trên 1", "It has ended", "Record"):
        await leader.press(label)
    assert not await memberships(scene)
    await member.say("/roi")
    assert "You are enrolled nowhere" in member.last.text
    await member.say(f"/start {token}")
    assert "The unit has ended this link." in member.last.text


# Making links.


async def test_pressed_twice_one_link_is_made(scene: Scene) -> None:
    leader = await commander(scene)
    for _ in range(3):
        await leader.press_data(MakeLink(unit=MY_THUONG, days=7).pack())
    assert "A link was made meanwhile" in leader.last.text
    assert await count(scene, Enrolment) == 1


async def test_links_are_not_without_number(scene: Scene) -> None:
    leader = await commander(scene)
    for number in range(20):
        await leader.press_data(MakeLink(unit=MY_THUONG, days=1, after=number).pack())
    await leader.press_data(MakeLink(unit=MY_THUONG, days=1, after=20).pack())
    assert "20 links hold already" in leader.last.text
    assert await count(scene, Enrolment) == 20


async def test_a_supervisor_makes_links_for_a_unit_below(scene: Scene) -> None:
    supervisor = await english.officer(scene, "Quang", unit=HUE, role=Role.SUPERVISOR)
    await supervisor.say("/ghidanh Mỹ Thượng")
    assert "Enrolment · Phường Mỹ Thượng" in supervisor.last.text
    await supervisor.press("Link for the grassroots force")
    await supervisor.press("1 day")
    member = await enrolled(scene, token_on(supervisor))
    assert [row.unit_code for row in await memberships(scene)] == [MY_THUONG]
    assert "Mỹ Thượng" in member.last.text
    await supervisor.press("Another unit")
    await supervisor.say("không đâu cả zzz")
    assert "No unit below yours was found" in supervisor.last.text
    await supervisor.say("19930")
    assert "1 member has enrolled." in supervisor.last.text


async def test_a_model_is_found_by_a_part_of_its_name(scene: Scene) -> None:
    leader = await commander(scene)
    for number in range(12):
        await a_model(scene, f"Mô hình {number:02}")
    await a_model(scene, "Cổng trường an toàn")
    await leader.say("/ghidanh")
    assert "type a part of its name" in leader.last.text
    await leader.say("khong co")
    assert "No model was found for “khong co”." in leader.last.text
    await leader.say("mo hinh 11")
    await leader.press("Link for the model Mô hình 11")
    assert "Mô hình 11" in leader.last.text


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COORDINATOR])
async def test_others_make_no_links(scene: Scene, role: Role) -> None:
    unit = HUE if role is Role.COORDINATOR else MY_THUONG
    officer = await english.officer(scene, "Nam", unit=unit, role=role)
    await officer.say("/ghidanh")
    await officer.press_data(MakeLink(unit=MY_THUONG, days=7).pack())
    assert await count(scene, Enrolment) == 0


async def test_another_units_links_and_models_are_none(scene: Scene) -> None:
    leader, stranger = await commander(scene), await english.officer(scene, "Xa", unit="19777", role=Role.COMMANDER)
    await link(leader)
    foreign = await a_model(scene)
    for data in (
        EndLink(link=1),
        EndLink(link=2**62),
        ShowEnrolment(unit=MY_THUONG),
        MakeLink(unit=MY_THUONG, days=7, after=1),
        MakeLink(unit="19777", structure=foreign, days=7),
        MakeLink(unit="x", days=7),
    ):
        await stranger.press_data(data.pack())
        assert "Mỹ Thượng" not in stranger.last.text
    async with scene.database.read() as session:
        assert [row.ended_at for row in await session.scalars(select(Enrolment))] == [None]


async def test_who_blocked_the_bot_and_comes_back_is_still_a_member(scene: Scene) -> None:
    leader = await commander(scene)
    member = await enrolled(scene, await link(leader))
    async with scene.database.begin() as session:
        for row in await session.scalars(select(models.Contact)):
            row.unreachable_since = scene.now
    await member.say("Đua xe gây rối ở phường Mỹ Thượng, Huế")
    await member.press("Send")
    assert (await tip_row(scene)).source_group == "grassroots_force"


# The link.


def test_a_link_opens_telegram_or_our_own_messenger() -> None:
    telegram = start_link("nhomA", kind="telegram", api="https://api.telegram.org", username="nguontin_bot")
    assert telegram == "https://t.me/nguontin_bot?start=nhomA"
    own = start_link("nhomA", kind="webchat", api="http://127.0.0.1:8081", username="nguontin_bot")
    assert own == "http://127.0.0.1:8081/?start=nhomA"


def test_the_same_link_is_the_same_picture() -> None:
    assert drawn("https://t.me/nguontin_bot?start=nhomA") == drawn("https://t.me/nguontin_bot?start=nhomA")
