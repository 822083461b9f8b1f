"""Cuts a paragraph of reStructuredText into its words and what stays: roles, code, references."""

import re

from webapp.formats.prose.cut import Prose
from webapp.text import MarkKind

#: Roles whose content is prose.
_EMPHASIS = {"strong": MarkKind.BOLD, "emphasis": MarkKind.ITALIC}
_RAISED = frozenset(["sub", "sup", "subscript", "superscript"])
#: Roles whose title, where they have one before an address, is no prose.
_NO_TITLES = frozenset(["math", "raw", "code", "command", "file", "kbd"])
_INLINE = re.compile(
    r"""
      (?P<escape>\\(?:\r\n|.))
    | (?<![\w\\])``(?=\S)(?P<literal>[^`]++(?:`(?!`)[^`]*+)*+)``
    | (?P<role>:[A-Za-z][\w.+-]*+(?::[A-Za-z][\w.+-]*+)*+:)?
      (?<![\\\w`])`(?=[^\s`])(?P<quoted>(?:\\.|[^\\`])++)`
      (?P<suffix>:[A-Za-z][\w.+-]*+(?::[A-Za-z][\w.+-]*+)*+:|__?)?(?!\w)
    | (?<![\w*\\])\*\*(?=[^\s*])(?P<strong>(?:\\.|[^\\*]|\*(?!\*))++)(?<!\s)\*\*(?!\w)
    | (?<![\w*\\])\*(?=[^\s*])(?P<emphasis>(?:\\.|[^\\*])++)(?<!\s)\*(?!\w)
    | (?<![\w\\])_`(?P<target>(?:\\.|[^\\`])++)`(?!\w)
    | (?<![\w|\\])\|(?=[^\s|])(?P<stand_in>[^|\n]{1,200})(?<!\s)\|_{0,2}(?!\w)
    | \[(?P<note>[^\[\]\s]{1,100})\]_(?!\w)
    | (?<![\w`\\])(?P<name>[^\W_]++(?:[-.+:_][^\W_]++)*+)__?(?!\w)
    """,
    re.VERBOSE | re.DOTALL,
)
_TITLED = re.compile(r"(?P<title>.*\S)(?P<address>\s*<[^<>]+>)", re.DOTALL)
#: What must not stand bare among words.
_SPECIAL = re.compile(r"[\\*`|]|(?<=[^\W_])_(?!\w)")
#: What at the beginning of a paragraph would make something else of it.
_OPENING = re.compile(
    r"(?:[-+•‣⁃]|\.\.|>>>|__|(?:[A-Za-z]|\d+|#|[ivxlcIVXLC]{2,9})[.)])(?=\s|$)|:(?=[^:\s][^:]*:\s)"
)


def escaped(words: str) -> str:
    """Words as reStructuredText writes them."""
    return _SPECIAL.sub(r"\\\g<0>", words)


def begun(words: str) -> str:
    """Words at the beginning of a paragraph."""
    written = escaped(words)
    return f"\\{written}" if _OPENING.match(written) else written


def inline(prose: Prose, raw: str) -> None:
    """Add a paragraph to ``prose``."""
    at = 0
    for match in _INLINE.finditer(raw):
        words = raw[at : match.start()]
        at = match.end()
        if match["note"]:  # the space before the mark has to stay before it
            bare = words.rstrip()
            prose.words(bare)
            prose.note_mark(words[len(bare) :] + match[0], match["note"])
        else:
            prose.words(words)
            _add(prose, match)
    prose.words(raw[at:])


def _add(prose: Prose, match: re.Match[str]) -> None:
    if match["escape"]:
        sign = match["escape"][1:]
        prose.words(match[0], "" if sign.isspace() else sign)
    elif match["strong"] or match["emphasis"]:
        kind = "strong" if match["strong"] else "emphasis"
        signs = "**" if match["strong"] else "*"
        _marked(prose, signs, match[kind], signs, _EMPHASIS[kind])
    elif match["target"]:
        _marked(prose, "_`", match["target"], "`", "")
    elif match["quoted"]:
        _quoted(prose, match)
    elif match["stand_in"]:
        prose.atom(match[0], f"{{{match['stand_in']}}}")
    else:
        prose.atom(match[0], f"`{match['literal'] or match['name']}`")


def _marked(
    prose: Prose, opening: str, words: str, closing: str, kind: str, href: str = ""
) -> None:
    prose.open(opening, kind, href)
    at = 0
    for escape in re.finditer(r"\\(.)", words, re.DOTALL):
        prose.words(words[at : escape.start()])
        prose.words(escape[0], escape[1].strip())
        at = escape.end()
    prose.words(words[at:])
    prose.close(closing)


def _quoted(prose: Prose, match: re.Match[str]) -> None:
    """Add what stands between backquotes: a role's words, a link's, or something that stays."""
    words, before, suffix = match["quoted"], match["role"] or "", match["suffix"] or ""
    role = (before or suffix).strip(":_").rpartition(":")[2]
    titled = _TITLED.fullmatch(words)
    if role in _EMPHASIS or role in _RAISED:
        _marked(prose, f"{before}`", words, f"`{suffix}", _EMPHASIS.get(role, ""))
    elif titled and role not in _NO_TITLES and (role or suffix):
        address = titled["address"].strip()[1:-1]
        is_web = re.match(r"https?://|mailto:", address)
        kind, href = (MarkKind.LINK, address) if is_web else (MarkKind.PLACE, "")
        _marked(prose, f"{before}`", titled["title"], f"{titled['address']}`{suffix}", kind, href)
    elif suffix == "__":
        _marked(prose, "`", words, "`__", MarkKind.PLACE)
    else:
        prose.atom(match[0], f"`{words}`")
