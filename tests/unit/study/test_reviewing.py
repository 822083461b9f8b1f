"""When words come back, by the answers that were given."""

from datetime import UTC, datetime, timedelta

import pytest

from webapp.library import KeptWord
from webapp.study.reviewing import Answer, in_words, outcomes

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_the_better_the_answer_the_later_the_word_comes_back() -> None:
    word = KeptWord(id=1, memory=None)
    for _ in range(5):
        led_to = outcomes(word, word.due_at or NOW)
        times = [led_to[answer].due_at for answer in Answer]
        assert times == sorted(times)
        assert led_to == outcomes(word, word.due_at or NOW)
        word.memory, word.due_at = dict(led_to[Answer.GOOD].memory), led_to[Answer.GOOD].due_at
    assert word.due_at is not None
    assert word.due_at - NOW > timedelta(days=20)
    again = outcomes(word, word.due_at)[Answer.AGAIN]
    assert again.after(word.due_at) == "10 minutes"


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=5), "1 minute"),
        (timedelta(minutes=10), "10 minutes"),
        (timedelta(hours=1, minutes=20), "1 hour"),
        (timedelta(days=3), "3 days"),
        (timedelta(days=45), "2 months"),
        (timedelta(days=800), "2 years"),
    ],
)
def test_a_span_is_told_in_its_largest_unit(span: timedelta, words: str) -> None:
    assert in_words(span) == words
