"""Writes Markdown: the translation alone, or each source with its target quoted below it."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, groupby
from typing import NamedTuple

from webapp.formats.edition import (
    Edition,
    EditionBlock,
    place_link,
    place_name,
    remarks,
    separate_title,
)
from webapp.formats.marks.lines import LINE_END, joined, source_in_lines, target_in_lines
from webapp.formats.marks.runs import StyledRun
from webapp.formats.writers.grouping import structure, tables
from webapp.formats.writers.note_labels import NoteLabels
from webapp.text import MarkKind, ParagraphKind
from webapp.text.highlights import Colour
from webapp.text.raising import lowered

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")
_COLOURS = frozenset(Colour)
#: The kinds of blocks whose lines can stand below each other.
_LINED = {ParagraphKind.TEXT, ParagraphKind.VERSE, ParagraphKind.QUOTATION}
#: The indent of a note's further paragraphs.
_NOTE_INDENT = "    "
_OPENING = re.compile(r"(\d*)([-+.)])(?=\s|$)")


def write_markdown(edition: Edition) -> Iterator[str]:
    """The translation alone."""
    return _written(edition, edition.target_language, _Translation(edition))


def write_bilingual_markdown(edition: Edition) -> Iterator[str]:
    """The source of each segment or table, and below it its target as a quotation."""
    return _written(edition, edition.source_language, _Both(edition))


class _Manner(ABC):
    """A way to write blocks and tables, with the labels of the notes."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.labels = NoteLabels(edition.notes)

    def anchor(self, block: EditionBlock) -> str:
        """The element to which links to the block lead; "" for a block without one."""
        name = place_name(self.edition, block)
        return f'<a id="{name}"></a>' if name else ""

    def source(self, block: EditionBlock) -> str:
        """All sources of a block."""
        runs_of = source_in_lines
        return joined(block, lambda pair: self.styled(block, runs_of(block, pair)), _end(block))

    def target(self, block: EditionBlock) -> str:
        """All targets of a block."""
        runs_of = target_in_lines
        return joined(block, lambda pair: self.styled(block, runs_of(block, pair)), _end(block))

    def styled(self, block: EditionBlock, runs: Iterable[StyledRun]) -> str:
        """The runs of a block with their marks; the marks of notes become references."""
        text = "".join(self._run(block, run) for run in runs)
        return _end(block).join(map(_opened, text.split(LINE_END)))

    def _run(self, block: EditionBlock, run: StyledRun) -> str:
        number = lowered(run.text)
        is_note = MarkKind.NOTE in run.kinds and number.isdecimal()
        label = self.labels.of_mark(block, int(number)) if is_note else ""
        if label:
            return f"[^{label}]"
        # a bold mark that touches bold words could not be parted from them again
        return _marked(StyledRun(run.text) if MarkKind.NOTE in run.kinds else run)

    def remarks(self, block: EditionBlock) -> list[str]:
        """The notes of readers on a block, each one paragraph."""
        return [
            f"*Note ({colour}) on “{_plain(words)}”:* {_plain(note)}"
            for colour, words, note in remarks(block)
        ]

    @abstractmethod
    def block(self, block: EditionBlock) -> list[str]:
        """The Markdown paragraphs of a block."""

    @abstractmethod
    def table(self, rows: list[list[list[EditionBlock]]]) -> Iterator[str]:
        """The lines of a table."""


class _Translation(_Manner):
    def block(self, block: EditionBlock) -> list[str]:
        return [self._anchored(block), *self.remarks(block)]

    def table(self, rows: list[list[list[EditionBlock]]]) -> Iterator[str]:
        return _table(rows, self._anchored)

    def _anchored(self, block: EditionBlock) -> str:
        return self.anchor(block) + self.target(block)


class _Both(_Manner):
    def block(self, block: EditionBlock) -> list[str]:
        first, *others = [
            words
            for pair in block.segments
            for words in (
                self.styled(block, source_in_lines(block, pair)),
                _quotation(self.styled(block, target_in_lines(block, pair))),
            )
        ]
        return [self.anchor(block) + first, *others, *self.remarks(block)]

    def table(self, rows: list[list[list[EditionBlock]]]) -> Iterator[str]:
        yield from _table(rows, lambda block: self.anchor(block) + self.source(block))
        yield "\n"
        yield from (f"> {line}" for line in _table(rows, self.target))


def _written(edition: Edition, language: str, manner: _Manner) -> Iterator[str]:
    title, edition = separate_title(edition)
    yield from _head(replace(edition, title=title), language)
    for kind, group in groupby(edition.blocks, key=structure):
        yield from _group(kind, group, manner)


