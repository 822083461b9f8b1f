"""Puts the targets of a corrected file into the document and into the memory."""

from collections.abc import Sequence
from typing import NamedTuple

from webapp.errors import BadInput
from webapp.formats.coded_text import CodeFault
from webapp.formats.corrections import Correction, read_corrections
from webapp.formats.marks.codes import moved_marks
from webapp.library import Library
from webapp.library.editing.corrections import Correctable
from webapp.text import Mark


class FaultyCodes(NamedTuple):
    """The position of the segment whose target came back with this fault in its codes, 0 for none.

    Its words are kept, and its marks stand where they are found.
    """

    position: int
    fault: CodeFault

    def __str__(self) -> str:
        """Say it in a sentence for people."""
        where = f"Sentence {self.position}" if self.position else "A sentence without a number"
        return f"{where}: a code is {self.fault}."


class CorrectedByFile(NamedTuple):
    """What a file changed in a document, how many of its sentences it lacks, and faulty codes.

    ``notes`` counts the notes that it brought.
    """

    changed: int
    unmatched: int
    notes: int
    faults: Sequence[FaultyCodes]


def correct_document(
    library: Library, document_id: int, data: bytes, *, reader: str = ""
) -> CorrectedByFile:
    """Read XLIFF or TMX and correct the document and the memory by it.

    Its notes become notes of ``reader``, or everybody's without a name.

    Raises NotFound, BadInput, NotText, UnreadableDocument, LibraryUnavailable.
    """
    document = library.documents.get(document_id)
    corrections = read_corrections(data, document.target_language)

    def marks_of(number: int, segment: Correctable) -> list[Mark] | None:
        return _marks(corrections[number], segment)

    plain = [correction[:4] for correction in corrections]
    notes = {number: c.notes for number, c in enumerate(corrections) if c.notes}
    corrected = library.corrections.apply(document_id, plain, marks_of, notes, reader)
    if corrected.unmatched == len(corrections):
        raise BadInput("No sentence of this file is in the document, so nothing was changed.")
    faults = [FaultyCodes(c.position or 0, c.fault) for c in corrections if c.fault]
    return CorrectedByFile(*corrected, faults)


def _marks(correction: Correction, segment: Correctable) -> list[Mark] | None:
    if not correction.source_codes:
        return None
    return moved_marks(
        segment, segment, correction.source_codes, correction.target, correction.target_codes
    )
