"""What a person does with the messenger's page, in the words in which one would tell it."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from playwright.sync_api import Locator, Page, expect

from tests.browser.stage import Person

PATIENCE_MS = 20_000
"""The longest that a person here waits for anything."""

expect.set_options(timeout=PATIENCE_MS)


class Phone:
    """The messenger's page, on which one person's chat is open.

    What was in the chat before is left aside, so that nobody takes an old message for an answer.
    """

    def __init__(self, page: Page) -> None:
        """Take a page on which a chat is open, or is being opened."""
        page.set_default_timeout(PATIENCE_MS)
        self.page = page
        self.log = page.locator("#log")
        self.composer = page.locator("#composer")
        # A chat without messages says so; either way the log is not empty once it is there.
        expect(self.log.locator("> *").first).to_be_attached()
        known = self.log.locator("[data-message-id]").evaluate_all(
            "all => all.map(one => Number(one.dataset.messageId))"
        )
        self.messages = self.log.locator(f"xpath=.//article[@data-message-id > {max(known, default=0)}]")

    @classmethod
    def of(cls, person: Person, page: Page, address: str) -> Self:
        """Open a person's chat at the messenger's address."""
        page.goto(f"{address}/?person={person}")
        return cls(page)

    def message(self, *words: str, within: Locator | None = None) -> Locator:
        """Return the newest message with all of these words, of those in `within` where it is given."""
        found = within or self.messages
        for said in words:
            found = found.filter(has_text=said)
        return found.last

    def reads(self, *words: str) -> str:
        """Wait for a message with all of these words, and return the newest such message as it reads."""
        found = self.message(*words)
        expect(found).to_be_visible()
        return found.inner_text()

    def types(self, words: str) -> None:
        """Type words and send them."""
        self.composer.fill(words)
        self.composer.press("Enter")
        expect(self.composer).to_have_value("")

    def attaches(self, photos: Sequence[Path]) -> None:
        """Choose photos; they wait beside the words until those are sent."""
        self.page.locator("#attach-photo").set_input_files(photos)
        expect(self.page.locator("#tray img")).to_have_count(len(photos))

    def shares(self, place: str) -> None:
        """Share the position of one of the sample places."""
        self.page.locator("#share-position").click()
        self.page.locator("#places button").filter(has_text=place).click()

    def button(self, label: str) -> Locator:
        """Return the newest button with this label; the number before it does not matter."""
        labelled = re.compile(rf"^(\d+\. )?{re.escape(label)}$")
        return self.messages.locator("button.inline").filter(has_text=labelled).last

    def presses(self, label: str) -> None:
        """Press the newest button with this label."""
        self.button(label).click()

    def sees_photo(self, *words: str) -> bytes:
        """Wait until the photo in the newest message with these words has loaded, and return it as it was sent."""
        pictures = self.messages.filter(has=self.page.locator("img"))
        image = self.message(*words, within=pictures).locator("img")
        expect(image).to_have_js_property("complete", value=True)
        assert image.evaluate("image => image.naturalWidth") > 0
        return self.page.request.get(str(image.evaluate("image => image.src"))).body()
