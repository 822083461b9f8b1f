"""The command ``visavis word``."""

import json

from click.testing import CliRunner

from webapp.cli.main import main


def run(*args: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["word", *args])
    return result.exit_code, result.output


def test_a_word_is_told_in_a_line_an_entry() -> None:
    status, output = run("venait")
    assert status == 0
    assert output.startswith("venir, verb, imperfect, he/she: come (")


def test_json_is_what_the_address_gives() -> None:
    status, output = run("l'homme", "--json")
    assert status == 0
    entries = json.loads(output)["entries"]
    assert entries[0]["lemma"] == "homme"
    assert entries[0]["meanings"][0]["text"] == "man"


def test_an_unknown_word_ends_with_status_1_and_names_the_nearest() -> None:
    status, output = run("maisson")
    assert status == 1
    assert "maison" in output
    status, output = run("maisson", "--json")
    assert status == 1
    assert json.loads(output)["entries"] == []


def test_another_language_is_refused() -> None:
    status, output = run("Haus", "--source", "de")
    assert status == 1
    assert "French words only" in output
