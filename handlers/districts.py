"""Old districts that an answer names: they are no units any more, and hardly ever one commune."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain import reading
from places import index as names
from places.gazetteer import Gazetteer
from places.index import Index
from places.names import COMMUNE_KINDS, DISTRICT_KINDS, MARKERS, Kind, key, marked


@dataclass(frozen=True, slots=True)
class District:
    """A district of before July 2025.

    Attributes:
        name: With its kind: "quận Gò Vấp".
        province_code: The province of today that it lies in.
        communes: Codes of the communes that were formed from it: the one of its name, then by the share of its wards.
        namesakes: Codes of communes elsewhere that bear the name, or have a ward that did; none where the answer says
            that it means a district.
    """

    name: str
    province_code: str
    communes: tuple[str, ...]
    namesakes: tuple[str, ...]

    def is_meant_in(self, gazetteer: Gazetteer, province_code: str | None) -> bool:
        """Whether nothing else in the province bears this name; in the whole country where none is given."""
        provinces = {gazetteer.commune(code).province_code for code in self.namesakes}
        return province_code not in provinces if province_code else not provinces


def named(gazetteer: Gazetteer, words: str) -> tuple[District, ...]:
    """Return the districts of which these words are the whole name, with its kind or without."""
    kinds, name = _split(words)
    if not kinds <= DISTRICT_KINDS - COMMUNE_KINDS or (name.isdecimal() and not kinds):
        return ()
    index = names.build(gazetteer)
    entry = index.names.get(names.number_key(name))
    fitting = [number for number in (entry.districts if entry else ()) if _fits(name, index.marked_districts[number])]
    of_kind = [number for number in fitting if index.district_kinds[number] in kinds]
    # People mistake one kind of district for another.
    return tuple(_district(gazetteer, index, number, name, kinds) for number in of_kind or fitting)


def _split(words: str) -> tuple[frozenset[Kind], str]:
    """Return the kinds that the first words announce, none where they do not, and the name behind them."""
    typed = [word.folded for word in reading.read(words).words]
    for length in (2, 1):
        kinds = MARKERS.get(key("".join(typed[:length])))
        if kinds is not None and len(typed) > length:
            return kinds, " ".join(typed[length:])
    return frozenset(), " ".join(typed)


def _fits(typed: str, real: str) -> bool:
    """Whether a name was typed with a district's own marks, or with fewer; former names are known without."""
    if key(typed) != key(real):
        return True
    return all(one in {other, key(other)} for one, other in zip(marked(typed), real, strict=True))


def _district(gazetteer: Gazetteer, index: Index, number: int, name: str, kinds: frozenset[Kind]) -> District:
    bearing = index.names[names.number_key(name)].communes
    outside = (one for one in bearing if number not in one.districts and _fits(name, one.marked))
    codes = index.district_communes[number]
    return District(
        name=index.district_names[number],
        province_code=index.district_province[number],
        communes=tuple(sorted(codes, key=lambda code: key(gazetteer.commune(code).name) != key(name))),
        namesakes=() if kinds else _targets(one.targets for one in outside),
    )


def _targets(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for group in groups for code in group))
