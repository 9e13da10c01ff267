"""Citizens: they tell what they saw, answer, wander off and come back, and look what became of it."""

import asyncio
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from domain.codes import read_code
from simulation.ledger import Told, Unsure, note_time
from simulation.owners import IN_VAIN, Owner
from simulation.phones import NoAnswerError, NotTakenError, Shown
from simulation.pictures import picture
from simulation.scripts import Afterwards, Ending, Part, Photos, Point, Script, Sending, Words

CODE = r"([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})"
_RECEIPT = re.compile(rf"Mã tin của bạn: {CODE}")
_QUESTION = re.compile(rf"hỏi thêm về tin {CODE}")
_ADDED = re.compile(rf"(?:Đã bổ sung vào tin|đã được chuyển kèm tin) {CODE}")
_WITHDRAWN = re.compile(rf"Đã rút tin\. Không ai còn biết tin {CODE}")
_NOTICE = re.compile(
    rf"(?:đã tiếp nhận tin|hỏi thêm về tin|phản hồi về tin|đã kết thúc xử lý tin) {CODE}"
    rf"|^Tin {CODE} (?:đã có kết quả|đã được chuyển đến)"
)
_FAULT = "do lỗi của hệ thống"
_ASKS_WHAT = "Bạn thấy chuyện gì?"
_SUMMARY = "Tin của bạn – chưa gửi"
_LIST = "Tin của bạn, mới nhất ở trên"
_DETAILS = "Tình trạng"

SEND = "Gửi"
DROP = "Bỏ tin này"
ADD = "Bổ sung"
DONE = "Xong"
WITHDRAW = "Rút tin"
BEGIN_NEW = "Báo tin mới"
OTHER_COMMUNE = "Xã, phường khác"
UNSURE = "Tôi không rõ"
GO_BACK = "Quay lại"

_SHOWN_LETTERS = 400
"""So much of the words is read back in a summary."""

_MOST_TURNS = 12
"""A conversation in which so many answers lead to no summary is given up."""

_PHOTOS = 8
"""Different pictures that one citizen sends."""


@dataclass(slots=True)
class Written:
    """A draft as its citizen knows it: what they sent since the last tip."""

    words: list[str] = field(default_factory=list)
    photos: int = 0

    def is_in(self, summary: str) -> bool:
        """Whether a summary shows all of it."""
        flat = " ".join(" ".join(unicodedata.normalize("NFC", one).split()) for one in self.words)
        read_back = flat if len(flat) <= _SHOWN_LETTERS else flat[: _SHOWN_LETTERS - 1] + "…"
        has_words = not flat or f"“{read_back}”" in summary
        return has_words and (not self.photos or f"{self.photos} ảnh" in summary)


