"""Web pages: the article of a page, its blocks and inline marks."""

from collections import Counter

from webapp.errors import UnreadableDocument
from webapp.formats.flow import Flow, flow
from webapp.formats.imported import ImportedDocument, assembled, left_out, one_line, written_on
from webapp.formats.markup import Element, html_tree

#: A page's article has at least this part of the text of its paragraphs.
ARTICLE_SHARE = 0.4
_ASIDE = ".//nav | .//footer | .//aside[not(@role)] | .//header[not(ancestor::article)]"
_TITLES = ("//meta[@property='og:title']/@content", "//title/text()", "//h1//text()")
_AUTHORS = (
    "//meta[@name='author']/@content",
    "//meta[@property='article:author']/@content",
    "//*[@rel='author']//text()",
)
_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@name='date' or @name='dcterms.date' or @name='dc.date']/@content",
    "//time/@datetime",
)


def read_html(data: bytes) -> ImportedDocument:
    """The article of a page; raises TooLarge, NotText, UnreadableDocument."""
    tree = html_tree(data)
    counts: Counter[str] = Counter()
    flows = page_flow(tree, counts)
    if not flows:
        raise UnreadableDocument("This page has no text that can be read.")
    return assembled(
        [entry.block for entry in flows],
        title=one_line(_first(tree, _TITLES)),
        author=one_line(_first(tree, _AUTHORS)),
        date=written_on(one_line(_first(tree, _DATES)), ""),
        language=one_line(tree.get("lang")),
        notices=left_out(counts),
        original=data,
    )


def page_flow(tree: Element, counts: Counter[str]) -> list[Flow]:
    """The blocks of a page's article with their places, the same at each call."""
    root = _article(tree)
    return list(flow(root, counts, root.xpath(_ASIDE)))


def _article(tree: Element) -> Element:
    """The element that holds the article: main or article if most of the text is there."""
    [body] = tree.xpath("//body[1]") or [tree]
    total = _weight(body)
    candidates = tree.xpath("//article | //main | //*[@role='main']")
    best = max(candidates, key=_weight, default=body)
    return best if total and _weight(best) >= ARTICLE_SHARE * total else body


def _weight(element: Element) -> int:
    # Not by XPath, whose nested steps take time that grows with the square of the page.
    return sum(len(text) for p in element.iter("p") for text in p.itertext())


def _first(tree: Element, paths: tuple[str, ...]) -> str:
    for path in paths:
        found = tree.xpath(f"string(({path})[1])").strip()
        if found:
            return str(found)
    return ""
