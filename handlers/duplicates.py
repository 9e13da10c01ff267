"""Other tips that likely tell of the same event, as officers are shown them: at most three, each with its reason.

Of a tip in the same queue its code is shown, and what it has in common with this one; its words are one press away. Of
a neighbouring unit's tip only the code, the unit, how far away it is, and when it came in, so that two units can talk
about it. Nothing is shown of a reporter, and a citizen never sees any of this.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from aiogram.utils.formatting import Bold, Code, Text

from domain import reading
from domain.access import COUNTRY
from domain.codes import spaced
from domain.masking import mask
from domain.place import Position
from domain.reading import Reading
from domain.tip import Category, Draft
from handlers import placing, texts, timing
from handlers.actions import ASSESSABLE
from handlers.callbacks import JoinSibling, OpenTip
from handlers.choices import Choice
from handlers.quoting import displayed, shortened
from handlers.receipt import ROUNDED, received, rounded
from handlers.talk import Talk
from locales import gettext as _
from places.boundaries import BoundariesError
from places.nearest import likely
from reports import labels
from reports.numbers import duration
from storage import incidents, sketches, tips
from storage.sketches import KEPT, Kept
from storage.tips import Tip
from triage.duplicates import Comparison, Known, Likeness, Report, likeliest, words_in_common
from triage.kept_reports import pack, unpack
from triage.sketches import Drawn, draw
from triage.suggest import Suggestion

SHOWN = 3
"""Tips that are shown at most: with more, people stop looking."""

BORDER_M = 1_000.0
"""Metres from a position within which another unit's tips are compared, where the unit and the tip both are so near."""

VERY_LIKELY, LIKELY = 0.9, 0.7
"""Scores from which an officer reads "very likely" and "likely"; what is shown at all is possible."""

WORDS_SHOWN = 2
"""Runs of words in common that a reason names."""

WORDS_SIZE = 40
"""UTF-16 units of each of them."""

STEP_M, STEP_BESIDE_M = 10, 100
"""Metres to which a distance is rounded; to a neighbour's tip more, so that it does not tell exactly where that was."""


FORM = 1
"""Goes before what is kept; to be raised whenever `triage.kept_reports` packs otherwise, so that what was kept before
is passed over for the week that it lasts instead of being misread."""


@dataclass(frozen=True, slots=True)
class Sibling:
    """A tip that likely tells of the same event.

    Attributes:
        tip: The other tip, where it is in the same queue; None for one of a neighbour's.
        code: Its code.
        place: The commune in whose queue it is, as people read it; empty for one in the same queue.
        received_at: When it came in, as staff may know it.
        likeness: How likely it is, and why.
        words: What both have in common in the citizen's own words, numbers of persons and vehicles hidden; empty for a
            neighbour's.
        is_united: Whether both are put to one incident already.
    """

    tip: Tip | None
    code: str
    place: str
    received_at: datetime
    likeness: Likeness
    words: tuple[str, ...]
    is_united: bool


def sketch(talk: Talk, draft: Draft, found: Suggestion) -> bytes:
    """Return what duplicates of a draft are found by once it is sent.

    Args:
        talk: The citizen's.
        draft: What they send.
        found: What the machine makes of its words.
    """
    categories = {one.category.value: one.confidence for one in found.categories}
    report = Report(
        sketch=_drawn(draft.text, sketches.key(talk.vault))[1].sketch,
        sent_at=talk.now,
        position=placing.point_of(draft),
        meaning=Known(
            categories={draft.category.value: 1.0} if draft.category else categories,
            happened=timing.occurred(draft, found),
        ),
    )
    return bytes([FORM]) + pack(report)


@lru_cache(maxsize=16)
def _drawn(words: str, key: bytes) -> tuple[Reading, Drawn]:
    """Return what is compared of a citizen's words: numbers of persons and vehicles find nobody's other tips.

    The words of a tip are asked about when it is recorded, and again when it is announced.
    """
    # Masked as a whole: a part of a number plate does not look like one.
    text = reading.read(mask(displayed(words)))
    return text, draw(text, key)


