"""Writes the imported file of messages with its targets, and all else unchanged."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from webapp.errors import BadInput
from webapp.formats.edition import Edition, EditionBlock
from webapp.formats.inplace.refill import original_of
from webapp.formats.messages.android import android_messages
from webapp.formats.messages.json_values import json_messages
from webapp.formats.messages.message import Messages, part_spans
from webapp.formats.messages.po import PoMessages
from webapp.formats.messages.properties import properties_messages, strings_messages
from webapp.formats.messages.table import column_messages
from webapp.formats.messages.tmx import TmxMessages
from webapp.formats.messages.xliff import xliff_messages
from webapp.formats.messages.yaml_values import yaml_messages
from webapp.formats.plain_text import decoded_text

#: How XML writes what its encoding lacks; the other formats then change to UTF-8.
_REFERENCES = "xmlcharrefreplace"


def _writer(
    opened: Callable[[str], Messages], unwritable: str = "strict"
) -> Callable[[Edition], Iterator[bytes]]:
    def write(edition: Edition) -> Iterator[bytes]:
        decoded = decoded_text(original_of(edition))
        messages = opened(decoded.text)
        blocks = iter(edition.blocks)
        try:
            targets = [_target(text, blocks) for text in messages.texts]
        except StopIteration as error:
            raise BadInput("The imported file does not match its text any more.") from error
        filled = messages.filled(targets, edition.target_language)
        yield decoded.encoded(filled, unwritable)

    return write


def _target(text: str, blocks: Iterator[EditionBlock]) -> str | None:
    """The target of a message; None where a part of it has none."""
    pieces: list[str] = []
    at, is_whole = 0, True
    for start, end in [*part_spans(text)]:
        target = _target_of_part(text[start:end], next(blocks))
        is_whole = is_whole and target is not None
        pieces += [text[at:start], target or ""]
        at = end
    return "".join([*pieces, text[at:]]) if is_whole else None


def _target_of_part(part: str, block: EditionBlock) -> str | None:
    pieces: list[str] = []
    at = 0
    for pair in block.segments:
        if pair.target is None:
            return None
        pieces += [part[at : pair.start], pair.target]
        at = pair.end
    return "".join([*pieces, part[at:]])


def write_csv(edition: Edition) -> Iterator[bytes]:
    """The imported table with the targets in the column that was read; raises BadInput."""
    blocks = list(edition.blocks)
    number = blocks[0].detail.get("column", 1) if blocks else 1
    return _writer(partial(column_messages, number=number))(replace(edition, blocks=blocks))


write_po = _writer(PoMessages)
write_json = _writer(json_messages)
write_yaml = _writer(yaml_messages)
write_properties = _writer(properties_messages)
write_strings = _writer(strings_messages)
write_android = _writer(android_messages, _REFERENCES)
write_xliff = _writer(xliff_messages, _REFERENCES)
write_tmx = _writer(TmxMessages, _REFERENCES)
