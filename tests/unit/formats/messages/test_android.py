"""Android's strings: names, tags, escapes and what is not to be translated stay."""

import pytest

from tests.unit.formats.messages.shouting import filled
from webapp.errors import UnreadableDocument
from webapp.formats.messages.android import android_messages


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<string name="a">L\\\'été &amp; %1$s</string>', "L\\'ÉTÉ &amp; %1$s"),
        ('<string name="a">Un <b>mot</b> ici</string>', "UN <b>MOT</b> ICI"),
        (
            '<string name="a">Voir <a href="x y">ici</a><br/></string>',
            'VOIR <a href="x y">ICI</a><br/>',
        ),
        ('<string name="a">"  Deux  mots  "</string>', '>"  DEUX  MOTS  "<'),
        ('<string name="a"><![CDATA[<p>L\\\'eau</p>]]></string>', "<![CDATA[<p>L\\'EAU</p>]]>"),
        (
            '<string name="a">Oui <x:g id="n" example="Ana">%s</x:g>\\nfin &lt;3</string>',
            'OUI <x:g id="n" example="Ana">%s</x:g>\\nFIN &lt;3',
        ),
        (
            '<plurals name="p"><item quantity="one">un</item><item>%d oui</item></plurals>',
            '<item quantity="one">UN</item><item>%d OUI</item>',
        ),
        ('<string-array name="r"><item>un</item></string-array>', "<item>UN</item>"),
    ],
)
def test_words_alone_are_changed(inside: str, expected: str) -> None:
    head = '<?xml version="1.0"?>\n<!-- c -->\n<resources xmlns:x="urn:x">\n'
    text = f"{head}{inside}\n</resources>"
    resources = filled(android_messages(text))
    assert expected in resources
    assert resources.lower() == text.lower()


@pytest.mark.parametrize(
    "inside",
    [
        '<string name="a" translatable="false">Oui</string>',
        '<string name="a">@string/oui</string>',
        '<string name="a">%1$s 12</string>',
        '<color name="c">oui</color>',
        '<style name="s"><item name="x">oui</item></style>',
    ],
)
def test_what_is_not_for_people_stays(inside: str) -> None:
    assert android_messages(f"<resources>{inside}</resources>").texts == []


def test_a_target_that_begins_like_a_reference_is_none() -> None:
    messages = android_messages('<resources><string name="a">x</string></resources>')
    assert ">\\@a<" in messages.filled(["@a"], "en")


def test_a_code_that_a_target_lacks_stands_at_its_end() -> None:
    messages = android_messages('<resources><string name="a">Un <br/>mot</string></resources>')
    assert ">A word<br/><" in messages.filled(["A word"], "en")


def test_damaged_xml_gets_a_sentence() -> None:
    with pytest.raises(UnreadableDocument, match="damaged"):
        android_messages("<resources><string></resources>")
