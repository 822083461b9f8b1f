"""Finds the texts that formulas, filters and tables of an XLSX name, so that cells keep them."""

import re
from collections.abc import Iterable, Iterator

from webapp.formats.markup import Element

#: Told at the import of a workbook.
KEPT_NAMES = (
    "In the workbook's own layout the names of its sheets stay, and so do texts that formulas, "
    "filters or tables name."
)
#: A text in a formula; a quotation mark in it is doubled.
LITERAL = re.compile(r'"((?:[^"]|"")*+)"')
_FORMULA_NAMES = "f formula formula1 formula2 definedName calculatedColumnFormula"
_FORMULAS = tuple(f"{{*}}{name}" for name in _FORMULA_NAMES.split())
#: The attributes with a text of a cell, by their elements.
_VALUES = {"tableColumn": "name", "filter": "val", "customFilter": "val", "cacheField": "name"}
#: The texts that a summary (a pivot table) keeps of cells.
_SUMMARIES = "{*}sharedItems/{*}s"


def named_texts(roots: Iterable[Element]) -> set[str]:
    """The texts in lower case, as programs compare them."""
    return {text.strip().lower() for root in roots for text in _named(root) if text.strip()}


def _named(root: Element) -> Iterator[str]:
    for formula in root.iter(*_FORMULAS):
        for literal in LITERAL.findall(formula.text or ""):
            text = literal.replace('""', '"')
            yield text
            yield from text.split(",")
    for name, attribute in _VALUES.items():
        for element in root.iter(f"{{*}}{name}"):
            yield element.get(attribute, "")
    for element in root.iterfind(f".//{_SUMMARIES}"):
        yield element.get("v", "")
