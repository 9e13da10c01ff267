"""The words that speak of time, and those around them that say whether a time is meant: the vocabulary, as data.

Phrases are written with all their marks; `triage.signs` recognises them in the other spellings that people use. Those
without marks here are ambiguous as typed without marks, and stand for both of their readings.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Sign(StrEnum):
    """What a word or phrase is to a time expression, one character each."""

    OTHER = "_"  # One or more words that are none of the following.
    ONE = "1"  # A number of one digit.
    TWO = "2"  # A number of two digits.
    YEAR = "y"  # 1900 to 2099.
    MANY = "#"  # Any other number, or one with letters beside it: "500k", "12A".
    SPELT = "w"  # A number in words.
    FIVE_OR_YEAR = "N"  # "năm" is both.
    HOUR = "h"
    GRAM = "g"  # A lone g stands for "giờ", or for grams.
    MINUTE = "p"
    HOURS = "t"  # "tiếng", which only counts how long.
    ON_THE_CLOCK = "c"  # "đồng hồ", "liền" behind hours that are counted.
    HALF_PAST = "r"
    HALF_OF = "f"
    LESS = "k"
    DAY = "d"
    SOME_DAY = "x"  # "hôm", "bữa": before a number a date, behind one a distance.
    WEEK = "u"
    MONTH = "m"
    MONTH_NAME = "G"  # "giêng", "chạp".
    PART = "P"  # A part of the day. The value is its place in `PARTS`.
    EVENING_OR_UNTIL = "?"  # "toi" without marks is "tối" or "tới".
    LAST_PART = "B"  # A part of the day that says by itself that it is the last one: "hồi sáng".
    NEAR_PART = "5"  # A part of a near day in one: "khi hôm". The value is 100 times the days back, and the part.
    NEAR_DAY = "D"  # The value is how many days back.
    PAST = "q"  # "qua".
    TODAY = "a"  # "nay".
    MORROW = "i"  # "mai", "mốt". The value is how many days back, so it is below zero.
    WEEKDAY = "W"  # The value is how many days after Monday.
    LAST = "l"  # The value is 0 for "trước", which also counts back, and 1 for "vừa rồi", which does not.
    NEXT = "s"  # "sau" without its mark may be six, which is its value.
    THIS = "j"
    NEAR_YEAR = "%"  # The value is how many years back.
    EARLY_DAY = "M"  # "mùng".
    FULL_MOON = "R"
    LUNAR = "L"
    LEAP = "Z"
    TET = "T"
    FEAST = "F"  # A feast of the lunar year. The value is 100 times its month, and its day.
    HOLIDAY = "Q"  # A feast of the solar year, in the same way.
    AGO = "A"
    FEW = "v"
    MOMENT = "o"
    ABOUT = "b"
    MORE = "+"
    ALMOST = "~"
    FROM = "O"
    UNTIL = "e"
    EDGE = "E"  # The value is 1 for the beginning, 2 for the middle, 3 for the end.
    SAME_DAY = "="  # The value is how many days after the day that was spoken of.
    JUST = "J"
    A_WHILE_AGO = "9"
    NOW = "n"
    SEVEN_OR_NOW = "7"  # "bay gio" without marks is "bảy giờ" or "bây giờ".
    ONGOING = "^"
    EACH = "8"  # "mỗi", "hàng": a habit before a day or a part of it.
    EVERY = "V"  # "nào": a habit behind one.
    HABIT = "H"
    OFTEN = "I"  # Says that a time without a day is a habit.
    IS = "0"  # "là": directly behind an hour it tells of a habit.
    FUTURE = "U"
    PLAN = "z"
    ADDRESS = "S"
    REPORT = "K"  # "trình báo": what the time right before or behind is that of.
    SAID = "3"  # "cho biết": what the time before is that of.
    BIRTH = "C"
    PAPER = "Y"
    BACKGROUND = "<"
    HAPPENED = "@"
    DURING = "!"
    PEOPLE = "*"
    SLASH = "/"
    DASH = "-"
    COLON = ":"
    DOT = "."
    COMMA = ","
    STOP = "|"


class Part(NamedTuple):
    """A part of the day.

    Attributes:
        start: Hours after midnight.
        end: Hours after the same midnight; may reach into the next day.
        first_hour: The earliest hour that is said with it: "1 giờ sáng" is before the morning.
        last_hour: The latest.
    """

    start: float
    end: float
    first_hour: float
    last_hour: float


PARTS = (
    SUNRISE := Part(5, 11, 0, 11.9),
    NOON := Part(11, 13.5, 10, 14.5),
    AFTERNOON := Part(13, 18, 12, 19),
    EVENING := Part(18, 23, 17, 24.5),
    NIGHT := Part(21, 29, 18, 30),
    SMALL_HOURS := Part(0, 6, 0, 7),
    DAWN := Part(4, 7, 0, 8),
    BEFORE_DAWN := Part(3, 6, 0, 7),
    EARLY_MORNING := Part(5, 8, 0, 10),
    EARLY_AFTERNOON := Part(13, 15, 12, 16),
    LATE_AFTERNOON := Part(15.5, 18.5, 14, 19.5),
    DUSK := Part(17, 20, 16.5, 20),
    NIGHTFALL := Part(18, 20, 17, 21),
    LATE_EVENING := Part(20.5, 24, 19, 25),
    MIDNIGHT := Part(23, 25, 21, 28),
    EVENING_AND_NIGHT := Part(18, 29, 17, 30),
)
"""The day's parts as people use them; the night belongs to the evening it began."""


