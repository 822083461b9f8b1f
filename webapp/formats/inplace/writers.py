"""Writes the imported page or Word file with its text translated and all else unchanged."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from webapp.formats.active import inert_relations, make_fields_inert, make_page_inert
from webapp.formats.archive import Archive, packed
from webapp.formats.edition import Edition
from webapp.formats.inplace.refill import drop_readings, original_of, refill
from webapp.formats.markup import Element, html_tree
from webapp.formats.readers.html import page_flow
from webapp.formats.readers.word.reader import word_texts

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def write_page(edition: Edition) -> Iterator[bytes]:
    """The imported page in UTF-8, translated; raises BadInput."""
    from lxml import etree

    tree = html_tree(original_of(edition))
    refill(page_flow(tree, Counter()), edition.blocks)
    drop_readings(tree)
    if not edition.keeps_active:
        make_page_inert(tree)
    tree.set("lang", edition.target_language)
    for meta in tree.xpath("//meta[@charset or translate(@http-equiv, 'CT', 'ct')='content-type']"):
        meta.getparent().remove(meta)
    for head in tree.xpath("/html/head"):
        head.insert(0, etree.Element("meta", charset="utf-8"))
    page: bytes = etree.tostring(tree, method="html", encoding="utf-8", doctype="<!DOCTYPE html>")
    yield page


def write_word(edition: Edition) -> Iterator[bytes]:
    """The imported Word file, translated; raises BadInput."""
    with Archive(original_of(edition)) as archive:
        texts = word_texts(archive, Counter())
        refill(chain.from_iterable(text.flows for text in texts), edition.blocks)
        roots = {text.name: text.root for text in texts}
        if edition.keeps_active:
            yield from packed(_parts(archive, roots, lambda _name, data: data))
            return
        for root in roots.values():
            make_fields_inert(root)
        yield from packed(_parts(archive, roots, _inert_part))


def _inert_part(name: str, data: bytes) -> bytes:
    return (inert_relations(data) or data) if name.endswith(".rels") else data


def _parts(
    archive: Archive, roots: dict[str, Element], other: Callable[[str, bytes], bytes]
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The parts of a Word file: those with words from ``roots``, each other one by ``other``."""
    from lxml import etree

    for name in archive.names:
        if name not in roots:
            yield name, [other(name, archive.read(name))]
            continue
        for words in roots[name].iter("{*}t"):
            words.set(_SPACE, "preserve")
        yield name, [etree.tostring(roots[name], encoding="UTF-8", standalone=True)]
