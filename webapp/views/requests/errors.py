"""One handler for every error: a page, a fragment for htmx, or JSON for the API's callers."""

import errno
import logging
from http import HTTPStatus
from math import ceil
from typing import Any

from flask import Flask, Response, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from webapp.errors import (
    Busy,
    Unavailable,
    UnreadLanguage,
    UnsupportedLanguage,
    UnsupportedPair,
    VisavisError,
    without_message,
)

log = logging.getLogger(__name__)

#: How the paths of DeepL's addresses begin; its clients look for another name in a fault.
DEEPL_PATHS = ("/v2/", "/v3/")
#: What callers of DeepL's API are told where it has an address and this one has none.
NOT_OFFERED = (
    "This part of DeepL's API is not offered here: only texts, documents, languages, usage and "
    "glossaries are."
)
#: Sentences for the faults that Werkzeug finds before a view runs.
SENTENCES = {
    400: "The server could not understand this request.",
    403: "This request came from another site, so nothing was changed.",
    404: "There is nothing at this address.",
    405: "This address cannot be used in that way.",
    413: "This is more than the server accepts at once. Cut it into parts.",
    415: "The server does not take this type of content.",
    500: "Something went wrong on the server; the fault was logged. Nothing was lost.",
}
#: By which a system says that a disk or a share of it is full, or that a file may not grow.
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def init_app(app: Flask) -> None:
    """Register the handler for domain errors, HTTP errors and everything unforeseen."""
    app.register_error_handler(VisavisError, _domain_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(OSError, _system_error)
    app.register_error_handler(Exception, _unforeseen)


def _domain_error(error: VisavisError) -> ResponseReturnValue:
    unsupported = (UnsupportedPair, UnsupportedLanguage, UnreadLanguage)
    extra = {"pairs": error.pairs} if isinstance(error, unsupported) else {}
    response = error_response(str(error), error.status, extra)
    if isinstance(error, Busy):
        response.headers["Retry-After"] = str(ceil(error.retry_after))
    return response


def _http_error(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:  # a redirect is no error
        return error.get_response()
    is_deepl = status == 404 and request.path.startswith(DEEPL_PATHS)
    sentence = NOT_OFFERED if is_deepl else SENTENCES.get(status, error.name + ".")
    response = error_response(sentence, status)
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def _system_error(error: OSError) -> ResponseReturnValue:
    if error.errno in _FULL:
        return _domain_error(
            Unavailable(
                "The server's disk is full. Nothing was lost; make room on it, then try again."
            )
        )
    return _unforeseen(error)


def _unforeseen(error: Exception) -> ResponseReturnValue:
    log.error("Unforeseen %s", type(error).__name__, exc_info=without_message(error))
    return error_response(SENTENCES[500], 500)


def error_response(sentence: str, status: int, extra: dict[str, Any] | None = None) -> Response:
    """The sentence in the form its reader understands, with the status."""
    if wants_json():
        name = "message" if request.path.startswith(DEEPL_PATHS) else "error"
        response = jsonify({name: sentence} | (extra or {}))
    else:
        template = "errors/_error.html" if "HX-Request" in request.headers else "errors/show.html"
        name = HTTPStatus(status).phrase
        page = render_template(template, sentence=sentence, status=status, name=name)
        response = current_app.make_response(page)
    response.status_code = status
    return response


def wants_json() -> bool:
    """Whether the caller is a program: below an address of the API, or sending or wanting JSON.

    A caller that found no view is a program, too, unless it asks for a page, as every browser does.
    """
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    if is_below_the_api() or request.is_json or best == "application/json":
        return True
    asks_for_a_page = "text/html" in request.headers.get("Accept", "")
    return not (request.endpoint or asks_for_a_page or "HX-Request" in request.headers)


def is_below_the_api() -> bool:
    """Whether the path begins like an address of the API, also if there is nothing there."""
    rules = current_app.url_map.iter_rules()
    roots = {_root(rule.rule) for rule in rules if rule.endpoint.startswith("api.")}
    return _root(request.path) in roots


def _root(path: str) -> str:
    return path.split("/", 2)[1]
