"""Pieces: what the model takes at once, and which of its targets have all that must be in them.

The model reads stand-ins for signs (``webapp.engine.sources.shadow``): the placeholders of its
package or, where it has none, numbers of two figures. Of eleven kinds of words tried in 120
sentences of an encyclopaedia (207 stand-ins) these came through the bundled package 0.4, which has
no placeholders, most surely: in 98 % of the sentences all were in the target once each; of years in
96 %, of X1 and ABC1 in 95 %, of surnames in 95 %, of BBC and the like in 89 %. Of the placeholders
of 0.5 all were in 97 %, and in 98 % of the sentences in one of four hypotheses.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.engine.sources.shadow import SIGN

#: Signs that one piece can have.
MOST_SIGNS = 8
#: Pieces of fewer tokens are never taken for no prose.
LEAST_TOKENS = 24
#: A piece that has as many tokens for each letter is spelled rather than read, as 3 are of 7,000
#: sentences of news and of FLORES.
SPELLED_SHARE = 0.4
#: A piece of whose tokens so many are quotation marks quotes word by word; of those sentences none
#: does (the most is 0.26). One of whose tokens so many are figures has them word by word: of 8,600
#: pieces of news, FLORES and law none does (the most is 0.55, a list of articles).
QUOTED_SHARE, FIGURES_SHARE = 0.4, 0.6
_QUOTATION_MARK = re.compile(r'["«»“”„‹›]')
_FIGURE = re.compile(r"\d")
#: What an English target glues to a stand-in as if it were a word of its own.
_GLUED = re.compile(rf"{SIGN}(?:s|es|th|st|nd|rd)\b")
_A_SIGN = re.compile(SIGN)


def signs_in(text: str) -> list[str]:
    """The signs of a text, in order."""
    return _A_SIGN.findall(text)


@dataclass(frozen=True, slots=True)
class SignedPiece:
    """A text to be sent, its tokens, and the stand-ins for its signs, in order."""

    text: str
    tokens: Sequence[str]
    stand_ins: Sequence[str]

    def read(self, target: str) -> str | None:
        """A target with the signs in it; None unless each stands there once."""
        signs = signs_in(self.text)
        for sign, stand_in in zip(signs, self.stand_ins, strict=True):
            before, *behind = _occurrence(stand_in).split(target)
            if len(behind) != 1:
                return None
            target = before + sign + behind[0]
        return None if _GLUED.search(target) else _spaced(self.text, target, signs)


def is_odd(tokens: Sequence[str]) -> bool:
    """Whether a piece is no prose: spelled, or with quotation marks or figures word by word."""
    return is_spelled(tokens) or is_littered(tokens)


def is_spelled(tokens: Sequence[str]) -> bool:
    """Whether the vocabulary has no words for a piece, as for letters in no order."""
    many = len(tokens) >= LEAST_TOKENS
    return many and len(tokens) >= SPELLED_SHARE * len("".join(tokens))


def is_littered(tokens: Sequence[str]) -> bool:
    """Whether all but each word of a piece stands in quotation marks or by figures."""
    shares = (_QUOTATION_MARK, QUOTED_SHARE), (_FIGURE, FIGURES_SHARE)
    return len(tokens) >= LEAST_TOKENS and any(
        sum(bool(sign.search(token)) for token in tokens) >= share * len(tokens)
        for sign, share in shares
    )


def with_stand_ins(text: str, stand_ins: Sequence[str]) -> str:
    """``text`` as the model reads it."""
    supply = iter(stand_ins)

    def replaced(match: re.Match[str]) -> str:
        stand_in = next(supply)
        if not stand_in.isdecimal():
            return stand_in
        before, behind = text[match.start() - 1 : match.start()], text[match.end() :][:1]
        return " " * before.isalnum() + stand_in + " " * behind.isalnum()

    return _A_SIGN.sub(replaced, text)


def _occurrence(stand_in: str) -> re.Pattern[str]:
    if stand_in.isdecimal():
        return re.compile(rf"(?<![\w.,]){stand_in}(?!\w|[.,]\d)")
    return re.compile(re.escape(stand_in))


def stand_ins(text: str, count: int, placeholders: Sequence[str]) -> Sequence[str]:
    """Stand-ins for the ``count`` signs of ``text``, none of which it has already."""
    if placeholders or not count:
        return placeholders[:count]
    decade = next((n for n in (6, 7, 8, 9, 5, 4, 3, 2) if not re.search(rf"{n}\d", text)), 6)
    return [f"{decade}{n + 1}" for n in range(count)]


def _spaced(source: str, target: str, signs: Sequence[str]) -> str:
    """The target with the spaces of the source around its signs: none glued to a word, or apart."""
    for sign in signs:
        before, _, behind = target.partition(sign)
        left, _, right = source.partition(sign)
        before = _joint(before, left, at_end=True)
        behind = _joint(behind, right, at_end=False)
        target = before + sign + behind
    return target


def _joint(target: str, source: str, *, at_end: bool) -> str:
    """What stands beside a sign in the target, with a space, or without, as in the source."""
    edge = slice(-1, None) if at_end else slice(1)
    bare = target.rstrip(" ") if at_end else target.lstrip(" ")
    is_word = bare[edge].isalnum() or bool(_A_SIGN.match(bare[edge]))
    was_word = source[edge].isalnum() or bool(_A_SIGN.match(source[edge]))
    if not is_word or (was_word and bare == target) or (not was_word and bare != target):
        return target
    if was_word:
        return bare
    return f"{target} " if at_end else f" {target}"
