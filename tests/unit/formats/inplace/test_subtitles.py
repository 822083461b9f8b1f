"""Subtitles go through translation whole: only the words of the cues change."""

from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.engine import Translation
from webapp.errors import UnreadableDocument
from webapp.formats.inplace.subtitles import folded, srt_runs, vtt_runs
from webapp.formats.slices.running_text import RunningText
from webapp.translation.markup import outline_runs

CUE = "1\n00:00:01,000 --> 00:00:02,500\n"


def translated(source: str, runs: Callable[[str], Iterable[RunningText | str]] = srt_runs) -> str:
    outline = outline_runs(runs(source), "fr")
    return folded(outline.filled(lambda sent: Translation(sent.upper(), -0.5)).target, source)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("<i>Je reste.</i>\n\n", "<i>JE RESTE.</i>\n\n"),
        ("{\\an8}Il <b>pleut</b>\nici.", "{\\an8}IL <b>PLEUT</b> ICI."),
        ("- Oui.\n- Non.\n", "- OUI.\n- NON.\n"),
        ("<i>- Oui ?</i>\r\n<i>- Non.</i>", "<i>- OUI ?</i>\r\n<i>- NON.</i>"),
        ("R&B < rock", "R&B < ROCK"),
        ("Il pleut\\Nici.", "IL PLEUT ICI."),
        ("- Oui.\\N- Non.", "- OUI.\\N- NON."),
        ("Il pleut[br]ici.", "IL PLEUT ICI."),
        ("♪ La la ♪", "♪ LA LA ♪"),
    ],
)
def test_the_tags_of_a_cue_stay(source: str, target: str) -> None:
    assert translated(CUE + source) == CUE + target


def test_speech_is_sent_without_dashes_and_line_ends() -> None:
    source = f"{CUE}- Il pleut\nici.\n<i>— Non.</i>\n-5 degrés."
    segments = outline_runs(srt_runs(source), "fr").segments
    assert [segment.sources[0] for segment in segments] == ["Il pleut ici.", "Non.", "-5 degrés."]


def test_parts_of_a_subtitle_file_that_are_no_cue_stay() -> None:
    film = (
        "WEBVTT - Film\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE Une note.\n\n"
        "chapitre\n00:01.000 --> 00:02.000 align:start\n<v Ana>Oui &amp; non.\n<v Léa>Bon.\n \n"
        "Hors.\n\n00:03.000 --> 00:04.000\n\n00:00.000 --> 00:00.500\n<00:00.100>Un <c.x>deux</c>"
    )
    assert translated(film, vtt_runs) == (
        film.replace("Oui &amp; non.", "OUI &amp; NON.")
        .replace("Bon.", "BON.")
        .replace("Hors.", "HORS.")
        .replace("Un <c.x>deux", "UN <c.x>DEUX")
    )


def test_a_line_that_grows_too_wide_is_folded_between_its_words() -> None:
    words = "un mot <font color=red>encore</font>"
    wide = f"<i>{words}\n{words}\n{words} à</i>"
    written = words.upper().replace("FONT COLOR=RED", "font color=red").replace("/FONT", "/font")
    assert translated(f"{CUE}{wide}\n\nUn\n") == (
        f"{CUE}<i>{written} {written} {written}\nÀ</i> UN\n"
    )


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        # The end of a sentence and the next one: as few lines as the source had.
        (
            "donne à sa famille le pain.\nSon fils n'en veut",
            "and the earth had always given his family bread.\nHis son, they didn't want",
            "and the earth had always given his family\nbread. His son, they didn't want",
        ),
        # Two people: each on lines of their own, however many that makes.
        (
            "- Oui.\n- Non.",
            f"- {'yes ' * 12}\n- No.",
            f"- {'yes ' * 10}\nyes yes\n- No.".replace(" \n", "\n"),
        ),
        # What fits on no two lines keeps the lines that it has.
        ("Un.\nDeux.", f"{'one ' * 15}.\n{'two ' * 10}.", None),
    ],
)
def test_a_cue_gets_no_more_lines_than_it_needs(
    source: str, target: str, expected: str | None
) -> None:
    lines = folded(f"{CUE}{target}\n", f"{CUE}{source}\n").removeprefix(CUE).strip().split("\n")
    assert expected is None or lines == expected.split("\n")
    assert all(len(line) <= 42 for line in lines)
    assert " ".join(lines).split() == target.split()


@pytest.mark.parametrize("source", ["", "WEBVTT\n\nOui.", "00:01 --> 00:02"])
def test_subtitles_without_a_cue_are_refused(source: str) -> None:
    with pytest.raises(UnreadableDocument):
        list(srt_runs(source))


pieces = st.sampled_from(
    ["<i>", "</i>", "{\\an8}", "<v Ana>", "\n", "\r\n", "\n\n", CUE, "- ", "Oui.", "mot", " ", "<"]
)


@given(st.lists(pieces, max_size=25).map("".join))
def test_a_source_that_the_translator_leaves_alone_comes_back_unchanged(source: str) -> None:
    outline = outline_runs(srt_runs(f"{CUE}Oui.\n\n{source}"), "fr")
    assert outline.filled(lambda sent: Translation(sent, 0.0)).target == f"{CUE}Oui.\n\n{source}"
