"""Writes the imported page with its text translated and all else unchanged."""

import re
from collections import Counter
from collections.abc import Iterator

from webapp.formats.active import make_page_inert
from webapp.formats.edition import Edition
from webapp.formats.inplace.refill import drop_readings, original_of, refill
from webapp.formats.markup import html_tree
from webapp.formats.readers.html import page_flow

_ROOT = re.compile(r"<html\b[^>]*>", re.IGNORECASE)
_LANGUAGE = re.compile(r"""(\s(?:xml:)?lang\s*=\s*)(?:"[^"]*"|'[^']*'|[^\s>"']+)""", re.IGNORECASE)


def labelled(page: str, language: str) -> str:
    """A page that says it is in that language, where it said of another."""
    root = _ROOT.search(page)
    if root is None:
        return page
    tag = _LANGUAGE.sub(lambda named: f'{named[1]}"{language}"', root[0])
    return page[: root.start()] + tag + page[root.end() :]


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
