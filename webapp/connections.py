"""Connections that keep nobody out: deadlines, room for who comes, and two lanes of threads.

waitress counts silence alone: who sends a header byte by byte holds its connection for good, and
who asks for long translations holds all threads.
"""

import json
from time import monotonic
from typing import Any

from waitress.channel import HTTPChannel
from waitress.task import ErrorTask, ThreadedTaskDispatcher

#: Connections that are open at the same time. With a file for each body that is being received,
#: they stay below the 1,024 files that most systems let a process open.
MOST_CONNECTIONS = 500
#: When more are open, the oldest that awaits a request's header gives way to who comes, or else
#: the oldest that awaits its body.
MOST_WAITING = 400
#: Seconds that the header of a request may take, and a request with its body.
HEADER_SECONDS, REQUEST_SECONDS = 20.0, 600.0
#: The ends of the paths that translate while their callers wait.
LONG_PATHS = ("/translate", "/translate_file", "/v2/document")
#: What is told of a request that is turned away, by its status.
SENTENCES = {
    400: "The server could not understand this request.",
    413: "This is more than the server accepts at once. Cut it into parts.",
    431: "The header of this request is longer than the server accepts.",
}
#: Threads for all other paths: pages, checks of health, what is told of the API.
SHORT_THREADS = 16


class SentenceTask(ErrorTask):  # type: ignore[misc]
    """Answers what is turned away before the application sees it, as the application would.

    Programs get JSON under the names of both kinds of clients, browsers a line of text.
    """

    def execute(self) -> None:
        """Write the answer."""
        error = self.request.error
        sentence = SENTENCES.get(error.code, f"{error.reason}.")
        is_browser = "text/html" in self.request.headers.get("ACCEPT", "")
        kind = "text/plain; charset=utf-8" if is_browser else "application/json"
        line = sentence if is_browser else json.dumps({"error": sentence, "message": sentence})
        body = f"{line}\n".encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers += [("Content-Type", kind), ("Access-Control-Allow-Origin", "*")]
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class BoundedChannel(HTTPChannel):  # type: ignore[misc]
    """A connection that ends when a request comes too slowly."""

    error_task_class = SentenceTask

    def __init__(self, server: Any, *details: Any, **options: Any) -> None:
        super().__init__(server, *details, **options)
        self.begun = monotonic()
        channels = list(server.active_channels.values())
        if len(channels) > MOST_WAITING:
            waiting = [channel for channel in channels if channel.waits and channel is not self]
            if waiting:
                oldest = min(waiting, key=lambda channel: (channel.has_header, channel.begun))
                oldest.will_close = True

    @property
    def has_header(self) -> bool:
        """Whether the body of a request is coming."""
        return self.request is not None and self.request.headers_finished

    @property
    def waits(self) -> bool:
        """Whether nothing is answered here now."""
        return not (self.requests or self.total_outbufs_len or self.will_close)

    def received(self, data: bytes) -> bool:
        """Take what has arrived; a request begins with its first byte."""
        if self.request is None:
            self.begun = monotonic()
        return bool(super().received(data))

    def readable(self) -> bool:
        """Whether more is wanted; one whose time is over is closed."""
        if self.request is not None:
            longest = REQUEST_SECONDS if self.has_header else HEADER_SECONDS
            if monotonic() - self.begun > longest:
                self.will_close = True
        return bool(super().readable())


class Lanes:
    """Threads for long requests and others for all else, so that neither waits for the other."""

    def __init__(self, long_threads: int) -> None:
        self._long, self._short = ThreadedTaskDispatcher(), ThreadedTaskDispatcher()
        self._long.set_thread_count(long_threads)
        self._short.set_thread_count(SHORT_THREADS)

    def add_task(self, channel: Any) -> None:
        """Answer the first request of a channel."""
        path = getattr(channel.requests[0], "path", "")  # a request that is none has no path
        is_long = path.endswith(LONG_PATHS)
        (self._long if is_long else self._short).add_task(channel)

    def shutdown(self) -> None:
        """End all threads."""
        for lane in (self._short, self._long):
            lane.shutdown()
