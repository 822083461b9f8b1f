"""The id of each request, by which its answer and its lines of the log are found together."""

import logging
import re
import secrets
from timeit import default_timer

from flask import Flask, Response, g, request

from webapp.logs import REQUEST_ID

log = logging.getLogger(__name__)

HEADER = "X-Request-Id"
#: An id that a proxy may have given; anything else gets a new one.
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


def init_app(app: Flask) -> None:
    """Give every request its id; where the log is JSON, log that it was answered."""
    app.before_request(_begin)
    app.after_request(_name)
    if app.extensions["visavis.settings"].log_format == "json":
        app.after_request(_log)


def _begin() -> None:
    given = request.headers.get(HEADER, "")
    REQUEST_ID.set(given if _ID.fullmatch(given) else secrets.token_hex(8))
    g.began = default_timer()


def _name(response: Response) -> Response:
    response.headers[HEADER] = REQUEST_ID.get()
    return response


def _log(response: Response) -> Response:
    """Names of views and methods are logged, never an address, which may have words of a search."""
    facts = {
        "view": request.endpoint or "none",
        "method": request.method if request.endpoint else "",
        "status": response.status_code,
        "seconds": round(default_timer() - g.began, 3),
    }
    log.info("Answered.", extra={"facts": facts})
    return response
