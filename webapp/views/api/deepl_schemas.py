"""What the DeepL addresses take and give."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    FailFast,
    Field,
    RootModel,
    ValidationError,
    WithJsonSchema,
)

from webapp.formats.writers.catalogue import FORMATS
from webapp.views.api.schemas import Asked, LanguageCode, UploadedFile, YesOrNo, example

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


Formality = Literal["default", "prefer_more", "prefer_less"]
Tags = Annotated[
    list[str],
    FailFast(),
    BeforeValidator(_tags),
    Field(description="a list of tag names"),
    WithJsonSchema({"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "string"}]}),
]


class DeeplAsked(Asked):
    """A request whose faults are told in DeepL's words."""

    @classmethod
    def _sentence(cls, given: Mapping[str, Any], error: ValidationError) -> str:
        name = str(error.errors(include_url=False)[0]["loc"][0])
        if given.get(name) in (None, "", []):
            return f"Parameter '{name}' not specified."
        return f"Value for '{name}' not supported: it must be {cls.model_fields[name].description}."


class TranslationAsked(DeeplAsked):
    """What texts and files are translated by: languages and glossaries."""

    target_lang: LanguageCode
    source_lang: LanguageCode | None = Field(None, description="a language code")
    formality: Formality | None = Field(
        None, description="“default”, “prefer_more” or “prefer_less”"
    )
    glossary_id: str | None = Field(None, description="a text")
    glossary_ids: Annotated[
        list[str],
        FailFast(),
        BeforeValidator(_tags),
        Field(default_factory=list, max_length=5, description="at most 5 texts"),
        WithJsonSchema({"type": "array", "items": {"type": "string"}, "maxItems": 5}),
    ]
    style_id: str | None = Field(None, description="a text")
    translation_memory_id: str | None = Field(None, description="a text")
    custom_instructions: Annotated[
        list[str],
        FailFast(),
        BeforeValidator(_as_list),
        Field(default_factory=list, max_length=0, description="left out"),
        WithJsonSchema({"type": "array", "items": {"type": "string"}, "maxItems": 0}),
    ]


class DeeplRequest(TranslationAsked):
    """Texts to translate, in DeepL's words.

    ``context``, ``model_type`` and the like are taken and change nothing: the translator here sees
    one sentence at a time, and there is one model for a pair of languages.
    """

    model_config = example(text=["Il pleut."], target_lang="EN-GB", source_lang="FR")

    text: Annotated[
        list[str],
        FailFast(),
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
    context: str | None = Field(None, description="a text")
    split_sentences: Annotated[
        Literal["0", "1", "nonewlines"],
        BeforeValidator(_split_mode),
        Field(description="“0”, “1” or “nonewlines”"),
        WithJsonSchema({"enum": ["0", "1", "nonewlines", True, False]}),
    ] = "1"
    preserve_formatting: Annotated[YesOrNo, Field(description="yes or no")] = False
    tag_handling: Literal["html", "xml"] | None = Field(None, description="“html” or “xml”")
    ignore_tags: Tags = Field(default_factory=list)
    splitting_tags: Tags = Field(default_factory=list)
    non_splitting_tags: Tags = Field(default_factory=list)
    outline_detection: Annotated[YesOrNo, Field(description="yes or no")] = False
    show_billed_characters: Annotated[YesOrNo, Field(description="yes or no")] = False
    model_type: (
        Literal["quality_optimized", "prefer_quality_optimized", "latency_optimized"] | None
    ) = Field(
        None,
        description="“quality_optimized”, “prefer_quality_optimized” or “latency_optimized”",
    )

    @property
    def model_type_used(self) -> str | None:
        """What the answer says of the model, where a type of model was asked for."""
        return self.model_type and self.model_type.removeprefix("prefer_")


class LanguagesRequest(Asked):
    """Which languages are asked for."""

    type: Literal["source", "target"] = Field("source", description="“source” or “target”")


#: What DeepL's addresses of version 3 tell languages of; it has more that this server has not.
Resource = Literal["translate_text", "translate_document", "glossary"]


class ResourceAsked(DeeplAsked):
    """What languages are asked for."""

    model_config = example(resource="translate_text")

    resource: Resource = Field(
        description="“translate_text”, “translate_document” or “glossary”",
    )


class DocumentRequest(TranslationAsked):
    """A file to translate, in DeepL's words."""

    model_config = example(file="@article.txt", target_lang="EN-GB", source_lang="FR")

    file: UploadedFile
    filename: str | None = Field(None, description="the file's name, if it has another")
    output_format: Annotated[
        str,
        Field(description="what to write; if not said, a file as it was"),
        WithJsonSchema({"enum": ["", *FORMATS]}),
    ] = ""


class DocumentKey(DeeplAsked):
    """The key of a file that was sent."""

    document_key: Annotated[str, Field(min_length=1, description="a text")]


class DocumentHandle(BaseModel):
    """The number and the key of a file that was sent, which is kept for an hour."""

    document_id: str
    document_key: str


class DocumentState(BaseModel):
    """How far a file is; its characters once it is translated."""

    document_id: str
    status: str
    billed_characters: int | None = None
    error_message: str | None = None


class DeeplText(BaseModel):
    """One translation."""

    detected_source_language: str
    text: str
    billed_characters: int | None = None
    model_type_used: str | None = None
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


class Feature(BaseModel):
    """What can be asked for with a language."""

    status: str = "stable"


class UsableLanguage(BaseModel):
    """A language or a variant of one (BCP 47), and what can be asked for with it."""

    lang: str
    name: str
    usable_as_source: bool
    usable_as_target: bool
    status: str = "stable"
    features: dict[str, Feature]


class UsableLanguages(RootModel[list[UsableLanguage]]):
    """The languages that something can be done with."""


class FeatureInfo(BaseModel):
    """What can be asked for, and which language of a pair must offer it."""

    name: str
    needs_source_support: bool
    needs_target_support: bool


class ResourceInfo(BaseModel):
    """What languages are asked for, and what can be asked for with them."""

    name: Resource
    features: list[FeatureInfo]


class Resources(RootModel[list[ResourceInfo]]):
    """All that languages can be asked for."""


class DeeplUsage(BaseModel):
    """Characters used this month, and how many are allowed."""

    character_count: int
    character_limit: int


class DeeplFault(BaseModel):
    """What is wrong, in a sentence."""

    message: str
    detail: str | None = None
