"""Files as other programs write them, each of a kind that a reader of its format has refused."""

import io
import zipfile

import pytest

from tests.documents import PACKAGE, archive, book, word
from tests.editions import edition_of, told, written
from tests.presentations import presentation
from tests.workbooks import workbook
from webapp.formats.readers.catalogue import read_document

SUBTITLES = "1\r\n00:00:01,000 --> 00:00:02,000\r\nL'été.\r\n"
MODULE = b"""import {
  A,
} from 'a'
export const x = {
  mot: 1,
}

Un mot.

<A prop={() => 1}>

Deux.

</A>
"""


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def strict(data: bytes) -> bytes:
    """A file of Office in the strict form of the standard."""
    usual, strictly = (
        b"http://schemas.openxmlformats.org/%b/2006/",
        b"http://purl.oclc.org/ooxml/%b/",
    )
    changed = parts(data)
    for kind in (
        b"wordprocessingml", b"spreadsheetml", b"presentationml", b"drawingml", b"officeDocument"
    ):  # fmt: skip
        changed = {n: part.replace(usual % kind, strictly % kind) for n, part in changed.items()}
    return archive(changed)


def renamed(data: bytes, usual: str, name: str) -> bytes:
    """A file of Office whose main part has another name, as programs on the web write it."""
    given = {part.replace(f"/{usual}.xml", f"/{name}.xml"): c for part, c in parts(data).items()}
    return archive(
        {
            part: content.replace(f"/{usual}.xml".encode(), f"/{name}.xml".encode())
            for part, content in given.items()
        }
    )


def with_backslashes(data: bytes) -> bytes:
    """An archive whose parts are named as files of Windows are."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in parts(data).items():
            entry = zipfile.ZipInfo("a")
            entry.filename = name.replace("/", "\\")
            package.writestr(entry, content)
    return packed.getvalue()


OFFICE = {
    "docx": (word(), "document", "PREMIER TITRE"),
    "pptx": (presentation(), "presentation", "LE RAPPORT"),
    "xlsx": (workbook(), "workbook", "LE LOYER"),
}


@pytest.mark.parametrize("name", OFFICE)
@pytest.mark.parametrize("form", ["strict", "renamed", "backslashes"])
def test_a_file_of_office_is_read_and_written_in_every_form(name: str, form: str) -> None:
    data, main, words = OFFICE[name]
    changed = {
        "strict": lambda: strict(data),
        "renamed": lambda: renamed(data, main, f"{main}2"),
        "backslashes": lambda: with_backslashes(data),
    }[form]()
    assert read_document(changed).text == read_document(data).text
    again = written(f"own-{name}", edition_of(changed))
    assert words in read_document(again).text
    assert b"purl.oclc.org" not in b"".join(parts(again).values())


def chapter_at(href: str, media_type: str = "application/xhtml+xml") -> bytes:
    return book(
        package=PACKAGE.replace(
            'href="text/deux.xhtml" media-type="application/xhtml+xml"',
            f'href="{href}" media-type="{media_type}"',
        )
    )


@pytest.mark.parametrize(
    "data",
    [
        chapter_at("TEXT/Deux.XHTML"),
        chapter_at("/OPS/text/deux.xhtml"),
        chapter_at("./text/../text/deux.xhtml#fin"),
        chapter_at("text/deux.xhtml", "application/xml"),
        chapter_at("text/deux.xhtml", "text/x-oeb1-document"),
        with_backslashes(book()),
    ],
)
def test_the_chapters_of_a_book_are_found_whatever_it_says_of_them(data: bytes) -> None:
    assert told(read_document(data))[-2:] == ["heading 2: La fin", "text: Fin."]
    assert "FIN." in read_document(written("own-epub", edition_of(data))).text


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.srt", SUBTITLES.encode("utf-16-le") + b"\0", ["cue: L'été."]),
        ("a.srt", SUBTITLES.encode("utf-16") + b"\0", ["cue: L'été."]),
        ("a.mdx", MODULE, ["text: Un mot.", "text: Deux."]),
        ("a.md", b"export de vin\n{\n", ["text: export de vin {"]),
    ],
)
def test_a_text_is_read_as_it_was_meant(name: str, data: bytes, expected: list[str]) -> None:
    assert told(read_document(data, name)) == expected
