"""What the model would change or drop goes round it: emoji, and the dash before what is said.

A source is cut behind these and each stretch of words is translated alone, so that none can get
between other words than in the source. The marks that follow an emoji (``Tu viens 😀 ?``) go to the
model with the words before it, to which they belong.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BASE = "[\U0001f000-\U0001faff\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff]"
_ONE = rf"(?:{_BASE}|[0-9#*]\ufe0f?\u20e3)[\ufe0f\u200d\U000e0020-\U000e007f]*"
_MARKS = r"[.,;:!?…)\]»”]+"
_EMOJI = re.compile(rf"(?P<run>{_ONE}(?:\s*{_ONE})*)(?P<gap>\s*)(?:(?P<marks>{_MARKS})\s*)?")
#: Before what somebody says, and before the items of a list that is plain text.
_DASH = re.compile(r"\s*+(?:[-–—•·]|--)(?:\s+(?=\S)|(?=[^\W\d_a-zà-ÿ]))")
_CLOSING = re.compile(rf"\s*{_MARKS}$")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words and the emoji behind them, if any.

    ``lent`` are the marks behind the emoji that go to the model with the words, and ``rest`` is
    what follows, up to the next words.
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
        """Whether there is anything to translate: a letter or a digit."""
        return any(map(str.isalnum, self.words))

    def restored(self, target: str) -> str:
        """The target of ``text`` with the emoji in it; what has no words is as in the source."""
        if not self.has_words:
            return self.words + self.run + self.lent + self.rest
        if not self.lent:
            return target + self.run + self.rest
        closing = _CLOSING.search(target)
        marks = closing[0] if closing else self.lent
        return target[: closing.start() if closing else None] + self.run + marks + self.rest


def stretches(source: str) -> Iterator[Stretch]:
    """``source`` cut behind the dash that it begins with and behind each of its runs of emoji."""
    dash = _DASH.match(source)
    at = dash.end() if dash else 0
    if dash:
        yield Stretch("", run=dash[0])
    for found in _EMOJI.finditer(source, at):
        before = source[at : found.start()]
        words = before.rstrip()
        lends = found["marks"] and not _CLOSING.search(words)
        lent = found["gap"] + found["marks"] if lends else ""
        run = before[len(words) :] + found["run"]
        yield Stretch(words, run, lent, source[found.end("run") + len(lent) : found.end()])
        at = found.end()
    if at < len(source):
        yield Stretch(source[at:])
