"""Lanes: what belongs to one chat goes through one lane, and one process at a time works in a lane.

So the order of each chat is kept, however many processes share the work. A lane says nothing about a chat: one in
sixty-four has it too, and which ones these are is known only with the keys.
"""

from storage.vault import Vault

LANES = 64
"""More than there will be workers, and few enough to be looked through in one query."""


def lane_of(vault: Vault, bot: str, chat_id: int) -> int:
    """Return the lane of a chat of a bot, from 0 to `LANES` - 1."""
    return vault.look_up("lane", f"{bot}:{chat_id}")[0] % LANES
