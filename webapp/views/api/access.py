"""Who calls the API: keys, off by default."""

import secrets
from dataclasses import dataclass
from typing import cast

from flask import g, request

from webapp.errors import BadInput, Refused, VisavisError
from webapp.hosts import subscriber
from webapp.library import ApiKey
from webapp.views.api.parameters import parameters
from webapp.views.context import people, settings
from webapp.views.requests.errors import DEEPL_PATHS

_SCHEMES = ("bearer", "deepl-auth-key")


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose call this is; ``identity`` is what is counted: the key, or else the address.

    Of an IPv6 address its network counts, since who has one has all that begin like it.
    """

    identity: str
    sent_key: str
    key: ApiKey | None = None


def caller() -> Caller:
    """Who makes the current call; raises LibraryUnavailable when the keys cannot be read."""
    if "caller" not in g:
        g.caller = _caller()
    return cast("Caller", g.caller)


def admit() -> None:
    """Refuse a call without a valid key, where keys are asked for.

    Raises BadInput when there is none and Refused when it is wrong; DeepL's clients know only the
    latter.
    """
    if not settings().api_keys or caller().key:
        return
    if caller().sent_key or request.path.startswith(DEEPL_PATHS):
        raise Refused("Invalid API key")
    raise BadInput("Please contact the server operator to get an API key")


def admit_scraper() -> None:
    """Refuse who asks for metrics without the token, or without one where keys are asked for."""
    token = settings().metrics_token
    if token and not secrets.compare_digest(_credential().encode(), token.encode()):
        raise Refused("Metrics need the token of this server, as “Authorization: Bearer …”.")
    if settings().api_keys and not token:
        raise Refused("Metrics are closed where keys are asked for; VISAVIS_METRICS_TOKEN opens.")


def _caller() -> Caller:
    address = subscriber(request.remote_addr or "127.0.0.1")
    if not settings().api_keys:
        return Caller(address, "")
    sent = _sent_key()
    key = people().shared.library.keys.find(sent) if sent else None
    return Caller(f"key {key.id}" if key else address, sent, key)


def _credential() -> str:
    scheme, _, credential = request.headers.get("Authorization", "").partition(" ")
    return credential.strip() if scheme.lower() in _SCHEMES else ""


def _sent_key() -> str:
    """The key in a header, or in the parameter of LibreTranslate or of DeepL's older clients."""
    if header := _credential() or request.headers.get("X-Api-Key", "").strip():
        return header
    try:
        given = parameters()
        return str(given.get("api_key") or given.get("auth_key") or "")
    except VisavisError:  # the operation reads the request again and answers with this error
        return ""
