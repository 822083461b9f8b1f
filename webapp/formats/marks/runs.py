"""Cuts a segment into runs, which are stretches of text with the same marks.

The engine knows no marks. A mark on a whole source holds for the whole target. ``placing`` finds
the place of a mark on some words by their translation alone (``wordings`` in a block's detail).
The marks of footnotes are removed before a source is translated. They return to the target at the
same relative distance.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from webapp.formats.edition import NOT_TRANSLATED, EditionBlock, MarkedBlock, Pair, target_or_notice
from webapp.text import Bare, Mark, MarkKind, marks_within, place_of
from webapp.text.placing import Role, Tag, elements, places


class StyledRun(NamedTuple):
    """Text with the kinds of its marks; ``href`` is the address of its link, "" without one.

    ``place`` is the number of the paragraph that an inner link leads to, 0 without one.
    """

    text: str
    kinds: frozenset[str] = frozenset()
    href: str = ""
    place: int = 0


def source_runs(block: EditionBlock, pair: Pair) -> list[StyledRun]:
    """The source of ``pair`` as runs; a highlight's colour is one of their kinds."""
    highlights = block.highlights.get(pair.start, ())
    coloured = (Mark(one.start, one.end, one.colour) for one in highlights)
    return list(_runs(pair.source, [*source_marks(block, pair), *coloured]))


def target_runs(block: EditionBlock, pair: Pair) -> list[StyledRun]:
    """The target of ``pair`` as runs, or the source in brackets that say it is not translated."""
    marks = source_marks(block, pair)
    if not marks:  # the common case, and a page has many segments
        return [StyledRun(target_or_notice(pair))]
    if pair.target is None:
        shift = len(NOT_TRANSLATED[0])
        moved = (mark._replace(start=mark.start + shift, end=mark.end + shift) for mark in marks)
        return list(_runs(target_or_notice(pair), moved))
    return list(_runs(*marked_target(block, pair, pair.target)))


def marked_target(block: MarkedBlock, pair: Pair, target: str) -> tuple[str, list[Mark]]:
    """A target of ``pair`` and its marks: as a person put them in its own, else as they are found.

    The target has the mark of each footnote of its source; one that it lacks stands at its end.
    """
    if pair.target_marks is not None and target == pair.target:
        return target, [Mark(*mark) for mark in pair.target_marks]
    marks = source_marks(block, pair)
    notes = [mark for mark in marks if mark.kind == MarkKind.NOTE]
    text, notes = _noted(pair.source, target, notes)
    others = [mark for mark in marks if mark.kind != MarkKind.NOTE]
    wordings = block.detail.get("wordings", {})
    return text, [*notes, *_placed(pair.source, text, others, wordings)]


def phrases(source: str, marks: Iterable[Mark]) -> list[str]:
    """The marked words of a source. Their translation alone shows their place in the target."""
    marked = elements(source, _tags(source, marks))
    return [source[element.start : element.end].strip() for element in marked]


def with_notes(bare: Bare, target: str) -> str:
    """The target of ``bare``, with the marks of footnotes that its source had."""
    if not bare.notes:
        return target
    tags = [Tag(note.offset, note.mark, Role.POINT) for note in bare.notes]
    pieces, at = [], 0
    for tag, offset in zip(tags, places(bare.text, target, tags, str), strict=True):
        place = offset if tag.offset < len(bare.text) else len(target)
        pieces += [target[at:place], tag.raw]
        at = place
    return "".join([*pieces, target[at:]])


def source_marks(block: MarkedBlock, pair: Pair) -> list[Mark]:
    """The marks of the source of ``pair``; they count from its start."""
    return marks_within(block.detail, pair.start, pair.end)


def _noted(source: str, target: str, notes: Sequence[Mark]) -> tuple[str, list[Mark]]:
    """The target and the marks of its footnotes. A missing mark is appended to the target."""
    held, missing, end = [], [], len(target)
    for note in reversed(notes):
        words = source[note.start : note.end]
        start = target.rfind(words, 0, end)
        if start < 0:
            missing.append(words)
        else:
            held.append(Mark(start, start + len(words), note.kind))
            end = start
    for words in reversed(missing):
        held.append(Mark(len(target), len(target) + len(words), MarkKind.NOTE))
        target += words
    return target, held


def _placed(
    source: str, target: str, marks: Sequence[Mark], wordings: Mapping[str, str]
) -> Iterator[Mark]:
    for mark in whole(source, marks):
        yield mark._replace(start=0, end=len(target))
    tags = _tags(source, marks)
    opened: list[int] = []
    where = places(source, target, tags, lambda words: wordings.get(words, ""))
    for tag, place in zip(tags, where, strict=True):
        if tag.role is Role.OPEN:
            opened.append(place)
        else:
            yield Mark(opened.pop(), place, tag.name, tag.raw)


def whole(source: str, marks: Iterable[Mark]) -> list[Mark]:
    """The marks that cover every word of the source."""
    words = [at for at, character in enumerate(source) if character.isalnum()]
    first, last = (words[0], words[-1]) if words else (len(source), -1)
    return [mark for mark in marks if mark.start <= first and mark.end > last]


def _tags(source: str, marks: Iterable[Mark]) -> list[Tag]:
    """Start and end tags, well nested, of the marks that cover some of the words."""
    words = [mark for mark in marks if mark.kind != MarkKind.NOTE]
    on_all = set(whole(source, words))
    some = (mark for mark in words if mark not in on_all)
    tags = []
    for number, mark in enumerate(nested(some)):
        opening = Tag(mark.start, mark.href, Role.OPEN, mark.kind)
        closing = Tag(mark.end, mark.href, Role.CLOSE, mark.kind)
        tags += [
            ((mark.start, True, -mark.end, number), opening),
            ((mark.end, False, -mark.start, -number), closing),
        ]
    return [tag for _, tag in sorted(tags, key=itemgetter(0))]


def nested(marks: Iterable[Mark]) -> Iterator[Mark]:
    """The marks, well nested: a mark that crosses the end of another is cut in two there."""
    waiting = [(mark.start, -mark.end, mark) for mark in marks]
    heapify(waiting)
    enclosing: list[Mark] = []
    while waiting:
        mark = heappop(waiting)[-1]
        while enclosing and enclosing[-1].end <= mark.start:
            enclosing.pop()
        if enclosing and mark.end > enclosing[-1].end:
            rest = mark._replace(start=enclosing[-1].end)
            heappush(waiting, (rest.start, -rest.end, rest))
            mark = mark._replace(end=rest.start)
        enclosing.append(mark)
        yield mark


def _runs(text: str, marks: Iterable[Mark]) -> Iterator[StyledRun]:
    waiting = sorted(marks, reverse=True)
    edges = sorted({0, len(text), *(m.start for m in waiting), *(m.end for m in waiting)})
    open_marks: list[Mark] = []
    for start, end in pairwise(edges):
        while waiting and waiting[-1].start <= start:
            open_marks.append(waiting.pop())
        open_marks = [mark for mark in open_marks if mark.end > start]
        links = (mark.href for mark in open_marks if mark.kind != MarkKind.PLACE)
        place = max(map(place_of, open_marks), default=0)
        if text[start:end]:
            kinds = frozenset(mark.kind for mark in open_marks)
            yield StyledRun(text[start:end], kinds, next(filter(None, links), ""), place)
