"""Pictures, sounds, films, archives and programs are told from texts."""

import gzip
import io
import lzma
import tarfile

import pytest

from tests.documents import SAMPLES
from webapp.errors import NotText
from webapp.formats.readers.catalogue import read_document
from webapp.formats.readers.media import media_kind


def tar() -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a"))
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "a picture"),
        (b"GIF89a\x01\x00\x01\x00", "a picture"),
        (b"BM\x9a\x00\x00\x00\x00\x00\x00\x00", "a picture"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "a picture"),
        (b"\x00\x00\x00\x20ftypheic\x00\x00", "a picture"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "a sound"),
        (b"ID3\x04\x00\x00\x00", "a sound"),
        (b"\xff\xfb\x90\x00\x00", "a sound"),
        (b"OggS\x00\x02\x00", "a sound"),
        (b"\x00\x00\x00\x18ftypmp42\x00", "a film"),
        (b"\x1a\x45\xdf\xa3\x01\x00\x00", "a film"),
        (gzip.compress(b"Il pleut.", mtime=0), "an archive"),
        (lzma.compress(b"Il pleut."), "an archive"),
        (tar(), "an archive"),
        (b"\x7fELF\x02\x01\x01\x00", "a program"),
        (b"MZ\x90\x00" + bytes(60), "a program"),
        (b"SQLite format 3\x00", "a database"),
    ],
)
@pytest.mark.parametrize("name", ["", "conte.txt", "a.png"])
def test_bytes_of_media_are_no_text(data: bytes, kind: str, name: str) -> None:
    assert media_kind(data, name) == kind
    with pytest.raises(NotText, match=f"This file is {kind}, not a text"):
        read_document(data, name)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.PNG", "a picture"), ("b.mp3", "a sound"), ("c.mkv", "a film"), ("d.exe", "a program")],
)
def test_a_name_of_media_is_believed_where_the_bytes_show_nothing(name: str, kind: str) -> None:
    assert media_kind("Il pleut.".encode("utf-16"), name) == f"named as {kind}"


@pytest.mark.parametrize(
    "text",
    [
        "MZ est mort." + 60 * " ",
        "BM et GM",
        "ID3 ?",
        "GIF89a est un format",
        "PNG",
        "Rar !",
        "\tOui.",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_text_may_begin_like_media(text: str, encoding: str) -> None:
    assert media_kind(text.encode(encoding), "conte.txt") is None
    assert media_kind(text.encode(encoding), "") is None


def test_no_document_that_is_read_here_is_taken_for_media() -> None:
    assert [name for name, data in SAMPLES.items() if media_kind(data, name)] == []
