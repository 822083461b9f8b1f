"""Cuts the lines before a Markdown text into the words that its readers see, and the rest.

They are YAML or TOML. Of the fields at the top level those of ``_PROSE`` have words for readers;
keys, tags, dates, slugs and all other fields stay, as does a value that is written in a way not
known here. A value keeps its way of quoting, unless its translation cannot be written so.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from webapp.formats.readers.markdown import FRONT
from webapp.formats.slices.markup import gathered
from webapp.formats.slices.running_text import Dialect, Piece, RunningText

_PROSE = "title|subtitle|description|summary|excerpt|abstract|tagline|linktitle|sidebar_label"
_NEVER = re.compile(r"(?!)")
_BARE = Dialect(is_html=False, kept=_NEVER, escaped=str)


class _Way(NamedTuple):
    """A way of writing a value: its signs, how they are read, and how a target is written."""

    sign: re.Pattern[str]
    read: Callable[[str], str]
    dialect: Dialect


def _doubled(sign: str) -> str:
    return "''" if sign == "'" else sign


def _slashed(sign: str) -> str:
    return f"\\{sign}" if sign in '"\\' else sign


def _unslashed(sign: str) -> str:
    """What an escape of YAML or TOML stands for; line breaks and tabs are spaces."""
    if sign[0] != "\\":
        return sign
    if sign[1] in "nt":
        return " "
    return chr(int(f"0x{sign[2:]}", 0)) if len(sign) > 2 else sign[1]


_ESCAPES = r'\\(?:u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|U000[0-9a-fA-F]{5}|x[0-9a-fA-F]{2}|["\\/nt])'
#: By the names of their groups in the patterns of fields, and "folded" for the lines of a block.
_WAYS = {
    "plain": _Way(re.compile(r".+"), str, _BARE),
    "literal": _Way(re.compile(r".+"), str, _BARE),
    "folded": _Way(
        re.compile(r"\r?\n[ \t]*|[^\r\n]+"),
        lambda sign: " " if sign[0] in "\r\n" else sign,
        _BARE,
    ),
    "single": _Way(
        re.compile("''|[^']+"),
        lambda sign: "'" if sign == "''" else sign,
        Dialect(is_html=False, kept=re.compile("''"), escaped=_doubled),
    ),
    "double": _Way(
        re.compile(rf"{_ESCAPES}|[^\\]+"),
        _unslashed,
        Dialect(is_html=False, kept=re.compile(r"\\.+"), escaped=_slashed),
    ),
}
_KEY = rf"^(?P<key>{_PROSE})[ \t]*"
#: What stands behind a value in its line.
_END = r"(?P<end>[ \t]*+(?:(?<=[ \t])#[^\r\n]*+)?)(?=\r?$)"
_QUOTED = r'"(?P<double>(?:[^"\\\r\n]|\\[^\r\n])*+)"'
#: A value of YAML without quotation marks begins with no sign of another kind.
_UNQUOTED = r"""(?P<plain>[^\s"'\[\]{}<>|*&!%@`#,?:~=-](?:[^ \t\r\n]|[ \t]++(?=[^ \t\r\n#]))*+)"""
_BLOCK = (
    r"(?P<style>[>|])[+-]?[ \t]*\r?\n"
    r"(?P<block>(?:(?:[ \t]++[^\s][^\r\n]*+|[ \t]*+)(?:\r?\n|\Z))++)"
)
_YAML = re.compile(
    rf"{_KEY}:[ \t]+(?:(?:{_QUOTED}|'(?P<single>(?:[^'\r\n]|'')*+)'|{_UNQUOTED}){_END}"
    rf"(?!\r?\n[ \t]+\S)|{_BLOCK})",
    re.MULTILINE | re.IGNORECASE,
)
_TOML = re.compile(
    rf"{_KEY}=[ \t]*(?:{_QUOTED}|'(?P<literal>[^'\r\n]*+)'){_END}", re.MULTILINE | re.IGNORECASE
)
#: Where the fields at TOML's top level end.
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_LINE = re.compile(r"(?P<indent>[ \t]*+)(?P<words>[^\r\n]*+)(?:\r?\n|\Z)")
#: Words that YAML reads as such without quotation marks; others are a number, a truth, a key.
_READABLE = re.compile(
    r"(?!(?:true|false|yes|no|on|off|null|y|n)\Z)[^\W\d_](?:(?!:(?: |\Z)|[ \t]#).)*", re.IGNORECASE
)


def front_runs(source: str) -> Iterator[RunningText | str]:
    """The lines before a text as runs of text and the raw slices between them; none without."""
    front, at = FRONT.match(source), 0
    for field in _fields(source):
        for words in _words(source, field):
            way = _WAYS[words.way]
            pieces = [
                Piece(sign[0], sign.start(), None, read=way.read(sign[0]))
                for sign in way.sign.finditer(source, words.start, words.end)
            ]
            if sum(len(piece.raw) for piece in pieces) == words.end - words.start:
                yield source[at : words.start]
                yield from gathered(pieces, way.dialect)
                at = words.end
    yield source[at : front.end() if front else 0]


def requoted(translation: str, source: str) -> str:
    """The translation of a Markdown text, in which each field before it can be read again.

    A value that stood without quotation marks, or without escapes, gets both where it needs them.
    """
    for field in _fields(source):
        groups = field.groupdict()
        quotes = "'" if groups.get("literal") is not None else ""
        if groups.get("plain") is None and not quotes:
            continue
        head = source[field.start() : field.start("literal" if quotes else "plain")]
        written = re.compile(
            rf"^{re.escape(head)}(.*){re.escape(quotes + field['end'])}(?=\r?$)", re.MULTILINE
        ).search(translation)
        is_changed = written and written[1] != groups["literal" if quotes else "plain"]
        if written and is_changed and not _can_stand(written[1], quotes):
            start, end = written.start(1) - len(quotes), written.end(1) + len(quotes)
            quoted = json.dumps(written[1], ensure_ascii=False)
            translation = translation[:start] + quoted + translation[end:]
    return translation


class _Words(NamedTuple):
    """Words of a field: half-open offsets, in code points, and the name of their way."""

    way: str
    start: int
    end: int


def _fields(source: str) -> list[re.Match[str]]:
    """The fields at the top level that have words for readers, each once."""
    front = FRONT.match(source)
    if front is None:
        return []
    kind = "toml" if front["yaml"] is None else "yaml"
    start, end = front.span(kind)
    if kind == "toml" and (tables := _TABLE.search(source, start, end)):
        end = tables.start()
    fields: dict[str, re.Match[str]] = {}
    for field in (_TOML if kind == "toml" else _YAML).finditer(source, start, end):
        fields.setdefault(field["key"], field)
    return list(fields.values())


def _words(source: str, field: re.Match[str]) -> Iterator[_Words]:
    groups = field.groupdict()
    if groups.get("block") is not None:
        yield from _block(source, *field.span("block"), folds=groups["style"] == ">")
        return
    way = next(way for way in _WAYS if groups.get(way) is not None)
    yield _Words(way, *field.span(way))


def _block(source: str, start: int, end: int, *, folds: bool) -> Iterator[_Words]:
    """The lines of a block, those of a paragraph together where it folds them.

    A block whose lines have several indents stays: those further in would not be folded.
    """
    lines = [line for line in _LINE.finditer(source, start, end) if line["words"].strip()]
    if len({line["indent"] for line in lines}) > 1:
        return
    words: _Words | None = None
    above = -1
    for line in lines:
        if words and not (folds and above == line.start()):
            yield words
            words = None
        words = _Words("folded", words.start if words else line.start("words"), line.end("words"))
        above = line.end()
    if words:
        yield words


def _can_stand(words: str, quotes: str) -> bool:
    """Whether a value can stand between these quotation marks, or without any."""
    return "'" not in words if quotes else bool(_READABLE.fullmatch(words))
