"""The names of what is counted, in the current language."""

from typing import assert_never

from domain.outcomes import OutcomeType, UnitOfCount, Value
from domain.place import PlaceSource
from domain.rerouting import Fault
from domain.tip import Category, SourceGroup, Urgency
from locales import gettext as _
from locales import ngettext, pgettext


def source_group(group: SourceGroup) -> str:
    """Return who gave the tips, fit to begin a sentence."""
    match group:
        case SourceGroup.PEOPLE:
            return _("The people")
        case SourceGroup.GRASSROOTS_FORCE:
            return _("The grassroots security force")
        case SourceGroup.ORGANISATION:
            return _("Organisations and unions")
        case SourceGroup.MODEL:
            return _("Community safety models")
        case SourceGroup.OTHER:
            return _("Other sources")
        case _ as never:
            assert_never(never)


def urgency(level: Urgency) -> str:
    """Return how urgent a tip is."""
    match level:
        case Urgency.EMERGENCY:
            return pgettext("urgency", "Emergency")
        case Urgency.HIGH:
            return pgettext("urgency", "High")
        case Urgency.NORMAL:
            return pgettext("urgency", "Normal")
        case Urgency.LOW:
            return pgettext("urgency", "Low")
        case _ as never:
            assert_never(never)


def place_source(source: PlaceSource) -> str:
    """Return how a tip's commune came to be known."""
    match source:
        case PlaceSource.TEXT:
            return _("read from the words")
        case PlaceSource.POSITION:
            return _("by the position")
        case PlaceSource.CITIZEN:
            return _("chosen by the reporter")
        case PlaceSource.COORDINATOR:
            return _("settled by an officer")
        case PlaceSource.UNKNOWN:
            return _("not known how")
        case _ as never:
            assert_never(never)


def fault(of: Fault) -> str:
    """Return whose mistake it was that a tip had to be moved on."""
    match of:
        case Fault.MACHINE:
            return _("The system read the place wrongly")
        case Fault.REPORTER:
            return _("The reporter chose the wrong place")
        case Fault.STAFF:
            return _("A coordinator or officer named the wrong place")
        case Fault.NONE:
            return _("The place was right, another unit deals with it")
        case Fault.UNKNOWN:
            return _("Reason not recorded")
        case _ as never:
            assert_never(never)


def outcome(of: OutcomeType) -> str:
    """Return the name of a type of outcome."""
    return {
        OutcomeType.CASE_SOLVED: _("Criminal cases solved"),
        OutcomeType.OFFENCE_HANDLED: _("Offences stopped and handled"),
        OutcomeType.INCIDENT_RESOLVED: _("Security incidents resolved"),
        OutcomeType.DISPUTE_SETTLED: _("Disputes mediated"),
        OutcomeType.WANTED_PERSON: _("Wanted persons and fugitives arrested or persuaded"),
        OutcomeType.CAUGHT_IN_THE_ACT: _("Caught in the act"),
        OutcomeType.WARNED: _("Called in and warned"),
        OutcomeType.PUBLIC_REVIEW: _("Brought before a public review"),
        OutcomeType.MEASURE_FILED: _("Files for education, reform or rehabilitation"),
        OutcomeType.WEAPON_RECOVERED: _("Weapons, explosives and fireworks recovered"),
        OutcomeType.FINED: _("Administrative fines"),
        OutcomeType.PROPERTY_RECOVERED: _("Property recovered"),
        OutcomeType.HAZARD_REMOVED: _("Fires, hazards and rescues"),
        OutcomeType.HANDED_OVER: _("Handed over to the competent body"),
        OutcomeType.REMINDED: _("Reminded and put right on the spot"),
        OutcomeType.NOTHING_FOUND: _("Nothing found"),
    }[of]


def unit_of_count(unit: UnitOfCount) -> str:
    """Return the unit that stands behind a number in a list."""
    return {
        UnitOfCount.CASE: pgettext("unit of count", "criminal cases"),
        UnitOfCount.OFFENCE: pgettext("unit of count", "offences"),
        UnitOfCount.INCIDENT: pgettext("unit of count", "incidents"),
        UnitOfCount.PERSON: pgettext("unit of count", "persons"),
        UnitOfCount.FILE: pgettext("unit of count", "files"),
        UnitOfCount.GUN: pgettext("unit of count", "guns"),
        UnitOfCount.ROUND: pgettext("unit of count", "rounds"),
        UnitOfCount.PIECE: pgettext("unit of count", "pieces"),
        UnitOfCount.KILOGRAM: pgettext("unit of count", "kg"),
        UnitOfCount.ITEM: pgettext("unit of count", "items"),
        UnitOfCount.DECISION: pgettext("unit of count", "decisions"),
        UnitOfCount.INSTANCE: pgettext("unit of count", "instances"),
        UnitOfCount.TIP: pgettext("unit of count", "tips"),
        UnitOfCount.DONG: pgettext("unit of count", "dong"),
    }[unit]


