"""Reads files of messages of software: each paragraph of a message is a block."""

from collections.abc import Callable

from webapp.errors import UnreadableDocument
from webapp.formats.messages.android import android_messages
from webapp.formats.messages.json_values import json_messages
from webapp.formats.messages.message import Messages, part_spans
from webapp.formats.messages.po import PoMessages
from webapp.formats.messages.properties import properties_messages, strings_messages
from webapp.formats.messages.xliff import xliff_messages
from webapp.formats.messages.yaml_values import yaml_messages
from webapp.formats.plain_text import decoded_text
from webapp.formats.readers.imported import ImportedBlock, ImportedDocument, assembled


def _reader(opened: Callable[[str], Messages]) -> Callable[[bytes], ImportedDocument]:
    def read(data: bytes) -> ImportedDocument:
        decoded = decoded_text(data)
        messages = opened(decoded.text)
        spans = ((text, span) for text in messages.texts for span in part_spans(text))
        document = assembled(
            (ImportedBlock(text[start:end]) for text, (start, end) in spans),
            language=messages.language,
            notices=decoded.notices,
            original=data,
        )
        if not document.outline:
            raise UnreadableDocument("This file has no message with words.")
        return document

    return read


read_po = _reader(PoMessages)
read_json = _reader(json_messages)
read_yaml = _reader(yaml_messages)
read_properties = _reader(properties_messages)
read_strings = _reader(strings_messages)
read_android = _reader(android_messages)
read_xliff = _reader(xliff_messages)
