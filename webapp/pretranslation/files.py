"""Whole files translated in their own format, for callers who want a file back."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType

from webapp.engine import Priority
from webapp.errors import BadInput, TooLarge
from webapp.formats.markup import html_text
from webapp.formats.plain_text import read_text
from webapp.formats.readers import READERS, reader_of
from webapp.pretranslation.batches import Manner
from webapp.pretranslation.interpreter import Interpreter, Order
from webapp.pretranslation.markup import outline_markup
from webapp.pretranslation.texts import Outline, outline_text

#: How a format's text is cut and put together again, by the name of its reader.
FILE_OUTLINES: Mapping[str, Callable[[str, str], Outline]] = MappingProxyType(
    {"txt": outline_text, "html": outline_markup}
)

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class File:
    """A file's name and bytes."""

    name: str
    data: bytes


def extensions() -> list[str]:
    """The endings of the names of files that can be translated."""
    return [end for reader in READERS if reader.name in FILE_OUTLINES for end in reader.extensions]


def translate_file(
    file: File, source_language: str, target_language: str, interpreter: Interpreter, most: int
) -> File:
    """The file translated, named after its target language.

    Raises BadInput for a file of another kind than its name says, TooLarge above ``most``
    characters, and what the reader and the interpreter raise.
    """
    suffix = PurePath(file.name).suffix.lower()
    if suffix not in extensions():
        raise BadInput("Invalid request: file format not supported")
    reader = reader_of(file.data, file.name)
    if suffix not in reader.extensions:
        raise BadInput(f"This file is named {suffix}, but its content is something else.")
    text = html_text(file.data) if reader.name == "html" else read_text(file.data)
    if len(text) > most:
        raise TooLarge(f"This file has {len(text):,} characters; the limit is {most:,}.")
    order = Order(
        texts=[text],
        source_language=source_language,
        target_language=target_language,
        outline=FILE_OUTLINES[reader.name],
        manner=Manner(priority=Priority.DOCUMENT),
    )
    [translated] = interpreter.translate(order, interpreter.routes(order))
    stem = PurePath(file.name).name.removesuffix(PurePath(file.name).suffix)
    return File(f"{stem}_{target_language}{suffix}", _encoded(translated.target, file.data))


def _encoded(text: str, source: bytes) -> bytes:
    """UTF-8, or the encoding that the file itself says it has, with references for the rest."""
    declared = _CHARSET.search(source[:4096])
    try:
        return text.encode(declared[1].decode() if declared else "utf-8", "xmlcharrefreplace")
    except LookupError:
        return text.encode()
