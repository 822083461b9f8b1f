"""Cuts reStructuredText into its prose and all else: directives, roles, code, targets, comments.

docutils would parse it, but keeps no offsets within lines. So blocks are found here by their lines
and indents, as its specification has them; tests have docutils compare what comes out. A directive
whose content is prose stands in a list below; any other stays whole.
"""

import re
from textwrap import dedent

from webapp.formats.prose.cut import Prose, ProseCut, TitleRule, names
from webapp.formats.prose.lines import TAB, Lines, indent
from webapp.formats.prose.rst_inline import begun, escaped, inline
from webapp.text import Detail, ParagraphKind

#: Directives with prose in their content, the first line of which may stand behind the name.
_PROSE = names(
    "admonition attention caution danger error hint important note tip warning seealso topic "
    "sidebar rubric epigraph highlights pull-quote compound todo glossary replace centered "
    "versionadded versionchanged versionremoved deprecated list-table tab-item dropdown card "
    "details"
)
#: Directives whose argument is no prose, but whose content is.
_HOLDERS = names(
    "figure container only class rst-class hlist tab-set grid grid-item grid-item-card "
    "line-block function class method staticmethod classmethod attribute property data exception "
    "module decorator describe object option envvar confval program cmdoption"
)
#: Directives that are code for people to read.
_CODE = names("code code-block sourcecode prompt doctest testcode math parsed-literal")
#: Their argument begins with a number of a version.
_VERSIONED = re.compile(r"(?:version\w+|deprecated)")
#: Fields whose value is no prose.
_FIXED = names(
    "author authors auteur auteurs date version revision organization organisation contact "
    "address status copyright licence license orphan tocdepth nocomments nosearch rtype type "
    "vartype language lang class name"
)
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*")
_LEAST_ADORNMENT = 4
_EXPLICIT = re.compile(r"\s*\.\.(?:\s+|$)")
_DIRECTIVE = re.compile(r"\s*\.\.\s+(?:\|[^|\n]+\|\s+)?(?:[\w.+-]+:)?([\w.+-]+)\s?::(?:\s+|$)")
_OPTION_OF_DIRECTIVE = re.compile(r"\s+:[\w-]+:(?:\s|$)")
_NOTE = re.compile(r"\s*\.\.\s+\[([^\]\s]+)\]\s+(?=\S)")
_MARKER = re.compile(
    r"""\s*(?:
      (?P<bullet>[-+*•‣⁃])\s+
    | (?P<number>\(?(?:\d{1,9}|\#)[.)]\s+)
    | (?P<letter>\(?(?:[A-Za-z]|[ivxlcdmIVXLCDM]{2,9})[.)]\s+)
    | (?P<line>\|(?:\s+|$))
    | (?P<field>:(?![:\s])(?:\\.|[^:\\\n]){1,200}:(?:\s+|$))
    | (?P<choice>(?:-\w|--?[\w-]{2,60}|/\w)(?:[ =][^\s,]+)?(?:,\s(?:-\w|--[\w-]+)(?:[ =][^\s,]+)?)*
      (?:\s{2,}|$))
    | (?P<signature>--\s(?=\w))
    )""",
    re.VERBOSE,
)
_TABLE = re.compile(r"\s*(?:\+(?:[-=]+\+)+|=+(?:[ \t]+=+)+)")
_OPTIONS = re.compile(r"(?:[ \t]+:[\w-]+:[^\n]*\n)*(?:[ \t]*\r?\n)*")
#: Signs before each line of code that is not indented.
_QUOTING = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_DOCTEST = re.compile(r"\s*>>>(?:\s|$)")


def rst_cut(source: str) -> ProseCut:
    """The text in slices; raises TooLarge."""
    return _Cutter(source).cut()


