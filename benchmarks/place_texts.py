"""Address texts with known communes, for all of the country: measured by `benchmarks.places`.

    python -m benchmarks.place_texts --split tune --per-variant 100 --seed 1 > tune.jsonl

Names come from the gazetteer, everything around them from `benchmarks.place_words`, and how they are put together from
`benchmarks.place_recipes`. The same seed gives the same texts. Communes are split in two halves by their code: "tune"
may be looked at while rules are written, "held-out" is only ever counted. The rows have the fields of the development
set, so that its scorer reads them.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from random import Random
from typing import Annotated, TypedDict

import typer

from benchmarks import place_spoiling as spoil
from benchmarks import place_words as words
from benchmarks.place_recipes import (
    HARD,
    NO_PLACE,
    PLAIN,
    UNDECIDABLE,
    VARIANTS,
    Damage,
    Marks,
    NoPlace,
    Part,
    Provinces,
    Recipe,
    Style,
)
from benchmarks.place_spoiling import chance
from benchmarks.place_units import Country, Naming, Said, Split, Unit, country, has_nickname, is_named, is_split
from places.names import Kind, key, marked

TRIES = 8
"""So many mistakes are tried before a name is given up, because each made another unit of it."""

KIND_FORMS: dict[Kind, tuple[str, ...]] = {
    Kind.WARD: ("P. ", "P.", "p ", "P ", "p.", "Ph. ", "ph.", "F.", "f "),
    Kind.RURAL: ("X. ", "X.", "x ", "x. ", "x."),
    Kind.TOWN: ("TT. ", "TT ", "tt ", "TT.", "tt. "),
    Kind.ZONE: ("ĐK ", "đk ", "ĐK. "),
    Kind.URBAN_DISTRICT: ("Q. ", "Q.", "q ", "q.", "Q "),
    Kind.RURAL_DISTRICT: ("H. ", "H.", "h ", "h.", "H "),
    Kind.DISTRICT_TOWN: ("TX. ", "TX ", "tx ", "Tx. ", "TX."),
    Kind.CITY: ("TP. ", "TP ", "tp ", "Tp. ", "TP.", "T.P ", "tp."),
    Kind.PROVINCE: ("T. ", "T.", "t ", "tỉnh "),
}
"""Short forms of kinds, each as it joins the name."""


class Row(TypedDict, total=False):
    """One labelled text, in the fields of the development set.

    `gold` holds every acceptable code, `primary` the one that decides the half. `ambiguous` says that another unit fits
    all that is written; an old ward that was split makes it so only in the variant of split wards, elsewhere any of its
    parts is right, as in the development set. `abstain_expected` says that no commune can be told from the text. `kind`
    is "plain" or "hard".
    """

    id: str
    variant: str
    kind: str
    text: str
    province_hint: str
    gold: list[str]
    primary: str
    province_code: str
    ambiguous: bool
    abstain_expected: bool


@dataclass(frozen=True)
class Writer:
    """Writes the texts of one variant."""

    country: Country
    recipe: Recipe
    rng: Random

    def row(self, unit: Unit) -> Row | None:
        """Return a text about the unit; None where no mistake leaves its name recognisable."""
        written = self._spoilt(unit)
        if written is None:
            return None
        recipe = self.recipe
        text = self._in_sentence(self._address(written), unit)
        is_plain = recipe.marks is Marks.SOMETIMES and chance(self.rng, 0.33)
        for change in (*((spoil.typed_plainly,) if is_plain else ()), *recipe.finish):
            text = change(self.rng, text)
        said = self._said(unit, keeps_marks=not is_plain and recipe.marks is not Marks.LOST)
        row = Row(text=text, gold=list(unit.codes), primary=unit.primary, province_code=unit.province_code)
        is_to_be_asked = recipe.is_undecidable or recipe.takes is is_split
        row["ambiguous"] = is_to_be_asked or self.country.is_ambiguous(said, unit)
        row["abstain_expected"] = recipe.is_undecidable
        if recipe.is_hinted:
            row["province_hint"] = unit.province_code
        return row

    def _spoilt(self, unit: Unit) -> Unit | None:
        """Return the unit with its names as they are written; None where that fails."""
        if self.recipe.style is Style.WRONG:
            return self._with_wrong_kind(unit)
        if self.recipe.misspelt:
            return self._misspelt(unit, self.recipe.misspelt)
        return self._rewritten(unit, self.recipe.rewritten) if self.recipe.rewritten else unit

    def _with_wrong_kind(self, unit: Unit) -> Unit | None:
        """Return the unit with another kind, as people who missed a change write it; None where all are taken."""
        taken = {fit.kind for fit in self.country.fits[key(unit.name)]}
        kinds = [kind for kind in (Kind.WARD, Kind.RURAL, Kind.TOWN) if kind is not unit.kind and kind not in taken]
        return replace(unit, kind=self.rng.choice(kinds)) if kinds else None

    def _rewritten(self, unit: Unit, damage: Damage) -> Unit:
        for part in sorted(damage.parts):
            unit = _renamed(unit, part, damage.spoils(self.rng, _name_of(unit, part)))
        return unit

    def _misspelt(self, unit: Unit, damage: Damage) -> Unit | None:
        """Return the unit with a mistake in each of the names; None where every mistake tried gives another unit."""
        written = unit
        for part in sorted(damage.parts):
            spelt = next(self._mistakes(unit, part, damage.spoils), None)
            if spelt is None:
                return None
            written = _renamed(written, part, spelt)
        return written

    def _mistakes(self, unit: Unit, part: Part, spoils: spoil.Spoil) -> Iterator[str]:
        """Yield misspelt names that are nobody else's."""
        name = _name_of(unit, part)
        for spelt in (spoils(self.rng, name) for _ in range(TRIES)):
            is_other = (
                self.country.is_taken(spelt, unit) if part is Part.WARD else self.country.is_district_or_province(spelt)
            )
            if spelt != name and not is_other:
                yield spelt

    def _address(self, unit: Unit) -> str:
        """Return the parts that are said, in their order."""
        recipe = self.recipe
        between = self.rng.choice(recipe.separators)
        said = [part for part in recipe.order if part not in recipe.leaves_out]
        parts = [self._part(unit, part) for part in said if part is not Part.DISTRICT or unit.district]
        return between.join(parts) + self.rng.choice(recipe.tails)

    def _part(self, unit: Unit, part: Part) -> str:
        match part:
            case Part.LANDMARK:
                return self._filled(self.rng.choice(self.rng.choice(self.recipe.landmarks)), unit)
            case Part.WARD:
                return self._ward(unit)
            case Part.DISTRICT:
                return self._kinded(unit.district_kind, unit.district_name)
            case Part.PROVINCE:
                return self._province(unit)

    def _ward(self, unit: Unit) -> str:
        """Return the ward as the recipe writes it."""
        if not self.recipe.ward_forms:
            return self._kinded(unit.kind, unit.name)
        return self.rng.choice(self.recipe.ward_forms).format(
            n=self.rng.choice((unit.name, unit.name.zfill(2))),
            spoken=spoil.with_numbers_in_words(self.rng, unit.name),
            ward=self._kinded(unit.kind, unit.name),
            district=self._kinded(unit.district_kind, unit.district_name),
        )

    def _kinded(self, kind: Kind, name: str) -> str:
        """Return the name with its kind in the recipe's style; a number never stands alone."""
        style = self.recipe.style
        is_commune = kind in {Kind.WARD, Kind.RURAL, Kind.TOWN, Kind.ZONE}
        is_bare = style is Style.BARE or (style is Style.WARD_ONLY and not is_commune)
        if is_bare and not name.isdigit():
            return name
        if style is Style.SHORT or (is_bare and chance(self.rng, 0.5)):
            return self.rng.choice(KIND_FORMS[kind]) + name
        word = kind.value if chance(self.rng, 0.4) else kind.value.capitalize()
        is_glued = self.recipe.rewritten is not None and self.recipe.rewritten.spoils is spoil.without_spaces
        return word + ("" if is_glued and chance(self.rng, 0.5) else " ") + name

    def _province(self, unit: Unit) -> str:
        """Return the province, or both, as the recipe writes it."""
        today = self.country.today(unit)
        match self.recipe.provinces:
            case Provinces.TODAYS:
                return self._kinded(today.kind, today.name)
            case Provinces.BOTH if today.name != unit.province:
                old = self.rng.choice(("{} cũ", "{} (cũ)", "tỉnh {} cũ", "{}")).format(unit.province)
                form = self.rng.choice(("{old}, nay là {new}", "{old} ({new})", "{old}, {new}", "{new} ({old})"))
                return form.format(old=old, new=self._kinded(today.kind, today.name))
        if self.recipe.takes is has_nickname:
            return self.rng.choice(words.PROVINCE_NICKNAMES[unit.province])
        if self.recipe.style is not Style.BARE and chance(self.rng, 0.5):
            return unit.province
        return self._kinded(unit.province_kind, unit.province)

    def _in_sentence(self, address: str, unit: Unit) -> str:
        frame = self.rng.choice(self.recipe.frames) if self.recipe.frames else "{place}"
        text = self._filled(frame, unit, place=address, other=self._other_address(unit))
        return f"{text} {self.rng.choice(words.EMOJIS)}" if chance(self.rng, 0.03) else text

    def _filled(self, pattern: str, unit: Unit, **more: str) -> str:
        """Return the pattern with names in it; other communes' are of other provinces."""
        elsewhere = self._elsewhere(unit)
        return filled(self.rng, pattern, commune=elsewhere.name, province=elsewhere.province, own=unit.name, **more)

    def _elsewhere(self, unit: Unit) -> Unit:
        """Return a unit of another province with another name, which is not a number."""
        known = self.country.units[Naming.OLD if unit.district else Naming.CURRENT]
        while True:
            other = self.rng.choice(known)
            if other.province_code != unit.province_code and is_named(other) and key(other.name) != key(unit.name):
                return other

    def _other_address(self, unit: Unit) -> str:
        """Return another place, as an address, or its district or province alone."""
        other = self._elsewhere(unit)
        district = f"{other.district_kind} {other.district_name}" if other.district else ""
        whole = ", ".join(filter(None, (f"{other.kind} {other.name}", district, other.province)))
        return self.rng.choice((whole, whole, ", ".join(filter(None, (district, other.province))), other.province))

    def _said(self, unit: Unit, *, keeps_marks: bool) -> Said:
        """Return what the text says of the commune, as far as it can be relied on."""
        recipe = self.recipe
        is_kind_said = recipe.style not in {Style.BARE, Style.WRONG} or unit.name.isdigit()
        is_district_said = Part.DISTRICT not in recipe.leaves_out or any(
            "{district}" in form for form in recipe.ward_forms
        )
        provinces = () if Part.PROVINCE in recipe.leaves_out else (unit.province,)
        if recipe.provinces is Provinces.TODAYS or recipe.is_hinted:
            provinces = (self.country.today(unit).name,)
        return Said(
            name=key(unit.name),
            kind=unit.kind if is_kind_said else None,
            marked=marked(unit.name) if keeps_marks else "",
            district=key(unit.district.name) if unit.district and is_district_said else "",
            provinces=frozenset(map(key, provinces)),
            means_old=unit.naming in {Naming.OLD, Naming.OLD_IN_FORMER_DISTRICT},
        )


