"""Marks of an English target are those of its French source."""

import pytest

from webapp.text.notation.ends import has_guillemets, with_dashes, with_quotation_marks


@pytest.mark.parametrize(
    ("source", "target", "marked"),
    [
        ("le « mot »", "the 'word' isn't", "the “word” isn't"),
        ("l'option « -q »", 'the " -q" option', "the “-q” option"),
        ("« Non », dit-elle.", '"No", she said.', "“No,” she said."),
        ("le 'mot'", "the 'word'", "the 'word'"),
    ],
)
def test_guillemets_are_quotation_marks(source: str, target: str, marked: str) -> None:
    assert (with_quotation_marks(target) if has_guillemets(source) else target) == marked


@pytest.mark.parametrize(
    ("source", "target", "marked"),
    [
        ("Un – deux", "One - two", "One – two"),
        ("Un - deux – trois", "One - two — three", "One - two — three"),
        ("peut-être – oui", "may-be — yes", "may-be – yes"),
        ("Bon… oui", "Well... yes", "Well… yes"),
        ("Bon... oui", "Well… yes", "Well... yes"),
        ("Bon", "Well - yes", "Well - yes"),
    ],
)
def test_dashes_and_ellipses_are_the_source_s(source: str, target: str, marked: str) -> None:
    assert with_dashes(source, target) == marked
