"""Reads PPTX: slide by slide its title, texts, tables and charts, then the speaker's notes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from webapp.errors import UnreadableDocument
from webapp.formats.active_office import has_active_parts, make_part_inert
from webapp.formats.archive import Archive
from webapp.formats.markup import Element, xml_tree
from webapp.formats.readers.flow import Flow
from webapp.formats.readers.gallery import Gallery
from webapp.formats.readers.imported import (
    PAGE_FRAME,
    Grid,
    ImportedDocument,
)
from webapp.formats.readers.office.assembling import MACROS, office_document, properties_of
from webapp.formats.readers.office.charts import Chart, chart_of
from webapp.formats.readers.office.comments import comments_of
from webapp.formats.readers.office.drawing import A, drawn_paragraphs, drawn_words
from webapp.formats.readers.office.package import OfficeArchive, main_part
from webapp.formats.readers.office.parts import WordedPart
from webapp.formats.readers.office.relations import (
    RELATION,
    links_of,
    parts_of,
    relations_of,
)
from webapp.formats.readers.office.slide_pictures import count_others, take_pictures
from webapp.text import Detail, ParagraphKind

_PRESENTATION = "ppt/presentation.xml"
_MACROS = "ppt/vbaProject.bin"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_TITLES = ("title", "ctrTitle")
#: The kinds of places that every slide repeats.
_FRAMES = ("ftr", "hdr", "dt", "sldNum", "sldImg")
#: The kinds of places that slides show as lists.
_LISTS = ("body", "obj", "")
_MAX_LEVEL = 8


@dataclass(frozen=True, slots=True)
class Presentation:
    """The parts of a presentation that have words, in reading order."""

    parts: list[WordedPart | Chart]

    @property
    def flows(self) -> Iterator[Flow]:
        """The paragraphs with the places of their words."""
        return (entry for part in self.parts for entry in part.flows)


def read_pptx(data: bytes, *, with_asides: bool = False) -> ImportedDocument:
    """The paragraphs of a presentation; raises UnreadableDocument, TooLarge.

    ``with_asides`` has the headers and footers among the texts of their slides, and comments after
    their notes.
    """
    counts: Counter[str] = Counter()
    with OfficeArchive(data) as archive:
        gallery = Gallery(archive, counts)
        presentation = presentation_of(archive, counts, gallery, with_asides=with_asides)
        properties = properties_of(archive)
        counts[MACROS] += _MACROS in archive
        has_active = any(make_part_inert(part.root) for part in presentation.parts)
        seen = [part.name for part in presentation.parts]
        has_active = has_active or has_active_parts(archive, seen)
    blocks = [entry.block for entry in presentation.flows]
    if not blocks:
        raise UnreadableDocument("This presentation has no text.")
    gallery.close(blocks)
    return office_document(data, blocks, properties, counts, has_active=has_active)


def presentation_of(
    archive: Archive,
    counts: Counter[str],
    gallery: Gallery | None = None,
    *,
    with_asides: bool = False,
) -> Presentation:
    """The parts of ``archive`` that have words; adds to ``counts`` what is left out.

    The pictures that slides show go to ``gallery``. ``with_asides`` is that of ``read_pptx``.
    """
    main = main_part(archive, _PRESENTATION)
    root = xml_tree(archive.read(main))
    slides = {entry.key: entry for entry in relations_of(archive, main)}
    parts: list[WordedPart | Chart] = []
    grid = Grid()
    for number in root.iter(f"{_P}sldId"):
        slide = slides.get(number.get(RELATION, ""))
        if slide is not None and slide.target in archive:
            parts += _parts_of_slide(
                archive, slide.target, grid, counts, gallery, with_asides=with_asides
            )
    _count_layouts(archive, [part.name for part in parts], counts)
    return Presentation(parts)


def _parts_of_slide(
    archive: Archive,
    name: str,
    grid: Grid,
    counts: Counter[str],
    gallery: Gallery | None,
    *,
    with_asides: bool,
) -> Iterator[WordedPart | Chart]:
    relations = relations_of(archive, name)
    slide = _slide_part(archive, name, grid, counts, with_asides=with_asides)
    pictures = {entry.key: entry.target for entry in relations if not entry.is_outside}
    take_pictures(slide.root, slide.flows, pictures, counts, gallery)
    count_others(slide.root, counts)
    yield slide
    for chart in parts_of(archive, relations, "chart"):
        yield chart_of(archive, chart, counts, has_cells=True)
    for notes in parts_of(archive, relations, "notesSlide"):
        yield _slide_part(archive, notes, grid, counts, with_asides=with_asides)
    comments = parts_of(archive, relations, "comments")
    yield from comments_of(archive, comments, counts, with_asides=with_asides)


def _slide_part(
    archive: Archive, name: str, grid: Grid, counts: Counter[str], *, with_asides: bool
) -> WordedPart:
    root = xml_tree(archive.read(name))
    links = links_of(relations_of(archive, name))
    flows = []
    for paragraph in sorted(drawn_paragraphs(root), key=lambda entry: not _is_title(entry)):
        is_aside = _place_of(paragraph) in _FRAMES
        if is_aside and not with_asides:
            counts[PAGE_FRAME] |= any(map(str.isalpha, "".join(paragraph.itertext())))
            continue
        words = drawn_words(paragraph, links, counts)
        if words is not None:
            entry = words.flow(*_kind(paragraph, grid))
            flows.append(entry.aside() if is_aside else entry)
    return WordedPart(name, root, flows)


def _place_of(paragraph: Element) -> str | None:
    """The kind of the place on a slide that a paragraph fills; None for a box of its own."""
    shape = next(paragraph.iterancestors(f"{_P}sp"), None)
    place = None if shape is None else shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
    return None if place is None else place.get("type", "")


def _is_title(paragraph: Element) -> bool:
    return _place_of(paragraph) in _TITLES


def _kind(paragraph: Element, grid: Grid) -> tuple[ParagraphKind, Detail]:
    if _is_title(paragraph):
        return ParagraphKind.HEADING, Detail(level=1)
    cell = next(paragraph.iterancestors(f"{A}tc"), None)
    if cell is not None:
        row = cell.getparent()
        return ParagraphKind.CELL, grid.place(row.getparent(), row, cell)
    look = paragraph.find(f"{A}pPr")
    level = "0" if look is None else look.get("lvl", "0")
    marks = [] if look is None else [child.tag.removeprefix(A) for child in look]
    is_list = _place_of(paragraph) in _LISTS and not _is_note(paragraph) and "buNone" not in marks
    if is_list or {"buChar", "buAutoNum", "buBlip"} & set(marks):
        depth = int(level) if level.isdecimal() and len(level) == 1 else 0
        return ParagraphKind.ITEM, Detail(level=min(depth, _MAX_LEVEL) + 1)
    return ParagraphKind.TEXT, Detail()


def _is_note(paragraph: Element) -> bool:
    return bool(paragraph.getroottree().getroot().tag == f"{_P}notes")


def _count_layouts(archive: Archive, slides: Iterable[str], counts: Counter[str]) -> None:
    """Count the texts that the layouts of slides, and the masters of these, show on every slide."""
    layouts = {
        n for s in slides for n in parts_of(archive, relations_of(archive, s), "slideLayout")
    }
    masters = {
        n for s in layouts for n in parts_of(archive, relations_of(archive, s), "slideMaster")
    }
    for name in layouts | masters:
        for paragraph in drawn_paragraphs(xml_tree(archive.read(name))):
            has_letters = any(map(str.isalpha, "".join(paragraph.itertext())))
            counts["layout text"] += has_letters and _place_of(paragraph) is None
