"""Keys to the API: shown once, kept only as digests, compared in constant time.

A key has 256 random bits, which nobody can guess, so a plain SHA-256 is enough to keep it.
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
        """Make a key and give its row and its secret text, which can never be shown again.

        Its limits apply in place of those of the settings.
        """
        with self._database.writing() as session:
            row = ApiKey(
                name=name,
                digest=_NO_DIGEST,
                rate_limit=rate_limit,
                max_request_chars=max_request_chars,
            )
            session.add(row)
            session.flush()
            key = f"vv-{row.id}-{secrets.token_urlsafe(32)}"
            row.digest = _digest(key)
        return row, key

    def all(self) -> list[ApiKey]:
        """Every key, the revoked ones too, the oldest first."""
        with self._database.reading() as session:
            return list(session.scalars(select(ApiKey).order_by(ApiKey.id)))

    def revoke(self, key_id: int) -> ApiKey:
        """Make a key invalid for good; raises NotFound."""
        with self._database.writing() as session:
            key = session.get(ApiKey, key_id)
            if key is None:
                raise NotFound(f"There is no key with the number {key_id}.")
            key.revoked_at = key.revoked_at or datetime.now(UTC)
            return key

    def find(self, key: str) -> ApiKey | None:
        """The row of a valid key by its secret text, or None."""
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
