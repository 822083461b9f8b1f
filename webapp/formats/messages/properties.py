"""The values of Java's .properties, and of .strings for macOS and iOS. Keys and comments stay."""

import re
from functools import partial

from webapp.errors import UnreadableDocument
from webapp.formats.messages.message import Slice, SlicedMessages, has_words

_BLANK = r"[ \t\f]"
_PROPERTY = re.compile(
    rf"^{_BLANK}*+(?![#!\r\n])(?:[^\\\s:=]|\\.)++{_BLANK}*+[:=]?{_BLANK}*+"
    r"(?P<value>(?:[^\\\r\n]|\\(?:\r\n|.))*+)",
    re.MULTILINE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|\r?\n[ \t\f]*+|\r[ \t\f]*+|(.))", re.DOTALL)
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}
#: A value with arguments is a MessageFormat, in which an apostrophe is written twice.
_ARGUMENT = re.compile(r"\{\d")

_STRING = r'"(?:[^"\\]|\\.)*+"'
_PAIR = re.compile(
    rf"/\*.*?(?:\*/|\Z)|//[^\r\n]*+|(?:{_STRING}|[\w.-]++)\s*+=\s*+(?P<value>{_STRING})\s*+;",
    re.DOTALL,
)
_APPLE_ESCAPE = re.compile(r"\\(?:[uU]([0-9a-fA-F]{4})|(.))", re.DOTALL)


def properties_messages(text: str) -> SlicedMessages:
    """The values of a .properties file."""
    texts, places = [], []
    for match in _PROPERTY.finditer(text):
        words = _unescaped(_ESCAPE, match["value"])
        has_arguments = bool(_ARGUMENT.search(words))
        words = words.replace("''", "'") if has_arguments else words
        if has_words(words):
            texts.append(words)
            written = partial(_property, only_ascii=text.isascii(), doubles=has_arguments)
            places.append(Slice(*match.span("value"), written))
    return SlicedMessages(text, texts, places)


def strings_messages(text: str) -> SlicedMessages:
    """The values of a .strings file; raises UnreadableDocument where it has no pair."""
    pairs = [match for match in _PAIR.finditer(text) if match["value"] is not None]
    if not pairs:
        raise UnreadableDocument('This file has no pair as "key" = "value"; of Apple\'s strings.')
    worded = [(match, _unescaped(_APPLE_ESCAPE, match["value"][1:-1])) for match in pairs]
    worded = [(match, words) for match, words in worded if has_words(words)]
    return SlicedMessages(
        text,
        [words for _, words in worded],
        [Slice(*match.span("value"), _apple_string) for match, _ in worded],
    )


def _unescaped(pattern: re.Pattern[str], raw: str) -> str:
    def character(match: re.Match[str]) -> str:
        code, sign = match[1], match[match.re.groups]
        return chr(int(code, 16)) if code else _CONTROLS.get(sign or "", sign or "")

    return _paired(pattern.sub(character, raw))


def _paired(text: str) -> str:
    """A text with each pair of halves of UTF-16 as one character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _property(words: str, *, only_ascii: bool, doubles: bool) -> str:
    words = words.replace("'", "''") if doubles else words
    words = words.replace("\\", "\\\\")
    for letter, control in _CONTROLS.items():
        words = words.replace(control, f"\\{letter}")
    words = f"\\{words}" if words.startswith(" ") else words
    return "".join(map(_in_ascii, words)) if only_ascii else words


def _in_ascii(sign: str) -> str:
    if sign.isascii():
        return sign
    data = sign.encode("utf-16-be")
    return "".join(f"\\u{data[at : at + 2].hex()}" for at in range(0, len(data), 2))


def _apple_string(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    for letter, control in _CONTROLS.items():
        escaped = escaped.replace(control, f"\\{letter}")
    return f'"{escaped}"'
