"""People with phones: citizens who report all the time, and officers who acknowledge what they get."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from random import Random

from tests.faults.api import Api, Message

COMMUNES = {
    "19930": "phường Mỹ Thượng",
    "19777": "phường Vỹ Dạ",
    "19815": "phường An Cựu",
    "19813": "phường Thủy Xuân",
    "19909": "phường Dương Nỗ",
    "19753": "phường Phú Xuân",
    "19960": "phường Phú Bài",
    "20014": "phường Hóa Châu",
}
"""Communes with police who take tips here, all of one province."""

PROVINCE = "46"
OFFICERS = {2 * place + one: unit for place, unit in enumerate(COMMUNES, start=1) for one in (0, 1)}
"""The commune of each officer, by chat; two in each commune."""

COORDINATOR = 90
"""The chat of who works at the province's desk."""

STAFF = {**OFFICERS, COORDINATOR: PROVINCE}
"""The unit of everybody who handles tips, by chat."""

FIRST_CITIZEN = 1_000
PATIENCE_SECONDS = 120.0
"""A citizen who waits longer for an answer has been forgotten."""

_SIGHTS = ("đánh bạc", "đua xe", "trộm xe máy", "hát karaoke ồn quá", "đổ rác bừa bãi")
_MORE = ("có năm người", "một chiếc xe đỏ", "họ vẫn còn ở đó", "ba người đi về phía cầu")


@dataclass(slots=True)
class Told:
    """What a citizen wanted to tell as one tip; `code` is what they were told it is called."""

    chat: int
    unit: str
    words: list[str] = field(default_factory=list)
    photos: list[str] = field(default_factory=list)
    has_code: bool = False
    gave_up: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """An officer's press of Acknowledge."""

    chat: int
    tip: int


