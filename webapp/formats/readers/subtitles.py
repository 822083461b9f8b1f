"""Reads SubRip and WebVTT: each cue is a block with its times, in the order of the file."""

import html
import re
from collections import Counter
from itertools import pairwise

from webapp.formats.cues import LINE_END, TAG, Cue, cues, plain
from webapp.formats.readers.imported import (
    ImportedBlock,
    ImportedDocument,
    Inline,
    assembled,
    detail_of,
    left_out,
)
from webapp.text import Mark, MarkKind, ParagraphKind

_BREAK = re.compile(LINE_END)
_VOICE = re.compile(r"<v(?:\.[\w.]+)?[ \t]+([^<>\r\n]{1,80})>")
_MARKS = {"b": MarkKind.BOLD, "i": MarkKind.ITALIC}
_NAME = re.compile(r"<(/?)(\w+)")
_IN_BRACES = re.compile(r"\\([bi])([01])")
_DISORDER = "Some cues begin before the one above them. All keep the order of the file."


def read_subtitles(text: str) -> ImportedDocument:
    """The cues of SubRip or WebVTT, which are read alike; raises UnreadableDocument."""
    every = cues(text)
    worded = [cue for cue in every if plain(text[cue.start : cue.end])]
    notices = left_out(Counter({"empty cue": len(every) - len(worded)}))
    if any(cue.begins > following.begins for cue, following in pairwise(worded)):
        notices += (_DISORDER,)
    return assembled((_block(text, cue) for cue in worded), notices=notices)


def _block(text: str, cue: Cue) -> ImportedBlock:
    words, marks = _styled(text[cue.start : cue.end])
    detail = detail_of(marks)
    detail["begin"], detail["end"] = cue.begins, cue.ends
    return ImportedBlock(words, ParagraphKind.CUE, detail)


def _styled(words: str) -> tuple[str, list[Mark]]:
    """The words of a cue without tags, with their marks; a voice's name stands before a colon."""
    inline = Inline()
    opened: list[str] = []
    for piece in TAG.split(_VOICE.sub(r"\1: ", words)):
        if TAG.fullmatch(piece):
            for name, is_end in _changes(piece):
                _mark(inline, opened, name, is_end=is_end)
        else:
            _add_lines(inline, html.unescape(piece))
    words, marks, _ = inline.take()
    return words, marks


def _changes(tag: str) -> list[tuple[str, bool]]:
    """The names of the marks that a tag opens or closes, and whether it closes them."""
    if tag.startswith("{"):
        return [(name, digit == "0") for name, digit in _IN_BRACES.findall(tag)]
    name = _NAME.match(tag)
    return [(name[2].lower(), bool(name[1]))] if name and name[2].lower() in _MARKS else []


def _mark(inline: Inline, opened: list[str], name: str, *, is_end: bool) -> None:
    """Open a mark, or close it with all that are open in it and open those again."""
    if not is_end:
        inline.open(_MARKS[name])
        opened.append(name)
    elif name in opened:
        at = len(opened) - 1 - opened[::-1].index(name)
        inner = opened[at + 1 :]
        del opened[at:]
        for _ in range(len(inner) + 1):
            inline.close()
        for name in inner:
            _mark(inline, opened, name, is_end=False)


def _add_lines(inline: Inline, text: str) -> None:
    for number, line in enumerate(_BREAK.split(text)):
        if number:
            inline.add_break()
        inline.add(line)
