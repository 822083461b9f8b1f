"""Files read into documents, editions written to files, and texts cut into sentences."""

from dataclasses import replace
from os import PathLike
from pathlib import Path

from webapp.errors import BadInput
from webapp.formats.edition import Edition
from webapp.formats.readers.catalogue import read_document
from webapp.formats.readers.choices import Choices
from webapp.formats.readers.imported import ImportedDocument
from webapp.formats.readers.preparing import prepared
from webapp.formats.writers.catalogue import FORMATS, Format, format_named
from webapp.text import TextSegment, split_text


def read(
    file: str | PathLike[str] | bytes,
    name: str = "",
    *,
    column: str = "",
    without_licence: bool = False,
    with_asides: bool = False,
) -> ImportedDocument:
    """The document in a file, or in its bytes; what it is shows from its content.

    ``name`` helps where the content does not show what it is; a file has its own. ``column`` is the
    heading or the number of the column of a table (CSV, TSV) that is read; ``without_licence``
    leaves out the header and the licence of Project Gutenberg; ``with_asides`` adds the headers,
    footers and comments of a file of an office. Raises OSError, BadInput (for a column that is not
    there), NotText, UnreadableDocument and TooLarge.
    """
    choices = Choices(column, without_licence, with_asides)
    if isinstance(file, bytes):
        return prepared(file, lambda data: read_document(data, name, choices))
    path = Path(file)
    return prepared(path.read_bytes(), lambda data: read_document(data, name or path.name, choices))


def write(edition: Edition, file: str | PathLike[str], format: str = "") -> Path:  # noqa: A002
    """Write an edition to a file, and give its path; an older file is replaced by a whole one.

    ``format`` is a name that ``visavis export --help`` lists; without one the end of the file's
    name says it. Raises BadInput for a format that there is not, or that this edition cannot have,
    and OSError.
    """
    path = Path(file)
    chosen = format_named(format) if format else _format_of(path)
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        with unfinished.open("wb") as target:
            target.writelines(chosen.write(edition))
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
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
