"""A line never begins with a mark that belongs to the word before it, and no text changes."""

import pytest
from lxml import html
from markupsafe import Markup

from webapp.views.display.excerpts import LONGEST, excerpt
from webapp.views.display.lines import bound

JOINED = '<span class="joined">{}</span>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« Oui », dit-il.", f"« Oui{JOINED.format(' »')}, dit-il."),
        ("Quoi ?!", f"Quoi{JOINED.format(' ?!')}"),
        (
            "Ah ! Oh ; eh : <b>",
            "Ah{} Oh{} eh{} &lt;b&gt;".format(*map(JOINED.format, (" !", " ;", " :"))),
        ),
        ("« Oui\u00a0»", "« Oui\u00a0»"),
        ("“Yes”: no.", "“Yes”: no."),
        (Markup("<i title='a » b'>Oui</i> »"), f"<i title='a » b'>Oui</i>{JOINED.format(' »')}"),
        ("", ""),
    ],
)
def test_bound(text: str, expected: str) -> None:
    assert bound(text) == expected
    if text:
        assert html.fromstring(f"<p>{bound(text)}</p>").text_content() == (
            html.fromstring(f"<p>{Markup.escape(text)}</p>").text_content()
        )


def test_an_excerpt_has_the_first_place_of_a_long_segment() -> None:
    text = "mot " * 200 + "la mer, <la mer>. " + "mot " * 200
    shown = excerpt(text, "mer")
    assert "<mark>mer</mark>, &lt;la <mark>mer</mark>&gt;" in shown
    assert shown.startswith("… mot")
    assert shown.endswith("mot …")
    assert len(shown.striptags()) <= LONGEST + 10


@pytest.mark.parametrize("text", ["Il pleut.", "a" * 500, "a" * 230 + " pleut " + "b" * 300, ""])
def test_an_excerpt_of_any_segment_is_short(text: str) -> None:
    shown = excerpt(text, "pleut")
    assert len(shown.striptags()) <= LONGEST + 10
    assert ("pleut" in text) == ("<mark>pleut</mark>" in shown)
