"""Connections that keep nobody out: deadlines, room for who comes, and two lanes of threads.

waitress counts silence alone: who sends a header byte by byte holds its connection for good, and
who asks for long translations holds all threads. What it cannot parse ends a connection without an
answer, and it bounds neither the lines between chunks nor what follows the last one.
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.receiver import ChunkedReceiver
from waitress.task import ErrorTask, ThreadedTaskDispatcher
from waitress.utilities import BadRequest, Error

from webapp.hosts import subscriber

#: Connections that are open at the same time. With a file for each body that is being received,
#: they stay below the 1,024 files that most systems let a process open.
MOST_CONNECTIONS = 500
#: When more are open, one that awaits a request's header gives way to who comes, or else one that
#: awaits its body: of the address that has most connections, the oldest.
MOST_WAITING = 400
#: The most connections of one address that is no trusted proxy; its own give way to more of them.
MOST_OF_ONE = 300
#: Seconds that the header of a request may take, and a request with its body.
HEADER_SECONDS, REQUEST_SECONDS = 20.0, 600.0
#: Seconds in which answers under way may end once the server was told to.
ANSWERS_SECONDS = 1.0
#: The most bytes of a request's header, of the line before a chunk, and of what follows the last.
MOST_HEADER, MOST_CHUNK_LINE, MOST_TRAILER = 65_536, 1_024, 8_192
#: The ends of the paths that translate, read files or write them while their callers wait.
LONG_PATHS = (
    "/translate",
    "/translate_file",
    "/v2/document",
    "/documents",
    "/imports",
    "/corrections",
    "/list",
    "/glossaries",
    "/alternatives",
    "/download",
    "/apkg",
)
#: What is told of a request that is turned away, by its status.
SENTENCES = {
    400: "The server could not understand this request.",
    413: "This is more than the server accepts at once. Cut it into parts.",
    431: "The header of this request is longer than the server accepts.",
    503: "The server has no room for a request of this size now. Nothing was lost; try again.",
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


class NoRoom(Error):  # type: ignore[misc]
    """The disk has no room for a body."""

    code = 503
    reason = "Service Unavailable"


class BoundedChunks(ChunkedReceiver):  # type: ignore[misc]
    """A body in chunks, with bounds for what is no body: it is copied for each piece that comes."""

    def received(self, s: bytes) -> int:
        """Take what has arrived; gives how much of it belongs to the body."""
        taken = int(super().received(s))
        if len(self.control_line) > MOST_CHUNK_LINE or len(self.trailer) > MOST_TRAILER:
            self.error = BadRequest("A line of this body is too long.")
        return taken


class SteadyParser(HTTPRequestParser):  # type: ignore[misc]
    """A request that is always answered: what cannot be parsed or kept becomes its error.

    waitress asks even one that could not be parsed for its path, when its sender has gone.
    """

    path = ""

    def parse_header(self, header_plus: bytes) -> None:
        """Parse the first line and the header; raises ParsingError."""
        try:
            super().parse_header(header_plus)
        except ValueError as error:  # an address that is none, a length of 5,000 digits
            raise ParsingError("This request cannot be parsed.") from error
        if self.chunked:
            self.body_rcv: Any = BoundedChunks(self.body_rcv.getbuf())

    def received(self, data: bytes) -> int:
        """Take what has arrived; gives how much of it belongs to this request."""
        try:
            return int(super().received(data))
        except OSError:
            self.error = NoRoom("")
            self.completed = True
            return len(data)


class BoundedChannel(HTTPChannel):  # type: ignore[misc]
    """A connection that ends when a request comes too slowly, or when others need its room."""

    error_task_class = SentenceTask
    parser_class = SteadyParser

    def __init__(
        self, server: Any, *details: Any, is_proxy: Callable[[str], bool], **options: Any
    ) -> None:
        super().__init__(server, *details, **options)
        self.begun = monotonic()
        self.subscriber = subscriber(self.addr[0])
        self.is_bounded = not is_proxy(self.addr[0])
        _make_room(list(server.active_channels.values()), self)

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


def _make_room(channels: Sequence[BoundedChannel], newest: BoundedChannel) -> None:
    """Have a connection end where too many are open, or too many of the newest one's subscriber."""
    counts = Counter(channel.subscriber for channel in channels if not channel.will_close)
    is_greedy = newest.is_bounded and counts[newest.subscriber] > MOST_OF_ONE
    if not is_greedy and len(channels) <= MOST_WAITING:
        return
    waiting = [
        channel
        for channel in channels
        if channel.waits and channel is not newest
        if not is_greedy or channel.subscriber == newest.subscriber
    ]
    if waiting:
        chosen = min(waiting, key=lambda c: (-counts[c.subscriber], c.has_header, c.begun))
        chosen.will_close = True
    elif is_greedy:
        newest.will_close = True


class Lanes:
    """Threads for long requests and others for all else, so that neither waits for the other."""

    def __init__(self, long_threads: int) -> None:
        self._long, self._short = ThreadedTaskDispatcher(), ThreadedTaskDispatcher()
        self._long.set_thread_count(long_threads)
        self._short.set_thread_count(SHORT_THREADS)

    def add_task(self, channel: Any) -> None:
        """Answer the first request of a channel."""
        is_long = channel.requests[0].path.endswith(LONG_PATHS)
        (self._long if is_long else self._short).add_task(channel)

    def shutdown(self) -> None:
        """End all threads; those that still answer after ANSWERS_SECONDS are left."""
        end = monotonic() + ANSWERS_SECONDS
        for lane in (self._short, self._long):
            lane.shutdown(timeout=max(0.0, end - monotonic()))
