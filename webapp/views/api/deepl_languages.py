"""DeepL's codes of languages, and its addresses that tell which of them there are."""

from flask import Blueprint

from webapp.engine import Language
from webapp.errors import BadInput
from webapp.translation.routing import AUTO
from webapp.views.api import deepl_schemas as schemas
from webapp.views.api.operations import operation
from webapp.views.context import desk

blueprint = Blueprint("deepl_languages", __name__)

FAULTS = (400, 403, 404, 413, 429, 500, 503)
#: The variants of languages that may be translated into, by the code that is the source's.
_VARIANTS = {
    "en": [("en-GB", "English (British)"), ("en-US", "English (American)")],
    "pt": [("pt-BR", "Portuguese (Brazilian)"), ("pt-PT", "Portuguese (European)")],
    "zh": [("zh", "Chinese"), ("zh-Hans", "Chinese (simplified)")],
}
#: What can be asked for with each thing, and whether the source and the target must offer it.
_FEATURES: dict[schemas.Resource, dict[str, tuple[bool, bool]]] = {
    "translate_text": {
        "tag_handling": (True, True),
        "glossary": (True, True),
        "auto_detection": (True, False),
    },
    "translate_document": {"glossary": (True, True), "auto_detection": (True, False)},
    "glossary": {},
}


@operation(
    blueprint,
    "/v2/languages",
    methods=("GET", "POST"),
    asks=schemas.LanguagesRequest,
    answers=schemas.DeeplLanguages,
    faults=FAULTS,
)
def languages(asked: schemas.LanguagesRequest) -> schemas.DeeplLanguages:
    """The languages that can be translated from, or into."""
    known = source_languages() if asked.type == "source" else target_languages()
    formality = None if asked.type == "source" else False
    return schemas.DeeplLanguages(
        [
            schemas.DeeplLanguage(language=code, name=name, supports_formality=formality)
            for code, name in known
        ]
    )


@operation(
    blueprint,
    "/v3/languages",
    methods=("GET",),
    asks=schemas.ResourceAsked,
    answers=schemas.UsableLanguages,
    faults=FAULTS,
)
def languages_by_resource(asked: schemas.ResourceAsked) -> schemas.UsableLanguages:
    """The languages of texts, documents or glossaries, and what can be asked for with each.

    A glossary is made for a language, whichever variant is translated into.
    """
    known = desk().interpreter.languages()
    rows = [row for language in known for row in _rows(language, known, asked.resource)]
    return schemas.UsableLanguages(rows)


@operation(
    blueprint, "/v3/languages/resources", methods=("GET",), answers=schemas.Resources, faults=FAULTS
)
def resources() -> schemas.Resources:
    """What the languages of ``/v3/languages`` can be asked for."""
    return schemas.Resources(
        [
            schemas.ResourceInfo(
                name=resource,
                features=[
                    schemas.FeatureInfo(
                        name=name, needs_source_support=source, needs_target_support=target
                    )
                    for name, (source, target) in features.items()
                ],
            )
            for resource, features in _FEATURES.items()
        ]
    )


def source_languages() -> list[tuple[str, str]]:
    """DeepL's codes and the names of the languages that can be translated from."""
    known = desk().interpreter.languages()
    return [(language.code.upper(), language.name) for language in known if language.targets]


def target_languages() -> list[tuple[str, str]]:
    """DeepL's codes and the names of the languages that can be translated into."""
    known = desk().interpreter.languages()
    return [
        (code.upper(), name)
        for language in known
        if _is_target(language, known)
        for code, name in _variants(language)
    ]


def languages_of(asked: schemas.TranslationAsked) -> tuple[str, str]:
    """The installed languages that are meant, from and into; AUTO where no source is named.

    Raises BadInput, which names the field as DeepL does, for a language that is not installed.
    """
    source = _installed(asked.source_lang, "source_lang") if asked.source_lang else AUTO
    return source, _installed(asked.target_lang, "target_lang")


def _installed(code: str, field: str) -> str:
    """The installed code that DeepL's ``EN-GB`` or ``FR`` means.

    A variant that is not offered is not taken for its language: ``ZH-HANT`` is no ``ZH-HANS``.
    """
    known = desk().interpreter.languages()
    meant = {
        variant.lower(): language.code for language in known for variant, _ in _variants(language)
    }
    meant |= {language.code.lower(): language.code for language in known}
    if known and code.lower() not in meant:
        raise BadInput(f"Value for '{field}' not supported: {code[:40]} is not supported")
    return meant.get(code.lower(), code)


def _variants(language: Language) -> list[tuple[str, str]]:
    """The codes and names by which a language is translated into."""
    return _VARIANTS.get(language.code, [(language.code, language.name)])


def _is_target(language: Language, known: list[Language]) -> bool:
    return any(language.code in source.targets for source in known)


def _rows(
    language: Language, known: list[Language], resource: schemas.Resource
) -> list[schemas.UsableLanguage]:
    """A language, and beside it the variants of it that may be translated into."""
    named = [(language.code, language.name)]
    into = named if resource == "glossary" else _variants(language)
    into = into if _is_target(language, known) else []
    sides = {
        variant: (bool(language.targets) and variant in named, variant in into)
        for variant in [*named, *into]
    }
    return [
        schemas.UsableLanguage(
            lang=code,
            name=name,
            usable_as_source=is_source,
            usable_as_target=is_target,
            features=_features(resource, is_source=is_source, is_target=is_target),
        )
        for (code, name), (is_source, is_target) in sides.items()
        if is_source or is_target
    ]


def _features(
    resource: schemas.Resource, *, is_source: bool, is_target: bool
) -> dict[str, schemas.Feature]:
    """What can be asked for with a language on the sides on which it is used."""
    return {
        name: schemas.Feature()
        for name, (needs_source, needs_target) in _FEATURES[resource].items()
        if (needs_source and is_source) or (needs_target and is_target)
    }
