"""The dots that lead to the number of a page in a printed table of contents."""

import re
from dataclasses import replace

from webapp.formats.readers.pdf.lines import PrintedLine, joined

#: The signs of leaders, and the fewest of them.
_LEADERS, LEADERS = ".…·_", 4
_PAGE = re.compile(r"\w{0,6}$")
#: A line that had leaders.
LED = re.compile(r" … \w{1,6}$")


def leader(text: str) -> tuple[int, int] | None:
    """The span of the dots that lead to a page's number at the end of a line; None without."""
    number = _PAGE.search(text)
    end = number.start() if number else len(text)
    start = len(text[:end].rstrip(f" \u00a0{_LEADERS}"))
    dots = sum(map(text[start:end].count, _LEADERS))
    return (start, end) if dots >= LEADERS else None


def without_leader(line: PrintedLine) -> PrintedLine:
    """The line with one sign of three dots for those that lead to a page's number."""
    span = leader(line.text)
    if not span:
        return line
    number = line.part(span[1], len(line.text))
    text, marks = joined([line.part(0, span[0]), (" … " if number[0] else "", ()), number])
    return replace(line, text=text, marks=marks)