def _report(kept: Kept) -> Report | None:
    """Return a tip as it is compared, None where it was kept in another form."""
    return _unpacked(kept.content[1:], kept.sent_at) if kept.content[0] == FORM else None


@lru_cache(maxsize=1024)
def _unpacked(content: bytes, sent_at: datetime) -> Report:
    """Return a tip as it is compared; the last tips of a unit are compared with every new one."""
    return unpack(content, sent_at=sent_at)


async def siblings(talk: Talk, tip: Tip, words: str, position: Position | None) -> tuple[Sibling, ...]:
    """Return the tips that likely tell of the same event as this one, likeliest first.

    Args:
        talk: Anybody's; what is returned is for those alone who handle the tip's queue.
        tip: The tip.
        words: What the citizen wrote, whole.
        position: Where that was, as far as they shared it.
    """
    if talk.now - tip.received_at > KEPT:
        return ()
    beside = _beside(talk, tip.unit_code, position) if position else []
    kept = await sketches.around(
        talk.session, talk.vault, tip.id, unit_code=tip.unit_code, sent_at=tip.received_at, beside=beside
    )
    if kept is None:
        return ()
    found = dict(likeliest(_compared(*kept)))
    return await _described(talk, tip, words, found) if found else ()


def _beside(talk: Talk, unit_code: str, position: Position) -> list[str]:
    """Return the other communes whose tips may be compared with one at this position, nearest first.

    For a commune, these are its neighbours where the position is near their border: whoever sends a tip with a position
    deep in another commune learns nothing of what is known there. For a desk, the communes below it.
    """
    near = _near(talk, position)
    if talk.gazetteer.knows(unit_code):
        return [code for code in near if code != unit_code] if unit_code in near else []
    return [code for code in near if unit_code in {COUNTRY, talk.gazetteer.commune(code).province_code}]


def _near(talk: Talk, position: Position) -> list[str]:
    """Return the communes within reach of a position, nearest first: exactly where boundaries are known."""
    try:
        dataset = talk.boundaries.dataset
        exact = talk.boundaries.at(position, BORDER_M) if dataset else []
    except BoundariesError:
        # The boundaries have logged it; without them a few more communes are looked at.
        dataset, exact = None, []
    known = dataset.codes if dataset else frozenset()
    guessed = [one.code for one in likely(talk.gazetteer, position) if one.beyond_km * 1000 <= BORDER_M]
    found = [*(one.code for one in exact), *(code for code in guessed if code not in known)]
    return [code for code in found if talk.gazetteer.knows(code)]


def _compared(own: Kept, others: Iterable[Kept]) -> Iterable[tuple[Kept, Likeness | None]]:
    """Yield the other tips with their likeness, None for what is too unlikely or, in another unit, too far away."""
    report = _report(own)
    comparison = Comparison(report) if report else None
    for other in others:
        earlier = _report(other)
        likeness = comparison.likeness(earlier) if comparison and earlier else None
        if likeness is not None and other.unit_code != own.unit_code:
            is_near = likeness.distance_m is not None and likeness.distance_m <= BORDER_M
            likeness = likeness if is_near else None
        yield other, likeness


async def _described(talk: Talk, tip: Tip, words: str, found: Mapping[Kept, Likeness]) -> tuple[Sibling, ...]:
    """Return what staff may know of the tips that were found."""
    numbers = [one.tip_id for one in found]
    own = {one.id: one for one in await tips.of_same_unit(talk.session, talk.vault, tip, numbers)}
    hints = {one.id: one for one in await tips.hints(talk.session, talk.vault, set(numbers) - set(own))}
    # What nobody has touched yet belongs to no incident.
    united = await incidents.united_with(talk.session, tip) if tip.version > 1 else frozenset()
    text, drawn = _drawn(words, sketches.key(talk.vault))
    told: list[Sibling] = []
    for kept, likeness in found.items():
        if len(told) == SHOWN:
            break
        if other := own.get(kept.tip_id):
            common = _in_common(text, drawn, likeness)
            told.append(Sibling(other, other.code, "", received(other), likeness, common, is_united=other.id in united))
        elif (hint := hints.get(kept.tip_id)) and talk.gazetteer.knows(hint.unit_code):
            place = talk.gazetteer.label(hint.unit_code)
            told.append(Sibling(None, hint.code, place, rounded(hint.received_at), likeness, (), is_united=False))
    return tuple(told)


