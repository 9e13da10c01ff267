"""What keyboards, haste and habit do to Vietnamese: each function spoils a text or a name the way people do."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from random import Random

from domain import reading

Spoil = Callable[[Random, str], str]
"""Takes chance and a text, returns the text spoilt; unchanged where it has nothing to spoil."""


def pairs(text: str) -> dict[str, str]:
    """Return "a:b c:d" as a mapping."""
    return dict(pair.split(":") for pair in text.split())


HOOK_ABOVE, TILDE = "\u0309", "\u0303"
TELEX_TONES = {"\u0301": "s", "\u0300": "f", HOOK_ABOVE: "r", TILDE: "x", "\u0323": "j"}
"""The keys of Telex by combining mark."""

VNI_TONES = {"\u0301": "1", "\u0300": "2", HOOK_ABOVE: "3", TILDE: "4", "\u0323": "5"}
VNI_HATS = {"\u0302": "6", "\u031b": "7", "\u0306": "8"}
CIRCUMFLEX = "\u0302"

NEIGHBOURS = pairs(
    "a:sq b:vn c:xv d:sf e:wr g:fh h:gj i:uo k:jl l:k m:n n:bm o:ip p:o q:wa r:et s:ad t:ry u:yi v:cb x:zc"
)
"""Keys beside each key."""

LATE_TONES = pairs("òa:oà óa:oá ỏa:oả õa:oã ọa:oạ òe:oè óe:oé ỏe:oẻ õe:oẽ ọe:oẹ ùy:uỳ úy:uý ủy:uỷ ũy:uỹ ụy:uỵ")
"""Both placements of the tone mark, the earlier one first."""

I_FOR_Y = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")
ENDS_IN_Y = re.compile(r"(?<=[bcdđghklmnprstvxq])(u?)([yỳýỷỹỵ])(?!\w)", re.IGNORECASE)
"""A y that is as often written i: Mỹ, Quỳ, Lý; not the one of Thủy or Tây."""

SAME_SOUNDS = (
    ("s", "x"),
    ("x", "s"),
    ("tr", "ch"),
    ("ch", "tr"),
    ("gi", "d"),
    ("d", "gi"),
    ("v", "d"),
    ("n", "l"),
    ("l", "n"),
    ("ngh", "ng"),
    ("gh", "g"),
    ("k", "c"),
)
"""Beginnings that sound alike somewhere in the country."""

SAME_ENDS = (("ng", "n"), ("n", "ng"), ("t", "c"), ("c", "t"), ("nh", "n"))
"""Ends that sound alike in the South."""

HIGHLAND_SPELLINGS = (
    ("Đắk", ("Đăk", "Đắc", "Dak", "Đak", "Đăc")),
    ("Đăk", ("Đắk", "Đắc", "Dak", "Đak")),
    ("Lắk", ("Lăk", "Lắc", "Lak")),
    ("Ea", ("Êa", "Ia", "E a")),
    ("Ia", ("Ya", "Ea", "I a")),
    ("Krông", ("Krong", "Crông", "K'rông", "Krôg")),
    ("Chư", ("Chu", "Cư", "Trư")),
    ("Cư", ("Chư", "Cu")),
    ("Kon", ("Con", "Kom", "Kôn")),
    ("Buôn", ("Buon", "Bôn")),
    ("Đạ", ("Đa", "Đà", "Dạ")),
)
"""Words in the names of the Central Highlands, and how else people write them."""

TEEN_LETTERS = (("Ph", "F"), ("Gi", "J"), ("Qu", "W"), ("D", "Z"), ("ph", "f"))
TEENCODE = (
    ("không", "ko"),
    ("phường", "fường"),
    ("phố", "fố"),
    ("gì", "j"),
    ("quá", "wá"),
    ("được", "dc"),
    ("người", "ng"),
    ("biết", "bik"),
    ("nhiều", "nhìu"),
    ("rồi", "r"),
    ("với", "vs"),
    ("mình", "mk"),
    ("tôi", "t"),
    ("công an", "ca"),
    ("trước", "trc"),
    ("giờ", "h"),
    ("đường", "đg"),
    ("bây giờ", "bh"),
)
"""Young people's short forms."""

MISREAD = (
    ("l", "1"),
    ("l", "I"),
    ("i", "l"),
    ("o", "0"),
    ("O", "0"),
    ("m", "rn"),
    ("đ", "d"),
    ("ă", "ã"),
    ("ư", "u"),
    ("ơ", "o"),
    ("B", "8"),
    ("S", "5"),
    ("ê", "e"),
    (" ", ""),
    (", ", "."),
)
"""What a camera takes for something else."""

