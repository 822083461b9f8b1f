"""A small dictionary is made from a handful of pairs, and read as the bundled one is."""

from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("simplemma", reason="the training tools are not installed")

from training.dictionary.__main__ import contents
from training.dictionary.agreement import align
from training.dictionary.corpus import class_of_forms, read_corpus
from training.dictionary.disambiguation import examples, learned, put, sentences
from training.dictionary.expressions import expressions
from training.dictionary.genders import gendered
from training.dictionary.lexique import Form, Lexeme, ligatured, read_forms, separate_feminines
from training.dictionary.listed import listed_expressions, listed_meanings, unlisted
from training.dictionary.meanings import Meaning, shared
from training.dictionary.write import write
from training.pairs import Pair
from webapp.words.dictionary import Dictionary
from webapp.words.disambiguation import lexemes_in
from webapp.words.lookup import look_up

DOOR, CARRY = Lexeme("porte", "noun"), Lexeme("porter", "verb")
FORMS = [
    Form("porte", DOOR, "fs", 60.0),
    Form("portes", DOOR, "fp", 20.0),
    Form("porte", CARRY, "ind:pre:3s", 30.0),
    Form("portait", CARRY, "ind:imp:3s", 10.0),
    Form("porter", CARRY, "inf", 10.0),
    Form("la", Lexeme("le", "determiner"), "fs", 100.0),
    Form("rouge", Lexeme("rouge", "adjective"), "ms", 10.0),
]
PAIRS = [
    Pair("La porte est rouge.", "The door is red."),
    Pair("Il ferme la porte.", "He shuts the door."),
    Pair("La porte est noire.", "The door is black."),
    Pair("Il portait un sac.", "He carried a bag."),
    Pair("Il portait un livre.", "He carried a book."),
    Pair("Il porte un sac.", "He carries a bag."),
    Pair("Il ferme un livre.", "He shuts a book."),
    Pair("Il va porter un sac.", "He will carry a bag."),
    Pair("Le livre est rouge.", "The book is red."),
] * 4


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    corpus = read_corpus(PAIRS, class_of_forms(FORMS))
    file = tmp_path_factory.mktemp("dictionary") / "small.sqlite"
    write(contents(FORMS, corpus, align(corpus)), file)
    return file


@pytest.fixture(scope="module")
def dictionary(file: Path) -> Dictionary:
    return Dictionary(file)


def test_each_lexeme_of_a_form_has_its_meaning(dictionary: Dictionary) -> None:
    entries = {entry.kind: entry for entry in look_up(dictionary, "porte")}
    assert entries["noun"].meanings[0].text == "door"
    assert entries["verb"].meanings[0].text == "carry"


def test_classes_are_linked_in_both_directions(dictionary: Dictionary) -> None:
    assert dictionary.class_of("portait") == "porter"
    assert dictionary.class_of("porte") == "porte"
    assert dictionary.english_lemma("carries") == "carry"
    forth, back = dictionary.links("rouge")["red"]
    assert forth > 0.5
    assert back > 0.5


def test_lexique_s_table_is_read(tmp_path: Path) -> None:
    rows = [
        ["soeur", "", "soeur", "NOM", "f", "s", "", "", "155,8", "116", ""],
        ["l'", "", "l'", "ART:def", "m", "s", "", "", "8000", "12000", ""],
        ["l'", "", "l", "NOM", "m", "", "", "", "0,5", "0,4", ""],
        ["ces", "", "ces", "ADJ:dem", "", "p", "", "", "1000", "2000", ""],
        ["venait", "", "venir", "VER", "", "", "", "", "60", "160", "ind:imp:3s;"],
    ]
    rows += [
        ["est", "", "être", "AUX", "", "", "", "", "3000", "1000", "ind:pre:3s;"],
        ["est", "", "être", "VER", "", "", "", "", "19000", "7000", "ind:pre:3s;"],
        ["nouvel", "", "nouvel", "ADJ", "m", "s", "", "", "30", "20", ""],
    ]
    rows += [
        ["t", "", "t", "PRO:per", "", "", "", "", "40", "50", ""],  # of an elision: left out
        ["qu", "", "qu", "CON", "", "", "", "", "10", "10", ""],
    ]
    file = tmp_path / "lexique.txt"
    file.write_text("\n".join("\t".join(row) for row in [["head"], *rows]), encoding="latin-1")
    forms = list(read_forms(file))
    assert Form("leur", Lexeme("leur", "determiner"), "s", 700.0) in forms  # Lexique lacks it
    assert not {"t", "qu"}.intersection(form.form for form in forms)
    assert forms[: len(rows) - 4] == [
        Form("sœur", Lexeme("sœur", "noun"), "fs", 135.9),
        Form("l'", Lexeme("le", "determiner"), "ms", 10000.0),
        Form("ces", Lexeme("ce", "determiner"), "p", 1500.0),
        Form("venait", Lexeme("venir", "verb"), "ind:imp:3s", 110.0),
        Form("est", Lexeme("être", "verb"), "ind:pre:3s", 15000.0),  # the auxiliary is added
        Form("nouvel", Lexeme("nouveau", "adjective"), "ms", 25.0),
    ]


