"""The commands that look into the library: what they print, as text and as JSON."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.fakes import FakeTranslators
from webapp.cli.main import main
from webapp.cli.shelf import ORDERS
from webapp.library.documents.shelf import ORDERS as SHELF_ORDERS
from webapp.library.reading.knownness import MOST_KNOWN


def visavis(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two documents: the first is translated, the second is pending."""
    monkeypatch.setattr("webapp.engine.ArgosTranslators", lambda _settings: FakeTranslators())
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("VISAVIS_SEEDS", "no")
    monkeypatch.chdir(tmp_path)
    Path("pluie.md").write_text("# La pluie\n\nIl pleut. Je reste.\n", encoding="utf-8")
    Path("mot.txt").write_text("Bonjour.", encoding="utf-8")
    assert visavis("import", "--translate", "pluie.md").exit_code == 0
    assert visavis("import", "mot.txt").exit_code == 0
    return tmp_path / "data"


def test_documents_are_listed_by_title_tag_and_order(library: Path) -> None:
    pluie, mot = "1\tLa pluie\t3 of 3 sentences", "2\tBonjour.\t0 of 1 sentences"
    assert visavis("list").stdout == f"{mot}\n{pluie}\n"
    assert visavis("list", "--order", "oldest").stdout == f"{pluie}\n{mot}\n"
    assert visavis("list", "plu").stdout == f"{pluie}\n"
    assert visavis("tag", "1", "temps", "  à  lire ").stdout == "à lire\ntemps\n"
    assert visavis("list", "--tag", "temps").stdout == f"{pluie}\t#à lire\t#temps\n"
    assert visavis("tag", "1", "temps", "--remove").stdout == "à lire\n"
    assert visavis("list", "--tag", "temps").stdout == ""


def test_documents_are_listed_by_their_known_words(library: Path) -> None:
    first, second = json.loads(visavis("list", "--json", "--order", "oldest").stdout)
    assert (first["known_share"], second["new_words"]) == (None, None)
    Path("known.txt").write_text("pluie\nle\n", encoding="utf-8")
    assert visavis("words", "import", "known.txt").exit_code == 0
    lines = visavis("list", "--order", "most known").stdout.splitlines()
    assert lines[0] == "1\tLa pluie\t3 of 3 sentences · 33 % known words, 4 new"
    assert lines[1] == "2\tBonjour.\t0 of 1 sentences · 0 % known words, 1 new"
    first, second = json.loads(visavis("list", "--json", "--order", "oldest").stdout)
    assert (round(first["known_share"], 2), first["new_words"]) == (0.33, 4)


def test_a_document_is_shown_with_what_is_missing(library: Path) -> None:
    shown = visavis("show", "1").stdout
    assert shown == (
        "La pluie\nfr → en · 3 of 3 sentences\n\nLa pluie\nEN[La pluie]\n\n"
        "Il pleut.\nEN[Il pleut.]\nJe reste.\nEN[Je reste.]\n"
    )
    assert "Bonjour.\n[not translated]\n" in visavis("show", "2").stdout


def test_json_says_all_that_the_lines_say(library: Path) -> None:
    listed = json.loads(visavis("list", "--json").stdout)
    assert [(row["number"], row["title"], row["pending"]) for row in listed] == [
        (2, "Bonjour.", 1),
        (1, "La pluie", 0),
    ]
    shown = json.loads(visavis("show", "1", "--json").stdout)
    assert shown["sentences"][1] == {
        "number": 2,
        "kind": "text",
        "source": "Il pleut.",
        "target": "EN[Il pleut.]",
        "state": "translated",
        "checks": [],
    }
    status = json.loads(visavis("status", "--json").stdout)
    assert (status["documents"], status["sentences"], status["pending"]) == (2, 4, 1)
    assert [row["number"] for row in status["unfinished"]] == [2]
    [imported] = json.loads(visavis("import", "mot.txt", "--json").stdout)
    assert (imported["number"], imported["title"]) == (3, "Bonjour.")


