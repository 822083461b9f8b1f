"""The formats in which a document can be written, each a row with all facts about it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePath
from types import MappingProxyType

from webapp.errors import BadInput
from webapp.formats.edition import Edition
from webapp.formats.loading import function_named
from webapp.formats.writers.filenames import filename


def content_type(media_type: str) -> str:
    """The value of ``Content-Type`` for a media type, with the charset UTF-8 of a text."""
    is_text = media_type.startswith("text/")
    return f"{media_type}; charset=utf-8" if is_text else media_type


_SUBTITLES = frozenset(["srt", "vtt", "sbv", "ass", "sub", "lrc"])
_EPUB = "application/epub+zip"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be downloaded. Its module is imported when it is first needed."""

    name: str
    label: str
    #: The heading of the download menu under which it stands.
    group: str
    #: The end of the file's name, with {target} and {both} for the codes of the languages.
    extension: str
    media_type: str
    #: The module and the function in webapp.formats, joined by a dot.
    writer: str
    #: The import formats from which it can be written; empty for all.
    imported: frozenset[str] = frozenset()

    def write(self, edition: Edition) -> Iterator[bytes]:
        """The file, piece by piece; text is in UTF-8.

        The first piece is written at once, so that a fault is raised before anything is sent.
        """
        pieces = self._pieces(edition)
        return chain([next(pieces, b"")], pieces)

    def _pieces(self, edition: Edition) -> Iterator[bytes]:
        write: Callable[[Edition], Iterator[str | bytes]] = function_named(self.writer)
        for piece in write(edition):
            yield piece.encode("utf-8", "replace") if isinstance(piece, str) else piece

    @property
    def content_type(self) -> str:
        """The value of ``Content-Type`` for the file."""
        return content_type(self.media_type)

    @property
    def is_bilingual(self) -> bool:
        """Whether both languages stand in it."""
        return "{both}" in self.extension

    @property
    def suffix(self) -> str:
        """The last end of its name: ``.txt``."""
        return PurePath(self.extension).suffix

    def filename(self, edition: Edition) -> str:
        """The name of the file, safe on every system."""
        return filename(edition.title, self.ending(edition))

    def ending(self, edition: Edition) -> str:
        """The end of the file's name, with its languages: ``.en.txt``, ``.fr-en.csv``.

        Every name says when a translation is unfinished, as some formats cannot say it elsewhere.
        """
        both = f"{edition.source_language}-{edition.target_language}"
        ending = self.extension.format(target=edition.target_language, both=both)
        return f".unfinished{ending}" if edition.missing else ending

    def suits(self, imported: str | None) -> bool:
        """Whether a document that was imported in that format can be written in this one."""
        return not self.imported or imported in self.imported


