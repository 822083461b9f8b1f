"""What writers make of a small edition, and that readers find in it what went in."""

import csv
import io
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from lxml import etree, html
from translate.storage import tmx, xliff, xliff2

from tests.documents import LEVELS, MARKDOWN, PAGE, SUBTITLES, book
from tests.editions import edition_of, told, written
from webapp.errors import BadInput
from webapp.formats.readers.catalogue import read_document
from webapp.formats.writers.catalogue import FORMATS, format_named, formats_for

TEXT = "<h1>Un titre</h1><p>Bonjour. Il pleut.</p><p>Fin.</p>"
HALF = {"Un titre": "A title", "Bonjour.": "Hello.", "Fin.": "The end."}


def half_bytes(name: str) -> bytes:
    """A document of which one segment is not translated yet."""
    return written(name, edition_of(TEXT.encode(), "a.html", HALF.get))


def half(name: str) -> str:
    """The same in a format that is text."""
    return half_bytes(name).decode()


def test_the_translation_alone() -> None:
    assert half("txt") == "A title\n\nHello. [not translated: Il pleut.]\n\nThe end.\n"


def test_plain_text_in_both_languages_has_pairs() -> None:
    assert half("bilingual-txt") == (
        "Un titre\nA title\n\nBonjour.\nHello.\n\nIl pleut.\n[not translated: Il pleut.]\n\n"
        "Fin.\nThe end.\n"
    )


def test_pairs_with_a_target_alone_go_into_flashcards() -> None:
    assert half("tsv") == "Un titre\tA title\nBonjour.\tHello.\nFin.\tThe end.\n"


def test_the_table_tells_the_state_of_every_segment() -> None:
    rows = list(csv.reader(io.StringIO(half("csv").removeprefix("\ufeff"))))
    assert rows[0] == ["position", "kind", "fr", "en", "state", "checks"]
    assert rows[1:3] == [
        ["1", "heading", "Un titre", "A title", "translated", ""],
        ["2", "text", "Bonjour.", "Hello.", "translated", ""],
    ]
    assert rows[3] == ["3", "text", "Il pleut.", "", "pending", ""]


def test_json_holds_everything() -> None:
    told_all = json.loads(written("json", edition_of(PAGE.encode())))
    assert (told_all["title"], told_all["author"]) == ("Le titre", "Ana Durand")
    assert told_all["blocks"][0]["level"] == 1
    assert told_all["blocks"][0]["segments"] == [
        {
            "source": "Le titre",
            "target": "LE TITRE",
            "state": "translated",
            "start": 0,
            "end": 8,
            "checks": [],
        }
    ]
    assert told_all["blocks"][1]["marks"][0] == [8, 16, "bold", ""]


def test_markdown_comes_back_as_it_went_in() -> None:
    given = read_document(MARKDOWN.encode(), "a.md")
    same = written("md", edition_of(MARKDOWN.encode(), "a.md", lambda source: source))
    again = read_document(same, "a.md")
    assert [line.replace("{note: ¹}", "") for line in told(again)] == [
        line.replace("{note: ¹} ", "") for line in told(given)
    ]
    assert (again.title, again.author) == (given.title, given.author)


def test_a_quotation_is_quoted_to_its_end_in_both_languages() -> None:
    page = b"<blockquote><p>Un. Deux.</p><p>Trois.</p></blockquote><p>Fin.</p>"
    edition = edition_of(page, "a.html")
    assert written("md", edition).decode().endswith("\n\n> UN. DEUX.\n>\n> TROIS.\n\nFIN.\n\n")
    assert (
        written("bilingual-md", edition)
        .decode()
        .endswith(
            "\n\n> Un.\n>\n> > UN.\n>\n> Deux.\n>\n> > DEUX.\n>\n> Trois.\n>\n> > TROIS.\n\n"
            "Fin.\n\n> FIN.\n\n"
        )
    )


@pytest.mark.parametrize("text", ["1. Non.", "- Oui.", "# x *y* _z_ `a` <b> [c] | d", "a\\b"])
def test_signs_with_a_meaning_in_markdown_are_kept_as_text(text: str) -> None:
    page = f"<p>{text.replace('<', '&lt;')}</p>".encode()
    markdown = written("md", edition_of(page, "a.html", lambda source: source))
    assert read_document(markdown, "a.md").text == text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("srt", "– TU <i>VIENS</i> & MOI ?\n– OUI. DEMAIN."),
        ("vtt", "– TU <i>VIENS</i> &amp; MOI ?\n– OUI. DEMAIN."),
        (
            "bilingual-srt",
            "– Tu <i>viens</i> & moi ?\n– Oui. Demain.\n– TU <i>VIENS</i> & MOI ?\n– OUI. DEMAIN.",
        ),
    ],
)
def test_a_cue_keeps_its_italics_and_a_line_for_each_speaker(name: str, expected: str) -> None:
    film = "1\n00:00:01,000 --> 00:00:02,000\n– Tu <i>viens</i> & moi ?\n– Oui. Demain.\n"
    cue = written(name, edition_of(film.encode())).decode()
    assert cue.partition("-->")[2].partition("\n")[2].strip() == expected


