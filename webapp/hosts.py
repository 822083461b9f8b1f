"""Host names and addresses: one spelling of each, and which of them are this machine's own."""

import re
from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network

#: A host with or without a port, as it stands in the header ``Host`` and behind a scheme's ``//``.
_AUTHORITY = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::([0-9]{1,5}))?", re.IGNORECASE)


def canonical(host: str) -> str:
    """The one spelling of a host.

    A name is in lower case, in ASCII (IDNA) and without a last dot. An address is as
    ``ipaddress`` writes it, without brackets; an IPv4 address in IPv6 is the IPv4 address.
    """
    bare = host.strip().removeprefix("[").removesuffix("]").lower().removesuffix(".")
    try:
        address = ip_address(bare)
    except ValueError:
        return _ascii(bare)
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(address)


def authority(text: str) -> tuple[str, str] | None:
    """The canonical host and the port (or nothing) of ``host:port``; None when it is no such."""
    parts = _AUTHORITY.fullmatch(text)
    return (canonical(parts[1]), parts[2] or "") if parts else None


def without_port(address: str) -> str:
    """The canonical host of an address that may have a port, as some proxies forward it."""
    parts = authority(address.strip())
    return parts[0] if parts else canonical(address)


def subscriber(address: str) -> str:
    """What stands for a caller's address in a count: for IPv6 the network of its first 64 bits.

    Who has one IPv6 address has all of that network (RFC 6177), and could count as a new caller
    with each call. What is no address stays as it is.
    """
    host = without_port(address).partition("%")[0]
    try:
        is_v6 = ip_address(host).version == 6
    except ValueError:
        return address
    return str(ip_network((host, 64), strict=False)) if is_v6 else host


def is_loopback(host: str) -> bool:
    """Whether only this machine can be meant by a host: ``localhost`` or a loopback address."""
    name = canonical(host)
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def is_within(host: str, networks: Iterable[Network]) -> bool:
    """Whether a host is an address of one of the networks."""
    try:
        address = ip_address(without_port(host))
    except ValueError:
        return False
    return any(address in network for network in networks)


def matches(host: str, trusted: str) -> bool:
    """Whether a host is the trusted one; a trusted ``.example.org`` is also all below it."""
    name, wanted = canonical(host), canonical(trusted.strip().removeprefix("."))
    if name == wanted:
        return bool(name)
    return trusted.strip().startswith(".") and name.endswith(f".{wanted}")


def in_address(host: str) -> str:
    """A host as it stands in an address: IPv6 in brackets."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def _ascii(name: str) -> str:
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return name