_READ, _STUDY, _DATA, _FILM = "To read", "To learn", "For translators and programs", "Subtitles"
_ALL: Sequence[Format] = (
    Format(
        "txt",
        "The translation, plain text",
        _READ,
        ".{target}.txt",
        "text/plain",
        "writers.plain.write_text",
    ),
    Format(
        "bilingual-txt",
        "Both languages, plain text",
        _READ,
        ".{both}.txt",
        "text/plain",
        "writers.plain.write_bilingual_text",
    ),
    Format(
        "md",
        "The translation, Markdown",
        _READ,
        ".{target}.md",
        "text/markdown",
        "writers.markdown.write_markdown",
    ),
    Format(
        "bilingual-md",
        "Both languages, Markdown",
        _READ,
        ".{both}.md",
        "text/markdown",
        "writers.markdown.write_bilingual_markdown",
    ),
    Format(
        "html",
        "Both languages, a page with toggles",
        _READ,
        ".{both}.html",
        "text/html",
        "writers.html.write_html",
    ),
    Format(
        "epub", "The translation, EPUB", _READ, ".{target}.epub", _EPUB, "writers.epub.write_epub"
    ),
    Format(
        "folded-epub",
        "Both languages, EPUB: unfold the translation",
        _READ,
        ".{both}.epub",
        _EPUB,
        "writers.epub.write_folded_epub",
    ),
    Format(
        "facing-epub",
        "Both languages, EPUB: side by side",
        _READ,
        ".{both}.epub",
        _EPUB,
        "writers.epub.write_facing_epub",
    ),
    Format(
        "own-html",
        "The translation in the page's own layout",
        _READ,
        ".{target}.html",
        "text/html",
        "inplace.page.write_page",
        frozenset(["html"]),
    ),
    Format(
        "own-docx",
        "The translation in the Word file's own layout",
        _READ,
        ".{target}.docx",
        _WORD,
        "inplace.office.write_word",
        frozenset(["docx"]),
    ),
    Format(
        "own-odt",
        "The translation in the OpenDocument's own layout",
        _READ,
        ".{target}.odt",
        "application/vnd.oasis.opendocument.text",
        "inplace.office.write_text",
        frozenset(["odt"]),
    ),
    Format(
        "own-odp",
        "The translation in the presentation's own layout",
        _READ,
        ".{target}.odp",
        "application/vnd.oasis.opendocument.presentation",
        "inplace.office.write_text",
        frozenset(["odp"]),
    ),
    Format(
        "own-ods",
        "The translation in the workbook's own layout",
        _READ,
        ".{target}.ods",
        "application/vnd.oasis.opendocument.spreadsheet",
        "inplace.office.write_text",
        frozenset(["ods"]),
    ),
    Format(
        "own-pptx",
        "The translation in the presentation's own layout",
        _READ,
        ".{target}.pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "inplace.office.write_presentation",
        frozenset(["pptx"]),
    ),
    Format(
        "own-xlsx",
        "The translation in the workbook's own layout",
        _READ,
        ".{target}.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "inplace.office.write_workbook",
        frozenset(["xlsx"]),
    ),
    Format(
        "own-epub",
        "The translation in the book's own layout",
        _READ,
        ".{target}.epub",
        _EPUB,
        "inplace.epub.write_book",
        frozenset(["epub"]),
    ),
    Format(
        "own-rst",
        "The translation in the text's own form, reStructuredText",
        _READ,
        ".{target}.rst",
        "text/x-rst",
        "prose.files.write_rst",
        frozenset(["rst"]),
    ),
    Format(
        "own-adoc",
        "The translation in the text's own form, AsciiDoc",
        _READ,
        ".{target}.adoc",
        "text/asciidoc",
        "prose.files.write_asciidoc",
        frozenset(["adoc"]),
    ),
    Format(
        "own-tex",
        "The translation in the text's own form, LaTeX",
        _READ,
        ".{target}.tex",
        "text/x-tex",
        "prose.files.write_latex",
        frozenset(["tex"]),
    ),
    Format(
        "pdf",
        "Both languages, PDF to print",
        _READ,
        ".{both}.pdf",
        "application/pdf",
        "writers.pdf.printing.write_pdf",
    ),
    Format(
        "docx",
        "Both languages, Word table",
        _READ,
        ".{both}.docx",
        _WORD,
        "writers.docx.write_docx",
    ),
    Format(
        "srt",
        "The translation, SubRip",
        _FILM,
        ".{target}.srt",
        "application/x-subrip",
        "writers.subtitles.write_srt",
        _SUBTITLES,
    ),
    Format(
        "bilingual-srt",
        "Both languages, SubRip",
        _FILM,
        ".{both}.srt",
        "application/x-subrip",
        "writers.subtitles.write_bilingual_srt",
        _SUBTITLES,
    ),
    Format(
        "vtt",
        "The translation, WebVTT",
        _FILM,
        ".{target}.vtt",
        "text/vtt",
        "writers.subtitles.write_vtt",
        _SUBTITLES,
    ),
    Format(
        "bilingual-vtt",
        "Both languages, WebVTT",
        _FILM,
        ".{both}.vtt",
        "text/vtt",
        "writers.subtitles.write_bilingual_vtt",
        _SUBTITLES,
    ),
    Format(
        "anki",
        "Sentence pairs, Anki deck",
        _STUDY,
        ".{both}.apkg",
        "application/apkg",
        "writers.anki.write_anki",
    ),
    Format(
        "tsv",
        "Sentence pairs, TSV",
        _STUDY,
        ".{both}.tsv",
        "text/tab-separated-values",
        "writers.tables.write_tsv",
    ),
    Format(
        "own-po",
        "The translation in the catalogue's own form, PO",
        _DATA,
        ".{target}.po",
        "text/x-gettext-translation",
        "inplace.messages.write_po",
        frozenset(["po"]),
    ),
    Format(
        "own-csv",
        "The translation in the table's own form, CSV",
        _DATA,
        ".{target}.csv",
        "text/csv",
        "inplace.messages.write_csv",
        frozenset(["csv"]),
    ),
    Format(
        "own-json",
        "The translation in the file's own form, JSON",
        _DATA,
        ".{target}.json",
        "application/json",
        "inplace.messages.write_json",
        frozenset(["json"]),
    ),
    Format(
        "own-yaml",
        "The translation in the file's own form, YAML",
        _DATA,
        ".{target}.yml",
        "application/yaml",
        "inplace.messages.write_yaml",
        frozenset(["yaml"]),
    ),
    Format(
        "own-properties",
        "The translation in the file's own form, properties",
        _DATA,
        ".{target}.properties",
        "text/x-java-properties",
        "inplace.messages.write_properties",
        frozenset(["properties"]),
    ),
    Format(
        "own-strings",
        "The translation in the file's own form, strings",
        _DATA,
        ".{target}.strings",
        "text/x-apple-strings",
        "inplace.messages.write_strings",
        frozenset(["strings"]),
    ),
    Format(
        "own-android",
        "The translation in the file's own form, Android",
        _DATA,
        ".{target}.xml",
        "application/xml",
        "inplace.messages.write_android",
        frozenset(["android"]),
    ),
    Format(
        "own-xliff",
        "The translation in the file's own form, XLIFF",
        _DATA,
        ".{target}.xlf",
        "application/xliff+xml",
        "inplace.messages.write_xliff",
        frozenset(["xliff"]),
    ),
    Format(
        "own-tmx",
        "The translation in the file's own form, TMX",
        _DATA,
        ".{target}.tmx",
        "application/x-tmx+xml",
        "inplace.messages.write_tmx",
        frozenset(["tmx"]),
    ),
    Format("csv", "Table, CSV", _DATA, ".{both}.csv", "text/csv", "writers.tables.write_csv"),
    Format(
        "json",
        "Everything, JSON",
        _DATA,
        ".{both}.json",
        "application/json",
        "writers.tables.write_json",
    ),
    Format(
        "tmx",
        "Translation memory, TMX 1.4b",
        _DATA,
        ".{both}.tmx",
        "application/x-tmx+xml",
        "writers.exchange.write_tmx",
    ),
    Format(
        "xliff",
        "XLIFF 2.1",
        _DATA,
        ".{both}.xlf",
        "application/xliff+xml",
        "writers.exchange.write_xliff_2_1",
    ),
    Format(
        "xliff-1.2",
        "XLIFF 1.2",
        _DATA,
        ".{both}.xlf",
        "application/x-xliff+xml",
        "writers.exchange.write_xliff_1_2",
    ),
)

#: Every format by its name, in the order of the download menu.
FORMATS: Mapping[str, Format] = MappingProxyType({entry.name: entry for entry in _ALL})


def formats_for(imported: str | None) -> dict[str, list[Format]]:
    """The formats for a document that was imported in that format, by group."""
    groups: dict[str, list[Format]] = {}
    for entry in _ALL:
        if entry.suits(imported):
            groups.setdefault(entry.group, []).append(entry)
    return groups


def format_named(name: str, imported: str | None = None) -> Format:
    """The format with that name; raises BadInput with the names that suit the document."""
    if name in FORMATS and FORMATS[name].suits(imported):
        return FORMATS[name]
    known = ", ".join(entry.name for entry in _ALL if entry.suits(imported))
    raise BadInput(f"There is no such format for this document; there are {known}.")
