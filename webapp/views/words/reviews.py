"""The review: one kept word after another, as FSRS schedules them."""

from datetime import UTC, datetime

from flask import Blueprint, Response, render_template, request

from webapp.errors import BadInput
from webapp.formats.writers.vocabulary import in_sentence
from webapp.study.reviewing import Answer, in_words, outcomes
from webapp.views.context import desk, lead_to

blueprint = Blueprint("reviews", __name__, url_prefix="/vocabulary")


@blueprint.get("/review")
def show() -> str:
    """The word that is to be reviewed first, with what each answer leads to."""
    now = datetime.now(UTC)
    due = desk().library.reviews.due(now)
    return render_template(
        "vocabulary/review.html",
        due=due,
        later=in_words(due.next_at - now) if due.next_at else None,
        outcomes=outcomes(due.word, now) if due.word else {},
        sentence=in_sentence(due.word) if due.word else (),
        now=now,
    )


@blueprint.post("/<int:word_id>/review")
def answer(word_id: int) -> Response:
    """Keep how well a word was remembered; one that was reviewed since the page stays as it is."""
    given, seen = request.form.get("answer", ""), request.form.get("due", "")
    if given not in set(Answer):
        raise BadInput(f"An answer is {', '.join(Answer)}.")
    word = desk().library.reviews.get(word_id)
    if seen == (word.due_at.isoformat() if word.due_at else ""):
        outcome = outcomes(word, datetime.now(UTC))[Answer(given)]
        desk().library.reviews.put(word, outcome.memory, outcome.due_at)
    return lead_to("reviews.show")
