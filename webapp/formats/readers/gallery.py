"""Hangs the pictures of an archive on the blocks of its text, within bounds."""

from collections import Counter
from collections.abc import Sequence
from urllib.parse import unquote

from webapp.errors import VisavisError
from webapp.formats.archive import Archive, resolved
from webapp.formats.markup import Element
from webapp.formats.pictures import MAX_BYTES, Raster, raster_of
from webapp.formats.readers.imported import ImportedBlock, one_line
from webapp.text import Detail, Picture

#: The most pictures of a document, and their most bytes together, each counted once.
MAX_PICTURES = 1_000
MAX_TOTAL_BYTES = 60_000_000
_HREF = "{http://www.w3.org/1999/xlink}href"


class Gallery:
    """The pictures that a text shows. Each waits for the next block, whose detail then has it.

    Adds to ``counts`` those that are left out.
    """

    def __init__(self, archive: Archive, counts: Counter[str]) -> None:
        self._archive = archive
        self._counts = counts
        self._rasters: dict[str, Raster | None] = {}
        self._waiting: list[Picture] = []
        self._hung = 0
        self._left = MAX_TOTAL_BYTES

    def take(self, part: str, alt: str, *, is_after: bool) -> bool:
        """Take the picture in a part; ``is_after`` says that words of its block stand before it.

        Gives whether it is shown.
        """
        raster = self._raster(part) if self._hung < MAX_PICTURES else None
        if raster is None:
            self._counts["picture"] += 1
            return False
        self._hung += 1
        self._waiting.append(Picture(part, *raster, one_line(alt), is_after))
        return True

    def hang(self, detail: Detail) -> None:
        """Give the pictures that wait to a block."""
        if self._waiting:
            detail["pictures"] = [*detail.get("pictures", []), *self._waiting]
            self._waiting = []

    def close(self, blocks: Sequence[ImportedBlock]) -> None:
        """Hang the pictures that stand after all words on the last block."""
        rest = [picture._replace(is_after=True) for picture in self._waiting]
        if rest and blocks:
            detail = blocks[-1].detail
            detail["pictures"] = [*detail.get("pictures", []), *rest]

    def _raster(self, part: str) -> Raster | None:
        if part not in self._rasters:
            self._rasters[part] = self._looked_at(part)
        return self._rasters[part]

    def _looked_at(self, part: str) -> Raster | None:
        try:
            data = self._archive.glance(part, min(MAX_BYTES, self._left))
        except VisavisError:  # a damaged picture damages no text
            return None
        self._left -= len(data or b"")
        return raster_of(data) if data else None


class PageGallery(Gallery):
    """The pictures of the pages of a book."""

    def take_element(self, element: Element, page: str, *, is_after: bool) -> None:
        """Take the picture of an ``img``, ``picture`` or ``svg`` that holds one file of pixels.

        ``page`` is the name of the part in which it stands.
        """
        image = next(iter(element.iter("{*}img", "{*}image")), None)
        alt = "" if image is None else image.get("alt") or element.get("aria-label", "")
        href = "" if image is None else image.get("src") or image.get(_HREF) or image.get("href")
        self.take(resolved(page, unquote(href or "")), alt, is_after=is_after)
