"""Cuts a paragraph of AsciiDoc into its words and what stays: macros, code, references."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from webapp.formats.prose.cut import Prose, ProseCut
from webapp.text import Detail, MarkKind, ParagraphKind

#: Macros whose content is code, the name of a key, a formula or a picture.
_MACROS = "stem|latexmath|asciimath|pass|kbd|btn|menu|image|icon|anchor|indexterm2?|counter2?"
_TOKEN = re.compile(
    rf"""
      \\(?P<escaped>[*_`\#^~{{<\[+])
    | (?P<curly>"`|`"|'`|`'(?!\w))
    | (?P<code>(?<![\w`])`(?=\S)[^`]{{1,500}}(?<=\S)`(?!\w)|``[^`]{{1,500}}``)
    | (?P<passed>\+\+\+.{{1,500}}?\+\+\+|\+\+[^+]{{1,500}}\+\+
      |(?<!\w)\+(?=\S)[^+]{{1,500}}(?<=\S)\+(?!\w))
    | (?P<note>footnote:[\w-]{{0,50}}\[)(?=[^\]])
    | (?P<macro>(?<!\w)(?:{_MACROS}|footnote(?:ref)?):[^\s\[\]:]{{0,200}}
      \[(?:\\\]|[^\]]){{0,500}}\])
    | (?P<link>(?:link:|xref:|mailto:|https?://|ftp://|irc://)[^\s\[\]<>]{{1,2000}}\[)(?=[^\]])
    | (?P<address>(?:link:|xref:|https?://|ftp://)[^\s\[\]<>]{{1,2000}}(?:\[\]|(?<![.,;:!?)])))
    | (?P<reference><<[^<>,\n]{{1,200}},\s*)(?=[^<>]{{1,500}}>>)
    | (?P<bare><<[^<>,\n]{{1,200}}>>)
    | (?P<anchor>\[\[[^\[\]\n]{{1,200}}\]\]|\(\(\([^()]{{1,200}}\)\)\))
    | (?P<stand_in>\{{\w[\w:.-]{{0,100}}\}})
    | (?P<settings>\^?,\s*[\w-]+=[^\]\n]{{0,200}}\]|\^\])
    | (?P<opening>(?:(?<!\w)\[[^\[\]\n]{{0,100}}\])?(?<![\w\\])[*_\#](?=[^\s*_\#]))
    | (?P<closing>(?<=\S)[*_\#](?!\w))
    | (?P<double>\*\*|__|\#\#)
    | (?P<raised>\^(?=[^\s^]{{1,60}}\^)|~(?=[^\s~]{{1,60}}~)|(?<=\S)[\^~])
    | (?P<close>\]|>>)
    | (?P<break>[ \t]\+(?:\r?\n[ \t]*|$))
    """,
    re.VERBOSE | re.DOTALL,
)
_CURLY = {'"`': "“", '`"': "”", "'`": "‘", "`'": "’"}
_KINDS = {"*": MarkKind.BOLD, "_": MarkKind.ITALIC}
#: What must not stand bare among words.
_SPECIAL = re.compile(
    r"(?<!\w)[*_`#+](?=\S)|(?<=\S)[*_`#+](?!\w)|[\^~|]|\*\*|__|\+\+|\{(?=\w)|<(?=<)|:(?=:(?:\s|$))"
)
#: What at the beginning of a paragraph would make something else of it.
_OPENING = re.compile(
    r"(?:[-•=.]|\*+|\.+|=+|(?:\d+|[A-Za-z])\.|[ivxIVX]+\))\s|[A-Z]{3,9}:\s|//|\[.*\]$|:[\w-]+:|\.\w"
)


@dataclass(frozen=True, slots=True)
class _Token:
    """Something between words; ``closes`` is the number of that which it closes."""

    kind: str
    raw: str
    start: int
    end: int


@dataclass(slots=True)
class _Pairs:
    """Which tokens open and which close marked words."""

    partner: dict[int, int] = field(default_factory=dict)
    opened: list[tuple[str, int]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def open(self, sign: str, number: int) -> None:
        """Begin marked words."""
        self.opened.append((sign, number))
        self.counts[sign] += 1

    def close(self, sign: str, number: int) -> bool:
        """End the last that began with this sign; what began since then is none."""
        if not self.counts[sign]:
            return False
        while True:
            last, opening = self.opened.pop()
            self.counts[last] -= 1
            if last == sign:
                self.partner |= {opening: number, number: opening}
                return True


def escaped(words: str) -> str:
    """Words as AsciiDoc writes them."""
    return _SPECIAL.sub(lambda sign: "".join(f"&#{ord(c)};" for c in sign[0]), words)


def begun(words: str) -> str:
    """Words at the beginning of a paragraph."""
    written = escaped(words)
    return f"{{empty}}{written}" if _OPENING.match(written) else written


def inline(cut: ProseCut, raw: str, kind: ParagraphKind, detail: Detail) -> None:
    """Add a paragraph, and the notes in it, to ``cut``; raises TooLarge."""
    tokens = [
        _Token(str(match.lastgroup), match[0], match.start(), match.end())
        for match in _TOKEN.finditer(raw)
    ]
    _Paragraph(cut, tokens, _partners(tokens)).add(raw, kind, detail)


def _partners(tokens: Sequence[_Token]) -> Mapping[int, int]:
    pairs = _Pairs()
    for number, token in enumerate(tokens):
        sign = token.raw[-1:]
        if token.kind in ("note", "link", "reference"):
            pairs.open(">>" if token.kind == "reference" else "]", number)
        elif token.kind in ("close", "settings"):
            pairs.close(token.raw if token.kind == "close" else "]", number)
        elif token.kind in ("double", "raised"):
            if not pairs.close(token.raw, number):
                pairs.open(token.raw, number)
        elif token.kind == "opening":
            pairs.open(sign, number)
        elif token.kind == "closing":
            pairs.close(sign, number)
    return pairs.partner


class _Paragraph:
    def __init__(
        self, cut: ProseCut, tokens: Sequence[_Token], partners: Mapping[int, int]
    ) -> None:
        self._cut = cut
        self._tokens = tokens
        self._partners = partners
        self._main = Prose(cut)
        self._notes: list[tuple[Prose, tuple[int, int]]] = []
        self._open: list[tuple[Prose, str]] = []

    @property
    def _prose(self) -> Prose:
        return self._open[-1][0] if self._open else self._main

    def add(self, raw: str, kind: ParagraphKind, detail: Detail) -> None:
        at = 0
        for number, token in enumerate(self._tokens):
            words = raw[at : token.start]
            at = token.end
            if number not in self._partners:
                self._prose.words(words)
                self._lone(token, (kind, detail))
            elif self._partners[number] > number:
                self._prose.words(words)
                self._begin(token, number)
            else:
                self._finish(words, token)
        self._prose.words(raw[at:])
        self._main.end(kind, detail)
        for prose, key in self._notes:
            prose.end(ParagraphKind.NOTE, self._cut.notes.detail(key))

    def _begin(self, token: _Token, number: int) -> None:
        prose = self._prose
        if token.kind == "note":
            key = len(self._cut.flows), number
            prose.note_mark(token.raw, key)
            note = Prose(self._cut)
            self._notes.append((note, key))
            self._open.append((note, "note"))
            return
        if token.kind == "link":
            is_web = not token.raw.startswith(("link:", "xref:"))
            href = token.raw[:-1] if is_web else ""
            prose.open(token.raw, MarkKind.LINK if is_web else MarkKind.PLACE, href)
        elif token.kind == "reference":
            prose.open(token.raw, MarkKind.PLACE)
        else:
            prose.open(token.raw, _KINDS.get(token.raw[-1], ""))
        self._open.append((prose, token.kind))

    def _finish(self, words: str, token: _Token) -> None:
        prose, kind = self._open.pop()
        prose.words(words)
        if kind == "note":
            prose.words(token.raw[:-1])
            self._cut.raw(token.raw[-1:])
        else:
            prose.close(token.raw)

    def _lone(self, token: _Token, place: tuple[ParagraphKind, Detail]) -> None:
        prose = self._prose
        if token.kind == "escaped":
            prose.words(token.raw, token.raw[1:])
        elif token.kind == "curly":
            prose.words(token.raw, _CURLY[token.raw])
        elif token.kind == "break":
            prose.end(*place)
            self._cut.raw(token.raw)
        elif token.kind == "stand_in":
            prose.atom(token.raw, token.raw)
        elif token.kind == "anchor":
            self._cut.raw(token.raw)
        elif token.kind in ("code", "passed", "macro", "bare", "address"):
            prose.atom(token.raw, _shown(token))
        else:
            prose.words(token.raw)


def _shown(token: _Token) -> str:
    """Something that stays, in a form that translators keep."""
    if token.kind == "address" and not token.raw.startswith(("link:", "xref:")):
        return token.raw.removesuffix("[]")
    return f"`{token.raw.strip('`+<>')}`"
