"""The pictures of an edition, as a writer meets them."""

from collections.abc import Callable, Iterator

from webapp.formats.edition import Edition, EditionBlock, picture_text
from webapp.formats.escaping import attribute, language_attributes
from webapp.formats.pictures import MEDIA_TYPES, picture_bytes
from webapp.text import Picture, pictures_of

#: The endings of the names of pictures, by their media type.
ENDINGS = {media_type: name.lower() for name, media_type in MEDIA_TYPES.items()}


class Album:
    """The pictures of one file that is written, each part of the imported file once."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._names: dict[str, str] = {}
        self._pictures: dict[str, Picture] = {}

    def name(self, picture: Picture) -> str:
        """The name of the file that has a picture, such as ``3.png``."""
        name = f"{len(self._names) + 1}.{ENDINGS[picture.media_type]}"
        self._pictures.setdefault(picture.part, picture)
        return self._names.setdefault(picture.part, name)

    def media_types(self) -> Iterator[tuple[str, str]]:
        """The name and the media type of each picture that was named."""
        for part, picture in self._pictures.items():
            yield self._names[part], picture.media_type

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The name and the bytes of each picture that was named."""
        for part, picture in self._pictures.items():
            yield self._names[part], self.bytes_of(picture)

    def bytes_of(self, picture: Picture) -> bytes:
        """The bytes of a picture as it was imported."""
        return picture_bytes(self.edition.original, picture) or b""


def framed(
    edition: Edition, block: EditionBlock, words: str, source_of: Callable[[Picture], str]
) -> str:
    """The markup of a block between that of its pictures; ``source_of`` gives their addresses."""
    before: list[str] = []
    after: list[str] = []
    for picture in pictures_of(block.detail) if edition.original else ():
        text, language = picture_text(edition, block, picture)
        (after if picture.is_after else before).append(
            f'<figure class="picture"><img src={attribute(source_of(picture))} '
            f'width="{picture.width}" height="{picture.height}" alt={attribute(text)} '
            f"{language_attributes(language)}/></figure>"
        )
    return "".join([*before, words, *after])
