"""Entries of the ledger."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.outcomes import (
    CHOICES,
    MAX_QUANTITY,
    RULES,
    Attribute,
    Contribution,
    IncidentKind,
    InvalidOutcomeError,
    LegalClass,
    OutcomeEntry,
    OutcomeType,
    UnitOfCount,
    ValueReason,
    check_outcome,
    resolves,
    suggested_kind,
    usual_contribution,
    usual_reason,
)
from domain.tip import Category, Urgency

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


@pytest.mark.parametrize(
    ("category", "legal_class", "kind"),
    [
        (Category.THEFT, LegalClass.UNCLASSIFIED, IncidentKind.SECURITY),
        (Category.THEFT, LegalClass.CRIME_REPORT, IncidentKind.CRIMINAL_CASE),
        (Category.FIRE, LegalClass.UNCLASSIFIED, IncidentKind.FIRE),
        (Category.FIRE, LegalClass.INCIDENT, IncidentKind.FIRE),
        (Category.TRAFFIC, LegalClass.INCIDENT, IncidentKind.ACCIDENT),
        (Category.TRAFFIC, LegalClass.INSUFFICIENT, IncidentKind.ADMINISTRATIVE),
        (Category.DISPUTE, LegalClass.UNCLASSIFIED, IncidentKind.DISPUTE),
        (Category.VIOLENCE, LegalClass.DISPUTE, IncidentKind.DISPUTE),
    ],
)
def test_the_legal_class_says_most_of_what_an_incident_is(
    category: Category, legal_class: LegalClass, kind: IncidentKind
) -> None:
    assert suggested_kind(category, legal_class) is kind


def test_nothing_is_called_a_criminal_case_before_a_person_has_said_so() -> None:
    kinds = {suggested_kind(one, LegalClass.UNCLASSIFIED) for one in Category}
    assert IncidentKind.CRIMINAL_CASE not in kinds


def test_a_result_without_a_tip_came_from_none_and_help_is_not_all_of_it() -> None:
    assert usual_contribution({}, has_tip=False) is Contribution.NONE
    assert usual_contribution({}, has_tip=True) is Contribution.DIRECT
    assert usual_contribution({Attribute.INVOLVEMENT: "assisted"}, has_tip=True) is Contribution.SUPPORTED


def test_a_dispute_that_was_not_settled_resolves_nothing() -> None:
    entry = OutcomeEntry(
        OutcomeType.DISPUTE_SETTLED, Decimal(1), UnitOfCount.INCIDENT, {Attribute.SETTLEMENT: "settled"}
    )
    assert resolves(entry)
    assert not resolves(replace(entry, attributes={Attribute.SETTLEMENT: "unsettled"}))
    assert not resolves(GUNS)


def test_the_usual_reason_is_what_came_of_a_tip_before_how_it_came_in() -> None:
    assert usual_reason(Urgency.EMERGENCY, has_outcome=True) is ValueReason.SOLVED
    assert usual_reason(Urgency.EMERGENCY, has_outcome=False) is ValueReason.TIMELY
    assert usual_reason(Urgency.LOW, has_outcome=False) is ValueReason.ACCURATE