class Town:
    """Citizens and officers, who all act by chance, which is always the same for a seed."""

    def __init__(self, api: Api, chance: Random) -> None:
        self._api = api
        self._chance = chance
        self._next = FIRST_CITIZEN
        self._acting: set[asyncio.Task[None]] = set()
        self._pressed: set[tuple[int, int]] = set()
        self.told: list[Told] = []
        self.presses: list[Press] = []
        self.patience = PATIENCE_SECONDS
        self.pace = 1.0
        self.has_photos = True
        self.is_open = True
        api.on_message = self._shown
        for chat in STAFF:
            api.phones[chat].has_begun = True

    # Citizens.

    async def live(self, at_once: int) -> None:
        """Let so many citizens at a time report, one after another, until the town closes."""
        async with asyncio.TaskGroup() as group:
            for _ in range(at_once):
                group.create_task(self._keep_reporting())

    async def _keep_reporting(self) -> None:
        while self.is_open:
            chat = self.newcomer()
            await self.report(chat)
            if self._chance.random() < 0.2:
                await self.report(chat)
            await self._think(0.1)

    def newcomer(self) -> int:
        """Return the chat of somebody new."""
        self._next += 1
        return self._next

    async def report(self, chat: int) -> None:
        """Report one thing: in one way or another."""
        told = Told(chat, self._chance.choice(list(COMMUNES)))
        self.told.append(told)
        codes = self._codes(chat)
        types = self._chance.random() < 0.3
        await self._tell(told)
        try:
            if types:
                # Order within a chat is kept, so nobody has to wait for the summary.
                self._api.say(chat, text="Gửi")
            else:
                await self._press_send(told)
            await self._api.phones[chat].until(lambda: self._codes(chat) - codes, seconds=self.patience)
            told.has_code = True
        except TimeoutError:
            told.gave_up = True

    def report_at_once(self, chat: int | None = None) -> None:
        """Let a citizen send everything without waiting for anything."""
        told = Told(chat or self.newcomer(), self._chance.choice(list(COMMUNES)))
        self.told.append(told)
        self._say(told, self._sight(told))
        self._api.say(told.chat, text="Gửi")

    def leave_draft(self, *, has_photo: bool) -> None:
        """Let somebody write, and never send it."""
        chat = self.newcomer()
        self._api.say(
            chat, text=f"thấy {self._chance.choice(_SIGHTS)} ở {self._chance.choice(list(COMMUNES.values()))}"
        )
        if has_photo:
            size = {"file_id": f"p{chat}", "file_unique_id": f"p{chat}", "width": 64, "height": 32}
            self._api.say(chat, photo=[size])

    async def _tell(self, told: Told) -> None:
        self._say(told, self._sight(told))
        album = f"album{len(self.told)}" if self._chance.random() < 0.1 else None
        photos = 2 if album else int(self._chance.random() < 0.4)
        for _ in range(photos if self.has_photos else 0):
            await self._think(0.1)
            self._send_photo(told, album)
        for _ in range(self._chance.randint(0, 2)):
            await self._think(0.2)
            self._say(told, f"m{len(self.told)}x {self._chance.choice(_MORE)} {len(told.words)}")

    def _sight(self, told: Told) -> str:
        return f"m{len(self.told)}x thấy {self._chance.choice(_SIGHTS)} ở {COMMUNES[told.unit]}, Huế"

    def _say(self, told: Told, words: str) -> None:
        told.words.append(words)
        self._api.say(told.chat, text=words)

    def _send_photo(self, told: Told, album: str | None) -> None:
        name = f"p{told.chat}-{len(told.photos)}-{len(self.told)}"
        told.photos.append(name)
        size = {"file_id": name, "file_unique_id": name, "width": 64, "height": 32}
        grouped = {"media_group_id": album} if album else {}
        self._api.say(told.chat, photo=[size], **grouped)

    async def _press_send(self, told: Told) -> None:
        """Press Send under the summary that shows everything, twice where the thumb is nervous."""
        phone = self._api.phones[told.chat]
        message = await phone.until(lambda: self._summary(told), seconds=self.patience)
        await self._think(0.1)
        for _ in range(2 if self._chance.random() < 0.1 else 1):
            self._api.press(told.chat, _sending(message) or "", message.id)

    def _summary(self, told: Told) -> Message | None:
        photos = f"{len(told.photos)} ảnh" if told.photos else ""
        for message in reversed(self._api.phones[told.chat].messages.values()):
            if told.words[-1] in message.text and photos in message.text and _sending(message):
                return message
        return None

    def _codes(self, chat: int) -> set[str]:
        """Return the receipts that a citizen has seen: there is one with the code for each tip."""
        return {one.text for one in self._api.phones[chat].messages.values() if "Mã tin" in one.text}

    async def _think(self, seconds: float) -> None:
        await asyncio.sleep(self._chance.random() * seconds * self.pace)

    # Officers.

    def _shown(self, chat: int, message: Message) -> None:
        """Let an officer look at what came: most cards are acknowledged soon, many by two at once."""
        if chat not in OFFICERS:
            return
        for data in message.buttons.values():
            kind, _, tip = data.partition(":")
            if kind == "ack" and (chat, int(tip)) not in self._pressed:
                self._pressed.add((chat, int(tip)))
                if chat % 2 or self._chance.random() < 0.2:
                    task = asyncio.create_task(self._acknowledge(chat, int(tip), message.id))
                    self._acting.add(task)
                    task.add_done_callback(self._acting.discard)

    async def _acknowledge(self, chat: int, tip: int, message_id: int) -> None:
        await self._think(0.5)
        self.presses.append(Press(chat, tip))
        self._api.press(chat, f"ack:{tip}", message_id)

    async def rest(self) -> None:
        """Wait until nobody is about to do anything."""
        while self._acting:
            await asyncio.wait(set(self._acting))

    def by_chat(self) -> dict[int, list[Told]]:
        """Return what each citizen told."""
        found: dict[int, list[Told]] = defaultdict(list)
        for one in self.told:
            found[one.chat].append(one)
        return found


def _sending(message: Message) -> str | None:
    """Return the data of the button that sends, None where a message has none."""
    return next((data for data in message.buttons.values() if data.partition(":")[0] == "send"), None)
