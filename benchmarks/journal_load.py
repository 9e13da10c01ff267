"""A messenger that only delivers: webhook requests over kept connections, as Telegram opens them, and their times.

It runs in a process of its own, as thin as can be: `python -m benchmarks.journal_load PORT SECRET FIRST RATE SECONDS`
prints one JSON object. Without a rate (0) each connection sends as soon as it is answered.
"""

import asyncio
import json
import sys
from collections import deque
from dataclasses import asdict, dataclass
from time import perf_counter
from typing import cast

import uvloop

CONNECTIONS = 40
"""As many as Telegram opens when nobody asks for more: https://core.telegram.org/bots/api#setwebhook."""

LATE_SECONDS = 30
"""An answer that comes later ends the benchmark."""

_TEXT = "co nhom thanh nien dua xe o cho Phu My, Phu Vang, Hue, tu 22 gio den 23 gio dem nao cung vay"
_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Delivered:
    """What the messenger saw.

    Attributes:
        seconds: From the first request to the last answer.
        taken: Answers with 200.
        refused: All others.
        answer_seconds: From when each request was due until it was answered.
    """

    seconds: float
    taken: int
    refused: int
    answer_seconds: list[float]


class Connection(asyncio.Protocol):
    """One connection; it sends a request when it is told to, and says when it is answered."""

    def __init__(self, sender: "Sender") -> None:
        """Take whom to tell."""
        self._sender = sender
        self._answer = b""
        self._due = 0.0
        self.transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what to write to."""
        # Not asked for its class: uvloop's own is none of asyncio's.
        self.transport = cast(asyncio.WriteTransport, transport)

    def send(self, request: bytes, due: float) -> None:
        """Send a request that was due then."""
        self._due = due
        if self.transport is not None:
            self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        """Read an answer to its end; none of them has a body."""
        self._answer += data
        if self._answer.endswith(_END):
            is_taken = self._answer.startswith(b"HTTP/1.1 200")
            self._answer = b""
            self._sender.answered(self, self._due, is_taken=is_taken)

    def connection_lost(self, _: Exception | None) -> None:
        """Count what was not answered."""
        self._sender.lost()


class Sender:
    """Delivers updates for some time, as fast as they are taken or at a rate."""

    def __init__(self, secret: str, first: int, *, rate: float, seconds: float) -> None:
        """Take the secret, the number of the first update, how many a second (0: no limit), and for how long."""
        self._secret = secret
        self._next = first
        self._rate = rate
        self._seconds = seconds
        self._free: deque[Connection] = deque()
        self._due: deque[float] = deque()
        self._under_way = 0
        self._is_all_sent = False
        self._began = 0.0
        self._is_over = asyncio.Event()
        self._times: list[float] = []
        self._refused = 0

    async def deliver(self, port: int) -> Delivered:
        """Deliver, and return what was seen."""
        loop = asyncio.get_running_loop()
        for _ in range(CONNECTIONS):
            _, connection = await loop.create_connection(lambda: Connection(self), "127.0.0.1", port)
            self._free.append(connection)
        self._began = perf_counter()
        if self._rate:
            await self._keep_pace()
        else:
            while self._free:
                self._send(self._free.popleft(), perf_counter())
        async with asyncio.timeout(self._seconds + LATE_SECONDS):
            await self._is_over.wait()
        seconds = perf_counter() - self._began
        taken = len(self._times) - self._refused
        return Delivered(seconds, taken, self._refused, self._times)

    async def _keep_pace(self) -> None:
        count = 0
        while (due := self._began + count / self._rate) < self._began + self._seconds:
            await asyncio.sleep(max(0.0, due - perf_counter()))
            count += 1
            self._due.append(due)
            self._send_due()
        self._is_all_sent = True
        self._end_if_over()

    def _send_due(self) -> None:
        while self._due and self._free:
            self._send(self._free.popleft(), self._due.popleft())

    def _send(self, connection: Connection, due: float) -> None:
        self._under_way += 1
        connection.send(_request(self._secret, self._next), due)
        self._next += 1

    def answered(self, connection: Connection, due: float, *, is_taken: bool) -> None:
        """Note an answer, and send the next request that is due."""
        now = perf_counter()
        self._under_way -= 1
        self._times.append(now - due)
        self._refused += not is_taken
        if self._rate:
            self._free.append(connection)
            self._send_due()
        elif now < self._began + self._seconds:
            self._send(connection, now)
        else:
            self._is_all_sent = True
        self._end_if_over()

    def _end_if_over(self) -> None:
        if self._is_all_sent and not self._under_way and not self._due:
            self._is_over.set()

    def lost(self) -> None:
        """Give up: a connection that was closed leaves a request without an answer."""
        if not self._is_over.is_set():
            sys.exit("a connection was lost")


def _request(secret: str, number: int) -> bytes:
    """Return the request with an update from one of a thousand citizens, as a messenger sends it."""
    chat = 1_000_000 + number % 1000
    body = (
        f'{{"update_id":{number},\n"message":{{"message_id":{number},"from":{{"id":{chat},"is_bot":false,'
        f'"first_name":"Lan","language_code":"vi"}},"chat":{{"id":{chat},"first_name":"Lan","type":"private"}},'
        f'"date":1795176000,"text":"{_TEXT}"}}}}'
    )
    return (
        "POST /webhook/main HTTP/1.1\r\nHost: tin.example.vn\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nConnection: keep-alive\r\nX-Telegram-Bot-Api-Secret-Token: {secret}\r\n"
        f"Accept-Encoding: gzip, deflate\r\n\r\n{body}"
    ).encode()


async def main(port: str, secret: str, first: str, rate: str, seconds: str) -> None:
    """Deliver as the arguments say, and print what was seen."""
    sender = Sender(secret, int(first), rate=float(rate), seconds=float(seconds))
    sys.stdout.write(json.dumps(asdict(await sender.deliver(int(port)))))
    sys.stdout.flush()


if __name__ == "__main__":
    uvloop.run(main(*sys.argv[1:]))
