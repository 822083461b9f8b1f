"""Listens to the statements that a request sends to the database."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that this thread sends to any database in the block, but for its beginning.

    The test client answers in the thread that calls it; threads of other tests do not count.
    """
    sent: list[str] = []
    caller = threading.get_ident()

    def listen(*heard: object) -> None:
        statement = str(heard[2])
        begins = statement.startswith("BEGIN") or "pg_advisory" in statement
        if threading.get_ident() == caller and not begins:
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
