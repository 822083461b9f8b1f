"""Whole files translated, in their own format or in another, for callers who want a file back."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath
from typing import Protocol, cast

from webapp.engine import Priority
from webapp.errors import BadInput
from webapp.formats.edition import Edition
from webapp.formats.readers import catalogue
from webapp.formats.readers.bounded import check_in_place, read_file
from webapp.formats.readers.choices import DEFAULT, Choices
from webapp.formats.readers.conversions import CONVERSIONS, conversion_of
from webapp.formats.readers.facts import FileKind, InPlace, Reader, Rewritten
from webapp.formats.readers.imported import ImportedDocument, paragraphs_of
from webapp.formats.readers.licence import work_of
from webapp.formats.writers.catalogue import FORMATS, Format, content_type, format_named
from webapp.text import Detail, ParagraphKind, made_title, marks_within, note_counts, places_of
from webapp.text.terms.terms import Term
from webapp.translation.batches import Manner
from webapp.translation.cues import CuedOutline
from webapp.translation.interpreter import Order, Route
from webapp.translation.markup import outline_runs
from webapp.translation.routing import AUTO
from webapp.translation.texts import (
    Aligned,
    AlignedParagraph,
    AlignedSegment,
    AlignedText,
    Outline,
    outline_text,
)

_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class File:
    """A file's name and bytes, and what it is (the value of ``Content-Type``)."""

    name: str
    data: bytes
    content_type: str = "application/octet-stream"


def changed_formats() -> str:
    """The files that come back as another kind of file than they were: ``.odt as docx and …``."""
    rewritten = (
        (reader, FORMATS[reader.translated.own_layout or reader.translated.format])
        for reader in catalogue.READERS
        if isinstance(reader.translated, Rewritten)
    )
    changed = [
        f"{reader.extensions[0]} as {chosen.name}{' in both languages' * chosen.is_bilingual}"
        for reader, chosen in rewritten
        if not _is_same(reader, chosen)
    ]
    return " and ".join(filter(None, [", ".join(changed[:-1]), *changed[-1:]]))


def result_pattern(
    file: File, source_language: str, target_language: str, format_name: str = ""
) -> re.Pattern[str]:
    """What the name of a file's translation matches, before that is made.

    ``format_name`` is that of ``FileTranslator.translate``. A source language that is still to be
    found matches any. Raises what finding the file's reader raises.
    """
    file = _with_extension(file)
    reader = catalogue.reader_of(file.data, file.name)
    same = "" if format_name else re.escape(_same_name(file, target_language))
    source = "[a-z-]+" if source_language == AUTO else re.escape(source_language)
    names = [
        re.escape(_stem(file))
        + re.escape(entry.extension)
        .replace(r"\{target\}", re.escape(target_language))
        .replace(r"\{both\}", f"{source}-{re.escape(target_language)}")
        for entry in _possible_formats(reader, format_name)
    ]
    return re.compile("|".join(filter(None, [same, *names])))


def _possible_formats(reader: Reader, format_name: str) -> list[Format]:
    """The formats that a file's translation may have, other than its own."""
    if format_name:
        return [format_named(format_name, reader.name)]
    if isinstance(reader.translated, InPlace):
        return []
    names = filter(None, [reader.translated.own_layout, reader.translated.format])
    return [FORMATS[name] for name in names if not _is_same(reader, FORMATS[name])]


class OrderTranslator(Protocol):
    """Translates orders, as ``Interpreter`` does."""

    def translate(self, order: Order, routes: Sequence[Route]) -> list[Aligned]:
        """Translate all texts of an order; see ``Interpreter.translate`` for the errors."""


