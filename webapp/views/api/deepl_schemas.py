"""What the DeepL addresses take and give."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field, RootModel, ValidationError, WithJsonSchema

from webapp.views.api.schemas import Asked, LanguageCode, YesOrNo, example

#: Most texts of one request, as DeepL allows.
MAX_TEXTS = 50


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _split_mode(value: Any) -> Any:
    mode = str(value).lower() if isinstance(value, (bool, str)) else value
    return {"true": "1", "false": "0"}.get(mode, value) if isinstance(mode, str) else value


def _tags(value: Any) -> Any:
    """Names of tags: a list, or one text with commas."""
    return [tag.strip() for tag in value.split(",")] if isinstance(value, str) else value


Tags = Annotated[
    list[str],
    BeforeValidator(_tags),
    Field(description="a list of tag names"),
    WithJsonSchema({"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "string"}]}),
]


class DeeplRequest(Asked):
    """Texts to translate, in DeepL's words.

    ``context``, ``model_type`` and the like are taken and change nothing: the translator here sees
    one sentence at a time.
    """

    model_config = example(text=["Il pleut."], target_lang="EN-GB", source_lang="FR")

    text: Annotated[
        list[str],
        BeforeValidator(_as_list),
        Field(min_length=1, max_length=MAX_TEXTS, description=f"1 to {MAX_TEXTS} texts"),
        WithJsonSchema(
            {
                "anyOf": [
                    {
                        "type": "array",
                        "items": {"type": "string"},
                        "minItems": 1,
                        "maxItems": MAX_TEXTS,
                    },
                    {"type": "string"},
                ]
            }
        ),
    ]
    target_lang: LanguageCode
    source_lang: LanguageCode | None = Field(None, description="a language code")
    context: str | None = Field(None, description="a text")
    split_sentences: Annotated[
        Literal["0", "1", "nonewlines"],
        BeforeValidator(_split_mode),
        Field(description="“0”, “1” or “nonewlines”"),
        WithJsonSchema({"enum": ["0", "1", "nonewlines", True, False]}),
    ] = "1"
    preserve_formatting: Annotated[YesOrNo, Field(description="yes or no")] = False
    formality: Literal["default", "prefer_more", "prefer_less"] | None = Field(
        None, description="“default”, “prefer_more” or “prefer_less”"
    )
    glossary_id: str | None = Field(None, description="a text")
    glossary_ids: Annotated[
        list[str],
        BeforeValidator(_tags),
        Field(default_factory=list, max_length=5, description="at most 5 texts"),
        WithJsonSchema({"type": "array", "items": {"type": "string"}, "maxItems": 5}),
    ]
    style_id: str | None = Field(None, description="a text")
    translation_memory_id: str | None = Field(None, description="a text")
    custom_instructions: Annotated[
        list[str],
        BeforeValidator(_as_list),
        Field(default_factory=list, max_length=0, description="left out"),
        WithJsonSchema({"type": "array", "items": {"type": "string"}, "maxItems": 0}),
    ]
    tag_handling: Literal["html", "xml"] | None = Field(None, description="“html” or “xml”")
    ignore_tags: Tags = Field(default_factory=list)
    splitting_tags: Tags = Field(default_factory=list)
    non_splitting_tags: Tags = Field(default_factory=list)
    outline_detection: Annotated[YesOrNo, Field(description="yes or no")] = False
    show_billed_characters: Annotated[YesOrNo, Field(description="yes or no")] = False

    @classmethod
    def _sentence(cls, given: Mapping[str, Any], error: ValidationError) -> str:
        name = str(error.errors(include_url=False)[0]["loc"][0])
        if given.get(name) in (None, ""):
            return f"Parameter '{name}' not specified."
        return f"Value for '{name}' not supported: it must be {cls.model_fields[name].description}."


class LanguagesRequest(Asked):
    """Which languages are asked for."""

    type: Literal["source", "target"] = Field("source", description="“source” or “target”")


class DeeplText(BaseModel):
    """One translation."""

    detected_source_language: str
    text: str
    billed_characters: int
    pivot_language: str | None = Field(
        None, description="The language it went through where no package is direct."
    )


class DeeplTranslated(BaseModel):
    """The translations, in the order of the texts."""

    translations: list[DeeplText]


class DeeplLanguage(BaseModel):
    """A language."""

    language: str
    name: str
    supports_formality: bool | None = None


class DeeplLanguages(RootModel[list[DeeplLanguage]]):
    """Languages that can be translated from, or into."""


class DeeplUsage(BaseModel):
    """Characters used this month, and how many are allowed."""

    character_count: int
    character_limit: int


class DeeplFault(BaseModel):
    """What is wrong, in a sentence."""

    message: str
    detail: str | None = None
