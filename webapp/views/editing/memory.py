"""The memory of people: searched, mended and forgotten, and the memories of other tools."""

from itertools import chain

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from webapp.errors import BadInput
from webapp.formats.writers.exchange import write_memory
from webapp.views.context import (
    as_download,
    desk,
    language_pair,
    lead_to,
    moment_of,
    number,
    settings,
)

blueprint = Blueprint("memory", __name__, url_prefix="/memory")

#: Units on one page.
PAGE = 50
#: The longest name of a file that is kept, in code points.
LONGEST_NAME = 120


@blueprint.get("")
def index() -> str:
    """The memory, or what of it has the words of a search, the newest first."""
    forgotten = moment_of(request.args["forgotten"]) if "forgotten" in request.args else None
    words = " ".join(request.args.get("words", "").split())
    units = desk().library.units
    entries = units.search(words, number("before", 0) or None, PAGE + 1)
    return render_template(
        "memory/index.html",
        units=entries[:PAGE],
        has_more=len(entries) > PAGE,
        words=words,
        count=units.count(),
        forgotten=units.forgotten(forgotten) if forgotten else 0,
        files=units.files(),
        tags=desk().library.shelf.tags(),
        most_bytes=settings().max_upload_bytes,
        pairs=desk().translators.pairs() or [("fr", "en")],
    )


@blueprint.get("/<int:unit_id>")
def show(unit_id: int) -> str:
    """One unit, to be mended or forgotten."""
    return _show(unit_id)


@blueprint.post("/<int:unit_id>")
def mend(unit_id: int) -> ResponseReturnValue:
    """Give a unit another target; one that cannot be kept is shown again with the reason."""
    target = request.form.get("target", "")
    try:
        unit = desk().library.units.mend(unit_id, target)
    except BadInput as error:
        return _show(unit_id, target, str(error)), error.status
    return lead_to("memory.index", words=request.form.get("words"), _anchor=f"unit-{unit.id}")


@blueprint.post("/<int:unit_id>/oblivion")
def forget(unit_id: int) -> Response:
    """Forget a unit."""
    forgotten = desk().library.units.forget(unit_id).isoformat()
    return lead_to("memory.index", words=request.form.get("words"), forgotten=forgotten)


@blueprint.post("/files/oblivion")
def forget_file() -> Response:
    """Forget what a file brought."""
    forgotten = desk().library.units.forget_file(request.form.get("file", ""))
    return lead_to("memory.index", forgotten=forgotten.isoformat())


@blueprint.post("/recollection")
def bring_back() -> Response:
    """Bring back what was forgotten at a moment."""
    desk().library.units.bring_back(moment_of(request.form.get("moment", "")))
    return lead_to("memory.index", words=request.form.get("words"))


@blueprint.post("/imports")
def take_in() -> Response:
    """Begin to take a memory of another tool in."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        raise BadInput("Choose a translation memory, a TMX file, first.")
    languages = language_pair(request.form.get("languages", "fr-en"), "memory")
    name = upload.filename[:LONGEST_NAME]
    learning = desk().learnings.start(upload.stream, languages, name)
    return lead_to("memory.progress", learning=learning)


@blueprint.get("/imports/<int:learning>")
def progress(learning: int) -> str:
    """How far an import is: for htmx the line alone."""
    is_fragment = "HX-Request" in request.headers
    template = "memory/_learning.html" if is_fragment else "memory/learning.html"
    return render_template(template, learning=desk().learnings.get(learning), id=learning)


@blueprint.get("/download")
def download() -> Response:
    """All that people gave, or what of it stands in the texts with a tag, as TMX."""
    tag = request.args.get("tag", "")
    pieces = write_memory(desk().library.units.all(tag))
    first = next(pieces)  # so that a fault of the library comes before the answer begins
    response = Response(chain([first], pieces), content_type="application/x-tmx+xml")
    return as_download(response, f"memory {tag}.tmx" if tag else "memory.tmx")


def _show(unit_id: int, typed: str | None = None, problem: str = "") -> str:
    unit = desk().library.units.get(unit_id)
    words = request.values.get("words", "")
    return render_template("memory/show.html", unit=unit, typed=typed, problem=problem, words=words)
