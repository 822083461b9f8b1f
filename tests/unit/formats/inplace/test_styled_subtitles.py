"""Subtitles of a line each in place: words change; times, styles and drawings stay."""

from collections.abc import Callable, Iterable
from math import inf

import pytest

from webapp.engine import Translation
from webapp.errors import UnreadableDocument
from webapp.formats.cues import ShownCue
from webapp.formats.inplace.styled_subtitles import (
    ass_cues,
    ass_folded,
    ass_runs,
    lrc_cues,
    lrc_runs,
    sub_cues,
    sub_folded,
    sub_runs,
)
from webapp.formats.slices.running_text import RunningText
from webapp.translation.markup import outline_runs

HEAD = """[Script Info]
Title: Un titre

[V4+ Styles]
Format: Name, Fontname
Style: Default,Arial

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,Rien
"""
LINE = "Dialogue: 0,0:00:01.00,0:00:02.50,Default,Ana,0,0,0,,"
LATER = "Dialogue: 0,0:00:02.50,0:00:04.00,Default,Ana,0,0,0,,"


def shouted(words: str) -> str:
    """The words of the one line of a file in capitals, as they come back."""
    source = f"{HEAD}{LINE}{words}\r\n"
    outline = outline_runs(ass_runs(source), "fr")
    subtitles = ass_folded(
        outline.filled(lambda text: Translation(text.upper(), 0.0)).target, source
    )
    assert subtitles.startswith(HEAD + LINE)
    return subtitles.removeprefix(HEAD + LINE)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Oui, un mot.", "OUI, UN MOT."),
        ("{\\an8}Un {\\i1}mot{\\i0}.", "{\\an8}UN {\\i1}MOT{\\i0}."),
        ("Une phrase\\Nqui va.", "UNE PHRASE QUI VA."),
        ("- Oui.\\N- Non.", "- OUI.\\N- NON."),
        ("un mot " * 6 + "\\Net rien.", "UN MOT " * 5 + "UN MOT\\NET RIEN."),
    ],
)
def test_words_alone_are_changed_and_folded(words: str, expected: str) -> None:
    assert shouted(words) == f"{expected}\r\n"


def test_a_drawing_has_no_words() -> None:
    drawing = f"{LINE}{{\\p1}}m 0 0 l 1 1{{\\p0}}\n"
    assert next(ass_runs(f"{HEAD}{drawing}{LINE}Oui.\n")) == HEAD + drawing + LINE


def test_a_file_without_words_gets_a_sentence() -> None:
    with pytest.raises(UnreadableDocument, match="no line with words"):
        list(ass_runs(HEAD))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Un mot.", "UN MOT."),
        ("{y:i}Un mot.", "{y:i}UN MOT."),
        ("/Un mot.|/Deux.", "/UN MOT.|/DEUX."),
        ("Une phrase|qui va.", "UNE PHRASE QUI VA."),
        ("- Oui.|- Non.", "- OUI.|- NON."),
        ("25", "25"),
    ],
)
def test_microdvd_keeps_frames_styles_and_speakers(words: str, expected: str) -> None:
    head, last = "{1}{1}25\r\n{25}{50}", "\r\n{60}{}Fin.\r\n"
    outline = outline_runs(sub_runs(f"{head}{words}{last}"), "fr")
    target = outline.filled(lambda text: Translation(text.upper(), 0.0)).target
    subtitles = sub_folded(target, f"{head}{words}{last}")
    if words.startswith("/"):
        subtitles = subtitles.replace("| /", "|/")
    assert subtitles == f"{head}{expected}{last.replace('Fin', 'FIN')}"


def test_lyrics_keep_times_tags_and_empty_lines() -> None:
    source = (
        "[ti:Un titre]\n[00:01.00][00:09.50]Il pleut.\n\n"
        "[00:02.0] <00:02.1>Oui <00:02.5>non\n[00:04]\n"
    )
    outline = outline_runs(lrc_runs(source), "fr")
    lyrics = outline.filled(lambda text: Translation(text.upper(), 0.0)).target
    assert lyrics == source.replace("Il pleut", "IL PLEUT").replace("Oui", "OUI").replace(
        "non", "NON"
    )


SSA = """[Events]
Format: Marked, Start, End, Text
Dialogue: Marked=0,1:00:01.00,1:00:02.50,Oui, {\\i1}un{\\i0}\\Nmot.
Dialogue: Marked=0,later,0:00:01.00,Non.
"""


@pytest.mark.parametrize(
    ("cues", "source", "expected"),
    [
        (ass_cues, f"{HEAD}{LINE}Un {{\\i1}}mot{{\\i0}}.\\N\\NOui\n", [(1.5, ["Un mot.", "Oui"])]),
        (ass_cues, SSA, [(1.5, ["Oui, un", "mot."]), (-inf, ["Non."])]),
        (
            sub_cues,
            "{1}{1}25\n{25}{75}{y:i}Oui.|/Non.\n{80}{}Si.\n",
            [(2, ["Oui.", "Non."]), (-inf, ["Si."])],
        ),
        (sub_cues, "{0}{24}Oui.\n{99}{75}Non.\n", [(1.001, ["Oui."]), (-1.001, ["Non."])]),
        (sub_cues, "{1}{1}0\n{25}{75}Oui.\n", [(-inf, ["Oui."])]),
        (
            lrc_cues,
            "[00:01.00][00:09.50]Il <00:02>pleut.\n[00:03]Non.\n[00:05]\n[00:10]Si.\n",
            [(0.5, ["Il pleut."]), (2, ["Non."]), (-inf, ["Si."])],
        ),
    ],
)  # fmt: skip
def test_a_line_says_how_long_it_is_shown_and_what(
    cues: Callable[[str], list[ShownCue]], source: str, expected: list[tuple[float, list[str]]]
) -> None:
    shown = [(round(cue.seconds, 3), cue.lines) for cue in cues(source)]
    assert shown == expected


@pytest.mark.parametrize(
    ("runs", "source", "expected"),
    [
        (
            ass_runs,
            f"{HEAD}{LINE}{{\\i1}}Tu ne\n{LATER}sais.\n",
            f"{LINE}{{\\i1}}TU\n{LATER}NE SAIS.\n",
        ),
        (sub_runs, "{25}{50}{y:i}Tu ne\n{50}{75}/sais.\n", "{25}{50}{y:i}TU\n{50}{75}/NE SAIS.\n"),
        (lrc_runs, "[00:01]Tu ne\n[00:02]sais.\n", "[00:01]TU\n[00:02]NE SAIS.\n"),
    ],
)  # fmt: skip
def test_a_sentence_over_several_lines_is_one_and_shared_out_again(
    runs: Callable[[str], Iterable[RunningText | str]], source: str, expected: str
) -> None:
    outline = outline_runs(runs(source), "fr")
    assert [segment.sources[0] for segment in outline.segments] == ["Tu ne sais."]
    assert expected in outline.filled(lambda text: Translation(text.upper(), -0.5)).target


def test_lines_far_apart_are_sentences_of_their_own() -> None:
    source = "{25}{50}Tu ne\n{500}{575}sais.\n{600}{}rien\n{625}{650}du tout.\n"
    segments = outline_runs(sub_runs(source), "fr").segments
    assert [s.sources[0] for s in segments] == ["Tu ne", "sais.", "rien", "du tout."]