def _in_common(text: Reading, drawn: Drawn, likeness: Likeness) -> tuple[str, ...]:
    """Return what two tips have in common in one's own words."""
    return tuple(" ".join(words.split()) for words in words_in_common(text, drawn, likeness)[:WORDS_SHOWN])


# What is shown.


def lines(tip: Tip, found: Iterable[Sibling]) -> list[Text | str]:
    """Return the likely duplicates as a card shows them, in the current language; nothing where there are none."""
    told = [Text(Code(spaced(one.code)), " ", _told(tip, one)) for one in found]
    return ["", Bold(_("POSSIBLY THE SAME EVENT")), *told] if told else []


def _told(tip: Tip, one: Sibling) -> str:
    """Return how likely a tip tells of the same event, and why."""
    score = _score(one.likeness.score)
    if one.tip is None:
        said = _("({place}): {score}; {reason}")
        return said.format(place=one.place, score=score, reason=_reason_beside(one))
    if one.is_united:
        return _("– in one incident with it already; {reason}").format(reason=_reason(tip, one))
    return _("– {score}; {reason}").format(score=score, reason=_reason(tip, one))


def _score(score: float) -> str:
    """Return how likely it is in words."""
    if score >= VERY_LIKELY:
        return _("very likely")
    return _("likely") if score >= LIKELY else _("possible")


def _reason(tip: Tip, one: Sibling) -> str:
    """Return why: "120 m away, sent 15 minutes apart, same kind: fire, explosion; same words: “kho mút xốp”"."""
    metres = one.likeness.distance_m
    near = [] if metres is None else [_("{distance} away").format(distance=_distance(metres, STEP_M))]
    kinds = [_("same kind: {kind}").format(kind=_kind(one.likeness.category))] if one.likeness.category else []
    said = ", ".join([*near, _apart(received(tip), one.received_at), *kinds])
    if not one.words:
        return said
    words = ", ".join(f"“{shortened(words, WORDS_SIZE)}”" for words in one.words)
    return "; ".join([said, _("same words: {words}").format(words=words)])


def _kind(category: str) -> str:
    return labels.category(Category(category)).lower()


def _reason_beside(one: Sibling) -> str:
    """Return what may be known of a neighbour's tip: about how far away, and when it came in."""
    time = texts.clock(one.received_at)
    away = one.likeness.distance_m or 0.0
    return _("about {distance} away, received at {time}").format(distance=_distance(away, STEP_BESIDE_M), time=time)


def _distance(metres: float, step: int) -> str:
    """Return a distance rounded to a step, one at least."""
    return _("{n} m").format(n=max(1, round(metres / step)) * step)


def _apart(one: datetime, other: datetime) -> str:
    """Return how far apart two tips came in, no more exactly than the times themselves are shown."""
    gap = abs(one - other)
    return _("sent within 5 minutes") if gap < ROUNDED else _("sent {length} apart").format(length=duration(gap))


def choices(tip: Tip, found: Iterable[Sibling]) -> list[Choice]:
    """Return for each duplicate in the same queue what one press does: one incident for both, or a look at it first."""
    return [_choice(tip, one.tip, is_united=one.is_united) for one in found if one.tip is not None]


def _choice(tip: Tip, other: Tip, *, is_united: bool) -> Choice:
    code = spaced(other.code)
    if not is_united and {tip.status, other.status} <= ASSESSABLE:
        return Choice(_("One incident with {code}").format(code=code), JoinSibling(tip=tip.id, sibling=other.id))
    return Choice(_("Open {code}").format(code=code), OpenTip(tip=other.id))
