"""Reads DOCX: the text of a Word document, with its notes at the end."""

from collections import Counter

from webapp.errors import UnreadableDocument
from webapp.formats.active_office import has_active_parts, make_part_inert
from webapp.formats.archive import Archive
from webapp.formats.markup import xml_tree
from webapp.formats.readers.gallery import Gallery
from webapp.formats.readers.imported import (
    PAGE_FRAME,
    ImportedDocument,
    Notes,
)
from webapp.formats.readers.office.assembling import MACROS, office_document, properties_of
from webapp.formats.readers.office.charts import Chart, chart_of
from webapp.formats.readers.office.package import OfficeArchive, main_part
from webapp.formats.readers.office.parts import WordedPart
from webapp.formats.readers.office.relations import links_of, parts_of, relations_of
from webapp.formats.readers.office.word.kinds import word_flow
from webapp.formats.readers.office.word.numbering import Numbering
from webapp.formats.readers.office.word.styles import WordStyles
from webapp.formats.readers.places import linked

#: The parts with text, in reading order.
TEXTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
#: The types of relations to parts that every page repeats.
_FRAMES = ("header", "footer")
_MACROS = "word/vbaProject.bin"


def read_docx(data: bytes, *, with_asides: bool = False) -> ImportedDocument:
    """The paragraphs of a document; raises UnreadableDocument, TooLarge.

    ``with_asides`` adds the headers, the footers and the comments at the end.
    """
    with OfficeArchive(data) as archive:
        counts: Counter[str] = Counter()
        gallery = Gallery(archive, counts)
        texts = word_texts(archive, counts, gallery, with_asides=with_asides)
        properties = properties_of(archive)
        counts[PAGE_FRAME] += not with_asides and _has_words_around(archive)
        counts[MACROS] += _MACROS in archive
        has_active = any(make_part_inert(text.root) for text in texts)
        has_active = has_active or has_active_parts(archive, [text.name for text in texts])
    blocks = [entry.block for text in texts for entry in text.flows]
    if not blocks:
        raise UnreadableDocument("This document has no text.")
    gallery.close(blocks)
    blocks = linked(blocks, counts)
    return office_document(data, blocks, properties, counts, has_active=has_active)


def word_texts(
    archive: Archive,
    counts: Counter[str],
    gallery: Gallery | None = None,
    *,
    with_asides: bool = False,
) -> list[WordedPart | Chart]:
    """The parts of ``archive`` that have text; adds to ``counts`` what is left out.

    The pictures that they show go to ``gallery``. ``with_asides`` is that of ``read_docx``.
    """
    has_lists = "word/numbering.xml" in archive
    styles = _styles(archive)
    lists = Numbering.of(xml_tree(archive.read("word/numbering.xml"))) if has_lists else Numbering()
    notes = Notes()
    texts: list[WordedPart | Chart] = []
    main = main_part(archive, TEXTS[0])
    asides = _asides(archive, main) if with_asides else []
    for name in (main, *TEXTS[1:], *asides):
        if name in archive:
            root = xml_tree(archive.read(name))
            relations = relations_of(archive, name)
            parts = {entry.key: entry.target for entry in relations if not entry.is_outside}
            links = links_of(relations)
            flows = word_flow(root, styles, lists, links, counts, notes, parts, gallery)
            is_aside = name in asides
            flows_there = [entry.aside() if is_aside else entry for entry in flows]
            texts.append(WordedPart(name, root, flows_there))
            charts = parts_of(archive, relations, "chart")
            texts += [chart_of(archive, chart, counts, has_cells=True) for chart in charts]
    if asides:
        counts["comment"] = 0
    return texts


def _asides(archive: Archive, main: str) -> list[str]:
    """The names of the parts beside the text, each once."""
    kinds = (*_FRAMES, "comments")
    return list(dict.fromkeys(parts_of(archive, relations_of(archive, main), *kinds)))


def _styles(archive: Archive) -> WordStyles:
    has_styles = "word/styles.xml" in archive
    return WordStyles.of(xml_tree(archive.read("word/styles.xml"))) if has_styles else WordStyles()


def _has_words_around(archive: Archive) -> bool:
    """Whether headers or footers of the pages have letters, not only numbers."""
    names = parts_of(archive, relations_of(archive, main_part(archive, TEXTS[0])), *_FRAMES)
    roots = (xml_tree(archive.read(name)) for name in names)
    flows = (word_flow(root, WordStyles(), Numbering(), {}, Counter(), Notes()) for root in roots)
    return any(any(map(str.isalpha, entry.block.text)) for flow in flows for entry in flow)
