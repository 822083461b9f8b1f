"""Turns footnotes in Markdown, ``[^1]`` and ``[^1]: the note``, into HTML for CommonMark.

They are read as pandoc and GitHub do. A label may be a word. Further paragraphs of a note have an
indent of four spaces. The order of the first marks numbers the notes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from webapp.formats.escaping import escaped

_LABEL = r"\[\^(?P<label>[^\]\s]{1,100})\]"
#: A mark, or something without marks: a span of code, an escaped sign. Longer lines have no spans.
_MARK = re.compile(rf"(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|\\.|{_LABEL}(?!:)")
_PLAIN_MARK = re.compile(rf"{_LABEL}(?!:)")
SPAN_CHARS = 10_000
_NOTE = re.compile(rf" {{0,3}}{_LABEL}:[ \t]*")
_INDENT = re.compile(r" {4}|\t")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}(?!.*`)|~{3,})(?P<more>.*)")
#: The start of what ends a paragraph without a blank line: a heading, list, quotation, rule, HTML.
_BLOCK = re.compile(
    r" {0,3}(?:#{1,6}(?:\s|$)|[-+*]\s|\d{1,9}[.)]\s|[><]|([-*_])(?:[ \t]*\1){2,}\s*$)"
)

#: Lines, each with whether it is in a fence or is one.
_Lines = list[tuple[str, bool]]


def with_notes(text: str) -> str:
    """``text`` with links for its marks, and a numbered list of its notes at the end.

    A mark without a note shows its label, raised.
    """
    lines, notes = _parted(text.split("\n"))
    marks = [mark["label"] for mark in _marks(lines)]
    labels = dict.fromkeys([*(label for label in marks if label in notes), *notes])
    numbers = {label: number for number, label in enumerate(labels, 1)}
    return _linked(lines, numbers) + "".join(_listed(numbers, notes))


def _parted(lines: Iterable[str]) -> tuple[_Lines, dict[str, _Lines]]:
    """The lines outside notes, and the lines of each note by its label."""
    text: _Lines = []
    notes: dict[str, _Lines] = {}
    current, fence = text, ""
    for line in lines:
        begun = None if current is text and fence else _NOTE.match(line)
        if begun:
            current, fence, words = notes.setdefault(begun["label"], []), "", line[begun.end() :]
        elif current is not text and _goes_on(current, line):
            words = _INDENT.sub("", line, count=1)
        else:
            current, fence, words = text, fence if current is text else "", line
        after = _fence_after(fence, words)
        current.append((words, bool(fence or after)))
        fence = after
    return text, notes


def _goes_on(note: _Lines, line: str) -> bool:
    """Whether a line goes on with a note: it is indented, blank, or part of its paragraph."""
    if not line.strip() or _INDENT.match(line):
        return True
    words, is_code = note[-1]
    return bool(words.strip()) and not (is_code or _BLOCK.match(line) or _FENCE.match(line))


def _fence_after(fence: str, line: str) -> str:
    """The fence that is open after a line; ``fence`` is open before it, "" for none."""
    match = _FENCE.match(line)
    if not match:
        return fence
    if not fence:
        return match["fence"]
    closes = match["fence"].startswith(fence) and not match["more"].strip()
    return "" if closes else fence


def _marks(lines: Iterable[tuple[str, bool]]) -> Iterator[re.Match[str]]:
    for line, is_code in lines:
        if not is_code:
            yield from (mark for mark in _pattern(line).finditer(line) if mark["label"])


def _pattern(line: str) -> re.Pattern[str]:
    return _MARK if len(line) <= SPAN_CHARS else _PLAIN_MARK


def _linked(lines: Sequence[tuple[str, bool]], numbers: Mapping[str, int]) -> str:
    def link(mark: re.Match[str]) -> str:
        label = mark["label"]
        shown = escaped(str(numbers.get(label, label)))
        return f'<a role="doc-noteref">{shown}</a>' if label else mark[0]

    return "\n".join(line if is_code else _pattern(line).sub(link, line) for line, is_code in lines)


def _listed(numbers: Mapping[str, int], notes: Mapping[str, _Lines]) -> Iterator[str]:
    """The list of notes. Blank lines enclose each note, so that it is read as Markdown."""
    if not notes:
        return
    yield '\n\n<section role="doc-endnotes"><ol>\n'
    for label, number in numbers.items():
        yield f'<li value="{number}">\n\n{_linked(notes[label], numbers)}\n\n</li>\n'
    yield "</ol></section>\n"
