"""The imported file with its text translated: everything that is no text stays as it was."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from tests.documents import PAGE, demanding_word, word
from tests.editions import edition_of, told, written
from webapp.errors import BadInput
from webapp.formats.inplace.refill import spread
from webapp.formats.marks.runs import StyledRun
from webapp.formats.readers.catalogue import read_document
from webapp.formats.writers.catalogue import formats_for


@pytest.mark.parametrize(
    ("target", "pieces", "expected"),
    [
        ("It rains.", ["Il pleut."], ["It rains."]),
        (
            "Born in Paris, Victor Hugo loved the sea.",
            ["Né à Paris, ", "Victor Hugo", " aimait la mer."],
            ["Born in Paris, ", "Victor Hugo", " loved the sea."],
        ),
        ("The red house.", ["La maison ", "rouge", "."], ["The red house.", "", ""]),
        ("Hugo was born.", ["Né est ", "Hugo", "."], ["", "Hugo", " was born."]),
        ("A B", ["B ", "A"], ["A B", ""]),
        ("Paris and Paris.", ["Paris", " et Paris."], ["", "Paris and Paris."]),
    ],
)
def test_marked_words_keep_their_place_where_they_are_the_same(
    target: str, pieces: list[str], expected: list[str]
) -> None:
    assert spread([StyledRun(target)], list(map(StyledRun, pieces))) == expected


BOLD, LINK, NOTE = frozenset(["bold"]), frozenset(["link"]), frozenset(["note"])


@pytest.mark.parametrize(
    ("target", "pieces", "expected"),
    [
        (
            [StyledRun("The "), StyledRun("red", BOLD), StyledRun(" house.")],
            [
                StyledRun("La maison "),
                StyledRun("rou", BOLD),
                StyledRun("ge", BOLD),
                StyledRun("."),
            ],
            ["The ", "red", "", " house."],
        ),
        (
            [StyledRun("Red", BOLD), StyledRun(" house.")],
            [StyledRun("La maison "), StyledRun("rouge", BOLD), StyledRun(".")],
            ["", "Red", " house."],
        ),
        ([StyledRun("A "), StyledRun("red", BOLD)], [StyledRun("Rouge", BOLD)], ["A red"]),
        (
            [StyledRun("It rains"), StyledRun("¹", NOTE), StyledRun(" and snows.")],
            [StyledRun("Il pleut"), StyledRun("¹", NOTE), StyledRun(" et neige.")],
            ["It rains", "¹", " and snows."],
        ),
        (
            [StyledRun("a", LINK, "x"), StyledRun("b", LINK, "y")],
            [StyledRun("B", LINK, "y")],
            ["ab"],
        ),
        (
            [StyledRun("Rain"), StyledRun("¹", BOLD | NOTE)],
            [StyledRun("Pluie"), StyledRun("¹", NOTE)],
            ["Rain", "¹"],
        ),
    ],
)
def test_marked_runs_go_to_the_places_with_their_marks(
    target: list[StyledRun], pieces: list[StyledRun], expected: list[str]
) -> None:
    assert spread(target, pieces) == expected


_runs = st.builds(
    StyledRun,
    st.text(alphabet="ab .", max_size=12),
    st.sampled_from([frozenset[str](), BOLD, LINK]),
)


@given(st.lists(_runs), st.lists(_runs, min_size=1))
def test_nothing_of_a_target_is_ever_lost(target: list[StyledRun], pieces: list[StyledRun]) -> None:
    shares = spread(target, pieces)
    whole = "".join(run.text for run in target)
    assert ("".join(shares), len(shares)) == (whole, len(pieces))


def test_words_behind_the_last_footnotes_mark_go_before_it_where_there_is_no_other_place() -> None:
    target = [StyledRun("It rains"), StyledRun("¹", NOTE), StyledRun(" again")]
    assert spread(target, [StyledRun("Il repleut"), StyledRun("¹", NOTE)]) == [
        "It rains again",
        "¹",
    ]


def test_a_page_keeps_links_bold_words_and_footnotes_marks_around_their_translation() -> None:
    page = (
        '<p>La maison <b class="x">rouge</b> de <a href="https://a.example/">Paris</a> brûle'
        '<sup><a href="#n">1</a></sup>.</p>'
    )
    edition = edition_of(page.encode(), "a.html", lambda _: "The red house of Paris burns¹.")
    [block] = edition.blocks
    block.detail["wordings"] = {"rouge": "red"}
    output = written("own-html", replace(edition, blocks=[block])).decode()
    assert (
        'The <b class="x">red</b> house of <a href="https://a.example/">Paris</a> burns'
        '<sup><a href="#n">1</a></sup>.'
    ) in output


def test_a_page_keeps_its_frame_its_links_and_its_comments() -> None:
    page = written("own-html", edition_of(PAGE.encode())).decode()
    tree = html.document_fromstring(page)
    assert tree.get("lang") == "en"
    assert tree.xpath("string(//h1)") == "LE TITRE"
    assert tree.xpath("//nav/text() | //script/text() | //img/@src") == [
        "Accueil",
        "https://example.org/x.png",
    ]
    assert "<!-- rien -->" in page
    assert tree.xpath("string(//article/p[1])").startswith("BONJOUR LE MONDE")
    assert tree.xpath("string(//blockquote)") == "CITÉ."


def test_a_page_in_an_old_encoding_comes_back_in_utf_8() -> None:
    page = '<html><head><meta charset="iso-8859-15"></head><p>Été.</p></html>'
    output = written(
        "own-html", edition_of(page.encode("iso-8859-15"), "a.html", lambda s: f"{s} 水")
    )
    assert told(read_document(output)) == ["text: Été. 水"]


def test_a_word_file_keeps_its_styles_and_its_bold_sentences() -> None:
    document = docx.Document(io.BytesIO(written("own-docx", edition_of(word()))))
    texts = [(p.text, p.style.name if p.style else "") for p in document.paragraphs]
    assert texts == [
        ("PREMIER TITRE", "Heading 2"),
        ("IL PLEUT ET IL VENTE. TOUJOURS.", "Normal"),
        ("UN", "List Bullet"),
        ("CITÉ.", "Quote"),
    ]
    assert [run.text for run in document.paragraphs[1].runs if run.italic] == ["TOUJOURS."]
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["A", "B"]


def test_a_word_file_keeps_what_is_no_text_of_it() -> None:
    data = demanding_word()
    with zipfile.ZipFile(io.BytesIO(written("own-docx", edition_of(data)))) as package:
        document = package.read("word/document.xml").decode()
    for kept in ("caché", "x=1", "w:instrText", 'w:char="F0E0"', "ICI", "GRAS"):
        assert kept in document
    assert document.count("<w:sym ") == 2


def test_segments_that_are_not_translated_yet_are_marked_in_the_file() -> None:
    output = written("own-docx", edition_of(word(), "", lambda _: None))
    assert "[not translated: Premier titre]" in read_document(output).text


def test_a_format_in_place_is_offered_only_for_a_file_imported_so() -> None:
    names = [entry.name for group in formats_for("epub").values() for entry in group]
    assert not {"own-html", "own-docx"} & set(names)
    with pytest.raises(BadInput, match="was not kept"):
        written("own-docx", edition_of(word(macros=True)))


def test_a_file_that_is_another_is_refused() -> None:
    edition = edition_of(PAGE.encode())
    other = edition_of(b"<html><p>Autre.</p></html>")
    with pytest.raises(BadInput, match="import it again"):
        written("own-html", type(edition)("", "fr", "en", edition.blocks, original=other.original))
