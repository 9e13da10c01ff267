"""A tip without touching a button: words and numbers, typed on a small phone, and no mouse anywhere."""

from playwright.sync_api import Browser, Page

from tests.browser.conftest import SMALL_PHONE, PhoneOf
from tests.browser.phone import Phone
from tests.browser.stage import Demo, Person

MOST_STEPS = 60
"""Presses of a key after which a part of the page counts as out of reach."""


def _go(page: Page, key: str, *, until: str) -> None:
    """Press a key until what has the focus is described by the words of `until`, a condition on `element`."""
    for _ in range(MOST_STEPS):
        page.keyboard.press(key)
        if page.evaluate(f"(element => {until})(document.activeElement)"):
            return
    raise AssertionError(f"{key} never reaches: {until}")


def _enters(phone: Phone, words: str) -> None:
    """Type where the focus is, and press Enter."""
    phone.page.keyboard.type(words)
    phone.page.keyboard.press("Enter")


def test_a_tip_is_sent_and_acknowledged_with_the_keyboard_alone(
    browser: Browser, demo: Demo, phone_of: PhoneOf
) -> None:
    officer = phone_of(Person.SON)
    page = browser.new_context(viewport=SMALL_PHONE).new_page()
    page.goto(demo.address)
    page.locator("[data-person]").first.wait_for()
    _go(page, "Tab", until="element.matches('[data-person]')")
    _go(page, "ArrowDown", until=f"element.dataset.person === '{Person.MINH:d}'")
    page.keyboard.press("Enter")
    citizen = Phone(page)
    _go(page, "Tab", until="element.id === 'composer'")
    _enters(citizen, "quan karaoke mo nhac qua on suot dem, khong ngu duoc")
    citizen.reads("Việc xảy ra ở đâu?")
    _enters(citizen, "thuan ho")
    citizen.reads("là nơi nào dưới đây?", "phường Thuận Hóa, TP. Huế")
    _enters(citizen, "vy da hue")
    citizen.reads("Tin của bạn – chưa gửi", "Nơi: phường Vỹ Dạ, TP. Huế", "3. Sửa loại việc")
    _enters(citizen, "3")
    citizen.reads("Đây là việc gì?", "11. Mâu thuẫn trong khu dân cư")
    _enters(citizen, "11")
    citizen.reads("Tin của bạn – chưa gửi", "Việc: Mâu thuẫn")
    _enters(citizen, "gui")
    citizen.reads("Đã gửi. Mã tin của bạn:", "Công an phường Vỹ Dạ")
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL_PHONE["width"]

    officer.reads("quan karaoke mo nhac qua on", "Chờ tiếp nhận")
    _go(officer.page, "Tab", until="element.id === 'composer'")
    _go(officer.page, "Shift+Tab", until="element.innerText === 'Tiếp nhận'")
    officer.page.keyboard.press("Enter")
    officer.reads("Đồng chí đã tiếp nhận tin", "1. Hỏi thêm")
    _go(officer.page, "Tab", until="element.id === 'composer'")
    _enters(officer, "1")
    officer.reads("Đồng chí gõ câu hỏi")
    _enters(officer, "Quán tên gì?")
    officer.reads("Đã gửi câu hỏi.")
    citizen.reads("Quán tên gì?")
    _enters(citizen, "quan Hoa Mai")
    citizen.reads("Câu trả lời của bạn đã được chuyển", "1. Xong")
    _enters(citizen, "xong")
    citizen.reads("Cảm ơn bạn. Nội dung viết tiếp theo sẽ là một tin mới")


def test_a_command_is_typed_letter_by_letter(phone_of: PhoneOf) -> None:
    officer = phone_of(Person.SON)
    officer.composer.focus()
    officer.page.keyboard.type("/quahan", delay=20)
    assert officer.composer.input_value() == "/quahan"
