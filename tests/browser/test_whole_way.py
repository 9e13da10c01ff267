"""The whole way of a tip as people see it: the real demo, a real browser, and what they read at each step."""

import re
from io import BytesIO
from pathlib import Path

from PIL import ExifTags, Image, ImageDraw

from tests.browser.conftest import PhoneOf
from tests.browser.phone import Phone
from tests.browser.stage import Person

SECRET = "ten nguoi chup"

CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


def _photo(folder: Path) -> Path:
    """Write a photo that says in its metadata who took it."""
    image = Image.new("RGB", (800, 600), "midnightblue")
    ImageDraw.Draw(image).ellipse((300, 200, 500, 400), fill="gold")
    metadata = Image.Exif()
    metadata[ExifTags.Base.Artist] = SECRET
    path = folder / "anh.jpg"
    image.save(path, exif=metadata)
    assert SECRET.encode() in path.read_bytes()
    return path


def _code_in(text: str) -> str:
    found = CODE.search(text)
    assert found, text
    return found[0]


def _number(pattern: str, text: str) -> int:
    """Return the number that the pattern finds, 0 where a sentence leaves it out."""
    found = re.search(pattern, text)
    return int(found[1].replace(".", "")) if found else 0


def test_a_tip_is_reported_handled_answered_and_counted(phone_of: PhoneOf, tmp_path: Path) -> None:
    supervisor = phone_of(Person.QUANG)
    before = _figures(supervisor)
    citizen, officer, colleague = phone_of(Person.LAN), phone_of(Person.HUNG), phone_of(Person.THAO)
    code = _reports(citizen, _photo(tmp_path))
    _acknowledges(officer, code)
    _is_told_who_was_first(colleague, code)
    _talk_it_over(officer, citizen, code)
    _assesses(officer)
    _ends(officer, citizen, code)
    _objects_once(citizen, officer, code)
    after = _figures(supervisor)
    gained = {name: after[name] - before[name] for name in after}
    assert gained == {"tips": 1, "valuable": 1, "guns": 2, "by_the_people": 1}
    supervisor.types("/tonghop")
    assert "Phường Mỹ Thượng" in supervisor.reads("Công an thành phố Huế: tin đang xử lý và tin quá hạn")
    supervisor.types("/bieudo")
    supervisor.sees_photo()


def _reports(citizen: Phone, photo: Path) -> str:
    citizen.types("/start")
    citizen.reads("Khẩn cấp, gọi ngay", "113", "Cán bộ xử lý tin không thấy bạn là ai")
    citizen.attaches([photo])
    citizen.types("co nguoi cat giau sung tu che o gan cho phu my, toi thay 2 khau toi qua")
    citizen.reads("Việc xảy ra ở đâu?")
    citizen.shares("Phường Mỹ Thượng")
    citizen.presses("phường Mỹ Thượng, TP. Huế")
    draft = citizen.reads("Tin của bạn – chưa gửi")
    for line in ("Việc: Vũ khí", "Nơi: phường Mỹ Thượng, TP. Huế", "Vị trí: đã kèm", "Kèm theo: 1 ảnh", "“co nguoi"):
        assert line in draft
    citizen.presses("Gửi")
    receipt = citizen.reads("Đã gửi. Mã tin của bạn:")
    assert "Tin đã đến Công an phường Mỹ Thượng. Hạn tiếp nhận: trước" in receipt
    return _code_in(receipt)


def _acknowledges(officer: Phone, code: str) -> None:
    card = officer.reads(code, "Chờ tiếp nhận", "1 ảnh")
    assert "co nguoi cat giau sung tu che" in card
    assert "Lan" not in card
    officer.presses("Xem tin")
    officer.reads(code, "Đã xem, chưa tiếp nhận", "Đồng chí bấm việc cần làm")
    officer.presses("Xem ảnh")
    clean = officer.sees_photo(code, "1/1")
    assert SECRET.encode() not in clean
    assert Image.open(BytesIO(clean)).size == (800, 600)
    officer.presses("Tiếp nhận")
    officer.reads(f"Đồng chí đã tiếp nhận tin {code}.", "Đã tiếp nhận")


def _is_told_who_was_first(colleague: Phone, code: str) -> None:
    colleague.reads(code, "Đồng chí Hùng đã tiếp nhận lúc")
    colleague.types(f"/nhan {code}")
    colleague.reads("Đồng chí Hùng đã tiếp nhận tin này trước, lúc")


def _talk_it_over(officer: Phone, citizen: Phone, code: str) -> None:
    citizen.reads(f"Công an phường Mỹ Thượng đã tiếp nhận tin {code}.")
    officer.presses("Hỏi thêm")
    officer.reads("Đồng chí gõ câu hỏi", code)
    officer.types("Bạn thấy lúc mấy giờ?")
    officer.reads("Đã gửi câu hỏi.", "Chờ người báo trả lời")
    citizen.reads(f"Công an phường Mỹ Thượng hỏi thêm về tin {code}:", "Bạn thấy lúc mấy giờ?")
    citizen.types("khoang 9h toi, co 3 nguoi")
    citizen.reads(f"Câu trả lời của bạn đã được chuyển kèm tin {code}.")
    officer.reads(code, "khoang 9h toi, co 3 nguoi", "Đang xác minh")
    officer.presses("Xem tin")
    officer.reads("Người dân trả lời", "khoang 9h toi, co 3 nguoi", "Đồng chí bấm việc cần làm")


