"""What a fault of the database means for people: one sentence for each kind."""

from sqlalchemy import exc

from webapp.errors import LibraryUnavailable

_BUSY = "Another program holds {place}. Nothing was lost; please try again."
#: By the beginning of what SQLite names a fault, or of PostgreSQL's five characters (SQLSTATE).
_SENTENCES = {
    "SQLITE_FULL": "The disk of {place} is full. All that was kept before is safe; make room, then "
    "try again.",
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_READONLY": "{Place} cannot be written. Nothing was lost; check the rights of the file "
    "and of its folder.",
    "SQLITE_CANTOPEN": "{Place} cannot be opened. Nothing was changed; check the rights of the "
    "file and of its folder.",
    "SQLITE_CORRUPT": "{Place} is damaged. Nothing was changed; “visavis check” says what is wrong "
    "and “visavis restore” puts a copy in its place.",
    "SQLITE_NOTADB": "{Place} is no library: its file is damaged or something else. Nothing was "
    "changed; “visavis restore” puts a copy in its place.",
    "SQLITE_ERROR": "{Place} is not whole, or is another program's. Nothing was changed; “visavis "
    "check” says what is wrong and “visavis restore” puts a copy in its place.",
    "531": "The disk of {place} is full. All that was kept before is safe; make room, then try "
    "again.",
    "533": "The database server of {place} has too many connections. Nothing was lost; please try "
    "again, or let it have more (max_connections).",
    "55P03": _BUSY,
    "40": _BUSY,
    "25006": "The database server of {place} can only be read now. Nothing was lost; please try "
    "again.",
    "42501": "{Place} cannot be written: its user lacks the right. Nothing was changed; make that "
    "user the owner of the database.",
}
#: Told where PostgreSQL gives no SQLSTATE: no connection could be had, or it was lost.
_UNREACHED = (
    "The database server of {place} cannot be reached now. Nothing was lost; please try again. If "
    "that stays so, check that it runs, and VISAVIS_DATABASE_URL."
)
_OTHERWISE = (
    "{Place} cannot be read or written now: its disk may be full, or another program may hold it. "
    "Nothing was lost; please try again."
)


def unavailable(
    error: exc.DatabaseError | exc.TimeoutError, place: str = "the library"
) -> LibraryUnavailable:
    """The domain error of a fault of the database; ``place`` names the library to people."""
    sentence = _BUSY if isinstance(error, exc.TimeoutError) else _sentence(error.orig)
    return LibraryUnavailable(sentence.format(place=place, Place=place[:1].upper() + place[1:]))


def _sentence(fault: BaseException | None) -> str:
    if fault is not None and hasattr(fault, "sqlstate"):
        code = str(fault.sqlstate or "")
        otherwise = _UNREACHED if code[:2] in ("", "08", "28", "3D", "57") else _OTHERWISE
    else:
        code, otherwise = str(getattr(fault, "sqlite_errorname", "")), _OTHERWISE
    kind = next((name for name in _SENTENCES if code.startswith(name)), "")
    return _SENTENCES.get(kind, otherwise)