@pytest.mark.parametrize("name", ["srt", "vtt"])
def test_subtitles_keep_their_times_there_and_back(name: str) -> None:
    given = read_document(SUBTITLES.encode())
    again = read_document(written(name, edition_of(SUBTITLES.encode())), f"a.{name}")
    assert [(d["begin"], d["end"]) for d in again.details] == [
        (d["begin"], d["end"]) for d in given.details
    ]
    assert told(again)[0] == "cue: BONJOUR TOUT LE MONDE. {italic: BONJOUR}"


PLACED = "1\n00:00:01,000 --> 00:00:02,000{}\n{}Oui.\n"


@pytest.mark.parametrize(
    ("film", "srt", "vtt"),
    [
        (PLACED.format("", "{\\an8}"), ("", "{\\an8}OUI."), " line:0"),
        (
            PLACED.format("", "{\\fs9\\an1}"),
            ("", "{\\an1}OUI."),
            " position:5%,line-left align:start",
        ),
        (PLACED.format(" X1:20 Y2:30", ""), (" X1:20 Y2:30", "OUI."), ""),
        (
            "WEBVTT\n\n" + PLACED.format(" line:10% size:50%", ""),
            ("", "{\\an8}OUI."),
            " line:10% size:50%",
        ),
        ("WEBVTT\n\n" + PLACED.format(" line:-1 region:a", ""), ("", "OUI."), " line:-1"),
        (
            "WEBVTT\n\n" + PLACED.format(" align:right line:5", ""),
            ("", "{\\an6}OUI."),
            " align:right line:5",
        ),
    ],
)
def test_a_cue_keeps_its_place(film: str, srt: tuple[str, str], vtt: str) -> None:
    times = "1\n00:00:01,000 --> 00:00:02,000{}\n{}\n\n"
    edition = edition_of(film.encode())
    assert written("srt", edition).decode() == times.format(*srt)
    assert f"00:00:02.000{vtt}\nOUI.\n" in written("vtt", edition).decode()


def test_a_sentence_goes_back_to_its_cues_with_their_times_and_italics() -> None:
    film = (
        "00:01,000 --> 00:03,000\n<i>Je ne savais pas que</i>\n\n"
        "00:03,000 --> 00:05,500\n<i>Luc était parti. Et toi ?</i>\n\n"
    )
    both = written("bilingual-srt", edition_of(film.encode())).decode()
    assert both == (
        "1\n00:00:01,000 --> 00:00:03,000\n<i>Je ne savais pas que</i>\n"
        "<i>JE NE SAVAIS PAS QUE</i>\n\n"
        "2\n00:00:03,000 --> 00:00:05,500\n<i>Luc était parti.</i> <i>Et toi ?</i>\n"
        "<i>LUC ÉTAIT PARTI.</i> <i>ET TOI ?</i>\n\n"
    )


def test_subtitles_in_both_languages_have_the_source_first() -> None:
    cues = written("bilingual-srt", edition_of(SUBTITLES.encode())).decode()
    assert cues.startswith(
        "1\n00:00:01,500 --> 00:00:03,000\n<i>Bonjour</i> tout le monde.\n"
        "<i>BONJOUR</i> TOUT LE MONDE.\n\n2\n"
    )


def test_a_document_without_times_becomes_no_subtitles() -> None:
    assert "Subtitles" not in formats_for("html")
    assert "Subtitles" in formats_for("srt")
    with pytest.raises(BadInput, match="txt, bilingual-txt"):
        format_named("srt", "html")
    with pytest.raises(BadInput, match="no times"):
        written("srt", edition_of(PAGE.encode()))


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(BadInput, match="txt, bilingual-txt"):
        format_named("doc")


HARMFUL = "<p>A &lt;b&gt; &amp; \"c\" 'd' ]]&gt; =1+1 {{x}} </p>"


@pytest.mark.parametrize("name", ["tmx", "xliff", "xliff-1.2"])
def test_xml_is_well_formed_whatever_the_text(name: str) -> None:
    edition = edition_of(HARMFUL.encode(), "a.html", lambda source: f"{source}\x01")
    tree = etree.fromstring(written(name, edition))
    assert "A <b> & \"c\" 'd' ]]>" in "".join(tree.itertext())


