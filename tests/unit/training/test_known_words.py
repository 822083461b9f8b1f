"""The list of words that a package's targets are compared with."""

import gzip
import json
from pathlib import Path

from click.testing import CliRunner

from training.known_words import known_words, main

TARGETS = ["The baker of Lyon sells bread.", "Bread is good; a baker buys the bread of Lyon."]


def test_words_are_in_small_letters_and_commonest_first() -> None:
    words = known_words(TARGETS, [])
    assert words == ["bread", "baker", "lyon", "the"]


def test_pieces_that_are_whole_words_count_and_others_do_not() -> None:
    words = known_words(TARGETS, ["▁Auckland", "ation", "▁th", "▁3rds", "<0x41>"])
    assert "auckland" in words
    assert not {"ation", "th", "3rds"} & set(words)


def test_the_list_stands_in_the_package(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "target_vocabulary.json").write_text(json.dumps(["▁cheese"]))
    corpus = tmp_path / "pairs.tsv"
    corpus.write_text("talk\tDu pain !\tBread, bread!\n", encoding="utf-8")
    result = CliRunner().invoke(main, [str(tmp_path), str(corpus)])
    assert result.output == "2 words\n"
    listed = gzip.decompress((tmp_path / "words.txt.gz").read_bytes()).decode().split()
    assert listed == ["bread", "cheese"]
