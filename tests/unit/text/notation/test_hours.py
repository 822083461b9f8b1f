"""Times of the day in words become figures; durations and full hours up to twelve stay."""

import pytest

from webapp.text.notation.figures import figures


def read(source: str, *, english: bool = True) -> str:
    """The source as a model reads it."""
    for figure in reversed(list(figures(source, english=english))):
        source = source[: figure.start] + figure.text + source[figure.end :]
    return source


TIMES = [
    ("Elle ferme à dix-huit heures, mais pas ici.", "Elle ferme à 18:00, mais pas ici."),
    ("à vingt et une heures", "à 21:00"),
    ("À Vingt-trois heures quarante-cinq.", "À 23:45."),
    ("vers vingt heures trente le lundi", "vers 20:30 le lundi"),
    ("à vingt heures trente personnes parlent", "à 20:00 trente personnes parlent"),
    ("Il est dix-sept heures.", "Il est 17:00."),
    ("à huit heures et demie du soir", "à 8:30 du soir"),
    ("dès neuf heures moins le quart", "dès 8:45"),
    ("à une heure moins cinq", "à 12:55"),
    ("jusqu'à dix heures et quart", "jusqu'à 10:15"),
    ("RENDEZ-VOUS À DIX-HUIT HEURES", "RENDEZ-VOUS À 18:00"),
    ("À MINUIT MOINS LE QUART", "À 23:45"),
    ("Il est midi et demi.", "Il est 12:30."),
    ("à minuit moins le quart, à minuit dix", "à 23:45, à 0:10"),
    ("de dix heures à dix-neuf heures", "de 10:00 à 19:00"),
    ("entre dix heures et quatorze heures", "entre 10:00 et 14:00"),
    ("après dix-huit heures, avant quinze heures", "après 18:00, avant 15:00"),
]


@pytest.mark.parametrize(("source", "given"), TIMES)
def test_times_in_words_become_figures(source: str, given: str) -> None:
    assert read(source) == given


@pytest.mark.parametrize(
    "source",
    [
        "Il est trois heures.",
        "à neuf heures",
        "à midi, à minuit",
        "de neuf heures à onze heures",
        "Il a travaillé dix-huit heures.",
        "pendant deux heures et demie",
        "après deux heures et demie",
        "après vingt-quatre heures",
        "à deux heures et demie de Paris",
        "à dix-huit heures d'intervalle, à quinze heures par semaine",
        "vingt-quatre heures sur vingt-quatre",
        "Il est deux heures et demie en retard",
        "des heures et des heures",
    ],
)
def test_durations_and_full_hours_up_to_twelve_stay(source: str) -> None:
    assert read(source) == source


def test_times_in_words_stay_where_figures_do() -> None:
    assert read("à dix-huit heures", english=False) == "à dix-huit heures"
