"""Pages are fetched from public addresses only, whatever names, redirects and answers say."""

import socket
from contextlib import ExitStack
from itertools import chain, repeat

import pytest

from webapp import fetching
from webapp.errors import BadInput, Busy, NotFetched, TooLarge, VisavisError
from webapp.fetching import Fetched, Fetcher, is_public

PUBLIC = "93.184.216.34"
PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nBonjour."


class Network:
    """Names with their addresses, and what each connection answers, in order."""

    def __init__(self, *answers: bytes, **names: list[str]) -> None:
        self.answers = list(answers)
        self.names = names or {"example": [PUBLIC]}
        self.connected: list[tuple[str, int]] = []
        self.asked: list[socket.socket] = []

    def resolve(self, host: str, _port: int) -> list[str]:
        found = self.names.get(host.split(".", maxsplit=1)[0])
        if found is None:
            raise OSError
        return found

    def connect(self, address: str, port: int, _seconds: float) -> socket.socket:
        self.connected.append((address, port))
        ours, theirs = socket.socketpair()
        answer = self.answers.pop(0)
        theirs.sendall(answer)
        if not answer.endswith(b"..."):
            theirs.shutdown(socket.SHUT_WR)
        self.asked.append(theirs)
        return ours

    def fetch(self, url: str) -> Fetched:
        try:
            return Fetcher(1_000, self.resolve, self.connect).fetch(url)
        finally:
            self.requests = [asked.recv(10_000).decode() for asked in self.asked]
            for asked in self.asked:
                asked.close()


def redirect(location: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()


def test_a_page_is_fetched_from_the_address_that_was_looked_at() -> None:
    network = Network(PAGE)
    assert network.fetch("http://example.org/conte/été.html?a=b#x") == Fetched(
        b"Bonjour.", "été.html"
    )
    assert network.connected == [(PUBLIC, 80)]
    assert network.requests[0].startswith("GET /conte/%C3%A9t%C3%A9.html?a=b HTTP/1.1\r\n")
    assert "Host: example.org\r\n" in network.requests[0]


def test_redirects_are_followed() -> None:
    network = Network(redirect("/la"), redirect("http://other.org/ici"), PAGE)
    network.names = {"example": [PUBLIC], "other": ["1.1.1.1"]}
    assert network.fetch("http://example.org/").data == b"Bonjour."
    assert network.connected == [(PUBLIC, 80), (PUBLIC, 80), ("1.1.1.1", 80)]


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "example.org",
        "http://",
        "http://example.org:22/",
        "http://user:word@example.org/",
        "http://[::1/",
        "http://example.org:x/",
    ],
)
def test_only_plain_addresses_of_pages_are_taken(url: str) -> None:
    network = Network(PAGE)
    with pytest.raises(BadInput):
        network.fetch(url)
    assert network.connected == []


PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "192.168.0.1",
    "172.16.0.9",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104  # the very address that must not be reached
    "224.0.0.1",
    "::1",
    "fe80::1%eth0",
    "fc00::1",
    "::ffff:127.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "64:ff9b:1::7f00:1",
    "::127.0.0.1",
    "fec0::1",
    "192.0.0.8",
    "3fff::1",
    "5f00::1",
    "::ffff:0:10.0.0.1",
    "2001:0:53aa:64c:0:0:f5ff:fffe",
    "192.88.99.1",
    "200::1",
    "4000::1",
    "::",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_no_private_address_is_connected_to(address: str) -> None:
    assert not is_public(address)
    network = Network(PAGE, inside=[PUBLIC, address])
    with pytest.raises(BadInput, match="private network"):
        network.fetch("https://inside.org/")
    assert network.connected == []


def test_no_private_address_is_connected_to_after_a_redirect() -> None:
    network = Network(redirect("http://inside.org/"), example=[PUBLIC], inside=["127.0.0.1"])
    with pytest.raises(BadInput, match="private network"):
        network.fetch("http://example.org/")
    assert network.connected == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    ("answers", "error", "words"),
    [
        ([b"HTTP/1.1 404 Not Found\r\n\r\n"], NotFetched, "404"),
        ([b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 2_000], TooLarge, "1,000"),
        ([b"Bonjour."], NotFetched, "broke off"),
        ([b""], NotFetched, "broke off"),
        ([PAGE[:-1]], NotFetched, "broke off"),
        ([b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"], NotFetched, "compressed"),
        ([redirect("/")] * 6, NotFetched, "without end"),
        ([redirect("ftp://example.org")], BadInput, "http"),
        ([redirect("http://[::1")], NotFetched, "none"),
        ([redirect("http://nowhere\0.org/")], NotFetched, "no server"),
        ([redirect("http://" + "a" * 70 + ".org/")], NotFetched, "no server"),
    ],
)
def test_every_fault_of_fetching_has_a_sentence(
    answers: list[bytes], error: type[VisavisError], words: str
) -> None:
    with pytest.raises(error, match=words):
        Network(*answers).fetch("http://example.org/")


def test_an_unknown_host_name_gets_a_sentence() -> None:
    with pytest.raises(NotFetched, match="no server"):
        Network().fetch("http://nowhere.org/")


@pytest.mark.parametrize("length", [b"", b"Content-Length: 99\r\n"])
def test_an_answer_that_never_ends_is_cut_off(
    monkeypatch: pytest.MonkeyPatch, length: bytes
) -> None:
    monkeypatch.setattr(fetching, "TOTAL_SECONDS", 0.01)
    with pytest.raises(NotFetched, match="broke off"):
        Network(b"HTTP/1.1 200 OK\r\n" + length + b"\r\n...").fetch("http://example.org/")


def test_all_redirects_together_share_one_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network(*[redirect("/")] * 5, PAGE)
    # The clock is asked once at the start and three times for each address.
    clock = chain([0.0] * (1 + 3 * 3), repeat(2 * fetching.TOTAL_SECONDS))
    monkeypatch.setattr(fetching, "monotonic", lambda: next(clock))
    with pytest.raises(NotFetched, match="too long"):
        network.fetch("http://example.org/")
    assert len(network.connected) == 3


def test_more_fetches_than_places_are_told_when_to_come_back() -> None:
    network = Network(PAGE)
    with ExitStack() as taken:
        for _ in range(fetching.MOST_FETCHES):
            taken.enter_context(fetching._place())
        with pytest.raises(Busy) as refusal:
            network.fetch("http://example.org/")
    assert refusal.value.retry_after == fetching.TOTAL_SECONDS
    assert network.fetch("http://example.org/").data == b"Bonjour."


def test_a_name_that_is_none_gets_a_sentence() -> None:
    for host in ("a\0b.org", "a" * 70 + ".é", ".".join(["é" * 60] * 9)):
        with pytest.raises((BadInput, NotFetched)):
            Fetcher(1_000).fetch(f"http://{host}/")
