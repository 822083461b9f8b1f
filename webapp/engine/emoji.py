"""Emoji go round the model, which would change or drop them, and come back where they were.

At a segment's ends they stay with their spaces; inside it they come back behind the word that is as
far in the target as theirs was in the source.
"""

import re
from dataclasses import dataclass

from webapp.engine.interface import Translation

_BASE = "[\U0001f000-\U0001faff\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff]"
_ONE = rf"(?:{_BASE}|[0-9#*]\ufe0f?\u20e3)[\ufe0f\u200d\U000e0020-\U000e007f]*"
_RUN = re.compile(rf"\s*{_ONE}(?:\s*{_ONE})*\s*")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True)
class Lifted:
    """A source without its emoji.

    ``before`` and ``after`` stood at its ends; ``inner`` tells of each other run which share of
    the words (0 to 1) stood before it.
    """

    text: str
    before: str = ""
    after: str = ""
    inner: tuple[tuple[float, str], ...] = ()

    def restored(self, translation: Translation) -> Translation:
        """The translation of ``text`` with the emoji in it, in every hypothesis."""
        if not (self.before or self.after or self.inner):
            return translation
        others = tuple(map(self._with_emoji, translation.alternatives))
        return Translation(self._with_emoji(translation.target), translation.score, others)

    def _with_emoji(self, target: str) -> str:
        ends = [match.end() for match in _WORD.finditer(target)] or [len(target)]
        pieces, at = [self.before], 0
        for share, emoji in self.inner:
            place = ends[max(0, round(share * len(ends)) - 1)]
            pieces += [target[at:place], emoji.rstrip()]
            at = place
        return "".join([*pieces, target[at:], self.after])


def lifted(source: str) -> Lifted:
    """``source`` parted from its emoji."""
    runs = list(_RUN.finditer(source))
    if not runs:
        return Lifted(source)
    before = runs.pop(0)[0] if runs[0].start() == 0 else ""
    after = runs.pop()[0] if runs and runs[-1].end() == len(source) else ""
    words = len(_WORD.findall(source))
    inner = []
    pieces, at = [], len(before)
    for run in runs:
        inner.append((len(_WORD.findall(source[: run.start()])) / max(1, words), run[0]))
        follows = source[run.end()].isalnum()
        pieces += [source[at : run.start()], " " if follows else ""]
        at = run.end()
    pieces.append(source[at : len(source) - len(after)])
    return Lifted("".join(pieces), before, after, tuple(inner))
