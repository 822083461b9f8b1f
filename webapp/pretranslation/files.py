"""Whole files translated in their own format, for callers who want a file back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from types import MappingProxyType
from typing import cast

from webapp.engine import Priority
from webapp.errors import BadInput
from webapp.formats import FORMATS
from webapp.formats.blocks import Edition
from webapp.formats.imported import ImportedDocument
from webapp.formats.markup import declared_encoding, html_text
from webapp.formats.plain_text import read_text
from webapp.formats.raw_subtitles import folded, subtitle_runs
from webapp.formats.readers import READERS, Reader, reader_of
from webapp.pretranslation.batches import Manner
from webapp.pretranslation.interpreter import Interpreter, Order
from webapp.pretranslation.markup import outline_markup, outline_runs
from webapp.pretranslation.texts import (
    Aligned,
    AlignedParagraph,
    AlignedSegment,
    AlignedText,
    Outline,
    outline_text,
)
from webapp.text import split_blocks


def _outline_markdown(text: str, language: str) -> Outline:
    from webapp.formats.raw_markdown import markdown_runs  # which takes its parser along

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
_WRITTEN_ANEW: Mapping[str, str] = MappingProxyType({"epub": "epub", "docx": "own-docx"})


@dataclass(frozen=True, slots=True)
class File:
    """A file's name and bytes."""

    name: str
    data: bytes


def extensions() -> list[str]:
    """The endings of the names of files that can be translated."""
    names = [*_IN_PLACE, *_WRITTEN_ANEW]
    return [end for reader in READERS if reader.name in names for end in reader.extensions]


class FileTranslator:
    """Translates files through an interpreter, without delaying short requests.

    ``admit`` is given the text that was found in a file, once it is known that it can be
    translated, and may raise what keeps it from it. ``abandoned`` is that of ``Manner``.
    """

    def __init__(
        self,
        interpreter: Interpreter,
        admit: Callable[[str], None],
        abandoned: Callable[[], bool] | None = None,
    ) -> None:
        self._interpreter = interpreter
        self._admit = admit
        self._manner = Manner(priority=Priority.DOCUMENT, abandoned=abandoned)

    def translate(self, file: File, source_language: str, target_language: str) -> File:
        """The file translated, named after its target language.

        Raises BadInput for a file of another kind than its name says, and what the reader,
        ``admit`` and the interpreter raise.
        """
        suffix = PurePath(file.name).suffix.lower()
        if suffix not in extensions():
            raise BadInput("Invalid request: file format not supported")
        reader = reader_of(file.data, file.name)
        if suffix not in reader.extensions:
            raise BadInput(f"This file is named {suffix}, but its content is something else.")
        languages = source_language, target_language
        way = self._in_place if reader.name in _IN_PLACE else self._anew
        stem = PurePath(file.name).name.removesuffix(PurePath(file.name).suffix)
        return File(f"{stem}_{target_language}{suffix}", way(reader, file.data, languages))

    def _in_place(self, reader: Reader, data: bytes, languages: tuple[str, str]) -> bytes:
        is_html = reader.name == "html"
        text = html_text(data) if is_html else read_text(data)
        _, translated = self._translated(text, languages, _IN_PLACE[reader.name])
        encoding = declared_encoding(data) if is_html else None
        target = _FINISHED.get(reader.name, str)(translated.target)
        return target.encode(encoding or "utf-8", "xmlcharrefreplace")

    def _anew(self, reader: Reader, data: bytes, languages: tuple[str, str]) -> bytes:
        document = reader.read(data)
        outline = partial(_outline_blocks, document)
        source_language, translated = self._translated(document.text, languages, outline)
        edition = Edition(
            document.title,
            source_language,
            languages[1],
            cast("AlignedText", translated).paragraphs,
            document.author,
            document.date,
            document.original,
        )
        return b"".join(FORMATS[_WRITTEN_ANEW[reader.name]].write(edition))

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
        routes = self._interpreter.routes(order)
        self._admit(text)
        [translated] = self._interpreter.translate(order, routes)
        return routes[0].source_language, translated


def _outline_blocks(document: ImportedDocument, _text: str, language: str) -> AlignedText:
    """A document's blocks; offsets are within each block, as writers want them."""
    starts = [start for start, _, _ in document.outline]
    details = dict(zip(starts, document.details, strict=True))
    return AlignedText(
        document.text,
        tuple(
            AlignedParagraph(
                block.kind,
                tuple(AlignedSegment(s.source, "", s.start, s.end, 0.0) for s in block.segments),
                details[block.start],
            )
            for block in split_blocks(document.text, document.outline, language)
        ),
    )
