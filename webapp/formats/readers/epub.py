"""Reads EPUB 2 and 3: the chapters in the order of the spine.

The contents name chapters that have no heading. Styles and scripts are never unpacked.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from webapp.errors import UnreadableDocument
from webapp.formats.active import NOTICE, inert_page, make_page_inert
from webapp.formats.archive import Archive, resolved
from webapp.formats.markup import Element, xhtml_tree, xml_tree
from webapp.formats.readers.flow import Flow, flow
from webapp.formats.readers.gallery import PageGallery
from webapp.formats.readers.imported import (
    ImportedBlock,
    ImportedDocument,
    assembled,
    left_out,
    one_line,
    written_on,
)
from webapp.formats.readers.places import linked
from webapp.text import Detail, ParagraphKind

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
#: Methods of encryption that hide fonts but no text.
_FONT_METHODS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
#: The types of pages, of the contents of EPUB 2 and of drawings.
CHAPTERS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
NCX = "application/x-dtbncx+xml"
PICTURE = "image/svg+xml"
_PAGES = (".xhtml", ".html", ".htm", ".svg")
MAX_CHAPTERS = 5_000


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: the name of its part, its tree, and its blocks with their places in the tree.

    The first block may be the label that the contents give it, which has no place.
    """

    name: str
    root: Element
    flows: list[Flow]


def read_epub(data: bytes) -> ImportedDocument:
    """The text of a book; raises UnreadableDocument, TooLarge."""
    with Archive(data) as archive:
        _check_protection(archive)
        path = package_path(archive)
        package = xml_tree(archive.read(path))
        counts: Counter[str] = Counter()
        active = False
        blocks: list[ImportedBlock] = []
        gallery = PageGallery(archive, counts)
        for chapter in chapters(archive, path, package, counts, gallery):
            blocks += [entry.block for entry in chapter.flows]
            active = make_page_inert(chapter.root) or active
        others = other_pages(archive, path, package).items()
        active = active or any(inert_page(archive.read(n), is_picture=p) for n, p in others)
        gallery.close(blocks)
        blocks = linked(blocks, counts)
        return assembled(
            blocks,
            title=_field(package, "title"),
            author=_field(package, "creator"),
            date=written_on(_field(package, "date"), _modified(package)),
            language=_field(package, "language"),
            notices=left_out(counts) + ((NOTICE,) if active else ()),
            original=data,
        )


def _check_protection(archive: Archive) -> None:
    if _ENCRYPTION not in archive:
        return
    methods = xml_tree(archive.read(_ENCRYPTION)).xpath("//*[local-name()='EncryptionMethod']")
    if any(method.get("Algorithm") not in _FONT_METHODS for method in methods):
        raise UnreadableDocument("This book is protected (DRM), so its text cannot be read.")


def package_path(archive: Archive) -> str:
    """The name of the part that lists all others; raises UnreadableDocument."""
    paths = xml_tree(archive.read(_CONTAINER)).xpath("//*[local-name()='rootfile']/@full-path")
    if not paths:
        raise UnreadableDocument("This book is damaged: it does not tell where its contents are.")
    return str(paths[0])


def _field(package: Element, name: str) -> str:
    value = package.xpath(f"string(//*[local-name()='metadata']/*[local-name()='{name}'][1])")
    return one_line(value)


def _modified(package: Element) -> str:
    return one_line(package.xpath("string(//*[@property='dcterms:modified'][1])"))


def chapters(
    archive: Archive,
    path: str,
    package: Element,
    counts: Counter[str],
    gallery: PageGallery | None = None,
) -> Iterator[Chapter]:
    """The chapters in reading order; adds to ``counts`` what is left out.

    The pictures that they show go to ``gallery``.
    """
    labels = _labels(archive, path, package)
    for name in _spine(archive, path, package):
        root = _tree(archive, name, counts)
        if root is None:
            continue
        flows = list(flow(root, counts, page=name, gallery=gallery))
        headed = any(entry.block.kind is ParagraphKind.HEADING for entry in flows)
        label = labels.get(name, "")
        if flows and not headed and label and label != flows[0].block.text:
            heading = ImportedBlock(label, ParagraphKind.HEADING, Detail(level=1), (f"{name}#",))
            flows.insert(0, Flow(heading, ()))
        yield Chapter(name, root, flows)


