"""Entries of glossaries as DeepL's API sends them: a source and a target a line, TSV or CSV."""

import csv
import io
from collections.abc import Mapping

from webapp.errors import BadInput
from webapp.text.terms.term_lists import bounded_terms, check_terms
from webapp.text.terms.terms import Term, checked_term

#: What parts the columns of each format.
SEPARATORS = {"tsv": "\t", "csv": ","}


def read_entries(text: str, entries_format: str, languages: tuple[str, str]) -> dict[str, str]:
    """The targets by their sources; further columns of a CSV (languages) are left out.

    Raises BadInput, which names the line, for one that is no entry or has a source again; for
    columns that are swapped and for too many.
    """
    entries: dict[str, str] = {}
    lines = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=SEPARATORS[entries_format],
        quoting=csv.QUOTE_NONE if entries_format == "tsv" else csv.QUOTE_MINIMAL,
        strict=True,
    )
    try:
        for row in bounded_terms(row for row in lines if any(map(str.strip, row))):
            term = _entry(row, lines.line_num, entries_format)
            if term.source in entries:
                raise BadInput(f"Line {lines.line_num} has a source that was there before.")
            entries[term.source] = term.target or ""
    except csv.Error as error:
        raise BadInput(f"Line {lines.line_num} is no {entries_format.upper()}.") from error
    if not entries:
        raise BadInput("A glossary needs an entry: a source and a target, a line each pair.")
    check_terms([Term(*entry) for entry in entries.items()], languages)
    return entries


def _entry(row: list[str], line: int, entries_format: str) -> Term:
    most = 2 if entries_format == "tsv" else 4
    if not 2 <= len(row) <= most or not row[1].strip():
        raise BadInput(f"Line {line} needs a source and a target with their separator between.")
    try:
        return checked_term(Term(row[0], row[1]))
    except BadInput as error:
        raise BadInput(f"Line {line}: {error}") from error


def written_entries(entries: Mapping[str, str]) -> str:
    """The entries as TSV, as DeepL's API gives them."""
    return "\n".join(f"{source}\t{target}" for source, target in entries.items())
