"""The pairs that we have written: whole lines, each sentence once, typed in one way."""

from collections import Counter
from pathlib import Path

import pytest

from training.pairs import fault, read_pairs

FILES = sorted((Path(__file__).parents[3] / "training" / "written").glob("*.tsv"))
PAIRS = [pair for file in FILES for _, pair in read_pairs(file)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_line_is_a_pair_of_one_name(file: Path) -> None:
    *lines, last = file.read_text(encoding="utf-8").split("\n")
    assert lines
    assert not last
    for line in lines:
        name, *sides = line.split("\t")
        assert name == "written"
        assert len(sides) == 2
        assert all(side and side == " ".join(side.split()) for side in sides)


def test_there_are_thousands_and_no_sentence_stands_twice() -> None:
    assert len(PAIRS) > 5_000
    times = Counter(pair.source.lower() for pair in PAIRS)
    assert [source for source, count in times.items() if count > 1] == []


def test_no_side_is_a_copy_or_far_longer_than_the_other() -> None:
    assert [pair for pair in PAIRS if fault(pair) in {"copy", "length"}] == []


def test_quotation_marks_are_those_that_the_network_is_shown() -> None:
    assert [pair for pair in PAIRS if set("’‘“”«»") & set(pair.target)] == []
    assert [pair for pair in PAIRS if set("’‘“”") & set(pair.source)] == []
