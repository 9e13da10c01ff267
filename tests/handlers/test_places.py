"""Where it happened, as citizens are asked for it and tell it, through the real dispatcher."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.access import Role
from domain.place import PlaceSource
from places import gazetteer
from places.boundary_import import Known, import_boundaries
from storage import models
from tests.handlers.staffing import events, tip_row
from tests.scene import HUE, MY_THUONG, Person, Scene

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

VY_DA, THUAN_HOA = "19777", "19789"
GAMBLING = "có nhóm đánh bạc trong nhà hoang"
WEST, BORDER, EAST = 107.60, 107.62, 107.64
SOUTH, NORTH = 16.48, 16.52
"""Two made-up squares side by side: Vỹ Dạ in the west, Mỹ Thượng in the east."""


@pytest.fixture
def squares(scene: Scene, tmp_path: Path) -> Scene:
    """A scene with exact boundaries: two communes, side by side."""
    names = gazetteer.load()

    def feature(code: str, west: float, east: float) -> dict[str, object]:
        ring = [[west, SOUTH], [east, SOUTH], [east, NORTH], [west, NORTH], [west, SOUTH]]
        properties = {"code": code, "full_name": names.commune(code).full_name}
        return {
            "type": "Feature",
            "properties": properties,
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }

    source = tmp_path / "two.geojson"
    features = [feature(VY_DA, WEST, BORDER), feature(MY_THUONG, BORDER, EAST)]
    source.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    known = {one.code: Known(one.full_name, one.lat, one.lon) for one in names.communes}
    import_boundaries(source, scene.boundaries.path, known=known)
    return scene


def lines(person: Person) -> list[str]:
    return [line for line in person.last.text.split("\n") if line[:1].isdigit()]


async def sent(scene: Scene, number: int = 1) -> tuple[str | None, str]:
    row = await tip_row(scene, number)
    return row.place_code, row.place_source


# What was read is shown back, with its reason.


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("đua xe ở chợ Phú Mỹ, Phú Vang, Huế", "xã Phú Mỹ, huyện Phú Vang cũ → phường Mỹ Thượng, TP. Huế"),
        ("dua xe o phuong vy da, hue", "phường Vỹ Dạ, TP. Huế (đọc từ “phuong vy da, hue”)"),
    ],
)
async def test_the_place_is_read_back_with_its_reason(scene: Scene, words: str, place: str) -> None:
    citizen = scene.citizen()
    await citizen.say(words)
    assert place in citizen.last.text


async def test_what_the_sentence_said_is_not_asked_again(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(f"{GAMBLING} ở Huế")
    assert "xã, phường nào của TP. Huế" in citizen.last.text
    await citizen.say("vy da")
    assert "phường Vỹ Dạ, TP. Huế" in citizen.last.text
    await citizen.press("Gửi")
    assert await sent(scene) == (VY_DA, PlaceSource.TEXT)


# Numbers, for messengers without buttons.


async def test_every_choice_stands_in_the_text_with_its_number(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(f"{GAMBLING} ở xã Tân Thành")
    offered = lines(citizen)
    assert "tỉnh" in offered[0]
    assert [line.split(". ")[0] for line in offered] == [str(n) for n in range(1, len(offered) + 1)]
    assert {line.split(" (")[0] for line in offered} == set(citizen.last.buttons)
    assert offered[-2].endswith("Xã, phường khác")
    assert offered[-1].endswith("Tôi không rõ")
    await citizen.say("1")
    assert f"Nơi: {offered[0].removeprefix('1. ')}" in citizen.last.text


async def test_an_answer_completes_a_name_that_many_places_have(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(f"{GAMBLING} ở xã Tân Thành")
    await citizen.say("Lâm Đồng")
    assert lines(citizen)[0] == "1. xã Tân Thành, tỉnh Lâm Đồng"
    assert all("tỉnh Lâm Đồng" in line for line in lines(citizen)[:-2])


async def test_the_parts_of_a_divided_ward_are_offered_as_such(scene: Scene) -> None:
    names = gazetteer.load()
    ward = next(one for one in names.old_wards if one.name == "Kim Mã")
    citizen = scene.citizen()
    await citizen.say(f"{GAMBLING} ở phường Kim Mã, quận Ba Đình, Hà Nội")
    assert "Phường Kim Mã, quận Ba Đình (cũ) đã được chia về nhiều xã, phường" in citizen.last.text
    assert len(ward.targets) > 1
    for code in ward.targets:
        assert names.label(code) in citizen.last.text


# Old districts.


@pytest.mark.parametrize(
    ("province", "answer", "district", "communes"),
    [
        ("tphcm", "gò vấp", "Quận Gò Vấp", {"phường Gò Vấp", "phường An Nhơn"}),
        ("tphcm", "go vap", "Quận Gò Vấp", {"phường Gò Vấp", "phường An Nhơn"}),
        ("hà nội", "cầu giấy", "Quận Cầu Giấy", {"phường Cầu Giấy", "phường Nghĩa Đô"}),
        ("An Giang", "Long Xuyên", "Thành phố Long Xuyên", {"phường Long Xuyên", "phường Bình Đức"}),
        ("Huế", "phu vang", "Huyện Phú Vang", {"xã Phú Vang", "phường Mỹ Thượng"}),
    ],
)
async def test_an_old_district_is_not_taken_for_the_commune_of_its_name(
    scene: Scene, province: str, answer: str, district: str, communes: set[str]
) -> None:
    citizen = scene.citizen()
    await citizen.say(f"{GAMBLING} ở {province}")
    await citizen.say(answer)
    assert f"{district} (cũ) nay là nhiều xã, phường" in citizen.last.text
    assert communes <= {line.split(". ")[1].split(",")[0] for line in lines(citizen)[:-2]}


async def test_a_later_answer_narrows_an_old_district(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(f"{GAMBLING} ở tphcm")
    await citizen.say("gò vấp")
    await citizen.say("phường 5")
    assert "phường 5, quận Gò Vấp cũ → phường An Nhơn, TP. Hồ Chí Minh" in citizen.last.text


async def test_an_old_district_stays_one_when_something_else_is_sent(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(f"{GAMBLING} ở tphcm")
    await citizen.say("gò vấp")
    await citizen.send_photo()
    assert "Quận Gò Vấp (cũ) nay là nhiều xã, phường" in citizen.last.text


async def test_a_commune_whose_kind_is_said_is_no_district(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(f"{GAMBLING} ở Huế")
    await citizen.say("xã Phú Vang")
    assert "Nơi: xã Phú Vang, TP. Huế" in citizen.last.text


@pytest.mark.parametrize(
    ("name", "district", "place"),
    [
        ("xã Phú Mỹ", "phú vang", "phường Mỹ Thượng, TP. Huế"),
        ("xã Phú Mỹ", "huyen phu vang", "phường Mỹ Thượng, TP. Huế"),
        ("xã Tân Thành", "đức trọng", "xã Tân Hội, tỉnh Lâm Đồng"),
    ],
)
async def test_the_old_district_that_was_asked_for_is_taken(scene: Scene, name: str, district: str, place: str) -> None:
    citizen = scene.citizen()
    await citizen.say(f"{GAMBLING} ở {name}")
    assert "huyện cũ" in citizen.last.text
    await citizen.say(district)
    assert "Tin của bạn – chưa gửi" in citizen.last.text
    assert place in citizen.last.text


@pytest.mark.parametrize(
    ("area", "said", "asked"),
    [
        ("huế", "Ở TP. Huế không có nơi nào tên “xã Tân Thành”", "xã, phường nào của TP. Huế"),
        ("gò vấp", "Ở quận Gò Vấp không có nơi nào tên “xã Tân Thành”", "Quận Gò Vấp (cũ) nay là nhiều xã, phường"),
    ],
)
async def test_where_there_is_none_of_that_name_it_is_said_and_another_is_asked_for(
    scene: Scene, area: str, said: str, asked: str
) -> None:
    citizen = scene.citizen()
    await citizen.say(f"{GAMBLING} ở xã Tân Thành")
    await citizen.say(area)
    assert said in citizen.last.text
    assert asked in citizen.last.text
    assert not any("Tân Thành" in line for line in lines(citizen))


# Yes, no, and I do not know.


@pytest.mark.parametrize(
    "yes", ["đúng", "dung", "ok", "vâng", "đúng rồi", "Đúng rồi ạ", "phải", "ừ", "dạ", "da", "dạ đúng ạ", "dung r"]
)
async def test_a_yes_takes_the_one_commune_that_was_supposed(scene: Scene, yes: str) -> None:
    citizen = scene.citizen()
    await citizen.say(f"{GAMBLING} ở phường Mỹ Thượn")
    assert "có phải là phường Mỹ Thượng, TP. Huế không?" in citizen.last.text
    await citizen.say(yes)
    await citizen.press("Gửi")
    assert await sent(scene) == (MY_THUONG, PlaceSource.CITIZEN)
    async with scene.database.read() as session:
        assert len((await session.scalars(select(models.Statement))).all()) == 1


async def test_a_yes_to_being_near_a_commune_takes_it(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(GAMBLING)
    await citizen.share(16.5042, 107.6330)
    first = lines(citizen)[0].removeprefix("1. ")
    assert f"Bạn ở gần {first} phải không?" in citizen.last.text
    await citizen.say("đúng rồi")
    assert f"Nơi: {first}" in citizen.last.text


@pytest.mark.parametrize(
    "no", ["không", "ko", "khong phai", "sai", "sai rồi", "dạ không ạ", "xã khác", "phuong khac", "khác", "nơi khác"]
)
async def test_a_no_or_another_asks_for_a_name(scene: Scene, no: str) -> None:
    citizen = scene.citizen()
    await citizen.say(f"{GAMBLING} ở phường Mỹ Thượn")
    await citizen.say(no)
    assert "Bạn gõ vài chữ đầu của tên xã, phường" in citizen.last.text
    await citizen.say("vỹ dạ, huế")
    assert "Nơi: phường Vỹ Dạ, TP. Huế" in citizen.last.text
    assert "Mỹ Thượn vỹ dạ, huế”" in citizen.last.text


@pytest.mark.parametrize("unsure", ["không biết", "không rõ", "ko biet", "k ro", "chịu", "tôi không biết ạ"])
@pytest.mark.parametrize("place", ["", " ở phường Mỹ Thượn", " ở xã Tân Thành"])
async def test_who_does_not_know_is_not_asked_again(scene: Scene, unsure: str, place: str) -> None:
    citizen = scene.citizen()
    await citizen.say(f"{GAMBLING}{place}")
    await citizen.say(unsure)
    assert "chưa rõ" in citizen.last.text
    await citizen.press("Gửi")
    assert (await sent(scene))[0] is None
    async with scene.database.read() as session:
        assert len((await session.scalars(select(models.Statement))).all()) == 1


@pytest.mark.parametrize("second", ["2", "2.", "số 2", "so 2", "cái thứ 2", "thứ hai", "thu 2", "cái số 2"])
async def test_a_number_may_be_said_in_many_ways(scene: Scene, second: str) -> None:
    citizen = scene.citizen()
    await citizen.say(f"{GAMBLING} ở xã Tân Thành")
    offered = lines(citizen)[1].removeprefix("2. ")
    await citizen.say(second)
    assert f"Nơi: {offered}" in citizen.last.text


async def test_a_yes_to_one_of_several_is_asked_about_and_is_no_part_of_the_tip(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(f"{GAMBLING} ở xã Tân Thành")
    count = len(lines(citizen))
    await citizen.say("đúng rồi")
    assert f"Chọn một số từ 1 đến {count}" in citizen.last.text
    await citizen.say("1")
    assert "đúng rồi" not in citizen.last.text


async def test_the_only_number_there_is_is_named(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(GAMBLING)
    await citizen.say("3")
    assert "Ở đây chỉ có số 1 là “Tôi không rõ”" in citizen.last.text
    await citizen.say("1")
    assert "chưa rõ" in citizen.last.text


# What people wrote is quoted in one short line.


async def test_words_of_two_messages_are_asked_about_in_one_line(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(f"{GAMBLING} ở tphcm")
    await citizen.say("phường 5")
    await citizen.send_photo()
    assert "Có nhiều nơi tên “tphcm phường 5”" in citizen.last.text


async def test_long_words_are_quoted_in_short(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(f"{GAMBLING} ở Huế")
    await citizen.say("qwxz" * 30)
    assert f"tên “{('qwxz' * 30)[:60]}…”" in citizen.last.text


async def test_words_of_two_messages_are_read_back_in_one_line(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say("Huế")
    await citizen.say("phường Vỹ Dạ")
    await citizen.say(GAMBLING)
    assert "(đọc từ “Huế phường Vỹ Dạ”)" in citizen.last.text


# The quick search.


async def test_the_first_letters_of_another_commune_find_it(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(f"{GAMBLING} ở Huế")
    await citizen.say("phu m")
    assert any("phường Mỹ Thượng, TP. Huế (trước là xã Phú Mỹ" in line for line in lines(citizen))
    await citizen.say("1")
    await citizen.press("Gửi")
    assert await sent(scene) == (MY_THUONG, PlaceSource.CITIZEN)


async def test_a_name_that_nobody_knows_is_said_to_be_unknown_and_what_was_offered_stays(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(f"{GAMBLING} ở xã Tân Thành")
    before = lines(citizen)
    await citizen.say("qwxzqwxz")
    assert "Chưa tìm thấy xã, phường nào tên “qwxzqwxz”" in citizen.last.text
    assert lines(citizen) == before


async def test_who_goes_on_telling_is_not_taken_to_name_a_place(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(GAMBLING)
    await citizen.say("chúng nó vừa đánh nhau, có đứa cầm dao")
    assert "Việc xảy ra ở đâu?" in citizen.last.text
    assert "Chưa tìm thấy" not in citizen.last.text


async def test_a_wrong_place_is_changed_by_typing_letters_without_being_offered_itself(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say("đua xe ở phường Vỹ Dạ, Huế")
    await citizen.press("Sửa nơi")
    assert "Hiện đang ghi phường Vỹ Dạ" in citizen.last.text
    await citizen.say("thuận hóa huế")
    assert "phường Thuận Hóa" in citizen.last.text
    await citizen.press("Gửi")
    assert (await sent(scene))[0] == THUAN_HOA


# Nobody needs more than five messages.


async def test_whoever_begins_with_a_greeting_and_a_wrong_name_is_done_in_five(scene: Scene) -> None:
    coordinator = await scene.officer("Hạnh", unit=HUE, role=Role.COORDINATOR)
    citizen = scene.citizen()
    await citizen.say("xin chào")
    await citizen.say(f"{GAMBLING} ở Huế")
    await citizen.say("qwxzqwxz")
    await citizen.say("xqzwxqzw")
    assert "chưa rõ" in citizen.last.text
    await citizen.press("Gửi")
    row = await tip_row(scene)
    assert (row.unit_code, row.place_code) == (HUE, None)
    assert GAMBLING in coordinator.last.text


async def test_after_enough_questions_the_choices_stand_under_the_summary_and_need_not_be_made(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say("xin chào")
    await citizen.say(GAMBLING)
    await citizen.say("tân thành")
    await citizen.say("tân th")
    assert "Tin của bạn – chưa gửi" in citizen.last.text
    assert any("Tân Thành" in label for label in citizen.last.buttons)
    await citizen.press("Gửi")
    assert (await sent(scene))[0] is None


# Positions.


async def test_without_boundaries_a_position_is_only_ever_a_question(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(GAMBLING)
    await citizen.share(16.5042, 107.6330)
    assert "Bạn ở gần phường" in citizen.last.text
    assert len(lines(citizen)) == 5
    await citizen.press("Mỹ Thượng")
    await citizen.press("Gửi")
    assert await sent(scene) == (MY_THUONG, PlaceSource.CITIZEN)


async def test_with_boundaries_a_position_settles_it_and_says_so(squares: Scene) -> None:
    citizen = squares.citizen()
    await citizen.say(GAMBLING)
    await citizen.share(16.50, 107.63, horizontal_accuracy=20)
    assert "phường Mỹ Thượng, TP. Huế (theo vị trí bạn gửi)" in citizen.last.text
    assert "Nếu đó là nhà bạn" in citizen.last.text
    await citizen.press("Gửi")
    assert await sent(squares) == (MY_THUONG, PlaceSource.POSITION)


@pytest.mark.parametrize(("lon", "accuracy"), [(BORDER + 0.0001, 10), (BORDER + 0.004, 900)])
async def test_at_a_border_both_communes_are_offered_and_it_is_said_why(
    squares: Scene, lon: float, accuracy: float
) -> None:
    citizen = squares.citizen()
    await citizen.say(GAMBLING)
    await citizen.share(16.50, lon, horizontal_accuracy=accuracy)
    said = citizen.last.text
    assert "sát ranh giới giữa phường Mỹ Thượng, TP. Huế và phường Vỹ Dạ, TP. Huế" in said
    assert ("khoảng 900 mét" in said) is (accuracy > 200)
    await citizen.say("2")
    await citizen.press("Gửi")
    assert await sent(squares) == (VY_DA, PlaceSource.CITIZEN)


async def test_words_and_position_that_agree_are_not_asked_about(squares: Scene) -> None:
    citizen = squares.citizen()
    await citizen.say(f"{GAMBLING} ở phường Mỹ Thượng, Huế")
    await citizen.share(16.50, BORDER + 0.0001, horizontal_accuracy=30)
    assert "lời bạn viết và vị trí khớp nhau" in citizen.last.text
    await citizen.press("Gửi")
    assert (await sent(squares))[0] == MY_THUONG


async def test_words_and_position_that_disagree_are_asked_about_plainly(squares: Scene) -> None:
    citizen = squares.citizen()
    await citizen.say(f"{GAMBLING} ở phường Thuận Hóa, Huế")
    await citizen.share(16.50, 107.63)
    assert "hai nơi khác nhau" in citizen.last.text
    assert any("Thuận Hóa" in line and "theo lời bạn viết" in line for line in lines(citizen))
    assert any("Mỹ Thượng" in line and "theo vị trí" in line for line in lines(citizen))
    await citizen.say("2")
    await citizen.press("Gửi")
    assert await sent(squares) == (MY_THUONG, PlaceSource.CITIZEN)


@pytest.mark.parametrize(
    ("lat", "lon", "said"),
    [
        (25.04, 102.71, "không nằm ở Việt Nam"),
        (48.85, 2.35, "không nằm ở Việt Nam"),
        (0.0, 0.0, "không dùng được"),
        (90.0, 180.0, "không"),
    ],
)
async def test_a_position_that_is_nowhere_here_is_said_to_be_so_and_a_name_is_asked_for(
    squares: Scene, lat: float, lon: float, said: str
) -> None:
    citizen = squares.citizen()
    await citizen.say(GAMBLING)
    count = len(citizen.shown)
    await citizen.share(lat, lon)
    assert said in "\n".join(one.text for one in citizen.shown[count - 1 :])
    assert "tên xã, phường" in citizen.last.text
    await citizen.say("phường Vỹ Dạ, Huế")
    if not any("Gửi" in label for label in citizen.last.buttons):
        assert "không nằm ở Việt Nam" in citizen.last.text
        await citizen.say("1")
    await citizen.press("Gửi")
    assert (await sent(squares))[0] == VY_DA


async def test_a_position_that_cannot_have_been_measured_is_not_shown_to_officers(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(f"{GAMBLING} ở phường Mỹ Thượng, Huế")
    await citizen.share(0.0, 0.0)
    assert "không dùng được" in citizen.text
    assert "phường Mỹ Thượng" in citizen.last.text
    await citizen.press("Gửi")
    assert (await tip_row(scene)).position is None


async def test_a_pin_is_moved_by_sending_another_and_the_last_one_counts(squares: Scene) -> None:
    officer = await squares.officer("Sơn", unit=VY_DA)
    citizen = squares.citizen()
    await citizen.say(GAMBLING)
    await citizen.share(16.50, 107.63)
    assert "Mỹ Thượng" in citizen.last.text
    await citizen.share(16.50, 107.61)
    assert "phường Vỹ Dạ, TP. Huế (theo vị trí bạn gửi)" in citizen.last.text
    await citizen.press("Gửi")
    assert (await sent(squares))[0] == VY_DA
    assert "107.61000" in officer.text


async def test_of_fifty_positions_the_last_counts_and_nothing_is_lost(squares: Scene) -> None:
    citizen = squares.citizen()
    await citizen.say(GAMBLING)
    for step in range(50):
        await citizen.share(16.50, 107.605 + step * 0.0006)
    assert "phường Mỹ Thượng" in citizen.last.text
    await citizen.press("Gửi")
    assert (await sent(squares))[0] == MY_THUONG


async def test_a_picked_commune_stays_where_a_later_pin_lies_in_it(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(GAMBLING)
    await citizen.share(16.5042, 107.6330)
    await citizen.press("Mỹ Thượng")
    await citizen.share(16.5040, 107.6325)
    assert "Tin của bạn – chưa gửi" in citizen.last.text
    assert "phường Mỹ Thượng" in citizen.last.text


async def test_a_pin_outside_of_the_commune_that_was_picked_is_asked_about(squares: Scene) -> None:
    citizen = squares.citizen()
    await citizen.say(GAMBLING)
    await citizen.say("thuận hóa, huế")
    await citizen.share(16.50, 107.63)
    assert "hai nơi khác nhau" in citizen.last.text


async def test_later_words_that_name_another_place_are_asked_about(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(f"{GAMBLING} ở phường Mỹ Thượng, Huế")
    await citizen.say("tại phường Vỹ Dạ, Huế")
    offered = "\n".join(lines(citizen))
    assert "Mỹ Thượng" in offered
    assert "Vỹ Dạ" in offered


async def test_words_of_where_somebody_fled_to_change_nothing(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(f"{GAMBLING} ở phường Mỹ Thượng, Huế")
    await citizen.say("giờ chúng nó chạy về hướng phường Vỹ Dạ, Huế")
    assert "Nơi: phường Mỹ Thượng, TP. Huế" in citizen.last.text


async def test_of_a_live_position_the_first_point_is_used_and_the_rest_is_not_followed(squares: Scene) -> None:
    citizen = squares.citizen()
    await citizen.say(GAMBLING)
    number = await citizen.share(16.50, 107.63, live_period=900)
    assert "tắt chia sẻ vị trí trực tiếp" in citizen.text
    shown = len(citizen.shown)
    location = {"latitude": 16.50, "longitude": 107.61, "live_period": 900}
    message = citizen._message(number, {"location": location})  # noqa: SLF001 - the stage's form
    await squares.arrive({"edited_message": {**message, "edit_date": message["date"]}})
    assert len(citizen.shown) == shown
    await citizen.press("Gửi")
    assert (await sent(squares))[0] == MY_THUONG


async def test_a_place_picked_on_a_map_is_point_and_words_but_no_story(squares: Scene) -> None:
    citizen = squares.citizen()
    venue = {"location": {"latitude": 16.50, "longitude": 107.63}, "title": "Chợ chiều", "address": "Phú Mỹ"}
    await citizen.send(venue=venue)
    assert "Bạn thấy chuyện gì" in citizen.last.text or "Bạn thấy" in citizen.last.text
    await citizen.say("nó lại làm nữa rồi")
    await citizen.press("Gửi")
    assert (await sent(squares))[0] == MY_THUONG
    async with squares.database.read() as session:
        assert len((await session.scalars(select(models.Statement))).all()) == 2


@pytest.mark.parametrize(
    "words", ["16.50000, 107.63000", "https://maps.google.com/?q=16.50000,107.63000", "16°30′00″N 107°37′48″E"]
)
async def test_a_position_that_stands_in_the_words_counts_like_a_shared_one(squares: Scene, words: str) -> None:
    citizen = squares.citizen()
    await citizen.say(f"{GAMBLING}, {words}")
    assert "phường Mỹ Thượng, TP. Huế (theo vị trí bạn gửi)" in citizen.last.text
    await citizen.press("Gửi")
    assert await sent(squares) == (MY_THUONG, PlaceSource.POSITION)
    assert (await tip_row(squares)).position is not None


# What is kept of it.


async def test_how_the_place_was_known_and_what_the_machine_had_read_is_kept(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(f"{GAMBLING} ở phường Mỹ Thượng, Huế")
    await citizen.press("Sửa nơi")
    await citizen.say("vỹ dạ, huế")
    await citizen.press("Gửi")
    (recorded,) = await events(scene, "recorded")
    details = recorded.details
    assert (details["place"], details["source"], details["why"]) == (VY_DA, "text", "nobody")
    assert details["read"]["decision"] in {"queue", "confirm"}
    assert "Mỹ Thượng" not in json.dumps(details, ensure_ascii=False)


async def test_a_position_that_is_added_later_names_its_commune(squares: Scene) -> None:
    officer = await squares.officer("Hùng")
    citizen = squares.citizen()
    await citizen.say("đua xe ở phường Mỹ Thượng, Huế")
    await citizen.press("Gửi")
    await citizen.say("/tin")
    await citizen.say("1")
    await citizen.press("Bổ sung")
    await citizen.share(16.50, 107.61)
    assert "16.50000, 107.61000 (phường Vỹ Dạ, TP. Huế)" in officer.text


async def test_a_point_goes_along_when_a_draft_joins_an_earlier_tip(scene: Scene) -> None:
    officer = await scene.officer("Hùng")
    citizen = scene.citizen()
    await citizen.say("đua xe ở phường Mỹ Thượng, Huế")
    await citizen.press("Gửi")
    await citizen.share(16.5042, 107.6330)
    await citizen.say("vẫn còn đua ở phường Mỹ Thượng, Huế")
    await citizen.press("Bổ sung vào tin")
    assert "16.50420" in officer.text
