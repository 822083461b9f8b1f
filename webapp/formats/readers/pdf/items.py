"""Finds the items among printed paragraphs; removes their bullets and numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from webapp.formats.readers.pdf.columns import BULLET, LEAD
from webapp.formats.readers.pdf.lines import PrintedLine
from webapp.text import Detail, ParagraphKind

#: A line is indented from this distance on, in sizes of its letters.
INDENT = 0.6


@dataclass(slots=True)
class PrintedParagraph:
    """The lines of a paragraph, its kind as far as its column shows, and its detail."""

    lines: list[PrintedLine]
    kind: ParagraphKind = ParagraphKind.TEXT
    detail: Detail = field(default_factory=Detail)


def set_items(paragraphs: Sequence[PrintedParagraph]) -> None:
    """Make items of paragraphs with a bullet or the next number; their indent is their depth."""
    lists = _PrintedLists()
    for paragraph in paragraphs:
        if paragraph.kind != ParagraphKind.TEXT or not lists.take(paragraph):
            lists.interrupt(end=paragraph.kind != ParagraphKind.TEXT)


class _PrintedLists:
    """The open lists: the left edge of each, and the number of its last item."""

    def __init__(self) -> None:
        self._open: list[tuple[float, int]] = []
        self._interrupted = 0

    def interrupt(self, *, end: bool) -> None:
        """Pass a paragraph that is no item. A numbered list may go on after a text."""
        if end or self._open:
            self._interrupted = 0 if end else self._open[0][1]
        self._open.clear()

    def take(self, paragraph: PrintedParagraph) -> bool:
        """Make an item of a paragraph with a bullet, the next number, or a dash in a list.

        Returns whether it is an item.
        """
        line = paragraph.lines[0]
        bullet, lead = BULLET.match(line.text), LEAD.match(line.text)
        outer = [level for level in self._open if level[0] <= line.left - INDENT * line.size]
        before = {number for _, number in self._open[len(outer) :][:1]}
        number = int(lead["number"] or 0) if lead else 0
        is_next = number and number - 1 in before | {0, self._interrupted}
        is_dash = lead and lead["dash"] in ("–", "-") and (self._open or _is_hanging(paragraph))
        sign = bullet or (lead if is_next or is_dash else None)
        if not sign:
            return False
        self._open = [*outer, (line.left, number)]
        detail = Detail(level=len(self._open))
        if number:
            detail["number"] = number
        paragraph.kind, paragraph.detail = ParagraphKind.ITEM, detail
        paragraph.lines[0] = line.cut(sign.end())
        return True


def _is_hanging(paragraph: PrintedParagraph) -> bool:
    first, *others = paragraph.lines
    return bool(others) and others[0].left > first.left + INDENT * first.size
