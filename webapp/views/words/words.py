"""What a French word means: a page for people, JSON for programs."""

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from webapp.errors import BadInput, UnknownWord
from webapp.views.api.operations import operation
from webapp.views.api.replies import WordEntries
from webapp.views.api.schemas import WordRequest
from webapp.views.context import dictionary, installed_dictionaries, lead_to
from webapp.views.requests.errors import wants_json
from webapp.words.installed import look_up_all
from webapp.words.lookup import as_fields

blueprint = Blueprint("words", __name__, url_prefix="/words")


@blueprint.get("")
def find() -> ResponseReturnValue:
    """Lead to the page of the word ``form`` of the query."""
    form = request.args.get("form", "").strip()
    if not form:
        raise BadInput("Which word? Give it as “form” in the address.")
    return lead_to("words.show", form=form)


@operation(
    blueprint,
    "/<path:form>",
    methods=("GET",),
    asks=WordRequest,
    answers=WordEntries,
    faults=(400, 404, 503),
    guarded=False,
    pages=True,
)
def show(asked: WordRequest, form: str) -> ResponseReturnValue:
    """What a French word means: JSON, or a page for a browser.

    An unknown word gives 404 with the nearest ones.
    """
    form, status, nearest = asked.form, 200, []
    try:
        entries = look_up_all(dictionary(), installed_dictionaries(), form)
    except UnknownWord as error:
        status, nearest, entries = error.status, error.nearest, []
    if wants_json():
        return jsonify(as_fields(form, entries, nearest)), status
    page = render_template("words/show.html", form=form, entries=entries, nearest=nearest)
    return page, status
