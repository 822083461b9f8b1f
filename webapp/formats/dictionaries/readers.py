"""Reads dictionaries of others: StarDict, dictd (FreeDict), Yomitan and tables of two columns."""

import json
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from webapp.errors import BadInput, TooLarge, UnreadableDocument
from webapp.formats.dictionaries.parts import Parts, parts_of, unzipped
from webapp.formats.dictionaries.saying import plain_text, structured_text
from webapp.formats.plain_text import read_text

#: What is told of a file that is none of these.
_UNKNOWN = (
    "This is no dictionary that can be read here: StarDict (.ifo, or its archive), dictd or "
    "FreeDict (.index, or its archive), Yomitan (.zip) or a table of word and meaning (.tsv)."
)
#: The most bytes of a part in JSON, which takes several times as much memory.
_MOST_JSON = 50_000_000
#: The most bytes of an index, whose entries take some twenty times as much memory.
_MOST_INDEX = 60_000_000
_DAMAGED = "This dictionary is damaged: its parts do not fit together."
#: The digits of dictd's numbers, by their worth.
_DIGITS = {
    digit: worth
    for worth, digit in enumerate(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    )
}

Headword = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ForeignDictionary:
    """A dictionary of others: its name, its format, and headwords with what it says of each."""

    name: str
    format: str
    headwords: Iterable[Headword]


def read_dictionary(file: Path) -> ForeignDictionary:
    """The dictionary in a file; its headwords are read as they are asked for.

    Raises BadInput for what is none, UnreadableDocument for a damaged one, also while its headwords
    are read, and TooLarge.
    """
    parts = parts_of(file)
    info = _part(parts, ".ifo")
    index = _part(parts, ".index")
    if info is not None:
        return _stardict(info, parts)
    if index is not None:
        return _dictd(index, parts, file.name.split(".")[0])
    if "index.json" in parts:
        return _yomitan(parts)
    if file.suffix.lower() in (".tsv", ".txt", ".tab"):
        return ForeignDictionary(file.stem, "table", _table(parts[file.name]))
    raise BadInput(_UNKNOWN)


def _part(parts: Parts, *endings: str) -> bytes | None:
    """The first part with one of the endings, unpacked."""
    for ending in endings:
        for name, data in parts.items():
            if name.lower().endswith(ending):
                return unzipped(data) if ending.endswith((".gz", ".dz")) else data
    return None


def _stardict(info: bytes, parts: Parts) -> ForeignDictionary:
    lines = read_text(info).splitlines()
    facts = dict(line.split("=", 1) for line in lines if "=" in line)
    index, content = _part(parts, ".idx", ".idx.gz"), _part(parts, ".dict", ".dict.dz")
    if index is None or content is None:
        raise UnreadableDocument("Beside a StarDict's .ifo its .idx and its .dict are needed.")
    types = facts.get("sametypesequence", "").strip()
    wide = facts.get("idxoffsetbits", "").strip() == "64"
    _check_index(index)
    places = list(_stardict_places(index, ">QI" if wide else ">II"))
    synonyms = _stardict_places(_part(parts, ".syn", ".syn.dz") or b"", ">I")
    headwords = _stardict_headwords(places, list(synonyms), content, types)
    name = facts.get("bookname", "").strip() or "StarDict"
    return ForeignDictionary(name, "StarDict", headwords)


def _check_index(index: bytes) -> None:
    if len(index) > _MOST_INDEX:
        raise TooLarge("This dictionary has more words than are read here.")


