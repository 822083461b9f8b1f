"""The vocabulary: words that are kept from a text, their states, and what is taken home of them."""

from datetime import UTC, datetime

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from webapp.errors import BadInput, VisavisError
from webapp.formats.word_lists import read_word_list
from webapp.formats.writers.vocabulary import write_word_deck, write_word_table
from webapp.library import WORD_ORDERS, WordState
from webapp.study.lists import take_in
from webapp.study.states import keep_others as keep_other_words
from webapp.study.states import met_word
from webapp.views.context import as_download, desk, dictionary, lead_to, moment_of, number
from webapp.views.words.cards import french_part, french_segment

#: The words that one page of the vocabulary shows.
PAGE_WORDS = 100

blueprint = Blueprint("vocabulary", __name__, url_prefix="/vocabulary")


@blueprint.get("")
def index() -> str:
    """A page of the words that are kept, all or those of a state or a search, in an order."""
    return _index()


def _index(problem: str | None = None) -> str:
    search, state = _asked()
    order = request.args.get("order") or "newest"
    vocabulary = desk().library.vocabulary
    count = vocabulary.count(search, state)
    page = min(max(number("page", 1), 1), max(1, -(-count // PAGE_WORDS)))
    return render_template(
        "vocabulary/index.html",
        words=vocabulary.words(search, state, order, (page - 1) * PAGE_WORDS, PAGE_WORDS),
        count=count,
        page=page,
        pages=-(-count // PAGE_WORDS),
        counts=vocabulary.counts(),
        states=list(WordState),
        state=state,
        order=order,
        orders=list(WORD_ORDERS),
        search=search,
        due=desk().library.reviews.due(datetime.now(UTC)).count,
        others=number("others", 0) if "moment" in request.args else None,
        before=number("before", 0),
        missing=number("missing", 0),
        problem=problem,
    )


@blueprint.post("")
def keep() -> Response | str:
    """Keep the word at an offset of a segment, in a state where one is given.

    For the script it gives the buttons anew, else it leads back to the word's page.
    """
    document, segment = french_segment(_number("document"), _number("position"))
    at = _number("at")
    word = met_word(dictionary(), document, segment, at)
    kept = desk().library.vocabulary.keep(word, _state(request.form.get("state", "")))
    if "HX-Request" in request.headers:
        return render_template(
            "vocabulary/_states.html",
            document=document,
            segment=segment,
            at=at,
            state=kept.state,
            states=list(WordState),
        )
    return lead_to("cards.show", document_id=document.id, position=segment.position, at=at)


@blueprint.post("/others")
def keep_others() -> Response | str:
    """Keep as known what is not kept of the segments ``first`` to ``last`` of a text."""
    part = french_part(_number("document"), _number("first"), _number("last"))
    count, moment = keep_other_words(dictionary(), desk().library.vocabulary, part)
    if "HX-Request" in request.headers:
        return render_template("vocabulary/_others.html", count=count, moment=moment.isoformat())
    return lead_to("vocabulary.index", others=count, moment=moment.isoformat())


@blueprint.post("/list")
def take_list() -> ResponseReturnValue:
    """Keep the words of a file that are not kept yet, as known where it does not say otherwise."""
    upload = request.files.get("file")
    try:
        if upload is None or not upload.filename:
            raise BadInput("Choose a list of words first: TXT or CSV.")
        words = read_word_list(upload.read())
        taken = take_in(dictionary(), desk().library.vocabulary, words, WordState.KNOWN)
    except VisavisError as error:
        return _index(str(error)), error.status
    return lead_to(
        "vocabulary.index",
        others=taken.kept,
        before=taken.before or None,
        missing=taken.missing or None,
        moment=taken.moment.isoformat(),
    )


@blueprint.post("/others/oblivion")
def forget_others() -> Response | str:
    """Take back what was kept as known at a moment."""
    count = desk().library.vocabulary.forget_others(moment_of(request.form.get("moment", "")))
    if "HX-Request" in request.headers:
        return render_template("vocabulary/_others.html", count=count, moment=None)
    return lead_to("vocabulary.index")


@blueprint.post("/<int:word_id>")
def put(word_id: int) -> Response:
    """Give a word another state."""
    state = _state(request.form.get("state", ""))
    if state is None:
        raise BadInput(f"A word is {', '.join(WordState)}.")
    desk().library.vocabulary.put(word_id, state)
    return _back(f"word-{word_id}")


@blueprint.post("/<int:word_id>/oblivion")
def forget(word_id: int) -> Response:
    """Keep a word no longer."""
    desk().library.vocabulary.forget(word_id)
    return _back(None)


@blueprint.get("/download/<any(apkg, csv):kind>")
def download(kind: str) -> Response:
    """The words of a state, or all but those that are ignored, as an Anki deck or a table."""
    search, state = _asked()
    words = desk().library.vocabulary.taken_home(search, state)
    if kind == "csv":
        answer = Response(write_word_table(words), content_type="text/csv; charset=utf-8")
    else:
        answer = Response(
            write_word_deck(words, reverse="reversed" in request.args),
            content_type="application/octet-stream",
        )
    return as_download(answer, f"vocabulary.{kind}")


def _asked() -> tuple[str, WordState | None]:
    search = " ".join(request.args.get("search", "").split())
    return search, _state(request.args.get("state", ""))


def _state(name: str) -> WordState | None:
    if name and name not in set(WordState):
        raise BadInput(f"A word is {', '.join(WordState)}.")
    return WordState(name) if name else None


def _back(anchor: str | None) -> Response:
    """Lead back to the list as it was shown."""
    names = {"search": "search", "state": "shown", "order": "order", "page": "page"}
    asked = {name: request.form.get(field) or None for name, field in names.items()}
    return lead_to("vocabulary.index", _anchor=anchor, **asked)


def _number(name: str) -> int:
    text = request.form.get(name, "")
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise BadInput(f"“{name}” must be a whole number.")
    return int(text)
