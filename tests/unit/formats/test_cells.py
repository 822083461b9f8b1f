"""Lines of cells are bounded wherever they are read."""

from collections.abc import Callable

import pytest

from webapp.errors import BadInput, TooLarge
from webapp.formats.cells import numbered_rows
from webapp.formats.glossary_entries import read_entries
from webapp.formats.term_files import read_terms
from webapp.formats.word_lists import read_word_list

PAIR = ("fr", "en")


def test_lines_have_their_numbers_also_behind_cells_of_several_lines() -> None:
    rows = list(numbered_rows('a,"b\nc"\n\nd', ","))
    assert rows == [(2, ["a", "b\nc"]), (3, []), (4, ["d"])]
    assert list(numbered_rows('"a\tb', "\t")) == [(1, ['"a', "b"])]


def test_a_cell_that_cannot_be_read_is_named_by_its_line() -> None:
    with pytest.raises(BadInput, match=r"Line 2 cannot be read\."):
        list(numbered_rows(f"a\n{'a' * 200_000}", ","))


@pytest.mark.parametrize(
    "read",
    [
        lambda text: read_terms(text.encode(), PAIR),
        lambda text: read_entries(text, "csv", PAIR),
        lambda text: read_word_list(text.encode()),
    ],
)
def test_a_line_of_cells_without_end_is_refused(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[str], object]
) -> None:
    monkeypatch.setattr("webapp.formats.cells.MOST_CELLS", 5)
    read("chat,cat\nchien,dog\n")
    with pytest.raises(TooLarge, match="cells"):
        read("a," * 6)