def _near_parts(days_back: int, parts: Mapping[Part, str]) -> dict[int, str]:
    """Return phrases for parts of a day, by the value that stands for both."""
    return {100 * days_back + PARTS.index(part): phrases for part, phrases in parts.items()}


VALUED: Mapping[Sign, Mapping[int, str]] = {
    Sign.PART: {
        PARTS.index(part): phrases
        for part, phrases in {
            SUNRISE: "sáng|buổi sáng|sag|xáng",
            NOON: "trưa|buổi trưa|giữa trưa",
            AFTERNOON: "chiều|buổi chiều|chìu|chjeu|chiu",
            EVENING: "tối|buổi tối|tốy|tốii|toii|tui tối",
            NIGHT: "đêm|ban đêm|đêm khuya|giữa đêm|khuya|khuya khoắt|giữa khuya|khuia|khya",
            SMALL_HOURS: "rạng sáng|rạng ngày|rạn sáng",
            DAWN: "mờ sáng|tờ mờ sáng|tờ mờ|tảng sáng|tang tảng sáng|hừng đông|hừng sáng|sớm tinh mơ|gà gáy",
            BEFORE_DAWN: "gần sáng",
            EARLY_MORNING: "sáng sớm|sớm sáng|sớm mơi|sáng tinh mơ",
            EARLY_AFTERNOON: "xế trưa|đầu giờ chiều|đầu buổi chiều",
            LATE_AFTERNOON: "xế chiều|xế tà|chiều tà|cuối giờ chiều|cuối buổi chiều|chiều muộn",
            DUSK: "chạng vạng|chạng vạng tối|chiều tối|nhá nhem|nhá nhem tối|sẩm tối|sụp tối",
            NIGHTFALL: "chập tối|chập choạng tối|đầu hôm",
            LATE_EVENING: "tối muộn|tối khuya",
            MIDNIGHT: "nửa đêm|nửa khuya",
        }.items()
    },
    Sign.LAST_PART: {
        PARTS.index(part): phrases
        for part, phrases in {
            SUNRISE: "hồi sáng|lúc sáng|khi sáng|ban sáng|hồi sớm|hồi sáng sớm|hùi sáng",
            NOON: "hồi trưa|lúc trưa|khi trưa|ban trưa",
            AFTERNOON: "hồi chiều|lúc chiều|khi chiều|ban chiều|hùi chiều|hồi chìu",
            EVENING: "hồi tối|lúc tối|khi tối|hồi túi",
        }.items()
    },
    Sign.NEAR_PART: {
        **_near_parts(0, {SUNRISE: "s nay|sớm nay|sớm ni", EVENING: "túi ni|túi nay"}),
        **_near_parts(
            1,
            {
                EVENING: "túi qua|túi hôm qua|túi bựa qua",
                EVENING_AND_NIGHT: "hồi hôm|khi hôm|khi đêm|hồi đêm|hồi khuya|đêm hồi hôm|hồi hôm qua",
            },
        ),
    },
    Sign.NEAR_DAY: {
        0: "hôm nay|hnay|ngày hôm nay|hôm ni|bữa ni|bữa nay|bựa ni|bựa nay|hôm nai|ngày ni|hum nay",
        1: "hôm qua|hqua|ngày hôm qua|bữa qua|bựa qua|hqa|hum qua|hum wa|hôm wa|hum qa|hôm qa|bữa hôm qua|ngày hqua",
        2: "hôm kia|bữa kia|hôm tê|bữa tê|bựa tê|bựa kia|ngày hôm kia|hum kia",
        3: "hôm kìa|bữa kìa|hôm tề|hôm kía|ngày hôm kìa",
        -1: "ngày mai|hôm mai|bữa mai|sớm mai",
        -2: "ngày mốt|ngày kia|bữa mốt|hôm mốt",
    },
    Sign.PAST: {1: "qua|wa|qa"},
    Sign.TODAY: {0: "nay|ni|nai"},
    Sign.MORROW: {-1: "mai", -2: "mốt"},
    Sign.WEEKDAY: {
        0: "thứ hai|thứ 2|t2",
        1: "thứ ba|thứ 3|t3",
        2: "thứ tư|thứ 4|t4",
        3: "thứ năm|thứ 5|t5",
        4: "thứ sáu|thứ 6|t6",
        5: "thứ bảy|thứ bẩy|thứ 7|t7",
        6: "chủ nhật|chúa nhật|chủ nhựt|chúa nhựt|cn|cnhật",
    },
    Sign.LAST: {
        0: "trước|trc|trk",
        1: (
            "vừa rồi|vừa qua|rồi|r|rùi|gòi|mới rồi|mới qua|vừa r|vừa rùi|zừa rồi|zừa qua|dừa rồi|dừa qua|vừa wa"
            "|vừa mới rồi|vừa gòi|zừa r"
        ),
    },
    Sign.NEXT: {6: "sau", 0: "sắp tới|tới đây|kế tiếp|tiếp theo"},
    Sign.NEAR_YEAR: {
        0: "năm nay|năm ni",
        1: "năm ngoái",
        2: "năm kia",
    },
    Sign.FEAST: {
        1230: "giao thừa",
        110: "thần tài|vía thần tài",
        115: "nguyên tiêu|tết nguyên tiêu",
        310: "giỗ tổ|giỗ tổ hùng vương|giỗ quốc tổ",
        415: "phật đản",
        505: "đoan ngọ|tết đoan ngọ",
        715: "vu lan|xá tội vong nhân",
        815: "trung thu|tết trung thu",
        1223: "ông táo|ông công ông táo|đưa ông táo|cúng ông táo",
    },
    Sign.HOLIDAY: {
        1224: "noel|giáng sinh|nô en|noen",
        101: "tết tây|tết dương|tết dương lịch",
        902: "quốc khánh",
        1031: "halloween",
    },
    Sign.MONTH_NAME: {1: "giêng", 12: "chạp"},
    Sign.EDGE: {1: "đầu|hồi đầu|thượng tuần", 2: "giữa|trung tuần", 3: "cuối|hồi cuối|gần cuối|hạ tuần"},
    Sign.SAME_DAY: {
        0: "cùng ngày|cùng hôm|hôm đó|ngày đó|hôm ấy|ngày ấy|bữa đó|hôm đấy|bữa nớ|hôm nớ|ngày hôm đó|hum đó|bữa đấy",
        1: "hôm sau|ngày hôm sau|bữa sau",
    },
    Sign.SPELT: {1: "mot", 4: "bon"},
    Sign.FIVE_OR_YEAR: {5: "năm"},
    Sign.EVENING_OR_UNTIL: {PARTS.index(EVENING): "toi"},
}
"""Phrases that stand for a number, by sign and number; "|" stands between them."""

