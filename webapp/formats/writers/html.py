"""Writes a page of both languages with toggles, in one file that needs no other."""

from base64 import b64encode
from collections.abc import Iterator
from functools import partial
from importlib.resources import files

from webapp.formats.edition import (
    Edition,
    EditionBlock,
    Pair,
    separate_title,
)
from webapp.formats.escaping import attribute, escaped, language_attributes
from webapp.formats.marks.lines import source_in_lines, target_in_lines
from webapp.formats.writers.album import Album, framed
from webapp.formats.writers.note_labels import NoteLabels
from webapp.formats.writers.rendering import (
    InnerLinks,
    heading_tag,
    inline,
    named,
    note_number,
    remarks_of,
    structured,
)
from webapp.formats.writers.ways import way_to
from webapp.text import ParagraphKind, Picture, item_mark, language_name

_VIEWS = {
    "both": "Facing pages",
    "below": "Between the lines",
    "source": "{source} alone",
    "target": "{target} alone",
}
_THEMES = {"auto": "System", "light": "Light", "sepia": "Sepia", "dark": "Dark"}


def write_html(edition: Edition) -> Iterator[str]:
    """The page, with source and target side by side; it contains its script and style."""
    title, edition = separate_title(edition)
    yield from _head(edition, title)
    page = _Page(edition, is_titled=not title)
    yield from structured(edition.blocks, page.block)
    yield f"</main>\n<script>{_resource('page.js')}</script>\n</body>\n</html>\n"


def _head(edition: Edition, title: str) -> Iterator[str]:
    yield (
        f"<!DOCTYPE html>\n<html {language_attributes(edition.source_language)}"
        ' data-view="both" data-theme="auto">\n<head>\n'
        '<meta charset="utf-8"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        '<meta name="color-scheme" content="light dark"/>\n'
        f"<title>{escaped(edition.title)}</title>\n<style>{_resource('page.css')}</style>\n</head>\n"
        "<body>\n<header>\n"
    )
    yield f"<h1>{escaped(title)}</h1>\n" if title else ""
    imprint = " · ".join(filter(None, (edition.author, edition.date)))
    yield f"<p>{escaped(imprint)}</p>\n" if imprint else ""
    yield _controls(language_name(edition.source_language), language_name(edition.target_language))
    yield "</header>\n<main>\n"


def _controls(source: str, target: str) -> str:
    views = {view: label.format(source=source, target=target) for view, label in _VIEWS.items()}
    switch = f'<button type="button" class="switch" aria-pressed="true">{escaped(target)}</button>'
    return (
        '<div class="controls" lang="en" hidden>'
        f"{_choice('view', 'Layout', views, 'both')}{switch}"
        f"{_choice('theme', 'Theme', _THEMES, 'auto')}</div>\n"
    )


def _choice(name: str, label: str, values: dict[str, str], chosen: str) -> str:
    buttons = "".join(
        f'<button type="button" name="{name}" value="{value}" '
        f'aria-pressed="{str(value == chosen).lower()}">{escaped(words)}</button>'
        for value, words in values.items()
    )
    return f'<div class="choice" role="group" aria-label="{label}">{buttons}</div>'


class _Page:
    def __init__(self, edition: Edition, *, is_titled: bool) -> None:
        self.edition = edition
        self.target_name = escaped(language_name(edition.target_language))
        self.is_titled = is_titled
        self.position = 0
        self.labels = NoteLabels(edition.notes)
        self.album = Album(edition)

    def block(self, block: EditionBlock) -> str:
        """The element of a block. A note's has an id, to which the marks of the note link."""
        label = self.labels.of_note(block) if block.kind == ParagraphKind.NOTE else ""
        anchor = f' id="note{label}"' if label else ""
        words = f"{named(self.edition, block)}{self._pairs(block)}{remarks_of(block)}"
        words = framed(self.edition, block, words, self._data_address)
        return f'<div class="block {block.kind}"{anchor}>{words}</div>'

    def _data_address(self, picture: Picture) -> str:
        data = b64encode(self.album.bytes_of(picture)).decode()
        return f"data:{picture.media_type};base64,{data}"

    def _note_link(self, block: EditionBlock, number: int) -> str:
        label = self.labels.of_mark(block, number)
        return f'href="#note{label}" role="doc-noteref"' if label else ""

    def _pairs(self, block: EditionBlock) -> str:
        return "".join(self._pair(block, pair) for pair in block.segments)

    def _pair(self, block: EditionBlock, pair: Pair) -> str:
        self.position += 1
        number = self.position
        tag = heading_tag(block) if block.kind == ParagraphKind.HEADING else "p"
        tag = "h1" if self.is_titled and number == 1 else tag
        links = InnerLinks(partial(self._note_link, block), way_to)
        source = inline(source_in_lines(block, pair), links)
        target = inline(target_in_lines(block, pair), links)
        before = note_number(block) if pair.start == 0 else ""
        state = "" if pair.target is not None else " missing"
        return (
            f'\n<div class="pair" id="s{number}">'
            f'<{tag} class="source" {language_attributes(self.edition.source_language)}>'
            f"{before}{source}</{tag}>"
            f'<p class="target{state}"{_mark(block, pair)} '
            f"{language_attributes(self.edition.target_language)}>{before}{target}</p>"
            f'<button type="button" class="toggle" lang="en" aria-pressed="true" hidden '
            f'aria-label="{self.target_name} of sentence {number}">{number}</button></div>'
        )


def _mark(block: EditionBlock, pair: Pair) -> str:
    """The mark before the target of an item, set by the style; the list itself marks the source."""
    is_first = block.kind == ParagraphKind.ITEM and pair.start == 0
    mark = item_mark(block.kind, block.detail) if is_first else ""
    return f" data-mark={attribute(mark)}" if mark else ""


def _resource(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")
