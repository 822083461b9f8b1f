"""The language of a code, whichever of the usual spellings it has."""

import pytest

from webapp.text import LANGUAGE_NAMES, primary_language


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("fr", "fr"),
        ("FR-ca", "fr"),
        ("fra", "fr"),
        ("fre", "fr"),
        ("FRE_be", "fr"),
        ("eng-GB", "en"),
        ("ger", "de"),
        ("deu", "de"),
        ("zho-Hant", "zh"),
        ("chi", "zh"),
        ("frm", "frm"),
        ("fr1", "fr1"),
        ("*all*", "*all*"),
        ("", ""),
    ],
)
def test_a_region_does_not_matter_and_three_letters_are_two(code: str, language: str) -> None:
    assert primary_language(code) == language


_THREE = "ara cat ces cze dan ell gre heb hun jpn nld dut nor por ron rum ukr"
_TWO = "ar ca cs cs da el el he hu ja nl nl no pt ro ro uk"


@pytest.mark.parametrize(("three", "two"), [*zip(_THREE.split(), _TWO.split(), strict=True)])
def test_a_language_with_a_name_has_its_three_letters(three: str, two: str) -> None:
    assert two in LANGUAGE_NAMES
    assert primary_language(three) == two