def _assesses(officer: Phone) -> None:
    officer.presses("Phân loại")
    officer.presses("Tin báo về tội phạm")
    officer.reads("Đã phân loại: Tin báo về tội phạm")
    officer.presses("Giá trị")
    officer.presses("Có giá trị")
    officer.presses("☐ Kịp thời")
    officer.button("☑ Kịp thời").wait_for()
    officer.presses("☐ Chính xác, có cơ sở")
    officer.button("☑ Chính xác, có cơ sở").wait_for()
    officer.presses("Xong")
    officer.reads("Đã đánh giá: Có giá trị (Kịp thời, Chính xác, có cơ sở)")
    officer.presses("Kết quả")
    officer.presses("Thu hồi vũ khí, vật liệu nổ, công cụ hỗ trợ, pháo")
    officer.presses("súng tự chế")
    officer.presses("vận động thu hồi")
    officer.reads("bao nhiêu khẩu?")
    officer.types("2")
    officer.reads("Đã ghi: vận động thu hồi 2 khẩu súng tự chế")
    officer.presses("Gộp vào vụ việc")
    officer.presses("Mở vụ việc mới")
    officer.reads("Tin đã gộp vào vụ việc số", "(1 tin)")


def _ends(officer: Phone, citizen: Phone, code: str) -> None:
    officer.presses("Đã giải quyết")
    officer.reads("Đã giải quyết, chờ phản hồi người báo", "Đồng chí bấm việc cần làm")
    citizen.reads(f"Tin {code} đã có kết quả.")
    officer.presses("Phản hồi người báo")
    officer.reads("họ sẽ đọc đúng như đồng chí viết")
    officer.types("Đã thu hồi 2 khẩu súng tự chế. Cảm ơn bạn.")
    officer.reads("Đã gửi phản hồi.")
    citizen.reads(f"Công an phường Mỹ Thượng phản hồi về tin {code}:", "Đã thu hồi 2 khẩu súng tự chế.")
    officer.presses("Kết thúc")
    officer.reads("Tình trạng: Đã kết thúc", "Đồng chí bấm việc cần làm")
    citizen.reads(f"đã kết thúc xử lý tin {code}.")


def _objects_once(citizen: Phone, officer: Phone, code: str) -> None:
    citizen.types("/tin")
    citizen.presses(f"{code} · Kết thúc")
    citizen.reads(f"Tin {code}", "Tình trạng: Kết thúc", "Công an trả lời: Đã thu hồi 2 khẩu súng tự chế.")
    citizen.presses("Kết quả chưa đúng")
    citizen.reads("Kết quả chưa đúng ở điểm nào?")
    citizen.types("van con 1 khau o nha phia sau")
    citizen.reads(f"Tin {code} được mở lại")
    officer.reads(code, "Mở lại, chờ tiếp nhận", "Người báo không đồng ý với kết quả.")
    citizen.types("/tin")
    citizen.presses(f"{code} · Đã mở lại")
    assert "Kết quả chưa đúng" not in citizen.reads(f"Tin {code}", "Tình trạng: Đã mở lại")


def _figures(supervisor: Phone) -> dict[str, int]:
    """Return what the supervisor reads about this year."""
    asked = supervisor.messages.filter(has_text="/solieu năm").count()
    supervisor.types("/solieu năm")
    question = supervisor.messages.filter(has_text="/solieu năm").nth(asked)
    answer = question.locator("xpath=following-sibling::article").first
    answer.wait_for()
    text = answer.inner_text()
    return {
        "tips": _number(r"- Nguồn tin: ([\d.]+)", text),
        "valuable": _number(r"- Nguồn tin có giá trị: ([\d.]+)", text),
        "guns": _number(r"vận động thu hồi ([\d.]+) khẩu súng tự chế", text),
        "by_the_people": _number(r"Quần chúng Nhân dân đã cung cấp ([\d.]+) nguồn tin", text),
    }


def test_a_tip_without_a_clear_place_is_sent_on_by_the_desk(phone_of: PhoneOf) -> None:
    citizen, coordinator, officer = phone_of(Person.MINH), phone_of(Person.HANH), phone_of(Person.SON)
    citizen.types("Có đám thanh niên tụ tập đánh bạc ăn tiền ở Huế, không rõ phường nào")
    citizen.page.locator("#keyboard").get_by_role("button", name="Tôi không rõ").click()
    citizen.reads("Tin của bạn – chưa gửi", "Nơi: chưa rõ; công an tỉnh sẽ xác định")
    citizen.presses("Gửi")
    receipt = citizen.reads("Đã gửi. Mã tin của bạn:")
    assert "Tin đã đến Công an thành phố Huế để xác định thuộc xã, phường nào rồi chuyển đến nơi đó." in receipt
    code = _code_in(receipt)
    coordinator.reads(code, "Chờ điều phối", "đánh bạc ăn tiền")
    coordinator.presses("Xem tin")
    coordinator.presses("Chuyển về xã, phường")
    coordinator.reads(f"Chuyển tin {code} đến đâu?")
    coordinator.types("vy da")
    coordinator.reads("Đồng chí chọn một nơi")
    coordinator.presses("phường Vỹ Dạ, TP. Huế")
    coordinator.reads(f"Đã chuyển tin {code} đến Công an phường Vỹ Dạ.")
    citizen.reads(f"Tin {code} đã được chuyển đến Công an phường Vỹ Dạ.")
    officer.reads(code, "Chờ tiếp nhận", "đánh bạc ăn tiền")
