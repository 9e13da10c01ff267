"""Figures → the sentences in which the movement "Toàn dân bảo vệ an ninh Tổ quốc" reports them.

A part appears only where its number is above zero. A sentence tells what one source group gave and what came of it;
entries that did not come from tips are left out, but for weapons: those are handed in to campaigns as well.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain.figures import Figures, outcome_key
from domain.outcomes import CHOICES, RULES, Attribute, Contribution, OutcomeType, UnitOfCount
from domain.tip import SourceGroup
from locales import gettext as _
from locales import ngettext
from reports import labels
from reports.numbers import NumberStyle, styled

FROM_TIPS = (Contribution.DIRECT, Contribution.SUPPORTED)
"""Contributions that let a sentence say that tips helped."""


@dataclass(frozen=True, slots=True)
class _Account:
    """What one source group contributed, and how its numbers are to be written."""

    figures: Figures
    group: SourceGroup
    style: NumberStyle

    def count(
        self,
        of: OutcomeType,
        unit: UnitOfCount,
        attributes: dict[Attribute, str] | None = None,
        contributions: tuple[Contribution, ...] = FROM_TIPS,
    ) -> Decimal:
        """Return how much of this outcome the group contributed to."""
        keys = [
            outcome_key(of, unit, attributes, source_group=self.group, contribution=contribution)
            for contribution in contributions
        ]
        return self.figures.total(*keys).quantity

    def say(self, quantity: Decimal, phrase: Callable[[int], str], **values: str) -> list[str]:
        """Return the phrase with the number and other values in their places, or nothing for zero."""
        return [phrase(_plural(quantity)).format(n=styled(quantity, self.style), **values)] if quantity else []


def _plural(quantity: Decimal) -> int:
    """Return a whole number that needs the same grammar: one and a half kilograms are not one."""
    return 1 if quantity == 1 else 2


def sentences(figures: Figures, style: NumberStyle = NumberStyle.EXACT) -> list[str]:
    """Return the movement's sentences: the people's always, the other groups' where they have something to tell."""
    accounts = [_Account(figures, group, style) for group in SourceGroup]
    return [
        _sentence(account)
        for account in accounts
        if account.group is SourceGroup.PEOPLE or _given(account) or _results(account) or _disputes(account)
    ]


def _sentence(account: _Account) -> str:
    """Return what one source group gave and what came of it, as one sentence in the current language."""
    who = labels.source_group(account.group)
    given = _given(account)
    results = _joined(_results(account), _disputes(account))
    if not given and not results:
        return _("{who} provided no tips in this period.").format(who=who)
    if not results:
        return _("{who} {given}.").format(who=who, given=given)
    if account.group is SourceGroup.GRASSROOTS_FORCE:
        return _grassroots(who, given, results)
    if not given:
        return _("{who} helped the police {results}.").format(who=who, results=results)
    return _("{who} {given}, helping the police {results}.").format(who=who, given=given, results=results)


def _joined(results: list[str], disputes: list[str]) -> str:
    """Return all phrases in one; settling disputes comes last, as what was done besides."""
    if results and disputes:
        return _("{results}; and also {last}").format(results="; ".join(results), last=disputes[0])
    return "; ".join(results or disputes)


def _grassroots(who: str, given: str, results: str) -> str:
    # The force acts itself; it does not only help the police by telling.
    if not given:
        return _("{who} acted to {results}.").format(who=who, results=results)
    return _("{who} {given} and acted to {results}.").format(who=who, given=given, results=results)


def _given(account: _Account) -> str:
    """Return the part about the tips themselves, empty without tips."""
    total = account.figures.tips(account.group).quantity
    valuable = account.figures.valuable_tips(account.group).quantity
    if not total:
        return ""
    phrase = _given_phrase(_plural(total), account.group, has_valuable=valuable > 0, has_others=valuable < total)
    return phrase.format(n=styled(total, account.style), valuable=styled(valuable, account.style))


def _given_phrase(count: int, group: SourceGroup, *, has_valuable: bool, has_others: bool) -> str:
    if group is SourceGroup.GRASSROOTS_FORCE:
        if has_valuable and has_others:
            return ngettext(
                "provided {n} report, {valuable} of them valuable",
                "provided {n} reports, {valuable} of them valuable",
                count,
            )
        return ngettext("provided {n} report", "provided {n} reports", count)
    if not has_valuable:
        return ngettext("provided {n} tip", "provided {n} tips", count)
    if not has_others:
        return ngettext(
            "noticed, reported and provided {n} valuable tip",
            "noticed, reported and provided {n} valuable tips",
            count,
        )
    return ngettext(
        "provided {n} tip, {valuable} of them valuable",
        "provided {n} tips, {valuable} of them valuable",
        count,
    )


