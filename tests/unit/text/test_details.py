"""The marks of items as print has them."""

import json

import pytest

from webapp.text import Detail, Mark, MarkKind, ParagraphKind, item_mark, marks_within


@pytest.mark.parametrize(
    ("detail", "mark"),
    [
        (Detail(level=1), "•"),
        (Detail(level=2), "–"),
        (Detail(level=3), "•"),
        (Detail(level=1, number=12), "12."),
        (Detail(level=1, number=0, numbering="a"), "0."),
        (Detail(level=1, number=2, numbering="a"), "b."),
        (Detail(level=1, number=28, numbering="A"), "AB."),
        (Detail(level=2, number=1994, numbering="i"), "mcmxciv."),
        (Detail(level=2, number=4, numbering="I"), "IV."),
        (Detail(level=1, number=5000, numbering="i"), "5000."),
        (Detail(level=1, goes_on=True), ""),
        (Detail(), ""),
    ],
)
def test_an_item_has_its_bullet_or_number(detail: Detail, mark: str) -> None:
    assert item_mark(ParagraphKind.ITEM, detail) == mark


def test_a_heading_has_no_item_mark() -> None:
    assert item_mark(ParagraphKind.HEADING, Detail(level=1)) == ""


def test_a_mark_keeps_its_kind_in_json() -> None:
    mark = Mark(0, 4, MarkKind.BOLD)
    kept = json.loads(json.dumps(Detail(marks=[mark])))
    assert kept == {"marks": [[0, 4, "bold", ""]]}
    assert marks_within(kept, 0, 4) == [mark]
