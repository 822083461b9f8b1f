"""Catalogues of gettext: what is translated, and that all else of them stays."""

import polib
import pytest

from tests.unit.formats.messages.shouting import filled
from webapp.errors import UnreadableDocument
from webapp.formats.messages.po import PoMessages

HEAD = 'msgid ""\nmsgstr ""\n"Language: \\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
CATALOGUE = (
    "# Licence\n"
    + HEAD
    + """#. note
#: a.c:1
#, c-format
msgctxt "menu"
msgid "Ouvrir %s\\n"
msgstr ""

#, fuzzy
msgid "Un fichier"
msgid_plural "%d fichiers"
msgstr[0] "x"
msgstr[1] "y"

msgid "Fini"
msgstr "Done"

#~ msgid "Vieux"
#~ msgstr "Old"
"""
)


def test_what_has_no_translation_is_filled_and_all_else_stays() -> None:
    messages = PoMessages(CATALOGUE)
    assert messages.texts == ["Ouvrir %s\n", "Un fichier", "%d fichiers"]
    expected = CATALOGUE.replace('s\\n"\nmsgstr ""', 's\\n"\nmsgstr "OUVRIR %s\\n"')
    expected = expected.replace('#, fuzzy\nmsgid "Un', 'msgid "Un')
    expected = expected.replace('"x"', '"UN FICHIER"').replace('"y"', '"%d FICHIERS"')
    rule = '"Language: en\\n"', '8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"'
    expected = expected.replace('"Language: \\n"', rule[0]).replace('8\\n"', rule[1])
    assert filled(messages) == expected


@pytest.mark.parametrize(
    ("language", "forms"),
    [("en", ["A", "B"]), ("pt-BR", ["A", "B"]), ("ru", ["A", "B", "B"]), ("ja", ["B"])],
)
def test_every_form_of_a_plural_is_filled(language: str, forms: list[str]) -> None:
    messages = PoMessages(f'{HEAD}msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\n')
    [entry] = polib.pofile(filled(messages, language))
    assert list(entry.msgstr_plural.values()) == forms


def test_a_finished_catalogue_is_read_by_its_translations() -> None:
    text = HEAD.replace("Language: ", "Language: fr") + 'msgid "Open"\nmsgstr "Ouvrir"\n'
    messages = PoMessages(text)
    assert (messages.language, messages.texts) == ("fr", ["Ouvrir"])
    assert 'msgid "Open"\nmsgstr "OUVRIR"\n' in filled(messages)


def test_what_could_not_be_translated_stays_open() -> None:
    messages = PoMessages(f'{HEAD}msgid "a"\nmsgstr ""\n')
    assert messages.filled([None], "en").endswith('msgid "a"\nmsgstr ""\n')


@pytest.mark.parametrize("width", [78, 0])
def test_lines_are_wrapped_where_the_file_wraps_them(width: int) -> None:
    catalogue = polib.POFile(wrapwidth=width)
    catalogue.append(polib.POEntry(msgid="un mot " * 30, msgstr=""))
    lines = filled(PoMessages(str(catalogue))).splitlines()
    assert (max(map(len, lines)) < 81) == (width == 78)


@pytest.mark.parametrize("text", ["/etc/hosts", "msgid", 'msgstr[x] "a"'])
def test_what_is_no_catalogue_gets_a_sentence(text: str) -> None:
    with pytest.raises(UnreadableDocument, match="no catalogue"):
        PoMessages(text)