def _results(account: _Account) -> list[str]:
    """Return what came of the tips but disputes, one phrase each, in the order in which reports tell it."""
    return [
        *_counted(account, OutcomeType.CASE_SOLVED, OutcomeType.OFFENCE_HANDLED),
        *_incidents(account),
        *_wanted(account),
        *_counted(account, OutcomeType.CAUGHT_IN_THE_ACT, OutcomeType.WARNED, OutcomeType.PUBLIC_REVIEW),
        *_measures(account),
        *_counted(account, OutcomeType.FINED, OutcomeType.PROPERTY_RECOVERED, OutcomeType.HAZARD_REMOVED),
        *_counted(account, OutcomeType.REMINDED),
        *_weapons(account),
    ]


_PHRASES: dict[tuple[OutcomeType, UnitOfCount], Callable[[int], str]] = {
    (OutcomeType.CASE_SOLVED, UnitOfCount.CASE): lambda n: ngettext(
        "investigate and solve {n} criminal case", "investigate and solve {n} criminal cases", n
    ),
    (OutcomeType.OFFENCE_HANDLED, UnitOfCount.OFFENCE): lambda n: ngettext(
        "stop and handle {n} offence", "stop and handle {n} offences", n
    ),
    (OutcomeType.CAUGHT_IN_THE_ACT, UnitOfCount.PERSON): lambda n: ngettext(
        "catch {n} person in the act", "catch {n} persons in the act", n
    ),
    (OutcomeType.WARNED, UnitOfCount.PERSON): lambda n: ngettext(
        "call in and warn {n} person", "call in and warn {n} persons", n
    ),
    (OutcomeType.PUBLIC_REVIEW, UnitOfCount.PERSON): lambda n: ngettext(
        "bring {n} person before a public review", "bring {n} persons before a public review", n
    ),
    (OutcomeType.FINED, UnitOfCount.DECISION): lambda n: ngettext(
        "issue {n} administrative fine", "issue {n} administrative fines", n
    ),
    (OutcomeType.FINED, UnitOfCount.DONG): lambda n: ngettext(
        "impose fines of {n} dong", "impose fines of {n} dong", n
    ),
    (OutcomeType.PROPERTY_RECOVERED, UnitOfCount.OFFENCE): lambda n: ngettext(
        "recover property in {n} case", "recover property in {n} cases", n
    ),
    (OutcomeType.PROPERTY_RECOVERED, UnitOfCount.DONG): lambda n: ngettext(
        "recover property worth {n} dong", "recover property worth {n} dong", n
    ),
    (OutcomeType.HAZARD_REMOVED, UnitOfCount.OFFENCE): lambda n: ngettext(
        "deal with {n} fire, hazard or rescue", "deal with {n} fires, hazards or rescues", n
    ),
    (OutcomeType.HAZARD_REMOVED, UnitOfCount.PERSON): lambda n: ngettext("rescue {n} person", "rescue {n} persons", n),
    (OutcomeType.REMINDED, UnitOfCount.INSTANCE): lambda n: ngettext(
        "put {n} instance right on the spot", "put {n} instances right on the spot", n
    ),
}
"""The phrases of outcomes whose attributes a sentence does not tell apart."""


def _counted(account: _Account, *types: OutcomeType) -> Iterator[str]:
    for of in types:
        for unit in RULES[of].units:
            yield from account.say(account.count(of, unit), _PHRASES[of, unit])


def _incidents(account: _Account) -> list[str]:
    """Return the incidents resolved; help with resolving them is called help."""
    directly, assisted = (
        account.count(OutcomeType.INCIDENT_RESOLVED, UnitOfCount.INCIDENT, {Attribute.INVOLVEMENT: involvement})
        for involvement in CHOICES[Attribute.INVOLVEMENT]
    )
    return account.say(
        directly + assisted, lambda n: _incident_phrase(n, has_direct=directly > 0, has_assisted=assisted > 0)
    )


def _incident_phrase(count: int, *, has_direct: bool, has_assisted: bool) -> str:
    if not has_assisted:
        return ngettext("resolve {n} security incident", "resolve {n} security incidents", count)
    if not has_direct:
        return ngettext(
            "assist in resolving {n} security incident", "assist in resolving {n} security incidents", count
        )
    return ngettext(
        "resolve or assist in resolving {n} security incident",
        "resolve or assist in resolving {n} security incidents",
        count,
    )


