"""Markdown (CommonMark with tables and footnotes): rendered to HTML and read as such."""

import re
from collections import Counter

from markdown_it import MarkdownIt

from webapp.formats.flow import flow
from webapp.formats.imported import ImportedDocument, assembled, left_out, one_line
from webapp.formats.markdown_notes import with_notes
from webapp.formats.markup import html_tree
from webapp.formats.plain_text import read_text
from webapp.formats.raw_markdown import FRONT, checked_size

_FIELD = re.compile(r"^(title|author|date|lang(?:uage)?):[ \t]*(.*)$", re.MULTILINE)


def read_md(data: bytes) -> ImportedDocument:
    """The blocks of a Markdown text and the fields before it; raises NotText, TooLarge."""
    checked_size(len(data))
    text = read_text(data).replace("\r\n", "\n")
    front = FRONT.match(text)
    fields = {name[:4]: one_line(value.strip("\"' ")) for name, value in _fields(front)}
    body = with_notes(text[front.end() :] if front else text)
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
