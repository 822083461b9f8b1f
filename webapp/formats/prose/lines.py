"""The lines of a text, taken one after another, for formats in which lines make the blocks."""

import re

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_INDENT = re.compile(r"[ \t]*")
#: The columns from one stop of the tabulator to the next.
TAB = 8


class Lines:
    """The lines of a text, each with its end; ``at`` is the number of the next."""

    def __init__(self, text: str) -> None:
        self._lines = _LINE.findall(text)
        self.at = 0

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def are_left(self) -> bool:
        """Whether a line is left."""
        return self.at < len(self._lines)

    def peek(self, ahead: int = 0) -> str:
        """A line that comes, without white space at its end; empty behind the last."""
        number = self.at + ahead
        return self._lines[number].rstrip() if 0 <= number < len(self._lines) else ""

    def take(self) -> str:
        """The next line as it is."""
        self.at += 1
        return str(self._lines[self.at - 1])

    def take_blank(self) -> str:
        """The blank lines that come."""
        taken = []
        while self.are_left and not self.peek():
            taken.append(self.take())
        return "".join(taken)

    def take_deeper(self, column: int) -> str:
        """The lines that come, blank or beginning behind a column; blank ones at the end stay."""
        end = self.at
        for number in range(self.at, len(self._lines)):
            line = self._lines[number].rstrip()
            if line and indent(line) <= column:
                break
            end = number + 1 if line else end
        return self._take_to(end)

    def take_to_blank(self) -> str:
        """The lines that come before the next blank one."""
        end = self.at
        while end < len(self._lines) and self._lines[end].strip():
            end += 1
        return self._take_to(end)

    def _take_to(self, end: int) -> str:
        taken = "".join(self._lines[self.at : end])
        self.at = end
        return taken


def indent(line: str) -> int:
    """The column at which a line's words begin."""
    match = _INDENT.match(line)
    return len(match[0].expandtabs(TAB)) if match else 0
