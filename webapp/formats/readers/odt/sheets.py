"""What is text in the sheets of an OpenDocument, and which texts its formulas and filters name."""

import re
from collections import Counter
from collections.abc import Iterator

from webapp.formats.markup import Element, local_name
from webapp.formats.readers.flow import Flow
from webapp.formats.readers.imported import ImportedBlock, one_line
from webapp.formats.readers.odt.styles import OFFICE, TABLE
from webapp.formats.readers.office.xlsx_names import LITERAL
from webapp.text import Detail, ParagraphKind

_FORMULAS = ("formula", "condition", "expression")
#: The attributes that name a text of a cell, by their elements.
_NAMING = {
    "filter-condition": "value",
    "filter-set-item": "value",
    "data-pilot-field": "source-field-name",
    "data-pilot-member": "name",
}
_CELL = f"{TABLE}table-cell"


class Sheets:
    """The sheets of a document; one that is no workbook has none. Counts what is no text."""

    def __init__(self, root: Element, counts: Counter[str]) -> None:
        self._counts = counts
        self.are_there = root.find(f"{OFFICE}body/{OFFICE}spreadsheet") is not None
        self._named = frozenset(_named(root)) if self.are_there else frozenset()

    def is_text(self, paragraph: Element) -> bool:
        """Whether a paragraph is words of its author: no number, date or result of a formula."""
        cell = next(paragraph.iterancestors(_CELL), None) if self.are_there else None
        if cell is None:
            return True
        if cell.get(f"{TABLE}formula") is not None:
            self._counts["formula cell"] += 1
            return False
        is_words = str(cell.get(f"{OFFICE}value-type", "string")) == "string"
        self._counts["number"] += not is_words
        return is_words

    def kept(self, flow: Flow) -> Flow:
        """A paragraph, without places in the tree where its cell keeps its words."""
        is_named = flow.block.text.strip().lower() in self._named
        return flow._replace(slots=()) if is_named else flow

    def heading(self, table: Element) -> Flow:
        """The name of a sheet, which stays as it is: formulas use it."""
        name = one_line(table.get(f"{TABLE}name"))
        return Flow(ImportedBlock(name, ParagraphKind.HEADING, Detail(level=1)), ())


def _named(root: Element) -> Iterator[str]:
    """The texts that formulas and filters name, in lower case, as programs compare them."""
    for element in root.iter("*"):
        for name in _FORMULAS:
            for literal in LITERAL.findall(element.get(f"{TABLE}{name}", "")):
                text = literal.replace('""', '"')
                yield from (part.strip().lower() for part in (text, *re.split("[,;]", text)))
        attribute = _NAMING.get(local_name(element))
        if attribute:
            yield element.get(f"{TABLE}{attribute}", "").strip().lower()


def drop_repeated_words(root: Element) -> None:
    """Take out the words that a cell repeats beside its paragraphs: offices would show these."""
    for cell in root.iter(_CELL):
        if cell.get(f"{TABLE}formula") is None:
            cell.attrib.pop(f"{OFFICE}string-value", None)