def test_a_word_has_its_ligature() -> None:
    words = "boeuf coeurs oedème trompe-l'oeil désoeuvré foetal coelacanthe coexister moelle"
    right = "bœuf cœurs œdème trompe-l'œil désœuvré fœtal cœlacanthe coexister moelle"
    assert [ligatured(word) for word in words.split()] == right.split()


TREEBANK = """\
# text = Il porte la porte du roi.
1	Il	lui	PRON	_	_	2	nsubj	_	_
2	porte	porter	VERB	_	_	0	root	_	_
3	la	le	DET	_	_	4	det	_	_
4	porte	porte	NOUN	_	_	2	obj	_	_
5-6	du	_	_	_	_	_	_	_	_
5	de	de	ADP	_	_	7	case	_	_
6	le	le	DET	_	_	7	det	_	_
7	roi	roi	NOUN	_	_	4	nmod	_	SpaceAfter=No
8	.	.	PUNCT	_	_	2	punct	_	_

1	Porte	porter	VERB	_	_	0	root	_	SpaceAfter=No
2	-t-il	lui	PRON	_	_	1	nsubj	_	_
"""


def test_a_treebank_s_words_have_their_places() -> None:
    (first, words), (second, others) = sentences(TREEBANK)
    assert first == "Il porte la porte du roi. "
    assert words[4] == (18, "de le", "")
    assert words[5] == (21, "roi", "NOUN")
    assert second == "Porte-t-il "
    assert others[1] == (8, "lui", "PRON")


def test_what_stands_beside_a_form_is_learned_from_a_treebank(
    dictionary: Dictionary, file: Path
) -> None:
    some = list(examples(dictionary, TREEBANK))
    assert [example.right for example in some] == [[False, True], [True, False], [False, True]]
    weights = learned(some * 40, least=0.1)
    assert weights["< il"]["v 3s"] > 0 > weights["< il"]["nfs"]
    put(file, weights)
    learnt = Dictionary(file)
    lexemes = lexemes_in(learnt, [["il", "porte"], ["la", "porte"]])
    assert [some[1] and some[1].lemma for some in lexemes] == ["porter", "porte"]


def test_a_listed_expression_comes_without_its_preposition_too(tmp_path: Path) -> None:
    file = tmp_path / "list.tsv"
    file.write_text("avoir besoin de\tto need\ngrâce à\tthanks to\n", encoding="utf-8")
    listed = listed_expressions(file, str.upper, read_corpus(PAIRS, {}))
    assert [(key, text) for key, text, _ in listed] == [
        ("AVOIR BESOIN DE", "avoir besoin de"),
        ("GRÂCE À", "grâce à"),
        ("AVOIR BESOIN", "avoir besoin de"),
    ]


def test_the_corpus_tells_the_shares_of_a_listed_expression(tmp_path: Path) -> None:
    file = tmp_path / "list.tsv"
    lines = ["porter un sac\tto lug\ta bag\tto carry a bag", "la porte\tthe gate\tthe door"]
    file.write_text("\n".join(lines), encoding="utf-8")
    classes = class_of_forms(FORMS)
    pairs = [*PAIRS, Pair("Il portait un sac.", "He had a bag.")] * 2
    listed = listed_expressions(
        file, lambda form: classes.get(form, form), read_corpus(pairs, classes)
    )
    assert [[(m.text, m.share) for m in meanings] for _, _, meanings in listed] == [
        [("a bag", 1.0), ("to carry a bag", 0.889), ("to lug", None)],
        [("the door", 1.0), ("the gate", None)],
    ]


def test_links_tell_the_shares_of_a_listed_word_unless_a_meaning_has_several(
    tmp_path: Path,
) -> None:
    file = tmp_path / "list.tsv"
    file.write_text("le\tpronoun\tit\thim\tthem\ndu\tdeterminer\tof the\tsome\n", encoding="utf-8")
    counts = {
        Lexeme("le", "pronoun"): Counter({("le", "him"): 5, ("le", "its"): 3, ("la", "x"): 2})
    }
    counts[Lexeme("du", "determiner")] = Counter({("du", "some"): 4})
    lemmas = {"him": "he", "its": "it", "x": "x", "some": "some"}
    assert list(listed_meanings(file, counts, lemmas)) == [
        (Lexeme("le", "pronoun"), [("him", 0.5), ("it", 0.3), ("them", None)]),
        (Lexeme("du", "determiner"), [("of the", None), ("some", None)]),
    ]


