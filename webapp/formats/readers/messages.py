"""Reads files of messages of software: each paragraph of a message is a block."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest

from webapp.errors import UnreadableDocument
from webapp.formats.messages.android import android_messages
from webapp.formats.messages.json_values import json_messages
from webapp.formats.messages.message import Messages, part_spans
from webapp.formats.messages.po import PoMessages
from webapp.formats.messages.properties import properties_messages, strings_messages
from webapp.formats.messages.table import Table, table_of
from webapp.formats.messages.tmx import TmxMessages
from webapp.formats.messages.xliff import xliff_messages
from webapp.formats.messages.yaml_values import yaml_messages
from webapp.formats.plain_text import DecodedText, decoded_text, storable
from webapp.formats.readers.imported import ImportedBlock, ImportedDocument, assembled, one_line
from webapp.text import Detail
from webapp.text.highlights import LONGEST_NOTE, MOST_HIGHLIGHTS

#: A list of headings is cut at so many code points.
_LONGEST_LIST = 300


def _reader(opened: Callable[[str], Messages]) -> Callable[[bytes], ImportedDocument]:
    def read(data: bytes) -> ImportedDocument:
        decoded = decoded_text(data)
        return _document(data, decoded, opened(decoded.text))

    return read


def read_csv(data: bytes, column: str = "") -> ImportedDocument:
    """The texts of one column of a table, chosen by its heading or its number from 1.

    Each block has the number of the column. Raises BadInput for a column that is not there.
    """
    decoded = decoded_text(data)
    table = table_of(decoded.text)
    number = table.number(column)
    notices = (_column_notice(table, number),)
    return _document(data, decoded, table.messages(number), notices, Detail(column=number))


def _column_notice(table: Table, number: int) -> str:
    """A sentence about the column that is read, and about those that could be."""
    headings, width = table.headings, max(map(len, table.rows))
    if not headings:
        return f"The texts of column {number:,} of {width:,} are read; its first row is no heading."
    names = one_line(", ".join(headings))[:_LONGEST_LIST]
    heading = headings[number - 1] if number <= len(headings) else ""
    return f"The texts of the column “{one_line(heading)}” are read, of the headings: {names}."


def _document(
    data: bytes,
    decoded: DecodedText,
    messages: Messages,
    notices: Iterable[str] = (),
    detail: Detail | None = None,
) -> ImportedDocument:
    """The document of a file's messages; each block has a copy of ``detail``."""
    notes, sentences = _bounded(messages.notes)
    document = assembled(
        _blocks(messages.texts, notes, detail or Detail()),
        language=messages.language,
        notices=(*decoded.notices, *sentences, *notices),
        original=data,
    )
    if not document.outline:
        raise UnreadableDocument("This file has no message with words.")
    return document


def _blocks(texts: Sequence[str], notes: Iterable[str], detail: Detail) -> Iterator[ImportedBlock]:
    """A block for each paragraph of each text; the note on a text is at its first."""
    for text, note in zip_longest(texts, notes, fillvalue=""):
        for start, end in part_spans(text):
            yield ImportedBlock(text[start:end], detail=detail.copy(), note=note)
            note = ""  # the further paragraphs have none


def _bounded(notes: Sequence[str]) -> tuple[list[str], list[str]]:
    """Notes as they can be kept beside a text, and sentences about what of them cannot."""
    kept, count, long = [], 0, 0
    for note in map(storable, notes):
        count += bool(note)
        kept.append(note[:LONGEST_NOTE] if count <= MOST_HIGHLIGHTS else "")
        long += len(note) > LONGEST_NOTE
    sentences = []
    if count > MOST_HIGHLIGHTS:
        sentences.append(f"Of its {count:,} notes the first {MOST_HIGHLIGHTS:,} are shown.")
    if long:
        sentences.append(f"Notes of more than {LONGEST_NOTE:,} characters are cut there: {long:,}.")
    return kept, sentences


read_po = _reader(PoMessages)
read_json = _reader(json_messages)
read_yaml = _reader(yaml_messages)
read_properties = _reader(properties_messages)
read_strings = _reader(strings_messages)
read_android = _reader(android_messages)
read_xliff = _reader(xliff_messages)
read_tmx = _reader(TmxMessages)
