"""How a unit's name becomes a key, and the words that say which kind of unit a name is."""

import re
from enum import StrEnum

from domain import reading


class Kind(StrEnum):
    """Kinds of units, those of before July 2025 included; the values are what people read."""

    WARD = "phường"
    RURAL = "xã"
    TOWN = "thị trấn"
    ZONE = "đặc khu"
    URBAN_DISTRICT = "quận"
    RURAL_DISTRICT = "huyện"
    DISTRICT_TOWN = "thị xã"
    CITY = "thành phố"
    PROVINCE = "tỉnh"

    # An enum's own hash is many times slower, and kinds are looked for in sets all the time.
    __hash__ = str.__hash__


KINDS_BY_LENGTH = sorted(Kind, key=len, reverse=True)

MARKERS: dict[str, frozenset[Kind]] = {
    "phuong": frozenset({Kind.WARD}),
    "phuongg": frozenset({Kind.WARD}),
    "fuong": frozenset({Kind.WARD}),
    "p": frozenset({Kind.WARD}),
    "ph": frozenset({Kind.WARD}),
    "f": frozenset({Kind.WARD}),
    "phg": frozenset({Kind.WARD}),
    "phuog": frozenset({Kind.WARD}),
    "phuuong": frozenset({Kind.WARD}),
    "phuowng": frozenset({Kind.WARD}),
    "xa": frozenset({Kind.RURAL}),
    "x": frozenset({Kind.RURAL}),
    "thitran": frozenset({Kind.TOWN}),
    "ttr": frozenset({Kind.TOWN}),
    "tt": frozenset({Kind.TOWN}),
    "dackhu": frozenset({Kind.ZONE}),
    "dk": frozenset({Kind.ZONE}),
    "quan": frozenset({Kind.URBAN_DISTRICT}),
    "q": frozenset({Kind.URBAN_DISTRICT}),
    "huien": frozenset({Kind.RURAL_DISTRICT}),
    "h": frozenset({Kind.RURAL_DISTRICT}),
    "thixa": frozenset({Kind.DISTRICT_TOWN}),
    "tx": frozenset({Kind.DISTRICT_TOWN}),
    "thanhpho": frozenset({Kind.CITY}),
    "tp": frozenset({Kind.CITY}),
    "tinh": frozenset({Kind.PROVINCE}),
    "t": frozenset({Kind.PROVINCE}),
}
"""Words that announce a unit's name, by key."""

MISSPELT_WARD = frozenset({"phuong", "phung", "phuuong", "phuog", "phuon", "phuogn", "puong", "phong", "phuowng"})
"""What may stand for "phường" a second time: "Phường Phưường 3"."""

COMMUNE_KINDS = frozenset({Kind.WARD, Kind.RURAL, Kind.TOWN, Kind.ZONE})
DISTRICT_KINDS = frozenset({Kind.URBAN_DISTRICT, Kind.RURAL_DISTRICT, Kind.DISTRICT_TOWN, Kind.CITY, Kind.ZONE})
PROVINCE_KINDS = frozenset({Kind.CITY, Kind.PROVINCE})

PROVINCE_SHORT_FORMS = {
    "bariavungtau": ("brvt", "vungtau", "baria", "bariavt"),
    "hochiminh": ("hcm", "tphcm", "tphochiminh", "saigon", "sg", "hcmc", "tpsg"),
    "hanoi": ("hn", "tphn"),
    "danang": ("tpdn", "tpdanang"),
    "haiphong": ("tphp",),
    "cantho": ("tpct",),
    "thuathienhue": ("hue", "tthue", "tthuhue"),
    "hue": ("thuathienhue", "tthue", "thuathien", "tphue"),
    "daklak": ("daclac", "daclak", "darlac"),
    "daknong": ("dacnong",),
    "quangninh": ("qninh",),
    "quangnam": ("qnam",),
    "thanhhoa": ("thoa",),
}
"""How people shorten provinces' names; keys and values are name keys."""


NO_LETTER = re.compile(r"[\W_]+")
"""What is neither letter nor digit."""


def key(name: str) -> str:
    """Return what a name is found under: plain letters and digits only, with i for y ("Quy Nhơn", "Qui Nhơn")."""
    return NO_LETTER.sub("", reading.plain(name)).replace("y", "i")


def marked(name: str) -> str:
    """Return the key with its tone marks, letter for letter beside `key`."""
    return unmarked_y(NO_LETTER.sub("", reading.fold(name)))


def unmarked_y(folded: str) -> str:
    """Return folded letters with i for y, each with its tone."""
    return folded.translate(_Y_AS_I)


_Y_AS_I = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")


def split_kind(full_name: str) -> tuple[Kind, str]:
    """Return the kind and the bare name of "Phường Mỹ Thượng". Raises ValueError where no kind leads."""
    folded = reading.fold(full_name)
    for kind in KINDS_BY_LENGTH:
        if folded.startswith(f"{kind} "):
            return kind, full_name.strip()[len(kind) :].strip()
    raise ValueError(f"no kind of unit in {full_name!r}")
