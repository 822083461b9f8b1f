"""What stays as it is in every language: addresses, placeholders, code, emoji, numbers of things.

One expression made of the patterns of webapp.text.exact.kept_kinds is tried from left to right,
each row before the next, so that what stands inside another span is part of that.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from webapp.text.exact.kept_kinds import KINDS


@dataclass(frozen=True, slots=True)
class KeptSpan:
    """Half-open offsets, in code points, of something that stays, and its kind's name."""

    start: int
    end: int
    kind: str


#: The kind of the words that somebody asked to keep.
TERM = "term"
_HINTS = {plain: {kind.hint for kind in KINDS if kind.plain is plain} for plain in (False, True)}


@cache
def _pattern(hints: frozenset[re.Pattern[str]], plain: bool) -> re.Pattern[str]:
    """Any of the kinds that have one of these hints."""
    kinds = [n for n, kind in enumerate(KINDS) if kind.plain is plain and kind.hint in hints]
    return re.compile("|".join(f"(?P<k{n}> {KINDS[n].pattern} )" for n in kinds), re.VERBOSE)


def kept_spans(
    source: str, named: Iterable[tuple[int, int]] = (), *, plain: bool = False
) -> Iterator[KeptSpan]:
    """The spans of ``source`` that stay, in order, the ``named`` ones too (terms).

    Neighbours without anything between them are one. Those of ``plain`` kinds are left out, or, if
    asked for, are the only ones.
    """
    spans = list(single_spans(source, plain=plain))
    spans += [KeptSpan(start, end, TERM) for start, end in named]
    spans.sort(key=lambda span: (span.start, -span.end))
    last: KeptSpan | None = None
    for span in spans:
        if last is None or span.start > last.end:
            if last:
                yield last
            last = span
        elif span.end > last.end:
            last = replace(last, end=span.end)
    if last:
        yield last


def single_spans(source: str, *, plain: bool = False) -> Iterator[KeptSpan]:
    """The spans as ``kept_spans`` gives them, each of one kind: neighbours are not joined."""
    hints = frozenset(hint for hint in _HINTS[plain] if hint.search(source))
    return map(_span, _pattern(hints, plain).finditer(source) if hints else ())


def _span(match: re.Match[str]) -> KeptSpan:
    return KeptSpan(*match.span(), KINDS[int(str(match.lastgroup)[1:])].name)
