"""Reads XLSX: sheet by sheet its name, the cells with words, text boxes and titles of charts."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from webapp.errors import UnreadableDocument
from webapp.formats.active_office import has_active_parts
from webapp.formats.archive import Archive
from webapp.formats.markup import Element, xml_tree
from webapp.formats.readers.flow import Flow
from webapp.formats.readers.imported import (
    PAGE_FRAME,
    ImportedBlock,
    ImportedDocument,
    one_line,
)
from webapp.formats.readers.office.assembling import MACROS, office_document, properties_of
from webapp.formats.readers.office.comments import comments_of
from webapp.formats.readers.office.drawing import drawn_paragraphs, drawn_words
from webapp.formats.readers.office.package import OfficeArchive, main_part
from webapp.formats.readers.office.relations import (
    RELATION,
    Relation,
    links_of,
    parts_of,
    relations_of,
)
from webapp.formats.readers.office.xlsx_cells import Cells, S, cell_text
from webapp.formats.readers.office.xlsx_names import KEPT_NAMES, named_texts
from webapp.text import Detail, ParagraphKind

_WORKBOOK = "xl/workbook.xml"
_MACROS = "xl/vbaProject.bin"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}pic"
#: What is no text in the headers and footers of a sheet: fonts, sizes, fields.
_CODES = re.compile(r'&"[^"]*"|&[A-Z0-9]|&')


#: The folders of the parts that name texts of cells, beside the sheets.
_NAMING = ("xl/tables/", "xl/pivotCache/pivotCacheDefinition")
_COMMENTS = ("comments", "threadedComment")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet: what it is called, its part and the tree of that."""

    title: str
    name: str
    root: Element

    @property
    def heading(self) -> Flow:
        """Its name, which stays as it is: formulas use it."""
        return Flow(ImportedBlock(self.title, ParagraphKind.HEADING, Detail(level=1)), ())


@dataclass(frozen=True, slots=True)
class Workbook:
    """The trees of a workbook's parts with words, and its blocks, sheet by sheet."""

    parts: dict[str, Element]
    flows: list[Flow]


def read_xlsx(data: bytes, *, with_asides: bool = False) -> ImportedDocument:
    """The sheets of a workbook; raises UnreadableDocument, TooLarge.

    ``with_asides`` has the comments of each sheet after its cells.
    """
    counts: Counter[str] = Counter()
    with OfficeArchive(data) as archive:
        workbook = workbook_of(archive, counts, with_asides=with_asides)
        flows = workbook.flows
        properties = properties_of(archive)
        counts[MACROS] += _MACROS in archive
        has_active = has_active_parts(archive, workbook.parts)
    if not any(entry.block.kind != ParagraphKind.HEADING for entry in flows):
        raise UnreadableDocument("This workbook has no text.")
    notices = () if counts[MACROS] else (KEPT_NAMES,)
    blocks = [entry.block for entry in flows]
    return office_document(data, blocks, properties, counts, has_active=has_active, notices=notices)


def workbook_of(archive: Archive, counts: Counter[str], *, with_asides: bool = False) -> Workbook:
    """The parts of ``archive`` that have words; adds to ``counts`` what is left out.

    ``with_asides`` is that of ``read_xlsx``.
    """
    main = main_part(archive, _WORKBOOK)
    book = xml_tree(archive.read(main))
    relations = relations_of(archive, main)
    sheets = list(_sheets(archive, book, relations, counts))
    parts = {sheet.name: sheet.root for sheet in sheets}
    names = parts_of(archive, relations, "sharedStrings")
    parts |= {name: xml_tree(archive.read(name)) for name in names}
    strings = [cell_text(item) for name in names for item in parts[name].iterchildren(f"{S}si")]
    naming = [xml_tree(archive.read(n)) for n in archive.names if n.startswith(_NAMING)]
    named = named_texts([book, *naming, *(sheet.root for sheet in sheets)])
    cells, flows = Cells(strings, named, counts), list[Flow]()
    for sheet in sheets:
        flows.append(sheet.heading)
        flows += cells.of_sheet(sheet.root)
        for part, root in _drawings(archive, sheet.name, counts):
            parts[part] = root
            flows += _boxes(root, links_of(relations_of(archive, part)), counts)
        names = parts_of(archive, relations_of(archive, sheet.name), *_COMMENTS)
        for comments in comments_of(archive, names, counts, with_asides=with_asides):
            parts[comments.name] = comments.root
            flows += comments.flows
    return Workbook(parts, flows)


def _sheets(
    archive: Archive, book: Element, relations: Iterable[Relation], counts: Counter[str]
) -> Iterator[_Sheet]:
    """The sheets that are shown, in their order."""
    targets = {entry.key: entry.target for entry in relations}
    for entry in book.iterfind(f"{S}sheets/{S}sheet"):
        name = targets.get(entry.get(RELATION, ""), "")
        if entry.get("state", "visible") != "visible":
            counts["hidden sheet"] += 1
        elif name in archive:
            root = xml_tree(archive.read(name))
            frames = root.iterfind(f"{S}headerFooter/*")
            counts[PAGE_FRAME] |= any(_has_letters(frame.text or "") for frame in frames)
            yield _Sheet(one_line(entry.get("name", "")), name, root)


def _has_letters(frame: str) -> bool:
    return any(map(str.isalpha, _CODES.sub("", frame)))


def _drawings(archive: Archive, sheet: str, counts: Counter[str]) -> Iterator[tuple[str, Element]]:
    """The drawings of a sheet and their charts, each with the tree of its part."""
    relations = relations_of(archive, sheet)
    for drawing in parts_of(archive, relations, "drawing"):
        root = xml_tree(archive.read(drawing))
        counts["picture"] += sum(1 for _ in root.iter(_PICTURE))
        counts["diagram"] += sum(1 for _ in root.iter("{*}relIds"))
        yield drawing, root
        for chart in parts_of(archive, relations_of(archive, drawing), "chart"):
            yield chart, xml_tree(archive.read(chart))


def _boxes(root: Element, links: Mapping[str, str], counts: Counter[str]) -> Iterator[Flow]:
    """The paragraphs of text boxes and of titles of charts."""
    for paragraph in drawn_paragraphs(root):
        words = drawn_words(paragraph, links, counts)
        if words is not None:
            yield words.flow(ParagraphKind.TEXT, Detail())
