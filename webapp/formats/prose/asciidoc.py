"""Cuts AsciiDoc into its prose and all else: attributes, macros, listings, anchors, comments.

No kept-up library reads AsciiDoc with the offsets of its words. Blocks are found here by their
lines, as Asciidoctor finds them. What is not known to be prose stays.
"""

import re

from webapp.formats.prose.asciidoc_inline import begun, escaped, inline
from webapp.formats.prose.cut import ProseCut
from webapp.formats.prose.lines import Lines
from webapp.text import Detail, ParagraphKind

_TITLE = re.compile(r"(?P<signs>={1,6}|\#{1,6})[ \t]+(?=\S)")
_ATTRIBUTE = re.compile(r":!?[\w][\w-]*!?:(?:\s|$)")
_LANGUAGE = re.compile(r":lang(?:uage)?:\s*([A-Za-z]{2,3}(?:-\w+)?)\s*")
#: Fences of blocks whose content stays; the same line closes them.
_FENCE = re.compile(r"-{4,}|\.{4,}|\+{4,}|/{4,}|```\S*")
#: Fences of blocks with prose.
_HOLDER = re.compile(r"={4,}|\*{4,}|_{4,}|--|~{4,}")
_TABLE = re.compile(r"([|,:!])={3,}")
#: A line of attributes of the next block; with a style that makes it code.
_STYLE = re.compile(r"\[.*\]")
_CODE_STYLE = re.compile(
    r"\[\s*(?:source|listing|literal|stem|latexmath|asciimath|pass|comment|plantuml|mermaid|ditaa"
    r"|graphviz|a2s|nomnoml|svgbob|vega|wavedrom|bytefield|http|subs=)\b"
)
_LINES_STYLE = re.compile(r"\[\s*(?:verse\b|[^\]]*%hardbreaks)")
#: Lines that stay: macros of blocks, conditions, comments, rules, page breaks, continuations.
_STAYING = re.compile(
    r"//(?!/).*|[a-z][\w-]*::\S*\[.*\]|'{3,}|<{3,}|(?:-\ ?){3}|(?:\*\ ?){3}|\+|\[\[.*\]\]"
)
_MARKER = re.compile(
    r"""[ \t]*(?:
      (?P<bullet>\*{1,5}|-|•|\.{1,5}|<(?:\d{1,3}|\.)>)[ \t]+(?:\[[ xX*]\][ \t]+)?(?=\S)
    | (?P<number>\d{1,9}\.|[A-Za-z]\.|[ivxIVX]{1,8}\))[ \t]+(?=\S)
    )""",
    re.VERBOSE,
)
#: A term with its definition, or with that on the next line.
_TERM = re.compile(r"(?P<term>[ \t]*\S.*?)(?P<sign>(?::{2,4}|;;)(?:[ \t]+|$))")
_BLOCK_TITLE = re.compile(r"\.(?=[^\s.])")
_ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
_CELL = re.compile(r"(?:\d+(?:\.\d+)?[*+]|\.\d+\+)?[<^>]?(?:\.[<^>])?([a-z])?(?<!\\)\|")
#: The styles of cells whose content is code.
_CODE_CELLS = "lm"


def asciidoc_cut(source: str) -> ProseCut:
    """The text in slices; raises TooLarge."""
    return _Cutter(source).cut()


