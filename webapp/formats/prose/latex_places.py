"""Where the arguments, formulas and environments of a LaTeX text end."""

import re

from webapp.formats.prose.latex_commands import BEYOND

OPTION = re.compile(r"[ \t]*\[[^\[\]]{0,500}\]")
_DEFINED = re.compile(r"[ \t]*(?:\{\\[A-Za-z@]+\}|\\[A-Za-z@]+)[^{\[\r\n]{0,100}")
_FORMULA = re.compile(r"(?:\\.|[^\\$\n]|\n(?!\s*\n)){1,2000}\$", re.DOTALL)
_LONGEST_FORMULA = 5_000
_CLOSING = {"$$": "$$", "\\(": "\\)", "\\[": "\\]"}
_BRACE = re.compile(r"\\.|%[^\r\n]*|[{}]", re.DOTALL)


class LatexPlaces:
    """Looks ahead in a text; ``closing`` has the closing brace of each opening one, by offsets."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._unclosed: set[str] = set()
        self.closing = _matching(source)

    def end_of_formula(self, opening: str, at: int) -> int | None:
        """Where the formula ends that begins before an offset; None where it does not."""
        if opening == "$":
            formula = _FORMULA.match(self._source, at)
            return formula.end() if formula else None
        closing = _CLOSING[opening]
        start = self._source.find(closing, at, at + _LONGEST_FORMULA)
        return start + len(closing) if start >= 0 else None

    def end_of_environment(self, name: str, at: int) -> int | None:
        """Where the content of an environment ends; None where it does not."""
        if name in self._unclosed:
            return None
        end = self._source.find(f"\\end{{{name}}}", at)
        if end < 0:
            self._unclosed.add(name)
        return end if end >= 0 else None

    def opening(self, name: str, at: int) -> int | None:
        """The brace of the argument with words; None where it is not there or not closed."""
        at = self.behind_options(at)
        for _ in range(BEYOND.get(name, 0)):
            closing = self.closing.get(at)
            if closing is None:
                return None
            at = self.behind_options(closing + 1)
        return at if at in self.closing else None

    def behind_options(self, at: int) -> int:
        """Where the optional arguments from an offset on end."""
        while option := OPTION.match(self._source, at):
            at = option.end()
        return at

    def behind_arguments(self, at: int, *, has_name: bool = False) -> int:
        """Where the arguments of a command end, of one that is defined with its name and signs."""
        if has_name and (defined := _DEFINED.match(self._source, at)):
            at = defined.end()
        while True:
            behind = self.behind_options(at)
            closing = self.closing.get(behind)
            if closing is None:
                return behind
            at = closing + 1


def _matching(source: str) -> dict[int, int]:
    """The closing brace of each opening one that has one."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for sign in _BRACE.finditer(source):
        if sign[0] == "{":
            opened.append(sign.start())
        elif sign[0] == "}" and opened:
            pairs[opened.pop()] = sign.start()
    return pairs
