"""Writes the aligned segments as tables and data: CSV, TSV, JSON."""

import csv
import json
from collections.abc import Iterator
from typing import Any

from webapp.formats.active import inert_cell
from webapp.formats.edition import Edition, EditionBlock, Pair

#: The facts of a block that mean nothing outside of the library.
_INSIDE = ("wordings", "pictures")


def write_csv(edition: Edition) -> Iterator[str]:
    """A row for each segment: position, kind, source, target, state, checks.

    A byte-order mark tells Excel that the file is in UTF-8.
    """
    yield "\ufeff"
    writer = csv.writer(_Echo())
    languages = edition.source_language, edition.target_language
    yield writer.writerow(("position", "kind", *languages, "state", "checks"))
    for position, (block, pair) in enumerate(_pairs(edition), 1):
        texts = (_cell(edition, pair.source), _cell(edition, pair.target or ""))
        checks = " ".join(pair.checks or ())
        yield writer.writerow((position, block.kind, *texts, pair.state, checks))


def write_tsv(edition: Edition) -> Iterator[str]:
    """A line of source, tab and target for each translated segment."""
    for _, pair in _pairs(edition):
        if pair.target is not None:
            source, target = _flat(pair.source), _flat(pair.target)
            yield f"{_cell(edition, source)}\t{_cell(edition, target)}\n"


def write_json(edition: Edition) -> Iterator[str]:
    """The whole edition as one JSON object, with a line for each block."""
    head = {
        "title": edition.title,
        "author": edition.author,
        "date": edition.date,
        "source_language": edition.source_language,
        "target_language": edition.target_language,
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "blocks": ['
    for number, block in enumerate(edition.blocks):
        yield (",\n" if number else "\n") + json.dumps(_as_json(block), ensure_ascii=False)
    yield "\n]}\n"


def _as_json(block: EditionBlock) -> dict[str, Any]:
    segments = [
        {
            "source": pair.source,
            "target": pair.target,
            "state": str(pair.state),
            "start": pair.start,
            "end": pair.end,
            "checks": None if pair.checks is None else list(pair.checks),
            **_highlights(block, pair),
        }
        for pair in block.segments
    ]
    detail = {key: known for key, known in block.detail.items() if key not in _INSIDE}
    return {"kind": str(block.kind), **detail, "segments": segments}


def _highlights(block: EditionBlock, pair: Pair) -> dict[str, Any]:
    """The highlights of a pair that has some, with offsets in its source."""
    highlights = [
        {"start": one.start, "end": one.end, "colour": str(one.colour), "note": one.note}
        for one in block.highlights.get(pair.start, ())
    ]
    return {"highlights": highlights} if highlights else {}


def _pairs(edition: Edition) -> Iterator[tuple[EditionBlock, Pair]]:
    return ((block, pair) for block in edition.blocks for pair in block.segments)


def _cell(edition: Edition, text: str) -> str:
    return text if edition.keeps_active else inert_cell(text)


def _flat(text: str) -> str:
    return " ".join(text.split("\t")).replace("\n", " ").replace("\r", " ")


class _Echo:
    """A file for csv.writer that returns the text that is written to it."""

    def write(self, text: str) -> str:
        return text
