"""Hosts have one spelling, whatever a browser or a person writes."""

from ipaddress import ip_network

import pytest

from webapp.hosts import (
    authority,
    canonical,
    in_address,
    is_loopback,
    is_within,
    matches,
    subscriber,
)


@pytest.mark.parametrize(
    ("host", "spelling"),
    [
        ("LocalHost.", "localhost"),
        ("[::1]", "::1"),
        ("0:0:0:0:0:0:0:1", "::1"),
        ("::ffff:127.0.0.1", "127.0.0.1"),
        ("2001:DB8::1", "2001:db8::1"),
        ("Bücher.example", "xn--bcher-kva.example"),
        ("a" * 70 + ".é", "a" * 70 + ".é"),
    ],
)
def test_a_host_has_one_spelling(host: str, spelling: str) -> None:
    assert canonical(host) == spelling


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("[::1]:8128", ("::1", "8128")),
        ("LOCALHOST", ("localhost", "")),
        ("127.0.0.1:80", ("127.0.0.1", "80")),
        ("::1", None),
        ("a b", None),
        ("user@host", None),
        ("host/path", None),
        ("", None),
    ],
)
def test_host_and_port_are_told_apart(text: str, parts: tuple[str, str] | None) -> None:
    assert authority(text) == parts


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("203.0.113.7:51234", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2:ffff::1]:443", "2001:db8:1:2::/64"),
        ("::1", "::/64"),
        ("unknown", "unknown"),
        ("_hidden", "_hidden"),
        ("", ""),
    ],
)
def test_a_caller_counts_by_what_one_subscriber_has(address: str, counted: str) -> None:
    assert subscriber(address) == counted


def test_every_address_of_the_loopback_is_this_machine() -> None:
    for host in ("localhost", "LOCALHOST", "127.0.0.1", "127.0.0.2", "::1", "[::1]"):
        assert is_loopback(host), host
    for host in ("0.0.0.0", "::", "example.org", "127.0.0.1.example.org", "10.0.0.1", ""):  # noqa: S104
        assert not is_loopback(host), host


def test_a_trusted_name_that_begins_with_a_dot_is_all_below_it() -> None:
    assert matches("Read.Example.org", ".example.org")
    assert matches("example.org", ".example.org")
    assert matches("[::1]", " ::1 ")
    assert not matches("badexample.org", ".example.org")
    assert not matches("read.example.org", "example.org")
    assert not matches("", "")


def test_an_address_has_ipv6_in_brackets() -> None:
    assert [in_address(host) for host in ("::1", "[::1]", "localhost")] == [
        "[::1]",
        "[::1]",
        "localhost",
    ]


def test_an_address_is_within_a_network_however_it_is_written() -> None:
    networks = [ip_network("10.0.0.0/8"), ip_network("fe80::/10")]
    for address in ("10.1.2.3", " ::ffff:10.1.2.3", "fe80::1%eth0", "[FE80::1]"):
        assert is_within(address, networks), address
    for address in ("11.0.0.1", "10.1.2.3.example", "", "2001:db8::1"):
        assert not is_within(address, networks), address
