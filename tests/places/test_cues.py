"""Whether something happened at a place, or somebody is only from there."""

import pytest

from domain import reading
from places.cues import Cue, before
from places.tokens import tokens


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("cháy tại | xã A", Cue.HERE),
        ("vụ việc xảy ra ở chợ B, | xã A", Cue.HERE),
        ("quê ở thôn 3, | xã A", Cue.ELSEWHERE),
        ("que o thon 3, | xa a", Cue.ELSEWHERE),
        ("xe biển số | Hà Tĩnh", Cue.ELSEWHERE),
        ("xe khách từ | Hà Nội", Cue.LEFT),
        ("đối tượng trú tại | xã A", Cue.HOME),
        ("quê ở xã B nhưng bị bắt ở | xã A", Cue.HERE),
        ("giả danh công an | phường Vỹ Dạ", Cue.ELSEWHERE),
        ("hình như ở | phường Vỹ Dạ", Cue.DOUBTED),
        ("ngã tư | Bình Thái", Cue.HERE),
        ("bán ma túy ở | xã A", None),
        ("đường Võ Nguyên Giáp, | xã A", None),
        ("duong vo nguyen giap | xa a", None),
        ("nhà cô Dân | xã A", None),
        ("quê ở xa. Hôm nay thấy | xã A", None),
        ("| xã A", None),
    ],
)
def test_the_words_before_a_place_say_what_it_is(text: str, cue: Cue | None) -> None:
    first = len(reading.read(text[: text.index("|")]).words)
    assert before(tokens(reading.read(text.replace("| ", ""))), first, nearest=0) is cue


def test_words_that_belong_to_another_place_are_not_looked_at() -> None:
    words = tokens(reading.read("quê ở xã B xã A"))
    assert before(words, 4, nearest=4) is None
