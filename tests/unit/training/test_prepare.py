"""From corpora to the pairs to train on and their vocabularies."""

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from tests.unit.training.toy import WORDS, counted, parent_pieces
from training import prepare
from training.pairs import read_pairs
from training.vocabulary import Vocabularies, names, processor


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus of two names, each pair twice; and a parent in the place of Mozilla's."""
    count = processor(parent_pieces()).get_piece_size()
    monkeypatch.setattr(prepare, "parent_vocabulary", parent_pieces)
    monkeypatch.setattr(prepare, "parent_model", lambda: (None, {"bias": np.zeros(count)}))
    lines = [f"{name}\t{s}\t{t}\n" for name in ("a", "b") for s, t in counted() * 2]
    (tmp_path / "corpus.tsv").write_text("".join(lines), encoding="utf-8")
    return tmp_path / "corpus.tsv"


def run(corpus: Path, *options: str) -> str:
    folder = corpus.parent
    arguments = [str(folder / "pairs.tsv"), str(folder / "vocabularies"), str(corpus)]
    done = CliRunner().invoke(prepare.main, [*arguments, "--pieces", "40", *options])
    assert done.exit_code == 0, done.output
    return done.output


def test_pairs_are_cleaned_shared_out_and_shuffled(corpus: Path) -> None:
    output = run(corpus, "--share", "b=0.1")
    assert f"{2 * len(counted()):,} repeated" in output
    named = list(read_pairs(corpus.parent / "pairs.tsv"))
    assert {pair for _, pair in named} <= set(counted())
    of_b = [name for name, _ in named].count("b")
    assert 0 < of_b < 0.2 * (len(named) - of_b)
    assert [name for name, _ in named] != sorted(name for name, _ in named)
    assert run(corpus, "--share", "b=0.1") == output
    assert list(read_pairs(corpus.parent / "pairs.tsv")) == named


def test_short_pairs_are_added_on_request(corpus: Path) -> None:
    run(corpus, "--shorts")
    shorts = {pair for name, pair in read_pairs(corpus.parent / "pairs.tsv") if name == "shorts"}
    assert {tuple(pair) for pair in shorts} & set(WORDS.items())


def test_vocabularies_that_are_there_stay(corpus: Path) -> None:
    run(corpus)
    folder = corpus.parent / "vocabularies"
    assert "▁quatre" in names(Vocabularies.load(folder).source)
    assert "é" in (folder / "alphabet.txt").read_text("utf-8")
    before = (folder / "source.model").read_bytes()
    run(corpus, "--pieces", "20")
    assert (folder / "source.model").read_bytes() == before
