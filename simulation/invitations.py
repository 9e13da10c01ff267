"""Invitations for simulated officers, written where the service under test finds them."""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from domain.access import Role
from domain.codes import new_token
from storage import people
from storage.database import Database
from storage.vault import Vault


async def invite(
    database: Database, vault: Vault, *, communes: Sequence[str], province: str, count: int, now: datetime
) -> list[str]:
    """Keep so many one-time invitations and return their tokens.

    The first is for the province's desk, the others for officers of the communes, two each as far as they go.

    Args:
        database: The service's.
        vault: Its keys.
        communes: Codes of the communes to staff, the most important first.
        province: The province's code.
        count: How many.
        now: The time, in UTC.
    """
    posts = [(Role.COORDINATOR, province), *((Role.OFFICER, code) for code in communes for _ in range(2))]
    tokens = []
    async with database.begin() as session:
        for number, (role, unit_code) in enumerate(islice(posts, count), start=1):
            token = new_token()
            name = f"Mô phỏng {number}"
            await people.invite(session, vault, token=token, role=role, unit_code=unit_code, name=name, now=now)
            tokens.append(token)
    return tokens
