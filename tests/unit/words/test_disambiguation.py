"""The words beside a form say which of its readings it has."""

from pathlib import Path

import pytest

from webapp.errors import DictionaryUnavailable
from webapp.words.context import explain
from webapp.words.dictionary import Dictionary, Lexeme
from webapp.words.disambiguation import Disambiguator, lexemes_in, places
from webapp.words.lookup import bundled_dictionary
from webapp.words.tokens import EDGE, french_forms, french_tokens

DICTIONARY = bundled_dictionary()


@pytest.mark.parametrize(
    ("sentence", "form", "lemma", "kind"),
    [
        ("La porte est ouverte.", "porte", "porte", "noun"),
        ("Il porte un sac.", "porte", "porter", "verb"),
        ("L’été dernier, il faisait chaud.", "été", "été", "noun"),
        ("Elle a été malade.", "été", "être", "verb"),
        ("Je la vois.", "la", "le", "pronoun"),
        ("Leur voiture est rouge.", "leur", "leur", "determiner"),
        ("Je leur parle.", "leur", "leur", "pronoun"),
        ("Nous avions faim.", "avions", "avoir", "verb"),
        ("Les avions décollent.", "avions", "avion", "noun"),
        ("Il veut que tu viennes.", "que", "que", "conjunction"),
        ("Cette lettre, je l’ai mise à la poste.", "mise", "mettre", "verb"),
        ("La mise en scène est belle.", "mise", "mise", "noun"),
        ("Un nouvel ami.", "nouvel", "nouveau", "adjective"),
    ],
)
def test_a_card_shows_the_reading_of_the_sentence_first(
    sentence: str, form: str, lemma: str, kind: str
) -> None:
    at = next(token.start for token in french_tokens(sentence) if token.form == form)
    first = explain(DICTIONARY, sentence, None, at).entries[0]
    assert (first.lemma, first.kind) == (lemma, kind)


def test_a_text_s_lexemes_are_counted_as_its_sentences_are_read() -> None:
    sentences = [
        "La porte qu’il porte est rouge ; elle a été verte l’été dernier.",
        "Donne-le-moi, car je le vois parce qu'il est là ! «Parce qu’on farce quoi ?»",
        "",
        "Zorglub 書 vit en 1999.",
        "Zorglub ferme Zorglub, 書 ferme Zorglub ; on la joue au\u00adjour\u00add'hui, va-t'en.",
    ]
    cut = [[token.form for token in french_tokens(sentence)] for sentence in sentences]
    forms = french_forms(sentences)
    counts = Disambiguator(DICTIONARY, set(forms)).counts(forms)
    lexemes = [lexeme for some in lexemes_in(DICTIONARY, cut) for lexeme in some if lexeme]
    assert dict(counts) == {lexeme: lexemes.count(lexeme) for lexeme in lexemes}
    assert counts[Lexeme("porte", "noun")] == counts[Lexeme("porter", "verb")] == 1


def test_a_place_has_the_forms_beside_it() -> None:
    assert list(places(["il", "dort"])) == [(EDGE, "il", "dort"), ("il", "dort", EDGE)]
    assert list(places([])) == []


def test_a_form_without_weights_has_its_commonest_reading(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Dictionary, "weights", {})
    assert lexemes_in(DICTIONARY, [["il", "la", "porte"]])[0][1] == Lexeme("le", "determiner")


def test_a_missing_dictionary_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(DictionaryUnavailable):
        lexemes_in(Dictionary(tmp_path / "missing.sqlite"), [["la", "porte"]])
