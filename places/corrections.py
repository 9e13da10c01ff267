"""What the package of names gets wrong or does not know yet, each with its source."""

from datetime import date

IN_FORCE = date(2025, 7, 1)
"""The two-level organisation: 34 provinces, 3,321 communes, no districts (Nghị quyết 202/2025/QH15)."""

DONG_NAI_A_CITY = date(2026, 4, 30)
"""Nghị quyết 30/2026/QH16 (Đồng Nai is a city) and 237/NQ-UBTVQH16 (ten of its communes are wards), same day."""

DONG_NAI = "75"

WARDS_SINCE_2026 = frozenset(
    {
        "25270",  # Lộc Ninh
        "25357",  # Tân Khai
        "25363",  # Đồng Phú
        "26116",  # Tân Phú
        "26170",  # Trị An
        "26248",  # Trảng Bom
        "26326",  # Dầu Giây
        "26368",  # Long Thành
        "26425",  # Xuân Lộc
        "26485",  # Nhơn Trạch
    }
)
"""Communes of Đồng Nai that became wards on 30 April 2026 under their old codes and names (237/NQ-UBTVQH16)."""

ALIASES = {"06970": "06978"}
"""Codes in use for the same commune: xã Ba Chẽ (Quảng Ninh) is 06978 in the General Statistics Office's list."""

WRONG_CENTRES = frozenset(
    {
        "04033",  # Vân Sơn
        "04714",  # Yên Bình (Lào Cai), given as another one's
        "04924",  # Lương Sơn, exchanged with Sơn Lương
        "06172",  # Hoàng Văn Thụ
        "06652",  # Hà Tu
        "06685",  # Hồng Gai
        "06688",  # Hạ Long
        "06757",  # Vĩnh Thực
        "06967",  # Cái Chiên
        "08296",  # Sơn Lương
        "10999",  # Gia Lộc, exchanged with Gia Phúc
        "11050",  # Gia Phúc
        "14161",  # Giao Minh
        "19051",  # Tân Gianh
        "22411",  # Bắc Cam Ranh
        "28439",  # Cai Lậy
        "28615",  # Lương Hòa Lạc, exchanged with Thanh Bình
        "29983",  # Long Khánh
        "30130",  # Thanh Bình
        "30781",  # Tiên Hải
        "30811",  # Sơn Hải
    }
)
"""Communes whose centre in the package lies outside of them by 1.5 to 100 km (compared with their polygons in the
2026 data of thanglequoc/vietnamese-provinces-database). The middle of the old wards they were formed of stands in."""

ARCHIPELAGOS = {"20333": 60.0, "22736": 160.0}
"""Radius in km around the middles of Hoàng Sa and Trường Sa within which the sea between their islands is meant; the
package gives the area of the land only."""
