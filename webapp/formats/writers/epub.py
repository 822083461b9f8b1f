"""Writes EPUB 3: the translation alone, folded under each segment, or facing its source."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from webapp.formats.archive import packed
from webapp.formats.edition import (
    Edition,
    EditionBlock,
    separate_title,
    translated_title,
)
from webapp.formats.escaping import attribute, escaped, language_attributes
from webapp.formats.marks.lines import source_in_lines, target_in_lines
from webapp.formats.writers.album import Album, framed
from webapp.formats.writers.contents import TITLE_LEVEL, ContentsEntry, Words, nested
from webapp.formats.writers.epub_package import CONTAINER, PICTURES, package_document
from webapp.formats.writers.note_labels import NoteLabels
from webapp.formats.writers.rendering import (
    InnerLinks,
    heading_tag,
    inline,
    named,
    note_number,
    remarks_of,
    source_of,
    structured,
    target_of,
    translated,
    wrapped,
)
from webapp.formats.writers.ways import Ways, way_to
from webapp.text import ParagraphKind, Picture

#: The file that holds the notes.
NOTES = "notes.xhtml"
#: The most blocks of one chapter's file, because small devices open whole files.
CHAPTER_BLOCKS = 300
#: A chapter begins at a heading of this level or above.
CHAPTER_LEVEL = 2
_STYLE = """body { line-height: 1.5; margin: 1em; }
summary { list-style-position: outside; }
details > p { margin: .2em 0 .6em 1em; font-style: italic; }
.facing { width: 100%; border-collapse: collapse; }
.facing td { width: 50%; vertical-align: top; padding: 0 .6em .4em 0; }
.code { font-family: monospace; font-size: .85em; white-space: pre-wrap; }
sup { line-height: 0; }
mark { color: inherit; text-decoration: underline; text-decoration-thickness: 2px; }
mark.yellow { background: #fbe9a3; }
mark.green { background: #cfe8c6; text-decoration-style: dashed; }
mark.blue { background: #cfe2f5; text-decoration-style: dotted; }
mark.pink { background: #f8d3dc; text-decoration-style: double; }
.remark { font-size: .85em; margin-left: 1em; }
li p, td p { margin: .2em 0; }
figure { margin: .8em 0; text-align: center; }
img { max-width: 100%; height: auto; }
"""


def write_epub(edition: Edition) -> Iterator[bytes]:
    """The translation alone, with its translated title where the text begins with the title."""
    return _written(edition, translated, [edition.target_language])


def write_folded_epub(edition: Edition) -> Iterator[bytes]:
    """Each source with its target, which unfolds below it."""
    return _written(edition, _folded, [edition.source_language, edition.target_language])


def write_facing_epub(edition: Edition) -> Iterator[bytes]:
    """Each paragraph's source and target side by side."""
    return _written(edition, _facing, [edition.source_language, edition.target_language])


def _folded(block: EditionBlock, edition: Edition, links: InnerLinks) -> str:
    if block.kind == ParagraphKind.CODE:
        return wrapped(block, source_of(block))
    languages = edition.source_language, edition.target_language
    source, target = map(language_attributes, languages)
    tag = heading_tag(block) if block.kind == ParagraphKind.HEADING else "span"
    number = note_number(block)
    # What does not know ``details`` (Calibre's converter) would glue both together.
    line_end = "<br/>" if tag == "span" else ""
    return "".join(
        f"<details><summary>{number if pair is block.segments[0] else ''}"
        f"<{tag} {source}>{inline(source_in_lines(block, pair), links)}</{tag}>"
        f"{line_end}</summary>"
        f"<p {target}>{inline(target_in_lines(block, pair), links)}</p></details>"
        for pair in block.segments
    )


def _facing(block: EditionBlock, edition: Edition, links: InnerLinks) -> str:
    source, target = map(language_attributes, (edition.source_language, edition.target_language))
    return (
        f'<table class="facing"><tr><td {source}>{wrapped(block, source_of(block, links))}</td>'
        f"<td {target}>{wrapped(block, target_of(block, links))}</td></tr></table>"
    )


def _written(
    edition: Edition,
    render: Callable[[EditionBlock, Edition, InnerLinks], str],
    languages: list[str],
) -> Iterator[bytes]:
    return packed(_Book(edition, render, languages).parts())


class _Book:
    """The parts of a book. Contents and package come last, when all chapters are known.

    Title and contents are in its first language, as far as they are known in it.
    """

    def __init__(
        self,
        edition: Edition,
        render: Callable[[EditionBlock, Edition, InnerLinks], str],
        languages: list[str],
    ) -> None:
        in_target, edition = translated_title(edition)
        if not in_target or languages[0] == edition.source_language:
            self.title = Words(edition.title, edition.source_language)
        else:
            self.title = Words(in_target, edition.target_language)
        title, self.edition = separate_title(edition)
        self.is_titled = not title
        self.render = render
        self.languages = languages
        self.contents: list[ContentsEntry] = []
        self.chapters: list[str] = []
        self.headings = 0
        #: By the label of a note: the file that has its first mark, and its blocks.
        self.labels = NoteLabels(edition.notes)
        self.marks: dict[str, str] = {}
        self.notes: dict[str, list[EditionBlock]] = {}
        self.album = Album(edition)
        self.ways = Ways()

    def parts(self) -> Iterator[tuple[str, Iterable[str | bytes]]]:
        yield "mimetype", ["application/epub+zip"]
        yield "META-INF/container.xml", [CONTAINER]
        yield "OPS/style.css", [_STYLE]
        for blocks in _chapters(self._without_notes()):
            name = f"chapter-{len(self.chapters) + 1}.xhtml"
            self.chapters.append(name)
            text = "".join(self._chapter(name, blocks))
            yield from self._passed(self.ways.passed(name, text))
        if self.notes:
            if not self.contents:  # the contents must have an entry
                self.contents.append(ContentsEntry(TITLE_LEVEL, NOTES, self.title))
            self.chapters.append(NOTES)
            yield from self._passed(self.ways.passed(NOTES, "".join(self._endnotes())))
        yield from self._passed(self.ways.rest())
        for name, data in self.album.files():
            yield f"OPS/{PICTURES}/{name}", [data]
        yield "OPS/nav.xhtml", self._navigation()
        pictures = self.album.media_types()
        yield (
            "OPS/package.opf",
            package_document(self.edition, self.title, self.languages, self.chapters, pictures),
        )

    def _passed(self, texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Iterable[str]]]:
        yield from ((f"OPS/{name}", [text]) for name, text in texts)

    def _without_notes(self) -> Iterator[EditionBlock]:
        """The blocks without the numbered notes, which are collected for the end."""
        label = ""
        for block in self.edition.blocks:
            is_note = block.kind == ParagraphKind.NOTE
            goes_on = is_note and block.detail.get("goes_on")
            label = label if goes_on else self.labels.of_note(block) if is_note else ""
            if label:
                self.notes.setdefault(label, []).append(block)
            else:
                yield block

    def _endnotes(self) -> Iterator[str]:
        """The file of all notes, each with a link back to its mark; e-readers show one alone."""
        yield self._head()
        yield '<section epub:type="endnotes" role="doc-endnotes">\n'
        for label, blocks in self.notes.items():
            words = "".join(self._block(NOTES, block) for block in blocks)
            back = self.marks.get(label)
            way = f'<a role="doc-backlink" href="{back}#mark{label}">↩</a>' if back else ""
            yield (
                f'<div epub:type="footnote" role="doc-footnote" id="note{label}">{words}{way}'
                "</div>\n"
            )
        yield "</section>\n</body>\n</html>\n"

    def _note_link(self, name: str, block: EditionBlock, number: int) -> str:
        """The attributes that link a mark in the file ``name`` to its note.

        The first mark of a note has an id, to which the note links back.
        """
        label = self.labels.of_mark(block, number)
        if not label:
            return ""
        anchor = "" if label in self.marks else f'id="mark{label}" '
        self.marks.setdefault(label, name)
        return f'{anchor}href="{NOTES}#note{label}" epub:type="noteref" role="doc-noteref"'

    def _chapter(self, name: str, blocks: list[EditionBlock]) -> Iterator[str]:
        yield self._head()
        body = structured(blocks, partial(self._block, name))
        if len(self.chapters) == 1:
            if self.is_titled:
                yield next(body)
            else:
                yield self.title.element('h1 id="title"', "h1") + "\n"
                self.contents.append(ContentsEntry(TITLE_LEVEL, f"{name}#title", self.title))
            yield f"<p>{escaped(self.edition.author)}</p>\n" if self.edition.author else ""
        yield from body
        yield "</body>\n</html>\n"

    def _block(self, name: str, block: EditionBlock) -> str:
        if block.kind != ParagraphKind.HEADING:
            return self._rendered(name, block)
        self.headings += 1
        level = block.detail.get("level", 1)
        self.contents.append(ContentsEntry(level, f"{name}#h{self.headings}", self._label(block)))
        return f'<section id="h{self.headings}">{self._rendered(name, block)}</section>'

    def _rendered(self, name: str, block: EditionBlock) -> str:
        links = InnerLinks(partial(self._note_link, name, block), way_to)
        words = self.render(block, self.edition, links) + remarks_of(block)
        words = framed(self.edition, block, words, self._picture_address)
        return named(self.edition, block) + words

    def _picture_address(self, picture: Picture) -> str:
        return f"{PICTURES}/{self.album.name(picture)}"

    def _label(self, block: EditionBlock) -> Words:
        edition = self.edition
        targets = [pair.target for pair in block.segments if pair.target]
        if len(targets) < len(block.segments) or self.languages[0] == edition.source_language:
            sources = " ".join(pair.source for pair in block.segments)
            return Words(sources, edition.source_language)
        return Words(" ".join(targets), edition.target_language)

    def _head(self) -> str:
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
            '<html xmlns="http://www.w3.org/1999/xhtml" '
            'xmlns:epub="http://www.idpf.org/2007/ops" '
            f"{language_attributes(self.languages[0])} xml:lang={attribute(self.languages[0])}>\n"
            f'<head><meta charset="utf-8"/>{self.title.element("title", "title")}'
            '<link rel="stylesheet" href="style.css"/></head>\n<body>\n'
        )

    def _navigation(self) -> Iterator[str]:
        yield self._head()
        yield '<nav epub:type="toc" id="toc"><ol>\n'
        title, others = self.contents[:1], self.contents[1:]
        level = others[0].level if others else TITLE_LEVEL
        # The title stands beside the chapters: many readers hide what stands below an entry.
        yield from nested([*(entry._replace(level=level) for entry in title), *others])
        yield "</ol></nav>\n</body>\n</html>\n"


def _chapters(blocks: Iterable[EditionBlock]) -> Iterator[list[EditionBlock]]:
    """The blocks of each chapter. A heading never ends a chapter."""
    chapter: list[EditionBlock] = []
    for block in blocks:
        is_start = block.kind == ParagraphKind.HEADING and (
            block.detail.get("level", 1) <= CHAPTER_LEVEL
        )
        follows_text = chapter and chapter[-1].kind != ParagraphKind.HEADING
        if follows_text and (is_start or len(chapter) >= CHAPTER_BLOCKS):
            yield chapter
            chapter = []
        chapter.append(block)
    if chapter:
        yield chapter
