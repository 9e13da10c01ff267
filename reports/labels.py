"""The names of what is counted, in the current language."""

from typing import assert_never

from domain.activities import ActivityType, Topic
from domain.figure_keys import FigureKey, KindsKey, MilestoneKey, OutcomeKey, StandardKey, StructureKey, counted_in
from domain.outcomes import IncidentKind, OutcomeType, UnitOfCount, Value
from domain.place import PlaceSource
from domain.rerouting import Fault
from domain.structures import AreaKind, Measure, Milestone, Standard, StructureType
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


def doer(group: SourceGroup) -> str:
    """Return who did something, fit to begin a sentence: what no other group did, the police did themselves."""
    return _("The police and other bodies") if group is SourceGroup.OTHER else source_group(group)


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
        UnitOfCount.SESSION: pgettext("unit of count", "campaigns"),
        UnitOfCount.TURN: pgettext("unit of count", "rounds"),
        UnitOfCount.MEETING: pgettext("unit of count", "meetings"),
        UnitOfCount.LESSON: pgettext("unit of count", "sessions"),
        UnitOfCount.ATTENDANCE: pgettext("unit of count", "attendances"),
        UnitOfCount.BUSINESS: pgettext("unit of count", "businesses"),
        UnitOfCount.HOUSEHOLD: pgettext("unit of count", "households"),
        UnitOfCount.STRUCTURE: pgettext("unit of count", "structures"),
        UnitOfCount.MEMBER: pgettext("unit of count", "members"),
        UnitOfCount.POINT: pgettext("unit of count", "points"),
        UnitOfCount.CAMERA: pgettext("unit of count", "cameras"),
        UnitOfCount.AREA: pgettext("unit of count", "places"),
    }[unit]


def unit_of(key: FigureKey) -> str:
    """Return the unit of count of a figure; of structures and areas, what they are called themselves."""
    match key:
        case KindsKey():
            return pgettext("unit of count", "kinds")
        case MilestoneKey() | StructureKey(measure=Measure.COUNT):
            return _structure_unit(key.type)
        case StandardKey():
            return area(key.area)
        case OutcomeKey(unit=UnitOfCount.PERSON) if key.type is not OutcomeType.HAZARD_REMOVED:
            # Who is arrested, warned or brought before the people is no "người" in a report; who is rescued is.
            return pgettext("unit of count", "offenders")
        case _:
            return unit_of_count(counted_in(key))


def _structure_unit(of: StructureType) -> str:
    teams = pgettext("unit of count", "teams")
    return {
        StructureType.SECURITY_TEAM: teams,
        StructureType.NEIGHBOURHOOD_GUARD: pgettext("unit of count", "guards"),
        StructureType.PEOPLES_SECURITY_TEAM: teams,
        StructureType.MEDIATION_TEAM: teams,
        StructureType.FIRE_TEAM: teams,
        StructureType.SELF_MANAGED_GROUP: pgettext("unit of count", "groups"),
        StructureType.FIRE_SAFETY_GROUP: teams,
        StructureType.PUBLIC_FIRE_POINT: pgettext("unit of count", "points"),
        StructureType.MODEL: pgettext("unit of count", "models"),
        StructureType.EXEMPLAR: pgettext("unit of count", "exemplars"),
        StructureType.CLUB: pgettext("unit of count", "clubs"),
        StructureType.CAMERA_SYSTEM: pgettext("unit of count", "systems"),
        StructureType.OTHER: pgettext("unit of count", "organisations"),
    }[of]


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


def incident_kind(of: IncidentKind) -> str:
    """Return as what an incident is counted."""
    return {
        IncidentKind.CRIMINAL_CASE: pgettext("incident", "criminal case"),
        IncidentKind.ADMINISTRATIVE: pgettext("incident", "administrative offence"),
        IncidentKind.SECURITY: pgettext("incident", "security incident"),
        IncidentKind.DISPUTE: pgettext("incident", "dispute among the people"),
        IncidentKind.FIRE: pgettext("incident", "fire, explosion"),
        IncidentKind.ACCIDENT: pgettext("incident", "accident"),
        IncidentKind.OTHER: pgettext("incident", "other incident"),
    }[of]


def activity(of: ActivityType) -> str:
    """Return the name of a type of activity."""
    return {
        ActivityType.PROPAGANDA: pgettext("activity", "Publicity"),
        ActivityType.TRAINING: pgettext("activity", "Training"),
        ActivityType.PATROL: pgettext("activity", "People's patrols"),
        ActivityType.TRAFFIC_GUIDANCE: pgettext("activity", "Guiding traffic"),
        ActivityType.COMMITMENT: pgettext("activity", "Commitments signed"),
        ActivityType.FIRE_DRILL: pgettext("activity", "Fire and rescue drills"),
        ActivityType.SENTENCE_SERVED_HERE: pgettext("activity", "Sentences served here, supervised"),
        ActivityType.REINTEGRATION: pgettext("activity", "Former prisoners helped to return"),
        ActivityType.YOUTH_HELPED: pgettext("activity", "Troubled youths helped"),
        ActivityType.OTHER: pgettext("activity", "Other activity"),
    }[of]