WORDS: Mapping[Sign, str] = {
    Sign.HOUR: "giờ|h|jờ|jo|zờ|giơ",
    Sign.GRAM: "g",
    Sign.MINUTE: "phút|p|ph|fút",
    Sign.HOURS: "tiếng",
    Sign.ON_THE_CLOCK: "đồng hồ|liền|liên tiếp|ròng rã",
    Sign.HALF_PAST: "rưỡi",
    Sign.HALF_OF: "nửa",
    Sign.LESS: "kém",
    Sign.DAY: "ngày",
    Sign.SOME_DAY: "hôm|hum|bữa|bựa|hôm lễ|dịp lễ|ngày lễ|nghỉ lễ|đợt lễ|hôm ngày|ngày hôm|dịp",
    Sign.WEEK: "tuần",
    Sign.MONTH: "tháng|thág",
    Sign.SEVEN_OR_NOW: "bay gio",
    Sign.THIS: "này|nầy",
    Sign.EARLY_DAY: "mùng|mồng",
    Sign.FULL_MOON: "rằm",
    Sign.LUNAR: "âm lịch|âm|al|âl|lịch ta|ta",
    Sign.LEAP: "nhuận",
    Sign.TET: "tết|tết nguyên đán|tết ta|tết âm lịch",
    Sign.AGO: "cách đây|cách nay|cách giờ|cách bây giờ|cách hiện tại|cách lúc này",
    Sign.FEW: "vài|mấy|ít|dăm|dăm ba|vài ba|đôi ba|chục|mươi",
    Sign.MOMENT: "lát|chốc|chút|xíu",
    Sign.ABOUT: (
        "khoảng|khoảng chừng|khoảng tầm|tầm|tầm khoảng|cỡ|độ|chừng|lúc|vào|vào lúc|hồi|quãng|lối|vào khoảng"
        "|khoảng độ|vào hồi|đúng|của|trong|nhằm|trúng|tức|tức là|khi|vô|vô lúc"
        "|đâu|đâu đó|chắc|kể"
    ),
    Sign.MORE: "hơn|ngoài",
    Sign.ALMOST: "gần|xấp xỉ|gần tới|gần đến",
    Sign.FROM: "từ",
    Sign.UNTIL: "đến|tới|cho đến|cho tới|mãi đến|mãi tới|kéo dài đến|kéo dài tới",
    Sign.JUST: "vừa xong|vừa mới|mới xong|mới vừa|tức thì",
    Sign.A_WHILE_AGO: (
        "mới nãy|hồi nãy|lúc nãy|ban nãy|khi nãy|vừa nãy|mới hồi nãy|mới lúc nãy|mới ban nãy|hùi nãy|hồi nẫy"
        "|vừa lúc nãy|nãy giờ|nãy h|từ nãy tới giờ|từ nãy đến giờ"
    ),
    Sign.NOW: (
        "bây giờ|bây h|bi giờ|bi h|bh|bjo|bgio|ngay lúc này|ngay bây giờ|ngay giờ|ngay giờ này|giờ này|giờ nầy|bây chừ"
        "|chừ|giờ đang|h đang"
    ),
    Sign.ONGOING: "đang|đg|dg|dag|đag|hiện đang|vẫn đang",
    Sign.EACH: "mỗi|hàng|hằng|mọi|cứ|các|những|nhiều",
    Sign.EVERY: "nào|mô",
    Sign.HABIT: (
        "thường xuyên|thỉnh thoảng|lâu lâu|hầu như|đêm đêm|ngày ngày|tối tối|sáng sáng|chiều chiều|ngày đêm|quanh năm"
        "|suốt ngày|cả ngày|nhiều lần|tần suất|liên tục|giờ cao điểm|giờ tan tầm|tan tầm|giờ nghỉ trưa|luôn luôn"
        "|mấy hôm nay|mấy bữa nay|mấy ngày nay|mấy đêm nay|mấy tối nay|mấy hum nay|mấy nay|dạo này|dạo gần đây|lâu nay"
        "|lúc nào cũng|giờ hành chính|giờ làm việc|khung giờ|gần đây|thời gian gần đây|thời gian qua|bữa giờ|hổm rày"
        "|giờ giới nghiêm|định kỳ|một lần mỗi"
    ),
    Sign.OFTEN: (
        "hay|thường|mở cửa|đóng cửa|hoạt động|mở nhạc|bán tới|bán đến|làm việc|chợ cóc|mở loa|họp chợ|chợ họp"
        "|giờ mở cửa"
    ),
    Sign.IS: "là",
    Sign.FUTURE: (
        "sẽ|định|du dinh|no dinh|tui dinh|bon dinh|chung dinh|nhom dinh|sắp|chuẩn bị|dự định|âm mưu|hẹn nhau|dự kiến"
        "|rủ nhau|bàn nhau|lên kế hoạch"
    ),
    Sign.PLAN: "hẹn|lịch|đặt lịch|lịch hẹn|đến hạn|tới hạn|hạn chót|thời hạn",
    Sign.ADDRESS: (
        "đường|phố|số|nhà|nhà số|hẻm|ngõ|ngách|kiệt|kiốt|chợ|trường|công viên|cầu|khu|khu phố|căn|căn hộ|phòng|lô"
        "|tổ|ấp|thôn|xóm|km|quốc lộ|tỉnh lộ|ql|tl|hl|sn|dãy|tầng|block|đại lộ|ngã tư|ngã ba|bệnh viện|bv|thpt|thcs"
        "|tiểu học|mầm non|vòng xoay|quảng trường|sân vận động|xưởng|nông trường|lâm trường|hợp tác xã|phường|quận|bản"
        "|buôn|tiệm|quán|biển số|đội|khóm|xã|bến|bến xe|tỷ lệ|tỉ lệ|tỉ số|tỷ số|chung cư|kp|đồn|trạm|cống|kho|điều"
        "|khoản|đơn vị|lớp|tp|đg|cảng|rạp|sân|đảo|huyện|tòa nhà|xí nghiệp|công ty|nhà máy"
    ),
    Sign.SAID: (
        "cho biết|thông tin từ|trao đổi|chia sẻ|kể lại|phản ánh|họp báo|đưa tin|đăng tải|phát đi|thông báo|phát biểu"
        "|bàng hoàng|trả lời|cho hay|biểu tình|lan truyền|mạng xã hội|xôn xao|tin từ|xác nhận"
    ),
    Sign.REPORT: (
        "trình báo|báo công an|báo ca|báo cho công an|gửi đơn|nộp đơn|khởi tố|tạm giữ|tạm giam|bắt giữ|làm đơn|viết đơn"
        "|gọi công an|gọi 113|báo xã|báo phường|tố cáo|xét xử|tòa án|phiên tòa|tòa|tuyên án|khai báo|tiếp nhận"
        "|triệu tập|ra quyết định|khiếu nại|đi báo|liên hệ|báo tin|tố giác|làm việc với"
    ),
    Sign.BIRTH: "sinh năm|sinh ngày|sinh|ngày sinh",
    Sign.PAPER: (
        "cấp ngày|quyết định|quyết định số|nghị định|thông tư|giấy phép|hợp đồng số|công văn|ban hành|có hiệu lực"
        "|ký ngày|biên bản số|truy nã số|luật|giấy hẹn|hẹn gặp|hẹn làm việc|hẹn trả"
    ),
    Sign.BACKGROUND: "từng|trước đây|hồi trước|tiền án|tiền sự|hồi đó|hồi xưa|trước kia",
    Sign.HAPPENED: (
        "xảy ra|trước đó|điều tra ban đầu|thông tin ban đầu|theo điều tra|sự việc|vụ việc|bất ngờ|cụ thể|diễn ra"
        "|nảy sinh|theo thông tin|theo trình bày|theo báo cáo|theo phản ánh|qua tìm hiểu|qua xác minh|theo đó|vụ cháy"
        "|vụ án"
    ),
    Sign.DURING: "suốt|trong vòng|kéo dài|hết|cả|mất|chờ|đợi|tốn|trong suốt",
    Sign.PEOPLE: "tụi|bọn|chúng|nó|hắn|tụi nó|bọn nó|chúng nó",
    Sign.OTHER: (
        "cửa hàng|bán hàng|giao hàng|nhà hàng|ngân hàng|khách hàng|mặt hàng|chở hàng|mua hàng|đặt hàng|kho hàng"
        "|hàng xóm|đơn hàng|lấy hàng|nhận hàng|học sinh|vệ sinh|sinh viên|sinh sống|hiện nay|ngày nay|xưa nay"
        "|xung quanh|cùng nhau|đồng ý|chiều cao|chiều dài|chiều rộng|chiều ngang|chiều sâu|ngược chiều|một chiều"
        "|hai chiều|cùng chiều|trái chiều|đường tối|trời tối|chợ đêm|ca đêm|trực đêm|bảo vệ đêm|tối đa|tối thiểu|tối om"
        "|đi qua|chạy qua|vượt qua|băng qua|ngang qua|bước qua|trải qua|sáng kiến|sáng tạo|ánh sáng|chiếu sáng|bóng tối"
        "|đèn sáng|thắp sáng|sáng choang|tối tăm|hôm bữa|bữa hổm|hôm nọ|bữa nọ|hổm"
        "|mới đây|lâu rồi|bao giờ|mấy giờ|mấy h|giờ giấc"
        "|thứ nhất|năm mươi phần trăm|sau này|phía trước|đằng trước|phía sau"
        "|đằng sau|sau lưng|sau nhà|sau trường|quá giờ|hết giờ|đúng giờ|đi làm|công chúng|gần nhà|gần trường"
        "|gần chợ|gần cầu|ở đâu|đi đâu|từ đâu|đâu có|đâu rồi|trưa trật"
        "|trong nhà|trong xóm|hiện tại|hiện giờ|lúc này|lúc đó|khi đó|ngày xưa|sau đó|sau khi|trước khi"
        "|mai mốt|mai mot|ban sang|khi toi|luc toi|sau do|truoc khi|hien nay|hom bua|bua hom|hom no|nguoc chieu"
        "|cua hang|hang xom|hoc sinh|ban hang|nha hang|ngan hang|giao hang|bao gio|may gio|hien tai"
    ),
}
"""Phrases by sign; those of `OTHER` hide a word of time that is none in them, and count only as they are typed here."""

