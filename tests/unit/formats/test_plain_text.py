"""Reading bytes of any encoding; file names."""

import pytest

from webapp.errors import NotText
from webapp.formats.plain_text import decoded_text, read_text, storable
from webapp.formats.readers.catalogue import read_document
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


@pytest.mark.parametrize(
    "text",
    [
        "Voilà.",
        "Grâce à la pluie",
        "De même",
        "garçon",
        "Élève à Noël, 5 € !",
        "OÙ ÊTES-VOUS, ÉTÉ ?",
    ],
)
@pytest.mark.parametrize(
    "encoding",
    [
        "cp1252",
        "iso8859_15",
        "mac_roman",
        "cp850",
        "utf-16-le",
        "utf-16-be",
        "utf-32-le",
        "utf-32-be",
    ],
)
def test_a_few_words_show_their_encoding_without_a_mark(text: str, encoding: str) -> None:
    data = text.replace("€", "e").encode(encoding)
    decoded = decoded_text(data)
    assert decoded.text == text.replace("€", "e")
    assert decoded.encoded(decoded.text) == data


@pytest.mark.parametrize("text", ["Fin…", "Il dit…\nRien…", "…z"])
def test_an_ellipsis_of_windows_is_no_end_of_a_line(text: str) -> None:
    assert decoded_text(text.encode("cp1252")).text == text


@pytest.mark.parametrize(
    ("data", "text", "notice"),
    [
        ("Fin d’été.".encode() + bytes(5), "Fin d’été.", "5 NULs were"),
        ("Un\0 été.".encode("cp1252"), "Un été.", "1 NUL was"),
    ],
)
def test_nuls_of_old_programs_are_left_out_and_that_is_said(
    data: bytes, text: str, notice: str
) -> None:
    decoded = decoded_text(data)
    assert (decoded.text, decoded.notices) == (text, (f"{notice} in the text: left out.",))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp850"])
def test_another_text_is_written_in_the_same_encoding(encoding: str) -> None:
    text = "La forêt où le garçon a été élevé près de la mère à Noël, déjà très âgé.\n" * 5
    decoded = decoded_text(text.encode(encoding))
    assert decoded.encoded("Noël.") == "Noël.".encode(encoding)


def test_what_an_old_encoding_cannot_write_is_written_in_utf_8() -> None:
    assert decoded_text("Ça coûte cher.".encode("cp1252")).encoded("♪ Noël") == "♪ Noël".encode()


@pytest.mark.parametrize(
    ("data", "text", "notice"),
    [
        (
            "Où est Zoé ? ".encode() + "Là-bas, dit Noé.".encode("cp1252"),
            "Où est Zoé ? Là-bas, dit Noé.",
            "2 bytes were",
        ),
        ("\ufeffL’hôtel ".encode() + b"\x96 5 \x80", "L’hôtel – 5 €", "2 bytes were"),
        ("Élève ".encode() + b"\x81", "Élève \x81", "1 byte was"),
    ],
)
def test_bytes_of_windows_in_utf_8_are_mended_one_by_one_and_that_is_said(
    data: bytes, text: str, notice: str
) -> None:
    decoded = decoded_text(data)
    assert decoded.text == text
    assert decoded.notices == (f"{notice} not in UTF-8 like the rest: read as Windows-1252.",)
    assert read_document(data, "a.txt").notices == decoded.notices


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
