"""Pictures of an imported archive: which of them are shown, and their bytes.

Nothing of a picture is unpacked to the disk: its bytes stay in the imported file, which the library
keeps, and are read from there each time. Only grids of pixels are shown, in the four formats that
every browser knows; SVG is a page with scripts.
"""

import io
import warnings
from typing import NamedTuple

from webapp.errors import VisavisError
from webapp.formats.archive import Archive
from webapp.text import Picture

#: The most bytes of one picture as it stands in its archive, unpacked.
MAX_BYTES = 8_000_000
#: The most pixels of one picture: a browser takes four bytes for each.
MAX_PIXELS = 40_000_000
#: The formats that are shown, as Pillow calls them, with their media types.
MEDIA_TYPES = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "GIF": "image/gif",
    "WEBP": "image/webp",
}
_ARCHIVE = b"PK"


class Raster(NamedTuple):
    """What the bytes of a picture say of it; width and height are in pixels."""

    media_type: str
    width: int
    height: int


def raster_of(data: bytes) -> Raster | None:
    """The kind and the size of a picture; None for bytes that are not shown.

    Reads the head of the file alone; no pixel is unpacked.
    """
    from PIL import Image  # it takes a while to load, and few files have pictures

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a picture above the bound is refused below
            with Image.open(io.BytesIO(data), formats=list(MEDIA_TYPES)) as picture:
                name, (width, height) = picture.format or "", picture.size
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
    return Raster(MEDIA_TYPES[name], width, height) if width * height <= MAX_PIXELS else None


def picture_bytes(original: bytes | None, picture: Picture) -> bytes | None:
    """The bytes of a picture in its imported file; None where the file does not have it."""
    if original is None or not original.startswith(_ARCHIVE):
        return None
    try:
        with Archive(original) as archive:
            return archive.glance(picture.part, MAX_BYTES)
    except VisavisError:
        return None
