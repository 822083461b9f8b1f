"""The card of a word in a text that is being read: for the reader's script, and as a page."""

from flask import Blueprint, Response, jsonify, render_template, request

from webapp.errors import NotFound
from webapp.library import Document, Segment
from webapp.views.context import desk, dictionary, number
from webapp.words.alignment import align
from webapp.words.context import explain
from webapp.words.tokens import french_tokens

blueprint = Blueprint("cards", __name__, url_prefix="/documents/<int:document_id>/words")


@blueprint.get("/<int:position>")
def show(document_id: int, position: int) -> str:
    """The word at the offset ``at`` of a segment's source: a card for the script, else a page."""
    document, segment = french_segment(document_id, position)
    word = explain(dictionary(), segment.source, segment.target, number("at", 0))
    whole = "HX-Request" not in request.headers
    return render_template(
        "words/page.html" if whole else "words/_card.html",
        document=document,
        segment=segment,
        word=word,
        tokens=french_tokens(segment.source),
    )


@blueprint.get("/<int:position>/pairs")
def pairs(document_id: int, position: int) -> Response:
    """The pairs of words of a segment: half-open offsets in its source and in its target."""
    _, segment = french_segment(document_id, position)
    words = align(dictionary(), segment.source, segment.target or "")
    return jsonify([[p.source_start, p.source_end, p.target_start, p.target_end] for p in words])


def french_segment(document_id: int, position: int) -> tuple[Document, Segment]:
    """A segment of a French text; raises NotFound where there is none."""
    part = desk().library.documents.part(document_id, position, 1)
    for block in part.blocks:
        for segment in block.segments:
            if segment.position == position and part.document.source_language == "fr":
                return part.document, segment
    raise NotFound("There is no such French sentence.")
