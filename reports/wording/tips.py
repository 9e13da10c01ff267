"""Tips and outcomes → one sentence for each source group: what it gave, what came of it, and what it did besides.

Entries that did not come from tips are left out, but for weapons, which are handed in to campaigns as well, and for
what the grassroots force helped with on the spot. An entry from a document of before may not say how a person was found
or a file ended; it is told in the widest words.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain.figures import OutcomeKey, TipKey, outcome_key
from domain.outcomes import CHOICES, RULES, Attribute, Contribution, OutcomeType, UnitOfCount, Value
from domain.tip import SourceGroup
from locales import gettext as _
from locales import ngettext
from reports import labels
from reports.numbers import styled
from reports.wording.telling import Telling, grammar


@dataclass(frozen=True, slots=True)
class _Account:
    """What one source group contributed.

    Attributes:
        telling: The figures.
        group: Whose account it is.
        doings: What the group did, one phrase each.
    """

    telling: Telling
    group: SourceGroup
    doings: list[str]

    def key(self, of: OutcomeType, unit: UnitOfCount, attributes: dict[Attribute, str] | None = None) -> OutcomeKey:
        """Return the key of what the group contributed to, from tips or not."""
        return outcome_key(of, unit, attributes, source_group=self.group)

    def count(self, of: OutcomeType, unit: UnitOfCount, attributes: dict[Attribute, str] | None = None) -> Decimal:
        """Return how much of this outcome came from the group's tips; of the force's own help, all of it."""
        whole = self.telling.count(self.key(of, unit, attributes))
        if self.group is SourceGroup.GRASSROOTS_FORCE or not whole:
            return whole
        without = outcome_key(of, unit, attributes, source_group=self.group, contribution=Contribution.NONE)
        # Documents of before tell what came of tips.
        return whole - self.telling.held(without)

    def say(
        self, quantity: Decimal, phrase: Callable[[int], str], of: OutcomeType, unit: UnitOfCount, **values: str
    ) -> list[str]:
        """Return the phrase with the number and other values in their places, or nothing for zero."""
        return self.telling.say_that(quantity, phrase, self.key(of, unit), **values)


def group_sentences(telling: Telling, doings: Callable[[Telling, SourceGroup], list[str]]) -> list[str]:
    """Return what each source group gave and did: the people's always, the others' where they have something to tell.

    Args:
        telling: The figures.
        doings: Returns what a group did beside giving tips, one phrase each.
    """
    accounts = [_Account(telling, group, doings(telling, group)) for group in SourceGroup]
    return [sentence for account in accounts for sentence in _sentences(account)]


def _sentences(account: _Account) -> Iterator[str]:
    if account.group is SourceGroup.GRASSROOTS_FORCE:
        # The force acts itself, so what it did stands beside what came of its tips.
        results = [_joined(_results(account), _disputes(account)), *account.doings]
        if any(results) or _given(account):
            told = "; ".join(filter(None, results))
            yield _grassroots(labels.source_group(account.group), _given(account), told)
        return
    if _given(account) or _results(account) or _disputes(account) or account.group is SourceGroup.PEOPLE:
        yield _sentence(account)
    if account.doings:
        yield _("{who} acted to {results}.").format(who=labels.doer(account.group), results="; ".join(account.doings))


def _sentence(account: _Account) -> str:
    """Return what one source group gave and what came of it, as one sentence in the current language."""
    who = labels.source_group(account.group)
    given = _given(account)
    results = _joined(_results(account), _disputes(account))
    if not given and not results:
        return _("{who} provided no tips in this period.").format(who=who)
    if not results:
        return _("{who} {given}.").format(who=who, given=given)
    if not given:
        return _("{who} helped the police {results}.").format(who=who, results=results)
    return _("{who} {given}, helping the police {results}.").format(who=who, given=given, results=results)


def _joined(results: list[str], disputes: list[str]) -> str:
    """Return all phrases in one; settling disputes comes last, as what was done besides."""
    if results and disputes:
        return _("{results}; and also {last}").format(results="; ".join(results), last=disputes[0])
    return "; ".join(results or disputes)


def _grassroots(who: str, given: str, results: str) -> str:
    if not results:
        return _("{who} {given}.").format(who=who, given=given)
    if not given:
        return _("{who} acted to {results}.").format(who=who, results=results)
    return _("{who} {given}, and acted to {results}.").format(who=who, given=given, results=results)


def _given(account: _Account) -> str:
    """Return the part about the tips themselves, empty without tips."""
    keys = TipKey(account.group), TipKey(account.group, Value.VALUABLE)
    total, valuable = map(account.telling.count, keys)
    # A document of before may tell of valuable tips alone: how many there were in all is not known then.
    total = total or valuable
    if not total:
        return ""
    phrase = _given_phrase(grammar(total), account.group, has_valuable=valuable > 0, has_others=valuable < total)
    number = account.telling.number
    return phrase.format(n=number(total, keys[valuable == total]), valuable=number(valuable, keys[1]))


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


_PHRASES_OF_THE_FORCE: dict[tuple[OutcomeType, UnitOfCount], Callable[[int], str]] = {
    (OutcomeType.HAZARD_REMOVED, UnitOfCount.OFFENCE): lambda n: ngettext(
        "take part in {n} fire or rescue operation", "take part in {n} fire and rescue operations", n
    ),
}
"""What the grassroots force takes part in, and others only tell of."""


def _counted(account: _Account, *types: OutcomeType) -> Iterator[str]:
    own = _PHRASES_OF_THE_FORCE if account.group is SourceGroup.GRASSROOTS_FORCE else {}
    for of in types:
        for unit in RULES[of].units:
            yield from account.say(account.count(of, unit), own.get((of, unit), _PHRASES[of, unit]), of, unit)


def _incidents(account: _Account) -> list[str]:
    """Return the incidents resolved; help with resolving them is called help."""
    counted = OutcomeType.INCIDENT_RESOLVED, UnitOfCount.INCIDENT
    total = account.count(*counted)
    directly, assisted = (
        account.count(*counted, {Attribute.INVOLVEMENT: involvement}) for involvement in CHOICES[Attribute.INVOLVEMENT]
    )
    return account.say(
        total, lambda n: _incident_phrase(n, has_direct=assisted < total, has_assisted=directly < total), *counted
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
    counted = OutcomeType.WANTED_PERSON, UnitOfCount.PERSON
    total = account.count(*counted)
    if not total:
        return list(_cells_of_wanted(account))
    means = _said(account, Attribute.MEANS, *counted)
    kinds = _said(account, Attribute.PERSON_KIND, *counted)
    return account.say(total, lambda n: _wanted_phrase(n, means, kinds), *counted)


def _cells_of_wanted(account: _Account) -> Iterator[str]:
    """Yield each cell for itself where a document tells some of them alone, so that their sum is not known."""
    counted = OutcomeType.WANTED_PERSON, UnitOfCount.PERSON
    for means in CHOICES[Attribute.MEANS]:
        for kind in CHOICES[Attribute.PERSON_KIND]:
            found = account.count(*counted, {Attribute.MEANS: means, Attribute.PERSON_KIND: kind})
            yield from account.say(found, lambda n, of=({means}, {kind}): _wanted_phrase(n, *of), *counted)  # type: ignore[misc]


def _said(account: _Account, attribute: Attribute, of: OutcomeType, unit: UnitOfCount) -> set[str]:
    """Return which values of an attribute occur, all of them where some entries do not say theirs."""
    found = {value: account.count(of, unit, {attribute: value}) for value in CHOICES[attribute]}
    if sum(found.values()) < account.count(of, unit):
        return set(found)
    return {value for value, quantity in found.items() if quantity}


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
    counted = OutcomeType.MEASURE_FILED, UnitOfCount.FILE
    return account.say(
        account.count(*counted),
        lambda n: ngettext("file {n} case for {measures}", "file {n} cases for {measures}", n),
        *counted,
        measures=", ".join(_measure_names(_said(account, Attribute.MEASURE, *counted))),
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
            quantity = account.telling.count(account.key(of, unit, attributes))
            if quantity:
                n = styled(quantity, account.telling.style, unit)
                yield labels.items(kind, unit, n=n, count=grammar(quantity))


def _disputes(account: _Account) -> list[str]:
    """Return the disputes that were settled; mediation that failed is no result."""
    counted = OutcomeType.DISPUTE_SETTLED, UnitOfCount.INCIDENT
    whole = account.count(*counted)
    failed = account.count(*counted, {Attribute.SETTLEMENT: "unsettled"})
    return account.say(
        whole - failed if whole else account.count(*counted, {Attribute.SETTLEMENT: "settled"}),
        lambda n: ngettext("settle {n} dispute among the people", "settle {n} disputes among the people", n),
        *counted,
    )
