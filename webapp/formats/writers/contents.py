"""The contents of a book: its entries, and the nested list that they make."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from webapp.formats.escaping import attribute, escaped, language_attributes

#: The level of the title, the highest in the contents.
TITLE_LEVEL = 1


class Words(NamedTuple):
    """Words in one of the book's two languages."""

    text: str
    language: str

    def element(self, start: str, tag: str) -> str:
        """The words in an element ``tag``; ``start`` is the inside of its start tag."""
        return f"<{start} {language_attributes(self.language)}>{escaped(self.text)}</{tag}>"


class ContentsEntry(NamedTuple):
    """An entry of the contents. A greater level means a smaller heading."""

    level: int
    address: str
    label: Words

    def link(self) -> str:
        """The entry as a link."""
        return self.label.element(f"a href={attribute(self.address)}", "a")


def nested(contents: Iterable[ContentsEntry]) -> Iterator[str]:
    """The items of a nested list: each contains a list of the entries below it."""
    open_levels: list[int] = []
    for entry in contents:
        if open_levels and open_levels[-1] < entry.level:
            yield "<ol>\n"
        yield from _closed(open_levels, entry.level)
        yield f"<li>{entry.link()}"
        open_levels.append(entry.level)
    yield from _closed(open_levels, TITLE_LEVEL)


def _closed(open_levels: list[int], level: int) -> Iterator[str]:
    """The end tags of the open items that cannot contain an entry of that level."""
    end = "</li>\n"
    while open_levels and open_levels[-1] >= level:
        open_levels.pop()
        yield end
        end = "</ol></li>\n"
