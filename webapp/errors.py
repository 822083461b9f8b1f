"""The tree of domain errors: each carries its HTTP status and one sentence for people.

    VisavisError                  500
    ├── BadInput                  400  the input cannot be used
    │   ├── EmptyText             400
    │   ├── NotText               415  bytes that are no text
    │   ├── UnreadableDocument    422  a file of a known format: damaged, protected or without text
    │   │   └── ScannedDocument   422  a PDF of pictures, whose words can be recognised
    │   ├── UnsupportedPair       400  no package for these languages
    │   ├── UnreadLanguage        400  no package for the language that a text seems to be in
    │   └── UnsupportedLanguage   400  no package knows this language at all
    ├── NotFound                  404
    │   └── UnknownWord           404  no dictionary has this word
    ├── TooLarge                  413
    ├── Outdated                  409  somebody changed it meanwhile
    ├── Refused                   403  not allowed: a wrong key, a feature that is off
    ├── RateExceeded              429  more calls than a rate allows
    ├── QuotaExceeded             429  the caller's allowance of characters is used up
    ├── Abandoned                 499  the caller has gone
    ├── PackageError              422  an Argos package that cannot be installed or read
    ├── NotFetched                502  a page at another address that cannot be fetched
    └── Unavailable               503  try again later, nothing was lost
        ├── Busy                  503  too much at once; tells when to come back
        ├── NoPackage             503  no Argos package at all
        ├── LibraryUnavailable    503  disk full, database locked or unreadable
        ├── DictionaryUnavailable 503  the bundled dictionary is missing or damaged
        └── TranslationFailed     503  the engine refused a segment

Domain code raises them and knows no HTTP library; one handler in ``webapp.views`` renders them as a
page, a fragment or JSON. A sentence never contains the user's text.
"""

from collections.abc import Sequence
from typing import ClassVar


class VisavisError(Exception):
    """The base of all errors that people see; ``str(error)`` is the sentence for them."""

    status: ClassVar[int] = 500


class BadInput(VisavisError):
    """The input cannot be used as it is."""

    status = 400


class EmptyText(BadInput):
    """There is no text to translate."""

    def __init__(self) -> None:
        super().__init__("There is no text to translate: it is empty or has only spaces.")


class NotText(BadInput):
    """Bytes that cannot be read as text in any likely encoding."""

    status = 415


class UnreadableDocument(BadInput):
    """A file of a known format that is damaged, protected or has no text."""

    status = 422


class ScannedDocument(UnreadableDocument):
    """A PDF that has only pictures of pages, and whose words can be recognised on this machine."""

    def __init__(self, _sentence: str = "") -> None:
        super().__init__(
            "This PDF has no text, only pictures of pages (a scan), in which no word is recognised "
            "(OCR)."
        )


class UnsupportedPair(BadInput):
    """No installed package translates between the two languages asked for."""

    def __init__(self, source: str, target: str, pairs: Sequence[tuple[str, str]]) -> None:
        self.pairs = [f"{one} → {other}" for one, other in pairs]
        super().__init__(
            f"No installed package translates from “{source[:20]}” to “{target[:20]}”. "
            f"Installed: {', '.join(self.pairs)}."
        )


class UnreadLanguage(BadInput):
    """No installed package translates from the language that a text seems to be in."""

    def __init__(self, language: str, target_language: str, pairs: Sequence[str]) -> None:
        self.pairs = list(pairs)
        super().__init__(
            f"This looks like {language}, and no installed package translates from {language} "
            f"into {target_language}. If it is in another language, say which."
        )


class UnsupportedLanguage(BadInput):
    """No installed package knows a language that was asked for."""

    def __init__(self, code: str, pairs: Sequence[tuple[str, str]]) -> None:
        self.pairs = [f"{one} → {other}" for one, other in pairs]
        super().__init__(f"{code[:20]} is not supported")


class NotFound(VisavisError):
    """The thing that was asked for does not exist, or no longer exists."""

    status = 404


class UnknownWord(NotFound):
    """No dictionary has this word; ``nearest`` are those that look most like it."""

    def __init__(self, nearest: Sequence[str]) -> None:
        self.nearest = list(nearest)
        near = f" Nearest: {', '.join(nearest)}." if nearest else ""
        super().__init__(f"The dictionary does not have this word.{near}")


class TooLarge(VisavisError):
    """More text or bytes than the settings allow."""

    status = 413


class Outdated(VisavisError):
    """What is to be changed is no longer what its reader saw."""

    status = 409


class Refused(VisavisError):
    """The request is understood but not allowed."""

    status = 403


class RateExceeded(VisavisError):
    """A caller has made more calls than its rate allows."""

    status = 429


class QuotaExceeded(VisavisError):
    """A caller has used up the characters that it may have translated."""

    status = 429


class Abandoned(VisavisError):
    """The caller has gone, so nobody reads this; nginx uses the same status."""

    status = 499

    def __init__(self) -> None:
        super().__init__("The caller has gone.")


class NotFetched(VisavisError):
    """A page at another address that cannot be fetched."""

    status = 502


class PackageError(VisavisError):
    """An Argos package that cannot be fetched, verified, installed or removed."""

    status = 422


class Unavailable(VisavisError):
    """A passing fault: nothing is lost, and the same request can succeed later."""

    status = 503


class Busy(Unavailable):
    """Too much is going on at once; ``retry_after`` tells when to come back, in seconds."""

    def __init__(self, sentence: str, retry_after: float) -> None:
        self.retry_after = retry_after
        super().__init__(sentence)


class NoPackage(Unavailable):
    """No Argos package is installed, not even the bundled one."""

    def __init__(self) -> None:
        super().__init__(
            "No translation package is installed. Run “visavis models install fr_en”, "
            "or give that command a .argosmodel file."
        )


class LibraryUnavailable(Unavailable):
    """The database cannot be read or written now (disk full, locked, not writable)."""


class DictionaryUnavailable(Unavailable):
    """The bundled dictionary is missing or damaged."""

    def __init__(self) -> None:
        super().__init__("The bundled dictionary cannot be read: install Vis-à-vis again.")


class TranslationFailed(Unavailable):
    """The engine could not translate a segment."""


class WithoutMessage(RuntimeError):
    """Stands for another error in a log, and says its name alone."""


def without_message(error: Exception) -> WithoutMessage:
    """The error for a log: its traceback names code, but its message could quote a text."""
    if isinstance(error, WithoutMessage):
        return error
    return WithoutMessage(type(error).__name__).with_traceback(error.__traceback__)
