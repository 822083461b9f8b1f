"""What is left out of a corpus."""

import bz2
from collections import Counter
from pathlib import Path

import pytest

from training.pairs import Pair, clean, fault, read_pairs

GOOD = Pair(
    "La Commission a présenté un rapport sur les 27 États membres le 3 mars 2009.",
    "The Commission presented a report on the 27 Member States on 3 March 2009.",
)


@pytest.mark.parametrize(
    ("pair", "reason"),
    [
        (GOOD, None),
        (Pair("Oui.", "Yes."), None),
        (Pair("12", "12"), None),
        (Pair("Un total de 1 000 000 euros.", "A total of 1,000,000 euros."), None),
        (Pair(GOOD.source, GOOD.source), "copy"),
        (Pair(GOOD.source, "Yes."), "length"),
        (Pair("Il est né en 1912 à Lyon.", "He died in 1985 in Lyon."), "numbers"),
        (Pair(GOOD.target, GOOD.target.replace("a report", "reports")), "language"),
        (Pair(GOOD.source, GOOD.source.replace("un rapport", "le rapport")), "language"),
    ],
)
def test_faults(pair: Pair, reason: str | None) -> None:
    assert fault(pair) == reason


def test_cleaning_keeps_each_good_pair_once_and_counts_the_rest() -> None:
    dropped: Counter[str] = Counter()
    kept = list(clean([GOOD, Pair(GOOD.source, "Yes."), GOOD], dropped))
    assert kept == [GOOD]
    assert dropped == {"length": 1, "repeated": 1}


@pytest.mark.parametrize("name", ["corpus.tsv", "corpus.tsv.bz2"])
def test_reading_leaves_out_lines_without_both_sides(tmp_path: Path, name: str) -> None:
    lines = "a\tUn.\tOne.\na\tDeux.\t \nseul\nb\tTrois.\tThree.\tmore\nb\t Quatre. \tFour.\n"
    file = tmp_path / name
    data = lines.encode()
    file.write_bytes(bz2.compress(data) if name.endswith(".bz2") else data)
    assert list(read_pairs(file)) == [
        ("a", Pair("Un.", "One.")),
        ("b", Pair("Quatre.", "Four.")),
    ]
