"""Milestones → what was replicated and recognised in the period: "68 mô hình được nhân rộng"."""

from collections.abc import Iterator

from domain.figures import MilestoneKey
from domain.structures import Milestone, StructureType
from locales import gettext as _
from reports.wording.structures import structures
from reports.wording.telling import Telling, listed


def milestone_sentence(telling: Telling) -> list[str]:
    """Return one sentence about what happened to structures, or nothing."""
    replicated, recognised = (list(_reached(telling, milestone)) for milestone in Milestone)
    told = []
    if replicated:
        told.append(_("{structures} replicated").format(structures=listed(replicated)))
    if recognised:
        told.append(_("{structures} examined and recognised by the police").format(structures=listed(recognised)))
    return [_("In this period: {events}.").format(events="; ".join(told))] if told else []


def _reached(telling: Telling, milestone: Milestone) -> Iterator[str]:
    for of in StructureType:
        yield from telling.say(lambda n, of=of: structures(of, n), MilestoneKey(of, milestone))  # type: ignore[misc]
