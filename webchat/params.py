"""Parameters of calls, whichever way they come: JSON, urlencoded, multipart or in the address."""

import json
import mimetypes
from collections.abc import AsyncIterator, Mapping, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web
from telegram import MessageEntity
from telegram.constants import MessageEntityType

from webchat import errors
from webchat.errors import bad_request, too_large
from webchat.files import BLOCK_BYTES, Library, Upload, clean_name
from webchat.settings import MEBIBYTE
from webchat.text import Text, cleaned_text, is_encodable

FIELD_BYTES = MEBIBYTE
MOST_PARTS = 64
LARGEST_INTEGER = 2**63 - 1
LINK_PREFIXES = ("http://", "https://", "tg://")


class TooLargeError(Exception):
    """A file is over the limit."""


class MalformedError(Exception):
    """A body cannot be read."""


@dataclass(frozen=True, slots=True)
class Params:
    """The parameters of one call; `uploads` are the files that came with it, by field."""

    values: Mapping[str, object]
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a string, empty where it is missing.

        Raises:
            RefusedError: If it holds lone surrogates, which have no UTF-8 form.
        """
        value = self.values.get(name)
        if value is None or isinstance(value, dict | list):
            return ""
        if not is_encodable(str(value)):
            raise bad_request(errors.NOT_UTF_8)
        return str(value)

    def integer(self, name: str) -> int | None:
        """Return an integer of at most 64 bits, None where it is missing or is not one."""
        value = self.values.get(name)
        if isinstance(value, bool) or not isinstance(value, int | str):
            return None
        try:
            number = int(value)
        except ValueError:
            return None
        return number if abs(number) <= LARGEST_INTEGER else None

    def number(self, name: str) -> float | None:
        """Return a number, None where it is missing or is not one."""
        value = self.values.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            return None
        try:
            return float(value)
        except (ValueError, OverflowError):
            return None

    def flag(self, name: str) -> bool:
        """Say whether a flag is set."""
        return str(self.values.get(name, "")).lower() in {"true", "1", "yes"}

    def structure(self, name: str) -> object:
        """Return an object or array, which forms carry as JSON; None where it is missing or empty.

        Raises:
            RefusedError: If it is not JSON.
        """
        value = self.values.get(name)
        if isinstance(value, str):
            if not value.strip():
                return None
            value = _refused_json(value)
        if not is_clean(value):
            raise bad_request(errors.NOT_UTF_8)
        return value

    def message_text(self, name: str, entities: str, *, longest: int, too_long: str) -> Text:
        """Return a text with its entities, cleaned.

        Raises:
            RefusedError: If it is too long, or should be parsed, which is not done here.
        """
        if self.text("parse_mode"):
            raise bad_request(errors.PARSE_MODE)
        return cleaned_or_refused(self.text(name), self.structure(entities), longest, too_long)


def cleaned_or_refused(content: str, entities: object, longest: int, too_long: str) -> Text:
    """Return a text with its entities, cleaned, or refuse it for its length."""
    text = cleaned_text(content, _entities(entities))
    if len(text) > longest:
        raise bad_request(too_long)
    return text


def _entities(value: object) -> list[MessageEntity]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise bad_request("can't parse entities: Array of MessageEntity expected")
    read = (_entity(item) for item in value[:200])
    return [entity for entity in read if entity is not None]


def _entity(value: Mapping[str, object]) -> MessageEntity | None:
    kind, offset, length = value.get("type"), value.get("offset"), value.get("length")
    if not isinstance(offset, int) or not isinstance(length, int) or not isinstance(kind, str):
        raise bad_request("can't parse entities: MessageEntity must have type, offset and length")
    if kind not in list(MessageEntityType):
        return None
    url, language = value.get("url"), value.get("language")
    if kind == MessageEntityType.TEXT_LINK and not str(url).startswith(LINK_PREFIXES):
        return None
    return MessageEntity(
        kind,
        offset,
        length,
        url=url if isinstance(url, str) and kind == MessageEntityType.TEXT_LINK else None,
        language=language if isinstance(language, str) and kind == MessageEntityType.PRE else None,
    )


def is_clean(value: object) -> bool:
    """Say whether all strings inside are free of lone surrogates."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def parsed_json(content: str | bytes) -> object:
    """Return what the JSON says.

    Raises:
        MalformedError: If it is not JSON, is nested too deeply, or holds numbers nobody means.
    """
    try:
        value: object = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise MalformedError from error
    return value


