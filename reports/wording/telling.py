"""What is told, and how: figures that are found quickly, the style of their numbers, the words for their place."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from domain.answers import Answers
from domain.figure_keys import counted_in, family, includes
from domain.figures import Figure, FigureKey, Figures, MilestoneKey, StructureKey, TipKey
from domain.structures import AreaKind, StructureType
from locales import gettext as _
from reports.labels import area
from reports.numbers import NumberStyle, at_least, styled

_Named = tuple[str | None, str | None]
"""A name and an owner; None where they are not asked for, or not said."""


@dataclass(frozen=True, slots=True)
class Locality:
    """What the sentences need to know of a place beside its figures.

    Attributes:
        whole: The place within a sentence: "toàn tỉnh"; empty for "toàn địa bàn".
        area_names: What parts of a place are called where the usual name does not fit: "bản" for hamlets in the
            mountains, "xã, thị trấn" for the communes of a district before 1 July 2025.
        areas: In what the coverage of structures of a type and name is counted; the name is empty for those without.
        counted_by: Of numbers that are not of the whole place, whose they are: "phường Vỹ Dạ", "8/40 xã, phường". The
            keys are a type of structure, its places in all under a name, and a standard in a kind of area.
        at_least: Figures of which something was not counted; they, and larger ones that include them, are told as
            lower bounds: "hơn 543".
    """

    whole: str = ""
    area_names: Mapping[AreaKind, str] = field(default_factory=dict)
    areas: Mapping[tuple[StructureType, str], AreaKind] = field(default_factory=dict)
    counted_by: Mapping[FigureKey, str] = field(default_factory=dict)
    at_least: frozenset[FigureKey] = frozenset()

    def place(self, key: FigureKey | None = None) -> str:
        """Return the name of the place within a sentence: the whole, or the parts of it that a number is of."""
        return (self.counted_by.get(key) if key is not None else None) or self.whole or _("the whole area")

    def area(self, kind: AreaKind) -> str:
        """Return what a part of the place is called, without a number."""
        return self.area_names.get(kind) or area(kind)


@dataclass(frozen=True, slots=True)
class Telling:
    """Figures, and how their numbers are to be written.

    Attributes:
        families: The cells by family, because a province has many and a sentence asks for few of them.
        style: How exact the numbers are.
        locality: The words for the place.
        added: What is told by the documents whose totals are among the figures. A number of which one tells a part
            alone is not known, and is told as little as one that is zero.
        sums: What was added up by name and owner so far, each family once: a province has thousands of names.
    """

    families: Mapping[tuple[object, ...], Figures]
    style: NumberStyle
    locality: Locality
    added: Answers = field(default_factory=Answers)
    sums: dict[tuple[object, ...], Mapping[_Named, Decimal]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, figures: Figures, style: NumberStyle, locality: Locality, added: Answers | None = None) -> "Telling":
        """Return the figures ready to be told; tips are added up, for no sentence tells their category or model."""
        cells: defaultdict[tuple[object, ...], list[Figure]] = defaultdict(list)
        tips: defaultdict[TipKey, Decimal] = defaultdict(Decimal)
        for cell in figures.cells:
            if isinstance(cell.key, TipKey):
                tips[TipKey(cell.key.source_group, cell.key.value)] += cell.quantity
            else:
                cells[family(cell.key)].append(cell)
        for key, quantity in tips.items():
            cells[family(key)].append(Figure(key, quantity))
        return cls({name: Figures(tuple(found)) for name, found in cells.items()}, style, locality, added or Answers())

    def count(self, *keys: FigureKey) -> Decimal:
        """Return how much any of these keys asks for; keys of one family may overlap. What is not known is zero."""
        return self.held(*keys) if all(self.added.tell(key) for key in keys) else Decimal(0)

    def held(self, *keys: FigureKey) -> Decimal:
        """Return how much there is of what any of these keys asks for, also where that is not all of it."""
        asked: defaultdict[tuple[object, ...], list[FigureKey]] = defaultdict(list)
        for key in keys:
            asked[family(key)].append(key)
        return sum((self._of_family(some) for name, some in asked.items() if name in self.families), Decimal(0))

    def _of_family(self, keys: Sequence[FigureKey]) -> Decimal:
        match keys:
            case [(StructureKey() | MilestoneKey()) as key]:
                return self._by_name(key).get((key.name, key.owner), Decimal(0))
            case _:
                return self.families[family(keys[0])].total(*keys).quantity

    def _by_name(self, key: StructureKey | MilestoneKey) -> Mapping[_Named, Decimal]:
        """Return the sums of the key's family by as much of name and owner as the key names."""
        limits = (family(key), key.name is None, key.owner is None)
        if limits not in self.sums:
            found: defaultdict[_Named, Decimal] = defaultdict(Decimal)
            for cell in self.cells(key):
                if isinstance(cell.key, StructureKey | MilestoneKey):
                    name, owner = cell.key.name, cell.key.owner
                    found[None if key.name is None else name, None if key.owner is None else owner] += cell.quantity
            self.sums[limits] = found
        return self.sums[limits]

    def cells(self, of: FigureKey) -> Sequence[Figure]:
        """Return the cells of the key's family."""
        found = self.families.get(family(of))
        return found.cells if found else ()

    def is_all_counted(self, *keys: FigureKey) -> bool:
        """Whether nothing of these numbers was left uncounted."""
        return not any(includes(key, bound) for bound in self.locality.at_least for key in keys)

    def number(self, quantity: Decimal, *keys: FigureKey) -> str:
        """Return a number in its style; the keys are what it counts."""
        if not self.is_all_counted(*keys):
            return at_least(quantity, self.style)
        return styled(quantity, self.style, counted_in(keys[0]))

    def say(self, phrase: Callable[[int], str], *keys: FigureKey, **values: str) -> list[str]:
        """Return the phrase with the number of the keys and other values in their places, or nothing for zero."""
        return self.say_that(self.count(*keys), phrase, *keys, **values)

    def say_that(self, quantity: Decimal, phrase: Callable[[int], str], *keys: FigureKey, **values: str) -> list[str]:
        """Return the phrase with this quantity of what the keys count, or nothing for zero."""
        if not quantity:
            return []
        return [phrase(grammar(quantity)).format(n=self.number(quantity, *keys), **values)]


def grammar(quantity: Decimal) -> int:
    """Return a whole number that needs the same grammar: one and a half kilograms are not one."""
    return 1 if quantity == 1 else 2


def listed(parts: Sequence[str]) -> str:
    """Return parts as people list them: "a, b và c"."""
    if len(parts) < 2:  # noqa: PLR2004 - a list of one has no last one behind others
        return "".join(parts)
    return _("{first} and {last}").format(first=", ".join(parts[:-1]), last=parts[-1])


def begun(sentence: str) -> str:
    """Return a sentence with a capital at its beginning, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]
