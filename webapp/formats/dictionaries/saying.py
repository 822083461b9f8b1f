"""What an entry of a dictionary says, as plain text: a line a meaning, without marks."""

import html
import re
from typing import Any

#: Marks that begin a new line, and all others.
_BREAK = re.compile(r"<(?:br|/?(?:p|div|li|ol|ul|tr|dd|dt|def|blockquote))\b[^<>]*>", re.IGNORECASE)
#: What is left out: scripts, styles, and XDXF's headword, which the card shows anyway.
_UNSEEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<k>[^<]*</k>", re.IGNORECASE | re.DOTALL)
_MARK = re.compile(r"</?[a-zA-Z!][^<>]*>")
#: How deep Yomitan's structured content is read, and its elements that begin a new line.
_DEEPEST = 40
_LINES = frozenset(["br", "div", "li", "ol", "ul", "tr", "details", "summary"])


def plain_text(marked: str) -> str:
    """HTML, XDXF or Pango's marks as text."""
    lines = _BREAK.sub("\n", _UNSEEN.sub("", marked))
    return html.unescape(_MARK.sub("", lines))


def structured_text(content: Any, depth: int = 0) -> str:
    """One of the definitions of a term of Yomitan; nothing for a picture or an inflection."""
    if isinstance(content, str):
        return content
    if depth > _DEEPEST:
        return ""
    if isinstance(content, list):
        if depth == 0:
            return ""  # a form and the rules of its inflection
        return "".join(structured_text(part, depth + 1) for part in content)
    if not isinstance(content, dict):
        return ""
    if content.get("type") == "text":
        return structured_text(content.get("text"), depth + 1)
    inside = structured_text(content.get("content"), depth + 1)
    return f"\n{inside}\n" if content.get("tag") in _LINES else inside
