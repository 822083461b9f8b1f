"""What Project Gutenberg puts around a work is found in files of all its years, whole or cut."""

import pytest

from tests.documents import PACKAGE, book
from tests.editions import edition_of, told, written
from webapp.formats.readers.catalogue import read_document
from webapp.formats.readers.choices import Choices
from webapp.formats.readers.licence import work_of

CHOSEN = Choices(without_licence=True)
WORK = "LE CONTE\n\nIl était une fois\nun roi.\n\nTitle: un mot anglais.\n\nFIN"
HEAD = (
    "The Project Gutenberg EBook of Le Conte, by Ana Durand\n\n"
    "This eBook is for the use of anyone anywhere at no cost and with\n"
    "almost no restrictions whatsoever.\n\n"
    "Title: Le Conte\n\nAuthor: Ana Durand\n\n"
    "Release Date: May 1, 2005 [EBook #1]\n\nLanguage: French\n\n"
)
LICENCE = "\n\nUpdated editions will replace the previous one--the old editions\nwill be renamed.\n"
SMALL_PRINT = (
    "**Welcome To The World of Free Plain Vanilla Electronic Texts**\n\n"
    "***START**THE SMALL PRINT!**FOR PUBLIC DOMAIN ETEXTS**START***\nWhy is this here?\n\n"
)


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (
            HEAD + "*** START OF THE PROJECT GUTENBERG EBOOK LE CONTE ***\n\n",
            "\n\n*** END OF THE PROJECT GUTENBERG EBOOK LE CONTE ***" + LICENCE,
        ),
        (
            HEAD + "***START OF THIS PROJECT GUTENBERG EBOOK LE\nCONTE, TOME I***\n\n\n"
            "Produced by Ana and the Online\nTeam at https://www.pgdp.net\n\n",
            "\n\n\nEnd of the Project Gutenberg EBook of Le Conte, by Ana Durand\n\n"
            "*** END OF THIS PROJECT GUTENBERG EBOOK LE CONTE ***" + LICENCE,
        ),
        (
            SMALL_PRINT + "*END THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*\n\n",
            "\n\nEnd of Project Gutenberg Etext of Le Conte\n",
        ),
        (
            SMALL_PRINT + "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.02.11.02*END*\n\n"
            "E-text prepared by Ana\n\n",
            "\n\nThe End of Project Gutenberg's Le Conte",
        ),
        # Cut: without the line that begins the work, the header's first lines or the licence.
        (HEAD + "Character set encoding: UTF-8\n\n", "\n\nEnd of Project Gutenberg's Le Conte\n"),
        ("Title: Le Conte\nAuthor: A\nProject Gutenberg's Conte, by A\n\n", LICENCE),
        ("*** START OF THE PROJECT GUTENBERG EBOOK LE CONTE ***\n", ""),
        ("", "\n\n*** END OF THE PROJECT GUTENBERG EBOOK LE CONTE ***\n"),
        (HEAD, "\n\n*** START: FULL LICENSE ***\n\nTHE FULL PROJECT GUTENBERG LICENSE\n"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_work_alone_is_left(before: str, behind: str, line_end: str) -> None:
    text = f"{before}{WORK}{behind}".replace("\n", line_end)
    assert work_of(text).strip() == WORK.replace("\n", line_end)
    document = read_document(text.encode(), "a.txt", CHOSEN)
    assert document.text.strip() == WORK
    assert read_document(text.encode(), "a.txt").text.strip() == f"{before}{WORK}{behind}".strip()


@pytest.mark.parametrize(
    "text",
    [
        WORK,
        "Title: a\nAuthor: b\n\nUn texte à lui.\n",
        "Le Project Gutenberg a été fondé en 1971.\n\nIl a des livres.\n",
        "Il cite :\n\nEnd of Project Gutenberg's text.\n\n" + "Et il va.\n\n" * 4_000,
        "*** START OF THE PROJECT GUTENBERG EBOOK LE CONTE ***\n",
    ],
)
def test_what_has_no_such_frame_stays_whole(text: str) -> None:
    assert work_of(text) == text


PAGE = (
    "<html><body><section><p>The Project Gutenberg eBook of Conte</p><p>Language: French</p>"
    "<div>*** START OF THE PROJECT GUTENBERG EBOOK CONTE ***</div></section>"
    '<p><a href="#fin">Voir</a> <a href="#l">licence</a></p><p id="fin">Fin.</p>'
    "<section><div>*** END OF THE PROJECT GUTENBERG EBOOK CONTE ***</div>"
    '<p id="l">The licence.</p></section></body></html>'
)


def test_links_of_a_page_lead_on_and_one_to_the_licence_leads_nowhere() -> None:
    document = read_document(PAGE.encode(), "a.html", CHOSEN)
    assert told(document) == [
        "text: Voir licence {place: Voir} {place: licence}",
        "text: Fin.",
    ]
    assert [mark.href for mark in document.details[0]["marks"]] == ["#2", ""]


@pytest.mark.parametrize("name", ["own-html", "own-epub"])
def test_in_its_own_layout_the_frame_stays_as_it_was(name: str) -> None:
    data = PAGE.encode() if name == "own-html" else book(chapter=PAGE, package=PACKAGE)
    again = read_document(written(name, edition_of(data, choices=CHOSEN))).text
    assert "Project Gutenberg eBook of Conte" in again
    assert "VOIR LICENCE\n\nFIN." in again
    assert "The licence." in again
