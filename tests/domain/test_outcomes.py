"""Entries of the ledger."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.outcomes import (
    CHOICES,
    MAX_QUANTITY,
    RULES,
    Attribute,
    InvalidOutcomeError,
    OutcomeEntry,
    OutcomeType,
    UnitOfCount,
    check_outcome,
)

GUNS = OutcomeEntry(
    OutcomeType.WEAPON_RECOVERED,
    Decimal(2),
    UnitOfCount.GUN,
    {Attribute.ITEM_KIND: "homemade_gun", Attribute.RECOVERY: "campaign"},
)


def test_an_entry_that_fits_its_type_is_taken() -> None:
    check_outcome(GUNS)


@pytest.mark.parametrize(
    ("entry", "part"),
    [
        (replace(GUNS, unit=UnitOfCount.PERSON), "unit"),
        (replace(GUNS, quantity=Decimal(0)), "quantity"),
        (replace(GUNS, quantity=Decimal(-1)), "quantity"),
        (replace(GUNS, quantity=Decimal("1.5")), "quantity"),
        (replace(GUNS, quantity=MAX_QUANTITY + 1), "quantity"),
        (replace(GUNS, attributes={}), "attribute"),
        (replace(GUNS, attributes={**GUNS.attributes, Attribute.RECOVERY: "stolen"}), "attribute"),
        (replace(GUNS, attributes={**GUNS.attributes, Attribute.MEANS: "arrested"}), "attribute"),
    ],
)
def test_an_entry_that_does_not_fit_says_what_is_wrong(entry: OutcomeEntry, part: str) -> None:
    with pytest.raises(InvalidOutcomeError) as caught:
        check_outcome(entry)
    assert caught.value.part == part


def test_only_kilograms_have_decimals() -> None:
    check_outcome(replace(GUNS, quantity=Decimal("2.5"), unit=UnitOfCount.KILOGRAM))


def test_every_type_has_a_rule_and_every_attribute_its_choices() -> None:
    assert set(RULES) == set(OutcomeType)
    assert set(CHOICES) == set(Attribute)
    assert all(rule.units for rule in RULES.values())
