"""People who read English on their phones: what they press is then the text that stands in the code."""

from domain.access import Role
from tests.scene import MY_THUONG, Person, Scene


async def officer(scene: Scene, name: str = "Nam", *, unit: str = MY_THUONG, role: Role = Role.OFFICER) -> Person:
    """Return a new member of staff who reads English."""
    person = await scene.officer(name, unit=unit, role=role)
    await person.say("/english")
    return person


async def citizen(scene: Scene) -> Person:
    """Return a new citizen who reads English."""
    person = scene.citizen()
    await person.say("/english")
    return person
