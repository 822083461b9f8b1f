"""Checks a library without changing it: its file, its tables, its counts and what is unfinished."""

from collections.abc import Iterator
from contextlib import suppress

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from webapp.errors import BadInput
from webapp.library.dialects import opened
from webapp.library.upkeep.copies import check_whole, existing_file
from webapp.library.upkeep.faults import unavailable
from webapp.library.upkeep.migrating import missing_tables

_FACTS = (
    ("texts", "SELECT count(*) FROM documents WHERE deleted_at IS NULL"),
    (
        "deleted texts that can be restored",
        "SELECT count(*) FROM documents WHERE deleted_at IS NOT NULL",
    ),
    ("sentences", "SELECT count(*) FROM segments"),
    ("sentences in the memory", "SELECT count(*) FROM translation_units"),
    (
        "texts that wait for their translation",
        "SELECT count(*) FROM documents WHERE pending_count > 0",
    ),
)
_FAULTS = (
    (
        "texts whose count of pending sentences is wrong",
        (
            "SELECT count(*) FROM documents d WHERE pending_count <> "
            "(SELECT count(*) FROM segments s WHERE s.document_id = d.id AND s.state = 'pending')"
        ),
    ),
    (
        "texts whose count of sentences is wrong",
        (
            "SELECT count(*) FROM documents d WHERE segment_count <> "
            "(SELECT count(*) FROM segments s WHERE s.document_id = d.id)"
        ),
    ),
    (
        "sentences without their paragraph",
        "SELECT count(*) FROM segments WHERE paragraph_id NOT IN (SELECT id FROM paragraphs)",
    ),
    (
        "paragraphs without their text",
        "SELECT count(*) FROM paragraphs WHERE document_id NOT IN (SELECT id FROM documents)",
    ),
    (
        "sentences that are translated but have no target",
        "SELECT count(*) FROM segments WHERE state IN ('translated', 'edited') AND target IS NULL",
    ),
)


def check(url: str) -> tuple[list[str], list[str]]:
    """What a library has, and what is wrong with it, each in lines for people.

    Raises BadInput when there is no library.
    """
    file = existing_file(url)
    try:
        if file is not None:
            check_whole(file)
    except BadInput as error:
        return [], [str(error)]
    engine = opened(url)
    try:
        with engine.connect() as connection:
            if missing := missing_tables(connection):
                return [], [f"The library {file or ''} lacks the table {missing[0]}."]
            faults = list(_damages(connection)) if file else []
            return list(_counted(connection, _FACTS)), faults + [
                line for line in _counted(connection, _FAULTS) if not line.startswith("0 ")
            ]
    except DatabaseError as error:
        return [], [str(unavailable(error, f"the library {file or ''}".strip()))]
    finally:
        with suppress(DatabaseError):
            engine.dispose()


def _damages(connection: Connection) -> Iterator[str]:
    for row in connection.execute(text("PRAGMA integrity_check(10)")):
        if row[0] != "ok":
            yield f"The file is damaged: {row[0]}"
    orphans = len(connection.execute(text("PRAGMA foreign_key_check")).all())
    if orphans:
        yield f"{orphans} rows belong to rows that are not there"


def _counted(connection: Connection, queries: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for name, query in queries:
        yield f"{connection.execute(text(query)).scalar()} {name}"
