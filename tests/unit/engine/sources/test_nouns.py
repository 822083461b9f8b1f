"""Of several hypotheses the one with the rare nouns of its source goes first."""

import pytest

from webapp.engine.sources.nouns import with_nouns_first
from webapp.words.lookup import bundled_dictionary
from webapp.words.wordings import Wordings

CHOSEN = [
    # The first target, another, and whether that goes to the front.
    ("C'est un hymne.", "It is an anonym.", "It is an anthem.", True),
    ("Les hymnes sont beaux.", "The anthems are fine.", "The anthem is fine.", False),
    ("Un monastère et un tram.", "A monster and a tram.", "A monastery and a frame.", False),
    ("Un monastère.", "A monstery.", "A monastery of xqzv.", False),
    ("La visualisation.", "The visualisation.", "The visualization.", False),
    ("La maison est vide.", "The building is empty.", "The house is empty.", False),
    ("Il dort.", "He sleeps.", "He is asleep.", False),
]


def made_up(_source: str, target: str) -> list[str]:
    """A word with these letters."""
    return [word for word in target.split() if "xq" in word]


@pytest.fixture(scope="module")
def wordings() -> Wordings:
    return Wordings(bundled_dictionary())


@pytest.mark.parametrize(("source", "first", "other", "is_better"), CHOSEN)
def test_the_hypothesis_with_a_rare_noun_goes_first(
    wordings: Wordings, source: str, first: str, other: str, is_better: bool
) -> None:
    targets = [first, "nothing", other]
    wanted = [other, first, "nothing"] if is_better else targets
    assert with_nouns_first(source, targets, wordings, made_up) == wanted


def test_a_target_alone_stays(wordings: Wordings) -> None:
    assert with_nouns_first("Un hymne.", ["A hum."], wordings, made_up) == ["A hum."]
