"""Cuts Markdown into raw slices: running text for people, and the marks, code and addresses.

markdown-it parses; this module finds the place of each token in the input. So the input is cut,
never rebuilt. The pieces of a paragraph are those of HTML: emphasis is ``em``, code is ``code``. So
this text is handled as a page's is. The words of a link will change. So a link that they name
(``[words]``) gets its name written after it. Text that cannot be found again in the input stays
unchanged.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from webapp.formats.inplace.front_matter import front_runs
from webapp.formats.readers.markdown import FRONT, bounded_parser, checked_size
from webapp.formats.readers.markdown_flavours import ATTRIBUTES
from webapp.formats.slices.markup import gathered
from webapp.formats.slices.markup import pieces as markup_pieces
from webapp.formats.slices.running_text import HTML, Dialect, Piece, RunningText
from webapp.text.placing import Role

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
#: A footnote's mark or label, and the checkbox of a task.
_POINT = re.compile(r"\[\^[^\]\s]{1,50}\]:?|\[[ xX]\](?=[ \t])")
#: A link to a page of a wiki; a cell of a table has the bar behind a backslash.
_WIKI_LINK = re.compile(
    r"!?\[\[(?P<page>[^\[\]|\n]{1,200})(?:\|(?P<words>[^\[\]|\n]{1,200}))?\]\](?!\()"
)
#: A role of MyST, which belongs to the code behind it.
_ROLE = re.compile(r"\{[\w:+-]{1,50}\}(?P<ticks>`{1,3})(?P<words>[^`\n]{1,500})(?P=ticks)(?!`)")
#: The start of a line that would turn it into a heading, an item or a quotation.
_OPENING = re.compile(r"(\d{0,9})(?=[-+.)](?:\s|$)|#{1,6}(?:\s|$)|>)")
_SPECIAL = frozenset("\\`*_[]<|~")
_ROLES = {1: Role.OPEN, 0: Role.POINT, -1: Role.CLOSE}


def _escaped(character: str) -> str:
    return "\\" + character if character in _SPECIAL else character


def _mended(written: str) -> str:
    opening = _OPENING.match(written)
    return f"{opening[1]}\\{written[opening.end() :]}" if opening else written


#: How Markdown writes text. Special characters that are bare in the source need no escape.
MARKDOWN = Dialect(kept=re.compile(r"&.+|\\.|[`*_\[\]<~]"), escaped=_escaped, mended=_mended)


def markdown_runs(source: str) -> Iterator[RunningText | str]:
    """The input as runs of text and the raw slices between them, in order; raises TooLarge."""
    checked_size(len(source.encode()))
    return _MarkdownCutter(source).runs()


class _PlacedState(StateInline):
    """An inline state that records in ``meta["at"]`` the offset where each token begins.

    A token begins where its construct begins, but an end tag begins where the parser stands. In a
    row of delimiters, each begins after the one before.
    """

    begun = 0
    text_begun = 0

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        before = self.tokens[-2] if len(self.tokens) > 1 else None
        at = self.pos if nesting < 0 else self.begun
        if before and before.type == ttype == "text" and before.meta["at"] >= at:
            at = before.meta["at"] + len(before.content)
        token.meta["at"] = at
        return token

    def pushPending(self) -> Token:  # noqa: N802 - markdown-it's name
        token = super().pushPending()
        token.meta["at"] = self.text_begun
        return token


def _begin(state: StateInline, silent: bool) -> bool:
    """Record the place. The parser asks this rule first, and it never matches."""
    if not silent and isinstance(state, _PlacedState):
        state.begun = state.pos
        if not state.pending:
            state.text_begun = state.pos
    return False


def _point(state: StateInline, silent: bool) -> bool:
    match = _POINT.match(state.src, state.pos, state.posMax)
    if not match or (match[0][1] != "^" and state.pos):
        return False
    if not silent:
        # The label of a footnote begins a block, though that of another may stand right above.
        state.push("point", "p" if match[0].endswith(":") else "", 0)
    state.pos = match.end()
    return True


def _wiki_link(state: StateInline, silent: bool) -> bool:
    """Take a link to a page of a wiki, which stays but for the words behind its bar."""
    link = _WIKI_LINK.match(state.src, state.pos, state.posMax)
    if link is None:
        return False
    if not silent and link["words"]:
        state.push("wiki_open", "a", 1)
        words = state.push("text", "", 0)
        words.content, words.meta["at"] = link["words"], link.start("words")
        state.push("wiki_close", "a", -1).meta["at"] = link.end("words")
    elif not silent:
        state.push("code_inline", "code", 0).content = link["page"].strip()
    state.pos = link.end()
    return True


def _role(state: StateInline, silent: bool) -> bool:
    """Take a role with its code, which stay."""
    role = _ROLE.match(state.src, state.pos, state.posMax)
    if role is None:
        return False
    if not silent:
        state.push("code_inline", "code", 0).content = role["words"]
    state.pos = role.end()
    return True


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse the definition of a link; the definition of a footnote is text."""
    begin = state.bMarks[start] + state.tShift[start]
    return not state.src.startswith("[^", begin) and reference(state, start, end, silent)


