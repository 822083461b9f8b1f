"""A page of both languages in one file that needs nothing else, with toggles."""

from collections.abc import Iterator
from importlib.resources import files

from webapp.formats.blocks import Block, Edition, Pair, told_title
from webapp.formats.escaping import attribute, escaped
from webapp.formats.rendering import heading_tag, inline, structured
from webapp.formats.runs import source_runs, target_runs
from webapp.text import ParagraphKind, item_mark

_VIEWS = {
    "both": "Both",
    "source": "Source",
    "target": "Translation",
    "below": "One below the other",
}


def write_html(edition: Edition) -> Iterator[str]:
    """Source and target side by side; script and style stand in the file itself."""
    title, edition = told_title(edition)
    yield from _head(edition, title)
    page = _Page(edition, is_titled=not title)
    yield from structured(edition.blocks, page.block)
    yield f"</main>\n<script>{_own('page.js')}</script>\n</body>\n</html>\n"


def _head(edition: Edition, title: str) -> Iterator[str]:
    yield (
        f"<!DOCTYPE html>\n<html lang={attribute(edition.source_language)}>\n<head>\n"
        '<meta charset="utf-8"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        '<meta name="color-scheme" content="light dark"/>\n'
        f"<title>{escaped(edition.title)}</title>\n<style>{_own('page.css')}</style>\n</head>\n"
        f'<body data-view="both">\n<header>\n'
    )
    yield f"<h1>{escaped(title)}</h1>\n" if title else ""
    imprint = " · ".join(filter(None, (edition.author, edition.date)))
    yield f"<p>{escaped(imprint)}</p>\n" if imprint else ""
    buttons = "".join(
        f'<button type="button" data-view="{view}" aria-pressed="{str(view == "both").lower()}">'
        f"{label}</button>"
        for view, label in _VIEWS.items()
    )
    yield (
        f'<div class="views" role="group" aria-label="Show" lang="en" hidden>{buttons}'
        '<button type="button" data-all aria-pressed="true">Every translation</button></div>\n'
        "</header>\n<main>\n"
    )


class _Page:
    def __init__(self, edition: Edition, *, is_titled: bool) -> None:
        self.edition = edition
        self.is_titled = is_titled
        self.position = 0

    def block(self, block: Block) -> str:
        return f'<div class="block {block.kind}">{self._pairs(block)}</div>'

    def _pairs(self, block: Block) -> str:
        return "".join(self._pair(block, pair) for pair in block.segments)

    def _pair(self, block: Block, pair: Pair) -> str:
        self.position += 1
        number = self.position
        tag = heading_tag(block) if block.kind == ParagraphKind.HEADING else "p"
        tag = "h1" if self.is_titled and number == 1 else tag
        source, target = inline(source_runs(block, pair)), inline(target_runs(block, pair))
        state = "" if pair.target is not None else " missing"
        return (
            f'\n<div class="pair" id="s{number}">'
            f'<{tag} class="source" lang={attribute(self.edition.source_language)}>{source}</{tag}>'
            f'<p class="target{state}"{_mark(block, pair)} '
            f"lang={attribute(self.edition.target_language)}>{target}</p>"
            f'<button type="button" lang="en" aria-pressed="true" hidden '
            f'aria-label="Translation of sentence {number}">⇄</button></div>'
        )


def _mark(block: Block, pair: Pair) -> str:
    """What the style sets before the target of an item; before its source, the list itself does."""
    mark = item_mark(block.kind, block.detail) if pair.start == 0 else ""
    return f" data-mark={attribute(mark)}" if mark else ""


def _own(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")
