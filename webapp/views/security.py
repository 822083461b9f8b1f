"""What keeps a reader's library to the reader: headers, and no change asked for by other sites."""

from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, request

from webapp.views.assets import HTMX_URL

_POLICY = "; ".join(
    [
        "default-src 'none'",
        f"script-src 'self' {HTMX_URL}",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def init_app(app: Flask) -> None:
    """Check every request that changes something, and add the headers to every answer."""
    app.before_request(_refuse_other_sites)
    app.after_request(_add_headers)


def _refuse_other_sites() -> None:
    """Abort with 403 when a browser says that another site sent a changing request.

    Programs send neither header and are no risk: only a browser carries somebody else's wishes.
    An address of the API is open to every site, unless it changes something.
    """
    if request.method in _SAFE_METHODS or _only_tells():
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None and site not in {"same-origin", "none"}:
        abort(403)
    if origin is not None and urlsplit(origin).netloc != request.host:
        abort(403)


def _only_tells() -> bool:
    """Whether the address belongs to the API and changes nothing."""
    view = current_app.view_functions.get(request.endpoint or "")
    operation = getattr(view, "operation", None)
    return operation is not None and not operation.changes


def _add_headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", _POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    return response
