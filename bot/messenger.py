"""A messenger over the wire: a token and a Bot API address. The token stays in here."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, FormData

MAX_FILE_BYTES = 20 * 2**20
"""Bots cannot fetch larger files: https://core.telegram.org/bots/api#getfile."""

_CALL_TIMEOUT = timedelta(seconds=30)
_DOWNLOAD_TIMEOUT = ClientTimeout(total=120, sock_read=20)
"""Bytes that stop coming are not waited for to the end."""


class MessengerError(Exception):
    """A call did not succeed. No message holds a token or an address."""


class UnreachableError(MessengerError):
    """No answer, or the messenger itself failed; whether the call took effect is unknown."""


class TooManyRequestsError(MessengerError):
    """The messenger wants to be left alone for a while."""

    def __init__(self, retry_after: timedelta) -> None:
        """Keep how long."""
        super().__init__(f"retry after {retry_after.total_seconds():.0f} s")
        self.retry_after = retry_after


class RefusedError(MessengerError):
    """The messenger says no, and would say so again.

    Attributes:
        code: The HTTP status.
        description: In the messenger's words.
    """

    def __init__(self, code: int, description: str) -> None:
        """Keep what it said."""
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that goes with a call."""

    field: str
    name: str
    content: bytes


class Messenger:
    """Calls of one bot."""

    def __init__(self, http: ClientSession, *, name: str, token: str, api: str, kind: str) -> None:
        """Take the connection pool, the bot's name with us, its token, and the Bot API's address."""
        self.name = name
        self.api = api
        self.kind = kind
        self._http = http
        self._calls = f"{api}/bot{token}/"
        self._files = f"{api}/file/bot{token}/"

    def __repr__(self) -> str:
        """Return nothing that is secret."""
        return f"Messenger({self.name!r})"

    async def call(
        self,
        method: str,
        payload: Mapping[str, Any],
        *,
        upload: Upload | None = None,
        within: timedelta = _CALL_TIMEOUT,
    ) -> Any:  # noqa: ANN401 - the result depends on the method
        """Make a call and return its result. Raises MessengerError."""
        answer = _read(await self.post(method, payload, upload=upload, within=within))
        return answer["result"]

    async def post(
        self,
        method: str,
        payload: Mapping[str, Any],
        *,
        upload: Upload | None = None,
        within: timedelta = _CALL_TIMEOUT,
    ) -> bytes:
        """Make a call and return the bytes of the answer, once it says that it is well. Raises MessengerError."""
        body: dict[str, Any] = {"data": _form(payload, upload)} if upload else {"json": payload}
        try:
            async with self._http.post(
                self._calls + method, timeout=ClientTimeout(total=within.total_seconds()), **body
            ) as response:
                content = await response.read()
                status = response.status
        except (ClientError, TimeoutError, OSError) as error:
            # The text of these errors may hold the address, and with it the token.
            raise UnreachableError(type(error).__name__) from None
        if status != 200:  # noqa: PLR2004 - HTTP's word for success
            raise _refusal(status, content)
        return content

    async def download(self, file_id: str) -> bytes:
        """Return a file that somebody sent to the bot. Raises MessengerError."""
        found = await self.call("getFile", {"file_id": file_id})
        if not isinstance(found, dict) or not isinstance(found.get("file_path"), str):
            raise UnreachableError("the messenger has no path to the file now")
        try:
            async with self._http.get(self._files + found["file_path"], timeout=_DOWNLOAD_TIMEOUT) as response:
                if response.status != 200:  # noqa: PLR2004 - HTTP's word for success
                    raise UnreachableError(f"file: HTTP {response.status}")
                content = bytearray()
                async for part in response.content.iter_chunked(2**16):
                    content += part
                    if len(content) > MAX_FILE_BYTES:
                        raise RefusedError(400, "file is too big")
        except (ClientError, TimeoutError, OSError) as error:
            raise UnreachableError(type(error).__name__) from None
        if found.get("file_size") not in {None, len(content)}:
            raise UnreachableError("the file is not whole")
        return bytes(content)


def _form(payload: Mapping[str, Any], upload: Upload) -> FormData:
    form = FormData()
    for name, value in payload.items():
        form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    form.add_field(upload.field, upload.content, filename=upload.name)
    return form


def _read(content: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(content)
    except ValueError:
        raise UnreachableError("the answer is no JSON") from None
    if not isinstance(answer, dict) or answer.get("ok") is not True or "result" not in answer:
        raise UnreachableError("the answer is of another form")
    return answer


def _refusal(status: int, content: bytes) -> MessengerError:
    try:
        answer = json.loads(content)
        description = str(answer["description"])[:200]
        retry_after = timedelta(seconds=float((answer.get("parameters") or {}).get("retry_after") or 1))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return UnreachableError(f"HTTP {status}")
    if status == 429:  # noqa: PLR2004 - "too many requests"
        return TooManyRequestsError(retry_after)
    if status >= 500:  # noqa: PLR2004 - the messenger's own failures
        return UnreachableError(f"HTTP {status}")
    return RefusedError(status, description)
