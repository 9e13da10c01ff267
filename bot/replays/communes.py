"""Communes as they are today, by what they belong to or belonged to."""

from functools import cache

from places import gazetteer


@cache
def of_province(code: str) -> tuple[str, ...]:
    """Return the codes of a province's communes."""
    return tuple(one.code for one in gazetteer.load().communes_of(code))


@cache
def of_district(name: str, province: str) -> tuple[str, ...]:
    """Return the codes of the communes that took the place of a district's, which ended on 1 July 2025.

    Args:
        name: "huyện Thuận Châu".
        province: The code of its province before that day.
    """
    known = gazetteer.load()
    [number] = [
        number for number, one in enumerate(known.districts) if (one.full_name, one.old_province) == (name, province)
    ]
    targets = {code for ward in known.old_wards if ward.district == number for code in ward.targets}
    return tuple(sorted(targets & {one.code for one in known.communes}))
