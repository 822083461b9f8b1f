"""Files read into documents, editions written to files, and texts cut into sentences."""

from dataclasses import replace
from os import PathLike
from pathlib import Path

from webapp.errors import BadInput
from webapp.formats.edition import Edition
from webapp.formats.readers.catalogue import read_document
from webapp.formats.readers.imported import ImportedDocument
from webapp.formats.writers.catalogue import FORMATS, Format, format_named
from webapp.text import TextSegment, split_text


def read(file: str | PathLike[str] | bytes, name: str = "") -> ImportedDocument:
    """The document in a file, or in its bytes; what it is shows from its content.

    ``name`` helps where the content does not show what it is; a file has its own. Raises OSError,
    NotText, UnreadableDocument and TooLarge.
    """
    if isinstance(file, bytes):
        return read_document(file, name)
    return read_document(Path(file).read_bytes(), name or Path(file).name)


def write(edition: Edition, file: str | PathLike[str], format: str = "") -> Path:  # noqa: A002
    """Write an edition to a file, and give its path; an older file is replaced.

    ``format`` is a name that ``visavis export --help`` lists; without one the end of the file's
    name says it. Raises BadInput for a format that there is not, and OSError.
    """
    path = Path(file)
    chosen = format_named(format) if format else _format_of(path)
    pieces = chosen.write(edition)
    with path.open("wb") as target:
        target.writelines(pieces)
    return path


def segment(text: str, language: str = "fr") -> list[TextSegment]:
    """The sentences of a text, with half-open offsets in it, in code points.

    ``source`` is a sentence with its hard line breaks joined, as it is translated.
    """
    return [
        replace(segment, start=paragraph.start + segment.start, end=paragraph.start + segment.end)
        for paragraph in split_text(text, language)
        for segment in paragraph.segments
    ]


def _format_of(path: Path) -> Format:
    """The first format whose files end so, one for any document before one for some."""
    fitting = [entry for entry in FORMATS.values() if entry.suffix == path.suffix.lower()]
    if not fitting:
        raise BadInput(f"No format ends with “{path.suffix}”; say one: {', '.join(FORMATS)}.")
    return min(fitting, key=lambda entry: bool(entry.imported))
