"""Writes the imported file of an office with its text translated and all else unchanged."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from webapp.formats.active_office import inert_part, make_part_inert
from webapp.formats.archive import Archive, packed
from webapp.formats.edition import Edition, EditionBlock
from webapp.formats.inplace.refill import drop_readings, original_of, refill
from webapp.formats.inplace.targets import noting, noting_pictures, translate_pictures
from webapp.formats.markup import Element, local_name, xml_tree
from webapp.formats.readers.imported import one_line
from webapp.formats.readers.odt.reader import CONTENT, MACROS, META, STYLES, odt_parts
from webapp.formats.readers.odt.sheets import drop_repeated_words
from webapp.formats.readers.office.charts import Chart
from webapp.formats.readers.office.package import OfficeArchive
from webapp.formats.readers.office.parts import WordedPart
from webapp.formats.readers.office.pptx import presentation_of
from webapp.formats.readers.office.word.boxes import repeat_boxes
from webapp.formats.readers.office.word.reader import word_texts
from webapp.formats.readers.office.xlsx import workbook_of
from webapp.formats.readers.office.xlsx_cells import S

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: What a change to an OpenDocument makes invalid.
_SIGNATURES = ("META-INF/documentsignatures.xml", "META-INF/macrosignatures.xml")
_MANIFEST = "META-INF/manifest.xml"


def write_word(edition: Edition) -> Iterator[bytes]:
    """The imported Word file, translated; raises BadInput."""
    with OfficeArchive(original_of(edition)) as archive:
        edition_blocks = list(edition.blocks)
        texts = word_texts(archive, Counter(), with_asides=_has_asides(edition_blocks))
        pictures: dict[str, str] = {}
        blocks = noting_pictures(edition_blocks, pictures)
        refill(chain.from_iterable(text.flows for text in texts), blocks)
        roots = {text.name: text.root for text in texts}
        for text in texts:
            _finish_word(text, pictures)
            if not edition.keeps_active:
                make_part_inert(text.root)
        other = _unchanged if edition.keeps_active else _inert
        yield from packed(_parts(archive, roots, archive.names, other))


def _has_asides(blocks: Iterable[EditionBlock]) -> bool:
    """Whether headers, footers and comments of the file were read, too."""
    return any(block.detail.get("aside") for block in blocks)


def _finish_word(text: WordedPart | Chart, pictures: Mapping[str, str]) -> None:
    """Put what a part repeats, the texts of its pictures, and spaces that would be dropped."""
    if isinstance(text, Chart):
        text.repeat()
        return
    translate_pictures(text.root, pictures)
    repeat_boxes(text.root)
    for words in text.root.iter("{*}t"):
        words.set(_SPACE, "preserve")


def write_text(edition: Edition) -> Iterator[bytes]:
    """The imported OpenDocument, translated; raises BadInput."""
    with Archive(original_of(edition)) as archive:
        blocks = list(edition.blocks)
        parts = odt_parts(archive, Counter(), with_asides=_has_asides(blocks))
        targets: dict[str, str] = {}
        pictures: dict[str, str] = {}
        refill(parts.flows, noting_pictures(noting(blocks, targets), pictures))
        translate_pictures(parts.content, pictures)
        drop_repeated_words(parts.content)
        drop_readings(parts.content)
        roots = {CONTENT: parts.content}
        if parts.styles is not None and _has_asides(blocks):
            roots[STYLES] = parts.styles
        if parts.meta is not None:
            roots[META] = _translated_meta(parts.meta, targets, edition.target_language)
        other = _unchanged if edition.keeps_active else _inert
        left_out = _SIGNATURES if edition.keeps_active else _SIGNATURES + MACROS
        if not edition.keeps_active:
            for root in roots.values():
                make_part_inert(root)
        if _MANIFEST in archive:
            roots[_MANIFEST] = _manifest(archive, left_out)
        names = [name for name in archive.names if not name.startswith(left_out)]
        yield from packed(_parts(archive, roots, names, other))


def write_presentation(edition: Edition) -> Iterator[bytes]:
    """The imported presentation, translated; raises BadInput."""
    with OfficeArchive(original_of(edition)) as archive:
        blocks = list(edition.blocks)
        presentation = presentation_of(archive, Counter(), with_asides=_has_asides(blocks))
        pictures: dict[str, str] = {}
        refill(presentation.flows, noting_pictures(blocks, pictures))
        for part in presentation.parts:
            if isinstance(part, Chart):
                part.repeat()
            translate_pictures(part.root, pictures)
            if not edition.keeps_active:
                make_part_inert(part.root)
        roots = {part.name: part.root for part in presentation.parts}
        other = _unchanged if edition.keeps_active else _inert
        yield from packed(_parts(archive, roots, archive.names, other))


def write_workbook(edition: Edition) -> Iterator[bytes]:
    """The imported workbook, translated; raises BadInput."""
    with OfficeArchive(original_of(edition)) as archive:
        blocks = list(edition.blocks)
        workbook = workbook_of(archive, Counter(), with_asides=_has_asides(blocks))
        refill(workbook.flows, blocks)
        for root in workbook.parts.values():
            for words in root.iter(f"{S}t"):
                words.set(_SPACE, "preserve")
        other = _unchanged if edition.keeps_active else _inert
        yield from packed(_parts(archive, workbook.parts, archive.names, other))


def _translated_meta(meta: Element, targets: Mapping[str, str], language: str) -> Element:
    for element in meta.iter():
        if local_name(element) == "title":
            element.text = targets.get(one_line(element.text), element.text)
        elif local_name(element) == "language":
            element.text = language
    return meta


def _manifest(archive: Archive, left_out: tuple[str, ...]) -> Element:
    """The list of the parts, without those that are left out."""
    manifest = xml_tree(archive.read(_MANIFEST))
    for entry in list(manifest):
        if entry.xpath("string(@*[local-name()='full-path'])").startswith(left_out):
            manifest.remove(entry)
    return manifest


def _unchanged(data: bytes) -> bytes:
    return data


def _inert(data: bytes) -> bytes:
    return inert_part(data) or data


def _parts(
    archive: Archive,
    roots: Mapping[str, Element],
    names: Iterable[str],
    other: Callable[[bytes], bytes],
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The parts with these names: those with words from ``roots``, each other one by ``other``."""
    from lxml import etree

    for name in names:
        if name in roots:
            yield name, [etree.tostring(roots[name], encoding="UTF-8", standalone=True)]
        else:
            yield name, [other(archive.read(name))]
