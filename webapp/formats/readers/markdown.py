"""Markdown (CommonMark with tables and footnote marks): rendered to HTML and read as such."""

import re
from collections import Counter

from webapp.errors import TooLarge
from webapp.formats.flow import flow
from webapp.formats.imported import ImportedDocument, assembled, left_out, one_line
from webapp.formats.markup import html_tree
from webapp.formats.plain_text import read_text

#: Longest text read, in bytes; made of marks alone it takes six hundred times as much memory.
MAX_BYTES = 2_000_000
#: The block of ``name: value`` lines that many programs put before the text.
_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(title|author|date|lang(?:uage)?):[ \t]*(.*)$", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^([\w-]{1,20})\](:?)")


def read_md(data: bytes) -> ImportedDocument:
    """The blocks of a Markdown text and the fields before it; raises NotText, TooLarge."""
    from markdown_it import MarkdownIt

    if len(data) > MAX_BYTES:
        raise TooLarge(
            f"This Markdown text has {len(data):,} bytes; up to {MAX_BYTES:,} are read here."
        )
    text = read_text(data).replace("\r\n", "\n")
    front = _FRONT.match(text)
    fields = {name[:4]: one_line(value.strip("\"' ")) for name, value in _fields(front)}
    body = _FOOTNOTE.sub(_footnote, text[front.end() :] if front else text)
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(body)
    counts: Counter[str] = Counter()
    tree = html_tree(f"<meta charset=utf-8><body>{page}</body>".encode())
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


def _footnote(mark: re.Match[str]) -> str:
    """``[^1]`` as an HTML footnote mark, ``[^1]:`` as the number before a note."""
    return f"{mark[1]}\\. " if mark[2] else f'<a role="doc-noteref">{mark[1]}</a>'
