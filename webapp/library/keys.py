"""Keys to the API: given out once, kept only as digests, compared in constant time.

A key holds 256 random bits, so a plain SHA-256 is enough to keep it: there is nothing to guess.
"""

import hashlib
import hmac
import re
import secrets
from datetime import UTC, datetime

from sqlalchemy import select

from webapp.errors import NotFound
from webapp.library.database import Database
from webapp.library.schema import ApiKey

_SHAPE = re.compile(r"vv-([0-9]{1,9})-[A-Za-z0-9_-]{43}")
_NO_DIGEST = bytes(32)


class Keys:
    """The API's keys. Every method is one transaction; all raise LibraryUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(
        self, name: str, rate_limit: str | None = None, max_request_chars: int | None = None
    ) -> tuple[ApiKey, str]:
        """Make a key; the second value is what its holder sends, and can never be shown again.

        The limits stand for this key in place of the settings'.
        """
        with self._database.writing() as session:
            made = ApiKey(
                name=name,
                digest=_NO_DIGEST,
                rate_limit=rate_limit,
                max_request_chars=max_request_chars,
            )
            session.add(made)
            session.flush()
            key = f"vv-{made.id}-{secrets.token_urlsafe(32)}"
            made.digest = _digest(key)
        return made, key

    def all(self) -> list[ApiKey]:
        """Every key that was made, the oldest first."""
        with self._database.reading() as session:
            return list(session.scalars(select(ApiKey).order_by(ApiKey.id)))

    def revoke(self, key_id: int) -> ApiKey:
        """Let a key open nothing any more; raises NotFound."""
        with self._database.writing() as session:
            key = session.get(ApiKey, key_id)
            if key is None:
                raise NotFound(f"There is no key with the number {key_id}.")
            key.revoked_at = key.revoked_at or datetime.now(UTC)
            return key

    def find(self, key: str) -> ApiKey | None:
        """The valid key that somebody sent, None if there is no such."""
        shape = _SHAPE.fullmatch(key)
        if shape is None:
            return None
        with self._database.reading() as session:
            known = session.get(ApiKey, int(shape[1]))
        digest = known.digest if known else _NO_DIGEST
        if not hmac.compare_digest(digest, _digest(key)) or known is None:
            return None
        return None if known.revoked_at else known


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()