UP_TO_TWENTY = (
    "không|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười một|mười hai|mười ba|mười bốn|mười lăm|mười sáu|mười bảy|"
    "mười tám|mười chín|hai mươi"
)
TWENTIES = "hai mốt|hai hai|hai ba|hai tư|hai lăm|hai sáu|hai bảy|hai tám|hai chín"
NUMBERS = tuple(f"{UP_TO_TWENTY}|{TWENTIES}".split("|"))
"""Numbers of wards and districts as they are said."""

SHORTEST_WITH_A_SLIP = 4
"""Letters; in a shorter name nobody would find a slip."""


def chance(rng: Random, share: float) -> bool:
    """Return True in this share of all cases."""
    return rng.random() < share


def without_marks(_: Random, text: str) -> str:
    """Return the text as typed without tone marks."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def in_small_letters(_: Random, text: str) -> str:
    """Return the text as typed with one thumb."""
    return text.lower()


def typed_plainly(rng: Random, text: str) -> str:
    """Return the text without tone marks, mostly in small letters."""
    plain = without_marks(rng, text)
    return plain.lower() if chance(rng, 0.8) else plain


def in_capitals(_: Random, text: str) -> str:
    """Return the text in capitals, as on forms."""
    return text.upper()


def in_odd_case(rng: Random, text: str) -> str:
    """Return the text with its words in any case."""
    changes: tuple[Callable[[str], str], ...] = (str.lower, str.upper, str.swapcase, str.title, str)
    return " ".join(rng.choice(changes)(word) for word in text.split(" "))


def as_heard(_: Random, text: str) -> str:
    """Return the text as a phone writes down speech: small letters, nothing between the words."""
    return " ".join(re.sub(r"[.,;:!?()\"'–-]", " ", text).lower().split())


def with_some_marks(rng: Random, text: str) -> str:
    """Return the text with about half of its words without marks."""
    return " ".join(without_marks(rng, word) if chance(rng, 0.55) else word for word in text.split(" "))


def decomposed(_: Random, text: str) -> str:
    """Return the text in NFD, as some phones send it."""
    return unicodedata.normalize("NFD", text)


def with_late_tones(_: Random, text: str) -> str:
    """Return the text with tone marks on the other vowel: Hoà for Hòa."""
    for early, late in LATE_TONES.items():
        text = re.sub(rf"(?<!q){early}(?!\w)", late, text)
    return text


def with_i_for_y(_: Random, text: str) -> str:
    """Return the text with i for y: Mĩ for Mỹ, Qui for Quy."""
    return ENDS_IN_Y.sub(_with_i, text)


def _with_i(found: re.Match[str]) -> str:
    is_vowel_before = found[1] and found.string[found.start() - 1].lower() != "q"
    return found[0] if is_vowel_before else found[1] + found[2].translate(I_FOR_Y)


def in_other_highland_spelling(rng: Random, name: str) -> str:
    """Return a name of the Central Highlands as somebody else would write it."""
    for word, others in HIGHLAND_SPELLINGS:
        spelt = re.sub(rf"(?<!\w){word}(?!\w)", rng.choice(others), name, count=1)
        if spelt != name:
            return spelt
    return name


def _typed(text: str, tones: dict[str, str], letter: Callable[[str, str], str]) -> str:
    """Return the keys that type a text, each word's tone after its last letter."""
    return re.sub(r"[^\W\d_]+", lambda found: _typed_word(found[0], tones, letter), unicodedata.normalize("NFC", text))


def _typed_word(word: str, tones: dict[str, str], letter: Callable[[str, str], str]) -> str:
    keys = tail = ""
    for written in word:
        parts = unicodedata.normalize("NFD", written)
        tail += "".join(tones[mark] for mark in parts if mark in tones)
        keys += letter(parts[0], "".join(mark for mark in parts[1:] if mark not in tones))
    return keys + tail


def _telex_letter(base: str, hat: str) -> str:
    if base in "đĐ":
        return "dd" if base == "đ" else "Dd"
    if not hat:
        return base
    return base + (base.lower() if hat == CIRCUMFLEX else "w")


def _vni_letter(base: str, hat: str) -> str:
    if base in "đĐ":
        return "d9" if base == "đ" else "D9"
    return base + VNI_HATS.get(hat, "")


def in_telex(_: Random, text: str) -> str:
    """Return the keys of Telex, as left when the input method was off."""
    return _typed(text, TELEX_TONES, _telex_letter)


def in_vni(_: Random, text: str) -> str:
    """Return the keys of VNI: "phu7o7ng2"."""
    return _typed(text, VNI_TONES, _vni_letter)


def partly_in_telex(rng: Random, text: str) -> str:
    """Return the text with a third of its words as keys of Telex."""
    return " ".join(in_telex(rng, word) if chance(rng, 0.35) else word for word in text.split(" "))


