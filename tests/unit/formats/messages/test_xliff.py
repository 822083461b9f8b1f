"""XLIFF of other programs: targets are filled, and codes, units and attributes stay."""

import pytest

from tests.unit.formats.messages.shouting import filled
from webapp.formats.messages.xliff import xliff_messages

ONE = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="fr" original="a" datatype="plaintext"><body>
  <trans-unit id="1">
    <source>Oui <g id="1">le <x id="2"/> mot</g> &amp; <ph id="3">&lt;br/&gt;</ph></source>
    <note>non</note>
  </trans-unit>
  <trans-unit id="2"><source>Fini</source><target>Done</target></trans-unit>
  <trans-unit id="3"><source>Neuf</source><target state="needs-translation"/></trans-unit>
  <trans-unit id="4" translate="no"><source>Non</source></trans-unit>
</body></file></xliff>"""
TWO = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="fr" trgLang="de">
<file id="f"><unit id="u"><segment><source>Un <pc id="1">mot</pc> et <ph id="2"/></source>
<target></target></segment><ignorable><source> </source></ignorable></unit></file></xliff>"""


def test_units_of_version_1_2_without_a_target_are_given_one() -> None:
    messages = xliff_messages(ONE)
    assert messages.language == "fr"
    assert messages.texts == ["Oui <g1>le <x1/> mot</g> & <ph1/>", "Neuf"]
    expected = ONE.replace('language="fr"', 'language="fr" target-language="en"')
    expected = expected.replace(
        "    <note>",
        '    <target>OUI <g id="1">LE <x id="2"/> MOT</g> &amp; <ph id="3">&lt;br/&gt;</ph>'
        "</target>\n    <note>",
    )
    target = '<target state="needs-translation"/>', '<target state="translated">NEUF</target>'
    assert filled(messages) == expected.replace(*target)


def test_segments_of_version_2_are_filled() -> None:
    expected = TWO.replace('trgLang="de"', 'trgLang="en"').replace(
        "<target></target>", '<target>UN <pc id="1">MOT</pc> ET <ph id="2"/></target>'
    )
    assert filled(xliff_messages(TWO)) == expected


@pytest.mark.parametrize("state", ["new", "needs-translation", "translated", ""])
def test_a_target_that_is_done_stays_unless_all_are(state: str) -> None:
    tag = f'<target state="{state}">' if state else "<target>"
    text = ONE.replace("<target>Done", f"{tag}Done")
    is_waiting = state in ("new", "needs-translation")
    assert ("Fini" in xliff_messages(text).texts) == is_waiting


def test_a_target_that_is_marked_out_and_empty_is_filled() -> None:
    parts = '<mrk mtype="seg" mid="1"></mrk> <mrk mtype="seg" mid="2"/>'
    text = ONE.replace("<target>Done", f"<target>{parts}")
    assert "Fini" in xliff_messages(text).texts
    assert "<target>FINI</target>" in filled(xliff_messages(text))


def test_all_are_translated_again_where_none_waits() -> None:
    text = '<xliff><file source-language="fr"><trans-unit><source>A</source><target>B</target>'
    text += "</trans-unit></file></xliff>"
    assert "<target>A</target>" in filled(xliff_messages(text))


def test_a_language_of_three_letters_gives_way_to_ours() -> None:
    text = ONE.replace('"fr"', '"fre" target-language="eng"')
    assert 'source-language="fre" target-language="en"' in filled(xliff_messages(text))


def test_words_without_entities_are_read_and_their_tags_are_kept() -> None:
    source = "<![CDATA[Un <b>mot</b> & deux]]>"
    text = '<xliff><file source-language="fr"><trans-unit><source>{}</source></trans-unit>'
    text = text.format(source) + "</file></xliff>"
    assert xliff_messages(text).texts == ["Un <b>mot</b> & deux"]
    result = filled(xliff_messages(text))
    assert f"<source>{source}</source>" in result
    assert "<target>UN &lt;b&gt;MOT&lt;/b&gt; &amp; DEUX</target>" in result
