"""Hangs the pictures of slides on their words, and counts what else slides show that is no text."""

from collections import Counter
from collections.abc import Mapping, Sequence

from webapp.formats.markup import Element
from webapp.formats.readers.flow import Flow
from webapp.formats.readers.gallery import Gallery
from webapp.formats.readers.office.drawing import A, is_repeated
from webapp.formats.readers.office.relations import EMBEDDED

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
#: What has the text of a picture for those who do not see it.
_NAMED = f"{_P}cNvPr"
_FILMS = (f"{A}videoFile", f"{A}audioFile")


def take_pictures(
    root: Element,
    flows: Sequence[Flow],
    parts: Mapping[str, str],
    counts: Counter[str],
    gallery: Gallery | None,
) -> None:
    """Hang the pictures of a slide behind its words; those of one without words wait for the next.

    ``parts`` has the names of parts by the keys of their relations. What is not shown is counted.
    """
    if gallery and flows:
        gallery.hang(flows[0].block.detail)
    for picture in root.iter(f"{_P}pic"):
        if is_repeated(picture):
            continue
        text = next(filter(None, (entry.get("descr", "") for entry in picture.iter(_NAMED))), "")
        is_film = next(picture.iter(*_FILMS), None) is not None
        counts["recording or film"] += is_film
        image = picture.find(f"{_P}blipFill/{A}blip")
        part = "" if image is None else parts.get(image.get(EMBEDDED, ""), "")
        is_shown = not is_film and gallery and gallery.take(part, text, is_after=bool(flows))
        counts["picture text"] += bool(text.strip()) and not is_shown
    if gallery and flows:
        gallery.hang(flows[-1].block.detail)


def count_others(root: Element, counts: Counter[str]) -> None:
    """Count what a slide shows that is neither words nor pictures."""
    counts["diagram"] += sum(1 for _ in root.iter("{*}relIds"))
    counts["object"] += sum(not is_repeated(entry) for entry in root.iter(f"{_P}oleObj"))
