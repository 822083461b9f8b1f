"""Fetches a page for a reader, but gives nobody a way into the server's private network.

The address must be http or https on its standard port. A name is resolved once, and every address
of it must be public. The connection goes to the address that was checked, so a name that gives
another address the second time gains nothing. Redirects follow the same rules.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address
from time import monotonic
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from webapp.errors import BadInput, Busy, NotFetched, TooLarge
from webapp.hosts import canonical

PORTS = {"http": 80, "https": 443}
MAX_REDIRECTS = 5
#: Seconds for one page, all its redirects together, without the resolving of names.
TOTAL_SECONDS = 20.0
#: Pages fetched at the same time, each of which holds a thread of the server.
MOST_FETCHES = 8
_places = threading.BoundedSemaphore(MOST_FETCHES)
_PIECE = 65_536
#: All public addresses of IPv6 (RFC 4291). Beyond are those of one site, and those of IPv4 in
#: several disguises (RFC 2765, 4291, 6052, 8215).
_UNICAST = IPv6Network("2000::/3")
#: Networks that ipaddress takes for public although they lead inside or nowhere: those of protocols
#: (RFC 6890), of documentation (RFC 9637) and of relays that are no more (RFC 7526).
_INSIDE = (
    IPv4Network("192.0.0.0/24"),
    IPv4Network("192.88.99.0/24"),
    IPv6Network("3fff::/20"),
)
#: Characters that are not escaped in a path and its query.
_PATH = "/%?:@!$&'()*+,;=~-._[]"
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of a page; ``name`` is the last part of its address, as the name of a file."""

    data: bytes
    name: str


Resolve = Callable[[str, int], list[str]]
Connect = Callable[[str, int, float], socket.socket]


def resolve(host: str, port: int) -> list[str]:
    """Every address of a name; raises OSError."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def connect(address: str, port: int, seconds: float) -> socket.socket:
    """A connection that waits no longer than so many seconds; raises OSError."""
    return socket.create_connection((address, port), seconds)


class Fetcher:
    """Fetches pages of at most ``most_bytes``; ``resolve`` and ``connect`` reach the network."""

    def __init__(
        self, most_bytes: int, resolve: Resolve = resolve, connect: Connect = connect
    ) -> None:
        self._most_bytes = most_bytes
        self._resolve = resolve
        self._connect = connect

    def fetch(self, url: str) -> Fetched:
        """The page at an address; raises BadInput, NotFetched, TooLarge, Busy."""
        with _place():
            return self._followed(url, monotonic() + TOTAL_SECONDS)

    def _followed(self, url: str, deadline: float) -> Fetched:
        """The page that redirects lead to, all of them before the deadline."""
        for _ in range(MAX_REDIRECTS + 1):
            target = _checked(url)
            answer = self._answer(target, deadline)
            if isinstance(answer, bytes):
                return Fetched(answer, target.path.rpartition("/")[2])
            url = _joined(url, answer)
        raise NotFetched("This address leads from one to the next without end.")

    def _answer(self, target: SplitResult, deadline: float) -> bytes | str:
        """The content of a page, or the address that the server redirects to."""
        host, port = _ascii_host(target), PORTS[target.scheme]
        address = self._public_address(host, port)
        if monotonic() >= deadline:
            raise NotFetched("This address takes too long to answer.")
        try:
            raw = self._connect(address, port, deadline - monotonic())
        except (OSError, ValueError) as error:  # ValueError: the deadline has just passed
            raise NotFetched("There is no answer from this address.") from error
        # A server that sends a byte now and then could hold a thread for hours.
        open_sockets = [raw]
        cut = threading.Event()
        watch = threading.Timer(max(0.0, deadline - monotonic()), _hang_up, [open_sockets, cut])
        watch.start()
        try:
            if target.scheme == "https":
                open_sockets.append(_secured(raw, host))
            answer = self._asked(open_sockets[-1], target, host)
            if cut.is_set():
                raise TimeoutError  # the end of an answer without a length looks the same
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NotFetched("The answer of this address broke off or is none.") from error
        finally:
            watch.cancel()
            for opened in open_sockets:
                opened.close()
        return answer

    def _public_address(self, host: str, port: int) -> str:
        try:
            addresses = self._resolve(host, port)
        except (OSError, ValueError) as error:  # ValueError: no name, such as one with NUL
            raise NotFetched("There is no server of this name.") from error
        if not addresses or not all(map(is_public, addresses)):
            raise BadInput("This address is inside a private network, so it is not fetched.")
        return addresses[0]

    def _asked(self, connected: socket.socket, target: SplitResult, host: str) -> bytes | str:
        connection = http.client.HTTPConnection(host)
        connection.sock = connected
        path = (target.path or "/") + (f"?{target.query}" if target.query else "")
        headers = {"Accept-Encoding": "identity", "User-Agent": "Vis-a-vis"}
        connection.request("GET", quote(path, safe=_PATH), headers=headers)
        with connection.getresponse() as answer:
            return self._content(answer)

    def _content(self, answer: http.client.HTTPResponse) -> bytes | str:
        if answer.status in _REDIRECTS:
            return answer.getheader("Location") or ""
        if answer.status != 200:
            raise NotFetched(f"This address answered {answer.status}, not a page.")
        if answer.getheader("Content-Encoding", "identity") != "identity":
            raise NotFetched("The page was sent compressed, although it was asked for as it is.")
        data = bytearray()
        while piece := answer.read(_PIECE):
            data += piece
            if len(data) > self._most_bytes:
                raise TooLarge(f"This page has more than {self._most_bytes:,} bytes.")
        if answer.length:
            raise http.client.IncompleteRead(bytes(data), answer.length)
        return bytes(data)


@contextmanager
def _place() -> Iterator[None]:
    """One of the places for fetches at the same time; raises Busy when all are taken."""
    if not _places.acquire(blocking=False):
        raise Busy("Other pages are being fetched; please try again in a moment.", TOTAL_SECONDS)
    try:
        yield
    finally:
        _places.release()


def is_public(address: str) -> bool:
    """Whether an address is public; a private one is recognised in any disguise."""
    parsed = ip_address(canonical(address.partition("%")[0]))
    if isinstance(parsed, IPv6Address):
        inner = parsed.sixtofour or (parsed.teredo and parsed.teredo[1])
        if parsed not in _UNICAST or (inner and not is_public(str(inner))):
            return False
    if any(parsed in network for network in _INSIDE):
        return False
    return parsed.is_global and not parsed.is_multicast


def _joined(url: str, location: str) -> str:
    """Where a redirect leads; raises NotFetched when that is no address."""
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise NotFetched("This address leads to one that is none.") from error


def _checked(url: str) -> SplitResult:
    try:
        target = urlsplit(url.strip())
        port = target.port
    except ValueError as error:
        raise BadInput("This is no address of a page.") from error
    if target.scheme not in PORTS or not target.hostname:
        raise BadInput("Give the address of a page, beginning with http:// or https://.")
    if port not in (None, PORTS[target.scheme]) or target.username is not None:
        raise BadInput("An address with a port, a name or a password in it is not fetched.")
    return target


def _ascii_host(target: SplitResult) -> str:
    host = target.hostname or ""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise BadInput("This is no address of a page.") from error


def _secured(raw: socket.socket, host: str) -> ssl.SSLSocket:
    return ssl.create_default_context().wrap_socket(raw, server_hostname=host)


def _hang_up(open_sockets: list[socket.socket], cut: threading.Event) -> None:
    cut.set()
    with suppress(OSError):  # the socket is closed already
        open_sockets[-1].shutdown(socket.SHUT_RDWR)
