"""Whole files translated, in their own format or in another, for callers who want a file back."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from types import MappingProxyType
from typing import cast

from webapp.engine import Priority
from webapp.errors import BadInput
from webapp.formats.edition import Edition
from webapp.formats.inplace.subtitles import folded, subtitle_runs
from webapp.formats.markup import declared_encoding, html_text
from webapp.formats.plain_text import read_text
from webapp.formats.readers.catalogue import READERS, Reader, reader_of
from webapp.formats.readers.imported import ImportedDocument, paragraphs_of
from webapp.formats.writers.catalogue import FORMATS, Format, content_type, format_named
from webapp.text import Detail, ParagraphKind, made_title, marks_within, note_counts
from webapp.translation.batches import Manner
from webapp.translation.interpreter import Interpreter, Order, Route
from webapp.translation.markup import outline_markup, outline_runs
from webapp.translation.texts import (
    Aligned,
    AlignedParagraph,
    AlignedSegment,
    AlignedText,
    Outline,
    outline_text,
)


def _outline_markdown(text: str, language: str) -> Outline:
    from webapp.formats.inplace.markdown import markdown_runs  # which takes its parser along

    return outline_runs(markdown_runs(text), language)


def _outline_subtitles(form: str, text: str, language: str) -> Outline:
    return outline_runs(subtitle_runs(text, form), language)


#: Formats whose text is cut and put together again in place, by the name of their reader.
_IN_PLACE: Mapping[str, Callable[[str, str], Outline]] = MappingProxyType(
    {
        "txt": outline_text,
        "html": outline_markup,
        "md": _outline_markdown,
        "srt": partial(_outline_subtitles, "srt"),
        "vtt": partial(_outline_subtitles, "vtt"),
    }
)
#: What is done to the whole translation of some.
_FINISHED: Mapping[str, Callable[[str], str]] = MappingProxyType({"srt": folded, "vtt": folded})
#: Formats that are read into blocks and written anew: the reader's name and the writer's.
_WRITTEN_ANEW: Mapping[str, str] = MappingProxyType(
    {"epub": "epub", "docx": "own-docx", "odt": "docx", "pdf": "pdf"}
)
#: Those writers whose files are of one language, as the files that were sent.
_OWN = ("epub", "own-docx")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class File:
    """A file's name and bytes, and what it is (the value of ``Content-Type``)."""

    name: str
    data: bytes
    content_type: str = "application/octet-stream"


def extensions() -> list[str]:
    """The endings of the names of files that can be translated."""
    return [ending for reader in READERS for ending in reader.extensions]


class FileTranslator:
    """Translates files through an interpreter, without delaying short requests.

    ``accept`` gives the routes of an order with a file's text, as ``Interpreter.routes`` does, and
    may raise what keeps it from being translated. ``abandoned`` is that of ``Manner``.
    """

    def __init__(
        self,
        interpreter: Interpreter,
        accept: Callable[[Order], Sequence[Route]],
        abandoned: Callable[[], bool] | None = None,
    ) -> None:
        self._interpreter = interpreter
        self._accept = accept
        self._manner = Manner(priority=Priority.DOCUMENT, abandoned=abandoned)

    def translate(
        self, file: File, source_language: str, target_language: str, format_name: str = ""
    ) -> File:
        """The file translated, named after itself and its language or languages.

        It is written as ``format_name`` (of webapp.formats.FORMATS) says, or else as what it was.
        Raises BadInput for a file of another kind than its name says and for a format that is none
        for it, EmptyText, and what the reader, ``accept`` and the interpreter raise.
        """
        reader = _reader_of(file)
        languages = source_language, target_language
        chosen = format_named(format_name, reader.name) if format_name else None
        if chosen is None and reader.name in _IN_PLACE:
            return self._in_place(reader, file, languages)
        document = reader.read(file.data)
        chosen = chosen or _nearest(reader, document)
        edition = self._edition(document, languages)
        is_own = not format_name and chosen.name in _OWN
        name = _own_name(file, target_language) if is_own else _stem(file) + chosen.ending(edition)
        return File(name, b"".join(chosen.write(edition)), chosen.content_type)

    def _in_place(self, reader: Reader, file: File, languages: tuple[str, str]) -> File:
        is_html = reader.name == "html"
        text = html_text(file.data) if is_html else read_text(file.data)
        _, translated = self._translated(text, languages, _IN_PLACE[reader.name])
        target = _FINISHED.get(reader.name, str)(translated.target)
        name = _own_name(file, languages[1])
        if is_html and (encoding := declared_encoding(file.data)):
            made = target.encode(encoding, "xmlcharrefreplace")
            return File(name, made, reader.media_type)  # the page itself tells its encoding
        made = target.encode("utf-8", "xmlcharrefreplace")
        return File(name, made, content_type(reader.media_type))

    def _edition(self, document: ImportedDocument, languages: tuple[str, str]) -> Edition:
        outline = partial(_outline_blocks, document)
        source_language, translated = self._translated(document.text, languages, outline)
        paragraphs = cast("AlignedText", translated).paragraphs
        return Edition(
            document.title or made_title(paragraphs),
            source_language,
            languages[1],
            paragraphs,
            document.author,
            document.date,
            document.original,
            note_counts(own.detail for own in paragraphs if own.kind == ParagraphKind.NOTE),
        )

    def _translated(
        self, text: str, languages: tuple[str, str], outline: Callable[[str, str], Outline]
    ) -> tuple[str, Aligned]:
        """The language that it was in, and the translation."""
        order = Order(
            texts=[text],
            source_language=languages[0],
            target_language=languages[1],
            outline=outline,
            manner=self._manner,
        )
        routes = self._accept(order)
        [translated] = self._interpreter.translate(order, routes)
        return routes[0].source_language, translated


def _reader_of(file: File) -> Reader:
    suffix = PurePath(file.name).suffix.lower()
    if suffix not in extensions():
        raise BadInput("Invalid request: file format not supported")
    reader = reader_of(file.data, file.name)
    if suffix not in reader.extensions:
        raise BadInput(f"This file is named {suffix}, but its content is something else.")
    return reader


def _nearest(reader: Reader, document: ImportedDocument) -> Format:
    """The format that is most like what was sent; a Word file with macros is not kept."""
    name = _WRITTEN_ANEW[reader.name]
    return FORMATS["docx" if name == "own-docx" and document.original is None else name]


def _stem(file: File) -> str:
    return _CONTROLS.sub("", PurePath(file.name).stem)


def _own_name(file: File, language: str) -> str:
    return f"{_stem(file)}_{language}{PurePath(file.name).suffix.lower()}"


def _outline_blocks(document: ImportedDocument, _text: str, language: str) -> AlignedText:
    """A document's blocks; offsets are within each block, as writers want them."""
    paragraphs = paragraphs_of(document, language)
    details = document.details or [Detail()] * len(paragraphs)
    return AlignedText(
        document.text,
        tuple(
            AlignedParagraph(
                paragraph.kind,
                tuple(
                    AlignedSegment(
                        each.source,
                        "",
                        each.start,
                        each.end,
                        0.0,
                        marks=tuple(marks_within(detail, each.start, each.end)),
                    )
                    for each in paragraph.segments
                ),
                detail,
            )
            for paragraph, detail in zip(paragraphs, details, strict=True)
        ),
    )
