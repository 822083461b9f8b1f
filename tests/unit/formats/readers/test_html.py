"""A web page's footnotes, wherever they stand, come after its article; its frame does not."""

import pytest
from lxml import html

from tests.editions import edition_of, told, written
from webapp.formats.readers.catalogue import read_document

ARTICLE = "<article><p>Un long récit{}, et il finit bien pour tout le monde ici.</p>{}</article>"
MARK = '<sup><a href="#n1">1</a></sup>'


def read(inside: str, after: str = "", mark: str = MARK, before: str = "") -> list[str]:
    """What is read of a page beside the first paragraph of its article."""
    page = f"<html><body>{before}{ARTICLE.format(mark, inside)}{after}</body></html>"
    first, *others = told(read_document(page.encode()))
    assert first.startswith("text: Un long récit")
    return others


@pytest.mark.parametrize(
    "notes",
    [
        '<aside role="doc-footnote"><p>La note.</p></aside>',
        '<section role="doc-endnotes"><p>La note.</p></section>',
        '<section role="doc-endnotes"><aside>La note.</aside></section>',
        '<aside><p id="n1">La note.</p></aside>',
        '<aside id="n1">La note.</aside>',
        '<footer><p><a name="n1"></a>La note. <a href="#m1">↩︎</a></p></footer>',
        '<div class="footnotes"><p id="n1">La note.</p></div>',
        '<div id="n1" hidden>La note.</div>',
    ],
)
def test_a_note_is_kept_in_the_article_and_after_it(notes: str) -> None:
    for others in (read("", notes), read(notes)):
        assert [line.partition(": ")[2] for line in others] == ["La note."]


@pytest.mark.parametrize("place", ["aside", "footer", "div"])
def test_a_list_of_notes_keeps_its_numbers(place: str) -> None:
    notes = f'<{place}><h2>Notes</h2><ol class="references" start="1"><li id="n1">Une.</li>'
    notes += f"<li id='n2'>Deux.</li></ol></{place}>"
    page = ARTICLE.format(MARK, "") + notes
    document = read_document(page.encode(), "a.html")
    assert [line for line in told(document) if line.startswith("note")] == [
        "note: Une.",
        "note: Deux.",
    ]
    assert [detail["number"] for detail in document.details if "number" in detail] == [1, 2]


def test_a_note_without_a_raised_mark_is_kept_where_its_class_says_so() -> None:
    notes = '<aside class="footnotes"><p id="n1">La note.</p></aside>'
    assert read(notes, mark='<a href="#n1">[1]</a>') == ["note: La note."]


@pytest.mark.parametrize(
    "frame",
    [
        "<aside><p>Achetez ceci.</p></aside>",
        '<aside role="complementary"><p>À lire aussi.</p></aside>',
        '<footer><p class="footnote">© La revue.</p></footer>',
        '<nav><p id="n1">Menu</p></nav>',
        '<section id="comments"><div id="n1"><p>Bravo !</p></div></section>',
        '<div class="commentaires"><p id="n1">Bravo !</p></div>',
        '<article><p>Un autre.</p><aside role="doc-footnote">Sa note.</aside></article>',
        '<form><p id="n1">Votre adresse</p></form>',
    ],
)
def test_navigation_adverts_comments_and_other_articles_stay_away(frame: str) -> None:
    assert read("", frame) == []


def test_a_mark_that_leads_above_everything_brings_nothing_along() -> None:
    page = ARTICLE.format(MARK, "").join(['<div id="n1"><p>Accueil</p>', "<p>Pied</p></div>"])
    assert len(told(read_document(page.encode(), "a.html"))) == 1


def test_notes_in_the_text_are_read_there_and_once() -> None:
    notes = '<div class="footnotes"><p id="n1" class="footnote">La note.</p></div><p>Fin.</p>'
    assert read(notes) == ["text: La note.", "text: Fin."]


def test_the_name_of_a_quoted_person_is_read() -> None:
    quotation = "<blockquote><p>Cité.</p><footer>Ana Durand</footer></blockquote>"
    assert read(quotation) == ["quotation: Cité.", "quotation: Ana Durand"]


def test_notes_are_translated_in_the_page_s_own_layout() -> None:
    page = ARTICLE.format(MARK, "") + '<aside><p id="n1">La note.</p></aside><aside>Pub</aside>'
    tree = html.document_fromstring(written("own-html", edition_of(page.encode(), "a.html")))
    assert tree.xpath("//aside//text()") == ["LA NOTE.", "Pub"]


def test_the_header_of_the_main_part_has_its_heading() -> None:
    page = "<header><p>La revue</p></header><main><header><h1>Titre</h1></header><p>Un.</p></main>"
    assert told(read_document(page.encode(), "a.html")) == ["heading 1: Titre", "text: Un."]


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><p>Un récit.</p></\xce></html><body><p>La suite, <b>enfin",
        "<p>Un récit.</p></html><body><p>La suite, <b>enfin",
        "<p>Un récit.</body></html><head><title>B</title></head><body><p>La suite, <b>enfin</b>",
        "<body><p>Un récit.</p><div><body><p>La suite, <b>enfin</div>",
    ],
)
def test_every_body_of_a_file_is_read(page: str) -> None:
    document = read_document(page.encode("latin-1"), "a.html")
    assert document.text == "Un récit.\n\nLa suite, enfin"
