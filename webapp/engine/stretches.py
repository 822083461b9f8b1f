"""What the model would change or drop goes round it: emoji, dashes and quotation marks of speech.

A source is cut behind these and each stretch of words is translated alone, so that none can get
between other words than in the source. The marks that follow an emoji (``Tu viens 😀 ?``) go to the
model with the words before it, to which they belong. Quotation marks around a few words (a title, a
word at a distance) are left to the model: cut there, the sentence would fall apart.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

_BASE = "[\U0001f000-\U0001faff\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff]"
_ONE = rf"(?:{_BASE}|[0-9#*]\ufe0f?\u20e3)[\ufe0f\u200d\U000e0020-\U000e007f]*"
_OPENING, _END = "«“„", "»”"
_QUOTE = re.compile(f"[{_OPENING}{_END}]")
_MARKS = r"[.,;:!?…)\]]+"
_CUT = re.compile(
    rf"(?P<run>{_ONE}(?:\s*{_ONE})*|[{_OPENING}{_END}])(?P<gap>\s*)(?:(?P<marks>{_MARKS})\s*)?"
)
#: Before what somebody says, and before the items of a list that is plain text.
_DASH = re.compile(r"\s*+(?:[-–—•·]|--)(?:\s+(?=\S)|(?=[^\W\d_a-zà-ÿ]))")
_CLOSING = ".,;:!?…)]»”"
#: How quotation marks that go round the model are written in the target, by the pair's languages.
QUOTES: Mapping[tuple[str, str], tuple[str, str]] = MappingProxyType({("fr", "en"): ("“", "”")})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words and what goes round the model behind them (``run``), if anything.

    ``lent`` are the marks behind that run that go to the model with the words, and ``rest`` is what
    follows, up to the next words.
    """

    words: str
    run: str = ""
    lent: str = ""
    rest: str = ""

    @property
    def text(self) -> str:
        """What the model is given."""
        return self.words + self.lent

    @property
    def has_words(self) -> bool:
        """Whether there is anything to translate."""
        return has_words(self.words)

    def restored(self, target: str) -> str:
        """The target of ``text`` with the run in it; what has no words is as in the source."""
        if not self.has_words:
            return self.words + self.run + self.lent + self.rest
        if not self.lent:
            return target + self.run + self.rest
        bare = target.rstrip(_CLOSING)
        if bare == target:
            return target + self.run + self.lent + self.rest
        bare = bare.rstrip()
        return bare + self.run + target[len(bare) :] + self.rest


def has_words(source: str) -> bool:
    """Whether there is anything to translate: a letter or a digit."""
    return any(map(str.isalnum, source))


def stretches(source: str, quotes: tuple[str, str] | None = None) -> Iterator[Stretch]:
    """``source`` cut behind the dash that it begins with, its speech and each run of emoji.

    ``quotes`` are put in the place of the quotation marks around speech, which is left whole
    without them.
    """
    dash = _DASH.match(source)
    at = dash.end() if dash else 0
    if dash:
        yield Stretch("", run=dash[0])
    lifted = set(_speech(source, at)) if quotes else set()
    for found in _CUT.finditer(source, at):
        mark = found["run"]
        if mark not in _OPENING + _END:
            yield _stretch(source, at, found, mark)
        elif found.start() not in lifted:
            continue
        elif quotes:
            yield _quoting(_stretch(source, at, found, quotes[mark in _END]), mark in _END)
        at = found.end()
    if at < len(source):
        yield Stretch(source[at:])


def _stretch(source: str, at: int, found: re.Match[str], run: str) -> Stretch:
    """The words from ``at`` on, and what was found behind them."""
    before = source[at : found.start()]
    words = before.rstrip()
    lends = found["marks"] and not words.endswith(tuple(_CLOSING))
    lent = found["gap"] + found["marks"] if lends else ""
    rest = source[found.end("run") + len(lent) : found.end()]
    return Stretch(words, before[len(words) :] + run, lent, rest)


def _quoting(stretch: Stretch, is_end: bool) -> Stretch:
    """The stretch without the spaces that French has inside its quotation marks."""
    if is_end:
        return replace(stretch, run=stretch.run.lstrip())
    return replace(stretch, rest=stretch.rest.lstrip())


def _speech(source: str, at: int) -> Iterator[int]:
    """Where, from ``at`` on, the outermost quotation marks around speech stand.

    Speech begins a segment or stands behind a colon, and fills the rest of it; it can go on from
    the segment before and into the next. Where words follow it (``« Oui », dit-il.``) it is left to
    the model, which would not know who says them.
    """
    last = next((n for n in reversed(range(len(source))) if source[n].isalnum()), -1)
    for start, end in _quotations(source):
        if end > last and (start < at or _begins(source, at, start)):
            yield from (start, end)


def _begins(source: str, at: int, start: int) -> bool:
    """Whether ``start`` is where speech begins: at ``at``, or behind a colon."""
    while start > at and source[start - 1].isspace():
        start -= 1
    return start <= at or source[start - 1] == ":"


def _quotations(source: str) -> Iterator[tuple[int, int]]:
    """The outermost quotations; -1 and the length stand for an edge that one reaches over."""
    opened: list[int] = []
    for quote in _QUOTE.finditer(source):
        if quote[0] in _OPENING:
            opened.append(quote.start())
        else:
            start = opened.pop() if opened else -1
            if not opened:
                yield start, quote.start()
    if opened:
        yield opened[0], len(source)
