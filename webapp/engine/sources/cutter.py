"""Cuts a text into pieces that the model takes whole."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from webapp.engine.sources.clauses import cut
from webapp.engine.sources.pieces import (
    MOST_SIGNS,
    SignedPiece,
    signs_in,
    stand_ins,
    with_stand_ins,
)
from webapp.text.segmentation.segments import segment_spans

_INNER_END = re.compile(r"[.!?…][\s»”\")\]]*\s+\S")


@dataclass(frozen=True, slots=True)
class Cutter:
    """Makes pieces of at most ``longest`` tokens, MOST_SIGNS signs and one sentence.

    Of several sentences, models translate the first and drop others.
    """

    language: str
    encode: Callable[[str], Sequence[str]]
    placeholders: Sequence[str]
    longest: int

    def piece(self, text: str) -> SignedPiece:
        """One piece; without tokens when it is more than the model can take."""
        count = len(signs_in(text))
        if count > MOST_SIGNS:
            return SignedPiece(text, (), ())
        supply = stand_ins(text, count, self.placeholders)
        tokens = self.encode(with_stand_ins(text.strip(), supply))
        return SignedPiece(text, tokens if len(tokens) <= self.longest else (), supply)

    def pieces(self, text: str) -> list[SignedPiece]:
        """The pieces of ``text``, each with the spaces behind it; without tokens, one stays."""
        piece = cache(self.piece)
        return [
            piece(part)
            for sentence in self._sentences(text)
            for part in cut(sentence, lambda part: bool(piece(part).tokens))
        ]

    def _sentences(self, text: str) -> list[str]:
        """The sentences of ``text``, each with the spaces behind it."""
        if not _INNER_END.search(text):
            return [text]
        starts = [start for start, _ in segment_spans(text, self.language)]
        return [text[a:b] for a, b in pairwise([0, *starts[1:], len(text)])]
