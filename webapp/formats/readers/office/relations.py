"""Follows the relations of a file of Office Open XML (.docx, .pptx, .xlsx) from part to part."""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.formats.archive import Archive, resolved
from webapp.formats.markup import Element, xml_tree

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
#: What names a relation, and what names that of a picture.
RELATION, EMBEDDED = f"{_R}id", f"{_R}embed"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a part: its id there, the end of its type, and the part or address it is to."""

    key: str
    kind: str
    target: str
    is_outside: bool


def relations_of(archive: Archive, name: str) -> list[Relation]:
    """The relations of the part ``name``; targets inside the archive are names of parts."""
    folder, _, file = name.rpartition("/")
    path = f"{folder}/_rels/{file}.rels"
    return (
        [relation_of(name, entry) for entry in xml_tree(archive.read(path))]
        if path in archive
        else []
    )


def relation_of(name: str, entry: Element) -> Relation:
    """The relation of the part ``name`` that an element of its relations says."""
    target = entry.get("Target", "")
    is_outside = entry.get("TargetMode") == "External"
    if not is_outside:
        target = target.lstrip("/") if target.startswith("/") else resolved(name, target)
    kind = entry.get("Type", "").rpartition("/")[2]
    return Relation(entry.get("Id", ""), kind, target, is_outside)


def links_of(relations: Iterable[Relation]) -> dict[str, str]:
    """The addresses outside of the file, by their keys."""
    return {entry.key: entry.target for entry in relations if entry.is_outside}


def parts_of(archive: Archive, relations: Iterable[Relation], *kinds: str) -> list[str]:
    """The names of the parts that relations of these kinds lead to, without those that lack."""
    return [
        entry.target
        for entry in relations
        if entry.kind in kinds and not entry.is_outside and entry.target in archive
    ]
