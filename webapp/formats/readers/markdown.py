"""Reads Markdown (CommonMark with tables and footnotes): renders HTML and reads that."""

import re
from collections import Counter
from collections.abc import Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from webapp.errors import TooLarge
from webapp.formats.markup import html_tree
from webapp.formats.readers.flow import flow
from webapp.formats.readers.imported import ImportedDocument, assembled, left_out, one_line
from webapp.formats.readers.markdown_flavours import add_flavours
from webapp.formats.readers.markdown_notes import with_notes
from webapp.formats.readers.places import linked

#: The longest text, in bytes. A text of marks alone takes six hundred times as much memory.
MAX_BYTES = 2_000_000
#: The deepest nesting of quotations and lists, each level of which takes stack of the parser.
MAX_DEPTH = 100
#: The levels that one block adds at most: a list and its item.
_LEVELS = 2
#: The lines of names and values that many programs write before the text, in YAML or in TOML.
FRONT = re.compile(
    r"(?:---[ \t]*\r?\n(?P<yaml>.*?)\r?\n(?:---|\.\.\.)|\+\+\+[ \t]*\r?\n(?P<toml>.*?)\r?\n\+\+\+)"
    r"[ \t]*(?:\r?\n|\Z)",
    re.DOTALL,
)
_FIELD = re.compile(r"^(title|author|date|lang(?:uage)?)[ \t]*[:=][ \t]*(.*)$", re.MULTILINE)


def read_md(text: str) -> ImportedDocument:
    """The blocks of a Markdown text and the fields before it; raises TooLarge."""
    checked_size(len(text.encode()))
    text = text.replace("\r\n", "\n")
    front = FRONT.match(text)
    fields = {name[:4]: one_line(value.strip("\"' ")) for name, value in _fields(front)}
    body = with_notes(text[front.end() :] if front else text)
    page = bounded_parser({"html": True}).enable("table").render(body)
    counts: Counter[str] = Counter()
    tree = html_tree(f"<body>{page}</body>")
    return assembled(
        linked((entry.block for entry in flow(tree, counts)), counts),
        title=fields.get("titl", ""),
        author=fields.get("auth", ""),
        date=fields.get("date", ""),
        language=fields.get("lang", ""),
        notices=left_out(counts),
    )


def bounded_parser(options: Mapping[str, bool]) -> MarkdownIt:
    """A parser of CommonMark that raises TooLarge for blocks nested deeper than MAX_DEPTH.

    The parser would drop their words.
    """
    parser = MarkdownIt("commonmark", {**options, "maxNesting": MAX_DEPTH + _LEVELS})
    add_flavours(parser)
    parser.block.ruler.before("staying", "depth", _check_depth)
    return parser


def _check_depth(state: StateBlock, _start: int, _end: int, _silent: bool) -> bool:
    """Look at the depth of a block. The parser asks this rule first, and it never matches."""
    if state.level >= MAX_DEPTH:
        raise TooLarge(
            f"This text is nested deeper than the {MAX_DEPTH} levels that are read here."
        )
    return False


def _fields(front: re.Match[str] | None) -> list[tuple[str, str]]:
    return _FIELD.findall(front["yaml"] or front["toml"] or "") if front else []


def checked_size(size: int) -> None:
    """Raises TooLarge for a Markdown text of more than MAX_BYTES, which would fill the memory."""
    if size > MAX_BYTES:
        raise TooLarge(f"This Markdown text has {size:,} bytes; up to {MAX_BYTES:,} are read here.")
