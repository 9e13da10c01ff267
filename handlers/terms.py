"""The words in which staff read statuses, classes, values and outcomes."""

from collections.abc import Collection
from decimal import Decimal

from domain.lifecycle import Status
from domain.outcomes import Attribute, Contribution, LegalClass, OutcomeEntry, OutcomeType, Value, ValueReason
from domain.routing import RouteReason
from domain.tip import Urgency
from locales import gettext as _
from locales import pgettext
from reports import labels
from reports.numbers import number


def status(of: Status) -> str:
    """Return the state of a tip as officers read it."""
    return {
        Status.RECORDED: pgettext("staff status", "Recorded"),
        Status.AT_DESK: pgettext("staff status", "Place to be settled"),
        Status.QUEUED: pgettext("staff status", "Waiting to be acknowledged"),
        Status.SEEN: pgettext("staff status", "Seen, not acknowledged"),
        Status.ACKNOWLEDGED: pgettext("staff status", "Acknowledged"),
        Status.VERIFYING: pgettext("staff status", "Being verified"),
        Status.NEEDS_INFO: pgettext("staff status", "Waiting for the reporter's answer"),
        Status.SUSPENDED: pgettext("staff status", "Suspended"),
        Status.CLASSIFIED: pgettext("staff status", "Classified"),
        Status.RESOLVED: pgettext("staff status", "Resolved, reporter to be informed"),
        Status.INFORMED: pgettext("staff status", "Reporter informed"),
        Status.CLOSED: pgettext("staff status", "Closed"),
        Status.REOPENED: pgettext("staff status", "Opened again, to be acknowledged anew"),
        Status.TRANSFERRED: pgettext("staff status", "Handed over to another authority"),
        Status.WITHDRAWN: pgettext("staff status", "Withdrawn by the reporter"),
    }[of]


def why_at_desk(reason: RouteReason) -> str:
    """Return why a tip is at a coordination desk, empty where it needs no saying."""
    return {
        RouteReason.COMMUNE: "",
        RouteReason.ABOUT_POLICE: _("it is about police officers"),
        RouteReason.UNKNOWN_COMMUNE: _("the commune is not clear"),
        RouteReason.UNKNOWN_PROVINCE: _("not even the province is clear"),
        RouteReason.NO_QUEUE: _("nobody takes tips for this commune here yet"),
        RouteReason.FULL: _("the commune has more tips waiting than its staff can take in; you can send it there"),
        RouteReason.NOBODY: "",
    }[reason]


def urgency(of: Urgency) -> str:
    """Return the urgency with the sign by which it is seen from afar, empty for the usual."""
    return {
        Urgency.EMERGENCY: _("🔴 EMERGENCY"),
        Urgency.HIGH: _("🟠 Urgent"),
        Urgency.NORMAL: "",
        Urgency.LOW: "",
    }[of]


def legal_class(of: LegalClass) -> str:
    """Return the name of a legal class."""
    return {
        LegalClass.UNCLASSIFIED: pgettext("class", "Not classified"),
        LegalClass.DENUNCIATION: pgettext("class", "Denunciation of a crime"),
        LegalClass.CRIME_REPORT: pgettext("class", "Report of a crime"),
        LegalClass.ADMINISTRATIVE: pgettext("class", "Administrative offence"),
        LegalClass.DISPUTE: pgettext("class", "Dispute among the people"),
        LegalClass.INCIDENT: pgettext("class", "Accident, rescue"),
        LegalClass.PETITION: pgettext("class", "Petition, remark"),
        LegalClass.INSUFFICIENT: pgettext("class", "Not enough grounds"),
        LegalClass.NOT_COMPETENT: pgettext("class", "Outside our competence"),
        LegalClass.DUPLICATE: pgettext("class", "Duplicate"),
        LegalClass.UNFOUNDED: pgettext("class", "Unfounded"),
        LegalClass.FALSE_REPORT: pgettext("class", "Deliberately false (two officers)"),
    }[of]


def value_reason(of: ValueReason) -> str:
    """Return why a tip is valuable."""
    return {
        ValueReason.TIMELY: _("In time"),
        ValueReason.ACCURATE: _("Accurate, with grounds"),
        ValueReason.PREVENTED: _("Helped to prevent"),
        ValueReason.SOLVED: _("Helped to solve and handle"),
        ValueReason.INFORMED: _("Helped to know the situation"),
    }[of]


def judgement(value: Value, reasons: Collection[ValueReason]) -> str:
    """Return a value with its reasons: "Có giá trị (Kịp thời, Giúp ngăn chặn)"."""
    names = ", ".join(value_reason(one) for one in ValueReason if one in reasons)
    return f"{labels.value(value)} ({names})" if names else labels.value(value)


def contribution(of: Contribution) -> str:
    """Return how much of an outcome came from tips."""
    return {
        Contribution.DIRECT: _("directly from a tip"),
        Contribution.SUPPORTED: _("with the help of a tip"),
        Contribution.NONE: _("not from a tip"),
    }[of]


def attribute(of: Attribute) -> str:
    """Return the question for an attribute of an outcome."""
    return {
        Attribute.OFFENCE_KIND: _("What kind of offence?"),
        Attribute.INVOLVEMENT: _("How was it resolved?"),
        Attribute.SETTLEMENT: _("Was it settled?"),
        Attribute.MEANS: _("Arrested, or persuaded to surrender?"),
        Attribute.PERSON_KIND: _("What kind of person?"),
        Attribute.MEASURE: _("Which measure?"),
        Attribute.ITEM_KIND: _("What was recovered?"),
        Attribute.RECOVERY: _("How was it recovered?"),
    }[of]


def outcome(entry: OutcomeEntry) -> str:
    """Return an entry of the ledger in words: "vận động thu hồi 2 khẩu súng tự chế"."""
    if entry.type is OutcomeType.WEAPON_RECOVERED:
        return _weapons(entry)
    chosen = ", ".join(labels.attribute_value(one) for one in entry.attributes.values())
    name = f"{labels.outcome(entry.type)} ({chosen})" if chosen else labels.outcome(entry.type)
    return _("{outcome}: {n} {unit}").format(
        outcome=name, n=number(entry.quantity), unit=labels.unit_of_count(entry.unit)
    )


def _weapons(entry: OutcomeEntry) -> str:
    items = labels.items(
        entry.attributes[Attribute.ITEM_KIND],
        entry.unit,
        n=number(entry.quantity),
        count=1 if entry.quantity == Decimal(1) else 2,
    )
    return {
        "handed_in": _("take in {items} handed over by people"),
        "campaign": _("recover {items} in campaigns"),
        "seized": _("seize {items}"),
    }[entry.attributes[Attribute.RECOVERY]].format(items=items)
