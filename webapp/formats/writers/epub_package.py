"""The package of an EPUB: what the book is, its files, and the order in which they are read."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from webapp.formats.edition import Edition
from webapp.formats.escaping import attribute, escaped
from webapp.formats.writers.contents import Words

#: The folder of the pictures.
PICTURES = "pictures"
#: Where the package stands.
CONTAINER = (
    '<?xml version="1.0"?>\n<container version="1.0" '
    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>\n"
)


def package_document(
    edition: Edition,
    title: Words,
    languages: Sequence[str],
    chapters: Sequence[str],
    pictures: Iterable[tuple[str, str]],
) -> Iterator[str]:
    """The file of a package, in pieces.

    ``chapters`` are names of files in the order of reading, ``pictures`` the names of files in
    ``PICTURES`` and their media types.
    """
    yield _metadata(edition, title, languages, chapters)
    yield (
        '<manifest>\n<item id="nav" href="nav.xhtml" properties="nav" '
        'media-type="application/xhtml+xml"/>\n'
        '<item id="style" href="style.css" media-type="text/css"/>\n'
    )
    for name in chapters:
        yield f'<item id="{_key(name)}" href="{name}" media-type="application/xhtml+xml"/>\n'
    for name, media_type in pictures:
        key = f"picture-{name.partition('.')[0]}"
        yield f'<item id="{key}" href="{PICTURES}/{name}" media-type="{media_type}"/>\n'
    yield "</manifest>\n<spine>\n"
    yield from (f'<itemref idref="{_key(name)}"/>\n' for name in chapters)
    yield "</spine>\n</package>\n"


def _metadata(
    edition: Edition, title: Words, languages: Sequence[str], chapters: Sequence[str]
) -> str:
    modified = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    identity = "\n".join([edition.title, edition.author, *languages, *chapters])
    author = f"<dc:creator>{escaped(edition.author)}</dc:creator>\n" if edition.author else ""
    codes = "".join(f"<dc:language>{escaped(code)}</dc:language>\n" for code in languages)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:identifier id="id">urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, identity)}'
        f"</dc:identifier>\n<dc:title xml:lang={attribute(title.language)}>"
        f"{escaped(title.text)}</dc:title>\n{author}{codes}"
        f'<meta property="dcterms:modified">{modified}</meta>\n</metadata>\n'
    )


def _key(chapter: str) -> str:
    return chapter.removesuffix(".xhtml")
