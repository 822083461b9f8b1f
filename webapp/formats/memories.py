"""Reads the translation memories of other tools, TMX of any version, in bounded memory."""

import re
from collections.abc import Iterator
from typing import IO, NamedTuple

from webapp.errors import NotText, UnreadableDocument
from webapp.formats.corrections import language_of, text_of
from webapp.formats.markup import Element, check_doctype, local_name
from webapp.text import primary_language

#: Longer texts than this, in code points, are no sentences.
LONGEST = 20_000
#: Where a file's definitions of its own stand, in bytes from its beginning.
HEAD = 65_536
#: The most bytes between two units, or of one: a tree of what stands there may take sixty times as
#: much.
MOST_BETWEEN = 4_000_000

_SPACES = re.compile(r"[ \t\r\n]+")


class MemoryPair(NamedTuple):
    """A source and its target, as a memory has them."""

    source: str
    target: str


class _Watched:
    """A file that is refused once too much of it has come without a unit."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.without_unit = 0

    def read(self, size: int) -> bytes:
        """The next bytes; raises UnreadableDocument."""
        data = self._file.read(size)
        self.without_unit += len(data)
        if self.without_unit > MOST_BETWEEN:
            raise UnreadableDocument(
                f"This file is no memory: it has {MOST_BETWEEN:,} bytes without a pair."
            )
        return data


def read_tmx(file: IO[bytes], languages: tuple[str, str]) -> Iterator[MemoryPair | None]:
    """The pairs of a TMX file one by one, in whichever direction it was made.

    ``languages`` are those of the source and of the target; dialects do not matter. None stands for
    a unit without a text in both. Raises NotText for a file that is no TMX, and UnreadableDocument
    for one that is damaged or has hardly any unit, as soon as that shows.
    """
    from lxml import etree

    check_doctype(file.read(HEAD))
    file.seek(0)
    watched = _Watched(file)
    units = etree.iterparse(
        watched,
        tag="{*}tu",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, unit in units:
            yield _pair(unit, languages)
            _release(unit)
            watched.without_unit = 0
        root = units.root
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument("This file is damaged: its XML cannot be read.") from error
    if root is None or local_name(root) != "tmx":
        raise NotText("This file is no TMX.")


def _pair(unit: Element, languages: tuple[str, str]) -> MemoryPair | None:
    texts: dict[str, str] = {}
    for variant in unit.iterfind("{*}tuv"):
        text = _SPACES.sub(" ", text_of(variant.find("{*}seg"))).strip(" ")
        texts.setdefault(primary_language(language_of(variant)), text)
    source, target = (texts.get(primary_language(language), "") for language in languages)
    if not source or not target or max(len(source), len(target)) > LONGEST:
        return None
    return MemoryPair(source, target)


def _release(unit: Element) -> None:
    """Let a unit go that was read, with all before it, so that the tree does not grow."""
    unit.clear()
    parent = unit.getparent()
    while parent is not None and unit.getprevious() is not None:
        del parent[0]
