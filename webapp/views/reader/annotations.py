"""Highlights and notes: made in the reader or on a sentence's page, listed, searched and undone."""

import re

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from webapp.errors import BadInput
from webapp.library.documents.highlights import Annotation
from webapp.text.highlights import Colour
from webapp.views.context import desk, lead_back, lead_to, number
from webapp.views.display.marks import links_away
from webapp.views.reader.bookmarks import reader_name

blueprint = Blueprint("annotations", __name__)


@blueprint.get("/annotations")
def index() -> str:
    """The annotations of all texts or of one, with a search; one that was taken away comes back."""
    document_id, removed = number("document", 0) or None, number("removed", 0)
    search = request.args.get("search", "").strip()
    annotations, library = desk().library.annotations, desk().library
    return render_template(
        "annotations/index.html",
        annotated=annotations.find(search, document_id, reader=reader_name()),
        document=library.documents.get(document_id) if document_id else None,
        removed=annotations.place(removed, reader=reader_name()) if removed else None,
        search=search,
        reader=reader_name(),
    )


@blueprint.post("/documents/<int:document_id>/annotations")
def put(document_id: int) -> ResponseReturnValue:
    """Highlight words of a segment, or all of it, and keep a note where the form has one.

    The words are told by offsets ``start`` and ``end`` in its source, or by ``words`` themselves.
    """
    position = number("position", 0, request.form)
    annotation = desk().library.annotations.put(
        document_id,
        position,
        _span(document_id, position),
        _colour(),
        request.form.get("note"),
        reader=reader_name(),
    )
    return _done(annotation, position)


@blueprint.post("/annotations/<int:annotation_id>")
def change(annotation_id: int) -> ResponseReturnValue:
    """Give an annotation another colour and note."""
    colour = _colour()
    if colour is None:
        raise BadInput(f"A highlight is {', '.join(Colour)}.")
    note = request.form.get("note", "")
    desk().library.annotations.change(annotation_id, colour, note, reader=reader_name())
    return lead_back(request.form.get("back", ""))


@blueprint.post("/annotations/<int:annotation_id>/removal")
def remove(annotation_id: int) -> ResponseReturnValue:
    """Take an annotation away; the page it leads to offers to bring it back."""
    annotations, reader = desk().library.annotations, reader_name()
    position = annotations.place(annotation_id, reader=reader).position
    annotation = annotations.remove(annotation_id, reader=reader)
    if "HX-Request" in request.headers:
        return _done(annotation, position)
    document_id = number("document", 0, request.form) or None
    return lead_to("annotations.index", removed=annotation_id, document=document_id)


@blueprint.post("/annotations/<int:annotation_id>/restoration")
def restore(annotation_id: int) -> ResponseReturnValue:
    """Bring back an annotation that was taken away."""
    annotations, reader = desk().library.annotations, reader_name()
    annotation = annotations.restore(annotation_id, reader=reader)
    if "HX-Request" in request.headers:
        return _done(annotation, annotations.place(annotation_id, reader=reader).position)
    return lead_to("annotations.index", _anchor=f"annotation-{annotation_id}")


def _done(annotation: Annotation, position: int) -> ResponseReturnValue:
    """The segment as it is now, for the reader's script; else its page."""
    library, document_id = desk().library, annotation.document_id
    segment_id = library.edits.at(document_id, position)
    if "HX-Request" not in request.headers:
        return lead_to("editing.show", segment_id=segment_id, _anchor="annotations")
    editable = library.edits.editable(segment_id or 0, reader_name())
    return render_template(
        "annotations/segment.html",
        annotation=annotation,
        document=editable.document,
        block=editable.block,
        segment=editable.segment,
        notes=links_away(document_id),
    )


def _colour() -> Colour | None:
    name = request.form.get("colour", "")
    if name and name not in set(Colour):
        raise BadInput(f"A highlight is {', '.join(Colour)}.")
    return Colour(name) if name else None


def _span(document_id: int, position: int) -> tuple[int, int] | None:
    """The offsets that the form names, or those of its words in the segment's source."""
    words = request.form.get("words", "").split()
    if not words:
        end = number("end", 0, request.form)
        return (number("start", 0, request.form), end) if end else None
    library = desk().library
    segment_id = library.edits.at(document_id, position)
    _, segment = library.documents.segment(segment_id or 0)
    match = re.search(r"\s+".join(map(re.escape, words)), segment.source)
    if match is None:
        raise BadInput("The sentence does not have these words; copy them from it.")
    return match.span()
