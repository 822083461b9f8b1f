"""When a word is to be reviewed: by FSRS (Free Spaced Repetition Scheduler, PyPI ``fsrs``)."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from webapp.library import KeptWord

if TYPE_CHECKING:
    from fsrs import Scheduler
    from fsrs.card import CardDict

_SPANS = (("year", 365 * 1440), ("month", 30 * 1440), ("day", 1440), ("hour", 60), ("minute", 1))


class Answer(enum.StrEnum):
    """How well a word was remembered."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an answer leads to: what FSRS keeps of a word, and when the word is due again."""

    memory: Mapping[str, Any]
    due_at: datetime

    def after(self, now: datetime) -> str:
        """How long after ``now`` the word is due, in words: "3 days"."""
        return in_words(self.due_at - now)


def outcomes(word: KeptWord, now: datetime) -> dict[Answer, Outcome]:
    """What each answer leads to that is given now, in UTC; the same for the same word and time."""
    from fsrs import Card, Rating

    if word.memory is None:
        card = Card(card_id=word.id, due=now)
    else:
        card = Card.from_dict(cast("CardDict", {**word.memory, "card_id": word.id}))
    led_to = {}
    for answer, rating in zip(Answer, Rating, strict=True):
        after, _ = _scheduler().review_card(card, rating, now)
        led_to[answer] = Outcome(dict(after.to_dict()), after.due)
    return led_to


def in_words(span: timedelta) -> str:
    """A span of time in its largest unit that fits, rounded: "10 minutes", "1 month"."""
    minutes = max(1, round(span.total_seconds() / 60))
    unit, size = next((unit, size) for unit, size in _SPANS if minutes >= size)
    count = round(minutes / size)
    return f"{count} {unit}{'s' if count != 1 else ''}"


@cache
def _scheduler() -> "Scheduler":
    from fsrs import Scheduler

    return Scheduler(enable_fuzzing=False)
