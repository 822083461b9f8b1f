"""The reader's page of a document, the fragments that keep it up to date, and its downloads."""

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from webapp.formats.writers.catalogue import format_named, formats_for
from webapp.library import Part
from webapp.pretranslation.editions import edition_of, picture_of
from webapp.views.context import as_download, desk, for_page, lead_to, number, settings
from webapp.views.display import comfort
from webapp.views.display.marks import links_away, links_within
from webapp.views.reader.announcement import announced
from webapp.views.reader.bookmarks import reader_name, resumption
from webapp.views.reader.toggles import Toggles

blueprint = Blueprint("reader", __name__, url_prefix="/documents/<int:document_id>")

#: Segments in one part of the reader; the next part is fetched when it comes into view.
PART_SEGMENTS = 150


@blueprint.get("")
def show(document_id: int) -> str:
    """The reader, from the paragraph of segment ``first`` on; for htmx a part of it alone."""
    is_part = "HX-Request" in request.headers
    resumed = None if is_part else resumption(document_id)
    part = _part(document_id, resumed.position if resumed else 1)
    desk().look_at(part, jumped=not is_part)
    reading = {
        "part": part,
        "part_segments": PART_SEGMENTS,
        "document": part.document,
        "toggles": Toggles.of_request(all_hidden=comfort.veiled_by_default()),
        "notes": links_within(part),
    }
    if is_part:
        return render_template("reader/part.html", backward="last" in request.args, **reading)
    return render_template(
        "reader/show.html",
        contents=desk().library.documents.contents(document_id),
        formats=formats_for(part.document.imported_format),
        better=desk().better_translator(part.document),
        titled=_begins_with_title(part),
        corrected=announced(),
        resumed=resumed,
        pace=desk().library.bookmarks.pace(reader_name()),
        settings=settings(),
        **reading,
    )


@blueprint.get("/progress")
def progress(document_id: int) -> Response:
    """The bar, and the segments from ``first`` to ``last`` that are new since ``after``."""
    document, blocks = desk().library.documents.news(
        document_id, number("after", 0), number("first", 1), number("last", PART_SEGMENTS)
    )
    notes = links_away(document_id)
    fragment = render_template(
        "reader/progress.html", document=document, blocks=blocks, notes=notes
    )
    return for_page(fragment, document)


@blueprint.get("/notes/<int:note>")
def note(document_id: int, note: int) -> ResponseReturnValue:
    """Lead to a footnote, wherever it stands, from its mark in the segment ``mark``."""
    documents = desk().library.documents
    first = documents.note_start(document_id, note, number("mark", 0))
    return lead_to("reader.show", document_id=document_id, first=first, _anchor=f"s{first}")


@blueprint.get("/places/<int:place>")
def place(document_id: int, place: int) -> ResponseReturnValue:
    """Lead to a paragraph by its number, from an inner link to it."""
    first = desk().library.documents.place_start(document_id, place)
    return lead_to("reader.show", document_id=document_id, first=first, _anchor=f"s{first}")


@blueprint.get("/pictures/<int:paragraph>/<int:picture>")
def picture(document_id: int, paragraph: int, picture: int) -> Response:
    """A picture of the imported file: bytes of one of four media types, and nothing that runs."""
    media_type, data = picture_of(desk().library, document_id, paragraph, picture)
    response = Response(data, content_type=media_type)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.add_etag()
    response.make_conditional(request)
    return response


@blueprint.get("/uncertain")
def uncertain(document_id: int) -> ResponseReturnValue:
    """Lead to the next uncertain segment after the segment ``after``; else to the text."""
    position = desk().library.documents.next_uncertain(document_id, number("after", 0))
    state = Toggles.of_request(all_hidden=comfort.veiled_by_default()).parameters
    place = {"first": position, "_anchor": f"s{position}"} if position else {}
    return lead_to("reader.show", document_id=document_id, **place, **state)


@blueprint.get("/download")
def download(document_id: int) -> Response:
    """The document in one of the formats, streamed."""
    library = desk().library
    imported = library.documents.get(document_id).imported_format
    chosen = format_named(request.args.get("format", "txt"), imported)
    edition = edition_of(
        library, document_id, reader=reader_name(), keeps_active=settings().active_content
    )
    response = Response(chosen.write(edition), content_type=chosen.content_type)
    return as_download(response, chosen.filename(edition))


def _part(document_id: int, place: int) -> Part:
    """The part that ends with segment ``last`` of the address, or else begins at ``first``.

    Where the address has neither, it is the part at ``place``.
    """
    documents, reader = desk().library.documents, reader_name()
    if "last" in request.args:
        return documents.part_before(document_id, number("last", 1), PART_SEGMENTS, reader)
    first = documents.paragraph_start(document_id, number("first", place), PART_SEGMENTS)
    return documents.part(document_id, first, PART_SEGMENTS, reader)


def _begins_with_title(part: Part) -> bool:
    """Whether the text itself shows the document's title among its first paragraphs."""
    title = part.document.title.rstrip("…")
    return any(block.segments[0].source.startswith(title) for block in part.blocks[:3])
