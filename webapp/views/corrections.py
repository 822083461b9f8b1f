"""Corrected files that come back from a translator's program."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.errors import BadInput
from webapp.pretranslation.corrections import correct_document
from webapp.views.context import desk

blueprint = Blueprint("corrections", __name__)


@blueprint.post("/documents/<int:document_id>/corrections")
def create(document_id: int) -> ResponseReturnValue:
    """Correct a document by an XLIFF or TMX file, then show it and how much has changed."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise BadInput("Choose the corrected XLIFF or TMX file first.")
    found = correct_document(desk().library, desk().translators, document_id, file.read())
    where = url_for(
        "documents.show",
        document_id=document_id,
        corrected=found.changed,
        unmatched=found.unmatched,
    )
    return redirect(where, 303)
