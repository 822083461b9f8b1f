"""The words of blocks as the markup of ReportLab's paragraphs."""

import re
from collections.abc import Callable, Sequence

from webapp.formats.edition import EditionBlock, Pair
from webapp.formats.escaping import attribute
from webapp.formats.marks.lines import LINE_END, joined
from webapp.formats.marks.runs import StyledRun
from webapp.formats.writers.pdf.fonts import in_fonts
from webapp.text import MarkKind, ParagraphKind
from webapp.text.raising import lowered

_TAGS = ((MarkKind.BOLD, "b"), (MarkKind.ITALIC, "i"), (MarkKind.NOTE, "super"))
_INDENTED = re.compile("\n *")
#: Gives the runs of one side of a pair.
Runs = Callable[[EditionBlock, Pair], list[StyledRun]]


def words_of(blocks: Sequence[EditionBlock], runs: Runs) -> str:
    """One side of blocks of a kind, each on a new line."""
    markup = "<br/>".join(_words(block, runs) for block in blocks)
    if blocks[0].kind != ParagraphKind.CODE:
        return markup
    return _INDENTED.sub(lambda match: "<br/>" + "\xa0" * (len(match[0]) - 1), markup)


def _words(block: EditionBlock, runs: Runs) -> str:
    return joined(block, lambda pair: "".join(map(_run, runs(block, pair))), "<br/>")


def _run(run: StyledRun) -> str:
    is_note = MarkKind.NOTE in run.kinds
    text = lowered(run.text) if is_note else run.text
    markup = "<br/>".join(map(in_fonts, text.split(LINE_END)))
    for kind, tag in _TAGS:
        if kind in run.kinds:
            markup = f"<{tag}>{markup}</{tag}>"
    return f"<a href={attribute(run.href)}>{markup}</a>" if run.href else markup
