"""Words that a model made up are mended where their place in the source is clear."""

import gzip
from pathlib import Path
from typing import Any

import pytest

from tests.unit.engine.models import Scripted, opened
from webapp.engine.packages import find_packages
from webapp.engine.sources.post_editing import KnownWords, PostEditor
from webapp.text.checks import Check
from webapp.text.terms.terms import Term
from webapp.words.dictionary import Dictionary
from webapp.words.lookup import bundled_dictionary
from webapp.words.wordings import Wordings

WORDS = (
    "the and was has have went with from this that judge lived baker forgot keys bread cheese "
    "yesterday arrived negligible disturbed horse mother ship screen good cities sold memorial "
    "cavalry said"
)


def known(folder: Path, words: str = WORDS) -> KnownWords:
    path = folder / "words.txt.gz"
    path.write_bytes(gzip.compress("\n".join(words.split()).encode()))
    return KnownWords(path)


@pytest.fixture
def editor(tmp_path: Path) -> PostEditor:
    return PostEditor(known(tmp_path), Wordings(bundled_dictionary()))


@pytest.mark.parametrize(
    "word", ["bread", "judging", "judges", "judged", "mothership", "undisturbed", "goodness"]
)
def test_words_of_the_list_and_those_made_of_them_are_known(tmp_path: Path, word: str) -> None:
    assert known(tmp_path).have(word)


def test_what_is_longer_than_any_word_is_looked_for_in_no_parts(tmp_path: Path) -> None:
    words = known(tmp_path, f"{'a' * 20} {'b' * 20}")
    assert words.have("a" * 20 + "b" * 20)
    assert not words.have("a" * 20 + "b" * 20 + "s")


@pytest.mark.parametrize("word", ["blangera", "cavalrie", "aathlete", "breadx"])
def test_other_words_are_not_known(tmp_path: Path, word: str) -> None:
    assert not known(tmp_path).have(word)


def test_no_word_has_three_letters_s_at_its_end(tmp_path: Path) -> None:
    words = known(tmp_path, "princess")
    assert words.have("princesses")
    assert not words.have("princesss")


MENDED = [
    # Names, by their French spelling or their English one.
    ("Le juge Bernardo Provenzano vivait.", "The judge Bernardo Prozeno lived.", "Provenzano"),
    ("Il vivait à Singapour.", "The judge lived from Singafor.", "Singapore"),
    ("Triantafylopoulos vivait.", "Triafopoulos lived.", "Triantafylopoulos"),
    # Other words, by their English, their French spelling, or the word that both have.
    ("La boulangère a oublié.", "The Blangera forgot.", "baker"),
    ("La cavalerie est là.", "The cavalrie was with.", "cavalry"),
    ("Les extrémistes sont là.", "The extremistists have that.", "extremists"),
    ("Un mémorial est là.", "This merial was that.", "memorial"),
]


@pytest.mark.parametrize(("source", "target", "wanted"), MENDED)
def test_a_made_up_word_becomes_what_its_source_has(
    editor: PostEditor, source: str, target: str, wanted: str
) -> None:
    [word] = editor.made_up(source, target)
    edited = editor.edited(source, target)
    assert edited == target[: word.start()] + wanted + target[word.end() :]


def test_the_first_word_keeps_its_capital(editor: PostEditor) -> None:
    assert editor.edited("Cavalerie et juge.", "Cavalrie and judge.") == "Cavalry and judge."


def test_a_word_is_not_mended_into_its_contrary(editor: PostEditor) -> None:
    target = "This was unnegligiblex."
    assert editor.made_up("C'était négligeable.", target)
    assert editor.edited("C'était négligeable.", target) == target


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Le juge est arrivé hier.", "The judge arrived yesterday."),
        ("Visavis vend du pain.", "Visavis sold bread."),
        ("La ville de Łódź.", "The Łódź."),
        ("Il est là.", "Xqzwv that."),
    ],
)
def test_what_is_known_copied_or_unclear_stays(
    editor: PostEditor, source: str, target: str
) -> None:
    assert editor.edited(source, target) == target


