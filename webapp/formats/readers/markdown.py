"""Reads Markdown (CommonMark with tables and footnotes): renders HTML and reads that."""

import re
from collections import Counter

from markdown_it import MarkdownIt

from webapp.errors import TooLarge
from webapp.formats.markup import html_tree
from webapp.formats.readers.flow import flow
from webapp.formats.readers.imported import ImportedDocument, assembled, left_out, one_line
from webapp.formats.readers.markdown_notes import with_notes

#: The longest text, in bytes. A text of marks alone takes six hundred times as much memory.
MAX_BYTES = 2_000_000
#: The block of ``name: value`` lines that many programs write before the text.
FRONT = re.compile(r"---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(title|author|date|lang(?:uage)?):[ \t]*(.*)$", re.MULTILINE)


def read_md(text: str) -> ImportedDocument:
    """The blocks of a Markdown text and the fields before it; raises TooLarge."""
    checked_size(len(text.encode()))
    text = text.replace("\r\n", "\n")
    front = FRONT.match(text)
    fields = {name[:4]: one_line(value.strip("\"' ")) for name, value in _fields(front)}
    body = with_notes(text[front.end() :] if front else text)
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(body)
    counts: Counter[str] = Counter()
    tree = html_tree(f"<body>{page}</body>")
    return assembled(
        [entry.block for entry in flow(tree, counts)],
        title=fields.get("titl", ""),
        author=fields.get("auth", ""),
        date=fields.get("date", ""),
        language=fields.get("lang", ""),
        notices=left_out(counts),
    )


def _fields(front: re.Match[str] | None) -> list[tuple[str, str]]:
    return _FIELD.findall(front[1]) if front else []


def checked_size(size: int) -> None:
    """Raises TooLarge for a Markdown text of more than MAX_BYTES, which would fill the memory."""
    if size > MAX_BYTES:
        raise TooLarge(f"This Markdown text has {size:,} bytes; up to {MAX_BYTES:,} are read here.")
