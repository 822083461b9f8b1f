"""Terms are put into targets where the model would have said them; else the target says so."""

from pathlib import Path

import pytest

from tests.unit.engine.models import PLACEHOLDERS, Scripted, opened
from webapp.engine import Translation
from webapp.text.checks import Check
from webapp.text.terms.terms import Term

CAT = Term("chat", "tomcat")


def translated(
    answers: dict[str, list[str]], folder: Path, source: str, *terms: Term
) -> tuple[Translation, list[str]]:
    """A source's translation by a model that knows these answers alone, and what it was sent."""
    model = Scripted(lambda text: answers.get(text, ["nothing"]), PLACEHOLDERS)
    with opened(model, folder) as translator:
        [translation] = translator.with_terms(terms).submit([source]).result()
    return translation, model.pieces


def test_a_hypothesis_with_the_term_in_its_number_is_taken(tmp_path: Path) -> None:
    answers = {"Les chats dorment.": ["Cats sleep.", "A tomcat sleeps.", "Tomcats sleep."]}
    translation, sent = translated(answers, tmp_path, "Les chats dorment.", CAT)
    assert translation.target == "Tomcats sleep."
    assert sent == ["Les chats dorment."]


def test_the_models_word_for_the_term_gives_way_to_it(tmp_path: Path) -> None:
    answers = {
        "Les chats et un chat.": ["Cats and a cat."],
        "Les ｟1｠ et un ｟2｠.": ["nothing"],
        "chats": ["Cats."],
        "chat": ["the cat"],
    }
    tomcat = Term("chat", "odd cat fish")
    translation, _ = translated(answers, tmp_path, "Les chats et un chat.", tomcat)
    assert translation.target == "Odd cat fish and an odd cat fish."
    assert Check.TERMS not in translation.checks


def test_words_at_the_place_of_the_sign_give_way_to_the_term(tmp_path: Path) -> None:
    answers = {
        "Un vieux chat dort bien.": ["An old puss sleeps well."],
        "Un vieux ｟1｠ dort bien.": ["One old ｟1｠ sleeps well."],
    }
    translation, _ = translated(answers, tmp_path, "Un vieux chat dort bien.", CAT)
    assert translation.target == "An old tomcat sleeps well."


def test_a_target_with_the_sign_is_taken_where_the_place_is_unclear(tmp_path: Path) -> None:
    answers = {"Un chat dort.": ["It sleeps."], "Un ｟1｠ dort.": ["｟1｠ and sleep."]}
    translation, _ = translated(answers, tmp_path, "Un chat dort.", CAT)
    assert translation.target == "Tomcat and sleep."


def test_a_word_with_a_prefix_is_not_the_term_but_where_the_source_has_one(tmp_path: Path) -> None:
    answers = {
        "Un chat et un non-chat.": ["A sub-tomcat and a non-tomcat."],
        "Un ｟1｠ et un non-chat.": ["A ｟1｠ and a non-tomcat."],
    }
    translation, _ = translated(answers, tmp_path, "Un chat et un non-chat.", CAT)
    assert translation.target == "A tomcat and a non-tomcat."


def test_a_term_with_a_capital_within_its_first_word_keeps_its_small_letter(tmp_path: Path) -> None:
    answers = {"Un chat dort.": ["Cat sleeps."], "chat": ["cat"]}
    translation, _ = translated(answers, tmp_path, "Un chat dort.", Term("chat", "iCat Pro"))
    assert translation.target == "iCat Pro sleeps."


def test_a_target_that_cannot_have_its_term_stays_and_says_so(tmp_path: Path) -> None:
    answers = {"Un chat dort ici.": ["It is asleep here."]}
    translation, _ = translated(answers, tmp_path, "Un chat dort ici.", CAT)
    assert translation.target == "It is asleep here."
    assert Check.TERMS in translation.checks


def test_a_source_in_capitals_gets_its_term_in_capitals(tmp_path: Path) -> None:
    answers = {"un chat dort ici": ["a cat sleeps here"], "chat": ["cat"]}
    translation, _ = translated(answers, tmp_path, "UN CHAT DORT ICI", CAT)
    assert translation.target == "A TOMCAT SLEEPS HERE"


def test_terms_beside_what_stays(tmp_path: Path) -> None:
    answers = {"Le chat lit ｟1｠.": ["The cat reads ｟1｠."], "chat": ["cat"]}
    translation, _ = translated(answers, tmp_path, "Le chat lit {livre}.", CAT)
    assert translation.target == "The tomcat reads {livre}."


@pytest.mark.parametrize("source", ["Le Grand Chat dort.", "Le grand chat dort."])
def test_what_is_never_translated_stays_as_it_is_written(tmp_path: Path, source: str) -> None:
    answers = {"Le ｟1｠ dort.": ["The ｟1｠ sleeps."]}
    kept = Term("grand chat", None)
    translation, _ = translated(answers, tmp_path, source, CAT, kept)
    assert translation.target == source.replace("Le", "The").replace("dort", "sleeps")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("une pomme de terre", "an odd spud"),
        ("Pommes de terre", "Odd spuds"),
        ("La pomme de terre !", "The odd spud!"),
    ],
)
def test_a_term_alone_is_not_read_word_by_word(tmp_path: Path, source: str, target: str) -> None:
    spud = Term("pommes de terre", "odd spuds")
    translation, _ = translated({source: ["An apple of earth"]}, tmp_path, source, spud)
    assert translation.target == target


@pytest.mark.parametrize(
    ("source", "given", "target"),
    [
        ("Il a une pomme de terre.", "He has an apple of earth.", "He has a spud."),
        ("Il a une pomme de terre de Bretagne.", "He has an apple of Brittany.",
         "He has a spud of Brittany."),
    ],
)  # fmt: skip
def test_a_short_wording_gives_way_with_what_is_joined_to_it(
    tmp_path: Path, source: str, given: str, target: str
) -> None:
    answers = {source: [given], "pomme de terre": ["Apple"]}
    translation, _ = translated(answers, tmp_path, source, Term("pomme de terre", "spud"))
    assert translation.target == target


def test_a_translator_without_terms_is_the_same(tmp_path: Path) -> None:
    with opened(Scripted(lambda text: [text]), tmp_path) as translator:
        assert translator.with_terms([]) is translator
        other = translator.with_terms([CAT])
        assert other.identity == translator.identity
        assert (translator.glossary.terms, other.glossary.terms) == ((), (CAT,))
