"""Files of terms: CSV, DeepL's TSV and TBX, read from any program and written for it.

A target that is empty or like its source means that the words are never translated.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from webapp.errors import BadInput
from webapp.formats.active import active_cell, inert_cell
from webapp.formats.cells import numbered_rows
from webapp.formats.corrections import language_of
from webapp.formats.escaping import attribute, escaped
from webapp.formats.markup import Element, bounded_xml_tree, local_name
from webapp.formats.plain_text import read_text
from webapp.text import primary_language
from webapp.text.languages.names import LANGUAGE_NAMES
from webapp.text.terms.term_lists import bounded_terms, check_terms
from webapp.text.terms.terms import PartOfSpeech, Term, checked_term

#: The formats that are written, with their media types.
FORMATS = {"csv": "text/csv", "tsv": "text/tab-separated-values", "tbx": "application/x-tbx+xml"}
_TBX_PARTS = {"propernoun": PartOfSpeech.NAME}
#: The names of the columns that a head may have, beside the codes of the languages.
_COLUMNS = {"source": 0, "target": 1, "case": 2, "part of speech": 3, "note": 4}
_FRENCH_NAMES = {"français": "fr", "anglais": "en"}
_CODE = re.compile(r"[a-z]{2,3}(?:[-_][a-z]{2,4})?", re.IGNORECASE)
Languages = tuple[str, str]


class TermRow(NamedTuple):
    """A term of a file and what is noted of it."""

    term: Term
    note: str = ""


def read_terms(data: bytes, languages: Languages) -> list[TermRow]:
    """The terms of a file in these languages (BCP 47 codes), whichever format it has.

    Raises BadInput, which names the line, for what is no term; for columns that are swapped and for
    too many terms; NotText, TooLarge, UnreadableDocument.
    """
    is_xml = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe<", b"\xfe\xff\0<"))
    given = bounded_xml_tree(data) if is_xml else read_text(data)
    rows = list(bounded_terms((_tbx_rows if is_xml else _rows)(given, languages)))
    if not rows:
        raise BadInput("There is no term in this file for these languages.")
    check_terms([row.term for row in rows], languages)
    return rows


def terms_of_file(data: bytes | None, source_language: str, target_language: str) -> list[Term]:
    """The terms of a file in these languages; none without a file.

    Raises what ``read_terms`` raises, and BadInput for what cannot be a term.
    """
    rows = read_terms(data, (source_language, target_language)) if data is not None else []
    return [checked_term(row.term) for row in rows]


def _rows(text: str, languages: Languages) -> Iterator[TermRow]:
    first = text.partition("\n")[0]
    separator = next((sign for sign in "\t;" if sign in first), ",")
    places: Mapping[str, int] | None = None
    for line, cells in numbered_rows(text, separator, strict=True):
        stripped = [cell.strip().lstrip("\ufeff") for cell in cells]
        if separator != "\t":  # DeepL's format, which is written as it is
            stripped = list(map(active_cell, stripped))
        if not any(stripped):
            continue
        if places is None and (head := _head(stripped, languages)):
            places = head
            continue
        places = places or _COLUMNS
        if row := _row(stripped, places, line, languages):
            yield row


def _head(cells: Sequence[str], languages: Languages) -> dict[str, int] | None:
    """Where each column is, if these cells are a head."""
    source, target = map(primary_language, languages)
    known = {source: "source", target: "target"}
    names = [known.get(_language(cell), cell.lower()) for cell in cells]
    if not {"source", "target"} <= set(names) or _has_codes(cells):
        return None
    return {name: names.index(name) for name in _COLUMNS if name in names}


def _language(cell: str) -> str:
    """The language that a head names by its code, or by its name in English or French."""
    named = (code for code, name in LANGUAGE_NAMES.items() if name.lower() == cell.lower())
    return _FRENCH_NAMES.get(cell.lower()) or next(named, primary_language(cell))


def _row(
    cells: Sequence[str], places: Mapping[str, int], line: int, languages: Languages
) -> TermRow | None:
    """The term of a line; None for one of other languages, as DeepL's CSV can have them."""

    def cell(name: str) -> str:
        place = places.get(name, len(cells))
        return cells[place] if place < len(cells) else ""

    if len(cells) < 2:
        raise BadInput(f"Line {line} of this file has one column: it needs a source and a target.")
    if places is _COLUMNS and _has_codes(cells):
        if [*map(primary_language, cells[2:])] != [*map(primary_language, languages)]:
            return None
        cells = cells[:2]
    exact = cell("case").lower() in ("exact", "yes", "1", "true")
    words = _Cells(cell("source"), cell("target"), exact, cell("part of speech"))
    return _checked(words, cell("note"), f"Line {line}")


