"""Counts and times of requests, queues and packages, for Prometheus; off by default."""

from collections.abc import Iterator, Mapping, Sequence
from timeit import default_timer

from flask import Flask, Response, current_app, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from webapp.engine import Workload
from webapp.errors import NotFound
from webapp.pretranslation.observing import standing
from webapp.views.context import people


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
        self.characters = Counter(
            "visavis_characters", "Characters taken by the API.", registry=self.registry
        )
        self.registry.register(Queues())


class Queues(Collector):
    """What waits and what was translated, asked anew by each scrape."""

    def describe(self) -> list[Metric]:
        """Nothing, so that nothing is asked before the first scrape."""
        return []

    def collect(self) -> Iterator[Metric]:
        """All of it, by package; raises LibraryUnavailable."""
        now = standing(people().shared)
        for name, explanation, counts in (
            ("visavis_unfinished_documents", "Documents to translate.", now.documents),
            ("visavis_pending_segments", "Segments to translate.", now.segments),
        ):
            gauge = GaugeMetricFamily(name, explanation, labels=["package"])
            for package, count in counts.items():
                gauge.add_metric([package], count)
            yield gauge
        yield GaugeMetricFamily("visavis_queued_jobs", "Jobs in the queue.", now.jobs)
        yield GaugeMetricFamily("visavis_workers", "Processes that run jobs.", now.workers)
        yield from _workloads(now.workloads)


def _workloads(by_process: Mapping[str, Sequence[Workload]]) -> Iterator[Metric]:
    """What each process has decoded by each package, and what waits there for its engine."""
    labels = ["process", "package"]
    pieces = CounterMetricFamily(
        "visavis_decoded_pieces", "Segments, or parts of long ones, decoded.", labels=labels
    )
    seconds = CounterMetricFamily(
        "visavis_decoding_seconds", "Seconds of all decoding threads.", labels=labels
    )
    waiting = GaugeMetricFamily(
        "visavis_waiting_pieces", "Segments, or parts of long ones, at the engine.", labels=labels
    )
    for process, workloads in by_process.items():
        for workload in workloads:
            pieces.add_metric([process, workload.package], workload.pieces)
            seconds.add_metric([process, workload.package], workload.seconds)
            waiting.add_metric([process, workload.package], workload.waiting)
    yield from (pieces, seconds, waiting)


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
