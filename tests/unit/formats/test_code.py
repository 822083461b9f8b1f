"""Code is one segment with its lines as they are, and no language's."""

import io
import re
import zipfile

import pypdf
import pytest

from tests.editions import edition_of, told, written
from webapp.formats.readers.catalogue import read_document

CODE = 'def salut(nom):\n    # dire bonjour\n\n    print(f"Bonjour, {nom} !")  # ```'
MARKDOWN = f"# Titre\n\nVoici :\n\n````python\n{CODE}\n````\n\nFin.\n"


def test_code_is_read_with_its_lines_and_white_space() -> None:
    assert told(read_document(MARKDOWN.encode(), "a.md")) == [
        "heading 1: Titre",
        "text: Voici :",
        f"code: {CODE}",
        "text: Fin.",
    ]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<pre><code>a\n  <b>b</b></code></pre>", "code: a\n  b"),
        ("<pre>$ <kbd>ls</kbd></pre>", "code: $ ls"),
        ('<pre class="language-c">a\n\nb</pre>', "code: a\n\nb"),
        ('<div class="highlight"><pre>a<br>b</pre></div>', "code: a\nb"),
        ("<pre>un vers\r\ndeux</pre>", "verse: un vers\ndeux"),
        ("<pre><code>  </code></pre><p>a</p>", "text: a"),
    ],
)
def test_preformatted_text_is_code_where_the_page_says_so(page: str, expected: str) -> None:
    assert told(read_document(f"<body>{page}</body>".encode(), "a.html")) == [expected]


@pytest.mark.parametrize("name", ["md", "bilingual-md"])
def test_markdown_has_code_once_in_a_fence_that_it_cannot_close(name: str) -> None:
    markdown = written(name, edition_of(MARKDOWN.encode(), "a.md"))
    assert f"\n\n````\n{CODE}\n````\n\n" in markdown.decode()
    assert markdown.count(b"salut") == 1
    assert f"code: {CODE}" in told(read_document(markdown, "a.md"))


def test_books_have_code_once_where_english_unfolds() -> None:
    epub = written("folded-epub", edition_of(MARKDOWN.encode(), "a.md"))
    with zipfile.ZipFile(io.BytesIO(epub)) as book:
        text = "".join(book.read(n).decode() for n in book.namelist() if "xhtml" in n)
    assert re.findall(r'<p class="code"><?[^>]*>?def salut', text)
    assert text.count("salut") == 1


def test_print_keeps_the_indentation_of_code() -> None:
    output = written("pdf", edition_of(MARKDOWN.encode(), "a.md"))
    page = pypdf.PdfReader(io.BytesIO(output)).pages[0].extract_text().replace("\xa0", " ")
    assert "\n    # dire bonjour" in page


def test_code_makes_no_cards() -> None:
    with_code = written("anki", edition_of(MARKDOWN.encode(), "a.md"))
    with zipfile.ZipFile(io.BytesIO(with_code)) as deck:
        assert b"salut" not in deck.read("collection.anki2")


def test_a_page_in_its_own_layout_keeps_its_code_untouched() -> None:
    page = "<body><p>Un.</p><pre><code>deux <b>trois</b>\n  x</code></pre><p>Fin.</p></body>"
    output = written("own-html", edition_of(page.encode(), "a.html")).decode()
    assert "<pre><code>deux <b>trois</b>\n  x</code></pre>" in output
    assert "UN." in output
    assert "FIN." in output
