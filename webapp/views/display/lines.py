"""Where a line may end: never before a mark that French sets apart from its word by a space."""

import re

from markupsafe import Markup, escape

#: A tag, which stays as it is, or the place before such a mark; a no-break space needs no help.
_TAG_OR_MARK = re.compile(r"<[^>]*>| [»›”;:!?]+(?!\w)")


def bound(text: str) -> Markup:
    """``text`` as HTML in which no line begins with ``»``; its characters are unchanged."""
    html = _TAG_OR_MARK.sub(lambda match: _joined(match.group()), escape(text))
    return Markup(html)  # noqa: S704  # escape has escaped it


def _joined(piece: str) -> str:
    return piece if piece.startswith("<") else f'<span class="joined">{piece}</span>'
