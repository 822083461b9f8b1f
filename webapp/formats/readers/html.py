"""Reads web pages: the article of a page with its blocks and inline marks."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from webapp.errors import UnreadableDocument
from webapp.formats import active as active_content
from webapp.formats.markup import Element, html_tree, local_name
from webapp.formats.readers.flow import BLOCKS, NOTES, Flow, flow
from webapp.formats.readers.imported import (
    ImportedDocument,
    assembled,
    left_out,
    one_line,
    written_on,
)
from webapp.formats.readers.page_marks import is_note_mark, types
from webapp.formats.readers.places import linked

#: The article of a page has at least this part of the text of all its paragraphs.
ARTICLE_SHARE = 0.4
_ASIDE = (
    "//nav | //aside[not(@role) or @role='complementary'][not(ancestor::*[@role='doc-endnotes'])]"
    " | //footer[not(ancestor::blockquote)]"
    " | //header[not(ancestor::article or ancestor::main)]"
)
#: Elements in which no note of the article stands.
_FRAME = frozenset(["nav", "header", "form"])
_COMMENTS = re.compile(r"comment|disqus|\brespond\b", re.IGNORECASE)
#: The classes of notes.
_NAMED = NOTES | {"references", "wp-block-footnotes"}
_TITLES = ("//meta[@property='og:title']/@content", "//title/text()", "//h1")
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
    facts = {
        "title": one_line(_first(tree, _TITLES)),
        "author": one_line(_first(tree, _AUTHORS)),
        "date": written_on(one_line(_first(tree, _DATES)), ""),
        "language": one_line(tree.get("lang")),
    }
    active = (active_content.NOTICE,) if active_content.make_page_inert(tree) else ()
    return assembled(
        linked((entry.block for entry in flows), counts),
        **facts,
        notices=left_out(counts) + active,
        original=data,
    )


def page_flow(tree: Element, counts: Counter[str]) -> list[Flow]:
    """The blocks of a page's article with their places; every call gives the same."""
    root = _article(tree)
    aside = frozenset(tree.xpath(_ASIDE))
    return list(flow(root, counts, aside, _notes(tree, root, aside)))


def _notes(tree: Element, root: Element, aside: Collection[Element]) -> list[Element]:
    """The notes of the article that stand outside its text: below, aside, or hidden."""
    enclosing = frozenset([root, *root.iterancestors()])
    notes: dict[Element, None] = {}
    for note in _all_notes(tree, root):
        line = [note, *note.iterancestors()]
        outside = [element for element in line if element not in enclosing]
        if (
            note not in enclosing
            and notes.keys().isdisjoint(line)
            and not _is_read(line, root, aside)
            and not any(_is_foreign(element, root in line) for element in outside)
        ):
            notes[note] = None
    return list(notes)


def _all_notes(tree: Element, root: Element) -> Iterator[Element]:
    """The elements to which marks of notes lead, and those that declare themselves notes.

    An element that only its class names a note, as some in the frame of a page, must be linked.
    """
    links = [link for link in root.iter("a") if link.get("href", "").startswith("#")]
    linked = {link.get("href")[1:] for link in links} - {""}
    marked = {link.get("href")[1:] for link in links if is_note_mark(link)} - {""}
    targets = [
        target for target in tree.iter("*") if target.get("id", target.get("name")) in linked
    ]
    leading = {element for target in targets for element in (target, *target.iterancestors())}
    for element in tree.iter("*"):
        has_role = element.get("role") is not None and not NOTES.isdisjoint(types(element))
        is_linked = element in leading
        if has_role or (is_linked and not _NAMED.isdisjoint(element.get("class", "").split())):
            yield element
        elif is_linked and element.get("id", element.get("name")) in marked:
            yield _whole_note(element)


def _whole_note(element: Element) -> Element:
    """The block into which a mark leads; for an item its list, which numbers it."""
    block = element
    while local_name(block) not in BLOCKS and block.getparent() is not None:
        block = block.getparent()
    return block.getparent() if local_name(block) == "li" else block


def _is_read(line: Sequence[Element], root: Element, aside: Collection[Element]) -> bool:
    """Whether the first element of ``line`` is read with the article; the others enclose it."""
    if root not in line:
        return False
    inside = line[: line.index(root)]
    return not any(element in aside or element.get("hidden") is not None for element in inside)


def _is_foreign(element: Element, is_inside: bool) -> bool:
    """Whether an element is the frame of a page, its readers' comments, or another article."""
    named = f"{element.get('id', '')} {element.get('class', '')}"
    return (
        local_name(element) in _FRAME
        or (local_name(element) == "article" and not is_inside)
        or _COMMENTS.search(named) is not None
    )


def _article(tree: Element) -> Element:
    """The element of the article: main or article if most of the text is there, else body."""
    bodies = list(tree.iter("body"))
    # Pages that follow each other in one file, or a mangled end tag, make several bodies.
    body = bodies[0] if len(bodies) == 1 else tree
    total = _weight(body)
    candidates = tree.xpath("//article | //main | //*[@role='main']")
    best = max(candidates, key=_weight, default=body)
    return best if total and _weight(best) >= ARTICLE_SHARE * total else body


def _weight(element: Element) -> int:
    # Nested steps of XPath would take time that grows with the square of the page.
    return sum(len(text) for p in element.iter("p") for text in p.itertext())


def _first(tree: Element, paths: tuple[str, ...]) -> str:
    """The words of the first node that has some; a line's end in them is a space."""
    for path in paths:
        first = f"({path})[1]"
        words = tree.xpath(f"{first}//text()") or tree.xpath(first)  # an element, or words
        text = "".join(f" {some}" if _begins_line(some) else some for some in words).strip()
        if text:
            return text
    return ""


def _begins_line(words: Element) -> bool:
    """Whether words of the tree, which know where they stand, follow the end of a line."""
    return bool(words.is_tail) and local_name(words.getparent()) == "br"
