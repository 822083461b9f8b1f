"""Whose library a request is for: that of who signed in, or below /shared/ the one of all."""

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, request

from webapp.views.context import is_shared, settings

#: The path below which the library of all stands, where people have libraries of their own.
SHARED = "/shared"


def init_app(app: Flask) -> None:
    """Tell templates whose library it is; with own libraries, let the one of all stand below."""
    app.context_processor(lambda: {"libraries": _libraries()})
    if app.extensions["visavis.settings"].own_libraries:
        app.wsgi_app = BelowShared(app.wsgi_app)  # type: ignore[method-assign]  # Flask's way


class BelowShared:
    """The application, whose pages stand below /shared/ once more, for the library of all."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path = environ.get("PATH_INFO", "")
        environ["visavis.shared"] = path == SHARED or path.startswith(f"{SHARED}/")
        if environ["visavis.shared"]:
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + SHARED
            environ["PATH_INFO"] = path[len(SHARED) :] or "/"
        return self._application(environ, start_response)


def root(*, shared: bool) -> str:
    """The path of a person's library, or of the one of all, with a slash at its end."""
    here = request.script_root.removesuffix(SHARED) if is_shared() else request.script_root
    return f"{here}{SHARED if shared else ''}/"


def _libraries() -> dict[str, Any] | None:
    """Where both libraries are and which one this is; None where all share one."""
    if not settings().own_libraries:
        return None
    return {"own": root(shared=False), "all": root(shared=True), "is_shared": is_shared()}
