"""The terms: listed, searched, added, changed and forgotten, and brought in and out by files."""

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from webapp.errors import BadInput, VisavisError
from webapp.formats.term_files import FORMATS, TermRow, read_terms, write_terms
from webapp.library import NewTerm, TermEntry
from webapp.text.terms.terms import PartOfSpeech
from webapp.views.context import as_download, desk, language_pair, lead_to, number

blueprint = Blueprint("terms", __name__, url_prefix="/terms")

#: Terms on one page.
PAGE = 200


@blueprint.get("")
def index() -> str:
    """All terms, or those that have the words of a search or count in one text."""
    return _index()


@blueprint.post("")
def create() -> ResponseReturnValue:
    """Keep a term; one that cannot be kept is shown again with the reason."""
    try:
        entry = desk().library.termbase.add(_posted())
    except VisavisError as error:
        return _index(str(error)), error.status
    return _to(entry)


@blueprint.get("/<int:term_id>")
def show(term_id: int) -> str:
    """One term, to be changed or forgotten."""
    return _show(term_id)


@blueprint.post("/<int:term_id>")
def change(term_id: int) -> ResponseReturnValue:
    """Change a term; one that cannot be kept is shown again with the reason."""
    try:
        entry = desk().library.termbase.change(term_id, _posted())
    except BadInput as error:
        return _show(term_id, str(error)), error.status
    return _to(entry)


@blueprint.post("/<int:term_id>/oblivion")
def forget(term_id: int) -> Response:
    """Forget a term; its page offers to bring it back, and to translate anew what it changed."""
    return _to(desk().library.termbase.remove(term_id))


@blueprint.post("/<int:term_id>/restoration")
def restore(term_id: int) -> Response:
    """Bring a forgotten term back."""
    return _to(desk().library.termbase.restore(term_id))


@blueprint.post("/<int:term_id>/renewal")
def renew(term_id: int) -> Response:
    """Have the sentences that a term, or its end, would change translated again."""
    renewal = desk().renew_term(term_id)
    kept = {"first": renewal.first, "last": renewal.last, "renewed": renewal.segment_count}
    return lead_to("terms.show", term_id=term_id, **kept)


@blueprint.post("/<int:term_id>/renewal/undoing")
def undo(term_id: int) -> Response:
    """Give the sentences of a renewal what they had before it."""
    first, last = number("first", 0, request.form), number("last", 0, request.form)
    undone = desk().library.renewals.undo(term_id, first, last)
    return lead_to("terms.show", term_id=term_id, undone=undone)


@blueprint.post("/imports")
def take_in() -> ResponseReturnValue:
    """Keep the terms of a file, all or none of them."""
    upload = request.files.get("file")
    try:
        if upload is None or not upload.filename:
            raise BadInput("Choose a file of terms first: CSV, TSV or TBX.")
        languages = _languages()
        rows = read_terms(upload.read(), languages)
        kept = desk().library.termbase.add_many([_new(row, languages) for row in rows])
    except VisavisError as error:
        return _index(str(error)), error.status
    return lead_to("terms.index", taken=kept, document=_document_id())


@blueprint.get("/download")
def download() -> Response:
    """The terms of two languages as a file."""
    name = request.args.get("format", "csv")
    if name not in FORMATS:
        raise BadInput(f"Terms can be downloaded as {', '.join(FORMATS)}.")
    languages = _languages()
    entries = desk().library.termbase.search(document_id=number("document", 0) or None)
    rows = [TermRow(entry.term, entry.note) for entry in entries if entry.languages == languages]
    response = Response(
        write_terms(rows, languages, name), content_type=f"{FORMATS[name]}; charset=utf-8"
    )
    return as_download(response, f"terms-{'-'.join(languages)}.{name}")


def _index(problem: str = "") -> str:
    document_id = number("document", 0) or _document_id()
    words = " ".join(request.args.get("words", "").split())
    entries = desk().library.termbase.search(words, document_id)
    return render_template(
        "terms/index.html",
        entries=entries[:PAGE],
        count=len(entries),
        words=words,
        problem=problem,
        typed=request.form or request.args,
        document=desk().library.documents.get(document_id) if document_id else None,
        languages=sorted({entry.languages for entry in entries} or {("fr", "en")}),
        formats=FORMATS,
        **_choices(),
    )


def _show(term_id: int, problem: str = "") -> str:
    entry = desk().library.termbase.get(term_id)
    document_id = entry.document_id
    return render_template(
        "terms/show.html",
        entry=entry,
        problem=problem,
        typed=request.form or _as_form(entry),
        document=desk().library.documents.get(document_id) if document_id else None,
        affected=desk().library.renewals.affected(term_id),
        **_choices(),
    )


def _choices() -> dict[str, object]:
    """What the form of a term offers."""
    pairs = desk().translators.pairs() or [("fr", "en")]
    return {"pairs": pairs, "parts": list(PartOfSpeech)}


def _as_form(entry: TermEntry) -> dict[str, str]:
    """What the form has for a term."""
    return {
        "source": entry.source,
        "target": entry.target or "",
        "part": entry.part_of_speech,
        "note": entry.note,
        "exact": "yes" if entry.case_sensitive else "",
    }


def _posted() -> NewTerm:
    """The term that the form has; raises BadInput."""
    form = request.form
    source_language, target_language = _languages()
    part = form.get("part", "")
    if not form.get("target", "").strip() and form.get("never") != "yes":
        raise BadInput("Say how it is translated, or choose that it never is.")
    return NewTerm(
        source=form.get("source", ""),
        target=None if form.get("never") == "yes" else form.get("target"),
        source_language=source_language,
        target_language=target_language,
        document_id=_document_id(),
        case_sensitive=form.get("exact") == "yes",
        part_of_speech=next((known for known in PartOfSpeech if known == part), PartOfSpeech.ANY),
        note=form.get("note", ""),
    )


def _new(row: TermRow, languages: tuple[str, str]) -> NewTerm:
    return NewTerm(
        source=row.term.source,
        target=row.term.target,
        source_language=languages[0],
        target_language=languages[1],
        document_id=_document_id(),
        case_sensitive=row.term.case_sensitive,
        part_of_speech=row.term.part_of_speech,
        note=row.note,
    )


def _languages() -> tuple[str, str]:
    """The two languages that are chosen; raises BadInput."""
    return language_pair(request.values.get("languages", "fr-en"), "terms")


def _document_id() -> int | None:
    """The text that the form's term is for, or None for all texts."""
    chosen = request.form.get("document", "")
    return int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 10 else None


def _to(entry: TermEntry) -> Response:
    return lead_to("terms.show", term_id=entry.id)
