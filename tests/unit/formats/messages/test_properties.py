"""Java's properties and Apple's strings: keys, comments and separators stay."""

import pytest

from tests.unit.formats.messages.shouting import filled
from webapp.errors import UnreadableDocument
from webapp.formats.messages.properties import properties_messages, strings_messages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# a=non\n! b=non\na.b = Bonjour l'ami\n", "# a=non\n! b=non\na.b = BONJOUR L'AMI\n"),
        ("c: L''heure a {0} jours\r\nd=x\r\n", "c: L''HEURE A {0} JOURS\r\nd=X\r\n"),
        ("d=sur \\\n   deux lignes\ne=f\n", "d=SUR DEUX LIGNES\ne=F\n"),
        ("e\\ f = caf\\u00e9\n", "e\\ f = CAF\\u00c9\n"),
        ("é = café\n", "é = CAFÉ\n"),
        ("a\tb c\nh\ng=\n=12\n", "a\tB C\nh\ng=\n=12\n"),
        ("a=x\\ty\\\\z\n", "a=X\\tY\\\\Z\n"),
        ("a=\\ oui", "a=\\ OUI"),
    ],
)
def test_values_of_properties_alone_are_changed(text: str, expected: str) -> None:
    assert filled(properties_messages(text)) == expected


def test_an_apostrophe_of_a_target_is_doubled_beside_arguments_alone() -> None:
    messages = properties_messages("a={0} oui\nb=oui\n")
    assert messages.filled(["{0} isn't", "isn't"], "en") == "a={0} isn''t\nb=isn't\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '/* "a" = "non"; */\n"Clé"="Bonjour \\"%@\\"";\n// "b" = "non";\n',
            '/* "a" = "non"; */\n"Clé"="BONJOUR \\"%@\\"";\n// "b" = "non";\n',
        ),
        ('NSFoo = "L\\U00e9t\\u00e9\\n" ;\n', 'NSFoo = "LÉTÉ\\n" ;\n'),
        ('"a" = "";\n"b" = "oui";', '"a" = "";\n"b" = "OUI";'),
    ],
)
def test_values_of_strings_alone_are_changed(text: str, expected: str) -> None:
    assert filled(strings_messages(text)) == expected


def test_what_has_no_pair_gets_a_sentence() -> None:
    with pytest.raises(UnreadableDocument, match="no pair"):
        strings_messages("Bonjour.")
