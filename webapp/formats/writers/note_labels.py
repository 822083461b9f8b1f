"""Finds the note of a mark in documents where several notes have one number."""

from collections import Counter
from collections.abc import Mapping

from webapp.formats.edition import EditionBlock


class NoteLabels:
    """Gives labels to the notes of a document and to their marks, in reading order.

    Books count their notes anew in each chapter, and print them there or all at the end. So the
    first block with a mark ``1`` leads to the first note 1, the second to the second, and so on.
    Further blocks lead to the last. ``counts`` has the count of notes for each number.
    """

    def __init__(self, counts: Mapping[int, int]) -> None:
        self._counts = counts
        self._met: dict[int, tuple[EditionBlock, int]] = {}
        self._labelled = Counter[int]()

    def of_mark(self, block: EditionBlock, number: int) -> str:
        """The label of the note that a mark in ``block`` leads to; "" if there is none."""
        most = self._counts.get(number, 0)
        last, count = self._met.get(number, (None, 0))
        if last is not block:
            count += 1
            self._met[number] = block, count
        return _label(number, min(count, most)) if most else ""

    def of_note(self, block: EditionBlock) -> str:
        """The label of the note that begins with ``block``; "" if it has no number."""
        number = block.detail.get("number")
        if number is None or block.detail.get("goes_on"):
            return ""
        self._labelled[number] += 1
        return _label(number, self._labelled[number])


def _label(number: int, count: int) -> str:
    return str(number) if count == 1 else f"{number}-{count}"
