"""Marks become inline codes, and codes that a person moved become marks again."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.editions import MadeBlock, MadePair, edition_of, written
from webapp.formats.coded_text import coded_text
from webapp.formats.corrections import Correction, read_corrections
from webapp.formats.edition import EditionBlock, Pair
from webapp.formats.marks.codes import Spelling, moved_marks, source_codes, spelled, target_codes
from webapp.formats.marks.runs import target_runs
from webapp.text import Detail, Mark

PLAIN = Spelling(
    lambda code: f"<g id='{code.number}'>",
    lambda _: "</g>",
    lambda code, words: f"<x id='{code.number}' ctype='lb' equiv-text='{words}'/>",
)
PAGE = """<h1>Un <em>titre</em></h1>
<p>Le <b>chat <i>noir</i></b> et <b>le chien</b> voient <a href="https://e.org/?a=1&amp;b=2">un
oiseau</a> &amp; <i>rien</i>.</p><p><b>Tout est gras.</b></p><pre><code>x = 1
  y = "2" &lt;3&gt;</code></pre>"""
NOTED = "Le **chat**[^1] dort[^2]. Il *pleut*.\n\n[^1]: Une note.\n\n[^2]: Deux.\n"


@pytest.mark.parametrize("name", ["xliff", "xliff-1.2", "tmx"])
@pytest.mark.parametrize(("text", "file"), [(PAGE, "a.html"), (NOTED, "a.md")])
def test_a_file_that_nobody_changed_moves_no_mark(name: str, text: str, file: str) -> None:
    edition = edition_of(text.encode(), file)
    blocks = list(edition.blocks)
    pairs = [(block, pair) for block in blocks for pair in block.segments]
    corrections = read_corrections(written(name, edition_of(text.encode(), file)), "en")
    assert [c.source for c in corrections] == [pair.source for _, pair in pairs]
    assert [c.target for c in corrections] == [pair.target for _, pair in pairs]
    assert not any(c.fault for c in corrections)
    assert any(c.source_codes for c in corrections)
    for correction, (block, pair) in zip(corrections, pairs, strict=True):
        assert len(correction.source_codes) == len(source_codes(block, pair))
        assert moved(correction, block, pair) is None


def moved(correction: Correction, block: EditionBlock, pair: Pair) -> list[Mark] | None:
    return moved_marks(
        block, pair, correction.source_codes, correction.target, correction.target_codes
    )


def test_moved_codes_mark_other_words_also_where_their_order_changes() -> None:
    text = b"<p>Le <b>chat</b> voit <i>un chien</i>.</p>"
    data = written("xliff-1.2", edition_of(text, "a.html")).decode()
    before = 'LE <g id="1" ctype="bold">CHAT</g> VOIT <g id="2" ctype="italic">UN CHIEN</g>.'
    after = '<g id="2">A dog</g> is seen by the <g id="1">cat</g>.'
    assert before in data
    [correction] = read_corrections(data.replace(before, after).encode(), "en")
    [block] = edition_of(text, "a.html").blocks
    [pair] = block.segments
    marks = moved(correction, block, pair)
    assert marks == [Mark(0, 5, "italic"), Mark(21, 24, "bold")]
    kept = MadePair(pair.source, correction.target, "edited", pair.start, pair.end, (), (*marks,))
    runs = {run.text: set(run.kinds) for run in target_runs(block, kept)}
    assert (runs["A dog"], runs["cat"], runs["."]) == ({"italic"}, {"bold"}, set())
    assert moved(correction, block, kept) is None


def test_codes_of_another_source_say_nothing_of_its_marks() -> None:
    data = b"""<xliff version="1.2"><trans-unit id="1"><source>Le <g id="1">chat</g>.</source>
    <target>The <g id="1">cat</g>.</target></trans-unit></xliff>"""
    [correction] = read_corrections(data, "en")
    [block] = edition_of(b"<p>Le chat.</p>", "a.html").blocks
    assert moved(correction, block, block.segments[0]) is None


SPANS = st.tuples(st.integers(0, 20), st.integers(1, 20), st.sampled_from(["bold", "italic"]))


@given(st.lists(SPANS, max_size=8), st.text("ab .", min_size=1, max_size=20))
def test_codes_are_well_formed_unique_and_without_a_fault(
    spans: list[tuple[int, int, str]], target: str
) -> None:
    source = "Un deux\ntrois quatre."
    marks = [Mark(start, start + n, kind) for start, n, kind in spans if start + n <= len(source)]
    pair = MadePair(source, target, "translated", 0, len(source))
    block = MadeBlock("text", (pair,), Detail(marks=marks))
    codes = source_codes(block, pair)
    written_source = spelled(source, codes, PLAIN)
    read = coded_text(etree.parse(io.StringIO(f"<seg>{written_source}</seg>")).getroot())
    assert read.fault is None
    assert [(code.start, code.end) for code in codes] == [code[1:3] for code in read.codes]
    text, placed = target_codes(block, pair, target)
    again = coded_text(
        etree.parse(io.StringIO(f"<seg>{spelled(text, placed, PLAIN)}</seg>")).getroot()
    )
    assert again.fault is None
    assert again.text == text
