"""Changes of a document's targets: by the machine, halted, asked for again, or by a file."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from webapp.errors import BadInput
from webapp.library import Halt
from webapp.pretranslation.corrections import correct_document
from webapp.views.context import desk, lead_to
from webapp.views.reader.announcement import announce
from webapp.views.reader.bookmarks import reader_name

blueprint = Blueprint("pretranslation", __name__)


@blueprint.post("/documents/<int:document_id>/pretranslation")
def go_on(document_id: int) -> ResponseReturnValue:
    """Go on with a document whose translation failed or was halted."""
    desk().retry_document(document_id)
    return _progress(document_id)


@blueprint.post("/documents/<int:document_id>/halt")
def halt(document_id: int) -> ResponseReturnValue:
    """Pause or cancel a translation; ``go_on`` ends the halt."""
    try:
        wished = Halt(request.form.get("halt", ""))
    except ValueError as error:
        raise BadInput("A translation can be paused or cancelled.") from error
    desk().library.worklist.halt(document_id, wished)
    return _progress(document_id)


@blueprint.post("/documents/<int:document_id>/renewal")
def renew(document_id: int) -> ResponseReturnValue:
    """Have a text translated again by the package in use now."""
    desk().renew_document(document_id)
    return lead_to("reader.show", document_id=document_id)


@blueprint.post("/segments/<int:segment_id>/retry")
def retry(segment_id: int) -> ResponseReturnValue:
    """Have a failed segment translated again: a fragment for htmx, the reader otherwise."""
    segment = desk().retry_segment(segment_id)
    if "HX-Request" in request.headers:
        document = desk().library.documents.get(segment.document_id)
        return render_template("pretranslation/retry.html", document=document, segment=segment)
    position = segment.position
    return lead_to(
        "reader.show", document_id=segment.document_id, first=position, _anchor=f"s{position}"
    )


@blueprint.post("/documents/<int:document_id>/corrections")
def correct(document_id: int) -> ResponseReturnValue:
    """Correct a document by an XLIFF or TMX file, then show it and how much has changed."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise BadInput("Choose the corrected XLIFF or TMX file first.")
    corrected = correct_document(desk().library, document_id, file.read(), reader=reader_name())
    return announce(lead_to("reader.show", document_id=document_id), document_id, corrected)


def _progress(document_id: int) -> ResponseReturnValue:
    """The bar after a change of the work, for htmx; the reader otherwise."""
    if "HX-Request" in request.headers:
        document = desk().library.documents.get(document_id)
        return render_template("reader/progress.html", document=document, blocks=())
    return lead_to("reader.show", document_id=document_id)
