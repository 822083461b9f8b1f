"""The marks of a segment as the inline codes of exchange files, and such codes as marks again.

A code has a number in its segment, from 1, that its source and its target share. Pairs of codes are
well nested; a mark that crosses another is cut in two for that. The marks of footnotes and the line
breaks in code are codes that stand alone, in the place of the words that they have.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from webapp.formats.edition import MarkedBlock, Pair
from webapp.formats.escaping import escaped
from webapp.formats.marks.runs import marked_target, nested, source_marks, whole
from webapp.text import Mark, MarkKind

#: The kind of a code that is a line break, beside those of MarkKind.
LINE = "line"
#: The kinds of codes that stand alone.
ALONE = frozenset([MarkKind.NOTE, LINE])

_BREAK = re.compile(r"\n")


class Code(NamedTuple):
    """A mark with its number; the offsets are half-open, in code points of source or target."""

    number: int
    start: int
    end: int
    kind: str
    href: str = ""

    @property
    def is_alone(self) -> bool:
        """Whether it stands in the place of its words, in which no other code can be."""
        return self.kind in ALONE


class Span(NamedTuple):
    """A code as a file has it: ``key`` is its name there."""

    key: str
    start: int
    end: int
    is_alone: bool


class Spelling(NamedTuple):
    """How a format writes codes; ``alone`` is given the words of the code, escaped."""

    opening: Callable[[Code], str]
    closing: Callable[[Code], str]
    alone: Callable[[Code, str], str]


def source_codes(block: MarkedBlock, pair: Pair) -> list[Code]:
    """The codes of the source of ``pair``, each before those inside it."""
    marks = source_marks(block, pair)
    words = [mark for mark in marks if mark.kind != MarkKind.NOTE]
    on_all = whole(pair.source, words)
    some = nested(mark for mark in words if mark not in on_all)
    spans = [mark._replace(start=0, end=len(pair.source)) for mark in on_all]
    alone = [mark for mark in marks if mark.kind == MarkKind.NOTE] + _breaks(pair.source)
    ordered = sorted([*spans, *some, *alone], key=_outer_first)
    return [Code(number, *mark) for number, mark in enumerate(ordered, 1)]


def target_codes(block: MarkedBlock, pair: Pair, target: str) -> tuple[str, list[Code]]:
    """A target of ``pair``, with the marks of all its footnotes, and its codes.

    Codes of one kind are told apart by their order, those of notes by their words.
    """
    text, marks = marked_target(block, pair, target)
    waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for code in reversed(source_codes(block, pair)):
        waiting[_likeness(code, pair.source)].append(code.number)
    ordered = sorted([*marks, *_breaks(text)], key=_outer_first)
    numbers = ((mark, waiting[_likeness(mark, text)]) for mark in ordered)
    return text, [Code(left.pop(), *mark) for mark, left in numbers if left]


def spelled(text: str, codes: Iterable[Code], spelling: Spelling) -> str:
    """``text`` as the content of an element, with its codes."""
    return "".join(_spelled(text, codes, spelling))


def _spelled(text: str, codes: Iterable[Code], spelling: Spelling) -> Iterator[str]:
    at = 0
    opened: list[Code] = []
    for code in sorted(codes, key=_outer_first):
        while opened and opened[-1].end <= max(code.start, at):
            yield escaped(text[at : opened[-1].end])
            at = max(at, opened[-1].end)
            yield spelling.closing(opened.pop())
        start = max(at, code.start)
        end = max(start, min(code.end, opened[-1].end if opened else len(text)))
        yield escaped(text[at:start])
        at = start
        if code.is_alone:
            yield spelling.alone(code, escaped(text[start:end]))
            at = end
        else:
            yield spelling.opening(code)
            opened.append(code._replace(start=start, end=end))
    for code in reversed(opened):
        yield escaped(text[at : code.end])
        at = max(at, code.end)
        yield spelling.closing(code)
    yield escaped(text[at:])


def moved_marks(
    block: MarkedBlock, pair: Pair, sources: Sequence[Span], target: str, targets: Sequence[Span]
) -> list[Mark] | None:
    """The marks of a target that a file gives, by the codes of its source and of its target.

    None where they stand there already, and where the codes of the source are not those of
    ``pair``, so that they say nothing of its marks.
    """
    codes = source_codes(block, pair)
    if not codes or [_place(code) for code in codes] != [_place(span) for span in sources]:
        return None
    kinds = {span.key: code for span, code in zip(sources, codes, strict=True)}
    marks = [
        Mark(span.start, span.end, kinds[span.key].kind, kinds[span.key].href)
        for span in targets
        if kinds[span.key].kind != LINE
    ]
    if target == pair.target and _stand_there(block, pair, target, marks):
        return None
    return marks


def _stand_there(block: MarkedBlock, pair: Pair, target: str, marks: Sequence[Mark]) -> bool:
    text, codes = target_codes(block, pair, target)
    placed = [Mark(*code[1:]) for code in codes if code.kind != LINE]
    return text == target and sorted(placed) == sorted(marks)


def _place(code: Code | Span) -> tuple[int, int, bool]:
    return code.start, code.end, code.is_alone


def _likeness(mark: Mark | Code, text: str) -> tuple[str, ...]:
    words = text[mark.start : mark.end] if mark.kind in ALONE else ""
    return mark.kind, mark.href, words


def _breaks(text: str) -> list[Mark]:
    return [Mark(*match.span(), LINE) for match in _BREAK.finditer(text)]


def _outer_first(mark: Mark | Code) -> tuple[int, int, bool]:
    return mark.start, -mark.end, mark.kind in ALONE