def _stardict_places(index: bytes, numbers: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The words of an index with the numbers that follow each."""
    at, width = 0, struct.calcsize(numbers)
    while at < len(index):
        end = index.find(b"\0", at)
        if end < 0 or end + 1 + width > len(index):
            raise UnreadableDocument(_DAMAGED)
        word = index[at:end].decode("utf-8", "replace")
        at = end + 1 + width
        yield word, struct.unpack(numbers, index[end + 1 : at])


def _stardict_headwords(
    places: list[tuple[str, tuple[int, ...]]],
    synonyms: list[tuple[str, tuple[int, ...]]],
    content: bytes,
    types: str,
) -> Iterator[Headword]:
    for word, (start, size) in places:
        yield word, _stardict_text(_slice(content, start, size), types)
    for word, (number,) in synonyms:
        if number >= len(places):
            raise UnreadableDocument(_DAMAGED)
        start, size = places[number][1]
        yield word, _stardict_text(_slice(content, start, size), types)


def _stardict_text(data: bytes, types: str) -> str:
    """What an entry says: the fields of it that are text, each after its type where it has one."""
    texts = []
    at = 0
    for place in range(len(types) or len(data)):
        if at >= len(data):
            break
        kind = types[place] if types else chr(data[at])
        at += not types
        if kind.isupper():
            size = int.from_bytes(data[at : at + 4])
            at += 4 + size
            continue
        end = data.find(b"\0", at)
        end = len(data) if end < 0 else end
        text = data[at:end].decode("utf-8", "replace")
        texts.append(text if kind in "mlty" else plain_text(text))
        at = end + 1
    return "\n".join(texts)


def _dictd(index: bytes, parts: Parts, stem: str) -> ForeignDictionary:
    content = _part(parts, ".dict", ".dict.dz")
    if content is None:
        raise UnreadableDocument("Beside a dictd's .index its .dict or .dict.dz is needed.")
    _check_index(index)
    lines = index.decode("utf-8", "replace").splitlines()
    rows = [row for line in lines if len(row := line.split("\t")) >= 3]
    if not rows:
        raise UnreadableDocument(_DAMAGED)
    name = next(
        (
            _dictd_text(content, row).strip().splitlines()[-1:]
            for row in rows
            if row[0].replace("-", "") == "00databaseshort"
        ),
        [],
    )
    headwords = (
        (row[0], _without_head(_dictd_text(content, row)))
        for row in rows
        if not row[0].replace("-", "").startswith("00database")
    )
    return ForeignDictionary(name[0].strip() if name else stem, "dictd", headwords)


def _dictd_text(content: bytes, row: list[str]) -> str:
    return _slice(content, _number(row[1]), _number(row[2])).decode("utf-8", "replace")


def _without_head(text: str) -> str:
    """An entry without its first line, which repeats the headword, where it has others."""
    head, _, rest = text.partition("\n")
    return rest if rest.strip() else head


def _number(digits: str) -> int:
    worth = 0
    for digit in digits.strip()[:12]:
        if digit not in _DIGITS:
            raise UnreadableDocument(_DAMAGED)
        worth = 64 * worth + _DIGITS[digit]
    return worth


def _slice(content: bytes, start: int, size: int) -> bytes:
    if start + size > len(content):
        raise UnreadableDocument(_DAMAGED)
    return content[start : start + size]


def _yomitan(parts: Parts) -> ForeignDictionary:
    facts = _json(parts["index.json"])
    title = facts.get("title") if isinstance(facts, Mapping) else None
    banks = [data for name, data in sorted(parts.items()) if name.startswith("term_bank_")]
    if not isinstance(title, str) or not title.strip() or not banks:
        raise UnreadableDocument("This is no dictionary of Yomitan, or a damaged one.")
    headwords = (pair for bank in banks for pair in _yomitan_headwords(_json(bank)))
    return ForeignDictionary(title.strip(), "Yomitan", headwords)


def _yomitan_headwords(rows: Any) -> Iterator[Headword]:
    if not isinstance(rows, list):
        raise UnreadableDocument(_DAMAGED)
    for row in rows:
        if not isinstance(row, list) or len(row) < 6 or not isinstance(row[0], str):
            raise UnreadableDocument(_DAMAGED)
        says = row[5] if isinstance(row[5], list) else [row[5]]
        yield row[0], "\n".join(filter(None, map(structured_text, says)))


def _json(data: bytes) -> Any:
    if len(data) > _MOST_JSON:
        raise TooLarge("A part of this dictionary is larger than what is read here.")
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument(_DAMAGED) from error


def _table(data: bytes) -> Iterator[Headword]:
    for number, line in enumerate(read_text(data).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        word, tab, says = line.partition("\t")
        if not tab:
            raise BadInput(f"Line {number} has no tab between a word and its meaning.")
        yield word, says.replace("\\n", "\n").replace("\t", "\n")