class FileTranslator:
    """Translates files through an interpreter, without delaying short requests.

    ``accept`` gives the routes of an order with a file's text, as ``Interpreter.routes`` does, and
    may raise what keeps it from being translated. ``abandoned`` is that of ``Manner``,
    ``keeps_active`` that of ``Edition``; ``terms_of`` gives the terms for two languages, and
    ``choices`` say how the files are read.
    """

    def __init__(
        self,
        interpreter: OrderTranslator,
        accept: Callable[[Order], Sequence[Route]],
        abandoned: Callable[[], bool] | None = None,
        *,
        keeps_active: bool = False,
        terms_of: Callable[[str, str], Sequence[Term]] = lambda _source, _target: (),
        choices: Choices = DEFAULT,
    ) -> None:
        self._interpreter = interpreter
        self._accept = accept
        self._keeps_active = keeps_active
        self._terms_of = terms_of
        self._choices = choices
        self._manner = Manner(priority=Priority.DOCUMENT, abandoned=abandoned)

    def translate(
        self, file: File, source_language: str, target_language: str, format_name: str = ""
    ) -> File:
        """The file translated, named after itself and its language or languages.

        It is written as ``format_name`` says (of webapp.formats.writers.catalogue), or else as what
        it was.
        Raises BadInput for a file of another kind than its name says and for a format that is none
        for it, EmptyText, and what the reader, ``accept`` and the interpreter raise.
        """
        file = _with_extension(file)
        reader = _reader_of(file)
        languages = source_language, target_language
        if format_name:
            chosen = format_named(format_name, reader.name)
            return self._written(self._read(file), languages, chosen, _stem(file))
        in_place = self._in_place_of(reader)
        if in_place is not None:
            return self._in_place(reader, in_place, file, languages)
        document = self._read(file)
        chosen = FORMATS[_format_of(reader, document)]
        written = self._written(document, languages, chosen, _stem(file))
        if _is_same(reader, chosen):
            return replace(written, name=_same_name(file, target_language))
        return written

    def edition(
        self, document: ImportedDocument, source_language: str, target_language: str
    ) -> Edition:
        """A document in both languages; raises what ``accept`` and the interpreter raise."""
        outline = partial(_outline_blocks, document)
        languages = source_language, target_language
        source_language, translated = self._translated(document.text, languages, outline)
        paragraphs = cast("AlignedText", translated).paragraphs
        return Edition(
            document.title or made_title(paragraphs),
            source_language,
            target_language,
            paragraphs,
            document.author,
            document.date,
            document.original,
            note_counts(
                paragraph.detail for paragraph in paragraphs if paragraph.kind == ParagraphKind.NOTE
            ),
            places_of(paragraph.detail for paragraph in paragraphs),
            keeps_active=self._keeps_active,
        )

    def _read(self, file: File) -> ImportedDocument:
        return read_file(file.data, file.name, self._choices)

    def _written(
        self, document: ImportedDocument, languages: tuple[str, str], chosen: Format, stem: str
    ) -> File:
        edition = self.edition(document, *languages)
        name = stem + chosen.ending(edition)
        return File(name, b"".join(chosen.write(edition)), chosen.content_type)

    def _in_place_of(self, reader: Reader) -> InPlace | None:
        """How a file is translated in place; None where its blocks have to be known."""
        if not isinstance(reader.translated, InPlace):
            return None
        has_writer = _own(reader) in FORMATS
        return None if self._choices.without_licence and has_writer else reader.translated

    def _in_place(
        self, reader: Reader, in_place: InPlace, file: File, languages: tuple[str, str]
    ) -> File:
        check_in_place(file.data, file.name)
        outline = partial(_outline_in_place, in_place)
        decoded = reader.decoded(file.data)
        text = decoded.text
        if self._choices.without_licence and in_place.runs is None:
            text = work_of(text)
        _, translated = self._translated(text, languages, outline)
        # A file that is not in UTF-8 keeps its encoding, which a page names itself.
        is_utf_8 = decoded.encoding == "utf-8"
        return File(
            _same_name(file, languages[1]),
            decoded.encoded(in_place.finished(translated.target, text, languages[1])),
            content_type(reader.media_type) if is_utf_8 else reader.media_type,
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
            terms_of=lambda language: self._terms_of(language, languages[1]),
        )
        routes = self._accept(order)
        [translated] = self._interpreter.translate(order, routes)
        return routes[0].source_language, translated


def _with_extension(file: File) -> File:
    """The file; one whose name has no extension gets that of what it is.

    One that is converted before it is read gets the extension of what it becomes.
    """
    path, conversion = PurePath(file.name), conversion_of(file.data)
    is_old = path.suffix.lower() in (end for old in CONVERSIONS for end in old.extensions)
    if conversion is not None and is_old:
        return replace(file, name=path.stem + conversion.becomes)
    if path.suffix:
        return file
    return replace(file, name=file.name + catalogue.reader_of(file.data).extensions[0])


def _reader_of(file: File) -> Reader:
    suffix = PurePath(file.name).suffix.lower()
    if suffix not in catalogue.extensions():
        raise BadInput("Invalid request: file format not supported")
    reader = catalogue.reader_of(file.data, file.name)
    if suffix not in reader.extensions and not _are_films(reader, catalogue.reader_named(suffix)):
        raise BadInput(f"This file is named {suffix}, but its content is something else.")
    return reader


def _own(reader: Reader) -> str:
    """The name of the format that fills the layout of a file of that reader, if there is one."""
    return f"own-{reader.name}"


def _format_of(reader: Reader, document: ImportedDocument) -> str:
    if isinstance(reader.translated, Rewritten):
        return reader.translated.format_of(document)
    return _own(reader)


def _are_films(*readers: Reader) -> bool:
    """Whether all are formats of subtitles, which players take under the names of each other."""
    return all(reader.kind is FileKind.TEXT and reader.is_called_as_its_file for reader in readers)


def _is_same(reader: Reader, chosen: Format) -> bool:
    """Whether what is written is a file like that which was read, in one language."""
    return chosen.suffix in reader.extensions and not chosen.is_bilingual


def _stem(file: File) -> str:
    return _CONTROLS.sub("", PurePath(file.name).stem)


def _same_name(file: File, language: str) -> str:
    """The name of a file that comes back as what it was, in another language."""
    return f"{_stem(file)}_{language}{PurePath(file.name).suffix.lower()}"


def _outline_in_place(in_place: InPlace, text: str, language: str) -> Outline:
    runs = in_place.runs_of(text)
    if runs is None:
        return outline_text(text, language)
    outline = outline_runs(runs, language)
    return outline if in_place.cues is None else CuedOutline(outline, text, in_place)


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
                        segment.source,
                        "",
                        segment.start,
                        segment.end,
                        0.0,
                        marks=tuple(marks_within(detail, segment.start, segment.end)),
                    )
                    for segment in paragraph.segments
                ),
                detail,
                position,
            )
            for position, (paragraph, detail) in enumerate(zip(paragraphs, details, strict=True), 1)
        ),
    )
