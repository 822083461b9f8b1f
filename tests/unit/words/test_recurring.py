"""Nouns and expressions that recur in a text, and the English that stands for them."""

import pytest

from webapp.words.dictionary import Dictionary
from webapp.words.equivalents import EquivalentFinder
from webapp.words.lookup import bundled_dictionary
from webapp.words.recurring import recurring

#: French with its English, of which some words recur.
PAIRS = [
    ("Le présent contrat lie le client.", "This contract binds the client."),
    ("La clé de chiffrement ouvre la sauvegarde.", "The encryption key opens the backup."),
    ("Toute clé de chiffrement est renouvelée.", "Every encryption key is renewed."),
    ("Une violation de données est grave.", "A data breach is serious."),
    ("Les violations de données coûtent 12 000 euros.", "Data breaches cost 12,000 euros."),
    ("Les sauvegardes chiffrées restent à Lyon.", "Encrypted backups stay in Lyon."),
    ("Le couvain est à gauche.", "The brood is on the left."),
    ("On voit le couvain, et la hausse baisse.", "You see the brood, and the super sinks."),
    ("Il hausse les épaules, puis il y a été.", "He shrugs, then he has been there."),
    ("Il hausse la voix, elle a été là.", "He raises his voice, she was there."),
    ("Il faut que la clé de chiffrement change.", "The encryption key has to change."),
]


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return bundled_dictionary()


def counts(dictionary: Dictionary, *sources: str) -> dict[str, int]:
    return {each.source: len(each.places) for each in recurring(dictionary, sources, 50)}


def test_nouns_and_expressions_recur_and_common_words_do_not(dictionary: Dictionary) -> None:
    found = counts(dictionary, *(source for source, _ in PAIRS))
    assert found == {
        "clé de chiffrement": 3,
        "violation de données": 2,
        "couvain": 2,
        "sauvegarde": 2,
    }


def test_the_places_are_those_of_the_words(dictionary: Dictionary) -> None:
    sources = [source for source, _ in PAIRS]
    [breach] = [e for e in recurring(dictionary, sources, 9) if e.source.startswith("violation")]
    assert [sources[place.number][place.start : place.end] for place in breach.places] == [
        "violation de données",
        "violations de données",
    ]
    assert (breach.is_singular, breach.word_count) == (True, 2)


@pytest.mark.parametrize(
    ("sources", "source"),
    [
        (["Les cellules royales.", "Des cellules royales."], "cellules royales"),
        (["Les abeilles dansent.", "Des abeilles meurent."], "abeille"),
        (["La hausse est pleine.", "Elle porte une hausse.", "Une hausse."], "hausse"),
        (["Le délégué à la protection des données.", "Un délégué à la protection des données."],
         "délégué à la protection des données"),
        (["Ruchette neuve.", "Une ruchette.", "RUCHETTE"], "ruchette"),
        (["La personne concernée le sait.", "Une personne concernée."], "personne concernée"),
        (["L’Agence Truc paie.", "L’Agence Truc rit."], "Agence Truc"),
    ],
)  # fmt: skip
def test_a_candidate_is_written_as_a_term_is(
    dictionary: Dictionary, sources: list[str], source: str
) -> None:
    assert [*counts(dictionary, *sources)] == [source]


@pytest.mark.parametrize(
    "sources",
    [
        [],
        [""] * 3,
        ["12 12 12, a a a, % % %"],
        ["Il y a un an.", "Il y a un an, en fait.", "Un an, une fois, une chose."],
        ["Par exemple, lundi.", "Lundi, par exemple.", "Un lundi de janvier, en janvier."],
        ["Couvain."],
    ],
)
def test_what_is_no_term_is_left_out(dictionary: Dictionary, sources: list[str]) -> None:
    assert counts(dictionary, *sources) == {}


def test_an_expression_takes_the_place_of_its_words(dictionary: Dictionary) -> None:
    text = ["La cire gaufrée guide.", "De la cire gaufrée sèche."]
    assert counts(dictionary, *text) == {"cire gaufrée": 2}
    more = [*text, "La cire fond.", "La cire coule.", "La cire sent bon."]
    assert counts(dictionary, *more) == {"cire": 5, "cire gaufrée": 2}


def rendered(dictionary: Dictionary, *pairs: tuple[str, str]) -> dict[str, list[tuple[str, float]]]:
    finder = EquivalentFinder(dictionary, pairs)
    candidates = recurring(dictionary, [source for source, _ in pairs], 9)
    return {
        each.source: [(one.text, round(one.share, 2)) for one in finder.equivalents(each)]
        for each in candidates
    }


def test_the_english_of_a_candidate_is_found_by_alignment(dictionary: Dictionary) -> None:
    found = rendered(dictionary, *PAIRS)
    assert found["clé de chiffrement"] == [("encryption key", 1.0)]
    assert found["violation de données"] == [("data breach", 1.0)]
    assert found["sauvegarde"] == [("backup", 1.0)]


def test_a_word_without_a_link_is_found_by_its_sentences(dictionary: Dictionary) -> None:
    assert rendered(dictionary, *PAIRS)["couvain"] == [("brood", 1.0)]


def test_what_is_put_in_several_ways_has_the_share_of_each(dictionary: Dictionary) -> None:
    pairs = [
        ("La récolte est bonne.", "The harvest is good."),
        ("Une récolte maigre.", "A lean crop."),
        ("La récolte commence.", "The harvest begins."),
        ("On rentre la récolte.", "They bring it in."),
    ]
    assert rendered(dictionary, *pairs) == {"récolte": [("harvest", 0.5), ("crop", 0.25)]}


def test_the_plural_stays_where_the_text_has_no_other(dictionary: Dictionary) -> None:
    pairs = [
        ("Les cellules royales.", "The royal cells."),
        ("Des cellules royales.", "Royal cells."),
    ]
    assert rendered(dictionary, *pairs) == {"cellules royales": [("royal cells", 1.0)]}
