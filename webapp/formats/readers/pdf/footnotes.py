"""Takes the footnotes of printed pages from below the text, and finds their marks in it."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from webapp.formats.readers.imported import Notes
from webapp.formats.readers.pdf.lines import PrintedLine, joined
from webapp.text import Detail, Mark, MarkKind
from webapp.text.raising import lowered, raised

#: Notes are smaller than this part of the median size. Or they begin with a raised sign and stand
#: apart from the text.
SMALL = 0.93
_LABEL = re.compile(r"(\d{1,3}|[*†‡]+)[.)]?\s+")
_QUANTITY = re.compile(r"(?:(?:^|[\W\d_])(?:[cdhkm]?m|[b-xzB-Z])|(?<!\d)10)$")
#: The letters before a sign that show whether it follows a quantity.
_QUANTITY_CHARS = 4
_ENDED = (".", "!", "?", "…", "»", "”")


@dataclass(slots=True)
class PageNote:
    """A printed note: its page, its sign there, and its lines without the sign."""

    page: int
    label: str
    lines: list[PrintedLine]


class PageNotes:
    """Takes the notes from the pages of a document, page by page in order."""

    def __init__(self, body: float) -> None:
        self._body = body
        self._numbers = Notes()
        self.collected: list[PageNote] = []

    def without(self, page: int, columns: Sequence[list[PrintedLine]]) -> list[list[PrintedLine]]:
        """The columns of a page without notes, with marks for their signs; no column is empty."""
        labels = labels_of(chain(*columns))
        page_labels: set[str] = set()
        texts = []
        for column in columns:
            start = self._start(page, column, labels)
            texts.append(column[:start])
            for line in column[start:]:
                note = self._taken(page, line, labels)
                page_labels |= {note.label} if note.page == page else set()
        return [[self._marked(line, page, page_labels) for line in text] for text in texts if text]

    def detail(self, note: PageNote) -> Detail:
        """The detail of a note's paragraph."""
        return self._numbers.detail((note.page, note.label))

    def _start(self, page: int, column: Sequence[PrintedLine], labels: Collection[str]) -> int:
        """The index at which the notes of a column begin, its length if it has none."""
        small = len(column)
        while small and column[small - 1].size < SMALL * self._body:
            small -= 1
        first = next(
            (
                at
                for at, line in enumerate(column)
                if led(line, labels) and (at >= small or _is_apart(column, at))
            ),
            len(column),
        )
        last = self.collected[-1] if self.collected else None
        goes_on = last and last.page >= page - 1 and not last.lines[-1].text.endswith(_ENDED)
        return min(small, first) if goes_on else first

    def _taken(self, page: int, line: PrintedLine, labels: Collection[str]) -> PageNote:
        """Add a line to its note; the note."""
        begun = led(line, labels)
        if begun:
            self.collected.append(PageNote(page, begun[0], []))
        self.collected[-1].lines.append(self._marked(begun[1] if begun else line, page, ()))
        return self.collected[-1]

    def _marked(self, line: PrintedLine, page: int, page_labels: Collection[str]) -> PrintedLine:
        """The line with raised digits for its signs; a note's sign becomes the note's number."""
        parts, at = [], 0
        for mark in [mark for mark in line.marks if mark.kind == "raised"]:
            sign = line.text[mark.start : mark.end]
            label = lowered(sign)
            is_note = label in page_labels and not _is_power(line, mark)
            text = self._numbers.mark((page, label)) if is_note else raised(sign)
            note = (Mark(0, len(text), MarkKind.NOTE),) if is_note else ()
            parts += [line.part(at, mark.start), (text, note)]
            at = mark.end
        text, marks = joined([*parts, line.part(at, len(line.text))])
        return replace(line, text=text, marks=marks)


def labels_of(lines: Iterable[PrintedLine]) -> set[str]:
    """The raised signs in lines, as plain digits, without those at the start of a line."""
    return {
        lowered(line.text[mark.start : mark.end])
        for line in lines
        for mark in line.marks
        if mark.kind == "raised" and mark.start and not _is_power(line, mark)
    }


def _is_power(line: PrintedLine, mark: Mark) -> bool:
    """Whether a raised sign follows a unit or the name of a quantity, as in 12 m² or x³."""
    return _QUANTITY.search(line.text[: mark.start][-_QUANTITY_CHARS:]) is not None


def led(line: PrintedLine, labels: Collection[str]) -> tuple[str, PrintedLine] | None:
    """The label of the note that ``line`` begins, and the line without it; None for no note."""
    if _is_led_by_raised(line):
        end = line.marks[0].end
    else:
        match = _LABEL.match(line.text)
        end = match.end(1) if match else 0
    label = lowered(line.text[:end])
    if label not in labels:
        return None
    rest = line.cut(end)
    return label, rest.cut(len(rest.text) - len(rest.text.lstrip(" .)\u00a0\u202f")))


def _is_led_by_raised(line: PrintedLine) -> bool:
    return bool(line.marks) and line.marks[0].start == 0 and line.marks[0].kind == "raised"


def _is_apart(column: Sequence[PrintedLine], at: int) -> bool:
    is_first = at == 0 or column[at - 1].is_apart_from(column[at])
    return is_first and _is_led_by_raised(column[at])
