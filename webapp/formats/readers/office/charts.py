"""Reads the words of charts: titles, and the names of series and categories that they keep."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from webapp.formats.archive import Archive
from webapp.formats.markup import Element, xml_tree
from webapp.formats.readers.flow import Flow, Slot
from webapp.formats.readers.imported import ImportedBlock, one_line
from webapp.formats.readers.office.drawing import drawn_paragraphs, drawn_words
from webapp.text import Detail, ParagraphKind

#: Where a chart keeps the texts of cells of a table, which it shows until the table changes.
_KEPT = ("{*}strCache", "{*}strLit")


@dataclass(slots=True)
class Chart:
    """A chart: its part, its tree, its words, and where it repeats the words of an element."""

    name: str
    root: Element
    flows: list[Flow]
    #: The first element with some words, by each later element with the same.
    repeated: dict[Element, Element] = field(default_factory=dict)

    def repeat(self) -> None:
        """Write what has become of the words of an element wherever they are repeated."""
        for element, first in self.repeated.items():
            element.text = first.text


def chart_of(archive: Archive, name: str, counts: Counter[str], *, has_cells: bool) -> Chart:
    """The chart in a part; ``has_cells`` adds the texts of cells that it keeps."""
    chart = Chart(name, xml_tree(archive.read(name)), [])
    for paragraph in drawn_paragraphs(chart.root):
        words = drawn_words(paragraph, {}, counts)
        if words is not None:
            chart.flows.append(words.flow(ParagraphKind.TEXT, Detail()))
    if has_cells:
        chart.flows += _cells(chart)
    return chart


def _cells(chart: Chart) -> Iterator[Flow]:
    firsts: dict[str, Element] = {}
    for kept in chart.root.iter(*_KEPT):
        for value in kept.iter("{*}v"):
            text = one_line(value.text)
            if not any(map(str.isalpha, text)):
                continue
            if text in firsts:
                chart.repeated[value] = firsts[text]
                continue
            firsts[text] = value
            yield Flow(ImportedBlock(text), (Slot(value, "text", 0, len(text)),))
