"""Remembers targets of blocks, for what repeats their words elsewhere in a file."""

from collections.abc import Iterable, Iterator, Mapping

from webapp.formats.edition import EditionBlock
from webapp.formats.markup import Element, local_name
from webapp.formats.readers.imported import MAX_FIELD_CHARS, one_line
from webapp.text import pictures_of

#: The attributes that have the text of a picture, in pages and in files of Office.
_ATTRIBUTES = ("alt", "descr")
#: The elements that have it in an OpenDocument's frame.
_ELEMENTS = ("desc", "title")


def noting(blocks: Iterable[EditionBlock], targets: dict[str, str]) -> Iterator[EditionBlock]:
    """The same blocks; adds to ``targets`` those of their whole texts."""
    for block in blocks:
        if all(pair.target for pair in block.segments):
            source = " ".join(pair.source for pair in block.segments)
            targets.setdefault(source, " ".join(str(pair.target) for pair in block.segments))
        yield block


def noting_pictures(
    blocks: Iterable[EditionBlock], texts: dict[str, str]
) -> Iterator[EditionBlock]:
    """The same blocks; adds to ``texts`` the targets of the texts of their pictures."""
    for block in blocks:
        wordings = block.detail.get("wordings", {})
        alternatives = (picture.alt for picture in pictures_of(block.detail))
        whole = (alt for alt in alternatives if len(alt) < MAX_FIELD_CHARS)  # none that was cut
        texts |= {alt: wordings[alt] for alt in whole if alt in wordings}
        yield block


def translate_pictures(root: Element, texts: Mapping[str, str]) -> None:
    """Give the pictures of a tree the targets of their texts."""
    for element in root.iter("*") if texts else ():
        for name in _ATTRIBUTES:
            target = texts.get(one_line(element.get(name)))
            if target:
                element.set(name, target)
        if local_name(element) in _ELEMENTS and element.text:
            parent = element.getparent()
            if parent is not None and local_name(parent) == "frame":
                element.text = texts.get(one_line(element.text), element.text)