@dataclass(eq=False)
class Citizen(Owner):
    """One citizen with a phone."""

    _draft: Written = field(default_factory=Written, init=False)
    _sent: tuple[Written, float] | None = field(default=None, init=False)
    _code: str | None = field(default=None, init=False)
    _questions: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _pictures: list[bytes] = field(default_factory=list, init=False)

    # What comes by itself.

    def _notice(self, message: Shown) -> None:
        """Note codes, questions and faults as they come, whatever is being waited for."""
        if found := _RECEIPT.search(message.text):
            self._take_code(read_code(found[1]) or "", message.at)
        if _QUESTION.search(message.text):
            self._questions.set()
        if _FAULT in message.text:
            self._ledger.fail("a message was set aside")

    def _take_code(self, code: str, at: float) -> None:
        if code in self._ledger.told:
            return
        if self._sent is None:
            self._ledger.fail("a code that nobody waited for")
            return
        written, sent_at = self._sent
        self._sent, self._code = None, code
        if self._draft is written:
            self._draft = Written()
        self._ledger.told[code] = Told(code, self._phone.person, tuple(written.words), written.photos, sent_at)
        self._ledger.unsure = [one for one in self._ledger.unsure if one.words != tuple(written.words)]
        note_time(self._ledger.codes, at - sent_at)

    # The whole of it.

    async def arrive(self) -> None:
        """Begin the chat, and drop what an earlier run left there."""
        await self._command("/start", lambda _: True)
        await self._command("/huy", lambda shown: "đang soạn" in shown.text)

    async def converse(self, script: Script) -> None:
        """Have one conversation. What fails is counted, and ends it."""
        self._ledger.begun += 1
        try:
            async with asyncio.timeout(self._patience.conversation):
                await self._play(script)
        except (NoAnswerError, NotTakenError) as error:
            await self._give_up(str(error))
        except TimeoutError:
            await self._give_up("a conversation took too long")
        except asyncio.CancelledError:
            self._be_unsure()
            raise
        self._ledger.ended += 1

    async def _give_up(self, why: str) -> None:
        """Count a failure, and clear the table for the next conversation."""
        self._ledger.fail(why)
        self._be_unsure()
        try:
            await self._command("/huy", lambda shown: "đang soạn" in shown.text)
        except (NoAnswerError, NotTakenError) as error:
            self._ledger.fail(str(error))
        else:
            self._draft = Written()

    def _be_unsure(self) -> None:
        """Note what was sent without a code coming back; it may be stored or not."""
        if self._sent is not None:
            self._ledger.unsure.append(Unsure(self._phone.person, tuple(self._sent[0].words)))
            self._draft = Written()

    async def answer_until(self, over: asyncio.Event) -> None:
        """Answer questions as they come, until it is over."""
        while not over.is_set():
            waits = [asyncio.ensure_future(one.wait()) for one in (self._questions, over)]
            try:
                await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for one in waits:
                    one.cancel()
            if not over.is_set():
                await self.answer_question()

    async def answer_question(self) -> None:
        """Answer what an officer asked last, if one did."""
        if not self._questions.is_set():
            return
        self._questions.clear()
        try:
            await self._add(self._grammar.answer())
        except (NoAnswerError, NotTakenError) as error:
            self._ledger.fail(str(error))

    async def _play(self, script: Script) -> None:
        await self.answer_question()
        before = self._phone.heard
        for number, part in enumerate(script.parts):
            if number == script.away_before:
                await asyncio.sleep(script.away_share * self._patience.away)
            if number and script.is_hasty:
                await self._give(part)
            else:
                before = await self._tell(part)
        match script.ending:
            case Ending.SENT:
                await self._finish(script, before)
            case Ending.DROPPED | Ending.NONSENSE:
                await self._drop(script)

    async def _finish(self, script: Script, before: int) -> None:
        summary = await self._reach_summary(script, before)
        if summary is None:
            return
        await self._send(summary, script.sending)
        code = self._code
        if code is not None:
            await self._look_after(code, script.afterwards)

    # Telling.

    async def _give(self, part: Part) -> None:
        """Send a part, and remember it as written."""
        self._count()
        phone = self._phone
        match part:
            case Words(text):
                await phone.carrier.write(phone.person, text)
                self._draft.words.append(text)
            case Photos(count, caption):
                self._ledger.messages += count - 1
                await phone.carrier.send_photos(phone.person, [self._picture() for _ in range(count)], caption)
                self._draft.photos += count
                if caption:
                    self._draft.words.append(caption)
            case Point(lat, lon):
                await phone.carrier.send_point(phone.person, lat, lon)

    def _picture(self) -> bytes:
        if len(self._pictures) < _PHOTOS:
            self._pictures.append(picture(self._chance))
        return self._chance.choice(self._pictures)

    async def _tell(self, part: Part) -> int:
        """Send a part and wait for the answer to it; returns the number of the message before that answer."""
        before = self._phone.heard
        began = monotonic()
        await self._give(part)
        _, first = await self._answer(before, lambda _: True, "to a message")
        note_time(self._ledger.first_answers, first.at - began)
        _, turn = await self._answer(before, _is_turn, "to a message, with what to do next")
        if found := _ADDED.search(turn.text):
            await self._was_added(found[1], turn)
            return self._phone.heard
        return before

    async def _answer(self, before: int, wanted: Callable[[Shown], object], what: str) -> tuple[int, Shown]:
        """Return the next answer that is wanted; what officers let the citizen know by the way is none."""
        return await self._phone.next(
            before,
            lambda shown: not _NOTICE.search(shown.text) and wanted(shown),
            seconds=self._patience.answer,
            what=what,
        )

    async def _was_added(self, code: str, answer: Shown) -> None:
        """Note that all that was written went to an earlier tip, and let what follows begin a new one."""
        told = self._ledger.told.get(read_code(code) or "")
        if told is not None:
            told.added.extend(self._draft.words)
            told.photos += self._draft.photos
        self._draft = Written()
        for label, said in ((BEGIN_NEW, _ASKS_WHAT), (DONE, "Cảm ơn bạn")):
            if answer.button(label):
                await self._press(answer, label, lambda shown, said=said: said in shown.text)  # type: ignore[misc]
                return

    async def _reach_summary(self, script: Script, before: int) -> Shown | None:
        """Answer what is asked until the summary shows all that was sent; None where nothing is left to send."""
        for _ in range(_MOST_TURNS):
            if not self._draft.words and not self._draft.photos:
                # What was meant as a tip went to an earlier one.
                return None
            before, turn = await self._answer(before, _is_turn, "with all that was sent in it")
            if turn.text.startswith(_SUMMARY):
                if self._draft.is_in(turn.text):
                    return turn
            elif turn.text.startswith(_ASKS_WHAT):
                before = await self._tell(Words(self._grammar.report(script.place, self._grammar.hand())))
            elif self._is_newest(turn):
                before = await self._answer_place(turn, script, before)
        raise NoAnswerError("no answer with all that was sent in it, however much was answered")

    def _is_newest(self, turn: Shown) -> bool:
        """Whether nothing newer stands on the phone than this question, but for what officers let the citizen know."""
        newest = self._phone.visible(lambda shown: not _NOTICE.search(shown.text))
        return newest is None or newest.message_id <= turn.message_id

    async def _answer_place(self, turn: Shown, script: Script, before: int) -> int:
        """Answer the question for the place, by a button or by a name; returns what the next answer comes after."""
        offered = [one for one in turn.buttons if one.label not in {OTHER_COMMUNE, UNSURE, GO_BACK}]
        if offered and self._chance.random() < 2 / 3:
            fitting = [one for one in offered if script.place.name in one.label]
            try:
                await self._press(turn, (fitting or offered)[0].label)
            except NotTakenError:
                # Something newer took its place meanwhile, and is read next.
                self._ledger.handled[IN_VAIN] += 1
            return before
        if turn.keys and not script.is_hasty and self._chance.random() < 0.2:  # noqa: PLR2004 - a share of people
            await self._write(UNSURE)
            return before
        name = self._grammar.place_name(script.place)
        after = self._phone.heard
        await self._write(name)
        self._draft.words.append(name)
        return after

    # Sending.

    async def _send(self, summary: Shown, sending: Sending) -> None:
        """Send the tip, and wait for its code."""
        self._code = None
        before = self._phone.heard
        self._sent = (self._draft, monotonic())
        if sending is Sending.TYPED:
            await self._type_send(before)
            return
        await self._press(summary, SEND)
        if sending is Sending.PRESSED_TWICE:
            try:
                await self._press(summary, SEND)
            except NotTakenError:
                # The summary is gone already, and with it the button.
                self._ledger.handled[IN_VAIN] += 1
        await self._wait_for_code(before)

    async def _type_send(self, before: int) -> None:
        """Type what sends; where the bot takes that for more words of the draft, count it, and press the button."""
        words = self._chance.choice((SEND, "gui", "1"))
        await self._write(words)
        draft = Written([*self._draft.words, words], self._draft.photos)
        _, answer = await self._answer(
            before,
            lambda shown: self._code or (shown.button(SEND) and draft.is_in(shown.text)),
            "to typed Gửi",
        )
        if self._code is None:
            self._ledger.fail("typed Gửi was taken for words of the tip")
            self._draft = draft
            self._sent = (draft, monotonic())
            before = self._phone.heard
            await self._press(answer, SEND)
        await self._wait_for_code(before)

    async def _wait_for_code(self, before: int) -> None:
        if self._code is None:
            seconds = self._patience.answer
            await self._phone.next(before, lambda _: self._code, seconds=seconds, what="to Gửi, with a code")

    async def _drop(self, script: Script) -> None:
        """Change one's mind: by the button, where there is one, or by the command."""
        summary = self._phone.visible(lambda shown: shown.button(DROP))
        if summary is None or script.ending is Ending.NONSENSE:
            await self._command("/huy", lambda shown: "đang soạn" in shown.text)
        else:
            sure = await self._press(summary, DROP, lambda shown: "Bỏ tin đang soạn?" in shown.text)
            await self._press(sure, DROP, lambda shown: "Đã bỏ tin đang soạn" in shown.text)
        self._draft = Written()

    # Afterwards.

    async def _look_after(self, code: str, afterwards: Afterwards) -> None:
        if afterwards is Afterwards.NOTHING:
            return
        tips = await self._command("/tin", lambda shown: shown.text.startswith(_LIST))
        button = next((one for one in tips.buttons if read_code(one.label.split(" · ")[0]) == code), None)
        if button is None:
            self._ledger.fail("a tip is not in its citizen's list")
            return
        mine = await self._press(tips, button.label, lambda shown: _DETAILS in shown.text)
        match afterwards:
            case Afterwards.ADDS:
                await self._press(mine, ADD, lambda shown: shown.button(DONE))
                await self._add(self._grammar.detail(self._grammar.hand()))
            case Afterwards.WITHDRAWS:
                await self._withdraw(mine, code)
            case _:
                return

    async def _add(self, words: str) -> None:
        """Add words to an earlier tip, and note to which the bot says they went."""
        self._ledger.unsure_additions.add(words)
        before = self._phone.heard
        await self._write(words)
        _, turn = await self._answer(before, _is_turn, "to an addition")
        found = _ADDED.search(turn.text)
        if found is None:
            # The bot took it for something new.
            await self._command("/huy", lambda shown: "đang soạn" in shown.text)
        else:
            self._draft.words.append(words)
            await self._was_added(found[1], turn)
        self._ledger.unsure_additions.discard(words)

    async def _withdraw(self, mine: Shown, code: str) -> None:
        told = self._ledger.told[code]
        sure = await self._press(mine, WITHDRAW, lambda shown: shown.text.startswith("Rút tin này?"))
        told.may_be_withdrawn = True
        await self._press(sure, WITHDRAW, lambda shown: _WITHDRAWN.search(shown.text))
        told.is_withdrawn = True

    # What one does with a phone.

    async def _command(self, text: str, wanted: Callable[[Shown], object]) -> Shown:
        before = self._phone.heard
        await self._write(text)
        _, answer = await self._answer(before, wanted, f"to {text}")
        return answer

    def _count(self) -> None:
        self._ledger.messages += 1

    async def _press(self, message: Shown, label: str, wanted: Callable[[Shown], object] | None = None) -> Shown:
        """Press a button; returns the answer that is wanted, or the message itself where none is waited for."""
        before = await self._push(message, label)
        if wanted is None:
            return message
        _, answer = await self._answer(before, wanted, f"to “{label}”")
        return answer


def _is_turn(message: Shown) -> bool:
    """Whether a message waits for its reader: it offers something, or asks what was seen."""
    refuses = message.text.startswith(("Ở đây chưa đọc được", _ASKS_WHAT))
    return message.wants_something or refuses or bool(_ADDED.search(message.text))
