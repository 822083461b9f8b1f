"""The mark of a menu's item goes round the model."""

import pytest

from webapp.text.exact.accelerators import with_accelerator, without_accelerator


@pytest.mark.parametrize(
    ("source", "item"),
    [
        ("&Fermer", "Fermer"),
        ("_Coller", "Coller"),
        ("Rech&ercher", "Rechercher"),
        ("E&nvoyer", "Envoyer"),
        ("Fermer la &page", "Fermer la page"),
    ],
)
def test_an_item_loses_its_mark(source: str, item: str) -> None:
    text, accelerator = without_accelerator(source)
    assert (text, with_accelerator(text, None)) == (item, item)
    assert accelerator


@pytest.mark.parametrize(
    "source", ["R&D", "M & Mme", "_gras_ et _fin_", "C&A", "Oui", f"&Oui {'non ' * 20}"]
)
def test_a_text_that_is_no_item_stays(source: str) -> None:
    assert without_accelerator(source) == (source, None)


def test_the_mark_stands_before_the_word_that_is_as_far_along() -> None:
    _, accelerator = without_accelerator("Fermer la &page")
    assert with_accelerator("Close the page", accelerator) == "Close the &page"
    assert with_accelerator("42", accelerator) == "&42"