def _wanted(account: _Account) -> list[str]:
    """Return the wanted persons and fugitives: four cells in one sum, named after those that are not empty."""
    cells = {
        (means, kind): account.count(
            OutcomeType.WANTED_PERSON,
            UnitOfCount.PERSON,
            {Attribute.MEANS: means, Attribute.PERSON_KIND: kind},
        )
        for means in CHOICES[Attribute.MEANS]
        for kind in CHOICES[Attribute.PERSON_KIND]
    }
    means = {means for (means, _kind), quantity in cells.items() if quantity}
    kinds = {kind for (_means, kind), quantity in cells.items() if quantity}
    return account.say(sum(cells.values(), Decimal(0)), lambda n: _wanted_phrase(n, means, kinds))


def _wanted_phrase(count: int, means: set[str], kinds: set[str]) -> str:
    if means == {"arrested"}:
        return _arrested(count, kinds)
    if means == {"persuaded"}:
        return _persuaded(count, kinds)
    if kinds == {"warrant"}:
        return ngettext(
            "arrest or persuade {n} wanted person to surrender",
            "arrest or persuade {n} wanted persons to surrender",
            count,
        )
    if kinds == {"fugitive"}:
        return ngettext(
            "arrest or persuade {n} fugitive offender to surrender",
            "arrest or persuade {n} fugitive offenders to surrender",
            count,
        )
    return ngettext(
        "arrest or persuade {n} wanted person or fugitive offender to surrender",
        "arrest or persuade {n} wanted persons and fugitive offenders to surrender",
        count,
    )


def _arrested(count: int, kinds: set[str]) -> str:
    if kinds == {"warrant"}:
        return ngettext("arrest {n} wanted person", "arrest {n} wanted persons", count)
    if kinds == {"fugitive"}:
        return ngettext("arrest {n} fugitive offender", "arrest {n} fugitive offenders", count)
    return ngettext(
        "arrest {n} wanted person or fugitive offender", "arrest {n} wanted persons and fugitive offenders", count
    )


def _persuaded(count: int, kinds: set[str]) -> str:
    if kinds == {"warrant"}:
        return ngettext("persuade {n} wanted person to surrender", "persuade {n} wanted persons to surrender", count)
    if kinds == {"fugitive"}:
        return ngettext(
            "persuade {n} fugitive offender to surrender", "persuade {n} fugitive offenders to surrender", count
        )
    return ngettext(
        "persuade {n} wanted person or fugitive offender to surrender",
        "persuade {n} wanted persons and fugitive offenders to surrender",
        count,
    )


def _measures(account: _Account) -> list[str]:
    """Return the files, with the measures that occur among them."""
    found = {
        measure: account.count(OutcomeType.MEASURE_FILED, UnitOfCount.FILE, {Attribute.MEASURE: measure})
        for measure in CHOICES[Attribute.MEASURE]
    }
    return account.say(
        sum(found.values(), Decimal(0)),
        lambda n: ngettext("file {n} case for {measures}", "file {n} cases for {measures}", n),
        measures=", ".join(_measure_names({measure for measure, quantity in found.items() if quantity})),
    )


def _measure_names(measures: set[str]) -> Iterator[str]:
    if "commune_education" in measures:
        yield _("education in the commune")
    if {"reform_school", "compulsory_rehabilitation"} <= measures:
        yield _("reform school and compulsory rehabilitation")
    elif "reform_school" in measures:
        yield _("reform school")
    elif "compulsory_rehabilitation" in measures:
        yield _("compulsory rehabilitation")


def _weapons(account: _Account) -> Iterator[str]:
    """Yield what was recovered, one phrase for each way of recovery."""
    for recovery in ("handed_in", "campaign", "seized"):
        found = ", ".join(_recovered(account, recovery))
        if found:
            yield _recovery_phrase(recovery).format(items=found)


def _recovery_phrase(recovery: str) -> str:
    return {
        "handed_in": _("take in {items} handed over by people"),
        "campaign": _("recover {items} in campaigns"),
        "seized": _("seize {items}"),
    }[recovery]


def _recovered(account: _Account, recovery: str) -> Iterator[str]:
    of = OutcomeType.WEAPON_RECOVERED
    for kind in CHOICES[Attribute.ITEM_KIND]:
        attributes = {Attribute.ITEM_KIND: kind, Attribute.RECOVERY: recovery}
        for unit in RULES[of].units:
            quantity = account.count(of, unit, attributes, tuple(Contribution))
            if quantity:
                yield labels.items(kind, unit, n=styled(quantity, account.style), count=_plural(quantity))


def _disputes(account: _Account) -> list[str]:
    """Return the disputes that were settled; mediation that failed is no result."""
    settled = account.count(OutcomeType.DISPUTE_SETTLED, UnitOfCount.INCIDENT, {Attribute.SETTLEMENT: "settled"})
    return account.say(
        settled, lambda n: ngettext("settle {n} dispute among the people", "settle {n} disputes among the people", n)
    )
