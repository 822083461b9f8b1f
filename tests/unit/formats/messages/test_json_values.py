"""Messages in JSON: which strings are translated, and that all else of the file stays."""

import pytest

from tests.unit.formats.messages.shouting import filled
from webapp.errors import UnreadableDocument
from webapp.formats.messages.json_values import json_messages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '{\n\t"a.b" : "Bonjour {{nom}}",\n "n": {"k_one": "un", "k_other": "{{count}} oui"}}',
            '{\n\t"a.b" : "BONJOUR {{nom}}",\n "n": {"k_one": "UN", "k_other": "{{count}} OUI"}}',
        ),
        ('["a \\"b\\"\\n", 3, null, "", "12"]', '["A \\"B\\"\\n", 3, null, "", "12"]'),
        ('{"a": "caf\\u00e9 \\ud83d\\ude00"}', '{"a": "CAF\\u00c9 \\ud83d\\ude00"}'),
        ('{"a": "café"}', '{"a": "CAFÉ"}'),
        (
            '{"@@locale": "fr", "a": "oui", "@a": {"description": "non"}}',
            '{"@@locale": "en", "a": "OUI", "@a": {"description": "non"}}',
        ),
        (
            '{"a": "{n, plural, =0 {aucun {x}} one {# chat} other {# chats}}"}',
            '{"a": "{n, plural, =0 {AUCUN {x}} one {# CHAT} other {# CHATS}}"}',
        ),
        (
            '{"a": "{s, select, f {{n, plural, one {une} other {des}}} other {un}}"}',
            '{"a": "{s, select, f {{n, plural, one {UNE} other {DES}}} other {UN}}"}',
        ),
        ('{"fr": {"fr": "oui"}}', '{"en": {"fr": "OUI"}}'),
        ('{"menu": {"a": "$t(b.c) oui"}}', '{"menu": {"a": "$t(b.c) OUI"}}'),
        (
            '{"a": {"message": "Bonjour $NOM$", "description": "non"}}',
            '{"a": {"message": "BONJOUR $NOM$", "description": "non"}}',
        ),
    ],
)
def test_words_alone_are_changed(text: str, expected: str) -> None:
    assert filled(json_messages(text)) == expected


def test_the_file_tells_its_language() -> None:
    assert json_messages('{"@@locale": "fr_CA", "a": "oui"}').language == "fr-CA"


@pytest.mark.parametrize("text", ["", "{", '{"a": "b"} c', "[" * 100_000])
def test_what_is_no_json_gets_a_sentence(text: str) -> None:
    with pytest.raises(UnreadableDocument, match="no JSON"):
        json_messages(text)


def test_json_without_strings_has_no_messages() -> None:
    assert [json_messages(text).texts for text in ("0", "[]", '{"a": null}')] == [[], [], []]
