"""DOCX: the text of a Word document, its notes at the end."""

from collections import Counter
from dataclasses import dataclass

from webapp.errors import UnreadableDocument
from webapp.formats.archive import Archive
from webapp.formats.flow import Flow
from webapp.formats.imported import ImportedDocument, assembled, left_out, one_line, written_on
from webapp.formats.markup import Element, xml_tree
from webapp.formats.numbering import Numbering, W
from webapp.formats.word import Notes, Styles, word_flow

#: Parts with text, in reading order.
TEXTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_MACROS = "word/vbaProject.bin"
#: Parts with words that are not read, by how their names begin.
_ASIDE = {"word/header": "page header", "word/footer": "page footer"}
_COMMENTS = "word/comments.xml"


@dataclass(frozen=True, slots=True)
class Text:
    """One part: its tree, and its paragraphs with the places of their words."""

    name: str
    root: Element
    flows: list[Flow]


def read_docx(data: bytes) -> ImportedDocument:
    """The paragraphs of a document; raises UnreadableDocument, TooLarge."""
    with Archive(data) as archive:
        counts: Counter[str] = Counter()
        texts = word_texts(archive, counts)
        properties = _properties(archive)
        has_macros = _MACROS in archive
        counts["macro project"] += has_macros
        counts += _aside(archive)
    blocks = [entry.block for text in texts for entry in text.flows]
    if not blocks:
        raise UnreadableDocument("This document has no text.")
    return assembled(
        blocks,
        title=properties.get("title", ""),
        author=properties.get("creator", ""),
        date=written_on(properties.get("created", ""), properties.get("modified", "")),
        language=properties.get("language", ""),
        notices=left_out(counts),
        original=None if has_macros else data,
    )


def word_texts(archive: Archive, counts: Counter[str]) -> list[Text]:
    """The parts with text that there are."""
    has_styles, has_lists = "word/styles.xml" in archive, "word/numbering.xml" in archive
    styles = Styles.of(xml_tree(archive.read("word/styles.xml"))) if has_styles else Styles()
    lists = Numbering.of(xml_tree(archive.read("word/numbering.xml"))) if has_lists else Numbering()
    notes: Notes = {}
    texts = []
    for name in TEXTS:
        if name in archive:
            root = xml_tree(archive.read(name))
            flows = list(word_flow(root, styles, lists, _links(archive, name), counts, notes))
            texts.append(Text(name, root, flows))
    return texts


def _aside(archive: Archive) -> Counter[str]:
    """What stands beside the text and is left out: page numbers are no words."""
    counts: Counter[str] = Counter()
    for name in archive.names:
        kind = next((kind for start, kind in _ASIDE.items() if name.startswith(start)), "")
        if kind and name.endswith(".xml"):
            words = "".join(xml_tree(archive.read(name)).itertext(f"{W}t"))
            counts[kind] += any(map(str.isalpha, words))
    if _COMMENTS in archive:
        counts["comment"] += len(xml_tree(archive.read(_COMMENTS)).findall(f"{W}comment"))
    return counts


def _links(archive: Archive, name: str) -> dict[str, str]:
    folder, _, file = name.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels"
    if relations not in archive:
        return {}
    return {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in xml_tree(archive.read(relations))
        if relation.get("TargetMode") == "External"
        and relation.get("Target", "").startswith(("http:", "https:", "mailto:"))
    }


def _properties(archive: Archive) -> dict[str, str]:
    if "docProps/core.xml" not in archive:
        return {}
    root = xml_tree(archive.read("docProps/core.xml"))
    return {entry.tag.rpartition("}")[2]: one_line(entry.text) for entry in root}