def partly_in_vni(rng: Random, text: str) -> str:
    """Return the text with a third of its words as keys of VNI."""
    return " ".join(in_vni(rng, word) if chance(rng, 0.35) else word for word in text.split(" "))


def with_a_slip(rng: Random, name: str) -> str:
    """Return the name with one slip of the finger: two letters swapped, one left out, doubled or hit beside."""
    places = [place for place, letter in enumerate(name) if letter.isalpha()]
    if len(places) < SHORTEST_WITH_A_SLIP:
        return name
    place = rng.choice(places[1:])
    before, letter, after = name[:place], name[place], name[place + 1 :]
    match rng.randrange(4):
        case 0 if after[:1].isalpha():
            return before + after[0] + letter + after[1:]
        case 1:
            return before + after
        case 2:
            return before + letter * 2 + after
    return before + rng.choice(NEIGHBOURS.get(reading.plain(letter), "e")) + after


def with_another_sound(rng: Random, name: str) -> str:
    """Return the name with one sound as a region speaks it: s/x, tr/ch, d/gi, n/l, -ng/-n, -t/-c."""
    words = name.split(" ")
    changes = [(index, spelt) for index, word in enumerate(words) for spelt in _sounding_like(word)]
    if not changes:
        return name
    index, spelt = rng.choice(changes)
    return " ".join([*words[:index], spelt, *words[index + 1 :]])


def _sounding_like(word: str) -> list[str]:
    """Return other spellings of a word's beginning or end."""
    low = word.lower()
    starts = [
        other + low[len(sound) :]
        for sound, other in SAME_SOUNDS
        if low.startswith(sound) and not low.startswith(sound + "h") and len(low) > len(sound)
    ]
    ends = [low.removesuffix(end) + other for end, other in SAME_ENDS if low.endswith(end) and low != end]
    return [spelt.capitalize() if word[:1].isupper() else spelt for spelt in starts + ends]


def with_the_other_tone(rng: Random, name: str) -> str:
    """Return the name with hỏi for ngã or ngã for hỏi: Mỷ for Mỹ."""
    return _with_mark(rng, name, {HOOK_ABOVE: (TILDE,), TILDE: (HOOK_ABOVE,)})


def with_a_wrong_tone(rng: Random, name: str) -> str:
    """Return the name with one tone mark changed or lost."""
    others = {tone: ("", *(other for other in TELEX_TONES if other != tone)) for tone in TELEX_TONES}
    return _with_mark(rng, name, others)


def _with_mark(rng: Random, name: str, others: Mapping[str, Sequence[str]]) -> str:
    """Return the name with one of its marks replaced by one of the others."""
    letters = unicodedata.normalize("NFD", name)
    places = [place for place, letter in enumerate(letters) if letter in others]
    if not places:
        return name
    place = rng.choice(places)
    changed = letters[:place] + rng.choice(others[letters[place]]) + letters[place + 1 :]
    return unicodedata.normalize("NFC", changed)


def in_teencode(rng: Random, text: str) -> str:
    """Return the text with young people's short forms."""
    for word, short in TEENCODE:
        if chance(rng, 0.8):
            text = re.sub(rf"(?<!\w){word}(?!\w)", short, text, flags=re.IGNORECASE)
    return text


def with_teen_letters(_: Random, name: str) -> str:
    """Return the name with f for ph, j for gi, w for qu, z for d, once."""
    for sound, short in TEEN_LETTERS:
        if sound in name:
            return name.replace(sound, short, 1)
    return name


def misread(rng: Random, text: str) -> str:
    """Return the text as read from a photo: two or three letters taken for others."""
    for _ in range(rng.randint(2, 3)):
        seen, read = rng.choice(MISREAD)
        places = [place for place in range(len(text)) if text.startswith(seen, place)]
        if places:
            place = rng.choice(places)
            text = text[:place] + read + text[place + len(seen) :]
    return text


def with_numbers_in_words(_: Random, name: str) -> str:
    """Return the name in words where it is a number under thirty."""
    return NUMBERS[int(name)] if name.isdigit() and int(name) < len(NUMBERS) else name


def with_wide_gaps(rng: Random, text: str) -> str:
    """Return the text with spaces doubled, and some before or missing after commas."""
    text = "".join(rng.choice(("  ", " ", "   ")) if letter == " " else letter for letter in text)
    return text.replace(",", rng.choice((" ,", ",", " , ")))


def on_several_lines(rng: Random, text: str) -> str:
    """Return the text with its parts on lines of their own."""
    return text.replace(", ", rng.choice(("\n", ",\n", "\n- ")))


def without_spaces(_: Random, text: str) -> str:
    """Return the text with its words run together."""
    return text.replace(" ", "")
