"""Plurals of English nouns and of the nouns of terms."""

import pytest

from webapp.text.terms.plurals import english_plural, is_plural
from webapp.text.terms.singulars import english_singular

PLURALS = [
    ("widget", "widgets"),
    ("power plant", "power plants"),
    ("court of law", "courts of law"),
    ("company", "companies"),
    ("day", "days"),
    ("boss", "bosses"),
    ("status", "statuses"),
    ("crisis", "crises"),
    ("box", "boxes"),
    ("Woman", "Women"),
    ("person", "people"),
    ("GPU", "GPUs"),
    ("Wi-Fi", "Wi-Fis"),
    ("by-law", "by-laws"),
    ("mother-in-law", "mothers-in-law"),
    ("check-in desk", "check-in desks"),
    ("chairwoman", "chairwomen"),
    ("German", "Germans"),
    ("grandchild", "grandchildren"),
    ("axis", "axes"),
]


@pytest.mark.parametrize(("noun", "plural"), PLURALS)
def test_a_noun_gets_its_plural(noun: str, plural: str) -> None:
    assert english_plural(noun) == plural


@pytest.mark.parametrize(("singular", "plural"), PLURALS)
def test_a_plural_gets_its_singular(singular: str, plural: str) -> None:
    assert english_singular(plural) == singular
    assert english_singular(singular) == singular


MORE_PLURALS = [
    ("clauses", "clause"),
    ("viruses", "virus"),
    ("campuses", "campus"),
    ("taxes", "tax"),
    ("movies", "movie"),
    ("ties", "tie"),
    ("headaches", "headache"),
    ("hypotheses", "hypothesis"),
    ("waltzes", "waltz"),
    ("sizes", "size"),
]


@pytest.mark.parametrize(("plural", "singular"), MORE_PLURALS)
def test_endings_that_are_alike_are_told_apart(plural: str, singular: str) -> None:
    assert english_singular(plural) == singular


@pytest.mark.parametrize("word", ["news", "data", "physics", "series", "boss", "lens", "", "C++"])
def test_what_is_no_plural_stays(word: str) -> None:
    assert english_singular(word) == word


@pytest.mark.parametrize(
    "noun", ["premises", "news", "data", "sheep", "people", "C++", "goods", "chairmen", "specimens"]
)
def test_a_plural_and_what_has_none_stay(noun: str) -> None:
    assert english_plural(noun) == noun


@pytest.mark.parametrize(
    ("word", "noun"),
    [("chats", "chat"), ("chevaux", "cheval"), ("travaux", "travail"), ("bateaux", "bateau")],
)
def test_french_plurals_are_known(word: str, noun: str) -> None:
    assert is_plural(word, noun, "fr")
    assert not is_plural(noun, word, "fr")


@pytest.mark.parametrize(
    ("word", "noun"), [("fois", "foi"), ("mois", "moi"), ("chat", "chat"), ("fonds", "fond")]
)
def test_words_that_only_look_like_plurals_are_none(word: str, noun: str) -> None:
    assert not is_plural(word, noun, "fr")


def test_a_language_without_rules_has_no_plurals() -> None:
    assert not is_plural("Katzen", "Katze", "de")
