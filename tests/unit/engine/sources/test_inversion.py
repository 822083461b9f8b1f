"""A subject behind « il » that is nobody goes before its verb; what is none stays where it is."""

import pytest

from webapp.engine.sources.inversion import straightened

STRAIGHT = [
    ("Il est tombé beaucoup de neige cette nuit.", "Beaucoup de neige est tombée cette nuit."),
    ("Il est tombé de la pluie.", "De la pluie est tombée."),
    ("Il tombait une pluie fine.", "Une pluie fine tombait."),
    ("Il est tombé 30 mm d'eau en une heure.", "30 mm d'eau sont tombés en une heure."),
    ("Je crois qu’il est venu plusieurs amis.", "Je crois que plusieurs amis sont venus."),
    ("S'il tombe beaucoup d'eau, on rentre.", "Si beaucoup d'eau tombe, on rentre."),
    ("Il m'est arrivé une chose étrange.", "Une chose étrange m'est arrivée."),
    ("Il lui est arrivé un accident de voiture.", "Un accident de voiture lui est arrivé."),
    ("Il est arrivé quelque chose !", "Quelque chose est arrivé !"),
    ("Il venait souvent beaucoup de touristes ici.", "Beaucoup de touristes venaient souvent ici."),
    ("Il viendra deux amis demain.", "Deux amis viendront demain."),
    ("Il meurt beaucoup d'enfants de faim.", "Beaucoup d'enfants meurent de faim."),
    ("Il est sorti quelques billets de sa poche.", "Quelques billets sont sortis de sa poche."),
]


@pytest.mark.parametrize(("source", "straight"), STRAIGHT)
def test_a_subject_behind_its_verb_goes_before_it(source: str, straight: str) -> None:
    assert straightened(source) == straight


@pytest.mark.parametrize(
    "source",
    [
        "Il est tombé malade.",
        "Il est tombé du toit, des nues, amoureux.",
        "Il est tombé deux étages plus bas.",
        "Il est venu deux fois.",
        "Il est venu un homme qui te cherche.",
        "Il est venu un homme grand qui te cherche.",
        "Il est arrivé peu de temps après.",
        "Il est arrivé un quart d'heure en retard.",
        "Il est arrivé un jour de pluie.",
        "Il est arrivé un dimanche, un beau matin, un peu tard.",
        "Il arrive deux rues plus loin.",
        "Il est mort un an plus tard.",
        "Il est mort un héros.",
        "Il est resté trois ans à Paris.",
        "Il est parti quatre à quatre.",
        "Il est né en 1990.",
        "Il n'est pas venu beaucoup de monde.",
        "Il vient du Nord.",
        "Elle est arrivée.",
    ],
)
def test_a_man_and_what_is_no_subject_stay(source: str) -> None:
    assert straightened(source) == source
