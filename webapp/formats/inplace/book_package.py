"""Mends what the package of a book says of its parts, since the package is written anew.

Only what no reader of the book sees is mended, where the package breaks a rule of EPUB (Open
Packaging Format 2.0.1; EPUB 3.3, sections 5 to 7): readers of books then find what is there. The
pages themselves, sheets of styles and fonts stay as they are.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from urllib.parse import unquote

from webapp.formats.archive import Archive
from webapp.formats.markup import Element, local_name
from webapp.formats.readers.epub import CHAPTERS, NCX, PICTURE, part_of
from webapp.formats.readers.imported import one_line

_XHTML = "application/xhtml+xml"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_JPEG = {"image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg"}
_MODIFIED = "dcterms:modified"
#: What an item of the package has to say of its page, and no other page may (EPUB 3.3, D.6).
_TOLD = ("svg", "mathml", "scripted")
_PROGRAM = re.compile(r"\A\Z|module|(?:java|ecma|j|live)script", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def mend_package(
    archive: Archive, path: str, package: Element, pages: Mapping[str, Element], language: str
) -> None:
    """Mend the package of a book, and what its pages of contents have to say as it does.

    ``path`` is the name of the package in the archive, ``pages`` has the trees of chapters and
    contents that are written, by their names, ``language`` is that of the book.
    """
    _drop_missing(archive, path, package)
    items = {item: part_of(archive, path, item.get("href", "")) for item in _items(package)}
    for item, name in items.items():
        _mend_type(item, pages.get(name))
    _name_contents(package)
    _drop_guides(package, {items[item]: item.get("media-type") for item in items}, archive, path)
    _name_language(package, language)
    _mend_contents(package, pages)
    if package.get("version", "").startswith("3"):
        _date(package)
        for item, name in items.items():
            _tell(item, pages.get(name))
        _lead_to_others(archive, package, pages, items)


def _items(package: Element) -> list[Element]:
    return list(package.iterfind("./{*}manifest/{*}item"))


def _places(package: Element) -> list[Element]:
    return list(package.iterfind("./{*}spine/{*}itemref"))


def _drop_missing(archive: Archive, path: str, package: Element) -> None:
    """Drop from the list what is not in the book, and from the order what is not in the list."""
    for item in _items(package):
        href = item.get("href", "")
        if not _SCHEME.match(href) and part_of(archive, path, href) not in archive:
            item.getparent().remove(item)
    listed = {item.get("id") for item in _items(package)}
    for place in _places(package):
        if place.get("idref") not in listed:
            place.getparent().remove(place)


def _mend_type(item: Element, page: Element | None) -> None:
    kind = item.get("media-type", "")
    if page is not None and local_name(page) == "html":
        item.set("media-type", _XHTML)
    elif kind in _JPEG:
        item.set("media-type", _JPEG[kind])


def _name_contents(package: Element) -> None:
    """Let the order of the chapters name the contents of EPUB 2, where the book has some."""
    names = [item.get("id") for item in _items(package) if item.get("media-type") == NCX]
    for spine in package.iterfind("./{*}spine"):
        if names and spine.get("toc") not in names:
            spine.set("toc", names[0])


def _drop_guides(
    package: Element, kinds: Mapping[str, str | None], archive: Archive, path: str
) -> None:
    """Drop guides to what is no page of the book, such as the picture of its cover."""
    for guide in package.findall("./{*}guide"):
        for reference in guide.findall("./{*}reference"):
            name = part_of(archive, path, reference.get("href", ""))
            if kinds.get(name) not in (*CHAPTERS, PICTURE):
                guide.remove(reference)
        if guide.find("./{*}reference") is None:
            package.remove(guide)


def _name_language(package: Element, language: str) -> None:
    for metadata in package.iterfind("./{*}metadata"):
        named = next((e for e in metadata.iter() if local_name(e) == "language"), None)
        if named is None:
            named = metadata.makeelement(f"{{{_DUBLIN_CORE}}}language", nsmap={"dc": _DUBLIN_CORE})
            metadata.append(named)
        named.text = language


def _mend_contents(package: Element, pages: Mapping[str, Element]) -> None:
    """Give the contents of EPUB 2 the book's identifier, and each place one number of its own."""
    unique = package.get("unique-identifier")
    names = (one_line(e.text or "") for e in package.iter() if unique and e.get("id") == unique)
    name = next(names, "")
    for page in pages.values():
        if local_name(page) == "ncx":
            for meta in page.iterfind("./{*}head/{*}meta[@name='dtb:uid']"):
                meta.set("content", name or meta.get("content", ""))
            _number(page)


