"""Writes the structure of a printed edition into its PDF, as PDF/UA-1 (ISO 14289-1) wants it."""

from collections.abc import Iterator, Sequence
from typing import IO, BinaryIO, cast

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, String

from webapp.formats.writers.pdf.structure import HEADING_CELL, NOTE, Structure, StructureElement


def tag(printed: IO[bytes], structure: Structure, tagged: IO[bytes]) -> None:
    """Write the PDF ``printed``, whose passages have their numbers, to ``tagged`` with its tags."""
    with Pdf.open(cast("BinaryIO", printed)) as pdf:
        pdf.Root.StructTreeRoot = _Tree(pdf, structure).root
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        del pdf.docinfo["/Trapped"]  # XMP has no such field
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata.load_from_docinfo(pdf.docinfo)
            metadata["pdfuaid:part"] = "1"
        pdf.save(
            cast("BinaryIO", tagged),
            min_version="1.7",
            object_stream_mode=ObjectStreamMode.generate,
        )


class _Tree:
    """The objects of the elements, and which of them each passage and link belongs to."""

    def __init__(self, pdf: Pdf, structure: Structure) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._links = dict(_numbered_links(self._pages))
        self._objects: dict[StructureElement, Object] = {}
        self._notes: list[Object | String] = []
        self.root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.root.K = Array([self._written(structure.root, self.root)])
        self.root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(self._parents(structure))))
        self.root.IDTree = pdf.make_indirect(Dictionary(Names=Array(self._notes)))

    def _written(self, element: StructureElement, parent: Object) -> Object:
        written = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{element.role}"), P=parent)
        )
        self._objects[element] = written
        if element.language:
            written.Lang = String(element.language)
        if element.role == HEADING_CELL:
            written.A = Dictionary(O=Name.Table, Scope=Name.Column)
        if element.role == NOTE:
            written.ID = String(f"note{len(self._notes):09}")
            self._notes += [written.ID, written]
        children = [self._written(child, written) for child in element.children]
        written.K = Array([*self._drawn(element), *children])
        return written

    def _drawn(self, element: StructureElement) -> Iterator[Object]:
        """What is on pages of an element itself: its passages, or the place of a link."""
        for page, number in element.passages:
            yield Dictionary(Type=Name.MCR, Pg=self._pages[page], MCID=number)
        if element.link is not None:
            link, page_object = self._links[element.link]
            yield Dictionary(Type=Name.OBJR, Obj=link, Pg=page_object)

    def _parents(self, structure: Structure) -> Iterator[Object | int]:
        """The numbers of links, each with its element, and of pages, each with those on it."""
        for number, element in enumerate(structure.links):
            yield from (number, self._objects[element])
        for number, passages in enumerate(structure.pages, len(structure.links)):
            page = self._pages[number - len(structure.links)]
            page.StructParents, page.Tabs = number, Name.S
            yield from (number, Array([self._objects[element] for element in passages]))


def _numbered_links(pages: Sequence[Object]) -> Iterator[tuple[int, tuple[Object, Object]]]:
    """Each link with its page, by its number."""
    for page in pages:
        for link in page.get("/Annots", []):
            yield int(link.StructParent), (link, page)