class _Cutter:
    def __init__(self, source: str) -> None:
        self._cut = ProseCut(escaped, begun, keeps_tags=False)
        self._lines = Lines(source)
        self._is_code = False
        self._keeps_lines = False
        self._in_list = False

    def cut(self) -> ProseCut:
        while self._lines.are_left:
            blank = self._lines.take_blank()
            self._cut.raw(blank)
            if self._lines.are_left:
                self._block(self._lines.peek(), after_blank=bool(blank))
        return self._cut

    def _block(self, line: str, *, after_blank: bool) -> None:
        if _STYLE.fullmatch(line) and not line.startswith("[["):
            self._is_code = self._is_code or _CODE_STYLE.match(line) is not None
            self._keeps_lines = self._keeps_lines or _LINES_STYLE.match(line) is not None
            self._cut.raw(self._lines.take())
        elif _FENCE.fullmatch(line) or (self._is_code and _HOLDER.fullmatch(line)):
            self._fenced(line)
        elif table := _TABLE.fullmatch(line):
            self._table(table[1])
        elif _HOLDER.fullmatch(line) or _STAYING.fullmatch(line) or _ATTRIBUTE.match(line):
            if language := _LANGUAGE.fullmatch(line):
                self._cut.language = language[1]
            self._cut.raw(self._lines.take())
        elif self._is_code or self._is_literal(line, after_blank=after_blank):
            taken = self._lines.take_to_blank()
            self._cut.code(taken, taken)
            self._is_code = False
        else:
            self._prose(line)

    def _is_literal(self, line: str, *, after_blank: bool) -> bool:
        """Whether a line begins a paragraph of code by its indent."""
        is_start = after_blank or self._lines.at == 0
        return is_start and line[0] in " \t" and not _MARKER.match(line) and not self._in_list

    def _fenced(self, fence: str) -> None:
        """Cut a block that stays, to the fence that closes it or to the end."""
        self._cut.raw(self._lines.take())
        closing = "```" if fence.startswith("```") else fence
        content = []
        while self._lines.are_left and self._lines.peek() != closing:
            content.append(self._lines.take())
        if fence.startswith(("/", "+")):
            self._cut.raw("".join(content))
        else:
            self._cut.code("".join(content), "".join(content))
        self._cut.raw(self._lines.take() if self._lines.are_left else "")
        self._is_code = False

    def _prose(self, line: str) -> None:
        if title := _TITLE.match(line):
            self._in_list = False
            taken = self._lines.take()
            self._cut.raw(taken[: title.end()])
            level = Detail(level=len(title["signs"]))
            inline(self._cut, taken[title.end() :], ParagraphKind.HEADING, level)
            if self._lines.at == 1:  # the author and the version follow the document's title
                self._header()
        elif marker := _MARKER.match(line):
            self._in_list = True
            self._lined(marker.end(), ParagraphKind.ITEM, _item(marker))
        elif (term := _TERM.match(line)) and "://" not in term["term"]:
            self._in_list = True
            self._defined(term)
        elif title := _BLOCK_TITLE.match(line):
            taken = self._lines.take()
            self._cut.raw(taken[: title.end()])
            inline(self._cut, taken[title.end() :], ParagraphKind.TEXT, Detail())
        else:
            self._in_list = self._in_list and line[0] in " \t"
            admonition = _ADMONITION.match(line)
            self._lined(admonition.end() if admonition else 0, ParagraphKind.TEXT, Detail())

    def _header(self) -> None:
        while self._lines.peek() and not _STYLE.fullmatch(self._lines.peek()):
            line = self._lines.take()
            if language := _LANGUAGE.fullmatch(line):
                self._cut.language = language[1]
            self._cut.raw(line)

    def _defined(self, term: re.Match[str]) -> None:
        """Cut a term and its definition, where this stands in the same line."""
        line = self._lines.take()
        inline(self._cut, term["term"], ParagraphKind.TEXT, Detail())
        rest = line[term.end() :]
        self._cut.raw(line[term.end("term") : term.end()])
        if rest.strip():
            inline(self._cut, rest + self._continued(), ParagraphKind.TEXT, Detail())
        else:
            self._cut.raw(rest)

    def _lined(self, start: int, kind: ParagraphKind, detail: Detail) -> None:
        """Cut a paragraph; ``start`` is where its words begin in its first line."""
        line = self._lines.take()
        self._cut.raw(line[:start])
        if self._keeps_lines:
            inline(self._cut, line[start:], kind, detail)
            while self._goes_on():
                inline(self._cut, self._lines.take(), kind, detail)
            self._keeps_lines = False
        else:
            inline(self._cut, line[start:] + self._continued(), kind, detail)

    def _continued(self) -> str:
        """The lines that go on with a paragraph."""
        taken = []
        while self._goes_on():
            taken.append(self._lines.take())
        return "".join(taken)

    def _goes_on(self) -> bool:
        line = self._lines.peek()
        ends = (_STYLE, _FENCE, _HOLDER, _TABLE, _STAYING)
        if not line or any(end.fullmatch(line) for end in ends):
            return False
        return not (self._in_list and (_MARKER.match(line) or _TERM.match(line)))

    def _table(self, sign: str) -> None:
        fence = self._lines.peek()
        self._cut.raw(self._lines.take())
        content = []
        while self._lines.are_left and self._lines.peek() != fence:
            content.append(self._lines.take())
        if sign == "|":
            self._cells("".join(content))
        else:
            self._cut.counts["table of values"] += 1
            self._cut.raw("".join(content))
        self._cut.raw(self._lines.take() if self._lines.are_left else "")
        self._is_code = False

    def _cells(self, content: str) -> None:
        at, style = 0, "l"
        for cell in [*_CELL.finditer(content), None]:
            words = content[at : cell.start() if cell else len(content)]
            self._cell(words, style)
            if cell:
                self._cut.raw(cell[0])
                at, style = cell.end(), cell[1] or ""

    def _cell(self, words: str, style: str) -> None:
        if style and style in _CODE_CELLS:
            self._cut.raw(words)
            return
        for part in re.split(r"((?:\r?\n[ \t]*){2,})", words):
            marker = _MARKER.match(part)
            start = marker.end() if marker else 0
            if part.strip():
                self._cut.raw(part[:start])
                inline(self._cut, part[start:], ParagraphKind.TEXT, Detail())
            else:
                self._cut.raw(part)


def _item(marker: re.Match[str]) -> Detail:
    number = (marker["number"] or "")[:-1]
    return Detail(level=1, number=int(number)) if number.isdigit() else Detail(level=1)