def _group(kind: str, group: Iterable[EditionBlock], manner: _Manner) -> Iterator[str]:
    """Neighbouring blocks of one structure."""
    if kind == ParagraphKind.CELL:
        for table in tables(group):
            yield from manner.table(list(table))
            yield "\n"
    elif kind == ParagraphKind.ITEM:
        yield from _items(group, manner)
    elif kind == ParagraphKind.QUOTATION:
        for number, words in enumerate(chain.from_iterable(map(manner.block, group))):
            yield (">\n" if number else "") + f"{_quotation(words)}\n"
        yield "\n"
    else:
        for block in group:
            yield _fenced(block) if block.kind == ParagraphKind.CODE else _block(block, manner)


def _block(block: EditionBlock, manner: _Manner) -> str:
    first, *others = manner.block(block)
    if block.kind == ParagraphKind.NOTE and "number" in block.detail:
        others = [f"{_NOTE_INDENT}{words}" for words in others]
    prefix = _prefix(block, manner.labels)
    return "".join(f"{words}\n\n" for words in (prefix + first, *others))


def _fenced(block: EditionBlock) -> str:
    """The code, once, in a fence longer than any row of backticks in it."""
    code = "\n".join(pair.source for pair in block.segments)
    longest = max(map(len, re.findall("`+", code)), default=0)
    fence = "`" * max(longest + 1, 3)
    return f"{fence}\n{code}\n{fence}\n\n"


def _head(edition: Edition, language: str) -> Iterator[str]:
    fields = {"title": edition.title, "author": edition.author, "date": edition.date}
    lines = [f'{name}: "{_quoted(value)}"\n' for name, value in fields.items() if value]
    yield f"---\n{''.join(lines)}lang: {language}\n---\n\n"


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")


def _table(
    rows: list[list[list[EditionBlock]]], render: Callable[[EditionBlock], str]
) -> Iterator[str]:
    """The lines of a table. The first row is the head, which Markdown demands."""
    width = max(len(row) for row in rows)
    for number, row in enumerate(rows):
        texts = ["<br>".join(render(block) for block in cell) for cell in row]
        yield f"| {' | '.join(texts + [''] * (width - len(row)))} |\n"
        if not number:
            yield f"|{' --- |' * width}\n"


def _prefix(block: EditionBlock, labels: NoteLabels) -> str:
    """The characters that turn a paragraph into a heading or a note; "" for others."""
    if block.kind == ParagraphKind.HEADING:
        return f"{'#' * block.detail.get('level', 1)} "
    if block.kind != ParagraphKind.NOTE or "number" not in block.detail:
        return ""
    return _NOTE_INDENT if block.detail.get("goes_on") else f"[^{labels.of_note(block)}]: "


class _IndentedList(NamedTuple):
    """An open list: its depth, its next number, its indent, and the indent of its items' words."""

    level: int
    number: int | None
    indent: str
    within: str


def _items(items: Iterable[EditionBlock], manner: _Manner) -> Iterator[str]:
    """Lists, each indented as deep as the words of the item that contains it."""
    open_lists: list[_IndentedList] = []
    for block in items:
        level, number = block.detail["level"], block.detail.get("number")
        while open_lists and open_lists[-1].level > level:
            open_lists.pop()
        before = open_lists.pop() if open_lists and open_lists[-1].level == level else None
        indent = before.indent if before else open_lists[-1].within if open_lists else ""
        if before and block.detail.get("goes_on"):
            mark, current = before.within, before
        else:
            mark = f"{indent}{'-' if number is None else f'{max(number, 0)}.'} "
            following = None if number is None else number + 1
            current = _IndentedList(level, following, indent, " " * len(mark))
            if before and number != before.number:
                yield f"{indent}<!-- -->\n\n"  # without it the two lists would be one
        open_lists.append(current)
        first, *others = manner.block(block)
        indented = (current.within + words for words in others)
        yield "".join(f"{words}\n\n" for words in (mark + first, *indented))


def _end(block: EditionBlock) -> str:
    """What ends a line within a block; a heading, an item, a cell and a note are one line."""
    return "\\\n" if block.kind in _LINED else "<br>"


def _opened(line: str) -> str:
    """A line of words, whose beginning is no sign of a list or a heading."""
    opening = _OPENING.match(line)
    return f"{opening[1]}\\{line[opening.end(1) :]}" if opening else line


def _quotation(words: str) -> str:
    """Words as a quotation, line by line."""
    return "> " + words.replace("\n", "\n> ")


def _plain(text: str) -> str:
    """Text of one line, in which nothing is a sign of Markdown."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _marked(run: StyledRun) -> str:
    text = _SPECIAL.sub(r"\\\1", run.text)
    words = text.strip()
    if not words:
        return text
    mark = "**" * (MarkKind.BOLD in run.kinds) + "*" * (MarkKind.ITALIC in run.kinds)
    styled = f"{mark}{words}{mark[::-1]}"
    for colour in run.kinds & _COLOURS:
        styled = f'<mark class="{colour}">{styled}</mark>'
    if run.href or run.place:
        address = run.href.replace(">", "%3E") or f"#{place_link(run.place)}"
        styled = f"[{styled}](<{address}>)"
    return text.replace(words, styled, 1)
