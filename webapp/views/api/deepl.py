"""DeepL's addresses for texts, so that its clients can be pointed here."""

from collections.abc import Callable, Sequence
from functools import partial

from flask import Blueprint, Response, request

from webapp.errors import BadInput, NotFound, QuotaExceeded, TooLarge
from webapp.formats.markup import is_well_formed
from webapp.formats.slices.running_text import Dialect
from webapp.text.terms.terms import Term
from webapp.translation.interpreter import Order
from webapp.translation.markup import outline_markup
from webapp.translation.texts import (
    Outline,
    outline_running_text,
    outline_text,
    outline_whole,
)
from webapp.views.api import deepl_schemas as schemas
from webapp.views.api.allowance import characters_used
from webapp.views.api.deepl_languages import languages_of
from webapp.views.api.glossaries import glossary_terms
from webapp.views.api.operations import operation
from webapp.views.api.orders import accepted, manner
from webapp.views.context import desk
from webapp.views.requests.errors import error_response

blueprint = Blueprint("deepl", __name__, url_prefix="/v2")

#: Largest request body, in bytes.
MAX_BODY = 128 * 1024
FAULTS = (400, 403, 404, 413, 429, 456, 500, 503)
_OUTLINES = {"0": outline_whole, "1": outline_text, "nonewlines": outline_running_text}


@operation(
    blueprint,
    "/translate",
    methods=("GET", "POST"),
    asks=schemas.DeeplRequest,
    answers=schemas.DeeplTranslated,
    faults=FAULTS,
)
def translate(asked: schemas.DeeplRequest) -> schemas.DeeplTranslated:
    """Translate up to 50 texts."""
    _check(asked)
    source, target = languages_of(asked)
    order = Order(
        texts=asked.text,
        source_language=source,
        target_language=target,
        outline=_outline(asked),
        manner=manner(),
        terms_of=terms_of(asked),
    )
    routes = accepted(order)
    translated = desk().interpreter.translate(order, routes)
    return schemas.DeeplTranslated(
        translations=[
            schemas.DeeplText(
                detected_source_language=route.source_language.upper(),
                text=result.target,
                billed_characters=len(text) if asked.show_billed_characters else None,
                model_type_used=asked.model_type_used,
                pivot_language=route.pivot_language,
            )
            for text, result, route in zip(asked.text, translated, routes, strict=True)
        ]
    )


@operation(blueprint, "/usage", methods=("GET", "POST"), answers=schemas.DeeplUsage, faults=FAULTS)
def usage() -> schemas.DeeplUsage:
    """The characters used this month, and how many are allowed."""
    used, limit = characters_used()
    return schemas.DeeplUsage(character_count=used, character_limit=limit)


@blueprint.errorhandler(QuotaExceeded)
def quota_exceeded(error: QuotaExceeded) -> Response:
    """Answer with DeepL's own status."""
    return error_response(str(error), 456)


def _check(asked: schemas.DeeplRequest) -> None:
    if (request.content_length or 0) > MAX_BODY:
        raise TooLarge(f"Request size exceeds the limit of {MAX_BODY} bytes.")
    if asked.tag_handling == "xml" and not all(map(is_well_formed, asked.text)):
        raise BadInput("Tag handling failed: the text is not well-formed XML.")
    check_offered(asked)


def check_offered(asked: schemas.TranslationAsked) -> None:
    """Refuse what is understood but cannot be done here, rather than leave it out in silence.

    Raises NotFound, as DeepL does for a style or a memory that it does not know.
    """
    for name, asked_for in (
        ("Style", asked.style_id),
        ("Translation memory", asked.translation_memory_id),
    ):
        if asked_for:
            raise NotFound(f"{name} not found.")


def terms_of(asked: schemas.TranslationAsked) -> Callable[[str], Sequence[Term]]:
    """The terms of the glossaries that are asked for, by the language of a text.

    Raises BadInput without a source language, which tells which dictionaries are meant.
    """
    glossary_ids = [*filter(None, [asked.glossary_id]), *asked.glossary_ids]
    if not glossary_ids:
        return lambda _language: ()
    if not asked.source_lang:
        raise BadInput("Value for 'source_lang' not specified: a glossary needs it.")
    terms = glossary_terms(glossary_ids, languages_of(asked))
    return lambda _language: terms


def _outline(asked: schemas.DeeplRequest) -> Callable[[str, str], Outline]:
    if asked.tag_handling is None:
        return _OUTLINES[asked.split_sentences]
    dialect = Dialect(
        is_html=asked.tag_handling == "html",
        splitting=frozenset(asked.splitting_tags) - frozenset(asked.non_splitting_tags),
        ignored=frozenset(asked.ignore_tags),
    )
    return partial(outline_markup, dialect=dialect)
