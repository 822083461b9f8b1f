"""Joining English of our own to French texts that are not kept here."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from training.translated import key, main, sentences, tidy

FOLDER = Path(__file__).parents[3] / "training" / "translated"
FILES = sorted(FOLDER.glob("*.tsv"))
TREEBANK = "# sent_id = 1\n# text = Il pleut.\n1\tIl\til\n2\tpleut\n\n# text = Un mot\n1\tUn\n"
NUMBERED = "<p>\n1\tIl\til\tCL\n2\tpleut\tpleuvoir\tV\n3\t.\t.\tP\n\n</p>\n"
PAGE = "<p>Un <b>acte</b>.</p>\n<p>L&rsquo;autre.</p>"
TOKENS = "Elle O\nn' O\na O\npas O\nbronché O\n. O\n\nPaul B-PER\nrit O\n3 O\nfois O\n"
QUESTIONS = {"data": [{"paragraphs": [{"context": "Titre :\nUn acte. Deux actes.\n"}]}]}


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.conllu", TREEBANK, ["Il pleut.", "Un mot"]),
        ("a.conll", TOKENS, ["Elle n'a pas bronché.", "Paul rit 3 fois"]),
        ("a.txt", NUMBERED, ["Il pleut."]),
        ("a.html", PAGE, ["Un acte.", "L’autre."]),
        ("a.json", json.dumps(QUESTIONS), ["Titre :", "Un acte.", "Deux actes."]),
        (
            "a.txt",
            "Feu\n\nIl a duré . Puis plus rien..\n",
            ["Feu", "Il a duré.", "Puis plus rien."],
        ),
    ],
)
def test_every_kind_of_text_is_read_by_sentences(
    tmp_path: Path, name: str, text: str, found: list[str]
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    assert list(sentences(file)) == found


@pytest.mark.parametrize(
    ("spoilt", "right"),
    [
        ("l' ONU ( New York ) , dit-il", "l'ONU (New York), dit-il"),
        ("onze_mille", "onze mille"),
        ("Il\u00a0 dort  ", "Il dort"),
        ("Il dort [12], puis part [ 3 ].", "Il dort, puis part."),
        ("Vient -il ?", "Vient-il ?"),
        ("Il hésite...", "Il hésite..."),
        ("C'est fini..", "C'est fini."),
    ],
)
def test_blanks_and_points_too_many_go(spoilt: str, right: str) -> None:
    assert tidy(spoilt) == right


def test_a_key_tells_the_words_alone() -> None:
    assert key("L’été, dit-il !") == key("l'été dit il")
    assert key("Il vient.") != key("Il vint.")
    assert len(key("")) == 16


def test_what_has_english_becomes_a_pair_and_each_sentence_once(tmp_path: Path) -> None:
    english, out = tmp_path / "news.tsv", tmp_path / "pairs.tsv"
    english.write_text(f"{key('Il pleut.')}\tIt is raining.\n{key('Non.')}\tNo.\n", "utf-8")
    text = tmp_path / "a.txt"
    text.write_text("Il pleut . Il pleut. Rien d'autre.\n", encoding="utf-8")
    out.write_text("old\tUn\tOne\n", encoding="utf-8")
    result = CliRunner().invoke(main, [str(out), str(english), str(text)])
    assert result.exit_code == 0
    assert result.output == "pairs: 1\n"
    assert out.read_text(encoding="utf-8") == "old\tUn\tOne\nnews\tIl pleut.\tIt is raining.\n"


def test_every_text_that_the_readme_names_has_its_english() -> None:
    named = re.findall(r"^\| `(\w+)\.tsv`", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(named) == [file.stem for file in FILES]
    assert named


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_line_of_ours_is_a_key_and_english_typed_in_one_way(file: Path) -> None:
    lines = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(lines) > 1_000
    assert len({name for name, _ in lines}) == len(lines)
    assert [each for each in lines if not re.fullmatch("[0-9a-f]{16}", each[0])] == []
    assert [each for each in lines if each[1] != " ".join(each[1].split())] == []
    assert [each for each in lines if not each[1] or set("’‘“”«»") & set(each[1])] == []
