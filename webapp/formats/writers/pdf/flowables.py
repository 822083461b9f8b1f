"""Draws paragraphs as elements of the structure; all else on a page is an artifact."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from webapp.formats.writers.pdf.structure import Structure, StructureElement

_ARTIFACT, _END = "/Artifact BMC", "EMC"


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas that notes in a structure what is drawn of each element."""

    def __init__(self, *arguments: Any, structure: Structure, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._structure = structure
        self._element: StructureElement | None = None

    def begin_page(self) -> None:
        """Begin a page; what is drawn belongs to no element."""
        self._structure.begin_page()
        self.addLiteral(_ARTIFACT)

    def end_page(self) -> None:
        """End what ``begin_page`` began."""
        self.addLiteral(_END)

    @contextmanager
    def within(self, element: StructureElement) -> Iterator[None]:
        """Draw what belongs to an element."""
        number = self._structure.passage(element)
        self.addLiteral(f"{_END}\n/{element.role} <</MCID {number}>> BDC")
        self._element = element
        yield
        self._element = None
        self.addLiteral(f"{_END}\n{_ARTIFACT}")

    def linkURL(self, url: str, rect: Any, **options: Any) -> None:  # noqa: N802, of ReportLab
        """Add a link, which is an element within the one that is drawn."""
        if self._element is not None:
            options["StructParent"] = self._structure.link(self._element)
        super().linkURL(url, rect, Contents=PDFString(url), **options)


class TaggedParagraph(Paragraph):  # type: ignore[misc]
    """A paragraph that is ``element`` of the structure, on as many pages as it takes."""

    element: StructureElement

    def draw(self) -> None:
        """Draw it on its TaggedCanvas."""
        with self.canv.within(self.element):
            super().draw()

    def split(self, width: float, height: float) -> list[Any]:
        """Its parts for this page and for the next, both of its element."""
        parts: list[Any] = super().split(width, height)
        for part in parts:
            part.element = self.element
        return parts