def _tree(archive: Archive, name: str, counts: Counter[str]) -> Element | None:
    if name not in archive:
        counts["missing chapter"] += 1
        return None
    data = archive.read(name)
    return xhtml_tree(data) if data.strip() else None


def _spine(archive: Archive, path: str, package: Element) -> list[str]:
    """The names of the chapters in reading order, each once, without the page of contents."""
    items = {item.get("id"): item for item in package.xpath("//*[local-name()='item']")}
    references = package.xpath("//*[local-name()='spine']/*[local-name()='itemref']/@idref")
    chosen = [items[reference] for reference in references if reference in items]
    names = [
        part_of(archive, path, item.get("href", ""))
        for item in chosen
        if _is_chapter(item) and "nav" not in item.get("properties", "").split()
    ]
    if not names:
        raise UnreadableDocument("This book has no spine: the order of its chapters is missing.")
    return list(dict.fromkeys(names[:MAX_CHAPTERS]))


def _is_chapter(item: Element) -> bool:
    """Whether an item is a page, by its type or, where that is wrong, by its name."""
    name = unquote(item.get("href", "")).lower()
    return item.get("media-type") in CHAPTERS or name.endswith(_PAGES[:-1])


def part_of(archive: Archive, base: str, reference: str) -> str:
    """The name of the part to which a reference in the part ``base`` leads."""
    return archive.likely(resolved(base, unquote(reference)))


def _labels(archive: Archive, path: str, package: Element) -> dict[str, str]:
    """The label of each chapter in the contents, by its name; the first where it has several."""
    labels: dict[str, str] = {}
    for base, root in contents(archive, path, package):
        for element, reference in entries(root):
            label = one_line(element.xpath("string(.)"))
            labels.setdefault(part_of(archive, base, reference), label)
    return labels


def contents(archive: Archive, path: str, package: Element) -> Iterator[tuple[str, Element]]:
    """The parts with the contents (EPUB 3 navigation, EPUB 2 ncx): their names and trees."""
    seen = set()
    for item in package.xpath("//*[local-name()='item']"):
        name = part_of(archive, path, item.get("href", ""))
        is_page = "nav" in item.get("properties", "").split()
        is_ncx = item.get("media-type") == NCX
        if name in archive and name not in seen and (is_page or is_ncx):
            seen.add(name)
            yield name, (xhtml_tree if is_page else xml_tree)(archive.read(name))


def other_pages(archive: Archive, path: str, package: Element) -> dict[str, bool]:
    """What a browser can open beside the chapters: names, and whether each is a picture (SVG).

    By the package's list and by their names, since readers of unpacked books go by these.
    """
    chapter_names = set(_spine(archive, path, package))
    kinds = {
        part_of(archive, path, item.get("href", "")): item.get("media-type", "")
        for item in package.xpath("//*[local-name()='item']")
    }
    return {
        name: name.lower().endswith(".svg") or kinds.get(name) == PICTURE
        for name in archive.names
        if name not in chapter_names
        and (kinds.get(name) in (*CHAPTERS, PICTURE) or name.lower().endswith(_PAGES))
    }


def entries(root: Element) -> list[tuple[Element, str]]:
    """The elements with the labels of a part of the contents, and where each leads."""
    links = [(link, link.get("href")) for link in root.xpath("//*[local-name()='a'][@href]")]
    return links + [
        (label, str(point.xpath("string(./*[local-name()='content']/@src)")))
        for point in root.xpath("//*[local-name()='navPoint']")
        for label in point.xpath("./*[local-name()='navLabel']/*[local-name()='text']")
    ]
