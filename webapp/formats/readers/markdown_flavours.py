"""What flavours of Markdown add to CommonMark: lines that stay, and blocks with prose in them.

Fences of containers (``:::``), kinds of quotations (``[!NOTE]``), admonitions (``!!!``), formulas,
targets, imports of MDX and directives of templates are no prose, but for a title of their own. The
content of admonitions and definitions is parsed as that of an item is. markdown-it asks these rules
before its own.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore

_STAYING = re.compile(
    r""":{3,} .*
    | \[ ! [\w-]{1,40} \] [+-]? .*
    | \( [\w:.-]{1,100} \) = \s*
    | \{% .* %\} \s* | \{: .* \} \s* | \{\{ [<%] .* [%>] \}\} \s*
    | \[\[? _? TOC _? \]?\] \s*
    | import \s+ (?: [\w{*] .* \s from \s+ )? ['"] [^'"]+ ['"] ;? \s*
    | export \s+ (?: const|let|var|function|default ) \b .* [;{})(\]] \s*
    | </? [A-Z] [\w.]* \s [^<]* \{ [^<]* > \s*""",
    re.VERBOSE,
)
#: A line of MDX that a further line closes.
_OPEN = re.compile(r"(?:import\s+\{|export\s+(?:const|let|var|function|default)\b.*[{(\[])\s*")
_CLOSED = re.compile(r"[})\]].*")
#: The title of a container, a quotation or an admonition.
_TITLE = re.compile(
    r""":{3,} [ \t]* [\w-]+
      (?: \[ (?P<bracketed> [^\]]+ ) \] | [ \t]+ (?P<plain> [^\s{] [^{}]* ) ) .*
    | \[ ! [\w-]+ \] [+-]? [ \t]+ (?P<quoted> \S .* )
    | [!?]{3} .*? " (?P<named> [^"]+ ) " .*""",
    re.VERBOSE,
)
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]+[\w-].*")
#: The attributes of the block that they end: its name, its classes.
ATTRIBUTES = re.compile(r"[ \t]*\{[#.:][^{}\n]{0,200}\}[ \t]*\Z")
_DEFINITION = re.compile(r":[ \t]{1,4}(?=\S)")
#: The beginning of a footnote.
_NOTE = re.compile(r"[ \t]{0,3}\[\^[^\]\s]{1,50}\]:")
#: The sign that opens a formula of several lines, and that which closes it.
_FORMULAS = {"$$": "$$", "\\[": "\\]"}
#: The indent of an admonition's content.
_INDENT = 4
_INTERRUPTED = ["paragraph", "reference", "blockquote", "list"]


def add_flavours(parser: MarkdownIt) -> None:
    """Let a parser take what the flavours add."""
    for name, rule in (
        ("staying", _staying),
        ("formula", _formula),
        ("admonition", _admonition),
        ("definition", _definition),
    ):
        parser.block.ruler.before("code", name, rule, {"alt": _INTERRUPTED})
    parser.block.ruler.before("code", "note", _note_content)
    parser.core.ruler.after("block", "attributes", _without_attributes)


def _without_attributes(state: StateCore) -> None:
    for token in state.tokens:
        token.content = (
            ATTRIBUTES.sub("", token.content) if token.type == "inline" else token.content
        )


def _line(state: StateBlock, number: int) -> str:
    """A line of a block without its indent; empty where that makes it code."""
    if state.sCount[number] - state.blkIndent >= _INDENT:
        return ""
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _staying(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    behind = _end_of_module(state, start, end)
    if behind == start and not _STAYING.fullmatch(_line(state, start)):
        return False
    if not silent:
        _push_title(state, start)
        state.line = max(behind, start + 1)
    return True


def _end_of_module(state: StateBlock, start: int, end: int) -> int:
    """The line behind an import or export of several lines; ``start`` where there is none."""
    if _OPEN.fullmatch(_line(state, start)):
        for number in range(start + 1, end):
            if state.isEmpty(number):
                break
            if _CLOSED.fullmatch(_line(state, number)):
                return number + 1
    return start


def _push_title(state: StateBlock, start: int) -> None:
    title = _TITLE.fullmatch(_line(state, start))
    if title is None:
        return
    state.push("paragraph_open", "p", 1).map = [start, start + 1]
    token = state.push("inline", "", 0)
    token.content = str(title[title.lastgroup or 0]).strip()
    token.map, token.children = [start, start + 1], []
    state.push("paragraph_close", "p", -1)


def _formula(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    closing = _FORMULAS.get(_line(state, start).strip())
    if closing is None:
        return False
    for number in range(start + 1, end):
        if _line(state, number).strip().endswith(closing):
            if not silent:
                token = state.push("code_block", "code", 0)
                token.content = state.getLines(start, number + 1, state.blkIndent, False)
                state.line = number + 1
            return True
        if state.isEmpty(number):
            return False
    return False


def _admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not _ADMONITION.fullmatch(_line(state, start)):
        return False
    if not silent:
        _push_title(state, start)
        last = _end_of_content(state, start + 1, end, state.blkIndent + _INDENT)
        _parse_inside(state, start + 1, last, state.blkIndent + _INDENT)
    return True


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse a definition, which begins with a colon below its term."""
    sign = _DEFINITION.match(_line(state, start))
    if sign is None or start == 0 or (not silent and not _follows_words(state, start)):
        return False
    if not silent:
        offset = len(sign[0].expandtabs(_INDENT))
        indent = state.sCount[start] + offset
        last = _end_of_content(state, start + 1, end, indent)
        before = state.tShift[start], state.sCount[start]
        state.tShift[start] += len(sign[0])
        state.sCount[start] = indent
        _parse_inside(state, start, last, indent)
        state.tShift[start], state.sCount[start] = before
    return True


def _note_content(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse what is indented below a footnote, which belongs to it."""
    if silent or state.level or state.sCount[start] < _INDENT or not _is_below_note(state, start):
        return False
    _parse_inside(state, start, _end_of_content(state, start, end, _INDENT), _INDENT)
    return True


def _is_below_note(state: StateBlock, start: int) -> bool:
    """Whether the paragraph above, on whose last lines others may be indented, is a footnote."""
    above = start - 1
    while above >= 0 and state.isEmpty(above):
        above -= 1
    while above >= 0 and not state.isEmpty(above):
        if _NOTE.match(state.src, state.bMarks[above], state.eMarks[above]):
            return True
        above -= 1
    return False


def _follows_words(state: StateBlock, start: int) -> bool:
    """Whether the term, or another definition of it, stands above."""
    return not state.isEmpty(start - 1) or (start > 1 and not state.isEmpty(start - 2))


def _end_of_content(state: StateBlock, start: int, end: int, indent: int) -> int:
    """The line behind the last that is blank or indented so far."""
    number = start
    while number < end and (state.isEmpty(number) or state.sCount[number] >= indent):
        number += 1
    return number


def _parse_inside(state: StateBlock, start: int, end: int, indent: int) -> None:
    before = state.blkIndent, state.lineMax, state.parentType
    state.blkIndent, state.lineMax, state.parentType = indent, end, "list"
    state.level += 1
    if start < end:
        state.md.block.tokenize(state, start, end)
    state.level -= 1
    state.blkIndent, state.lineMax, state.parentType = before
    state.line = end
