"""The strings of Android (``res/values/strings.xml``): names, attributes and comments stay."""

import re
from functools import partial

from webapp.formats.messages.message import Slice, SlicedMessages, has_words
from webapp.formats.messages.xml_content import (
    Content,
    attributes,
    closing,
    content,
    xml_escaped,
    xml_pieces,
    xml_read,
)
from webapp.formats.slices.running_text import Piece
from webapp.text.placing import Role

_MESSAGES = ("string", "item")
#: Groups whose items are messages; those of others are colours, sizes and the like.
_GROUPS = ("plurals", "string-array")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_CONTROLS = {"n": "\n", "t": "\t"}
_SPACES = re.compile(r"[ \t\r\n]+")
#: A string that is that of another name: ``@string/app_name``, ``?attr/label``.
_REFERENCE = re.compile(r"[@?][\w.:+]+(?:/[\w.]+)?")
_CDATA = re.compile(r"\s*<!\[CDATA\[(.*)\]\]>\s*", re.DOTALL)


def android_messages(text: str) -> SlicedMessages:
    """The strings, arrays and plurals that are to be translated; raises UnreadableDocument."""
    every = xml_pieces(text)
    texts: list[str] = []
    places: list[Slice] = []
    number = 0
    while number < len(every):
        piece, last = every[number], number
        if piece.role is Role.OPEN and _is_fixed(piece):
            last = closing(every, number)
        elif piece.role is Role.OPEN and piece.name in _MESSAGES:
            last = closing(every, number)
            message = _message(text, every[number + 1 : last], every[last].place)
            if has_words(message.text) and not _REFERENCE.fullmatch(message.text):
                texts.append(message.text)
                places.append(_place(text, message))
        number = last + 1
    return SlicedMessages(text, texts, places)


def _is_fixed(piece: Piece) -> bool:
    """Whether an element is not to be translated, or holds no messages."""
    given = attributes(piece)
    is_group = piece.name in _GROUPS or piece.name in ("resources", *_MESSAGES)
    return given.get("translatable") == "false" or not is_group


def _message(text: str, inside: list[Piece], end: int) -> Content:
    start = inside[0].place if inside else end
    if cdata := _CDATA.fullmatch(text, start, end):
        return Content(*cdata.span(1), _read(cdata[1]))
    return content(inside, start, end, lambda raw: _read(xml_read(raw)), sealed=frozenset())


def _place(text: str, message: Content) -> Slice:
    raw = text[message.start : message.end]
    is_cdata = text[: message.start].endswith("<![CDATA[")
    is_quoted = len(raw) > 1 and raw[0] == raw[-1] == '"'
    written = partial(_written, message, in_quotes=is_quoted, as_it_is=is_cdata)
    return Slice(message.start, message.end, written)


def _read(raw: str) -> str:
    """A stretch of a string as people read it."""
    quoted = len(raw) > 1 and raw[0] == raw[-1] == '"'
    words = raw[1:-1] if quoted else _SPACES.sub(" ", raw)
    return _ESCAPE.sub(_character, words)


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else _CONTROLS.get(match[2], match[2])


def _written(message: Content, target: str, *, in_quotes: bool, as_it_is: bool) -> str:
    written = message.written(target, lambda words: _escaped(words, as_it_is=as_it_is))
    if in_quotes:
        return f'"{written}"'
    return f"\\{written}" if written[:1] in ("@", "?") else written


def _escaped(words: str, *, as_it_is: bool) -> str:
    words = re.sub(r"""[\\'"]""", r"\\\g<0>", words).replace("\n", "\\n").replace("\t", "\\t")
    return words if as_it_is else xml_escaped(words)
