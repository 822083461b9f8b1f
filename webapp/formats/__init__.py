"""Readers (bytes in, text out) and writers (segments in, text out), one file a format."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from webapp.errors import BadInput
from webapp.formats.blocks import Block
from webapp.formats.plain_text import write_bilingual_text, write_text


@dataclass(frozen=True, slots=True)
class Format:
    """One way to take a document home."""

    name: str
    label: str
    extension: str
    media_type: str
    write: Callable[[Iterable[Block]], Iterator[str]]


_ALL: Sequence[Format] = (
    Format("txt", "English, plain text", ".en.txt", "text/plain", write_text),
    Format(
        "bilingual-txt",
        "French and English, plain text",
        ".fr-en.txt",
        "text/plain",
        write_bilingual_text,
    ),
)

#: Every format by its name, in the order of the download menu.
FORMATS: Mapping[str, Format] = MappingProxyType({entry.name: entry for entry in _ALL})


def format_named(name: str) -> Format:
    """The format with that name; raises BadInput, listing the names there are."""
    try:
        return FORMATS[name]
    except KeyError as error:
        known = ", ".join(FORMATS)
        raise BadInput(f"There is no such format to download; there are {known}.") from error