def _number(contents: Element) -> None:
    """Number the places in the contents of EPUB 2 anew where two have one number, or one has two.

    Places that are alike have one number.
    """
    numbered = list(contents.iterfind(".//*[@playOrder]"))
    places = [e.find("./{*}content") for e in numbered]
    links = ["" if place is None else place.get("src", "") for place in places]
    orders = [element.get("playOrder") for element in numbered]
    if len(set(orders)) == len(set(links)) == len(set(zip(orders, links, strict=True))):
        return
    numbers = {link: str(n) for n, link in enumerate(dict.fromkeys(links), 1)}
    for element, link in zip(numbered, links, strict=True):
        element.set("playOrder", numbers[link])


def _date(package: Element) -> None:
    """Say when the book was changed, where the package does not."""
    metadata = package.find("./{*}metadata")
    if metadata is None or metadata.find(f"./{{*}}meta[@property='{_MODIFIED}']") is not None:
        return
    meta = metadata.makeelement(package.tag.replace("package", "meta"), property=_MODIFIED)
    meta.text = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    metadata.append(meta)


def _tell(item: Element, page: Element | None) -> None:
    """Let an item say which kinds of content its page has, since reading programs go by it."""
    if page is None or local_name(page) != "html":
        return
    had = item.get("properties", "").split()
    has = set(_contents(page))
    kept = [name for name in had if name not in _TOLD or name in has]
    if properties := kept + [name for name in _TOLD if name in has.difference(kept)]:
        item.set("properties", " ".join(properties))
    else:
        item.attrib.pop("properties", None)


def _contents(page: Element) -> Iterator[str]:
    for element in page.iter():
        name = local_name(element)
        if name == "svg":
            yield "svg"
        elif name == "math":
            yield "mathml"
        elif (
            name == "form"
            or (name == "script" and _PROGRAM.search(element.get("type", "")))
            or any(key.startswith("on") for key in element.attrib)
        ):
            yield "scripted"


def _lead_to_others(
    archive: Archive, package: Element, pages: Mapping[str, Element], items: Mapping[Element, str]
) -> None:
    """Lead to pages beside the order of reading that nothing else leads to, unseen.

    The links stand at the end of the page of contents, which reading programs look through.
    """
    aside = {place.get("idref") for place in _places(package) if place.get("linear") == "no"}
    lone = {item: name for item, name in items.items() if item.get("id") in aside and name in pages}
    contents = next((i for i in items if "nav" in i.get("properties", "").split()), None)
    if not lone or contents is None or items[contents] not in pages:
        return
    reached = {
        part_of(archive, name, link)
        for name, page in pages.items()
        for link in page.xpath("//*[local-name()='a']/@href")
    }
    for item, name in lone.items():
        if name not in reached:
            _add_link(pages[items[contents]], contents, item, pages[name])


def _add_link(contents: Element, place: Element, item: Element, page: Element) -> None:
    """Add a hidden link from the page of contents, which stands at ``place``, to a page."""
    body = contents.find("./{*}body")
    if body is None:
        return
    space = body.tag.removesuffix("body")
    here = posixpath.dirname(place.get("href", ""))
    paragraph = body.makeelement(f"{space}p", hidden="hidden")
    link = body.makeelement(f"{space}a", href=posixpath.relpath(item.get("href"), here or "."))
    title = page.find("./{*}head/{*}title")
    words = one_line(title.text or "") if title is not None else ""
    link.text = words or unquote(item.get("href"))
    paragraph.append(link)
    body.append(paragraph)
