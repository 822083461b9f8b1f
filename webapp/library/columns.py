"""What columns of the tables hold beside texts and numbers, and how the database stores that."""

import enum
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import DateTime, Enum, String, TypeDecorator
from sqlalchemy.engine import Dialect

from webapp.text.checks import Check


class State(enum.StrEnum):
    """How far a segment is (XLIFF: initial, translated, reviewed)."""

    PENDING = "pending"
    TRANSLATED = "translated"
    EDITED = "edited"
    FAILED = "failed"


class Origin(enum.StrEnum):
    """Where a target comes from; CORRECTED is the memory of what people gave."""

    MACHINE = "machine"
    MEMORY = "memory"
    CORRECTED = "corrected-memory"
    HUMAN = "human"


class Halt(enum.StrEnum):
    """Why a document's pending segments are not translated: its reader stopped it."""

    PAUSED = "paused"
    CANCELLED = "cancelled"


class UtcDateTime(TypeDecorator[datetime]):
    """Aware datetimes in UTC, on SQLite too, which does not store the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Add the zone that SQLite does not store."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class CheckNames(TypeDecorator[tuple[Check, ...]]):
    """Checks as their names with spaces between them; a name that is not known here is left out."""

    impl = String(120)
    cache_ok = True

    def process_bind_param(self, value: Sequence[Check] | None, _: Dialect) -> str | None:
        """Join the names."""
        return None if value is None else " ".join(value)

    def process_result_value(self, value: str | None, _: Dialect) -> tuple[Check, ...] | None:
        """Read the names."""
        if value is None:
            return None
        return tuple(check for check in Check if check in value.split())


def named(enumeration: type[enum.StrEnum]) -> Enum:
    return Enum(
        enumeration,
        native_enum=False,
        length=16,
        values_callable=lambda members: [member.value for member in members],
    )
