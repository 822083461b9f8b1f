"""Cuts HTML and XML into raw slices of markup and of text for people.

Parsers of libraries normalise what they read, but every tag, attribute, entity and comment must
come back unchanged. So the input is cut, never rebuilt: the joined pieces are the input. One
expression finds the markup as the HTML standard's tokenizer does (unclosed markup reaches to the
end). Each of its alternatives comes to an end, so time is linear.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from webapp.formats.slices.running_text import HTML, STAND_INS, Dialect, Piece, RunningText
from webapp.text.placing import Role

_MARKUP = re.compile(
    r"""
    <!--(?:-?>|.*?(?:--!?>|\Z))
    | <!\[CDATA\[.*?(?:\]\]>|\Z)
    | <[!?][^>]*+(?:>|\Z)
    | </(?![A-Za-z])[^>]*+(?:>|\Z)
    | <(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)
      (?P<attributes>(?:=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))|[^>])*+)
      (?:>|\Z)
    """,
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]++)))?""")

_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
_VOID = frozenset(_VOID_NAMES.split())
_INVISIBLE = frozenset(("script", "style"))
#: Elements whose content has no tags. The last two have entities and text for people.
_RAW = frozenset(("script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"))
_CLOSED_BY_THE_NEXT = frozenset(("dd", "dt", "li", "option", "p", "td", "th", "tr"))
_PREFORMATTED = ("pre", "textarea")


class _OpenElement(NamedTuple):
    """An open element. A ``sealed`` one is protected, whatever the attributes inside it say."""

    name: str
    protected: bool
    sealed: bool


def runs(source: str, dialect: Dialect = HTML) -> Iterator[RunningText | str]:
    """The input as runs of text and the raw slices between them, in order."""
    return gathered(pieces(source, dialect), dialect, len(source))


def pieces(
    source: str, dialect: Dialect = HTML, start: int = 0, end: int | None = None
) -> Iterator[Piece]:
    """The slices of the input from ``start`` to ``end``; joined, they are the input."""
    return _MarkupCutter(source, dialect, len(source) if end is None else end).pieces(start)


def gathered(
    pieces: Iterable[Piece], dialect: Dialect, end: int | None = None
) -> Iterator[RunningText | str]:
    """Pieces as runs of text and the raw slices between them.

    ``end`` is the end of the input: markup that reaches to it may be unclosed.
    """
    return _Reader(pieces, dialect, end).runs()


class _Reader:
    def __init__(self, pieces: Iterable[Piece], dialect: Dialect, end: int | None) -> None:
        self._pieces = pieces
        self._dialect = dialect
        self._end = end
        self._open: list[_OpenElement] = []
        self._counts: Counter[str] = Counter()
        self._language = ""

    def runs(self) -> Iterator[RunningText | str]:
        run = RunningText(self._dialect)
        for protected, pieces in self._grouped():
            names = [piece.name for piece in pieces if piece.name]
            # The last piece may be unclosed, and would swallow text that is written after it.
            is_last = pieces[-1].place + len(pieces[-1].raw) == self._end
            if any(map(self._dialect.splits, names)) or (protected and is_last):
                yield run
                yield "".join(piece.raw for piece in pieces)
                run = RunningText(self._dialect, any(self._counts[name] for name in _PREFORMATTED))
            elif protected:
                _add_protected(run, pieces)
            else:
                _add(run, pieces[0])
        yield run

    def _grouped(self) -> Iterator[tuple[bool, list[Piece]]]:
        """Single pieces, or all pieces of a protected element together, with whether they are."""
        held: list[Piece] = []
        for piece in self._pieces:
            before = self._protected
            self._follow(piece)
            if before or self._protected:
                held.append(piece)
            if held and not self._protected:
                yield True, held
                held = []
            elif not held:
                yield False, [piece]
        if held:
            yield True, held

    @property
    def _protected(self) -> bool:
        return bool(self._open) and self._open[-1].protected

    def _follow(self, piece: Piece) -> None:
        """Update the list of open elements."""
        if piece.role is Role.CLOSE and self._counts[piece.name]:
            while self._leave() != piece.name:
                pass
        elif piece.role is Role.OPEN:
            if self._ends_the_last(piece.name):
                self._leave()
            self._open.append(self._opened(piece))
            self._counts[piece.name] += 1

    def _ends_the_last(self, name: str) -> bool:
        return (
            self._dialect.is_html
            and name in _CLOSED_BY_THE_NEXT
            and bool(self._open)
            and self._open[-1].name == name
        )

    def _leave(self) -> str:
        name = self._open.pop().name
        self._counts[name] -= 1
        return name

    def _opened(self, piece: Piece) -> _OpenElement:
        outer_sealed = self._open[-1].sealed if self._open else False
        sealed = outer_sealed or self._dialect.protects(piece.name)
        return _OpenElement(piece.name, sealed or self._is_protected(piece), sealed)

    def _is_protected(self, piece: Piece) -> bool:
        """Whether an element's attributes protect it, or else the element that encloses it does."""
        attributes = piece.attributes.lower()
        if "translate" not in attributes and "lang" not in attributes:
            return self._protected
        given = {name: "".join(values) for name, *values in _ATTRIBUTE.findall(attributes)}
        if given.get("translate") in ("no", "yes", ""):
            return given["translate"] == "no"
        if "notranslate" in given.get("class", "").split():
            return True
        is_foreign = self._is_foreign(piece.name, given.get("lang") or given.get("xml:lang", ""))
        return self._protected if is_foreign is None else is_foreign

    def _is_foreign(self, name: str, language: str) -> bool | None:
        """Whether an element of HTML is in another language than its page; None if it says none."""
        primary = language.partition("-")[0]
        if name == "html":
            self._language = primary
        if not primary or not self._language or not self._dialect.is_html:
            return None
        return primary != self._language


