"""Cuts LaTeX into its prose and all else: commands, formulas, code, comments, the preamble.

One pass over the signs that mean something, with a stack of what is open: time is linear in the
text, and no sign makes it lose its place. (pylatexenc's walker takes 7 µs a character and ends at a
brace too many.) A command that is not in ``latex_commands`` stays with all its arguments.
"""

import re
from collections.abc import Callable

from webapp.formats.prose.cut import Prose, ProseCut
from webapp.formats.prose.latex_commands import (
    CODE_ENVIRONMENTS,
    DEFINING,
    FORMULAS,
    HEADINGS,
    INVISIBLE,
    LINKS,
    MARKED,
    NOTES,
    PARTS,
    SIGNS,
    WORDED,
    accented,
    escaped,
    punctuation,
)
from webapp.formats.prose.latex_places import OPTION, LatexPlaces
from webapp.text import Detail, MarkKind, ParagraphKind

_TOKEN = re.compile(
    r"""
      (?P<comment>%[^\r\n]*(?:\r?\n[ \t]*(?!\r?\n))?)
    | (?P<blank>[ \t]*\r?\n[ \t]*\r?\n\s*)
    | \\(?:begin|end)[ ]?\{(?P<environment>[^{}\r\n]{1,60})\}
    | (?P<verb>\\(?:verb|lstinline|mintinline)\*?(?:\[[^\]\r\n]{0,200}\])?(?:\{[^{}\r\n]{0,60}\})?
      (?:(?P<quote>[^\w\s*{])(?:(?!(?P=quote))[^\r\n]){0,500}(?P=quote)|\{[^{}\r\n]{0,500}\}))
    | (?P<display>\\\[|\$\$)
    | (?P<formula>\\\(|\$)
    | (?P<accent>\\(?:[`'^"~=.]|[cuvHkr](?![A-Za-z]))\s*
      (?:\{\\?[A-Za-z]{0,2}\}|\\[ij](?![A-Za-z])|[A-Za-z]))
    | (?P<break>\\\\\*?(?:\[[\d.\sa-z]{1,20}\])?|\\(?:newline|linebreak|par)(?![A-Za-z@]))
    | \\(?P<command>[A-Za-z@]+)(?P<star>\*?)
    | (?P<sign>\\[^A-Za-z@\s]|\\\s|---?|``|''|<<[ ~]?|[ ~]?>>|~)
    | (?P<open>\{)
    | (?P<close>\})
    | (?P<cell>&)
    """,
    re.VERBOSE,
)
_SPACES = re.compile(r"[ \t]*(?:\r?\n[ \t]*)?")
#: What a command that is a letter takes with it: spaces, or an empty group.
_AFTER_SIGN = re.compile(r"\{\}|[ \t]*(?:\r?\n(?![ \t]*\r?\n)[ \t]*)?")
_TITLE = re.compile(r"\\(?:sub)?title[ ]?(?:\[[^\[\]]{0,500}\])?\{")
_END = "\\end{document}"
_TEXT = (ParagraphKind.TEXT, Detail())
_BODY = re.compile(r"\\begin[ ]?\{document\}")
_LANGUAGE = re.compile(r"\\usepackage\[[^\]]*\b(french|francais|frenchb)\b[^\]]*\]\{babel\}")
#: A group that begins with a command for its style.
_STYLED = re.compile(r"\\(bf|it|em|sl|sc|bfseries|itshape|slshape|scshape)(?![A-Za-z])[ \t]*")


def latex_cut(source: str) -> ProseCut:
    """The text in slices; raises TooLarge."""
    return _Cutter(source).cut()


