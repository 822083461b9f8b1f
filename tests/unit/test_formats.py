"""Reading bytes of any encoding; writing texts; file names."""

import pytest

from webapp.errors import BadInput, NotText
from webapp.formats import format_named
from webapp.formats.filenames import filename
from webapp.formats.plain_text import read_text, storable, write_bilingual_text, write_text
from webapp.pretranslation.texts import AlignedParagraph, AlignedSegment

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


def test_what_no_database_keeps_is_replaced() -> None:
    assert storable("a\x00b\ud800c") == "a\ufffdb\ufffdc"


def paragraph(*pairs: tuple[str, str]) -> AlignedParagraph:
    segments = tuple(AlignedSegment(source, target, 0, 0, 0.0) for source, target in pairs)
    return AlignedParagraph("text", segments)


BLOCKS = [
    paragraph(("Bonjour.", "Hello."), ("Il pleut.", "It rains.")),
    paragraph(("Fin.", "The end.")),
]


def test_the_translation_alone() -> None:
    assert "".join(write_text(BLOCKS)) == "Hello. It rains.\n\nThe end.\n"


def test_both_languages() -> None:
    assert "".join(write_bilingual_text(BLOCKS)) == (
        "Bonjour.\nHello.\n\nIl pleut.\nIt rains.\n\nFin.\nThe end.\n"
    )


def test_a_missing_target_is_marked_never_dropped() -> None:
    class Untranslated:
        source, target = "Bonjour.", None

    class Block:
        kind, segments = "text", (Untranslated(),)

    assert "".join(write_text([Block()])) == "[not translated: Bonjour.]\n"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("L'été à Noël", "L-ete-a-Noel.txt"),
        ("Cœur / âme : “fin” ?", "Coeur-ame-fin.txt"),
        ("../../etc/passwd", "etc-passwd.txt"),
        ("con", "document-con.txt"),
        ("小說", "document.txt"),
        ("mot " * 40, ("mot-" * 14 + "mot.txt")),
    ],
)
def test_names_are_safe_on_every_system(title: str, name: str) -> None:
    assert filename(title, ".txt") == name


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(BadInput, match="txt, bilingual-txt"):
        format_named("docx")