class _Cutter:
    def __init__(self, source: str) -> None:
        self._cut = ProseCut(escaped, begun, keeps_tags=False)
        self._lines = Lines(source)
        self._levels: dict[tuple[str, bool], int] = {}
        #: The column of a glossary whose terms stay, since roles name them.
        self._glossary: int | None = None

    def cut(self) -> ProseCut:
        while self._lines.are_left:
            self._cut.raw(self._lines.take_blank())
            if self._lines.are_left:
                self._block(self._lines.peek())
        return self._cut

    def _block(self, line: str) -> None:
        if self._glossary is not None and indent(line) <= self._glossary:
            self._glossary = None
        if _EXPLICIT.match(line):
            self._explicit(self._lines.take(), indent(line))
        elif _TABLE.fullmatch(line):
            self._cut.counts["drawn table"] += 1
            self._cut.raw(self._lines.take_to_blank())
        elif _DOCTEST.match(line):
            taken = self._lines.take_to_blank()
            self._cut.code(taken, dedent(taken))
        elif line.lstrip().startswith("__ "):
            self._cut.raw(self._lines.take())
        elif not self._heading(line):
            self._paragraph(self._lines.take())

    def _heading(self, line: str) -> bool:
        """Cut a title and the lines of signs beside it; False where none comes."""
        is_over = _ADORNMENT.fullmatch(line) is not None
        title = self._lines.peek(1) if is_over else line
        below = self._lines.peek(2 if is_over else 1)
        is_title = bool(title) and _ADORNMENT.fullmatch(below) is not None
        if is_over and not (is_title and line == below):
            is_rule = len(line) >= _LEAST_ADORNMENT
            self._cut.raw(self._lines.take() if is_rule else "")
            return is_rule
        least = min(_LEAST_ADORNMENT, len(title.strip()))
        if not is_title or len(below) < least or (not is_over and indent(title)):
            return False
        rules = [self._rule()] if is_over else []
        level = self._levels.setdefault((below[0], is_over), len(self._levels) + 1)
        first = len(self._cut.slices)
        self._prose(self._lines.take(), ParagraphKind.HEADING, Detail(level=min(level, 6)))
        title_slices = self._cut.slices[first:]
        for rule in [*rules, self._rule()]:
            rule.title = title_slices
        return True

    def _rule(self) -> TitleRule:
        line = self._lines.take()
        rule = TitleRule(line.rstrip())
        self._cut.slices.append(rule)
        self._cut.raw(line[len(rule.raw) :])
        return rule

    def _paragraph(self, line: str) -> None:
        """Cut the paragraph that begins with a line, behind the marks of items before it."""
        column, kind, detail = indent(line), ParagraphKind.TEXT, Detail()
        margin, begins = None, 0
        while (marker := _MARKER.match(line)) and self._is_marker(marker, column):
            margin = column
            if marker["field"] and _fixed_field(marker["field"]):
                self._cut.raw(line + self._lines.take_deeper(column))
                return
            if marker["bullet"] or marker["number"]:
                kind, detail = ParagraphKind.ITEM, _item(marker)
                begins += len(line[: marker.end()].expandtabs(TAB))
                column = begins if line[marker.end() :] else column
            self._cut.raw(line[: marker.end()])
            line = line[marker.end() :]
        if _EXPLICIT.match(line):
            self._explicit(line, column)
        elif line:
            self._text(line, column, margin, kind, detail)

    def _is_marker(self, marker: re.Match[str], column: int) -> bool:
        """Whether a letter with a point is the number of an item, and no name's first letter."""
        below = self._lines.peek()
        is_name = marker["letter"] and below and indent(below) <= column
        return not is_name or _MARKER.match(below) is not None

    def _text(
        self, line: str, column: int, margin: int | None, kind: ParagraphKind, detail: Detail
    ) -> None:
        """Cut a paragraph at a column; behind a mark, its lines begin behind the mark's margin."""
        below = self._lines.peek()
        if margin is None and below and indent(below) > column:
            self._term(line, column)
            return
        whole = [line]
        while (below := self._lines.peek()) and (
            indent(below) == column if margin is None else indent(below) > margin
        ):
            whole.append(self._lines.take())
        self._prose("".join(whole), kind, detail)
        self._literal(whole[-1], column)

    def _term(self, line: str, column: int) -> None:
        """Cut the term of a definition, which a classifier may follow."""
        term, colon, classifier = line.partition(" : ")
        if self._glossary is not None:
            self._cut.raw(line)
        else:
            self._prose(term, ParagraphKind.TEXT, Detail())
            self._cut.raw(colon + classifier)
        self._literal(line, column)

    def _literal(self, line: str, column: int) -> None:
        """Cut the block of code that comes behind two colons."""
        if not line.rstrip().endswith("::"):
            return
        self._cut.raw(self._lines.take_blank())
        below = self._lines.peek()
        taken = ""
        if indent(below) > column:
            taken = self._lines.take_deeper(column)
        elif below and below.lstrip()[0] in _QUOTING:
            taken = self._lines.take_to_blank()
        if taken:
            self._cut.code(taken, dedent(taken))

    def _prose(self, raw: str, kind: ParagraphKind, detail: Detail) -> None:
        words = raw.rstrip()
        colons = "::" if words.endswith("::") else ""
        prose = Prose(self._cut)
        inline(prose, words[: len(words) - len(colons)])
        prose.end(kind, detail)
        self._cut.raw(colons + raw[len(words) :])

    def _explicit(self, line: str, column: int) -> None:
        """Cut what two points begin: a directive, a note, a target or a comment."""
        directive = _DIRECTIVE.match(line)
        if note := _NOTE.match(line):
            self._cut.raw(note[0])
            detail = self._cut.notes.detail(note[1])
            self._behind(line[note.end() :], column, ParagraphKind.NOTE, detail)
        elif directive is None:
            is_empty = line.strip() == ".." and not self._lines.peek()
            self._cut.raw(line + ("" if is_empty else self._lines.take_deeper(column)))
        elif directive[1].lower() in _PROSE:
            self._directive(directive, line, column)
        elif directive[1].lower() in _HOLDERS:
            self._cut.raw(line + (self._lines.take_to_blank() if self._is_deeper(column) else ""))
        else:
            self._closed(directive[1].lower(), line, column)

    def _directive(self, directive: re.Match[str], line: str, column: int) -> None:
        name, start = directive[1].lower(), directive.end()
        if _VERSIONED.fullmatch(name):
            start += len(line[start:]) - len(line[start:].partition(" ")[2])
        if name == "glossary":
            self._glossary = column
        self._cut.raw(line[:start])
        if line[start:].strip():
            self._behind(line[start:], column, ParagraphKind.TEXT, Detail())
        else:
            self._cut.raw(line[start:])
        while _OPTION_OF_DIRECTIVE.match(self._lines.peek()):
            self._cut.raw(self._lines.take())

    def _behind(self, line: str, column: int, kind: ParagraphKind, detail: Detail) -> None:
        """Cut a paragraph that begins behind the name of a directive or a note."""
        whole = [line]
        while self._is_deeper(column) and not _OPTION_OF_DIRECTIVE.match(self._lines.peek()):
            whole.append(self._lines.take())
        self._prose("".join(whole), kind, detail)
        self._literal(whole[-1], column)

    def _closed(self, name: str, line: str, column: int) -> None:
        """Cut a directive that stays whole."""
        content = self._lines.take_deeper(column)
        if name not in _CODE:
            self._cut.raw(line + content)
            return
        self._cut.raw(line)
        options = _OPTIONS.match(content)
        start = options.end() if options else 0
        self._cut.raw(content[:start])
        self._cut.code(content[start:], dedent(content[start:]))

    def _is_deeper(self, column: int) -> bool:
        below = self._lines.peek()
        return bool(below) and indent(below) > column


def _fixed_field(field: str) -> bool:
    return field.strip(": ").split(" ")[0].lower() in _FIXED


def _item(marker: re.Match[str]) -> Detail:
    digits = "".join(filter(str.isdigit, marker["number"] or ""))
    return Detail(level=1, number=int(digits)) if digits else Detail(level=1)
