"""Footnotes in Markdown, ``[^1]`` and ``[^1]: the note``, which CommonMark does not know, as HTML.

As pandoc and GitHub read them: a label may be a word, what goes on in a note is set in by four
spaces, and notes are numbered by their first marks.
"""

import re
from collections.abc import Iterable, Mapping

_MARK = re.compile(r"\[\^([\w-]{1,20})\](?!:)")
_NOTE = re.compile(r" {0,3}\[\^([\w-]{1,20})\]:[ \t]*")
_INDENT = re.compile(r" {4}|\t")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")


def with_notes(text: str) -> str:
    """``text`` with its marks as links, and its notes as a numbered list at its end.

    A mark without a note stays with its label, raised.
    """
    lines, notes = _parted(text.split("\n"))
    marks = [label for line, is_code in lines if not is_code for label in _MARK.findall(line)]
    labels = dict.fromkeys([*(label for label in marks if label in notes), *notes])
    numbers = {label: number for number, label in enumerate(labels, 1)}
    body = "\n".join(line if is_code else _marked(line, numbers) for line, is_code in lines)
    return body + "".join(_listed(numbers, notes))


def _parted(lines: Iterable[str]) -> tuple[list[tuple[str, bool]], dict[str, list[str]]]:
    """The lines outside notes, each with whether it is code, and the lines of each note."""
    text: list[tuple[str, bool]] = []
    notes: dict[str, list[str]] = {}
    note: list[str] | None = None
    is_code = False
    for line in lines:
        begun = None if is_code else _NOTE.match(line)
        if begun:
            note = notes.setdefault(begun[1], [])
            note.append(line[begun.end() :])
        elif note is not None and _goes_on(note, line):
            note.append(_INDENT.sub("", line, count=1))
        else:
            note = None
            is_fence = _FENCE.match(line) is not None
            text.append((line, is_code or is_fence))
            is_code ^= is_fence
    return text, notes


def _goes_on(note: list[str], line: str) -> bool:
    return not line.strip() or bool(_INDENT.match(line)) or bool(note[-1].strip())


def _marked(line: str, numbers: Mapping[str, int]) -> str:
    return _MARK.sub(
        lambda mark: f'<a role="doc-noteref">{numbers.get(mark[1], mark[1])}</a>', line
    )


def _listed(numbers: Mapping[str, int], notes: Mapping[str, list[str]]) -> Iterable[str]:
    """Blank lines around the notes, so that they are read as Markdown inside the list."""
    if not notes:
        return
    yield '\n\n<section role="doc-endnotes"><ol>\n'
    for label, number in numbers.items():
        words = "\n".join(_marked(line, numbers) for line in notes[label])
        yield f'<li value="{number}">\n\n{words}\n\n</li>\n'
    yield "</ol></section>\n"
