"""Fixed compounds have their English from the bundled dictionary, where it is sure."""

import pytest

from webapp.words.compounds import Compounds
from webapp.words.lookup import bundled_dictionary


@pytest.fixture(scope="module")
def compounds() -> Compounds:
    return Compounds(bundled_dictionary())


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("pomme de terre", "potato"),
        ("pommes de terre", "potatoes"),
        ("coup de soleil", "sunburn"),
        ("animaux de compagnie", "pets"),
        ("tableau de bord", "scoreboard"),
        ("arc-en-ciel", "rainbow"),
        ("gratte-ciel", "skyscraper"),
        ("loup-garou", "werewolf"),
    ],
)
def test_a_compound_is_put_in_its_number(compounds: Compounds, french: str, english: str) -> None:
    assert compounds.english(french)[0] == english


@pytest.mark.parametrize(
    "words",
    [
        "faire-part",  # a wedding stands beside it
        "année-lumière",  # the light is of a part
        "non-fumeur",  # a prefix, which models read
        "objet de discussions",  # a verb in English
        "peu d'argent",  # an amount
        "il est parti",
        "maison",
        "de",
        "",
    ],
)
def test_what_is_no_compound_or_not_sure_has_no_english(compounds: Compounds, words: str) -> None:
    assert not compounds.english(words)
