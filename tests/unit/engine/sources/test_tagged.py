"""Tags of a text are taken off for the model and stand about the same words again."""

from pathlib import Path

import pytest

from tests.unit.engine.models import PLACEHOLDERS, Scripted, opened
from webapp.engine.sources.tagged import TaggedText
from webapp.text.checks import Check
from webapp.text.terms.terms import Term

ANSWERS = {
    "Le chat noir dort.": ["The black cat sleeps."],
    "chat": ["cat"],
    "noir": ["black"],
    "chat noir": ["black cat"],
    "Le chat ｟1｠ dort.": ["The chat ｟1｠ sleeps."],
    "Le ｟1｠ dort bien.": ["The ｟1｠ sleeps well."],
    "bien": ["well"],
}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Le chat <b>noir</b> dort.", "The <b>black</b> cat sleeps."),
        ("Le <g1>chat <g2>noir</g></g> dort.", "The <g1><g2>black</g> cat</g> sleeps."),
        ("Le <bpt1/>chat noir<ept1/> dort.", "The <bpt1/>black cat<ept1/> sleeps."),
        ("Le <sc1/>chat<ec1/> noir dort.", "The black <sc1/>cat<ec1/> sleeps."),
        ("<b>Le chat noir dort.", "<b>The black cat sleeps."),
        ("Le chat noir dort.</mrk>", "The black cat sleeps.</mrk>"),
        ("Le <ph1/> dort <i>bien</i>.", "The <ph1/> sleeps <i>well</i>."),
        ("Le <b>%s</b> dort bien.", "The <b>%s</b> sleeps well."),
        ("Le <b>chat {x}</b> dort.", "The <b>chat {x}</b> sleeps."),
        ("Le `<b>` dort <b>bien</b>.", "The `<b>` sleeps <b>well</b>."),
        (
            "{n, plural, one {<b>bien</b>} other {bien}}",
            "{n, plural, one {<b>well</b>} other {well}}",
        ),
        ("Le <nom> dort bien.", "The <nom> sleeps well."),
    ],
)
def test_tags_stand_about_their_words_and_what_stands_for_words_stays(
    tmp_path: Path, source: str, target: str
) -> None:
    model = Scripted(lambda text: ANSWERS.get(text, ["nothing"]), PLACEHOLDERS)
    with opened(model, tmp_path) as translator:
        [translation] = translator.submit([source]).result()
    assert translation.target == target
    assert Check.SPANS not in translation.checks


def test_a_term_with_a_tag_within_is_one(tmp_path: Path) -> None:
    model = Scripted(lambda text: ANSWERS.get(text, ["nothing"]), PLACEHOLDERS)
    with opened(model, tmp_path) as translator:
        translator = translator.with_terms([Term("chat noir", "black cat")])
        [translation] = translator.submit(["Le chat <b>noir</b> dort."]).result()
    assert Check.TERMS not in translation.checks
    assert model.pieces == ["noir", "Le chat noir dort."]


def test_tags_that_are_taken_off_and_put_back_are_found_again() -> None:
    tagged = TaggedText.of("<b>Un</b> <i>mot</i> `<b>` <b>ou</b> deux")
    assert tagged.text == "Un mot `<b>` ou deux"
    assert (
        TaggedText.of(tagged.written("a word `<b>` or two", str.upper)).text
        == "a word `<b>` or two"
    )


@pytest.mark.parametrize(
    "source",
    [
        "Pour en savoir plus, voyez <b>.",
        "« <em> », a-t-elle répondu.",
        "Les enfants ont trouvé <b>, <b> et rien d'autre.",
        "Est-ce que vous connaissez </span> ?",
        'Nous avons reçu <a href="https://exemple.fr"> hier matin.',
    ],
)
def test_one_half_that_stands_as_a_word_stays_for_the_model(source: str) -> None:
    assert TaggedText.of(source) == TaggedText(source, [])


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<b>Il pleut.", "Il pleut."),
        ("Il pleut.</b> Et il vente.", "Il pleut. Et il vente."),
        ("Voyez <i>« la mer ».", "Voyez « la mer »."),
        ("</strong> Il vente.", " Il vente."),
    ],
)
def test_one_half_that_touches_its_words_is_taken_off(source: str, text: str) -> None:
    assert TaggedText.of(source).text == text
