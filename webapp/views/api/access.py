"""Who calls, and how much they may: keys, rates and monthly characters, all off by default.

flask-limiter counts calls and tells what is left in ``X-RateLimit-*``; characters are counted by
the same library's storage and told in ``X-Characters-*``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from time import time
from typing import cast

from flask import Flask, Response, current_app, g, request
from flask_limiter import Limiter, RateLimitExceeded
from flask_limiter.util import get_remote_address
from limits import RateLimitItemPerDay
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from webapp.errors import BadInput, QuotaExceeded, Refused, TooLarge, VisavisError
from webapp.library import ApiKey
from webapp.settings import checked_rate
from webapp.views.api.metrics import count_characters
from webapp.views.api.parameters import parameters
from webapp.views.context import desk, settings
from webapp.views.errors import error_response

#: Length of the month for which characters are allowed.
MONTH_DAYS = 30
#: Counts what a caller uses where nothing limits it.
UNLIMITED = 10**12

_SCHEMES = ("bearer", "deepl-auth-key")


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose call this is; ``identity`` is what is counted: the key, or else the address."""

    identity: str
    sent_key: str
    key: ApiKey | None = None


def init_app(app: Flask) -> None:
    """Count calls from now on; raises BadInput for a rate that cannot be read."""
    checked_rate(app.extensions["visavis.settings"].rate_limit, "VISAVIS_RATE_LIMIT")
    app.after_request(_tell_when_to_try_again)  # after the limiter, which always tells its own
    Limiter(
        key_func=lambda: caller().identity,
        app=app,
        application_limits=[_rate],
        application_limits_exempt_when=lambda: not (_is_guarded() and _rate()),
        headers_enabled=True,
        storage_uri="memory://",
    )
    app.extensions["visavis.characters"] = FixedWindowRateLimiter(MemoryStorage())
    app.register_error_handler(RateLimitExceeded, _too_fast)


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
    if caller().sent_key or request.path.startswith("/v2/"):
        raise Refused("Invalid API key")
    raise BadInput("Please contact the server operator to get an API key")


def check_size(texts: Sequence[str]) -> None:
    """Refuse too many texts or characters with LibreTranslate's sentence, as BadInput."""
    size = sum(map(len, texts))
    key = caller().key
    allowed = (key and key.max_request_chars) or settings().max_request_chars
    for number, limit in ((len(texts), settings().max_request_texts), (size, allowed)):
        if number > limit:
            raise BadInput(f"Invalid request: request ({number}) exceeds text limit ({limit})")


def admit_file_text(text: str) -> None:
    """Refuse the text of a file that is too long for the caller, as TooLarge, or else count it."""
    key = caller().key
    most = (key and key.max_request_chars) or settings().max_text_chars
    if len(text) > most:
        raise TooLarge(f"This file has {len(text):,} characters; the limit is {most:,}.")
    count([text])


def count(texts: Sequence[str]) -> None:
    """Count characters towards the caller's month; raises QuotaExceeded when it is used up.

    To be called when nothing else can be wrong with a request: those refused cost nothing.
    """
    size = sum(map(len, texts))
    counter, month, identity = _counter(), _month(), caller().identity
    if not (counter.test(month, identity, cost=size) and counter.hit(month, identity, cost=size)):
        g.month_ends = counter.get_window_stats(month, identity).reset_time
        raise QuotaExceeded(
            f"Slowdown: this request's {size} characters are more than is left of "
            f"{settings().monthly_chars} in {MONTH_DAYS} days"
        )
    count_characters(size)


def characters_used() -> tuple[int, int]:
    """The caller's characters of this month, and how many are allowed (UNLIMITED if all)."""
    limit = settings().monthly_chars or UNLIMITED
    return limit - _counter().get_window_stats(_month(), caller().identity).remaining, limit


def tell_allowance(response: Response) -> Response:
    """Say what is left of the month's characters, where they are limited."""
    if settings().monthly_chars and _is_guarded():
        used, limit = characters_used()
        response.headers["X-Characters-Limit"] = str(limit)
        response.headers["X-Characters-Remaining"] = str(limit - used)
    return response


def _tell_when_to_try_again(response: Response) -> Response:
    """Keep ``Retry-After`` to refusals, in seconds; the month's end is later than the limiter's."""
    if response.status_code != 429:
        response.headers.pop("Retry-After", None)
    elif "month_ends" in g:
        response.headers["Retry-After"] = str(max(1, ceil(g.month_ends - time())))
    return response


def _caller() -> Caller:
    address = get_remote_address()
    if not settings().api_keys:
        return Caller(address, "")
    sent = _sent_key()
    key = desk().library.keys.find(sent) if sent else None
    return Caller(f"key {key.id}" if key else address, sent, key)


def _sent_key() -> str:
    scheme, _, credential = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() in _SCHEMES:
        return credential.strip()
    try:
        return str(parameters().get("api_key") or "")
    except VisavisError:  # told when the request itself is read
        return ""


def _rate() -> str:
    key = caller().key
    return (key and key.rate_limit) or settings().rate_limit


def _is_guarded() -> bool:
    """Whether this call is counted; a browser's question before its call (OPTIONS) is not."""
    if request.method == "OPTIONS":
        return False
    view = current_app.view_functions.get(request.endpoint or "")
    operation = getattr(view, "operation", None)
    return operation is not None and operation.guarded


def _counter() -> FixedWindowRateLimiter:
    return cast("FixedWindowRateLimiter", current_app.extensions["visavis.characters"])


def _month() -> RateLimitItemPerDay:
    return RateLimitItemPerDay(settings().monthly_chars or UNLIMITED, MONTH_DAYS)


def _too_fast(error: RateLimitExceeded) -> Response:
    return error_response(f"Slowdown: {error.description}", 429)