def test_a_feminine_noun_is_a_word_by_itself_where_its_masculine_is_another_or_none() -> None:
    prince, pedal, friend = (Lexeme(lemma, "noun") for lemma in ("prince", "pédal", "ami"))
    forms = [
        Form("prince", prince, "ms", 60.0),
        Form("princesse", prince, "fs", 40.0),
        Form("princesses", prince, "fp", 6.0),
        Form("pédale", pedal, "fs", 6.0),
        Form("pédales", pedal, "fp", 6.0),
        Form("ami", friend, "ms", 200.0),
        Form("amie", friend, "fs", 90.0),
    ]
    separate = separate_feminines(forms)
    assert {form: lexeme.lemma for (form, _), lexeme in separate.items()} == {
        "princesse": "princesse",
        "princesses": "princesse",
        "pédale": "pédale",
        "pédales": "pédale",
    }


def test_a_part_of_a_longer_phrase_is_no_expression_nor_is_a_name() -> None:
    says = ["viens", "pars", "mange", "dors", "chante", "lis", "cours", "ris"]
    english = ["come", "leave", "eat", "sleep", "sing", "read", "run", "laugh"]
    pairs = [
        pair
        for one, other in zip(says, english, strict=True)
        for pair in (
            Pair(f"Je {one} tout de suite.", f"I {other} right away."),
            Pair(f"La tour Eiffel, je {one}.", f"The Eiffel tower, I {other}."),
        )
    ]
    corpus = read_corpus(pairs, {})
    written = {text for _, text, _ in expressions(corpus, align(corpus), {"eiffel"})}
    assert "tout de suite" in written
    assert not {"de suite", "tour eiffel"} & written


def test_articles_tell_the_gender_of_a_noun_that_has_none() -> None:
    nouns = [Lexeme(lemma, "noun") for lemma in ("voiture", "livre", "élève", "œuf")]
    forms = [Form(noun.lemma, noun, "s", 1.0) for noun in nouns]
    forms.append(Form("voitures", nouns[0], "p", 1.0))
    forms.append(Form("livre", Lexeme("livrer", "verb"), "ind:pre:3s", 1.0))
    texts = ["La voiture et le livre. Un élève.", "Une voiture, un livre, une élève. Le. Livre"]
    corpus = read_corpus([Pair(text, "x") for text in texts * 5], {})
    genders = ["fs", "ms", "es", "s", "fp", "ind:pre:3s"]
    assert [form.grammar for form in gendered(forms, corpus)] == genders


def test_slips_of_lexique_s_tenses_are_left_out(tmp_path: Path) -> None:
    rows = [
        ["dit", "", "dire", "VER", "m", "s", "", "", "9", "9", "ind:fut:3p;ind:pre:3s;par:pas;"],
        ["essayer", "", "essayer", "VER", "", "", "", "", "9", "9", "inf;;imp:pre:2p;"],
        ["étaient", "", "être", "AUX", "", "", "", "", "9", "9", "ind:imp:3p;ind:pre:3p;"],
        ["sommes", "", "être", "AUX", "", "", "", "", "9", "9", "ind:pre:1p;"],
        ["suis", "", "suivre", "VER", "", "", "", "", "1819", "584", "ind:pre:1s;"],
    ]
    file = tmp_path / "lexique.txt"
    file.write_text("\n".join("\t".join(row) for row in [["head"], *rows]), encoding="latin-1")
    forms = list(read_forms(file))[: len(rows)]
    assert [form.grammar for form in forms] == (
        ["ms;ind:pre:3s;par:pas", "inf", "ind:imp:3p", "ind:pre:1p", "ind:pre:1s"]
    )
    assert forms[-1].frequency == 40.0  # and a number that is a slip


def test_what_is_listed_inflected_or_within_a_longer_phrase_does_not_come_again(
    tmp_path: Path,
) -> None:
    file = tmp_path / "list.tsv"
    file.write_text("se coucher\tto go to bed\nen train de\tin the middle of\n", encoding="utf-8")
    texts = ["se couche", "en train de rêver", "tour de force", "en train"]
    some = [(text, text, [Meaning("x", 1.0)]) for text in texts]
    lemmas = {"couche": {"couche", "coucher"}}
    assert [text for _, text, _ in unlisted(some, file, lemmas)] == ["tour de force", "en train"]


def test_a_form_tells_little_of_a_lexeme_that_it_seldom_is() -> None:
    be, follow = Lexeme("être", "verb"), Lexeme("suivre", "verb")
    lexemes = {"suis": {be: 900.0, follow: 100.0}, "suivi": {follow: 20.0}, "est": {be: 9000.0}}
    links = {("suis", "am"): 500.0, ("suivi", "follow"): 40.0, ("est", "is"): 900.0}
    lemmas = {"am": "be", "is": "be", "follow": "follow"}
    counts = shared(links, lexemes, lemmas)
    assert counts[follow]["suis", "am"] < 4 < counts[follow]["suivi", "follow"]