def _has_codes(cells: Sequence[str]) -> bool:
    """Whether the languages of a term stand behind it, as DeepL's CSV has them."""
    return len(cells) == 4 and all(map(_CODE.fullmatch, cells[2:])) and "note" not in cells


class _Cells(NamedTuple):
    """What a file says of a term."""

    source: str
    target: str
    exact: bool
    part_of_speech: str


def _checked(cells: _Cells, note: str, place: str) -> TermRow:
    """The term of ``place`` in the file; raises BadInput with the place."""
    name = cells.part_of_speech.lower()
    part = _TBX_PARTS.get(name) or next((p for p in PartOfSpeech if p == name), PartOfSpeech.ANY)
    target = None if cells.target.lower() == cells.source.lower() else cells.target
    try:
        return TermRow(checked_term(Term(cells.source, target, cells.exact, part)), note)
    except BadInput as error:
        raise BadInput(f"{place} of this file: {error}") from error


def _tbx_rows(root: Element, languages: Languages) -> Iterator[TermRow]:
    """The terms of TBX 2 (martif) and 3 (tbx): each source with the first target of its concept."""
    if local_name(root) not in ("martif", "tbx"):
        raise BadInput("This file is XML, but no TBX.")
    for number, concept in enumerate(root.iter("{*}termEntry", "{*}conceptEntry"), 1):
        terms: dict[str, list[Element]] = {}
        for section in concept.iter("{*}langSet", "{*}langSec"):
            language = primary_language(language_of(section))
            terms.setdefault(language, []).extend(section.iter("{*}term"))
        targets = terms.get(primary_language(languages[1]), [])
        notes = [note.text or "" for note in concept.iter("{*}note", "{*}descrip")]
        target = (targets[0].text or "") if targets else ""
        for source in terms.get(primary_language(languages[0]), []):
            words = _Cells(source.text or "", target, False, _part_of_speech(source))
            yield _checked(words, " ".join(notes), f"Entry {number}")


def _part_of_speech(term: Element) -> str:
    group = term.getparent()
    notes = group.iter("{*}termNote") if group is not None else ()
    return next((n.text or "" for n in notes if n.get("type") == "partOfSpeech"), "")


def write_terms(rows: Iterable[TermRow], languages: Languages, name: str) -> str:
    """The terms as a file of a format of FORMATS."""
    writers = {"csv": _csv, "tsv": _tsv, "tbx": _tbx}
    return "".join(writers[name](rows, languages))


def _csv(rows: Iterable[TermRow], languages: Languages) -> Iterator[str]:
    """A head, then a line a term; a byte-order mark tells Excel that it is UTF-8."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([*languages, "case", "part of speech", "note"])
    for term, note in rows:
        case = "exact" if term.case_sensitive else ""
        cells = [term.source, term.target or "", case, term.part_of_speech.value, note]
        writer.writerow(map(inert_cell, cells))
    yield "\ufeff" + written.getvalue()


def _tsv(rows: Iterable[TermRow], _languages: Languages) -> Iterator[str]:
    for term, _ in rows:
        yield f"{term.source}\t{term.target or term.source}\n"


def _tbx(rows: Iterable[TermRow], languages: Languages) -> Iterator[str]:
    """TBX-Basic of version 2, which more programs read than version 3."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<martif type="TBX-Basic" xml:lang="en">\n'
        "<martifHeader><fileDesc><sourceDesc><p>Terms of Vis-à-vis</p></sourceDesc></fileDesc>"
        "</martifHeader>\n<text><body>\n"
    )
    for number, (term, note) in enumerate(rows, 1):
        remark = f"<note>{escaped(note)}</note>" if note else ""
        yield f'<termEntry id="t{number}">{remark}'
        for code, words in zip(languages, (term.source, term.target or term.source), strict=True):
            part = term.part_of_speech.value.replace("name", "properNoun")
            kind = f'<termNote type="partOfSpeech">{part}</termNote>' if part else ""
            word = f"<tig><term>{escaped(words)}</term>{kind}</tig>"
            yield f"<langSet xml:lang={attribute(code)}>{word}</langSet>"
        yield "</termEntry>\n"
    yield "</body></text>\n</martif>\n"
