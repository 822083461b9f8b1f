"""Dictionaries of others: what each format says of its headwords, and what damage is told."""

import gzip
import io
import json
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from webapp.errors import BadInput, TooLarge, UnreadableDocument, VisavisError
from webapp.formats.dictionaries import parts
from webapp.formats.dictionaries.readers import read_dictionary
from webapp.formats.dictionaries.saying import plain_text

SAYS = {"chien": "dog\nhound", "être": "to be"}
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def stardict(types: str = "m", wide: bool = False, synonym: bool = False) -> dict[str, bytes]:
    """The parts of a StarDict; without types each entry names that of its text."""
    content, index = b"", b""
    for word, says in SAYS.items():
        text = says.encode() if types else b"m" + says.encode()
        numbers = struct.pack(">QI" if wide else ">II", len(content), len(text))
        index += word.encode() + b"\0" + numbers
        content += text
    facts = "StarDict's dict ifo file\nversion=2.4.2\nbookname=Petit dictionnaire\n"
    facts += f"sametypesequence={types}\n" if types else ""
    facts += "idxoffsetbits=64\n" if wide else ""
    files = {
        "a.ifo": facts.encode(),
        "a.idx.gz": gzip.compress(index),
        "a.dict.dz": gzip.compress(content),
    }
    if synonym:
        files["a.syn"] = b"clebs\0" + struct.pack(">I", 0)
    return files