def test_a_target_of_nothing_but_made_up_words_stays(editor: PostEditor) -> None:
    target = " ".join(f"cavalrie{'x' * n}" for n in range(13))
    assert editor.edited("la cavalerie " * 13, target) == target


ALONE = [
    ("Fromage", "Deparing", "Cheese"),
    ("fromage", "Deparing", "cheese"),
    ("Pommes :", "Bums:", "Apples:"),
    ("Table des matières", "Material table", "Table of contents"),
    ("Page d’accueil", "Nobody page", "Home page"),
    ("Janvier", "Janvier", "January"),
    # What people say in the same words.
    ("Comment allez-vous ?", "How are you going?", "How are you?"),
    ("À tout à l’heure !", "At any time!", "See you later!"),
    ("de rien", "nothing", "you're welcome"),
    # Compounds, which models read word by word, and nouns behind an article.
    ("Pomme de terre", "Pot of earth", "Potato"),
    ("une pomme de terre", "An apple", "a potato"),
    ("Les pommes de terre.", "Apples of land.", "The potatoes."),
    ("arc-en-ciel", "arc-enties", "rainbow"),
    ("L’arc-en-ciel", "Arc", "The rainbow"),
    ("un moineau", "a mony", "a sparrow"),
    ("Des girafes", "Gwills", "Giraffes"),
    ("un verger", "a verger", "an orchard"),
]


@pytest.mark.parametrize(("source", "target", "wanted"), ALONE)
def test_headings_and_words_alone_have_what_the_lists_say(
    editor: PostEditor, source: str, target: str, wanted: str
) -> None:
    assert editor.edited(source, target) == wanted


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Merci !", "Thank you!"),
        ("Ville", "City"),
        ("Où", "Where"),
        ("?", "?"),
        ("Durand", "Durand"),
        ("une pomme de terre", "A potato"),
        ("Pommes de terre", "A potato"),
        ("un cheval", "a horse"),
        ("une esquisse", "a sketch"),
        ("Histoire du Japon", "Story of Japan"),
    ],
)
def test_a_word_alone_whose_target_is_right_or_unknown_stays(
    editor: PostEditor, source: str, target: str
) -> None:
    assert editor.edited(source, target) == target


def test_a_damaged_list_or_dictionary_leaves_targets_as_they_are(tmp_path: Path) -> None:
    broken = tmp_path / "broken.gz"
    broken.write_bytes(b"\x1f\x8bno list")
    wordings = Wordings(bundled_dictionary())
    for editor in (
        PostEditor(KnownWords(broken), wordings),
        PostEditor(KnownWords(tmp_path / "none.gz"), wordings),
        PostEditor(known(tmp_path), Wordings(Dictionary(tmp_path / "none.sqlite"))),
    ):
        assert editor.edited("La cavalerie est là.", "The cavalrie was.") == "The cavalrie was."
    assert not PostEditor(KnownWords(broken), wordings).is_in_doubt("Oui", "cavalrie")


def test_a_translator_mends_and_tells_what_it_could_not(tmp_path: Path, editor: PostEditor) -> None:
    answers = {
        "La cavalerie est là.": "The cavalrie was that.",
        "Il est là.": "The xqzwv was that.",
    }
    model = Scripted(lambda text: [answers[text]])
    with opened(model, tmp_path, post_editor=editor) as translator:
        mended, doubtful = translator.submit(list(answers)).result()
    assert mended.target == "The cavalry was that."
    assert Check.MADE_UP not in mended.checks
    assert doubtful.target == "The xqzwv was that."
    assert Check.MADE_UP in doubtful.checks


