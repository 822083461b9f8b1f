"""SubStation Alpha and MicroDVD are read by pysubs2, then like SubRip."""

import pytest

from tests.editions import told
from webapp.errors import UnreadableDocument
from webapp.formats.readers.catalogue import read_document
from webapp.formats.readers.styled_subtitles import read_ass, read_sub
from webapp.text import timed_cues

STYLE = "Style: {},Arial,20,&H0,&H0,&H0,&H0,{},{},0,0,100,100,0,0,1,2,2,{},10,10,10,1\n"
EVENT = "{}: 0,0:00:{:05.2f},0:00:{:05.2f},{},Zoé,0,0,0,,{}\n"
EVENTS = (
    "\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
)
SCRIPT = (
    "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize, "
    "PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut"
    ", ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, "
    "MarginV, Encoding\n" + STYLE.format("Plain", 0, 0, 2) + STYLE.format("Sign", 0, -1, 8) + EVENTS
)


def test_dialogue_is_read_in_the_order_of_its_times_without_comments_and_drawings() -> None:
    script = SCRIPT + "".join(
        [
            EVENT.format("Dialogue", 5, 6.5, "Plain", "Enfin, il neige."),
            EVENT.format("Dialogue", 1, 2, "Plain", "Il {\\i1}pleut{\\i0}\\Nsans fin."),
            EVENT.format("Comment", 1, 2, "Plain", "À revoir."),
            EVENT.format("Dialogue", 3, 4, "Plain", "{\\p1}m 0 0 l 9 9{\\p0}"),
        ]
    )
    document = read_ass(script)
    assert document.text == "Il pleut\nsans fin.\n\nEnfin, il neige."
    assert [(d["begin"], d["end"]) for d in document.details] == [(1.0, 2.0), (5.0, 6.5)]
    assert [tuple(mark[:3]) for mark in document.details[0]["marks"]] == [(3, 8, "italic")]


def test_a_style_makes_italics_and_gives_the_place() -> None:
    document = read_ass(SCRIPT + EVENT.format("Dialogue", 1, 2, "Sign", "Vers la gare"))
    assert [cue.alignment for cue in timed_cues(document.details[0])] == [8]
    assert [tuple(mark[:3]) for mark in document.details[0]["marks"]] == [(0, 12, "italic")]


def test_a_sentence_over_two_events_is_one_block() -> None:
    events = ("Elle ne savait", "pas encore.")
    lines = (
        EVENT.format("Dialogue", at, at + 1, "Plain", words) for at, words in enumerate(events)
    )
    assert read_ass(SCRIPT + "".join(lines)).text == "Elle ne savait\npas encore."


@pytest.mark.parametrize(
    ("first", "times", "notices"),
    [
        ("{1}{1}25\n", (1.0, 2.0), 0),
        ("{1}{1}50.0\r\n", (0.5, 1.0), 0),
        ("", (1.043, 2.085), 1),
    ],
)
def test_frames_become_times_by_the_rate_that_the_file_names_or_that_is_told(
    first: str, times: tuple[float, float], notices: int
) -> None:
    document = read_sub(f"{first}{{25}}{{50}}{{Y:i}}Il pleut|ici.\n")
    assert document.text == "Il pleut\nici."
    assert (document.details[0]["begin"], document.details[0]["end"]) == times
    assert len(document.notices) == notices


@pytest.mark.parametrize(
    "script", ["[Script Info]\n", SCRIPT, SCRIPT + "Dialogue: 0,x,y,Plain,,0,0,0,,Oui\n"]
)
def test_a_script_without_words_or_with_broken_times_is_refused(script: str) -> None:
    with pytest.raises(UnreadableDocument):
        read_ass(script)


def test_lyrics_are_cues_in_the_order_of_their_times() -> None:
    text = (
        "[ti:Un titre]\n[offset:+500]\n[00:01.00][01:00.5]Il pleut.\n"
        "[00:03.00]<00:03.1>Deux <00:03.5>mots.\n[00:04.25]\n"
    )
    document = read_document(text.encode(), "a.lrc")
    assert told(document) == ["cue: Il pleut.", "cue: Deux mots.", "cue: Il pleut."]
    times = [(detail["begin"], detail["end"]) for detail in document.details]
    assert times == [(0.5, 2.5), (2.5, 3.75), (60, 65)]


@pytest.mark.parametrize("text", ["Un mot.", "[ti:Rien]\n", "[00:01.00]\n"])
def test_lyrics_without_a_line_get_a_sentence(text: str) -> None:
    with pytest.raises(UnreadableDocument, match="no line with a time and words"):
        read_document(text.encode(), "a.lrc")


def test_a_transcript_with_times_is_no_lyrics() -> None:
    document = read_document(b"[00:01:15] Bonjour.\n[00:01] Oui.\n", "a.txt")
    assert document.imported_format == "txt"


def test_the_remarks_of_a_script_are_no_words() -> None:
    event = EVENT.format("Dialogue", 1, 2, "Plain", "Il {note} {\\i1}pleut{\\i0}{}.")
    assert read_ass(SCRIPT + event).text == "Il pleut."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("{25}{50}/Un.|/Deux.\n", ["cue: Un.\nDeux. {italic: Un.\nDeux.}"]),
        ("{0}{0}25\n{25}{50}Un.\n", ["cue: Un."]),
        ("{25}{}Un.\n{90}{}Deux.\n", ["cue: Un.", "cue: Deux."]),
        ("{DEFAULT}{C:$FFFFFF}\n{25}{50}Un.\n", ["cue: Un."]),
    ],
)
def test_microdvd_is_read_as_players_read_it(lines: str, expected: list[str]) -> None:
    assert told(read_document(lines.encode(), "a.sub")) == expected


def test_a_cue_without_an_end_is_shown_for_five_seconds() -> None:
    [detail] = read_sub("{1}{1}25\n{25}{}Un.\n").details
    assert (detail["begin"], detail["end"]) == (1.0, 6.0)


def test_the_last_line_of_lyrics_is_shown_long_enough_and_lines_without_times_are_told() -> None:
    text = f"[ti:Un]\n[00:01]Un.\nDeux.\n\n[1:00:02.00]Trois.\n[00:02.00]{'Quatre ' * 20}\n"
    document = read_document(text.encode(), "a.lrc")
    assert "2 untimed lines could not be kept and are left out." in document.notices
    assert document.details[-1]["end"] - document.details[-1]["begin"] == 13.9