def test_what_changes_the_library_tells_it_as_json_too(library: Path) -> None:
    def told(*arguments: str) -> Any:
        done = visavis(*arguments, "--json")
        assert done.exit_code == 0, done.stderr
        return json.loads(done.stdout)

    assert told("tag", "1", "b", "a") == {"number": 1, "tags": ["a", "b"]}
    assert [row["title"] for row in told("delete", "1")] == ["La pluie"]
    assert [row["tags"] for row in told("delete", "1", "--undo")] == [["a", "b"]]
    assert told("check")["faults"] == []
    Path("list.txt").write_text("chat\nxyzzy\n", encoding="utf-8")
    assert told("words", "import", "list.txt") == {"kept": 1, "before": 0, "missing": 1}
    assert visavis("export", "1", "tmx", "-o", "one.tmx").exit_code == 0
    assert told("memory", "import", "one.tmx")["read"] == 3
    assert told("correct", "1", "one.tmx")["unmatched"] == 0
    assert told("keys", "create", "Ana")["key"]
    copied = told("library", "copy", str(library / "library.sqlite3"), "copy.sqlite3")
    assert copied["documents"] == 2


def test_the_status_names_the_place_and_what_is_unfinished(library: Path) -> None:
    assert visavis("status").stdout == (
        f"{library}\n2 documents · 4 sentences · 1 pending · 0 failed\n"
        "2\tBonjour.\t0 of 1 sentences\n"
    )


def test_sentences_are_searched_in_both_languages(library: Path) -> None:
    assert visavis("search", "pleut").stdout == "1:2\tIl pleut.\tEN[Il pleut.]\n"
    assert visavis("search", "bonjour").stdout == "2:1\tBonjour.\t\n"
    hits = json.loads(visavis("search", "pleut", "--json").stdout)
    assert hits[0]["document"], hits[0]["sentence"] == (1, 2)
    assert visavis("search", "pleut", "--document", "2").exit_code == 1
    nothing = visavis("search", "neige", "--json")
    assert (nothing.exit_code, nothing.stdout) == (1, "[]\n")
    assert "No sentence has these words." in nothing.stderr


def test_documents_are_deleted_all_or_none_and_brought_back(library: Path) -> None:
    assert visavis("delete", "1", "9").exit_code == 1
    done = visavis("delete", "1", "2")
    assert (done.exit_code, done.stdout) == (0, "1\tLa pluie\n2\tBonjour.\n")
    assert "visavis delete --undo 1 2" in done.stderr
    assert visavis("list").stdout == ""
    assert visavis("delete", "--undo", "2").exit_code == 0
    assert visavis("list").stdout == "2\tBonjour.\t0 of 1 sentences\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["show", "1"],
        ["search", "a"],
        ["delete", "1"],
        ["tag", "1", "a"],
        ["status"],
        ["export", "1", "txt"],
        ["correct", "1", "file.xlf"],
        ["keys", "list"],
        ["keys", "revoke", "1"],
        ["check"],
        ["import", "nowhere.txt"],
        ["import", "file.txt", "broken.epub"],
        ["memory", "import", "file.txt"],
        ["memory", "import", "broken.epub"],
        ["memory", "export", "out.tmx"],
        ["words", "import", "broken.epub"],
        ["words", "export", "out.csv"],
        ["dictionaries", "install", "broken.epub"],
        ["library", "copy", "nowhere.sqlite3", "other.sqlite3"],
        ["people"],
    ],
    ids=" ".join,
)
def test_nothing_is_made_for_a_command_that_cannot_be_done(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    Path("file.xlf").write_text("<xliff/>", encoding="utf-8")
    Path("file.txt").write_text("Oui.", encoding="utf-8")
    Path("broken.epub").write_bytes(b"PK\x03\x04")
    before = set(tmp_path.iterdir())
    done = visavis(*arguments)
    assert done.exit_code == (2 if "nowhere.txt" in arguments else 1)
    assert re.search(r"^Error: [^\n]+[.:’']$", done.stderr, re.MULTILINE), done.stderr
    assert set(tmp_path.iterdir()) == before


def test_a_wrong_number_or_tag_is_one_sentence(library: Path) -> None:
    for arguments in (["show", "9"], ["tag", "9", "a"], ["tag", "1", "a" * 41]):
        done = visavis(*arguments)
        assert (done.exit_code, done.stderr.startswith("Error: ")) == (1, True)


def test_the_orders_are_those_of_the_library() -> None:
    assert (*SHELF_ORDERS, MOST_KNOWN) == ORDERS


def test_keys_and_packages_are_told_as_json(library: Path) -> None:
    assert visavis("keys", "create", "Ana", "--max-request-chars", "9").exit_code == 0
    [key] = json.loads(visavis("keys", "list", "--json").stdout)
    assert (key["number"], key["name"], key["max_request_chars"]) == (1, "Ana", 9)
    packages = json.loads(visavis("models", "list", "--json").stdout)
    assert "fr_en" in {package["name"] for package in packages}
