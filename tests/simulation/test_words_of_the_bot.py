"""The words by which simulated people know the bot's buttons and answers are those of the Vietnamese catalogue."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import locales
from simulation import citizens, officers

LABELS = (
    citizens.SEND,
    citizens.DROP,
    citizens.ADD,
    citizens.DONE,
    citizens.WITHDRAW,
    citizens.BEGIN_NEW,
    citizens.OTHER_COMMUNE,
    citizens.UNSURE,
    citizens.GO_BACK,
    officers.ACKNOWLEDGE,
    officers.ACKNOWLEDGE_HERE,
    officers.OPEN,
    officers.ASK,
    officers.VALUE,
    officers.OUTCOME,
    officers.RESOLVED,
    officers.REPLY,
    officers.CLOSE,
    officers.BACK,
    officers.NOTE,
)

ANSWERS = (
    "Mã tin của bạn:",
    "hỏi thêm về tin {code}",
    "Đã bổ sung vào tin {code}",
    "đã được chuyển kèm tin {code}",
    "Đã rút tin. Không ai còn biết tin {code}",
    "đã tiếp nhận tin {code}",
    "phản hồi về tin {code}",
    "đã kết thúc xử lý tin {code}",
    "Tin {code} đã có kết quả",
    "Tin {code} đã được chuyển đến",
    "do lỗi của hệ thống",
    "Bạn thấy chuyện gì?",
    "Tin của bạn – chưa gửi",
    "Tin của bạn, mới nhất ở trên",
    "Tình trạng",
    "Ở đây chưa đọc được",
    "Bỏ tin đang soạn?",
    "Đã bỏ tin đang soạn",
    "Không có tin nào đang soạn",
    "Cảm ơn bạn",
    "Rút tin này?",
    "Đồng chí đã tiếp nhận tin",
    "Người dân trả lời",
    "NGƯỜI DÂN BỔ SUNG",
    "gõ câu hỏi",
    "gõ nội dung phản hồi",
    "gõ số",
    "Tin đã chuyển sang bước khác",
    "Không có tin này trong hàng chờ",
    "Kết quả này chưa đủ thông tin",
    "Người báo đã rút tin",
)
"""What `citizens` and `officers` look for in the bot's answers."""


@pytest.fixture(scope="module")
def texts() -> set[str]:
    """Everything that the bot says in Vietnamese."""
    folder = Path(locales.__file__).parent / "vi" / "LC_MESSAGES"
    with (folder / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale="vi")
    found: set[str] = set()
    for message in catalogue:
        found |= {message.string} if isinstance(message.string, str) else set(message.string or ())
    return found


@pytest.mark.parametrize("label", LABELS)
def test_every_button_is_one_of_the_bots(texts: set[str], label: str) -> None:
    assert label in texts


@pytest.mark.parametrize("words", ANSWERS)
def test_every_answer_is_one_of_the_bots(texts: set[str], words: str) -> None:
    assert any(words in re.sub(r"\s+", " ", text) for text in texts)
