"""Markdown goes through translation whole: only text for people changes."""

import re
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from webapp.engine import Translation
from webapp.errors import TooLarge
from webapp.formats.inplace.markdown import markdown_runs
from webapp.formats.readers.markdown import MAX_BYTES
from webapp.translation.markup import outline_runs


def translated(source: str, target_of: Callable[[str], str]) -> str:
    outline = outline_runs(markdown_runs(source), "fr")
    return outline.filled(lambda sent: Translation(target_of(sent), -0.5)).target


def sent(source: str) -> list[str]:
    return [s.sources[0] for s in outline_runs(markdown_runs(source), "fr").segments]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("# Titre #\n\nUn.  Deux\n=\n", "# TITRE #\n\nUN.  DEUX\n=\n"),
        ("Un *mot* et `42`.\n", "UN *MOT* ET `42`.\n"),
        ("***Un*** ~~deux~~ __trois__.", "***UN*** ~~DEUX~~ __TROIS__."),
        ('[Un lien](http://x.fr "t") ici.', '[UN LIEN](http://x.fr "t") ICI.'),
        ("![Un](a.png) <http://x.fr> fin", "![Un](a.png) <http://x.fr> FIN"),
        ("```sh\nls le chat\n```\n\n    code\n", "```sh\nls le chat\n```\n\n    code\n"),
        ("---\nlang: fr\n---\n\nUn.\n", "---\nlang: fr\n---\n\nUN.\n"),
        ("> Un\n> deux.\r\n>\n> - [ ] Trois\n", "> UN DEUX.\r\n>\n> - [ ] TROIS\n"),
        ("Un  \ndeux\\\ntrois", "UN  \nDEUX\\\nTROIS"),
        ("1. 1\n2. deux\n   suite\n", "1. 1\n2. DEUX SUITE\n"),
        ("| a | b \\| a |\n|---|:-:|\n| a | a |", "| A | B \\| A |\n|---|:-:|\n| A | A |"),
        ("Mot[^1].\n\n[^1]: Voir.\n", "MOT[^1].\n\n[^1]: VOIR.\n"),
        ("[^1]: Un\n[^2]: Deux\n", "[^1]: UN\n[^2]: DEUX\n"),
        (
            "[^1]: Un\n\n    Deux\n\n    - Six\n\nA\n\n    b\n",
            "[^1]: UN\n\n    DEUX\n\n    - SIX\n\nA\n\n    b\n",
        ),
        ("[un] et [deux][un]\n\n[un]: /x", "[UN][un] ET [DEUX][un]\n\n[un]: /x"),
        ("Un\\* &eacute; a_b <kbd>Ctrl</kbd>", "UN\\* É A_B <kbd>Ctrl</kbd>"),
        ("<p align=center>Un & deux</p>\n\nTrois", "<p align=center>UN &amp; DEUX</p>\n\nTROIS"),
        ("\tcode\n\n-\tUn\n\n***\n", "\tcode\n\n-\tUN\n\n***\n"),
        ("", ""),
    ],
)
def test_text_changes_and_all_else_stays(source: str, target: str) -> None:
    assert translated(source, str.upper) == target


@pytest.mark.parametrize(
    ("target", "written"),
    [
        ("- Yes.", "\\- Yes."),
        ("1) Yes.", "1\\) Yes."),
        ("# Yes", "\\# Yes"),
        ("> Yes", "\\> Yes"),
        ("1.5 [a] * <b>", "1.5 \\[a\\] \\* \\<b>"),
    ],
)
def test_no_mark_is_made_of_a_translation(target: str, written: str) -> None:
    assert translated("— Oui.", lambda _: target) == written


def test_a_sentence_goes_over_its_marks_and_line_ends() -> None:
    source = "Le **chat\nnoir** dort `ici`.\n> Il\n> rêve."
    assert sent(source) == ["Le chat noir dort ici.", "Il rêve."]


def test_a_text_that_would_take_too_much_memory_is_refused() -> None:
    with pytest.raises(TooLarge):
        markdown_runs("*" * (MAX_BYTES + 1))


INLINE = re.findall(
    r"\S+",
    r"* ** *** _ __ ~~ ~ ` `` [ ] ](/x) ![ ]( ) <b> </b> <br> <kbd> </kbd> <http://x.fr> &eacute; "
    r"& \* \a \ | [^1] [^1]: [ref] [ref][] <!-- --> mot Oui. le chat 1. - # > ! < ?",
)
BLOCKS = ["\n", "\n\n", "  \n", "\\\n", "\r\n", "    ", "\t", "- [ ] ", "```\n", "[ref]: /y\n"]
BLOCKS += ["---\n", "===\n", "<p>", "</p>\n", "\n\n| a | b |\n|---|---|\n| ", " ", " "]
pieces = st.sampled_from([*INLINE, *BLOCKS])
documents = st.lists(pieces, max_size=25).map("".join)


@given(documents.filter(lambda source: "[ref]: /y" not in source))
def test_a_source_that_the_translator_leaves_alone_comes_back_unchanged(source: str) -> None:
    assert translated(source, lambda sent: sent) == source


PARTS = ["*mot*", "**le chat**", "_Oui_", "~~mot~~", "`x`", "[le chat](/x)", "[ref]", "![mot](/y)"]
PARTS += [
    "<b>mot</b>",
    "<http://x.fr>",
    "[^1]",
    "&eacute;",
    "\\*",
    "Oui.",
    "chat",
    "1.",
    "-",
    "#",
    "?",
]
parts = st.sampled_from([*(f"{part} " for part in PARTS), *BLOCKS])


@given(st.lists(parts, max_size=25).map("".join))
@example("**le chat** **le chat** *mot* *mot* *mot* ")
@example("*mot* ![mot](/y) \\\n")
def test_a_text_is_built_as_it_was(source: str) -> None:
    """With other words and the same marks, every tag of the rendered text is the same."""

    def tags(text: str) -> list[str]:
        rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
        return re.findall(r"<[^>]*>", rendered)

    swapped = translated(source, lambda sent: sent.replace("chat", "dog").replace("mot", "word"))
    assert tags(swapped) == tags(source)