def item(kind: str, count: int) -> str:
    """Return the noun of a kind of weapon; `kind` is one of the choices of the item kind."""
    return {
        "homemade_gun": ngettext("homemade gun", "homemade guns", count),
        "hunting_gun": ngettext("hunting gun", "hunting guns", count),
        "military_gun": ngettext("military gun", "military guns", count),
        "crude_weapon": ngettext("crude weapon", "crude weapons", count),
        "ammunition": _("ammunition"),
        "grenade": ngettext("grenade", "grenades", count),
        "explosive": _("explosives"),
        "support_tool": ngettext("support tool", "support tools", count),
        "fireworks": _("fireworks"),
    }[kind]


def items(kind: str, unit: UnitOfCount, *, n: str, count: int) -> str:
    """Return a number of weapons with its unit of count: "130 khẩu súng tự chế".

    Args:
        kind: One of the choices of the item kind.
        unit: The unit of count.
        n: The number as it is to be read.
        count: 1 for the singular, else anything.
    """
    frame = {
        UnitOfCount.GUN: pgettext("guns", "{n} {kind}"),
        UnitOfCount.ROUND: ngettext("{n} round of {kind}", "{n} rounds of {kind}", count),
        UnitOfCount.PIECE: pgettext("pieces", "{n} {kind}"),
        UnitOfCount.KILOGRAM: _("{n} kg of {kind}"),
    }.get(unit, pgettext("items", "{n} {kind}"))
    return frame.format(n=n, kind=item(kind, count))


def category(of: Category) -> str:
    """Return the name of a category."""
    return {
        Category.TRAFFIC: pgettext("category", "Traffic"),
        Category.THEFT: pgettext("category", "Theft, robbery"),
        Category.VIOLENCE: pgettext("category", "Fighting, violence"),
        Category.ABUSE: pgettext("category", "Abuse of a child or in the family"),
        Category.DRUGS: pgettext("category", "Drugs"),
        Category.VICE: pgettext("category", "Gambling, prostitution"),
        Category.USURY: pgettext("category", "Loan sharks"),
        Category.FRAUD: pgettext("category", "Fraud"),
        Category.FIRE: pgettext("category", "Fire, explosion"),
        Category.WEAPONS: pgettext("category", "Weapons, fireworks"),
        Category.ENVIRONMENT: pgettext("category", "Environment"),
        Category.ORDER: pgettext("category", "Public order"),
        Category.DISPUTE: pgettext("category", "Dispute"),
        Category.WANTED: pgettext("category", "Wanted person"),
        Category.MISSING: pgettext("category", "Missing person"),
        Category.BORDER: pgettext("category", "Illegal border crossing"),
        Category.SMUGGLING: pgettext("category", "Smuggling"),
        Category.OFFICER: pgettext("category", "About police officers"),
        Category.OTHER: pgettext("category", "Other"),
    }[of]


def value(of: Value) -> str:
    """Return what a tip was worth."""
    return {
        Value.UNASSESSED: pgettext("value", "Not assessed"),
        Value.VALUABLE: pgettext("value", "Valuable"),
        Value.KNOWN: pgettext("value", "Known before"),
        Value.WORTHLESS: pgettext("value", "Of no value"),
    }[of]


def attribute_value(of: str) -> str:
    """Return the name of a chosen value of an outcome's attribute."""
    known = {
        "criminal": _("criminal"),
        "administrative": _("administrative"),
        "directly": _("resolved directly"),
        "assisted": _("assisted in resolving"),
        "settled": _("settled"),
        "unsettled": _("not settled"),
        "arrested": _("arrested"),
        "persuaded": _("persuaded to surrender"),
        "warrant": _("under a wanted warrant"),
        "fugitive": _("offender in hiding"),
        "commune_education": _("education in the commune"),
        "reform_school": _("reform school"),
        "compulsory_rehabilitation": _("compulsory rehabilitation"),
        "handed_in": _("handed in"),
        "campaign": _("recovered in a campaign"),
        "seized": _("seized"),
    }
    return known[of] if of in known else item(of, 1)
