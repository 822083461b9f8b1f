"""Finds what Project Gutenberg puts around a work: the header, the small print and the licence.

Its files have had many such frames since 1971, and people cut them. So a line that says where the
work begins or ends is looked for first, then the lines that such a frame always had.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from webapp.formats.readers.imported import ImportedDocument
from webapp.text import Detail, Mark, MarkKind, place_of

_NAME = re.compile(r"Project[ \n\xa0]Gutenberg|gutenberg\.(?:org|net)|Etexts?\b", re.IGNORECASE)
_WORK = r"(?:TH(?:E|IS)[ ])?PROJECT\sGUTENBERG"
#: Lines behind which the work begins: of today's files and of those with a small print.
_STARTS = re.compile(
    rf"^[ \t]*+\*{{3}}[ ]?START[ ]OF[ ]{_WORK}[^*]{{0,400}}\*{{3}}"
    r"|^[ \t]*+\*?END[ ]?\*?[ ]?THE[ ]SMALL[ ]PRINT![^\n]*+",
    re.MULTILINE | re.IGNORECASE,
)
#: Lines with which the licence begins.
_ENDS = re.compile(
    rf"^[ \t]*+(?:\*{{3}}[ ]?END[ ]OF[ ]{_WORK}"
    r"|(?:The[ ])?End[ ]of[ ](?:the[ ]|this[ ])?Project[ ]Gutenberg"
    r"|Fin[ ]d[eu][ ](?:ce[ ]livre[ ]de[ ])?Project[ ]Gutenberg"
    r"|\*{3}[ ]?START:[ ]FULL[ ]LICENSE"
    r"|(?:THE[ ])?FULL[ ]PROJECT[ ]GUTENBERG(?:-tm|™)?[ ]LICENSE"
    r"|Updated[ ]editions[ ]will[ ]replace[ ]the[ ]previous[ ]one)",
    re.MULTILINE | re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"\S.*?(?=\n[ \t\r]*+\n|\Z)", re.DOTALL)
#: Lines of a header, one of which each paragraph of it has.
_HEADER = re.compile(
    r"^[ \t]*+(?:The[ ]Project[ ]Gutenberg[ ]E(?:Book|Text)"
    r"|Project[ ]Gutenberg(?:'s|’s)?[ ]"
    r"|This[ ](?:eBook|etext)[ ](?:is[ ]for[ ]the[ ]use[ ]of|was[ ]produced)"
    r"|(?:almost[ ]no[ ]restrictions|re-use[ ]it[ ]under[ ]the[ ]terms|with[ ]this[ ]eBook)"
    r"|(?:Title|Author|Translator|Illustrator|Editor|Language|Credits|Release[ ]Date|Posting[ ]Date"
    r"|Most[ ]recently[ ]updated|Original[ ]publication|Character[ ]set[ ]encoding)[ ]?:"
    r"|Copyright[ ]laws[ ]are[ ]changing|Please[ ]take[ ]a[ ]look[ ]at[ ]the[ ]important"
    r"|\*\*[ ]?(?:Welcome[ ]To[ ]The[ ]World|Etexts[ ]Readable)|\*{5}These[ ]E"
    r"|Information[ ]on[ ]contacting)[^\n]*+",
    re.MULTILINE | re.IGNORECASE,
)
#: Who made the file: stands between the frame and the work.
_CREDITS = re.compile(
    r"\s*+(?:Produced[ ]by|E-?text[ ](?:prepared|produced)[ ]by"
    r"|This[ ](?:eBook|etext|file)[ ]was[ ]produced)\b(?:(?!\n[ \t\r]*+\n)(?s:.))*+",
    re.IGNORECASE,
)
#: A header without its last line, and a licence without its first, are looked for so far from the
#: ends of a text, in code points.
_HEADER_REACH, _LICENCE_REACH = 6_000, 25_000


def span_of_work(text: str) -> tuple[int, int]:
    """The half-open offsets of a work in a text, without the frame of Project Gutenberg.

    All of the text where it has none.
    """
    if not _NAME.search(text):
        return 0, len(text)
    start = _start(text)
    credits_of_file = _CREDITS.match(text, start) if start else None
    start = credits_of_file.end() if credits_of_file else start
    end = next((match.start() for match in _ends(text, start)), len(text))
    return start, end


def _start(text: str) -> int:
    last = 0
    for match in _STARTS.finditer(text):
        last = match.end()
    if last:
        return last
    lines: list[str] = []
    for paragraph in _PARAGRAPH.finditer(text, 0, _HEADER_REACH):
        headed = [line[0] for line in _HEADER.finditer(paragraph[0])]
        if not headed:
            break
        lines, last = lines + headed, paragraph.end()
    is_header = any(map(_NAME.search, lines)) or len(lines) > 2
    return last if is_header else 0


def _ends(text: str, start: int) -> Iterator[re.Match[str]]:
    """The lines that begin the licence: with asterisks anywhere, others only near the end."""
    for match in _ENDS.finditer(text, start):
        if "***" in match[0] or match.start() >= len(text) - _LICENCE_REACH:
            yield match


def work_of(text: str) -> str:
    """A text without the frame, or as it is where nothing would be left."""
    start, end = span_of_work(text)
    work = text[start:end].strip("\r\n")
    return f"{work}\n" if work and end - start < len(text) else text


def without_licence(document: ImportedDocument) -> ImportedDocument:
    """A document without the blocks of the frame, or as it is where nothing would be left."""
    if document.outline:
        work = blocks_of_work(document)
        return _part(document, work) if len(work) < len(document.outline) else document
    return replace(document, text=work_of(document.text))


def blocks_of_work(document: ImportedDocument) -> range:
    """The indices of the blocks of a work; those of all blocks where none would be left."""
    start, end = span_of_work(document.text)
    kept = [n for n, block in enumerate(document.outline) if start <= block[0] and block[1] <= end]
    return range(kept[0], kept[-1] + 1) if kept else range(len(document.outline))


def _part(document: ImportedDocument, kept: range) -> ImportedDocument:
    """The blocks with the indices ``kept``, with offsets and places of their own."""
    first, behind = kept.start, kept.stop
    outline = document.outline[first:behind]
    shift = outline[0][0]
    return replace(
        document,
        text=document.text[shift : outline[-1][1]],
        outline=tuple((start - shift, end - shift, kind) for start, end, kind in outline),
        details=tuple(_moved(detail, first, behind) for detail in document.details[first:behind]),
        notes=tuple((n - first, note) for n, note in document.notes if first <= n < behind),
    )


def _moved(detail: Detail, first: int, behind: int) -> Detail:
    """A detail whose inner links lead to the same paragraphs by their new numbers."""
    marks = [Mark(*mark) for mark in detail.get("marks", [])]
    if not any(mark.kind == MarkKind.PLACE for mark in marks):
        return detail
    moved = detail.copy()
    moved["marks"] = [_mark(mark, first, behind) for mark in marks]
    return moved


def _mark(mark: Mark, first: int, behind: int) -> Mark:
    if mark.kind != MarkKind.PLACE:
        return mark
    number = place_of(mark)
    return mark._replace(href=f"#{number - first}" if first < number <= behind else "")
