"""Leads the inner links of a book from file to file."""

import re
from collections.abc import Iterator

from webapp.formats.edition import place_link

#: An element with the name of a place (``rendering.named``), and a link to one (``way_to``).
_PLACE = re.compile(r'<span id="(p\d+)">')
_WAY = re.compile(r'href="#(p\d+)"')


def way_to(place: int) -> str:
    """The attribute of a link to the paragraph with that number, in whatever file it stands."""
    return f'href="#{place_link(place)}"'


class Ways:
    """Which file has each place. A text that leads to a later file waits until that is known."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}
        self._waiting: dict[str, str] = {}

    def passed(self, name: str, text: str) -> Iterator[tuple[str, str]]:
        """The text of the file ``name`` with its links, unless it has to wait."""
        self._files |= dict.fromkeys(_PLACE.findall(text), name)
        if all(place in self._files for place in _WAY.findall(text)):
            yield name, self._led(name, text)
        else:
            self._waiting[name] = text

    def rest(self) -> Iterator[tuple[str, str]]:
        """The texts that waited, once every other has passed."""
        yield from ((name, self._led(name, text)) for name, text in self._waiting.items())

    def _led(self, name: str, text: str) -> str:
        def led(way: re.Match[str]) -> str:
            file = self._files.get(way[1], name)
            return way[0] if file == name else f'href="{file}#{way[1]}"'

        return _WAY.sub(led, text)
