"""Emoji come back where they were, whatever the model does with words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.engine import Translation
from webapp.engine.emoji import lifted


def shown(source: str, target: str) -> tuple[str, str]:
    """What the model is given, and what becomes of its target."""
    parted = lifted(source)
    return parted.text, parted.restored(Translation(target, -1.0)).target


@pytest.mark.parametrize(
    ("source", "sent", "target", "whole"),
    [
        ("Il pleut.", "Il pleut.", "It rains.", "It rains."),
        ("Bonjour 😀", "Bonjour", "Hello", "Hello 😀"),
        ("😀  Bonjour", "Bonjour", "Hello", "😀  Hello"),
        ("Bonjour 😀.", "Bonjour.", "Hello.", "Hello 😀."),
        ("Bravo👏👏 les amis", "Bravo les amis", "Well done friends", "Well👏👏 done friends"),
        ("Un ❤️ pour toi !", "Un pour toi !", "One for you!", "One ❤️ for you!"),
        ("👩‍👩‍👧 et 👍🏽 et 🇫🇷", "et et", "and and", "👩‍👩‍👧 and 👍🏽 and 🇫🇷"),
        ("Touche 1️⃣ ou 2", "Touche ou 2", "Key or 2", "Key 1️⃣ or 2"),
        ("😀 !", "!", "!", "😀 !"),
        ("Oui 🏴󠁧󠁢󠁷󠁬󠁳󠁿", "Oui", "Yes", "Yes 🏴󠁧󠁢󠁷󠁬󠁳󠁿"),
        ("Prix : 5 € → ok", "Prix : 5 € → ok", "Price", "Price"),
    ],
)
def test_emoji_stay(source: str, sent: str, target: str, whole: str) -> None:
    assert shown(source, target) == (sent, whole)


def test_alternatives_have_them_too() -> None:
    found = lifted("Oui 😀").restored(Translation("Yes", -0.1, ("Yeah",)))
    assert found == Translation("Yes 😀", -0.1, ("Yeah 😀",))


mixed = st.lists(st.sampled_from(["😀", "👍🏽", "🇫🇷", "❤️", " ", "  ", "mot", "Oui", ".", "!", "1"]))


@given(mixed.map("".join), st.sampled_from(["", "one", "one two three.", "…"]))
def test_none_is_lost_and_none_is_sent(source: str, target: str) -> None:
    def emoji(text: str) -> str:
        return "".join(c for c in text if not c.isspace() and not c.isascii() and c != "…")

    sent, whole = shown(source, target)
    assert emoji(sent) == ""
    assert emoji(whole) == emoji(source)