def _parser() -> MarkdownIt:
    parser = bounded_parser({"strikethrough_single_tilde": True})
    parser.enable(["table", "strikethrough"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.block.ruler.at("reference", _reference)
    parser.inline.ruler.before("text", "begin", _begin)
    parser.inline.ruler.before("link", "point", _point)
    parser.inline.ruler.before("point", "wiki", _wiki_link)
    parser.inline.ruler.before("text", "role", _role)
    parser.inline.ruler2.disable("fragments_join")  # joined fragments would lose their places
    return parser


@dataclass(frozen=True, slots=True)
class _Block:
    """A block's content, and the offset in the input of each of its characters and of its end."""

    content: str
    spots: list[int]


class _MarkdownCutter:
    def __init__(self, source: str) -> None:
        front = FRONT.match(source)
        self._source = source
        self._start = front.end() if front else 0
        self._parser = _parser()
        self._env: dict[str, Any] = {}
        self._lines = [m.start() for m in _LINE.finditer(source, self._start)] + [len(source)]

    def runs(self) -> Iterator[RunningText | str]:
        yield from front_runs(self._source)
        at, is_cell = self._start, False
        for token in self._parser.parse(self._source[self._start :], self._env):
            if token.type == "inline" and (block := self._block(token, at, is_cell)):
                yield self._source[at : block.spots[0]]
                yield from gathered(self._inline(block), MARKDOWN)
                at = block.spots[-1]
            elif token.type == "html_block" and not token.level:
                start, end = (self._lines[line] for line in token.map or (0, 0))
                yield self._source[at:start]
                yield from gathered(markup_pieces(self._source, HTML, start, end), HTML, end)
                at = end
            is_cell = token.tag in ("td", "th")
        yield self._source[at:]

    def _block(self, token: Token, at: int, is_cell: bool) -> _Block | None:
        """A token's text as a block, searched from the offset ``at``; None when it is not there."""
        spots: list[int] = []
        for line, words in enumerate(token.content.split("\n"), (token.map or [0])[0]):
            text = words.lstrip(" \t")
            written = text.replace("|", "\\|") if is_cell else text
            bounds = max(at, self._lines[line]), self._lines[line + 1]
            find = self._source.find if is_cell else self._source.rfind
            start = find(written.rstrip(" \t"), *bounds)
            if not text or start < 0:
                return None
            steps = [1 + (is_cell and character == "|") for character in text]
            spots += [start] * (len(words) - len(text))
            spots += accumulate(steps, initial=start)
        attributes = ATTRIBUTES.search(token.content)
        end = attributes.start() if attributes else len(token.content)
        return _Block(token.content[:end], spots[: end + 1]) if end else None

    def _inline(self, block: _Block) -> Iterator[Piece]:
        tokens = self._tokens(block.content)
        starts = [_start(token, block.content) for token in tokens]
        words = 0
        for token, start, end in zip(
            tokens, starts, [*starts[1:], len(block.content)], strict=True
        ):
            place = block.spots[start]
            raw = self._source[place : block.spots[end]]
            if token.type == "text":
                for at in range(start, end):  # one by one, because a cell writes | as \|
                    written = self._source[block.spots[at] : block.spots[at + 1]]
                    yield Piece(written, block.spots[at], None, read=block.content[at])
            elif token.type == "html_inline":
                yield from markup_pieces(self._source, HTML, place, block.spots[end])
            elif token.type == "link_close" and raw in ("]", "][]"):
                label = " ".join(block.content[words:start].split())
                yield Piece(f"][{label}]", place, Role.CLOSE, token.tag)
            elif raw:
                words = end if token.type == "link_open" else words
                yield from _pieces(token, raw, place)

    def _tokens(self, content: str) -> list[Token]:
        state = _PlacedState(content, self._parser, self._env, [])
        self._parser.inline.tokenize(state)
        for rule in self._parser.inline.ruler2.getRules(""):
            rule(state)
        return [token for token in state.tokens if token.type != "text" or token.content]


def _start(token: Token, content: str) -> int:
    """Where a token begins: ``**`` at its first star, a break at the spaces before it."""
    at: int = token.meta["at"]
    if token.type in ("softbreak", "hardbreak"):
        while content[at - 1] == " ":
            at -= 1
    return at - (token.type == "strong_open")


def _pieces(token: Token, raw: str, place: int) -> Iterator[Piece]:
    is_address = token.markup == "autolink"
    if token.type in ("text_special", "softbreak"):
        yield Piece(raw, place, None, read=token.content or " ")
    elif token.type == "code_inline" or is_address:
        yield Piece(raw, place, Role.OPEN, "code")
        yield Piece("", place + len(raw), None, read=raw[1:-1] if is_address else token.content)
        yield Piece("", place + len(raw), Role.CLOSE, "code")
    else:
        yield Piece(raw, place, _ROLES[token.nesting], token.tag)
