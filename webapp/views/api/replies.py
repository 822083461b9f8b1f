"""What the LibreTranslate addresses give; these models make the answers and describe them."""

from typing import Any, ClassVar, Literal

from pydantic import BaseModel, Field, RootModel

from webapp.text.checks import Check


class Health(BaseModel):
    """Whether the server answers."""

    status: Literal["ok"] = "ok"


class LanguageReply(BaseModel):
    """A language and those it can be translated into."""

    code: str
    name: str
    targets: list[str]


class Languages(RootModel[list[LanguageReply]]):
    """Every language, those that can be translated first."""


class Detected(BaseModel):
    """A language and how sure we are of it, in per cent."""

    confidence: float = Field(ge=0, le=100)
    language: str


class Detections(RootModel[list[Detected]]):
    """The best guesses, best first, at most three."""


class Sentence(BaseModel):
    """A sentence and its translation; half-open offsets in ``q``, in code points."""

    source: str
    target: str
    start: int
    end: int
    score: float = Field(description="Mean log-probability per token; 0 is certainty.")
    checks: list[Check] = Field(description="Why the target is uncertain; empty when it is not.")
    words: list[tuple[int, int, int, int]] | None = Field(
        None,
        description="Words that stand for each other: half-open offsets in source and in target.",
    )


class Translated(BaseModel):
    """The translation; for a list of texts every field is a list."""

    translatedText: str | list[str]  # noqa: N815 - LibreTranslate's name
    detectedLanguage: Detected | list[Detected] | None = None  # noqa: N815
    alternatives: list[str] | list[list[str]] | None = None
    sentences: list[Sentence] | list[list[Sentence]] | None = None
    pivot: str | list[str | None] | None = Field(
        None, description="The language it went through where no package is direct."
    )


class StreamedSentence(Sentence):
    """One line of the stream: ``text`` is the number, from 0, of the text it belongs to."""

    text: int
    detectedLanguage: Detected | None = None  # noqa: N815
    pivot: str | None = None


class Suggested(BaseModel):
    """The suggestion was taken."""

    success: Literal[True] = True


class TranslatedFile(BaseModel):
    """Where the translated file can be fetched, for 30 minutes."""

    translatedFileUrl: str  # noqa: N815


class NamedLanguage(BaseModel):
    """A language."""

    code: str
    name: str


class StartLanguages(BaseModel):
    """The languages to begin with."""

    source: NamedLanguage
    target: NamedLanguage


class FrontendSettings(BaseModel):
    """What this server allows."""

    charLimit: int  # noqa: N815
    frontendTimeout: int = Field(description="Milliseconds to wait after a key.")  # noqa: N815
    apiKeys: bool  # noqa: N815
    keyRequired: bool  # noqa: N815
    suggestions: bool
    filesTranslation: bool  # noqa: N815
    supportedFilesFormat: list[str]  # noqa: N815
    language: StartLanguages


class Metrics(RootModel[str]):
    """Text in Prometheus' format."""

    media_type: ClassVar[str] = "text/plain"


class Binary(RootModel[str]):
    """A file, of whatever type."""

    media_type: ClassVar[str] = "*/*"


class MeaningReply(BaseModel):
    """What a word is put as in English."""

    text: str
    share: float | None = Field(
        description="How often it is put so, from 0 to 1; null where nobody counted."
    )


class EntryReply(BaseModel):
    """What a form may be: a lemma with its kind, and what that means."""

    form: str = Field(description="The form as the dictionary spells it.")
    lemma: str
    kind: str
    grammar: list[str] = Field(description="What the form may be: “imperfect, he/she”.")
    frequency: float | None = Field(description="How often the lemma is in a million words.")
    meanings: list[MeaningReply]
    source: str = Field(description="The dictionary.")


class WordEntries(BaseModel):
    """The entries of a form, likeliest first; those of the user's dictionaries come last."""

    form: str
    entries: list[EntryReply]


class AnyObject(RootModel[dict[str, Any]]):
    """An OpenAPI document."""


class Page(RootModel[str]):
    """A page for people."""

    media_type: ClassVar[str] = "text/html"


class Fault(BaseModel):
    """What is wrong, in a sentence."""

    error: str
    pairs: list[str] | None = Field(None, description="What can be translated here.")
