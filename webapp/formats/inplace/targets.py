"""Remembers the targets of whole blocks, for titles that repeat their words elsewhere in a file."""

from collections.abc import Iterable, Iterator

from webapp.formats.edition import EditionBlock


def noting(blocks: Iterable[EditionBlock], targets: dict[str, str]) -> Iterator[EditionBlock]:
    """The same blocks; adds to ``targets`` those of their whole texts."""
    for block in blocks:
        if all(pair.target for pair in block.segments):
            source = " ".join(pair.source for pair in block.segments)
            targets.setdefault(source, " ".join(str(pair.target) for pair in block.segments))
        yield block
