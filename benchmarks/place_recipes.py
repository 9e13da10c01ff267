"""The variants of generated texts: each recipe says what is named, how it is written, and what spoils it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from benchmarks import place_spoiling as spoil
from benchmarks import place_units as units
from benchmarks import place_words as words
from benchmarks.place_units import Naming


class Style(StrEnum):
    """How the kinds of units are written."""

    FULL = "Phường Mỹ Thượng"
    SHORT = "P. Mỹ Thượng"
    BARE = "Mỹ Thượng"
    WARD_ONLY = "Phường Mỹ Thượng, Huế"
    WRONG = "Xã Mỹ Thượng, where it is a phường"


class Part(StrEnum):
    """Parts of an address."""

    LANDMARK = "landmark"
    WARD = "ward"
    DISTRICT = "district"
    PROVINCE = "province"


class Marks(StrEnum):
    """Whether the text keeps its tone marks."""

    KEPT = "kept"
    SOMETIMES = "kept in two texts of three"
    LOST = "lost or unsure"


class Provinces(StrEnum):
    """Which province an old address names."""

    OF_ITS_TIME = "the old one"
    TODAYS = "today's"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Damage:
    """What happens to names, and to which parts' names."""

    spoils: spoil.Spoil
    parts: frozenset[Part]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How texts of a variant are made.

    Attributes:
        naming: Whose names.
        style: How kinds are written.
        leaves_out: Parts that are not said.
        provinces: Which province an old address names.
        takes: Which units it is made for.
        ward_forms: Patterns for the ward, other than its kind and name.
        landmarks: Lists of patterns, one of which each landmark is drawn from.
        separators: Between the parts.
        tails: After the address.
        order: The parts in order.
        misspelt: Names that get a mistake; a text is given up where the mistake makes another unit of it.
        rewritten: Names that are written differently, but remain themselves.
        frames: Sentences around the address; none for the bare address.
        marks: Whether tone marks are kept.
        finish: What happens to the whole text.
        is_hinted: Whether the province is known from elsewhere.
        is_undecidable: Whether no commune can be told from it.
    """

    naming: Naming
    style: Style = Style.FULL
    leaves_out: frozenset[Part] = frozenset()
    provinces: Provinces = Provinces.OF_ITS_TIME
    takes: units.UnitTest = units.any_unit
    ward_forms: Sequence[str] = ()
    landmarks: tuple[Sequence[str], ...] = (words.NAMED, words.NEUTRAL)
    separators: tuple[str, ...] = (", ", ", ", " - ", ",", " ")
    tails: tuple[str, ...] = ("",)
    order: tuple[Part, ...] = (Part.LANDMARK, Part.WARD, Part.DISTRICT, Part.PROVINCE)
    misspelt: Damage | None = None
    rewritten: Damage | None = None
    frames: Sequence[str] = ()
    marks: Marks = Marks.SOMETIMES
    finish: tuple[spoil.Spoil, ...] = ()
    is_hinted: bool = False
    is_undecidable: bool = False


@dataclass(frozen=True, slots=True)
class NoPlace:
    """Texts that name no unit at all; each comes with and without tone marks.

    Attributes:
        texts: Patterns of whole texts.
        landmarks: Patterns for their {place}.
    """

    texts: Sequence[str]
    landmarks: Sequence[str] = words.NEUTRAL


CURRENT, OLD, OLDER = Naming.CURRENT, Naming.OLD, Naming.OLDER
COMMA = (", ",)
ONLY_WARD = frozenset({Part.DISTRICT, Part.PROVINCE})
ONLY_PROVINCE = frozenset({Part.WARD, Part.DISTRICT})
NO_LANDMARK = frozenset({Part.LANDMARK})
NO_WARD = frozenset({Part.WARD})
NO_DISTRICT = frozenset({Part.DISTRICT})
NO_PROVINCE = frozenset({Part.PROVINCE})
WARD, DISTRICT, PROVINCE = frozenset({Part.WARD}), frozenset({Part.DISTRICT}), frozenset({Part.PROVINCE})
NAMES = WARD | DISTRICT | PROVINCE
LARGE_FIRST = (Part.PROVINCE, Part.DISTRICT, Part.WARD, Part.LANDMARK)
WARD_FIRST = (Part.WARD, Part.DISTRICT, Part.PROVINCE, Part.LANDMARK)
LANDMARK_INSIDE = (Part.WARD, Part.LANDMARK, Part.DISTRICT, Part.PROVINCE)
TYPED_PLAIN = (spoil.without_marks, spoil.in_small_letters)
SLIP = Damage(spoil.with_a_slip, WARD)
SOUND = Damage(spoil.with_another_sound, WARD)
GLUED = Damage(spoil.without_spaces, NAMES)
WARD_NUMBERS = ("P.{n}", "P{n}", "p{n}", "p {n}", "phường {n}", "F{n}", "f {n}", "F.{n}", "P. {n}", "Phường {n}")
WARD_OF_A_DISTRICT = ("{ward} ({district} cũ)", "{ward} (trước thuộc {district})", "{ward} cũ ({district})")
QUOTED = ("({ward})", "[{ward}]", '"{ward}"', "'{ward}'", "({ward}")

PLAIN: Mapping[str, Recipe] = {
    "cur_full": Recipe(CURRENT, marks=Marks.KEPT),
    "cur_abbr": Recipe(CURRENT, Style.SHORT),
    "cur_nodia": Recipe(CURRENT, marks=Marks.LOST, finish=TYPED_PLAIN),
    "cur_noprov_hint": Recipe(CURRENT, leaves_out=NO_PROVINCE, is_hinted=True),
    "cur_no_landmark": Recipe(CURRENT, leaves_out=NO_LANDMARK, tails=("", ".", ", Việt Nam", ", VN")),
    "cur_zone": Recipe(CURRENT, takes=units.is_zone),
    "old_full": Recipe(OLD, marks=Marks.KEPT),
    "old_abbr": Recipe(OLD, Style.SHORT),
    "old_nodia": Recipe(OLD, marks=Marks.LOST, finish=TYPED_PLAIN),
    "old_nodist": Recipe(OLD, leaves_out=NO_DISTRICT, takes=units.is_named),
    "old_noprov": Recipe(OLD, leaves_out=NO_PROVINCE),
    "old_newprov": Recipe(OLD, provinces=Provinces.TODAYS),
    "old_split": Recipe(OLD, takes=units.is_split),
    "osm_addr_mixed": Recipe(
        OLD, Style.WARD_ONLY, landmarks=(words.NUMBERED,), separators=COMMA, tails=("", ", Việt Nam", ", 700000")
    ),
    "tone_moved": Recipe(
        CURRENT, takes=units.has_movable_tone, rewritten=Damage(spoil.with_late_tones, NAMES), marks=Marks.KEPT
    ),
    "i_for_y": Recipe(CURRENT, takes=units.has_y, rewritten=Damage(spoil.with_i_for_y, NAMES)),
    "decomposed": Recipe(CURRENT, marks=Marks.KEPT, finish=(spoil.decomposed,)),
    "capitals": Recipe(OLD, finish=(spoil.in_capitals,), separators=COMMA),
    "odd_case": Recipe(CURRENT, finish=(spoil.in_odd_case,)),
    "wide_gaps": Recipe(OLD, separators=COMMA, finish=(spoil.with_wide_gaps,)),
    "lines": Recipe(OLD, separators=COMMA, finish=(spoil.on_several_lines,)),
    "hyphens": Recipe(OLD, separators=("-", " – ", "_", " — ")),
    "slashes": Recipe(OLD, separators=("/", " / ", " | ", "; ")),
    "brackets": Recipe(CURRENT, ward_forms=QUOTED),
    "number": Recipe(OLD, Style.SHORT, takes=units.is_numbered, ward_forms=WARD_NUMBERS),
    "number_nodia": Recipe(OLD, takes=units.is_numbered, ward_forms=WARD_NUMBERS, marks=Marks.LOST, finish=TYPED_PLAIN),
    "sent_cur": Recipe(CURRENT, frames=words.FRAMES, separators=COMMA),
    "sent_cur_nodia": Recipe(CURRENT, frames=words.FRAMES, separators=COMMA, marks=Marks.LOST, finish=TYPED_PLAIN),
    "sent_cur_hint": Recipe(CURRENT, leaves_out=NO_PROVINCE, frames=words.FRAMES, separators=COMMA, is_hinted=True),
    "sent_cur_no_landmark": Recipe(CURRENT, Style.WARD_ONLY, leaves_out=NO_LANDMARK, frames=words.FRAMES),
    "sent_old": Recipe(OLD, frames=words.FRAMES, separators=COMMA),
    "sent_old_abbr": Recipe(OLD, Style.SHORT, frames=words.FRAMES, separators=COMMA),
    "sent_old_nodia": Recipe(OLD, frames=words.FRAMES, marks=Marks.LOST, finish=TYPED_PLAIN),
}
"""Variants that an address reader may be expected to read."""

HARD: Mapping[str, Recipe] = {
    "cur_bare": Recipe(CURRENT, Style.BARE),
    "cur_bare_hint": Recipe(CURRENT, Style.BARE, leaves_out=NO_PROVINCE, is_hinted=True),
    "cur_noprov": Recipe(CURRENT, leaves_out=NO_PROVINCE),
    "cur_nickname": Recipe(CURRENT, Style.WARD_ONLY, takes=units.has_nickname),
    "cur_olddist": Recipe(Naming.CURRENT_IN_DISTRICT),
    "cur_olddist_noprov": Recipe(Naming.CURRENT_IN_DISTRICT, leaves_out=NO_PROVINCE),
    "cur_wrong_kind": Recipe(CURRENT, Style.WRONG),
    "cur_zone_bare": Recipe(CURRENT, Style.BARE, leaves_out=NO_PROVINCE, takes=units.is_zone),
    "old_bare": Recipe(OLD, Style.BARE),
    "old_both_provinces": Recipe(OLD, provinces=Provinces.BOTH),
    "old_in_brackets": Recipe(OLD, ward_forms=WARD_OF_A_DISTRICT, leaves_out=NO_DISTRICT, provinces=Provinces.TODAYS),
    "old_nickname": Recipe(OLD, Style.WARD_ONLY, takes=units.has_nickname),
    "old_noprov_abbr": Recipe(OLD, Style.SHORT, leaves_out=NO_PROVINCE),
    "old_ward_hint": Recipe(OLD, leaves_out=ONLY_WARD, takes=units.is_named, is_hinted=True),
    "old_wrong_kind": Recipe(OLD, Style.WRONG, takes=units.is_named),
    "former_district": Recipe(Naming.OLD_IN_FORMER_DISTRICT),
    "older_name": Recipe(OLDER),
    "older_name_sentence": Recipe(OLDER, frames=words.FRAMES, separators=COMMA),
    "typo": Recipe(CURRENT, misspelt=SLIP),
    "typo_old": Recipe(OLD, takes=units.is_named, misspelt=SLIP),
    "typo_district": Recipe(OLD, misspelt=Damage(spoil.with_a_slip, DISTRICT)),
    "typo_province": Recipe(CURRENT, misspelt=Damage(spoil.with_a_slip, PROVINCE)),
    "typo_twice": Recipe(OLD, takes=units.is_named, misspelt=Damage(spoil.with_a_slip, WARD | DISTRICT)),
    "tone_confused": Recipe(
        CURRENT, takes=units.has_confused_tone, misspelt=Damage(spoil.with_the_other_tone, WARD), marks=Marks.LOST
    ),
    "tone_wrong": Recipe(OLD, takes=units.is_named, misspelt=Damage(spoil.with_a_wrong_tone, WARD), marks=Marks.LOST),
    "regional": Recipe(CURRENT, misspelt=SOUND),
    "regional_old": Recipe(OLD, takes=units.is_named, misspelt=SOUND),
    "highland": Recipe(
        CURRENT,
        takes=units.has_highland_spelling,
        rewritten=Damage(spoil.in_other_highland_spelling, NAMES),
        marks=Marks.LOST,
    ),
    "highland_old": Recipe(
        OLD,
        takes=units.has_highland_spelling,
        rewritten=Damage(spoil.in_other_highland_spelling, NAMES),
        marks=Marks.LOST,
    ),
    "teencode": Recipe(
        CURRENT,
        rewritten=Damage(spoil.with_teen_letters, NAMES),
        frames=words.FRAMES,
        separators=COMMA,
        finish=(spoil.in_teencode, spoil.in_small_letters),
    ),
    "telex": Recipe(OLD, marks=Marks.LOST, finish=(spoil.in_telex,)),
    "telex_cur": Recipe(CURRENT, marks=Marks.LOST, finish=(spoil.in_telex, spoil.in_small_letters)),
    "telex_partly": Recipe(CURRENT, marks=Marks.LOST, finish=(spoil.partly_in_telex,), frames=words.FRAMES),
    "vni": Recipe(CURRENT, marks=Marks.LOST, finish=(spoil.in_vni,)),
    "vni_partly": Recipe(OLD, takes=units.is_named, marks=Marks.LOST, finish=(spoil.partly_in_vni,)),
    "partial_accent": Recipe(OLD, marks=Marks.LOST, finish=(spoil.with_some_marks,)),
    "misread": Recipe(OLD, separators=COMMA, finish=(spoil.misread,), marks=Marks.LOST),
    "no_commas": Recipe(OLD, Style.BARE, separators=(" ",)),
    "no_commas_cur": Recipe(CURRENT, Style.BARE, separators=(" ",)),
    "glued": Recipe(OLD, rewritten=GLUED),
    "glued_cur": Recipe(CURRENT, Style.SHORT, rewritten=GLUED),
    "glued_all": Recipe(
        CURRENT,
        marks=Marks.LOST,
        leaves_out=NO_LANDMARK,
        separators=(",", "", "."),
        finish=(spoil.without_spaces, *TYPED_PLAIN),
    ),
    "reorder": Recipe(OLD, order=LARGE_FIRST),
    "reorder_cur": Recipe(CURRENT, order=LARGE_FIRST),
    "reorder_ward_first": Recipe(CURRENT, order=WARD_FIRST),
    "reorder_inside": Recipe(OLD, order=LANDMARK_INSIDE, separators=COMMA),
    "hamlet": Recipe(CURRENT, landmarks=(words.HAMLETS,)),
    "hamlet_old": Recipe(OLD, landmarks=(words.HAMLETS,)),
    "hamlet_bare": Recipe(OLD, Style.BARE, landmarks=(words.HAMLETS,), separators=COMMA),
    "namesake": Recipe(CURRENT, landmarks=(words.NAMESAKES,)),
    "namesake_old": Recipe(OLD, landmarks=(words.NAMESAKES,)),
    "namesake_noprov": Recipe(OLD, landmarks=(words.NAMESAKES,), leaves_out=NO_PROVINCE, separators=COMMA),
    "own_name": Recipe(CURRENT, Style.BARE, landmarks=(words.OWN_NAME,), separators=COMMA),
    "osm_addr": Recipe(
        OLD, Style.BARE, landmarks=(words.NUMBERED,), separators=COMMA, tails=("", "", ", Việt Nam", " 550000")
    ),
    "number_noprov": Recipe(OLD, Style.SHORT, takes=units.is_numbered, ward_forms=WARD_NUMBERS, leaves_out=NO_PROVINCE),
    "spoken": Recipe(
        OLD,
        takes=units.is_numbered,
        ward_forms=("phường {spoken}",),
        rewritten=Damage(spoil.with_numbers_in_words, DISTRICT),
        separators=(" ",),
        finish=(spoil.in_small_letters,),
    ),
    "sent_spoken": Recipe(CURRENT, frames=words.FRAMES, separators=(" ",), finish=(spoil.as_heard,)),
    "sent_spoken_old": Recipe(OLD, frames=words.FRAMES, separators=(" ",), finish=(spoil.as_heard,)),
    "sent_cur_bare": Recipe(CURRENT, Style.BARE, frames=words.FRAMES, separators=COMMA),
    "sent_typo": Recipe(OLD, takes=units.is_named, frames=words.FRAMES, separators=COMMA, misspelt=SLIP),
    "sent_trap": Recipe(OLD, frames=words.TRAPS, separators=COMMA),
    "sent_trap_cur": Recipe(CURRENT, frames=words.TRAPS, separators=COMMA),
    "sent_trap_noprov": Recipe(OLD, frames=words.TRAPS, separators=COMMA, leaves_out=NO_PROVINCE),
    "two_places": Recipe(OLD, frames=words.TWO_PLACES, separators=COMMA),
    "two_places_cur": Recipe(CURRENT, frames=words.TWO_PLACES, separators=COMMA),
    "two_places_nodia": Recipe(
        CURRENT, frames=words.TWO_PLACES, separators=COMMA, marks=Marks.LOST, finish=TYPED_PLAIN
    ),
}
"""Variants in which something is misspelt, missing, or in the way."""

UNDECIDABLE: Mapping[str, Recipe] = {
    "district_only": Recipe(OLD, leaves_out=NO_WARD, landmarks=(words.NEUTRAL,)),
    "district_only_sentence": Recipe(
        OLD, leaves_out=NO_WARD, landmarks=(words.NEUTRAL,), frames=words.FRAMES, separators=COMMA
    ),
    "prov_only": Recipe(OLD, leaves_out=ONLY_PROVINCE, landmarks=(words.NEUTRAL,)),
    "prov_only_sentence": Recipe(
        CURRENT, leaves_out=NO_WARD, landmarks=(words.NEUTRAL,), frames=words.FRAMES, separators=COMMA
    ),
    "number_only": Recipe(
        OLD, takes=units.is_numbered, leaves_out=ONLY_WARD, landmarks=(words.NEUTRAL,), ward_forms=WARD_NUMBERS
    ),
}
"""Variants that name a unit, but no commune; `is_undecidable` is set where they are used."""

NO_PLACE: Mapping[str, NoPlace] = {
    "none": NoPlace(words.NOWHERE),
    "none_names": NoPlace(words.NAMELESS),
    "origin_only": NoPlace(words.ORIGINS),
    "street_only": NoPlace(words.FRAMES, (*words.NUMBERED, *words.STREETS_AND_SHOPS)),
}
"""Variants without a place."""

VARIANTS = (*PLAIN, *HARD, *UNDECIDABLE, *NO_PLACE)
"""The names of all variants, in the order of the rows."""
