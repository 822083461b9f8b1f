"""The facts of a format that is read: all of them stand in its row, and none has a default."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from webapp.formats.loading import function_named
from webapp.formats.markup import declared_encoding, html_text
from webapp.formats.plain_text import DecodedText, decoded_text
from webapp.formats.readers.choices import DEFAULT, Choices
from webapp.formats.readers.imported import ImportedDocument
from webapp.formats.readers.licence import without_licence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from webapp.formats.cues import ShownCue
    from webapp.formats.slices.running_text import RunningText


class FileKind(StrEnum):
    """The kind of a file, which decides whether its reader is given the bytes or the text."""

    #: No text: the reader is given the bytes.
    BINARY = "binary"
    #: A text whose encoding is found from its bytes: the reader is given the text.
    TEXT = "text"
    #: A text that may name its encoding itself: the reader is given the bytes and decodes them.
    PAGE = "page"
    #: A table of values: the reader is given the bytes and the column that somebody chose.
    TABLE = "table"
    #: A file of an office: the reader is given the bytes, and whether its asides are read, too.
    OFFICE = "office"

    @property
    def is_text(self) -> bool:
        """Whether such a file is text in some encoding."""
        return self not in (FileKind.BINARY, FileKind.OFFICE)


@dataclass(frozen=True, slots=True)
class Start:
    """A pattern at the beginning of a file; of a text, in ASCII, so that any encoding shows it."""

    pattern: re.Pattern[bytes]
    #: Whether every file of the format begins so; a file without it that is named so is refused.
    always: bool


@dataclass(frozen=True, slots=True)
class ArchivePart:
    """A part of an archive."""

    name: str


@dataclass(frozen=True, slots=True)
class Bound:
    """The most of something that reading a file may take: it grows with the file's size."""

    least: int
    per_megabyte: int
    most: int

    def of(self, size: int) -> int:
        """The bound for a file of ``size`` bytes."""
        return min(self.most, self.least + self.per_megabyte * size // 1_000_000)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of a process that reads a file: bytes of memory, seconds of the processor.

    ``turns`` lets only so many processes with these bounds run at a time.
    """

    memory: Bound
    seconds: Bound
    turns: BoundedSemaphore


@dataclass(frozen=True, slots=True)
class InPlace:
    """The words of a file are changed where they stand, and nothing else of it.

    ``runs`` is the function in webapp.formats that cuts a text into runs of words and the raw
    slices between them; None is for a text without markup, all of which is words. ``finish`` is the
    function in webapp.formats that the whole translation goes through at last, with its source;
    None for none. ``label`` is that which writes its language where the file names one. ``cues`` is
    that which gives what each cue of subtitles shows; None for other files.
    """

    runs: str | None
    finish: str | None
    label: str | None
    cues: str | None

    def runs_of(self, text: str) -> "Iterable[RunningText | str] | None":
        """The runs and the raw slices of a text; None where all of it is words."""
        if self.runs is None:
            return None
        runs: Iterable[RunningText | str] = function_named(self.runs)(text)
        return runs

    def cues_of(self, text: str) -> "Sequence[ShownCue]":
        """What each cue of subtitles shows; other files have none."""
        if self.cues is None:
            return ()
        shown: Sequence[ShownCue] = function_named(self.cues)(text)
        return shown

    def finished(self, translation: str, source: str, language: str) -> str:
        """The whole translation of a source into a language as it is written to the file."""
        if self.finish is not None:
            translation = function_named(self.finish)(translation, source)
        if self.label is not None:
            translation = function_named(self.label)(translation, language)
        return translation


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file is read into blocks, which are written anew.

    ``format`` names the format of webapp.formats.writers.catalogue; ``own_layout`` names the one
    that fills the layout of the file itself, for documents whose file is kept.
    """

    format: str
    own_layout: str | None

    def format_of(self, document: ImportedDocument) -> str:
        """The name of the format that the document is written as."""
        has_layout = self.own_layout and document.original is not None
        return self.own_layout if self.own_layout and has_layout else self.format


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One format that can be read; its module is imported when it is first needed."""

    #: At most 16 characters, as the library keeps it.
    name: str
    #: What people call such files, in the plural.
    label: str
    #: How the names of such files end, the usual ending first.
    extensions: tuple[str, ...]
    media_type: str
    #: Function in webapp.formats, from what ``kind`` says to an ImportedDocument.
    function: str
    kind: FileKind
    #: The sign that shows the format whatever the file's name; None where only the name does.
    sign: Start | ArchivePart | None
    #: How a file is translated where no other format is asked for.
    translated: InPlace | Rewritten
    #: Whether a document is called as its file, for such files have no title.
    is_called_as_its_file: bool
    #: The bounds of the process that reads such files; None where the server reads them itself.
    bounds: Bounds | None

    def read(self, data: bytes, choices: Choices = DEFAULT) -> ImportedDocument:
        """The document; raises BadInput and TooLarge, whatever the bytes."""
        document = replace(self._read(data, choices), imported_format=self.name)
        return without_licence(document) if choices.without_licence else document

    def _read(self, data: bytes, choices: Choices) -> ImportedDocument:
        function: Callable[..., ImportedDocument] = function_named(self.function)
        if self.kind is FileKind.TABLE:
            return function(data, choices.column)
        if self.kind is FileKind.OFFICE:
            return function(data, with_asides=choices.with_asides)
        if self.kind is not FileKind.TEXT:
            return function(data)
        decoded = decoded_text(data)
        document = function(decoded.text)
        return replace(document, notices=decoded.notices + document.notices)

    def decoded(self, data: bytes) -> DecodedText:
        """The text of a file that is one, in its encoding; raises NotText."""
        if self.kind is not FileKind.PAGE:
            return decoded_text(data)
        encoding = declared_encoding(data) or "utf-8"
        return DecodedText(html_text(data), encoding, unwritable="xmlcharrefreplace")

    def check_in_place(self, data: bytes) -> None:
        """Cut a file as ``InPlace.runs_of`` does and keep nothing; raises what that raises."""
        if isinstance(self.translated, InPlace):
            for _ in self.translated.runs_of(self.decoded(data).text) or ():
                pass

    @property
    def is_always_signed(self) -> bool:
        """Whether a file without the sign is none of the format, whatever its name."""
        return isinstance(self.sign, ArchivePart) or (self.sign is not None and self.sign.always)
