"""Printed lines, which the process of PDFium gives and of which paragraphs are made."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from webapp.text import Mark, MarkKind
from webapp.text.raising import RAISED

#: Signs that are raised for a note, a power or the like. Raised letters belong to their word.
SIGNS = re.compile(rf"[\d*†‡{RAISED}]+")
# All these distances are in sizes of letters.
#: From this gap on, the next piece may be another cell of a table.
GAP = 0.8
#: From this distance on, a line is apart from the text above or below it.
APART = 1.5
#: A gap between pieces of a line that is wider than this is a space.
SPACE = 0.12
#: Letters that stand higher than this above the line, and are smaller by this, are raised.
LIFT = 0.12

#: Accents that stand before their letter as signs of their own, as TeX's older fonts print them.
_ACCENTS = {"´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "¨": "\u0308", "˜": "\u0303"}
_ACCENTED = re.compile(rf"([{''.join(_ACCENTS)}]) ?([^\W\d_])")

#: Some text and its marks, with offsets in that text.
Part = tuple[str, tuple[Mark, ...]]


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line, in points from the lower left corner of the page.

    ``base`` is the height of its base line, ``size`` the size of most of its letters. ``marks`` are
    bold, italic, link, "fixed" for letters of one width, "raised" for digits and signs above the
    line, and "slanted" for a line that does not lie level.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    marks: tuple[Mark, ...] = ()

    def part(self, start: int, end: int) -> Part:
        """The part between two offsets of the text, in code points."""
        return self.text[start:end], shifted(self.marks, -start, end - start)

    def cut(self, start: int) -> "PrintedLine":
        """The line from an offset of its text on, in code points."""
        text, marks = self.part(start, len(self.text))
        return replace(self, text=text, marks=marks)

    def is_level_with(self, other: "PrintedLine") -> bool:
        """Whether both stand on one line, or nearly."""
        return abs(other.base - self.base) < 0.5 * max(self.size, other.size)

    def is_all(self, kind: str) -> bool:
        """Whether one mark of that kind covers the whole line."""
        return (0, len(self.text), kind) in (mark[:3] for mark in self.marks)

    def has_raised(self, base: float, size: float) -> bool:
        """Whether letters of that size at the height ``base`` are raised above this line."""
        return base > self.base + LIFT * self.size and size < (1 - LIFT) * self.size

    def is_apart_from(self, other: "PrintedLine") -> bool:
        """Whether both lines are farther apart than lines of one text."""
        return abs(other.base - self.base) > APART * max(self.size, other.size)

    def is_beside(self, other: "PrintedLine") -> bool:
        """Whether ``other`` begins where this line ends."""
        gap = other.left - self.right
        return self.is_level_with(other) and -1 <= gap < GAP * max(self.size, other.size)


def in_one(pieces: Sequence[PrintedLine]) -> PrintedLine:
    """The pieces of a line as one line. Higher pieces in smaller letters become raised signs."""
    first, last = pieces[0], pieces[-1]
    large = max(pieces, key=lambda piece: piece.size)
    parts: list[Part] = []
    for before, piece in zip([first, *pieces], pieces, strict=False):
        if piece.left - before.right > SPACE * large.size:
            parts.append((" ", ()))
        is_raised = large.has_raised(piece.base, piece.size) and SIGNS.fullmatch(piece.text)
        sign = (Mark(0, len(piece.text), "raised"),) if is_raised else ()
        parts.append((piece.text, (*sign, *piece.marks)))
    text, marks = joined(parts)
    return replace(large, text=text, left=first.left, right=last.right, marks=marks)


def accented(line: PrintedLine) -> PrintedLine:
    """The line, where an accent that was printed before its letter is on it: é for ´e."""
    if line.is_all("fixed"):
        return line
    parts: list[Part] = []
    start = 0
    for match in _ACCENTED.finditer(line.text):
        letter = match[2].replace("ı", "i").replace("ȷ", "j")
        whole = unicodedata.normalize("NFC", letter + _ACCENTS[match[1]])
        if len(whole) == 1:
            marks = line.part(match.end() - 1, match.end())[1]
            parts += [line.part(start, match.start()), (whole, marks)]
            start = match.end()
    if not parts:
        return line
    text, all_marks = joined([*parts, line.part(start, len(line.text))])
    return replace(line, text=text, marks=all_marks)


def shifted(marks: Iterable[Mark], by: int, length: int) -> tuple[Mark, ...]:
    """The marks, moved by that many code points and cut to a text of that length."""
    moved = (
        mark._replace(start=max(mark.start + by, 0), end=min(mark.end + by, length))
        for mark in marks
    )
    return tuple(mark for mark in moved if mark.start < mark.end)


def rows_of(lines: Iterable[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Rows of neighbouring lines that stand at one height, from left to right."""
    row: list[PrintedLine] = []
    for line in lines:
        if row and not (row[-1].is_level_with(line) and line.left > row[-1].right):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def joined(parts: Iterable[Part]) -> Part:
    """The parts as one. Marks of one kind become one where only white space parts them.

    A part may have lost its last letter (a hyphen). Its marks end with the part.
    """
    text, marks = "", list[Mark]()
    for part, part_marks in parts:
        marks += shifted(part_marks, len(text), len(text) + len(part))
        text += part
    return text, tuple(_merged(text, marks))


def _merged(text: str, marks: Iterable[Mark]) -> list[Mark]:
    merged: list[Mark] = []
    last: dict[tuple[str, str], int] = {}
    for mark in sorted(set(marks)):
        at = last.get((mark.kind, mark.href))
        if (
            at is None
            or mark.kind in (MarkKind.NOTE, "raised")
            or text[merged[at].end : mark.start].strip()
        ):
            last[mark.kind, mark.href] = len(merged)
            merged.append(mark)
        else:
            merged[at] = merged[at]._replace(end=mark.end)
    return merged
