"""How much a caller may use: calls at a rate and characters in a month, both off by default.

One counter of the library ``limits`` counts both, in fixed windows: in memory, or in a Redis for
all servers that share it. ``X-RateLimit-*`` and ``X-Characters-*`` say what is left.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from math import ceil
from time import time
from typing import cast

from flask import Flask, Response, current_app, g, request
from limits import RateLimitItem, RateLimitItemPerDay, parse_many
from limits.errors import StorageError
from limits.storage import MemoryStorage, RedisStorage, Storage
from limits.strategies import FixedWindowRateLimiter

from webapp.errors import QuotaExceeded, RateExceeded, Unavailable
from webapp.redis_connections import connections
from webapp.settings import checked_rate
from webapp.views.api.access import caller
from webapp.views.api.metrics import count_characters
from webapp.views.context import settings

#: Length of the month for which characters are allowed.
MONTH_DAYS = 30
#: The characters of a month where nothing limits them.
UNLIMITED = 10**12
#: Seconds that Redis may take to count a call.
COUNT_SECONDS = 2
#: Seconds in which Redis is not asked for what need not be counted, once it could not be used.
REST_SECONDS = 15


def init_app(app: Flask) -> None:
    """Count calls from now on; raises BadInput for a rate that cannot be read."""
    checked_rate(app.extensions["visavis.settings"].rate_limit, "VISAVIS_RATE_LIMIT")
    storage = _storage(app.extensions["visavis.settings"].queue_url)
    app.extensions["visavis.counter"] = _Counter(storage)
    app.before_request(_count_call)


class _Counter(FixedWindowRateLimiter):
    """Counts calls and characters; what nothing limits is not counted until ``rests_until``."""

    rests_until = 0.0


def _storage(url: str) -> Storage:
    """Where counts are kept: in a Redis that servers share, or in this process."""
    if not url:
        return MemoryStorage()
    pool = connections(url, COUNT_SECONDS)
    return RedisStorage(url, connection_pool=pool, wrap_exceptions=True)


def count(texts: Sequence[str]) -> None:
    """Count characters towards the caller's month; raises QuotaExceeded when it is used up.

    To be called when nothing else can be wrong with a request: those refused cost nothing.
    Raises Unavailable while the characters of a limited month cannot be counted.
    """
    size = sum(map(len, texts))
    if settings().monthly_chars or time() >= _counter().rests_until:
        with _counted(is_needed=bool(settings().monthly_chars)):
            _take(size)
    count_characters(size)


def _take(size: int) -> None:
    """Take characters off the caller's month; raises QuotaExceeded, StorageError."""
    counter, month, identity = _counter(), _month(), caller().identity
    if counter.test(month, identity, cost=size) and counter.hit(month, identity, cost=size):
        return
    g.allowed_again = counter.get_window_stats(month, identity).reset_time
    raise QuotaExceeded(
        f"Slowdown: this request's {size} characters are more than is left of "
        f"{settings().monthly_chars} in {MONTH_DAYS} days"
    )


def characters_used() -> tuple[int, int]:
    """The caller's characters of this month, and how many are allowed (UNLIMITED if all)."""
    limit = settings().monthly_chars or UNLIMITED
    with _counted():
        return limit - _counter().get_window_stats(_month(), caller().identity).remaining, limit


def add_allowance(response: Response) -> Response:
    """Add headers that say what is left of calls and characters, where these are limited.

    A refusal also says, in ``Retry-After``, how many seconds to wait.
    """
    if response.status_code != 503:  # those who cannot count need not be asked again
        with suppress(StorageError, Unavailable):  # an answer without them is better than none
            _add_windows(response)
    if response.status_code == 429 and "allowed_again" in g:
        response.headers["Retry-After"] = str(max(1, ceil(g.allowed_again - time())))
    return response


def _add_windows(response: Response) -> None:
    if "rate" in g:
        window = _counter().get_window_stats(g.rate, caller().identity)
        response.headers["X-RateLimit-Limit"] = str(g.rate.amount)
        response.headers["X-RateLimit-Remaining"] = str(window.remaining)
        response.headers["X-RateLimit-Reset"] = str(int(window.reset_time + 1))
    if settings().monthly_chars and _is_guarded():
        used, limit = characters_used()
        response.headers["X-Characters-Limit"] = str(limit)
        response.headers["X-Characters-Remaining"] = str(limit - used)


def _count_call() -> None:
    """Count a guarded call towards each of its caller's rates; raises RateExceeded."""
    rates = _rates() if _is_guarded() else []
    if not rates:
        return
    counter, identity = _counter(), caller().identity
    with _counted():
        exceeded = [rate for rate in rates if not counter.hit(rate, identity)]
        g.rate = exceeded[-1] if exceeded else rates[0]
        if exceeded:
            g.allowed_again = counter.get_window_stats(g.rate, identity).reset_time
    if exceeded:
        raise RateExceeded(f"Slowdown: {exceeded[0]}")


@contextmanager
def _counted(*, is_needed: bool = True) -> Iterator[None]:
    """Refuse a call while the counts that servers share cannot be had, if they are needed."""
    try:
        yield
    except StorageError as error:
        _counter().rests_until = time() + REST_SECONDS
        if is_needed:
            raise Unavailable(
                "The calls of callers cannot be counted now; try again soon."
            ) from error


def _rates() -> list[RateLimitItem]:
    """The rates of the caller's key, or else of the settings; those of short windows first."""
    key = caller().key
    text = (key and key.rate_limit) or settings().rate_limit
    return sorted(parse_many(text)) if text else []


def _is_guarded() -> bool:
    """Whether this call is counted; a browser's question before its call (OPTIONS) is not."""
    if request.method == "OPTIONS":
        return False
    view = current_app.view_functions.get(request.endpoint or "")
    operation = getattr(view, "operation", None)
    return operation is not None and operation.guarded


def _counter() -> _Counter:
    return cast("_Counter", current_app.extensions["visavis.counter"])


def _month() -> RateLimitItem:
    # A namespace of its own keeps characters apart from calls that have the same rate.
    limit = settings().monthly_chars or UNLIMITED
    return RateLimitItemPerDay(limit, MONTH_DAYS, namespace="characters")
