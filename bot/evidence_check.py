"""`nguontin evidence check`: whether the kept files and the rows that speak of them fit together."""

from bot.clock import server_clock
from bot.settings import Settings
from storage import evidence
from storage.database import Database
from storage.evidence import EvidenceFiles, Reconciliation
from storage.vault import load_keys

NAMED = 50
"""So many names of files are printed of each kind; the numbers are always whole."""


async def check(settings: Settings) -> Reconciliation:
    """Compare the files with the rows; nothing is changed. Raises OSError where the store does not answer."""
    files = EvidenceFiles(settings.evidence_url, load_keys(settings.keys))
    database = Database(settings.database_url)
    try:
        return await evidence.reconcile(database, files, now=server_clock())
    finally:
        await database.close()


def lines(found: Reconciliation) -> list[str]:
    """Return what was found, for the operator."""
    said = [f"{found.compared} files; {len(found.missing)} missing, {len(found.orphans)} without a row"]
    said += [f"missing: {name}" for name in found.missing[:NAMED]]
    said += [f"without a row, removed by the nightly purge: {name}" for name in found.orphans[:NAMED]]
    left = max(0, len(found.missing) - NAMED) + max(0, len(found.orphans) - NAMED)
    return [*said, f"… and {left} more"] if left else said
