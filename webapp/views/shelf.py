"""The library's shelf: finding, naming, tagging and deleting texts, and halting a translation."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.errors import BadInput
from webapp.formats.readers.catalogue import extensions
from webapp.library import Halt, Hit
from webapp.library.shelf import ORDERS
from webapp.views.arguments import number
from webapp.views.context import desk, settings

blueprint = Blueprint("shelf", __name__)

#: Shorter words are in nearly every sentence.
SHORTEST_WORDS = 2
#: Segments shown for one search.
MOST_HITS = 100


def library_page(problem: str | None = None) -> str:
    """The library as the address asks for it, with the form for a new text and its problem."""
    shelf = desk().library.shelf
    words = request.args.get("search", "").strip()
    return render_template(
        "documents/index.html",
        documents=shelf.documents(
            words, request.args.get("tag", ""), request.args.get("order") or "newest"
        ),
        hits=_hits(words),
        within=number("within", 0),
        most_hits=MOST_HITS,
        tags=shelf.tags(),
        orders=list(ORDERS),
        deleted=number("deleted", 0),
        languages=desk().translators.languages(),
        problem=problem,
        accepted=extensions(),
        settings=settings(),
    )


def _hits(words: str) -> list[Hit]:
    if len(words) < SHORTEST_WORDS:
        return []
    return desk().library.shelf.hits(words, number("within", 0) or None, MOST_HITS)


@blueprint.post("/documents/<int:document_id>/name")
def name(document_id: int) -> ResponseReturnValue:
    """Give a text another title and other tags."""
    shelf = desk().library.shelf
    shelf.rename(document_id, request.form.get("title", ""))
    shelf.tag(document_id, request.form.get("tags", "").split(","))
    return redirect(f"{url_for('documents.index')}#document-{document_id}", 303)


@blueprint.post("/documents/<int:document_id>/deletion")
def delete(document_id: int) -> ResponseReturnValue:
    """Take a text from the library; the page it leads to offers to bring it back."""
    desk().delete_document(document_id)
    return redirect(url_for("documents.index", deleted=document_id), 303)


@blueprint.post("/documents/<int:document_id>/renewal")
def renew(document_id: int) -> ResponseReturnValue:
    """Have a text translated again by the package in use now."""
    desk().renew_document(document_id)
    return redirect(url_for("documents.show", document_id=document_id), 303)


@blueprint.post("/documents/<int:document_id>/restoration")
def restore(document_id: int) -> ResponseReturnValue:
    """Bring a deleted text back."""
    desk().restore_document(document_id)
    return redirect(f"{url_for('documents.index')}#document-{document_id}", 303)


@blueprint.post("/documents/<int:document_id>/halt")
def halt(document_id: int) -> ResponseReturnValue:
    """Pause or cancel a translation; documents.pretranslate goes on with it."""
    try:
        wished = Halt(request.form.get("halt", ""))
    except ValueError as error:
        raise BadInput("A translation can be paused or cancelled.") from error
    desk().library.worklist.halt(document_id, wished)
    return halted_or_going_on(document_id)


def halted_or_going_on(document_id: int) -> ResponseReturnValue:
    """After a change of the work: the bar for htmx, the reader otherwise."""
    if "HX-Request" in request.headers:
        document = desk().library.documents.get(document_id)
        return render_template("documents/progress.html", document=document, blocks=())
    return redirect(url_for("documents.show", document_id=document_id), 303)