def _name_of(unit: Unit, part: Part) -> str:
    """Return the name of the unit's part."""
    return {Part.WARD: unit.name, Part.DISTRICT: unit.district_name, Part.PROVINCE: unit.province}[part]


def _renamed(unit: Unit, part: Part, name: str) -> Unit:
    """Return the unit with another spelling of a part's name."""
    match part:
        case Part.WARD:
            return replace(unit, name=name)
        case Part.DISTRICT:
            return replace(unit, district_name=name)
        case Part.PROVINCE:
            return replace(unit, province=name)
        case Part.LANDMARK:
            raise ValueError("a landmark is not a name of the unit")


def filled(rng: Random, pattern: str, **names: str) -> str:
    """Return a pattern of `place_words` with numbers, streets and people drawn for it."""
    return pattern.format(
        n=rng.randint(1, 480),
        m=rng.randint(1, 19),
        k=rng.randint(1, 12),
        street=rng.choice(words.STREETS),
        street2=rng.choice(words.STREETS),
        person=rng.choice(words.PEOPLE),
        shop=rng.choice(words.SHOPS),
        ql=rng.choice(words.HIGHWAYS),
        tl=rng.choice(words.PROVINCIAL_ROADS),
        **names,
    )


def rows(split: str, per_variant: int, seed: int) -> list[Row]:
    """Return labelled texts of every variant about one half of the country.

    Args:
        split: "tune" or "held-out".
        per_variant: How many of each; fewer where fewer units fit.
        seed: The same one gives the same texts.
    """
    made: list[Row] = []
    for variant in VARIANTS:
        rng = Random(f"{seed} {split} {variant}")  # noqa: S311 - not a secret
        for number, row in enumerate(islice(_texts(variant, Split(split), rng), per_variant)):
            head = Row(id=f"{variant}-{number:05}", variant=variant, kind="hard" if variant in HARD else "plain")
            made.append({**head, **row})
    return made