ONES = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
BOUND = frozenset(
    {
        *VALUED, Sign.HOUR, Sign.MINUTE, Sign.HOURS, Sign.HALF_PAST, Sign.HALF_OF, Sign.LESS, Sign.DAY, Sign.SOME_DAY,
        Sign.WEEK, Sign.MONTH, Sign.EARLY_DAY, Sign.FULL_MOON, Sign.LEAP, Sign.AGO, Sign.A_WHILE_AGO,
        Sign.SPELT,
    }
)  # fmt: skip
"""Signs that only mean something beside others, so that a word with half its marks does no harm: "tuân truoc"."""

LAST_DIGITS = {1: ("một", "mốt"), 4: ("bốn", "tư"), 5: ("lăm", "nhăm", "năm"), 7: ("bảy", "bẩy")}
"""Digits that sound otherwise behind a ten, with their own names."""

NAMED_UP_TO = 59
"""Minutes and hours go no further."""


def numbers() -> dict[str, int]:
    """Return the numbers in words, with their short forms; "năm" alone may be a year, and is left out."""
    found = {word: number for number, word in enumerate(ONES, 1) if word != "năm"} | {"bẩy": 7, "mười": 10}
    for number in range(11, NAMED_UP_TO + 1):
        tens, ones = divmod(number, 10)
        ten = "mười" if tens == 1 else f"{ONES[tens - 1]} mươi"
        if not ones:
            found[ten] = number
            continue
        for digit in LAST_DIGITS.get(ones, (ONES[ones - 1],)):
            found[f"{ten} {digit}"] = number
            if tens == 2:  # noqa: PLR2004 - "hăm" is a short twenty
                found[f"hăm {digit}"] = number
            if tens > 1 and digit not in ONES:
                # "hai mốt" leaves the ten out, which only sounds like one number with these digits.
                found[f"{ONES[tens - 1]} {digit}"] = number
    return found
