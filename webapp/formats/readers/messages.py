"""Reads files of messages of software: each paragraph of a message is a block."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest

from webapp.errors import UnreadableDocument
from webapp.formats.messages.android import android_messages
from webapp.formats.messages.json_values import json_messages
from webapp.formats.messages.message import Messages, part_spans
from webapp.formats.messages.po import PoMessages
from webapp.formats.messages.properties import properties_messages, strings_messages
from webapp.formats.messages.xliff import xliff_messages
from webapp.formats.messages.yaml_values import yaml_messages
from webapp.formats.plain_text import decoded_text, storable
from webapp.formats.readers.imported import ImportedBlock, ImportedDocument, assembled
from webapp.text.highlights import LONGEST_NOTE, MOST_HIGHLIGHTS


def _reader(opened: Callable[[str], Messages]) -> Callable[[bytes], ImportedDocument]:
    def read(data: bytes) -> ImportedDocument:
        decoded = decoded_text(data)
        messages = opened(decoded.text)
        notes, notices = _bounded(messages.notes)
        document = assembled(
            _blocks(messages.texts, notes),
            language=messages.language,
            notices=(*decoded.notices, *notices),
            original=data,
        )
        if not document.outline:
            raise UnreadableDocument("This file has no message with words.")
        return document

    return read


def _blocks(texts: Sequence[str], notes: Iterable[str]) -> Iterator[ImportedBlock]:
    """A block for each paragraph of each text; the note on a text is at its first."""
    for text, note in zip_longest(texts, notes, fillvalue=""):
        for start, end in part_spans(text):
            yield ImportedBlock(text[start:end], note=note)
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
