"""Renders blocks as HTML that is also XML, for pages and for the chapters of e-books."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from webapp.formats.edition import Edition, EditionBlock, place_name, remarks
from webapp.formats.escaping import attribute, escaped, language_attributes
from webapp.formats.marks.lines import LINE_END, joined, source_in_lines, target_in_lines
from webapp.formats.marks.runs import StyledRun
from webapp.formats.writers.grouping import structure, tables
from webapp.text import Detail, MarkKind, ParagraphKind, item_mark
from webapp.text.highlights import Colour
from webapp.text.raising import lowered

_TAGS = ((MarkKind.BOLD, "b"), (MarkKind.ITALIC, "i"), (MarkKind.NOTE, "sup"))

#: The end of a line; its space is one of the words, whose offsets stay right.
BREAK = " <br/>"
_COLOURS = frozenset(Colour)

#: Gives the attributes of a link to the note or to the paragraph with a number; "" for no link.
Link = Callable[[int], str]


def unlinked(_: int) -> str:
    """No link, for any number."""
    return ""


class InnerLinks(NamedTuple):
    """Where the marks of notes lead, and where inner links do."""

    note: Link = unlinked
    place: Link = unlinked


UNLINKED = InnerLinks()


def inline(runs: Iterable[StyledRun], links: InnerLinks = UNLINKED) -> str:
    """Runs with their marks and ends of lines as elements, and the links within the document."""
    return "".join(_run(run, links) for run in runs).replace(LINE_END, BREAK)


def _run(run: StyledRun, links: InnerLinks) -> str:
    is_note = MarkKind.NOTE in run.kinds
    markup = escaped(lowered(run.text) if is_note else run.text)
    if not run.href and (attributes := _attributes(run, markup, links)):
        markup = f"<a {attributes}>{markup}</a>"
    for kind, tag in _TAGS:
        if kind in run.kinds:
            markup = f"<{tag}>{markup}</{tag}>"
    for colour in _COLOURS & run.kinds:
        markup = f'<mark class="{colour}">{markup}</mark>'
    return f"<a href={attribute(run.href)}>{markup}</a>" if run.href else markup


def _attributes(run: StyledRun, markup: str, links: InnerLinks) -> str:
    """The attributes of a run's link within the document; "" without one."""
    if MarkKind.NOTE in run.kinds:
        return links.note(int(markup)) if markup.isdecimal() else ""
    return links.place(run.place) if run.place else ""


def source_of(block: EditionBlock, links: InnerLinks = UNLINKED) -> str:
    """All sources of a block."""
    return joined(block, lambda pair: inline(source_in_lines(block, pair), links), BREAK)


def target_of(block: EditionBlock, links: InnerLinks = UNLINKED) -> str:
    """All targets of a block."""
    return joined(block, lambda pair: inline(target_in_lines(block, pair), links), BREAK)


def remarks_of(block: EditionBlock) -> str:
    """The notes of readers on a block, a paragraph each."""
    return "".join(
        f'<p class="remark {colour}"><b>Note ({colour})</b> “{escaped(words)}” – '
        f"{escaped(note)}</p>"
        for colour, words, note in remarks(block)
    )


def named(edition: Edition, block: EditionBlock) -> str:
    """An empty element with the name of a block to which inner links lead; "" for others."""
    name = place_name(edition, block)
    return f'<span id="{name}"></span>' if name else ""


def heading_tag(block: EditionBlock) -> str:
    """``h2`` to ``h6`` by the level of a heading; ``h1`` is for the title."""
    return f"h{min(block.detail.get('level', 1) + 1, 6)}"


def translated(block: EditionBlock, edition: Edition, links: InnerLinks = UNLINKED) -> str:
    """The translation of a block alone, in the element of the block's kind."""
    language = language_attributes(edition.target_language)
    return wrapped(block, f"<span {language}>{target_of(block, links)}</span>")


def wrapped(block: EditionBlock, words: str) -> str:
    """``words`` (phrasing content) in the element of the block's kind."""
    if block.kind == ParagraphKind.HEADING:
        return f"<{heading_tag(block)}>{words}</{heading_tag(block)}>"
    return f'<p class="{block.kind}">{note_number(block)}{words}</p>'


def note_number(block: EditionBlock) -> str:
    """The number before a note's words, with a space; empty for other blocks."""
    number = item_mark(block.kind, block.detail) if block.kind == ParagraphKind.NOTE else ""
    return f"{number} " if number else ""


def structured(
    blocks: Iterable[EditionBlock], render: Callable[[EditionBlock], str]
) -> Iterator[str]:
    """The blocks by ``render``, which gives flow content; items in lists, cells in tables."""
    for kind, group in groupby(blocks, key=structure):
        if kind == ParagraphKind.ITEM:
            yield from _lists(group, render)
        elif kind == ParagraphKind.CELL:
            for table in tables(group):
                yield from _table(table, render)
        elif kind == ParagraphKind.QUOTATION:
            yield f"<blockquote>{''.join(render(block) for block in group)}</blockquote>\n"
        else:
            yield from (f"{render(block)}\n" for block in group)


class _OpenList(NamedTuple):
    """An open list: the depth of its items, its element and the way it writes numbers."""

    level: int
    tag: str
    numbering: str

    @classmethod
    def of(cls, detail: Detail) -> "_OpenList":
        tag = "ol" if "number" in detail else "ul"
        return cls(detail["level"], tag, detail.get("numbering", ""))

    def start_tag(self) -> str:
        numbering = f" type={attribute(self.numbering)}" if self.numbering else ""
        return f"<{self.tag}{numbering}>\n"


def _lists(items: Iterable[EditionBlock], render: Callable[[EditionBlock], str]) -> Iterator[str]:
    """Lists nested by the levels of their items. Each item states its number, so none slips."""
    open_lists: list[_OpenList] = []
    for block in items:
        current = _OpenList.of(block.detail)
        while open_lists and open_lists[-1].level > current.level:
            yield f"</li></{open_lists.pop().tag}>\n"
        if open_lists and open_lists[-1].level == current.level and block.detail.get("goes_on"):
            yield render(block)
            continue
        if open_lists and open_lists[-1] == current:
            yield "</li>\n"
        else:
            if open_lists and open_lists[-1].level == current.level:
                yield f"</li></{open_lists.pop().tag}>\n"
            yield current.start_tag()
            open_lists.append(current)
        number = block.detail.get("number")
        yield f"<li>{render(block)}" if number is None else f'<li value="{number}">{render(block)}'
    yield from (f"</li></{current.tag}>\n" for current in reversed(open_lists))


def _table(
    rows: Iterable[Iterable[Sequence[EditionBlock]]], render: Callable[[EditionBlock], str]
) -> Iterator[str]:
    yield "<table>\n"
    for row in rows:
        cells = ("".join(render(block) for block in cell) for cell in row)
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"
    yield "</table>\n"
