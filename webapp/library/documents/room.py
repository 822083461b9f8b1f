"""How much a library has, and whether there is room for more."""

from typing import NamedTuple

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from webapp.errors import TooLarge
from webapp.library.schema import Document


class Size(NamedTuple):
    """The texts of a library and their characters together, in code points."""

    texts: int
    characters: int


def size_of(session: Session) -> Size:
    """How much a library has, with what is deleted and can still be restored."""
    query = select(func.count(), func.coalesce(func.sum(Document.characters), 0))
    texts, characters = session.execute(query).one()
    return Size(texts, int(characters))


def make_room(session: Session, characters: int, most: int) -> None:
    """Refuse texts for which a library of at most ``most`` characters has no room; 0 is no limit.

    What was deleted gives way and cannot be restored then. Raises TooLarge.
    """
    if not most or size_of(session).characters + characters <= most:
        return
    session.execute(delete(Document).where(Document.deleted_at.is_not(None)))
    kept = size_of(session).characters
    if kept + characters > most:
        raise TooLarge(
            f"There is no room for {characters:,} characters: this library has {kept:,} of the "
            f"{most:,} that it may have. Delete a text, then bring this one again."
        )
