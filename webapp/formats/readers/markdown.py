"""Markdown (CommonMark with tables and footnote marks): rendered to HTML and read as such."""

import re
from collections import Counter

from markdown_it import MarkdownIt

from webapp.formats.flow import flow
from webapp.formats.imported import ImportedDocument, assembled, left_out, one_line
from webapp.formats.markup import html_tree
from webapp.formats.plain_text import read_text
from webapp.formats.raw_markdown import FRONT, checked_size

_FIELD = re.compile(r"^(title|author|date|lang(?:uage)?):[ \t]*(.*)$", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^([\w-]{1,20})\](:?)")


def read_md(data: bytes) -> ImportedDocument:
    """The blocks of a Markdown text and the fields before it; raises NotText, TooLarge."""
    checked_size(len(data))
    text = read_text(data).replace("\r\n", "\n")
    front = FRONT.match(text)
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
