"""Files that people send: noted as expected at once, fetched later."""

from handlers.parts import Parts
from handlers.talk import Talk
from storage import evidence


async def kept_files(talk: Talk, parts: Parts) -> tuple[int, ...]:
    """Note the file of a message as expected; returns its evidence, or nothing."""
    if parts.file is None:
        return ()
    return (
        await evidence.expect(
            talk.session,
            talk.vault,
            contact_id=talk.contact.id,
            bot=talk.contact.bot,
            kind=parts.file.kind,
            file_id=parts.file.file_id,
            now=talk.now,
        ),
    )
