"""Running the application for real: a server in front, the jobs beside it in the same process."""

import errno
import gc
import logging
from functools import partial
from typing import Any

import waitress
from flask import Flask

from webapp.app import create_app
from webapp.connections import MOST_CONNECTIONS, MOST_HEADER, BoundedChannel, Lanes
from webapp.ending import end_on_signals, reopen_on_signal
from webapp.engine.installing.official import fetch_official_behind
from webapp.errors import Unavailable
from webapp.hosts import in_address, is_within
from webapp.logs import log_to_stderr
from webapp.people import People
from webapp.settings import Settings
from webapp.views.requests.proxies import networks
from webapp.worker import Announce

log = logging.getLogger(__name__)

#: Told where keys could be taken for a lock of the whole library.
OPEN_PAGES = (
    "Keys close the API alone: the library's pages still take and show texts without one. "
    "VISAVIS_USER_HEADER closes them."
)
#: Seconds after which a connection is closed on which nothing is said and nothing is asked.
IDLE_SECONDS = 20


def serve(settings: Settings, announce: Announce) -> None:
    """Serve until interrupted or terminated; ``announce`` is told the address once it answers.

    Raises Unavailable when the address cannot be listened on, and what create_app raises.
    """
    app = _opened(settings)
    people: People = app.extensions["visavis.people"]
    try:
        server = _listening(app, settings)
        end_on_signals(people.shared.translators.close)
        reopen_on_signal(people.shared.translators.reopen)
        _begin(people, settings)
        announce(f"Vis-à-vis is at {_address(server, settings)} (Ctrl-C ends it)")
        server.run()
    finally:
        people.close()


def running_app(settings: Settings) -> Flask:
    """The application with its jobs running, for another server; raises what create_app raises."""
    app = _opened(settings)
    _begin(app.extensions["visavis.people"], settings)
    return app


def _opened(settings: Settings) -> Flask:
    log_to_stderr(settings.log_format)
    if settings.api_keys and not settings.user_header:
        log.warning(OPEN_PAGES)
    return create_app(settings)


def _begin(people: People, settings: Settings) -> None:
    """Begin what goes on behind the pages."""
    translators = people.shared.translators
    if settings.consumer:
        people.start()
    else:
        translators.warm()
    if settings.official_package:
        fetch_official_behind(settings, installed=translators.warm)
    gc.freeze()  # what lives as long as the server is not searched for garbage again and again


def _address(server: Any, settings: Settings) -> str:
    """The address of a server; a name that stands for several addresses has several sockets."""
    listening = getattr(server, "effective_listen", None)
    port = listening[0][1] if listening else server.effective_port
    return f"http://{in_address(settings.host)}:{port}{settings.url_prefix.rstrip('/')}/"


def _listening(app: Flask, settings: Settings) -> waitress.server.BaseWSGIServer:
    sockets: dict[int, Any] = {}
    proxies = networks(settings.trusted_proxies)
    channel = partial(BoundedChannel, is_proxy=partial(is_within, networks=proxies))
    try:
        server = waitress.create_server(
            app,
            map=sockets,
            _dispatcher=Lanes(settings.http_threads),
            host=settings.host,
            port=settings.port,
            # A body that is not much too large is read, so that its sender reads our answer.
            max_request_body_size=4 * settings.max_upload_bytes,
            max_request_header_size=MOST_HEADER,
            # Reading ahead is how it finds out that a caller has gone.
            channel_request_lookahead=1,
            # Who opens a connection and sends nothing holds up nobody else.
            connection_limit=MOST_CONNECTIONS,
            asyncore_use_poll=True,
            channel_timeout=IDLE_SECONDS,
            cleanup_interval=IDLE_SECONDS // 4,
            ident="visavis",
            # What proxies say is heard by webapp.views.requests.proxies, whatever server there is.
            clear_untrusted_proxy_headers=False,
        )
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = f"Port {settings.port} is already in use; choose another with --port."
        else:
            reason = (
                f"The address {in_address(settings.host)}:{settings.port} cannot be listened on."
            )
        raise Unavailable(reason) from error
    for listening in sockets.values():
        if isinstance(listening, waitress.server.BaseWSGIServer):
            listening.channel_class = channel
    return server
