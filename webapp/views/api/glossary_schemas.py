"""What DeepL's glossary addresses take and give; those of version 2 have one dictionary."""

import re
from collections import defaultdict
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, FailFast, Field, RootModel, model_validator

from webapp.views.api.deepl_schemas import DeeplAsked
from webapp.views.api.schemas import example

_FORM_FIELD = re.compile(r"dictionaries\[(?P<number>\d{1,3})\]\.(?P<name>\w{1,20})")

Name = Annotated[str, Field(min_length=1, max_length=1024, description="a name")]
Entries = Annotated[
    str, Field(min_length=1, description="entries as text: a source and a target in each line")
]
EntriesFormat = Annotated[Literal["tsv", "csv"], Field(description="“tsv” or “csv”")]
Language = Annotated[
    str,
    AfterValidator(lambda code: code.partition("-")[0].lower()),
    Field(min_length=2, max_length=20, description="a language code"),
]


class GlossaryAsked(DeeplAsked):
    """The base of what these addresses take; a language may have any region."""


class DictionaryAsked(GlossaryAsked):
    """A dictionary of two languages."""

    model_config = example(
        source_lang="fr", target_lang="en", entries="chat\ttomcat", entries_format="tsv"
    )

    source_lang: Language
    target_lang: Language
    entries: Entries
    entries_format: EntriesFormat = "tsv"


class GlossaryToCreate(DictionaryAsked):
    """A glossary with one dictionary."""

    model_config = example(
        name="Animals",
        source_lang="fr",
        target_lang="en",
        entries="chat\ttomcat",
        entries_format="tsv",
    )

    name: Name


class DictionariesAsked(GlossaryAsked):
    """What has dictionaries; forms name their fields as ``dictionaries[0].entries``."""

    @model_validator(mode="before")
    @classmethod
    def _of_form(cls, given: Any) -> Any:
        numbered: dict[str, dict[str, Any]] = defaultdict(dict)
        for name, value in given.items():
            if field := _FORM_FIELD.fullmatch(str(name)):
                numbered[field["number"]][field["name"]] = value
        return {**given, "dictionaries": list(numbered.values())} if numbered else given


class MultilingualGlossaryToCreate(DictionariesAsked):
    """A glossary with a dictionary for each pair of languages."""

    model_config = example(
        name="Animals",
        dictionaries=[
            {
                "source_lang": "fr",
                "target_lang": "en",
                "entries": "chat\ttomcat",
                "entries_format": "tsv",
            }
        ],
    )

    name: Name
    #: A form has no way to write an empty list.
    dictionaries: Annotated[list[DictionaryAsked], FailFast()] = Field(
        default_factory=list, max_length=100, description="a list of dictionaries"
    )


class GlossaryChange(DictionariesAsked):
    """Another name, or dictionaries whose entries are added to those that are there."""

    model_config = example(name="Pets")

    name: Name | None = Field(None, description="a name")
    dictionaries: Annotated[list[DictionaryAsked], FailFast()] = Field(
        default_factory=list, max_length=100, description="a list of dictionaries"
    )


class DictionaryChosen(GlossaryAsked):
    """Which dictionary of a glossary is meant."""

    source_lang: Language
    target_lang: Language


class GlossaryInfo(BaseModel):
    """A glossary of one dictionary."""

    glossary_id: str
    name: str
    ready: bool = True
    source_lang: str
    target_lang: str
    creation_time: str
    entry_count: int


class GlossaryList(BaseModel):
    """The caller's glossaries that have one dictionary."""

    glossaries: list[GlossaryInfo]


class DictionaryInfo(BaseModel):
    """A dictionary and how many entries it has."""

    source_lang: str
    target_lang: str
    entry_count: int


class MultilingualGlossaryInfo(BaseModel):
    """A glossary and its dictionaries."""

    glossary_id: str
    name: str
    dictionaries: list[DictionaryInfo]
    creation_time: str


class MultilingualGlossaryList(BaseModel):
    """The caller's glossaries."""

    glossaries: list[MultilingualGlossaryInfo]


class DictionaryEntries(BaseModel):
    """A dictionary with its entries."""

    source_lang: str
    target_lang: str
    entries: str
    entries_format: Literal["tsv"] = "tsv"


class DictionariesEntries(BaseModel):
    """The dictionary that was asked for."""

    dictionaries: list[DictionaryEntries]


class EntriesAsText(RootModel[str]):
    """Entries as TSV."""

    media_type: ClassVar[str] = "text/tab-separated-values"


class LanguagePair(BaseModel):
    """A pair that a glossary can have."""

    source_lang: str
    target_lang: str


class LanguagePairs(BaseModel):
    """The pairs that a glossary can have."""

    supported_languages: list[LanguagePair]
