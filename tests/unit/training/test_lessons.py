"""Pairs with their English side in Portuguese."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from training import lessons
from training.pairs import Pair

#: What went into Portuguese.
ASKED: list[str] = []


def upper(sentences: Iterable[str], _threads: int) -> Iterator[str]:
    """Stands for the engine."""
    for sentence in sentences:
        ASKED.append(sentence)
        yield f"{sentence.upper()}\n"


@pytest.fixture(autouse=True)
def _engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lessons, "portuguese", upper)
    monkeypatch.setattr(lessons, "HELD", 2)
    ASKED.clear()


def written(folder: Path, count: int = 40) -> Path:
    """A file of pairs, every fourth of them a debate."""
    rows = [("europarl" if n % 4 == 3 else "talk", f"f{n}", f"e{n}") for n in range(count)]
    rows.append(("talk", "long", "e " * (lessons.LONGEST + 1)))
    file = folder / "pairs.tsv"
    file.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return file


def run(pairs: Path, *options: str) -> list[lessons.Lesson]:
    out = pairs.with_name("lessons.tsv")
    CliRunner().invoke(lessons.main, [str(out), str(pairs), *options], catch_exceptions=False)
    return list(lessons.read_lessons(out))


def test_each_pair_gets_its_portuguese_but_those_held_aside_and_the_longest(tmp_path: Path) -> None:
    found = run(written(tmp_path))
    assert found[0] == lessons.Lesson(Pair("f2", "e2"), "E2")
    assert [lesson.pair.source for lesson in found] == [f"f{n}" for n in range(2, 40)]


def test_a_run_goes_on_behind_what_another_wrote(tmp_path: Path) -> None:
    pairs = written(tmp_path)
    first = run(pairs, "--count", "5", "--share", "europarl=0.5")
    ASKED.clear()
    both = run(pairs, "--count", "12", "--share", "europarl=0.5")
    assert (len(first), len(both), len(ASKED)) == (5, 12, 7)
    assert both[:5] == first
    assert len({lesson.pair for lesson in both}) == 12


def test_of_a_name_a_share_is_taken(tmp_path: Path) -> None:
    found = run(written(tmp_path, 4_000), "--share", "europarl=0.25")
    debates = [lesson for lesson in found if int(lesson.pair.source[1:]) % 4 == 3]
    assert 200 < len(debates) < 300
    assert len(found) - len(debates) == 2_998
