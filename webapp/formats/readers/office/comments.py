"""Reads the comments of slides and sheets, which are read where that is asked for."""

from collections import Counter
from collections.abc import Iterable, Iterator

from webapp.formats.archive import Archive
from webapp.formats.markup import Element, xml_tree
from webapp.formats.readers.flow import Flow
from webapp.formats.readers.imported import ImportedBlock, detail_of
from webapp.formats.readers.office.drawing import drawn_paragraphs, drawn_words
from webapp.formats.readers.office.parts import WordedPart
from webapp.formats.readers.office.xlsx_cells import cell_text
from webapp.text import Detail, ParagraphKind

#: A comment of slides or of sheets, of each generation of the programs.
_COMMENTS = ("{*}cm", "{*}comment", "{*}threadedComment", "{*}reply")
#: How the name of the author begins where a comment only repeats one of a thread.
_REPEATED = "tc="


def comments_of(
    archive: Archive, names: Iterable[str], counts: Counter[str], *, with_asides: bool
) -> list[WordedPart]:
    """The parts of comments with these names; without asides none, and they are counted."""
    roots = {name: xml_tree(archive.read(name)) for name in names}
    if with_asides:
        return [WordedPart(name, root, list(_flows(root))) for name, root in roots.items()]
    counts["comment"] += sum(1 for root in roots.values() for _ in _comments(root))
    return []


def _flows(root: Element) -> Iterator[Flow]:
    """The words of the comments of a part, with their places."""
    for comment in _comments(root):
        words = comment.find("{*}text")
        if words is not None:
            item = cell_text(words)
            if item.text:
                block = ImportedBlock(item.text, ParagraphKind.TEXT, detail_of(item.marks))
                yield Flow(block, item.slots).aside()
        for paragraph in drawn_paragraphs(comment):
            drawn = drawn_words(paragraph, {}, Counter())
            if drawn and next(paragraph.iterancestors(*_COMMENTS)) is comment:
                yield drawn.flow(ParagraphKind.TEXT, Detail()).aside()


def _comments(root: Element) -> Iterator[Element]:
    """The comments of a part, without those that repeat the ones of a thread for old programs."""
    authors = [author.text or "" for author in root.iterfind("{*}authors/{*}author")]
    for comment in root.iter(*_COMMENTS):
        number = comment.get("authorId", "")
        author = authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""
        if not author.startswith(_REPEATED):
            yield comment