def topic(of: Topic) -> str:
    """Return what a session was about, as in a list."""
    return {
        Topic.LAW: pgettext("topic", "Law"),
        Topic.CRIME: pgettext("topic", "Crime"),
        Topic.TRAFFIC: pgettext("topic", "Traffic order and safety"),
        Topic.FIRE: pgettext("topic", "Fire prevention and fighting"),
        Topic.DRUGS: pgettext("topic", "Drugs"),
        Topic.ONLINE_FRAUD: pgettext("topic", "Fraud on the internet"),
        Topic.USURY: pgettext("topic", "Illegal lending"),
        Topic.WEAPONS: pgettext("topic", "Weapons, explosives, support tools"),
        Topic.PAVEMENTS: pgettext("topic", "Pavements and roads kept free"),
        Topic.BORDER: pgettext("topic", "Entry and exit"),
        Topic.ENVIRONMENT: pgettext("topic", "Environment"),
        Topic.OTHER: pgettext("topic", "Other"),
    }[of]


def structure(of: StructureType) -> str:
    """Return the name of a kind of structure."""
    return {
        StructureType.SECURITY_TEAM: pgettext("structure", "Grassroots security team"),
        StructureType.NEIGHBOURHOOD_GUARD: pgettext("structure", "Neighbourhood guard"),
        StructureType.PEOPLES_SECURITY_TEAM: pgettext("structure", "People's security team"),
        StructureType.MEDIATION_TEAM: pgettext("structure", "Mediation team"),
        StructureType.FIRE_TEAM: pgettext("structure", "Fire team"),
        StructureType.SELF_MANAGED_GROUP: pgettext("structure", "Self-managed group of families"),
        StructureType.FIRE_SAFETY_GROUP: pgettext("structure", "Fire safety group of families"),
        StructureType.PUBLIC_FIRE_POINT: pgettext("structure", "Public fire-fighting point"),
        StructureType.MODEL: pgettext("structure", "Model"),
        StructureType.EXEMPLAR: pgettext("structure", "Exemplar"),
        StructureType.CLUB: pgettext("structure", "Club"),
        StructureType.CAMERA_SYSTEM: pgettext("structure", "Camera system"),
        StructureType.OTHER: pgettext("structure", "Other organisation"),
    }[of]


def measure(of: Measure) -> str:
    """Return what is counted of a structure."""
    return {
        Measure.COUNT: pgettext("measure", "number"),
        Measure.MEMBERS: pgettext("measure", "members"),
        Measure.EQUIPPED: pgettext("measure", "members with an outfit"),
        Measure.PAID: pgettext("measure", "members with an allowance"),
        Measure.POINTS: pgettext("measure", "points"),
        Measure.CAMERAS: pgettext("measure", "cameras"),
        Measure.HOUSEHOLDS: pgettext("measure", "households"),
        Measure.COVERED: pgettext("measure", "places that have it"),
        Measure.AREAS: pgettext("measure", "places in all"),
        Measure.PEOPLE_HELPED: pgettext("measure", "people helped"),
    }[of]


def milestone(of: Milestone) -> str:
    """Return what happened to a structure."""
    match of:
        case Milestone.REPLICATED:
            return pgettext("milestone", "replicated")
        case Milestone.RECOGNISED:
            return pgettext("milestone", "examined and recognised")
        case _ as never:
            assert_never(never)


def area(of: AreaKind) -> str:
    """Return what coverage and standards are counted in, within a sentence and without a number."""
    return {
        AreaKind.HAMLET: pgettext("area", "hamlets"),
        AreaKind.RESIDENTIAL_AREA: pgettext("area", "residential areas"),
        AreaKind.COMMUNE: pgettext("area", "communes and wards"),
        AreaKind.DISTRICT: pgettext("area", "districts and towns"),
        AreaKind.AGENCY: pgettext("area", "agencies and enterprises"),
        AreaKind.SCHOOL: pgettext("area", "schools"),
    }[of]


def standard(of: Standard) -> str:
    """Return the name of a standard."""
    match of:
        case Standard.SECURITY:
            return pgettext("standard", "Safe in security and order")
        case Standard.NEW_COUNTRYSIDE:
            return pgettext("standard", "New countryside")
        case Standard.MODEL_COUNTRYSIDE:
            return pgettext("standard", "Model new countryside")
        case _ as never:
            assert_never(never)
