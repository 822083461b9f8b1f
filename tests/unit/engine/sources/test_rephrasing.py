"""Turns that the network misreads go to it in other words, and its target says the first ones."""

import pytest

from webapp.engine.sources.rephrasing import phrased_back, rephrased

REPHRASED = [
    # source, what is read, what the network makes of that, the target
    ("Il gèle.", "Il neige.", "It's snowing.", "It's freezing."),
    ("Il gèle la nuit.", "Il neige la nuit.", "It snows at night.", "It freezes at night."),
    ("Hier, il a gelé.", "Hier, il a neigé.", "Yesterday it snowed.", "Yesterday it froze."),
    ("Il avait gelé.", "Il avait neigé.", "It had snowed.", "It had frozen."),
    ("Il va geler.", "Il va neiger.", "It's going to snow.", "It's going to freeze."),
    ("Il grêlait.", "Il neigeait.", "It was snowing.", "It was hailing."),
    ("Il grêlera demain.", "Il neigera demain.", "It'll snow tomorrow.", "It'll hail tomorrow."),
    ("Il tonne au loin.", "Il neige au loin.", "It's snow far off.", "It's thundering far off."),
    ("Il vente fort.", "Il neige fort.", "It snows hard.", "It blows hard."),
    ("Quand il bruine", "Quand il neige", "When it snows", "When it drizzles"),
    ("Il dégèle enfin.", "Il neige enfin.", "It finally snows.", "It finally thaws."),
    ("Il gèle et dégèle.", "Il neige et dégèle.", "It rains and thaws.", "It rains and thaws."),
    ("Il est tombé de l'eau.", "De l'eau est tombée.", "Water fell.", "Water fell."),
    ("Qu'a t-elle dit ?", "Qu'a-t-elle dit ?", "What did she say?", "What did she say?"),
    ("Vainc t'il ?", "Vainc-t-il ?", "Does he win?", "Does he win?"),
    ("Dira-t'on", "Dira-t-on", "Will one say", "Will one say"),
    ("« Oui », ajoute t il.", "« Oui », ajoute-t-il.", '"Yes," he adds.', '"Yes," he adds.'),
    ("Il tint à venir.", "Il voulut venir.", "He wanted to come.", "He wanted to come."),
    (
        "Il était une fois une reine.",
        "Il y avait une reine.",
        "There was a queen.",
        "Once upon a time there was a queen.",
    ),
    (
        "Il y avait une fois, au loin, un roi.",
        "Il y avait, au loin, un roi.",
        "Far away, there was a king.",
        "Far away, once upon a time there was a king.",
    ),
    (
        "Il était une fois deux rois.",
        "Il y avait deux rois.",
        "Two kings lived.",
        "Once upon a time, two kings lived.",
    ),
    (
        "Il était une fois un pont à Rome.",
        "Il y avait un pont à Rome.",
        "Rome had a bridge.",
        "Once upon a time, Rome had a bridge.",
    ),
]
STAYING = [
    "Il gèle les prix de l'électricité.",
    "Il gèle l'affaire.",
    "Il a gelé ses avoirs.",
    "Il vente ce produit.",
    "Il tonne contre les ministres.",
    "Il tonna : « Sortez ! »",
    "Il a tonné à la tribune.",
    "Elle gèle.",
    "Il neige et il gèle.",
    "Il était une fois de plus en retard.",
    "Il y avait une fois par mois un marché.",
    "Il était une fois dans l'Ouest",
    "Il était un roi.",
    "On dit t'il te voit, je t'aime et la t-shirt.",
]


@pytest.mark.parametrize(("source", "read", "given", "target"), REPHRASED)
def test_the_network_reads_other_words_and_its_target_says_the_first(
    source: str, read: str, given: str, target: str
) -> None:
    assert rephrased(source) == read
    assert phrased_back(source, given) == target


@pytest.mark.parametrize("source", STAYING)
def test_what_means_something_else_stays(source: str) -> None:
    assert rephrased(source) == source
    assert phrased_back(source, "It snowed there was.") == "It snowed there was."
