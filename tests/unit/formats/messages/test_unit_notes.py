"""Notes on the units of XLIFF are read for people, and stay in the file as they are."""

import pytest

from tests.editions import edition_of, written
from tests.unit.formats.messages.noted import ONE, TWO
from webapp.formats.messages.xliff import xliff_messages
from webapp.formats.readers.catalogue import read_document
from webapp.text.highlights import LONGEST_NOTE, MOST_HIGHLIGHTS


def test_notes_of_version_1_2_are_those_of_their_units() -> None:
    messages = xliff_messages(ONE)
    assert messages.texts == ["Un", "Deux"]
    assert messages.notes == ["A <b> é\n\n<i>&amp;", ""]


def test_notes_of_version_2_are_at_the_first_segment_that_is_read() -> None:
    messages = xliff_messages(TWO)
    assert messages.texts == ["Un.", "Deux.", "Trois.", "Quatre."]
    assert messages.notes == ["First\n\nReally?", "", "", "Last"]


@pytest.mark.parametrize("text", [ONE, TWO])
def test_a_filled_file_has_its_notes_byte_for_byte(text: str) -> None:
    filled = written("own-xliff", edition_of(text.encode(), "a.xlf")).decode()
    notes = [line for line in text.splitlines() if "note" in line and "<source>" not in line]
    assert notes
    assert all(line in filled for line in notes)
    assert filled.count("note>") == text.count("note>")


def test_a_note_stands_at_the_first_paragraph_of_its_text() -> None:
    text = ONE.replace("<source>Un<", "<source> \n\nUn.\n\nEncore.<")
    document = read_document(text.encode(), "a.xlf")
    assert document.text == "Un.\n\nEncore.\n\nDeux"
    assert document.notes == ((0, "A <b> é\n\n<i>&amp;"),)
    assert document.notices == ()


def test_long_notes_are_cut_and_so_are_very_many() -> None:
    unit = "<trans-unit><source>Un</source>{}</trans-unit>"
    units = [unit.format(f"<note>{'x' * 100_000}</note>"), unit.format("<note>y</note>" * 5_000)]
    units += [unit.format("<note>z\x85</note>")] * MOST_HIGHLIGHTS
    text = f'<xliff><file source-language="fr">{"".join(units)}</file></xliff>'
    document = read_document(text.encode(), "a.xlf")
    lengths = [len(note) for _, note in document.notes]
    assert lengths == [LONGEST_NOTE] * 2 + [1] * (MOST_HIGHLIGHTS - 2)
    assert document.notices[-2:] == (
        "Of its 5,002 notes the first 5,000 are shown.",
        "Notes of more than 5,000 characters are cut there: 2.",
    )
