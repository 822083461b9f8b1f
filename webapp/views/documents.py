"""The library and the reader: pages, and the fragments that keep a page up to date."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.errors import Refused, VisavisError
from webapp.fetching import Fetcher
from webapp.formats.plain_text import storable
from webapp.formats.readers.catalogue import read_document
from webapp.formats.readers.imported import ImportedDocument
from webapp.formats.writers.catalogue import format_named, formats_for
from webapp.library import Part
from webapp.pretranslation.editions import edition_of
from webapp.views import comfort
from webapp.views.arguments import number
from webapp.views.context import desk, settings
from webapp.views.downloads import as_download
from webapp.views.marks import links_away, note_links
from webapp.views.shelf import halted_or_going_on, library_page
from webapp.views.toggles import Toggles

blueprint = Blueprint("documents", __name__)

#: Segments in one part of the reader; the next part is fetched when it comes into view.
PART_SEGMENTS = 150


@blueprint.get("/")
def index() -> str:
    """The library, and the form for a new text."""
    return library_page()


@blueprint.post("/documents")
def create() -> ResponseReturnValue:
    """Take a text or files in; on a fault show the form again with what was typed."""
    try:
        added = desk().add_imported(_posted_documents(), request.form.get("title", ""))
    except VisavisError as error:
        return library_page(str(error)), error.status
    if len(added) > 1:
        return redirect(url_for(".index"), 303)
    return redirect(url_for(".show", document_id=added[0].id), 303)


@blueprint.get("/documents/<int:document_id>")
def show(document_id: int) -> str:
    """The reader, from the paragraph of segment ``first`` on; for htmx a part of it alone."""
    documents = desk().library.documents
    if "last" in request.args:
        part = documents.part_before(document_id, number("last", 1), PART_SEGMENTS)
    else:
        first = documents.paragraph_start(document_id, number("first", 1), PART_SEGMENTS)
        part = documents.part(document_id, first, PART_SEGMENTS)
    reading = {
        "part": part,
        "document": part.document,
        "toggles": _toggles(),
        "notes": note_links(part),
    }
    if _asks_for_part():
        return render_template("documents/part.html", backward="last" in request.args, **reading)
    return render_template(
        "documents/show.html",
        outline=documents.contents(document_id),
        formats=formats_for(part.document.imported_format),
        titled=_begins_with_title(part),
        corrected=number("corrected", 0) if "corrected" in request.args else None,
        unmatched=number("unmatched", 0),
        **reading,
    )


@blueprint.get("/documents/<int:document_id>/progress")
def progress(document_id: int) -> str:
    """The bar, and the segments from ``first`` to ``last`` that are new since ``after``."""
    document, blocks = desk().library.documents.news(
        document_id, number("after", 0), number("first", 1), number("last", PART_SEGMENTS)
    )
    notes = links_away(document_id)
    return render_template("documents/progress.html", document=document, blocks=blocks, notes=notes)


@blueprint.get("/documents/<int:document_id>/notes/<int:note>")
def note(document_id: int, note: int) -> ResponseReturnValue:
    """Lead to a footnote, wherever it stands, from its mark in the segment ``mark``."""
    documents = desk().library.documents
    first = documents.note_start(document_id, note, number("mark", 0))
    return redirect(url_for(".show", document_id=document_id, first=first, _anchor=f"s{first}"))


@blueprint.post("/documents/<int:document_id>/pretranslation")
def pretranslate(document_id: int) -> ResponseReturnValue:
    """Go on with a document whose translation failed or was halted."""
    desk().retry_document(document_id)
    return halted_or_going_on(document_id)


@blueprint.get("/documents/<int:document_id>/download")
def download(document_id: int) -> Response:
    """The document in one of the formats, streamed."""
    library = desk().library
    imported = library.documents.get(document_id).imported_format
    chosen = format_named(request.args.get("format", "txt"), imported)
    edition = edition_of(library, document_id)
    response = Response(chosen.write(edition), content_type=chosen.content_type)
    return as_download(response, chosen.filename(edition))


def _posted_documents() -> list[ImportedDocument]:
    """The chosen files, or else the page at an address, or else the text of the field."""
    files = [file for file in request.files.getlist("file") if file.filename]
    if files:
        return [read_document(file.read(), file.filename or "") for file in files]
    if url := request.form.get("url", "").strip():
        return [_fetched(url)]
    return [ImportedDocument(storable(request.form.get("text", "").replace("\r\n", "\n")))]


def _fetched(url: str) -> ImportedDocument:
    """The page at an address; raises Refused where that is not switched on."""
    if not settings().url_import:
        raise Refused("Importing by address is off here; VISAVIS_URL_IMPORT switches it on.")
    page = Fetcher(settings().max_upload_bytes).fetch(url)
    return read_document(page.data, page.name)


def _begins_with_title(part: Part) -> bool:
    """Whether the text itself shows the document's title among its first paragraphs."""
    title = part.document.title.rstrip("…")
    return any(block.segments[0].source.startswith(title) for block in part.blocks[:3])


def _toggles() -> Toggles:
    return Toggles.of_request(all_hidden=comfort.veiled_by_default())


def _asks_for_part() -> bool:
    return "HX-Request" in request.headers
