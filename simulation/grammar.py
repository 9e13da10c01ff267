"""What citizens and officers write: sentences put together by chance, the same ones for the same seed.

No sentence comes twice, so that whoever finds one later knows whose it was.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from places import gazetteer
from simulation.keystrokes import Hand, typed, unmarked

_EVENTS: tuple[tuple[str, ...], ...] = (
    (
        "{few} thanh niên đua xe, nẹt pô ầm ĩ", "xe tải màu {color} chạy ẩu suýt tông vào học sinh",
        "ô tô đậu chắn hết lối ra vào", "va chạm xe máy, có người ngã không dậy được",
        "đèn tín hiệu giao thông hỏng, kẹt xe kéo dài", "nhóm xe độ tụ tập rú ga {when}",
    ),
    (
        "vừa bị mất xe {bike} dựng trước quán", "có kẻ rình trộm chó {when}", "nhà bị cạy cửa lấy trộm máy bơm",
        "bị giật điện thoại khi đang đi đường", "trộm vào chùa lấy hòm công đức", "có người bẻ khóa xe ở bãi gửi",
    ),
    (
        "{few} người tụ tập đánh bạc ăn tiền {when}", "có nhóm nghi sử dụng ma túy trong phòng trọ",
        "tụ tập đá gà ăn tiền cuối tuần", "quán cà phê ghi số đề công khai",
        "có người bán cái gói trắng trắng nghi ma túy",
    ),
    (
        "hai nhóm thanh niên cầm mã tấu rượt đuổi nhau", "chồng say rượu đánh vợ con khóc la",
        "{few} người xông vào nhà hàng xóm đánh nhau", "học sinh đánh hội đồng bạn sau giờ học",
    ),
    (
        "đám cháy nhỏ ở bãi rác đang lan sang vườn", "bình gas xì mạnh trong quán ăn",
        "cháy nhà kho, khói đen bốc cao", "dây điện đứt rơi xuống đường tóe lửa",
    ),
    (
        "có người giả danh công an gọi điện đòi chuyển tiền", "nhóm cho vay nặng lãi tạt sơn vào cửa nhà",
        "bị lừa đặt cọc thuê nhà rồi chặn máy", "dán tờ rơi cho vay nhanh kín cột điện",
    ),
    (
        "xe ben đổ trộm xà bần ra bờ sông", "ghe hút cát trái phép {when}", "đốt rác nhựa khói mù mịt",
        "heo chết vứt xuống kênh bốc mùi", "xưởng xả nước thải đen ra ruộng",
    ),
    (
        "nhặt được vật giống quả lựu đạn khi đào móng", "có người rao bán pháo nổ",
        "thấy người mang súng săn tự chế vào rừng",
    ),
    (
        "loa kẹo kéo mở hết cỡ tới khuya", "quán nhậu lấn hết vỉa hè", "nhiều người lạ thuê trọ không đăng ký tạm trú",
        "chợ cóc họp tràn ra lòng đường",
    ),
    (
        "thấy người giống ảnh truy nã dán ở chợ", "bé trai {age} tuổi đi lạc mặc áo {color}",
        "cụ bà lẫn bỏ nhà đi từ hôm qua chưa về", "hai nhà tranh nhau ranh đất chửi bới cả buổi",
    ),
)  # fmt: skip

_OPENINGS = ("", "", "", "Dạ em báo: ", "Cho tôi báo tin, ", "Các anh ơi ", "Kính báo công an, ", "Alo, ")
_CLOSINGS = ("", "", "", ", mong các anh tới sớm", ", bà con sợ lắm", " nhờ xử lý giúp", ", đã mấy bữa nay rồi")
_WHERE = ("ở {place}", "tại {place}", "gần chợ {place}", "sau trường học {place}", "đầu kiệt {number} {place}")

_DETAILS = (
    "xe biển số {plate}", "khoảng {few} người, xe màu {color}, biển {plate}", "ngay trước nhà số {number}",
    "tôi đứng cách nhà số {number} một đoạn", "người cầm đầu mặc áo {color}, đi xe {bike} biển {plate}",
    "hàng xóm nhà {number} cũng thấy", "bắt đầu từ {when}, tới chừ chưa tan, cạnh nhà {number}",
    "không dám ra can, nhìn từ nhà {number}",
)  # fmt: skip

_ANSWERS = (
    "dạ tôi thấy lúc {when}, cạnh nhà {number}", "tôi không rõ mặt, chỉ nhớ biển {plate}",
    "khoảng {few} người, áo {color}, biển {plate}",
    "dạ chừ họ đi rồi, xe biển {plate}", "tôi nghe nhà số {number} kể lại thôi",
)  # fmt: skip

_QUESTIONS = (
    "Bà con thấy việc này lúc mấy giờ, có nhớ biển số xe không? (sổ {number})",
    "Có khoảng bao nhiêu người, còn ở đó không? (sổ {number})",
    "Nhờ bà con cho biết nhà số mấy, gần nhà {number} không?",
)  # fmt: skip
_REPLIES = ("Cảm ơn bà con, tổ công tác đã kiểm tra, biên bản số {number}.", "Đã nhắc nhở và lập biên bản {number}.")
_REASONS = ("Đã biết qua sổ theo dõi {number}", "Xác minh thực tế không thấy, phiếu {number}")

_NONSENSE = (
    "?????", "....", "hi", "alo", "😂😂😂", "asdfgh qwerty", "test test", "chào em ăn cơm chưa", "123456789 ok",
    "mua nhà đất giá rẻ liên hệ", "bot có người thật không vậy",
)  # fmt: skip

_COLORS = ("đỏ", "đen", "trắng", "xanh", "vàng")
_BIKES = ("Wave", "Sirius", "Vision", "Exciter", "SH", "Dream")
_TIMES = ("nửa đêm", "lúc 22 giờ", "sáng nay", "chiều qua", "hồi 19h30", "tối nào cũng vậy", "khoảng 3 giờ sáng")
_HANDS = (
    *(Hand.CAREFUL,) * 8,
    *(Hand.UNMARKED,) * 6,
    *(Hand.SHORT,) * 3,
    *(Hand.TELEX,) * 2,
    Hand.LOUD,
    Hand.APART,
)
_MOST_TRIES = 30


@dataclass(frozen=True, slots=True)
class Place:
    """A commune that citizens tell of.

    Attributes:
        code: In the gazetteer.
        name: Without its kind.
        spoken: As it is written in full: "phường Vỹ Dạ, Huế".
        lat: Of its middle, in degrees.
        lon: Of its middle, in degrees.
    """

    code: str
    name: str
    spoken: str
    lat: float
    lon: float


def places_of(province_code: str) -> tuple[Place, ...]:
    """Return the communes of a province. Raises KeyError where there is none of this code."""
    names = gazetteer.load()
    province = names.province(province_code)
    return tuple(
        Place(one.code, one.name, f"{one.kind} {one.name}, {province.name}", one.lat, one.lon)
        for one in names.communes_of(province_code)
    )


class Grammar:
    """Makes sentences of the one kind of chance that a seed gives."""

    def __init__(self, chance: Random, places: Sequence[Place], *, likely: Sequence[str] = ()) -> None:
        """Take chance, the communes, and the names of those in which most things happen."""
        self._chance = chance
        self._places = places
        self._likely = [place for place in places if place.name in likely]
        self._said: set[str] = set()

    def place(self) -> Place:
        """Return where something happens: two times of three where much happens, if that is known."""
        chosen = self._likely if self._likely and self._chance.random() < 2 / 3 else self._places
        return self._chance.choice(chosen)

    def hand(self) -> Hand:
        """Return how somebody types."""
        return self._chance.choice(_HANDS)

    def report(self, place: Place | None, hand: Hand) -> str:
        """Return a sentence of what happens, and where unless there is no place in it."""
        event = self._chance.choice(self._chance.choice(_EVENTS))
        if place is None:
            return self._fresh("{opening}" + event + "{closing}", hand)
        where = self._chance.choice(_WHERE).replace("{place}", place.spoken)
        before = f"{{opening}}{event} {where}{{closing}}"
        after = f"{{opening}}{where} {event}{{closing}}"
        return self._fresh(self._chance.choice((before, before, after)), hand)

    def detail(self, hand: Hand) -> str:
        """Return something that is added to what happens, without a place."""
        return self._fresh(self._chance.choice(_DETAILS), hand)

    def answer(self) -> str:
        """Return a citizen's answer to a question."""
        return self._fresh(self._chance.choice(_ANSWERS), self.hand())

    def place_name(self, place: Place) -> str:
        """Return how somebody answers the question for the place."""
        name = self._chance.choice((place.name, place.spoken, f"ở {place.name}"))
        return self._chance.choice((name, unmarked(name).lower()))

    def nonsense(self) -> str:
        """Return what tells of nothing."""
        return self._chance.choice(_NONSENSE)

    def question(self) -> str:
        """Return what an officer asks."""
        return self._fresh(self._chance.choice(_QUESTIONS), Hand.CAREFUL)

    def reply(self) -> str:
        """Return what an officer answers."""
        return self._fresh(self._chance.choice(_REPLIES), Hand.CAREFUL)

    def reason(self) -> str:
        """Return why an officer judges as they do."""
        return self._fresh(self._chance.choice(_REASONS), Hand.CAREFUL)

    def _fresh(self, template: str, hand: Hand) -> str:
        """Return a sentence that was not said before."""
        for _ in range(_MOST_TRIES):
            text = typed(self._filled(template), hand, self._chance)
            if said_as(text) not in self._said:
                break
            template += ", nhà {number}" if "{number}" not in template else ""
        else:
            text = f"{text} {len(self._said)}"
        self._said.add(said_as(text))
        return text

    def _filled(self, template: str) -> str:
        chance = self._chance
        series = chance.choice("BCDFGHK")
        text = template.format(
            opening=chance.choice(_OPENINGS),
            closing=chance.choice(_CLOSINGS),
            few=chance.randint(3, 15),
            age=chance.randint(3, 12),
            color=chance.choice(_COLORS),
            bike=chance.choice(_BIKES),
            when=chance.choice(_TIMES),
            plate=f"75{series}{chance.randint(1, 9)}-{chance.randint(100, 999)}.{chance.randint(10, 99)}",
            number=f"{chance.randint(1, 400)}/{chance.randint(1, 90)}",
        )
        return text[:1].upper() + text[1:]


def said_as(text: str) -> str:
    """Return a text as it is compared: in NFC, spaces alike, without regard to capitals."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()
