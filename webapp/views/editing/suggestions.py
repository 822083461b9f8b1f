"""The terms that a text suggests, and the chosen ones of them kept."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from webapp.errors import BadInput, VisavisError
from webapp.library import NewTerm
from webapp.study.suggestions import MOST_SENTENCES, suggested_terms
from webapp.views.context import desk, dictionary, lead_to, numbers

blueprint = Blueprint(
    "suggestions", __name__, url_prefix="/documents/<int:document_id>/terms/suggestions"
)


@blueprint.get("")
def index(document_id: int) -> str:
    """The terms that a text suggests, most telling first."""
    return _index(document_id)


@blueprint.post("")
def take(document_id: int) -> ResponseReturnValue:
    """Keep the ticked terms, all or none; what cannot be kept is shown again with the reason."""
    document = desk().library.documents.get(document_id)
    place = None if request.form.get("where") == "all" else document.id
    try:
        chosen = [_chosen(n, place, document.languages) for n in numbers("take", request.form)]
        if not chosen:
            raise BadInput("Tick the terms first that are to be kept.")
        kept = desk().library.termbase.add_many(chosen)
    except VisavisError as error:
        return _index(document_id, str(error)), error.status
    return lead_to("terms.index", document=document.id, taken=kept)


def _chosen(n: int, place: int | None, languages: tuple[str, str]) -> NewTerm:
    """The term of a ticked row; raises BadInput for one without a target."""
    source, target = (request.form.get(f"{name}-{n}", "") for name in ("source", "target"))
    if not target.strip():
        raise BadInput(f"Say how “{source}” is translated, or do not tick it.")
    source_language, target_language = languages
    return NewTerm(
        source=source,
        target=target,
        source_language=source_language,
        target_language=target_language,
        document_id=place,
    )


def _index(document_id: int, problem: str = "") -> str:
    document = desk().library.documents.get(document_id)
    return render_template(
        "terms/suggestions.html",
        document=document,
        suggestions=suggested_terms(desk().library, dictionary(), document),
        sampled=MOST_SENTENCES if document.segment_count > MOST_SENTENCES else None,
        ticked=numbers("take", request.form),
        typed={request.form[f"source-{n}"]: request.form[f"target-{n}"] for n in _rows()},
        problem=problem,
    )


def _rows() -> list[str]:
    """The numbers of the rows that were sent."""
    names = (name.removeprefix("source-") for name in request.form if name.startswith("source-"))
    return [n for n in names if f"target-{n}" in request.form]
