"""Reads ODT: the text of an OpenDocument, with notes at their marks."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from webapp.errors import UnreadableDocument
from webapp.formats.active import NOTICE
from webapp.formats.active_office import has_active_parts, make_part_inert
from webapp.formats.archive import Archive
from webapp.formats.markup import Element, local_name, xml_tree
from webapp.formats.readers.flow import Flow
from webapp.formats.readers.gallery import Gallery
from webapp.formats.readers.imported import (
    PAGE_FRAME,
    ImportedDocument,
    assembled,
    left_out,
    one_line,
    written_on,
)
from webapp.formats.readers.odt.styles import DRAW
from webapp.formats.readers.odt.text import ANNOTATION, CHANGES, FRAMES, HREF, OdtText
from webapp.formats.readers.office.xlsx_names import KEPT_NAMES
from webapp.formats.readers.places import linked

CONTENT, STYLES, META = "content.xml", "styles.xml", "meta.xml"
#: The folders of macros.
MACROS = ("Basic/", "Scripts/")
_TYPE, _KINDS = "mimetype", "application/vnd.oasis.opendocument."
_MANIFEST = "META-INF/manifest.xml"
_FORMULA = "application/vnd.oasis.opendocument.formula"
#: The contents of frames and their names in notices; the first that a frame has decides.
_FRAMED = {"object": "object", "object-ole": "object", "plugin": "object", "image": "picture"}
#: What slides say of the headers and footers that they show.
_DECLARED = tuple(f"{{*}}{place}-decl" for place in ("header", "footer"))


@dataclass(frozen=True, slots=True)
class OdtParts:
    """The trees of an OpenDocument, and its paragraphs with the places of their words."""

    content: Element
    styles: Element | None
    meta: Element | None
    flows: list[Flow]
    #: The frames whose pictures are shown.
    shown: Collection[Element]


def odt_parts(
    archive: Archive,
    counts: Counter[str],
    gallery: Gallery | None = None,
    *,
    with_asides: bool = False,
) -> OdtParts:
    """The parts of ``archive`` with words or styles; adds to ``counts`` what is left out.

    The pictures that they show go to ``gallery``. ``with_asides`` is that of ``read_odt``.
    """
    content = xml_tree(archive.read(CONTENT))
    styles, meta = (
        xml_tree(archive.read(name)) if name in archive else None for name in (STYLES, META)
    )
    text = OdtText(content, styles, counts, gallery)
    flows = list(text.flows())
    if with_asides:
        flows += text.asides()
        flows += [] if styles is None else OdtText(styles, None, counts).asides()
    return OdtParts(content, styles, meta, flows, text.shown)


def read_odt(data: bytes, *, with_asides: bool = False) -> ImportedDocument:
    """The paragraphs of a text; raises UnreadableDocument, TooLarge.

    ``with_asides`` adds the comments, the headers and the footers at the end.
    """
    return _document(data, "text", with_asides=with_asides)


def read_odp(data: bytes, *, with_asides: bool = False) -> ImportedDocument:
    """The paragraphs of a presentation, likewise; raises UnreadableDocument, TooLarge."""
    return _document(data, "presentation", with_asides=with_asides)


def read_ods(data: bytes, *, with_asides: bool = False) -> ImportedDocument:
    """The cells with words of a workbook, likewise; raises UnreadableDocument, TooLarge."""
    return _document(data, "spreadsheet", (KEPT_NAMES,), with_asides=with_asides)


def _document(
    data: bytes, kind: str, notices: tuple[str, ...] = (), *, with_asides: bool
) -> ImportedDocument:
    """The document; one of another kind has no layout of its own."""
    counts: Counter[str] = Counter()
    with Archive(data) as archive:
        formulas = _formulas(archive)
        gallery = Gallery(archive, counts)
        parts = odt_parts(archive, counts, gallery, with_asides=with_asides)
        has_layout = _TYPE not in archive or archive.read(_TYPE).startswith(
            f"{_KINDS}{kind}".encode()
        )
        has_active = any(name.startswith(MACROS) for name in archive.names)
        has_active = has_active or has_active_parts(archive, [CONTENT])
    if not any(entry.slots for entry in parts.flows):
        raise UnreadableDocument("This document has no text.")
    _count_frames(parts, formulas, counts)
    if not with_asides:
        counts["comment"] = sum(1 for _ in parts.content.iter(ANNOTATION))
        counts[PAGE_FRAME] += parts.styles is not None and _has_words_around(parts.styles)
    counts[PAGE_FRAME] += any(map(_has_letters, parts.content.iter(*_DECLARED)))
    has_active = make_part_inert(parts.content) or has_active
    meta = parts.meta
    blocks = [entry.block for entry in parts.flows]
    gallery.close(blocks)
    return assembled(
        linked(blocks, counts),
        title=_field(meta, "title"),
        author=_field(meta, "initial-creator") or _field(meta, "creator"),
        date=written_on(_field(meta, "creation-date"), _field(meta, "date")),
        language=_field(meta, "language"),
        notices=left_out(counts) + notices + ((NOTICE,) if has_active and has_layout else ()),
        original=data if has_layout else None,
    )


def _formulas(archive: Archive) -> frozenset[str]:
    """The names of the parts that are formulas; raises UnreadableDocument for a protected file."""
    manifest = archive.read(_MANIFEST) if _MANIFEST in archive else b""
    if b"encryption-data" in manifest:
        raise UnreadableDocument(
            "This file is protected by a password. Take the password off and try again."
        )
    entries = xml_tree(manifest) if manifest else ()
    return frozenset(
        entry.xpath("string(@*[local-name()='full-path'])").strip("/")
        for entry in entries
        if _FORMULA in entry.xpath("string(@*[local-name()='media-type'])")
    )


def _count_frames(parts: OdtParts, formulas: Collection[str], counts: Counter[str]) -> None:
    """Count the frames that hold no text and are not shown, a formula without its picture."""
    for frame in parts.content.iter(f"{DRAW}frame"):
        held = {local_name(child): child for child in frame}
        name = next((name for name in _FRAMED if name in held), "")
        if (
            name
            and frame not in parts.shown
            and next(frame.iterancestors(ANNOTATION, CHANGES), None) is None
        ):
            content = held[name]
            is_formula = content.get(HREF, "").removeprefix("./").strip("/") in formulas
            is_formula = is_formula or any(local_name(child) == "math" for child in content)
            counts["formula" if is_formula else _FRAMED[name]] += 1


def _has_words_around(named: Element) -> bool:
    """Whether headers or footers of the pages have letters, not only numbers."""
    return any(map(_has_letters, named.iter(*FRAMES)))


def _has_letters(frame: Element) -> bool:
    return any(any(map(str.isalpha, text)) for text in frame.itertext())


def _field(meta: Element | None, name: str) -> str:
    if meta is None:
        return ""
    return one_line(meta.xpath(f"string(//*[local-name()='{name}'][1])"))
