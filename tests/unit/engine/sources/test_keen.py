"""« tenir à » with a deed goes to the network as « vouloir »."""

import pytest

from webapp.engine.sources.keen import wanting

WANTING = [
    ("Il a tenu à les remercier.", "Il a voulu les remercier."),
    ("Elle a tenu à l'accompagner.", "Elle a voulu l'accompagner."),
    ("J’ai tenu à vous le dire.", "J’ai voulu vous le dire."),
    ("La mairie a également tenu à rassurer.", "La mairie a également voulu rassurer."),
    ("Ils ont tenu aussi à être présents.", "Ils ont voulu aussi être présents."),
    ("Le ministre tient à préciser ce point.", "Le ministre veut préciser ce point."),
    ("Il ne tient pas à y aller.", "Il ne veut pas y aller."),
    ("Elle tenait à la voir.", "Elle voulait la voir."),
    ("Il tint à la lire jusqu'au bout.", "Il voulut la lire jusqu'au bout."),
    ("Ils tinrent à ne pas s'en mêler.", "Ils voulurent ne pas s'en mêler."),
    ("Elle tenait à leur écrire.", "Elle voulait leur écrire."),
    ("Il a tenu à rejoindre les siens.", "Il a voulu rejoindre les siens."),
    ("n'ayant pas tenu à le savoir", "n'ayant pas voulu le savoir"),
]
STAYING = [
    "Je tiens à vous remercier.",
    "Nous tenons à souligner ce point.",
    "Il tient à sa maison.",
    "Elle tient à la vie, à la mer et à l'avenir.",
    "Elle tenait à la lettre et à la terre de son père.",
    "Cela tient à notre histoire.",
    "Cela a tenu à peu de chose.",
    "Il a tenu à distance les curieux.",
    "Il est tenu à payer le loyer.",
    "Il s'en tient à répéter la même chose.",
    "Il se tient à regarder par la fenêtre.",
    "Elle le tient à garder pour sa sœur.",
    "Il a tenu à titre personnel trois discours.",
    "On les tint à l'écart, à l'air libre.",
    "Elle a tenu à ce qu'il vienne.",
    "Il a tenu un magasin à Dire.",
    "Elle tient à leur père, à leur histoire et à leur métier.",
    "Il a tenu à moindre prix, à première vue.",
    "Il a tenu à contre-cœur sa promesse.",
]


@pytest.mark.parametrize(("source", "read"), WANTING)
def test_who_is_keen_on_a_deed_wants_it(source: str, read: str) -> None:
    assert wanting(source) == read


@pytest.mark.parametrize("source", STAYING)
def test_what_is_held_and_who_is_bound_stay(source: str) -> None:
    assert wanting(source) == source
