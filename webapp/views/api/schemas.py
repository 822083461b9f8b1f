"""What the LibreTranslate addresses take; these models check calls and describe them."""

import json
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
)
from werkzeug.datastructures import FileStorage

from webapp.errors import BadInput
from webapp.formats.readers.catalogue import readable_formats
from webapp.formats.readers.imported import MAX_FIELD_CHARS
from webapp.formats.writers.catalogue import FORMATS
from webapp.translation.files import changed_formats
from webapp.views.requests.door import all_storable

#: More hypotheses than that cost more than they tell.
MAX_ALTERNATIVES = 10
#: A whole number as a form writes that of JSON; Python reads no more digits.
WHOLE_NUMBER = r"[+-]?[0-9]{1,4000}(\.0{1,9})?"
_TRUE = {"1", "true", "True", "yes", "on"}
_FALSE = {"", "0", "false", "False", "no", "off"}


def example(**values: Any) -> ConfigDict:
    """A model's configuration with an example, for its schema and for people."""
    return ConfigDict(json_schema_extra={"examples": [values]})


class Asked(BaseModel):
    """A checked request; parameters that we do not know are ignored.

    Lists say ``fail_fast``: of half a million items that are wrong, one is told.
    """

    model_config = ConfigDict(
        frozen=True, extra="ignore", hide_input_in_errors=True, arbitrary_types_allowed=True
    )

    @classmethod
    def checked(cls, given: Mapping[str, Any]) -> Self:
        """The request that the parameters make; raises BadInput with LibreTranslate's sentences."""
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            raise BadInput(cls._sentence(given, error)) from None

    @classmethod
    def _sentence(cls, given: Mapping[str, Any], error: ValidationError) -> str:
        name = str(error.errors(include_url=False)[0]["loc"][0])
        value = given.get(name)
        if value is None or value in ("", []):
            return f"Invalid request: missing {name} parameter"
        if name == "format":
            return f"{str(value)[:40]} format is not supported"
        if name == "alternatives":
            return "Invalid request: alternatives parameter is not a number"
        return f"Invalid request: {name} must be {cls.model_fields[name].description}"


def _whole_number(value: Any) -> Any:
    """A whole number, also one in digits; pydantic alone would take `` 1_0.0 `` for ten."""
    if isinstance(value, str) and re.fullmatch(WHOLE_NUMBER, value):
        return int(value.partition(".")[0])
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    raise ValueError


def _yes_or_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value in _TRUE | _FALSE:
        return value in _TRUE
    raise ValueError


def _no_more_than_useful(number: int) -> int:
    return max(0, min(number, MAX_ALTERNATIVES))


def _lenient_format(value: Any) -> Any:
    return "text" if value is None or value == "" else value


def _none_as(default: Any) -> BeforeValidator:
    return BeforeValidator(lambda value: default if value is None else value)


LanguageCode = Annotated[str, Field(min_length=1, description="a language code")]
Count = Annotated[
    int,
    AfterValidator(_no_more_than_useful),
    BeforeValidator(_whole_number),
    _none_as(0),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer"},
                {"type": "string", "pattern": f"^{WHOLE_NUMBER}$"},
                {"type": "null"},
            ]
        }
    ),
]
YesOrNo = Annotated[
    bool,
    BeforeValidator(_yes_or_no),
    _none_as(False),
    WithJsonSchema({"anyOf": [{"type": "boolean"}, {"enum": [*sorted(_TRUE | _FALSE), None]}]}),
]
Texts = Annotated[
    Annotated[str, Field(min_length=1)] | Annotated[list[str], Field(min_length=1, fail_fast=True)],
    Field(description="a text or a list of texts"),
]


def _glossary(value: Any) -> Any:
    """A glossary's id, or its terms; a form writes these as JSON."""
    if value in (None, ""):
        return None
    if isinstance(value, str) and value.lstrip().startswith("{"):
        try:
            return all_storable(json.loads(value))
        except RecursionError as error:  # a million opening brackets
            raise ValueError from error
    if isinstance(value, dict) and any(not isinstance(w, str | None) for w in value.values()):
        raise ValueError  # one fault, where pydantic would keep one for each term
    return value


