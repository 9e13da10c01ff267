"""Officers: they take the tips that arrive on their phones through all that can be done with one."""

import asyncio
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from domain.codes import read_code
from simulation.citizens import CODE, DONE
from simulation.owners import IN_VAIN, Owner
from simulation.phones import NoAnswerError, NotTakenError, Shown

ACKNOWLEDGE = "Tiếp nhận"
ACKNOWLEDGE_HERE = "Tiếp nhận tại đây"
OPEN = "Xem tin"
ASK = "Hỏi thêm"
VALUE = "Giá trị"
OUTCOME = "Kết quả"
RESOLVED = "Đã giải quyết"
REPLY = "Phản hồi người báo"
CLOSE = "Kết thúc"
BACK = "Trở lại tin"
NOTE = "Ghi chú nội bộ"

MOST_WAITING = 500
"""Cards that one officer has not looked at yet; what comes on top is left to the queue."""

_MOST_STEPS = 10
"""Questions about one outcome or one judgement."""

_CODE_LINE = re.compile(rf"^{CODE}$", re.MULTILINE)
_MINE = "Đồng chí đã tiếp nhận tin"
_ADDED_LATER = "NGƯỜI DÂN BỔ SUNG"

_TURNED_DOWN = (
    "Tin đã chuyển sang bước khác",
    "Không có tin này trong hàng chờ",
    "Kết quả này chưa đủ thông tin",
    "Người báo đã rút tin",
)

_ASKED_SHARE = 0.25
_VALUED_SHARE = 0.7
_OUTCOME_SHARE = 0.6
_RESOLVED_SHARE = 0.8
_REPLIED_SHARE = 0.5


class TurnedDownError(Exception):
    """The bot says that a step cannot be taken, because the tip has moved on."""


