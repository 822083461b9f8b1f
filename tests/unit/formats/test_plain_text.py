"""Reading bytes of any encoding; file names."""

import pytest

from webapp.errors import NotText
from webapp.formats.plain_text import read_text, storable
from webapp.formats.writers.filenames import filename, plain_filename

FRENCH = (
    "L’œuvre de l’été « à peine » commencée : cœur, forêt, Noël, garçon, où, naïf — déjà !\n"
) * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_french_is_read_in_any_encoding_that_can_hold_it(encoding: str) -> None:
    assert read_text(FRENCH.encode(encoding)) == FRENCH


@pytest.mark.parametrize("encoding", ["iso8859_15", "mac_roman", "cp850", "utf-16-le"])
def test_plain_accents_are_read_in_old_encodings(encoding: str) -> None:
    text = "La forêt où le garçon a été élevé près de la mère à Noël, déjà très âgé.\n" * 5
    assert read_text(text.encode(encoding)) == text


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", bytes(range(256)) * 4])
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(NotText):
        read_text(data)


def test_characters_that_no_database_keeps_are_replaced() -> None:
    assert storable("a\x00b\ud800c") == "a\ufffdb\ufffdc"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("L'été à Noël", "L-été-à-Noël.txt"),
        ("L’e\u0301te\u0301", "L-été.txt"),
        ("Cœur / âme : “fin” ?", "Cœur-âme-fin.txt"),
        ("../../etc/passwd", "etc-passwd.txt"),
        ("con", "document-con.txt"),
        ("COM¹", "document-COM¹.txt"),
        ("小說 一", "小說-一.txt"),
        ("हिन्दी में", "हिन्दी-में.txt"),
        ("a\u202etxt.exe\x00\n", "atxt-exe.txt"),
        ("?!", "document.txt"),
        ("\u0301" * 200, "document.txt"),
        ("mot " * 40, ("mot-" * 14 + "mot.txt")),
        ("小" * 200, "小" * 40 + ".txt"),
        ("A " + "小" * 200, "A-" + "小" * 39 + ".txt"),
        ("हि" * 200, "हि" * 20 + ".txt"),
    ],
)
def test_names_are_safe_on_every_system(title: str, name: str) -> None:
    assert filename(title, ".txt") == name


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("L-été.fr-en.txt", "L-ete.fr-en.txt"),
        ("Cœur--a.txt", "Coeur-a.txt"),
        ("小說-一.fr-en.tmx", "document.fr-en.tmx"),
        ("小說_en.txt", "document_en.txt"),
        ("a--b.txt", "a--b.txt"),
        ("a\r\nb.txt", "ab.txt"),
    ],
)
def test_names_have_a_plain_form(name: str, plain: str) -> None:
    assert plain_filename(name) == plain