Glossary = Annotated[
    str | dict[str, str | None] | None,
    BeforeValidator(_glossary),
    Field(
        description="a glossary's id, or an object of words and how they are translated (null or "
        "empty: never)"
    ),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "object", "additionalProperties": {"type": ["string", "null"]}},
                {"type": "string"},
                {"type": "null"},
            ]
        }
    ),
]
ApiKey = Annotated[Any, Field(description="your key, where keys are asked for")]


class WordRequest(Asked):
    """A French word to look up."""

    form: Annotated[
        str,
        Field(min_length=1, max_length=100, pattern=r"\S", description="1 to 100 characters"),
    ]
    source: Annotated[
        str,
        Field(
            pattern=r"^[Ff][Rr](-.*)?$",
            description="fr, as the dictionary has French words only",
        ),
    ] = "fr"


class TranslateRequest(Asked):
    """Texts to translate."""

    model_config = example(q="Il pleut. Je reste.", source="fr", target="en", sentences=True)

    q: Texts
    source: LanguageCode
    target: LanguageCode
    format: Annotated[
        Literal["text", "html"],
        BeforeValidator(_lenient_format),
        Field(description="what q is"),
        WithJsonSchema({"enum": ["text", "html", "", None]}),
    ] = "text"
    alternatives: Annotated[Count, Field(description="how many other translations to give")] = 0
    sentences: Annotated[YesOrNo, Field(description="yes or no")] = False
    words: Annotated[YesOrNo, Field(description="yes or no")] = False
    glossary: Glossary = None
    api_key: ApiKey = None

    @property
    def texts(self) -> list[str]:
        """The texts, also when there is one."""
        return [self.q] if isinstance(self.q, str) else self.q

    @property
    def several(self) -> bool:
        """Whether the texts came as a list, and go back as one."""
        return not isinstance(self.q, str)


class DetectRequest(Asked):
    """A text whose language is asked."""

    model_config = example(q="Il pleut.")

    q: Texts
    api_key: ApiKey = None


class SuggestRequest(Asked):
    """A better translation ``s`` of ``q``."""

    model_config = example(q="Il pleut.", s="It is raining.", source="fr", target="en")

    q: Annotated[str, Field(min_length=1, description="a text")]
    s: Annotated[str, Field(min_length=1, description="a text")]
    source: LanguageCode
    target: LanguageCode
    api_key: ApiKey = None


def _read_formats(schema: dict[str, Any]) -> None:
    schema["description"] = f"an uploaded file: {readable_formats()}"


UploadedFile = Annotated[
    FileStorage,
    Field(description="an uploaded file", json_schema_extra=_read_formats),
    WithJsonSchema({"type": "string", "contentMediaType": "application/octet-stream"}),
]


def _written_formats(schema: dict[str, Any]) -> None:
    schema["description"] = f"what to write; if not said, a file as it was, but {changed_formats()}"


class FileRequest(Asked):
    """A file to translate."""

    model_config = example(file="@article.txt", source="fr", target="en")

    file: UploadedFile
    source: LanguageCode
    target: LanguageCode
    format: Annotated[
        str,
        _none_as(""),
        Field(json_schema_extra=_written_formats),
        WithJsonSchema({"enum": ["", *FORMATS]}),
    ] = ""
    column: Annotated[
        str,
        _none_as(""),
        Field(
            max_length=MAX_FIELD_CHARS,
            description="of a table (CSV, TSV) the heading of the column to translate, or its "
            "number from 1; empty for the one that seems to have the texts",
        ),
    ] = ""
    without_licence: Annotated[
        YesOrNo,
        Field(
            description="yes or no: leave out the header and the licence of a file of Project "
            "Gutenberg; in a page or a book that comes back in its own layout they stay as they are"
        ),
    ] = False
    with_asides: Annotated[
        YesOrNo,
        Field(
            description="yes or no: translate the headers, footers and comments of a file of an "
            "office, too"
        ),
    ] = False
    glossary: Glossary = None
    api_key: ApiKey = None
