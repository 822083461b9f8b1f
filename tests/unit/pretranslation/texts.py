"""Texts and documents that several tests of pretranslation add."""

from webapp.formats.readers.imported import ImportedBlock, ImportedDocument, assembled
from webapp.text import Detail, Mark, ParagraphKind


def segments(count: int) -> str:
    return "\n\n".join(f"Ceci est la phrase numéro {number}." for number in range(count))


def marked(kind: str, text: str, start: int, end: int) -> ImportedDocument:
    detail = Detail(marks=[Mark(start, end, kind)])
    return assembled([ImportedBlock(text, ParagraphKind.TEXT, detail)])
