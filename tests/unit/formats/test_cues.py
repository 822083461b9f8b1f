"""Cues are found in subtitles as people make them; no time changes and no word is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.engine import Translation
from webapp.errors import UnreadableDocument
from webapp.formats.cues import cues, plain
from webapp.formats.inplace.subtitles import folded, srt_runs
from webapp.formats.readers.subtitles import read_subtitles
from webapp.text import split_blocks, timed_cues
from webapp.translation.markup import outline_runs

ONE, TWO = "00:00:01,500 --> 00:00:02,000", "00:00:03,250 --> 00:01:04,000"
TIMES = [(1.5, 2.0), (3.25, 64.0)]
WORDS = ["La neige tombe.", "Tout est blanc."]
NORMAL = f"1\n{ONE}\nLa neige tombe.\n\n2\n{TWO}\nTout est blanc.\n"


def read(source: str) -> tuple[list[tuple[float, float]], list[str]]:
    found = cues(source)
    words = [" ".join(source[cue.start : cue.end].split()) for cue in found]
    return [(cue.begins, cue.ends) for cue in found], words


@pytest.mark.parametrize(
    "source",
    [
        NORMAL,
        NORMAL.replace("\n", "\r\n"),
        NORMAL.replace("\n", "\r"),
        NORMAL.replace("\n", "\r\r\n"),
        NORMAL.replace("\n", "\n\n"),
        NORMAL.replace("\n\n2", "\n2"),
        NORMAL.replace("\n\n2", "\n \t\n2"),
        NORMAL.replace("\n\n2", "\n\n\n\n1"),
        NORMAL.replace("\n\n2", "\n\n97 "),
        NORMAL.replace("1\n00", "00").replace("\n2\n", "\n"),
        NORMAL.replace("\n\n2\n", "\n").replace("1\n00", "00"),
        NORMAL.replace(",", "."),
        NORMAL.replace(" --> ", "-->"),
        NORMAL.replace("-->", "->"),
        NORMAL.replace("00:00:01,500", "0:0:1,5"),
        NORMAL.replace("00:00:", "00:"),
        NORMAL.replace("neige ", "neige\n\n"),
        NORMAL.replace("neige ", "neige\n \n\n"),
        "\u202a\u200e" + NORMAL,
        "\ufeff" + NORMAL,
        "\n\n" + NORMAL,
        NORMAL.replace("2\n00", "2\n\u200b00"),
        NORMAL.replace(",000\n", ",000 X1:201 X2:516 Y1:397 Y2:423\n"),
        NORMAL.replace(",000\n", ",000 line:0 position:50%,line-left align:start\n"),
        NORMAL.replace(",000\n", ",000 "),
        "Traduit par Zoé\n\n" + NORMAL,
        f"WEBVTT\n\nSTYLE\n::cue {{ color: red }}\n\nREGION\nid:bas\n\n{NORMAL}",
        "WEBVTT\n\n" + NORMAL.replace("\n\n2", "\n\nNOTE\nà voir\n\nchapitre 2"),
        "WEBVTT\n\n" + NORMAL.replace("\n\n2", "\n\nNOTE à voir"),
    ],
)
def test_any_hand_that_wrote_it_is_read(source: str) -> None:
    assert read(source) == (TIMES, WORDS)


def test_cues_keep_the_order_of_the_file_and_their_own_times() -> None:
    source = f"1\n{TWO}\nTard.\n\n2\n{ONE}\nTôt.\n\n3\n{ONE}\n\n4\n00:09,0 --> 00:05,0\nFaux.\n"
    times, words = read(source)
    assert times == [TIMES[1], TIMES[0], TIMES[0], (9.0, 5.0)]
    assert words == ["Tard.", "Tôt.", "", "Faux."]
    document = read_subtitles(source)
    assert [(d["begin"], d["end"]) for d in document.details] == [times[0], times[1], times[3]]
    assert document.notices == (
        "1 empty cue is left out.",
        "Some cues begin before the one above them. All keep the order of the file.",
    )


@pytest.mark.parametrize("source", ["", "Oui.", "WEBVTT\n\nOui.", ONE, f"1\n{ONE}\n<i></i>\n"])
def test_a_file_without_a_cue_that_has_words_is_refused(source: str) -> None:
    with pytest.raises(UnreadableDocument, match="no cue"):
        cues(source)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("{\\an8}<i>Dehors</i>", "Dehors {italic: Dehors}"),
        ("{\\i1}Dehors{\\i0} ici", "Dehors ici {italic: Dehors}"),
        ('<font color="#ff0">Dehors</font>', "Dehors"),
        ("<b>Tu <i>viens</b> ici</i>", "Tu viens ici {bold: Tu viens} {italic: viens ici}"),
        ("<i><i>Dehors</i> ici</i>", "Dehors ici {italic: Dehors}"),
        ("<v Zoé>Oui.</v>\n<v.fort Luc>Non.", "Zoé: Oui.\nLuc: Non."),
        ("<00:00:01.000>Un <c.x>deux</c>", "Un deux"),
        ("♪ La mer ♪\n[RIRES]\n(il sort)", "♪ La mer ♪\n[RIRES]\n(il sort)"),
        ("<3 et <<Dehors>> {ici}", "<3 et <<Dehors>> {ici}"),
        ("Il pleut.\nIt is raining.", "Il pleut.\nIt is raining."),
    ],
)
def test_the_words_of_a_cue_are_kept_and_its_tags_are_not_read_as_words(
    words: str, text: str
) -> None:
    document = read_subtitles(f"1\n{ONE}\n{words}\n")
    marks = sorted(document.details[0].get("marks", []))
    shown = [f"{{{mark.kind}: {document.text[mark.start : mark.end]}}}" for mark in marks]
    assert " ".join([document.text, *shown]) == text


def clock(time: int, point: str) -> str:
    minutes, rest = divmod(time, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}{point}{rest % 1000:03}"


def film(*cues: tuple[float, float, str]) -> str:
    """SubRip of cues that begin and end at so many seconds."""
    stamps = (
        f"{clock(round(b * 1000), ',')} --> {clock(round(e * 1000), ',')}" for b, e, _ in cues
    )
    return "".join(f"{stamp}\n{cue[2]}\n\n" for stamp, cue in zip(stamps, cues, strict=True))


@pytest.mark.parametrize(
    ("cues_of_film", "sentences"),
    [
        ([(1, 2, "Elle savait"), (2, 3, "qu’il viendrait.")], ["Elle savait qu’il viendrait."]),
        ([(1, 2, "Elle savait,"), (2, 3, "Paul aussi.")], ["Elle savait, Paul aussi."]),
        ([(1, 2, "Elle avait"), (2, 3, "5 ans.")], ["Elle avait 5 ans."]),
        ([(1, 2, "<i>Elle savait</i>"), (2, 3, "<i>tout.</i>")], ["Elle savait tout."]),
        ([(1, 2, "Elle savait…"), (2, 3, "tout.")], ["Elle savait… tout."]),
        ([(1, 2, "- Oui.\n- Je crois"), (2, 3, "que oui.")], ["- Oui.", "- Je crois que oui."]),
        ([(1, 2, "Elle savait."), (2, 3, "il viendrait.")], ["Elle savait.", "il viendrait."]),
        ([(1, 2, "CHAPITRE UN"), (2, 3, "Il pleut.")], ["CHAPITRE UN", "Il pleut."]),
        ([(1, 2, "[RIRES]"), (2, 3, "bon.")], ["[RIRES]", "bon."]),
        ([(1, 2, "Elle savait"), (2, 3, "- qui ?")], ["Elle savait", "- qui ?"]),
        ([(1, 2, "Elle savait"), (9, 10, "tout.")], ["Elle savait", "tout."]),
        ([(5, 6, "Elle savait"), (2, 3, "tout.")], ["Elle savait", "tout."]),
        ([(1, 4, "Elle savait"), (2, 5, "tout.")], ["Elle savait", "tout."]),
    ],
)
def test_a_sentence_over_several_cues_is_one(
    cues_of_film: list[tuple[float, float, str]], sentences: list[str]
) -> None:
    source = film(*cues_of_film)
    in_place = [segment.sources[0] for segment in outline_runs(srt_runs(source), "fr").segments]
    assert in_place == [sentence.removeprefix("- ") for sentence in sentences]
    document = read_subtitles(source)
    paragraphs = split_blocks(document.text, document.outline)
    assert [segment.source for block in paragraphs for segment in block.segments] == sentences
    times = [cue[1:3] for detail in document.details for cue in timed_cues(detail)]
    assert times == [cue[:2] for cue in cues_of_film]


def test_a_sentence_without_an_end_does_not_gather_the_whole_film() -> None:
    source = film(*((number, number + 1, "encore un mot") for number in range(20)))
    lengths = [len(timed_cues(detail)) for detail in read_subtitles(source).details]
    assert lengths == [8, 8, 4]


def test_a_shared_sentence_keeps_what_stands_between_its_cues() -> None:
    source = (
        "1\r\n00:00:01,000 --> 00:00:03,000\r\n{\\an8}<i>Elle ne savait</i>\r\n\r\n"
        "2\r\n00:00:03,000 --> 00:00:05,000 X1:10\r\n{\\an8}<i>pas encore.</i>\r\n"
    )
    outline = outline_runs(srt_runs(source), "fr")
    target = outline.filled(lambda sent: Translation(sent.upper(), 0.0)).target
    expected = source.replace("Elle ne savait", "ELLE NE SAVAIT")
    assert target == expected.replace("pas encore.", "PAS ENCORE.")


PIECES = ["mot", "neige", "Île", "12", "l’an…", "Oui.", "-", "(ici)", "♪", "&", "<", "{a}"]
lines = st.lists(st.sampled_from(PIECES), min_size=1)
cue_words = st.lists(lines.map(" ".join), max_size=3)
seconds = st.integers(0, 359_999_999)


@st.composite
def films(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]], list[str]]:
    """Subtitles of any order, numbering and line end, with the times and words in them."""
    line_end = draw(st.sampled_from(["\n", "\r\n", "\r", "\r\r\n"]))
    point = draw(st.sampled_from(",."))
    numbers = draw(st.sampled_from([None, 1, 7]))
    times = draw(st.lists(st.tuples(seconds, seconds), min_size=1, max_size=6))
    text = draw(st.sampled_from(["", "\ufeff", "\u200e", line_end]))
    words: list[str] = []
    for begin, end in times:
        cue = draw(cue_words) if words else ["Neige.", *draw(cue_words)]
        number = "" if numbers is None else f"{numbers}{line_end}"
        head = f"{number}{clock(begin, point)} --> {clock(end, point)}{line_end}"
        text += head + "".join(line + line_end for line in cue) + line_end
        words += [word for line in cue for word in line.split()]
    return text, times, words


@given(films())
def test_times_stay_and_no_word_is_lost(film: tuple[str, list[tuple[int, int]], list[str]]) -> None:
    source, times, words = film
    found = cues(source)
    assert [(round(c.begins * 1000), round(c.ends * 1000)) for c in found] == times
    assert [w for c in found for w in plain(source[c.start : c.end]).split()] == words
    assert read_subtitles(source).text.split() == words


@given(films())
def test_what_the_translator_leaves_alone_is_the_same_file(
    film: tuple[str, list[tuple[int, int]], list[str]],
) -> None:
    outline = outline_runs(srt_runs(film[0]), "fr")
    target = outline.filled(lambda sent: Translation(sent, 0.0)).target
    assert folded(target, film[0]) == film[0]
