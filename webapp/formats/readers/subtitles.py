"""Reads SubRip, WebVTT and SBV: the cues of a sentence are a block, with their times."""

import html
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from webapp.formats.cues import TAG, WORD_BREAK, Cue, cues, passages, plain
from webapp.formats.readers.imported import (
    ImportedBlock,
    ImportedDocument,
    Inline,
    assembled,
    detail_of,
    left_out,
)
from webapp.text import Mark, MarkKind, ParagraphKind, TimedCue

_BREAK = re.compile(WORD_BREAK)
_VOICE = re.compile(r"<v(?:\.[\w.]+)?[ \t]+([^<>\r\n]{1,80})>")
_MARKS = {"b": MarkKind.BOLD, "i": MarkKind.ITALIC}
_NAME = re.compile(r"<(/?)(\w+)")
_ALIGNMENT = re.compile(r"\{[^{}]*\\an([1-9])")
_IN_BRACES = re.compile(r"\\([bi])([01])")
_DISORDER = "Some cues begin before the one above them. All keep the order of the file."


def read_subtitles(text: str) -> ImportedDocument:
    """The cues of SubRip, WebVTT or SBV, which are read alike; raises UnreadableDocument."""
    every = cues(text)
    worded = [cue for cue in every if plain(text[cue.start : cue.end])]
    notices = left_out(Counter({"empty cue": len(every) - len(worded)}))
    if any(cue.begins > following.begins for cue, following in pairwise(worded)):
        notices += (_DISORDER,)
    blocks = (_block(text, passage) for passage in passages(text, worded))
    return assembled(blocks, notices=notices)


def _block(text: str, passage: Sequence[Cue]) -> ImportedBlock:
    """The cues over which a sentence runs on, a line break between two."""
    inline, opened = Inline(), list[str]()
    times = []
    for cue in passage:
        inline.add_break()
        words = text[cue.start : cue.end]
        place = _ALIGNMENT.search(words)
        alignment = int(place[1]) if place else 0
        times.append(TimedCue(inline.length, cue.begins, cue.ends, alignment, cue.settings))
        _add_styled(inline, opened, words)
        while opened:
            _mark(inline, opened, opened[-1], is_end=True)
    words, marks, lead = inline.take()
    detail = detail_of(_joined(marks, {time.start - lead for time in times}))
    detail["begin"], detail["end"] = passage[0].begins, passage[-1].ends
    if len(times) > 1 or times[0].alignment or times[0].settings:
        detail["cues"] = [time._replace(start=max(0, time.start - lead)) for time in times]
    return ImportedBlock(words, ParagraphKind.CUE, detail)


def _add_styled(inline: Inline, opened: list[str], words: str) -> None:
    """Add the words of a cue without tags, with their marks; a colon follows a voice's name."""
    for piece in TAG.split(_VOICE.sub(r"\1: ", words)):
        if TAG.fullmatch(piece):
            for name, is_end in _changes(piece):
                _mark(inline, opened, name, is_end=is_end)
        else:
            _add_lines(inline, html.unescape(piece))


def _joined(marks: Iterable[Mark], starts: Collection[int]) -> list[Mark]:
    """The marks, where one that goes on in the next cue is one mark."""
    joined: list[Mark] = []
    last: dict[str, int] = {}
    for mark in sorted(marks):
        at = last.get(mark.kind)
        if at is not None and mark.start in starts and joined[at].end + 1 == mark.start:
            joined[at] = joined[at]._replace(end=mark.end)
        else:
            last[mark.kind] = len(joined)
            joined.append(mark)
    return joined


def _changes(tag: str) -> list[tuple[str, bool]]:
    """The names of the marks that a tag opens or closes, and whether it closes them."""
    if tag.startswith("{"):
        return [(name, digit == "0") for name, digit in _IN_BRACES.findall(tag)]
    name = _NAME.match(tag)
    return [(name[2].lower(), bool(name[1]))] if name and name[2].lower() in _MARKS else []


def _mark(inline: Inline, opened: list[str], name: str, *, is_end: bool) -> None:
    """Open a mark that is not open, or close it with all that are open in it and open those again.

    So no more marks are open at a time than there are names.
    """
    if not is_end and name not in opened:
        inline.open(_MARKS[name])
        opened.append(name)
    elif is_end and name in opened:
        inner = opened[opened.index(name) + 1 :]
        for _ in range(len(inner) + 1):
            inline.close()
            opened.pop()
        for other in inner:
            _mark(inline, opened, other, is_end=False)


def _add_lines(inline: Inline, text: str) -> None:
    for number, line in enumerate(_BREAK.split(text)):
        if number:
            inline.add_break()
        inline.add(line)
