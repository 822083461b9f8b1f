"""What is done to one segment: a fragment for htmx, the reader's page otherwise."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.views.context import desk

blueprint = Blueprint("segments", __name__, url_prefix="/segments")


@blueprint.post("/<int:segment_id>/retry")
def retry(segment_id: int) -> ResponseReturnValue:
    """Have a failed segment translated again."""
    segment = desk().retry_segment(segment_id)
    if "HX-Request" in request.headers:
        document = desk().library.documents.get(segment.document_id)
        return render_template("segments/retry.html", document=document, segment=segment)
    reader = url_for("documents.show", document_id=segment.document_id, first=segment.position)
    return redirect(f"{reader}#s{segment.position}", 303)
