"""TMX of other programs: units get a target, and codes, notes and attributes stay."""

from tests.unit.formats.messages.shouting import filled
from webapp.formats.messages.tmx import TmxMessages

FILE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="x" srclang="FR-fr"><note>Header</note></header><body>
  <tu tuid="1"><note>Attention</note><prop type="x">p</prop>
    <tuv xml:lang="fr-CA"><seg>Le <bpt i="1">&lt;b></bpt>chat<ept i="1"/> dort.</seg></tuv>
  </tu>
  <tu><tuv xml:lang="fr"><seg>Un &amp; deux</seg></tuv><tuv xml:lang="en-GB"><seg/></tuv></tu>
  <tu><tuv xml:lang="en"><seg>Done</seg></tuv><tuv xml:lang="fr"><seg>Fini</seg></tuv></tu>
  <tu><tuv xml:lang="en"><seg>Alone</seg></tuv></tu>
  <tu><tuv lang="fr"><seg>Vieux <hi type="term">mot</hi></seg></tuv></tu>
</body></tmx>"""


def test_units_without_a_target_are_given_one_and_all_else_stays() -> None:
    messages = TmxMessages(FILE)
    assert messages.language == "fr"
    assert messages.texts == ["Le <bpt1/>chat<ept1/> dort.", "Un & deux", "Vieux <hi1>mot</hi>"]
    assert messages.notes == ["Attention", "", ""]
    first = 'LE <bpt i="1">&lt;b></bpt>CHAT<ept i="1"/> DORT.'
    expected = FILE.replace(
        "dort.</seg></tuv>", f'dort.</seg></tuv>\n    <tuv xml:lang="en"><seg>{first}</seg></tuv>'
    )
    expected = expected.replace("<seg/>", "<seg>UN &amp; DEUX</seg>").replace(
        "</hi></seg></tuv>",
        '</hi></seg></tuv><tuv lang="en"><seg>VIEUX <hi type="term">MOT</hi></seg></tuv>',
    )
    assert filled(messages) == expected


def test_all_are_translated_again_where_none_waits() -> None:
    unit = '<tu><tuv xml:lang="fr"><seg>Un</seg></tuv><tuv xml:lang="{}"><seg>One</seg></tuv></tu>'
    head = '<tmx version="1.4"><header srclang="*all*"/><body>'
    english, german = (f"{head}{unit.format(code)}</body></tmx>" for code in ("EN-us", "de"))
    assert filled(TmxMessages(english)) == english.replace("One", "UN")
    added = '<tuv xml:lang="en"><seg>UN</seg></tuv></tu>'
    assert filled(TmxMessages(german)) == german.replace("</tu>", added)