def test_xliff_tells_the_states() -> None:
    tree = etree.fromstring(half("xliff").encode())
    states = [element.get("state") for element in tree.iter("{*}segment")]
    assert states == ["translated", "translated", "initial", "translated"]
    tree = etree.fromstring(half("xliff-1.2").encode())
    states = [element.get("state") for element in tree.iter("{*}target")]
    assert states == ["translated", "translated", "new", "translated"]


@pytest.mark.parametrize("name", [n for n in FORMATS if FORMATS[n].suits("epub")])
def test_every_format_holds_the_whole_translation_of_a_book(name: str) -> None:
    assert len(written(name, edition_of(book()))) > 40


@pytest.mark.parametrize("name", ["epub", "folded-epub", "facing-epub", "docx", "html"])
def test_our_readers_read_our_written_formats(name: str) -> None:
    text = read_document(written(name, edition_of(PAGE.encode()))).text
    assert [words in text for words in ("LE TITRE", "BONJOUR LE MONDE", "STROPHE")] == [True] * 3


def test_a_book_keeps_headings_lists_and_marks_and_lists_its_chapters() -> None:
    data = written("epub", edition_of(PAGE.encode(), "", lambda source: source))
    lines = told(read_document(data))
    assert lines[:2] == ["heading 2: Le titre", "text: Ana Durand"]
    assert "item 1: Un" in lines
    assert (
        "text: Bonjour le monde, voici\nla suite. Un lien¹."
        " {bold: le monde} {italic: monde} {link: lien} {note: ¹}"
    ) in lines


def part_of_book(name: str, data: bytes, part: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(written(name, edition_of(data, "a.html")))) as archive:
        return etree.fromstring(archive.read(f"OPS/{part}"))


def outline(element: Any) -> list[Any]:
    """The labels of a list, each followed by the list below it."""
    found: list[Any] = []
    for item in element.iterfind("{*}li"):
        found.append(item.findtext("{*}a"))
        found += [outline(below) for below in item.iterfind("{*}ol")]
    return found


def test_the_contents_of_a_book_stand_below_each_other_as_its_headings_do() -> None:
    tree = part_of_book("epub", LEVELS, "nav.xhtml")
    below = ["DEUX", ["TROIS"], "QUATRE"]
    assert outline(tree.find(".//{*}nav/{*}ol")) == ["UN TITRE", "UN", below, "CINQ"]
    tree = part_of_book("facing-epub", b"<title>T</title>" + LEVELS[23:], "nav.xhtml")
    found = outline(tree.find(".//{*}nav/{*}ol"))
    assert found == ["T", "Un titre", ["Un", ["Deux", ["Trois"], "Quatre"], "Cinq"]]


@pytest.mark.parametrize(
    ("name", "page", "title"),
    [
        ("epub", "<title>Un titre</title><h1>Un titre</h1>", ("en", "UN TITRE")),
        ("epub", "<title>Un titre</title><p>Un titre</p>", ("en", "UN TITRE")),
        ("epub", "<title>Autre</title><h1>Un titre</h1>", ("fr", "Autre")),
        ("folded-epub", "<title>Un titre</title><h1>Un titre</h1>", ("fr", "Un titre")),
    ],
)
def test_the_title_of_a_book_is_in_its_first_language_where_it_is_known(
    name: str, page: str, title: tuple[str, str]
) -> None:
    xml = "{http://www.w3.org/XML/1998/namespace}"
    [package_title] = part_of_book(name, page.encode(), "package.opf").iter("{*}title")
    assert (package_title.get(f"{xml}lang"), package_title.text) == title
    chapter = part_of_book(name, page.encode(), "chapter-1.xhtml")
    [chapter_title] = chapter.iter("{*}title")
    assert (chapter_title.get("lang"), chapter_title.text) == title
    if title[1] == "Autre":
        [heading] = chapter.iter("{*}h1")
        assert (heading.get("lang"), heading.text) == title


def test_a_title_that_is_not_translated_yet_stays_as_it_is() -> None:
    edition = edition_of(LEVELS, "a.html", lambda _: None)
    with zipfile.ZipFile(io.BytesIO(written("epub", edition))) as archive:
        package = archive.read("OPS/package.opf").decode()
        contents = archive.read("OPS/nav.xhtml").decode()
    assert '<dc:title xml:lang="fr">Un titre</dc:title>' in package
    assert '<a href="chapter-1.xhtml#h1" lang="fr">Un titre</a>' in contents


