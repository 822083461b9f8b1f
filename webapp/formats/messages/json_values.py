"""The strings of JSON: i18next, ARB, messages of browser extensions. Their keys stay."""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import zip_longest
from typing import Any

from webapp.errors import UnreadableDocument
from webapp.formats.messages.choices_of_words import option_spans
from webapp.formats.messages.message import LANGUAGE_CODE, Slice, SlicedMessages, has_words

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\],:]', re.DOTALL)
#: Where ARB names the language of the file; other keys that begin so are not for people.
_LOCALE, _ASIDE = "@@locale", "@"


def json_messages(text: str) -> SlicedMessages:
    """Every string of the file but its keys; raises UnreadableDocument."""
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument("This file is no JSON, or damaged.") from error
    escaped = partial(json.dumps, ensure_ascii=text.isascii())
    values = list(_values(text))
    is_extension = _is_of_extension(parsed)
    labels = [
        Slice(*value.span(), lambda code: escaped(code.replace("-", "_")))
        for path, value in values
        if path == [_LOCALE]
    ]
    chosen = [
        message
        for path, value in values
        if not any(key.startswith(_ASIDE) for key in path)
        and (not is_extension or path[1:] == ["message"])
        for message in _messages(value, escaped)
        if has_words(message[0])
    ]
    return SlicedMessages(
        text,
        [words for words, _ in chosen],
        [place for _, place in chosen],
        labels + [Slice(*key.span(), escaped) for key in _language_key(text, parsed)],
        _language(parsed),
    )


def _messages(value: re.Match[str], escaped: Callable[[str], str]) -> Iterator[tuple[str, Slice]]:
    """The words of a string and their place; a message of ICU has some for each of its options."""
    whole, written = json.loads(value[0]), value[0][1:-1]
    spans = option_spans(whole)
    if len(spans) < 2 or whole != written:
        yield whole, Slice(*value.span(), escaped)
        return
    for start, end in spans:
        begin = value.start() + 1
        yield (
            whole[start:end],
            Slice(begin + start, begin + end, lambda words: escaped(words)[1:-1]),
        )


def _values(text: str) -> Iterator[tuple[list[str], re.Match[str]]]:
    """Every string that is a value, and the keys that lead to it."""
    path: list[str] = []
    opened: list[str] = []
    tokens = list(_TOKEN.finditer(text))
    for token, following in zip_longest(tokens, tokens[1:]):
        sign = token[0]
        if sign in "{[":
            opened.append(sign)
            path.append("")
        elif sign in "}]":
            opened.pop()
            path.pop()
        elif sign[0] == '"' and following and following[0] == ":":
            path[-1] = json.loads(sign)
        elif sign[0] == '"':
            yield [key for key, sort in zip(path, opened, strict=True) if sort == "{"], token


def _is_of_extension(parsed: Any) -> bool:
    """Whether the file is that of a browser extension, where each message is an object."""
    return (
        isinstance(parsed, dict)
        and bool(parsed)
        and all(isinstance(message, dict) and "message" in message for message in parsed.values())
    )


def _language_key(text: str, parsed: Any) -> Iterator[re.Match[str]]:
    """The one key of a file that has all its messages below the name of their language."""
    values = list(parsed.values()) if isinstance(parsed, dict) else []
    if len(values) == 1 and isinstance(values[0], dict):
        key = next(token for token in _TOKEN.finditer(text) if token[0][0] == '"')
        if LANGUAGE_CODE.fullmatch(json.loads(key[0])):
            yield key


def _language(parsed: Any) -> str:
    locale = parsed.get(_LOCALE) if isinstance(parsed, dict) else None
    return locale.replace("_", "-") if isinstance(locale, str) else ""