@dataclass(eq=False)
class Officer(Owner):
    """One officer with a phone, who works on one tip after the other.

    Attributes:
        is_busy: Whether a tip is being worked on.
    """

    is_busy: bool = field(default=False, init=False)
    _waiting: deque[str] = field(default_factory=deque, init=False)
    _known: set[str] = field(default_factory=set, init=False)
    _asked: set[str] = field(default_factory=set, init=False)
    _bell: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    def _notice(self, message: Shown) -> None:
        """Note which tips were shown, and which there is something to do about."""
        code = code_of(message)
        if code is None:
            return
        self._ledger.card(code, self._phone.person, message.at)
        is_card = message.button(OPEN) is not None and message.button(NOTE) is None
        is_new = code not in self._known
        is_answered = code in self._asked and _ADDED_LATER in message.text
        if not is_card or not (is_new or is_answered):
            return
        self._known.add(code)
        self._asked.discard(code)
        if len(self._waiting) >= MOST_WAITING:
            self._ledger.handled["left to the queue"] += 1
            return
        self._waiting.append(code)
        self._bell.set()

    @property
    def left(self) -> int:
        """How many tips there are still to be worked on."""
        return len(self._waiting) + self.is_busy

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to do now."""
        return not self.left

    async def arrive(self, invitation: str = "") -> None:
        """Begin the chat, with the invitation where there is one."""
        before = self._phone.heard
        await self._write(f"/start {invitation}".strip())
        await self._phone.next(before, lambda _: True, seconds=self._patience.answer, what="to /start of an officer")

    async def work(self) -> None:
        """Work on what comes, until cancelled."""
        while True:
            self._bell.clear()
            while self._waiting:
                self.is_busy = True
                await self._work_on(self._waiting.popleft())
            self.is_busy = False
            await self._bell.wait()

    async def _work_on(self, code: str) -> None:
        try:
            async with asyncio.timeout(self._patience.conversation):
                await self._handle(code)
        except TurnedDownError:
            # The reporter did something in the same moment: withdrew, answered, or objected.
            self._ledger.handled["steps that no longer fitted"] += 1
        except (NoAnswerError, NotTakenError) as error:
            self._ledger.fail(f"officer: {error}")
        except TimeoutError:
            self._ledger.fail("officer: a tip took too long")

    async def _handle(self, code: str) -> None:
        view = await self._take(code)
        if view is None:
            return
        if view.button(ASK) and self._chance.random() < _ASKED_SHARE and not _is_answered(view):
            await self._ask(view, code)
            return
        if self._chance.random() < _VALUED_SHARE:
            view = await self._walk(view, code, VALUE)
        if self._chance.random() < _OUTCOME_SHARE:
            view = await self._walk(view, code, OUTCOME)
        if view.button(RESOLVED) and self._chance.random() < _RESOLVED_SHARE:
            await self._finish(view, code)

    async def _take(self, code: str) -> Shown | None:
        """Acknowledge a tip, or open it again after an answer; None where a colleague has it."""
        card = self._card(code)
        if card is None:
            self._ledger.handled["cards that were gone"] += 1
            return None
        try:
            if card.button(ACKNOWLEDGE) is None:
                view = await self._press(card, OPEN, lambda shown: _is_view(shown, code))
                if view.button(ACKNOWLEDGE_HERE) is None:
                    # Acknowledged before: by this officer, if an answer came, otherwise by a colleague.
                    return view if _is_answered(view) and view.button(RESOLVED) else None
                view = await self._press(view, ACKNOWLEDGE_HERE, lambda shown: _is_view(shown, code))
            else:
                view = await self._press(card, ACKNOWLEDGE, lambda shown: _is_view(shown, code))
        except NotTakenError:
            # The card was renewed in this moment: its successor says how it stands.
            self._ledger.handled[IN_VAIN] += 1
            return None
        if _MINE not in view.text:
            self._ledger.handled["acknowledged by a colleague first"] += 1
            return None
        self._ledger.handled["acknowledged"] += 1
        return view

    def _card(self, code: str) -> Shown | None:
        return self._phone.visible(lambda one: code_of(one) == code and one.button(OPEN) and not one.button(NOTE))

    async def _ask(self, view: Shown, code: str) -> None:
        await self._press(view, ASK, lambda shown: "gõ câu hỏi" in shown.text)
        self._asked.add(code)
        await self._type(self._grammar.question(), lambda shown: _is_view(shown, code))
        self._ledger.handled["asked back"] += 1

    async def _walk(self, view: Shown, code: str, begin: str) -> Shown:
        """Go through the questions of a judgement or an outcome, whatever they are; returns the tip as it is then."""
        asked = await self._press(view, begin, lambda shown: _is_about(shown, code))
        for _ in range(_MOST_STEPS):
            if _is_view(asked, code):
                self._ledger.handled["valued" if begin == VALUE else "outcomes recorded"] += 1
                return asked
            choices = [one.label for one in asked.buttons if one.label != BACK]
            is_number = "gõ số" in asked.text
            # Beside a question for a number stand buttons that change what is filled in already.
            if is_number or not choices:
                words = "1" if is_number else self._grammar.reason()
                asked = await self._type(words, lambda shown: _is_about(shown, code))
            else:
                label = DONE if DONE in choices else self._chance.choice(choices)
                asked = await self._press(asked, label, lambda shown: _is_about(shown, code))
        return await self._press(asked, BACK, lambda shown: _is_view(shown, code))

    async def _finish(self, view: Shown, code: str) -> None:
        view = await self._press(view, RESOLVED, lambda shown: _is_view(shown, code))
        self._ledger.handled["resolved"] += 1
        if view.button(REPLY) and self._chance.random() < _REPLIED_SHARE:
            await self._press(view, REPLY, lambda shown: "gõ nội dung phản hồi" in shown.text)
            view = await self._type(self._grammar.reply(), lambda shown: _is_view(shown, code))
        if view.button(CLOSE):
            await self._press(view, CLOSE, lambda shown: _is_view(shown, code))
            self._ledger.handled["closed"] += 1

    async def _press(self, message: Shown, label: str, wanted: Callable[[Shown], object]) -> Shown:
        before = await self._push(message, label)
        return await self._answer(before, wanted, f"to “{_kind(label)}”")

    async def _type(self, words: str, wanted: Callable[[Shown], object]) -> Shown:
        before = self._phone.heard
        await self._write(words)
        return await self._answer(before, wanted, "to typed words")

    async def _answer(self, before: int, wanted: Callable[[Shown], object], what: str) -> Shown:
        """Return the next answer that is wanted. Raises TurnedDownError where the bot says that it cannot be."""
        _, answer = await self._phone.next(
            before,
            lambda shown: wanted(shown) or shown.text.startswith(_TURNED_DOWN),
            seconds=self._patience.answer,
            what=what,
        )
        if answer.text.startswith(_TURNED_DOWN):
            raise TurnedDownError
        return answer

    def _count(self) -> None:
        self._ledger.staff_messages += 1


def code_of(message: Shown) -> str | None:
    """Return the code of the tip that a message to staff is about: the first that has a line of its own."""
    found = _CODE_LINE.search(message.text)
    return read_code(found[1]) if found else None


def _is_about(message: Shown, code: str) -> bool:
    """Whether a message is part of the work on a tip, and not a card, which comes by itself."""
    return code_of(message) == code and not message.button(OPEN)


def _is_view(message: Shown, code: str) -> bool:
    """Whether a message shows the whole of a tip with what can be done with it."""
    return code_of(message) == code and message.button(NOTE) is not None


def _is_answered(view: Shown) -> bool:
    return "Người dân trả lời" in view.text


def _kind(label: str) -> str:
    """Return a label for the summary: of a list of choices, only that one was chosen."""
    steps = {ACKNOWLEDGE, ACKNOWLEDGE_HERE, OPEN, ASK, VALUE, OUTCOME, RESOLVED, REPLY, CLOSE, BACK, DONE}
    return label if label in steps else "a choice"
