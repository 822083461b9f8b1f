"""What every view needs: the running application's parts, numbers of an address, downloads."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, cast
from urllib.parse import quote

from flask import Response, current_app, g, request, url_for
from werkzeug.datastructures import MultiDict

from webapp.errors import BadInput
from webapp.formats.writers.filenames import plain_filename
from webapp.library import Document
from webapp.people import People
from webapp.pretranslation.desk import Desk
from webapp.settings import Settings
from webapp.words.dictionary import Dictionary
from webapp.words.installed import InstalledDictionaries

#: A path of this site with what follows it; "//" would begin the name of another host.
_LOCAL = re.compile(r"/(?!/)[!-\[\]-~]*")
#: The code of a language (BCP 47), which stands in names of files and heads of tables, too.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")
#: These stand for themselves in a parameter of RFC 5987, as letters, digits and ``-._~`` do.
_ATTRIBUTE_CHARS = "!#$&+^`|"


def desk() -> Desk:
    """The desk over which all reading and changing of a request goes.

    Where people have libraries of their own that is the desk of whom the proxy names, for pages
    and for programs. The one of all answers below /shared/, and programs that come without a name.
    Raises LibraryUnavailable.
    """
    if not settings().own_libraries or is_shared() or not signed_in():
        return people().shared
    if "desk" not in g:
        g.desk = people().desk_of(signed_in())
    return cast("Desk", g.desk)


def people() -> People:
    """The desks of all people."""
    return cast("People", current_app.extensions["visavis.people"])


def signed_in() -> str:
    """The name that the proxy gives of who signed in, on one line; empty where there is none."""
    header = settings().user_header
    return " ".join(request.headers.get(header, "").split()) if header else ""


def is_shared() -> bool:
    """Whether the address stands below /shared/ (webapp.views.requests.shared)."""
    return bool(request.environ.get("visavis.shared"))


def is_of_programs() -> bool:
    """Whether the request is a call of the API, which has keys of its own."""
    return (request.endpoint or "").startswith("api.")


def dictionary() -> Dictionary:
    """The bundled dictionary."""
    return cast("Dictionary", current_app.extensions["visavis.dictionary"])


def installed_dictionaries() -> InstalledDictionaries:
    """The dictionaries that were installed beside the bundled one."""
    return cast("InstalledDictionaries", current_app.extensions["visavis.installed"])


def settings() -> Settings:
    """The application's settings."""
    return cast("Settings", current_app.extensions["visavis.settings"])


def lead_to(endpoint: str, **values: Any) -> Response:
    """Lead the browser to a page of this site, by GET."""
    return lead_back(url_for(endpoint, **values))


def lead_back(address: str) -> Response:
    """Lead the browser to a local address, by GET; any other leads to the library.

    No other function writes the header ``Location``, so that no request can lead away from this
    site. Browsers drop tabs and line ends of an address, and take a backslash for a slash.
    """
    response = Response(status=303)
    response.location = address if _LOCAL.fullmatch(address) else url_for("documents.index")
    return response


def keep_cookie(
    response: Response, name: str, value: str, seconds: int, path: str = "", *, scripts: bool = True
) -> None:
    """Have the browser keep a value for pages below ``path``, or for the whole site.

    ``scripts`` says whether the page's scripts may read it. A value that came over https goes back
    over https alone. With 0 seconds it is forgotten.
    """
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path=path or url_for("documents.index"),
        secure=request.is_secure,
        httponly=not scripts,
        samesite="Lax",
    )


def number(name: str, default: int, given: Mapping[str, str] | None = None) -> int:
    """A whole number of the query string or of a form ``given``; raises BadInput."""
    text = (request.args if given is None else given).get(name, "")
    if not text:
        return default
    if not is_number(text):
        raise BadInput(f"“{name}” in this address must be a whole number.")
    return int(text)


def numbers(name: str, given: MultiDict[str, str]) -> list[int]:
    """All whole numbers of that name in a query string or form; what is none is left out."""
    return [int(text) for text in given.getlist(name) if is_number(text)]


def reads_gzip() -> bool:
    """Whether who asks takes an answer that is compressed so."""
    return request.accept_encodings.quality("gzip") > 0


def language_pair(text: str, what: str) -> tuple[str, str]:
    """The two languages of a form, such as ``fr-en``; raises BadInput, which says ``what`` of."""
    source, _, target = text.partition("-")
    if not _LANGUAGE.fullmatch(source) or not _LANGUAGE.fullmatch(target):
        raise BadInput(f"Choose the two languages of the {what}.")
    return source, target


def is_number(text: str) -> bool:
    """Whether a text is a whole number of at most nine digits, as a database can keep."""
    return text.isascii() and text.isdigit() and len(text) <= 9


def for_page(fragment: str, document: Document) -> Response:
    """A fragment for a page of a document, which asks with the ``count`` of its segments.

    Where segments were cut or joined meanwhile, the numbers on that page are wrong: it is loaded
    again.
    """
    response = Response(fragment)
    if number("count", document.segment_count) != document.segment_count:
        response.headers["HX-Refresh"] = "true"
    return response


def as_download(response: Response, name: str) -> Response:
    """Have ``response`` saved as ``name`` (RFC 6266): whole in ``filename*``, else in ASCII."""
    plain = plain_filename(name)
    names = {"filename": plain}
    if plain != name:
        names["filename*"] = f"UTF-8''{quote(name, safe=_ATTRIBUTE_CHARS)}"
    response.headers.set("Content-Disposition", "attachment", **names)
    return response


def moment_of(text: str) -> datetime:
    """The moment that an address or a form names, in UTC; raises BadInput."""
    with suppress(ValueError, OverflowError):
        given = datetime.fromisoformat(text)
        if given.tzinfo is not None:
            return given.astimezone(UTC)
    raise BadInput("“moment” must be a time with its zone.")
