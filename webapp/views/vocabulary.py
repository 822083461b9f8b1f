"""The vocabulary: words that are kept from a text, their states, and what is taken home of them."""

from flask import Blueprint, Response, render_template, request

from webapp.errors import BadInput
from webapp.formats.writers.vocabulary import write_word_deck, write_word_table
from webapp.library import MetWord, WordState
from webapp.views.cards import french_segment
from webapp.views.context import as_download, desk, dictionary, lead_to
from webapp.words.context import explain
from webapp.words.lookup import Entry

#: A further meaning is kept with a word when it has at least this share.
_CHIEF = 0.1

blueprint = Blueprint("vocabulary", __name__, url_prefix="/vocabulary")


@blueprint.get("")
def index() -> str:
    """The words that are kept, all or those of a state or a search."""
    search, state = _asked()
    vocabulary = desk().library.vocabulary
    return render_template(
        "vocabulary/index.html",
        words=vocabulary.words(search, state),
        counts=vocabulary.counts(),
        states=list(WordState),
        state=state,
        search=search,
    )


@blueprint.post("")
def keep() -> Response | str:
    """Keep the word at an offset of a segment; for the script its state, else the vocabulary."""
    document, segment = french_segment(_number("document"), _number("position"))
    word = explain(dictionary(), segment.source, segment.target, _number("at"))
    if not word.entries:
        raise BadInput("The dictionary does not have this word, so it cannot be kept.")
    entry = word.entries[0]
    kept = desk().library.vocabulary.keep(
        MetWord(
            lemma=entry.lemma,
            kind=entry.kind,
            form=word.written,
            meaning=", ".join(_chief_meanings(entry)),
            source=segment.source,
            target=segment.target or "",
            title=document.title,
            document_id=document.id,
            position=segment.position,
        )
    )
    if "HX-Request" in request.headers:
        return render_template("vocabulary/_kept.html", word=kept)
    return lead_to("vocabulary.index", _anchor=f"word-{kept.id}")


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
    words = desk().library.vocabulary.words(search, state)
    if state is None:
        words = [word for word in words if word.state != WordState.IGNORED]
    if kind == "csv":
        answer = Response(write_word_table(words), content_type="text/csv; charset=utf-8")
    else:
        answer = Response(write_word_deck(words), content_type="application/octet-stream")
    return as_download(answer, f"vocabulary.{kind}")


def _chief_meanings(entry: Entry) -> list[str]:
    """The first meaning, and what else is common, three at most."""
    return [m.text for n, m in enumerate(entry.meanings) if not n or m.share >= _CHIEF][:3]


def _asked() -> tuple[str, WordState | None]:
    search = " ".join(request.args.get("search", "").split())
    return search, _state(request.args.get("state", ""))


def _state(name: str) -> WordState | None:
    if name and name not in set(WordState):
        raise BadInput(f"A word is {', '.join(WordState)}.")
    return WordState(name) if name else None


def _back(anchor: str | None) -> Response:
    search, state = request.form.get("search") or None, request.form.get("shown") or None
    return lead_to("vocabulary.index", search=search, state=state, _anchor=anchor)


def _number(name: str) -> int:
    text = request.form.get(name, "")
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise BadInput(f"“{name}” must be a whole number.")
    return int(text)