def _texts(variant: str, split: Split, rng: Random) -> Iterator[Row]:
    """Yield a variant's texts until its units are used up."""
    if variant in NO_PLACE:
        return _without_place(NO_PLACE[variant], split, rng)
    if variant in UNDECIDABLE:
        recipe = replace(UNDECIDABLE[variant], is_undecidable=True)
    else:
        recipe = HARD[variant] if variant in HARD else PLAIN[variant]
    return _written(Writer(country(), recipe, rng), split)


def _written(writer: Writer, split: Split) -> Iterator[Row]:
    """Yield one text for each unit, the units in the order of chance."""
    pool = [unit for unit in writer.country.units[writer.recipe.naming] if unit.half is split]
    writer.rng.shuffle(pool)
    for unit in filter(writer.recipe.takes, pool):
        is_enough = writer.recipe.is_undecidable and unit.district and writer.country.has_one_commune(unit.district)
        row = None if is_enough else writer.row(unit)
        if row:
            yield row


def _without_place(recipe: NoPlace, split: Split, rng: Random) -> Iterator[Row]:
    """Yield texts without a place, each with and without tone marks; their names are of the half's communes."""
    pool: Sequence[Unit] = [unit for unit in country().units[Naming.OLD] if unit.half is split and is_named(unit)]
    for pattern in rng.sample(recipe.texts, len(recipe.texts)):
        unit = rng.choice(pool)
        names = {"commune": unit.name, "province": unit.province, "other": f"{unit.kind} {unit.name}, {unit.province}"}
        place = filled(rng, rng.choice(recipe.landmarks), **names)
        text = filled(rng, pattern, place=place, **names)
        for written in (text, spoil.typed_plainly(rng, text)):
            yield Row(text=written, gold=[], ambiguous=False, abstain_expected=True)


def main(
    split: Annotated[Split, typer.Option(help="Which half of the country.")] = Split.TUNE,
    per_variant: Annotated[int, typer.Option(help="Texts of each variant.", min=1)] = 100,
    seed: Annotated[int, typer.Option(help="The same seed gives the same texts.")] = 1,
) -> None:
    """Write labelled address texts as JSON lines."""
    for row in rows(split, per_variant, seed):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    typer.run(main)
