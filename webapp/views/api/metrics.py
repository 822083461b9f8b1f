"""Counts and times of all requests, for Prometheus; off by default."""

from timeit import default_timer

from flask import Flask, Response, current_app, g, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from webapp.errors import NotFound
from webapp.views.context import desk


class Meters:
    """The counters; their labels are names of views and statuses, never anything a caller sent."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "visavis_requests", "Requests answered.", ["view", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "visavis_request_seconds",
            "Seconds until a request was answered (for a stream, until it began).",
            ["view"],
            registry=self.registry,
        )
        self.unfinished = Gauge(
            "visavis_unfinished_documents", "Documents to translate.", registry=self.registry
        )
        self.pending = Gauge(
            "visavis_pending_segments", "Segments to translate.", registry=self.registry
        )
        self.characters = Counter(
            "visavis_characters", "Characters taken by the API.", registry=self.registry
        )


def init_app(app: Flask) -> None:
    """Measure, if the settings say so."""
    if not app.extensions["visavis.settings"].metrics:
        return
    app.extensions["visavis.meters"] = Meters()
    app.before_request(_start)
    app.after_request(_stop)


def count_characters(size: int) -> None:
    """Add ``size`` to the characters that the API took."""
    if meters := _meters():
        meters.characters.inc(size)


def exposition() -> bytes:
    """All that was measured, in Prometheus' text format.

    Raises NotFound while nothing is measured, LibraryUnavailable.
    """
    meters = _meters()
    if meters is None:
        raise NotFound("Metrics are off on this server (VISAVIS_METRICS).")
    documents, segments = desk().library.worklist.waiting()
    meters.unfinished.set(documents)
    meters.pending.set(segments)
    return generate_latest(meters.registry)


def _meters() -> Meters | None:
    meters = current_app.extensions.get("visavis.meters")
    return meters if isinstance(meters, Meters) else None


def _start() -> None:
    g.started = default_timer()


def _stop(response: Response) -> Response:
    view = request.endpoint or "none"
    if (meters := _meters()) and "started" in g:
        meters.requests.labels(view, response.status_code).inc()
        meters.seconds.labels(view).observe(default_timer() - g.started)
    return response
