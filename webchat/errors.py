"""Refusals: to bots in Telegram's words, to people in Vietnamese."""

from collections.abc import Mapping
from http import HTTPStatus


class RefusedError(Exception):
    """A call of a bot that is refused as Telegram would refuse it."""

    def __init__(self, status: HTTPStatus, description: str, parameters: Mapping[str, int] | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def answer(self) -> dict[str, object]:
        """Return the body of the answer."""
        body: dict[str, object] = {
            "ok": False,
            "error_code": int(self.status),
            "description": self.description,
        }
        return body | ({"parameters": dict(self.parameters)} if self.parameters else {})


class RejectedError(Exception):
    """A wish of a person that cannot be met; the sentence is shown to them."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


def too_long(characters: int) -> RejectedError:
    """Return what people read whose text is longer than Telegram's limit."""
    sentence = f"Nội dung dài quá {characters} ký tự. Hãy chia thành nhiều tin nhắn."
    return RejectedError(HTTPStatus.BAD_REQUEST, sentence)


def bad_request(what: str) -> RefusedError:
    """Return a 400 with Telegram's prefix."""
    return RefusedError(HTTPStatus.BAD_REQUEST, f"Bad Request: {what}")


def forbidden(what: str) -> RefusedError:
    """Return a 403 with Telegram's prefix."""
    return RefusedError(HTTPStatus.FORBIDDEN, f"Forbidden: {what}")


def conflict(what: str) -> RefusedError:
    """Return a 409 with Telegram's prefix."""
    return RefusedError(HTTPStatus.CONFLICT, f"Conflict: {what}")


def unauthorized() -> RefusedError:
    """Return the answer to a token that no bot has."""
    return RefusedError(HTTPStatus.UNAUTHORIZED, "Unauthorized")


def not_found() -> RefusedError:
    """Return the answer to a method or file that does not exist."""
    return RefusedError(HTTPStatus.NOT_FOUND, "Not Found")


def too_large() -> RefusedError:
    """Return the answer to an upload over the limit."""
    return RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Request Entity Too Large")


def too_many_requests(seconds: int) -> RefusedError:
    """Return the answer to a bot that sends too fast; it may go on after so many seconds."""
    return RefusedError(
        HTTPStatus.TOO_MANY_REQUESTS,
        f"Too Many Requests: retry after {seconds}",
        {"retry_after": seconds},
    )


CHAT_NOT_FOUND = "chat not found"
NEVER_STARTED = "bot can't initiate conversation with a user"
BLOCKED = "bot was blocked by the user"
TEXT_EMPTY = "message text is empty"
TEXT_TOO_LONG = "message is too long"
CAPTION_TOO_LONG = "message caption is too long"
BUTTON_DATA_INVALID = "BUTTON_DATA_INVALID"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
EDIT_NOT_FOUND = "message to edit not found"
EDIT_REFUSED = "message can't be edited"
DELETE_NOT_FOUND = "message to delete not found"
DELETE_REFUSED = "message can't be deleted for everyone"
REPLY_NOT_FOUND = "message to be replied not found"
NO_TEXT = "there is no text in the message to edit"
NO_CAPTION = "there is no caption in the message to edit"
STALE_QUERY = "query is too old and response timeout expired or query ID is invalid"
ANSWER_TOO_LONG = "MESSAGE_TOO_LONG"
FILE_UNKNOWN = "wrong file identifier/HTTP URL specified"
FILE_BY_URL = "failed to get HTTP URL content"
FILE_TOO_BIG = "file is too big"
FILE_ID_INVALID = "invalid file_id"
IMAGE_UNREADABLE = "IMAGE_PROCESS_FAILED"
NOT_UTF_8 = "strings must be encoded in UTF-8"
PARSE_MODE = "unsupported parse_mode"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
TERMINATED_BY_WEBHOOK = "terminated by setWebhook request"
