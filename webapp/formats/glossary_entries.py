"""Entries of glossaries as DeepL's API sends them: a source and a target a line, TSV or CSV."""

from collections.abc import Mapping

from webapp.errors import BadInput
from webapp.formats.cells import numbered_rows
from webapp.text.terms.term_lists import bounded_terms, check_terms
from webapp.text.terms.terms import Term, checked_term

#: What parts the columns of each format.
SEPARATORS = {"tsv": "\t", "csv": ","}


def read_entries(text: str, entries_format: str, languages: tuple[str, str]) -> dict[str, str]:
    """The targets by their sources; further columns of a CSV (languages) are left out.

    Raises BadInput, which names the line, for one that is no entry or has a source again; for
    columns that are swapped and for too many; TooLarge.
    """
    entries: dict[str, str] = {}
    rows = numbered_rows(text, SEPARATORS[entries_format], strict=True)
    filled = ((line, row) for line, row in rows if any(map(str.strip, row)))
    for line, row in bounded_terms(filled):
        term = _entry(row, line, entries_format)
        if term.source in entries:
            raise BadInput(f"Line {line} has a source that was there before.")
        entries[term.source] = term.target or ""
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
