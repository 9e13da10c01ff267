"""Who a tip comes from, as it is counted: the people, the grassroots force, a model (mô hình)."""

from aiogram.types import Message

from domain.access import Officer, acting
from domain.reading import plain
from domain.tip import SourceGroup
from handlers import cards, texts
from handlers.assessing import ask, assessable
from handlers.callbacks import SetSource
from handlers.choices import Choice, Chosen
from handlers.quoting import shortened
from handlers.staff import Awaited, ask_words, on_command, staff_router
from handlers.states import Handling
from handlers.talk import Talk
from locales import gettext as _
from reports import labels
from storage import ledger, sources, tips
from storage.outbox import Call
from storage.sources import RegisteredModel
from storage.tips import Tip, TipNotFoundError

router = staff_router("sources")
pressed = Chosen(router)

MODELS_SHOWN = 12
"""Registered models in one list; of more, a part of the name is typed."""

NAME_SIZE = 60
"""UTF-16 units of a model's name on a button."""

NO_MODEL = 0
"""Stands for a model that is not registered."""


async def models_like(talk: Talk, officer: Officer, words: str = "") -> list[RegisteredModel]:
    """Return the unit's registered models, those alone whose names hold these words, tone marks aside."""
    found = await sources.models_of(talk.session, officer, texts.local_day(talk.now))
    return [one for one in found if plain(words) in plain(one.name)]


@on_command(router, "nguon", lambda tip: SetSource(tip=tip))
@pressed.on(SetSource)
async def set_source(talk: Talk, choice: SetSource, officer: Officer) -> list[Call]:
    """Set as what a tip is counted, and from which of the unit's models it comes."""
    tip = await assessable(talk, officer, choice.tip)
    if choice.group is None:
        choices = [Choice(labels.source_group(one), SetSource(tip=tip.id, group=one)) for one in SourceGroup]
        asked = _("It is counted as from: {source}. From whom is it?")
        return await ask(talk, tip, asked.format(source=labels.source_group(tip.source_group)), choices)
    if choice.group is not SourceGroup.MODEL:
        return await _set(talk, officer, tip, choice.group, None)
    if choice.model < 0:
        return await _ask_model(talk, officer, tip)
    if choice.model == NO_MODEL:
        return await _set(talk, officer, tip, choice.group, None)
    # The number comes from the client: only the unit's own models are there to be named.
    if choice.model not in {one.id for one in await models_like(talk, officer)}:
        raise TipNotFoundError
    return await _set(talk, officer, tip, choice.group, choice.model)


async def _ask_model(talk: Talk, officer: Officer, tip: Tip, words: str = "") -> list[Call]:
    found = await models_like(talk, officer, words)
    await ask_words(talk, Handling.giving_reason, SetSource(tip=tip.id, group=SourceGroup.MODEL))
    choices = [
        Choice(shortened(one.name, NAME_SIZE), SetSource(tip=tip.id, group=SourceGroup.MODEL, model=one.id))
        for one in found[:MODELS_SHOWN]
    ]
    choices.append(Choice(_("None that is registered"), SetSource(tip=tip.id, group=SourceGroup.MODEL, model=NO_MODEL)))
    return await ask(talk, tip, _("From which model? Choose one, or type a part of its name:"), choices)


@router.message(Awaited(Handling.giving_reason, SetSource))
async def find_model(_message: Message, talk: Talk, choice: SetSource, officer: Officer, words: str) -> list[Call]:
    """Offer the models whose names hold what was typed."""
    return await _ask_model(talk, officer, await assessable(talk, officer, choice.tip), words)


async def _set(talk: Talk, officer: Officer, tip: Tip, group: SourceGroup, model_id: int | None) -> list[Call]:
    by = acting(officer)
    after = await tips.set_source(talk.session, talk.vault, tip, group, model_id, by=by, at=talk.now)
    await ledger.follow_source(talk.session, tip, after, by=by, now=talk.now)
    names = await sources.names(talk.session, [model_id] if model_id else [])
    news = _("Source: {source}").format(source=" · ".join([labels.source_group(group), *names.values()]))
    return await cards.opened(talk, after, officer, news=news)
