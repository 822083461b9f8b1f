"""The HTTP API, in LibreTranslate's shapes: translate, languages, health.

``"sentences": true`` adds the alignment that LibreTranslate does not give.
"""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, jsonify

from webapp.errors import BadInput
from webapp.pretranslation.texts import AlignedText
from webapp.text import Detection, detect_languages
from webapp.views.context import desk
from webapp.views.translate_request import TranslateRequest

blueprint = Blueprint("api", __name__)


@blueprint.after_request
def _allow_every_site(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
    response.headers["Access-Control-Allow-Methods"] = "GET, POST"
    return response


@blueprint.get("/health")
def health() -> dict[str, str]:
    """Whether the server answers."""
    return {"status": "ok"}


@blueprint.route("/languages", methods=["GET", "POST"])
def languages() -> Response:
    """The installed source languages, each with its targets."""
    return jsonify([asdict(language) for language in desk().translators.languages()])


@blueprint.post("/translate")
def translate() -> Response:
    """Translate a text or a list of texts."""
    asked = TranslateRequest.of_request()
    source, detection = _source_language(asked)
    texts = desk().translate(asked.texts, source, asked.target, asked.alternatives)
    answer: dict[str, Any] = {"translatedText": [text.target for text in texts]}
    if detection is not None:
        answer["detectedLanguage"] = [asdict(detection)] * len(texts)
    if asked.alternatives:
        answer["alternatives"] = [_alternatives(text, asked.alternatives) for text in texts]
    if asked.sentences:
        answer["sentences"] = [_sentences(text) for text in texts]
    return jsonify(answer if asked.several else {name: value[0] for name, value in answer.items()})


def _source_language(asked: TranslateRequest) -> tuple[str, Detection | None]:
    """The language to translate from, and how it was found when the caller said ``auto``."""
    if asked.source != "auto":
        return asked.source, None
    installed = {language.code for language in desk().translators.languages()}
    found = detect_languages("\n".join(asked.texts), installed)
    if not found:
        raise BadInput("auto is not supported: there is no text to tell the language from")
    return found[0].language, found[0]


def _alternatives(text: AlignedText, count: int) -> list[str]:
    """Up to ``count`` other translations of the whole text, each different from all before."""
    others = dict.fromkeys(text.alternative(rank) for rank in range(count))
    return [other for other in others if other != text.target]


def _sentences(text: AlignedText) -> list[dict[str, Any]]:
    """The alignment: offsets in code points, in the text as it was sent."""
    return [
        {
            "source": segment.source,
            "target": segment.target,
            "start": segment.start,
            "end": segment.end,
            "score": segment.score,
        }
        for segment in text.segments
    ]
