"""What is told of the cues of subtitles: their speed and their lines, against the source's."""

import pytest

from tests.editions import blocks_of
from webapp.formats.readers.catalogue import read_document
from webapp.text.checks import Check
from webapp.text.cues.reading import block_checks, cue_checks, with_cue_checks

SPEED, LINES = Check.SPEED, Check.LINES
SHORT, LONG = "Il pleut encore un peu.", "It is still raining a little bit."
FILLED = "Les enfants de la ville en parlent encore tous les soirs avec un grand plaisir."


def cue(begin: float, end: float, words: str) -> str:
    return f"00:00:{begin:06.3f} --> 00:00:{end:06.3f}\n{words}\n\n"


def checked(subtitles: str, targets: dict[str, str | None]) -> list[str]:
    """For each segment the checks of its cues; a source without a target stays as it is."""
    document = read_document(subtitles.encode(), "film.srt")
    blocks = blocks_of(document, lambda source: targets.get(source, source))
    return [
        " ".join(some) for block in blocks for some in block_checks(block.detail, block.segments)
    ]


@pytest.mark.parametrize(
    ("source", "target", "seconds", "expected"),
    [
        (["Oui."], ["x" * 41], 2.0, (SPEED,)),
        (["Oui."], ["x" * 40], 2.0, ()),
        (["Oui."], ["x" * 20, "x" * 20], 2.0, (SPEED,)),
        (["x" * 50], ["x" * 49], 1.0, ()),
        (["x" * 50], ["x" * 51], 1.0, (SPEED,)),
        (["Oui."], ["x" * 400], 0.0, ()),
        (["Oui."], ["x" * 400], -3.0, ()),
        (["Oui."], ["a", "b", "c"], 9.0, (LINES,)),
        (["Oui.", "Non.", "Si."], ["a", "b", "c"], 9.0, ()),
        (["Oui.", "Non.", "Si."], ["a", "b", "c", "d"], 9.0, (LINES,)),
        ([], [], 1.0, ()),
    ],
)
def test_a_cue_is_told_of_where_it_is_worse_than_the_bound_and_than_its_source(
    source: list[str], target: list[str], seconds: float, expected: tuple[Check, ...]
) -> None:
    assert cue_checks(source, target, seconds) == expected


@pytest.mark.parametrize(
    ("subtitles", "targets", "expected"),
    [
        (cue(1, 2.5, SHORT), {SHORT: LONG}, ["speed"]),
        (cue(1, 3, SHORT), {SHORT: LONG}, [""]),
        # A cue that ends where it begins, or before, has no speed; nor has one without a target.
        (cue(1, 1, SHORT), {SHORT: LONG}, [""]),
        (cue(5, 1, SHORT), {SHORT: LONG}, [""]),
        (cue(1, 1.1, SHORT), {SHORT: None}, [""]),
        # Two cues at one time count by themselves.
        (
            cue(1, 3, SHORT) + cue(2, 3, "Si."),
            {SHORT: LONG, "Si.": "Yes, it is, you know."},
            ["", "speed"],
        ),
        # Both sentences of a cue are to be read in its time.
        (cue(1, 2.6, f"{SHORT} Oui."), {SHORT: LONG}, ["speed", "speed"]),
        (cue(1, 2.6, f"{SHORT} Oui."), {SHORT: LONG, "Oui.": None}, ["", ""]),
        # A sentence over two cues is fast where one of them is.
        (
            cue(1, 9, "Il a plu toute la nuit")
            + cue(9, 9.6, "et il vente."),
            {"Il a plu toute la nuit et il vente.": "It rained, and the wind is very strong."},
            ["speed"],
        ),
        (cue(1, 9, FILLED), {FILLED: f"{FILLED} Again and again."}, ["lines"]),
        (cue(1, 9, f"{FILLED} Mais oui."), {}, ["", ""]),
        (
            cue(1, 9, "- Oui.\n- Non.\n- Si."),
            {"- Oui.": "- Yes.", "- Non.": "- No.", "- Si.": "- Yes."},
            ["", "", ""],
        ),
    ],
)  # fmt: skip
def test_a_block_is_checked_as_its_cues_are_shown(
    subtitles: str, targets: dict[str, str | None], expected: list[str]
) -> None:
    assert checked(subtitles, targets) == expected


def test_a_block_without_times_has_no_cues() -> None:
    [block] = blocks_of(read_document(b"<p>Un mot de trop.</p>", "a.html"), lambda s: s * 90)
    assert block_checks(block.detail, block.segments) == [()]


def test_checks_of_cues_replace_earlier_ones_and_keep_the_others() -> None:
    assert with_cue_checks((Check.NUMBERS, SPEED), [LINES]) == (Check.NUMBERS, LINES)
    assert with_cue_checks((Check.SCORE,), [SPEED]) == (Check.SCORE, SPEED)
    assert with_cue_checks(None, []) is None
    assert with_cue_checks(None, [SPEED]) == (SPEED,)
