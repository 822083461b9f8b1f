"""The card of a word in a text that is being read: for the reader's script, and as a page."""

from flask import Blueprint, Response, jsonify, render_template, request

from webapp.errors import NotFound
from webapp.library import Document, Part, Segment, WordState
from webapp.study.examples import Example, examples
from webapp.study.states import states_in
from webapp.views.context import desk, dictionary, installed_dictionaries, number
from webapp.views.display import comfort
from webapp.words.alignment import align
from webapp.words.context import WordInSentence, explain
from webapp.words.tokens import french_tokens

#: The most segments whose words are told at once.
MOST_SEGMENTS = 200

blueprint = Blueprint("cards", __name__, url_prefix="/documents/<int:document_id>/words")


@blueprint.get("/<int:position>")
def show(document_id: int, position: int) -> str:
    """The word at the offset ``at`` of a segment's source: a card for the script, else a page."""
    document, segment = french_segment(document_id, position)
    word = explain(dictionary(), segment.source, segment.target, number("at", 0))
    vocabulary = desk().library.vocabulary
    about = {
        "document": document,
        "segment": segment,
        "word": word,
        "installed": installed_dictionaries().beside(word.token.form, word.entries),
        "states": list(WordState),
    }
    if "HX-Request" in request.headers:
        kept = vocabulary.states([entry.lemma for entry in word.entries[:1]])
        state = next((kept.get((entry.lemma, entry.kind)) for entry in word.entries[:1]), None)
        return render_template("words/_card.html", state=state, **about)
    [kept_words] = states_in(dictionary(), vocabulary, [segment.source], unmet=False)
    known = {token.start: state for token, state in kept_words}
    return render_template(
        "words/page.html",
        state=known.get(word.token.start),
        known=known,
        tokens=french_tokens(segment.source),
        examples=_examples(word, segment),
        **about,
    )


@blueprint.get("/<int:position>/examples")
def examples_of(document_id: int, position: int) -> str:
    """Other sentences of the library with the word at the offset ``at``, as a fragment."""
    _, segment = french_segment(document_id, position)
    word = explain(dictionary(), segment.source, segment.target, number("at", 0))
    return render_template("words/_examples.html", examples=_examples(word, segment))


@blueprint.get("/states")
def states(document_id: int) -> Response:
    """The words of the segments ``first`` to ``last`` that have a state, by position.

    Each is its half-open offsets in the source and its state. Words that are not kept are there as
    new where the reader has chosen so.
    """
    part = french_part(document_id, number("first", 1), number("last", MOST_SEGMENTS))
    segments = [segment for block in part.blocks for segment in block.segments]
    sources = [segment.source for segment in segments]
    unmet = comfort.chosen()["words"] == "all"
    words = states_in(dictionary(), desk().library.vocabulary, sources, unmet=unmet)
    return jsonify(
        {
            segment.position: [[token.start, token.end, state] for token, state in some]
            for segment, some in zip(segments, words, strict=True)
        }
    )


@blueprint.get("/<int:position>/pairs")
def pairs(document_id: int, position: int) -> Response:
    """The pairs of words of a segment: half-open offsets in its source and in its target."""
    _, segment = french_segment(document_id, position)
    words = align(dictionary(), segment.source, segment.target or "")
    return jsonify([[p.source_start, p.source_end, p.target_start, p.target_end] for p in words])


def _examples(word: WordInSentence, segment: Segment) -> list[Example]:
    if not word.entries:
        return []
    return examples(desk().library, word.entries[0], word.written, segment.source)


def french_part(document_id: int, first: int, last: int) -> Part:
    """The segments from ``first`` to ``last`` of a French text, MOST_SEGMENTS at most.

    Raises NotFound where there are none.
    """
    part = desk().library.documents.range(document_id, first, min(last, first + MOST_SEGMENTS - 1))
    if not part.blocks or part.document.source_language != "fr":
        raise NotFound("There is no such French sentence.")
    return part


def french_segment(document_id: int, position: int) -> tuple[Document, Segment]:
    """A segment of a French text; raises NotFound where there is none."""
    part = french_part(document_id, position, position)
    return part.document, part.blocks[0].segments[0]