def _refused_json(content: str) -> object:
    try:
        return parsed_json(content)
    except MalformedError as error:
        raise bad_request("can't parse JSON object") from error


@asynccontextmanager
async def received(request: web.Request, library: Library, *, upload_bytes: int) -> AsyncIterator[Params]:
    """Yield the parameters of a request; files that nobody kept are removed afterwards.

    Raises:
        TooLargeError: If a file has more than `upload_bytes`.
        MalformedError: If the body cannot be read.
    """
    values: dict[str, object] = dict(request.query)
    uploads: dict[str, Upload] = {}
    try:
        match request.content_type:
            case "application/json":
                values |= await _json_object(request)
            case "multipart/form-data":
                await _receive_parts(request, library, values, uploads, upload_bytes)
            case _:
                values |= await _form(request)
        yield Params(values, uploads)
    finally:
        for upload in uploads.values():
            upload.path.unlink(missing_ok=True)


async def _form(request: web.Request) -> Mapping[str, object]:
    try:
        return dict(await request.post())
    except (ValueError, LookupError) as error:
        # Bytes that are not in the character set, or a character set that nobody knows.
        raise MalformedError from error


async def _json_object(request: web.Request) -> Mapping[str, object]:
    body = await request.read()
    value = parsed_json(body) if body.strip() else {}
    if not isinstance(value, dict):
        raise MalformedError
    return value


async def _receive_parts(
    request: web.Request,
    library: Library,
    values: MutableMapping[str, object],
    uploads: MutableMapping[str, Upload],
    upload_bytes: int,
) -> None:
    try:
        number = 0
        async for part in await request.multipart():
            number += 1
            if not isinstance(part, BodyPartReader) or not part.name or number > MOST_PARTS:
                raise MalformedError
            if part.filename is None:
                values[part.name] = (await _read(part, FIELD_BYTES)).decode()
            else:
                await _receive_file(part, library, uploads, upload_bytes)
    except ValueError as error:
        raise MalformedError from error


async def _receive_file(
    part: BodyPartReader, library: Library, uploads: MutableMapping[str, Upload], upload_bytes: int
) -> None:
    path = library.place_for_upload()
    mime = part.headers.get("Content-Type") or mimetypes.guess_type(part.filename or "")[0]
    mime = (mime or "application/octet-stream").partition(";")[0].strip().lower()
    # Several files may come in fields of one name, as browsers send them.
    key = f"{part.name}" if part.name not in uploads else f"{part.name} {len(uploads)}"
    size = 0
    with path.open("wb") as file:  # blocks of 64 KiB into the page cache
        uploads[key] = Upload(path, clean_name(part.filename, mime), mime, 0)
        while block := await part.read_chunk(BLOCK_BYTES):
            size += len(block)
            if size > upload_bytes:
                raise TooLargeError
            file.write(block)
    uploads[key] = Upload(path, clean_name(part.filename, mime), mime, size)


async def _read(part: BodyPartReader, limit: int) -> bytes:
    content = bytearray()
    while block := await part.read_chunk(BLOCK_BYTES):
        content += block
        if len(content) > limit:
            raise MalformedError
    return bytes(content)


@asynccontextmanager
async def received_from_bot(request: web.Request, library: Library, *, upload_bytes: int) -> AsyncIterator[Params]:
    """Yield the parameters of a bot's call, with refusals in Telegram's words."""
    try:
        async with received(request, library, upload_bytes=upload_bytes) as params:
            yield params
    except TooLargeError as error:
        raise too_large() from error
    except MalformedError as error:
        raise bad_request("can't parse request body") from error
