"""What a fault of the database means for people: one sentence for each kind."""

from sqlalchemy.exc import DatabaseError

from webapp.errors import LibraryUnavailable

_SENTENCES = {
    "SQLITE_FULL": "The disk of {place} is full. All that was kept before is safe; make room, then "
    "try again.",
    "SQLITE_BUSY": "Another program holds {place}. Nothing was lost; please try again.",
    "SQLITE_LOCKED": "Another program holds {place}. Nothing was lost; please try again.",
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
}
_OTHERWISE = (
    "{Place} cannot be read or written now: its disk may be full, or another program may hold it. "
    "Nothing was lost; please try again."
)


def unavailable(error: DatabaseError, place: str = "the library") -> LibraryUnavailable:
    """The domain error of a fault of the database; ``place`` names the library to people."""
    code = str(getattr(error.orig, "sqlite_errorname", ""))
    kind = next((name for name in _SENTENCES if code.startswith(name)), "")
    sentence = _SENTENCES.get(kind, _OTHERWISE)
    return LibraryUnavailable(sentence.format(place=place, Place=place[:1].upper() + place[1:]))
