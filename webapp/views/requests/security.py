"""Protection of the library from other sites: headers, and no change on their request."""

from flask import Flask, Response, abort, current_app, request

from webapp.errors import BadInput, Refused
from webapp.hosts import authority
from webapp.views.context import is_of_programs, settings, signed_in
from webapp.views.templates import HTMX_URL

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
#: What no page here asks a browser for.
_PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "camera",
        "display-capture",
        "geolocation",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)
#: What programs that watch the server ask by an address of their own.
_FOR_EVERY_HOST = {"api.translation.health", "api.translation.ready", "api.frontend.metrics"}
#: The files that are no secret.
_FILES = {"static", "assets.show"}
_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def init_app(app: Flask) -> None:
    """Check the host of every request and whose it is, and add the headers to every answer."""
    app.before_request(_refuse_other_hosts)
    app.before_request(_refuse_other_sites)
    app.before_request(_refuse_strangers)
    app.after_request(_add_headers)


def _refuse_other_hosts() -> None:
    """Raise BadInput when the request is for a host that this server does not answer to.

    Werkzeug's own check knows no IPv6. A request without the header comes from no browser.
    """
    header = request.headers.get("Host")
    if header is None or request.endpoint in _FOR_EVERY_HOST:
        return
    asked = authority(header)
    if asked is None or not settings().answers_to(asked[0]):
        raise BadInput("This server does not answer to that host name.")


def _refuse_other_sites() -> None:
    """Abort with 403 when a browser says that another site sent a changing request.

    Programs send neither header and are no risk: only a browser sends another site's requests.
    A request for an address without a view can change nothing and gets its 404.
    """
    if request.method in _SAFE_METHODS or not request.endpoint or _is_open_to_every_site():
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None and site not in {"same-origin", "none"}:
        abort(403)
    if origin is not None and not _is_this_site(origin):
        abort(403)


def _refuse_strangers() -> None:
    """Raise Refused for a page of the library where the proxy must name who signed in.

    The API has its keys, and the files of ``static`` are no secret.
    """
    if not settings().user_header or request.endpoint in _FILES or is_of_programs():
        return
    if not signed_in():
        raise Refused("Sign in first: the library's pages are closed here.")


def _is_this_site(origin: str) -> bool:
    """Whether an origin has the host and the port that the request is for."""
    scheme, _, address = origin.partition("://")
    default = {"http": "80", "https": "443"}.get(scheme)
    sent, asked = authority(address), authority(request.headers.get("Host", ""))
    if sent is None or asked is None:
        return False
    return sent[0] == asked[0] and (sent[1] or default) == (asked[1] or default)


def _is_open_to_every_site() -> bool:
    """Whether the address belongs to the API and changes nothing, or only for a caller with a key.

    A browser sends no key by itself, as it does a cookie: a page that sends one was given it.
    """
    view = current_app.view_functions[request.endpoint or ""]
    operation = getattr(view, "operation", None)
    if operation is None:
        return False
    return not operation.changes or (operation.guarded and settings().api_keys)


def _add_headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", _POLICY)
    response.headers.setdefault("Cache-Control", "private, no-cache")
    response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    return response
