"""Texts: translate, detect, languages and health, in LibreTranslate's shapes.

``"sentences": true`` adds the alignment that LibreTranslate does not give.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, astuple, replace
from itertools import chain, islice

from flask import Blueprint, Response, request

from webapp.errors import VisavisError
from webapp.text import Detection
from webapp.translation.batches import Manner
from webapp.translation.interpreter import Order, Route
from webapp.translation.markup import outline_markup
from webapp.translation.texts import Aligned, AlignedSegment, Outline, outline_text
from webapp.views.api import replies, schemas
from webapp.views.api.allowance import count
from webapp.views.api.glossaries import asked_terms
from webapp.views.api.operations import COMMON_FAULTS, operation
from webapp.views.api.orders import accepted, check_size, manner
from webapp.views.api.schemas import TranslateRequest
from webapp.views.context import desk, dictionary, people
from webapp.words.alignment import align_languages

blueprint = Blueprint("translation", __name__)

STREAM = "application/x-ndjson"
#: Segments of a stream that the engine has at the same time, each in a batch by itself.
STREAM_WINDOW = 64
#: How each ``format`` is cut.
OUTLINES: dict[str, Callable[[str, str], Outline]] = {"text": outline_text, "html": outline_markup}


@operation(blueprint, "/health", methods=("GET",), answers=replies.Health, faults=(), guarded=False)
def health() -> replies.Health:
    """Whether the server answers."""
    return replies.Health()


@operation(
    blueprint, "/ready", methods=("GET",), answers=replies.Health, faults=(503,), guarded=False
)
def ready() -> replies.Health:
    """Whether the library can be read and a package is installed."""
    people().shared.check_ready()
    return replies.Health()


@operation(
    blueprint, "/languages", methods=("GET", "POST"), answers=replies.Languages, guarded=False
)
def languages() -> replies.Languages:
    """The installed languages, each with its targets, itself last."""
    return replies.Languages(
        [
            replies.LanguageReply(
                code=language.code, name=language.name, targets=[*language.targets, language.code]
            )
            for language in desk().interpreter.languages()
        ]
    )


@operation(blueprint, "/detect", asks=schemas.DetectRequest, answers=replies.Detections)
def detect(asked: schemas.DetectRequest) -> replies.Detections:
    """Guess the language of a text."""
    text = asked.q if isinstance(asked.q, str) else "\n".join(asked.q)
    check_size([text])
    guesses = desk().interpreter.detect(text)
    count([text])
    return replies.Detections([_detected(guess) for guess in guesses])


@operation(
    blueprint,
    "/translate",
    asks=TranslateRequest,
    answers=replies.Translated,
    faults=(*COMMON_FAULTS, 404),  # no such glossary
    streams=True,
)
def translate(asked: TranslateRequest) -> replies.Translated | Response:
    """Translate a text or a list of texts."""
    if request.accept_mimetypes.best_match(["application/json", STREAM]) == STREAM:
        return _stream(asked)
    order = _order(asked, manner(asked.alternatives))
    routes = accepted(order)
    return _reply(asked, desk().interpreter.translate(order, routes), routes)


def _stream(asked: TranslateRequest) -> Response:
    order = _order(asked, replace(manner(), group=1, groups=STREAM_WINDOW))
    routes = accepted(order)
    stream = desk().interpreter.stream(order, routes)
    # Waiting for the first segment lets its fault still set the status.
    stream = chain(list(islice(stream, 1)), stream)
    response = Response(_lines(stream, routes, asked), mimetype=STREAM)
    response.headers["X-Accel-Buffering"] = "no"  # nginx sends on each line as it comes
    return response


def _order(asked: TranslateRequest, how: Manner) -> Order:
    return Order(
        texts=asked.texts,
        source_language=asked.source,
        target_language=asked.target,
        outline=OUTLINES[asked.format],
        manner=how,
        terms_of=lambda language: asked_terms(asked.glossary, (language, asked.target)),
    )


def _reply(
    asked: TranslateRequest, texts: Sequence[Aligned], routes: Sequence[Route]
) -> replies.Translated:
    count = asked.alternatives
    detections = [_detected(route.detection) for route in routes if route.detection]
    pivots = [route.pivot_language for route in routes]
    fields: dict[str, Sequence[object]] = {
        "translatedText": [text.target for text in texts],
        "detectedLanguage": detections,
        "alternatives": [_others(text, count) for text in texts] if count else [],
        "sentences": _sentences(asked, texts, routes),
        "pivot": pivots if any(pivots) else [],
    }
    return replies.Translated.model_validate(
        {name: values if asked.several else values[0] for name, values in fields.items() if values}
    )


def _others(text: Aligned, count: int) -> list[str]:
    """Up to ``count`` other translations of the whole text, each different from all before."""
    others = dict.fromkeys(text.alternative(rank) for rank in range(count))
    return [other for other in others if other != text.target]


def _sentences(
    asked: TranslateRequest, texts: Sequence[Aligned], routes: Sequence[Route]
) -> list[list[replies.Sentence]]:
    """The sentences of each text, where they or their words are asked for."""
    if not asked.sentences and not asked.words:
        return []
    return [
        [
            replies.Sentence.model_validate(_alignment(segment, asked, route))
            for segment in text.segments
        ]
        for text, route in zip(texts, routes, strict=True)
    ]


def _alignment(segment: AlignedSegment, asked: TranslateRequest, route: Route) -> dict[str, object]:
    """A segment's alignment, with offsets in code points of the text that was sent.

    Those of words are offsets in the segment's source and target.
    """
    fields: dict[str, object] = asdict(segment)
    del fields["alternatives"]
    if asked.words:
        languages = route.source_language, asked.target
        pairs = align_languages(dictionary(), languages, segment.source, segment.target)
        fields["words"] = [astuple(pair) for pair in pairs]
    return fields


def _detected(guess: Detection) -> replies.Detected:
    return replies.Detected(confidence=round(guess.confidence, 1), language=guess.language)


def _lines(
    stream: Iterator[tuple[int, AlignedSegment]], routes: Sequence[Route], asked: TranslateRequest
) -> Iterator[str]:
    """One JSON object a line; a fault after the first segment is the last line."""
    try:
        for number, segment in stream:
            route = routes[number]
            sentence = replies.StreamedSentence(
                **_alignment(segment, asked, route),  # type: ignore[arg-type]
                text=number,
                detectedLanguage=_detected(route.detection) if route.detection else None,
                pivot=route.pivot_language,
            )
            yield sentence.model_dump_json(exclude_none=True) + "\n"
    except VisavisError as error:
        yield replies.Fault(error=str(error), pairs=None).model_dump_json(exclude_none=True) + "\n"
