"""Activities → what a source group did beside giving tips, one phrase each.

đợt, lượt, cuộc and buổi are told apart, each with those who attended: "tuyên truyền, giáo dục pháp luật gần 170 cuộc
với gần 19.000 lượt người tham gia".
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from domain.activities import ACTIVITY_RULES, ActivityType, Topic
from domain.figures import ActivityKey
from domain.outcomes import UnitOfCount
from domain.tip import SourceGroup
from locales import gettext as _
from locales import ngettext, pgettext
from reports.numbers import NumberStyle
from reports.wording.telling import Telling, grammar

_ORGANISERS = frozenset({SourceGroup.ORGANISATION, SourceGroup.OTHER})
"""Who holds sessions themselves; the others help with them. The police are among "other"."""


def doings(telling: Telling, group: SourceGroup) -> list[str]:
    """Return what a group did in the period."""
    keys = [ActivityKey(of, unit, group) for of, rule in ACTIVITY_RULES.items() for unit in rule.units]
    return [phrase for key in keys for phrase in _phrases(telling, key, group)]


def _phrases(telling: Telling, key: ActivityKey, group: SourceGroup) -> list[str]:
    match key.type:
        case ActivityType.COMMITMENT:
            return list(_commitments(telling, key))
        case ActivityType.SENTENCE_SERVED_HERE:
            return telling.say(_sentences_served, key)
        case ActivityType.REINTEGRATION:
            return telling.say(_reintegrated_by(group), key)
        case ActivityType.YOUTH_HELPED:
            return telling.say(_youth_helped, key)
        case _ if key.unit is UnitOfCount.INSTANCE:
            return telling.say(_other_instances, key)
        case _:
            return list(_sessions(telling, key, group))


def _sentences_served(count: int) -> str:
    return ngettext(
        "supervise and educate {n} person serving a sentence here",
        "supervise and educate {n} persons serving a sentence here",
        count,
    )


def _youth_helped(count: int) -> str:
    return ngettext("win over and help {n} troubled youth", "win over and help {n} troubled youths", count)


def _other_instances(count: int) -> str:
    return ngettext("deal with {n} other instance", "deal with {n} other instances", count)


def _reintegrated_by(group: SourceGroup) -> Callable[[int], str]:
    """Return the phrase for people who come home from prison: associations take part, the police educate."""
    if group in (SourceGroup.ORGANISATION, SourceGroup.MODEL):
        return lambda n: ngettext(
            "take part in looking after {n} person returning to the community",
            "take part in looking after {n} persons returning to the community",
            n,
        )
    return lambda n: ngettext(
        "educate and help {n} former prisoner return to the community",
        "educate and help {n} former prisoners return to the community",
        n,
    )


def _commitments(telling: Telling, key: ActivityKey) -> Iterator[str]:
    """Yield who signed commitments; those about fire and others are one, for they are signed on one sheet."""
    if key.unit is UnitOfCount.HOUSEHOLD:
        yield from telling.say(
            lambda n: ngettext(
                "have {n} household sign a commitment to security, order and fire safety",
                "have {n} households sign commitments to security, order and fire safety",
                n,
            ),
            key,
        )
    else:
        yield from telling.say(
            lambda n: ngettext(
                "have {n} business sign a commitment to security, order and fire safety",
                "have {n} businesses sign commitments to security, order and fire safety",
                n,
            ),
            key,
        )


# Sessions, whatever they are called.


def _sessions(telling: Telling, key: ActivityKey, group: SourceGroup) -> Iterator[str]:
    quantity = telling.count(key)
    if not quantity:
        return
    topics = _topics(telling, key)
    only = next(iter(topics)) if len(topics) == 1 and topics.get(next(iter(topics))) == quantity else None
    told = _held(key.unit, grammar(quantity)).format(n=telling.number(quantity, key), what=_what(key, only))
    told = _with_attendance(telling, key, told)
    if topics and only is None:
        told = _with_topics(telling, key, told, topics)
    yield _verb(key.type, group).format(sessions=told)


def _topics(telling: Telling, key: ActivityKey) -> dict[Topic, Decimal]:
    if not ACTIVITY_RULES[key.type].has_topic:
        return {}
    found = {topic: telling.count(replace(key, topic=topic)) for topic in Topic}
    return {topic: quantity for topic, quantity in found.items() if quantity}


def _held(unit: UnitOfCount, count: int) -> str:
    match unit:
        case UnitOfCount.SESSION:
            return ngettext("{n} campaign of {what}", "{n} campaigns of {what}", count)
        case UnitOfCount.TURN:
            return ngettext("{n} round of {what}", "{n} rounds of {what}", count)
        case UnitOfCount.MEETING:
            return ngettext("{n} meeting of {what}", "{n} meetings of {what}", count)
        case _:
            return ngettext("{n} session of {what}", "{n} sessions of {what}", count)


def _verb(of: ActivityType, group: SourceGroup) -> str:
    if group in _ORGANISERS:
        return _("hold {sessions}")
    match of:
        case ActivityType.PATROL | ActivityType.FIRE_DRILL:
            return _("take part in {sessions}")
        case ActivityType.TRAFFIC_GUIDANCE:
            return _("assist in {sessions}")
        case _:
            return _("help to hold {sessions}")


def _what(key: ActivityKey, topic: Topic | None) -> str:
    """Return what sessions are, about one topic or about none in particular."""
    match key.type:
        case ActivityType.PROPAGANDA:
            return _publicity(key.unit, topic)
        case ActivityType.TRAINING:
            return _("training on {topic}").format(topic=_about(topic)) if topic else _("training")
        case ActivityType.PATROL:
            return _("people's patrols")
        case ActivityType.TRAFFIC_GUIDANCE:
            return _("guiding traffic and keeping the roads in order")
        case ActivityType.FIRE_DRILL:
            return _("fire and rescue drills")
        case _:
            return _("other activities on {topic}").format(topic=_about(topic)) if topic else _("other activities")


def _publicity(unit: UnitOfCount, topic: Topic | None) -> str:
    match topic:
        case None:
            return _("publicity")
        case Topic.LAW if unit is UnitOfCount.MEETING:
            return pgettext("meetings", "publicity and teaching of the law")
        case Topic.LAW:
            return _("publicity and teaching of the law")
        case Topic.PAVEMENTS:
            return _("publicity for free pavements and roads and against selling out of hours")
        case _:
            return _("publicity on {topic}").format(topic=_about(topic))


def _about(topic: Topic) -> str:
    """Return a topic as it stands behind "about"."""
    return {
        Topic.LAW: pgettext("about", "the law"),
        Topic.CRIME: pgettext("about", "preventing and fighting crime"),
        Topic.TRAFFIC: pgettext("about", "the law on road traffic order and safety"),
        Topic.FIRE: pgettext("about", "fire prevention and fighting"),
        Topic.DRUGS: pgettext("about", "preventing and fighting drugs"),
        Topic.ONLINE_FRAUD: pgettext("about", "recognising and avoiding fraud on the internet"),
        Topic.USURY: pgettext("about", "illegal lending"),
        Topic.WEAPONS: pgettext("about", "handing in weapons, explosives and support tools"),
        Topic.PAVEMENTS: pgettext("about", "free pavements and roads and no selling out of hours"),
        Topic.BORDER: pgettext("about", "entry and exit"),
        Topic.ENVIRONMENT: pgettext("about", "protecting the environment"),
        Topic.OTHER: pgettext("about", "other matters"),
    }[topic]


def _with_attendance(telling: Telling, key: ActivityKey, told: str) -> str:
    second = replace(key, is_second=True)
    attended = telling.say(
        lambda n: ngettext("{sessions} with {n} attendance", "{sessions} with {n} attendances", n),
        second,
        sessions=told,
    )
    return attended[0] if attended else told


def _with_topics(telling: Telling, key: ActivityKey, told: str, topics: dict[Topic, Decimal]) -> str:
    """Return sessions with what they were about; where numbers are only hinted at, the topics alone."""
    if telling.style is NumberStyle.MANY and sum(topics.values()) == telling.count(key):
        return _("{sessions} on {topics}").format(sessions=told, topics="; ".join(map(_about, topics)))
    parts = [
        _of_topic(key.unit, grammar(quantity)).format(
            n=telling.number(quantity, replace(key, topic=topic)), topic=_about(topic)
        )
        for topic, quantity in topics.items()
    ]
    return _("{sessions}, among them {parts}").format(sessions=told, parts=", ".join(parts))


def _of_topic(unit: UnitOfCount, count: int) -> str:
    match unit:
        case UnitOfCount.SESSION:
            return ngettext("{n} campaign on {topic}", "{n} campaigns on {topic}", count)
        case UnitOfCount.TURN:
            return ngettext("{n} round on {topic}", "{n} rounds on {topic}", count)
        case UnitOfCount.MEETING:
            return ngettext("{n} meeting on {topic}", "{n} meetings on {topic}", count)
        case _:
            return ngettext("{n} session on {topic}", "{n} sessions on {topic}", count)
