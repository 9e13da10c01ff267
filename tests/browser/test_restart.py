"""What a power cut leaves: everything."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PhoneOf
from tests.browser.stage import Demo, Person

WORDS = "xe may cua toi bi mat trom luc 2h sang o phuong my thuong hue"
MORE = "xe wave mau do"


def test_a_draft_outlives_a_power_cut_and_is_sent_once(demo: Demo, phone_of: PhoneOf) -> None:
    citizen, officer = phone_of(Person.LAN), phone_of(Person.HUNG)
    citizen.types(WORDS)
    citizen.reads("Tin của bạn – chưa gửi", "Nơi: phường Mỹ Thượng, TP. Huế", WORDS)
    citizen.types(MORE)
    with demo.away():
        expect(citizen.page.locator("#offline")).to_be_visible()
    expect(citizen.page.locator("#offline")).to_be_hidden()
    citizen.reads("Tin của bạn – chưa gửi", WORDS, MORE)
    citizen.button("Gửi").dblclick()
    code = re.search(r"\w{4}-\w{4}-\w{4}", citizen.reads("Đã gửi. Mã tin của bạn:", "phường Mỹ Thượng"))
    assert code
    officer.reads(code[0], WORDS, MORE)
    expect(officer.messages.filter(has_text=WORDS)).to_have_count(1)
