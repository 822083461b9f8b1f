"""Copies of texts between a person's library and the one of all."""

from flask import Blueprint, Response

from webapp.errors import NotFound
from webapp.people import copy_document
from webapp.views.context import desk, is_shared, lead_back, people, settings, signed_in
from webapp.views.requests.shared import root

blueprint = Blueprint("sharing", __name__)


@blueprint.post("/documents/<int:document_id>/copy")
def copy(document_id: int) -> Response:
    """Put a copy of a text into the library of all, or from there into one's own."""
    if not settings().own_libraries:
        raise NotFound("All share one library here.")
    target = people().desk_of(signed_in()) if is_shared() else people().shared
    kept = copy_document(desk(), target, document_id)
    return lead_back(f"{root(shared=not is_shared())}documents/{kept.id}")
