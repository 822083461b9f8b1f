"""The desk of one sentence: its target, its history, the same elsewhere, and where it is cut."""

from collections.abc import Sequence

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from webapp.errors import BadInput, Outdated
from webapp.library import Editable, FuzzyMatch, Origin
from webapp.library.knowledge.targets import checked_target
from webapp.pretranslation.alternatives import words_of
from webapp.pretranslation.resegmenting import join_segment, split_segment
from webapp.views.context import desk, for_page, lead_to, number, numbers
from webapp.views.display.marks import links_away
from webapp.views.reader.bookmarks import reader_name

blueprint = Blueprint("editing", __name__, url_prefix="/segments/<int:segment_id>")


@blueprint.get("/target")
def show(segment_id: int) -> Response:
    """The field for the target: for htmx alone, else a page with the history of the sentence.

    With ``match``, the id of a unit of the memory, its target stands in the field.
    """
    document, _ = desk().library.documents.segment(segment_id)
    return for_page(_field(segment_id, _offered()), document)


@blueprint.route("/alternatives", methods=["GET", "POST"])
def alternatives(segment_id: int) -> str:
    """Other wordings: for htmx alone, else on the page of the sentence.

    With ``at`` or the button ``from``, an offset in the target, those that differ from the word
    there on. A form sends the target as it is typed, and changes nothing; with the button ``taken``
    one of the wordings stands in its field.
    """
    if "taken" in request.form:
        return _field(segment_id, request.form["taken"])
    editable = desk().library.edits.editable(segment_id)
    typed = request.form.get("target")
    wordings = _wordings(editable, typed)
    if "HX-Request" not in request.headers:
        return _field(segment_id, typed, wordings=wordings)
    return render_template(
        "editing/_alternatives.html",
        document=editable.document,
        segment=editable.segment,
        wordings=wordings,
        at=_at(),
    )


@blueprint.get("/matches")
def matches(segment_id: int) -> str:
    """The fuzzy matches of the memory; they come after the field, since they take a moment."""
    editable = desk().library.edits.editable(segment_id)
    return render_template(
        "editing/_matches.html",
        document=editable.document,
        segment=editable.segment,
        matches=_matches(editable),
    )


@blueprint.post("/target")
def edit(segment_id: int) -> ResponseReturnValue:
    """Keep a person's target, then lead to the segment that the button ``then`` names.

    A target that cannot be kept is shown again with the reason.
    """
    target = request.form.get("target", "")
    try:
        desk().library.edits.edit(segment_id, target, number("version", 0, request.form))
    except (BadInput, Outdated) as error:
        return _field(segment_id, target, str(error)), error.status
    return _done(segment_id)


@blueprint.post("/restoration")
def restore(segment_id: int) -> ResponseReturnValue:
    """Give the segment one of its versions again."""
    desk().restore_version(segment_id, number("kept", 0, request.form))
    return _done(segment_id)


@blueprint.post("/twins")
def spread(segment_id: int) -> Response:
    """Copy the target to the chosen segments with the same source."""
    changed = desk().library.edits.spread(segment_id, numbers("place", request.form))
    return lead_to("editing.show", segment_id=segment_id, changed=changed, _anchor="twins")


@blueprint.post("/twins/restoration")
def gather(segment_id: int) -> Response:
    """Undo what ``spread`` did."""
    desk().library.edits.gather(segment_id, numbers("place", request.form))
    return lead_to("editing.show", segment_id=segment_id, _anchor="twins")


@blueprint.post("/cut")
def cut(segment_id: int) -> ResponseReturnValue:
    """Cut the segment where its source has a line break; a wrong one is shown again."""
    broken = request.form.get("broken", "")
    try:
        split_segment(desk(), segment_id, broken)
    except BadInput as error:
        typed = request.form.get("target")
        return _field(segment_id, typed, broken=broken, cut_problem=str(error)), error.status
    return _recut(segment_id)


@blueprint.post("/joining")
def join(segment_id: int) -> ResponseReturnValue:
    """Join the segment with the next one of its paragraph."""
    try:
        join_segment(desk(), segment_id)
    except BadInput as error:
        typed = request.form.get("target")
        return _field(segment_id, typed, cut_problem=str(error)), error.status
    return _recut(segment_id)


def _recut(segment_id: int) -> Response:
    """The page of the sentence; the reader's is loaded again, since positions have changed."""
    if "HX-Request" in request.headers:
        return Response(headers={"HX-Refresh": "true"})
    return lead_to("editing.show", segment_id=segment_id, _anchor="cut")


def _offered() -> str | None:
    """The target of the memory that a link asks for."""
    match = number("match", 0)
    return desk().library.units.get(match).target if match else None


def _wordings(editable: Editable, typed: str | None = None) -> list[str]:
    """Other wordings of the whole target or, where ``at`` is given, from the word there on."""
    target = typed if typed is not None else editable.segment.target or ""
    at = _at()
    if at is None:
        return desk().alternatives(editable)
    checked_target(target)
    return desk().continuations(editable, target, at)


def _at() -> int | None:
    name = "from" if "from" in request.form else "at"
    given = number(name, -1, request.values)
    return given if given >= 0 else None


def _field(
    segment_id: int,
    typed: str | None = None,
    problem: str = "",
    wordings: Sequence[str] | None = None,
    broken: str | None = None,
    cut_problem: str = "",
) -> str:
    """The field with what was typed there, or else with the target; and other ``wordings``."""
    editable = desk().library.edits.editable(segment_id, reader_name())
    is_fragment = "HX-Request" in request.headers
    return render_template(
        "editing/_field.html" if is_fragment else "editing/show.html",
        matches=None if is_fragment else _matches(editable),
        editable=editable,
        document=editable.document,
        segment=editable.segment,
        notes=links_away(editable.document.id),
        typed=typed,
        problem=problem,
        wordings=wordings,
        broken=broken,
        cut_problem=cut_problem,
        changed=numbers("changed", request.args),
        at=_at(),
        words=words_of(editable.segment.target or "" if typed is None else typed),
        Origin=Origin,
    )


def _matches(editable: Editable) -> list[FuzzyMatch]:
    return desk().library.units.like(editable.document.languages, editable.segment.source)


def _done(segment_id: int) -> ResponseReturnValue:
    """The new target for htmx; else the page that comes next."""
    editable = desk().library.edits.editable(segment_id)
    if "HX-Request" in request.headers:
        return render_template(
            "editing/saved.html",
            editable=editable,
            document=editable.document,
            block=editable.block,
            segment=editable.segment,
            notes=links_away(editable.document.id),
        )
    following = _following(editable)
    if following is not None:
        return lead_to("editing.show", segment_id=following)
    document_id, position = editable.document.id, editable.segment.position
    return lead_to("reader.show", document_id=document_id, first=position, _anchor=f"s{position}")


def _following(editable: Editable) -> int | None:
    """The id of the segment that is to be corrected next, if another one is asked for."""
    library, document_id = desk().library, editable.document.id
    position: int | None = editable.segment.position
    match request.form.get("then"):
        case "next":
            position = editable.segment.position + 1
        case "uncertain":
            position = library.documents.next_uncertain(document_id, editable.segment.position)
        case _:
            return None
    return library.edits.at(document_id, position) if position else None
