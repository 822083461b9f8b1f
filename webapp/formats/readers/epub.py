"""Reads EPUB 2 and 3: the chapters in the order of the spine.

The contents name chapters that have no heading. Pictures, styles and scripts are never unpacked.
"""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from webapp.errors import UnreadableDocument
from webapp.formats.archive import Archive, resolved
from webapp.formats.markup import Element, xhtml_tree, xml_tree
from webapp.formats.readers.flow import flow
from webapp.formats.readers.imported import (
    ImportedBlock,
    ImportedDocument,
    assembled,
    left_out,
    one_line,
    written_on,
)
from webapp.text import Detail, ParagraphKind

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
#: Methods of encryption that hide fonts but no text.
_FONT_METHODS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_CHAPTERS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
MAX_CHAPTERS = 5_000


def read_epub(data: bytes) -> ImportedDocument:
    """The text of a book; raises UnreadableDocument, TooLarge."""
    with Archive(data) as archive:
        _check_protection(archive)
        path = _package_path(archive)
        package = xml_tree(archive.read(path))
        counts: Counter[str] = Counter()
        blocks = list(_blocks(archive, path, package, counts))
        return assembled(
            blocks,
            title=_field(package, "title"),
            author=_field(package, "creator"),
            date=written_on(_field(package, "date"), _modified(package)),
            language=_field(package, "language"),
            notices=left_out(counts),
        )


def _check_protection(archive: Archive) -> None:
    if _ENCRYPTION not in archive:
        return
    methods = xml_tree(archive.read(_ENCRYPTION)).xpath("//*[local-name()='EncryptionMethod']")
    if any(method.get("Algorithm") not in _FONT_METHODS for method in methods):
        raise UnreadableDocument("This book is protected (DRM), so its text cannot be read.")


def _package_path(archive: Archive) -> str:
    paths = xml_tree(archive.read(_CONTAINER)).xpath("//*[local-name()='rootfile']/@full-path")
    if not paths:
        raise UnreadableDocument("This book is damaged: it does not tell where its contents are.")
    return str(paths[0])


def _field(package: Element, name: str) -> str:
    value = package.xpath(f"string(//*[local-name()='metadata']/*[local-name()='{name}'][1])")
    return one_line(value)


def _modified(package: Element) -> str:
    return one_line(package.xpath("string(//*[@property='dcterms:modified'][1])"))


def _blocks(
    archive: Archive, path: str, package: Element, counts: Counter[str]
) -> Iterator[ImportedBlock]:
    labels = _labels(archive, path, package)
    for name in _spine(path, package):
        chapter = _chapter(archive, name, counts)
        headed = any(block.kind is ParagraphKind.HEADING for block in chapter)
        if chapter and not headed and name in labels and labels[name] != chapter[0].text:
            yield ImportedBlock(labels[name], ParagraphKind.HEADING, Detail(level=1))
        yield from chapter


def _chapter(archive: Archive, name: str, counts: Counter[str]) -> list[ImportedBlock]:
    if name not in archive:
        counts["missing chapter"] += 1
        return []
    data = archive.read(name)
    if not data.strip():
        return []
    return [entry.block for entry in flow(xhtml_tree(data), counts)]


def _spine(path: str, package: Element) -> list[str]:
    """The names of the chapters in reading order, each once, without the page of contents."""
    items = {item.get("id"): item for item in package.xpath("//*[local-name()='item']")}
    references = package.xpath("//*[local-name()='spine']/*[local-name()='itemref']/@idref")
    chosen = [items[reference] for reference in references if reference in items]
    names = [
        resolved(path, unquote(item.get("href", "")))
        for item in chosen
        if item.get("media-type") in _CHAPTERS and "nav" not in item.get("properties", "").split()
    ]
    if not names:
        raise UnreadableDocument("This book has no spine: the order of its chapters is missing.")
    return list(dict.fromkeys(names[:MAX_CHAPTERS]))


def _labels(archive: Archive, path: str, package: Element) -> dict[str, str]:
    """The label of each chapter in the contents (EPUB 3 navigation, EPUB 2 ncx), by its name."""
    labels: dict[str, str] = {}
    for item in package.xpath("//*[local-name()='item']"):
        name = resolved(path, unquote(item.get("href", "")))
        is_nav = "nav" in item.get("properties", "").split()
        if name in archive and is_nav:
            links = xhtml_tree(archive.read(name)).xpath("//*[local-name()='a'][@href]")
            entries = [(link.get("href"), link.xpath("string(.)")) for link in links]
        elif name in archive and item.get("media-type") == "application/x-dtbncx+xml":
            entries = _ncx_entries(xml_tree(archive.read(name)))
        else:
            continue
        for reference, label in entries:
            labels.setdefault(resolved(name, unquote(reference)), one_line(label))
    return labels


def _ncx_entries(ncx: Element) -> list[tuple[str, str]]:
    return [
        (
            str(point.xpath("string(./*[local-name()='content']/@src)")),
            str(point.xpath("string(./*[local-name()='navLabel'])")),
        )
        for point in ncx.xpath("//*[local-name()='navPoint']")
    ]
