"""Texts with markup are cut without a loss: each is the same to the byte in its own words."""

import random
from collections.abc import Callable

import pytest

from tests.editions import edition_of, written
from tests.unit.formats.prose.shapes import guide
from webapp.formats.prose.asciidoc import asciidoc_cut
from webapp.formats.prose.latex import latex_cut
from webapp.formats.prose.rst import rst_cut


@pytest.mark.parametrize("ending", ["adoc", "rst", "tex"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_text_in_its_own_words_is_the_same_to_the_byte(ending: str, line_end: str) -> None:
    text = guide(ending).replace("\n", line_end).encode()
    assert written(f"own-{ending}", edition_of(text, f"a.{ending}", str)) == text


@pytest.mark.parametrize(
    ("cut", "ending", "signs"),
    [
        (asciidoc_cut, "adoc", "`*_|\\[]:.=-+ \n\t<>{}#^~"),
        (latex_cut, "tex", "\\{}[]$%&~^`'\n -"),
        (rst_cut, "rst", "`*_|\\[]:.=-+ \n\t<>"),
    ],
)
def test_mangled_texts_are_cut_without_a_loss(
    cut: Callable[[str], object], ending: str, signs: str
) -> None:
    chance = random.Random(22)
    for _ in range(60):
        text = list(guide(ending))
        for _ in range(12):
            at = chance.randrange(len(text))
            text[at:at] = chance.choice(signs)
            at = chance.randrange(len(text))
            del text[at : at + 5]
        mangled = "".join(text)
        assert str(cut(mangled)) == mangled