class _Cutter:
    def __init__(self, source: str) -> None:
        self._source = source
        self._cut = ProseCut(escaped, escaped, keeps_tags=True)
        self._cut.language = "fr" if _LANGUAGE.search(source) else ""
        self._places = LatexPlaces(source)
        self._prose = Prose(self._cut)
        self._place: tuple[ParagraphKind, Detail] = _TEXT
        #: What the braces that are open do when they are closed; they are given that brace.
        self._open: list[Callable[[str], None]] = []
        self._notes: list[tuple[Prose, int]] = []
        self._at = 0

    def cut(self) -> ProseCut:
        body = _BODY.search(self._source)
        end = self._source.find(_END, body.end()) if body else -1
        self._preamble(body.start() if body else 0)
        self._run(len(self._source) if end < 0 else end)
        while self._open:
            self._open.pop()("")
        self._end_block()
        self._raw_to(len(self._source))
        return self._cut

    def _preamble(self, end: int) -> None:
        """Leave all before the document as it is, but its title."""
        for title in _TITLE.finditer(self._source, 0, end):
            closing = self._places.closing.get(title.end() - 1)
            if closing is not None and closing < end and title.start() >= self._at:
                self._raw_to(title.start())
                self._run(closing + 1)
        self._raw_to(end)

    def _run(self, end: int) -> None:
        while self._at < end and (token := _TOKEN.search(self._source, self._at, end)):
            self._prose.words(self._source[self._at : token.start()])
            self._at = token.end()
            self._take(token)
        if self._at < end:
            self._prose.words(self._source[self._at : end])
            self._at = end

    def _raw_to(self, end: int) -> None:
        self._cut.raw(self._source[self._at : end])
        self._at = max(self._at, end)

    def _end_block(self) -> str:
        """End the block, and then those of its notes."""
        text = self._prose.end(*self._place)
        if not any(self._prose is note for note, _ in self._notes):
            for note, number in self._notes:
                note.end(ParagraphKind.NOTE, self._cut.notes.detail(number))
            self._notes = []
        return text

    def _take(self, token: re.Match[str]) -> None:
        if token["command"]:
            self._command(token["command"], token[0])
        elif token["environment"]:
            self._environment(token["environment"], token[0])
        elif token["blank"] or token["cell"] or token["break"]:
            self._apart(token[0])
        elif token["display"] or token["formula"]:
            self._formula(token[0])
        elif token["open"]:
            self._group(token)
        elif token["close"]:
            finish = self._open.pop() if self._open else self._cut.raw
            finish(token[0])
        elif token["comment"]:
            self._cut.raw(token[0])
        else:
            self._signs(token)

    def _signs(self, token: re.Match[str]) -> None:
        if token["verb"]:
            content = token["verb"].strip()[1:].partition(token["quote"] or "{")[2][:-1]
            self._prose.atom(token[0], f"`{content}`")
        elif token["accent"]:
            self._prose.words(token[0], accented(token[0]))
        else:
            self._prose.words(token[0], punctuation(token[0]))

    def _apart(self, raw: str) -> None:
        """End the block before a slice."""
        self._end_block()
        self._cut.raw(raw)

    def _formula(self, opening: str) -> None:
        end = self._places.end_of_formula(opening, self._at)
        if end is None:
            self._prose.words(opening)
            return
        raw = opening + self._source[self._at : end]
        self._at = end
        if opening in ("$$", "\\["):
            self._end_block()
            self._cut.code(raw, raw)
        else:
            self._prose.atom(raw, raw)

    def _group(self, token: re.Match[str]) -> None:
        if self._source.startswith("}", self._at):
            self._at += 1
            self._cut.raw("{}")
        elif styled := _STYLED.match(self._source, self._at):
            self._at = styled.end()
            is_bold = styled[1].startswith("bf")
            self._mark(token[0] + styled[0], MarkKind.BOLD if is_bold else MarkKind.ITALIC)
        else:
            self._mark(token[0], "")

    def _mark(self, raw: str, kind: str, href: str = "") -> None:
        self._push(self._prose.close)
        self._prose.open(raw, kind, href)

    def _push(self, finish: Callable[[str], None]) -> None:
        self._cut.check_depth(len(self._open))
        self._open.append(finish)

    def _environment(self, name: str, raw: str) -> None:
        is_begin, plain = raw.startswith("\\begin"), name.rstrip("*")
        self._end_block()
        self._place = _TEXT
        if is_begin and plain in CODE_ENVIRONMENTS | FORMULAS:
            self._code(name, raw)
            return
        self._cut.raw(raw)
        if is_begin and plain == "frame":
            self._raw_to(self._places.behind_options(self._at))
            if self._source.startswith("{", self._at):
                self._at += 1
                self._block("{", (ParagraphKind.HEADING, Detail(level=2)))
        elif is_begin:
            self._raw_to(self._places.behind_arguments(self._at))

    def _code(self, name: str, raw: str) -> None:
        """Leave an environment as it is, to its end."""
        ending = f"\\end{{{name}}}"
        end = self._places.end_of_environment(name, self._at)
        self._cut.raw(raw)
        if end is None:
            return
        content = self._source[self._at : end]
        self._cut.code(content, content)
        self._cut.raw(ending)
        self._at = end + len(ending)

    def _command(self, name: str, raw: str) -> None:
        start = self._at
        if name in SIGNS:
            self._at = _AFTER_SIGN.match(self._source, self._at).end()  # type: ignore[union-attr]
            self._prose.words(raw + self._source[start : self._at], SIGNS[name])
        elif name == "item":
            self._apart(raw)
            self._label()
            self._place = ParagraphKind.ITEM, Detail(level=1)
        elif name in WORDED and (opening := self._places.opening(name, self._at)) is not None:
            self._at = opening + 1
            self._worded(name, raw + self._source[start : self._at])
        else:
            self._at = self._places.behind_arguments(self._at, has_name=name in DEFINING)
            whole = raw + self._source[start : self._at]
            if name in INVISIBLE or "@" in name:
                spaces = _SPACES.match(self._source, self._at) if whole == raw else None
                self._cut.raw(whole + (spaces[0] if spaces else ""))
                self._at += len(spaces[0]) if spaces else 0
            else:
                self._prose.atom(whole, whole)

    def _label(self) -> None:
        """Cut the words in brackets behind an item; a label with commands stays."""
        option = OPTION.match(self._source, self._at)
        if option and option[0].strip("[ \t]").replace(" ", "").isalpha():
            self._cut.raw(option[0][: option[0].index("[") + 1])
            self._prose.words(option[0].partition("[")[2][:-1])
            self._apart("]")
            self._at = option.end()
        else:
            self._raw_to(self._places.behind_options(self._at))

    def _worded(self, name: str, raw: str) -> None:
        """Begin the argument of a command that has words in it."""
        if name in HEADINGS:
            self._block(raw, (ParagraphKind.HEADING, Detail(level=HEADINGS[name])), name=name)
        elif name in PARTS:
            self._block(raw, _TEXT)
        elif name in NOTES:
            self._note(raw)
        elif name in LINKS:
            address = raw.partition("{")[2].partition("}")[0]
            is_web = name == "href" and address.startswith(("http", "mailto:"))
            self._mark(raw, MarkKind.LINK if is_web else MarkKind.PLACE, address if is_web else "")
        else:
            self._mark(raw, MARKED[name])

    def _block(self, raw: str, place: tuple[ParagraphKind, Detail], name: str = "") -> None:
        """Begin an argument that is a block of its own."""
        before = self._place
        self._apart(raw)
        self._place = place

        def finish(closing: str) -> None:
            text = self._end_block()
            self._cut.title = self._cut.title or (text if name == "title" else "")
            self._cut.raw(closing)
            self._place = before

        self._push(finish)

    def _note(self, raw: str) -> None:
        prose, key = self._prose, self._at
        prose.note_mark(raw, key)
        self._prose = Prose(self._cut)
        self._notes.append((self._prose, key))

        def finish(closing: str) -> None:
            self._cut.raw(closing)
            self._prose = prose

        self._push(finish)