def test_the_words_of_terms_stay(tmp_path: Path, editor: PostEditor) -> None:
    model = Scripted(lambda _text: ["The cavalrix was that."])
    terms = [Term("cavalerie", "cavalrix")]
    with opened(model, tmp_path, post_editor=editor, terms=terms) as translator:
        [translation] = translator.submit(["La cavalerie est là."]).result()
    assert translation.target == "The cavalrix was that."
    assert Check.MADE_UP not in translation.checks


def test_a_translator_keeps_the_order_of_a_name_unless_a_term_has_another(
    tmp_path: Path, editor: PostEditor
) -> None:
    model = Scripted(lambda _text: ["He wrote that on Social Truth."])
    source, other = "Il l'a écrit sur Truth Social.", [Term("Truth Social", "Social Truth")]
    with opened(model, tmp_path / "without", post_editor=editor) as translator:
        [plain] = translator.submit([source]).result()
    with opened(model, tmp_path / "with", post_editor=editor, terms=other) as translator:
        [asked] = translator.submit([source]).result()
    assert plain.target == "He wrote that on Truth Social."
    assert asked.target == "He wrote that on Social Truth."


def test_the_list_counts_in_the_identity_of_a_package(tmp_path: Path) -> None:
    with opened(Scripted(lambda text: [text]), tmp_path):
        [without] = find_packages([tmp_path])
    before = without.fingerprint()
    assert without.words_path is None
    known(tmp_path / "translate-fr_en")
    [having] = find_packages([tmp_path])
    assert having.words_path is not None
    assert having.fingerprint() != before


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("a écrit le juge", "Wrote the judge", "wrote the judge"),
        ("lundi dernier", "Monday last", "Monday last"),
        ("l'Iran attend", "Iran waits", "Iran waits"),
        ("je suis là", "I was there", "I was there"),
        ("Le juge", "The judge", "The judge"),
        ("dit-il", "he said", "he said"),
        ("", "", ""),
    ],
)
def test_words_in_the_middle_of_a_sentence_have_no_capital(
    editor: PostEditor, source: str, target: str, wanted: str
) -> None:
    assert editor.within_sentence(source, target) == wanted


def test_what_follows_speech_goes_on_without_a_capital(tmp_path: Path, editor: PostEditor) -> None:
    model = Scripted(lambda text: [{"a dit le juge.": "Said the judge."}.get(text, "That bread.")])
    with opened(model, tmp_path, post_editor=editor) as translator:
        [translation] = translator.submit(["du pain » a dit le juge."]).result()
    assert translation.target == "That bread” said the judge."


def translated(tmp_path: Path, source: str, hypotheses: list[str], **handling: Any) -> str:
    """The target of what a model has these hypotheses for, and its texts after a bar."""
    words = f"{WORDS} accident there arrived you snowing freezing happened snow"
    editor = PostEditor(known(tmp_path, words), Wordings(bundled_dictionary()))
    model = Scripted(lambda _text: hypotheses)
    with opened(model, tmp_path, post_editor=editor, **handling) as translator:
        [translation] = translator.submit([source]).result()
    return f"{translation.target} | {' | '.join(model.pieces)}"


def test_a_hypothesis_without_a_fault_of_grammar_is_taken(tmp_path: Path) -> None:
    source, hypotheses = "Il existe des accords.", ["He has deals.", "There are agreements."]
    assert translated(tmp_path, source, hypotheses) == f"{hypotheses[1]} | {source}"


def test_a_turn_that_is_misread_is_sent_in_other_words_but_not_a_term(tmp_path: Path) -> None:
    snows = ["It's snowing."]
    assert translated(tmp_path, "Il gèle.", snows) == "It's freezing. | Il neige."
    terms = [Term("gèle", "snowing")]
    assert translated(tmp_path, "Il gèle.", snows, terms=terms) == "It's snowing. | Il gèle."


def test_grammar_leaves_terms_as_they_are(tmp_path: Path) -> None:
    terms = [Term("accord", "a understanding")]
    target = translated(tmp_path, "Un accord.", ["A understanding."], terms=terms)
    assert target.startswith("A understanding.")
