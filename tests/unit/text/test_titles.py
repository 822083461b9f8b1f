"""A title is made from the beginning of a text."""

import pytest

from webapp.text import made_title, split_text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Le titre\n\nBonjour. Il pleut.", "Le titre"),
        ("Bonjour. Il pleut.", "Bonjour."),
        ("mot " * 100, "mot " * 34 + "mot…"),
    ],
)
def test_a_title_is_made_from_the_text(text: str, title: str) -> None:
    assert made_title(split_text(text)) == title
