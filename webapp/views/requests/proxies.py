"""Behind a proxy: whom a request really comes from, and which address the site has for readers."""

import re
from collections.abc import Iterable, Sequence
from ipaddress import ip_network
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.errors import BadInput
from webapp.hosts import Network, is_within
from webapp.views.requests.shared import SHARED

#: A path that the site may stand below; none that a browser takes for another host or folds.
_PREFIX = re.compile(r"(/(?!\.{1,2}(/|$))[A-Za-z0-9._~-]+)+")
_FORWARDED = ("FOR", "PROTO", "HOST", "PORT", "PREFIX")


def init_app(app: Flask) -> None:
    """Let every request come in by the proxies; raises BadInput for settings that are none."""
    settings = app.extensions["visavis.settings"]
    prefix = checked_prefix(settings.url_prefix)
    pages = {rule.rule.split("/")[1] for rule in app.url_map.iter_rules()}
    pages |= {SHARED[1:]} if settings.own_libraries else set()
    if prefix and prefix.split("/")[1] in pages:
        raise BadInput(f"VISAVIS_URL_PREFIX must not be {prefix}: the site has pages there itself.")
    app.wsgi_app = BehindProxies(  # type: ignore[method-assign]  # Flask's way to add a middleware
        app.wsgi_app,
        trusted=networks(settings.trusted_proxies),
        prefix=prefix,
        user_header=settings.user_header,
    )


class BehindProxies:
    """The application as it is seen through the proxies that are trusted.

    What a trusted proxy says in ``X-Forwarded-For``, ``-Proto``, ``-Host`` and ``-Prefix`` holds;
    nobody else is believed, also not about who signed in (``user_header``), once any proxy is
    named. ``prefix`` is taken off a path that has it: a proxy may take it off itself.
    """

    def __init__(
        self,
        application: WSGIApplication,
        *,
        trusted: Sequence[Network] = (),
        prefix: str = "",
        user_header: str = "",
    ) -> None:
        self._application = application
        self._trusted = trusted
        self._prefix = prefix
        self._user_variable = f"HTTP_{user_header.upper().replace('-', '_')}"

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if is_within(environ.get("REMOTE_ADDR", ""), self._trusted):
            application = self._as_forwarded(environ)
        else:
            self._forget_forwarded(environ)
            application = self._application
        if self._prefix:
            take_prefix_off(environ, self._prefix)
        return application(environ, start_response)

    def _as_forwarded(self, environ: WSGIEnvironment) -> WSGIApplication:
        """The application that believes one value of each header, the last.

        Of the addresses the last one that is no trusted proxy's is the caller's.
        """
        prefix = _last(environ, "PREFIX").rstrip("/")
        is_believed = not self._prefix and _PREFIX.fullmatch(prefix)
        environ["HTTP_X_FORWARDED_PREFIX"] = prefix if is_believed else ""
        scheme = _last(environ, "PROTO")
        if scheme not in {"http", "https"}:
            environ.pop("HTTP_X_FORWARDED_PROTO", None)
        addresses = environ.get("HTTP_X_FORWARDED_FOR", "").split(",")
        hops = 1
        while hops < len(addresses) and is_within(addresses[-hops], self._trusted):
            hops += 1
        return ProxyFix(self._application, x_for=hops, x_proto=1, x_host=1, x_prefix=1)

    def _forget_forwarded(self, environ: WSGIEnvironment) -> None:
        for name in _FORWARDED:
            environ.pop(f"HTTP_X_FORWARDED_{name}", None)
        if self._trusted:
            environ.pop(self._user_variable, None)


def _last(environ: WSGIEnvironment, name: str) -> str:
    """The value that the nearest proxy gave a header."""
    values: str = environ.get(f"HTTP_X_FORWARDED_{name}", "")
    return values.rpartition(",")[2].strip()


def take_prefix_off(environ: WSGIEnvironment, prefix: str) -> None:
    """Let the site stand below ``prefix``, whether the request's path has that or not."""
    environ["SCRIPT_NAME"] = prefix
    path = environ.get("PATH_INFO", "")
    if path == prefix or path.startswith(f"{prefix}/"):
        environ["PATH_INFO"] = path[len(prefix) :] or "/"


def networks(text: str) -> list[Network]:
    """The addresses and networks of a list with commas; raises BadInput."""
    try:
        return [ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip()]
    except ValueError as error:
        raise BadInput(
            "VISAVIS_TRUSTED_PROXIES must be addresses or networks with commas between them, such "
            "as 127.0.0.1, 172.16.0.0/12."
        ) from error


def checked_prefix(text: str) -> str:
    """A path without a last slash, or nothing; raises BadInput for what is no path."""
    prefix = text.strip().rstrip("/")
    if prefix and not _PREFIX.fullmatch(prefix):
        raise BadInput("VISAVIS_URL_PREFIX must be a path such as /fr.")
    return prefix
