"""The library's list: finding, taking in, naming, deleting and restoring documents."""

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from webapp.errors import Refused, VisavisError
from webapp.fetching import Fetcher
from webapp.formats.readers.bounded import read_file
from webapp.formats.readers.catalogue import extensions, readable_labels
from webapp.formats.readers.choices import Choices
from webapp.formats.readers.imported import ImportedDocument
from webapp.formats.readers.licence import work_of
from webapp.library import Hit
from webapp.library.documents.shelf import ORDERS
from webapp.library.reading.knownness import MOST_KNOWN, most_known_first
from webapp.text import language_name
from webapp.translation.routing import language_found
from webapp.views.context import desk, lead_to, number, settings
from webapp.views.library import pairs
from webapp.views.reader.bookmarks import reader_name
from webapp.views.requests.errors import SENTENCES

blueprint = Blueprint("documents", __name__)

#: A search for fewer characters would find nearly every sentence.
SHORTEST_SEARCH = 2
#: With no more documents than these, the library still says how everything begins.
FEW_DOCUMENTS = 2
#: The characters of a text that are looked at to name its language while it is typed.
SAMPLE = 2_000
#: Segments shown for one search.
MOST_HITS = 100
#: The fields that a refused form shows again.
_FIELDS = ("text", "url", "title", "pair", "column", "without_licence", "with_asides")


@blueprint.get("/")
def index() -> str:
    """The library as the address asks for it, and the form for a new text."""
    return _index()


@blueprint.post("/documents")
def create() -> ResponseReturnValue:
    """Take a text or files in; on a fault show the form again with what was typed."""
    try:
        title = request.form.get("title", "")
        added = desk().add_imported(_posted_documents(), title, *pairs.chosen())
    except VisavisError as error:
        return _index(problem=str(error)), error.status
    except RequestEntityTooLarge:
        return _index(problem=SENTENCES[413]), 413
    if len(added) > 1:
        return lead_to("documents.index")
    return lead_to("reader.show", document_id=added[0].id)


@blueprint.post("/documents/language")
def language() -> str:
    """Name the language of what is typed into the form, as far as it shows it."""
    text = request.form.get("text", "")[:SAMPLE]
    likely = language_found(text, desk().translators) if text.strip() else None
    return f"This looks like {language_name(likely)}." if likely else ""


@blueprint.post("/documents/<int:document_id>/name")
def name(document_id: int) -> ResponseReturnValue:
    """Give a text another title and other tags."""
    title, tags = request.form.get("title", ""), request.form.get("tags", "").split(",")
    desk().library.shelf.name(document_id, title, tags)
    return _to_entry(document_id)


@blueprint.post("/documents/<int:document_id>/deletion")
def delete(document_id: int) -> ResponseReturnValue:
    """Take a text from the library; the page it leads to offers to bring it back."""
    desk().delete_document(document_id)
    return lead_to("documents.index", deleted=document_id, _anchor="undo")


@blueprint.post("/documents/<int:document_id>/restoration")
def restore(document_id: int) -> ResponseReturnValue:
    """Bring a deleted text back."""
    desk().restore_document(document_id)
    return _to_entry(document_id)


def _index(problem: str | None = None) -> str:
    shelf, offered = desk().library.shelf, pairs.offered()
    number_of_deleted = number("deleted", 0)
    words, tag = (request.args.get(name, "").strip() for name in ("search", "tag"))
    order = request.args.get("order") or "newest"
    documents = shelf.documents(words, tag, "newest" if order == MOST_KNOWN else order)
    counts = desk().library.knownness.counts() if desk().library.vocabulary.count() else {}
    if order == MOST_KNOWN:
        documents = most_known_first(documents, counts)
    return render_template(
        "documents/index.html",
        documents=documents,
        **_reading(words or tag),
        welcome=len(documents) <= FEW_DOCUMENTS and not words and not tag,
        hits=_hits(words),
        within=number("within", 0),
        most_hits=MOST_HITS,
        counts=counts,
        tags=shelf.tags(),
        orders=[*ORDERS, MOST_KNOWN],
        deleted=shelf.deleted(number_of_deleted) if number_of_deleted else None,
        pairs=offered,
        sources=pairs.sources(offered),
        problem=problem,
        typed=_typed() if problem else {},
        accepted=extensions(),
        readable=readable_labels(),
        settings=settings(),
    )


def _reading(sought: str) -> dict[str, Any]:
    """Who reads, how fast and where; what to go on with, unless something is ``sought``."""
    reader, bookmarks = reader_name(), desk().library.bookmarks
    return {
        "reader_name": reader,
        "pace": bookmarks.pace(reader),
        "bookmarks": bookmarks.newest(reader),
        "unfinished": None if sought else bookmarks.unfinished(reader),
    }


def _hits(words: str) -> list[Hit]:
    if len(words) < SHORTEST_SEARCH:
        return []
    return desk().library.shelf.hits(words, number("within", 0) or None, MOST_HITS)


def _to_entry(document_id: int) -> ResponseReturnValue:
    return lead_to("documents.index", _anchor=f"document-{document_id}")


def _posted_documents() -> list[ImportedDocument]:
    """All that the form has: the text of its field, the chosen files, the page at an address."""
    text, url = (request.form.get(field, "") for field in ("text", "url"))
    files = [file for file in request.files.getlist("file") if file.filename]
    chosen = Choices(
        request.form.get("column", ""),
        "without_licence" in request.form,
        "with_asides" in request.form,
    )
    documents = [read_file(file.read(), file.filename or "", chosen) for file in files]
    if url.strip():
        documents.append(_fetched(url.strip()))
    if text.strip() or not documents:
        text = text.replace("\r\n", "\n")
        documents.insert(0, ImportedDocument(work_of(text) if chosen.without_licence else text))
    return documents


def _typed() -> dict[str, str]:
    """What was typed into a form that is refused, perhaps for the size of its file."""
    request.max_content_length = 4 * settings().max_upload_bytes  # as much as the server lets in
    try:
        return {field: request.form.get(field, "") for field in _FIELDS}
    except RequestEntityTooLarge:
        return {}


def _fetched(url: str) -> ImportedDocument:
    """The page at an address; raises Refused where that is not switched on."""
    if not settings().url_import:
        raise Refused("Importing by address is off here; VISAVIS_URL_IMPORT switches it on.")
    page = Fetcher(settings().max_upload_bytes).fetch(url)
    return read_file(page.data, page.name)