def test_in_a_folded_book_a_line_ends_between_the_languages_where_nothing_folds() -> None:
    data = written("folded-epub", edition_of(b"<h1>Un</h1><p>Deux. Trois.</p>", "a.html"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        chapter = archive.read("OPS/chapter-1.xhtml").decode()
    assert chapter.count("</span><br/></summary>") == 2


def test_a_word_table_has_a_row_a_segment_and_headings_in_their_style() -> None:
    document = docx.Document(io.BytesIO(written("docx", edition_of(PAGE.encode()))))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[:3] == [
        ["fr", "en"],
        ["Le titre", "LE TITRE"],
        ["Bonjour le monde, voici\nla suite.", "BONJOUR LE MONDE, VOICI\nLA SUITE."],
    ]
    assert document.tables[0].cell(1, 0).paragraphs[0].style.name == "Heading 1"
    assert [run.bold for run in document.tables[0].cell(2, 0).paragraphs[0].runs] == [
        None,
        True,
        True,
        None,
    ]
    assert document.core_properties.title == "Le titre"


def test_an_anki_deck_has_a_card_a_pair_with_the_same_identity_each_time(tmp_path: Path) -> None:
    decks = []
    for number in (1, 2):
        with zipfile.ZipFile(io.BytesIO(half_bytes("anki"))) as archive:
            file = tmp_path / f"{number}.anki2"
            file.write_bytes(archive.read("collection.anki2"))
        with closing(sqlite3.connect(file)) as collection:
            decks.append(collection.execute("select flds, guid from notes order by id").fetchall())
    fields = [note[0].split("\x1f")[:2] for note in decks[0]]
    assert fields == [["Un titre", "A title"], ["Bonjour.", "Hello."], ["Fin.", "The end."]]
    assert [note[1] for note in decks[0]] == [note[1] for note in decks[1]]


def test_without_a_target_there_is_no_deck_and_that_is_said_at_once() -> None:
    edition = edition_of(TEXT.encode(), "a.html", lambda _: None)
    with pytest.raises(BadInput, match="no cards"):
        FORMATS["anki"].write(edition)


def test_a_page_needs_nothing_from_elsewhere() -> None:
    tree = html.document_fromstring(written("html", edition_of(TEXT.encode(), "a.html")))
    assert tree.xpath("//@src | //link | //style[contains(., 'url(')] | //script[@src]") == []
    assert tree.xpath("//*[@class='source']/@lang") == ["fr"] * 4
    labels = tree.xpath("//button/@aria-label")
    assert labels[:2] == ["English of sentence 1", "English of sentence 2"]


@pytest.mark.parametrize("name", ["tmx", "xliff-1.2", "xliff"])
def test_the_toolkit_of_translators_reads_them(name: str) -> None:
    readers: dict[str, Any] = {
        "tmx": tmx.tmxfile,
        "xliff-1.2": xliff.xlifffile,
        "xliff": xliff2.Xliff2File,
    }
    store = readers[name].parsestring(half(name).encode())
    found = {str(unit.source): str(unit.target or "") for unit in store.units if unit.source}
    assert found == HALF | ({} if name == "tmx" else {"Il pleut.": ""})


#: Where each format says of a segment that it has no target; the pairs of TSV have no such place.
MISSING = {
    **dict.fromkeys(["csv", "json"], "pending"),
    "tmx": "<note>Unfinished: 1 sentence is not translated.</note>",
    "xliff": 'state="initial"',
    "xliff-1.2": 'state="new"',
    "anki": "Unfinished: 1 sentence is not translated.",
}


def words_of(name: str, data: bytes) -> str:
    """All text of a file, packed or not."""
    if name == "pdf":
        text = pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
        return " ".join(text.split())
    if not data.startswith(b"PK"):
        return data.decode().replace("\\", "")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(n).decode(errors="ignore") for n in archive.namelist())


@pytest.mark.parametrize("name", [n for n in FORMATS if FORMATS[n].suits("html") and n != "tsv"])
def test_an_unfinished_translation_says_so(name: str) -> None:
    assert MISSING.get(name, "[not translated: Il pleut.]") in words_of(name, half_bytes(name))
    whole = words_of(name, written(name, edition_of(TEXT.encode(), "a.html")))
    assert not re.search(r"pending|[Uu]nfinished|state=.(initial|new)|not translated", whole)


@pytest.mark.parametrize("name", ["srt", "bilingual-srt", "vtt", "bilingual-vtt"])
def test_unfinished_subtitles_say_so(name: str) -> None:
    subtitles = written(name, edition_of(SUBTITLES.encode(), "", lambda _: None)).decode()
    assert "[not translated: - Il pleut.]" in subtitles


@pytest.mark.parametrize("name", FORMATS)
def test_the_name_of_any_unfinished_translation_says_so(name: str) -> None:
    edition = edition_of(TEXT.encode(), "a.html", HALF.get)
    filename = FORMATS[name].filename(replace(edition, title="Été"))
    assert re.fullmatch(r"Été\.unfinished\.(fr-)?en\.\w+", filename)


def test_file_names_hold_the_languages() -> None:
    assert FORMATS["txt"].filename(edition_of(book())) == "Le-Livre.en.txt"
    assert FORMATS["tmx"].filename(edition_of(book())) == "Le-Livre.fr-en.tmx"
