"""What the files of Office Open XML (.docx, .pptx, .xlsx) become, with their properties."""

from collections import Counter
from collections.abc import Mapping, Sequence

from webapp.formats.active import NOTICE
from webapp.formats.archive import Archive
from webapp.formats.markup import xml_tree
from webapp.formats.readers.imported import (
    ImportedBlock,
    ImportedDocument,
    assembled,
    left_out,
    one_line,
    written_on,
)

#: What is counted where a file has macros; such a file has no layout of its own.
MACROS = "macro project"


def properties_of(archive: Archive) -> dict[str, str]:
    """The properties of a file by their names: title, creator, created, modified, language."""
    if "docProps/core.xml" not in archive:
        return {}
    root = xml_tree(archive.read("docProps/core.xml"))
    return {entry.tag.rpartition("}")[2]: one_line(entry.text) for entry in root}


def office_document(
    data: bytes,
    blocks: Sequence[ImportedBlock],
    properties: Mapping[str, str],
    counts: Counter[str],
    *,
    has_active: bool,
    notices: tuple[str, ...] = (),
) -> ImportedDocument:
    """A document of the blocks of ``data``; ``counts`` are the things left out.

    ``has_active`` says whether it has what programs run or fetch by themselves.
    """
    return assembled(
        blocks,
        title=properties.get("title", ""),
        author=properties.get("creator", ""),
        date=written_on(properties.get("created", ""), properties.get("modified", "")),
        language=properties.get("language", ""),
        notices=left_out(counts) + notices + ((NOTICE,) if has_active else ()),
        original=None if counts[MACROS] else data,
    )
