"""Answers that a browser is to save: the header that gives them their name."""

from urllib.parse import quote

from flask import Response

from webapp.formats.writers.filenames import plain_filename

#: What stands for itself in a parameter of RFC 5987, beside letters, digits and ``-._~``.
_ATTRIBUTE_CHARS = "!#$&+^`|"


def as_download(response: Response, name: str) -> Response:
    """Have ``response`` saved as ``name`` (RFC 6266): whole in ``filename*``, else in ASCII."""
    plain = plain_filename(name)
    names = {"filename": plain}
    if plain != name:
        names["filename*"] = f"UTF-8''{quote(name, safe=_ATTRIBUTE_CHARS)}"
    response.headers.set("Content-Disposition", "attachment", **names)
    return response
