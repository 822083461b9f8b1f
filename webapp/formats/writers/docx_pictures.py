"""Writes the pictures of a Word document: each in a row of its own, over both columns."""

from webapp.formats.escaping import attribute
from webapp.formats.writers.album import ENDINGS
from webapp.text import Picture

#: The folder of the pictures, beside the document.
PICTURES = "pictures"
#: What the package says of files by their endings.
PICTURE_TYPES = "".join(
    f'<Default Extension="{ending}" ContentType="{media_type}"/>'
    for media_type, ending in ENDINGS.items()
)
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
#: The units of drawings in a pixel, of which there are 96 to the inch.
_PER_PIXEL = 9_525
#: The room of a picture on a page, in pixels: both columns, and less than the height of a page.
_WIDE, _HIGH = 620, 820


def picture_row(picture: Picture, key: str, number: int, text: str) -> str:
    """A row with a picture; ``key`` is its relation's id and ``number`` counts pictures from 1."""
    return (
        '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:pPr><w:jc w:val="center"/>'
        f"</w:pPr><w:r>{_drawing(picture, key, number, text)}</w:r></w:p></w:tc></w:tr>\n"
    )


def _drawing(picture: Picture, key: str, number: int, text: str) -> str:
    scale = min(1.0, _WIDE / picture.width, _HIGH / picture.height)
    wide, high = (
        max(1, round(side * scale)) * _PER_PIXEL for side in (picture.width, picture.height)
    )
    name = f'id="{number}" name="Picture {number}" descr={attribute(text)}'
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing">'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr {name}/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {name}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{key}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
