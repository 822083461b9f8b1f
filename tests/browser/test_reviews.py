"""The review by the keyboard."""

from typing import TYPE_CHECKING

from tests.browser.access import violations
from tests.browser.conftest import Open
from webapp.library import MetWord

if TYPE_CHECKING:
    from tests.browser.site import Site


def test_a_word_is_reviewed_without_a_pointer(open_page: Open, site: "Site") -> None:
    for lemma in ("chien", "mer"):
        word = MetWord(
            lemma=lemma,
            kind="noun",
            form=lemma,
            meaning="meaning",
            source=f"Voici la {lemma}.",
            target="",
            title="",
            document_id=None,
            position=0,
        )
        site.desk.library.vocabulary.keep(word)
    page = open_page("/vocabulary/review", width=390)
    assert not page.get_by_text("meaning", exact=True).is_visible()
    page.keyboard.press("3")
    assert page.get_by_text("2 words are due").is_visible()
    page.keyboard.press("Space")
    page.get_by_text("meaning", exact=True).wait_for()
    assert violations(page) == []
    page.keyboard.press("3")
    page.get_by_text("1 word is due; the next one in 10 minutes").wait_for()
