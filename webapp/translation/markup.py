"""Translates HTML and XML, and keeps every tag, attribute, entity and comment as it is.

The running text of a block is cut into segments across its inline tags and translated as plain
text. Then the tags are put back where ``placing`` finds their places.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from webapp.formats.slices.markup import runs
from webapp.formats.slices.running_text import HTML, Dialect, RunningText
from webapp.text import split_text
from webapp.text.placing import Tag
from webapp.text.segmentation.segments import segment_spans
from webapp.translation.batches import TranslationOf
from webapp.translation.marked_segment import MarkedSegment
from webapp.translation.texts import AlignedSegment

_Item = str | MarkedSegment


@dataclass(frozen=True, slots=True)
class AlignedMarkup:
    """Translated markup: raw slices and, in place of every segment, its hypotheses as markup."""

    items: Sequence[str | Sequence[str]]
    aligned: Sequence[AlignedSegment]

    @property
    def target(self) -> str:
        """The whole translation."""
        return self._joined(0)

    @property
    def segments(self) -> Sequence[AlignedSegment]:
        """All segments as plain text, with their offsets in the markup."""
        return self.aligned

    def alternative(self, rank: int) -> str:
        """The translation with the ``rank``-th other hypothesis of every segment, from 0."""
        return self._joined(rank + 1)

    def _joined(self, rank: int) -> str:
        return "".join(
            item if isinstance(item, str) else item[rank if rank < len(item) else 0]
            for item in self.items
        )


@dataclass(frozen=True, slots=True)
class MarkupOutline:
    """Markup cut into segments and the raw slices between them."""

    items: Sequence[_Item]

    @property
    def segments(self) -> list[MarkedSegment]:
        """Its segments in reading order."""
        return [item for item in self.items if not isinstance(item, str)]

    def filled(self, translation_of: TranslationOf) -> AlignedMarkup:
        """The markup with all segments translated."""
        items: list[str | list[str]] = []
        aligned: list[AlignedSegment] = []
        for item in self.items:
            if isinstance(item, str):
                items.append(item)
            else:
                translation, renderings = item.rendered(translation_of)
                items.append([rendering.markup for rendering in renderings])
                aligned.append(item.aligned(translation, renderings))
        return AlignedMarkup(items, aligned)


def outline_markup(source: str, language: str, dialect: Dialect = HTML) -> MarkupOutline:
    """Cut markup into segments across its inline tags."""
    return outline_runs(runs(source, dialect), language)


def outline_runs(runs: Iterable[RunningText | str], language: str) -> MarkupOutline:
    """Cut runs of text into segments across inline tags; raw slices between them stay."""
    items: list[_Item] = []
    for run in runs:
        items += [run] if isinstance(run, str) else _items(run, language)
    return MarkupOutline(items)


def _items(run: RunningText, language: str) -> Iterator[_Item]:
    """The segments of a run, and the raw slices before, between and after them."""
    marks = run.marks
    at, seen = 0, 0
    for start, end in [*_spans(run, language), (len(run.characters), len(run.characters) + 1)]:
        first = _first_after(marks, start, seen)
        yield run.written(at, start, marks[seen:first])
        seen = _first_after(marks, end - 1, first)
        if end <= len(run.characters):
            yield MarkedSegment(run, start, end, marks[first:seen])
        at = end


def _first_after(marks: Sequence[Tag], offset: int, index: int) -> int:
    """The index of the first mark behind ``offset``, from ``index`` on."""
    while index < len(marks) and marks[index].offset <= offset:
        index += 1
    return index


def _spans(run: RunningText, language: str) -> list[tuple[int, int]]:
    if not run.preformatted:
        return segment_spans(run.text, language)
    return [
        (paragraph.start + segment.start, paragraph.start + segment.end)
        for paragraph in split_text(run.text, language)
        for segment in paragraph.segments
    ]
