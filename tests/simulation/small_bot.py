"""A bot that keeps tips in memory and speaks the Bot API, as small as citizens and officers can be played with."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import ClientSession

from domain.codes import new_code, spaced
from simulation.oracle import Stored, StoredOfficer, StoredTip
from simulation.own_messenger import OwnMessenger, serving

NOW = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
UNIT = "19930"


@dataclass
class Draft:
    """What somebody has written."""

    words: list[str] = field(default_factory=list)
    photos: int = 0


@dataclass
class SmallBot:
    """Who says what, and what is kept of it; `staff` are officers without an invitation; a deaf bot answers nothing."""

    http: ClientSession
    calls: str
    is_deaf: bool = False
    staff: frozenset[int] = frozenset()
    drafts: defaultdict[int, Draft] = field(default_factory=lambda: defaultdict(Draft))
    tips: dict[str, Draft] = field(default_factory=dict)
    later: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    reporters: dict[str, int] = field(default_factory=dict)
    adding: dict[int, str] = field(default_factory=dict)
    officers: list[int] = field(default_factory=list)

    async def run(self) -> None:
        """Answer what comes, one by one, until cancelled."""
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=30):
                offset = update["update_id"] + 1
                if self.is_deaf:
                    continue
                if "callback_query" in update:
                    query = update["callback_query"]
                    await self.call("answerCallbackQuery", callback_query_id=query["id"])
                    await self.pressed(query["from"]["id"], query["data"])
                else:
                    await self.told(update["message"]["chat"]["id"], update["message"])

    async def call(self, method: str, **payload: object) -> Any:
        async with self.http.post(self.calls + method, json=payload) as answer:
            return (await answer.json())["result"]

    async def say(self, chat: int, text: str, **buttons: str) -> None:
        rows = [[{"text": label.replace("_", " "), "callback_data": data}] for label, data in buttons.items()]
        markup = {"reply_markup": {"inline_keyboard": rows}} if rows else {}
        await self.call("sendMessage", chat_id=chat, text=text, **markup)

    async def told(self, chat: int, message: dict[str, Any]) -> None:
        text = str(message.get("text") or message.get("caption") or "")
        match text.split(" "):
            case ["/start", *invitation] if invitation or chat in self.staff:
                self.officers.append(chat)
                await self.say(chat, "Chào đồng chí")
            case ["/start"]:
                await self.say(chat, "Khi nguy hiểm, gọi ngay: 113")
            case ["/huy"]:
                self.drafts.pop(chat, None)
                await self.say(chat, "Không có tin nào đang soạn.")
            case ["/tin"]:
                mine = {f"{spaced(code)} · Mới": f"mine {code}" for code, one in self.reporters.items() if one == chat}
                await self.say(chat, "Tin của bạn, mới nhất ở trên:", **mine)
            case ["Gửi" | "gui" | "1"]:
                await self.pressed(chat, "send")
            case _ if chat in self.adding:
                self.later[self.adding[chat]].append(text)
                await self.say(chat, f"Đã bổ sung vào tin {spaced(self.adding[chat])}.", Xong="done")
            case _:
                draft = self.drafts[chat]
                draft.words += [text] if text else []
                draft.photos += "photo" in message
                await self.show_summary(chat, draft)

    async def show_summary(self, chat: int, draft: Draft) -> None:
        flat = " ".join(" ".join(draft.words).split())
        read_back = flat if len(flat) <= 400 else flat[:399] + "…"
        text = f"Tin của bạn – chưa gửi\nLời kể: “{read_back}”\nKèm theo: {draft.photos} ảnh"
        await self.say(chat, text, Gửi="send", Bỏ_tin_này="drop")

    async def pressed(self, chat: int, data: str) -> None:
        verb, _, code = data.partition(" ")
        match verb:
            case "send" if chat in self.drafts:
                await self.take(chat)
            case "send":
                await self.say(chat, "Tin đã được gửi rồi")
            case "drop":
                await self.say(chat, "Bỏ tin đang soạn? Tin chưa được gửi đi.", Bỏ_tin_này="dropped")
            case "dropped":
                self.drafts.pop(chat, None)
                await self.say(chat, "Đã bỏ tin đang soạn. Chưa có gì được gửi đi.")
            case "mine":
                buttons = {"Bổ_sung": f"add {code}", "Rút_tin": f"withdraw {code}"}
                await self.say(chat, f"Tin {spaced(code)}\nTình trạng: mới", **buttons)
            case "add":
                self.adding[chat] = code
                await self.say(chat, "Bạn gửi phần muốn bổ sung", Xong="done")
            case "done":
                self.adding.pop(chat, None)
                await self.say(chat, "Cảm ơn bạn. Nội dung viết tiếp theo sẽ là một tin mới")
            case "withdraw":
                await self.say(chat, "Rút tin này? Nội dung sẽ bị xóa.", Rút_tin=f"withdrawn {code}")
            case "withdrawn":
                self.reporters.pop(code)
                await self.say(chat, f"Đã rút tin. Không ai còn biết tin {spaced(code)} là của bạn.")
            case _:
                await self.work(chat, verb, code)

    async def take(self, chat: int) -> None:
        code = new_code()
        self.tips[code], self.reporters[code] = self.drafts.pop(chat), chat
        await self.say(chat, f"Đã gửi. Mã tin của bạn: {spaced(code)}")
        for officer in self.officers:
            await self.say(officer, f"An ninh\n{spaced(code)}\nMới", Tiếp_nhận=f"ack {code}", Xem_tin=f"open {code}")

    async def work(self, chat: int, step: str, code: str) -> None:
        """Show the tip to an officer, with what can be done next."""
        news = {"ack": "Đồng chí đã tiếp nhận tin.", "value": "Đồng chí chọn:"}.get(step, "Xong.")
        note = {"Ghi_chú_nội_bộ": f"note {code}"}
        choices = {
            "ack": {"Giá_trị": f"value {code}", "Kết_quả": f"value {code}", "Đã_giải_quyết": f"resolve {code}", **note},
            "value": {"Có_giá_trị": f"ack {code}", "Trở_lại_tin": f"ack {code}"},
            "resolve": {"Kết_thúc": f"close {code}", **note},
        }.get(step, note)
        await self.say(chat, f"{news}\nAn ninh\n{spaced(code)}", **choices)

    def stored(self) -> Stored:
        """Return what is kept as the oracle reads it from a database."""
        tips = [
            StoredTip(
                id=number,
                code=code,
                received_at=NOW,
                narrative=tuple(draft.words),
                later=tuple(self.later[code]),
                photos=draft.photos,
                units=frozenset({UNIT}),
                reporters=frozenset({self.reporters[code]} if code in self.reporters else ()),
            )
            for number, (code, draft) in enumerate(self.tips.items(), start=1)
        ]
        officers = [StoredOfficer(chat, UNIT, NOW.replace(year=2025)) for chat in self.officers]
        return Stored(tips, officers)


@asynccontextmanager
async def small_bot(*, is_deaf: bool = False) -> AsyncIterator[tuple[SmallBot, OwnMessenger]]:
    """Let a small bot answer within the block, over HTTP; gives it and the messenger."""
    messenger = OwnMessenger()
    async with serving(messenger, port=0) as address, ClientSession() as http:
        bot = SmallBot(http, f"{address}/bot{messenger.token}/", is_deaf=is_deaf)
        async with answering(bot):
            yield bot, messenger


@asynccontextmanager
async def answering(bot: SmallBot) -> AsyncIterator[None]:
    """Let the bot answer within the block."""
    running = asyncio.create_task(bot.run())
    try:
        yield
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
