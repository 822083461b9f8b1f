"""Reads SubRip and WebVTT: each cue is a block with its times, in the order of the times."""

import html
import re
from collections.abc import Iterator

from webapp.errors import UnreadableDocument
from webapp.formats.readers.imported import (
    ImportedBlock,
    ImportedDocument,
    Inline,
    assembled,
    detail_of,
)
from webapp.text import Mark, MarkKind, ParagraphKind

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
#: The line of a cue's times, and a tag in its text.
TIMES = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}[^\n]*")
TAG = re.compile(r"(</?[A-Za-z0-9:.][^<>\n]{0,200}>|\{\\[^{}\n]{0,80}\})")
_SPEAKER = re.compile(r"<v(?:\.[\w.]+)?[ \t]+([^<>\n]{1,80})>")
NO_CUE = "These subtitles have no cue with a time and a text."
_MARKS = {"b": MarkKind.BOLD, "i": MarkKind.ITALIC}


def read_subtitles(text: str) -> ImportedDocument:
    """The cues of SubRip or WebVTT, which are read alike; raises UnreadableDocument."""
    blocks = list(_cues(text.replace("\r\n", "\n").replace("\r", "\n")))
    if not blocks:
        raise UnreadableDocument(NO_CUE)
    begins = [block.detail["begin"] for block in blocks]
    notices: tuple[str, ...] = ()
    if begins != sorted(begins):
        notices = ("The subtitles were not in the order of their times and have been sorted.",)
        blocks.sort(key=lambda block: block.detail["begin"])
    return assembled(blocks, notices=notices)


def _cues(text: str) -> Iterator[ImportedBlock]:
    """A cue is a line of times and the lines below it up to an empty one."""
    for chunk in re.split(r"\n[ \t]*\n", text):
        lines = chunk.strip("\n").split("\n")
        at = next((n for n, line in enumerate(lines[:2]) if TIMES.fullmatch(line)), None)
        times = TIMES.fullmatch(lines[at]) if at is not None else None
        if at is None or times is None:
            continue
        begin, end = _seconds(times.groups()[:4]), _seconds(times.groups()[4:])
        words, marks = _styled("\n".join(lines[at + 1 :]))
        if words and begin <= end:
            detail = detail_of(marks)
            detail["begin"], detail["end"] = begin, end
            yield ImportedBlock(words, ParagraphKind.CUE, detail)


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    whole = int(hours) * 3600 + int(minutes) * 60 + int(seconds)
    return round(whole + int(fraction.ljust(3, "0")) / 1000, 3)


def _styled(text: str) -> tuple[str, list[Mark]]:
    """The text of a cue without tags, with its marks; a speaker's name stands before a colon."""
    inline = Inline()
    opened: list[str] = []
    for piece in TAG.split(_SPEAKER.sub(r"\1: ", text)):
        tag = piece.strip("</>").lower()
        if not TAG.fullmatch(piece):
            _add_lines(inline, html.unescape(piece))
        elif tag in _MARKS and not piece.startswith("</"):
            inline.open(_MARKS[tag])
            opened.append(tag)
        elif opened and opened[-1] == tag:
            inline.close()
            opened.pop()
    words, marks, _ = inline.take()
    return words, marks


def _add_lines(inline: Inline, text: str) -> None:
    for number, line in enumerate(text.split("\n")):
        if number:
            inline.add_break()
        inline.add(line)
