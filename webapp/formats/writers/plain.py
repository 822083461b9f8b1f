"""Plain text: the translation alone, or both languages."""

from collections.abc import Iterator

from webapp.formats.blocks import Edition, target_or_notice


def write_text(edition: Edition) -> Iterator[str]:
    """The translation alone: paragraphs with a blank line between them."""
    for number, block in enumerate(edition.blocks):
        yield "\n\n" if number else ""
        yield " ".join(target_or_notice(pair) for pair in block.segments)
    yield "\n"


def write_bilingual_text(edition: Edition) -> Iterator[str]:
    """Each segment with its translation on the next line; a blank line after each pair."""
    for number, block in enumerate(edition.blocks):
        yield "\n\n" if number else ""
        yield "\n\n".join(f"{pair.source}\n{target_or_notice(pair)}" for pair in block.segments)
    yield "\n"