class _MarkupCutter:
    def __init__(self, source: str, dialect: Dialect, end: int) -> None:
        self._source = source
        self._dialect = dialect
        self._end = end

    def pieces(self, at: int) -> Iterator[Piece]:
        while match := _MARKUP.search(self._source, at, self._end):
            if match.start() > at:
                yield self._text(at, match.start())
            at = match.end()
            piece = self._markup(match)
            yield piece
            if self._dialect.is_html and piece.role is Role.OPEN and piece.name in _RAW:
                start, at = at, self._end_of_raw(piece.name, at)
                if at > start:
                    yield self._text(start, at)
        if at < self._end:
            yield self._text(at, self._end)

    def _markup(self, match: re.Match[str]) -> Piece:
        name = (match["name"] or "").lower() if self._dialect.is_html else match["name"] or ""
        if not name:
            return Piece(match[0], match.start(), Role.POINT)
        attributes = match["attributes"]
        if match["close"]:
            role = Role.CLOSE
        elif self._is_alone(name, attributes):
            role = Role.POINT
        else:
            role = Role.OPEN
        return Piece(match[0], match.start(), role, name, attributes)

    def _is_alone(self, name: str, attributes: str) -> bool:
        """Whether a start tag is the whole element; in HTML, a slash does not say so."""
        if self._dialect.is_html and name not in STAND_INS:
            return name in _VOID
        return attributes.endswith("/")

    def _end_of_raw(self, name: str, start: int) -> int:
        end_tag = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(
            self._source, start, self._end
        )
        return end_tag.start() if end_tag else self._end

    def _text(self, start: int, end: int) -> Piece:
        return Piece(self._source[start:end], start, None)


def _add(run: RunningText, piece: Piece) -> None:
    if piece.role is not None:
        run.add_mark(piece.raw, piece.role, piece.name, piece.pace)
    elif piece.read is not None:
        run.add_written(piece.raw, piece.place, piece.read)
    else:
        run.add_text(piece.raw, piece.place)


def _add_protected(run: RunningText, pieces: list[Piece]) -> None:
    raw = "".join(piece.raw for piece in pieces)
    if pieces[0].name in _INVISIBLE:
        run.add_mark(raw, Role.POINT)
        return
    texts = [piece for piece in pieces if piece.role is None]
    content = "".join(unescape(piece.raw) if piece.read is None else piece.read for piece in texts)
    if content.strip():
        run.add_atom(raw, pieces[0].place, " ".join(content.split()))
    else:  # nothing to protect: it may stand for a word, as any empty element
        run.add_mark(raw, Role.POINT, pieces[0].name)
