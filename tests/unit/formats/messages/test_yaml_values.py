"""Messages in YAML: comments, keys and every style of a string stay."""

import pytest
import yaml

from tests.unit.formats.messages.shouting import filled
from webapp.errors import UnreadableDocument
from webapp.formats.messages.yaml_values import yaml_messages

RAILS = """# un commentaire
fr:
  hello: "Bonjour %{name}\\n"
  simple: L'été # fin
  'yes': 'c''est'
  lit: |
    Ligne un
      deux: oui

    trois

  fold: >-
    plié sur
    deux

    puis
  n: {one: un, other: "%{count} oui"}
  list:
    - lundi
    - &x "ancre"
  ref: *x
  num: 12
  bool: true
  sym: !ruby/symbol oui
"""
ENGLISH = """# un commentaire
en:
  hello: "BONJOUR %{name}\\n"
  simple: L'ÉTÉ # fin
  'yes': 'C''EST'
  lit: |
    LIGNE UN
      DEUX: OUI

    TROIS

  fold: >-
    PLIÉ SUR DEUX

    PUIS
  n: {one: UN, other: "%{count} OUI"}
  list:
    - LUNDI
    - &x "ANCRE"
  ref: *x
  num: 12
  bool: true
  sym: !ruby/symbol oui
"""


def test_words_alone_are_changed() -> None:
    messages = yaml_messages(RAILS)
    assert messages.language == "fr"
    assert filled(messages) == ENGLISH


@pytest.mark.parametrize("style", ["{}", "'{}'", '"{}"', "|-\n  {}", ">-\n  {}"])
@pytest.mark.parametrize("target", ["yes", "12", "a: b", "# a", 'it\'s "x"', "- a", "a\tb", "{a}"])
def test_a_target_is_read_as_it_was_meant(style: str, target: str) -> None:
    messages = yaml_messages(f"a: {style.format('mot')}\nb: 1\n")
    assert yaml.safe_load(messages.filled([target], "en")) == {"a": target, "b": 1}


def test_aliases_of_aliases_cost_nothing() -> None:
    lines = ["a0: &a0 [oui]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    assert yaml_messages("\n".join(lines)).texts == ["oui"]


@pytest.mark.parametrize("text", ["a: [", "a: *b", "\t- a", "a: b: c", "[" * 5_000])
def test_what_is_no_yaml_gets_a_sentence(text: str) -> None:
    with pytest.raises(UnreadableDocument, match="no YAML"):
        yaml_messages(text)
