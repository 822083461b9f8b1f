"""Writes the imported book with its text translated; pictures, styles and fonts stay as they were.

The contents and the title are translated where their words are those of a block.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from webapp.formats.active import inert_page, make_page_inert
from webapp.formats.archive import Archive, packed
from webapp.formats.edition import Edition
from webapp.formats.inplace.book_package import mend_package
from webapp.formats.inplace.refill import drop_readings, original_of, refill
from webapp.formats.inplace.targets import noting, noting_pictures, translate_pictures
from webapp.formats.markup import Element, local_name, xml_tree
from webapp.formats.readers.epub import (
    Chapter,
    chapters,
    contents,
    entries,
    other_pages,
    package_path,
)
from webapp.formats.readers.imported import one_line

_MIME = "mimetype"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write_book(edition: Edition) -> Iterator[bytes]:
    """The imported book, translated; raises BadInput, UnreadableDocument, TooLarge."""
    with Archive(original_of(edition)) as archive:
        path = package_path(archive)
        package = xml_tree(archive.read(path))
        targets: dict[str, str] = {}
        every = list(chapters(archive, path, package, Counter()))
        flows = chain.from_iterable(chapter.flows for chapter in every)
        pictures: dict[str, str] = {}
        refill(flows, noting_pictures(noting(edition.blocks, targets), pictures))
        for chapter in every:
            translate_pictures(chapter.root, pictures)
            _finish(chapter, edition)
        trees = {chapter.name: chapter.root for chapter in every}
        for name, root in contents(archive, path, package):
            trees[name] = _translated_contents(trees.get(name, root), targets, edition)
        mend_package(archive, path, package, trees, edition.target_language)
        for title in package.iterfind("./{*}metadata//{*}title"):
            _set_words(title, targets)
        trees[path] = package
        others = {} if edition.keeps_active else other_pages(archive, path, package)
        yield from packed(_parts(archive, trees, others))


def _finish(chapter: Chapter, edition: Edition) -> None:
    """Name the language of a chapter and take out what runs."""
    _set_language(chapter.root, edition.target_language)
    drop_readings(chapter.root)
    if not edition.keeps_active:
        make_page_inert(chapter.root)


def _set_language(root: Element, language: str) -> None:
    root.set(_LANG, language)
    if root.get("lang"):
        root.set("lang", language)


def _translated_contents(root: Element, targets: dict[str, str], edition: Edition) -> Element:
    _set_language(root, edition.target_language)
    headings = [e for e in root.iter() if local_name(e) in ("h1", "h2", "title", "text")]
    for element in [*(element for element, _ in entries(root)), *headings]:
        _set_words(element, targets)
    if not edition.keeps_active:
        make_page_inert(root)
    return root


def _set_words(element: Element, targets: dict[str, str]) -> None:
    """Put the target of all the words of an element where its first words are."""
    target = targets.get(one_line("".join(element.itertext())))
    if not target:
        return
    holders = [holder for holder in element.iter() if (holder.text or "").strip()]
    for holder in element.iterdescendants():
        holder.tail = None
    for holder in holders[1:]:
        holder.text = None
    (holders or [element])[0].text = target


def _parts(
    archive: Archive, trees: dict[str, Element], others: dict[str, bool]
) -> Iterator[tuple[str, list[bytes]]]:
    """The parts of the book, the type first, as readers expect it; ``others`` run nothing."""
    from lxml import etree, html

    yield _MIME, [b"application/epub+zip"]
    for name in archive.names:
        if name == _MIME:
            continue
        root = trees.get(name)
        if root is None:
            data = archive.read(name)
            inert = inert_page(data, is_picture=others[name]) if name in others else None
            yield name, [inert or data]
            continue
        if root.tag == "html":  # one of no namespace is shown as no page
            html.html_to_xhtml(root)
        yield name, [etree.tostring(root, encoding="UTF-8", xml_declaration=True)]