def number(worth: int) -> str:
    return (number(worth // 64) if worth >= 64 else "") + DIGITS[worth % 64]


def dictd() -> dict[str, bytes]:
    content, rows = "", []
    entries = {"00-database-short": "00-database-short\nFrench-English", **SAYS}
    for word, says in entries.items():
        text = says if word.startswith("00") else f"{word} /x/ <n>\n{says}\n"
        rows.append(f"{word}\t{number(len(content.encode()))}\t{number(len(text.encode()))}")
        content += text
    return {
        "a.index": "\n".join(rows).encode(),
        "a.dict.dz": gzip.compress(content.encode()),
    }


def yomitan(says: object = None) -> dict[str, bytes]:
    items = [{"tag": "li", "content": ["dog"]}, {"tag": "li", "content": "hound"}]
    structured = {"type": "structured-content", "content": {"tag": "ul", "content": items}}
    rows = [
        ["chien", "", "n", "", 0, says or [structured, ["chien", ["plural"]]], 1, ""],
        ["être", "", "v", "", 0, ["to be"], 2, ""],
    ]
    title = {"title": "Wiktionary", "format": 3}
    return {"index.json": json.dumps(title).encode(), "term_bank_1.json": json.dumps(rows).encode()}


def folder(where: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (where / name).write_bytes(data)
    return where / next(iter(files))


def zipped(where: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(where / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(f"../inside/{name}", data)
    return where / "a.zip"


def tarred(where: Path, files: dict[str, bytes]) -> Path:
    with tarfile.open(where / "a.tar.xz", "w:xz") as archive:
        for name, data in {"README": b"x", **files}.items():
            entry = tarfile.TarInfo(f"/inside/{name}")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return where / "a.tar.xz"


def said(file: Path) -> dict[str, list[str]]:
    return {word: says.split("\n") for word, says in read_dictionary(file).headwords}


def lines(file: Path) -> dict[str, list[str]]:
    return {word: [line for line in some if line] for word, some in said(file).items()}


@pytest.mark.parametrize("way", [folder, zipped, tarred])
@pytest.mark.parametrize(
    ("files", "name", "format_name"),
    [
        (stardict(), "Petit dictionnaire", "StarDict"),
        (stardict("", wide=True), "Petit dictionnaire", "StarDict"),
        (dictd(), "French-English", "dictd"),
        (yomitan(), "Wiktionary", "Yomitan"),
    ],
)
def test_each_format_is_read_beside_its_parts_and_from_an_archive(
    tmp_path: Path, way: object, files: dict[str, bytes], name: str, format_name: str
) -> None:
    if way is folder and format_name == "Yomitan":
        return  # it is always an archive
    assert callable(way)
    file = way(tmp_path, files)
    read = read_dictionary(file)
    assert (read.name, read.format) == (name, format_name)
    assert lines(file) == {"chien": ["dog", "hound"], "être": ["to be"]}


def test_marks_are_taken_off_and_synonyms_are_headwords(tmp_path: Path) -> None:
    files = stardict("h", synonym=True)
    packed = gzip.decompress(files["a.dict.dz"]).replace(b"dog\nhound", b"d<br>h&lt")
    files["a.dict.dz"] = gzip.compress(packed)
    assert lines(folder(tmp_path, files))["clebs"] == ["d", "h<"]
    assert plain_text("<k>clebs</k>n. <i>dog</i>") == "n. dog"


def test_a_table_has_a_word_and_its_meanings_a_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.tsv"
    file.write_bytes("# mine\nchien\tdog\\nhound\n\nêtre\tto be\n".encode())
    assert read_dictionary(file).name == "mine"
    assert lines(file) == {"chien": ["dog", "hound"], "être": ["to be"]}


def damaged(files: dict[str, bytes], name: str, data: bytes | None) -> dict[str, bytes]:
    return {n: d for n, d in {**files, name: data}.items() if d is not None}


@pytest.mark.parametrize(
    "files",
    [
        damaged(stardict(), "a.dict.dz", None),
        damaged(stardict(), "a.idx.gz", b"chien\0\0"),
        damaged(stardict(), "a.idx.gz", gzip.compress(b"chien\0\0\0")),
        damaged(stardict(), "a.dict.dz", gzip.compress(b"d")),
        damaged(stardict(), "a.dict.dz", b"no gzip"),
        {**stardict(), "a.syn": b"x\0" + struct.pack(">I", 99)},
        damaged(dictd(), "a.index", "chien\t!\té".encode()),
        damaged(dictd(), "a.index", b"chien\tzzzzzz\tzzzz"),
        damaged(dictd(), "a.index", b"no tabs"),
        damaged(dictd(), "a.dict.dz", None),
        damaged(yomitan(), "term_bank_1.json", b"[" * 100_000),
        damaged(yomitan(), "term_bank_1.json", b'{"a": 1}'),
        damaged(yomitan(), "term_bank_1.json", b"[[1]]"),
        damaged(yomitan(), "term_bank_1.json", None),
        damaged(yomitan(), "index.json", b"[]"),
        {"notes.json": b"{}"},
    ],
)
def test_a_damaged_dictionary_gets_a_sentence(tmp_path: Path, files: dict[str, bytes]) -> None:
    with pytest.raises((UnreadableDocument, BadInput)):
        said(zipped(tmp_path, files))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", b"PK\3\4 no more"),
        ("a.tar.xz", b"\xfd7zXZ\0 no more"),
        ("a.tsv", b"a word without a tab\n"),
        ("a.tsv", bytes(range(256)) * 8),
        ("a.pdf", b"%PDF"),
    ],
)
def test_a_file_that_is_no_dictionary_gets_a_sentence(
    tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(VisavisError):
        said(tmp_path / name)
    with pytest.raises(BadInput):
        read_dictionary(tmp_path / "nowhere.zip")


@pytest.mark.parametrize("way", [folder, zipped, tarred])
def test_what_unpacks_to_too_much_is_refused(
    tmp_path: Path, way: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MOST_BYTES", 10_000)
    assert callable(way)
    for bomb in (
        {**stardict(), "a.dict.dz": gzip.compress(b"\0" * 100_000)},
        {**stardict(), "a.idx": b"\0" * 100_000},
    ):
        with pytest.raises(TooLarge):
            said(way(tmp_path, bomb))


def test_deep_content_ends(tmp_path: Path) -> None:
    deep: object = "dog"
    for _ in range(300):
        deep = {"tag": "span", "content": deep}
    assert lines(zipped(tmp_path, yomitan([deep])))["chien"] == []
