"""Connections to the Redis that machines share, which never wait long for an answer."""

from typing import TYPE_CHECKING

from webapp.errors import BadInput

if TYPE_CHECKING:
    from redis import ConnectionPool


def connections(url: str, seconds: float) -> "ConnectionPool":
    """Connections to a Redis, which may take so many seconds to answer, twice at most.

    None is opened before its first use. A connection that a restart of Redis has cut is opened
    again. Raises BadInput for an address that cannot be used.
    """
    try:
        import redis
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        return redis.ConnectionPool.from_url(
            url,
            socket_connect_timeout=seconds,
            socket_timeout=seconds,
            socket_keepalive=True,
            retry=Retry(NoBackoff(), 1),
        )
    except (ModuleNotFoundError, ValueError) as error:
        raise BadInput(
            "VISAVIS_QUEUE_URL is no address that can be used here: redis://HOST:6379/0, with the "
            "extra “fleet” installed."
        ) from error
